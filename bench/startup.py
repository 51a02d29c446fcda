"""Start-up: a warm `archcite cite KEY` against `pandoc --citeproc`, in turn, in one run.

Both cite the same single item in Chicago notes: archcite from a library of 1 and of 10,000 records,
pandoc from a CSL-JSON file of 1 and of 10,000 items with the official style. archcite is measured
as users have it: a wheel installed into an environment of its own, compiled, its cache warm.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
KEY = "brezhnev-1966-05-27"
OFFICIAL = "chicago-notes-bibliography"
GOALS = {1: 1.0, 10_000: 0.3}


class Measured(NamedTuple):
    """Seconds that each run took."""

    name: str
    seconds: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def install(folder: Path) -> Path:
    """archcite as a wheel in an environment of its own; the program's path."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    command = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*command, "-c", str(ROOT / "constraints.txt"), str(ROOT)], check=True)
    return python.with_name("archcite")


def make_library(folder: Path, size: int) -> None:
    """The seed record and size - 1 others like it."""
    records = folder / "records"
    records.mkdir(parents=True)
    shutil.copy(ROOT / "archcite.toml", folder)
    text = (ROOT / "records" / f"{KEY}.toml").read_text("utf-8")
    (records / f"{KEY}.toml").write_text(text, "utf-8")
    for number in range(1, size):
        key = f"{KEY}-{number}"
        (records / f"{key}.toml").write_text(text.replace(f'"{KEY}"', f'"{key}"'), "utf-8")


def make_items(folder: Path, size: int, item: dict[str, object]) -> None:
    """The same as CSL-JSON, and a document of one line that cites the first."""
    items = [item, *({**item, "id": f"{KEY}-{number}"} for number in range(1, size))]
    (folder / "items.json").write_text(json.dumps(items), "utf-8")
    (folder / "document.md").write_text(f"[@{KEY}]\n", "utf-8")


def seconds(command: Sequence[str], folder: Path, cache: Path) -> float:
    """How long the command runs; it must succeed and print something."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "ARCHCITE"))}
    environment["XDG_CACHE_HOME"] = str(cache)
    start = time.perf_counter()
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
    taken = time.perf_counter() - start
    assert b"Brezhnev" in ran.stdout, ran.stderr
    return taken


def in_turn(
    commands: dict[str, tuple[Sequence[str], Path]], runs: int, cache: Path
) -> list[Measured]:
    """Every command runs times, one after the other, after one run each that does not count."""
    measured = [Measured(name, []) for name in commands]
    for turn in range(runs + 1):
        for one, (command, folder) in zip(measured, commands.values(), strict=True):
            taken = seconds(command, folder, cache)
            if turn:
                one.seconds.append(taken)
    return measured


def measure(folder: Path, runs: int) -> bool:
    """Measure, print, and say whether all goals were met."""
    import pypandoc

    from archcite.library.styles import find_style

    program = str(install(folder / "environment"))
    item = json.loads(
        subprocess.run(
            [program, "export", KEY, "--to", "csl-json", "-q", "--library", str(ROOT)],
            capture_output=True, check=True, text=True,
        ).stdout
    )[0]  # fmt: skip
    item.pop("custom", None)  # what pandoc would have to read and not use
    style = str(find_style(OFFICIAL).path)
    pandoc = [pypandoc.get_pandoc_path(), "--citeproc", "--csl", style]
    cite = [program, "cite", KEY, "--style", "chicago", "--quiet"]
    told = subprocess.run([pandoc[0], "--version"], capture_output=True, text=True, check=True)
    version = told.stdout.splitlines()[0]
    print(f"{version}, Python {sys.version.split()[0]}, {runs} runs each, in turn")
    met = True
    for size, goal in GOALS.items():
        place = folder / str(size)
        make_library(place, size)
        make_items(place, size, item)
        printed = [*pandoc, "--bibliography", "items.json", "document.md", "--to", "plain"]
        ours, theirs = in_turn(
            {"archcite": (cite, place), "pandoc": (printed, place)}, runs, folder / "cache"
        )
        ratio = ours.median / theirs.median
        met = met and ratio <= goal
        print(f"{size:>6} in the library: archcite {ours.median * 1000:7.1f} ms, "
              f"pandoc {theirs.median * 1000:7.1f} ms, ratio {ratio:.2f} (goal {goal}) "
              f"{'met' if ratio <= goal else 'MISSED'}")  # fmt: skip
    return met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=25)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="archcite-bench-") as folder:
        return 0 if measure(Path(folder), runs) else 1


if __name__ == "__main__":
    sys.exit(main())
