"""BibTeX to CSL-JSON and back against pandoc and bibtexparser: whole processes, in one run.

    python bench/exchange.py                            10,000 entries, three runs
    python bench/exchange.py --size 10000 --size 100000 --runs 1 --json exchange.json

Tasks: a BibLaTeX file as CSL-JSON, and CSL-JSON as a BibLaTeX file. bibtexparser, which converts
nothing, only reads the file: alone, and with its own decoding of LaTeX and names.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from items import items
from measure import Run, run
from programs import BENCH, environment, missing

PROGRAM = str(BENCH / "exchange_programs.py")
LIMIT = 600.0
# What the whole project wants: as fast as pandoc, both ways.
GOAL = 1.0


def ours(source: str, target: str) -> list[str]:
    return [sys.executable, PROGRAM, "archcite", source, target]


def pandoc(source: str, target: str) -> list[str]:
    import pypandoc

    formats = {".bib": "biblatex", ".json": "csljson"}
    read, write = (formats[Path(name).suffix] for name in (source, target))
    return [pypandoc.get_pandoc_path(), "--from", read, "--to", write, "--output", target, source]


def parser(mode: str) -> Callable[[str, str], list[str]]:
    return lambda source, target: [sys.executable, PROGRAM, mode, source, target]


TASKS: dict[str, tuple[str, str, dict[str, Callable[[str, str], list[str]]]]] = {
    "BibLaTeX to CSL-JSON": (
        "items.bib", "out.json",
        {"archcite": ours, "pandoc": pandoc, "bibtexparser alone": parser("bibtexparser"),
         "bibtexparser with LaTeX and names": parser("bibtexparser-decoded")},
    ),
    "CSL-JSON to BibLaTeX": ("items.json", "out.bib", {"archcite": ours, "pandoc": pandoc}),
}  # fmt: skip


def prepare(folder: Path, size: int) -> None:
    """The same items as CSL-JSON, and as the BibLaTeX that pandoc makes of them."""
    import pypandoc

    (folder / "items.json").write_text(json.dumps(items(size), ensure_ascii=False), "utf-8")
    pypandoc.convert_file(
        str(folder / "items.json"), "biblatex", format="csljson",
        outputfile=str(folder / "items.bib"),
    )  # fmt: skip


def measured(command: list[str], folder: Path, runs: int) -> Run:
    """The middle one of so many runs."""
    place = environment(folder)
    done = [run(command, folder, place, "", LIMIT) for _ in range(runs)]
    failed = next((each for each in done if each.fault), None)
    return failed or sorted(done)[len(done) // 2]


def entries(path: Path) -> int:
    """How many entries a file has that was written."""
    if not path.exists():
        return 0
    text = path.read_text("utf-8")
    return len(json.loads(text)) if path.suffix == ".json" else text.count("\n@") + 1


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, action="append", help="how many entries")
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--json", type=Path, help="write the numbers there too")
    options = asked.parse_args()
    if why := missing("pandoc"):
        sys.exit(f"without pandoc nothing is compared: {why}")
    rows: list[dict[str, Any]] = []
    for size in options.size or [10_000]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            prepare(folder, size)
            for task in TASKS:
                rows += compare(task, folder, size, options.runs)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), "utf-8")
    ratios = [row["ratio"] for row in rows if row["program"] == "pandoc"]
    worst = min(ratios)
    mean = statistics.geometric_mean(ratios)
    print(f"\narchcite is {worst:.2f} times as fast as pandoc where it is slowest, "
          f"{mean:.2f} times in the mean (goal {GOAL:.0f})")  # fmt: skip


def compare(task: str, folder: Path, size: int, runs: int) -> list[dict[str, Any]]:
    """One task by every program, printed as it is done."""
    source, target, programs = TASKS[task]
    print(f"\n{task}, {size:,} entries")
    print(f"  {'':34} seconds      CPU       MB  times ours")
    rows: list[dict[str, Any]] = []
    for program, command in programs.items():
        (folder / target).unlink(missing_ok=True)
        one = measured(command(source, target), folder, runs)
        ratio = one.seconds / rows[0]["seconds"] if rows else 1.0
        row = {"task": task, "size": size, "program": program, **one._asdict(), "ratio": ratio}
        rows.append(row)
        print(f"  {program:34} {one.seconds:7.2f}  {one.cpu:7.2f}  {one.megabytes:7.0f}"
              f"  {ratio:10.2f}  {one.fault}")  # fmt: skip
        found = entries(folder / target)
        if not program.startswith("bibtexparser") and found != size:
            print(f"  {program} wrote {found:,} entries")
    return rows


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
