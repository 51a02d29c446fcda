"""Word documents: citations in the text, in notes, tables, captions and text boxes.

The package's other parts are copied as they lie in it; of those that change, only the spans are
replaced where a citation stands. A woven document is read as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archcite.doc import docx_back, docx_edit, docx_list, docx_notes, foreign, typed
from archcite.doc.docx_parts import Parts, prefix_in, renamed
from archcite.doc.docx_text import Mark, Paragraph, Piece, Scan
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
from archcite.doc.package import Package, damaged
from archcite.doc.typed import Typed
from archcite.doc.xml_part import Edit
from archcite.errors import ProblemsFound, UsageFault
from archcite.render import ooxml
from archcite.render.layout import UNSAID, BibliographyLayout, Block

_STYLED = re.compile(rb"<\w+:pStyle\s[^<>]*?val\s*=\s*[\"']([^\"']*)")
_IN_BOX = "text box"  # a note that has no mark: what stands in a text box gets none
_LINE = "\u00a0 \t"


class _Place(NamedTuple):
    """A citation in a paragraph. order: where it is read. kept: its copy in a text box, or none."""

    scan: Scan
    paragraph: Paragraph
    found: Typed
    cluster: Cluster
    order: tuple[int, ...]


class Docx:
    """A Word document. ProblemsFound with the paragraph of each citation that cannot be read.

    foreign: the citations of other programs. A line of its clusters is the number of a paragraph.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """name: what messages call the document."""
        self._name = name
        self._package = Package(data, name)
        self._open()
        back = docx_back.unwoven(self._opened)
        if back:
            self._package = Package(self._package.written(back), name)
            self._open()
        self.uncited: Sequence[str] = ()
        self.settings = Settings()
        self.foreign: Sequence[foreign.Foreign] = [
            read for scan in self._opened.scans() for _, read in docx_back.foreign_fields(scan)
        ]
        self._copies: list[tuple[_Place, int]] = []
        self._places, self._faults = self._found()
        if self._faults:
            raise ProblemsFound(*(each for fault in self._faults for each in fault.problems))
        marked: list[tuple[tuple[int, ...], Event]] = [
            (place.order, place.cluster) for place in self._places
        ]
        main = self._opened.main
        kind = docx_notes.kind_of_new(main)
        marked += [
            ((mark.start,), NoteMark(_note(mark), _sequence(mark, kind))) for mark in main.marks
        ]
        marked += [((start,), Part("heading", level)) for start, level in self._headings()]
        lists = typed.marked(main.paragraphs, lambda each: not each.boxed)
        marked += [((each[0].start,), Listing(at)) for at, (each, _) in enumerate(lists)]
        self.bibliographies: Sequence[Bibliography] = [
            Bibliography(each[0].number, asked.wanted, asked.within, asked.unheeded)
            for each, asked in lists
        ]
        self.events: Sequence[Event] = [event for _, event in sorted(marked, key=lambda e: e[0])]

    def _open(self) -> None:
        self._parts = Parts(self._package, self._name)
        self._opened = docx_back.Opened(self._parts)

    def _headings(self) -> Iterator[tuple[int, int]]:
        """Where paragraphs in a style of headings begin, each with its level."""
        levels = self._parts.heading_levels()
        for each in self._opened.main.paragraphs if levels else ():
            style = _STYLED.search(self._opened.main.part.xml, each.inside, each.props)
            level = levels.get(style[1].decode()) if style and each.props else None
            if level and not each.boxed:
                yield each.start, level

    def unwoven(self) -> bytes:
        """The document with its citations as they were typed."""
        return self._package.written({})

    def adopted(self, keys: Sequence[Sequence[str] | None]) -> Docx:
        """The document with citations of other programs as ones of ours, by the keys of each.

        keys: of each of foreign, one key for each of its items; None leaves it alone.
        """
        changed = docx_back.adopted(self._opened, keys)
        return Docx(self._package.written(changed), self._name)

    def _found(self) -> tuple[list[_Place], list[UsageFault]]:
        """Every citation in the order of reading, and the faults of those that cannot be read."""
        places: list[_Place] = []
        faults: list[UsageFault] = []
        originals: dict[str, list[int]] = {}
        copies: list[_Place] = []
        for scan, paragraph, note, lead, line in self._paragraphs():
            said = paragraph.text
            for each in typed.find(said, f"{self._name}:{line}"):
                if isinstance(each, UsageFault):
                    faults += [] if paragraph.copy else [each]
                    continue
                cluster = Cluster(each.citation, line, note)
                order = (*lead, _piece(paragraph, each.start).tag, each.start)
                place = _Place(scan, paragraph, each, cluster, order)
                (copies if paragraph.copy else places).append(place)
        places.sort(key=lambda place: place.order)
        for number, place in enumerate(places):
            if place.paragraph.boxed:
                originals.setdefault(_said(place), []).append(number)
        for place in copies:
            same = originals.get(_said(place))
            if same:
                self._copies.append((place, same.pop(0)))
        return places, faults

    def _paragraphs(self) -> Iterator[tuple[Scan, Paragraph, str, tuple[int, ...], int]]:
        """Each paragraph with its note, the place of that note's mark, and its number."""
        main = self._opened.main
        for paragraph in main.paragraphs:
            yield main, paragraph, _IN_BOX if paragraph.boxed else "", (), paragraph.number
        marks: dict[str, Mark] = {}
        for mark in main.marks:
            marks.setdefault(_note(mark), mark)
        for kind, scan in self._opened.notes.items():
            for paragraph in scan.paragraphs:
                note = f"{kind} {paragraph.note}"
                if paragraph.note and note in marks:
                    mark = marks[note]
                    yield scan, paragraph, note, (mark.start,), mark.paragraph.number

    def woven(
        self,
        printed: Sequence[Printed],
        lists: Sequence[Sequence[Block]],
        layout: BibliographyLayout,
    ) -> bytes:
        """The document with finished text in the places of its citations, and new footnotes."""
        return _Weaving(self._package, self._name, self._opened).woven(
            list(zip(self._places, printed, strict=True))
            + [(place, printed[number]) for place, number in self._copies],
            lists,
            layout,
        )


def _sequence(mark: Mark, kind: str) -> str:
    """The sequence that a note is counted in; kind: that of new ones."""
    if not mark.numbered:
        return "by a sign"
    return "" if mark.kind == kind else mark.kind


def _note(mark: Mark) -> str:
    return f"{mark.kind} {mark.id}"


def _said(place: _Place) -> str:
    return place.paragraph.text[place.found.start : place.found.end]


def _piece(paragraph: Paragraph, letter: int) -> Piece:
    return next(each for each in paragraph.pieces if each.at <= letter < each.at + each.letters)


class _Weaving:
    """One document on its way to be woven: the edits of each part, and the notes that are made."""

    def __init__(self, package: Package, name: str, opened: docx_back.Opened) -> None:
        self._package, self._name, self._opened = package, name, opened
        self._parts = Parts(package, name)
        self._edits: dict[str, list[Edit]] = {scan.part.name: [] for scan in opened.scans()}
        self._kind = docx_notes.kind_of_new(opened.main)
        self._numbers = docx_notes.Numbers(opened.main, opened.notes.get(self._kind), self._kind)
        self._made: list[tuple[int, str]] = []  # where each is marked in the text, and its XML

    def woven(
        self,
        printed: Sequence[tuple[_Place, Printed]],
        lists: Sequence[Sequence[Block]],
        layout: BibliographyLayout,
    ) -> bytes:
        for place, each in printed:
            self._put(place, each)
        marked = typed.marked(self._opened.main.paragraphs, lambda each: not each.boxed)
        places = [paragraphs for paragraphs, _ in marked] or [[] for _ in lists]
        for paragraphs, entries in zip(places, lists, strict=True):
            if entries or paragraphs:
                self._bibliography(paragraphs, entries, layout)
        if self._made:
            self._add_notes()
        changed = dict(self._parts.changed)
        for scan in self._opened.scans():
            name = scan.part.name
            if self._edits[name]:
                changed[name] = self._named(scan, changed)
        return self._package.written(changed)

    def _named(self, scan: Scan, changed: dict[str, bytes]) -> bytes:
        """The part with its edits, checked to be good XML."""
        prefix = prefix_in(scan.part)
        edits = [
            edit._replace(new=renamed(edit.new, prefix)) for edit in self._edits[scan.part.name]
        ]
        if not prefix:
            raise damaged(self._name, f"{scan.part.name} is written in a way that no Word writes")
        made = scan.part.edited(edits)
        type(scan.part)(made, scan.part.name, self._name).walk(_skip, _skip, _skip)
        return made

    def _put(self, place: _Place, printed: Printed) -> None:
        """One citation's text in its place, or in a new note."""
        paragraph, text = place.paragraph, place.paragraph.text
        start, end = place.found.start, place.found.end
        kept: dict[str, object] = {"typed": text[start:end]}
        base = _piece(paragraph, start).run.props.decode()
        lead, new = "", ""
        if not printed.note:
            nodes, taken = fitted(printed.text, text[end : end + 40])
            if taken:
                kept["after"] = text[end : end + taken]
                end += taken
            new = docx_edit.opening(docx_edit.CITATION, kept, base)
            new += ooxml.render(nodes, base) + docx_edit.closing(base)
        elif printed.text:
            new = docx_edit.opening(docx_edit.CITATION, kept, base)
            new += ooxml.render(printed.text, base) + docx_edit.closing(base)
            new += self._note(place, docx_edit.REST, {"note": self._kind}, printed)
        else:
            begin = len(text[:start].rstrip(_LINE))
            after = NOTED.match(text, end)
            if begin and text[begin - 1] != typed.WALL:
                kept["before"], start = text[begin:start], begin
            if after and after[0] and begin and not text[begin - 1].isspace():
                lead, end = after[0], after.end()
                kept["behind"] = lead
            kept["note"] = self._kind
            kept |= docx_edit.looks(paragraph, start, base)
            new = self._note(place, docx_edit.CITATION, kept, printed)
        self._edits[place.scan.part.name] += docx_edit.replaced(
            place.scan.part, paragraph, start, end, new.encode(), lead
        )

    def _note(self, place: _Place, kind: str, kept: dict[str, object], printed: Printed) -> str:
        """The mark of a new note, whose text is kept for the end."""
        styles = docx_notes.Styles(
            self._parts.style(f"{self._kind} reference"), self._parts.style(f"{self._kind} text")
        )
        inner = docx_edit.opening(kind, kept) + ooxml.render(printed.note) + docx_edit.closing()
        number = self._numbers.new(place.order[0])
        self._made.append((place.order[0], styles.note(self._kind, number, inner)))
        return styles.mark(self._kind, number)

    def _add_notes(self) -> None:
        """The new notes among those that the document has, all in the order of their marks."""
        name = self._parts.notes(self._kind)
        scan = self._opened.notes.get(self._kind) or Scan(self._parts.part(name))
        edits = self._numbers.edits(scan)
        self._edits[self._opened.main.part.name] += self._numbers.mark_edits()
        for place, made in self._made:
            following = self._numbers.following(place)
            at = scan.notes[following][0] if following in scan.notes else scan.root[1]
            edits.append(Edit(at, at, made.encode()))
        if name in self._edits:
            self._edits[name] += edits
        else:
            self._parts.changed[name] = scan.part.edited(edits)

    def _bibliography(
        self, marked: Sequence[Paragraph], entries: Sequence[Block], layout: BibliographyLayout
    ) -> None:
        """A bibliography in the place of the paragraphs that mark it, or as the last ones."""
        style = self._parts.style("bibliography", layout)
        listed = ooxml.bibliography(
            entries, UNSAID if "bibliography" in self._parts.indented else layout
        )
        for id_, name in (("Bibliography", style), *self._headings()):
            listed = listed.replace(f'<w:pStyle w:val="{id_}"/>', f'<w:pStyle w:val="{name}"/>')
        main = self._opened.main
        edits = self._edits[main.part.name]
        if not marked:
            edits.append(Edit(main.body_end, main.body_end, docx_list.listed(listed, "")))
            return
        first = marked[0]
        typed_ = "\n".join(each.text.lstrip("\f") for each in marked)
        new = docx_list.listed(listed, typed_, docx_list.mark(main.part, first))
        if docx_list.ends_section(main.part, first):
            edits.append(Edit(first.start, first.start, new))
            edits += docx_edit.replaced(main.part, first, 0, first.letters, b"")
        else:
            edits.append(Edit(first.start, first.end, new))
        edits += [Edit(each.start, each.end, b"") for each in marked[1:]]

    def _headings(self) -> list[tuple[str, str]]:
        return [
            (f"Heading{level}", self._parts.style(f"heading {level}") or f"Heading{level}")
            for level in (2, 3)
        ]


def _skip(*_: object) -> None:
    """For what is of no interest on a walk."""
