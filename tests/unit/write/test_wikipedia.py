"""Records as Wikipedia's templates: the right one, valid dates, no markup, losses told.

tests/cases/wikipedia/records.txt has the template of every record of records/; --update writes it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from archcite.app.programs import format_for
from archcite.crosswalk.table import leaves
from archcite.crosswalk.wikipedia import to_wikipedia
from archcite.crosswalk.wikipedia_dates import date_value
from archcite.record.model import Record
from archcite.record.toml import from_plain, read
from archcite.write.wikipedia import escaped, write_wikipedia

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import records

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "cases" / "wikipedia" / "records.txt"


def record(kind: str, **more: Any) -> Record:
    document = {"id": "a", "kind": kind, "title": "On lamps", **more.pop("document", {})}
    return from_plain({"schema": "archcite/1", "document": document, **more})


def params(record_: Record) -> dict[str, str]:
    citation = to_wikipedia(record_).entry
    return {"template": citation.template, **dict(citation.values)}


def test_every_record_of_the_library(update: bool) -> None:
    parts = []
    for path in sorted((ROOT / "records").glob("*.toml")):
        made = read(path.read_text(encoding="utf-8"), path.name)
        written = write_wikipedia([made])
        parts.append(written.text)
        for word, told in (("behind", written.moved), ("not", written.dropped)):
            left = [each for each in told.get(made.document.id, []) if "_" not in each]
            parts.append(f"  {word}: {', '.join(left)}\n" if left else "")
    text = "".join(parts)
    if update:
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_an_archival_document() -> None:
    found = params(
        record(
            "letter",
            document={"date": "1921-03-04", "genre": "draft letter"},
            people=[
                {"role": "author", "as_given": "Ada Roe", "family": "Roe", "given": "Ada"},
                {"role": "author", "as_given": "Harbour Board", "kind": "body"},
            ],
            source={
                "archive": {"name": "Ayr College", "department": "Special Collections",
                            "place": "Ayr"},
                "collection": "Lamp Guild",
                "levels": [
                    {"kind": "fond", "value": "5"}, {"kind": "opis", "value": "61"},
                    {"kind": "box", "value": "3"}, {"kind": "folder", "value": "7"},
                    {"kind": "page", "value": "1-2"},
                ],
            },
            digital={"url": "https://e.example/1", "accessed": "2020-05-03"},
        )
    )  # fmt: skip
    assert found == {
        "template": "cite archive", "last1": "Roe", "first1": "Ada", "author2": "Harbour Board",
        "item": "On lamps", "type": "Draft letter", "item-url": "https://e.example/1",
        "item-id": "opis 61", "date": "4 March 1921", "box": "3", "file": "7", "fonds": "5",
        "collection": "Lamp Guild", "repository": "Special Collections",
        "institution": "Ayr College", "pages": "1-2", "location": "Ayr",
        "access-date": "3 May 2020",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("type_", "template", "inside"),
    [
        ("article-journal", "cite journal", "journal"),
        ("article-newspaper", "cite news", "newspaper"),
        ("entry-encyclopedia", "cite encyclopedia", "encyclopedia"),
        ("paper-conference", "cite conference", "book-title"),
        ("webpage", "cite web", "website"),
        ("dataset", "cite web", "website"),
    ],
)
def test_a_published_work(type_: str, template: str, inside: str) -> None:
    found = params(
        record("published", published={"type": type_, "container": "Annals", "pages": "3"},
               digital={"url": "https://e.example/1"})
    )  # fmt: skip
    assert found["template"] == template
    assert found["title"] == "On lamps"
    assert found[inside] == "Annals"
    assert found["page"] == "3"


def test_a_chapter_and_a_printed_document() -> None:
    found = params(record("published", published={"type": "chapter", "container": "Lamps"}))
    assert (found["chapter"], found["title"]) == ("On lamps", "Lamps")
    edition = {"title": "Lamps", "editors": ["Dora Loe"], "date": "1977", "pages": "3-4"}
    found = params(record("letter", document={"date": "1921~"}, source={"published_in": edition}))
    assert found == {
        "template": "cite book", "chapter": "On lamps", "title": "Lamps", "editor1": "Dora Loe",
        "date": "1977", "orig-date": "ca. 1921", "pages": "3-4",
    }  # fmt: skip


def test_a_title_in_another_script() -> None:
    original = {"text": "О лампах", "language": "ru", "transliteration": "O lampakh"}
    found = params(
        record("published", document={"original_title": original}, published={"type": "book"})
    )
    assert found["script-title"] == "ru:О лампах"
    assert (found["title"], found["trans-title"]) == ("O lampakh", "On lamps")


@pytest.mark.parametrize(
    ("edtf", "value"),
    [
        ("1966", "1966"),
        ("1966-05", "May 1966"),
        ("1966-05-27", "27 May 1966"),
        ("1966~", "c. 1966"),
        ("1966-21", "Spring 1966"),
        ("1955/1957", "1955–1957"),
        ("1966-05/1966-06", "May–June 1966"),
        ("1966-05-03/1966-05-05", "3–5 May 1966"),
        ("1966-05-03/1966-06-05", "3 May – 5 June 1966"),
        ("1966-05-03/1967-06-05", "3 May 1966 – 5 June 1967"),
        *((none, "") for none in ("1966?", "1966-05~", "196X", "1966/..", "-0044", "0099")),
    ],
)
def test_dates_that_the_templates_take(edtf: str, value: str) -> None:
    assert date_value(edtf) == value


def test_a_date_that_they_do_not_take_stands_behind_and_is_told() -> None:
    written = write_wikipedia([record("letter", document={"date": "1966-05~"})])
    assert "|date=" not in written.text
    assert written.text.rstrip().endswith("Date: ca. May 1966.")
    assert written.moved == {"a": ["document.date"]}


@pytest.mark.parametrize(
    ("text", "wikitext"),
    [
        ("a|b", "a{{!}}b"),
        ("[[a]] {{b}}", "&#91;&#91;a&#93;&#93; &#123;&#123;b&#125;&#125;"),
        ("<ref>", "&lt;ref&gt;"),
        ("''a''", "&#39;&#39;a&#39;&#39;"),
        ("~~~~ __TOC__", "&#126;&#126;&#126;&#126; &#95;&#95;TOC&#95;&#95;"),
        ("* a", "&#42; a"),
        ("a = b's", "a = b's"),
        ("a &amp; b & c", "a &#38;amp; b & c"),
        ("a\n\tb\u200b", "a b"),
    ],
)  # fmt: skip
def test_nothing_in_a_text_is_markup(text: str, wikitext: str) -> None:
    assert escaped(text) == wikitext


def test_addresses_are_escaped_as_addresses() -> None:
    made = record("letter", digital={"url": "https://e.example/a|b[c]?d=%20"})
    assert "|item-url=https://e.example/a%7Cb%5Bc%5D?d=%20" in write_wikipedia([made]).text


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=records())
def test_one_template_a_record_and_every_field_accounted_for(record: Record) -> None:
    written = write_wikipedia([record])
    assert written.text.count("\n") == 1
    assert written.text.startswith("{{cite ")
    bare = re.sub(r"\{\{(?:cite [^{}]*?|!|doi\|[^{}]*|in lang\|[^{}]*)\}\}", "",
                  written.text.replace("{{!}}", ""))  # fmt: skip
    assert not re.search(r"[{}\[\]<>]", bare)
    found = to_wikipedia(record)
    assert set(found.dropped) | set(found.moved) <= set(leaves(record))
    assert not set(found.dropped) & set(found.moved)


def test_the_program_has_its_format() -> None:
    assert format_for("wikipedia") == "wikipedia"
