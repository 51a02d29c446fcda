"""The record of an entry: from its fields, and from the whole record that archcite sent along.

A private field says for which target it was written and carries the record. What the visible fields
say otherwise than they did then was edited, and counts.
"""

from __future__ import annotations

from typing import Any

import msgspec

from archcite.crosswalk.adopted import adopted
from archcite.crosswalk.bibtex import CARRIER, Entry
from archcite.crosswalk.bibtex_back import from_entry
from archcite.crosswalk.bibtex_targets import TARGETS, alone, written
from archcite.crosswalk.bibtex_works import FORMAT
from archcite.crosswalk.carrier import MARK, pack, reconciled, unpack
from archcite.crosswalk.table import Plain
from archcite.errors import Problem, ProblemsFound
from archcite.record.faults import Fault, find_faults
from archcite.record.key import Keys
from archcite.record.model import Record
from archcite.record.toml import from_plain

_FIELDS = frozenset({CARRIER, "archcite"})  # where this version and earlier ones write it
_DATED = ("year", "month", "day")


def carrier(record: Record, target: str) -> str:
    """The value of the private field."""
    return f"{target}.{pack(record)}"


def to_record(entry: Entry, where: str, taken: Keys) -> tuple[Record | None, list[Problem]]:
    """The record of an entry, under a key that is not taken; and what is wrong with the entry."""
    problems: list[Problem] = []
    word = next((value for name, value in entry.fields if _is_carrier(name, value)), "")
    plain = _carried(entry, word) if word else None
    if plain is None:
        plain, _ = from_entry(entry)
        texts = [value for name, value in entry.fields if not _is_carrier(name, value)]
        plain = adopted(texts, plain) or plain
    key = str(plain["document"]["id"])
    if key in taken:
        plain["document"]["id"] = taken.free(key)
        message = f"Another entry has the key {key!r}; this one becomes {plain['document']['id']}."
        problems.append(Problem("key-repeated", where, message))
    record, faults = _valid(plain, where)
    return record, problems + faults


def _is_carrier(name: str, value: str) -> bool:
    return name.lower() in _FIELDS and MARK in value


def _valid(plain: Plain, where: str) -> tuple[Record | None, list[Problem]]:
    """The record of plain data; values that no record may have are kept as foreign fields."""
    for _ in range(3):
        faults = find_faults(plain)
        if not faults:
            return msgspec.convert(plain, Record), []
        for fault in reversed(faults):
            _put_aside(plain, fault)
    try:
        return from_plain(plain, where), []
    except ProblemsFound as error:
        return None, list(error.problems)


def _put_aside(plain: Plain, fault: Fault) -> None:
    """Take the faulty value out of the plain record, into record.foreign."""
    table: Any = plain
    *above, last = fault.path
    for step in above:
        try:
            table = table[step]
        except (KeyError, IndexError, TypeError):
            return
    try:
        value = table[last]
        del table[last]
    except (KeyError, IndexError, TypeError):
        return
    if isinstance(value, str) and value.strip() and value.isprintable():
        kept = plain.setdefault("record", {}).setdefault("foreign", [])
        kept.append({"format": FORMAT, "name": str(last), "value": value})


def _carried(entry: Entry, word: str) -> Plain | None:
    """The record that was sent along, with what was edited since; None if it cannot be read."""
    target, mark, body = word.partition(MARK)
    target = target.strip(" .{}")
    whole = unpack(mark + body) if mark else None
    if whole is None or target not in TARGETS:
        return None
    try:
        record = from_plain(whole)
    except ProblemsFound:
        return None
    first, beside, *_ = written(record, target)
    expected = alone(first, beside)
    seen = tuple((name, value) for name, value in entry.fields if not _is_carrier(name, value))
    now_entry = Entry(entry.type, entry.key, _with_edited_year(dict(expected.fields), seen))
    if (now_entry.type, now_entry.key) == expected[:2] and (
        dict(now_entry.fields) == dict(expected.fields)
    ):
        return whole
    then, now = (from_entry(each)[0] for each in _told_apart(expected, now_entry))
    _keep_key(then, now)
    _fill(now, then)
    return reconciled(whole, then, now)


def _with_edited_year(
    expected: dict[str, str], seen: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """The fields without the date, where it is as it was but year, month or day are not."""
    now = {name.lower(): value for name, value in seen}
    edited = any(now.get(part, expected.get(part)) != expected.get(part) for part in _DATED)
    if edited and now.get("date") == expected.get("date"):
        return tuple(pair for pair in seen if pair[0].lower() != "date")
    return seen


# Fields that say in one line or sentence what other fields have in pieces.
_PRINTED = frozenset("title howpublished note addendum usera key".split())
# Fields without which others mean something else.
_GOVERNING = frozenset("entrysubtype authortype editoratype archive-place division".split())


def _told_apart(expected: Entry, seen: Entry) -> tuple[Entry, Entry]:
    """Both entries without what only prints other fields and was left as it was.

    Where a piece is edited, the line that has all pieces still says what they were.
    """
    before, after = dict(expected.fields), {name.lower(): v for name, v in seen.fields}
    same = {name for name in _PRINTED & before.keys() if after.get(name) == before[name]}
    after.update((name, before[name]) for name in _GOVERNING & before.keys() - after.keys())
    place, house = before.get("archive-place", ""), before.get("library", "")
    if after.get("archive-place", place) != place and after.get("library") == house:
        after["library"] = house.removesuffix(f", {place}")
    return (
        expected._replace(fields=tuple(each for each in before.items() if each[0] not in same)),
        seen._replace(fields=tuple(each for each in after.items() if each[0] not in same)),
    )


def _keep_key(then: Plain, now: Plain) -> None:
    """A key in another program's manner is another name of the record, not a new key."""
    if now.get("record", {}).get("known_as", []) != then.get("record", {}).get("known_as", []):
        now["document"]["id"] = then["document"]["id"]


def _fill(now: Plain, then: Plain) -> None:
    """What an entry lacks, the program that wrote it had no place for: it means what it did."""
    for name, value in then.items():
        if name not in now:
            now[name] = value
        elif isinstance(value, dict) and isinstance(now[name], dict):
            _fill(now[name], value)
    roles = {agent.get("role") for agent in now.get("people", ()) if isinstance(agent, dict)}
    missing = [
        agent
        for agent in then.get("people", ())
        if isinstance(agent, dict) and agent.get("role") not in roles
    ]
    if missing:
        now["people"] = [*now.get("people", ()), *missing]
