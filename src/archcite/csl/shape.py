"""What a style asks of an item, each question a bit: an item's answers are one number, its shape.

Questions are numbered while a style is emitted; reach says which variables a piece of a style needs
before it can print anything. Nothing is rendered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from archcite.csl import model, vocab

# Tests of cs:if that are answered by a bit of their own, beside "variable".
KINDS = (
    "variable", "type", "is-numeric", "is-uncertain-date", "position", "locator", "disambiguate",
)  # fmt: skip


class Questions:
    """The questions of one style, numbered in the order in which they come."""

    def __init__(self) -> None:
        self.bits: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
        self.count = 0

    def bit(self, kind: str, name: str) -> int:
        """The bit that answers a test; a test of a variable's value needs the variable too."""
        known = self.bits[kind].get(name)
        if known is None:
            known = 1 << self.count
            self.bits[kind][name] = known
            self.count += 1
            if kind in ("is-numeric", "is-uncertain-date"):
                self.bit("variable", name)
        return known

    def variables(self, names: Iterable[str]) -> int:
        """The bits of several variables."""
        mask = 0
        for name in names:
            mask |= self.bit("variable", name)
        return mask


class Reach(NamedTuple):
    """What a piece of a style needs.

    needs: the variables of which it prints any. free: whether it may print without them; alone:
    whether it may, and counts as if a variable had been there (as a missing date's term does).
    asks, certain: whether it may ask for a variable, and whether it does so whatever the item is
    like (so that, empty, it makes the group around it vanish). many: whether it may print more than
    one node.
    """

    needs: frozenset[str] = frozenset()
    free: bool = False
    alone: bool = False
    asks: bool = False
    certain: bool = False
    many: bool = False

    @property
    def skippable(self) -> bool:
        """Whether it can be left out where none of its needs is there."""
        return not self.free and (self.certain or not self.asks)


class Reaching:
    """The reach of every node of one style; macros, groups and branches are looked at once."""

    def __init__(self, macros: Mapping[str, tuple[model.Node, ...]]) -> None:
        self.macros = macros
        self.known: dict[str, Reach] = {}
        # siblings by their identity; they are kept, so that no other tuple gets their number
        self.seen: dict[int, tuple[object, Reach]] = {}

    def of_all(self, nodes: tuple[model.Node, ...]) -> Reach:
        """The reach of siblings together."""
        seen = self.seen.get(id(nodes))
        if seen is None:
            seen = self.seen[id(nodes)] = nodes, self._of_all(nodes)
        return seen[1]

    def _of_all(self, nodes: tuple[model.Node, ...]) -> Reach:
        needs: frozenset[str] = frozenset()
        free = alone = asks = certain = many = False
        count = 0
        for node in nodes:
            one = self.of(node)
            needs |= one.needs
            free = free or one.free
            alone = alone or one.alone
            asks = asks or one.asks
            certain = certain or one.certain
            many = many or one.many
            count += 1
        return Reach(needs, free, alone, asks, certain, many or count > 1)

    def of_macro(self, name: str) -> Reach:
        known = self.known.get(name)
        if known is None:
            known = self.known[name] = _grouped(self.of_all(self.macros[name]))
        return known

    def of(self, node: model.Node) -> Reach:
        match node:
            case model.Text(source="variable"):
                return Reach(frozenset(printed_variables(node)), asks=True, certain=True)
            case model.Text(source="macro"):
                found = self.of_macro(node.name)
                return found if node.dress == model.NAKED else found._replace(many=False)
            case model.Text(source="no-date"):
                return Reach(free=True, alone=True, asks=True, certain=True)
            case model.Text():
                return Reach(free=True)
            case model.Number() | model.Date():
                return Reach(frozenset((node.variable,)), asks=True, certain=True)
            case model.Label():
                return Reach(frozenset((node.variable,)))
            case model.Names():
                substitutes = self.of_all(node.substitute or ())
                return Reach(
                    substitutes.needs | frozenset(node.variables),
                    substitutes.free,
                    substitutes.free,
                    asks=True,
                    certain=True,
                )
            case model.Group():
                return _grouped(self.of_all(node.children))._replace(many=False)
            case model.Choose():
                return self.of_choose(node)

    def of_choose(self, node: model.Choose) -> Reach:
        branches = [self.of_all(branch.children) for branch in node.branches]
        complete = any(not branch.conditions for branch in node.branches)
        return Reach(
            frozenset().union(*(branch.needs for branch in branches)),
            any(branch.free for branch in branches),
            any(branch.alone for branch in branches),
            any(branch.asks for branch in branches),
            complete and all(branch.certain for branch in branches),
            any(branch.many for branch in branches),
        )


def _grouped(inner: Reach) -> Reach:
    """A group, or a macro, which is one: of which nothing is there it prints no fixed text either,

    and what it prints counts as a variable (CSL 1.0.2, Group).
    """
    alone = inner.alone or (inner.free and not inner.certain)
    return inner._replace(free=alone, alone=alone)


def printed_variables(node: model.Text) -> tuple[str, ...]:
    """The variables of which a cs:text of a variable prints the first that is there."""
    if node.form == "short" and node.name not in vocab.SPECIAL:
        return (f"{node.name}-short", node.name)
    return (node.name,)
