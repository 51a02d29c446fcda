"""Records as DataCite resources: one alone, several in one element."""

from __future__ import annotations

from collections.abc import Iterable

from archcite.record.model import Record
from archcite.write import Written
from archcite.write.xml import text_of


def write_datacite(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A DataCite file. What is told as dropped stands in the carrier alone."""
    from lxml.etree import Element

    from archcite.crosswalk.datacite import empty, to_datacite

    root = Element("resources")
    dropped: dict[str, list[str]] = {}
    for record in records:
        if left := to_datacite(record, empty(root), carrier):
            dropped[record.document.id] = left
    return Written(text_of(root[0] if len(root) == 1 else root), dropped)
