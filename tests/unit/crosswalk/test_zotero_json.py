"""Zotero's JSON: only fields and creators that the item type has, and keys that stay the same."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from archcite.crosswalk import zotero_fields as fields
from archcite.crosswalk import zotero_rdf_table as table
from archcite.crosswalk.zotero_json import ENTRY, key_of
from archcite.crosswalk.zotero_types import TO_CSL
from archcite.record.model import Record
from archcite.record.toml import from_plain
from archcite.record.vocab import WorkType

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import records

ALWAYS = {"key", "itemType", "creators", "tags", "collections", "relations"}
STAMPS = {"dateAdded", "dateModified"}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=records())
def test_an_item_has_the_fields_of_its_type_alone(record: Record) -> None:
    data, *children = ENTRY.write(record)
    type_ = data["itemType"]
    assert data.keys() - STAMPS == ALWAYS | set(fields.fields_of(type_))
    names = {*table.creators(type_).values(), table.PRIMARY.get(type_, "author"), "contributor"}
    for each in data["creators"]:
        assert each["creatorType"] in names
        assert each["creatorType"] != "author" or table.has_author(type_)
    assert [child["parentItem"] for child in children] == [data["key"]] * len(children)
    assert len(children) == len(record.remarks) + len(record.attachments)


@pytest.mark.parametrize("type_", list(WorkType))
def test_every_published_type_has_a_title_and_comes_back(type_: WorkType) -> None:
    plain: dict[str, Any] = {
        "schema": "archcite/1",
        "document": {"id": "a", "kind": "published", "title": "T", "date": "1921-03"},
        "published": {"type": str(type_), "place": "Ayr", "volume": "2"},
    }
    record = from_plain(plain)
    data = ENTRY.write(record)[0]
    assert data["itemType"] in TO_CSL
    titles = [name for name in fields.PATHS["document.title"] if data.get(name) == "T"]
    assert len(titles) == 1
    assert ENTRY.means([data]) == plain


def test_keys_are_zoteros_and_always_the_same() -> None:
    assert key_of("roe-1921") == key_of("roe-1921") != key_of("roe-1922")
    assert re.fullmatch("[2-9A-NP-Z]{8}", key_of("roe-1921"))


def test_a_key_of_zotero_stays() -> None:
    plain = {
        "schema": "archcite/1",
        "document": {"id": "a", "kind": "letter"},
        "record": {
            "foreign": [
                {"format": "zotero", "name": "key", "value": "ABCD2345"},
                {"format": "zotero", "name": "collection-key", "value": "COLL2345"},
                {"format": "zotero", "name": "relation", "value": "http://example.org/1"},
            ]
        },
    }
    data = ENTRY.write(from_plain(plain))[0]
    assert (data["key"], data["collections"]) == ("ABCD2345", ["COLL2345"])
    assert data["relations"] == {"dc:relation": ["http://example.org/1"]}
    foreign = plain["record"]["foreign"]  # type: ignore[index]
    found = ENTRY.means([data])["record"]["foreign"]
    assert sorted(map(str, found)) == sorted(map(str, foreign))
