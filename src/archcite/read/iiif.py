"""IIIF Presentation 2 and 3: manifests, and those of collections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archcite.crosswalk.iiif import from_iiif
from archcite.crosswalk.json_ld import listed, text_of, types_of, values
from archcite.errors import Problem
from archcite.read.frame import records_of
from archcite.read.json_text import json_entries
from archcite.record.model import Record

Node = Mapping[str, Any]

_DEEPEST = 6  # collections in collections
_MANIFESTS = frozenset(("Manifest", "sc:Manifest"))
_COLLECTIONS = frozenset(("Collection", "sc:Collection"))


def read_iiif(data: bytes, name: str) -> list[Record | Problem]:
    """Each manifest as a record; a collection without any as one itself."""
    empty = Problem("nothing-found", name, "The file has no manifest of IIIF.")
    return list(records_of(_manifests(data, name), from_iiif, "iiif", empty))


def _manifests(data: bytes, name: str) -> Iterator[tuple[str, Node] | Problem]:
    for each in json_entries(data, name):
        if isinstance(each, Problem):
            yield each
            continue
        place, value = each
        found = list(_below(value, str(place), 0))
        if found:
            yield from found
        elif isinstance(value, Mapping) and _COLLECTIONS.intersection(_types(value)):
            kind = {"label": "Type", "value": "Collection"}
            yield str(place), {**value, "metadata": [*listed(value.get("metadata")), kind]}
        else:
            told = "The entry is neither a manifest nor a collection of IIIF."
            yield Problem("entry-unfit", str(place), told)


def _below(value: Any, path: str, depth: int) -> Iterator[tuple[str, Node]]:
    """The manifests of a value; one in a collection is told to be part of it."""
    if not isinstance(value, Mapping) or depth > _DEEPEST:
        return
    types = _types(value)
    if _MANIFESTS.intersection(types):
        yield path, value
    elif _COLLECTIONS.intersection(types):
        around = {"label": value.get("label"), "id": value.get("id") or value.get("@id")}
        members = values(value, "items", "manifests", "members", "collections")
        for number, each in enumerate(members):
            if not isinstance(each, Mapping):
                continue
            inner = each
            if (each.get("partOf") or each.get("within") or around["id"]) == around["id"]:
                inner = {**each, "partOf": [around], "within": None}
            yield from _below(inner, f"{path}[{number}]", depth + 1)


def _types(node: Node) -> list[str]:
    return [*types_of(node), text_of(node.get("type") or "")]
