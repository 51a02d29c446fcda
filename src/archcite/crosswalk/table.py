"""Two-way tables between the record and another format, which confess what they dropped.

Owns Row and compile. A row is one fact; what no row that fired carries is told by its field path.
Knows no format: the other side is a list of (name, value) pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
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
    apart: those of `here` that for this record stand among what is another fact's own.
    """

    here: tuple[str, ...]
    there: str
    to: Callable[[Record], str]
    back: Callable[[str], Plain] | None = None
    when: Callable[[Record], bool] = always
    loses: Callable[[Record], Iterable[str]] = nothing
    apart: Callable[[Record], Iterable[str]] = nothing


Placed = tuple[tuple[str, ...], tuple[str, ...]]


class Out(NamedTuple):
    """What the other format gets, in the order of the rows, and the field paths left behind.

    placed: for each pair the field paths that it carries, and the row's `apart`.
    """

    pairs: list[Pair]
    dropped: list[str]
    placed: Sequence[Placed] = ()


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
    wanting = [(row, _needs(row)) for row in table]
    for row in table:
        if row.back is not None:
            returning.setdefault(row.there, []).append(row.back)

    @lru_cache(1024)  # records of one sort have the same fields
    def asked(present: frozenset[str]) -> list[Row]:
        """The rows that may have something to say of a record with these fields and members."""
        there = present.union(path.partition(".")[0] for path in present)
        return [row for row, needs in wanting if not needs or not there.isdisjoint(needs)]

    def out(record: Record) -> Out:
        paths = leaves(record)
        pairs: list[Pair] = []
        carried: set[str] = set()
        lost: set[str] = set()
        placed: list[Placed] = []
        for here, there, to, _, when, loses, aside in asked(frozenset(map(_within, paths))):
            if when is not always and not when(record):
                continue
            value = to(record)
            if not value:
                continue
            pairs.append((there, value))
            placed.append((here, () if aside is nothing else tuple(aside(record))))
            if loses is not nothing:
                lost.update(loses(record))
            carried.update(here)
        dropped = [path for path in paths if path in lost or carried.isdisjoint(carriers(path))]
        return Out(pairs, dropped, placed)

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


def apart(record: Record, out: Out, is_apart: Callable[[Pair], bool]) -> list[str]:
    """The field paths that came through in fields alone that are not their own, such as a note.

    is_apart: whether that is so of a pair.
    """
    there: set[str] = set()
    own: set[str] = set()
    for pair, (here, aside) in zip(out.pairs, out.placed, strict=True):
        if is_apart(pair):
            there.update(here)
        elif aside:
            there.update(aside)
            own.update(path for path in here if path not in aside)
        else:
            own.update(here)
    if not there:
        return []
    gone = set(out.dropped)
    return [
        path
        for path in leaves(record)
        if path not in gone
        and not there.isdisjoint(carriers(path))
        and own.isdisjoint(carriers(path))
    ]


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
    return leaves_of(msgspec.to_builtins(record))


def leaves_of(plain: Plain) -> list[str]:
    """The same of a plain record."""
    # The schema's name is a mark of the file, no fact of the document.
    paths: dict[str, None] = {}
    _walk(plain, "", paths)
    paths.pop("schema", None)
    return list(paths)


# The role of a place that does not say one; plain data has no defaults.
_UNSAID = {"places": str(Place(name="x").role)}


def _walk(plain: Mapping[str, Any], prefix: str, paths: dict[str, None]) -> None:
    for name, value in plain.items():
        kind = type(value)
        if kind is str:
            if value:
                paths[prefix + name] = None
        elif not value and value is not False:
            continue
        elif kind is dict:
            _walk(value, f"{prefix}{name}.", paths)
        elif kind in (tuple, list) and type(value[0]) is dict:
            path = prefix + name
            for member in value:
                word = member.get("role") or member.get("verb") or _UNSAID.get(path)
                _walk(member, f"{path}.{word}." if word else f"{path}.", paths)
        else:
            paths[prefix + name] = None


@cache
def carriers(path: str) -> tuple[str, ...]:
    """The paths of which one must be carried for this one to be: itself and those above it."""
    # How a value is known is a fact of its own: what carries the value need not carry that.
    if "_src" in path or "_note" in path:
        return (path,)
    steps = path.split(".")
    return tuple(".".join(steps[:size]) for size in range(len(steps), 0, -1))


def merge(into: Plain, part: Plain) -> None:
    """Tables are joined, lists appended; of two values for one field the first stays."""
    for name, value in part.items():
        if isinstance(value, dict):
            merge(into.setdefault(name, {}), value)
        elif name not in into:
            into[name] = value
        elif isinstance(value, list) and isinstance(into[name], list):
            into[name] = [*into[name], *value]
