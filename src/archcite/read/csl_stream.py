"""CSL-JSON files of any size, item by item: memory holds a window of the text and the ids so far.

What is no plain list of items (an object around it, one item) is read as a whole.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from archcite.errors import Problem
from archcite.read.csl_json import read_item
from archcite.read.csl_records import as_records, read_csl_json
from archcite.read.decode import LARGEST, too_large
from archcite.record.model import Record

_WINDOW = 2**20
_LONGEST = 64 * 2**20  # characters of one item
_BLANKS = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


def read_csl_stream(stream: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """Each item as a record, and the Problems, in the order of the file.

    A file that breaks off, or breaks JSON's syntax, gives what stood before and then its Problem.
    """
    start = stream.read(_WINDOW)
    if not start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"["):
        rest = stream.read(LARGEST)
        if len(start) + len(rest) > LARGEST:
            yield too_large(name, LARGEST)
            return
        yield from read_csl_json(start + rest, name)
        return
    taken: set[str] = set()
    for number, (line, entry) in enumerate(_entries(_Window(stream), start, name)):
        if isinstance(entry, Problem):
            yield entry
            return
        where = f"{name}:{line}: $[{number}]"
        item, problems = read_item(entry, where)
        yield from problems
        if item is None:
            continue
        if item["id"] in taken:
            told = f"The id {item['id'][:80]!r} is used twice; the first item keeps it."
            yield Problem("csl-json-item", f"{where}.id", told)
            continue
        taken.add(item["id"])
        yield from as_records(item, name)


class _Window:
    """The text that is in memory, and the place in it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._line, self._counted = 1, 0
        self.text, self.place = "", 0
        self.ended = False

    def add(self, data: bytes) -> None:
        """Take in the next bytes of the file."""
        self.ended = not data
        self.text += self._decoder.decode(data, final=self.ended)

    def more(self) -> bool:
        """Read on, more the longer the item in hand is; False at the end and for what is too long.

        Reading as much again as there is keeps the work in proportion to the length of the item.
        """
        if self.ended or len(self.text) - self.place > _LONGEST:
            return False
        self.line()
        self.text, self.place, self._counted = self.text[self.place :], 0, 0
        self.add(self._stream.read(max(_WINDOW, len(self.text))))
        return True

    def next(self) -> str:
        """The next character that is not blank, "" at the end; the place is there afterwards."""
        while True:
            found = _BLANKS.match(self.text, self.place)
            self.place = found.end() if found else self.place
            if self.place < len(self.text) or not self.more():
                return self.text[self.place : self.place + 1]

    def line(self) -> int:
        """The line of the place."""
        self._line += self.text.count("\n", self._counted, self.place)
        self._counted = self.place
        return self._line

    def value(self) -> Any:
        """The JSON value at the place, which is behind it afterwards; ValueError for a broken one.

        What cannot be read yet may only be cut off by the window's end.
        """
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.place)
            except ValueError:
                if not self.more():
                    raise
                continue
            if end < len(self.text) or not self.more():
                self.place = end
                return value


def _entries(window: _Window, start: bytes, name: str) -> Iterator[tuple[int, Any]]:
    """Each entry of the list with its line; a Problem as the last one where the list is broken."""
    try:
        window.add(start)
        yield from _values(window)
    except UnicodeDecodeError as fault:
        lines = window.text.count("\n", window.place) + fault.object.count(10, 0, fault.start)
        where = f"{name}:{window.line() + lines}"
        told = f"Byte {fault.object[fault.start]:#04x} is not valid UTF-8 here."
        yield 0, Problem("not-utf-8", where, told)
    except RecursionError:
        where = f"{name}:{window.line()}"
        yield 0, Problem("csl-json-syntax", where, "The JSON is nested too deeply to be read.")
    except ValueError as fault:
        line, said = window.line(), str(fault)
        if isinstance(fault, json.JSONDecodeError):
            line += window.text.count("\n", window.place, fault.pos)
            said = fault.msg
        yield 0, Problem("csl-json-syntax", f"{name}:{line}", f"This is not valid JSON: {said}.")


def _values(window: _Window) -> Iterator[tuple[int, Any]]:
    """Each value of the list with its line; ValueError where it is no list."""
    window.next()
    window.place += 1
    if window.next() == "]":
        return
    while True:
        window.next()
        line = window.line()
        yield line, window.value()
        after = window.next()
        window.place += 1
        if after == "]":
            break
        if after != ",":
            raise ValueError("a comma is missing" if after else "the file breaks off")
    if window.next():
        raise ValueError("something follows the list")
