"""The records on their way: written by archcite, re-written by a program, read by archcite again.

Each path is gone twice: without the carrier (what the program keeps of the fields that it knows)
and with it (whether the record comes back as it was).
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path as File
from typing import NamedTuple, cast

from archcite.crosswalk.carrier import MARK
from archcite.errors import Problem, Severity
from archcite.read import load_reader, sniff
from archcite.record import toml
from archcite.record.model import Record
from archcite.write import WRITERS, Written
from interop.facts import ROWS, Fate, compared, missing, paired
from interop.programs import ROOT, Fault, Path, Program, through

READS = {
    "biblatex": "bibtex",
    "ris-jabref": "ris",
    "csl-json-pandoc": "csl-json",
}  # where a reader has another name
FOLDERS = (ROOT / "records", File(__file__).parent / "records")


# The carrier as a word, or as CSL-JSON's own block.
_CARRIER = re.compile(re.escape(MARK).encode() + rb"|\"archcite\"\s*:\s*\{")


class Passage(NamedTuple):
    """The records after one journey. faults: what archcite said of the program's file."""

    fates: tuple[tuple[str, Fate], ...]
    exact: int = 0
    arrived: int = 0
    faults: tuple[str, ...] = ()

    def counts(self) -> dict[str, Counter[str]]:
        """For each row the records' fates, counted."""
        found: dict[str, Counter[str]] = {}
        for _, fate in self.fates:
            found.setdefault(fate.row, Counter())[fate.word] += 1
        return {row: found[row] for row in ROWS if row in found}

    def turned(self) -> Counter[str]:
        """What has become something else: "translator -> author"."""
        return Counter(
            f"{fate.row} -> {fate.into}" for _, fate in self.fates if fate.word == "turned"
        )


class Result(NamedTuple):
    """One path. fault: why there is nothing, "" if there is."""

    path: Path
    plain: Passage
    whole: Passage
    records: int
    fault: str = ""


@cache
def sample() -> tuple[Record, ...]:
    """The library of the repository, and a set that has every field which a format could hold."""
    return tuple(
        toml.read(path.read_text("utf-8"), path.name)
        for folder in FOLDERS
        for path in sorted(folder.glob("*.toml"))
    )


@cache
def our_file(target: str, *, carrier: bool) -> bytes:
    """The sample as archcite writes it."""
    module, _, function = WRITERS[target].function.partition(":")
    write = cast("Callable[..., Written]", getattr(import_module(module), function))
    return write(sample(), carrier=carrier).text.encode()


@cache
def untouched(source: str) -> Passage:
    """What archcite reads in its own file without a carrier: what the format can say."""
    return passage(our_file(source, carrier=False), source)


def passage(data: bytes, reader: str) -> Passage:
    """The records of a file, compared with the sample."""
    records: list[Record] = []
    faults: list[str] = []
    found = sniff(data, "file")
    if found != READS.get(reader, reader):
        faults.append(f"taken for {found if isinstance(found, str) else found.message}")
    for each in load_reader(READS.get(reader, reader))(data, "file"):
        if isinstance(each, Record):
            records.append(each)
        elif each.severity is Severity.ERROR:
            faults.append(_told(each))
    fates: list[tuple[str, Fate]] = []
    exact = 0
    for before, after in paired(sample(), records):
        exact += before == after
        found_fates = compared(before, after) if after else missing(before)
        fates += [(before.document.id, fate) for fate in found_fates]
    arrived = len(_CARRIER.findall(data.replace(b"\\", b"")))
    return Passage(tuple(fates), exact, arrived, tuple(faults))


def _told(problem: Problem) -> str:
    return f"{problem.code}: {problem.message}"


def measured(program: Program, only: Sequence[str] = ()) -> list[Result]:
    """Every path of a program. only: words of which a path's name must have one."""
    return [
        result(path)
        for path in program.paths
        if not only or any(word in path.name for word in only)
    ]


def result(path: Path) -> Result:
    """One path, without and with the carrier."""
    passages = []
    for carrier in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            try:
                data = through(path, our_file(path.source, carrier=carrier), File(folder))
            except Fault as fault:
                lost = passage(b"", path.target) if not passages else passages[0]
                return Result(path, lost, lost, len(sample()), str(fault))
        passages.append(passage(data, path.target))
    return Result(path, passages[0], passages[1], len(sample()))


def kept_of(result: Result) -> tuple[int, int]:
    """How many of the values that the file shows were kept, and how many it shows."""
    shown = {(key, fate.row, fate.value) for key, fate in untouched(result.path.source).fates
             if fate.word == "kept"}  # fmt: skip
    kept = {(key, fate.row, fate.value) for key, fate in result.plain.fates if fate.word == "kept"}
    return len(shown & kept), len(shown)


def totals(counts: Mapping[str, Counter[str]]) -> Counter[str]:
    """The fates of all rows together."""
    found: Counter[str] = Counter()
    for each in counts.values():
        found += each
    return found
