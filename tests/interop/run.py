"""Send our files through real programs and compare what comes back: make interop.

    python tests/interop/run.py                    every program that is installed, and LaTeX
    python tests/interop/run.py --only biber       one of them
    python tests/interop/run.py --only pandoc --path "bibtex to csl-json" --show
    python tests/interop/run.py --update           what is measured now becomes the floor

Ends with 1 where anything is worse than in floors.toml, with 2 where nothing could be run. Without
--update nothing is written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path as File
from typing import Any

sys.path.insert(0, str(File(__file__).parents[1]))

from interop import floors, latex, page
from interop.measure import Result, kept_of, measured, sample, untouched
from interop.programs import PROGRAMS, Program

OURS = "archcite"
LATEX = "latex"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", action="append", choices=[*PROGRAMS, LATEX], metavar="PROGRAM",
                        help=f"{', '.join(PROGRAMS)} or {LATEX}; may be repeated")  # fmt: skip
    parser.add_argument("--path", action="append", default=[], metavar="WORDS",
                        help="only paths with these words, such as 'to csl-json'")  # fmt: skip
    parser.add_argument("--show", action="store_true", help="print every value that was not kept")
    parser.add_argument("--update", action="store_true", help="write floors.toml and the page")
    asked = parser.parse_args()
    known = floors.load()
    worse: list[str] = []
    absent: list[str] = []
    ran: list[str] = []
    chosen = asked.only or [*PROGRAMS, LATEX]
    if asked.update:
        known[OURS] = _ours(known)
    for name in chosen:
        if name == LATEX:
            continue
        program = PROGRAMS[name]
        if lacking := program.lacking():
            absent.append(f"{program.title} was not run: {lacking}")
            continue
        ran.append(name)
        worse += _program(name, program, known, asked)
    if LATEX in chosen and not asked.path:
        worse += _latex(known, absent, ran, update=asked.update)
    if asked.update:
        floors.save(known)
        page.PAGE.write_text(page.page(known), "utf-8")
    for line in (*absent, *(f"worse: {line}" for line in worse)):
        print(line, file=sys.stderr)
    if not ran:
        return 2
    return 1 if worse and not asked.update else 0


def _ours(known: dict[str, Any]) -> dict[str, Any]:
    """What each format says by itself: our file, read again without any program between."""
    sources = dict.fromkeys(path.source for each in PROGRAMS.values() for path in each.paths)
    return {
        "records": len(sample()),
        "paths": {source: floors.of_passage(untouched(source)) for source in sources},
    }


def _program(
    name: str, program: Program, known: dict[str, Any], asked: argparse.Namespace
) -> list[str]:
    version = program.version()
    print(f"{program.title} {version}", flush=True)
    results = measured(program, asked.path)
    floor = known.get(name, {})
    then = floor.get("version", version)
    found = []
    for result in results:
        _print(result, show=asked.show)
        for told in floors.regressions(
            floor.get("paths", {}).get(result.path.name), floors.of_result(result)
        ):
            other = f" (measured with {then})" if then != version else ""
            found.append(f"{program.title}{other}, {result.path.name}: {told}")
    paths = {} if not asked.path else dict(floor.get("paths", {}))
    paths |= {result.path.name: floors.of_result(result) for result in results}
    known[name] = {"title": program.title, "version": version, "paths": paths}
    return found


def _print(result: Result, *, show: bool) -> None:
    if result.fault:
        print(f"  {result.path.name:36} {result.fault}", flush=True)
        return
    kept, shown = kept_of(result)
    turned = sum(result.plain.turned().values())
    print(f"  {result.path.name:36} {kept:>4} of {shown} values kept, {turned} turned into another"
          f" thing; {result.whole.exact} of {result.records} records exact with the carrier",
          flush=True)  # fmt: skip
    for fault in dict.fromkeys((*result.plain.faults, *result.whole.faults)):
        print(f"    archcite says: {fault}")
    if show:
        for title, passage in (("", result.plain), ("with carrier: ", result.whole)):
            for key, fate in passage.fates:
                if fate.word != "kept":
                    into = f" -> {fate.into}" if fate.into else ""
                    print(f"    {title}{key}: {fate.row} {fate.word}{into}: {fate.value[:60]}")


def _latex(known: dict[str, Any], absent: list[str], ran: list[str], *, update: bool) -> list[str]:
    """Typeset the sample; the floor is a list of what could not be avoided."""
    told: list[str] = []
    rows: dict[str, Any] = {}
    for sheet in latex.SHEETS:
        if lacking := latex.lacking(sheet) or latex.unusable(sheet):
            absent.append(f"LaTeX with {sheet.name} was not run: {lacking}")
            rows[sheet.name] = {"unusable": lacking}
            continue
        ran.append(sheet.name)
        proof = latex.typeset(sheet)
        floor = known.get(LATEX, {}).get("sheets", {}).get(sheet.name, {})
        rows[sheet.name] = latex.as_data(proof)
        print(f"LaTeX {sheet.name:32} {latex.summary(proof)}", flush=True)
        yielded = latex.worse(floor, rows[sheet.name])
        told += [f"LaTeX, {sheet.name}: {each}" for each in yielded]
    if update and any("unusable" not in row for row in rows.values()):
        known[LATEX] = {"version": latex.version(), "sheets": rows}
    return told


if __name__ == "__main__":
    sys.exit(main())
