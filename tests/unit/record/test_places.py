"""Where in a file a finding stands."""

from __future__ import annotations

import pytest

from archcite.record.layout import read_layout
from archcite.record.places import place_of, place_of_line

TEXT = '''\
[document]  # the first
id = "a"
title = "Plenum, June 1966"
summary = """
He speaks of
Kim II Sung."""

[[people]]
as_given = "A"

[source]
archive = { name = "B" }
levels = [{ kind = "fond", value = "1" }, { kind = "opis", value = "2" }]
'''


def marked(path: str, part: str = "") -> tuple[int, str]:
    """The line, and what of it is meant."""
    place = place_of(read_layout(TEXT), path, part)
    return place.line, place.source[place.column - 1 : place.end - 1]


@pytest.mark.parametrize(
    ("path", "part", "line", "meant"),
    [
        ("document.id", "", 2, '"a"'),
        ("document.title", "June 1966", 3, "June 1966"),
        ("document.title", "not there", 3, '"Plenum, June 1966"'),
        ("document.summary", "Kim II Sung", 6, "Kim II Sung"),
        ("document.summary", "", 5, "He speaks of"),
        ("document.date", "", 1, "[document]"),
        ("people[0]", "", 8, "[[people]]"),
        ("people[0].as_given", "", 9, '"A"'),
        ("source.archive.name", "", 12, '"B"'),
        ("source.archive.place", "", 12, 'archive = { name = "B" }'),
        ("source.levels[1].value", "", 13, '"2"'),
        ("source.levels[1]", "", 13, '{ kind = "opis", value = "2" }'),
    ],
)
def test_place(path: str, part: str, line: int, meant: str) -> None:
    assert marked(path, part) == (line, meant)


def test_what_stands_nowhere_is_at_the_beginning() -> None:
    assert place_of(read_layout(TEXT), "rights.uri").line == 1
    assert place_of(read_layout(""), "rights.uri").line == 1


def test_a_whole_line() -> None:
    place = place_of_line("a\n  b = 1  \n", 2)
    assert (place.line, place.column, place.end, place.source) == (2, 3, 8, "  b = 1  ")
    assert place_of_line("a\n", 9).source == ""
