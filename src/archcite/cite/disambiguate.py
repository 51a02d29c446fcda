"""Disambiguation: which cites of a document read alike, and the Hints that tell them apart.

CSL 1.0.2, Disambiguation. The cites are rendered here; what is asked of them is decided in ladder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from archcite.cite.ladder import Cited, Group, Request, Rules
from archcite.csl.compile import CompiledStyle
from archcite.csl.item import Item
from archcite.csl.rt.context import CITATION, Context, Hints, Run
from archcite.csl.rt.registry import GivenRule, Registry
from archcite.errors import Problem
from archcite.inline import Inline, plain
from archcite.text.numbers import letters

_LATER = frozenset(("subsequent", "near-note"))


def rules_of(style: CompiledStyle) -> Rules:
    """What the style says of disambiguation."""
    options = style.facts.citation
    rule = options.get("givenname-disambiguation-rule", "by-cite")
    return Rules(
        options.get("disambiguate-add-names") == "true",
        GivenRule(
            options.get("disambiguate-add-givenname") == "true",
            rule == "by-cite",
            rule.startswith("primary-name"),
            rule.endswith("-with-initials"),
        ),
        options.get("disambiguate-add-year-suffix") == "true",
        bool(style.facts.asked.disambiguate),
    )


def registry_of(style: CompiledStyle) -> Registry | None:
    """The place where names are noted down, for a style that asks for them."""
    rule = rules_of(style).given
    demote = style.facts.options.get("demote-non-dropping-particle")
    return Registry(rule, demote == "never") if rule.active else None


def disambiguate(
    style: CompiledStyle,
    items: Sequence[Item],
    shapes: Mapping[str, int],
    run: Run,
    notes: Mapping[str, int] = MappingProxyType({}),
) -> tuple[dict[str, Hints], list[Problem]]:
    """What each item must show so that its cite is like no other; items in bibliography order.

    notes: the note in which each item that is cited again was cited first.

    The problems tell of groups that were given up on because they would have taken too long.
    """
    rules = rules_of(style)
    if not rules.active:
        return {}, []
    return Cites(style, items, shapes, run, rules, notes).told_apart()


class Cites:
    """The cites of one document as the ladder sees them, and the hints settled so far."""

    def __init__(
        self,
        style: CompiledStyle,
        items: Sequence[Item],
        shapes: Mapping[str, int],
        run: Run,
        rules: Rules,
        notes: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self.style = style
        self.items = items
        self.shapes = shapes
        self.run = run
        self.rules = rules
        # as in the reference implementation, only under this rule, and on the ladder alone
        self.notes = notes if rules.given.by_cite else {}
        self.hints: dict[str, Hints] = {}
        self.place = {item.id: place for place, item in enumerate(items)}

    def told_apart(self) -> tuple[dict[str, Hints], list[Problem]]:
        problems = []
        groups = self.alike()  # which notes down all names
        for group in groups if self.rules.rungs else []:
            budget = 200 * len(group) + 20_000
            if not Group(self, group, budget).climb():
                ids = ", ".join(item.id for item, _ in group[:3])
                problems.append(
                    Problem("disambiguation-bounded", "",
                            f"{len(group)} citations that read alike ({ids}, ...) could not all be"
                            " told apart within the bound", "cite them with a locator")
                )  # fmt: skip
            members = [item for item, _ in group]
            self.fewest_conditions(members)
            if self.rules.year_suffix:
                self.letters_for_the_rest(members)
        return self.hints, problems

    def letters_for_the_rest(self, items: list[Item]) -> None:
        """Letters for those that the ladder, which goes as the reference does, has left alike."""
        texts: dict[str, list[Item]] = {}
        for item in items:
            hints = self.hints.get(item.id, Hints())
            if not hints.year_suffix:
                text = self.with_conditions(item, hints.disambiguate).text
                texts.setdefault(text, []).append(item)
        for same in texts.values():
            if len(same) > 1:
                for number, item in enumerate(sorted(same, key=lambda one: self.place[one.id]), 1):
                    kept = self.hints.get(item.id, Hints())
                    self.hints[item.id] = kept._replace(year_suffix=letters(number))

    def fewest_conditions(self, items: list[Item]) -> None:
        """Where conditions stand in one another: no more of them for an item than it needs.

        The ladder gives all items that it goes on with as many as the most difficult of them.
        """
        most = max(self.hints.get(item.id, Hints()).disambiguate for item in items)
        if most < 2:
            return
        asked = [self.with_conditions(item, most).conditions for item in items]
        if max(asked) == max(self.with_conditions(item, 0).conditions for item in items):
            return  # side by side: as the ladder has it
        before = {item.id: self.with_conditions(item, most).text for item in items}
        settled = dict(self.settled(items, most))
        after = {
            item.id: self.with_conditions(item, settled.get(item.id, most)).text for item in items
        }
        if len(set(after.values())) < len(set(before.values())):
            return
        for item in items:
            kept = self.hints.get(item.id, Hints())
            self.hints[item.id] = kept._replace(disambiguate=settled.get(item.id, most))

    def settled(self, items: list[Item], most: int) -> Iterator[tuple[str, int]]:
        """Each item that is told apart, with how many conditions that takes."""
        left = [items]
        for number in range(1, most + 1):
            alike: list[list[Item]] = []
            for group in left:
                texts: dict[str, list[Item]] = {}
                for item in group:
                    texts.setdefault(self.with_conditions(item, number).text, []).append(item)
                for same in texts.values():
                    if len(same) == 1:
                        yield same[0].id, number
                    else:
                        alike.append(same)
            left = alike

    def with_conditions(self, item: Item, number: int) -> Cited:
        """The item's cite with that many conditions, and the names that are settled."""
        hints = self.hints.get(item.id, Hints())
        request = Request(hints.names, hints.givens)
        request.disambiguate = number
        return self.cite(item, request)

    def alike(self) -> list[list[tuple[Item, Cited]]]:
        """The groups of items whose cites read the same."""
        first = [(item, self.cite(item, None, registering=True)) for item in self.items]
        names = self.run.names
        settled = names is None or names.rule.by_cite
        groups: dict[str, list[tuple[Item, Cited]]] = {}
        for item, cited in first:
            # names that came later may have changed what an earlier cite must show
            final = cited if settled else self.again(item, cited)
            groups.setdefault(final.text, []).append((item, final))
        return [group for group in groups.values() if len(group) > 1]

    def again(self, item: Item, cited: Cited) -> Cited:
        return self.cite(item, None) if cited.shown else cited

    def cite(self, item: Item, request: Request | None, *, registering: bool = False) -> Cited:
        """The item's cite as the ladder sees it: a later one, with just what is asked for."""
        hints = request.hints() if request is not None else Hints()
        c = Context(
            item,
            self.shapes[item.id],
            self.style.facts,
            CITATION,
            position=_LATER,
            hints=hints,
            first_note=self.notes.get(item.id, 0) if request is not None else 0,
            run=self.run,
        )
        c.shown = []
        c.exact_names = request is not None
        c.registering = registering
        o: list[Inline] = []
        self.style.citation.body(c, o)
        return Cited(plain(o), tuple(c.shown), c.conditions_met, c.conditions)
