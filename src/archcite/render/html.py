"""Citations as HTML: well-formed, ready for XML, in the shape that citation programs agree on."""

from __future__ import annotations

import re
import unicodedata

from archcite.inline import Inline
from archcite.render.looks import Change, changes

_ESCAPES = {"&": "&#38;", "<": "&#60;", ">": "&#62;", '"': "&#34;", "'": "&#39;"}
_IN_TEXT = r"[&<>]|  |[ª²³¹ºʰ-ʸˠ-ˤᴬ-ᵡᶛ-ᶿ⁰-ⁿ℠™㆒-㆟ˀˁۥۦ]"
# Raised letters for which Unicode names no plain letter.
_RAISED = {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}
_IN_ATTRIBUTE = r"[&<>\"']"

_TAGS = {
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


def render(nodes: list[Inline]) -> str:
    """A finished citation as HTML."""
    return "".join(
        _tag(event) if isinstance(event, Change) else escape(event)
        for event in changes(nodes, lines=True)
    )


def bibliography(entries: list[list[Inline]]) -> str:
    """A list of finished entries as one div."""
    lines = [f'  <div class="csl-entry">{render(nodes)}</div>' for nodes in entries]
    return "\n".join(['<div class="csl-bib-body">', *lines, "</div>"])


def escape(text: str) -> str:
    """Text as HTML text; a superscript letter becomes a raised one, two spaces stay two."""
    return re.sub(_IN_TEXT, _escaped, text)


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


def _tag(change: Change) -> str:
    if change.what == "link":
        address = re.sub(_IN_ATTRIBUTE, lambda found: _ESCAPES[found[0]], change.value)
        return f'<a href="{address}">' if change.begins else "</a>"
    opening, closing = _TAGS.get((change.what, change.value), ("", ""))
    return opening if change.begins else closing
