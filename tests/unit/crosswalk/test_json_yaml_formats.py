"""Laws of the two-way JSON and YAML formats: an edit kept, losses told."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from archcite.crosswalk.returning import losses
from archcite.record.model import Record
from archcite.record.toml import from_plain
from archcite.record.vocab import Kind, WorkType

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from round_trips import LETTER, records_of, write
from strategies import records

FORMATS = ("better-csl-json", "cff", "csl-yaml", "hayagriva", "zotero-json")


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=records())
def test_what_does_not_come_back_is_told(name: str, record: Record) -> None:
    written = write(name)([record], carrier=False)
    (again,) = records_of(name, written.text)
    told = set(written.dropped.get(record.document.id, ()))
    missing = set(losses(record, msgspec.to_builtins(again)))
    assert missing <= told


@pytest.mark.parametrize("name", FORMATS)
def test_an_edit_is_kept_and_nothing_else_changes(name: str) -> None:
    record = from_plain(LETTER)
    text = write(name)([record]).text
    edited = text.replace("On lamps", "On wicks")
    (found,) = records_of(name, edited)
    document = msgspec.structs.replace(record.document, title="On wicks")
    assert found == msgspec.structs.replace(record, document=document)
    (found,) = records_of(name, text.replace("Ada", "Ida"))
    author = msgspec.structs.replace(record.people[0], as_given="Ida Roe", given="Ida")
    assert found == msgspec.structs.replace(record, people=(author, *record.people[1:]))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("1921", "1922", "document.date"),
        ("Ayr County Archives", "Ayr Town Archives", "source.archive.name"),
        ("Dora", "Flora", "people.translator"),
        ("Moe", "Noe", "people.recipient"),
    ],
)
def test_an_edit_changes_its_field_alone(name: str, old: str, new: str, path: str) -> None:
    plain = {**LETTER, "document": {**LETTER["document"], "id": "roe"}}
    record = from_plain(plain)
    (found,) = records_of(name, write(name)([record]).text.replace(old, new))
    changed = losses(record, msgspec.to_builtins(found))
    assert changed
    assert all(each.startswith(path) for each in changed)
    assert new in str(found)


@pytest.mark.parametrize("name", FORMATS)
def test_without_the_carrier_nothing_becomes_another_thing(name: str) -> None:
    record = from_plain(LETTER)
    written = write(name)([record], carrier=False)
    (found,) = records_of(name, written.text)
    assert {(each.role, each.as_given) for each in found.people} == {
        (each.role, each.as_given) for each in record.people
    }
    assert found.document.kind is Kind.LETTER
    told = written.dropped["roe-1921"]
    assert found.document.date == "1921-03~" or "document.date" in told
    assert (found.document.date or "").startswith("1921-03")
    assert found.rights == record.rights or (found.rights is None and "rights.statement" in told)
    assert found.source is not None
    assert record.source is not None
    assert found.source.archive == record.source.archive
    assert found.source.levels == record.source.levels


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_stays_itself_or_is_told(name: str, kind: Kind) -> None:
    plain = {"schema": "archcite/1", "document": {"id": "a", "kind": str(kind), "title": "T"}}
    written = write(name)([from_plain(plain)], carrier=False)
    (found,) = records_of(name, written.text)
    assert found.document.kind is kind or "document.kind" in written.dropped["a"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_work_in_a_work_comes_back(name: str) -> None:
    work = {"type": "chapter", "container": "Light", "series": "Lamps", "volume": "2"}
    plain = {
        "schema": "archcite/1",
        "document": {"id": "a", "kind": "published", "title": "T", "date": "1921"},
        "published": {**work, "pages": "1-2", "publisher": "Press", "place": "Ayr"},
    }
    written = write(name)([from_plain(plain)], carrier=False)
    assert records_of(name, written.text) == [from_plain(plain)]
    assert written.dropped == {}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("type_", list(WorkType))
def test_a_published_type_stays_itself_or_is_told(name: str, type_: WorkType) -> None:
    plain = {
        "schema": "archcite/1",
        "document": {"id": "a", "kind": "published", "title": "T"},
        "published": {"type": str(type_), "container": "Light", "series": "Lamps"},
    }
    record = from_plain(plain)
    written = write(name)([record], carrier=False)
    (found,) = records_of(name, written.text)
    missing = losses(record, msgspec.to_builtins(found))
    assert set(missing) <= set(written.dropped.get("a", ()))
    told = str(found.published)
    assert ("'Light'" in told) == ("published.container" not in missing)
    assert ("'Lamps'" in told) == ("published.series" not in missing)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_in_a_text_is_markup(name: str) -> None:
    hard = "a <b>&amp; \"c\" 'd' *e* [f]{g} #h: {i} $j$ \\k \\{ %l @m | n"
    plain = {**LETTER, "document": {**LETTER["document"], "title": hard, "summary": hard}}
    record = from_plain(plain)
    assert records_of(name, write(name)([record]).text) == [record]
    (found,) = records_of(name, write(name)([record], carrier=False).text)
    assert found.document.title == hard
    assert found.document.summary == hard


@pytest.mark.parametrize("name", FORMATS)
def test_no_record_makes_a_file_without_any(name: str) -> None:
    assert write(name)([]).dropped == {}
    assert records_of(name, write(name)([]).text) == []
