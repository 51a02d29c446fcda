"""Laws of the two-way XML formats: exact with the carrier, an edit kept, nothing turned round."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from archcite.read import load_reader
from archcite.record.model import Record
from archcite.record.toml import from_plain, read
from archcite.record.vocab import Kind
from archcite.write import WRITERS

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import records

RECORDS = sorted((Path(__file__).parents[3] / "records").glob("*.toml"))
# Writer, and the reader of what it writes.
FORMATS = {
    "mods": "mods",
    "dublin-core": "dublin-core",
    "oai-dc": "dublin-core",
    "zotero-rdf": "zotero-rdf",
    "datacite": "datacite",
}
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


def write(name: str) -> Callable[..., Any]:
    module, _, function = WRITERS[name].function.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def records_of(name: str, text: str) -> list[Record]:
    found = load_reader(FORMATS[name])(text.encode(), "a.xml")
    return [each for each in found if isinstance(each, Record)]


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=records())
def test_a_record_comes_back_equal(name: str, record: Record) -> None:
    text = write(name)([record]).text
    assert load_reader(FORMATS[name])(text.encode(), "a.xml") == [record]
    (again,) = records_of(name, write(name)([record], carrier=False).text)
    assert again.document.kind is record.document.kind or "document.kind" in write(name)(
        [record], carrier=False
    ).dropped.get(record.document.id, [])


@pytest.mark.parametrize("name", FORMATS)
def test_a_whole_library(name: str) -> None:
    all_ = [read(path.read_text(encoding="utf-8"), path.name) for path in RECORDS]
    assert records_of(name, write(name)(all_).text) == all_


@pytest.mark.parametrize("name", FORMATS)
def test_an_edit_is_kept_and_nothing_else_changes(name: str) -> None:
    plain = {**LETTER, "document": {**LETTER["document"], "text_quality": {"ocr": True}}}
    text = write(name)([from_plain(plain)]).text
    assert text.count(">On lamps<") == 1
    (found,) = records_of(name, text.replace(">On lamps<", ">On wicks<"))
    plain["document"] = {**plain["document"], "title": "On wicks"}
    assert found == from_plain(plain)
    (found,) = records_of(name, text.replace(">oil<", ">oil lamps<"))
    assert [each.term for each in found.subjects] == ["oil lamps"]
    assert found.document.text_quality is not None
    assert found.people == from_plain(plain).people


@pytest.mark.parametrize("name", FORMATS)
def test_without_the_carrier_nothing_becomes_another_thing(name: str) -> None:
    record = from_plain(LETTER)
    (found,) = records_of(name, write(name)([record], carrier=False).text)
    assert {(each.role, each.as_given) for each in found.people} == {
        (each.role, each.as_given) for each in record.people
    }
    assert found.document.kind is Kind.LETTER
    assert found.document.date == "1921-03~"
    assert [each.name for each in found.funders] == ["Oil Fund"]
    assert found.rights == record.rights
    assert found.source is not None
    assert found.source.archive == record.source.archive if record.source else False


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_stays_itself(name: str, kind: Kind) -> None:
    plain = {"schema": "archcite/1", "document": {"id": "a", "kind": str(kind), "title": "T"}}
    (found,) = records_of(name, write(name)([from_plain(plain)], carrier=False).text)
    assert found.document.kind is kind


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_in_a_text_is_markup(name: str) -> None:
    hard = "a <b>&amp; \"c\" 'd' ]]> \ufffe & <!-- e"
    plain = {**LETTER, "document": {**LETTER["document"], "title": hard, "summary": hard}}
    record = from_plain(plain)
    assert records_of(name, write(name)([record]).text) == [record]
    (found,) = records_of(name, write(name)([record], carrier=False).text)
    assert found.document.title == hard.replace("\ufffe", "\ufffd")
