"""Numeric texts, roman numerals, letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.text.numbers import is_numeric, letters, parse_roman, roman, tokens


@pytest.mark.parametrize(
    "text", ["7", "1st", "L2d", "3b", "2, 3", "2-4", "2–4", "2 & 4", "007", "3/4", "xii", "iv-ix"]
)
def test_numeric(text: str) -> None:
    assert is_numeric(text)


@pytest.mark.parametrize(
    "text", ["", "second edition", "2nd edition", "XII", "mix", "c", "2, amended", "2,", "3 / 4"]
)
def test_not_numeric(text: str) -> None:
    assert not is_numeric(text)


def test_tokens() -> None:
    assert [tuple(token) for token in tokens("2,  4-5 &7b")] == [
        ("2", True), (", ", False), ("4", True), ("-", False), ("5", True), (" & ", False),
        ("7b", False),
    ]  # fmt: skip


@given(st.integers(1, 5999))
def test_roman_there_and_back(number: int) -> None:
    assert parse_roman(roman(number)) == number
    assert parse_roman(roman(number).upper()) == number


@pytest.mark.parametrize("text", ["", "iiv", "Xi", "mix up", "vx", "12"])
def test_no_roman_numeral(text: str) -> None:
    assert parse_roman(text) is None


def test_roman_out_of_range() -> None:
    assert (roman(0), roman(-3), roman(6000)) == ("0", "-3", "6000")


def test_letters() -> None:
    assert [letters(n) for n in (1, 26, 27, 52, 53, 702, 703)] == [
        "a", "z", "aa", "az", "ba", "zz", "aaa",
    ]  # fmt: skip
