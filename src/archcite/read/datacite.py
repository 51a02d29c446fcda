"""DataCite XML and JSON: single resources, and those in answers of OAI-PMH and other envelopes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from archcite.crosswalk.datacite import DATACITE
from archcite.crosswalk.datacite_json import FORMAT, attributes_in, is_resource
from archcite.errors import Problem
from archcite.read.frame import records_of
from archcite.read.json_text import Place, json_entries
from archcite.read.xml import Source, placed, root_of
from archcite.record.model import Record

_HEAD = 60_000


def is_datacite(text: str) -> bool:
    """Whether a text is XML with DataCite resources."""
    name, namespaces = root_of(text)
    if name == "resource":
        return "datacite.org/schema" in namespaces or "<creators" in text[:40_000]
    return bool(name) and "datacite.org/schema/kernel" in text[:40_000]


def read_datacite(data: bytes, name: str) -> list[Record | Problem]:
    """Each resource as a record."""
    return list(_records(data, name))


def read_datacite_stream(stream: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """The same from an open file of any size."""
    return _records(stream, name)


def _records(source: Source, name: str) -> Iterator[Record | Problem]:
    empty = Problem("nothing-found", name, "The file has no resource of DataCite.")
    return records_of(placed(source, name, "resource"), DATACITE.back, "datacite", empty)


def read_datacite_json(data: bytes, name: str) -> list[Record | Problem]:
    """Each resource as a record, whatever stands around them."""
    return list(_in_json(json_entries(data, name, "data"), name))


def read_datacite_json_stream(stream: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """The same entry by entry."""
    return _in_json(json_entries(stream, name, "data"), name)


def _in_json(found: Iterator[tuple[Place, Any] | Problem], name: str) -> Iterator[Record | Problem]:
    empty = Problem("nothing-found", name, "The file has no resource of DataCite.")
    return records_of(_resources(found), FORMAT.back, "datacite", empty)


def _resources(
    found: Iterator[tuple[Place, Any] | Problem],
) -> Iterator[tuple[str, Any] | Problem]:
    for each in found:
        if isinstance(each, Problem):
            yield each
            continue
        place, value = each
        attributes = attributes_in(value)
        if is_resource(attributes):
            yield str(place), attributes
        else:
            told = "The entry has no title, no creator and no DOI."
            yield Problem("entry-unfit", str(place), told)
