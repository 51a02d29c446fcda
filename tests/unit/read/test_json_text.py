"""JSON whose list is inside an object: entry by entry, as it is read at once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archcite.errors import Problem
from archcite.read import json_text
from archcite.read.json_text import json_entries

ITEMS = [{"id": "a", "data": [1]}, "text", 12, [], {"ü": "x" * 40}]


def values(whole: Any, *lists: str) -> list[Any]:
    found = list(json_entries(json.dumps(whole, indent=1).encode(), "x", *lists))
    return [each if isinstance(each, Problem) else (each[0].path, each[1]) for each in found]


@pytest.mark.parametrize("window", [12, 30, 2**20])
@pytest.mark.parametrize("rest", [{}, {"meta": {"data": [1]}, "links": []}])
def test_the_first_member_is_read_as_any_other(
    monkeypatch: pytest.MonkeyPatch, window: int, rest: dict[str, Any]
) -> None:
    monkeypatch.setattr(json_text, "_WINDOW", window)
    wanted = [(f"$.data[{number}]", each) for number, each in enumerate(ITEMS)]
    assert values({"data": ITEMS, **rest}, "data") == wanted
    assert values({"before": 1, "data": ITEMS, **rest}, "data") == wanted
    assert values({"data": [], **rest}, "data") == []


def test_another_list_is_no_entry() -> None:
    whole = {"other": ITEMS, "data": [1]}
    assert values(whole, "data") == [("$.data[0]", 1)]
    assert values({"other": ITEMS}, "data") == [("$", {"other": ITEMS})]


@pytest.mark.parametrize(
    ("text", "count", "line", "words"),
    [
        ('{"data": [1,\n2', 2, 2, "the file breaks off"),
        ('{"data": [1,\n2]', 2, 2, "the file breaks off"),
        ('{"data": [1 2]}', 1, 1, "a comma is missing"),
        ('{"data": [1],\n"b" 2}', 1, 2, "a colon is missing"),
        ('{"data": [1] "b": 2}', 1, 1, "a comma is missing"),
        ('{"data": [1], 3: 2}', 1, 1, "a name is missing"),
        ('{"data": [1],\n"data": [2]}', 1, 2, "data is there twice"),
        ('{"data": [1]}]', 1, 1, "something follows the list"),
        ('{"data": [1], "b": [}', 1, 1, "Expecting value"),
    ],
)
def test_what_is_broken_is_told_with_its_line(text: str, count: int, line: int, words: str) -> None:
    *read, last = json_entries(text.encode(), "x", "data")
    assert len(read) == count
    assert isinstance(last, Problem)
    assert (last.code, last.where) == ("json-invalid", f"x:{line}")
    assert words in last.message
