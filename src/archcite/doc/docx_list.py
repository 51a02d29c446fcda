"""A bibliography in a Word document: its paragraphs in the place of what marks it, and back.

The field around them keeps what was typed. Page breaks, bookmarks and comments stay in the first.
"""

from __future__ import annotations

import re

from archcite.doc import docx_edit
from archcite.doc.docx_text import Field, Paragraph, Scan
from archcite.doc.xml_part import Edit, Part, escaped

_BREAKS = re.compile(rb"<(?:[\w.-]+:)?pageBreakBefore(?:\s*/>|\s[^<>]*?val=.(?:1|true|on).\s*/>)")
_NEW_PAGE = re.compile(rb"<(?:[\w.-]+:)?br\s[^<>]*?type=.page.")
_BREAK = '<w:r><w:br w:type="page"/></w:r>'
# What stands beside the text of a paragraph and marks a stretch of it, and the mark of a comment.
_ANCHORS = re.compile(
    rb"<(?:[\w.-]+:)?(?:commentRange|bookmark)(?:Start|End)\b[^<>]*/>"
    rb"|<(?P<run>(?:[\w.-]+:)?r)(?:\s[^<>]*)?>(?:(?!</?(?P=run)[\s>]).)*?"
    rb"commentReference\b[^<>]*/></(?P=run)>", re.S,
)  # fmt: skip


def mark(part: Part, paragraph: Paragraph) -> tuple[dict[str, object], bytes]:
    """What is kept of the paragraph that marks a bibliography, and what stays in it."""
    props = part.xml[paragraph.inside : paragraph.props] if paragraph.props else b""
    inside = part.xml[paragraph.props or paragraph.inside : paragraph.inside_end]
    kept: dict[str, object] = {"page": "break"} if _NEW_PAGE.search(inside) else {}
    if ends_section(part, paragraph):
        return kept, b""  # the paragraph itself stays
    if props:
        kept["props"] = props.decode()
    if _BREAKS.search(props):
        kept.setdefault("page", "before")
    return kept, b"".join(each[0] for each in _ANCHORS.finditer(inside))


def ends_section(part: Part, paragraph: Paragraph) -> bool:
    """Whether a paragraph is the last of a section, whose properties it holds."""
    return b"sectPr" in part.xml[paragraph.inside : paragraph.props or paragraph.inside]


def listed(
    paragraphs: str, text: str, marked: tuple[dict[str, object], bytes] = ({}, b"")
) -> bytes:
    """Paragraphs of entries in a field that keeps what was typed; without entries the field alone.

    marked: of the paragraph that they stand for, as mark has it.
    """
    said, stays = marked
    opening = docx_edit.opening(docx_edit.LIST, {"typed": text, **said})
    head, _, rest = paragraphs.partition("</w:pPr>")
    head = f"{head}</w:pPr>" if head else f"<w:p>{said.get('props', '')}"
    if "page" in said and paragraphs:
        head = head.replace("/>", "/><w:pageBreakBefore/>", 1)  # behind the paragraph's style
    rest = rest.removesuffix("</w:p>")
    return f"{head}{stays.decode()}{opening}{rest}{docx_edit.closing()}</w:p>".encode()


def back(scan: Scan, field: Field, kept: dict[str, object]) -> list[Edit]:
    """The bibliography's paragraphs as what marked their place; what stands beside them stays."""
    first, last = field.first, field.last
    if first is None or last is None:
        return []
    xml = scan.part.xml
    beside = xml[first.props or first.inside : field.begin] + xml[field.end : last.inside_end]
    own = b"<w:t" in beside or b"<w:drawing" in beside
    inside = xml[field.begin : field.end] + (b"" if own else beside)
    stays = b"".join(each[0] for each in _ANCHORS.finditer(inside))
    lines = docx_edit.word(kept, "typed").split("\n") if kept.get("typed") else []
    runs = [
        f'<w:r><w:t xml:space="preserve">{escaped(line)}</w:t></w:r>'.encode() for line in lines
    ]
    typed = [b"<w:p>" + run + b"</w:p>" for run in runs[1:]]
    if runs or b"commentReference" in stays:
        head = docx_edit.element(kept, "props", "pPr", scan.part)
        head += _BREAK if kept.get("page") == "break" else ""
        typed.insert(0, b"".join((b"<w:p>", head.encode(), stays, *runs[:1], b"</w:p>")))
    if own:
        typed.append(b"<w:p>" + beside + b"</w:p>")
    return [Edit(first.start, last.end, b"".join(typed))]
