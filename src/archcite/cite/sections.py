"""A bibliography in sections: which entries a filter takes, and entries parted by filters. Pure.

The kinds of filter are those of the reference implementation's makeBibliography. Numbers and order
of the entries are those of the whole bibliography.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from archcite.csl import vocab
from archcite.csl.item import Item


class Match(NamedTuple):
    """One question to an item: is the value of a field this one?

    field: "type", "id", "categories", "keyword" or any other variable. value: a text that the
    field has (of categories and keywords, one among them); True asks whether the field has any
    value, False or "" whether it has none.
    """

    field: str
    value: str | bool


class Filter(NamedTuple):
    """Which items a section holds; one without tests holds all.

    include: any of the tests is true. exclude: none of them is. select: all of them are. Only the
    first of these three that has tests counts. quash: leaves out, of the rest, the items of which
    all its tests are true.
    """

    include: tuple[Match, ...] = ()
    exclude: tuple[Match, ...] = ()
    select: tuple[Match, ...] = ()
    quash: tuple[Match, ...] = ()

    def takes(self, item: Item) -> bool:
        """Whether the item belongs into the section."""
        if self.include:
            taken = any(_true(match, item) for match in self.include)
        elif self.exclude:
            taken = not any(_true(match, item) for match in self.exclude)
        else:
            taken = all(_true(match, item) for match in self.select)
        return taken and not (self.quash and all(_true(match, item) for match in self.quash))


class HasId(Protocol):
    """An entry of whatever kind that knows its item's id."""

    @property
    def id(self) -> str: ...


_Entry = TypeVar("_Entry", bound=HasId)


def parted(
    entries: Sequence[_Entry], items: Mapping[str, Item], filters: Sequence[Filter]
) -> list[list[_Entry]]:
    """The entries of each section; an entry stands in the first one that takes it, or in none.

    Without filters there is one section, of all entries.
    """
    if not filters:
        return [list(entries)]
    parts: list[list[_Entry]] = [[] for _ in filters]
    for entry in entries:
        for part, wanted in zip(parts, filters, strict=True):
            if wanted.takes(items[entry.id]):
                part.append(entry)
                break
    return parts


def _true(match: Match, item: Item) -> bool:
    values = values_of(item, match.field)
    if isinstance(match.value, str) and match.value:
        return match.value in values
    return bool(values) is bool(match.value)


def values_of(item: Item, field: str) -> tuple[str, ...]:
    """All that a field of the item says, as texts; names and dates only say that they are there."""
    if field in ("id", "type", "language"):
        value: str = getattr(item, field)
        return (value,) if value else ()
    if field in vocab.NAMES:
        return tuple(" ".join(part for part in name[:5] if part) or name.literal
                     for name in item.names(field))  # fmt: skip
    if field in vocab.DATES:
        date = item.date(field)
        return () if date is None else (date.literal or str(date.start.year),)
    listed = getattr(item, "listed", None)
    if listed is not None and (found := listed(field)):
        return tuple(found)
    text = item.text(field)
    if not text:
        return ()
    if field == "keyword":
        return (text, *(word.strip() for word in text.replace(";", ",").split(",")))
    return (text,)
