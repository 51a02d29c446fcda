"""MODS records, alone, in a modsCollection, or inside other XML such as METS and OAI-PMH."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from archcite.crosswalk.mods import from_mods
from archcite.errors import Problem
from archcite.read.frame import records_of
from archcite.read.xml import Source, placed, root_of
from archcite.record.model import Record


def is_mods(text: str) -> bool:
    """Whether a text is XML with MODS records."""
    name, namespaces = root_of(text)
    return name in ("mods", "modsCollection") or (bool(name) and "loc.gov/mods" in namespaces)


def read_mods(data: bytes, name: str) -> list[Record | Problem]:
    """Each mods element as a record; what a record cannot hold is a Problem."""
    return list(_records(data, name))


def read_mods_stream(stream: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """The same from an open file of any size."""
    return _records(stream, name)


def _records(source: Source, name: str) -> Iterator[Record | Problem]:
    empty = Problem("nothing-found", name, "The file has no MODS record.")
    return records_of(placed(source, name, "mods"), from_mods, "mods", empty)
