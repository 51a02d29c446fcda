"""CSL-JSON items as a style sees them: variables, names and dates, and those that a note holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.cite.item import JsonItem, to_date, to_name
from archcite.csl.item import DatePart, DateValue
from archcite.text.names import Name, split_particles


def item(**parts: Any) -> JsonItem:
    return JsonItem({"id": "a", "type": "book", **parts})


# -- variables in a note


@pytest.mark.parametrize(
    ("note", "variable", "value"),
    [
        ("genre: letter", "genre", "letter"),
        ("Original Publisher: Knopf", "original-publisher", "Knopf"),
        ("DOI : 10.1/2", "DOI", "10.1/2"),
        ("genre: letter\nvolume: 3", "volume", "3"),
        ("genre:\tletter  ", "genre", "letter"),
        ("words first\ngenre: letter", "genre", ""),
        ("genre: letter\nwords\nvolume: 3", "volume", ""),
        ("words and {:genre: letter } in them", "genre", "letter"),
        ("{:volume:3}{:genre:letter}", "genre", "letter"),
        ("colour: red", "colour", ""),
        ("note: other", "note", "note: other"),
        ("genre:", "genre", ""),
    ],
)
def test_variables_in_a_note(note: str, variable: str, value: str) -> None:
    found = item(note=note)
    assert found.text(variable) == value
    assert (variable in set(found.variables())) == bool(value)


def test_names_and_dates_in_a_note() -> None:
    note = "editor: Roe || Ann\neditor: Poe || Bob\ncontainer-author: The Bureau\nissued: 1990-05"
    found = item(note=note)
    assert found.names("editor") == (Name("Roe", "Ann"), Name("Poe", "Bob"))
    assert found.names("container-author") == (Name(literal="The Bureau"),)
    assert found.date("issued") == DateValue(DatePart(1990, 5))


def test_what_an_item_says_itself_goes_before_its_note() -> None:
    found = item(genre="diary", note="genre: letter\nvolume: 3")
    assert (found.text("genre"), found.text("volume")) == ("diary", "3")


# -- who edits and translates


ROE, POE = [{"family": "Roe"}], [{"family": "Poe"}]


@pytest.mark.parametrize(
    ("parts", "family"),
    [
        ({"editor": ROE, "translator": ROE}, ["Roe"]),
        ({"editor": ROE, "translator": POE}, []),
        ({"editor": ROE}, []),
        ({"editor-translator": POE, "editor": ROE}, ["Poe"]),
        ({"editortranslator": POE}, ["Poe"]),
        ({}, []),
    ],
)
def test_editor_translator(parts: dict[str, Any], family: list[str]) -> None:
    found = item(**parts)
    assert [name.family for name in found.names("editor-translator")] == family
    assert ("editor-translator" in set(found.variables())) == bool(family)


# -- values


@pytest.mark.parametrize(
    ("old", "new"),
    [("shortTitle", "title-short"), ("journalAbbreviation", "container-title-short"),
     ("event", "event-title")],
)  # fmt: skip
def test_old_names_of_variables(old: str, new: str) -> None:
    found = item(**{old: "X"})
    assert found.text(new) == "X"
    assert new in set(found.variables())


@pytest.mark.parametrize(
    ("value", "text"),
    [(3, "3"), (2.0, "2"), (5.5, "5.5"), (1234567.0, "1234567"), (12345.675, "12345.675"),
     (True, ""), (None, ""), (" ", ""), (["a"], "")],
)  # fmt: skip
def test_values_that_are_no_texts(value: object, text: str) -> None:
    assert item(volume=value).text("volume") == text


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[1990]]}, DateValue(DatePart(1990))),
        ({"date-parts": [[1]]}, DateValue(DatePart(1))),
        ({"date-parts": [[-44]]}, DateValue(DatePart(-44))),
        ({"date-parts": [[0]]}, None),
        ({"date-parts": [[True]]}, None),
        ({"date-parts": [[10**6]]}, None),
        ({"date-parts": [[-(10**6)]]}, None),
        ({"date-parts": [["1990", "5"]]}, DateValue(DatePart(1990, 5))),
        ({"date-parts": [[1990], [1991]]}, DateValue(DatePart(1990), DatePart(1991))),
        ({"date-parts": [[1990, 21]]}, DateValue(DatePart(1990, season=1))),
    ],
)
def test_dates(value: Any, date: DateValue | None) -> None:
    assert to_date(value) == date


words = st.text("ABCabcéÉ -.'’,", max_size=8)


@given(words, words)
def test_names_of_two_plain_parts_are_read_like_all_others(family: str, given_name: str) -> None:
    quick = to_name({"family": family, "given": given_name})
    slow = split_particles(Name(family.strip(), given_name.strip()))
    if family.strip():
        assert quick == slow
