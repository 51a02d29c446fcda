"""The one entrance for JSON from outside: bounded, entry by entry, each fault with its line.

A list is read through a window, so that memory does not grow with the file, and so is one that an
object holds as its first member; all else (a single entry, an object) is read as a whole.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple

import msgspec

from archcite.errors import Problem
from archcite.read.decode import LARGEST, too_large
from archcite.read.rejoined import taken

_WINDOW = 2**20
_LONGEST = 64 * 2**20  # characters of one entry
_MISSING = {
    "{": "an object is missing", "[": "a list is missing", ":": "a colon is missing",
    "]": "a comma is missing", "}": "a comma is missing",
}  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class Place(NamedTuple):
    """Where an entry stands. line: 0 where it is not known. path: as in JSONPath, "$[3]"."""

    name: str
    line: int
    path: str

    def __str__(self) -> str:
        return f"{self.name}:{self.line}: {self.path}" if self.line else f"{self.name}: {self.path}"


def json_entries(
    source: bytes | BinaryIO, name: str, *lists: str, code: str = "json-invalid"
) -> Iterator[tuple[Place, Any] | Problem]:
    """Each entry of a file: a list's members, those of a list that an object holds, or the one.

    name: the file's, for Problems. lists: members of an object, with dots for those of members,
    whose lists hold the entries; the first that is there counts, "" or none: the object itself.
    code: of the Problem of text that is no JSON. What stood before a break has been given.
    """
    stream = BytesIO(source) if isinstance(source, bytes) else source
    start = taken(stream, _WINDOW)
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        yield from _whole(start + taken(stream, LARGEST + 1), name, lists, code)
    elif start.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"[":
        yield from _listed(_Window(stream), start, name, code)
    elif lists and _opens(start, lists[0]):
        yield from _listed(_Window(stream), start, name, code, lists[0])
    else:
        yield from _whole(start + taken(stream, LARGEST + 1), name, lists, code)


def json_value(data: bytes, name: str, code: str = "json-invalid") -> Any | Problem:
    """The one value of a whole file."""
    if len(data) > LARGEST:
        return too_large(name, LARGEST)
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        data = data.decode("utf-16", "replace").encode("utf-8")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return msgspec.json.decode(data)
    except RecursionError:
        return Problem(code, name, "The JSON is nested too deeply to be read.")
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        return _syntax(data, name, str(fault), code)


def _syntax(data: bytes, name: str, complaint: str, code: str) -> Problem:
    """The decoder's complaint, with the line that its byte number means."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        told = f"Byte {data[fault.start]:#04x} is not valid UTF-8 here."
        return Problem("not-utf-8", f"{name}:{line}", told)
    if not data.strip():
        return Problem("empty-file", name, "The file is empty.")
    place, number = complaint, ""
    if complaint.endswith(")") and " (byte " in complaint:
        place, _, number = complaint.removesuffix(")").rpartition(" (byte ")
    # The decoder gives no place for a file that breaks off.
    end = int(number) if number.isdigit() else len(data)
    line = data.rstrip().count(b"\n", 0, end) + 1
    reason = place.removeprefix("JSON is malformed: ")
    return Problem(code, f"{name}:{line}", f"This is not valid JSON: {reason}.")


def _whole(
    data: bytes, name: str, lists: tuple[str, ...], code: str
) -> Iterator[tuple[Place, Any] | Problem]:
    value = json_value(data, name, code)
    if isinstance(value, Problem):
        yield value
        return
    for path in lists:
        found = value
        for step in path.split("."):
            found = found.get(step) if isinstance(found, dict) else None
        if isinstance(found, list):
            for number, each in enumerate(found):
                yield Place(name, 0, f"$.{path}[{number}]"), each
            return
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield Place(name, 0, f"$[{number}]"), each
    else:
        yield Place(name, 0, "$"), value


def _opens(start: bytes, member: str) -> bool:
    """Whether a file is an object whose first member has that name, and is a list."""
    head = start.removeprefix(codecs.BOM_UTF8).lstrip()
    return re.match(rb"\{\s*\"%b\"\s*:\s*\[" % re.escape(member.encode()), head) is not None


def _listed(
    window: _Window, start: bytes, name: str, code: str, member: str = ""
) -> Iterator[tuple[Place, Any] | Problem]:
    """Each entry of the list; a Problem as the last one where the list is broken.

    member: that of an object which is the list, its first one.
    """
    path = f"$.{member}" if member else "$"
    try:
        window.add(start)
        for number, (line, value) in enumerate(_values(window, member)):
            yield Place(name, line, f"{path}[{number}]"), value
    except UnicodeDecodeError as fault:
        lines = window.text.count("\n", window.place) + fault.object.count(10, 0, fault.start)
        where = f"{name}:{window.line() + lines}"
        told = f"Byte {fault.object[fault.start]:#04x} is not valid UTF-8 here."
        yield Problem("not-utf-8", where, told)
    except RecursionError:
        where = f"{name}:{window.line()}"
        yield Problem(code, where, "The JSON is nested too deeply to be read.")
    except ValueError as fault:
        line, said = window.line(), str(fault)
        if isinstance(fault, json.JSONDecodeError):
            line += window.text.count("\n", window.place, fault.pos)
            said = fault.msg
        yield Problem(code, f"{name}:{line}", f"This is not valid JSON: {said}.")


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


def _values(window: _Window, member: str) -> Iterator[tuple[int, Any]]:
    """Each value of the list with its line; ValueError where it, or what is round it, is broken."""
    if member:
        _pass(window, "{")
        _name(window)
    _pass(window, "[")
    more = window.next() != "]"
    while more:
        window.next()
        line = window.line()
        yield line, window.value()
        more = window.next() == ","
        if more:
            window.place += 1
    _pass(window, "]")
    if member:
        _rest(window, member)
    if window.next():
        raise ValueError("something follows the list")


def _rest(window: _Window, member: str) -> None:
    """Go over the other members of the object to its end."""
    while window.next() == ",":
        window.place += 1
        if _name(window) == member:
            raise ValueError(f"{member} is there twice")
        window.next()
        window.value()
    _pass(window, "}")


def _name(window: _Window) -> str:
    """The name of a member; the place is behind its colon."""
    window.next()
    name = window.value()
    if not isinstance(name, str):
        raise ValueError("a name is missing")
    _pass(window, ":")
    return name


def _pass(window: _Window, sign: str) -> None:
    """Go over a sign that must be there."""
    found = window.next()
    if found != sign:
        raise ValueError(_MISSING[sign] if found else "the file breaks off")
    window.place += 1
