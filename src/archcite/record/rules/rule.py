"""What a rule of check is: its code and explanation, what it sees of a record, what it finds.

A room (record/rules/*.py) has one function for each rule, and RULES, the tuple of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from inspect import cleandoc
from typing import NamedTuple, Protocol

from archcite.errors import Severity
from archcite.record.model import Holding, Level, Record
from archcite.record.rules.seen import Named, Written, names_of, written_in
from archcite.record.tradition import tradition_of

Changes = tuple[tuple[str, object], ...]


class Finding(NamedTuple):
    """One thing that a rule found.

    path: the field, as people write it (people[0].family). part: the words of its value that are
    meant, "" for all of it. fix: the changes that mend it, where there is one right answer: paths
    with their new values, None for one to be taken out.
    """

    path: str
    message: str
    hint: str = ""
    part: str = ""
    fix: Changes = ()


class Seen:
    """A record as rules see it, with what several of them ask worked out once.

    today: the day as an ISO date.
    """

    def __init__(self, record: Record, today: str) -> None:
        self.record = record
        self.today = today

    @cached_property
    def names(self) -> list[Named]:
        """Every name of a person or body."""
        return names_of(self.record)

    @cached_property
    def written(self) -> list[Written]:
        """Every short text that the keeper of the record wrote: no verbatim lines, no prose."""
        return written_in(self.record)

    @cached_property
    def holdings(self) -> list[tuple[str, Holding, str]]:
        """The path of each holding, it, and its tradition."""
        source = self.record.source
        if source is None:
            return []
        found = [("source", source, tradition_of(source))]
        for index, copy in enumerate(source.copies):
            found.append((f"source.copies[{index}]", copy, tradition_of(copy)))
        return found

    @cached_property
    def levels(self) -> list[tuple[str, Level]]:
        """The path of each step of each holding, and it."""
        return [
            (f"{path}.levels[{index}]", level)
            for path, holding, _ in self.holdings
            for index, level in enumerate(holding.levels)
        ]


Find = Callable[[Seen], Iterator[Finding]]


class Comparison(Protocol):
    """A rule's memory of many records: what it must know of each, and no more."""

    def add(self, key: str, seen: Seen) -> None:
        """Note a record."""

    def found(self) -> Iterator[tuple[str, Finding]]:
        """What was found in all that were noted, each with its record's key."""


class Rule(NamedTuple):
    """One rule. summary: what it finds, a sentence; why: what it is good for.

    bad, good: records as TOML without what they do not need, one that it finds and one that it
    does not; several where it compares records. mechanical: it never errs on good data. mends: some
    of what it finds has one right answer.
    find: what it does with one record. compare: makes its memory, for a rule that compares many.
    """

    code: str
    severity: Severity
    summary: str
    why: str
    bad: tuple[str, ...]
    good: tuple[str, ...]
    mechanical: bool = False
    mends: bool = False
    find: Find | None = None
    compare: Callable[[], Comparison] | None = None


def rule(
    code: str,
    severity: Severity,
    summary: str,
    *,
    why: str,
    bad: str,
    good: str,
    mechanical: bool = False,
    mends: bool = False,
) -> Callable[[Find], Rule]:
    """Make a rule of a function that finds something in one record."""

    def made(find: Find) -> Rule:
        texts = [f"{cleandoc(text)}\n" for text in (bad, good)]
        return Rule(code, severity, summary, why, (texts[0],), (texts[1],), mechanical, mends, find)

    return made
