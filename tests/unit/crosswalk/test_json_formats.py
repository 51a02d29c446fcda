"""Laws of the two-way JSON formats: an edit kept, nothing turned round."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archcite.errors import Problem
from archcite.read import load_reader, load_stream, sniff
from archcite.record.model import Record
from archcite.record.toml import from_plain
from archcite.record.vocab import Kind, Role, WorkType

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from round_trips import LETTER as PLAIN_LETTER
from round_trips import records_of, write

FORMATS = ("datacite-json", "schema-org", "tropy")
LETTER = {**PLAIN_LETTER, "source": {**PLAIN_LETTER["source"], "collection": "Lamp Guild"}}


@pytest.mark.parametrize("name", FORMATS)
def test_an_edit_is_kept_and_nothing_else_changes(name: str) -> None:
    plain = dict(LETTER)
    text = write(name)([from_plain(plain)]).text
    assert text.count('"On lamps"') == 1
    (found,) = records_of(name, text.replace('"On lamps"', '"On wicks"'))
    plain["document"] = {**plain["document"], "title": "On wicks"}
    assert found == from_plain(plain)
    (found,) = records_of(name, text.replace('"oil"', '"oil lamps"'))
    assert [each.term for each in found.subjects] == ["oil lamps"]
    assert found.document.text_quality is not None
    assert found.people == from_plain(plain).people


# Keys whose text decides what kind of thing an entry is, on which other fields hang.
SORTING = ("@context", "@type", "type", "additionalType", "types", "contributorType",
           "alternateIdentifierType")  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_an_edit_of_any_text_stays_where_it_is(name: str) -> None:
    record = from_plain(LETTER)
    tree = json.loads(write(name)([record]).text)
    waiting, edits = [tree], 0
    while waiting:
        holder = waiting.pop()
        for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
            told = holder[key]
            if isinstance(told, dict | list) and key not in SORTING:
                waiting.append(told)
            if not isinstance(told, str) or key in SORTING or "archcite1." in told:
                continue
            holder[key] = f"{told} and more"
            (found,) = records_of(name, json.dumps(tree))
            holder[key] = told
            edits += 1
            tables = ("document", "people", "source", "funders", "rights", "subjects")
            changed = [each for each in tables if getattr(found, each) != getattr(record, each)]
            assert len(changed) <= 1, (key, told, changed)
    assert edits > 12


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
    assert found.source == record.source


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("role", list(Role))
def test_every_role_stays_itself_or_is_told(name: str, role: Role) -> None:
    plain = {**LETTER, "people": [{"role": str(role), "as_given": "Ada Roe", "kind": "person"}]}
    bare = write(name)([from_plain(plain)], carrier=False)
    (found,) = records_of(name, bare.text)
    told = f"people.{role}.role" in bare.dropped.get("roe-1921", [])
    assert told or [each.role for each in found.people] == [role]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_stays_itself(name: str, kind: Kind) -> None:
    plain = {"schema": "archcite/1", "document": {"id": "a", "kind": str(kind), "title": "T"}}
    (found,) = records_of(name, write(name)([from_plain(plain)], carrier=False).text)
    assert found.document.kind is kind


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("type_", list(WorkType))
def test_every_type_stays_itself(name: str, type_: WorkType) -> None:
    plain = {
        "schema": "archcite/1",
        "document": {"id": "a", "kind": "published", "title": "T"},
        "published": {"type": str(type_), "container": "C", "volume": "3", "issue": "2"},
    }
    bare = write(name)([from_plain(plain)], carrier=False)
    (found,) = records_of(name, bare.text)
    assert found.published is not None
    assert found.published.type is type_
    assert found == from_plain(plain) or bare.dropped


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_is_more_than_a_text(name: str) -> None:
    hard = 'a "b" \\ </script> {"@id": "c"} \u202e \ud7ff ]] @graph'
    plain = {**LETTER, "document": {**LETTER["document"], "title": hard, "summary": hard}}
    record = from_plain(plain)
    assert records_of(name, write(name)([record]).text) == [record]
    (found,) = records_of(name, write(name)([record], carrier=False).text)
    assert found.document.title == hard


@pytest.mark.parametrize("name", FORMATS)
def test_a_stream_gives_the_same(name: str, tmp_path: Path) -> None:
    stream = load_stream(name)
    plain = [{**LETTER, "document": {**LETTER["document"], "id": f"a{n}"}} for n in range(12)]
    text = write(name)(map(from_plain, plain)).text
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    if stream is not None:
        with path.open("rb") as opened:
            assert list(stream(opened, "a.json")) == records_of(name, text)
    assert len(records_of(name, text)) == 12
    assert write(name)([]).text.strip()


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_value_of_another_shape_makes_the_reader_raise(name: str, data: st.DataObject) -> None:
    tree = json.loads(write(name)([from_plain(LETTER)], carrier=False).text)
    places: list[tuple[Any, Any]] = []
    waiting = [tree]
    while waiting:
        holder = waiting.pop()
        keys = holder if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            places.append((holder, key))
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])
    for number in data.draw(st.lists(st.integers(0, len(places) - 1), min_size=1, max_size=4)):
        holder, key = places[number]
        holder[key] = data.draw(JUNK)
    for each in load_reader(name)(json.dumps(tree).encode(), "a.json"):
        assert isinstance(each, Record | Problem)
    sniff(json.dumps(tree).encode(), "a.json")
