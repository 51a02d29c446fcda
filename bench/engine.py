"""The citation engine against its peers: whole processes, in turn, in one run.

    python bench/engine.py                                   1,000 items and notes, three styles
    python bench/engine.py --size 100 --size 10000 --peer pandoc --task notes
    python bench/engine.py --all --json speed.json           everything, which takes an hour

Tasks: a bibliography of N items; a document of N notes that cite N/3 items; N authors of one family
name and N works of one author in one year, at N, 2N and 4N; the compiling of the largest style.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from measure import Run, count, run
from programs import BENCH, PROGRAMS, environment, missing, official

STYLES = ("chicago-notes-bibliography", "chicago-author-date", "modern-language-association")
SIZES = (100, 1_000, 10_000)
HARD = {"authors": 448, "works": 1_000}
HARD_STYLE = "chicago-author-date"
TASKS = {
    "bibliography": "a bibliography of N items",
    "notes": "N notes that cite N/3 items, and their bibliography",
    "authors": "N authors of one family name, each cited once",
    "works": "N works of one author in one year, each cited once",
    "compile": "the largest official style",
}
SLOW = 10.0  # what takes longer, in seconds, is run once


class Row(NamedTuple):
    """One engine at one size."""

    task: str
    style: str
    size: int
    engine: str
    seconds: float
    cpu: float
    megabytes: float
    entries: int
    wanted: int
    fault: str = ""
    ratio: float | None = None
    exponent: float | None = None

    @property
    def per_second(self) -> float:
        return self.size / self.seconds


class Bench:
    """What was asked for, and where the work is done."""

    def __init__(self, asked: argparse.Namespace, folder: Path) -> None:
        self.asked = asked
        self.folder = folder
        self.environment = environment(folder / "cache")
        self.engines = [name for name in PROGRAMS if name == "archcite" or name in asked.peer]
        for name in list(self.engines):
            if why := missing(name):
                print(f"without {name}: {why}")
                self.engines.remove(name)

    def prepare(self, task: str, size: int, style: str) -> Path:
        """A folder with the document, written by a process of its own."""
        place = self.folder / f"{task}-{size}-{style}"
        place.mkdir(exist_ok=True)
        command = [sys.executable, str(BENCH / "documents.py"), str(place), task, str(size),
                   str(official() / f"{style}.csl")]  # fmt: skip
        subprocess.run(command, check=True)
        return place

    def one(self, engine: str, task: str, place: Path) -> tuple[Run, int]:
        """One run, and how many entries it printed."""
        program = PROGRAMS[engine](task)
        done = run(program.command, place, self.environment, program.stdin, self.asked.limit)
        return done, count(place, program.marks)

    def size(self, task: str, style: str, size: int, engines: list[str]) -> Iterator[Row]:
        """All engines at one size, in turn, as often as asked."""
        place = self.prepare(task, size, style)
        runs: dict[str, list[Run]] = {engine: [] for engine in engines}
        entries: dict[str, int] = {}
        for _ in range(self.asked.runs):
            for engine, done in runs.items():
                if not done or (done[0].seconds < SLOW and not done[-1].fault):
                    one, entries[engine] = self.one(engine, task, place)
                    done.append(one)
        wanted = max(1, size // 3) if task == "notes" else size
        for engine, done in runs.items():
            yield Row(
                task, style, size, engine,
                statistics.median(each.seconds for each in done),
                statistics.median(each.cpu for each in done),
                max(each.megabytes for each in done),
                entries[engine], wanted, done[-1].fault,
            )  # fmt: skip

    def task(self, task: str, style: str, sizes: list[int]) -> list[Row]:
        """All sizes of one task in one style, printed as they come."""
        print(f"\n{task}: {TASKS[task]}; {style}")
        print(f"  {'N':>6}  {'engine':12}{'seconds':>9}{'CPU s':>9}{'N a second':>12}{'MB':>8}"
              f"{'times ours':>12}{'exponent':>10}")  # fmt: skip
        warm = self.prepare(task, 1, style)
        rows: list[Row] = []
        engines = list(self.engines)
        for engine in engines:
            self.one(engine, task, warm)
        for size in sizes:
            found: list[Row] = []
            for row in self.size(task, style, size, engines):
                ours = found[0] if found else row
                ratio = None if ours.fault else row.seconds / ours.seconds
                row = row._replace(ratio=ratio, exponent=exponent(row, rows))
                print("  " + line(row), flush=True)
                found.append(row)
            rows += found
            engines = [row.engine for row in found if not row.fault]
        return rows


def exponent(row: Row, before: list[Row]) -> float | None:
    """How processor time, which a busy machine changes least, grew since the next smaller size."""
    smaller = [each for each in before if each.engine == row.engine]
    if not smaller or row.fault:
        return None
    last = smaller[-1]
    return math.log(row.cpu / last.cpu) / math.log(row.size / last.size)


def line(row: Row) -> str:
    """A row for people."""
    head = f"{row.size:>6}  {row.engine:12}"
    least = ">" if "stopped" in row.fault else ""
    ratio = "" if row.ratio is None else f"{least}{row.ratio:.2f}"
    if row.fault:
        return f"{head}{row.fault}" + (f" (times ours: {ratio})" if least else "")
    grown = "" if row.exponent is None else f"{row.exponent:.2f}"
    short = "" if row.entries >= row.wanted else f"   only {row.entries} of {row.wanted} entries"
    return (f"{head}{row.seconds:>9.2f}{row.cpu:>9.2f}{row.per_second:>12,.0f}{row.megabytes:>8.0f}"
            f"{ratio:>12}{grown:>10}{short}")  # fmt: skip


def compiling(bench: Bench) -> dict[str, Any]:
    """Milliseconds to a style ready for use: compiled, compiled again, and from the cache."""
    path = max(official().glob("*.csl"), key=lambda path: path.stat().st_size)
    times: dict[str, list[float]] = {"first": [], "again": [], "cached": []}
    for turn in range(max(5, bench.asked.runs)):
        cache = bench.folder / f"compiled-{turn}"
        for which in ("first", "cached"):
            command = [sys.executable, str(BENCH / "compiling.py"), str(path), str(cache)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            told = json.loads(done.stdout)
            times[which].append(told["load"])
            times["again"].append(told["again"])
    medians = {which: statistics.median(each) for which, each in times.items()}
    print(f"\ncompile: {TASKS['compile']}, {path.stem}, milliseconds in the process")
    for which, goal in (("first", "goal 150"), ("again", ""), ("cached", "goal 10")):
        print(f"  {which:8}{medians[which]:>8.1f}  {goal}")
    return {"task": "compile", "style": path.stem, "milliseconds": medians}


class Goal(NamedTuple):
    """Something that ought to be so, and whether it is."""

    what: str
    met: bool


def goals(rows: list[Row]) -> Iterator[Goal]:
    """What the project wants of its speed, where it was measured."""
    for ours in (row for row in rows if row.engine == "archcite"):
        same = [
            row
            for row in rows
            if row[:3] == ours[:3] and row.engine != "archcite" and "failed" not in row.fault
        ]
        name = f"{ours.task} {ours.size:,}, {ours.style}"
        if ours.fault:
            yield Goal(f"{name}: {ours.fault}", False)
            continue
        times = {row.engine: row.ratio or 0.0 for row in same}
        least, why = wanted(ours)
        rivals = (
            {"pandoc": times["pandoc"]} if ours.task == "notes" and "pandoc" in times else times
        )
        if least and rivals:
            fastest = min(rivals, key=lambda engine: rivals[engine])
            found = rivals[fastest]
            yield Goal(f"{name}: {found:.2f} times as fast as {fastest} ({why})", found >= least)
        if ours.exponent is not None:
            most = 1.1
            if ours.task in HARD:
                half = ours.size / 2
                most = math.log2(2 * math.log(ours.size) / math.log(half)) + 0.1
            yield Goal(f"{name}: grows with exponent {ours.exponent:.2f} (at most {most:.2f})",
                       ours.exponent <= most)  # fmt: skip
        for row in same:
            if row.engine == "pandoc" and not row.fault and ours.task not in HARD:
                yield Goal(f"{name}: {ours.megabytes:.0f} MB, pandoc {row.megabytes:.0f} MB",
                           ours.megabytes < row.megabytes)  # fmt: skip


def wanted(row: Row) -> tuple[float, str]:
    """How many times as fast as its rivals archcite is to be; 0 where nothing is asked."""
    if row.task == "bibliography" and row.size == 10_000:
        times = 3 if row.style.startswith("modern") else 5
        return times, f"goal {times}"
    if row.task == "bibliography" and row.size == 1_000:
        return 1, "goal: faster than all"
    if row.task == "notes" and row.size == 10_000:
        return 4, "goal 4"
    return 0, ""


def told_versions(engines: list[str]) -> dict[str, str]:
    """The version of each engine."""
    tell: dict[str, Callable[[], str]] = {
        "archcite": lambda: version("archcite"),
        "pandoc": _pandoc_version,
        "typst": lambda: version("typst"),
        "citeproc-js": lambda: json.loads(
            (BENCH.parent / "tests" / "peers" / "package.json").read_text("utf-8")
        )["dependencies"]["citeproc"],
        "citeproc-py": lambda: version("citeproc-py"),
    }
    return {"python": sys.version.split()[0], **{name: tell[name]() for name in engines}}


def _pandoc_version() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_version())


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    peers = [name for name in PROGRAMS if name != "archcite"]
    parser.add_argument("--style", action="append", metavar="NAME", help="repeat for more")
    parser.add_argument("--size", action="append", type=int, metavar="N", help="repeat for more")
    parser.add_argument("--task", action="append", choices=TASKS, help="repeat for more")
    parser.add_argument("--peer", action="append", choices=[*peers, "none"],
                        help="whom to run besides archcite; repeat for more")  # fmt: skip
    parser.add_argument("--runs", type=int, default=3, metavar="R",
                        help=f"median of so many; one of what takes over {SLOW:.0f} s")  # fmt: skip
    parser.add_argument("--limit", type=float, default=120, metavar="S",
                        help="stop a process after so many seconds")  # fmt: skip
    parser.add_argument("--all", action="store_true", help="all tasks and sizes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    asked = parser.parse_args()
    asked.style = asked.style or list(STYLES)
    asked.size = sorted(asked.size or (SIZES if asked.all else (1_000,)))
    asked.task = asked.task or list(TASKS if asked.all else ("bibliography", "notes", "compile"))
    asked.peer = asked.peer or peers
    return asked


def main() -> int:
    asked = options()
    with tempfile.TemporaryDirectory(prefix="archcite-bench-") as folder:
        bench = Bench(asked, Path(folder))
        versions = told_versions(bench.engines)
        print(", ".join(f"{name} {each}" for name, each in versions.items()))
        print(f"whole processes in turn, median of {asked.runs}, {os.cpu_count()} cores, "
              f"limit {asked.limit:.0f} s")  # fmt: skip
        rows: list[Row] = []
        others: list[dict[str, Any]] = []
        for task in asked.task:
            if task == "compile":
                others.append(compiling(bench))
            elif task in HARD:
                sizes = [HARD[task] * times for times in (1, 2, 4)]
                rows += bench.task(task, HARD_STYLE, sizes)
            else:
                for style in asked.style:
                    rows += bench.task(task, style, asked.size)
    print()
    for goal in goals(rows):
        print(f"{'met   ' if goal.met else 'MISSED'} {goal.what}")
    if asked.json:
        results = [*(row._asdict() for row in rows), *others]
        text = json.dumps({"versions": versions, "results": results}, indent=1)
        asked.json.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
