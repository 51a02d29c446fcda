"""Fingerprints of imported records, and merging by them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from msgspec import structs

from archcite.record.imported import changed, fingerprint, merged, units
from archcite.record.likeness import address, folded, likeness
from archcite.record.model import Administration, Record
from archcite.record.toml import from_plain, read, write
from strategies import records


def record(**document: Any) -> Record:
    plain = {"schema": "archcite/1", "document": {"id": "a", "kind": "letter", **document}}
    return from_plain(plain)


def imported(one: Record) -> Record:
    own = structs.replace(one.record or Administration(), imported_as=fingerprint(one))
    return structs.replace(one, record=own)


@given(records())
def test_the_fingerprint_survives_the_file(one: Record) -> None:
    assert fingerprint(read(write(one, ""), "")) == fingerprint(one)
    assert fingerprint(imported(one)) == fingerprint(one)


@given(records())
def test_nothing_changed_changes_nothing(one: Record) -> None:
    assert merged(imported(one), one) == ({}, [])
    assert merged(one, one) == ({}, [])


def unmarked(one: Record) -> Record:
    """Without the marks of the whole record, which speak of tables, and of import's own table."""
    own = structs.replace(one.record, src={}, notes={}) if one.record else None
    return structs.replace(one, src={}, notes={}, record=own)


@given(records().map(unmarked), records().map(unmarked))
def test_what_nobody_touched_here_becomes_what_it_is_there(one: Record, other: Record) -> None:
    news = merged(imported(one), other)
    assert news.conflicts == []
    after = from_plain(changed(one, news.changes))
    names = ("record", "known_as")
    assert {path: unit for path, unit in units(after).items() if path != names} == {
        path: unit for path, unit in units(other).items() if path != names
    }


@given(records(), records())
def test_what_only_somebody_here_changed_stays(one: Record, mine: Record) -> None:
    own = structs.replace(mine.record or Administration(), imported_as=fingerprint(one))
    here = structs.replace(mine, record=own)
    news = merged(here, one)
    assert news.conflicts == []
    assert set(news.changes) <= {("record", "known_as")}


def test_both_sides() -> None:
    base = record(title="One", number="1", summary="x")
    here = structs.replace(
        imported(base), document=record(title="Mine", number="1", summary="x").document
    )
    there = record(title="Theirs", number="2")
    news = merged(here, there)
    assert news.conflicts == [("document", "title")]
    assert news.changes[("document", "number")].value == "2"
    assert news.changes[("document", "summary")].value is None
    after = from_plain(changed(here, news.changes)).document
    assert (after.title, after.number, after.summary) == ("Mine", "2", None)


def test_without_a_fingerprint_only_what_is_missing_is_added() -> None:
    news = merged(record(title="Mine", summary="x"), record(title="Theirs", number="2"))
    assert list(news.changes) == [("document", "number")]
    assert news.conflicts == [("document", "title")]


def test_how_a_value_is_known_goes_with_it() -> None:
    base = record(title="One", _src={"title": "inferred"})
    news = merged(imported(base), record(title="Two", _src={"title": "stated"}))
    assert changed(base, news.changes)["document"]["_src"] == {"title": "stated"}
    news = merged(imported(base), record(title="Two"))
    assert "_src" not in changed(base, news.changes)["document"]


def test_a_damaged_fingerprint_counts_as_none() -> None:
    here = structs.replace(record(title="A"), record=Administration(imported_as="ä not base64"))
    assert merged(here, record(title="B")).conflicts == [("document", "title")]


@given(records())
def test_every_record_is_like_itself(one: Record) -> None:
    assert likeness(one) == likeness(read(write(one, ""), ""))
    assert likeness(one).now in likeness(imported(one)).same


def test_addresses_and_words_without_what_does_not_count() -> None:
    assert address("http://WWW.Example.org/A/#part") == address("https://example.org/A")
    assert address("https://example.org/a?b=1") != address("https://example.org/a?b=2")
    assert folded("Éa: “B”—c") == "ea b c"
