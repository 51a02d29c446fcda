"""Laws of what stands on web pages: exact with the carrier, an edit kept, nothing turned round."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from archcite.read import load_reader, sniff
from archcite.record.model import Record
from archcite.record.toml import from_plain, read
from archcite.record.vocab import Kind, WorkType
from archcite.write import Written
from archcite.write.coins import write_coins
from archcite.write.html_meta import write_html_meta

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import records

RECORDS = sorted((Path(__file__).parents[3] / "records").glob("*.toml"))
FORMATS = {"coins": (write_coins, "coins"), "html-meta": (write_html_meta, "html")}
LETTER: dict[str, Any] = {
    "schema": "archcite/1",
    "document": {"id": "roe-1921", "kind": "letter", "title": "On lamps", "date": "1921-03~"},
    "people": [
        {"role": "author", "as_given": "Ada Roe", "family": "Roe", "given": "Ada"},
        {"role": "recipient", "as_given": "Carl Moe", "family": "Moe", "given": "Carl"},
        {"role": "translator", "as_given": "Dora Loe", "family": "Loe", "given": "Dora"},
    ],
    "source": {
        "archive": {"name": "Ayr County Archives"},
        "levels": [{"kind": "box", "value": "3"}, {"kind": "folder", "value": "7"}],
    },
    "funders": [{"name": "Oil Fund"}],
    "rights": {"statement": "Ask the archive."},
    "subjects": [{"term": "oil"}],
}
ARTICLE: dict[str, Any] = {
    "schema": "archcite/1",
    "document": {"id": "roe", "kind": "published", "title": "On lamps", "date": "2011-05-09"},
    "people": [
        {"role": "author", "as_given": "Ada B. Roe", "family": "Roe", "given": "Ada B."},
        {"role": "author", "as_given": "Carl Moe", "family": "Moe", "given": "Carl"},
    ],
    "published": {"type": "article-journal", "container": "Annals", "volume": "12", "issue": "3",
                  "pages": "101-119", "issn": "1234-5679"},
    "digital": {"doi": "10.1234/annals.7", "url": "https://annals.example/7"},
}  # fmt: skip


def write(name: str, record: Record, *, carrier: bool = True) -> Written:
    return FORMATS[name][0]([record], carrier=carrier)


def back(name: str, text: str) -> list[Record]:
    found = load_reader(FORMATS[name][1])(text.encode(), "a.html")
    return [each for each in found if isinstance(each, Record)]


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=records())
def test_a_record_comes_back_equal(name: str, record: Record) -> None:
    text = write(name, record).text
    assert load_reader(FORMATS[name][1])(text.encode(), "a.html") == [record]
    bare = write(name, record, carrier=False)
    (again,) = back(name, bare.text)
    left = bare.dropped.get(record.document.id, [])
    assert again.document.kind is record.document.kind or "document.kind" in left


@pytest.mark.parametrize("name", FORMATS)
def test_a_whole_library(name: str) -> None:
    all_ = [read(path.read_text(encoding="utf-8"), path.name) for path in RECORDS]
    text = FORMATS[name][0](all_).text
    assert back(name, text) == all_
    assert sniff(text.encode(), "download") == FORMATS[name][1]


@pytest.mark.parametrize("name", FORMATS)
def test_an_edit_is_kept_and_nothing_else_changes(name: str) -> None:
    plain = {**LETTER, "document": {**LETTER["document"], "text_quality": {"ocr": True}}}
    text = write(name, from_plain(plain)).text
    old, new = ("On%20lamps", "On%20wicks") if name == "coins" else ("On lamps", "On wicks")
    (found,) = back(name, text.replace(old, new))
    plain["document"] = {**plain["document"], "title": "On wicks"}
    assert found == from_plain(plain)


def test_an_edit_in_any_place_of_a_page_counts() -> None:
    """The title stands in a tag and in the block of JSON-LD."""
    text = write("html-meta", from_plain(LETTER)).text
    places = [found.start() for found in re.finditer("On lamps", text)]
    assert len(places) == 2
    for place in places:
        edited = f"{text[:place]}On wicks{text[place + len('On lamps') :]}"
        (found,) = back("html-meta", edited)
        document = {**LETTER["document"], "title": "On wicks"}
        assert found == from_plain({**LETTER, "document": document})


def test_edits_of_several_places_are_joined() -> None:
    text = write("html-meta", from_plain(LETTER)).text
    text = text.replace('content="On lamps"', 'content="On wicks"')
    text = text.replace('"name": "Ayr County Archives"', '"name": "Ayr Archives"')
    text = text.replace('content="oil"', 'content="lamp oil"').replace('": "oil"', '": "lamp oil"')
    (found,) = back("html-meta", text)
    expected = {
        **LETTER,
        "document": {**LETTER["document"], "title": "On wicks"},
        "source": {**LETTER["source"], "archive": {"name": "Ayr Archives"}},
        "subjects": [{"term": "lamp oil"}],
    }
    assert found == from_plain(expected)


def test_a_page_without_one_of_its_sources_says_the_rest() -> None:
    text = write("html-meta", from_plain(LETTER), carrier=False).text
    without = re.sub(r"(?s)<script.*?</script>", "", text)
    (found,) = back("html-meta", without)
    assert found.document.title == "On lamps"
    assert [(str(each.role), each.as_given) for each in found.people] == [
        ("author", "Ada Roe"), ("recipient", "Carl Moe"), ("translator", "Dora Loe"),
    ]  # fmt: skip
    assert [each.name for each in found.funders] == ["Oil Fund"]


@pytest.mark.parametrize("name", FORMATS)
def test_without_the_carrier_nothing_becomes_another_thing(name: str) -> None:
    record = from_plain(LETTER)
    (found,) = back(name, write(name, record, carrier=False).text)
    assert {(each.role, each.as_given) for each in found.people} == {
        (each.role, each.as_given) for each in record.people
    }
    assert found.document.kind is Kind.LETTER
    assert found.document.date == "1921-03~"
    assert found.rights == record.rights
    assert found.source
    assert record.source
    assert found.source.archive == record.source.archive


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_stays_itself(name: str, kind: Kind) -> None:
    plain = {"schema": "archcite/1", "document": {"id": "a", "kind": str(kind), "title": "T"}}
    (found,) = back(name, write(name, from_plain(plain), carrier=False).text)
    assert found.document.kind is kind


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("type_", list(WorkType))
def test_every_type_of_work_stays_itself(name: str, type_: WorkType) -> None:
    plain = {**ARTICLE, "published": {**ARTICLE["published"], "type": str(type_)}}
    (found,) = back(name, write(name, from_plain(plain), carrier=False).text)
    assert found.published
    assert found.published.type is type_
    assert [each.as_given for each in found.people] == ["Ada B. Roe", "Carl Moe"]


@pytest.mark.parametrize("name", FORMATS)
def test_an_article_comes_back_whole_without_the_carrier(name: str) -> None:
    written = write(name, from_plain(ARTICLE), carrier=False)
    assert not written.dropped
    assert back(name, written.text) == [from_plain(ARTICLE)]


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_in_a_text_is_markup(name: str) -> None:
    hard = "a <b>&amp; \"c\" 'd' ]]> --></script> & <!-- e &rft.title=x%20+"
    plain = {**LETTER, "document": {**LETTER["document"], "title": hard, "summary": hard}}
    record = from_plain(plain)
    assert back(name, write(name, record).text) == [record]
    text = write(name, record, carrier=False).text
    (found,) = back(name, text)
    assert found.document.title == hard
    assert "<b>" not in text
    assert text.count("</script>") == (name == "html-meta")
