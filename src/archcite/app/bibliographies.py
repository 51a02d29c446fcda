"""The bibliographies of documents: what each lists, what is printed there, where citations lead.

Composes doc.parts, works and listing; finds no records and prints nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from archcite.app import listing
from archcite.app.works import Bound, Works
from archcite.doc import parts, weave
from archcite.doc.model import Cluster, Document, Printed
from archcite.doc.wanted import ALL, NOTHING, Every, Question, Wanted, Within, fields
from archcite.errors import Problem
from archcite.inline import Inline
from archcite.render.layout import Block, Keyed


class Planned(NamedTuple):
    """One bibliography. keys: of what it lists.

    document: the number of the one in which it stands. number: its own there. section: that of the
    section as which it is printed, or -1. sections: whether it is printed in all of them. over: the
    level of the heading over it, 0 for none.
    """

    document: int
    number: int
    keys: frozenset[str]
    section: int = -1
    sections: bool = False
    over: int = 0


class Plan(NamedTuple):
    """All of them in order. parts: of each cluster as it is read, see parts.Listed."""

    lists: list[Planned]
    parts: list[frozenset[tuple[int, int]]]
    problems: list[Problem]


class Listed(NamedTuple):
    """A bibliography as it is printed. names: of the entries in which each key is."""

    document: int
    number: int
    blocks: list[Block]
    names: dict[str, str]


def planned(bound: Bound, works: Works, *, sections: bool) -> Plan:
    """What each bibliography of documents lists; UsageFault for a name that is none.

    Where no document wants one in a place of its own, the one at the end lists all.
    """
    documents = bound.documents
    everything = frozenset(works.items)
    if not any(each.bibliographies for each in documents):
        last = _last(documents)
        return Plan([Planned(last, 0, everything, sections=sections)], [], [])
    found = parts.listed(documents, bound.names)
    lists: list[Planned] = []
    rests: list[bool] = []
    problems: list[Problem] = []
    for at, document in enumerate(documents):
        for number, each in enumerate(document.bibliographies):
            where = f"{bound.names[at]}:{each.line}" if each.line else bound.names[at]
            wanted = works.resolved(each.wanted, at, where)
            cited = found.keys[at][number]
            keys = everything if cited is None else _known(cited, bound)
            taken = frozenset(key for key in keys if works.takes(wanted, key))
            whole = sections and wanted == ALL
            over = found.levels[at][number]
            lists.append(Planned(at, number, taken, _section(wanted), whole, over))
            rests.append(any(each.field == "rest" for each in fields(wanted)))
            problems += _told(each.unheeded, where)
            special = wanted not in (ALL, NOTHING) or each.within.number
            if not taken and everything and special:
                problems.append(
                    Problem("bibliography-empty", where, "nothing that is cited belongs here")
                )
    lists = _with_rests(lists, rests, found.withins)
    told = frozenset[str]().union(*(each.keys for each in lists))
    problems += [
        Problem("no-section", key, "no bibliography of the document lists this",
                "add one that takes it, one for the rest, or one for all")
        for key in works.items if key not in told
    ]  # fmt: skip
    return Plan(lists, found.parts, problems)


def _with_rests(
    lists: Sequence[Planned], rests: Sequence[bool], withins: Sequence[Sequence[Within]]
) -> list[Planned]:
    """Those for the rest without what others of the same part list."""
    made: list[Planned] = []
    for each, rest in zip(lists, rests, strict=True):
        others = frozenset[str]().union(*(
            one.keys for one, is_rest in zip(lists, rests, strict=True)
            if rest and not is_rest
            and withins[one.document][one.number] == withins[each.document][each.number]
        ))  # fmt: skip
        made.append(each._replace(keys=each.keys - others))
    return made


def _last(documents: Sequence[Document]) -> int:
    """The document at whose end the bibliography stands."""
    placed = (at for at, each in enumerate(documents) if each.settings.place)
    return next(placed, len(documents) - 1)


def _known(cited: frozenset[str], bound: Bound) -> frozenset[str]:
    """The keys that things have here, of those that can be cited."""
    names = bound.found.aliases
    real = (names.get(key, key) for key in cited)
    return frozenset(key for key in real if key in bound.found.citable)


def _section(wanted: Wanted) -> int:
    """The section as which a bibliography is printed: the one that it asks for, or -1."""
    tests = wanted.of if isinstance(wanted, Every) else (wanted,)
    asked = [each for each in tests if isinstance(each, Question) and each.field == "section"]
    return int(asked[0].values[0]) if len(asked) == 1 and len(asked[0].values) == 1 else -1


def _told(unheeded: Sequence[str], where: str) -> list[Problem]:
    return [
        Problem("bibliography-option", where, f"{each} of the bibliography is not done here")
        for each in unheeded
    ]


def listed(
    plan: Plan, works: Works, entries: Sequence[Sequence[tuple[str, list[Inline]]]]
) -> tuple[list[Listed], list[Problem]]:
    """What is printed in each bibliography. entries: of each, in the style's order.

    An entry is named by its key; of several that have it the later ones by another name.
    """
    made: list[Listed] = []
    problems: list[Problem] = []
    used: set[str] = set()
    for each, found in zip(plan.lists, entries, strict=True):
        if each.section < 0 and not each.sections:
            names = {key: _fresh(key, used, works) for key, _ in found}
            blocks: list[Block] = [Keyed(nodes, names[key]) for key, nodes in found]
            made.append(Listed(each.document, each.number, blocks, names))
            continue
        asked = [works.sections[each.section]] if each.section >= 0 else works.sections
        citable = {key: one for key, one in works.citable.items() if key in each.keys}
        rows, told = listing.in_sections(works.style, citable, works.view, asked)
        problems += told
        named = {row.key: _fresh(row.key, used, works) for row in rows}
        rows = [row._replace(nodes=Keyed(row.nodes, named[row.key])) for row in rows]
        names = {key: named[row.key] for row in rows for key in row.keys}
        level = max(each.over, 1) + (each.section < 0)
        blocks = listing.headed(rows, level, alone=each.section >= 0)
        made.append(Listed(each.document, each.number, blocks, names))
    return made, problems


def _fresh(key: str, used: set[str], works: Works) -> str:
    """A name for an entry that no other one has."""
    name, count = key, 1
    while name in used or (count > 1 and name in works.items):
        count += 1
        name = f"{key}--{count}"
    used.add(name)
    return name


def linked(
    bound: Bound, printed: Sequence[Sequence[Printed]], plan: Plan, found: Sequence[Listed]
) -> list[list[Printed]]:
    """Each text with the entry that it leads to: of a single work, in the list of its own part.

    printed: of each document.
    """
    places: dict[str, list[Listed]] = defaultdict(list)
    for each in found:
        for key in each.names:
            places[key].append(each)
    texts = [iter(each) for each in printed]
    made: list[list[Printed]] = [[] for _ in printed]
    at = 0
    for reading in parts.in_order(bound.documents, bound.names):
        if not isinstance(reading.event, Cluster):
            continue
        one = next(texts[reading.document])
        keys = weave.keys_of(reading.event)
        near = plan.parts[at] if plan.parts else frozenset()
        having = places[keys[0]] if len(keys) == 1 else []
        if having:
            own = (each for each in having if (each.document, each.number) in near)
            one = one._replace(entry=next(own, having[0]).names[keys[0]])
        made[reading.document].append(one)
        at += 1
    return made
