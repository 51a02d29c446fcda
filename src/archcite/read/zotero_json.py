"""Zotero's JSON: what its API answers, its bare data, and Better BibTeX's export of a library.

Notes and files hang on their items, wherever in the file they stand; collections get their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archcite.crosswalk.zotero_json import ENTRY
from archcite.crosswalk.zotero_json_back import Data
from archcite.errors import Problem
from archcite.read.frame import records_of
from archcite.read.json_text import Place, json_entries, json_value
from archcite.record.model import Record

_CHILDREN = ("note", "attachment", "annotation")
_DEEPEST = 50  # collections within one another


def read_zotero_json(data: bytes, name: str) -> list[Record | Problem]:
    """Each item as a record; a note or file that belongs to no item is a Problem."""
    empty = Problem("nothing-found", name, "The file has no item of Zotero.")
    return list(records_of(_entries(data, name), ENTRY.back, "zotero", empty))


def _entries(data: bytes, name: str) -> Iterator[tuple[str, list[Data]] | Problem]:
    """Each item with its children."""
    found: list[tuple[Place, Data]] = []
    names: dict[str, str] = {}
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        whole = json_value(data, name)
        if isinstance(whole, Mapping):
            names = _collections(whole.get("collections"))
    for each in json_entries(data, name, "items"):
        if isinstance(each, Problem):
            yield each
            continue
        where, value = each
        item = _data(value)
        if item is not None:
            found.append((where, item))
        elif (told := _collection(value)) is None:
            yield Problem("import-loss", str(where), "This is no item of Zotero and is left out.")
        else:
            names[told[0]] = told[1]
    yield from _together(found, names)


def _together(
    found: list[tuple[Place, Data]], names: Mapping[str, str]
) -> Iterator[tuple[str, list[Data]] | Problem]:
    """The items in the order of the file, each with what hangs on it."""
    parents = {
        str(item["key"]): str(item["parentItem"])
        for _, item in found
        if item.get("key") and item.get("parentItem")
    }
    items = {str(item.get("key")): item for _, item in found if not _is_child(item)}
    children: dict[str, list[Data]] = {}
    for where, item in found:
        if not _is_child(item):
            continue
        above = str(item.get("parentItem") or "")
        above = parents.get(above, above) if above not in items else above  # of a file's notes
        if above in items:
            children.setdefault(above, []).append(item)
        else:
            what = "note" if item.get("itemType") == "note" else "file"
            message = f"A {what} belongs to no item and is left out."
            yield Problem("import-loss", str(where), message)
    for where, item in found:
        if not _is_child(item):
            told = item.get("collections")
            in_ = [each for each in told if isinstance(each, str)] if isinstance(told, list) else []
            in_ += [f"#{item['itemID']}"] if "itemID" in item else []
            named = [path for each in in_ for path in names.get(each, each).split("\n")]
            item = {**item, "collections": [path for path in named if not path.startswith("#")]}
            yield str(where), [item, *_inside(item), *children.get(str(item.get("key")), ())]


def _data(value: Any) -> Data | None:
    """The data of an item, with or without the API's envelope round it; None for anything else."""
    if not isinstance(value, Mapping):
        return None
    inner = value.get("data")
    if isinstance(inner, Mapping) and inner.get("itemType"):
        return {"key": value.get("key"), **inner}
    return dict(value) if value.get("itemType") else None


def _is_child(item: Data) -> bool:
    return item.get("itemType") in _CHILDREN


def _inside(item: Data) -> Iterator[Data]:
    """Notes and files that stand within their item, as Better BibTeX has them."""
    for type_ in ("note", "attachment"):
        listed = item.get(f"{type_}s")
        for each in listed if isinstance(listed, list) else []:
            if isinstance(each, Mapping):
                yield {**each, "itemType": type_}
            elif isinstance(each, str):
                yield {"itemType": type_, "note": each}


def _collection(value: Any) -> tuple[str, str] | None:
    """Key and name of a collection as the API has it; None for anything else."""
    inner = value.get("data", value) if isinstance(value, Mapping) else None
    if not isinstance(inner, Mapping) or "parentCollection" not in inner:
        return None
    return str(inner.get("key") or value.get("key")), str(inner.get("name") or "unnamed")


def _collections(found: Any) -> dict[str, str]:
    """For each key of a collection, and for each number of an item, the paths: Papers / Letters.

    Several paths stand on lines of their own; an item's number has # before it.
    """
    if not isinstance(found, Mapping):
        return {}
    paths: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for key, each in found.items():
        if not isinstance(each, Mapping):
            continue
        path, at, seen = [_name(each)], each, {key}
        while len(path) < _DEEPEST and isinstance(above := at.get("parent"), str):
            if above in seen or not isinstance(found.get(above), Mapping):
                break
            seen.add(above)
            at = found[above]
            path.insert(0, _name(at))
        paths[str(key)] = " / ".join(path)
        items = each.get("items")
        for number in items if isinstance(items, list) else []:
            members.setdefault(f"#{number}", []).append(paths[str(key)])
    return paths | {number: "\n".join(told) for number, told in members.items()}


def _name(collection: Mapping[str, Any]) -> str:
    name = collection.get("name")
    text = " ".join(name.split()) if isinstance(name, str) else ""
    return text.replace(" / ", "/") or "unnamed"
