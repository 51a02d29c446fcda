"""Tables of Markdown whose columns are told by their places: grid, simple and multiline ones.

Their rows are laid out anew where a text in them becomes longer or shorter.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from archcite.doc.edits import Edit, edited

_BORDER = re.compile(r"^[ >]*\+(?:[-=:]+\+)+[ \t\r]*$")
_ROW = re.compile(r"^[ >]*[|+]")
_DASHES = re.compile(r"^[ >]*-{2,}(?: +-+)+[ \r]*$")
_RULE = re.compile(r"^ {0,3}-{5,}[ \r]*$")
_MOST_LINES = 500  # of a table


class _Table(NamedTuple):
    """A table's place. columns: on the screen, where each but the first begins or has its line."""

    start: int
    end: int
    columns: tuple[int, ...]
    grid: bool


class Tables:
    """The tables of a text whose columns are told by their places."""

    def __init__(self, masked: str, text: str) -> None:
        """masked: the text with blanks for what hides citations."""
        self._tables = list(_tables(masked, text))

    def around(self, place: int) -> int:
        """The number of the table in which a place is; -1 for none."""
        number = bisect_right(self._tables, place, key=lambda each: each.start) - 1
        return number if number >= 0 and place < self._tables[number].end else -1

    def begins_cell(self, text: str, place: int) -> bool:
        """Whether only blanks stand before a place in the cell of one of these tables."""
        number = self.around(place)
        if number < 0:
            return False
        table = self._tables[number]
        line = text[text.rfind("\n", 0, place) + 1 : place]
        column = bisect_right(table.columns, _width(line)) - 1
        begin = table.columns[column] if column >= 0 else 0
        return not line[_place(line, begin) :].strip(" |" if table.grid else " ")

    def laid(self, text: str, edits: Iterable[Edit]) -> list[Edit]:
        """The edits, with the whole of each table in which there are some as one."""
        made: list[Edit] = []
        inside: dict[int, list[Edit]] = {}
        for edit in edits:
            number = self.around(edit[0])
            if number < 0 or edit[1] > self._tables[number].end:
                made.append(edit)
            else:
                inside.setdefault(number, []).append(edit)
        for number, changes in inside.items():
            table = self._tables[number]
            made.append((table.start, table.end, _laid(text, table, changes)))
        return made


def _tables(masked: str, text: str) -> Iterator[_Table]:
    lines, whole = masked.split("\n"), text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    at = free = 0
    while at < len(lines):
        first = last = at
        grid = _BORDER.match(lines[at]) is not None
        if grid:
            while last + 1 < len(lines) and _ROW.match(lines[last + 1]):
                last += 1
            borders = [each for each in lines[first : last + 1] if _BORDER.match(each)]
            columns = {place for each in borders for place in _signs(each)}
        elif _DASHES.match(lines[at]):
            first, last = _of_dashes(whole, at, free)
            columns = {each.start() for each in re.finditer("-+", lines[at])}
        else:
            at += 1
            continue
        yield _Table(starts[first], starts[last + 1] - 1, tuple(sorted(columns)[1:]), grid)
        at = free = last + 1


def _signs(border: str) -> Iterator[int]:
    return (each.start() for each in re.finditer(r"\+", border))


def _of_dashes(lines: list[str], at: int, free: int) -> tuple[int, int]:
    """The first and the last line of a simple or multiline table with its dashes on that line.

    free: the first line that no table before has.
    """
    first = at
    while first > free and lines[first - 1].strip() and at - first < _MOST_LINES:
        first -= 1
    longest = min(len(lines), at + _MOST_LINES)
    if first == at or _RULE.match(lines[first]):  # rows may be parted by blank lines
        for number in range(at + 1, longest):
            if _RULE.match(lines[number]) or _DASHES.match(lines[number]):
                return first, number
    last = at
    while last + 1 < longest and lines[last + 1].strip():
        last += 1
    return first, last


def _laid(text: str, table: _Table, edits: list[Edit]) -> str:
    """The text of a table with its edits made, its columns as wide as they need to be."""
    lines = text[table.start : table.end].split("\n")
    ends = ["\r" if line.endswith("\r") else "" for line in lines]
    begins = [table.start]
    for line in lines:
        begins.append(begins[-1] + len(line) + 1)
    lines = [line.removesuffix("\r") for line in lines]
    placed: list[tuple[int, int, Edit]] = []
    for start, end, new in edits:
        number = bisect_right(begins, start) - 1
        if end >= begins[number + 1] or "\n" in new:
            return _edited(text, table, edits)
        inside = (start - begins[number], end - begins[number], new)
        placed.append((_ends(lines[number], inside[1], table), number, inside))
    columns = list(table.columns)
    # From the right, so that what grows moves nothing that is still to be edited.
    for column, number, edit in sorted(placed, reverse=True):
        _set(lines, number, edit, columns, column)
    return "\n".join(map(str.__add__, lines, ends))


def _ends(line: str, place: int, table: _Table) -> int:
    """The number of the column before which the cell ends that has that place."""
    column = bisect_left(table.columns, _width(line[:place]))
    while table.grid and column + 1 < len(table.columns):
        if line[_place(line, table.columns[column]) :][:1] in ("|", "+"):
            break
        column += 1
    return column


def _set(lines: list[str], number: int, edit: Edit, columns: list[int], column: int) -> None:
    """Make an edit in a line, with room for it before that column."""
    start, end, new = edit
    line = lines[number]
    if column == len(columns):
        lines[number] = line[:start] + new + line[end:]
        return
    cut = _place(line, columns[column])
    cell, rest = line[end:cut], line[cut:]
    longer = _width(new) - _width(line[start:end])
    blank = len(cell) - len(cell.rstrip(" ")) if rest else columns[column] - _width(line)
    more = max(0, longer - max(0, blank - 1))
    if more:
        _widen(lines, columns, column, more)
    if rest:
        cell = cell.rstrip(" ") + " " * (blank + more - longer)
    lines[number] = line[:start] + new + cell + rest


def _edited(text: str, table: _Table, edits: list[Edit]) -> str:
    """The text of a table with its edits made and nothing else."""
    moved = [(start - table.start, end - table.start, new) for start, end, new in edits]
    return edited(text[table.start : table.end], moved)


def _widen(lines: list[str], columns: list[int], column: int, more: int) -> None:
    """Make the column before that one wider in all lines."""
    for number, line in enumerate(lines):
        place = _place(line, columns[column])
        if place >= len(line):
            continue
        sign = " "
        if _is_border(line):
            place -= line[place - 1] == ":"
            sign = line[place - 1]
        elif _ROW.match(line) and line[place] not in "|+":  # a cell that spans columns
            place = line.find("|", place)
        lines[number] = line[:place] + sign * more + line[place:]
    for later in range(column, len(columns)):
        columns[later] += more


def _is_border(line: str) -> bool:
    return any(each.match(line) for each in (_BORDER, _DASHES, _RULE))


def _width(text: str) -> int:
    """How many columns a text takes on the screen."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text
    )


def _place(line: str, column: int) -> int:
    """The place in a line of what stands in that column of the screen."""
    if line.isascii():
        return min(column, len(line))
    width = 0
    for place, sign in enumerate(line):
        if width >= column and not combining(sign):
            return place
        width += _width(sign)
    return len(line)
