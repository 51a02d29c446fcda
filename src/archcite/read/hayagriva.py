"""Hayagriva, the YAML bibliographies of typst: keys, and under each the fields of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from archcite.crosswalk.hayagriva import ENTRY
from archcite.crosswalk.hayagriva_back import Entry
from archcite.errors import Problem
from archcite.read.decode import LARGEST, decode
from archcite.read.frame import records_of
from archcite.read.json_text import Place
from archcite.read.rejoined import taken
from archcite.read.yaml_text import yaml_entries
from archcite.record.model import Record

_LOOKED = 40_000  # characters
# A key alone on its line, and indented below it a field that says what the entry is.
_ENTRY = re.compile(
    r"""(?:[^\s#:\[\]{},&*!|>@`-][^\n:]{0,200}|"[^"\n]{1,200}"|'[^'\n]{1,200}'):[ \t]*(?:#.*)?\n"""
    r"""(?:[ \t]+[^\s#].*\n|[ \t]*(?:#.*)?\n){0,60}?"""
    r"""[ \t]+["']?(?:type|title|author|parent)["']?:"""
)
_ABOVE = re.compile(r"(?:\ufeff|%YAML.*\n|---[ \t]*\n|[ \t]*#.*\n|[ \t]*\n)*")


def is_hayagriva(text: str) -> bool:
    """Whether a text is YAML whose first key holds the fields of an entry."""
    start = text[:_LOOKED]
    if not start.endswith("\n"):
        start += "\n"
    above = _ABOVE.match(start)
    place = above.end() if above else 0
    found = _ENTRY.match(start, place)
    return bool(found) and not start.startswith(("references:", "cff-version"), place)


def read_hayagriva(data: bytes, name: str) -> list[Record | Problem]:
    """Each entry as a record."""
    return list(_records(data, name))


def read_hayagriva_stream(stream: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """The same one by one; the text is in memory, what was read of it is not."""
    return _records(taken(stream, LARGEST + 1), name)


def _records(data: bytes, name: str) -> Iterator[Record | Problem]:
    text = decode(data, name)
    if isinstance(text, Problem):
        return iter([text])
    empty = Problem("nothing-found", name, "The file has no entry of Hayagriva.")
    entries = _entries(yaml_entries(text, name, keyed=True))
    return records_of(entries, ENTRY.back, "hayagriva", empty)


def _entries(
    found: Iterable[tuple[Place, Any] | Problem],
) -> Iterator[tuple[str, Entry] | Problem]:
    for each in found:
        if isinstance(each, Problem):
            yield each
            continue
        where, value = each
        key, fields = value if isinstance(value, tuple) else ("", value)
        if isinstance(fields, dict) and key:
            yield str(where), (key, fields)
        else:
            told = "An entry was expected here: a key with fields below it."
            yield Problem("import-loss", str(where), told)
