"""The visible text of a web page or a part of it, line by line: what a reader of the page sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    "address article aside blockquote body dd div dl dt fieldset figcaption figure footer form h1"
    " h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td th thead tr"
    " ul title".split()
)
_UNSEEN = frozenset("script style template noscript head svg".split())


def lines_of(root: HtmlElement, most: int = 10**9) -> list[str]:
    """The visible text, a line for each block or line break, white space single.

    most: elements, of which more are not looked at.
    """
    lines: list[list[str]] = [[]]
    # An explicit stack: a hostile page may nest deeper than Python recurses.
    stack: list[tuple[HtmlElement, bool, bool]] = [(root, True, False)]

    def say(text: str | None, kept: bool) -> None:
        first, *more = (text or "").split("\n") if kept else [text or ""]
        lines[-1].append(first)
        lines.extend([line] for line in more)

    while stack and most > 0:
        element, opens, kept = stack.pop()
        most -= opens
        tag = element.tag if isinstance(element.tag, str) else ""
        inside = kept or tag == "pre"  # where line feeds are line ends
        if opens:
            if tag in _BLOCKS or tag == "br":
                lines.append([])
            stack.append((element, False, kept))
            if tag and tag not in _UNSEEN:
                say(element.text, inside)
                stack.extend((child, True, inside) for child in reversed(element))
        else:
            if tag in _BLOCKS:
                lines.append([])
            if element is not root:
                say(element.tail, kept)
    joined = (" ".join("".join(line).split()) for line in lines)
    return [line for line in joined if line]
