"""Records as a MODS 3.8 collection."""

from __future__ import annotations

from collections.abc import Iterable

from archcite.record.model import Record
from archcite.write import Written
from archcite.write.xml import text_of


def write_mods(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A modsCollection. What is told as dropped stands in the carrier alone."""
    from archcite.crosswalk.mods import collection, to_mods

    root = collection()
    dropped: dict[str, list[str]] = {}
    for record in records:
        if left := to_mods(record, root, carrier):
            dropped[record.document.id] = left
    return Written(text_of(root), dropped)
