"""The rules of check by their codes, and what they find in one record or in many.

The rules themselves stand in record/rules, a room for each subject; they are read when they are
first asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from archcite.errors import Severity
from archcite.record.rules.rule import Comparison, Find, Finding, Rule, Seen

# Room -> what its page in the manual is called.
ROOMS: Mapping[str, str] = {
    "dates": "Dates",
    "lifetimes": "Dates and the world",
    "titles": "Titles",
    "people": "People",
    "names": "Names as they are written",
    "shelfmarks": "Shelfmarks",
    "references": "References with a form",
    "holdings": "Archives, credits and editions",
    "rights": "Rights and funders",
    "identifiers": "Identifiers",
    "addresses": "Web addresses",
    "texts": "Texts and languages",
    "alike": "Records compared",
    "ignoring": "Ignored rules",
}
INCOMPLETE = "incomplete"  # what app.completeness tells by the citation style


@cache
def rooms() -> Mapping[str, tuple[Rule, ...]]:
    """The rules by their room, in the order of the manual."""
    loaded = {name: import_module(f"archcite.record.rules.{name}") for name in ROOMS}
    return MappingProxyType({name: tuple(room.RULES) for name, room in loaded.items()})


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code."""
    return MappingProxyType({rule.code: rule for room in rooms().values() for rule in room})


def codes() -> list[str]:
    """Every code that can be chosen and ignored, sorted."""
    return sorted([*rules(), INCOMPLETE])


def matching(word: str) -> list[str]:
    """The codes that a word chooses: the code itself, or all that begin with the word and a hyphen.

    "date" chooses date-in-future and date-title-differ; "all" chooses every one.
    """
    if word == "all":
        return codes()
    return [code for code in codes() if code == word or code.startswith(f"{word.rstrip('-')}-")]


def chosen(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """The codes that some words choose (none choose all) without those that others do."""
    wanted = {code for word in select for code in matching(word)} or set(codes())
    return frozenset(wanted - {code for word in ignore for code in matching(word)})


def find(seen: Seen, wanted: Collection[str]) -> Iterator[tuple[Rule, Finding]]:
    """What the rules of those codes that look at one record find in it."""
    for rule, look in _finders(frozenset(wanted)):
        for finding in look(seen):
            yield rule, finding


@cache
def _finders(wanted: frozenset[str]) -> tuple[tuple[Rule, Find], ...]:
    return tuple((r, r.find) for r in rules().values() if r.find and r.code in wanted)


class Compared:
    """The memories of those rules that compare records."""

    def __init__(self, wanted: Collection[str]) -> None:
        self._memories: list[tuple[Rule, Comparison]] = [
            (rule, rule.compare())
            for rule in rules().values()
            if rule.compare and rule.code in wanted
        ]

    def add(self, key: str, seen: Seen) -> None:
        """Note a record."""
        for _, memory in self._memories:
            memory.add(key, seen)

    def found(self) -> Iterator[tuple[str, Rule, Finding]]:
        """What was found in all that were noted, with the key of its record."""
        for rule, memory in self._memories:
            for key, finding in memory.found():
                yield key, rule, finding


def severity(code: str) -> Severity:
    """How much a finding of that code weighs."""
    return Severity.INFO if code == INCOMPLETE else rules()[code].severity
