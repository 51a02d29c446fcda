"""LibreOffice documents: citations in the text, in notes, tables, captions and text boxes.

A citation is held by a pair of reference marks, whose name keeps what was typed; the bibliography
by a section. LibreOffice keeps both, in notes too. Nothing but the spans of text changes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import NamedTuple

from archcite.doc import foreign, typed
from archcite.doc.fitting import NOTED, fitted
from archcite.doc.model import (
    Bibliography,
    Cluster,
    Event,
    Listing,
    NoteMark,
    Part,
    Printed,
    Settings,
)
from archcite.doc.odt_back import CITATION, LIST, REST, unwoven
from archcite.doc.odt_list import Listed
from archcite.doc.odt_text import HOLDERS, Held, Note, Paragraph, Scan, replaced
from archcite.doc.package import Package, damaged, locked, of_another_kind
from archcite.doc.typed import Typed
from archcite.doc.xml_part import Edit
from archcite.doc.xml_part import Part as XmlPart
from archcite.errors import ProblemsFound, UsageFault
from archcite.render import odf
from archcite.render.layout import BibliographyLayout, Block

_PROGRAMS = (
    CITATION,
    REST,
    LIST,
    "ZOTERO_ITEM ",
    "CSL_CITATION ",
    "MENDELEY_CITATION",
    "ZOTERO_BIBL",
)
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_IN_BOX = "text box"


class _Place(NamedTuple):
    """A citation in a paragraph."""

    paragraph: Paragraph
    found: Typed
    cluster: Cluster


class Odt:
    """A LibreOffice document. ProblemsFound with the paragraph of each citation with a fault.

    foreign: the citations of other programs. A line of its clusters is the number of a paragraph.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """name: what messages call the document."""
        self._name = name
        self._package = Package(data, name)
        if _MANIFEST in self._package and b":encryption-data" in self._package.read(_MANIFEST):
            raise locked(name)
        self._scan = self._scanned()
        back = unwoven(self._scan)
        if back:
            self._package = Package(self._package.written({_CONTENT: back}), name)
            self._scan = self._scanned()
        self.uncited: Sequence[str] = ()
        self.settings = Settings()
        self._foreign = _foreign(self._scan)
        self.foreign: Sequence[foreign.Foreign] = [read for _, read in self._foreign]
        self._places = self._found()
        marked: list[tuple[tuple[int, int], Event]] = [
            ((_start(place.paragraph, place.found.start), place.found.start), place.cluster)
            for place in self._places
        ]
        kind = _kind_of_new(self._scan)
        marked += [
            ((note.start, -1), NoteMark(_id(note.start), _sequence(note, kind)))
            for note in self._scan.notes
        ]
        marked += [
            ((each.start, -2), Part("heading", each.level))
            for each in self._scan.paragraphs if each.level and not each.boxed and each.note < 0
        ]  # fmt: skip
        self._lists = typed.marked(self._scan.paragraphs, lambda each: each.holder in HOLDERS)
        marked += [((each[0].start, -3), Listing(at)) for at, (each, _) in enumerate(self._lists)]
        self.bibliographies: Sequence[Bibliography] = [
            Bibliography(each[0].number, asked.wanted, asked.within, asked.unheeded)
            for each, asked in self._lists
        ]
        self.events: Sequence[Event] = [event for _, event in sorted(marked, key=lambda e: e[0])]

    def _scanned(self) -> Scan:
        if _CONTENT not in self._package:
            if "[Content_Types].xml" in self._package:
                raise of_another_kind(self._name, "Word's", "docx")
            raise damaged(self._name, "it has no text of a LibreOffice document")
        scan = Scan(XmlPart(self._package.read(_CONTENT), _CONTENT, self._name), _PROGRAMS)
        if not scan.text_end or not re.search(rb"<office:body\b", scan.part.xml):
            raise damaged(self._name, "it has no text of a LibreOffice document")
        return scan

    def unwoven(self) -> bytes:
        """The document with its citations as they were typed."""
        return self._package.written({})

    def adopted(self, keys: Sequence[Sequence[str] | None]) -> Odt:
        """The document with citations of other programs as ones of ours, by the keys of each.

        keys: of each of foreign, one key for each of its items; None leaves it alone. Where none is
        left alone, the other program's bibliography becomes the mark of one of ours.
        """
        edits = []
        for (held, read), wanted in zip(self._foreign, keys, strict=True):
            if wanted is not None and held.first is held.last:
                text = typed.written(foreign.adopted(read, wanted))
                edits.append(Edit(held.begin, held.end, odf.plain(text).encode()))
        mark = b"<text:p>{bibliography}</text:p>"
        if keys and None not in keys:
            edits += [
                Edit(held.begin, held.end, mark)
                for held in self._scan.held
                if held.section and foreign.is_bibliography(held.name)
            ]
        made = self._scan.part.edited(edits)
        return Odt(self._package.written({_CONTENT: made}), self._name)

    def _found(self) -> list[_Place]:
        """Every citation, in the order of the file, which is that of reading."""
        places: list[_Place] = []
        faults: list[UsageFault] = []
        real = {note.start: note.paragraph.number for note in self._scan.notes}
        for paragraph in self._scan.paragraphs:
            if paragraph.note >= 0 and paragraph.note not in real:
                continue
            line = real.get(paragraph.note, paragraph.number)
            note = _id(paragraph.note) if paragraph.note >= 0 else ""
            note = note or (_IN_BOX if paragraph.boxed else "")
            for each in typed.find(paragraph.text, f"{self._name}:{line}"):
                if isinstance(each, UsageFault):
                    faults.append(each)
                else:
                    places.append(_Place(paragraph, each, Cluster(each.citation, line, note)))
        if faults:
            raise ProblemsFound(*(each for fault in faults for each in fault.problems))
        return sorted(
            places, key=lambda each: (_start(each.paragraph, each.found.start), each.found.start)
        )

    def woven(
        self,
        printed: Sequence[Printed],
        lists: Sequence[Sequence[Block]],
        layout: BibliographyLayout,
    ) -> bytes:
        """The document with finished text in the places of its citations, and new footnotes."""
        weaving = _Weaving(self._scan)
        for place, each in zip(self._places, printed, strict=True):
            weaving.put(place, each)
        changed: dict[str, bytes] = {}
        places = [paragraphs for paragraphs, _ in self._lists] or [[] for _ in lists]
        for paragraphs, entries in zip(places, lists, strict=True):
            if entries or paragraphs:
                weaving.bibliography(paragraphs, entries)
        if any(lists):
            styles = self._with_style(layout)
            changed |= {_STYLES: styles} if styles else {}
        made = weaving.finished()
        XmlPart(made, _CONTENT, self._name).walk(_skip, _skip, _skip)
        return self._package.written({**changed, _CONTENT: made})

    def _with_style(self, layout: BibliographyLayout) -> bytes:
        """The styles with one for the bibliography; nothing where there is one, or no styles."""
        if _STYLES not in self._package:
            return b""
        part = XmlPart(self._package.read(_STYLES), _STYLES, self._name)
        if b'style:name="Bibliography"' in part.xml:
            return b""
        new = odf.paragraph_style("Bibliography", layout).encode()
        end = part.xml.rfind(b"</office:styles>")
        return part.edited([Edit(end, end, new)]) if end >= 0 else b""


class _Weaving:
    """One document's content on its way to be woven."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._edits: list[Edit] = []
        self._kind = _kind_of_new(scan)
        self._lists = 0
        self._styles = ""  # of the paragraphs of lists
        names = re.findall(rb'text:name="ARCHCITE[^"]* R(\d{1,9})"', scan.part.xml)
        self._number = max([0, *map(int, names)])

    def put(self, place: _Place, printed: Printed) -> None:
        """One citation's text in its place, or in a new note."""
        text = place.paragraph.text
        start, end = place.found.start, place.found.end
        kept: dict[str, object] = {"typed": text[start:end]}
        lead = ""
        if not printed.note:
            nodes, taken = fitted(printed.text, text[end : end + 40])
            if taken:
                kept["after"] = text[end : end + taken]
                end += taken
            new = self._holding(CITATION, kept, odf.render(nodes))
        elif printed.text:
            new = self._holding(CITATION, kept, odf.render(printed.text))
            rest = self._holding(REST, {"note": self._kind}, odf.render(printed.note))
            new += self._note(place, rest)
        else:
            begin = len(text[:start].rstrip("\u00a0 "))
            after = NOTED.match(text, end)
            if begin and text[begin - 1] != typed.WALL:
                kept["before"], start = text[begin:start], begin
            if after and after[0] and begin and not text[begin - 1].isspace():
                lead, end = after[0], after.end()
                kept["behind"] = lead
            kept["note"] = self._kind
            held = self._holding(CITATION, kept, odf.render(printed.note))
            new = odf.plain(lead) + self._note(place, held)
        self._edits += replaced(self._scan.part, place.paragraph, start, end, new.encode())

    def _holding(self, kind: str, kept: dict[str, object], inner: str) -> str:
        """A text between marks that hold what was typed."""
        self._number += 1
        said = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
        name = odf.escape(f"{kind}{said} R{self._number}")
        return (
            f'<text:reference-mark-start text:name="{name}"/>{inner}'
            f'<text:reference-mark-end text:name="{name}"/>'
        )

    def _note(self, place: _Place, inner: str) -> str:
        """A new note; LibreOffice numbers it anew."""
        style = "Footnote" if self._kind == "footnote" else "Endnote"
        return (
            f'<text:note text:id="archcite{self._number}" text:note-class="{self._kind}">'
            f"<text:note-citation>{self._number}</text:note-citation><text:note-body>"
            f'<text:p text:style-name="{style}">{inner}</text:p></text:note-body></text:note>'
        )

    def bibliography(self, marked: Sequence[Paragraph], entries: Sequence[Block]) -> None:
        """A bibliography in the place of what marks it, or as the last of the text."""
        self._lists += 1
        rendered = odf.bibliography(entries, "Bibliography")
        listed = Listed(self._scan.part, marked, rendered, self._lists, LIST)
        self._styles += listed.style
        if not marked:
            self._edits.append(Edit(self._scan.text_end, self._scan.text_end, listed.xml))
            return
        self._edits.append(Edit(marked[0].start, marked[0].end, listed.xml))
        self._edits += [Edit(each.start, each.end, b"") for each in marked[1:]]

    def finished(self) -> bytes:
        """The content with all edits, and the automatic styles that these use."""
        part = self._scan.part
        used = "".join(edit.new.decode() for edit in self._edits)
        styles = ("".join(odf.styles_for(used, part.xml.decode())) + self._styles).encode()
        if styles and self._scan.styles is None:
            whole = b"<office:automatic-styles>" + styles + b"</office:automatic-styles>"
            self._edits.append(Edit(self._scan.body, self._scan.body, whole))
        elif styles and self._scan.styles is not None:
            start, inside = self._scan.styles
            if part.xml.startswith(b"/>", inside - 2):  # one tag alone
                whole = part.xml[start : inside - 2] + b">" + styles
                self._edits.append(Edit(start, inside, whole + b"</office:automatic-styles>"))
            else:
                self._edits.append(Edit(inside, inside, styles))
        return part.edited(self._edits)


def _kind_of_new(scan: Scan) -> str:
    """Whether new notes are footnotes or endnotes: what the document has, footnotes if both."""
    return "endnote" if {note.kind for note in scan.notes} == {"endnote"} else "footnote"


def _foreign(scan: Scan) -> list[tuple[Held, foreign.Foreign]]:
    """The citations of other programs, in their order."""
    found = []
    for held in sorted(scan.held, key=lambda each: each.begin):
        read = foreign.read(held.name, held.first.number if held.first else 0)
        if read:
            found.append((held, read))
    return found


def _start(paragraph: Paragraph, letter: int) -> int:
    """The byte at which the piece of a letter begins."""
    return next(
        each.start for each in paragraph.pieces if each.at <= letter < each.at + each.letters
    )


def _sequence(note: Note, kind: str) -> str:
    """The sequence that a note is counted in; kind: that of new ones."""
    if not note.numbered:
        return "by a sign"
    return "" if note.kind == kind else note.kind


def _id(start: int) -> str:
    return f"note {start}"


def _skip(*_: object) -> None:
    """For what is of no interest on a walk."""
