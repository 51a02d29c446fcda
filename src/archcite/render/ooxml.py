"""Citations as WordprocessingML: runs for a paragraph, and a bibliography as paragraphs.

The document around them binds the prefix w. A link is a field, so that it needs no relationship.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from archcite.inline import Inline, Look
from archcite.render.layout import (
    UNSAID,
    BibliographyLayout,
    Block,
    Heading,
    Term,
    entries_of,
    margin_letters,
)
from archcite.render.looks import Run, blocks, runs

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SPECIAL = re.compile("[&<>]")
# In the order that the schema asks for.
_PROPERTIES = (
    ("font_weight", {"bold": "<w:b/>"}),
    ("font_style", {"italic": "<w:i/>", "oblique": "<w:i/>"}),
    ("font_variant", {"small-caps": "<w:smallCaps/>"}),
    ("text_decoration", {"underline": '<w:u w:val="single"/>'}),
    ("vertical_align", {
        "sup": '<w:vertAlign w:val="superscript"/>', "sub": '<w:vertAlign w:val="subscript"/>',
    }),
)  # fmt: skip
_BREAK, _TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"
_HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading{}"/></w:pPr>{}</w:p>'
_TERM = (
    '<w:p><w:pPr><w:pStyle w:val="Bibliography"/>'
    '<w:tabs><w:tab w:val="left" w:pos="1440"/></w:tabs>'
    '<w:ind w:left="1440" w:hanging="1440"/></w:pPr>{}</w:p>'
)
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_LETTER, _INDENT, _LINE = 120, 720, 240  # twentieths of a point: a letter, an indent, a line


def render(nodes: list[Inline]) -> str:
    """A finished citation as runs, to stand in a w:p; a display block begins a line."""
    out = before = ""
    for display, inside in blocks(runs(nodes)):
        if not out:
            joint = ""
        elif display == "right-inline" or (not display and before == "left-margin"):
            joint = _TAB
        elif display == "indent":
            joint = _BREAK + _TAB
        else:
            joint = _BREAK
        out += joint + _runs(inside)
        before = display
    return out


def bibliography(found: Sequence[Block], layout: BibliographyLayout = UNSAID) -> str:
    """One paragraph an entry, in the paragraph style Bibliography where the document has it.

    Headings are in the styles Heading2 and Heading3.
    """
    letters = margin_letters(entries_of(found))
    hang = (letters + 1) * _LETTER if letters else _INDENT * layout.hanging_indent
    left = 0 if layout.second_field_align == "margin" else hang
    inner = '<w:pStyle w:val="Bibliography"/>'
    if letters:
        inner += f'<w:tabs><w:tab w:val="left" w:pos="{left}"/></w:tabs>'
    if layout != UNSAID:
        inner += (
            f'<w:spacing w:after="{_LINE * layout.entry_spacing}"'
            f' w:line="{_LINE * layout.line_spacing}" w:lineRule="auto"/>'
        )
    if hang:
        inner += f'<w:ind w:left="{left}" w:hanging="{hang}"/>'
    return "\n".join(_paragraph(each, inner) for each in found)


def _paragraph(block: Block, inner: str) -> str:
    """One paragraph; inner: the properties of an entry's."""
    if isinstance(block, Heading):
        return _HEADING.format(min(block.level, 2) + 1, render(block.nodes))
    if isinstance(block, Term):
        return _TERM.format(render(block.name) + _TAB + render(block.meaning))
    return f"<w:p><w:pPr>{inner}</w:pPr>{render(block)}</w:p>"


def escape(text: str) -> str:
    """Text for the inside of an element."""
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], text)


def _runs(inside: list[Run]) -> str:
    out = ""
    for link, together in groupby(inside, key=lambda run: run.link):
        written = "".join(
            f'<w:r>{_properties(run.look)}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
            for run in together
        )
        if link:
            field = f'<w:instrText xml:space="preserve">HYPERLINK "{escape(link)}"</w:instrText>'
            begin, separate, end = map(_FIELD.format, ("begin", "separate", "end"))
            written = f"{begin}<w:r>{field}</w:r>{separate}{written}{end}"
        out += written
    return out


def _properties(look: Look) -> str:
    inner = "".join(known.get(getattr(look, field), "") for field, known in _PROPERTIES)
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""
