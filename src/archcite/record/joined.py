"""Two records of one document as one: what the first lacks is taken from the second.

Works on plain records. Nothing that either says is lost but where both contradict each other; there
the first keeps its own, and the field's path is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from archcite.record.faults import find_faults
from archcite.record.marks import drop_untrue

Plain = Mapping[str, Any]

# Marks of import, which are true of one record's file alone.
_OWN = frozenset(("source_file", "sha256", "imported", "importer", "imported_as", "lost_fields"))
# What one member of a list is told from another by.
_NAMING = ("role", "verb", "term", "as_given", "name", "path", "url", "text", "kind", "value")


def joined(one: Plain, other: Plain, key: str) -> tuple[dict[str, Any], list[str]]:
    """The plain record of both, and the paths where they contradict each other.

    key: the second's, by which the record is known from now on too.
    """
    conflicts: list[str] = []
    second = {name: value for name, value in other.items() if name != "schema"}
    document = {name: each for name, each in second.get("document", {}).items() if name != "id"}
    own = {name: each for name, each in second.get("record", {}).items() if name not in _OWN}
    for mark in ("_src", "_note"):
        if isinstance(own.get(mark), Mapping):
            own[mark] = {name: each for name, each in own[mark].items() if name not in _OWN}
    own["known_as"] = [*own.get("known_as", ()), key]
    made = _tables(one, {**second, "document": document, "record": own}, "", conflicts)
    drop_untrue(made)
    _found_again(made)
    return made, conflicts


def _found_again(made: dict[str, Any]) -> None:
    """Take the fields out of those that are lost which the second record had."""
    record = dict(made["record"])
    found = {fault.path[2] for fault in find_faults(made) if fault.code == "lost-has-value"}
    if found:
        kept = [path for at, path in enumerate(record["lost_fields"]) if at not in found]
        made["record"] = record | {"lost_fields": kept}
        if not kept:
            del made["record"]["lost_fields"]


def _tables(one: Plain, other: Plain, prefix: str, conflicts: list[str]) -> dict[str, Any]:
    made = dict(one)
    for name, value in other.items():
        path = f"{prefix}{name}"
        here = made.get(name)
        if name in ("_src", "_note"):
            continue
        if here in (None, "", [], (), {}):
            made[name] = value
            for mark in ("_src", "_note"):
                _take_mark(made, other, mark, name)
        elif isinstance(here, Mapping) and isinstance(value, Mapping):
            made[name] = _tables(here, value, f"{path}.", conflicts)
        elif isinstance(here, Sequence) and not isinstance(here, str):
            made[name] = _lists(list(here), list(value), path, conflicts)
        elif here != value:
            conflicts.append(path)
    return made


def _take_mark(made: dict[str, Any], other: Plain, mark: str, name: str) -> None:
    """How a value is known comes along with it."""
    known = other.get(mark)
    if isinstance(known, Mapping) and name in known:
        here = made.get(mark)
        made[mark] = {**(here if isinstance(here, Mapping) else {}), name: known[name]}


def _lists(here: list[Any], there: list[Any], path: str, conflicts: list[str]) -> list[Any]:
    """The members of both; of one that both have, the one with more to say."""
    if path == "source.levels":  # a shelfmark is one value: two are not one on top of the other
        if [_bare(each) for each in here] != [_bare(each) for each in there]:
            conflicts.append(path)
        return here
    made = list(here)
    free = list(range(len(made)))
    for member in there:
        equal = (at for at in free if made[at] == member)
        alike = (at for at in free if _is_same(made[at], member))
        at = next(equal, None)
        at = next(alike, None) if at is None else at
        if at is None:
            made.append(member)
            continue
        free.remove(at)
        if isinstance(member, Mapping):
            made[at] = _tables(made[at], member, f"{path}.", conflicts)
    return made


def _is_same(one: Any, other: Any) -> bool:
    if not (isinstance(one, Mapping) and isinstance(other, Mapping)):
        return bool(one == other)
    shared = [name for name in _NAMING if name in one and name in other]
    return bool(shared) and all(_folded(one[name]) == _folded(other[name]) for name in shared)


def _folded(value: Any) -> Any:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value


def _bare(level: Any) -> Any:
    return {name: value for name, value in level.items() if name in ("kind", "value")}
