"""The ladder of disambiguation: Hints for every item, by groups of equal cites, bounded.

Rungs so far: the disambiguate condition and the year suffix; adding names and given names follow.
"""

from __future__ import annotations

from collections.abc import Sequence

from archcite.csl.compile import CompiledStyle
from archcite.csl.item import Item
from archcite.csl.rt.context import CITATION, Context, Hints
from archcite.inline import Inline, plain


def disambiguate(style: CompiledStyle, items: Sequence[Item]) -> dict[str, Hints]:
    """What each item must show so that its cite is like no other; items in bibliography order."""
    if len(items) < 2:
        return {}
    hints = {item.id: Hints() for item in items}
    for rung in (_condition, _year_suffix):
        groups = _equal(style, items, hints)
        if not groups:
            break
        rung(style, groups, hints)
    return hints


def _equal(
    style: CompiledStyle, items: Sequence[Item], hints: dict[str, Hints]
) -> list[list[Item]]:
    """The groups of items whose cites read the same."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(_cite(style, item, hints[item.id]), []).append(item)
    return [group for text, group in groups.items() if len(group) > 1 and text]


def _cite(style: CompiledStyle, item: Item, hints: Hints) -> str:
    c = Context(
        item, style.facts, CITATION, hints=hints, position=_SUBSEQUENT
        if style.facts.kind == "note" else _FIRST
    )  # fmt: skip
    o: list[Inline] = []
    style.citation.body(c, o)
    return plain(o)


_FIRST = frozenset(("first",))
_SUBSEQUENT = frozenset(("subsequent",))


def _condition(style: CompiledStyle, groups: list[list[Item]], hints: dict[str, Hints]) -> None:
    """<if disambiguate="true">, for all of a group where it makes the group smaller."""
    for group in groups:
        tried = {item.id: hints[item.id]._replace(disambiguate=True) for item in group}
        texts = {_cite(style, item, tried[item.id]) for item in group}
        if len(texts) > 1:
            hints.update(tried)


def _year_suffix(style: CompiledStyle, groups: list[list[Item]], hints: dict[str, Hints]) -> None:
    """Letters in bibliography order, where the style wants them."""
    if style.facts.citation.get("disambiguate-add-year-suffix") != "true":
        return
    for group in groups:
        for index, item in enumerate(group):
            hints[item.id] = hints[item.id]._replace(year_suffix=letters(index))


def letters(index: int) -> str:
    """0 -> a, 25 -> z, 26 -> aa."""
    text = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        text = chr(ord("a") + digit) + text
    return text
