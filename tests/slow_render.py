"""HTML and flat runs of a tree in the plain and slow way: what the quick renderers must equal.

One generator tells every look that begins and ends; nothing is settled beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from archcite.inline import Inline, Look, Span
from archcite.render import html
from archcite.render.looks import DEFAULTS, Run, clean, safe_link


class Change(NamedTuple):
    """A look that begins or ends: a field of Look or "link", its value, whether it begins."""

    what: str
    value: str
    begins: bool


def _lines(text: str) -> str:
    """Clean text in which line ends and tabs stay."""
    return "\t".join("\n".join(map(clean, part.split("\n"))) for part in text.split("\t"))


def changes(nodes: list[Inline], *, lines: bool) -> Iterator[str | Change]:
    """Clean texts and the looks around them; one that is on already or has no text is none."""
    around = {what: [value] for what, value in DEFAULTS._asdict().items()} | {"link": [""]}
    waiting: list[Change] = []
    stack: list[Inline | Change] = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            text = _lines(node) if lines else clean(node)
            if text:
                yield from waiting
                waiting.clear()
                yield text
        elif isinstance(node, Change):
            around[node.what].pop()
            if waiting:
                waiting.pop()
            else:
                yield node
        else:
            begun = list(_begun(node, around))
            stack.extend(change._replace(begins=False) for change in begun)
            stack.extend(reversed(node.children))
            for change in begun:
                around[change.what].append(change.value)
            waiting.extend(begun)


def _begun(span: Span, around: dict[str, list[str]]) -> Iterator[Change]:
    if span.look.display:
        yield Change("display", span.look.display, True)
    if span.link and not around["link"][-1]:
        address = safe_link(span.link)
        if address:
            yield Change("link", address, True)
    for what in ("vertical_align", "text_decoration", "font_weight", "font_variant", "font_style"):
        value = getattr(span.look, what)
        if value and value != around[what][-1]:
            yield Change(what, value, True)


def render_html(nodes: list[Inline]) -> str:
    """The tree as HTML."""
    return "".join(
        _tag(event) if isinstance(event, Change) else html.escape(event)
        for event in changes(nodes, lines=True)
    )


def _tag(change: Change) -> str:
    if change.what == "link":
        address = re.sub("[&\"'<>]", lambda found: f"&#{ord(found[0])};", change.value)
        return f'<a href="{address}">' if change.begins else "</a>"
    opening, closing = html.TAGS.get((change.what, change.value), ("", ""))
    return opening if change.begins else closing


def runs(nodes: list[Inline]) -> list[Run]:
    """The texts in order with their looks settled, neighbours of the same looks as one."""
    now = {what: [""] for what in (*Look._fields, "link")}
    made: list[Run] = []
    place = 0
    for event in changes(nodes, lines=False):
        if isinstance(event, Change):
            if event.begins:
                off = event.value == getattr(DEFAULTS, event.what, None)
                now[event.what].append("" if off else event.value)
            else:
                now[event.what].pop()
            place += event.what == "display"
            continue
        looks = {what: values[-1] for what, values in now.items()}
        run = Run(event, Look(**{what: looks[what] for what in Look._fields}), looks["link"], place)
        if made and made[-1][1:] == run[1:]:
            run = run._replace(text=made.pop().text + event)
        made.append(run)
    return made
