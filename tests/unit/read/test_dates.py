"""Dates as pages write them, and languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.read.dates import read_date
from archcite.read.languages import language_tag, text_language
from archcite.text import edtf


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May 27, 1966", "1966-05-27"),
        ("27 May 1966", "1966-05-27"),
        ("May 1st, 1950", "1950-05-01"),
        ("May 1966", "1966-05"),
        ("1966", "1966"),
        ("1966-05-27", "1966-05-27"),
        ("May 27-28, 1966", "1966-05-27/1966-05-28"),
        ("May 27 - June 2, 1966", "1966-05-27/1966-06-02"),
        ("December 16, 1949 - February 14, 1950", "1949-12-16/1950-02-14"),
        ("September 1966–October 1966", "1966-09/1966-10"),
        ("ca. 1966", "1966~"),
        ("ca. 1930-ca. 1940", "1930~/1940~"),
        ("1930-ca. 1940", "1930/1940~"),
        ("1921 Mar 4-1939 Dec 31", "1921-03-04/1939-12-31"),
        ("1957 March 3", "1957-03-03"),
        ("1957, March", "1957-03"),
        ("1989-07-08 00:00:00", "1989-07-08"),
        ("1791-05-04T00:00:00Z", "1791-05-04"),
        ("Circa November 1972", "1972-11~"),
        ("1966?", "1966?"),
        ("Spring 1966", "1966-21"),
        ("1960s", "196X"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    found = read_date(text)
    assert found is not None
    assert found == (expected, False)


def test_square_brackets_say_that_it_was_supplied() -> None:
    assert read_date("[May 27, 1966?]") == ("1966-05-27?", True)
    assert read_date("[1966]") == ("1966", True)


@pytest.mark.parametrize("text", ["", "February 30, 1966", "3/4/66", "n.d.", "May", "May 27, 66"])
def test_what_is_no_date_or_could_be_two(text: str) -> None:
    assert read_date(text) is None


@given(st.text())
def test_whatever_is_read_is_edtf(text: str) -> None:
    found = read_date(text)
    if found:
        assert edtf.emit(edtf.parse(found.edtf)) == found.edtf


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("Russian", "ru"),
        ("rus", "ru"),
        ("ger", "de"),
        ("Chinese", "zh"),
        ("EN", "en"),
        ("Elvish", None),
    ],
)
def test_language_names(said: str, tag: str | None) -> None:
    assert language_tag(said) == tag


def test_the_language_of_a_text() -> None:
    english = (
        "The boats of the river are in the harbour, and the men that sail them go to the inn. "
    )
    assert text_language(english * 2) == "en"
    russian = (
        "Лодки стоят на реке, и люди, которые на них ходят, идут в дом, чтобы там выпить чаю. "
    )
    assert text_language(russian * 2) == "ru"
    assert text_language("Zorp blat knup. " * 20) is None
    assert text_language("The boat.") is None
