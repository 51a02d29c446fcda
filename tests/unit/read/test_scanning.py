"""Scanning errors in names: proposed where their shape or another spelling supports it."""

from __future__ import annotations

import pytest

from archcite.read.scanning import Passage, find_misreadings, spellings


def proposals(*passages: tuple[str, str]) -> list[tuple[str, str, str, int]]:
    found = find_misreadings([Passage(field, text) for field, text in passages])
    return [(one.field, one.found, one.proposed, one.count) for one in found]


@pytest.mark.parametrize("misread", ["II", "11", "ll", "1l", "l1", "I1", "lI"])
def test_the_syllable_il_in_korean_names(misread: str) -> None:
    text = f"Kim {misread} Sung met Pak {misread} Chol; Kim {misread} Sung spoke."
    assert proposals(("body", text)) == [
        ("body", f"Kim {misread} Sung", "Kim Il Sung", 2),
        ("body", f"Pak {misread} Chol", "Pak Il Chol", 1),
    ]


def test_the_syllable_at_the_end_and_with_hyphens() -> None:
    assert proposals(("body", "Kim Jong II and Kim II-Sung")) == [
        ("body", "Kim II-Sung", "Kim Il-Sung", 1),
        ("body", "Kim Jong II", "Kim Jong Il", 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "World War II Memorial, Vatican II Council, Pope John Paul II Visit",
        "Queen Elizabeth II Bridge and Article II Section 11 Part",
        "Kim Il Sung, Kim Il-Sung, Kim Il-sŏng",
        "the 11th of May in Room B52 with 1950s maps and a MiG21",
    ],
)
def test_roman_numerals_and_numbers_are_left_alone(text: str) -> None:
    assert proposals(("body", text)) == []


def test_a_digit_in_a_name_that_stands_right_elsewhere() -> None:
    assert proposals(
        ("document.title", "Orlov and Petrov"), ("body", "0rlov met Petr0v. Petr0v")
    ) == [
        ("body", "0rlov", "Orlov", 1),
        ("body", "Petr0v", "Petrov", 2),
    ]


def test_a_digit_without_a_better_spelling_is_left() -> None:
    assert proposals(("body", "Petr0v spoke.")) == []


def test_letters_of_two_alphabets_in_one_word() -> None:
    assert proposals(("body", "Orlоv spoke.")) == [("body", "Orlоv", "Orlov", 1)]
    assert proposals(("body", "Орлов spoke.")) == []


def test_letters_that_look_alike_need_the_titles_spelling() -> None:
    assert proposals(("document.title", "The Men of Karnobet"), ("body", "Kamobet lies low.")) == [
        ("body", "Kamobet", "Karnobet", 1)
    ]
    assert proposals(("body", "Karnobet and Kamobet")) == []


def test_every_spelling_in_order() -> None:
    passages = [
        Passage("document.title", "Talks with Pak Il Chol"),
        Passage("body", "Pak II Chol, PAK IL CHOL, Pak Il Cholam"),
        Passage("document.summary", "Pak Il-chol"),
    ]
    assert spellings("Pak Il Chol", passages) == (
        "Pak Il Chol",
        "Pak II Chol",
        "PAK IL CHOL",
        "Pak Il-chol",
    )
