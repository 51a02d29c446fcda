"""MARCXML: bibliographic records alone, in a collection, or in answers of SRU and OAI-PMH."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from archcite.crosswalk.marc import from_marc
from archcite.crosswalk.marc_fields import marc_of
from archcite.crosswalk.returning import Returned
from archcite.crosswalk.tree import below, children
from archcite.errors import Problem
from archcite.read.finish import finished, unique
from archcite.read.xml import Source, entries, root_of
from archcite.record.model import Record

_NO_BOOKS = "uvwxyqz"  # leader 06 of holdings, classification, community and authority records


def is_marcxml(text: str) -> bool:
    """Whether a text is XML with MARC records."""
    name, namespaces = root_of(text)
    if not name:
        return False
    if name in ("record", "collection") and "MARC21/slim" in namespaces:
        return True
    return "<datafield" in text[:40_000] or ":datafield" in text[:40_000]


def read_marcxml(data: bytes, name: str) -> list[Record | Problem]:
    """Each bibliographic record; records of authorities and holdings are passed over and told."""
    return list(unique(_records(data, name)))


def read_marcxml_stream(stream: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """The same from an open file of any size."""
    return unique(_records(stream, name))


def _records(source: Source, name: str) -> Iterator[Record | Problem]:
    found = False
    for element in entries(source, name, "record"):
        if isinstance(element, Problem):
            found = True
            yield element
            continue
        inner = [element, *below(element, "record")]
        holder = next((each for each in inner if children(each, "datafield")), None)
        if holder is None:
            continue
        found = True
        where = f"{name}:{holder.sourceline}"
        marc = marc_of(holder)
        if marc.leader[6] in _NO_BOOKS:
            message = "A record of an authority or a holding is no document and is left out."
            yield Problem("import-loss", where, message)
            continue
        yield from finished(Returned(from_marc(marc)), where, "marc")
    if not found:
        yield Problem("nothing-found", name, "The file has no MARC record.")
