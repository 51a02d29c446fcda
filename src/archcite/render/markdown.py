"""Citations as pandoc's Markdown: readable, and no character of the data takes effect."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archcite.inline import Inline
from archcite.render.layout import DEEPEST, UNSAID, BibliographyLayout, Block, stretches
from archcite.render.looks import blocks, nested, runs

# What acts anywhere in a line; a hyphen or a full stop only where smart typography would join it,
# an underscore only at the edge of a word, an ampersand only before an entity.
_ACTIVE = r"[\\`*\[\]<{}~^$@|\"']|(?<![^\W_])_|_(?![^\W_])|!(?=\[|$)|&(?=#?\w+;)|(?<=-)-|\.(?=\.\.)"
# What acts at the beginning of a paragraph.
_LEADING = (
    r"(?:[-+*=>#:%]|\((?=(?:\w{1,9}|[@#]\w*)\)\s))"
    r"|(?:\d{1,9}|[^\W\d_]|[ivxlcdm]+|[IVXLCDM]+|#)(?=[.)]\s)"
)
_MARKS = {
    ("font_style", "italic"): ("*", "*"),
    ("font_style", "oblique"): ("*", "*"),
    ("font_weight", "bold"): ("**", "**"),
    ("font_variant", "small-caps"): ("[", "]{.smallcaps}"),
    ("text_decoration", "underline"): ("[", "]{.underline}"),
    ("vertical_align", "sup"): ("^", "^"),
    ("vertical_align", "sub"): ("~", "~"),
}


def render(nodes: list[Inline]) -> str:
    """A finished citation as Markdown; a display block begins a line after a hard break.

    It may begin a paragraph, and opens nothing there.
    """
    return _guarded(inline(nodes))


def inline(nodes: list[Inline]) -> str:
    """The same for the middle of a line, where nothing needs to be guarded at its beginning."""
    parts = [nested(inside, _wrapped, escape) for _, inside in blocks(runs(nodes))]
    return "\\\n".join(part.strip() for part in parts) if len(parts) > 1 else "".join(parts)


def bibliography(found: Sequence[Block], layout: BibliographyLayout = UNSAID) -> str:
    """One paragraph an entry; the layout is the business of whoever sets the Markdown.

    Headings have two and three number signs, terms are a definition list.
    """
    parts: list[str] = []

    def defined(name: list[Inline], meaning: list[Inline]) -> str:
        return f"{render(name).strip()}\n:   {render(meaning).strip() or '&nbsp;'}"

    for heading, entries, terms in stretches(found):
        if heading is not None:
            text = re.sub(r"\\?#(?=#*$)", "&#35;", render(heading.nodes).strip())
            parts.append(f"{'#' * min(heading.level + 1, DEEPEST)} {text}")
        parts += [render(nodes).strip() for nodes in entries]
        parts += [defined(name, meaning) for name, meaning in terms]
    return "\n\n".join(parts)


def escape(text: str) -> str:
    """Text inside a line, so that Markdown shows just this text."""
    return re.sub(_ACTIVE, r"\\\g<0>", text).replace("\u00a0", "&nbsp;")


def _guarded(text: str) -> str:
    """The text with its beginning made safe: no list, heading, quotation, code block or rule."""
    blank = " " if text[:1].isspace() else ""
    text = text.lstrip()
    found = re.match(_LEADING, text)
    if not found:
        return blank + text
    head, tail = text[: found.end()], text[found.end() :]
    if head[0].isalnum() or (head == "#" and tail.startswith((".", ")"))):
        return f"{blank}{head}\\{tail}"
    if head == "*" and not tail[:1].isspace():  # our own emphasis
        return blank + text
    return f"{blank}\\{text}"


def _wrapped(what: str, value: str, inner: str) -> str:
    """The inner text in the marks of a look; spaces at its edges stay outside the marks."""
    core = inner.strip(" ")
    if not core:
        return inner
    before, after = inner[: inner.index(core)], inner[inner.index(core) + len(core) :]
    if what == "link":
        marked = f"<{value}>" if escape(value) == core else f"[{core}]({_address(value)})"
        return before + marked + after
    opening, closing = _MARKS.get((what, value), ("", ""))
    if what == "vertical_align":
        core = re.sub(r"(?<!\\) ", r"\\ ", core)
    return before + opening + core + closing + after


def _address(link: str) -> str:
    return link.replace("(", "%28").replace(")", "%29").replace("*", "%2A").replace("_", "\\_")
