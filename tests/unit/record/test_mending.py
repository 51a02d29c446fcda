"""Faults that have one right answer: what the reader advises is what is written."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.record.fields import fields
from archcite.record.identifiers import CHECKS
from archcite.record.mending import mended, mends
from strategies import CHECKED

SHAPES = {field.shape.check: field.shape for field in fields() if field.shape.kind == "text"}

MENDED = [
    ("doi", "https://doi.org/10.1000/182", "10.1000/182"),
    ("doi", "http://dx.doi.org/10.1000/182", "10.1000/182"),
    ("doi", "doi: 10.1000/182", "10.1000/182"),
    ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
    ("orcid", "0000000218250097", "0000-0002-1825-0097"),
    ("isni", "0000 0001 2190 4234", "0000000121904234"),
    ("viaf", "https://viaf.org/viaf/100219162/", "100219162"),
    ("wikidata", "https://www.wikidata.org/wiki/Q42", "Q42"),
    ("wikidata", "q42", "Q42"),
    ("lccn", "n 79021164", "n79021164"),
    ("ror", "https://ror.org/03vek6s52", "03vek6s52"),
    ("crossref-funder", "https://doi.org/10.13039/100000001", "10.13039/100000001"),
    ("crossref-funder", "100000001", "10.13039/100000001"),
    ("rights-uri", "https://rightsstatements.org/vocab/InC/1.0/",
     "http://rightsstatements.org/vocab/InC/1.0/"),
    ("rights-uri", "https://rightsstatements.org/page/NoC-US/1.0/?language=en",
     "http://rightsstatements.org/vocab/NoC-US/1.0/"),
    ("license", "cc-by-4.0", "CC-BY-4.0"),
    ("license", "CC BY 4.0", "CC-BY-4.0"),
    ("language", "zh_Hant", "zh-Hant"),
    ("email", "mailto:a@example.org", "a@example.org"),
    ("edtf", datetime.date(1966, 5, 27), "1966-05-27"),
    ("day", datetime.date(2024, 2, 29), "2024-02-29"),
    ("text", 45, "45"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "value", "right"), MENDED)
def test_mended(check: str, value: object, right: str) -> None:
    assert mended(SHAPES[check], value) == right


@pytest.mark.parametrize(
    ("check", "value"),
    [
        ("doi", "ten"),
        ("orcid", "0000-0002-1825-0098"),
        ("license", "CC-BY"),
        ("url", "www.example.org"),
        ("edtf", "c. 1966"),
        ("edtf", 1966),
        ("day", datetime.datetime(2024, 2, 29, 1)),
        ("text", True),
        ("text", -5),
        ("text", 1.5),
        ("text", "\x00"),
        ("rights-uri", "https://rightsstatements.org/vocab/In/1.0/"),
    ],
)
def test_not_mended(check: str, value: object) -> None:
    assert mended(SHAPES[check], value) == ""


@given(st.data())
def test_what_is_good_is_let_be_and_what_is_mended_is_good(data: st.DataObject) -> None:
    check = data.draw(st.sampled_from(sorted(set(SHAPES) & set(CHECKED) - {"field-path"})))
    good = data.draw(CHECKED[check])
    assert mended(SHAPES[check], good) == ""
    near = data.draw(st.sampled_from([f" {good}", good.upper(), f"https://x.org/{good}", good[1:]]))
    right = mended(SHAPES[check], near)
    assert not right or not CHECKS[check](right)


def test_faults_of_a_file_with_their_paths() -> None:
    text = (
        'schema = "archcite/1"\n[document]\nid = "a"\nkind = "letter"\ndate = 1966-05-27\n'
        "[[source.copies]]\nlevels = [{ kind = 'fond', value = 45 }]\n"
    )
    assert [(each.path, each.value) for each in mends(text)] == [
        ("document.date", "1966-05-27"),
        ("source.copies[0].levels[0].value", "45"),
    ]
    assert list(mends("no = toml = ")) == []
