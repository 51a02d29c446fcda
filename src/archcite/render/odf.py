"""Citations as OpenDocument text: what stands in a text:p, and a bibliography as paragraphs.

The document around them binds the prefix text. Looks are automatic styles, whose names say what
they are; styles_for writes down those that a text uses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from archcite.inline import Inline
from archcite.render.layout import DEEPEST, BibliographyLayout, Block, Heading, Joints, Term, joined
from archcite.render.looks import Run, blocks, runs

_PREFIX = "ArchciteLook"
_NAMED = re.compile(rf'text:style-name="{_PREFIX}([a-z]+)"')
_SPACES = re.compile(" {2,}")
# letter of a style's name -> where it is in a look, what it is there, and how ODF says it
_LOOKS = {
    "b": ("font_weight", ("bold",), 'fo:font-weight="bold"'),
    "i": ("font_style", ("italic", "oblique"), 'fo:font-style="italic"'),
    "c": ("font_variant", ("small-caps",), 'fo:font-variant="small-caps"'),
    "u": (
        "text_decoration", ("underline",),
        'style:text-underline-style="solid" style:text-underline-width="auto"'
        ' style:text-underline-color="font-color"',
    ),
    "p": ("vertical_align", ("sup",), 'style:text-position="super 58%"'),
    "d": ("vertical_align", ("sub",), 'style:text-position="sub 58%"'),
}  # fmt: skip
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE = (
    f'<style:style xmlns:style="{_SPACE}style:1.0" xmlns:fo="{_SPACE}xsl-fo-compatible:1.0"'
    ' style:name="{}" style:family="{}"{}>{}</style:style>'
)
_HEADING = '<text:h text:style-name="Heading_20_{0}" text:outline-level="{0}">{1}</text:h>'
_LINK = (
    '<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:type="simple" xlink:href="{}">{}'
    "</text:a>"
)
_BREAK, _TAB = "<text:line-break/>", "<text:tab/>"
_JOINTS = Joints(line=_BREAK, indent=_TAB, column=_TAB)


def render(nodes: list[Inline]) -> str:
    """A finished citation, to stand in a text:p; a display block begins a line."""
    return joined([(display, _spans(inside)) for display, inside in blocks(runs(nodes))], _JOINTS)


def bibliography(found: Sequence[Block], style: str) -> str:
    """One paragraph an entry, in the paragraph style of that name; headings of levels 2 and 3."""
    return "".join(_paragraph(each, style) for each in found)


def _paragraph(block: Block, style: str) -> str:
    if isinstance(block, Heading):
        return _HEADING.format(min(block.level + 1, DEEPEST), render(block.nodes))
    if isinstance(block, Term):
        inner = render(block.name) + _TAB + render(block.meaning)
    else:
        inner = render(block)
    return f'<text:p text:style-name="{escape(style)}">{inner}</text:p>'


def paragraph_style(name: str, layout: BibliographyLayout) -> str:
    """A paragraph style for the entries of a bibliography."""
    said = f'fo:margin-bottom="{0.42 * layout.entry_spacing:.2f}cm"'
    said += f' fo:line-height="{100 * layout.line_spacing}%"'
    if layout.hanging_indent:
        said += ' fo:margin-left="1.25cm" fo:text-indent="-1.25cm"'
    inner = f"<style:paragraph-properties {said}/>"
    parent = f' style:parent-style-name="Standard" style:display-name="{escape(name)}"'
    return _STYLE.format(escape(name), "paragraph", parent, inner)


def styles_for(text: str, present: str = "") -> list[str]:
    """The automatic styles that a rendered text uses and a document does not have yet."""
    names = sorted(set(_NAMED.findall(text)))
    return [
        _STYLE.format(
            f"{_PREFIX}{name}", "text", "",
            f"<style:text-properties {' '.join(_LOOKS[letter][2] for letter in name)}/>",
        )
        for name in names
        if f'style:name="{_PREFIX}{name}"' not in present
    ]  # fmt: skip


def escape(text: str) -> str:
    """Text for an attribute in double quotes."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def plain(text: str) -> str:
    """Text for a paragraph: of several spaces all but the first are an element."""
    return _SPACES.sub(lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>', escape(text))


def _spans(inside: list[Run]) -> str:
    out = ""
    for link, together in groupby(inside, key=lambda run: run.link):
        written = "".join(_span(run) for run in together)
        out += _LINK.format(escape(link), written) if link else written
    return out


def _span(run: Run) -> str:
    letters = "".join(
        letter for letter, (field, values, _) in _LOOKS.items()
        if getattr(run.look, field) in values
    )  # fmt: skip
    text = plain(run.text)
    if not letters:
        return text
    return f'<text:span text:style-name="{_PREFIX}{letters}">{text}</text:span>'
