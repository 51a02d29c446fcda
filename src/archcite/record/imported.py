"""What a record was when it was imported, as hashes of its fields, and merging by them.

With them a later import of the same thing tells what has changed there from what somebody has
changed here. The key and what import itself notes about the file do not count.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec

from archcite.record.marks import drop_untrue, says_anything
from archcite.record.model import Record
from archcite.record.vocab import State

Path = tuple[str, ...]

_TABLES = ("document", "published", "source", "digital", "rights", "record")
_OWN = frozenset(
    [("document", "id"), ("schema",)]
    + [
        ("record", name)
        for name in (
            *("source_file", "sha256", "imported", "importer", "imported_as", "history"),
            *("_src", "_note"),
        )
    ]
)
_JOINED = ("record", "known_as")  # never in conflict: both sides' names are kept
_BYTES = 3  # of a hash; three make four letters
_MARKS = ("_src", "_note")
_STATES = frozenset(map(str, State)) - {"empty"}


class Unit(NamedTuple):
    """One field: its value as plain data, how it is known, and the remark on it."""

    value: Any = None
    src: Any = None
    note: Any = None


class Merged(NamedTuple):
    """What a newer state of a thing means for its record.

    changes: for each field that is to be changed its new state, Unit() for one that is to go.
    conflicts: fields that were changed here and there, and are as they were here.
    """

    changes: dict[Path, Unit]
    conflicts: list[Path]


def units(record: Record) -> dict[Path, Unit]:
    """The fields that are compared: those of the tables one by one, each list as a whole."""
    plain = _plain(record)
    found: dict[Path, Unit] = {}
    for key, value in plain.items():
        if key not in _TABLES:
            if (key,) not in _OWN:
                found[key,] = Unit(value or None)
            continue
        marks = [_spread(value), value.get("_note", {})]
        for name in {**value, **_names(marks[0]), **_names(marks[1])}:
            if (key, name) in _OWN or (name in _MARKS and not _of_all(value[name])):
                continue
            src, note = (_names(mark).get(name) for mark in marks)
            found_value = value.get(name)
            if found_value in ({}, []):
                found_value = None
            if (key, name) == ("record", "lost_fields"):
                # import's own notes on the file are not compared, nor that they were lost
                found_value = [path for path in found_value or () if not _is_own(path)] or None
            unit = Unit(found_value, src, note)
            if unit != Unit():
                found[key, name] = unit
    return found


def _is_own(path: str) -> bool:
    return tuple(path.split(".")) in _OWN


def _of_all(mark: Any) -> bool:
    """Whether a mark is of the table and not of its fields: a remark, or that it is empty."""
    return isinstance(mark, str) and mark not in _STATES


def _spread(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """How each field of a table is known, where one word says it of all too."""
    mark = table.get("_src", {})
    if isinstance(mark, str):
        names = (
            name for name, value in table.items() if name not in _MARKS and says_anything(value)
        )
        return dict.fromkeys(names, mark) if mark in _STATES else {}
    found: Mapping[str, Any] = mark
    return found


def _plain(record: Record) -> dict[str, Any]:
    """The record as TOML would read it: lists and no tuples."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    return plain


def _names(marks: Any) -> Mapping[str, Any]:
    """Marks of single fields; none where one text stands for the table."""
    return marks if isinstance(marks, Mapping) else {}


def fingerprint(record: Record) -> str:
    """The hashes of a record's fields as one word, in the order of their paths."""
    found = sorted(units(record).items(), key=lambda pair: pair[0])
    return urlsafe_b64encode(b"".join(_of_path(p) + _hash(unit) for p, unit in found)).decode()


def _hash(unit: Unit | None) -> bytes:
    return blake2b(msgspec.json.encode(unit, order="deterministic"), digest_size=_BYTES).digest()


@lru_cache(200)
def _of_path(path: Path) -> bytes:
    return blake2b(".".join(path).encode(), digest_size=_BYTES).digest()


def _opened(word: str | None) -> dict[bytes, bytes] | None:
    """The hashes of values by the hashes of their paths; None for no fingerprint."""
    try:
        data = urlsafe_b64decode(word or "")
    except ValueError:
        return None
    parts = (data[at : at + 2 * _BYTES] for at in range(0, len(data), 2 * _BYTES))
    return {part[:_BYTES]: part[_BYTES:] for part in parts} or None


def merged(here: Record, there: Record) -> Merged:
    """What is to be changed in a record, now that the thing is as `there` says."""
    mine, yours = units(here), units(there)
    base = _opened(here.record.imported_as if here.record else None)
    changes: dict[Path, Unit] = {}
    conflicts: list[Path] = []
    for path in {**mine, **yours}:
        old, new = mine.get(path), yours.get(path)
        if old == new:
            continue
        if path == _JOINED:
            names = [name for unit in (old, new) if unit for name in unit.value or ()]
            joined = Unit(list(dict.fromkeys(names)))
            if joined != old:
                changes[path] = joined
        elif base is None:
            if old is None and new is not None:
                changes[path] = new
            elif new is not None:
                conflicts.append(path)
        else:
            then = base.get(_of_path(path))
            if (new and _hash(new)) == then:
                continue  # not changed there
            if (old and _hash(old)) == then:
                changes[path] = new or Unit()
            else:
                conflicts.append(path)
    return Merged(changes, conflicts)


def changed(record: Record, changes: Mapping[Path, Unit]) -> dict[str, Any]:
    """The record with the changes made, as plain data."""
    plain = _plain(record)
    # What is said of a whole table first: what its fields say has to find room.
    for path, unit in sorted(changes.items(), key=lambda pair: pair[0][-1] not in _MARKS):
        if len(path) == 1:
            _set(plain, path[0], unit.value)
            continue
        key, name = path
        table = plain.setdefault(key, {})
        if isinstance(table.get("_src"), str) and table["_src"] in _STATES:
            table["_src"] = dict(_spread(table))
        _set(table, name, unit.value)
        for mark, value in (("_src", unit.src), ("_note", unit.note)):
            marks = table.get(mark, {})
            if isinstance(marks, Mapping) and name not in _MARKS:
                left = {**marks, name: value} if value else _without(marks, name)
                _set(table, mark, left)
        if not (table.keys() - {"_src"} or "empty" in _words(table.get("_src"))):
            del plain[key]
    drop_untrue(plain)
    return plain


def _words(marks: Any) -> list[Any]:
    """Every word of a mark: the one for the table, or those of its fields."""
    return list(marks.values()) if isinstance(marks, Mapping) else [marks]


def _without(marks: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {each: value for each, value in marks.items() if each != name}


def _set(table: dict[str, Any], name: str, value: Any) -> None:
    if value in (None, {}, []):
        table.pop(name, None)
    else:
        table[name] = value
