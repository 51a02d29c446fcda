"""Two-way tables between the record and another format, which confess what they dropped.

Owns Row and compile. A row is one fact; what no row that fired carries is told by its field path.
Knows no format: the other side is a list of (name, value) pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import msgspec

from archcite.record.model import Place, Record

Pair = tuple[str, str]
Plain = dict[str, Any]


def always(_: Record) -> bool:
    return True


def nothing(_: Record) -> Iterable[str]:
    return ()


class Row(NamedTuple):
    """One fact.

    here: the record's field paths that the fact takes up, each with all below it (people.author).
    there: its name in the other format; several rows may share one.
    to: its value there, "" where the record does not have it. when: a further guard on `to`.
    back: the part of a plain record (as in TOML) that a value means; None: the value only repeats
    or prints what other rows carry.
    loses: field paths below `here` that the value does not hold for this record.
    """

    here: tuple[str, ...]
    there: str
    to: Callable[[Record], str]
    back: Callable[[str], Plain] | None = None
    when: Callable[[Record], bool] = always
    loses: Callable[[Record], Iterable[str]] = nothing


class Out(NamedTuple):
    """What the other format gets, in the order of the rows, and the field paths left behind."""

    pairs: list[Pair]
    dropped: list[str]


class Back(NamedTuple):
    """A plain record (for record.toml.from_plain) and the names there that no row brings back."""

    plain: Plain
    dropped: list[str]


def compile(
    rows: Iterable[Row],
) -> tuple[Callable[[Record], Out], Callable[[Iterable[Pair]], Back]]:
    """The two functions of a table: record -> pairs, and pairs -> plain record."""
    table = tuple(rows)
    returning: dict[str, list[Callable[[str], Plain]]] = {}
    asked: dict[str, list[int]] = {}  # what a record must have -> the rows that it may fire
    always_asked: list[int] = []
    for at, row in enumerate(table):
        if row.back is not None:
            returning.setdefault(row.there, []).append(row.back)
        for need in _needs(row):
            asked.setdefault(need, []).append(at)
        if not row.here:
            always_asked.append(at)

    def out(record: Record) -> Out:
        paths = leaves(record)
        present = set(map(_within, paths))
        present.update([path.partition(".")[0] for path in present])
        pairs: list[Pair] = []
        carried: set[str] = set()
        lost: set[str] = set()
        asking = set(always_asked)
        for name in present:
            asking.update(asked.get(name, ()))
        for at in sorted(asking):
            here, there, to, _, when, loses = table[at]
            if when is not always and not when(record):
                continue
            value = to(record)
            if not value:
                continue
            pairs.append((there, value))
            if loses is not nothing:
                lost.update(loses(record))
            carried.update(here)
        dropped = [
            path
            for path in paths
            if path in lost or not (path in carried or _is_below(path, carried))
        ]
        return Out(pairs, dropped)

    def back(pairs: Iterable[Pair]) -> Back:
        plain: Plain = {}
        dropped: list[str] = []
        for name, value in pairs:
            parts = [part for meaning in returning.get(name, ()) if (part := meaning(value))]
            for part in parts:
                merge(plain, part)
            if not parts and name not in dropped:
                dropped.append(name)
        return Back(plain, dropped)

    return out, back


def _needs(row: Row) -> frozenset[str]:
    """The fields and members of which a record must have one for the row to say anything."""
    return frozenset(map(_within, row.here))


@cache
def _within(path: str) -> str:
    """A path as far as its second step: source.archive, people.author."""
    return ".".join(path.split(".")[:2])


def leaves(record: Record) -> list[str]:
    """The field path of every value of a record, once, in the order of the model.

    Members of people, credits and places go by their role or verb (people.translator.family), as in
    record.lost_fields; members of other lists are not told apart (source.levels.value).
    """
    # The schema's name is a mark of the file, no fact of the document.
    paths: dict[str, None] = {}
    _walk(msgspec.to_builtins(record), "", paths)
    paths.pop("schema", None)
    return list(paths)


# The role of a place that does not say one; plain data has no defaults.
_UNSAID = {"places": str(Place(name="x").role)}


def _walk(plain: Mapping[str, Any], prefix: str, paths: dict[str, None]) -> None:
    for name, value in plain.items():
        if not value and value is not False:
            continue
        path = f"{prefix}{name}"
        if type(value) is str:
            paths[path] = None
        elif type(value) is dict:
            _walk(value, f"{path}.", paths)
        elif type(value) in (tuple, list) and type(value[0]) is dict:
            for member in value:
                word = member.get("role") or member.get("verb") or _UNSAID.get(path)
                _walk(member, f"{path}.{word}." if word else f"{path}.", paths)
        else:
            paths[path] = None


def _is_below(path: str, carried: set[str]) -> bool:
    """Whether a carried path stands above this one."""
    # How a value is known is a fact of its own: what carries the value need not carry that.
    if "_src" in path or "_note" in path:
        return False
    while "." in path:
        path = path.rpartition(".")[0]
        if path in carried:
            return True
    return False


def merge(into: Plain, part: Plain) -> None:
    """Tables are joined, lists appended; of two values for one field the first stays."""
    for name, value in part.items():
        if isinstance(value, dict):
            merge(into.setdefault(name, {}), value)
        elif name not in into:
            into[name] = value
        elif isinstance(value, list) and isinstance(into[name], list):
            into[name] = [*into[name], *value]
