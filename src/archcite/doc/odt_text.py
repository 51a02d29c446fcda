"""The paragraphs of a LibreOffice document's content: their text, its places, notes and marks.

Text that is deleted by a tracked change, computed, or held by a program is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping

from archcite.doc.typed import COMPUTED, WALL
from archcite.doc.xml_part import Edit, Letters, Part

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
_PREFIXES = {_TEXT: "text", _OFFICE: "office", _DRAW: "draw"}
# Elements in a paragraph whose text is the paragraph's.
_THROUGH = frozenset(("text:span", "text:a", "text:meta", "text:ruby", "text:ruby-base"))
# Those that are nothing in the text.
_SILENT = frozenset(
    f"text:{each}" for each in (
        "bookmark", "bookmark-start", "bookmark-end", "reference-mark", "reference-mark-start",
        "reference-mark-end", "change", "change-start", "change-end", "soft-page-break",
        "alphabetical-index-mark", "toc-mark", "toc-mark-start", "toc-mark-end",
    )
) | {"office:annotation", "office:annotation-end"}  # fmt: skip
_LETTERS = {"text:tab": "\t", "text:line-break": "\n"}
# What holds paragraphs that are no text of the document's own.
_HIDING = frozenset(("text:tracked-changes", "text:index-body", "office:annotation"))
_BLANKS = str.maketrans("\t\r\n", "   ")
HOLDERS = frozenset(("office:text", "text:section", "-table-cell"))


class Piece:
    """A stretch of a paragraph's text: letters in the XML, or one element that stands for some."""

    __slots__ = ("at", "end", "letters", "start", "text")

    def __init__(self, start: int, at: int, letters: int, text: bool) -> None:
        self.start, self.end, self.at, self.letters, self.text = start, 0, at, letters, text


class Paragraph:
    """A text:p or text:h. holder: the element it stands in. note: the start of its note, or -1.

    level: of a heading, or 0.
    """

    __slots__ = (
        "boxed", "end", "holder", "inside", "level", "note", "number", "pieces", "said", "start",
    )  # fmt: skip

    def __init__(self, start: int, inside: int, number: int, holder: str) -> None:
        self.start, self.inside, self.number, self.holder = start, inside, number, holder
        self.end = self.level = 0
        self.note = -1
        self.boxed = False
        self.pieces: list[Piece] = []
        self.said: list[str] = []

    @property
    def text(self) -> str:
        """What is read in it; WALL for what no citation reaches across."""
        return "".join(self.said)

    @property
    def letters(self) -> int:
        """How many letters of it have been read."""
        return self.pieces[-1].at + self.pieces[-1].letters if self.pieces else 0


class Note:
    """A text:note in the text. letter: where it stands in its paragraph.

    numbered: whether LibreOffice numbers it; a star or the like of the writer's own is no number.
    remarked: whether it holds a comment.
    """

    __slots__ = ("end", "kind", "letter", "numbered", "paragraph", "remarked", "start")

    def __init__(self, kind: str, start: int, paragraph: Paragraph) -> None:
        self.kind, self.start, self.paragraph = kind, start, paragraph
        self.letter = paragraph.letters
        self.end = 0
        self.numbered, self.remarked = True, False


class Held:
    """A stretch between reference marks, or a section, with the name that holds what it is.

    note: the start of the note that it stands in, or -1.
    """

    __slots__ = ("begin", "end", "first", "last", "name", "note", "section")

    def __init__(self, name: str, begin: int, first: Paragraph | None, section: bool) -> None:
        self.name, self.begin, self.first, self.section = name, begin, first, section
        self.last: Paragraph | None = None
        self.note = first.note if first else -1
        self.end = 0


def replaced(part: Part, paragraph: Paragraph, start: int, end: int, new: bytes) -> list[Edit]:
    """Edits that put new XML in the place of letters start to end of a paragraph."""
    edits: list[Edit] = []
    for piece in paragraph.pieces:
        if piece.at + piece.letters <= start or piece.at >= end:
            continue
        if piece.text:
            letters = Letters(part.xml, piece.start, piece.end)
            begin = letters.place(max(start - piece.at, 0))
            stop = letters.place(min(end - piece.at, piece.letters))
        else:
            begin, stop = piece.start, piece.end
        edits.append(Edit(begin, stop, b"" if edits else new))
    return edits


class Scan:
    """What stands in content.xml. programs: beginnings of names by which programs hold text."""

    def __init__(self, part: Part, programs: tuple[str, ...]) -> None:
        self.part = part
        self.paragraphs: list[Paragraph] = []
        self.notes: list[Note] = []
        self.held: list[Held] = []
        self.text_end = 0
        self.styles: tuple[int, int] | None = None  # the automatic styles: element, and its end
        self.styles_inside = 0
        self.body = 0
        self._programs = programs
        self._stack: list[str] = []
        self._starts: list[int] = []
        self._walls: list[bool] = []
        self._open: list[Paragraph] = []
        self._levels: list[int] = []  # the depth of each open paragraph
        self._notes: list[Note] = []
        self._sections: list[Held | None] = []
        self._marks: dict[str, Held] = {}
        self._piece: Piece | None = None
        self._hidden = self._boxes = 0
        part.walk(self._start, self._end, self._text)

    def _start(self, name: str, attributes: Mapping[str, str], start: int, inside: int) -> None:
        self._close_piece(start)
        space, _, plain = name.rpartition(" ")
        local = f"{_PREFIXES.get(space, '')}:{plain}" if space in _PREFIXES else f"-{plain}"
        parent = self._stack[-1] if self._stack else ""
        said = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self._stack.append(local)
        self._starts.append(start)
        wall = self._in_paragraph(local, said, start, inside)
        hides = local in _HIDING or wall
        self._walls.append(hides)
        self._hidden += hides
        if local in ("text:p", "text:h"):
            made = Paragraph(start, inside, len(self.paragraphs) + 1, parent)
            made.note = self._notes[-1].start if self._notes else -1
            made.boxed = self._boxes > 0
            level = said.get("outline-level", "1")
            if local == "text:h" and level in "123456789":
                made.level = int(level)
            self.paragraphs.append(made)
            self._open.append(made)
            self._levels.append(len(self._stack))
        elif local == "text:note" and self._open:
            note = Note(said.get("note-class", "footnote"), start, self._open[-1])
            note.letter -= 0 if self._silent() else 1  # its own wall
            self._notes.append(note)
            if not self._hidden:
                self.notes.append(note)
        elif local == "text:note-citation" and self._notes:
            self._notes[-1].numbered = "label" not in said
        elif local == "office:annotation" and self._notes:
            self._notes[-1].remarked = True
        elif local == "draw:text-box":
            self._boxes += 1
        elif local == "text:section":
            named = said.get("name", "")
            own = named.startswith(self._programs)
            self._sections.append(Held(named, start, None, True) if own else None)
        elif local == "office:automatic-styles":
            self.styles_inside = inside
        elif local == "office:body":
            self.body = start

    def _in_paragraph(self, local: str, said: Mapping[str, str], start: int, inside: int) -> bool:
        """Note an element of a paragraph; whether its inside is not the paragraph's text."""
        if not self._open or len(self._stack) - 1 < self._levels[-1]:
            return False
        if any(
            each in ("text:note", "draw:text-box") for each in self._stack[self._levels[-1] : -1]
        ):
            return False
        if local == "text:reference-mark-start":
            self._mark(said.get("name", ""), start)
        elif local == "text:reference-mark-end":
            self._mark_end(said.get("name", ""), inside)
        if local in _SILENT or local in _THROUGH or self._silent():
            return False
        paragraph = self._open[-1]
        walls = local == "text:note" or local.startswith("draw:")
        letter = _LETTERS.get(local, WALL if walls else COMPUTED)
        if local == "text:s":
            count = said.get("c", "1")
            letter = " " * min(int(count) if count.isdigit() else 1, 999)
        piece = Piece(start, paragraph.letters, len(letter), False)
        piece.end = inside
        paragraph.pieces.append(piece)
        paragraph.said.append(letter)
        return letter == COMPUTED

    def _silent(self) -> bool:
        return self._hidden > 0 or any(
            each.name.startswith(self._programs) for each in self._marks.values()
        )

    def _mark(self, name: str, start: int) -> None:
        self._marks[name] = Held(name, start, self._open[-1], False)

    def _mark_end(self, name: str, end: int) -> None:
        held = self._marks.pop(name, None)
        if held is not None and held.name.startswith(self._programs) and not self._hidden:
            held.end, held.last = end, self._open[-1]
            self.held.append(held)

    def _text(self, said: str, start: int) -> None:
        if not self._open or self._silent():
            return
        level = self._levels[-1]
        if any(each not in _THROUGH for each in self._stack[level:]):
            return
        paragraph = self._open[-1]
        if self._piece is None:
            self._piece = Piece(start, paragraph.letters, 0, True)
            paragraph.pieces.append(self._piece)
        self._piece.letters += len(said)
        paragraph.said.append(said.translate(_BLANKS))

    def _close_piece(self, place: int) -> None:
        piece, self._piece = self._piece, None
        if piece is None:
            return
        piece.end = place
        if b"<" in self.part.xml[piece.start : place]:  # a comment or the like in it
            paragraph = self._open[-1]
            paragraph.said = [paragraph.text[: piece.at], WALL * piece.letters]
            piece.text = False

    def _end(self, name: str, inside: int, end: int) -> None:
        self._close_piece(inside)
        local = self._stack.pop()
        start = self._starts.pop()
        self._hidden -= self._walls.pop()
        if local in ("text:p", "text:h") and self._open:
            self._open.pop().end = end
            self._levels.pop()
        elif local == "text:note" and self._notes and self._notes[-1].start == start:
            self._notes.pop().end = end
        elif local == "draw:text-box":
            self._boxes -= 1
        elif local == "text:section":
            held = self._sections.pop()
            if held is not None:
                held.end = end
                self.held.append(held)
        elif local == "office:text":
            self.text_end = inside
        elif local == "office:automatic-styles":
            self.styles = (start, inside)
