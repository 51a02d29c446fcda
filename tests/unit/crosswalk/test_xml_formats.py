"""Laws of the two-way XML formats: an edit kept, nothing turned round."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from archcite.record.toml import from_plain
from archcite.record.vocab import Kind

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from round_trips import LETTER, records_of, write

FORMATS = ("mods", "dublin-core", "oai-dc", "zotero-rdf", "datacite")


@pytest.mark.parametrize("name", FORMATS)
def test_an_edit_is_kept_and_nothing_else_changes(name: str) -> None:
    plain = dict(LETTER)
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
