"""Citations as inlines of pandoc's document tree, in JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from archcite.inline import Inline
from archcite.render.layout import (
    DEEPEST,
    UNSAID,
    BibliographyLayout,
    Block,
    Heading,
    Keyed,
    Term,
    margin_letters,
)
from archcite.render.looks import blocks, nested, runs

Node = dict[str, Any]

_encoded = json.JSONEncoder(ensure_ascii=False).encode
_WRAPPERS = {
    ("font_style", "italic"): "Emph",
    ("font_style", "oblique"): "Emph",
    ("font_weight", "bold"): "Strong",
    ("font_variant", "small-caps"): "SmallCaps",
    ("text_decoration", "underline"): "Underline",
    ("vertical_align", "sup"): "Superscript",
    ("vertical_align", "sub"): "Subscript",
}
_NO_ATTRIBUTES: list[Any] = ["", [], []]
_PIECES = re.compile(r" +|[^ ]+")


def inlines(nodes: list[Inline]) -> list[Node]:
    """A finished citation as inlines; a display block is a span of pandoc's class for it."""
    made: list[Node] = []
    for display, inside in blocks(runs(nodes)):
        part: list[Node] = json.loads(f"[{nested(inside, _wrapped, _texts).rstrip(',')}]")
        if display:
            part = [{"t": "Span", "c": [["", [f"csl-{display}"], []], part]}]
        made += part
    return made


def render(nodes: list[Inline]) -> str:
    """A finished citation as an array of inlines."""
    return _encoded(inlines(nodes))


def listed(found: Sequence[Block], layout: BibliographyLayout = UNSAID) -> list[Node]:
    """The blocks inside of the division of a bibliography."""
    made: list[Node] = []
    for block in found:
        if isinstance(block, Heading):
            level = min(block.level + 1, DEEPEST)
            made.append(
                {"t": "Header", "c": [level, ["", ["unnumbered"], []], inlines(block.nodes)]}
            )
        elif isinstance(block, Term):
            meaning = [{"t": "Plain", "c": inlines(block.meaning)}]
            made.append({"t": "DefinitionList", "c": [[inlines(block.name), [meaning]]]})
        else:
            name = f"ref-{block.key}" if isinstance(block, Keyed) else ""
            entry = [{"t": "Para", "c": inlines(block)}]
            made.append({"t": "Div", "c": [[name, ["csl-entry"], []], entry]})
    return made


def attributes(
    found: Sequence[Block], layout: BibliographyLayout
) -> tuple[list[str], list[list[str]]]:
    """The classes and the attributes that the division of a bibliography has in pandoc."""
    classes = ["references", "csl-bib-body"]
    entries = [each for each in found if not isinstance(each, (Heading, Term))]
    if layout.hanging_indent or not margin_letters(entries):
        classes.append("hanging-indent")
    said = [["entry-spacing", str(layout.entry_spacing)]] if layout != UNSAID else []
    if layout.line_spacing != 1:
        said.append(["line-spacing", str(layout.line_spacing)])
    return classes, said


def bibliography(found: Sequence[Block], layout: BibliographyLayout = UNSAID) -> str:
    """The division of a bibliography as a block."""
    classes, said = attributes(found, layout)
    return _encoded({"t": "Div", "c": [["refs", classes, said], listed(found, layout)]})


def _texts(letters: str) -> str:
    """Words and the spaces between them, a comma behind each."""
    return "".join(
        '{"t":"Space"},' if piece[0] == " " else f'{{"t":"Str","c":{_encoded(piece)}}},'
        for piece in _PIECES.findall(letters)
    )


def _wrapped(what: str, value: str, inner: str) -> str:
    inner = inner.rstrip(",")
    if what == "link":
        return f'{{"t":"Link","c":[["",[],[]],[{inner}],[{_encoded(value)},""]]}},'
    kind = _WRAPPERS.get((what, value))
    return f'{{"t":"{kind}","c":[{inner}]}},' if kind else f"{inner},"
