"""The law of every two-way format: what archcite wrote, archcite reads back exactly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from archcite.read import sniff
from archcite.record.model import Record

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from round_trips import READER_OF, read_back, records_of, samples, write
from strategies import records

FORMATS = (
    "better-csl-json", "cff", "csl-yaml", "datacite", "datacite-json", "dublin-core", "hayagriva",
    "mods", "oai-dc", "schema-org", "tropy", "zotero-json", "zotero-rdf",
)  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=records())
def test_a_record_comes_back_equal(name: str, record: Record) -> None:
    assert read_back(name, write(name)([record]).text) == [record]
    bare = write(name)([record], carrier=False)
    (again,) = records_of(name, bare.text)
    kept = again.document.kind is record.document.kind
    assert kept or "document.kind" in bare.dropped.get(record.document.id, [])


@pytest.mark.parametrize("name", FORMATS)
def test_a_whole_library(name: str) -> None:
    text = write(name)(samples()).text
    assert records_of(name, text) == samples()
    reader = READER_OF.get(name, name)
    assert sniff(text.encode(), "download") == reader
    assert sniff(write(name)(samples()[:1], carrier=False).text.encode(), "download") == reader
