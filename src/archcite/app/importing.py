"""Import: the records of files into the library, as one transaction.

First everything is read, recognised, merged and checked; then all is written, or nothing. What
became of each entry comes out as values, which the command prints.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from archcite.app import reading
from archcite.app.balance import Intake
from archcite.app.recognising import Index, Match
from archcite.crosswalk.table import leaves
from archcite.errors import ArchciteError, Problem, ProblemsFound, Severity, UnreadableInput
from archcite.library.files import Library
from archcite.record import toml
from archcite.record.imported import Path as FieldPath
from archcite.record.imported import Unit, changed, fingerprint, merged
from archcite.record.key import Keys
from archcite.record.likeness import Likeness, likeness
from archcite.record.model import Administration, Record

NEW = "new"
KNOWN = "known"
UPDATED = "updated"
SKIPPED = "skipped"
FAULTY = "faulty"

SAME, KEEP, SKIP = "same", "keep", "skip"  # what a suspected duplicate is


class Outcome(NamedTuple):
    """What became of one entry of one file.

    what: NEW, KNOWN, UPDATED, SKIPPED or FAULTY. record: as it was read; None where faulty. key:
    the one that it has, or would have, in the library. note: what the user should know about it,
    such as a key that was taken. error: for FAULTY. changes: the fields that were taken over;
    conflicts: those that were changed here and there and are as they were here.
    """

    file: str
    what: str
    record: Record | None = None
    key: str = ""
    note: str = ""
    error: ArchciteError | None = None
    changes: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


class Rules(NamedTuple):
    """How entries are treated that the library may know.

    update: whether a known record takes over what has changed. judge: what a suspected duplicate
    is, SAME, KEEP or SKIP. today: the day of import.
    """

    today: str
    update: bool
    judge: Callable[[str, Record, Match], str]


class Import:
    """One run. library may be None in a dry run: then no record is known and no key taken."""

    def __init__(self, library: Library | None, rules: Rules, cache_folder: Path | None) -> None:
        self.library, self.rules = library, rules
        self.outcomes: list[Outcome] = []
        self.warnings: list[Problem] = []
        self.intake = Intake()
        self._index = Index(library, cache_folder)
        self._keys = Keys(library.keys() if library else ())
        self._planned: dict[str, tuple[Record, str, str | None]] = {}
        self._files: list[str] = []

    def add_file(self, named: str, reader: str, passed: reading.Passed) -> None:
        """Read and prepare one file; one bad entry hides no other, nor does a bad file."""
        self.add_found(named, list(reading.each_record(named, reader, passed, stream=False)))

    def add_found(self, named: str, found: Sequence[Record | Problem]) -> None:
        """Prepare what was read somewhere. named: what messages call the place."""
        if named not in self._files:
            self._files.append(named)
        records = [each for each in found if isinstance(each, Record)]
        faulty = ProblemsFound if records else UnreadableInput
        for each in found:
            if isinstance(each, Problem):
                self._note(named, each, faulty)
        self._index.next_file()
        for record in records:
            self.intake.add(record, leaves(record))
            try:
                outcome = self._one(named, record, len(records) == 1)
            except ArchciteError as error:
                self.intake.faulty += 1
                outcome = Outcome(named, FAULTY, error=ProblemsFound(*error.problems))
            self.outcomes.append(outcome)

    def write(self, passed: Callable[[int], None]) -> None:
        """Put everything into the library, or raise CannotWrite and leave it as it was."""
        texts = {key: (text, before) for key, (_, text, before) in self._planned.items()}
        if self.library and texts:
            said = f"import {_named(texts, self._files)}"
            self.library.save_together(texts, "import", passed, said)
            self._index.keep()

    def begin_again(self) -> None:
        """Take what was written as done, so that more can be added and written by itself."""
        self._planned.clear()

    @property
    def planned(self) -> int:
        """How many files are to be written."""
        return len(self._planned)

    def _note(self, named: str, problem: Problem, faulty: type[ArchciteError]) -> None:
        if problem.code == "import-loss":
            self.intake.lose(problem)
        if problem.severity is Severity.ERROR:
            self.intake.faulty += 1
            self.outcomes.append(Outcome(named, FAULTY, error=faulty(problem)))
        else:
            self.warnings.append(problem)

    def _one(self, named: str, record: Record, alone: bool) -> Outcome:
        seen = likeness(record)
        match, note = self._index.find(seen, alone), ""
        if match and not match.sure:
            verdict = self.rules.judge(named, record, match)
            note = f"looks like {match.key} ({match.why})"
            if verdict == SKIP:
                return Outcome(named, SKIPPED, record, match.key, note)
            match = match._replace(sure=True, same=False) if verdict == SAME else None
        if match:
            self._index.claim(match.key)
            return self._known(named, record, match)
        return self._new(named, record, seen, note)

    def _new(self, named: str, record: Record, seen: Likeness, note: str) -> Outcome:
        key = record.document.id
        made = _dated(record, self.rules.today, seen.now)
        free = self._keys.free(key)
        if free != key:
            made = structs.replace(made, document=structs.replace(made.document, id=free))
            note = note or f"the key {key} belongs to another document"
        text = toml.write(made, self._schema_ref())  # refuses what could not be read again
        self._keys.take(free)
        self._planned[free] = (made, text, None)
        self._index.add(free, seen.named(free), text)
        self._index.claim(free)
        return Outcome(named, NEW, made, free, note)

    def _known(self, named: str, record: Record, match: Match) -> Outcome:
        """A record that is there already: left alone, or brought up to date."""
        known = Outcome(named, KNOWN, record, match.key)
        if match.same:
            return known
        here, text, before = self._kept(match.key)
        news = merged(here, record)
        conflicts = tuple(map(_dotted, news.conflicts))
        if not (news.changes or conflicts):
            return known
        if not self.rules.update:
            differing = ", ".join([*map(_dotted, news.changes), *conflicts])
            return known._replace(note=f"the file differs in {differing}")
        word = fingerprint(record)
        changes = {
            **news.changes,
            ("record", "imported"): Unit(self.rules.today),
            ("record", "imported_as"): Unit(word),
        }
        made = toml.from_plain(changed(here, changes), match.key)
        self._planned[match.key] = (made, self._text(here, text, made, changes), before)
        paths = tuple(map(_dotted, news.changes))
        what = UPDATED if paths else KNOWN
        return known._replace(what=what, changes=paths, conflicts=conflicts)

    def _kept(self, key: str) -> tuple[Record, str, str | None]:
        """A record and its text, as planned or as it stands, and what its file has now."""
        planned = self._planned.get(key)
        if planned:
            return planned
        assert self.library is not None
        text = self.library.text(key)
        return toml.read(text, self.library.where(key)), text, text

    def _text(self, here: Record, text: str, made: Record, changes: dict[FieldPath, Unit]) -> str:
        """The changed record's text: of a hand-edited file every other byte stays."""
        if text == toml.write(here, self._schema_ref()):
            return toml.write(made, self._schema_ref())
        steps: list[tuple[str, object]] = []
        for path, unit in changes.items():
            steps.append((_dotted(path), unit.value))
            if len(path) > 1 and (unit.src or unit.note):
                marks = (("_src", unit.src), ("_note", unit.note))
                steps += [(f"{path[0]}.{m}.{path[1]}", value) for m, value in marks if value]
        return toml.change_all(text, steps, made.document.id)

    def _schema_ref(self) -> str:
        return self.library.schema_ref() if self.library else "record.schema.json"


def _named(keys: Collection[str], files: Sequence[str]) -> str:
    """What an import brought, for the history: the key, or how many records, and from where."""
    what = next(iter(keys)) if len(keys) == 1 else f"{len(keys)} records"
    return f"{what} from {files[0]}" + (f" and {len(files) - 1} more" if len(files) > 1 else "")


def _dotted(path: FieldPath) -> str:
    return ".".join(path)


def _dated(record: Record, today: str, word: str) -> Record:
    """The record with the day of import, and what it was then."""
    own = record.record or Administration()
    return structs.replace(record, record=structs.replace(own, imported=today, imported_as=word))
