"""A document that is being written: citations come, change and go, and each change is answered.

After every change all is as if `process` had been called with the whole document. What was rendered
is kept and used again where nothing that it was made from has changed; see recall.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from archcite.cite.disambiguate import Cites, disambiguate, registry_of, rules_of
from archcite.cite.order import Key, in_order, item_keys, register
from archcite.cite.position import first_notes as first_notes_of
from archcite.cite.position import positions
from archcite.cite.process import (
    Entry,
    Result,
    _citation,
    _entry,
    _Opened,
    _Settled,
    _substituted,
    near_distance,
)
from archcite.cite.recall import Added, DocumentNames, NotedNames, Recall
from archcite.cite.request import Citation
from archcite.cite.sections import Filter, parted
from archcite.csl.compile import CompiledStyle
from archcite.csl.item import Item
from archcite.csl.rt.context import BIBLIOGRAPHY, Facts, Hints, Run, shape_of
from archcite.errors import NoSuchRecord, Problem, UsageFault
from archcite.inline import Inline, Span


class Changed(NamedTuple):
    """A citation that reads otherwise than before, or is new: its place, its id and its tree."""

    place: int
    id: str
    nodes: list[Inline]


class Changes(NamedTuple):
    """What one change of the document did to the rest of it.

    id: the citation that was put in, replaced or removed, or "". citations: all that are to be
    written anew, in the document's order. bibliography: whether it changed. problems: of the
    document as it is now.
    """

    id: str
    citations: list[Changed]
    bibliography: bool
    problems: list[Problem]


class _State(NamedTuple):
    """The document as it is: all that a failed change must leave as it was."""

    citations: tuple[Citation, ...] = ()
    uncited: tuple[str, ...] = ()
    items: Mapping[str, Item] = {}
    # a number for each item that was ever set, by which it is told from another of the same id
    numbers: Mapping[str, int] = {}


class Session:
    """A document's citations and bibliography in one style.

    items may be cited; the bibliography holds those that are, and those named by `set_uncited`.
    sections parts it, as in `process`. The trees that come back are not to be changed.
    """

    def __init__(
        self,
        style: CompiledStyle,
        items: Iterable[Item] = (),
        *,
        sections: Sequence[Filter] = (),
    ) -> None:
        self.style = style
        self._sections = tuple(sections)
        self._recall = Recall()
        self._memo: dict[Any, Any] = {}
        self._names = _Names.of(style)
        self._set = 0
        self._state = _State()
        self._state = self._with_items(items)
        self._result = Result([], [], [], [[] for _ in self._sections] or [[]])
        self._made = 0
        self._update(self._state, "")

    # -- what there is

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations in the order of the document."""
        return self._state.citations

    @property
    def uncited(self) -> tuple[str, ...]:
        """The ids of the items that stand in the bibliography even if nothing cites them."""
        return self._state.uncited

    def document(self) -> Result:
        """The whole document as it stands now."""
        return self._result

    def bibliography(self) -> list[Entry]:
        """The entries of the bibliography as they stand now."""
        return self._result.bibliography

    # -- changes

    def append(self, citation: Citation) -> Changes:
        """Put a citation at the end."""
        return self.insert(citation)

    def insert(
        self,
        citation: Citation,
        *,
        before: str | None = None,
        notes: Mapping[str, int] | None = None,
    ) -> Changes:
        """Put a citation before another, named by its id, or at the end.

        A citation without an id is given one. notes: new numbers of the notes of other citations.
        Raises UsageFault for an id that is taken or not there, NoSuchRecord for an unknown item.
        """
        present = self._state.citations
        ids = {one.id for one in present}
        made = self._made
        if not citation.id:
            while (key := f"citation-{made + 1}") in ids:
                made += 1
            made += 1
            citation = citation._replace(id=key)
        elif citation.id in ids:
            raise _fault("citation-taken", f"there is a citation {citation.id!r} already")
        at = len(present) if before is None else self._at(before)
        changes = self._arranged((*present[:at], citation, *present[at:]), citation.id, notes)
        self._made = made
        return changes

    def replace(self, citation: Citation, *, notes: Mapping[str, int] | None = None) -> Changes:
        """Put a citation in the place of the one that has its id."""
        at = self._at(citation.id)
        present = self._state.citations
        return self._arranged((*present[:at], citation, *present[at + 1 :]), citation.id, notes)

    def remove(self, key: str, *, notes: Mapping[str, int] | None = None) -> Changes:
        """Take a citation out, named by its id."""
        at = self._at(key)
        present = self._state.citations
        return self._arranged((*present[:at], *present[at + 1 :]), key, notes)

    def arrange(self, citations: Iterable[Citation]) -> Changes:
        """Make these, each with an id of its own, the document's citations, in their order."""
        return self._arranged(tuple(citations), "", None)

    def set_items(self, items: Iterable[Item]) -> Changes:
        """Add items that may be cited; one whose id is known takes the place of the other."""
        return self._update(self._with_items(items), "")

    def set_uncited(self, ids: Iterable[str]) -> Changes:
        """Say which items stand in the bibliography even if nothing cites them."""
        return self._update(self._state._replace(uncited=tuple(dict.fromkeys(ids))), "")

    def _with_items(self, items: Iterable[Item]) -> _State:
        state = self._state
        new = {item.id: item for item in items}
        numbers = {key: self._set + number for number, key in enumerate(new, 1)}
        self._set += len(new)
        return state._replace(items={**state.items, **new}, numbers={**state.numbers, **numbers})

    def _at(self, key: str) -> int:
        for at, citation in enumerate(self._state.citations):
            if citation.id == key:
                return at
        raise _fault("citation-unknown", f"there is no citation {key!r}")

    def _arranged(
        self, citations: tuple[Citation, ...], key: str, notes: Mapping[str, int] | None
    ) -> Changes:
        if notes:
            citations = tuple(
                one if notes.get(one.id, one.note) == one.note else one._replace(note=notes[one.id])
                for one in citations
            )
        seen: set[str] = set()
        for one in citations:
            if not one.id or one.id in seen:
                raise _fault("citation-taken", f"two citations have the id {one.id!r}")
            seen.add(one.id)
        return self._update(self._state._replace(citations=citations), key)

    def _update(self, state: _State, key: str) -> Changes:
        """Render what the new state needs, keep it, and say what is new."""
        result = self._rendered(state)
        old = dict(
            zip((one.id for one in self._state.citations), self._result.citations, strict=True)
        )
        changed = [
            Changed(place, one.id, nodes)
            for place, (one, nodes) in enumerate(
                zip(state.citations, result.citations, strict=True)
            )
            if (before := old.get(one.id)) is not nodes and before != nodes
        ]
        bibliography = result.sections != self._result.sections
        self._state, self._result = state, result
        return Changes(key, changed, bibliography, result.problems)

    # -- rendering, step for step as process does it

    def _rendered(self, state: _State) -> Result:
        cited = dict.fromkeys(cite.id for one in state.citations for cite in one.cites)
        ids = dict.fromkeys([*cited, *state.uncited])
        for key in ids:
            if key not in state.items:
                raise NoSuchRecord(
                    Problem("key-unknown", "", f"no item has the key {key!r}", "check the key")
                )
        present = {key: state.items[key] for key in ids}
        try:
            with self._recall:
                return _Rendering(self, state, present).result()
        except BaseException:
            self._names = _Names.of(self.style)  # half of them may have changed
            raise


class _Names(NamedTuple):
    """The names that sort keys know of, and those that all else knows of."""

    first: DocumentNames
    all: DocumentNames

    @classmethod
    def of(cls, style: CompiledStyle) -> _Names | None:
        like = registry_of(style)
        return None if like is None else cls(DocumentNames(like), DocumentNames(like))


class _Met(NamedTuple):
    """An item by itself: its shape, the names that its sort keys and all its cite add, the cite."""

    shape: int
    first: list[Added]
    all: list[Added]
    look: str


class _Rendering:
    """One state of a document on its way to a Result."""

    def __init__(self, session: Session, state: _State, items: Mapping[str, Item]) -> None:
        self.style = session.style
        self.state = state
        self.items = items  # as they come in the document
        self.sections = session._sections
        self.recall = session._recall
        self.memo = session._memo
        self.names = session._names
        self.rules = rules_of(self.style)
        self.numbered = "citation-number" in self.style.facts.asked.variables
        self.met = {
            key: self.recall("item", key, state.numbers[key], None, partial(self.meet, item))
            for key, item in items.items()
        }
        self.shapes = {key: met.shape for key, met in self.met.items()}
        if self.names is not None:
            numbered = [(state.numbers[key], met) for key, met in self.met.items()]
            self.names.first.hold({number: met.first for number, met in numbered})
            self.names.all.hold({number: met.all for number, met in numbered})
        self.all = None if self.names is None else self.names.all
        self.run = Run(self.memo, self.all)

    def meet(self, item: Item) -> _Met:
        style, facts, rules = self.style, self.style.facts, self.rules
        shape = shape_of(item, facts.asked)
        shapes = {item.id: shape}
        noted = None if self.names is None else NotedNames(self.names.all)
        run = Run(self.memo, noted)
        first: list[Added] = []
        layout = style.bibliography
        if noted is not None and not noted.rule.by_cite and layout is not None:
            register([item], shapes, layout, facts, BIBLIOGRAPHY, run)
            first = list(noted.added)
        look = ""
        if rules.active:
            look = Cites(style, [item], shapes, run, rules).cite(item, None, registering=True).text
        return _Met(shape, first, [] if noted is None else noted.added, look)

    def result(self) -> Result:
        style, state, recall = self.style, self.state, self.recall
        ids = self.sorted()
        numbers = {key: number for number, key in enumerate(ids, 1)}
        rows = positions(state.citations, near_distance(style.facts))
        hints, problems = self.hints(ids, first_notes_of(state.citations, rows))
        settled = _Settled(style, self.items, self.shapes, numbers, hints, self.run)
        # all of an item that shows in a citation or an entry
        made_from = {
            key: (state.numbers[key], numbers[key] if self.numbered else 0, hints.get(key))
            for key in ids
        }
        rendered = []
        first_notes = "first-reference-note-number" in style.facts.asked.variables
        for one, row in zip(state.citations, rows, strict=True):
            of = [made_from[cite.id] for cite in one.cites]
            places = row if first_notes else [place.position for place in row]
            inputs = (one.cites, one.composite, one.infix, places, of)
            make = partial(_citation, settled, one, row)
            rendered.append(recall("citation", one.id, inputs, self.all, make))
        entries = []
        if style.bibliography is not None:
            for key in ids:
                make_entry = partial(_entry, settled, self.items[key])
                entries.append(recall("entry", key, made_from[key], self.all, make_entry))

        def nameless(key: str) -> list[Inline]:
            return _entry(settled, self.items[key], without_names=True).nodes

        parts = [self.listed(part, nameless) for part in parted(entries, self.items, self.sections)]
        listed = [entry for part in parts for entry in part]
        return Result(rendered, listed, [*style.problems, *problems], parts)

    def sorted(self) -> list[str]:
        """The items in the order of the bibliography."""
        state, recall = self.state, self.recall
        layout = self.style.bibliography
        if layout is None or not layout.keys:
            return list(self.items)
        numbers = {key: number for number, key in enumerate(self.items, 1)}
        first = None if self.names is None else self.names.first
        run = Run(self.memo, first)
        of_items = item_keys(self.shapes, numbers, layout, self.style.facts, BIBLIOGRAPHY, run)

        def recalled(place: int, key_of: Callable[[Item], Key]) -> Callable[[str], Key]:
            def key(one: str) -> Key:
                inputs = (state.numbers[one], numbers[one] if self.numbered else 0)
                make = partial(key_of, self.items[one])
                return recall("key", (place, one), inputs, first, make)

            return key

        keys = [recalled(place, key_of) for place, key_of in enumerate(of_items)]
        return in_order(list(self.items), keys)

    def listed(
        self, part: Sequence[_Opened], nameless: Callable[[str], list[Inline]]
    ) -> list[Entry]:
        """The entries of one section, with repeated names replaced."""
        facts = self.style.facts
        part = [opened for opened in part if opened.nodes]
        if "subsequent-author-substitute" not in facts.bibliography:
            return _substituted(part, facts, nameless)
        out = []
        before: _Opened | None = None
        for opened in part:
            # an entry depends on the one before it and no other
            pair = [opened] if before is None else [before, opened]
            make = partial(_last_of, pair, facts, nameless)
            inputs = [id(one) for one in pair]
            _, entry = self.recall("listed", opened.id, inputs, self.all, make)
            out.append(entry)
            before = opened
        return out

    # -- disambiguation

    def hints(
        self, ids: Sequence[str], notes: Mapping[str, int]
    ) -> tuple[dict[str, Hints], list[Problem]]:
        """What `disambiguate` says of all items, found out for each group of like cites apart."""
        hints: dict[str, Hints] = {}
        problems: list[Problem] = []
        for group in self.alike(ids) if self.rules.active else []:
            inputs = [(self.state.numbers[key], notes.get(key)) for key in group]
            make = partial(self.apart, group, notes)
            found, told = self.recall("hints", group[0], inputs, self.all, make)
            hints.update(found)
            problems += told
        return hints, problems

    def alike(self, ids: Sequence[str]) -> list[list[str]]:
        """The groups of items whose cites read the same before they are told apart."""
        looks = {key: self.met[key].look for key in ids}
        if self.all is not None and not self.rules.given.by_cite:
            cites = Cites(self.style, [], self.shapes, self.run, self.rules)
            for key in ids:  # other names may have changed what the cite must show
                make = partial(cites.cite, self.items[key], None)
                number = self.state.numbers[key]
                looks[key] = self.recall("look", key, number, self.all, make).text
        groups: dict[str, list[str]] = {}
        for key in ids:
            groups.setdefault(looks[key], []).append(key)
        return [group for group in groups.values() if len(group) > 1]

    def apart(
        self, group: Sequence[str], notes: Mapping[str, int]
    ) -> tuple[dict[str, Hints], list[Problem]]:
        run = self.run
        if self.rules.given.active and self.rules.given.by_cite:
            # each item knows its own names only, and of these, so far, none
            run = Run(self.memo, registry_of(self.style))
        items = [self.items[key] for key in group]
        return disambiguate(self.style, items, self.shapes, run, notes)


def _last_of(
    pair: Sequence[_Opened], facts: Facts, nameless: Callable[[str], list[Inline]]
) -> tuple[Sequence[_Opened], Entry]:
    """The last entry as it reads after the one before; the pair is kept, as its ids are the key."""
    return pair, _substituted([_copied(opened) for opened in pair], facts, nameless)[-1]


def _copied(opened: _Opened) -> _Opened:
    """An entry that can be changed without changing the first."""
    made: dict[int, Span] = {}
    nodes = _copies(opened.nodes, made)
    opening = opened.opening
    if opening is not None:
        lists = tuple((_copy(span, made), people) for span, people in opening.lists)
        opening = opening._replace(span=_copy(opening.span, made), lists=lists)
    return _Opened(opened.id, nodes, opening)


def _copies(nodes: list[Inline], made: dict[int, Span]) -> list[Inline]:
    return [node if isinstance(node, str) else _copy(node, made) for node in nodes]


def _copy(span: Span, made: dict[int, Span]) -> Span:
    """A copy of the span; the same one for the same span."""
    found = made.get(id(span))
    if found is None:
        children = _copies(span.children, made)
        found = Span(children, span.look, span.tag, quotes=span.quotes, link=span.link)
        made[id(span)] = found
    return found


def _fault(code: str, message: str) -> UsageFault:
    return UsageFault(Problem(code, "", message))
