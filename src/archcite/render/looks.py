"""A finished tree read flat: texts and the looks that are really on; and text made harmless.

Every renderer starts here, so none of them recurses. Knows no output format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from archcite.inline import PLAIN, Inline, Look, Span

# What each dimension is where nothing was said.
DEFAULTS = Look("normal", "normal", "normal", "none", "baseline", "")

_CONTROLS = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
_BLANKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_LINK = "(?i)" r"(?:https?://[^\s/]|doi:10\.)"
_UNSAFE_IN_LINK = r"[^A-Za-z0-9\-._~:/?#\[\]@!$&*+,;=%]|%(?![0-9A-Fa-f]{2})"


class Change(NamedTuple):
    """A look that begins or ends here.

    what: a field of Look, or "link"; value: the field's new value or the address; begins: whether
    it begins or ends. There is an end to every beginning, in the order of brackets.
    """

    what: str
    value: str
    begins: bool


class Run(NamedTuple):
    """A text with all its looks settled; the default of a dimension is "".

    block: the number of the display block that it stands in; it grows where one begins or ends.
    """

    text: str
    look: Look = PLAIN
    link: str = ""
    block: int = 0


def clean(text: str) -> str:
    """The text without what could disturb a terminal or the direction of a page.

    Line ends and tabs become spaces; other control characters (C0, C1) and the marks that override
    or isolate direction go; a lone surrogate becomes U+FFFD.
    """
    if text.isprintable():
        return text
    return re.sub(_CONTROLS, _harmless, text)


def _harmless(found: re.Match[str]) -> str:
    char = found[0]
    return " " if char in _BLANKS else "\ufffd" if "\ud800" <= char <= "\udfff" else ""


def safe_link(address: str) -> str:
    """The address, percent-encoded wherever a format could misread it; "" for an unsafe one.

    Only http, https and DOIs are links.
    """
    if not re.match(_LINK, address):
        return ""
    if address[:4].lower() == "doi:":
        address = "https://doi.org/" + address[4:]
    return re.sub(_UNSAFE_IN_LINK, _percent, clean(address))


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def changes(nodes: list[Inline], *, lines: bool = False) -> Iterator[str | Change]:
    """Clean texts, and the looks that begin and end around them.

    A look that is already on, or that has no text, is no change. Within one span the order from
    the outside is display, link, vertical_align, text_decoration, font_weight, font_variant,
    font_style. lines: whether line ends stay line ends.
    """
    around = {what: [value] for what, value in DEFAULTS._asdict().items()} | {"link": [""]}
    waiting: list[Change] = []  # begun, but no text yet
    stack: list[Inline | Change] = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            text = "\n".join(map(clean, node.split("\n"))) if lines else clean(node)
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
    if span.link and not around["link"][-1]:  # a link inside a link is none
        address = safe_link(span.link)
        if address:
            yield Change("link", address, True)
    for what in ("vertical_align", "text_decoration", "font_weight", "font_variant", "font_style"):
        value = getattr(span.look, what)
        if value and value != around[what][-1]:
            yield Change(what, value, True)


def runs(nodes: list[Inline]) -> list[Run]:
    """The texts in order, neighbours of the same looks as one.

    For formats that cannot turn a look off inside another.
    """
    now = {what: [""] for what in (*Look._fields, "link")}
    made: list[Run] = []
    place = 0
    for event in changes(nodes):
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


def nested(
    pieces: list[Run], wrap: Callable[[str, str, str], str], text: Callable[[str], str]
) -> str:
    """The runs written with few brackets, well nested: wrap(what, value, inner) and text(letters).

    Of the looks that begin at a run the one that reaches furthest comes outermost.
    """
    out: list[str] = []
    at = 0
    while at < len(pieces):
        what, reach = "", at
        for field in _WRAPPED:
            value, end = _value(pieces[at], field), at
            while value and end < len(pieces) and _value(pieces[end], field) == value:
                end += 1
            if end > reach:
                what, reach = field, end
        if not what:
            out.append(text(pieces[at].text))
            at += 1
            continue
        value = _value(pieces[at], what)
        inner = [_without(piece, what) for piece in pieces[at:reach]]
        out.append(wrap(what, value, nested(inner, wrap, text)))
        at = reach
    return "".join(out)


_WRAPPED = (
    "link", "text_decoration", "font_weight", "font_style", "font_variant", "vertical_align",
)  # fmt: skip


def _value(run: Run, what: str) -> str:
    return run.link if what == "link" else str(getattr(run.look, what))


def _without(run: Run, what: str) -> Run:
    if what == "link":
        return run._replace(link="")
    return run._replace(look=run.look._replace(**{what: ""}))


def blocks(pieces: list[Run]) -> list[tuple[str, list[Run]]]:
    """The runs parted where a display block begins or ends: (display, runs), "" for no block."""
    parted: list[tuple[str, list[Run]]] = []
    last = -1
    for run in pieces:
        display = run.look.display
        bare = run._replace(look=run.look._replace(display=""))
        if run.block != last or not parted:
            parted.append((display, []))
        last = run.block
        parted[-1][1].append(bare)
    return parted
