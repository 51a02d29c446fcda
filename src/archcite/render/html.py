"""Citations as HTML: well-formed, ready for XML, in the shape that citation programs agree on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from archcite.inline import PLAIN, Inline, Look, Span
from archcite.render.layout import DEEPEST, UNSAID, BibliographyLayout, Block, Stretch, stretches
from archcite.render.looks import CONTROLS, DEFAULTS, clean, safe_link

_ESCAPES = {"&": "&#38;", "<": "&#60;", ">": "&#62;"}
_RAISED_LETTERS = "ª²³¹ºʰ-ʸˠ-ˤᴬ-ᵡᶛ-ᶿ⁰-ⁿ℠™㆒-㆟ˀˁۥۦ"
_IN_TEXT = re.compile(f"[&<>]|  |[{_RAISED_LETTERS}]")
# What makes a text more than a copy, but for two spaces; one class is quick to find nothing.
_rare = re.compile(f"[&<>{_RAISED_LETTERS}{CONTROLS}]").search
# Raised letters for which Unicode names no plain letter.
_RAISED = {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}

TAGS = {
    ("font_style", "italic"): ("<i>", "</i>"),
    ("font_style", "oblique"): ("<em>", "</em>"),
    ("font_style", "normal"): ('<span style="font-style:normal;">', "</span>"),
    ("font_variant", "small-caps"): ('<span style="font-variant:small-caps;">', "</span>"),
    ("font_variant", "normal"): ('<span style="font-variant:normal;">', "</span>"),
    ("font_weight", "bold"): ("<b>", "</b>"),
    ("font_weight", "light"): ('<span style="font-weight:lighter;">', "</span>"),
    ("font_weight", "normal"): ('<span style="font-weight:normal;">', "</span>"),
    ("text_decoration", "underline"): ('<span style="text-decoration:underline;">', "</span>"),
    ("text_decoration", "none"): ('<span style="text-decoration:none;">', "</span>"),
    ("vertical_align", "sup"): ("<sup>", "</sup>"),
    ("vertical_align", "sub"): ("<sub>", "</sub>"),
    ("vertical_align", "baseline"): ('<span style="baseline">', "</span>"),
    ("display", "block"): ('\n\n    <div class="csl-block">', "</div>\n"),
    ("display", "left-margin"): ('\n    <div class="csl-left-margin">', "</div>"),
    ("display", "right-inline"): ('<div class="csl-right-inline">', "</div>\n  "),
    ("display", "indent"): ('<div class="csl-indent">', "</div>\n  "),
}
_NONE = ("", "")
_LINES = re.compile(r"([\n\t])")


def render(nodes: list[Inline], *, links: bool = True) -> str:
    """A finished citation as HTML; links: whether addresses lead anywhere.

    A look that is already on, or that has no text, is not written.
    """
    out: list[str] = []
    looks: Sequence[str] = DEFAULTS
    # the level that goes on after a span, the looks there, whether a link may begin there; the tags
    # that close the span, and how long out was after those that opened it
    outer: list[tuple[Iterator[Inline], Sequence[str], bool, str, int]] = []
    level = iter(nodes)
    while True:
        for node in level:
            if isinstance(node, str):
                if _rare(node) or "  " in node:
                    node = escape("".join(map(_clean, _LINES.split(node))))
                if node:
                    out.append(node)
            elif node.link or (node.look is not PLAIN and node.look != PLAIN):
                around = looks, links
                opening, closing, looks, links = _tags(node, looks, links)
                if opening:
                    out.append(opening)
                outer.append((level, *around, closing, len(out)))
                level = iter(node.children)
                break
            else:
                outer.append((level, looks, links, "", 0))
                level = iter(node.children)
                break
        else:
            if not outer:
                return "".join(out)
            level, looks, links, closing, length = outer.pop()
            if closing:
                if len(out) > length:
                    out.append(closing)
                else:
                    out.pop()


def bibliography(
    found: Sequence[Block], layout: BibliographyLayout = UNSAID, *, links: bool = True
) -> str:
    """Entries that follow one another as one div; its style says what the layout says.

    Headings are h2 and h3 between these divs, terms a dl.
    """
    style = f' style="{said}"' if (said := _style(layout)) else ""

    def show(nodes: list[Inline]) -> str:
        return render(nodes, links=links)

    parts: list[str] = []
    for heading, entries, terms in stretches(found) or [Stretch(None, [], [])]:
        if heading is not None:
            tag = f"h{min(heading.level + 1, DEEPEST)}"
            parts.append(f'<{tag} class="csl-bib-heading">{show(heading.nodes)}</{tag}>')
        elif terms:
            lines = [f"  <dt>{show(name)}</dt><dd>{show(meaning)}</dd>" for name, meaning in terms]
            parts.append("\n".join(['<dl class="csl-bib-terms">', *lines, "</dl>"]))
        else:
            lines = [f'  <div class="csl-entry">{show(nodes)}</div>' for nodes in entries]
            parts.append("\n".join([f'<div class="csl-bib-body"{style}>', *lines, "</div>"]))
    return "\n".join(parts)


def _style(layout: BibliographyLayout) -> str:
    said: list[str] = []
    if layout.hanging_indent:
        said.append("padding-left:2em;text-indent:-2em;")
    if layout.line_spacing != 1:
        said.append(f"line-height:{layout.line_spacing};")
    if layout.entry_spacing:
        said.append(f"display:grid;row-gap:{layout.entry_spacing}em;")
    return "".join(said)


def _clean(text: str) -> str:
    """Harmless text, in which line ends and tabs stay."""
    return text if text in ("\n", "\t") else clean(text)


def escape(text: str) -> str:
    """Text as HTML text; a superscript letter becomes a raised one, two spaces stay two."""
    return _IN_TEXT.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    if char == "  ":
        return "\u00a0 "
    if char in _ESCAPES:
        return _ESCAPES[char]
    raised = unicodedata.decomposition(char)
    if not raised.startswith("<super>"):
        return f"<sup>{_RAISED[char]}</sup>" if char in _RAISED else char
    return f"<sup>{''.join(chr(int(code, 16)) for code in raised.split()[1:])}</sup>"


def _tags(span: Span, around: Sequence[str], links: bool) -> tuple[str, str, Sequence[str], bool]:
    """Tags that open and close the span, the looks inside, whether a link may begin inside.

    From the outside: display, link, vertical_align, text_decoration, font_weight, font_variant,
    font_style.
    """
    look, inside = span.look, list(around)
    opening, closing = TAGS.get(("display", look.display), _NONE)
    if links and span.link and (address := safe_link(span.link)):
        opening += f'<a href="{address.replace("&", "&#38;")}">'
        closing = "</a>" + closing
        links = False  # a link inside a link is none
    for at in (4, 3, 2, 1, 0):
        value = look[at]
        if value and value != inside[at]:
            inside[at] = value
            on, off = TAGS.get((Look._fields[at], value), _NONE)
            opening, closing = opening + on, off + closing
    return opening, closing, inside, links
