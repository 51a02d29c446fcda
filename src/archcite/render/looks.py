"""A finished tree read flat: texts and the looks that are really on; and text made harmless.

None of this recurses into the tree. Knows no output format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from archcite.inline import PLAIN, Inline, Look, Span

# What each dimension is where nothing was said.
DEFAULTS = Look("normal", "normal", "normal", "none", "baseline", "")

# What clean changes, as the inside of a character class.
CONTROLS = r"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
_CONTROLS = re.compile(f"[{CONTROLS}]")
_BLANKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_LINK = re.compile("(?i)" r"(?:https?://[^\s/]|doi:10\.)")
_UNSAFE_IN_LINK = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&*+,;=%]|%(?![0-9A-Fa-f]{2})")


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
    or isolate direction go; a lone surrogate becomes U+FFFD, and what no XML may hold goes.
    """
    if text.isprintable():
        return text
    return _CONTROLS.sub(_harmless, text)


def _harmless(found: re.Match[str]) -> str:
    char = found[0]
    return " " if char in _BLANKS else "\ufffd" if "\ud800" <= char <= "\udfff" else ""


def safe_link(address: str) -> str:
    """The address, percent-encoded wherever a format could misread it; "" for an unsafe one.

    Only http, https and DOIs are links.
    """
    if not _LINK.match(address):
        return ""
    if address[:4].lower() == "doi:":
        address = "https://doi.org/" + address[4:]
    return _UNSAFE_IN_LINK.sub(_percent, clean(address))


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def runs(nodes: list[Inline]) -> list[Run]:
    """The texts in order, neighbours of the same looks as one; a text that clean empties is none.

    For formats that cannot turn a look off inside another.
    """
    made: list[Run] = []
    texts: list[str] = []  # of the run that is being read
    count = 0  # of all texts
    look, link, block = now = last = (PLAIN, "", 0)
    # the level that goes on after a span; look and link there; if the span is a display block, the
    # block and the count of texts before it
    outer: list[tuple[Iterator[Inline], Look, str, tuple[int, int] | None]] = []
    level = iter(nodes)
    while True:
        for node in level:
            if isinstance(node, str):
                text = clean(node)
                if not text:
                    continue
                if now != last:
                    if texts:
                        made.append(Run("".join(texts), *last))
                        texts = []
                    last = now
                texts.append(text)
                count += 1
            else:
                display = node.look.display
                outer.append((level, look, link, (block, count) if display else None))
                if node.look != PLAIN or node.link:
                    look, link = _inside(node, look, link)
                    block += bool(display)
                    now = (look, link, block)
                level = iter(node.children)
                break
        else:
            if not outer:
                break
            level, look, link, before = outer.pop()
            if before:  # a display block ends here; one without text never was
                block = block + 1 if count > before[1] else before[0]
            now = (look, link, block)
    if texts:
        made.append(Run("".join(texts), *last))
    return made


def _inside(span: Span, look: Look, link: str) -> tuple[Look, str]:
    """Look and link inside the span; a dimension that is set to its default is "" again."""
    own = span.look
    settled = Look._make(
        "" if here == off else here or around
        for here, around, off in zip(own, look, DEFAULTS, strict=True)
    )
    if not own.display:
        settled = settled._replace(display=look.display)
    if not link and span.link:  # a link inside a link is none
        link = safe_link(span.link)
    return settled, link


def nested(
    pieces: list[Run], wrap: Callable[[str, str, str], str], text: Callable[[str], str]
) -> str:
    """The runs written with few brackets, well nested: wrap(what, value, inner) and text(letters).

    Of the looks that begin at a run the one that reaches furthest comes outermost.
    """
    out: list[str] = []
    at = 0
    while at < len(pieces):
        if pieces[at].look == PLAIN and not pieces[at].link:
            out.append(text(pieces[at].text))
            at += 1
            continue
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
        bare = run._replace(look=run.look._replace(display="")) if display else run
        if run.block != last or not parted:
            parted.append((display, []))
        last = run.block
        parted[-1][1].append(bare)
    return parted
