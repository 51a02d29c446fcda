"""Sort keys, the order of a bibliography, and citation numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from archcite.csl.item import Item
from archcite.csl.rt.context import Context, Facts, Layout, Run
from archcite.inline import Inline, plain
from archcite.text.collate import sort_key

Key: TypeAlias = tuple[bool, object]


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


def keys_of(
    item: Item,
    shape: int,
    layout: Layout,
    facts: Facts,
    area: int,
    citation_number: int,
    run: Run,
) -> tuple[Key, ...]:
    """The item's sort keys; an empty key sorts after all others, descending or not."""
    keys: list[Key] = []
    for body, descending, limit in layout.keys:
        c = Context(item, shape, facts, area, citation_number=citation_number, run=run)
        c.registering = True
        c.sorting = True
        c.limit = limit
        o: list[Inline] = []
        body(c, o)
        text = plain(o)
        key: object = sort_key(text, facts.lang)
        keys.append((not text, _Reversed(key) if descending else key))
    return tuple(keys)


def ordered(
    items: Sequence[Item],
    shapes: Mapping[str, int],
    layout: Layout,
    facts: Facts,
    area: int,
    run: Run,
) -> list[Item]:
    """The items by the layout's sort keys; without keys, and among equals, as they came."""
    if not layout.keys:
        return list(items)
    numbered = {item.id: number for number, item in enumerate(items, 1)}
    return sorted(
        items,
        key=lambda item: keys_of(item, shapes[item.id], layout, facts, area, numbered[item.id], run),
    )
