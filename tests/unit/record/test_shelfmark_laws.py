"""Laws of printing a shelfmark: it never fails, loses no value, makes dashes of ranges only."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.record.archives import ARCHIVES
from archcite.record.model import Holding, Level, Repository
from archcite.record.shelfvalues import is_many, with_spans
from archcite.record.shelfwords import GENERAL, LANGUAGES, find_language, find_term
from archcite.record.tradition import (
    TRADITIONS,
    Form,
    Order,
    print_levels,
    reads_large_first,
    tradition_of,
)
from archcite.record.vocab import LevelKind

FORMS = st.sampled_from(get_args(Form))
ORDERS = st.sampled_from(get_args(Order))
TAGS = st.sampled_from([*LANGUAGES, "ru-RU", "pt-BR", "zh-Hant-TW", "sr-Latn", "x", ""])
NUMBERS = st.from_regex(r"\A[0-9]{1,4}[a-z]?( ob\.)?\Z")
RANGES = st.tuples(NUMBERS, st.sampled_from(["-", "–", " - ", ", "]), NUMBERS).map("".join)
VALUES = st.one_of(st.text(min_size=1), NUMBERS, RANGES, st.sampled_from(["CA 7 Ex.", "FO 371"]))
LABELS = st.one_of(
    st.none(),
    st.text(min_size=1, max_size=12),
    st.sampled_from(["legajo", "Karton", "справа", "спр.", "全宗", "롤", "Bl.", "Nr.", "ő. e."]),
)
LEVELS = st.builds(Level, kind=st.sampled_from(LevelKind), value=VALUES, label=LABELS)
ACRONYMS = st.sampled_from([*(archive.acronym for archive in ARCHIVES), "Nowhere"])
HOLDINGS = st.builds(
    Holding,
    archive=st.none() | ACRONYMS.map(lambda name: Repository(acronym=name)),
    levels=st.lists(LEVELS, max_size=5).map(tuple),
)


@given(HOLDINGS, FORMS, TAGS, ORDERS)
def test_anything_is_printed(source: Holding, form: Form, tag: str, order: Order) -> None:
    printed = print_levels(source, form=form, language=tag, order=order)
    if any(level.value.strip() for level in source.levels):
        assert printed.strip()
    assert tradition_of(source) in {row.name for row in TRADITIONS}
    assert isinstance(reads_large_first(source), bool)


def letters(text: str) -> list[str]:
    """Letters and digits in their order; the back of a leaf is written in the reader's letters."""
    bare = re.sub(r"(?<=\d)( ?(ob|об|zv|зв|뒷면)\b\.?|[页頁]?背面)", "", text)
    return [char for char in bare if char.isalnum()]


@given(HOLDINGS, FORMS, TAGS, ORDERS)
def test_no_value_is_lost(source: Holding, form: Form, tag: str, order: Order) -> None:
    printed = letters(print_levels(source, form=form, language=tag, order=order))
    rest = iter(printed)
    in_order = order == "large-first" and form != "slashed"  # a year steps aside there
    for level in source.levels:
        if not in_order:
            rest = iter(printed)
        assert all(char in rest for char in letters(level.value))


@given(st.text("0123456789abvrx-–, .", max_size=20), st.booleans(), st.sampled_from("–-~—"))
def test_only_what_stands_between_numbers_becomes_a_dash(
    value: str, counted: bool, mark: str
) -> None:
    changed = with_spans(value, mark, counted=counted)
    assert re.sub(r" ?[-–—~] ?", "", changed) == re.sub(r" ?[-–—~] ?", "", value)
    if changed != value:
        number = r"(?:[0-9]+[a-z]{0,2}|[ivxl]+)"
        assert re.search(rf"{number} ?[-–—~] ?(?:{number}|[rv]\b)", value)


@pytest.mark.parametrize("value", ["B-7", "A-5", "-5", "12-", "1-2-3", "WHCF-Subject", "x-12", "–"])
def test_no_range_no_dash(value: str) -> None:
    assert with_spans(value, "—", counted=True) == value


@pytest.mark.parametrize(
    ("value", "counted", "many"),
    [
        ("12", True, False),
        ("12-14", True, True),
        ("193-94", True, True),
        ("12r-v", True, False),
        ("12-12 ob.", True, False),
        ("12v-13r", True, True),
        ("3, 5", True, True),
        ("4ff", True, True),
        ("21-1", False, False),
        ("12-14", False, True),
        ("B-7", False, False),
    ],
)
def test_one_or_many(value: str, counted: bool, many: bool) -> None:
    assert is_many(value, counted=counted) is many


def test_every_kind_of_level_has_a_word() -> None:
    assert set(GENERAL) == set(LevelKind)


@pytest.mark.parametrize(
    ("tag", "key", "usual"),
    [
        ("de-AT", "de", "short"),
        ("zh-Hans-CN", "zh", "long"),
        ("zh-TW", "zh-hant", "long"),
        ("sv", "sv", "long"),
        ("RU", "ru", "short"),
    ],
)
def test_a_tag_finds_its_language(tag: str, key: str, usual: str) -> None:
    found, language = find_language(tag)
    assert (found, language.usual) == (key, usual)


@pytest.mark.parametrize("label", ["Leg.", "leg", "LEGAJO", "ед. хр.", "Ед.хр.", "ő. e.", "a.e."])
def test_a_term_is_found_in_any_spelling(label: str) -> None:
    assert find_term(label) is not None
