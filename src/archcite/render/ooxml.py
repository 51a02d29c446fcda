"""Citations as WordprocessingML: runs for a paragraph, and a bibliography as paragraphs.

The document around them binds the prefix w. A link is a field, so that it needs no relationship.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from archcite.inline import Inline, Look
from archcite.render.layout import (
    DEEPEST,
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
_JOINTS = Joints(line=_BREAK, indent=_TAB, column=_TAB)
_HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading{}"/></w:pPr>{}</w:p>'
_TERM = (
    '<w:p><w:pPr><w:pStyle w:val="Bibliography"/>'
    '<w:tabs><w:tab w:val="left" w:pos="1440"/></w:tabs>'
    '<w:ind w:left="1440" w:hanging="1440"/></w:pPr>{}</w:p>'
)
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_LETTER, _INDENT, _LINE = 120, 720, 240  # twentieths of a point: a letter, an indent, a line


# The order of a run's properties in the schema; what is not in it comes last.
_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
).split()
_PROPERTY = re.compile(
    r"<(?:[\w.-]+:)?([\w.-]+)(?:\s[^<>]*?)?(?:/>|>(?:[^<]|<(?!/(?:[\w.-]+:)?\1\s*>))*</[^<>]*>)"
)
_TRACKED = frozenset(("rPrChange", "ins", "del", "moveFrom", "moveTo"))


def render(nodes: list[Inline], base: str = "") -> str:
    """A finished citation as runs, to stand in a w:p; a display block begins a line.

    base: a w:rPr, the properties that the runs have before their own are added.
    """
    return joined(
        [(display, _runs(inside, base)) for display, inside in blocks(runs(nodes))], _JOINTS
    )


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
        return _HEADING.format(min(block.level + 1, DEEPEST), render(block.nodes))
    if isinstance(block, Term):
        return _TERM.format(render(block.name) + _TAB + render(block.meaning))
    return f"<w:p><w:pPr>{inner}</w:pPr>{render(block)}</w:p>"


def escape(text: str) -> str:
    """Text for the inside of an element."""
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], text)


def _runs(inside: list[Run], base: str) -> str:
    out = ""
    for link, together in groupby(inside, key=lambda run: run.link):
        written = "".join(
            f"<w:r>{_properties(run.look, base)}"
            f'<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
            for run in together
        )
        if link:
            field = f'<w:instrText xml:space="preserve">HYPERLINK "{escape(link)}"</w:instrText>'
            begin, separate, end = map(_FIELD.format, ("begin", "separate", "end"))
            written = f"{begin}<w:r>{field}</w:r>{separate}{written}{end}"
        out += written
    return out


def _properties(look: Look, base: str) -> str:
    own = [known.get(getattr(look, field), "") for field, known in _PROPERTIES]
    return with_properties(base, "".join(own))


def with_properties(base: str, added: str = "") -> str:
    """A w:rPr of another's properties and further ones, which win, in the order of the schema.

    What says that the properties were changed is left out: it is true of the old text alone.
    """
    if not base:
        return f"<w:rPr>{added}</w:rPr>" if added else ""
    inner = re.sub(r"^<[^<>]*>|</[^<>]*>$", "", base) if not base.endswith("/>") else ""
    found = {
        each[1]: each[0]
        for text in (inner, added)
        for each in _PROPERTY.finditer(text)
        if each[1] not in _TRACKED
    }
    known = {name: place for place, name in enumerate(_ORDER)}
    names = sorted(found, key=lambda name: known.get(name, len(known)))
    return f"<w:rPr>{''.join(found[name] for name in names)}</w:rPr>" if names else ""
