"""A bibliography in a LibreOffice document: a section in the place of what marks it, and back.

The section's name keeps what was typed. Page breaks, bookmarks and comments stay in its first
paragraph.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from archcite.doc.odt_text import Paragraph
from archcite.doc.xml_part import Part
from archcite.render import odf

_STYLE_NAME = re.compile(r'text:style-name="([^"<>]*)"')
_AUTOMATIC = re.compile(rb"<office:automatic-styles>.*?</office:automatic-styles>", re.S)
_PARENT = re.compile(rb'style:parent-style-name="([^"<>]*)"')
_PAGE = re.compile(rb'style:master-page-name="[^"<>]+"|fo:break-before="(?:page|column)"')
_FIRST = re.compile(r"<text:[ph]\b[^<>]*>")
_STAYS = frozenset((
    "text:bookmark", "text:bookmark-start", "text:bookmark-end", "office:annotation-end",
    "text:change", "text:change-start", "text:change-end", "text:reference-mark",
    "text:reference-mark-start", "text:reference-mark-end",
))  # fmt: skip
_OURS = b'text:name="ARCHCITE'
_WHOLE = ("office:annotation", "text:note")
_TOKEN = re.compile(
    rb"<(?P<closes>/?)(?P<name>[^\s<>/]+)(?:\s+[^\s<>=]+=(?:\"[^\"]*\"|'[^']*'))*\s*(?P<alone>/?)>"
    rb"|[^<]+|<"
)


class Listed:
    """The section for one list, and the automatic style that it needs, or ""."""

    def __init__(
        self, part: Part, marked: Sequence[Paragraph], rendered: str, number: int, prefix: str
    ) -> None:
        """rendered: its paragraphs. number: of the list, from 1. prefix: of the section's name."""
        self.style = ""
        kept: dict[str, str] = {"typed": "\n".join(each.text for each in marked)}
        stays, page = b"", b""
        if marked:
            first = marked[0]
            tag = part.xml[first.start : first.inside]
            style, page = _styled(part.xml, tag)
            kept |= {"style": style} if style and not page else {}
            stays = left(part.xml[first.inside : first.end].rpartition(b"</")[0])
            rendered = rendered or f"{tag.decode()}</text:{'h' if first.level else 'p'}>"
        if page and (found := _FIRST.match(rendered)):
            rendered = self._paged(part, found[0], page, number) + rendered[found.end() :]
        rendered = _FIRST.sub(lambda tag: tag[0] + stays.decode(), rendered, count=1)
        said = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
        said += f" R{number}" if number > 1 else ""  # no two sections have one name
        self.xml = (
            f'<text:section text:name="{odf.escape(prefix + said)}">{rendered}</text:section>'
        ).encode()

    def _paged(self, part: Part, tag: str, page: bytes, number: int) -> str:
        """The tag of the first paragraph, in a style of its own that begins a page."""
        named = _STYLE_NAME.search(tag)
        if named is None or named[1].startswith("ArchcitePage"):
            return tag
        name = f"ArchcitePage{number}_{named[1]}"
        new = f'text:style-name="{name}"'
        if f'style:name="{name}"'.encode() in part.xml:
            return tag.replace(named[0], new)
        master = page.decode() if page.startswith(b"style:") else ""
        broken = page.decode() if page.startswith(b"fo:") else ""
        space = "urn:oasis:names:tc:opendocument:xmlns:"
        self.style = (
            f'<style:style xmlns:style="{space}style:1.0" xmlns:fo="{space}xsl-fo-compatible:1.0"'
            f' style:name="{name}" style:family="paragraph"'
            f' style:parent-style-name="{named[1]}" {master}>'
            f"<style:paragraph-properties {broken}/></style:style>"
        )
        return tag.replace(named[0], new)


def typed(part: Part, begin: int, end: int, lines: Sequence[str], style: str) -> bytes:
    """What marked a list whose section stands there: paragraphs of lines, in a style by name.

    The first keeps the style that it has if that begins a page.
    """
    xml = part.xml[begin:end]
    inside = xml[xml.index(b">") + 1 :].removesuffix(b"</text:section>")
    tag = re.search(rb"<text:[ph]\b[^<>]*>", inside)
    stays = left(inside)
    attribute = f' text:style-name="{odf.escape(style)}"' if style else ""
    if tag and _styled(part.xml, tag[0])[1]:
        named = _STYLE_NAME.search(tag[0].decode())
        attribute = f" {named[0]}" if named else attribute
    out = b""
    for number, line in enumerate(lines or ([""] if stays else [])):
        head = f"<text:p{attribute}>" if not number else "<text:p>"
        out += head.encode() + (b"" if number else stays) + odf.plain(line).encode() + b"</text:p>"
    return out


def _styled(xml: bytes, tag: bytes) -> tuple[str, bytes]:
    """The named style of a paragraph with that tag, and the attribute that begins a page, if any.

    LibreOffice names automatic styles anew whenever it saves, so only the others are told.
    """
    named = _STYLE_NAME.search(tag.decode())
    if named is None:
        return "", b""
    automatic = _AUTOMATIC.search(xml)
    own = re.search(
        rb'<style:style\b[^<>]*?\sstyle:name="' + re.escape(named[1].encode()) + rb'"[^<>]*?'
        rb"(?:(?<=/)>|(?<!/)>.*?</style:style>)",
        automatic[0] if automatic else b"", re.S,
    )  # fmt: skip
    if own is None:
        return named[1], b""
    parent, page = _PARENT.search(own[0]), _PAGE.search(own[0])
    return parent[1].decode() if parent else "", page[0] if page else b""


def left(xml: bytes) -> bytes:
    """What stays of a stretch whose text goes: marks, comments, the writer's own notes.

    So do tags whose element ends or begins outside of the stretch.
    """
    out: list[bytes] = []
    open_: list[tuple[str, int]] = []
    keeping = 0
    for token in _TOKEN.finditer(xml):
        name = (token["name"] or b"").decode()
        if keeping:
            out.append(token[0])
            if name in _WHOLE and not token["alone"]:
                keeping += -1 if token["closes"] else 1
        elif not name:
            continue
        elif token["alone"]:
            out += [token[0]] if name in _STAYS and _OURS not in token[0] else []
        elif name in _WHOLE and not token["closes"]:
            out.append(token[0])
            keeping = 1
        elif not token["closes"]:
            open_.append((name, len(out)))
            out.append(token[0])
        elif open_ and open_[-1][0] == name:
            _, at = open_.pop()
            out[at] = b""
        else:
            out.append(token[0])
    return b"".join(out)
