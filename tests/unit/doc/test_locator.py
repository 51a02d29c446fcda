"""Locators as typed behind a key."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archcite.cite.request import Locator
from archcite.doc.locator import TERMS, parse


@pytest.mark.parametrize(
    ("text", "label", "value", "rest"),
    [
        ("fol. 12v", "folio", "12v", ""),
        ("fols. 12r-14v", "folio", "12r-14v", ""),
        ("p. 3-5", "page", "3-5", ""),
        ("p.3", "page", "3", ""),
        (", 3", "", "3", ""),
        ("33 ff.", "", "33 ff.", ""),
        ("l. 67", "leaf", "67", ""),
        ("ll. 67-70 ob.", "leaf", "67-70 ob.", ""),
        ("л. 12 об.", "leaf", "12 об.", ""),
        ("box 3, folder 2", "box", "3, folder 2", ""),
        ("Box 3 Folder 2, of three", "box", "3 Folder 2", ", of three"),
        ("reel 2, frames 5-8", "reel", "2, frames 5-8", ""),
        ("sheet 4", "sheet", "4", ""),
        ("§4", "section", "4", ""),
        ("§§ 4 and 7", "section", "4 and 7", ""),
        ("chap. 2", "chapter", "2", ""),
        ("doc. 75", "document", "75", ""),
        ("p. iv", "page", "iv", ""),
        ("pp. 33-35, 38-39 and elsewhere", "page", "33-35, 38-39", " and elsewhere"),
        ("fol. 2v and passim", "folio", "2v", " and passim"),
        ("p. 5, see below", "page", "5", ", see below"),
        ("p. 5.", "page", "5", "."),
        ("p. 5; box 4", "page", "5", "; box 4"),
        ("{pp. iv, vi-xi} of it", "page", "iv, vi-xi", " of it"),
        ("{the second draft}", "", "the second draft", ""),
        ("p. {A, C} of it", "page", "A, C", " of it"),
        ("s.v. “Korea” there", "sub-verbo", "“Korea”", " there"),
        ("1:23:45", "", "1:23:45", ""),
    ],
)
def test_parse(text: str, label: str, value: str, rest: str) -> None:
    assert parse(text) == (Locator(label, value), rest)


@pytest.mark.parametrize(
    "text", ["", "passim", ", passim", "sheet", "note that", "listed there", "iv", "(p. 3)"]
)
def test_no_locator(text: str) -> None:
    assert parse(text) == (None, text)


def test_empty_braces_keep_a_number_in_the_suffix() -> None:
    assert parse("{}, 99 years later") == (None, ", 99 years later")


@pytest.mark.parametrize(
    ("label", "term"), [(label, term) for label, terms in TERMS.items() for term in terms]
)
def test_every_term(label: str, term: str) -> None:
    assert parse(f"{term} 12") == (Locator(label, "12"), "")


def test_no_term_means_two_things() -> None:
    terms = [term for words in TERMS.values() for term in words]
    assert len(terms) == len(set(terms))


@example("f.{")
@given(st.text(alphabet="p. 12,;{}v-&f", max_size=20))
def test_nothing_is_lost(text: str) -> None:
    place, rest = parse(text)
    assert text.endswith(rest)
    if place is None and not text.lstrip(" ,").startswith("{"):
        assert rest == text
