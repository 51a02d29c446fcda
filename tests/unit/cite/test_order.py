"""Sorting by keys that are asked only of equals gives what sorting by all keys at once gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from archcite.cite.item import JsonItem
from archcite.cite.order import Key, in_order, item_keys, ordered
from archcite.csl.compile import CompiledStyle, compile_style
from archcite.csl.rt.context import BIBLIOGRAPHY, Run, shape_of

One: TypeAlias = tuple[str, ...]

words = st.sampled_from(["", "a", "b", "B", "é"])
ones = st.lists(st.tuples(words, words, words), max_size=12)


def by(place: int) -> Callable[[One], Key]:
    return lambda one: (not one[place], (one[place], ""))


@given(ones)
def test_lazy_keys_are_eager_keys(items: list[One]) -> None:
    keys = [by(0), by(1), by(2)]
    assert in_order(items, keys) == sorted(items, key=lambda one: [key(one) for key in keys])


@given(ones)
def test_a_key_is_asked_only_of_equals(items: list[One]) -> None:
    asked: list[One] = []

    def second(one: One) -> Key:
        asked.append(one)
        return by(1)(one)

    in_order(items, [by(0), second])
    firsts = [one[0] for one in items]
    assert all(firsts.count(one[0]) > 1 for one in asked)
    assert len(asked) <= len(items)


def test_without_keys_and_among_equals_all_stay_as_they_came() -> None:
    items: list[One] = [("b", "1"), ("a", "2"), ("b", "0"), ("a", "1")]
    assert in_order(items, []) == items
    assert in_order(items, [by(0)]) == [("a", "2"), ("a", "1"), ("b", "1"), ("b", "0")]


def styled(*keys: str) -> CompiledStyle:
    sort = "".join(f"<key {key}/>" for key in keys)
    xml = f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>S</title><id>s</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><sort>{sort}</sort><layout><text variable="title"/></layout></bibliography></style>"""
    return compile_style(xml.encode(), "s", "", lambda tag: None)


UP, DOWN = 'variable="title"', 'variable="title" sort="descending"'
GENRE_UP, GENRE_DOWN = 'variable="genre"', 'variable="genre" sort="descending"'
STYLES = [styled(one, two) for one in (UP, DOWN) for two in (GENRE_UP, GENRE_DOWN)]


@given(st.sampled_from(STYLES), st.lists(st.tuples(words, words), max_size=8))
def test_a_style_s_keys(style: CompiledStyle, pairs: list[tuple[str, str]]) -> None:
    items = [
        JsonItem({"id": str(place), "title": title, "genre": genre})
        for place, (title, genre) in enumerate(pairs)
    ]
    shapes = {item.id: shape_of(item, style.facts.asked) for item in items}
    run = Run({})
    assert style.bibliography is not None
    keys = item_keys(
        shapes, {item.id: 0 for item in items}, style.bibliography, style.facts, BIBLIOGRAPHY, run
    )
    found = ordered(items, shapes, style.bibliography, style.facts, BIBLIOGRAPHY, run)
    eager = sorted(items, key=lambda item: [key(item) for key in keys])
    assert [item.id for item in found] == [item.id for item in eager]
    # what has no title comes last, descending or not
    titled = [bool(item.text("title")) for item in found]
    assert titled == sorted(titled, reverse=True)
