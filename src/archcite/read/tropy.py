"""Tropy's JSON-LD: graphs of items with their context, several of them in a list, bare items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archcite.crosswalk.json_ld import listed
from archcite.crosswalk.tropy import FORMAT
from archcite.crosswalk.tropy_table import renamed
from archcite.errors import Problem
from archcite.read.frame import records_of
from archcite.read.json_text import json_value
from archcite.record.model import Record


def read_tropy(data: bytes, name: str) -> list[Record | Problem]:
    """Each item as a record; its photos as attachments."""
    value = json_value(data, name)
    if isinstance(value, Problem):
        return [value]
    empty = Problem("nothing-found", name, "The file has no item of Tropy.")
    found = _items(value, name, (), "$", 0)
    return list(records_of(found, FORMAT.back, "tropy", empty))


def _items(
    value: Any, name: str, contexts: tuple[Any, ...], path: str, depth: int
) -> Iterator[tuple[str, Any] | Problem]:
    """The items of a value, each under the terms of our own context."""
    if isinstance(value, list) and depth < 4:
        for number, each in enumerate(value):
            yield from _items(each, name, contexts, f"{path}[{number}]", depth + 1)
    elif not isinstance(value, Mapping):
        told = f"An item must be an object, not {type(value).__name__}."
        yield Problem("entry-unfit", f"{name}: {path}", told)
    else:
        around = (*contexts, *(each for each in listed(value.get("@context"))))
        if "@graph" in value and depth < 4:
            graph = listed(value["@graph"])
            yield from _items(graph, name, around, f"{path}.@graph", depth + 1)
        elif len(value) > ("@context" in value):
            yield f"{name}: {path}", renamed(value, around)
