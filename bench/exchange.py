"""Exchange formats in one run: against pandoc and bibtexparser, and every format of ours by itself.

    python bench/exchange.py                            10,000 entries, three runs
    python bench/exchange.py --size 10000 --size 100000 --runs 1 --json exchange.json
    python bench/exchange.py --formats --size 10000 --size 100000 --runs 1

Tasks: a BibLaTeX file as CSL-JSON and back, and a RIS file as CSL-JSON, each a whole process;
archcite is run as its users run it, `archcite convert`. bibtexparser and rispy, which convert
nothing, only read the file. With --formats: from CSL-JSON into every format, and from that back.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from items import items
from measure import Run, run
from programs import BENCH, environment, missing

PROGRAM = str(BENCH / "exchange_programs.py")
LIMIT = 1800.0
# What the whole project wants: as fast as pandoc, in every task.
GOAL = 1.0

REFERENCE = """TY  - JOUR
AU  - Roe, Ada
AU  - Poe, Ben
AU  - van den Berg, Jan
TI  - Lamps of the harbour, part {number}
T2  - Journal of Light
J2  - J. Light
VL  - {volume}
IS  - 3
SP  - {page}
EP  - {last}
SN  - 1234-5678
PY  - {year}
DA  - {year}/05/27/
DO  - 10.1000/lamps.{number}
UR  - https://example.org/lamps/{number}
Y2  - 2026/03/01/
KW  - lamps
KW  - harbours
LA  - en
AB  - Lamps light harbours, and what lies in them: ships, cranes, sheds and those who work there.
ER  - 

"""  # noqa: W291

Command = Callable[[str, str], list[str]]


def convert(source: str, target: str, to: str = "") -> list[str]:
    """archcite as its users run it."""
    program = str(Path(sys.executable).with_name("archcite"))
    return [program, "convert", source, target, "--quiet", "--force", *(["--to", to] if to else [])]


def pandoc(source: str, target: str) -> list[str]:
    import pypandoc

    formats = {".bib": "biblatex", ".json": "csljson", ".ris": "ris"}
    read, write = (formats[Path(name).suffix] for name in (source, target))
    return [pypandoc.get_pandoc_path(), "--from", read, "--to", write, "--output", target, source]


def parser(mode: str) -> Command:
    return lambda source, target: [sys.executable, PROGRAM, mode, source, target]


TASKS: dict[str, tuple[str, str, dict[str, Command]]] = {
    "BibLaTeX to CSL-JSON": (
        "items.bib", "out.json",
        {"archcite": convert, "pandoc": pandoc, "bibtexparser alone": parser("bibtexparser"),
         "bibtexparser with LaTeX and names": parser("bibtexparser-decoded")},
    ),
    "CSL-JSON to BibLaTeX": ("items.json", "out.bib", {"archcite": convert, "pandoc": pandoc}),
    "RIS to CSL-JSON": (
        "items.ris", "out.json",
        {"archcite": convert, "pandoc": pandoc, "rispy alone": parser("rispy")},
    ),
}  # fmt: skip


def apart(function: Callable[..., Any], *given: object) -> Any:
    """The function's result from a process of its own.

    What this process has held counts as memory of those that it starts, so that it holds little.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *given).result()


def as_csl(path: Path, size: int) -> None:
    path.write_text(json.dumps(items(size), ensure_ascii=False), "utf-8")


def prepare(folder: Path, size: int) -> None:
    """The same items as CSL-JSON, and as the BibLaTeX that pandoc makes of them; and references."""
    import pypandoc

    as_csl(folder / "items.json", size)
    (folder / "items.ris").write_text(references(size), "utf-8")
    pypandoc.convert_file(
        str(folder / "items.json"), "biblatex", format="csljson",
        outputfile=str(folder / "items.bib"),
    )  # fmt: skip


def references(count: int) -> str:
    """A RIS file."""
    return "".join(
        REFERENCE.format(
            number=number, volume=number % 90 + 1, page=number % 800 + 1, last=number % 800 + 12,
            year=1900 + number % 120,
        )
        for number in range(count)
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


def compare(task: str, folder: Path, size: int, runs: int) -> list[dict[str, Any]]:
    """One task by every program, printed as it is done."""
    source, target, programs = TASKS[task]
    print(f"\n{task}, {size:,} entries")
    print(f"  {'':34} seconds      CPU       MB  times ours: seconds, CPU")
    rows: list[dict[str, Any]] = []
    for program, command in programs.items():
        if program == "rispy alone" and missing_rispy():
            continue
        (folder / target).unlink(missing_ok=True)
        one = measured(command(source, target), folder, runs)
        ratio = one.seconds / rows[0]["seconds"] if rows else 1.0
        rows.append(
            {"task": task, "size": size, "program": program, **one._asdict(), "ratio": ratio}
        )
        print(f"  {program:34} {one.seconds:7.2f}  {one.cpu:7.2f}  {one.megabytes:7.0f}"
              f"  {ratio:19.2f} {one.cpu / rows[0]['cpu']:4.2f}  {one.fault}")  # fmt: skip
        if program in ("archcite", "pandoc") and (found := apart(entries, folder / target)) != size:
            print(f"  {program} wrote {found:,} entries")
    return rows


def missing_rispy() -> bool:
    from importlib.util import find_spec

    return find_spec("rispy") is None


def every_format(sizes: list[int], runs: int) -> list[dict[str, Any]]:
    """Into every format and back from it, at each size; seconds of processors and MB."""
    from archcite.write import WRITERS

    rows: list[dict[str, Any]] = []
    print(f"\n{'':22}{'entries':>9}  {'write':>8} {'MB':>6}  {'read':>8} {'MB':>6}")
    for name, writer in WRITERS.items():
        for size in sizes:
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place)
                apart(as_csl, folder / "items.json", size)
                made = f"made{writer.suffix}"
                out = measured(convert("items.json", made, name), folder, runs)
                back = measured(convert(made, "back.json", "csl-json"), folder, runs)
            rows.append({"format": name, "size": size, "write": out._asdict(),
                         "read": back._asdict()})  # fmt: skip
            print(f"{name:22}{size:9,}  {out.cpu:8.2f} {out.megabytes:6.0f}"
                  f"  {back.cpu:8.2f} {back.megabytes:6.0f}  "
                  f"{out.fault}{back.fault}")  # fmt: skip
    return rows


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--size", type=int, action="append", help="how many entries")
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument(
        "--formats", action="store_true", help="every format, without other programs"
    )
    asked.add_argument("--json", type=Path, help="write the numbers there too")
    options = asked.parse_args()
    sizes = options.size or [10_000]
    if options.formats:
        rows = every_format(sizes, options.runs)
    elif why := missing("pandoc"):
        sys.exit(f"without pandoc nothing is compared: {why}")
    else:
        rows = against_others(sizes, options.runs)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), "utf-8")


def against_others(sizes: list[int], runs: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            apart(prepare, folder, size)
            for task in TASKS:
                rows += compare(task, folder, size, runs)
    ratios = [row["ratio"] for row in rows if row["program"] == "pandoc"]
    print(f"\narchcite is {min(ratios):.2f} times as fast as pandoc where it is slowest, "
          f"{statistics.geometric_mean(ratios):.2f} times in the mean "
          f"(goal {GOAL:.0f})")  # fmt: skip
    return rows


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
