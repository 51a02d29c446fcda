"""What `archcite check` finds: faults of files, findings of rules, what complete citations lack.

Each with its place in the file. Prints nothing; app.check_reports words it, app.fixing mends it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from archcite.app import completeness, items
from archcite.errors import ArchciteError, Problem, Severity, UnreadableInput, UsageFault
from archcite.library.files import SUFFIX, Library, shown
from archcite.record.check import INCOMPLETE, Compared, find, matching, rules, severity
from archcite.record.places import Place, place_of, place_of_line
from archcite.record.rules.ignoring import IGNORE_UNUSED, covers, unused
from archcite.record.rules.rule import Changes, Finding, Seen
from archcite.record.toml import read

if TYPE_CHECKING:
    from archcite.record.layout import Layout
    from archcite.record.model import Record


class Source(NamedTuple):
    """One record's file: its key and library, or the path of one that is in no library.

    where: the file as people are told it.
    """

    key: str
    where: str
    library: Library | None = None
    path: Path | None = None

    @property
    def name(self) -> str:
        """What other records' findings call it."""
        return self.key if self.library else self.where

    def text(self) -> str:
        """What stands in the file; UnreadableInput, NoSuchRecord."""
        if self.path:
            from archcite.app.reading import read_bytes

            try:
                return read_bytes(str(self.path)).decode("utf-8")
            except UnicodeDecodeError as fault:
                raise UnreadableInput(
                    Problem("not-utf-8", self.where, "the file is not valid UTF-8")
                ) from fault
        return self.library.text(self.key) if self.library else ""


class Asked(NamedTuple):
    """What is looked for.

    codes: of rules. today: an ISO date. gaps: by style, for `incomplete`; cache: where the answers
    to it are kept, None for nowhere. ignored: whether what records ignore is told too.
    """

    codes: frozenset[str]
    today: str
    gaps: Mapping[str, completeness.Ask] = MappingProxyType({})
    cache: Path | None = None
    ignored: bool = False


class Told(NamedTuple):
    """One finding with its place.

    field: its path in the record, "" for a fault of the file. fix: what mends it. lacks: of
    `incomplete`, the gaps by style. ignored: the reason for which the record ignores it, None for
    what it does not.
    """

    code: str
    severity: Severity
    key: str
    file: str
    place: Place
    message: str
    hint: str = ""
    field: str = ""
    fix: Changes = ()
    lacks: completeness.ByStyle = MappingProxyType({})
    ignored: str | None = None

    @property
    def where(self) -> str:
        """file:line:column as far as they are known."""
        numbers = (self.place.line, self.place.column if self.field else 0)
        return ":".join([self.file, *(str(number) for number in numbers if number)])

    @property
    def problem(self) -> Problem:
        """The same as a problem; only of a code that problems have."""
        return Problem(self.code, self.where, self.message, self.hint)


class Findings(NamedTuple):
    """What is to be told. texts: of the files in which something can be mended, by their names."""

    told: Sequence[Told]
    texts: Mapping[str, str] = MappingProxyType({})


def all_of(library: Library) -> list[Source]:
    """The files of all records of a library."""
    return [Source(key, library.where(key), library) for key in library.keys()]  # noqa: SIM118 - no mapping


def sources(library: Library | None, named: Iterable[str]) -> list[Source]:
    """The files of some keys, or of some paths to records; NoSuchRecord, UnreadableInput.

    What ends in .toml or has a separator is a path; one into the library is its record.
    """
    keys: list[str] = []
    files: dict[int, Source] = {}
    absent: list[Problem] = []
    for at, name in enumerate(named):
        path = Path(name).expanduser()
        is_path = name.endswith(SUFFIX) or "/" in name or "\\" in name
        if is_path and not (library and path.parent.resolve() == library.folder.resolve()):
            files[at] = Source(path.name.removesuffix(SUFFIX), shown(path), None, path)
            absent += _unreadable(path)
        keys.append(path.name.removesuffix(SUFFIX) if is_path else name)
    items.collected(UnreadableInput, absent)
    if library is None:
        return [files.get(at) or Source(key, key) for at, key in enumerate(keys)]
    inside = [key for at, key in enumerate(keys) if at not in files]
    known = items.aliases(library, inside)
    items.check_keys(library, [known.get(key, key) for key in inside])
    found = []
    for at, key in enumerate(keys):
        own = known.get(key, key)
        found.append(files.get(at) or Source(own, library.where(own), library))
    return list(dict.fromkeys(found))


def _unreadable(path: Path) -> tuple[Problem, ...]:
    """What is to be said of a path at which no file is that can be read."""
    from archcite.app.reading import opened

    if path.is_fifo():  # which is there to be read once
        return ()
    try:
        opened(shown(path)).close()
    except UnreadableInput as error:
        return error.problems
    return ()


def check(every: Iterable[Source], asked: Asked) -> list[Told]:
    """All that is found in some files, in the order of the files and their lines."""
    run = _Run(asked)
    order: dict[str, int] = {}
    told: list[Told] = []
    for source in every:
        order[source.where] = len(order)
        told += run.of_file(source)
    told += run.of_all()
    return sorted(told, key=lambda each: (order[each.file], each.place.line, each.place.column))


def in_text(source: Source, text: str, asked: Asked) -> list[Told]:
    """What is found in the text of one record by itself.

    Neither other records nor citations are asked, and no ignore is called unused.
    """
    run = _Run(asked._replace(gaps={}, ignored=False))
    try:
        record = read(text, source.where)
    except ArchciteError as error:
        told = [_of_problem(source, text, problem) for problem in error.problems]
        return list(_with_mends(told, text))
    return run.found_in(source, text, record)[0]


class _Waiting(NamedTuple):
    """A record with ignores, of which it is known only at the end whether they are of use."""

    source: Source
    record: Record
    used: set[int]


class _Run:
    """One run over some files: what it must remember until all were read."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._compared = Compared(asked.codes)
        self._sources: dict[str, Source] = {}
        self._waiting: dict[str, _Waiting] = {}

    def of_file(self, source: Source) -> Iterator[Told]:
        """What is found in one file by itself."""
        text = ""
        try:
            text = source.text()
            each = self._citable(source, text)
            record = each.record() if each else read(text, source.where)
        except ArchciteError as error:
            told = (_of_problem(source, text, problem) for problem in error.problems)
            yield from _with_mends(list(told), text)
            return
        if record is None:
            return
        found, used = self.found_in(source, text, record)
        yield from found
        if record.record and record.record.ignored:
            self._waiting[source.name] = _Waiting(source, record, used)
        if each:
            yield from self._incomplete(source, record, each, used)

    def _citable(self, source: Source, text: str) -> items.Citable | None:
        """The record as styles see it, if what citations lack is asked."""
        if INCOMPLETE not in self.asked.codes or not self.asked.gaps:
            return None
        if source.library is None:
            return items.view(read(text, source.where))
        return items.kept_view(
            source.library,
            source.key,
            text,
            self.asked.cache,
            lambda: read(text, source.where),
        )

    def found_in(self, source: Source, text: str, record: Record) -> tuple[list[Told], set[int]]:
        """The findings that the record does not ignore, and the ignores that were of use."""
        seen = Seen(record, self.asked.today)
        self._sources[source.name] = source
        self._compared.add(source.name, seen)
        layout: Layout | None = None
        told: list[Told] = []
        used: set[int] = set()
        for rule, finding in find(seen, self.asked.codes):
            hiding = _hiding(record, rule.code)
            used |= hiding
            if not hiding or self.asked.ignored:
                layout = layout or _layout(text)
                one = _of_finding(source, layout, rule.code, finding)
                told.append(_with_reason(one, record, hiding))
        return told, used

    def of_all(self) -> Iterator[Told]:
        """What is found by comparing the files, and the ignores that were of no use."""
        for name, rule, finding in self._compared.found():
            waiting = self._waiting.get(name)
            hiding = _hiding(waiting.record, rule.code) if waiting else set()
            if waiting:
                waiting.used.update(hiding)
            if not hiding or self.asked.ignored:
                source = self._sources[name]
                one = _of_finding(source, _layout(source.text()), rule.code, finding)
                yield _with_reason(one, waiting.record, hiding) if waiting else one
        asked = self.asked.codes - (set() if self.asked.gaps else {INCOMPLETE})
        for each in self._waiting.values() if IGNORE_UNUSED in asked else ():
            for finding in unused(each.record, each.used, asked):
                yield _of_finding(each.source, _layout(each.source.text()), IGNORE_UNUSED, finding)

    def _incomplete(
        self, source: Source, record: Record, each: items.Citable, used: set[int]
    ) -> Iterator[Told]:
        lacks = completeness.lacking(each, self.asked.gaps)
        if not lacks:
            return
        hiding = _hiding(record, INCOMPLETE)
        used |= hiding
        if hiding and not self.asked.ignored:
            return
        fields = list(dict.fromkeys(gap.field for found in lacks.values() for gap in found))
        one = Told(
            INCOMPLETE,
            severity(INCOMPLETE),
            source.key,
            source.where,
            Place(),
            completeness.sentence(lacks),
            f"it belongs in {', '.join(fields)}",
            lacks=lacks,
        )
        yield _with_reason(one, record, hiding)


def _hiding(record: Record, code: str) -> set[int]:
    """The positions of the record's ignores that are for that code."""
    ignored = record.record.ignored if record.record else ()
    return {index for index, each in enumerate(ignored) if covers(each.rule, code)}


def _with_reason(told: Told, record: Record, hiding: Collection[int]) -> Told:
    """The finding, with the reason of the first ignore that hides it."""
    if not hiding or record.record is None:
        return told
    return told._replace(ignored=record.record.ignored[min(hiding)].reason)


def _layout(text: str) -> Layout:
    from archcite.record.layout import read_layout

    return read_layout(text)


def _of_finding(source: Source, layout: Layout, code: str, finding: Finding) -> Told:
    return Told(
        code,
        rules()[code].severity,
        source.key,
        source.where,
        place_of(layout, finding.path, finding.part),
        finding.message,
        finding.hint,
        finding.path,
        finding.fix,
    )


def _of_problem(source: Source, text: str, problem: Problem) -> Told:
    """A fault of the file, with the line that its place names."""
    line = problem.where.removeprefix(source.where).lstrip(":")
    place = place_of_line(text, int(line)) if line.isdecimal() else Place()
    return Told(
        problem.code,
        problem.severity,
        source.key,
        source.where,
        place,
        problem.message,
        problem.hint,
    )


def _with_mends(told: list[Told], text: str) -> Iterator[Told]:
    """The faults of a file, with the changes that mend them."""
    from archcite.record.mending import mends

    mending = {(each.fault.code, each.fault.message): each for each in mends(text)}
    layout = _layout(text) if mending else None
    for each in told:
        mend = mending.get((each.code, each.message))
        if mend and layout:
            place = place_of(layout, mend.path)
            fix = ((mend.path, mend.value),)
            yield each._replace(field=mend.path, fix=fix, place=place)
        else:
            yield each


def checked_words(words: Collection[str], where: str = "") -> None:
    """Raise UsageFault for a word that chooses no rule."""
    from difflib import get_close_matches

    unknown = [word for word in words if not matching(word)]
    if unknown:
        near = get_close_matches(unknown[0], [*rules(), INCOMPLETE], 2, 0.5)
        raise UsageFault(
            *(
                Problem(
                    "rule-unknown",
                    where,
                    f"no rule is called {word!r}, and none begins so",
                    f"did you mean {' or '.join(near)}?" if near else "see archcite check --rules",
                )
                for word in unknown
            )
        )
