"""Records as a RIS file: no byte order mark, a line for each tag, an empty line between entries."""

from __future__ import annotations

from collections.abc import Iterable

from archcite.crosswalk.ris import to_ris
from archcite.record.model import Record
from archcite.write import Written


def write_ris(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """RIS as Zotero reads it best."""
    return _write(records, jabref=False, carrier=carrier)


def write_ris_jabref(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """RIS as JabRef reads it best."""
    return _write(records, jabref=True, carrier=carrier)


def _write(records: Iterable[Record], *, jabref: bool, carrier: bool) -> Written:
    entries: list[str] = []
    dropped: dict[str, list[str]] = {}
    moved: dict[str, list[str]] = {}
    for record in records:
        found = to_ris(record, jabref, carrier)
        lines = [f"{tag}  - {value}" for tag, value in found.pairs]
        entries.append("\n".join([*lines, "ER  - \n"]))
        if found.dropped:
            dropped[record.document.id] = found.dropped
        if found.moved:
            moved[record.document.id] = found.moved
    return Written("\n".join(entries), dropped, moved)
