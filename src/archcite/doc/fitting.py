"""A finished citation among the words of a sentence: full stops at its end, its first capital."""

from __future__ import annotations

import re

from archcite.inline import Inline, Span, plain

_GOES_ON = re.compile(r"[ \t~]*[,;:!?]|[)\]]|[ \t\n~]+[^\W\d_A-Z]")
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


def opening(prefix: str) -> str:
    """What a writer typed before the first cite of a note, with a capital: "See"."""
    return prefix[:1].upper() + prefix[1:] if prefix[:1].islower() else prefix


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
