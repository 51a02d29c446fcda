"""The floors: whatever is worse is told, and the page is what was measured."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from interop import floors, latex, page
from interop.programs import PROGRAMS, ROOT

GOOD: dict[str, Any] = {
    "exact": 3,
    "arrived": 3,
    "turned": {"archive -> publisher": 1},
    "turned_with_carrier": {},
    "rows": {"title": {"kept": 3}, "archive": {"kept": 1, "turned": 1}},
    "kept_with_carrier": {"archive": 2},
}


def test_what_is_as_good_or_better_passes() -> None:
    better = copy.deepcopy(GOOD)
    better["exact"], better["rows"]["archive"], better["turned"] = 5, {"kept": 2}, {}
    assert list(floors.regressions(GOOD, GOOD)) == []
    assert list(floors.regressions(GOOD, better)) == []


def _set(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def spoil(data: dict[str, Any]) -> None:
        *above, last = path.split("/")
        for step in above:
            data = data[step]
        data[last] = value

    return spoil


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("exact", 2, "2 records come back exactly; it was 3"),
        ("arrived", 0, "0 records keep the carrier; it was 3"),
        ("rows/title", {"kept": 2, "lost": 1}, "title: 2 kept; it was 3"),
        ("rows", {}, "title: 0 kept; it was 3"),
        ("kept_with_carrier/title", 1, "title, with the carrier: 1 kept; it was 3"),
        ("kept_with_carrier", {}, "archive, with the carrier: 1 kept; it was 2"),
        ("turned/translator -> author", 1,
         "translator -> author: 1 turned into something else; it was 0"),
        ("turned/archive -> publisher", 2,
         "archive -> publisher: 2 turned into something else; it was 1"),
        ("turned_with_carrier/kind -> speech", 1,
         "kind -> speech, with the carrier: 1 turned into something else; it was 0"),
        ("fault", "it ended with 1", "fails: it ended with 1"),
    ],
)  # fmt: skip
def test_what_is_worse_is_told(path: str, value: Any, told: str) -> None:
    worse = copy.deepcopy(GOOD)
    _set(path, value)(worse)
    assert told in list(floors.regressions(GOOD, worse))


def test_a_path_that_was_never_measured_does_not_pass() -> None:
    assert list(floors.regressions(None, GOOD)) == ["was never measured; run it with --update"]


def test_every_path_of_every_program_was_measured() -> None:
    known = floors.load()
    for name, program in PROGRAMS.items():
        assert set(known[name]["paths"]) == {path.name for path in program.paths}
        assert all(
            path["from"] in known[page.OURS]["paths"] for path in known[name]["paths"].values()
        )
    assert set(known[page.LATEX]["sheets"]) == {sheet.name for sheet in latex.SHEETS}


def test_the_page_is_what_was_measured() -> None:
    assert page.PAGE.read_text("utf-8") == page.page(floors.load())


def test_the_versions_of_npm_packages_are_exact() -> None:
    data = json.loads((ROOT / "tests" / "interop" / "package.json").read_text("utf-8"))
    assert all(each[0].isdigit() for each in data["dependencies"].values())
    pinned = (ROOT / "constraints.txt").read_text("utf-8").casefold()
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for need in extra["project"]["optional-dependencies"]["interop"]:
        assert f"{need.partition('>')[0].replace('_', '-')}==".casefold() in pinned


PROOF = {"printed": 2, "errors": [], "warnings": {"known": 1}, "missing": ["a: date"]}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"printed": 1}, "1 references printed; it was 2"),
        ({"errors": ["Undefined control sequence."]}, "error: Undefined control sequence."),
        ({"warnings": {"known": 1, "new": 1}}, "warning: new"),
        ({"missing": ["a: date", "b: archive"]}, "not printed: b: archive"),
    ],
)
def test_a_worse_sheet_is_told(change: dict[str, Any], told: str) -> None:
    assert list(latex.worse(PROOF, PROOF)) == []
    assert list(latex.worse(PROOF, {**PROOF, **change})) == [told]
    assert list(latex.worse({}, PROOF))


def test_the_file_is_read_as_it_was_written() -> None:
    path = {**GOOD, "from": "ris", "fault": 'it said "no"\nand\\stopped', "kept": ["ж", 1]}
    known = {"a": {"title": "A", "paths": {'ris to ж, "q"': path}}, "b": {"sheets": {"x": PROOF}}}
    text = floors.dumped(known)
    again = tomllib.loads(text)
    assert again["b"] == known["b"]
    (found,) = again["a"]["paths"].values()
    assert {row: floors.spelled(code) for row, code in found.pop("rows").items()} == GOOD["rows"]
    assert found == {key: value for key, value in path.items() if key != "rows"}
