"""DataCite XML: single resources, and those in answers of OAI-PMH and other envelopes."""

from __future__ import annotations

from archcite.crosswalk.datacite import from_datacite
from archcite.errors import Problem
from archcite.read.finish import finished, keyed
from archcite.read.xml import entries, root_of
from archcite.record.model import Record


def is_datacite(text: str) -> bool:
    """Whether a text is XML with DataCite resources."""
    name, namespaces = root_of(text)
    if name == "resource":
        return "datacite.org/schema" in namespaces or "<creators" in text[:40_000]
    return bool(name) and "datacite.org/schema/kernel" in text[:40_000]


def read_datacite(data: bytes, name: str) -> list[Record | Problem]:
    """Each resource as a record."""
    found: list[Record | Problem] = []
    for element in entries(data, name, "resource"):
        if isinstance(element, Problem):
            found.append(element)
            continue
        found += finished(from_datacite(element), f"{name}:{element.sourceline}", "datacite")
    if not found:
        found.append(Problem("nothing-found", name, "The file has no resource of DataCite."))
    return keyed(found)
