"""The ladder: what a group of cites that read alike must show so that each is like no other.

CSL 1.0.2, Disambiguation: more names and fuller given names, the year suffix, the disambiguate
condition. What is kept of a rung that did not help is as in the reference implementation, so that
documents come out the same. Bounded; nothing is rendered here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from archcite.csl import vocab
from archcite.csl.item import Item
from archcite.csl.rt.context import Hints
from archcite.csl.rt.names import Shown
from archcite.csl.rt.registry import GivenRule
from archcite.text.numbers import letters

_FULL = 2


class Rules(NamedTuple):
    """The style's options (CSL 1.0.2, Citation-specific Options)."""

    add_names: bool
    given: GivenRule
    year_suffix: bool
    condition: bool

    @property
    def active(self) -> bool:
        """Whether any cite could change."""
        return self.add_names or self.given.active or self.year_suffix or self.condition

    @property
    def rungs(self) -> list[str]:
        """What is tried, in this order: more and fuller names, years, the condition.

        CSL 1.0.2 puts the condition before the year suffix; the reference implementation does not.
        """
        names = self.add_names or (self.given.active and self.given.by_cite)
        tried = {"names": names, "years": self.year_suffix, "condition": self.condition}
        return [rung for rung, asked in tried.items() if asked]


class Cited(NamedTuple):
    """A cite as it reads, and the lists of names that it shows."""

    text: str
    shown: tuple[Shown, ...]
    conditions_met: int = 0
    conditions: int = 0


class Request:
    """What a group of items is asked to show; it only ever grows, but for names that are not there.

    names: for each list of names how many; givens: for each list and name how much of it;
    disambiguate: how many of the style's disambiguate conditions hold.
    """

    __slots__ = ("disambiguate", "givens", "names")

    def __init__(self, names: Sequence[int], givens: Sequence[Sequence[int]]) -> None:
        self.names = list(names)
        self.givens = [list(row) for row in givens]
        self.disambiguate = 0
        self.pad()

    @classmethod
    def of(cls, shown: Sequence[Shown]) -> Request:
        return cls([one.number for one in shown], [one.levels for one in shown])

    def copy(self) -> Request:
        made = Request(self.names, self.givens)
        made.disambiguate = self.disambiguate
        return made

    def pad(self) -> None:
        """As many levels as names, at least."""
        for at, count in enumerate(self.names):
            if at == len(self.givens):
                self.givens.append([])
            row = self.givens[at]
            row.extend([0] * (count - len(row)))

    def given(self, at: int, place: int) -> int | None:
        if at < len(self.givens) and place < len(self.givens[at]):
            return self.givens[at][place]
        return None

    def hints(self, year_suffix: str = "") -> Hints:
        return Hints(
            tuple(self.names), tuple(map(tuple, self.givens)), self.disambiguate, year_suffix
        )

    def cap(self, totals: Sequence[int]) -> None:
        """Ask for no more names than there are."""
        for at, total in enumerate(totals[: len(self.names)]):
            self.names[at] = min(self.names[at], total)

    def met(self, shown: Sequence[Shown]) -> None:
        """What a rendering found: names that are not there are not asked for again."""
        for at, one in enumerate(shown):
            if at < len(self.names):
                self.names[at] = one.number
            else:
                self.names.append(one.number)
            if at == len(self.givens):
                self.givens.append([])
            row = self.givens[at]
            row.extend(one.levels[len(row) :])
        self.pad()


class Document(Protocol):
    """What a group asks of the document that it belongs to.

    notes: the note in which each item that is cited again was cited first, as far as cites show it.
    place: of each item in the bibliography. hints: where the outcome goes.
    """

    rules: Rules
    hints: dict[str, Hints]

    @property
    def notes(self) -> Mapping[str, int]: ...

    @property
    def place(self) -> Mapping[str, int]: ...

    def cite(self, item: Item, request: Request | None) -> Cited:
        """The item's cite with just what is asked for."""


class Group:
    """Cites that read alike, and the request that is to tell them apart."""

    def __init__(self, document: Document, group: list[tuple[Item, Cited]], budget: int) -> None:
        self.document = document
        self.budget = budget
        self.modes = document.rules.rungs
        self.mode = 0
        ordered = sorted(group, key=lambda one: (_totals(one[1]), one[0].id))
        request = self._joint([cited for _, cited in group])
        self.base, self.better = request, request.copy()
        # where all show the same names, the first look would only find what is known already
        same = all(cited.shown == ordered[0][1].shown for _, cited in ordered)
        self.seen = [cited for _, cited in ordered] if same and not document.notes else []
        self.last_list = max(0, len(group[-1][1].shown) - 1) if group[-1][1].shown else -1
        first = ordered[0][1].shown
        self.most_names = first[0].total if first else None
        self.most_given = (
            _FULL if document.rules.given.by_cite and document.rules.given.active else None
        )
        self.waiting: list[tuple[Request, list[Item]]] = [
            (self.base, [item for item, _ in ordered])
        ]
        self.list = self.name = 0
        self.hold = True  # the first look is taken before anything is added
        self.clashes, self.clashes_before = 0, 1
        self.partners: list[Item] = []
        self.others: list[Item] = []
        self.met = self.conditions = 0
        self.totals: tuple[int, ...] = ()

    @staticmethod
    def _joint(cites: Sequence[Cited]) -> Request:
        """What the cites show now: the fewest lists of names, in each the most names."""
        base = Request.of(cites[0].shown)
        for cited in cites[1:]:
            one = Request.of(cited.shown)
            if len(one.names) < len(base.names):
                base = one
            for at, count in enumerate(one.names):
                if at < len(base.names) and count > base.names[at]:
                    base.names[at] = count
                    base.givens[at] = list(one.givens[at])
            base.pad()
        return base

    def climb(self) -> bool:
        """Settle the hints of all items; False where the bound was met."""
        while self.waiting:
            self.list = self.name = 0
            self.clashes, self.clashes_before = 0, 1
            while self.waiting[0][1]:
                if self.budget < 0:
                    self.give_up()
                    return False
                in_vain = not self.hold and self.in_vain()
                maxed = self.increment()
                while in_vain and not maxed:
                    self.base.cap(self.totals)
                    maxed = self.increment()
                self.scan()
                self.step(maxed)
            self.waiting.pop(0)
        return True

    def give_up(self) -> None:
        """Leave what could not be told apart as it is, but for the letters of its years."""
        rest = [item for _, items in self.waiting for item in items]
        if "years" in self.modes:
            self.letters(self.better, rest)
        else:
            self.settle(rest, self.better)

    # -- one look

    def in_vain(self) -> bool:
        """Whether the last look found all alike, and more of their names cannot change that.

        Works of the same hundreds of authors would else be looked at once for each of them.
        """
        items = self.waiting[0][1]
        if self.modes[self.mode] != "names" or self.others or self.partners != items:
            return False
        first = items[0]
        return all(
            one.names(variable) == first.names(variable)
            for variable in vocab.NAMES
            for one in items
        )

    def scan(self) -> None:
        """Compare the first item's cite with those of the others."""
        items = self.waiting[0][1]
        cites = []
        seen, self.seen = self.seen, []
        # one after the other: what one of them does not have is not asked of the next
        for cited in seen or (self.document.cite(item, self.base) for item in items):
            self.base.met(cited.shown)
            self.met, self.conditions = cited.conditions_met, cited.conditions
            self.totals = _totals(cited)
            cites.append(cited.text)
        self.budget -= len(items)
        self.partners = [item for item, text in zip(items, cites, strict=True) if text == cites[0]]
        self.others = [item for item, text in zip(items, cites, strict=True) if text != cites[0]]
        # while one item after the other stands alone, nothing needs to be rendered again
        if self.modes[self.mode] == "names":
            self.peel(cites)
        self.clashes_before, self.clashes = self.clashes, len(self.partners) - 1

    def peel(self, cites: list[str]) -> None:
        """Settle the items at the head of the list that stand alone already."""
        items = self.waiting[0][1]
        counts: dict[str, int] = {}
        for text in cites:
            counts[text] = counts.get(text, 0) + 1
        head = 0
        while len(items) - head > 2 and counts[cites[head]] == 1:
            head += 1
        if not head:
            return
        self.keep()
        self.settle(items[:head], self.better)
        rest, texts = items[head:], cites[head:]
        self.waiting[0] = (self.better, rest)
        self.partners = [item for item, text in zip(rest, texts, strict=True) if text == texts[0]]
        self.others = [item for item, text in zip(rest, texts, strict=True) if text != texts[0]]
        self.clashes = 0

    def increment(self) -> bool:
        """Ask for a little more; whether there is nothing more to ask for."""
        if self.hold:
            self.hold = False
            return False
        mode = self.modes[self.mode]
        if mode == "names":
            return self.increment_names()
        if mode == "condition":
            self.base.disambiguate += 1
            self.better.disambiguate += 1
        return False

    def increment_names(self) -> bool:
        """A fuller given name, then one name more, then the next list of names."""
        base = self.base
        add_names = self.document.rules.add_names
        next_name = self.most_given is None
        next_list = self.most_names is None
        if self.most_given is not None:
            level = base.given(self.list, self.name)
            if level is not None and level < self.most_given:
                base.givens[self.list][self.name] = level + 1
            else:
                next_name = True
        if self.most_names is not None and next_name:
            if add_names and self.name < self.most_names and self.list < len(base.names):
                base.names[self.list] += 1
                self.name += 1
            elif not add_names and self.name + 1 < self.most_names:
                self.name += 1  # the given name of the next one; all of them are shown already
            else:
                next_list = True
        if next_list and self.list < self.last_list:
            self.list += 1
            self.name = 0
            if self.list < len(base.names):
                base.names[self.list] = 1
            else:
                base.names.append(1)
            base.pad()
        level = base.given(self.list, self.name)
        return (
            (self.last_list == -1 or self.list == self.last_list)
            and (
                self.most_names is None
                or self.name >= (self.most_names if add_names else self.most_names - 1)
            )
            and (self.most_given is None or level is None or level >= self.most_given)
        )

    # -- what follows from it

    def step(self, maxed: bool) -> None:
        mode = self.modes[self.mode]
        if mode == "names":
            self.names(maxed)
        elif mode == "years":
            self.years()
        else:
            self.condition()
        if maxed:
            if self.mode < len(self.modes) - 1:
                self.mode += 1
            else:
                self.waiting[1:2] = [(self.base, [])]

    def names(self, maxed: bool) -> None:
        """After a look with more names: settle who stands alone, go on with the others."""
        if self.clashes == 0:
            self.keep()
            if len(self.others) == 1:
                self.settle([*self.others, *self.partners], self.better)
                self.waiting[0] = (self.better, [])
            else:
                self.settle(self.partners, self.better)
                self.waiting[0] = (self.better, self.others)
                self.hold = self.hold or bool(self.others)
        elif len(self.others) == 1:
            self.keep()
            self.settle(self.others, self.better)
            self.waiting[0] = (self.better, self.partners)
        elif self.clashes < self.clashes_before:
            self.keep()
            self.waiting[0] = (self.better, self.partners)
            self.waiting.append((self.better, self.others))
        elif maxed:
            self.waiting[0] = (self.better, self.others)
            self.waiting.append((self.better, self.partners))
            if self.mode == len(self.modes) - 1:
                self.settle(self.partners, self.better)
                self.waiting[0] = (self.better, [])

    def keep(self) -> None:
        """What was just added has helped."""
        at = self.list
        if self.document.rules.given.by_cite:
            level = self.base.given(at, self.name)
            if level is not None:
                if len(self.better.givens) < len(self.base.givens):
                    self.better.givens = [list(row) for row in self.base.givens]
                row = self.better.givens[at]
                row.extend([0] * (self.name + 1 - len(row)))
                row[self.name] = level
        if at < len(self.base.names):
            if at < len(self.better.names):
                self.better.names[at] = self.base.names[at]
            else:
                self.better.names += self.base.names[len(self.better.names) : at + 1]

    def years(self) -> None:
        """Letters behind the year, in the order of the bibliography."""
        base, items = self.waiting[0]
        if self.clashes:
            self.letters(base, items)
        self.waiting[0] = (self.better, [])

    def letters(self, base: Request, items: Sequence[Item]) -> None:
        place = self.document.place
        for number, item in enumerate(sorted(items, key=lambda one: place[one.id]), 1):
            self.document.hints[item.id] = base.hints(letters(number))

    def condition(self) -> None:
        """The style's <if disambiguate="true">, one after the other."""
        done = self.clashes == 0 and len(self.others) < 2
        used_up = self.met == self.conditions
        if not done and (not self.base.disambiguate or not used_up):
            self.mode = 0
            self.base.disambiguate = self.better.disambiguate = self.met
            if not self.base.disambiguate:
                self.hold = True
                self.base.disambiguate = 1
            else:
                self.names(False)
        elif done or self.mode == len(self.modes) - 1:
            base, items = self.waiting[0]
            self.settle(items, base)
            self.waiting[0] = (self.better, [])
        else:
            self.mode = len(self.modes) - 1
            base, items = self.waiting[0]
            base.disambiguate = max(1, base.disambiguate)
            self.settle(items, base)

    def settle(self, items: Sequence[Item], request: Request) -> None:
        hints = request.hints()
        for item in items:
            self.document.hints[item.id] = hints


def _totals(cited: Cited) -> tuple[int, ...]:
    return tuple(one.total for one in cited.shown)
