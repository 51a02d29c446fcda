"""Finding aids in EAD 2002 and EAD3: a record for the whole and for each file and item.

A component is read with all levels above it; series are read only where they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

from archcite.crosswalk.ead import record_of
from archcite.crosswalk.ead_units import COMPONENTS, WHOLES, Unit, aid_of, is_leaf, unit_of
from archcite.crosswalk.returning import Returned
from archcite.crosswalk.tree import below, children
from archcite.errors import Problem
from archcite.read.decode import too_large
from archcite.read.finish import finished, unique
from archcite.read.xml import MAX_BYTES, entries, root_of, skeleton
from archcite.record.model import Record

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ASKED = frozenset(("collection", "file", "item"))


def is_ead(text: str) -> bool:
    """Whether a text is a finding aid."""
    name, namespaces = root_of(text)
    return name == "ead" or "isbn:1-931666-22-9" in namespaces or "ead3" in namespaces


def read_ead(data: bytes, name: str, asked: frozenset[str] = ASKED) -> list[Record | Problem]:
    """The records of a finding aid.

    asked: "collection" for the whole, "item" and "file" for components of that level and for those
    with nothing below them, "series" for the levels between.
    """
    if len(data) > MAX_BYTES:
        return [too_large(name, MAX_BYTES)]
    return list(unique(_records(BytesIO(data), name, asked)))


def read_ead_stream(
    stream: BinaryIO, name: str, asked: frozenset[str] = ASKED
) -> Iterator[Record | Problem]:
    """The same from an open file of any size, which is kept on the disk to be read twice."""
    with TemporaryFile() as kept:
        copyfileobj(stream, kept)
        kept.seek(0)
        yield from unique(_records(cast("BinaryIO", kept), name, asked))


def _records(file: BinaryIO, name: str, asked: frozenset[str]) -> Iterator[Record | Problem]:
    root = skeleton(file, name, *COMPONENTS)
    if isinstance(root, Problem):
        yield root
        return
    top = next(below(root, "archdesc"), None)
    if top is None:
        yield Problem("nothing-found", name, "The file is no finding aid: it has no archdesc.")
        return
    for each in list(below(root, "dsc")):
        each.clear()
    aid, whole = aid_of(root), unit_of(top)
    if "collection" in asked:
        where = f"{name}:{top.sourceline}"
        yield from finished(Returned(record_of([whole], aid)), where, "ead")
    file.seek(0)
    for element in entries(file, name, *COMPONENTS):
        if isinstance(element, Problem):
            yield element
            continue
        for units in _wanted(element, [whole], asked):
            where = f"{name}:{units[-1].element.sourceline}"
            yield from finished(Returned(record_of(units, aid)), where, "ead")


def _wanted(element: Element, above: list[Unit], asked: frozenset[str]) -> Iterator[list[Unit]]:
    """The component and all below it, each with the levels above it, if it is asked for."""
    # The parser bounds how deep elements can stand within one another.
    units = [*above, unit_of(element)]
    if _is_asked(units[-1], asked):
        yield units
    for each in children(element, *COMPONENTS):
        yield from _wanted(each, units, asked)


def _is_asked(unit: Unit, asked: frozenset[str]) -> bool:
    if unit.level in asked:
        return True
    if unit.level in WHOLES:
        return "series" in asked or (is_leaf(unit) and "file" in asked)
    # Without a level of EAD: a file where something is described below it, else an item.
    return "file" in asked if not is_leaf(unit) else "item" in asked or "file" in asked
