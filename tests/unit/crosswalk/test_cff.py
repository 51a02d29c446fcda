"""CITATION.cff: only what its schema allows, and nothing claimed that nobody said."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from archcite.crosswalk import cff_table as table
from archcite.crosswalk.cff import ENTRY
from archcite.read.cff import read_cff
from archcite.record.model import Record
from archcite.record.toml import from_plain
from archcite.write.cff import write_cff

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import records

ROOT = {"cff-version", "message", "title", "authors"}
ROOT_MORE = {"type", "version", "doi", "license", "license-url", "abstract", "keywords", "url",
             "date-released", "preferred-citation", "references"}  # fmt: skip
REFERENCE = {"type", "title", "authors"}
REFERENCE_MORE = {*table.TEXTS, *table.PEOPLE, *table.KEPT, "collection-title", "conference",
                  "database-provider", "date-published", "identifiers", "issue-date", "keywords",
                  "languages", "license", "location", "month", "notes", "publisher", "start", "end",
                  "year", "year-original"}  # fmt: skip
PERSON = {"family-names", "given-names", "name-particle", "name-suffix", "affiliation", "orcid",
          "alias"}  # fmt: skip
ENTITY = {"name", "alias", "city", "country", "location", "date-start"}


def document(kind: str = "letter", **more: Any) -> Record:
    return from_plain({"schema": "archcite/1", "document": {"id": "a", "kind": kind}, **more})


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=records())
def test_a_file_has_what_the_schema_asks_for_and_nothing_else(record: Record) -> None:
    root = yaml.safe_load(write_cff([record]).text)
    work = root["preferred-citation"]
    assert root.keys() >= ROOT
    assert root.keys() <= ROOT | ROOT_MORE
    assert root["type"] in ("dataset", "software")
    assert work.keys() >= REFERENCE
    assert work.keys() <= REFERENCE | REFERENCE_MORE
    assert all(value not in ("", [], {}, None) for value in work.values())
    for name in ("authors", *table.PEOPLE):
        for each in work.get(name, ()):
            assert each.keys() <= (ENTITY if "name" in each else PERSON)
    for name in ("publisher", "location", "conference", "database-provider"):
        assert "name" in work.get(name, {"name"})
        assert set(work.get(name, ())) <= ENTITY
    assert work.get("month", 1) in range(1, 13)


@pytest.mark.parametrize(
    ("date", "fields"),
    [
        ("1921", {"year": 1921}),
        ("1921-03", {"year": 1921, "month": 3}),
        ("1921-03-04", {"year": 1921, "month": 3, "issue-date": "1921-03-04"}),
        ("1921~", {"year": 1921, "issue-date": "1921~"}),
        ("192X", {"issue-date": "192X"}),
        ("../1921", {"year": 1921, "issue-date": "../1921"}),
        ("-0044", {"issue-date": "-0044"}),
    ],
)
def test_dates_say_no_more_than_is_known(date: str, fields: dict[str, Any]) -> None:
    record = from_plain(
        {"schema": "archcite/1", "document": {"id": "a", "kind": "letter", "date": date}}
    )
    work = ENTRY.write(record)
    told = {name: work[name] for name in work if name in ("year", "month", "issue-date")}
    assert told == fields
    (found,) = read_cff(write_cff([record], carrier=False).text.encode(), "a.cff")
    assert isinstance(found, Record)
    assert found.document.date == date


def test_nobody_is_invented() -> None:
    record = document("minutes")
    text = write_cff([record, record], carrier=False).text
    root = yaml.safe_load(text)
    assert root["authors"] == root["references"][0]["authors"] == [{"name": "anonymous"}]
    found = read_cff(text.encode(), "a.cff")
    assert [each.people for each in found if isinstance(each, Record)] == [(), ()]


def test_a_files_own_work_is_read_unless_it_stands_for_others() -> None:
    text = write_cff([document(people=[{"role": "author", "as_given": "Ada Roe"}])]).text
    assert len(read_cff(text.encode(), "a.cff")) == 1
    edited = text.replace(table.ONE, "Cite Lamps.")
    assert len(read_cff(edited.encode(), "a.cff")) == 2


def test_software_describes_itself() -> None:
    record = document(
        "published",
        published={"type": "software", "version": "1.10"},
        digital={"doi": "10.1000/1"},
        rights={"license": "MIT"},
    )
    root = yaml.safe_load(write_cff([record]).text)
    assert root["type"] == "software"
    assert (root["version"], root["doi"], root["license"]) == ("1.10", "10.1000/1", "MIT")
