"""The order of a bibliography and of a citation's cites: sort keys, made as they are needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias, TypeVar

from archcite.csl.item import Item
from archcite.csl.rt.context import Context, Facts, Layout, Run
from archcite.inline import Inline, plain
from archcite.text.collate import sort_key

Key: TypeAlias = tuple[bool, object]
One = TypeVar("One")


def ordered(
    items: Sequence[Item],
    shapes: Mapping[str, int],
    layout: Layout,
    facts: Facts,
    area: int,
    run: Run,
) -> list[Item]:
    """The items by the layout's sort keys; without keys, and among equals, as they came."""
    numbers = {item.id: number for number, item in enumerate(items, 1)}
    keys = item_keys(shapes, numbers, layout, facts, area, run)
    if run.names is not None and not run.names.rule.by_cite:
        # as in the reference implementation, names that are only sorted by are told apart too
        register(items, shapes, layout, facts, area, run)
    return in_order(items, keys)


def register(
    items: Sequence[Item],
    shapes: Mapping[str, int],
    layout: Layout,
    facts: Facts,
    area: int,
    run: Run,
) -> None:
    """Note down the names that sort keys show."""
    for body, _, limit, has_names in layout.keys:
        if has_names:
            for item in items:
                c = Context(item, shapes[item.id], facts, area, run=run)
                c.sorting = c.registering = True
                c.limit = limit
                body(c, [])


def in_order(ones: Sequence[One], keys: Sequence[Callable[[One], Key]]) -> list[One]:
    """Sorted by the first key, equals by the second, and so on; a key is asked only of equals.

    An empty key sorts after all others, descending or not.
    """
    if not keys or len(ones) < 2:
        return list(ones)
    first, *others = keys
    decorated = sorted(((first(one), place) for place, one in enumerate(ones)), key=_by_key)
    done: list[One] = []
    equals: list[One] = []
    before: Key | None = None
    for key, place in decorated:
        if equals and key != before:
            done += in_order(equals, others)
            equals = []
        equals.append(ones[place])
        before = key
    return done + in_order(equals, others)


def _by_key(pair: tuple[Key, int]) -> Key:
    return pair[0]


def item_keys(
    shapes: Mapping[str, int],
    numbers: Mapping[str, int],
    layout: Layout,
    facts: Facts,
    area: int,
    run: Run,
) -> list[Callable[[Item], Key]]:
    """The layout's sort keys as functions of an item; numbers: the citation number of each."""

    def key_of(place: int) -> Callable[[Item], Key]:
        body, descending, limit, _ = layout.keys[place]

        def key(item: Item) -> Key:
            number = numbers[item.id]
            c = Context(item, shapes[item.id], facts, area, citation_number=number, run=run)
            c.sorting = True
            c.limit = limit
            o: list[Inline] = []
            body(c, o)
            text = o[0] if len(o) == 1 and isinstance(o[0], str) else plain(o)
            value: object = sort_key(text, facts.lang)
            return not text, _Reversed(value) if descending else value

        return key

    return [key_of(place) for place in range(len(layout.keys))]


class _Reversed:
    """A value that sorts the other way round."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __lt__(self, other: _Reversed) -> bool:
        return bool(other.value < self.value)  # type: ignore[operator]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Reversed) and self.value == other.value

    __hash__ = None  # type: ignore[assignment]
