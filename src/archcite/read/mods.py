"""MODS records, alone, in a modsCollection, or inside other XML such as METS and OAI-PMH."""

from __future__ import annotations

from archcite.crosswalk.mods import MODS
from archcite.errors import Problem
from archcite.read.frame import records_of
from archcite.read.xml import placed, root_of
from archcite.record.model import Record


def is_mods(text: str) -> bool:
    """Whether a text is XML with MODS records."""
    name, namespaces = root_of(text)
    return name in ("mods", "modsCollection") or (bool(name) and "loc.gov/mods" in namespaces)


def read_mods(data: bytes, name: str) -> list[Record | Problem]:
    """Each mods element as a record; what a record cannot hold is a Problem."""
    empty = Problem("nothing-found", name, "The file has no MODS record.")
    return list(records_of(placed(data, name, "mods"), MODS.back, "mods", empty))
