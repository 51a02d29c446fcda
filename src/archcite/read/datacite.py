"""DataCite XML: single resources, and those in answers of OAI-PMH and other envelopes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from archcite.crosswalk.datacite import DATACITE
from archcite.errors import Problem
from archcite.read.frame import records_of
from archcite.read.xml import Source, placed, root_of
from archcite.record.model import Record


def is_datacite(text: str) -> bool:
    """Whether a text is XML with DataCite resources."""
    name, namespaces = root_of(text)
    if name == "resource":
        return "datacite.org/schema" in namespaces or "<creators" in text[:40_000]
    return bool(name) and "datacite.org/schema/kernel" in text[:40_000]


def read_datacite(data: bytes, name: str) -> list[Record | Problem]:
    """Each resource as a record."""
    return list(_records(data, name))


def read_datacite_stream(stream: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """The same from an open file of any size."""
    return _records(stream, name)


def _records(source: Source, name: str) -> Iterator[Record | Problem]:
    empty = Problem("nothing-found", name, "The file has no resource of DataCite.")
    return records_of(placed(source, name, "resource"), DATACITE.back, "datacite", empty)
