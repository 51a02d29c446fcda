"""One XML part of an office document: read for its places, changed by splicing its bytes.

The XML is never written anew. What is not edited keeps every byte: blanks, order of attributes,
names of prefixes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from xml.parsers import expat

from archcite.doc.package import damaged, unsafe

MAX_DEPTH = 400  # elements within one another
# What one letter of text can be in XML: a line's end, a reference, a letter of UTF-8.
_LETTER = re.compile(rb"\r\n|&[^;<]*;|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*")
_TAG_END = re.compile(rb"<[^\s>/]+(?:\s+[^\s=>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_DECLARED = re.compile(rb"\A(<\?xml[^>]*?encoding\s*=\s*[\"'])([A-Za-z0-9_.:-]+)")


class Edit(NamedTuple):
    """Bytes start to end become new."""

    start: int
    end: int
    new: bytes


class Part:
    """A part's XML as UTF-8. UnreadableInput for what is no XML, or has a document type."""

    def __init__(self, data: bytes, name: str, document: str) -> None:
        """name: the part's. document: what messages call the file."""
        self.name = name
        self._document = document
        self._codec = ""
        self.xml = data
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._codec = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
            try:
                self.xml = data.decode(self._codec).encode()
            except UnicodeError as fault:
                raise damaged(document, f"its part {name} is no text") from fault
        elif (said := _DECLARED.match(data)) and said[2].lower() not in (b"utf-8", b"us-ascii"):
            raise damaged(document, f"its part {name} is neither UTF-8 nor UTF-16")

    def walk(
        self,
        start: Callable[[str, Mapping[str, str], int, int], None],
        end: Callable[[str, int, int], None],
        text: Callable[[str, int], None],
    ) -> None:
        """Call these in the order of the part, with places in bytes.

        start: a name, attributes, where the tag begins and where the inside does. end: the name,
        where the inside ends and where the element does. text: letters and where they begin.
        Names are "namespace local"; those of attributes too, where they have a namespace.
        """
        parser = expat.ParserCreate("UTF-8", " ")
        parser.buffer_text = False
        empty: list[int] = []  # of each open element, where it ends if it is one tag alone

        def begun(name: str, attributes: dict[str, str]) -> None:
            if len(empty) > MAX_DEPTH:
                raise unsafe(self._document, f"its part {self.name} is nested too deep")
            place = parser.CurrentByteIndex
            inside = self._tag_end(place)
            empty.append(inside if self.xml.startswith(b"/>", inside - 2) else 0)
            start(name, attributes, place, inside)

        def ended(name: str) -> None:
            place = empty.pop()
            if place:
                end(name, place, place)
            else:
                place = parser.CurrentByteIndex
                end(name, place, self.xml.index(b">", place) + 1)

        def doctype(*_: object) -> None:
            raise unsafe(self._document, f"its part {self.name} has a document type of its own")

        parser.StartElementHandler = begun
        parser.EndElementHandler = ended
        parser.CharacterDataHandler = lambda said: text(said, parser.CurrentByteIndex)
        parser.StartDoctypeDeclHandler = doctype
        try:
            parser.Parse(self.xml, True)
        except expat.ExpatError as fault:
            where = f"its part {self.name} breaks off in line {fault.lineno}"
            raise damaged(self._document, where) from fault

    def _tag_end(self, start: int) -> int:
        """Behind the tag that begins at start."""
        found = _TAG_END.match(self.xml, start)
        return found.end() if found else self.xml.index(b">", start) + 1

    def edited(self, edits: Sequence[Edit]) -> bytes:
        """The part with all edits, in its own encoding; one that is told twice is made once."""
        return self.encoded(spliced(self.xml, edits)[0])

    def encoded(self, xml: bytes) -> bytes:
        """The part's XML, changed, in its own encoding."""
        return xml.decode().encode(self._codec) if self._codec else xml


def spliced(xml: bytes, edits: Sequence[Edit]) -> tuple[bytes, list[tuple[int, int]]]:
    """XML with all edits, and where what they put in begins and ends there.

    An edit that is told twice is made once, and nothing is kept of what one takes away.
    """
    out: list[bytes] = []
    places: list[tuple[int, int]] = []
    at = length = 0
    last: Edit | None = None
    for edit in sorted(edits, key=lambda each: each[:2]):
        if edit == last and edit.start < edit.end:
            continue
        last = edit
        before = xml[at : edit.start]
        out += [before, edit.new]
        length += len(before) + len(edit.new)
        places.append((length - len(edit.new), length))
        at = max(at, edit.end)
    return b"".join([*out, xml[at:]]), places


class Letters:
    """Where the letters of one text lie in a part: bytes start to end, without markup."""

    def __init__(self, xml: bytes, start: int, end: int) -> None:
        self._begins = [found.start() for found in _LETTER.finditer(xml, start, end)]
        self._end = end

    def place(self, letter: int) -> int:
        """The byte at which a letter begins; the end for the one behind the last."""
        return self._begins[letter] if letter < len(self._begins) else self._end


def escaped(text: str) -> str:
    """Text for the inside of an element or an attribute in double quotes."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
