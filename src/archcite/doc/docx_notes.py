"""New footnotes and endnotes of a Word document: their numbers, and their XML.

Word finds a note by its number; some versions of LibreOffice take the n-th number for the n-th
mark. So the numbers are made to follow the marks, as Word itself does when it saves.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from archcite.doc.docx_text import Mark, Scan
from archcite.doc.xml_part import Edit, Part

_ID = re.compile(rb"(?<=:)id\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


class Styles(NamedTuple):
    """The ids of the styles of a note's mark and of its text."""

    reference: str
    text: str

    def mark(self, kind: str, number: int) -> str:
        """The mark of a note in the text."""
        return f'<w:r>{self._raised()}<w:{kind}Reference w:id="{number}"/></w:r>'

    def note(self, kind: str, number: int, inner: str) -> str:
        """A note of one paragraph. inner: its runs."""
        return (
            f'<w:{kind} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{self.text}"/></w:pPr>'
            f"<w:r>{self._raised()}<w:{kind}Ref/></w:r>"
            f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{inner}</w:p></w:{kind}>'
        )

    def _raised(self) -> str:
        return f'<w:rPr><w:rStyle w:val="{self.reference}"/></w:rPr>'


def kind_of_new(main: Scan) -> str:
    """Whether new notes are footnotes or endnotes: what the document has, footnotes if both."""
    kinds = {mark.kind for mark in main.marks}
    return "endnote" if kinds == {"endnote"} else "footnote"


class Numbers:
    """The numbers of a document's notes of one kind, old and new, in the order of their marks."""

    def __init__(self, main: Scan, notes: Scan | None, kind: str) -> None:
        self._part = main.part
        marks = [*main.marks, *main.deleted_marks]
        self._marks = sorted((each for each in marks if each.kind == kind), key=_place)
        first: dict[str, int] = {}
        for mark in self._marks:
            first.setdefault(mark.id, mark.start)
        self._ids = list(first)
        self._starts = list(first.values())
        separators = notes.separators if notes else set[str]()
        self._base = max([0, *(int(id_) for id_ in separators if _is_number(id_))]) + 1
        self._new: list[int] = []  # where new notes are marked

    def new(self, place: int) -> int:
        """The number of a new note that is marked there; to be asked for in the order of marks."""
        self._new.append(place)
        return self._base + bisect_right(self._starts, place) + len(self._new) - 1

    def following(self, place: int) -> str:
        """The old number of the first note that is marked behind a place; "" for none."""
        at = bisect_right(self._starts, place)
        return self._ids[at] if at < len(self._ids) else ""

    def _renumbered(self) -> dict[str, int]:
        """Old numbers and what they are now."""
        return {
            id_: self._base + number + bisect_left(self._new, start)
            for number, (id_, start) in enumerate(zip(self._ids, self._starts, strict=True))
        }

    def mark_edits(self) -> list[Edit]:
        """Edits of the text that give its marks their numbers."""
        now = self._renumbered()
        return [
            edit
            for mark in self._marks
            for edit in _numbered(self._part, mark.start, mark.end, now[mark.id])
        ]

    def edits(self, notes: Scan) -> list[Edit]:
        """Edits of the notes that give them theirs; notes without a mark come last."""
        now = self._renumbered()
        free = self._base + len(self._ids) + len(self._new)
        edits: list[Edit] = []
        for id_, (start, end) in notes.notes.items():
            if id_ in notes.separators:
                continue
            if id_ not in now:
                now[id_] = free
                free += 1
            edits += _numbered(notes.part, start, end, now[id_])
        return edits


def _numbered(part: Part, start: int, end: int, number: int) -> list[Edit]:
    """The edit of the id in the tag that begins at start; none where it is that already."""
    found = _ID.search(part.xml, start, end)
    if found is None:
        return []
    group = 1 if found[1] is not None else 2
    new = str(number).encode()
    return [Edit(*found.span(group), new)] if found[group] != new else []


def _place(mark: Mark) -> int:
    return mark.start


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d{1,9}", text) is not None
