"""The parts of a Word document by what they are for, and those that are made when they are missing.

Styles are found by their names, which are the same in every language of Word, not by their ids.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath

from archcite.doc.docx_text import W
from archcite.doc.package import Package, damaged, of_another_kind
from archcite.doc.xml_part import Edit, Part, escaped
from archcite.render.layout import BibliographyLayout

_TYPES = "[Content_Types].xml"
_KINDS = ("officeDocument", "footnotes", "endnotes", "styles")
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What a part of notes begins with: the lines between the text and its notes.
_EMPTY_NOTES = (
    _XML + '<w:{kind}s xmlns:w="{space}">'
    '<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    '<w:{kind} w:type="continuationSeparator" w:id="0">'
    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{kind}></w:{kind}s>"
)
_STYLE = '<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/>'
_TAIL = '<w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
_NOTE_TEXT = (
    '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
)
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
# name -> the id that it gets where it is made, and what it is.
_MADE = {
    "footnote text": ("FootnoteText", "paragraph", _NOTE_TEXT),
    "footnote reference": ("FootnoteReference", "character", _RAISED),
    "endnote text": ("EndnoteText", "paragraph", _NOTE_TEXT),
    "endnote reference": ("EndnoteReference", "character", _RAISED),
    "bibliography": ("Bibliography", "paragraph", ""),
}


class Parts:
    """The parts of a document. changed: new bytes for some, to be written."""

    def __init__(self, package: Package, name: str) -> None:
        self.package = package
        self.name = name
        self.changed: dict[str, bytes] = {}
        self.main = ""
        root = self._related("_rels/.rels", "")
        self.main = root.get("officeDocument", "")
        if not self.main or self.main not in package:
            if "content.xml" in package:
                raise of_another_kind(name, "LibreOffice's", "odt")
            raise damaged(name, "it has no text of a Word document")
        self._rels = join(dirname(self.main), "_rels", f"{self.main.rpartition('/')[2]}.rels")
        self.related = self._related(self._rels, dirname(self.main))
        self._styles: dict[str, str] = {}
        self._default = ""
        self.indented: set[str] = set()  # names of styles that indent their paragraphs
        if "styles" in self.related:
            self._read_styles()

    def part(self, name: str) -> Part:
        """A part as it is now."""
        return Part(self._bytes(name), name, self.name)

    def _bytes(self, name: str) -> bytes:
        return self.changed[name] if name in self.changed else self.package.read(name)

    def _related(self, rels: str, folder: str) -> dict[str, str]:
        """The parts that one leads to, by the last word of the relation's type."""
        found: dict[str, str] = {}
        if rels not in self.package:
            return found

        def start(name: str, said: Mapping[str, str], _start: int, _inside: int) -> None:
            kind = said.get("Type", "").rpartition("/")[2]
            if name.endswith(" Relationship") and kind in _KINDS:
                target = said.get("Target", "")
                if said.get("TargetMode") != "External":
                    path = target[1:] if target.startswith("/") else join(folder, target)
                    if normpath(path) in self.package:
                        found.setdefault(kind, normpath(path))

        self.part(rels).walk(start, _nothing, _nothing)
        return found

    def _read_styles(self) -> None:
        current = ""
        named = ""

        def start(name: str, said: Mapping[str, str], _start: int, _inside: int) -> None:
            nonlocal current, named
            space, _, local = name.rpartition(" ")
            own = {key.rpartition(" ")[2]: value for key, value in said.items()}
            if space not in W:
                return
            if local == "style":
                current, named = own.get("styleId", ""), ""
                if own.get("type") == "paragraph" and own.get("default") in ("1", "true", "on"):
                    self._default = current
            elif local == "name" and current and not named:
                named = own.get("val", "").casefold()
                self._styles.setdefault(named, current)
            elif local == "ind" and named:
                self.indented.add(named)

        self.part(self.related["styles"]).walk(start, _nothing, _nothing)

    def style(self, name: str, layout: BibliographyLayout | None = None) -> str:
        """The id of the document's style of that name; it is made if there is none."""
        if name in self._styles or name not in _MADE or "styles" not in self.related:
            return self._styles.get(name) or _MADE.get(name, ("",))[0]
        id_, kind, looks = _MADE[name]
        while id_ in self._styles.values():
            id_ += "1"
        shown = name if name != "bibliography" else "Bibliography"
        made = _STYLE.format(kind=kind, id=id_, name=shown)
        if kind == "paragraph" and self._default:
            made += f'<w:basedOn w:val="{escaped(self._default)}"/>'
        if layout is not None:
            looks = _paragraph_looks(layout)
            self.indented |= {name} if layout.hanging_indent else set()
        self._append(self.related["styles"], f"{made}{_TAIL}{looks}</w:style>")
        self._styles[name] = id_
        return id_

    def heading_levels(self) -> dict[str, int]:
        """The ids of the styles of headings with their levels."""
        return {
            id_: level for level in range(1, 10) if (id_ := self._styles.get(f"heading {level}"))
        }

    def notes(self, kind: str) -> str:
        """The name of the part with the footnotes, or endnotes; it is made if there is none."""
        wanted = f"{kind}s"
        if wanted in self.related:
            return self.related[wanted]
        name = join(dirname(self.main), f"{wanted}.xml")
        while name in self.package:
            name = f"{name.removesuffix('.xml')}1.xml"
        strict = b"purl.oclc.org/ooxml/wordprocessingml" in self._bytes(self.main)[:10_000]
        space = next(each for each in sorted(W) if ("purl" in each) == strict)
        self.changed[name] = _EMPTY_NOTES.format(kind=kind, space=space).encode()
        self._relate(f"{_STRICT if strict else _TRANSITIONAL}/{wanted}", name)
        content = _WORDML.format(wanted)
        self._append(_TYPES, f'<Override PartName="/{name}" ContentType="{content}"/>')
        self.related[wanted] = name
        return name

    def _relate(self, kind: str, name: str) -> None:
        if self._rels not in self.package and self._rels not in self.changed:
            self.changed[self._rels] = f'{_XML}<Relationships xmlns="{_PACKAGE}"/>'.encode()
        text = self._bytes(self._rels)
        number = 1
        while f'"rIdArchcite{number}"'.encode() in text:
            number += 1
        target = f"/{name}"
        self._append(
            self._rels,
            f'<Relationship Id="rIdArchcite{number}" Type="{kind}" Target="{target}"/>',
        )

    def _append(self, name: str, child: str) -> None:
        """Put an element last into the root of a part."""
        self.changed[name] = appended(self.part(name), child)


def appended(part: Part, child: str) -> bytes:
    """The part with one more element at the end of its root, named as the root is."""
    root: list[tuple[int, int]] = []
    ends: list[tuple[int, int]] = []

    def start(_name: str, _said: Mapping[str, str], start: int, inside: int) -> None:
        if not root:
            root.append((start, inside))

    def end(_name: str, inside: int, end: int) -> None:
        ends[:] = [(inside, end)]

    part.walk(start, end, _nothing)
    (begin, inside), (inner, stop) = root[0], ends[0]
    tag = part.xml[begin:inside]
    prefix = prefix_of(tag)
    if child.startswith("<w:"):
        child = renamed(child.encode(), prefix).decode()
    else:
        child = child.replace("<", f"<{prefix}", 1)
    if inner == stop:  # the root is one tag alone
        called = re.match(rb"<([^\s/>]+)", tag)
        name = called[1].decode() if called else ""
        new = tag[:-2] + b">" + child.encode() + f"</{name}>".encode()
        return part.edited([Edit(begin, inside, new)])
    return part.edited([Edit(inner, inner, child.encode())])


def prefix_in(part: Part) -> str:
    """The prefix of the name of a part's first element."""
    found = re.search(rb"<[^?!][^>]*>", part.xml)
    return prefix_of(found[0]) if found else ""


def prefix_of(tag: bytes) -> str:
    """The prefix of a tag's name, with its colon, or ""."""
    found = re.match(rb"</?([\w.-]+:)", tag)
    return found[1].decode() if found else ""


def renamed(new: bytes, prefix: str) -> bytes:
    """New XML of Word's with another prefix for its names."""
    if prefix == "w:":
        return new
    return re.sub(rb"<[^>]*>", lambda tag: tag[0].replace(b"w:", prefix.encode()), new)


def _paragraph_looks(layout: BibliographyLayout) -> str:
    inner = (
        f'<w:spacing w:after="{240 * layout.entry_spacing}" w:line="{240 * layout.line_spacing}"'
        ' w:lineRule="auto"/>'
    )
    inner += '<w:ind w:left="720" w:hanging="720"/>' if layout.hanging_indent else ""
    return f"<w:pPr>{inner}</w:pPr>"


def _nothing(*_: object) -> None:
    """For what is of no interest on a walk."""
