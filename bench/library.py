"""A library of 10,000 records against papis and coBib with the same ones: whole processes, in turn.

    python bench/library.py                       10,000 records for all; memory up to 100,000
    python bench/library.py --size 2000 --largest 2000 --runs 3

archcite is measured as users have it, from a wheel in an environment of its own; all caches are
warm. papis and coBib get each item in the form that they keep themselves.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from archcite.library.files import Library
from archcite.library.index import Index
from items import Item, items
from measure import UNIT, run
from startup import install

LIMIT = 1200.0
WORD = "harbour"
GOAL_FASTER, GOAL_INDEX, GOAL_REFRESH, GOAL_MEMORY = 5.0, 1.5, 0.1, 1.25
_TYPES = {"book": "book", "chapter": "incollection", "thesis": "phdthesis", "report": "report",
          "paper-conference": "inproceedings", "article-journal": "article"}  # fmt: skip
_PARSE = """
import sys, tomllib
from pathlib import Path
for path in Path(sys.argv[1]).iterdir():
    with open(path, "rb") as stream:
        tomllib.load(stream)
"""
# A process begins with the memory of the one that starts it, so a small one starts it.
_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Place(NamedTuple):
    """Where everything is, and how each program is called."""

    folder: Path
    program: str
    environment: dict[str, str]

    def seconds(self, command: list[str], runs: int = 1) -> float:
        """The middle one of so many runs."""
        return statistics.median(self.one(command) for _ in range(runs))

    def peak(self, command: list[str]) -> float:
        """The megabytes that a run needs at most."""
        self.one([sys.executable, "-S", "-c", _PEAK, *command])
        return int((self.folder / "output").read_text()) * UNIT / 1e6

    def one(self, command: list[str]) -> float:
        """The seconds of a run that must succeed."""
        done = run(command, self.folder, self.environment, "", LIMIT)
        if done.fault:
            sys.exit(f"{' '.join(command)}: {done.fault}")
        return done.seconds

    def lines(self) -> int:
        return (self.folder / "output").read_bytes().count(b"\n")


def bare(item: Item) -> dict[str, Any]:
    """An item in the fields of BibTeX, which both others keep."""
    authors = [
        each.get("literal") or ", ".join(filter(None, (each.get("family"), each.get("given"))))
        for each in item.get("author", [])
    ]
    dates = item.get("issued", {}).get("date-parts", [[]])[0]
    told = {
        "author": " and ".join(authors),
        "title": item.get("title", ""),
        "year": dates[0] if dates else "",
        "journal": item.get("container-title", ""),
        "publisher": item.get("publisher", ""),
        "volume": str(item.get("volume", "")),
        "pages": str(item.get("page", "")),
        "doi": item.get("DOI", ""),
    }
    return {name: value for name, value in told.items() if value}


def give_papis(folder: Path, item: Item, key: str) -> None:
    """A folder with an info.yaml, which JSON is too."""
    people = [
        {"family": each.get("family") or each.get("literal", ""), "given": each.get("given", "")}
        for each in item.get("author", [])
    ]
    told = {**bare(item), "type": _TYPES.get(item["type"], "misc"), "ref": key, "papis_id": key,
            "author_list": people}  # fmt: skip
    place = folder / key
    place.mkdir(parents=True)
    (place / "info.yaml").write_text(json.dumps(told, ensure_ascii=False) + "\n", "utf-8")


def give_cobib(path: Path, known: dict[str, Item]) -> None:
    """One YAML document for each entry."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8") as stream:
        for key, item in known.items():
            told = {key: {"ENTRYTYPE": _TYPES.get(item["type"], "misc"), **bare(item)}}
            stream.write(f"---\n{json.dumps(told, ensure_ascii=False)}\n...\n")


def prepare(folder: Path, program: str, size: int) -> tuple[Place, str]:
    """The three libraries, their caches warm; and the key of a record in the middle."""
    home = folder / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("ARCHCITE", "PYTHON", "XDG", "COBIB", "PAPIS"))}  # fmt: skip
    place = Place(folder, program, {**kept, "HOME": str(home), "TERM": "dumb"})
    (folder / "items.json").write_text(json.dumps(items(size), ensure_ascii=False), "utf-8")
    library = folder / "archcite"
    place.seconds([program, "init", str(library)])
    (library / "records" / "example.toml").unlink(missing_ok=True)
    place.seconds([program, "import", "items.json", "--library", str(library), "--quiet"])
    place.seconds([program, "list", "--json", "--library", str(library)])
    known = {str(item["id"]): item for item in items(size)}
    if {path.stem for path in (library / "records").glob("*.toml")} != set(known):
        sys.exit("archcite has not imported the items under their own keys")
    for key, item in known.items():
        give_papis(folder / "papis", item, key)
    give_cobib(home / ".local" / "share" / "cobib" / "literature.yaml", known)
    return place, list(known)[size // 2]


def others(folder: Path) -> dict[str, list[str]]:
    """How papis and coBib are called."""
    programs = Path(sys.executable).parent
    return {
        "papis": [str(programs / "papis"), "--log", "ERROR", "--lib", str(folder / "papis")],
        "coBib": [str(programs / "cobib")],
    }


def compare(place: Place, key: str, size: int, runs: int) -> bool:
    """The three tasks by the three programs, in turn; whether ours is so much faster in all."""
    papis, cobib = others(place.folder).values()
    ours = [place.program]
    where = ["--library", str(place.folder / "archcite")]
    tasks = {
        "citing one record": {
            "archcite": [*ours, "cite", key, "--quiet", *where],
            "papis": [*papis, "export", "--all", "--format", "bibtex", f"ref:{key}"],
            "coBib": [*cobib, "show", key],
        },
        "a word search": {
            "archcite": [*ours, "find", WORD, *where],
            "papis": [*papis, "list", "--all", WORD],
            "coBib": [*cobib, "search", WORD],
        },
        "a listing": {
            "archcite": [*ours, "list", *where],
            "papis": [*papis, "list", "--all"],
            "coBib": [*cobib, "list"],
        },
    }
    met = True
    for task, commands in tasks.items():
        taken: dict[str, list[float]] = {name: [] for name in commands}
        lines: dict[str, int] = {}
        for turn in range(runs + 1):  # the first fills the caches and does not count
            for name, command in commands.items():
                seconds = place.seconds(command)
                lines[name] = place.lines()
                if turn:
                    taken[name].append(seconds)
        if not all(lines.values()):
            sys.exit(f"{task}: a program printed nothing: {lines}")
        middle = {name: statistics.median(seconds) for name, seconds in taken.items()}
        ratio = min(middle["papis"], middle["coBib"]) / middle["archcite"]
        met &= ratio >= GOAL_FASTER
        told = ", ".join(
            f"{name} {seconds * 1000:.0f} ms ({lines[name]} lines)"
            for name, seconds in middle.items()
        )
        print(f"{task} of {size:,}: {told}; {ratio:.1f} times as fast as the faster "
              f"(goal {GOAL_FASTER:.0f}) {_word(ratio >= GOAL_FASTER)}")  # fmt: skip
    return met


def indexing(place: Place, size: int) -> bool:
    """The first index against tomllib, and a refresh with nothing changed."""
    root = place.folder / "archcite"
    parsing = place.seconds([sys.executable, "-c", _PARSE, str(root / "records")], 3)
    making: list[float] = []
    for number in range(3):
        with Index(Library(root), place.folder / f"cache-{number}") as index:
            start = time.perf_counter()
            index.refresh()
            making.append(time.perf_counter() - start)
    again: list[float] = []
    for _ in range(9):
        with Index(Library(root), place.folder / "cache-0") as index:
            start = time.perf_counter()
            told = index.refresh()
            again.append(time.perf_counter() - start)
            if told.read:
                sys.exit(f"a refresh read {told.read} files that had not changed")
    ratio, refresh = statistics.median(making) / parsing, statistics.median(again)
    print(
        f"first index of {size:,}: {statistics.median(making):.2f} s, parsing with tomllib "
        f"{parsing:.2f} s, ratio {ratio:.2f} (goal {GOAL_INDEX}) {_word(ratio <= GOAL_INDEX)}"
    )
    print(f"refresh with nothing changed: {refresh * 1000:.0f} ms "
          f"(goal {GOAL_REFRESH * 1000:.0f}) {_word(refresh < GOAL_REFRESH)}")  # fmt: skip
    return ratio <= GOAL_INDEX and refresh < GOAL_REFRESH


def memory(place: Place, sizes: list[int]) -> bool:
    """Seconds and peak memory of cite, find and show in libraries of several sizes."""
    source = sorted((place.folder / "archcite" / "records").glob("*.toml"))
    peaks: dict[str, list[float]] = {}
    then = time.time() - 3600  # files of the last seconds are read again, as they may change unseen
    for size in sizes:
        root = place.folder / f"of-{size}"
        shutil.rmtree(root, ignore_errors=True)
        (root / "records").mkdir(parents=True)
        (root / "archcite.toml").write_text("", "utf-8")
        for number in range(size):
            path = source[number % len(source)]
            key = f"{path.stem}.{number}"
            text = re.sub(r'(?m)^id = "[^"]*"', f'id = "{key}"', path.read_text("utf-8"), count=1)
            made = root / "records" / f"{key}.toml"
            made.write_text(text, "utf-8")
            os.utime(made, (then, then))
        key = f"{source[0].stem}.0"
        commands = {"cite": ["cite", key, "-q"], "find": ["find", WORD, "-n", "20"],
                    "show": ["show", key]}  # fmt: skip
        first = place.one([place.program, "find", WORD, "-n", "1", "--library", str(root)])
        said = [f"first index {first:.1f} s"]
        for name, command in commands.items():
            called = [place.program, *command, "--library", str(root)]
            place.one(called)
            seconds, peak = place.seconds(called, 3), place.peak(called)
            peaks.setdefault(name, []).append(peak)
            said.append(f"{name} {seconds * 1000:.0f} ms, {peak:.0f} MB")
        print(f"{size:>7,} records: {'; '.join(said)}")
        shutil.rmtree(root)
    growth = {name: found[-1] / found[0] for name, found in peaks.items()}
    met = max(growth.values()) <= GOAL_MEMORY
    told = ", ".join(f"{name} {value:.2f}" for name, value in growth.items())
    print(f"memory at the largest against the smallest: {told} (goal {GOAL_MEMORY}) {_word(met)}")
    return met


def _word(met: bool) -> str:
    return "met" if met else "MISSED"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--size", type=int, default=10_000, help="records for all three programs")
    asked.add_argument("--largest", type=int, default=100_000, help="for the memory of archcite")
    asked.add_argument("--runs", type=int, default=7)
    options = asked.parse_args()
    for module in ("papis", "cobib"):
        if find_spec(module) is None:
            sys.exit(f"{module} is not installed (pip install archcite[bench])")
    with tempfile.TemporaryDirectory(prefix="archcite-bench-") as name:
        folder = Path(name)
        program = str(install(folder / "environment"))
        place, key = prepare(folder, program, options.size)
        version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
        print(f"{version.stdout.strip()}, Python {sys.version.split()[0]}, {options.runs} runs")
        met = [compare(place, key, options.size, options.runs), indexing(place, options.size)]
        sizes = [each for each in (1000, 10_000, 100_000) if each <= options.largest]
        met.append(memory(place, sizes or [options.largest]))
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
