"""Citations as RTF: a piece for the inside of a document; a bibliography as a whole document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archcite.inline import Inline
from archcite.render.layout import (
    UNSAID,
    BibliographyLayout,
    Block,
    Heading,
    Joints,
    Term,
    entries_of,
    joined,
    margin_letters,
)
from archcite.render.looks import blocks, nested, runs

_SPECIAL = re.compile(r"[\\{}]|[^\x20-\x7e]")
_WORDS = {
    ("font_style", "italic"): r"\i",
    ("font_style", "oblique"): r"\i",
    ("font_weight", "bold"): r"\b",
    ("font_variant", "small-caps"): r"\scaps",
    ("text_decoration", "underline"): r"\ul",
    ("vertical_align", "sup"): r"\super",
    ("vertical_align", "sub"): r"\sub",
}
_JOINTS = Joints("\\line\n", "\\tab ", "\\tab ")
_HEAD = "{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}"
_FONT = "\\f0\\fs24"
# Styles for headings by the names that word processors know, and how one is called up.
_SHEET = "{\\stylesheet{\\s2\\b heading 2;}{\\s3\\i heading 3;}}"
_HEADING = (
    "\\pard\\s2\\outlinelevel1\\keepn\\sb240\\sa120{{\\b {}}}\\par",
    "\\pard\\s3\\outlinelevel2\\keepn\\sb120\\sa120{{\\i {}}}\\par",
)
_TERM = "\\pard\\fi-1440\\li1440\\tx1440 {}\\tab {}\\par"
_LETTER, _INDENT, _LINE = 120, 720, 240  # twips: a letter's width, an indent, a line's height


def render(nodes: list[Inline]) -> str:
    """A finished citation as RTF; every sign that a document with \\uc1 takes, in ASCII."""
    return joined(
        [
            (display, nested(inside, _wrapped, escape))
            for display, inside in blocks(runs(nodes))
        ],
        _JOINTS,
    )  # fmt: skip


def bibliography(found: Sequence[Block], layout: BibliographyLayout = UNSAID) -> str:
    """The entries as the paragraphs of a document; headings are its headings 2 and 3."""
    letters = margin_letters(entries_of(found))
    hang = (letters + 1) * _LETTER if letters else _INDENT * layout.hanging_indent
    left = 0 if layout.second_field_align == "margin" else hang
    words = f"\\pard\\fi{-hang}\\li{left}" if hang else "\\pard"
    words += f"\\tx{left}" if letters else ""
    if layout.line_spacing != 1:
        words += f"\\sl{_LINE * layout.line_spacing}\\slmult1"
    if layout.entry_spacing:
        words += f"\\sa{_LINE * layout.entry_spacing}"
    sheet = _SHEET if any(isinstance(each, Heading) for each in found) else ""
    return "\n".join([_HEAD + sheet + _FONT, *(_paragraph(each, words) for each in found), "}"])


def _paragraph(block: Block, words: str) -> str:
    """One paragraph; words: how that of an entry begins."""
    if isinstance(block, Heading):
        return _HEADING[min(block.level, 2) - 1].format(render(block.nodes))
    if isinstance(block, Term):
        return _TERM.format(render(block.name), render(block.meaning))
    return f"{words} {render(block)}\\par"


def escape(text: str) -> str:
    """Text in ASCII in which nothing is a control word or a group."""
    return _SPECIAL.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    if char in "\\{}":
        return "\\" + char
    if char == "\u00a0":
        return r"\~"
    code = char.encode("utf-16-be")  # one or two units, which RTF takes as signed numbers
    units = (int.from_bytes(code[at : at + 2], signed=True) for at in range(0, len(code), 2))
    return "".join(f"\\u{unit} ?" for unit in units)


def _wrapped(what: str, value: str, inner: str) -> str:
    if what == "link":
        return f'{{\\field{{\\*\\fldinst{{HYPERLINK "{value}"}}}}{{\\fldrslt {inner}}}}}'
    word = _WORDS.get((what, value))
    return f"{{{word} {inner}}}" if word else inner
