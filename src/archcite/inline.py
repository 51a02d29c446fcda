"""The rich-text tree that every citation is until the last moment: str | Span.

A text is a plain str; a Span groups children and says how they look and what they are.
Nothing here knows styles, records or output formats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias


class Look(NamedTuple):
    """How a span looks; an empty string leaves what stands around it.

    font_style italic|oblique|normal; font_variant small-caps|normal; font_weight bold|light|normal;
    text_decoration underline|none; vertical_align sup|sub|baseline; display block|left-margin|
    right-inline|indent (CSL 1.0.2, Formatting and Display).
    """

    font_style: str = ""
    font_variant: str = ""
    font_weight: str = ""
    text_decoration: str = ""
    vertical_align: str = ""
    display: str = ""


PLAIN = Look()


class Span:
    """Children under one look and one tag.

    tag: what the span is, for those who ask the tree instead of comparing text ("names", "date",
    "title", "year-suffix", "locator", "entry", ...), or "". quotes: whether the children stand in
    quotation marks (still to be set by render.finish). link: the address it leads to, or "".
    """

    __slots__ = ("children", "link", "look", "quotes", "tag")

    def __init__(
        self,
        children: list[Inline],
        look: Look = PLAIN,
        tag: str = "",
        *,
        quotes: bool = False,
        link: str = "",
    ) -> None:
        self.children = children
        self.look = look
        self.tag = tag
        self.quotes = quotes
        self.link = link

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and all(
            getattr(self, name) == getattr(other, name) for name in Span.__slots__
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Span({self.children!r}, {self.look!r}, {self.tag!r}, {self.quotes}, {self.link!r})"


Inline: TypeAlias = str | Span


def walk(nodes: list[Inline]) -> Iterator[Inline]:
    """All nodes in reading order, a span before its children. Depth is bounded only by memory."""
    stack: list[Inline] = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Span):
            stack.extend(reversed(node.children))


def plain(nodes: list[Inline]) -> str:
    """The letters alone."""
    out: list[str] = []
    try:
        _gather(nodes, out)
    except RecursionError:  # deeper than Python calls
        return "".join(node for node in walk(nodes) if isinstance(node, str))
    return "".join(out)


def _gather(nodes: list[Inline], out: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            out.append(node)
        else:
            _gather(node.children, out)


def map_text(nodes: list[Inline], change: Callable[[str], str]) -> list[Inline]:
    """A copy of the tree with every text passed through change."""
    return [
        change(node)
        if isinstance(node, str)
        else Span(
            map_text(node.children, change), node.look, node.tag, quotes=node.quotes, link=node.link
        )
        for node in nodes
    ]
