"""What was rendered once and need not be again: results by what they were made from.

Renderings also ask and feed the registry of names, which the whole document shares. So each result
is kept with what it asked and added, in order, and counts only while the same questions have the
same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from types import TracebackType
from typing import Any, NamedTuple, TypeVar

from archcite.cite.disambiguate import registry_of
from archcite.csl.compile import CompiledStyle
from archcite.csl.rt.context import Run
from archcite.csl.rt.registry import Registry
from archcite.csl.specs import NameOptions
from archcite.text.names import Name

T = TypeVar("T")


class _Question(NamedTuple):
    """One call of the registry; without options a name is added, with them its level is asked."""

    item: str
    name: Name
    place: int
    options: NameOptions | None = None
    wanted: int = 0
    answer: int = 0


class _Watched(Registry):
    """A registry that notes down what it is asked.

    grown: whether a name came that was not there, since that was last set to False.
    """

    __slots__ = ("_noted", "grown", "log")

    def __init__(self, like: Registry) -> None:
        super().__init__(like.rule, like._never_demoted)
        self._keys = like._keys  # how a name is compared does not depend on the document
        self.grown = False
        self.log: list[_Question] | None = None
        self._noted: set[tuple[object, ...]] = set()

    def watch(self, log: list[_Question] | None) -> None:
        self.log = log
        self._noted.clear()

    def add(self, item: str, name: Name, place: int) -> None:
        if self.log is not None:
            note = (item, name, place)
            if note not in self._noted:
                self._noted = {one for one in self._noted if len(one) == 3} | {note}
                self.log.append(_Question(item, name, place))
        before = len(self._added)
        super().add(item, name, place)
        self.grown |= len(self._added) != before

    def level(self, item: str, name: Name, place: int, options: NameOptions, wanted: int) -> int:
        answer = super().level(item, name, place, options, wanted)
        if self.log is not None:
            note = (item, name, place, id(options), wanted, answer)
            if note not in self._noted:
                self._noted.add(note)
                self.log.append(_Question(item, name, place, options, wanted, answer))
        return answer

    def answers_alike(self, log: list[_Question]) -> bool:
        """Whether all questions are answered as they were; adds what was added."""
        for item, name, place, options, wanted, answer in log:
            if options is None:
                self.add(item, name, place)
            elif super().level(item, name, place, options, wanted) != answer:
                return False
        return True

    def families(self, log: list[_Question]) -> frozenset[tuple[str, str]]:
        """The names that are kept together, of which the answers to these questions depend."""
        return frozenset(
            (one.item if self.rule.by_cite else "", self.keys(one.name)[0]) for one in log
        )

    def unlike(self, other: _Watched) -> set[tuple[str, str]]:
        """The families of which the two do not know the same."""
        here, there = self._known, other._known
        return {family for family in here.keys() | there if here.get(family) != there.get(family)}


class _Kept(NamedTuple):
    """A result, what it asked of the registry, and of which families."""

    value: Any
    log: list[_Question]
    families: frozenset[tuple[str, str]] = frozenset()


class Recall:
    """The results of the last document; `with` it a new one is made, whose results it keeps.

    What the new document did not need is forgotten, and a document that fails changes nothing.
    """

    def __init__(self, style: CompiledStyle) -> None:
        self._like = registry_of(style)
        self._names: _Watched | None = None
        self._names_before: _Watched | None = None
        # the families that changed since the last document; None where that is not known
        self._unlike: set[tuple[str, str]] | None = None
        self._memo: dict[Any, Any] = {}
        self._last: dict[Hashable, _Kept] = {}
        self._now: dict[Hashable, _Kept] = {}
        self.run = Run(self._memo)

    def __enter__(self) -> Recall:
        self._names = None if self._like is None else _Watched(self._like)
        self._unlike = None
        self.run = Run(self._memo, self._names)
        self._now = {}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if error is None:
            self._last = self._now
            self._names_before = self._names
        self._now = {}

    def settle(self) -> None:
        """From here on the registry knows all names, as a rule, and the last one did as well."""
        names, before = self._names, self._names_before
        if names is not None:
            names.grown = False
            if before is not None and not before.grown:
                self._unlike = names.unlike(before)

    def __call__(self, kind: str, inputs: Hashable, make: Callable[[], T]) -> T:
        """The result of that kind for these inputs, made only if it is not known."""
        key = (kind, inputs)
        kept = self._now.get(key) or self._last.get(key)
        if kept is None or not self._holds(kept):
            kept = self._kept(make)
        self._now[key] = kept
        result: T = kept.value
        return result

    def _holds(self, kept: _Kept) -> bool:
        names = self._names
        if names is None or not kept.log:
            return True
        if self._unlike is not None and not names.grown and kept.families.isdisjoint(self._unlike):
            return True
        return names.answers_alike(kept.log)

    def _kept(self, make: Callable[[], object]) -> _Kept:
        names = self._names
        if names is None:
            return _Kept(make(), [])
        log: list[_Question] = []
        names.watch(log)
        value = make()
        names.watch(None)
        return _Kept(value, log, names.families(log))
