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
    """A registry that notes down what it is asked."""

    __slots__ = ("_noted", "log")

    def __init__(self, like: Registry) -> None:
        super().__init__(like.rule, like._never_demoted)
        self._keys = like._keys  # how a name is compared does not depend on the document
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
        super().add(item, name, place)

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
                super().add(item, name, place)
            elif super().level(item, name, place, options, wanted) != answer:
                return False
        return True


class _Kept(NamedTuple):
    """A result and what it asked of the registry."""

    value: Any
    log: list[_Question]


class Recall:
    """The results of the last document; `with` it a new one is made, whose results it keeps.

    What the new document did not need is forgotten, and a document that fails changes nothing.
    """

    def __init__(self, style: CompiledStyle) -> None:
        self._style = style
        self._like = registry_of(style)
        self._names: _Watched | None = None
        self._memo: dict[Any, Any] = {}
        self._last: dict[Hashable, _Kept] = {}
        self._now: dict[Hashable, _Kept] = {}
        self.run = Run(self._memo)

    def __enter__(self) -> Recall:
        self._names = None if self._like is None else _Watched(self._like)
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
        self._now = {}

    def __call__(self, kind: str, inputs: Hashable, make: Callable[[], T]) -> T:
        """The result of that kind for these inputs, made only if it is not known."""
        key = (kind, inputs)
        names = self._names
        kept = self._now.get(key) or self._last.get(key)
        if kept is None or not (names is None or names.answers_alike(kept.log)):
            log: list[_Question] = []
            if names is not None:
                names.watch(log)
            value = make()
            if names is not None:
                names.watch(None)
            kept = _Kept(value, log)
        self._now[key] = kept
        result: T = kept.value
        return result
