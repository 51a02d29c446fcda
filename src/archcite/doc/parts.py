"""The parts of a text, and which works are cited in the part that each bibliography lists. Pure.

A part goes on over the files that a document takes in; parts of one kind do not overlap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple, TypeAlias

from archcite.doc.model import Bibliography, Cluster, Document, Event, Included, Listing, Part
from archcite.doc.model import Uncited as Named
from archcite.doc.wanted import Within

# A part: its kind and what tells it from others of its kind.
_Stretch: TypeAlias = tuple[object, ...]
_DEEPEST = 9  # levels of headings


class Reading(NamedTuple):
    """An event where a reader comes upon it.

    document: its number. top: that of the document that takes it in, or its own.
    """

    document: int
    event: Event
    top: int


def in_order(documents: Sequence[Document], names: Sequence[str] = ()) -> Iterator[Reading]:
    """The events of documents as a reader comes upon them, those of included ones in their place.

    names: by which documents include each other; each stands once, and where it is included first.
    """
    numbers = {name: number for number, name in enumerate(names)}
    seen: set[int] = set()
    for top in range(len(documents)):
        if top in seen:
            continue
        seen.add(top)
        stack = [(top, iter(documents[top].events))]
        while stack:
            number, events = stack[-1]
            event = next(events, None)
            if event is None:
                stack.pop()
            elif isinstance(event, Included):
                other = numbers.get(event.name, -1)
                if other >= 0 and other not in seen:
                    seen.add(other)
                    stack.append((other, iter(documents[other].events)))
            else:
                yield Reading(number, event, top)


class Parts:
    """Which parts of the text a reader is in; told of every event."""

    def __init__(self) -> None:
        self._count = count(1)
        self.section = 0  # 0 outside of all
        self._sections = self._segment = self._segments = 0
        self._headings = [0] * (_DEEPEST + 1)
        self._top = -1
        self.over = 0  # the level of the heading here, 0 where something was cited below it

    def read(self, reading: Reading) -> None:
        """Go on to the place of an event."""
        if reading.top != self._top:
            self._top = reading.top
            self._begin(0)
            self.section = self._segment = self._segments = self.over = 0
        event = reading.event
        if isinstance(event, Cluster):
            self.over = 0
        if not isinstance(event, Part):
            return
        if event.kind == "heading":
            self.over = event.level
            self._begin(min(event.level, _DEEPEST))
        elif event.kind == "section":
            self._sections += event.opens
            self.section = self._sections if event.opens else 0
            self._segment = self._segments = 0
        else:
            self._segments += event.opens
            self._segment = self._segments if event.opens else 0

    def _begin(self, level: int) -> None:
        number = next(self._count)
        self._headings[level:] = [number] * (_DEEPEST + 1 - level)

    def stretch(self, within: Within, reading: Reading) -> _Stretch:
        """The part of that kind that the place is in; one of biblatex's may be named by number."""
        if within.kind == "document":
            return ("document", reading.top)
        if within.kind == "file":
            return ("file", reading.document)
        if within.kind == "section":
            return ("section", within.number or self.section)
        if within.kind == "segment":
            return ("segment", self.section, within.number or self._segment)
        if within.kind == "heading":
            return ("heading", within.number, self._headings[within.number])
        return ()

    def chapter(self) -> int:
        """What tells the chapter apart from others."""
        return self._headings[1]


class Listed(NamedTuple):
    """What the bibliographies of some documents list.

    keys: of each document, for each of its bibliographies the keys that are cited in its part, or
    None for everything. withins: the part that each is meant to list. parts: for each cluster in
    the order of reading, those that list its part alone, by the number of the document and their
    own. levels: of the heading over each, 0 for none.
    """

    keys: list[list[frozenset[str] | None]]
    withins: list[list[Within]]
    parts: list[frozenset[tuple[int, int]]]
    levels: list[list[int]]


def listed(documents: Sequence[Document], names: Sequence[str] = ()) -> Listed:
    """Which works stand in the part of each bibliography, cited or named in a nocite."""
    withins = _withins(documents, names)
    kinds = list(dict.fromkeys(one._replace(number=0) if one.kind in ("section", "segment") else one
                               for each in withins for one in each))  # fmt: skip
    held: dict[_Stretch, set[str]] = defaultdict(set)
    places: dict[tuple[int, int], _Stretch] = {}
    levels = [[0] * len(each) for each in withins]
    clusters: list[tuple[_Stretch, ...]] = []
    parts, begun = Parts(), set[int]()
    for reading in in_order(documents, names):
        parts.read(reading)
        event = reading.event
        here = [parts.stretch(kind, reading) for kind in kinds]
        if reading.document not in begun:
            begun.add(reading.document)
            told = {key for each in documents[reading.document].events
                    if isinstance(each, Named) for key in each.keys}  # fmt: skip
            for stretch in here:  # what a document names as a whole is of none of its parts
                if stretch and stretch[0] in ("document", "file"):
                    held[stretch].update(set(documents[reading.document].uncited) - told)
        if isinstance(event, Cluster):
            clusters.append(tuple(here))
            for stretch in here:
                held[stretch].update(cite.id for cite in event.citation.cites)
        elif isinstance(event, Named):
            for stretch in here:
                held[stretch].update(event.keys)
        elif isinstance(event, Listing):
            within = withins[reading.document][event.number]
            places[reading.document, event.number] = parts.stretch(within, reading)
            levels[reading.document][event.number] = parts.over
    keys: list[list[frozenset[str] | None]] = []
    for at, each in enumerate(withins):
        found = [frozenset(held[places[at, number]]) for number in range(len(each))]
        keys.append([None if not one.kind or "*" in some else some
                     for one, some in zip(each, found, strict=True)])  # fmt: skip
    of_stretch: dict[_Stretch, set[tuple[int, int]]] = defaultdict(set)
    for place, stretch in places.items():
        of_stretch[stretch].add(place)
    near = {
        here: frozenset[tuple[int, int]]().union(*(of_stretch[each] for each in here if each))
        for here in dict.fromkeys(clusters)
    }
    reach = [near[here] for here in clusters]
    return Listed(keys, withins, reach, levels)


def _withins(documents: Sequence[Document], names: Sequence[str]) -> list[list[Within]]:
    """The part that each bibliography lists.

    Where several documents want the same bibliography, each means that of its own. The whole is
    meant where nothing is a section of biblatex's, and where one file alone wants one for itself.
    """
    tops: dict[object, set[int]] = defaultdict(set)
    files: set[int] = set()
    sections = False
    for reading in in_order(documents, names):
        event = reading.event
        sections |= isinstance(event, Part) and event.kind == "section"
        if isinstance(event, Listing):
            wanted = documents[reading.document].bibliographies[event.number]
            tops[wanted.wanted, wanted.within].add(reading.top)
            files |= {reading.document} if wanted.within.kind == "file" else set()

    def meant(each: Bibliography) -> Within:
        within = each.within
        if within.kind == "section" and not (sections or within.number):
            within = Within()
        if within.kind == "file" and len(files) < 2:
            within = Within()
        several = len(tops[each.wanted, each.within]) > 1
        return Within("document") if not within.kind and several else within

    return [[meant(each) for each in document.bibliographies] for document in documents]
