"""How a bibliography is set as a whole, and how the display blocks of one entry follow each other.

Knows no output format; every bibliography() takes entries, headings and terms with a layout, and
gives them as its format can.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

from archcite.inline import Inline
from archcite.render.looks import blocks, runs


class BibliographyLayout(NamedTuple):
    """What a style says of its bibliography (CSL 1.0.2, Bibliography-specific Options).

    line_spacing: the height of a line, in lines; entry_spacing: the lines between two entries;
    second_field_align: "flush", "margin" or "". Nothing said leaves paragraphs as the format sets
    them by itself.
    """

    hanging_indent: bool = False
    line_spacing: int = 1
    entry_spacing: int = 0
    second_field_align: str = ""


UNSAID = BibliographyLayout()


DEEPEST = 6  # levels of headings that all formats have which number them


class Heading(NamedTuple):
    """A line over what follows. level: 1 over a section of the bibliography, 2 over a part of it.

    A format that numbers its headings gives these the two levels below the bibliography's own; more
    where that is not of the first level itself.
    """

    nodes: list[Inline]
    level: int = 1


class Term(NamedTuple):
    """A line of a list of abbreviations: what is explained, and what it means."""

    name: list[Inline]
    meaning: list[Inline]


class Keyed(list[Inline]):
    """An entry of the bibliography that says whose it is. key: of its item."""

    def __init__(self, nodes: Iterable[Inline], key: str) -> None:
        super().__init__(nodes)
        self.key = key


Entry: TypeAlias = list[Inline]
Block: TypeAlias = Entry | Heading | Term


class Stretch(NamedTuple):
    """A heading, or else the entries or the terms that follow one another."""

    heading: Heading | None
    entries: list[Entry]
    terms: list[Term]


def stretches(found: Sequence[Block]) -> list[Stretch]:
    """The parts of a bibliography that are of one kind, in order."""
    made: list[Stretch] = []
    for kind, together in groupby(found, key=type):
        if kind is Heading:
            made += [Stretch(each, [], []) for each in together if isinstance(each, Heading)]
        elif kind is Term:
            made.append(Stretch(None, [], [each for each in together if isinstance(each, Term)]))
        else:
            ones = [each for each in together if not isinstance(each, (Heading, Term))]
            made.append(Stretch(None, ones, []))
    return made


def entries_of(found: Iterable[Block]) -> list[Entry]:
    """The entries alone."""
    return [each for each in found if not isinstance(each, (Heading, Term))]


class Joints(NamedTuple):
    """What stands between two blocks: a line's end, an indent after it, the way to column two."""

    line: str
    indent: str
    column: str


def margin_letters(entries: Iterable[list[Inline]]) -> int:
    """The letters of the widest left margin; 0 where no entry has one."""
    return max(
        (
            sum(len(run.text) for run in inside)
            for nodes in entries
            for display, inside in blocks(runs(nodes))
            if display == "left-margin"
        ),
        default=0,
    )


def joined(parts: list[tuple[str, str]], joints: Joints) -> str:
    """The blocks of an entry, each (display, printed text), as one text."""
    text = before = ""
    for display, part in parts:
        if not text:
            text = part
        elif display == "right-inline" or (not display and before == "left-margin"):
            text = text.rstrip(" ") + joints.column + part.lstrip(" ")
        elif display:
            indent = joints.indent if display == "indent" else ""
            text = text.rstrip(" ") + joints.line + indent + part.lstrip(" ")
        elif before:
            text = text.rstrip(" ") + joints.line + part.lstrip(" ")
        else:
            text += part
        before = display
    return text
