"""The text of the thesis, once, for every format: three chapters with notes, lists and a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple, TypeAlias

from thesis.sources import sources


class Work(NamedTuple):
    """A work that is cited: its key, what is typed before it, and the page."""

    key: str
    before: str = ""
    page: str = ""


class Cited(NamedTuple):
    """A citation that the style makes a note of, or puts into brackets."""

    works: list[Work]


class Footnote(NamedTuple):
    """A footnote of the writer's own: words and citations by turns."""

    parts: list[str | Cited]


Part: TypeAlias = str | Cited | Footnote


class Row(NamedTuple):
    """A row of the table at the end of a chapter: two cells and a citation in the second."""

    year: str
    what: str
    cited: Cited


class Table(NamedTuple):
    """A table with what stands above it: words and a citation."""

    caption: str
    cited: Cited
    rows: list[Row]


class Chapter(NamedTuple):
    """Its title, its paragraphs, and the tables behind them."""

    title: str
    paragraphs: list[list[Part]]
    tables: list[Table]


_OPENINGS = [
    "The pilots wrote of it in the spring",
    "Nobody in the harbour office had asked for the coal",
    "Two years later the quay was longer than the plans had said",
    "The telegram came when the ice was gone",
    "It is not known who drew the second map",
    "In the ministry the letter was read aloud",
    "Salt was cheaper in the north",
]
_LINKS = [
    "and the dues went up again",
    "though the company denied it",
    "as the clerk noted on the back",
    "which the newspapers did not print",
    "while the lamps burned all night",
]


def chapters(*, prefixes: bool = True) -> list[Chapter]:
    """The three chapters, of 50 notes each: 38 that citations make, 12 of the writer's own.

    prefixes: whether words stand before keys, which Typst has no place for.
    """
    keys = [each.key for each in sources()]
    turn = count()
    made = []
    for number, title in enumerate(("The ice", "The quay", "The dues")):
        paragraphs = [_paragraph(keys, turn, prefixes) for _ in range(12)]
        if number == 1:
            paragraphs[3] = [*paragraphs[3], " Addresses like pilot@example.org are no citations."]
        made.append(Chapter(title, paragraphs, [_table(keys)] if number == 1 else []))
    return made


def _paragraph(keys: list[str], turn: Iterator[int], prefixes: bool) -> list[Part]:
    """Three sentences with a citation, and one with a footnote of the writer's own."""
    parts: list[Part] = []
    for place in range(3):
        at = next(turn)
        before = "see" if prefixes and at % 4 == 0 else ""
        work = Work(keys[(at * 7) % len(keys)], before, str(1 + at % 90))
        works = [work]
        if at % 3 == 0:
            works.append(Work(keys[(at * 11 + 1) % len(keys)], "", f"{at % 50 + 1}-{at % 50 + 4}"))
        if at % 5 == 4:  # the same again: ibid. or short
            works = [Work(keys[((at - 1) * 7) % len(keys)], "", str(2 + at % 90))]
        parts += [f"{' ' if place else ''}{_OPENINGS[at % len(_OPENINGS)]}", Cited(works)]
        parts += [f", {_LINKS[at % len(_LINKS)]}."]
    at = next(turn)
    one, two = keys[(at * 13) % len(keys)], keys[(at * 17 + 3) % len(keys)]
    inside: list[str | Cited] = ["So says ", Cited([Work(one, "", "3")])]
    inside += ["; but compare ", Cited([Work(two)]), "."]
    return [*parts, " The accounts differ.", Footnote(inside)]


def _table(keys: list[str]) -> Table:
    """Six notes: one in the caption, five in cells."""
    rows = [
        Row(str(1930 + number), f"{number + 3} ships", Cited([Work(keys[number * 9], "", "1")]))
        for number in range(5)
    ]
    return Table("Ships of the dredging company", Cited([Work(keys[45], "", "1")]), rows)
