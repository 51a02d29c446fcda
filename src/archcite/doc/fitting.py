"""A finished citation among the words of a sentence: full stops at its end, its first capital,
the mark of its note behind the punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from archcite.doc.edits import Edit
from archcite.doc.model import Printed
from archcite.inline import Inline, Span, plain

_GOES_ON = re.compile(r"[ \t~]*[,;:!?]|[)\]]|[ \t\n~]+[^\W\d_A-Z]")
# What the mark of a note stands behind: the punctuation and the quotes of its word.
NOTED = re.compile(r"[\"”’»]*[.,;:!?…]*[\"”’»]*")
_STOPS = ".,;:!?…"
_ENDS = re.compile(r"\.([\"”’»“]*)$")


def fitted(nodes: list[Inline], following: str) -> tuple[list[Inline], int]:
    """A tree as it stands before that text, and how many letters of the text it makes needless.

    Of two full stops one stays. Where the sentence goes on the citation does not end it.
    """
    if not _ENDS.search(plain(nodes)):
        return nodes, 0
    if following.startswith("."):
        return nodes, 1
    found = _GOES_ON.match(following)
    if found and not (found[0][-1].isalpha() and found[0][-1].isupper()):
        return unstopped(nodes), 0
    return nodes, 0


def unstopped(nodes: list[Inline]) -> list[Inline]:
    """A finished tree without the full stop at its end, or before the quotes at its end."""
    for number in range(len(nodes) - 1, -1, -1):
        node = nodes[number]
        text = node if isinstance(node, str) else plain([node])
        if not text.strip('"”’»“'):
            continue
        if not _ENDS.search(text):
            return nodes
        if isinstance(node, str):
            changed: Inline = _ENDS.sub(r"\1", node)
        else:
            inner = unstopped(node.children)
            changed = Span(inner, node.look, node.tag, quotes=node.quotes, link=node.link)
        return [*nodes[:number], changed, *nodes[number + 1 :]]
    return nodes


_MARKUP = re.compile(r"(?:<[^<>]*>)+")


def opening(prefix: str) -> str:
    """What a writer typed before the first cite of a note, with a capital: "See"."""
    found = _MARKUP.match(prefix)
    start = found.end() if found else 0
    first = prefix[start : start + 1]
    return prefix[:start] + first.upper() + prefix[start + 1 :] if first.islower() else prefix


def opened(nodes: list[Inline]) -> list[Inline]:
    """A tree that opens a note, with a capital."""
    for number, node in enumerate(nodes):
        if isinstance(node, str) and node:
            return [*nodes[:number], opening(node), *nodes[number + 1 :]]
        if isinstance(node, Span) and plain([node]):
            inner = opened(node.children)
            changed = Span(inner, node.look, node.tag, quotes=node.quotes, link=node.link)
            return [*nodes[:number], changed, *nodes[number + 1 :]]
    return nodes


# A line that is no text: headings, rows, fences, commands and comments of all formats.
_NO_TEXT = re.compile(
    r"\s*(?:#|:::|\||```|~~~|<|\[\^|\*+ |=+ |//|[-=*_]{3,}\s*$|\\[a-zA-Z]+\*?(?:\{[^{}]*\})?\s*$|$)"
    r"|.*(?<!\\)%"
)


def _closed_up(text: str, start: int) -> int:
    """Where the blank before a place begins; the end of a line too, if the line is text."""
    place = start
    while place and text[place - 1] in " \t":
        place -= 1
    if place < 2 or text[place - 1] != "\n":
        return place
    before = place - 1 - text.endswith("\r", 0, place - 1)
    line = text[text.rfind("\n", 0, before) + 1 : before]
    if _NO_TEXT.match(line):
        return place
    return before - len(line) + len(line.rstrip())


def placed(
    text: str,
    span: tuple[int, int],
    printed: Printed,
    render: Callable[[list[Inline]], str],
    note: Callable[[str], str],
    noted: re.Pattern[str] | None = NOTED,
) -> Edit:
    """What is printed for a citation in its place in a text.

    note: makes a footnote of a rendered text. noted: what its mark is set behind, None for nothing;
    the space before the mark goes.
    """
    start, end = span
    if not printed.note:
        nodes, taken = fitted(printed.text, text[end : end + 40])
        return start, end + taken, render(nodes)
    mark = note(render(printed.note))
    if printed.text:
        return start, end, f"{render(printed.text)}{mark}"
    start = _closed_up(text, start)
    if start and text[start - 1] == "\n":
        return span[0], end, mark
    after = noted.match(text, end) if noted else None
    if after and after[0] and start and text[start - 1] in _STOPS:  # the sentence has ended
        doubled = text[end] in (".", text[start - 1])
        return start, end + doubled, mark
    if after and after[0] and start:
        return start, after.end(), f"{after[0]}{mark}"
    return start, end, mark
