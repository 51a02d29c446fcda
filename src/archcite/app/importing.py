"""Import: a file's records into the library, each new, known already, or under a suffixed key.

Writes through the library and nothing else; says what it did as values, which the command prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import structs

from archcite.app import reading
from archcite.errors import ArchciteError, Problem, UnreadableInput
from archcite.library.files import Library
from archcite.record.key import suffixed
from archcite.record.model import Administration, Record

NEW = "new"
KNOWN = "known"
FAULTY = "faulty"


class Outcome(NamedTuple):
    """What became of one record of one file.

    what: NEW, KNOWN or FAULTY. record: as it was read; None where faulty. key: the one that it has,
    or would have, in the library. note: what the user should know about it, such as a key that was
    taken. error: for FAULTY.
    """

    file: str
    what: str
    record: Record | None = None
    key: str = ""
    note: str = ""
    error: ArchciteError | None = None


def import_file(
    library: Library | None, named: str, reader: str, today: str, *, dry_run: bool
) -> Iterator[Outcome]:
    """Import one file; every fault becomes an outcome, so that one bad file hides no other.

    library may be None in a dry run: then no record is known and no key taken.
    """
    try:
        data = reading.read_bytes(named)
        found = reading.read_records(data, named, reader)
    except ArchciteError as error:
        yield Outcome(named, FAULTY, error=error)
        return
    problems = [each for each in found if isinstance(each, Problem)]
    records = [each for each in found if isinstance(each, Record)]
    for problem in problems:
        yield Outcome(named, FAULTY, error=UnreadableInput(problem))
    taken = set(library.keys()) if library else set()
    for record in records:
        try:
            yield _one(library, named, _dated(record, today), taken, len(records) == 1, dry_run)
        except ArchciteError as error:
            yield Outcome(named, FAULTY, error=error)


def _one(
    library: Library | None, named: str, record: Record, taken: set[str], alone: bool, dry_run: bool
) -> Outcome:
    known = _known(library, record, taken, alone) if library else None
    if known is not None:
        return Outcome(named, KNOWN, record, known.document.id)
    key, note = record.document.id, ""
    if key in taken:
        record = _renamed(record, suffixed(key, taken))
        note = f"the key {key} belongs to another document"
    if library and not dry_run:
        library.save(record, overwrite=False)
    taken.add(record.document.id)
    return Outcome(named, NEW, record, record.document.id, note)


def _known(library: Library, record: Record, taken: set[str], alone: bool) -> Record | None:
    """The record of the same document that is in the library already, or None.

    It came from the same file (same hash) and is the only record of it, or has the same key or
    title and date; or it says the same in every field but the day of import.
    """
    digest = record.record.sha256 if record.record else None
    same_file = [_try_load(library, key) for key in library.same_source(digest)] if digest else []
    for other in same_file:
        if other is not None and (alone or _same_document(other, record)):
            return other
    key = record.document.id
    for candidate in sorted(taken):
        if candidate == key or candidate.startswith(key + "-"):
            kept = _try_load(library, candidate)
            if kept is not None and _bare(kept) == _bare(record):
                return kept
    return None


def _try_load(library: Library, key: str) -> Record | None:
    """The record, or None where its file is faulty: then it cannot be the same."""
    try:
        return library.load(key)
    except ArchciteError:
        return None


def _same_document(one: Record, other: Record) -> bool:
    mine, yours = one.document, other.document
    return mine.id == yours.id or (mine.title, mine.date) == (yours.title, yours.date)


def _bare(record: Record) -> Record:
    """The record without its key and what import notes about the file, for comparing."""
    administration = record.record and structs.replace(
        record.record, imported=None, sha256=None, source_file=None
    )
    if administration == Administration():
        administration = None
    return structs.replace(_renamed(record, "same"), record=administration)


def _renamed(record: Record, key: str) -> Record:
    return structs.replace(record, document=structs.replace(record.document, id=key))


def _dated(record: Record, today: str) -> Record:
    """The record with the day of import."""
    administration = structs.replace(record.record or Administration(), imported=today)
    return structs.replace(record, record=administration)
