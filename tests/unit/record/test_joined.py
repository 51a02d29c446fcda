"""Two records of one document as one."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given, settings

from archcite.record.joined import joined
from archcite.record.toml import from_plain
from strategies import records

ONE: dict[str, Any] = {
    "schema": "archcite/1",
    "document": {"id": "roe", "kind": "letter", "title": "A letter", "date": "1966"},
    "people": [{"role": "author", "as_given": "Ada Roe"}],
    "source": {"archive": {"_src": "empty"}},
}
OTHER: dict[str, Any] = {
    "schema": "archcite/1",
    "document": {"id": "roe-b", "kind": "letter", "title": "The letter", "language": "en",
                 "_src": {"language": "inferred"}},
    "people": [
        {"role": "author", "as_given": "Ada Roe", "family": "Roe"},
        {"role": "translator", "as_given": "B. Doe"},
    ],
    "source": {"archive": {"name": "An Archive"}},
    "subjects": [{"term": "Trade"}],
}  # fmt: skip


def test_what_the_first_lacks_comes_from_the_second() -> None:
    made, conflicts = joined(ONE, OTHER, "roe-b")
    assert conflicts == ["document.title"]
    assert made["document"] == {
        "id": "roe", "kind": "letter", "title": "A letter", "date": "1966", "language": "en",
        "_src": {"language": "inferred"},
    }  # fmt: skip
    assert made["people"] == OTHER["people"]
    assert made["source"] == {"archive": {"name": "An Archive"}}
    assert made["record"] == {"known_as": ["roe-b"]}
    assert from_plain(made).subjects[0].term == "Trade"


def test_what_was_known_to_be_empty_in_a_member_may_be_said_by_the_other() -> None:
    credit = {"verb": "obtained", "by": ["Bo Moe"]}
    one = {**ONE, "credits": [{**credit, "_src": {"for": "empty", "by": "stated"}}]}
    made, conflicts = joined(one, {**OTHER, "credits": [{**credit, "for": "The Archive"}]}, "b")
    assert from_plain(made).credits[0].purpose == "The Archive"
    assert made["credits"][0]["_src"] == {"by": "stated"}
    assert "credits.for" not in conflicts


def test_a_shelfmark_is_one_value() -> None:
    levels = [{"kind": "fond", "value": "5"}]
    one = {**ONE, "source": {"levels": levels}}
    other = {**OTHER, "source": {"levels": [{"kind": "fond", "value": "6"}]}}
    made, conflicts = joined(one, other, "b")
    assert made["source"]["levels"] == levels
    assert "source.levels" in conflicts


@settings(max_examples=60)
@given(records(), records())
def test_two_records_make_a_valid_one(one: Any, other: Any) -> None:
    first, second = msgspec.to_builtins(one), msgspec.to_builtins(other)
    made, _ = joined(first, second, other.document.id)
    made["document"]["id"] = one.document.id
    record = from_plain(made)
    assert record.document.kind == one.document.kind
    assert other.document.id in record.record.known_as  # type: ignore[union-attr]


@settings(max_examples=60)
@given(records())
def test_a_record_with_itself_is_itself(one: Any) -> None:
    plain = msgspec.to_builtins(one)
    made, conflicts = joined(plain, plain, "other")
    assert conflicts == []
    assert made.pop("record")["known_as"][-1] == "other"
    plain.pop("record", None)
    if isinstance(plain.get("_src"), dict):
        plain["_src"].pop("record", None)
        made["_src"] = made.get("_src") or {}
    assert msgspec.json.encode(made, order="sorted") == msgspec.json.encode(plain, order="sorted")
