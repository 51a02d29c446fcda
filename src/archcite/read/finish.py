"""From what a format's fields mean to a valid record: dates and names read, faults set aside.

The last step of every reader of other programs' files. A value that no record may have is kept in
record.foreign as it was and told in a Problem; the rest of the entry stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from archcite.crosswalk.relators import ROLES
from archcite.crosswalk.returning import Returned
from archcite.crosswalk.table import Plain
from archcite.errors import Problem
from archcite.read.agents import person_or_body
from archcite.read.dates import read_date
from archcite.record.faults import dotted, find_faults
from archcite.record.key import make_key, slug
from archcite.record.model import Record
from archcite.record.toml import from_plain

_ROUNDS = 6  # of setting faults aside; each finds what the one before has uncovered


def finished(found: Returned, where: str, format_name: str) -> list[Record | Problem]:
    """The record, and a Problem for each value that it could not take."""
    plain = found.plain if found.whole else _guessed(found.plain)
    problems: list[Record | Problem] = []
    for _ in range(_ROUNDS):
        faults = find_faults(plain)
        if not faults:
            break
        for fault in reversed(faults):
            value = _taken_out(plain, fault.path)
            if value in (None, "", [], {}):
                continue
            path = dotted(fault.path)
            problems.append(Problem("import-loss", f"{where}, {path}", fault.message, fault.hint))
            if isinstance(value, str) and value.strip():
                foreign = plain.setdefault("record", {}).setdefault("foreign", [])
                foreign.append({"format": format_name, "name": path, "value": value})
        _emptied(plain)
        _named(plain)
    else:
        return [*problems, Problem("import-loss", where, "The entry cannot be made a record.")]
    record = from_plain(plain, where)
    if record.document.id == "item":
        record = msgspec.structs.replace(
            record, document=msgspec.structs.replace(record.document, id=make_key(record))
        )
    return [*reversed(problems), record]


def _guessed(plain: Plain) -> Plain:
    """Dates in words and whole names read as those of archives' pages are."""
    document = plain.setdefault("document", {})
    wording = document.get("date_as_given")
    if wording and not document.get("date"):
        read = read_date(wording)
        if read:
            document["date"] = read.edtf
            if read.inferred:
                document["date_inferred"] = True
    people = []
    for agent in plain.get("people", ()):
        if agent.get("as_given") and not agent.get("family") and not agent.get("kind"):
            guessed = msgspec.to_builtins(person_or_body(agent["as_given"], ROLES[agent["role"]]))
            agent = {**guessed, **{key: agent[key] for key in agent if key != "as_given"}}
        people.append(agent)
    if people:
        plain["people"] = people
    return plain


def _named(plain: Plain) -> None:
    document = plain.setdefault("document", {})
    if not document.get("id"):
        document["id"] = "item"
    document.setdefault("kind", "other")
    plain.setdefault("schema", "archcite/1")


def key_of(told: str) -> str:
    """A citation key from another program's; "item" for one that leaves nothing."""
    return slug(told)[:100].strip("-") or "item"


def keyed(found: Iterable[Record | Problem]) -> list[Record | Problem]:
    """The same with a number behind each key that an earlier record has."""
    return list(unique(found))


def unique(found: Iterable[Record | Problem]) -> Iterator[Record | Problem]:
    """The same one by one; memory holds the keys so far."""
    taken: dict[str, int] = {}
    for each in found:
        if isinstance(each, Record):
            key = each.document.id
            if key in taken:
                number = taken[key]
                while (fresh := f"{key[:90]}-{number + 1}") in taken:
                    number += 1
                taken[key] = number + 1
                key = fresh
                document = msgspec.structs.replace(each.document, id=key)
                each = msgspec.structs.replace(each, document=document)
            taken[key] = 1
        yield each


def _taken_out(plain: Plain, path: tuple[str | int, ...]) -> Any:
    """Take the value at a path out; where it is only missing, the table that lacks it."""
    holder: Any = plain
    for step in path[:-1]:
        try:
            holder = holder[step]
        except (KeyError, IndexError, TypeError):
            return None
    last = path[-1]
    if isinstance(holder, dict):
        if last in holder:
            return holder.pop(last)
        value = dict(holder)
        holder.clear()
        return None if len(path) <= 2 else value
    if isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        value, holder[last] = holder[last], None
        return value
    return None


def _emptied(plain: Plain) -> None:
    """Drop tables and lists that have nothing left."""
    for key, value in list(plain.items()):
        if isinstance(value, list):
            for each in value:
                if isinstance(each, dict):
                    _emptied(each)
            plain[key] = [each for each in value if each not in (None, {}, [])]
        elif isinstance(value, Mapping):
            _emptied(plain[key])
        if plain[key] in (None, {}, []):
            del plain[key]
