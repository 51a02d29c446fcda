"""DataCite XML: single resources, and those in answers of OAI-PMH and other envelopes."""

from __future__ import annotations

from archcite.crosswalk.datacite import DATACITE
from archcite.errors import Problem
from archcite.read.frame import records_of
from archcite.read.xml import placed, root_of
from archcite.record.model import Record


def is_datacite(text: str) -> bool:
    """Whether a text is XML with DataCite resources."""
    name, namespaces = root_of(text)
    if name == "resource":
        return "datacite.org/schema" in namespaces or "<creators" in text[:40_000]
    return bool(name) and "datacite.org/schema/kernel" in text[:40_000]


def read_datacite(data: bytes, name: str) -> list[Record | Problem]:
    """Each resource as a record."""
    empty = Problem("nothing-found", name, "The file has no resource of DataCite.")
    return list(records_of(placed(data, name, "resource"), DATACITE.back, "datacite", empty))
