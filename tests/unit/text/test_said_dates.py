"""Dates as running text says them."""

from __future__ import annotations

import pytest

from archcite.text.said_dates import Said, said_dates


def days(text: str) -> list[list[str]]:
    """What each date of the text can mean, as first and last day."""
    return [
        [
            "/".join("-".join(f"{n:02d}" for n in day) for day in dict.fromkeys(way))
            for way in s.ways
        ]
        for s in said_dates(text)
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Speech of 27 May 1966", "1966-05-27"),
        ("Morning of May 27, 1966]", "1966-05-27"),
        ("May 27th, 1966", "1966-05-27"),
        ("the 3rd of March 1850", "1850-03-03"),
        ("le 1er mars 1850", "1850-03-01"),
        ("el 3 de marzo de 1850", "1850-03-03"),
        ("27. Mai 1966", "1966-05-27"),
        ("27 мая 1966 г.", "1966-05-27"),
        ("27.5.1966", "1966-05-27"),
        ("1966-05-27", "1966-05-27"),
        ("May (1966) Plenum", "1966-05-01/1966-05-31"),
        ("February 1968", "1968-02-01/1968-02-29"),
        ("May 5-7, 1966", "1966-05-05/1966-05-07"),
        ("5–7 May 1966", "1966-05-05/1966-05-07"),
        ("Dec. 1, 1950", "1950-12-01"),
    ],
)
def test_one_date(text: str, meant: str) -> None:
    assert days(text) == [[meant]]


def test_figures_with_strokes_are_two_days() -> None:
    assert days("5/3/1966") == [["1966-03-05", "1966-05-03"]]
    assert days("3/23/1979") == [["1979-03-23"]]


def test_several_dates_in_their_order() -> None:
    assert days("16 December 1949 to 14 February 1950") == [["1949-12-16"], ["1950-02-14"]]


@pytest.mark.parametrize(
    "text",
    [
        "Plan for 1966",
        "1966–1970",
        "FO 371/1966",
        "May I ask",
        "31 February 1966",
        "on 4 December",
        "No. 12; 1966",
        "f. 5, op. 49, 1966",
        "106-01477-03",
    ],
)
def test_no_date(text: str) -> None:
    assert days(text) == []


def test_the_words_of_a_date_are_told() -> None:
    assert [said.text for said in said_dates("Speech, 27 May 1966, in Moscow")] == ["27 May 1966"]
    assert said_dates("") == list[Said]()


def test_a_long_text_takes_no_longer_by_the_letter() -> None:
    assert len(said_dates("5 May 1966 and " * 20_000)) == 20_000
