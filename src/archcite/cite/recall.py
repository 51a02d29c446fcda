"""What was rendered once and need not be again: results by what they were made from.

Renderings also ask the names of the document, which all of them share. So each result is kept with
the families that it asked of, and counts only while these are as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, NamedTuple, TypeVar

from archcite.csl.rt.registry import Registry
from archcite.csl.specs import NameOptions
from archcite.text.names import Name

T = TypeVar("T")
# Of an item, or of all under a rule that asks for it; and the family name.
Family = tuple[str, str]
# Item, name and its place in a list.
Added = tuple[str, Name, int]

_NONE: frozenset[Family] = frozenset()


class NotedNames(Registry):
    """The names of one item, and what was added to them."""

    __slots__ = ("added",)

    def __init__(self, like: Registry) -> None:
        super().__init__(like.rule, like._never_demoted)
        self._keys = like._keys  # how a name is compared does not depend on the document
        self.added: list[Added] = []

    def add(self, item: str, name: Name, place: int) -> None:
        self.added.append((item, name, place))
        super().add(item, name, place)


class DocumentNames(Registry):
    """The names of a document, whose items come and go.

    unlike: the families that the last change of items changed. asked: those that were asked of.
    """

    __slots__ = ("_held", "_holders", "asked", "unlike")

    def __init__(self, like: Registry) -> None:
        super().__init__(like.rule, like._never_demoted)
        self._keys = like._keys
        self.unlike: frozenset[Family] = _NONE
        self.asked: set[Family] = set()
        # what each item adds, by the number of the item; and which items add to a family
        self._held: dict[int, Sequence[Added]] = {}
        self._holders: dict[Family, set[int]] = {}

    def hold(self, items: Mapping[int, Sequence[Added]]) -> None:
        """Have the names of these items and no others."""
        before = self._held
        families: set[Family] = set()
        for number in before.keys() - items.keys():
            for family in self._families(before[number]):
                families.add(family)
                self._holders[family].discard(number)
        for number in items.keys() - before.keys():
            for family in self._families(items[number]):
                families.add(family)
                self._holders.setdefault(family, set()).add(number)
        old = {family: self._known.pop(family, None) for family in families}
        self._added = {one for one in self._added if self._family(*one) not in families}
        self._held = dict(items)
        for family in families:
            for number in self._holders[family]:
                for item, name, place in items[number]:
                    self.add(item, name, place)
        self.unlike = frozenset(one for one in families if self._known.get(one) != old[one])

    def level(self, item: str, name: Name, place: int, options: NameOptions, wanted: int) -> int:
        self.asked.add(self._family(item if self.rule.by_cite else "", name))
        return super().level(item, name, place, options, wanted)

    def _family(self, of: str, name: Name) -> Family:
        return of, self.keys(name)[0]

    def _families(self, added: Sequence[Added]) -> set[Family]:
        by_cite = self.rule.by_cite
        return {self._family(item if by_cite else "", name) for item, name, _ in added}


class _Kept(NamedTuple):
    """A result, what it was made from, and the families that it asked of."""

    inputs: object
    value: Any
    families: frozenset[Family]


class Recall:
    """The results of the last document; `with` it a new one is made, whose results it keeps.

    What the new document did not need is forgotten; after an error nothing is known.
    """

    def __init__(self) -> None:
        self._last: dict[tuple[str, object], _Kept] = {}
        self._now: dict[tuple[str, object], _Kept] = {}

    def __enter__(self) -> Recall:
        self._now = {}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._last = {} if error else self._now
        self._now = {}

    def __call__(
        self,
        kind: str,
        name: object,
        inputs: object,
        names: DocumentNames | None,
        make: Callable[[], T],
    ) -> T:
        """The result of that kind and name, made only if it is not known for these inputs.

        names: what it may ask besides.
        """
        slot = (kind, name)
        kept = self._last.get(slot)
        if (
            kept is None
            or kept.inputs != inputs
            or (names is not None and not kept.families.isdisjoint(names.unlike))
        ):
            if names is not None:
                names.asked = set()
            value = make()
            kept = _Kept(inputs, value, frozenset(names.asked) if names is not None else _NONE)
        self._now[slot] = kept
        result: T = kept.value
        return result
