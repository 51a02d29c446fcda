"""Words as they are looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.text.fold import folded, readings, spellings, words
from archcite.text.width import cut, width


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Брежнев", "Brezhnev"),
        ("Брежнев", "Brežnev"),
        ("Brežnev", "Brezhnev"),
        ("Kim Il-sŏng", "Kim Il Sung"),
        ("Kim Il-sŏng", "Kim Il Seong"),
        ("Хрущёв", "Khrushchev"),
        ("Łódź", "lodz"),
        ("Dvořák", "Dvorak"),
        ("Kol'tsov", "Koltsov"),
        ("Brezhnev’s", "BREZHNEV"),
        ("Straße", "strasse"),
    ],
)
def test_two_spellings_share_a_reading(one: str, other: str) -> None:
    assert set(readings(one)) & set(readings(other))


@pytest.mark.parametrize(("one", "other"), [("Kim Il", "Kim Ir"), ("Žukov", "Sukov"), ("", "a")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert not set(readings(one)) & set(readings(other))


@pytest.mark.parametrize(
    ("word", "other"),
    [("dmitry", "dmitrii"), ("yuri", "iurii"), ("sergey", "sergei"), ("yakov", "iakov")],
)
def test_slavic_names_in_other_transliterations(word: str, other: str) -> None:
    assert other in spellings(word)
    assert word in spellings(other)


def test_a_word_that_can_be_spelt_one_way_alone() -> None:
    assert spellings("kim") == ["kim"]


def test_chinese_signs_stand_by_themselves() -> None:
    assert folded("周恩来 1950") == "周 恩 来 1950"


def test_the_places_of_words() -> None:
    text = "Kim Il-sŏng’s, 周恩"
    assert [text[start:end] for start, end, _ in words(text)] == [
        "Kim", "Il", "sŏng’s", "周", "恩",
    ]  # fmt: skip


@given(st.text(max_size=60))
def test_any_text_folds_and_folding_again_changes_nothing(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert readings(text)[0] == once


@given(st.text(max_size=40), st.integers(2, 30))
def test_what_is_cut_fits(text: str, most: int) -> None:
    assert width(cut(text, most)) <= most
    if width(text) <= most:
        assert cut(text, most) == text
