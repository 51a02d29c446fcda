"""Where in a record's file a finding stands: lines and columns, and the line to show."""

from __future__ import annotations

from typing import NamedTuple

from archcite.record.edit import parse_path
from archcite.record.layout import Layout, line_at


class Place(NamedTuple):
    """A stretch of one line. column, end: counted from 1, the end behind the last letter.

    source: the whole line, without its break.
    """

    line: int = 0
    column: int = 0
    end: int = 0
    source: str = ""


def place_of(layout: Layout, path: str, part: str = "") -> Place:
    """The place of a field's value, or of some words in it; of a field that is not there its table.

    part: the words, as the value has them; "" for all of it.
    """
    text = layout.text
    steps = parse_path(path) or ()
    exact = steps in layout.spots
    while steps and steps not in layout.spots:
        steps = steps[:-1]
    if not steps:
        return _stretch(text, 0, 0)
    spot = layout.spots[steps]
    start, end = spot.value, spot.end
    if not exact or spot.kind == "header":
        start, end = spot.start, max(spot.start, _line_end(text, spot.start))
        return _stretch(text, start, start + len(text[start:end].partition("#")[0].rstrip()))
    found = text.find(part, start, end) if part else -1
    if found >= 0:
        return _stretch(text, found, found + len(part))
    if text.startswith(('"""', "'''"), start) and text[start + 3 : start + 4] in "\r\n":
        start = text.index("\n", start) + 1  # show what it says, not where it opens
    return _stretch(text, start, end)


def place_of_line(text: str, line: int) -> Place:
    """All that a line says, without a comment behind it."""
    lines = text.splitlines()
    if not 1 <= line <= len(lines):
        return Place(line)
    source = lines[line - 1]
    bare = source.rstrip()
    start = len(source) - len(source.lstrip())
    return Place(line, start + 1, max(len(bare), start + 1) + 1, source)


def _stretch(text: str, start: int, end: int) -> Place:
    """From one offset to another, or to the end of the line."""
    begin = text.rfind("\n", 0, start) + 1
    stop = _line_end(text, start)
    source = text[begin:stop].rstrip("\r")
    last = min(end, begin + len(source))
    return Place(line_at(text, start), start - begin + 1, max(last, start + 1) - begin + 1, source)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
