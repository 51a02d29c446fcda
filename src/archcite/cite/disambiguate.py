"""The ladder of disambiguation: Hints for every item, by groups of equal cites, bounded.

CSL 1.0.2, Disambiguation: given names (for all, where the rule says so), then for each group of
cites that read the same: more names, given names, the disambiguate condition, the year suffix.
A rung is one function; a group is split at most once for each name it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from archcite.csl.compile import CompiledStyle
from archcite.csl.item import Item
from archcite.csl.rt.context import CITATION, Context, Hints
from archcite.csl.rt.names import Shown, printed_name
from archcite.inline import Inline, plain
from archcite.text.names import Name
from archcite.text.numbers import letters

INITIALS, IN_FULL = 1, 2


class _Rules(NamedTuple):
    """The style's options (CSL 1.0.2, Citation-specific Options)."""

    add_names: bool
    add_given: bool
    given_rule: str
    year_suffix: bool


def disambiguate(
    style: CompiledStyle, items: Sequence[Item], shapes: Mapping[str, int]
) -> dict[str, Hints]:
    """What each item must show so that its cite is like no other; items in bibliography order."""
    if len(items) < 2:
        return {}
    return _Ladder(style, items, shapes).climbed()


class _Ladder:
    """One document's items, and the hints settled so far."""

    def __init__(
        self, style: CompiledStyle, items: Sequence[Item], shapes: Mapping[str, int]
    ) -> None:
        self.shapes = shapes
        options = style.facts.citation
        self.style = style
        self.items = items
        self.hints = {item.id: Hints() for item in items}
        self.rules = _Rules(
            options.get("disambiguate-add-names") == "true",
            options.get("disambiguate-add-givenname") == "true",
            options.get("givenname-disambiguation-rule", "by-cite"),
            options.get("disambiguate-add-year-suffix") == "true",
        )

    def climbed(self) -> dict[str, Hints]:
        if self.rules.add_given and self.rules.given_rule != "by-cite":
            self.given_everywhere()
        for group in self.equal(self.items):
            rest = [group]
            if self.rules.add_names:
                rest = self.more_names(group)
            if self.rules.add_given and self.rules.given_rule == "by-cite":
                rest = [part for one in rest for part in self.given_by_cite(one)]
            for one in rest:
                if not self.condition(one) and self.rules.year_suffix:
                    self.year_suffix(one)
        return self.hints

    # -- looking

    def context(self, item: Item) -> Context:
        position = _SUBSEQUENT if self.style.facts.kind == "note" else _FIRST
        return Context(
            item, self.shapes[item.id], self.style.facts, CITATION,
            hints=self.hints[item.id], position=position,
        )

    def cite(self, item: Item) -> str:
        o: list[Inline] = []
        self.style.citation.body(self.context(item), o)
        return plain(o)

    def shown(self, item: Item) -> list[Shown]:
        """The names that the item's cite shows, and those that it leaves out."""
        c = self.context(item)
        c.shown = []
        self.style.citation.body(c, [])
        return c.shown

    def equal(self, items: Iterable[Item]) -> list[list[Item]]:
        """The groups of items whose cites read the same."""
        return [group for group in self.split(items) if len(group) > 1]

    def split(self, items: Iterable[Item]) -> list[list[Item]]:
        groups: dict[str, list[Item]] = {}
        for item in items:
            text = self.cite(item)
            if text:
                groups.setdefault(text, []).append(item)
        return list(groups.values())

    def change(self, items: Iterable[Item], change: Callable[[Hints], Hints]) -> None:
        for item in items:
            self.hints[item.id] = change(self.hints[item.id])

    # -- rungs

    def given_everywhere(self) -> None:
        """Rules all-names and primary-name: names that look alike are told apart in every cite."""
        primary = self.rules.given_rule.startswith("primary-name")
        most = INITIALS if self.rules.given_rule.endswith("-with-initials") else IN_FULL
        alike: dict[str, dict[Name, Shown]] = {}
        for item in self.items:
            for entry in self.shown(item):
                if not entry.omitted and not (primary and entry.place):
                    text = self.name_text(entry, 0)
                    alike.setdefault(text, {}).setdefault(entry.name, entry)
        levels: dict[Name, int] = {}
        for names in alike.values():
            if len(names) < 2:
                continue
            texts = {
                level: [self.name_text(entry, level) for entry in names.values()]
                for level in range(1, most + 1)
            }
            for index, name in enumerate(names):
                unique = (n for n, row in texts.items() if row.count(row[index]) == 1)
                # nothing tells them apart: as far as the rule allows, if that tells some apart
                last = most if len(set(texts[most])) > 1 else 0
                levels[name] = next(unique, last)
        self.change(self.items, lambda h: h._replace(given=levels, primary=primary))

    def name_text(self, entry: Shown, level: int) -> str:
        hints = Hints(given={entry.name: level})
        c = Context(self.items[0], 0, self.style.facts, CITATION, hints=hints)
        return plain([printed_name(c, entry.name, entry.place, entry.options)])

    def more_names(self, group: list[Item]) -> list[list[Item]]:
        """Names one by one until the group falls apart; what never does comes back."""
        total = max(len(self.shown(item)) for item in group)
        start = min(sum(not entry.omitted for entry in self.shown(item)) for item in group)
        formed: list[tuple[list[Item], int]] = [(group, 0)]
        left: list[list[Item]] = []
        while formed:
            part, at = formed.pop()
            for count in range(max(at, start) + 1, total + 1):
                self.change(part, lambda h, n=count: h._replace(names=n))  # type: ignore[misc]
                parts = self.split(part)
                if len(parts) > 1:
                    formed += [(one, count) for one in parts if len(one) > 1]
                    break
            else:
                self.change(part, lambda h, n=at: h._replace(names=n))  # type: ignore[misc]
                left.append(part)
        return left

    def given_by_cite(self, group: list[Item]) -> list[list[Item]]:
        """Rule by-cite: initials, then given names in full, of one name after the other."""
        formed: list[tuple[list[Item], int]] = [(group, 0)]
        left: list[list[Item]] = []
        while formed:
            part, start = formed.pop()
            before = {item.id: self.hints[item.id] for item in part}
            longest = max(len(self.shown(item)) for item in part)
            for index, level in (
                (i, n) for i in range(start, longest) for n in (INITIALS, IN_FULL)
            ):
                for item in part:
                    self.expand(item, index, level)
                parts = self.split(part)
                if len(parts) > 1:
                    formed += [(one, index) for one in parts if len(one) > 1]
                    break
                if level == IN_FULL:
                    self.hints.update(before)
            else:
                self.hints.update(before)
                left.append(part)
        return left

    def expand(self, item: Item, index: int, level: int) -> None:
        names = self.shown(item)
        if index >= len(names):
            return
        hints = self.hints[item.id]
        self.hints[item.id] = hints._replace(
            given={**hints.given, names[index].name: level},
            names=max(hints.names, index + 1) if self.rules.add_names else hints.names,
        )

    def condition(self, group: list[Item]) -> bool:
        """<if disambiguate="true">, where it makes the group smaller; whether it settled it."""
        before = {item.id: self.hints[item.id] for item in group}
        self.change(group, lambda h: h._replace(disambiguate=True))
        parts = self.split(group)
        if len(parts) == 1:
            self.hints.update(before)
        return all(len(part) == 1 for part in parts)

    def year_suffix(self, group: list[Item]) -> None:
        """Letters in the order of the bibliography."""
        for index, item in enumerate(group, 1):
            hints = self.hints[item.id]
            self.hints[item.id] = hints._replace(year_suffix=letters(index))


_FIRST = frozenset(("first",))
_SUBSEQUENT = frozenset(("subsequent",))
