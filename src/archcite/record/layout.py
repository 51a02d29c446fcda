"""Where things stand in a TOML text: the place of every table, pair and list element.

Reads no values. In text that is not valid TOML it still finds the statements, so that the
faulty one can be left out and the rest be read.
"""

from __future__ import annotations

import tomllib
from typing import Literal, NamedTuple

Path = tuple[str | int, ...]
Kind = Literal["header", "list-header", "pair"]

# Each value that is never closed is searched to the end of the text; after so many of them the
# others are taken to end with their line.
_UNCLOSED = 5
_BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


class Statement(NamedTuple):
    """One header or pair. Offsets into the text; end is behind the line break.

    value: where the value starts. closed: False if a string or bracket in it is never closed.
    """

    kind: Kind
    keys: tuple[str, ...]
    start: int
    value: int
    end: int
    closed: bool


class Spot(NamedTuple):
    """The place of one value. start: its key's; for a table with a header the header's.

    kind: "header"; "pair", a statement of its own; "entry" of an inline table; "element" of a list.
    """

    kind: Literal["header", "pair", "entry", "element"]
    start: int
    value: int
    end: int


class Section(NamedTuple):
    """What stands from one header to the next; before the first header the path is ()."""

    path: Path
    start: int
    body: int
    end: int
    statements: tuple[tuple[Path, Statement], ...]


class Layout(NamedTuple):
    """The places of a whole text. spots: every path that the text writes out."""

    text: str
    spots: dict[Path, Spot]
    sections: tuple[Section, ...]

    def line(self, path: Path) -> int:
        """The line on which the path, or what of it is there, stands."""
        while path and path not in self.spots:
            path = path[:-1]
        return line_at(self.text, self.spots[path].start) if path else 1


def line_at(text: str, offset: int) -> int:
    """The line of an offset, counted from 1."""
    return text.count("\n", 0, offset) + 1


def statements(text: str) -> list[Statement]:
    """The headers and pairs of a TOML text, in order."""
    found = []
    at = unclosed = 0
    while (at := _skip_blank(text, at)) < len(text):
        start = at
        if text[at] == "[":
            brackets = 2 if text.startswith("[[", at) else 1
            keys, at = _keys(text, at + brackets)
            end, closed = _line_end(text, at), True
            kind: Kind = "list-header" if brackets == 2 else "header"
            found.append(Statement(kind, keys, start, at, end, closed))
        else:
            keys, at = _keys(text, at)
            value = _skip_space(text, at + 1) if text.startswith("=", at) else at
            end, closed = _line_end(text, value), True
            if unclosed < _UNCLOSED:
                end, closed = _statement_end(text, value)
            if not closed:
                unclosed += 1
                end = _next_statement(text, start)
            found.append(Statement("pair", keys, start, value, end, closed))
        at = end
    return found


def read_layout(text: str) -> Layout:
    """The places of everything in a text that is valid TOML."""
    spots: dict[Path, Spot] = {}
    counts: dict[Path, int] = {}
    sections = []
    path: Path = ()
    start = body = 0
    inside: list[tuple[Path, Statement]] = []
    for statement in statements(text):
        if statement.kind == "pair":
            target = _resolve(path, statement.keys, counts)
            end = _value_spots(text, statement.value, target, spots)
            spots[target] = Spot("pair", statement.start, statement.value, end)
            inside.append((target, statement))
            continue
        sections.append(Section(path, start, body, statement.start, tuple(inside)))
        inside = []
        path = _resolve((), statement.keys, counts)
        if statement.kind == "list-header":
            index = counts.get(path, 0)
            counts[path] = index + 1
            spots.setdefault(path, _header(statement))
            path = (*path, index)
        spots[path] = _header(statement)
        start, body = statement.start, statement.end
    sections.append(Section(path, start, body, len(text), tuple(inside)))
    return Layout(text, spots, tuple(sections))


def _header(statement: Statement) -> Spot:
    return Spot("header", statement.start, statement.start, statement.end)


def _resolve(path: Path, keys: tuple[str, ...], counts: dict[Path, int]) -> Path:
    """The path that keys name from a table; a list of tables stands for its last table so far."""
    for position, key in enumerate(keys):
        path = (*path, key)
        if path in counts and position < len(keys) - 1:
            path = (*path, counts[path] - 1)
    return path


def _value_spots(text: str, at: int, path: Path, spots: dict[Path, Spot]) -> int:
    """Note the places inside the value at that offset; gives the offset behind it."""
    if text.startswith("[", at):
        index = 0
        at = _skip_blank(text, at + 1)
        while not text.startswith("]", at):
            end = _value_spots(text, at, (*path, index), spots)
            spots[(*path, index)] = Spot("element", at, at, end)
            index += 1
            at = _skip_comma(text, end)
        return at + 1
    if text.startswith("{", at):
        at = _skip_blank(text, at + 1)
        while not text.startswith("}", at):
            start = at
            keys, at = _keys(text, at)
            value = _skip_space(text, at + 1)
            end = _value_spots(text, value, (*path, *keys), spots)
            spots[(*path, *keys)] = Spot("entry", start, value, end)
            at = _skip_comma(text, end)
        return at + 1
    if text[at] in "\"'":
        return _string_end(text, at)[0]
    start = at
    while at < len(text) and text[at] not in ",]}#\n":
        at += 1
    return start + len(text[start:at].rstrip())


def _statement_end(text: str, at: int) -> tuple[int, bool]:
    """The offset behind the line on which a value ends, and whether all of it is closed."""
    depth = 0
    while at < len(text):
        letter = text[at]
        if letter in "\"'":
            at, closed = _string_end(text, at)
            if not closed and at >= len(text):
                return at, False
            continue
        if letter == "#":
            at = text.find("\n", at)
            if at < 0:
                return len(text), depth <= 0
            continue
        if letter == "\n" and depth == 0:
            return at + 1, True
        depth += (letter in "[{") - (letter in "]}")
        at += 1
    return at, depth <= 0


def _next_statement(text: str, start: int) -> int:
    """The next line below that begins like a header or a pair: where to go on after a fault."""
    at = _line_end(text, start)
    while at < len(text):
        end = _line_end(text, at)
        if _begins_statement(text[at:end]):
            return at
        at = end
    return at


def _begins_statement(line: str) -> bool:
    line = line.strip()
    if line.startswith("["):
        name = line.partition("#")[0].strip()
        inner = name.strip("[]")
        return name.endswith("]") and bool(inner) and set(inner) <= _BARE | {"."}
    key, equals, value = line.partition("=")
    if not equals or not value.lstrip().startswith((*"\"'[{0123456789", "true", "false")):
        return False
    return bool(key.strip()) and set(key.strip()) <= _BARE | {"."}


def _string_end(text: str, at: int) -> tuple[int, bool]:
    """The offset behind the string at that offset; a string on one line ends with the line."""
    quote = text[at]
    long = text.startswith(quote * 3, at)
    mark = quote * 3 if long else quote
    at += len(mark)
    while at < len(text):
        if text[at] == "\\" and quote == '"':
            at += 2
        elif text.startswith(mark, at):
            at += len(mark)
            for _ in range(2):  # up to two quotation marks may stand before the closing three
                at += long and text.startswith(quote, at)
            return at, True
        elif text[at] == "\n" and not long:
            return at, False
        else:
            at += 1
    return len(text), False


def _keys(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """The dotted key at that offset, and the offset behind it and the space that follows."""
    keys: list[str] = []
    while True:
        at = start = _skip_space(text, at)
        if text[at : at + 1] in ('"', "'"):
            at, closed = _string_end(text, at)
            if not closed:
                return tuple(keys), start
            keys.append(_unquoted(text[start:at]))
        else:
            while at < len(text) and text[at] in _BARE:
                at += 1
            if at == start:
                return tuple(keys), at
            keys.append(text[start:at])
        at = _skip_space(text, at)
        if not text.startswith(".", at):
            return tuple(keys), at
        at += 1


def _unquoted(literal: str) -> str:
    try:
        return str(tomllib.loads(f"key = {literal}")["key"])
    except tomllib.TOMLDecodeError:
        return literal


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at


def _skip_blank(text: str, at: int) -> int:
    """Past spaces, line breaks and comments."""
    while at < len(text):
        if text[at] == "#":
            at = _line_end(text, at)
        elif text[at] in " \t\r\n\ufeff":
            at += 1
        else:
            break
    return at


def _skip_comma(text: str, at: int) -> int:
    at = _skip_blank(text, at)
    return _skip_blank(text, at + 1) if text.startswith(",", at) else at
