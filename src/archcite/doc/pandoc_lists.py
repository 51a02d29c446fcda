"""The bibliographies in pandoc's document tree: the divisions that are their places, and chapters'.

The tree is changed in its place; does not know any work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from archcite.doc import wanted
from archcite.doc.model import Bibliography
from archcite.doc.wanted import Asked
from archcite.render import pandoc
from archcite.render.layout import BibliographyLayout, Block
from archcite.render.pandoc import Node

_DEEPEST = 20  # divisions in divisions


class Place(NamedTuple):
    """A division that holds a bibliography. level: of the chapter at whose end it was put, or 0."""

    node: Node
    bibliography: Bibliography
    level: int


class _AtEnd(dict[str, Any]):
    """A division that was put at the end of a chapter of that level."""

    level = 0


def places(blocks: list[Node]) -> list[Place]:
    """The divisions in their order."""
    return list(_places(blocks, 0))


def _places(blocks: list[Node], depth: int) -> Iterator[Place]:
    for block in blocks if depth < _DEEPEST else ():
        if not (isinstance(block, dict) and block.get("t") == "Div"):
            continue
        asked = _asked(block)
        if asked is None:
            yield from _places(block["c"][1], depth + 1)
        else:
            level = block.level if isinstance(block, _AtEnd) else 0
            made = Bibliography(0, asked.wanted, asked.within, asked.unheeded)
            yield Place(block, made, level)


def _asked(block: Node) -> Asked | None:
    id_, classes, pairs = block["c"][0]
    return wanted.of_division(id_, classes, [(name, value) for name, value in pairs])


def with_chapters(
    blocks: list[Node], level: int, is_cited: Callable[[list[Node]], bool]
) -> list[Node]:
    """The blocks with a place at the end of each chapter in which something is cited."""
    if not level:
        return blocks
    starts = [
        at for at, block in enumerate(blocks)
        if block.get("t") == "Header" and block["c"][0] <= level
    ]  # fmt: skip
    made = blocks[: starts[0]] if starts else list(blocks)
    for number, (start, stop) in enumerate(pairwise([*starts, len(blocks)]), start=1):
        made += blocks[start:stop]
        if is_cited(blocks[start:stop]):
            pairs = [["within", str(level)]]
            node = _AtEnd({"t": "Div", "c": [[f"refs-{number}", [], pairs], []]})
            node.level = level
            made.append(node)
    return made


def put(
    blocks: list[Node],
    found: Sequence[Place],
    lists: Sequence[Sequence[Block]],
    layout: BibliographyLayout,
    title: str,
) -> None:
    """Each bibliography into its place, or the one that has none behind the text."""
    if not found:
        for entries in lists:
            if entries:
                classes, said = pandoc.attributes(entries, layout)
                div = {"t": "Div", "c": [["refs", classes, said], pandoc.listed(entries, layout)]}
                blocks += [*_head(title, 1, "bibliography"), div]
        return
    for place, entries in zip(found, lists, strict=True):
        if not entries:
            continue
        classes, said = pandoc.attributes(entries, layout)
        (id_, old, kept), before = place.node["c"]
        inside = pandoc.listed(entries, layout)
        if place.level:
            before, kept = _head(title, place.level + 1, ""), []
        place.node["c"] = [[id_, [*old, *classes], [*kept, *said]], [*before, *inside]]


def _head(title: str, level: int, id_: str) -> list[Node]:
    """The heading over a bibliography, where the document has a title for it."""
    said = [id_, ["unnumbered"], []]
    return [{"t": "Header", "c": [level, said, pandoc.inlines([title])]}] if title else []
