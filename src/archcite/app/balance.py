"""What became of every field of many records on their way into another format, counted by path.

A field is carried; moved (it stands in a place that is not its own); kept (the other program does
not show it, archcite reads it back); or dropped. Prints nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from archcite.crosswalk.table import leaves

if TYPE_CHECKING:
    from archcite.errors import Problem
    from archcite.record.model import Record
    from archcite.write import Written

FATES = {
    "carried": "In the field of the target format that means the same.",
    "moved": "In a field that is not its own, such as a note.",
    "kept": "In the archcite word or block alone: archcite reads it back, nobody else shows it.",
    "dropped": "Not in the file.",
}
_TITLES = {
    "carried": "carried",
    "moved": "in another place",
    "kept": "for archcite alone",
    "dropped": "dropped",
}
_WIDTH = 98
_INDENT = 22
_LONGEST = 60  # characters of a field's name; other programs' files have any


class Balance:
    """The counts of one run. carrier: whether what is dropped travels in the archcite word."""

    def __init__(self, target: str, *, carrier: bool) -> None:
        self.target = target
        self.records = 0
        self.renamed: list[str] = []
        self._lost = "kept" if carrier else "dropped"
        self._there: Counter[str] = Counter()
        self._fates: dict[str, Counter[str]] = {"moved": Counter(), self._lost: Counter()}
        self._by_key: dict[str, dict[str, tuple[str, ...]]] = {}
        self._same: dict[tuple[str, ...], tuple[str, ...]] = {}

    def watched(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records, each counted as it passes."""
        for record in records:
            self.count(leaves(record))
            yield record

    def count(self, paths: list[str]) -> None:
        """Count a record that has these field paths (crosswalk.table.leaves)."""
        self.records += 1
        self._there.update(paths)

    def add(self, written: Written) -> None:
        """Count what a writer says of records that have passed."""
        for fate, told in (("moved", written.moved), (self._lost, written.dropped)):
            for key, paths in told.items():
                self._fates[fate].update(paths)
                one = tuple(paths)
                self._by_key.setdefault(key, {})[fate] = self._same.setdefault(one, one)

    @property
    def lossy(self) -> bool:
        """Whether the other program lacks a fact about a document."""
        return any(map(is_fact, self._fates[self._lost]))

    def losses(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each record of which the other program lacks something, with the paths."""
        for key, fates in self._by_key.items():
            if self._lost in fates:
                yield key, fates[self._lost]

    def fields(self) -> dict[str, dict[str, int]]:
        """The counts of each field path that a record had: of records, and of each fate."""
        found: dict[str, dict[str, int]] = {}
        for path in sorted(self._there.keys() | set().union(*self._fates.values())):
            fates = {fate: counts[path] for fate, counts in self._fates.items() if counts[path]}
            carried = max(0, self._there[path] - sum(fates.values()))
            found[path] = ({"carried": carried} if carried else {}) | fates
        return found

    def lines(self) -> list[str]:
        """The summary for people: for each fate the fields, and in how many records."""
        noun = "record" if self.records == 1 else "records"
        if not self.records:
            return []
        found = [f"{self.records} {noun} as {self.target}; by field, in so many records:"]
        fields = self.fields()
        for fate, title in _TITLES.items():
            counted = [(path, counts[fate]) for path, counts in fields.items() if fate in counts]
            if counted:
                found += listed(title, counted)
        if self.renamed:
            found.append(
                f"  {len(self.renamed)} keys were taken and got a suffix, such as {self.renamed[0]}"
            )
        return found

    def data(self) -> dict[str, Any]:
        """The same for programs, and the fates by citation key."""
        return {
            "target": self.target,
            "records": self.records,
            "renamed": self.renamed,
            "fields": self.fields(),
            "entries": self._by_key,
        }


def is_fact(path: str) -> bool:
    """Whether a field tells of the document, and not of the record's own keeping."""
    steps = path.split(".")
    if "_src" in steps or "_note" in steps:
        return False
    return steps[0] != "record" or steps[1:2] == ["foreign"]


class Intake:
    """What the entries of files brought: fields with a place here, fields kept as they were, lost.

    An entry's field without a place in a record is moved to record.foreign or published.other.
    """

    def __init__(self) -> None:
        self.records = 0
        self.faulty = 0
        self._paths: Counter[str] = Counter()
        self.moved: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()

    def add(self, record: Record, paths: list[str]) -> None:
        """Count the fields of a record that was read; paths: those of crosswalk.table.leaves."""
        self.records += 1
        self._paths.update(paths)
        if record.published:
            self.moved.update({each.name for each in record.published.other})
        if record.record:
            self.moved.update({f"{each.format} {each.name}" for each in record.record.foreign})

    @property
    def carried(self) -> Counter[str]:
        """The fields that have a place of their own, counted."""
        others = ("record.", "published.other.")
        return Counter({p: count for p, count in self._paths.items() if not p.startswith(others)})

    def lose(self, problem: Problem) -> None:
        """Count what an import-loss names."""
        self.dropped.update(problem.fields or ("unnamed",))

    def lines(self, *, carried: bool = False) -> list[str]:
        """The summary for people. carried: with the fields that simply found their place."""
        noun = "entry" if self.records == 1 else "entries"
        faulty = f", {self.faulty} faulty" if self.faulty else ""
        told: list[str] = []
        for title, counts in (
            ("carried", self.carried if carried else Counter[str]()),
            ("kept as they are", self.moved),
            ("dropped", self.dropped),
        ):
            if counts:
                told += listed(title, sorted(counts.items()))
        said = "by field, in so many:" if told else "nothing was dropped"
        return [f"{self.records} {noun} read{faulty}; {said}", *told]

    def data(self) -> dict[str, Any]:
        """The same for programs."""
        fields = sorted({*self.carried, *self.moved, *self.dropped})
        fates = {"carried": self.carried, "moved": self.moved, "dropped": self.dropped}
        return {
            "records": self.records,
            "faulty": self.faulty,
            "fields": {
                path: {fate: counts[path] for fate, counts in fates.items() if counts[path]}
                for path in fields
            },
        }


def listed(title: str, counted: Iterable[tuple[str, int]]) -> list[str]:
    """A title and counted paths, as lines that fit a page."""
    lines = [f"  {title:<{_INDENT - 3}}"]
    for path, count in counted:
        word = f" {path if len(path) <= _LONGEST else path[: _LONGEST - 1] + '…'} {count},"
        if len(lines[-1]) + len(word) > _WIDTH:
            lines.append(" " * (_INDENT - 1))
        lines[-1] += word
    lines[-1] = lines[-1].rstrip(",")
    return lines
