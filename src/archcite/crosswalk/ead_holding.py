"""Where a component lies: the repository, the fonds, and the shelfmark from the levels above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from archcite.crosswalk.ead_units import (
    LEVELS,
    WHOLES,
    Aid,
    Unit,
    did_of,
    headless,
    words_of,
)
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import (
    append,
    below,
    child,
    line,
    prose,
    store,
)
from archcite.record.shelfmark import read_archive
from archcite.record.vocab import LevelKind

if TYPE_CHECKING:
    pass


def read_holding(units: list[Unit], plain: Plain, aid: Aid) -> None:
    for unit in reversed(units):
        repository = child(did_of(unit), "repository")
        if repository is None or not line(repository):
            continue
        body = child(repository, "corpname")
        subarea = line(next(below(repository, "subarea"), None))
        name = words_of(body if body is not None else repository)
        name = name.removesuffix(subarea).rstrip(" ,.") if subarea else name
        for each in below(repository, "addressline"):
            if body is None:
                name = name.removesuffix(line(each)).strip(" ,")
        for key, found in msgspec.to_builtins(read_archive(name)).items():
            store(plain, f"source.archive.{key}", found)
        store(plain, "source.archive.department", subarea)
        break
    if aid.country:
        store(plain, "source.archive.country", aid.country.upper())
    store(plain, "source.archive.ids.isil", aid.isil)
    if len(units) > 1:
        store(plain, "source.collection", units[0].title)
    levels = list(_levels(units))
    store(plain, "source.levels", levels)
    own = units[-1].number
    if own and not any(level["value"] == own for level in levels):
        store(plain, "source.ref_as_given", own)
    for holder in units[-1].get("altformavail"):
        append(plain, "source.copies", {"ref_as_given": prose(headless(holder))})


def _levels(units: list[Unit]) -> Iterator[Plain]:
    """The shelfmark from large to small: numbers of levels, then box and folder."""
    above = ""
    for number, unit in enumerate(units):
        if unit.number:
            mark = _without(unit.number, above)
            known = LevelKind._value2member_map_.get(unit.level)
            kind = LEVELS.get(unit.level) or known or (_unnamed(units[:number]) if number else None)
            if mark and not (number and unit.level in ("", "item", "file") and _is_long(mark)):
                level: Plain = {"kind": str(kind or LevelKind.COLLECTION), "value": mark}
                if unit.level and (kind is None or kind is LevelKind.OTHER):
                    level.update(kind="other", label=unit.level)
                yield level
            above = unit.number
        elif 0 < number < len(units) - 1 and unit.title and unit.level in WHOLES:
            yield {"kind": str(LEVELS.get(unit.level, LevelKind.SERIES)), "value": unit.title}
    for unit in reversed(units):
        if unit.containers:
            yield from unit.containers
            return


def _unnamed(above: list[Unit]) -> LevelKind:
    """What a component without a level of its own is: below an opis a delo, else an item."""
    return LevelKind.DELO if above[-1].level == "opis" else LevelKind.ITEM


def _is_long(mark: str) -> bool:
    """Whether a number is an address or a hash, which stands on no folder."""
    return len(mark) > 60 or "://" in mark


def _without(number: str, above: str) -> str:
    """A number without that of the level above, which many archives repeat in it."""
    bare = re.sub(
        r"^(?:series|subseries|file|item|fonds?)\s+(?=\S)", "", number, flags=re.IGNORECASE
    )
    if above and number != above and number.startswith(above):
        rest = number[len(above) :]
        if not rest[0].isalnum():
            return rest.strip(" /.,;:-_") or bare
    return "" if number == above else bare
