"""Bytes of a file of tagged lines (RIS, PubMed) as lines of text, whatever wrote them.

Takes UTF-8, UTF-16, a declared charset, and lines of Latin-1 or MacRoman among the rest; any line
ends. Whole files and open ones alike.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO, TextIOWrapper
from typing import BinaryIO, TypeVar

from archcite.errors import Problem
from archcite.read.decode import check_bytes
from archcite.read.rejoined import Rejoined, taken
from archcite.record.model import Record

Entry = TypeVar("Entry")

_HEAD = 2**16
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_GONE = dict.fromkeys([*range(9), *range(14, 32), *range(127, 133), *range(134, 160), 0xFEFF])
_STRANGE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_BREAKS = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")


def tagged_records(
    source: bytes | BinaryIO,
    name: str,
    entries: Callable[[Iterable[str]], Iterable[Entry]],
    record: Callable[[Entry, str], Iterable[Record | Problem]],
    empty: str,
) -> Iterator[Record | Problem]:
    """The record of each entry of a file, or what is wrong with it.

    entries: takes the lines apart. record: of an entry, given the file's name. empty: the sentence
    for a file without any.
    """
    lines = tagged_lines(source, name)
    if isinstance(lines, Problem):
        yield lines
        return
    none = True
    for entry in entries(lines):
        none = False
        yield from record(entry, name)
    if none:
        yield Problem("reference-faulty", name, empty)


def tagged_lines(source: bytes | BinaryIO, name: str) -> Iterator[str] | Problem:
    """The lines without their ends; a Problem for what is no text."""
    stream = BytesIO(source) if isinstance(source, bytes) else source
    head = taken(stream, _HEAD)
    problem = check_bytes(head, name)
    if problem:
        return problem
    charset, other = _charset(head)
    text = TextIOWrapper(Rejoined(head, stream), charset, _faults_of(charset))
    return _lines(text, other)


def _charset(head: bytes) -> tuple[str, str]:
    """The charset of a file, and that of lines that break its rules."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", "cp1252"
    if head[1:2] == b"\0" or head[:1] == b"\0":
        return ("utf-16-le" if head[1:2] == b"\0" else "utf-16-be"), "cp1252"
    # A file of an old Macintosh has carriage returns alone.
    other = "mac_roman" if b"\r" in head and b"\n" not in head else "cp1252"
    declared = _DECLARED.search(head[:1000])
    if declared and not head.startswith(codecs.BOM_UTF8):
        try:
            info = codecs.lookup(declared[1].decode("ascii"))
        except LookupError:
            return "utf-8-sig", other
        if info._is_text_encoding and info.name not in ("utf-7", "utf-8", "utf-16", "utf-32"):
            return ("cp1252" if info.name == "iso8859-1" else info.name), "latin-1"
    return "utf-8-sig", other


def _faults_of(charset: str) -> str:
    """What becomes of bytes that the charset does not have.

    Escaping them needs a charset in which they stand for themselves: not so in UTF-16 or Shift JIS.
    """
    if charset == "utf-8-sig" or len(bytes(range(256)).decode(charset, "replace")) == 256:
        return "surrogateescape"
    return "replace"


def _lines(text: TextIOWrapper, other: str) -> Iterator[str]:
    for raw in text:
        line = raw.rstrip("\n")
        plain = line.isascii() and line.isprintable()
        if plain or not _STRANGE.search(line):
            yield line
        else:
            yield from _BREAKS.sub("\n", _mended(line, other)).split("\n")


def _mended(line: str, other: str) -> str:
    """The line without controls; bytes that are no UTF-8 are read in the other charset."""
    if any("\ud800" <= char <= "\udfff" for char in line):
        data = line.encode("utf-8", "surrogateescape")
        try:
            line = data.decode(other)
        except UnicodeDecodeError:
            line = data.decode("latin-1")
    return line.translate(_GONE)
