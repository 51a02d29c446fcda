"""Bytes of an XML file as libxml2 takes them: UTF-8 without controls, HTML's names, document type.

Works through an open file of any size a piece at a time; what stands at its beginning decides.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import html5
from itertools import chain
from typing import BinaryIO, NamedTuple

from archcite.errors import Problem
from archcite.read.rejoined import taken

_HEAD = 2**18  # bytes in which the declaration and a document type must stand
_PIECE = 2**16
_LONGEST = 40  # letters of a mark that a piece may cut in two

# What may stand before the first element: blanks, comments, instructions, a document type.
_PROLOG = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_OPENING, _CLOSING = "<![CDATA[", "]]>"


_ENTITY = re.compile(r"<!ENTITY\s+([\w.:-]{1,200})\s")
_REFERENCE = re.compile(r"&([\w.:-]{1,200});")


class XmlText:
    """An open file that gives mended UTF-8: what a parser reads from.

    entity: the first entity of the file's own making that it uses, "" for none so far; line: where.
    These are never read: they can grow without end, or mean other files.
    """

    def __init__(self, pieces: Iterator[str], own: frozenset[str] = frozenset()) -> None:
        """own: the names of the entities that the file defines."""
        self._pieces = pieces
        self._own = own
        self._rest = b""
        self.entity, self.line = "", 1

    def read(self, size: int = -1) -> bytes:
        """The next bytes; b"" at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            if self._own and not self.entity:
                self._look_for_entity(piece)
            self._rest = piece.encode("utf-8", "replace")
        size = len(self._rest) if size < 0 else size
        found, self._rest = self._rest[:size], self._rest[size:]
        return found

    def _look_for_entity(self, piece: str) -> None:
        for found in _REFERENCE.finditer(piece):
            if found[1] in self._own:
                self.entity = found[1]
                self.line += piece.count("\n", 0, found.start())
                return
        self.line += piece.count("\n")


def mended(stream: BinaryIO, name: str) -> XmlText | Problem:
    """The file for a parser; a Problem where it is empty, or its document type has no end."""
    head = taken(stream, _HEAD)
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        return Problem("empty-file", name, "The file is empty.")
    pieces = _decoded(head, stream)
    first = next(pieces, "").removeprefix("\ufeff")
    if declaration := _DECLARATION.match(first):
        first = "\n" * declaration[0].count("\n") + first[declaration.end() :]
    found = _without_doctype(first, name)
    if isinstance(found, Problem):
        return found
    return XmlText(_numbered(found.text, pieces), found.own)


def _decoded(head: bytes, stream: BinaryIO) -> Iterator[str]:
    """The text; what is no UTF-8 in a file that declares nothing else is read as Windows-1252."""
    charset, first = _charset(head)
    decoder = codecs.getincrementaldecoder(charset)("strict" if charset == "utf-8" else "replace")
    piece = head[first:]
    while True:
        final = not piece
        try:
            yield decoder.decode(piece, final)
        except UnicodeDecodeError:
            yield from _rescued(decoder, piece, final)
        if final:
            return
        piece = stream.read(_PIECE)


def _rescued(decoder: codecs.IncrementalDecoder, piece: bytes, final: bool) -> Iterator[str]:
    """A piece in which bytes that break the rules of UTF-8 are letters of Windows-1252."""
    data = decoder.getstate()[0] + piece
    decoder.reset()
    while data:
        try:
            yield decoder.decode(data, final)
            return
        except UnicodeDecodeError as error:
            decoder.reset()
            yield data[: error.start].decode("utf-8")
            yield data[error.start : error.end].decode("cp1252", "replace")
            data = data[error.end :]


def _charset(head: bytes) -> tuple[str, int]:
    """The charset of a file, and how many bytes of a mark stand before its text."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16-le" if head.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"), 2
    if head[:2] in (b"<\0", b"\0<"):
        return ("utf-16-le" if head[0] else "utf-16-be"), 0
    declared = _DECLARED.match(head[:300])
    charset = declared[1].decode("ascii").casefold() if declared else "utf-8"
    try:
        info = codecs.lookup(charset)
    except LookupError:
        return "utf-8", 0
    # Only charsets that hold ASCII as it is can be looked through for a document type.
    safe = info._is_text_encoding and info.name not in ("utf-7", "utf-16", "utf-32")
    return (info.name if safe else "utf-8"), 0


class _Beginning(NamedTuple):
    """The first piece of a file without its document type; own: the entities that this defines."""

    text: str
    own: frozenset[str] = frozenset()


def _without_doctype(text: str, name: str) -> _Beginning | Problem:
    """The beginning of a file without a document type, its lines kept."""
    start = _PROLOG.match(text)
    at = start.end() if start else 0
    if text[at : at + 9].upper() != "<!DOCTYPE":
        return _Beginning(text)
    end = _doctype_end(text, at)
    if end < 0:
        line = text.count("\n", 0, at) + 1
        message = "The document type at the beginning has no end."
        return Problem("xml-invalid", f"{name}:{line}", message)
    kept = text[:at] + "\n" * text.count("\n", at, end) + text[end:]
    return _Beginning(kept, frozenset(_ENTITY.findall(text, at, end)))


def _doctype_end(text: str, at: int) -> int:
    """Where a document type ends, its own declarations included; -1 for nowhere near."""
    depth, quote = 0, ""
    for place in range(at, min(len(text), at + 100_000)):
        sign = text[place]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "[<":
            depth += 1
        elif sign in "]>":
            depth -= 1
            if not depth:
                return place + 1
    return -1


def _numbered(first: str, pieces: Iterator[str]) -> Iterator[str]:
    """The text without controls, and with HTML's named signs by number where they are markup."""
    kept, literal = "", False
    for piece in chain((first,), pieces):
        text = kept + _CONTROLS.sub("", piece)
        made: list[str] = []
        at = 0
        while (found := text.find(_CLOSING if literal else _OPENING, at)) >= 0:
            made.append(text[at:found] if literal else _NAMED.sub(_number, text[at:found]))
            at, literal = found, not literal
        cut = _cut(text, at, "]" if literal else "&<")
        made.append(text[at:cut] if literal else _NAMED.sub(_number, text[at:cut]))
        kept = text[cut:]
        yield "".join(made)
    yield kept if literal else _NAMED.sub(_number, kept)


def _cut(text: str, start: int, marks: str) -> int:
    """The end of what can be settled: before a mark that may go on in the next piece."""
    tail = max(start, len(text) - _LONGEST)
    return min((at for mark in marks if (at := text.find(mark, tail)) >= 0), default=len(text))


def _number(found: re.Match[str]) -> str:
    """A named sign of HTML by its number: finding aids use them, XML does not know them."""
    letters = "" if found[1] in _OWN else html5.get(f"{found[1]};", "")
    return "".join(f"&#{ord(each)};" for each in letters) or found[0]
