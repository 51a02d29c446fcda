"""Hayagriva: what typst cannot read is not written, and what others write is read."""

from __future__ import annotations

from typing import Any

import pytest

from archcite.crosswalk.hayagriva import ENTRY
from archcite.crosswalk.hayagriva_table import escaped, unescaped
from archcite.record.toml import from_plain


def fields_of(document: dict[str, Any], **more: Any) -> dict[str, Any]:
    plain = {"schema": "archcite/1", "document": {"id": "a", "kind": "letter", **document}, **more}
    return ENTRY.write(from_plain(plain))[1]


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("1921-03-04", "1921-03-04"),
        ("1921-03~", "1921-03"),
        ("1921?", "1921"),
        ("1921/1923", "1921"),
        ("../1923-05", "1923-05"),
        ("192X", "1920"),
        ("1921-21", "1921"),
        ("-0044", "-0044"),
    ],
)
def test_dates_that_typst_reads(date: str, written: str) -> None:
    assert fields_of({"date": date})["date"] == written
    record = from_plain(
        {"schema": "archcite/1", "document": {"id": "a", "kind": "letter", "date": date}}
    )
    out = ENTRY.out(record, carrier=False)
    assert ("document.date" in out.dropped) == (written != date)


def test_what_typst_would_stop_at_is_left_out() -> None:
    found = fields_of(
        {"language": "de-1996"},
        digital={"url": "http://[bad"},
        published={"volumes": "several"},
    )
    assert not found.keys() & {"url", "volume-total"}
    assert found["language"] == "de-1996"
    assert "language" not in fields_of({"language": "en-a-bcd"})


def test_a_letter_names_its_recipients_once() -> None:
    people = [
        {"role": "recipient", "as_given": "Carl Moe", "family": "Moe", "given": "Carl"},
        {"role": "recipient", "as_given": "Guild of Lamps", "kind": "body"},
    ]
    assert fields_of({}, people=people)["genre"] == "letter to Carl Moe and Guild of Lamps"
    described = {"genre": "note to Moe and the Guild of Lamps"}
    assert fields_of(described, people=people)["genre"] == "note to Moe and the Guild of Lamps"


def test_a_family_first_name_stands_in_one_piece() -> None:
    kim = {"role": "author", "as_given": "Kim Il Sung", "family": "Kim", "given": "Il Sung"}
    found = fields_of({}, people=[{**kim, "order": "family-first"}])
    assert found["author"] == ["Kim Il Sung"]


def test_a_work_stands_in_its_container_and_that_in_its_series() -> None:
    found = fields_of(
        {"kind": "published", "title": "Wicks"},
        published={
            "type": "chapter",
            "container": "Light",
            "series": "Lamps",
            "series_number": "7",
            "volume": "2",
        },
    )
    assert found["parent"] == {
        "type": "book",
        "title": "Light",
        "parent": {"type": "anthology", "title": "Lamps", "volume": "7"},
    }
    assert found["volume"] == "2"


@pytest.mark.parametrize("text", ["a {b} $c$", "\\", "\\{", "}{", "a\\n", "plain"])
def test_every_letter_comes_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_braces_of_others_keep_case_and_go() -> None:
    assert unescaped("On {NASA} and \\{x\\}") == "On NASA and {x}"


@pytest.mark.parametrize(
    ("fields", "kind", "type_"),
    [
        ({"type": "Article", "parent": {"type": "Newspaper"}}, "published", "article-newspaper"),
        ({"type": "article"}, "published", "article-journal"),
        ({"type": "article", "parent": {"type": "blog"}}, "published", "post-weblog"),
        ({"type": "misc", "archive": "Ayr", "genre": "map"}, "map", None),
        ({"type": "manuscript", "genre": "diary"}, "diary", None),
        ({"type": "anthology"}, "published", "book"),
        ({"type": "anthology", "archive": "Ayr"}, "collection", None),
        ({"type": "CastMember"}, "other", None),
        ({}, "other", None),
    ],
)
def test_types_of_others(fields: dict[str, Any], kind: str, type_: str | None) -> None:
    plain = ENTRY.means(("a", fields))
    assert plain["document"]["kind"] == kind
    assert plain.get("published", {}).get("type") == type_


@pytest.mark.parametrize(
    ("told", "particle", "family"),
    [
        ("von der Moe, Carl", "von der", "Moe"),
        ("Luther Moe, Carl", None, "Luther Moe"),
        ("Ван Роу, Ада", None, "Ван Роу"),
        ("moe, carl", None, "moe"),
        (", Carl", None, None),
    ],
)
def test_names_of_others(told: str, particle: str | None, family: str | None) -> None:
    (agent,) = ENTRY.means(("a", {"author": told}))["people"]
    assert (agent.get("particle"), agent.get("family")) == (particle, family)
