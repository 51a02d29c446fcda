"""CITATION.cff: the software or data that the file lies beside, what to cite for it, references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from archcite.crosswalk import cff_table as table
from archcite.crosswalk.cff import ENTRY
from archcite.crosswalk.cff_back import Reference
from archcite.errors import Problem
from archcite.read.decode import decode
from archcite.read.frame import records_of
from archcite.read.yaml_text import yaml_entries
from archcite.record.model import Record

_LOOKED = 40_000  # characters
_VERSION = re.compile(r"(?m)^[\"']?cff-version[\"']?:")


def is_cff(text: str) -> bool:
    """Whether a text is a file of the Citation File Format."""
    return bool(_VERSION.search(text[:_LOOKED]))


def read_cff(data: bytes, name: str) -> list[Record | Problem]:
    """The work itself, unless it only stands for the others; then each that it says to cite."""
    text = decode(data, name)
    if isinstance(text, Problem):
        return [text]
    empty = Problem("nothing-found", name, "The file describes no work to cite.")
    return list(records_of(_works(text, name), ENTRY.back, "cff", empty))


def _works(text: str, name: str) -> Iterator[tuple[str, Reference] | Problem]:
    references: list[tuple[str, Any]] = []
    for each in yaml_entries(text, name, "references", rest=True):
        if isinstance(each, Problem):
            yield each
            continue
        where, value = each
        if where.path != "$":
            references.append((str(where), value))
            continue
        if not isinstance(value, dict):
            continue
        if value.get("message") not in (table.ONE, table.MANY) and value.get("title"):
            yield str(where), {"type": "software", **value}
        if isinstance(value.get("preferred-citation"), dict):
            yield f"{where}.preferred-citation", value["preferred-citation"]
    for at, found in references:
        if isinstance(found, dict):
            yield at, found
        else:
            yield Problem("import-loss", at, "A reference was expected here: fields with values.")
