"""The paragraphs of a Word part: their text, its places in the XML, fields and marks of notes.

Text that a tracked change deletes, that a field computes or that a program holds is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping

from archcite.doc.typed import COMPUTED, WALL
from archcite.doc.xml_part import Part

W = frozenset((
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
))  # fmt: skip
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_LETTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
# Elements of a run that print nothing and stand in no citation's way.
_SILENT = frozenset(
    ("rPr", "lastRenderedPageBreak", "instrText", "delText", "delInstrText", "fldChar",
     "annotationRef", "commentReference", "footnoteRef", "endnoteRef", "t")
)  # fmt: skip
_BREAK = "\f"  # a page or column that begins where a paragraph does
# Fields whose result is text of the writer's own.
_OWN_RESULTS = frozenset(("HYPERLINK", "FORMTEXT"))
_DELETED = frozenset(("del", "moveFrom"))
_FOREIGN_CONTROL = "MENDELEY_CITATION"


class Run:
    """A w:r. props: its w:rPr as it is written. children: how many elements it has besides."""

    __slots__ = ("children", "end", "inside", "props", "start")

    def __init__(self, start: int, inside: int) -> None:
        self.start, self.inside, self.end = start, inside, 0
        self.props = b""
        self.children = 0


class Piece:
    """A stretch of a paragraph's text: one w:t, or one element that stands for a letter.

    tag, start, end, stop: where the element begins, its inside begins and ends, and it ends. at:
    its first letter in the paragraph. letters: how many. nth: its place among its run's children,
    from 1. text: whether it is a w:t. fixed: whether it is a wall.
    """

    __slots__ = ("at", "end", "fixed", "letters", "nth", "run", "start", "stop", "tag", "text")

    def __init__(self, run: Run, tag: int, start: int, at: int, nth: int, text: bool) -> None:
        self.run, self.tag, self.start, self.at, self.nth = run, tag, start, at, nth
        self.end = self.stop = 0
        self.letters = 0
        self.text = text
        self.fixed = False


class Paragraph:
    """A w:p. number: counted from 1 in its part. note: the note it stands in. boxed: in a text box.

    copy: it repeats a text box for older programs. text: see Scan.
    """

    __slots__ = (
        "boxed", "copy", "end", "inside", "inside_end", "note", "number", "pieces", "props", "said",
        "start",
    )  # fmt: skip

    def __init__(self, start: int, inside: int, number: int) -> None:
        self.start, self.inside, self.number = start, inside, number
        self.end = self.inside_end = self.props = 0
        self.note = ""
        self.boxed = self.copy = False
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


class Mark:
    """Where the mark of a note stands. kind: "footnote" or "endnote". letter: of its paragraph.

    numbered: whether Word numbers it; a star or the like of the writer's own is no number.
    """

    __slots__ = ("end", "id", "kind", "letter", "numbered", "paragraph", "run", "start")

    def __init__(
        self, kind: str, id_: str, start: int, end: int, paragraph: Paragraph, run: Run
    ) -> None:
        self.kind, self.id, self.start, self.end = kind, id_, start, end
        self.paragraph, self.run = paragraph, run
        self.letter = paragraph.letters
        self.numbered = True


class Field:
    """A complex field, or a content control of another program's.

    said: its instruction or its tag. begin, end: bytes from its first run to its last. first, last:
    the paragraphs in which it begins and ends. letter: where it begins in the first.
    """

    __slots__ = (
        "begin", "control", "end", "first", "last", "letter", "letter_end", "result", "run", "said",
    )  # fmt: skip

    def __init__(self, begin: int, first: Paragraph | None, run: Run | None) -> None:
        self.begin, self.first, self.run = begin, first, run
        self.end = 0
        self.last: Paragraph | None = None
        self.said = ""
        self.result = self.control = False
        self.letter = first.letters if first else 0
        self.letter_end = self.letter


class Scan:
    """What stands in a part: paragraphs, marks of notes, fields, notes with their places."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.paragraphs: list[Paragraph] = []
        self.marks: list[Mark] = []
        self.deleted_marks: list[Mark] = []  # by a tracked change
        self.fields: list[Field] = []
        self.notes: dict[str, tuple[int, int]] = {}  # id -> bytes of the element
        self.separators: set[str] = set()  # ids of notes that are none, but the line above them
        self.remarked: set[str] = set()  # ids of notes with a comment on them
        self.runs: list[tuple[int, int]] = []  # bytes of each that stands in no other
        self.root = (0, 0)  # where the inside of the first element begins and ends
        self.body_end = 0  # before the properties of the last section
        self._stack: list[str] = []
        self._open: list[Paragraph] = []
        self._runs: list[Run] = []
        self._fields: list[Field] = []
        self._piece: Piece | None = None
        self._starts: list[int] = []
        self._hidden = self._boxes = self._copies = 0
        self._hiding: list[bool] = []
        self._note = ""
        self._in_instruction = False
        self._instructions: list[str] = []  # of the simple fields that are open
        part.walk(self._start, self._end, self._text)

    def _start(self, name: str, attributes: Mapping[str, str], start: int, inside: int) -> None:
        space, _, local = name.rpartition(" ")
        if space not in W:
            local = f"mc:{local}" if space == _MC else f"-{local}"
        if not self._stack:
            self.root = (inside, 0)
        self._stack.append(local)
        self._starts.append(start)
        said = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        hides = local in _DELETED
        if local == "fldSimple":
            self._instructions.append(said.get("instr", ""))
            hides = not _is_own(self._instructions[-1])
        self._hiding.append(hides)
        self._hidden += hides
        if local == "p":
            self._paragraph(start, inside)
        elif local == "r":
            self._runs.append(Run(start, inside))
        elif local == "txbxContent":
            self._boxes += 1
        elif local == "mc:Fallback":
            self._copies += 1
        elif local in ("footnote", "endnote") and len(self._stack) == 2:
            self._note = said.get("id", "")
            if said.get("type", "normal") != "normal":
                self.separators.add(self._note)
        elif local == "tag":
            self._tagged(said.get("val", ""))
        elif len(self._stack) > 1 and self._stack[-2] == "r" and self._runs:
            self._in_run(local, said, start, inside)

    def _paragraph(self, start: int, inside: int) -> None:
        made = Paragraph(start, inside, len(self.paragraphs) + 1)
        made.note, made.boxed, made.copy = self._note, self._boxes > 0, self._copies > 0
        self.paragraphs.append(made)
        self._open.append(made)

    def _tagged(self, value: str) -> None:
        """The content control of another program: its inside is not read."""
        if not value.startswith(_FOREIGN_CONTROL) or self._stack[-3:-1] != ["sdt", "sdtPr"]:
            return
        field = Field(self._starts[-3], self._open[-1] if self._open else None, None)
        field.said, field.control = value, True
        self._fields.append(field)
        self._hidden += 1

    def _in_run(self, local: str, said: Mapping[str, str], start: int, inside: int) -> None:
        """An element of a run."""
        run = self._runs[-1]
        if local != "rPr":
            run.children += 1
        if local == "fldChar":
            self._field(said.get("fldCharType", ""), run)
            return
        if local in ("instrText", "delInstrText"):
            self._in_instruction = local == "instrText"
            return
        if not self._open:
            return
        paragraph = self._open[-1]
        if local in ("footnoteReference", "endnoteReference"):
            mark = Mark(
                local[: -len("Reference")], said.get("id", ""), start, inside, paragraph, run
            )
            mark.numbered = said.get("customMarkFollows", "0") in ("0", "false", "off")
            (self.deleted_marks if self._inside_deleted() else self.marks).append(mark)
        elif local == "t" and not self._silent():
            self._piece = Piece(run, start, inside, paragraph.letters, run.children, True)
            paragraph.pieces.append(self._piece)
            return
        elif local == "commentReference":
            self.remarked.add(self._note)
        if local in _SILENT or self._silent():
            return
        letter = _LETTERS.get(local, WALL)
        if said.get("type", "textWrapping") != "textWrapping":
            letter = WALL if paragraph.pieces else _BREAK
        self._letter(letter, run, start, inside)

    def _letter(self, letter: str, run: Run, start: int, stop: int) -> None:
        """What stands for one letter of the open paragraph."""
        paragraph = self._open[-1]
        piece = Piece(run, start, stop, paragraph.letters, run.children, False)
        piece.letters = len(letter)
        piece.fixed = letter in (WALL, COMPUTED)
        paragraph.pieces.append(piece)
        paragraph.said.append(letter)
        piece.end = piece.stop = stop

    def _inside_deleted(self) -> bool:
        return any(each in _DELETED for each in self._stack)

    def _silent(self) -> bool:
        return self._hidden > 0 or any(
            not field.result or not _is_own(field.said) for field in self._fields
        )

    def _field(self, kind: str, run: Run) -> None:
        if kind == "begin":
            field = Field(run.start, self._open[-1] if self._open else None, run)
            self._fields.append(field)
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields and not self._fields[-1].control:
            field = self._fields.pop()
            field.last = self._open[-1] if self._open else None
            field.end = -1  # known when its run ends
            field.letter_end = field.last.letters if field.last else 0
            if not self._inside_deleted():
                self.fields.append(field)
                if field.result and not _is_transparent(field.said):
                    self._computed(run)

    def _computed(self, run: Run) -> None:
        """The result of a field, as what no citation reaches across."""
        if self._open and not self._silent():
            self._letter(COMPUTED, run, run.start, run.start)

    def _text(self, said: str, start: int) -> None:
        if self._in_instruction and self._fields and not self._fields[-1].result:
            self._fields[-1].said += said
        elif self._piece is not None:
            self._piece.letters += len(said)
            self._open[-1].said.append(said)

    def _end(self, name: str, inside: int, end: int) -> None:
        local = self._stack.pop()
        start = self._starts.pop()
        self._hidden -= self._hiding.pop()
        if local == "t":
            if self._piece is not None:
                self._close_piece(self._piece, inside, end)
        elif local in ("instrText", "delInstrText"):
            self._in_instruction = False
        elif local == "rPr" and self._stack and self._stack[-1] == "r" and self._runs:
            self._runs[-1].props = self.part.xml[start:end]
        elif local == "r" and self._runs:
            self._runs.pop().end = end
            if not self._runs:
                self.runs.append((start, end))
            for field in reversed(self.fields):
                if field.end != -1:
                    break
                field.end = end
        elif local == "p" and self._open:
            paragraph = self._open.pop()
            paragraph.inside_end, paragraph.end = inside, end
        elif local == "pPr" and self._stack and self._stack[-1] == "p" and self._open:
            self._open[-1].props = end
        elif local == "sdt":
            self._close_control(start, end)
        elif local == "fldSimple":
            if not _is_own(self._instructions.pop()):
                self._computed(Run(start, start))
        else:
            self._close(local, start, inside, end)

    def _close_piece(self, piece: Piece, inside: int, end: int) -> None:
        piece.end, piece.stop = inside, end
        inner = self.part.xml[piece.start : inside]
        piece.fixed = b"<" in inner
        if piece.fixed:  # a comment or the like in a text: nothing is cut there
            paragraph = self._open[-1]
            kept = "".join(paragraph.said)[: piece.at]
            paragraph.said = [kept, WALL * piece.letters]
        self._piece = None

    def _close_control(self, start: int, end: int) -> None:
        if self._fields and self._fields[-1].control and self._fields[-1].begin == start:
            field = self._fields.pop()
            field.end, field.last = end, field.first
            self._hidden -= 1
            if not self._inside_deleted():
                self.fields.append(field)
                self._computed(Run(start, start))

    def _close(self, local: str, start: int, inside: int, end: int) -> None:
        if local == "txbxContent":
            self._boxes -= 1
        elif local == "mc:Fallback":
            self._copies -= 1
        elif local in ("footnote", "endnote") and len(self._stack) == 1:
            self.notes[self._note] = (start, end)
            self._note = ""
        elif local == "sectPr" and self._stack == ["document", "body"]:
            self.body_end = start
        elif local == "body":
            self.body_end = self.body_end or inside
        elif not self._stack:
            self.root = (self.root[0], inside)


def _is_transparent(instruction: str) -> bool:
    """Whether a field is no barrier: its text is the writer's, or it is one of ours."""
    return _is_own(instruction) or instruction.lstrip().startswith("ADDIN ARCHCITE")


def _is_own(instruction: str) -> bool:
    """Whether a field's result is the writer's text, not the program's."""
    words = instruction.split(None, 1)
    return bool(words) and words[0].upper() in _OWN_RESULTS
