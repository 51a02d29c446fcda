"""archcite check: faults of records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from archcite.app import items
from archcite.app.cli import _print
from archcite.app.cli._options import Json, Keys, LibraryFolder, Quiet
from archcite.app.config import read_config
from archcite.errors import ArchciteError, Problem, Severity
from archcite.library.files import Library

EXAMPLES = ("archcite check", "archcite check brezhnev-1966-05-27", "archcite check --no-gaps")


def run(
    keys: Keys = None,
    gaps: Annotated[
        bool, typer.Option("--gaps/--no-gaps", help="Also say what complete citations lack.")
    ] = True,
    json: Json = False,
    quiet: Quiet = False,
    library: LibraryFolder = None,
) -> None:
    """Find faults in some records, or in all: each with file, line, code, and what to do about it.

    Ends with exit code 1 where there is an error; what a citation lacks is no error.
    """
    place = read_config(library).library()
    items.check_keys(place, keys or [])
    checked = keys or place.keys()
    found = [problem for key in checked for problem in problems_of(place, key, gaps=gaps)]
    if json:
        _print.result(_print.json_text([_print.problem_data(each) for each in found]))
    else:
        for problem in found:
            _print.result(_print.visible(_print.worded(problem)))
    errors = sum(problem.severity == Severity.ERROR for problem in found)
    if not quiet:
        _print.remark(f"{_count(len(checked), 'record')} checked, {_count(errors, 'error')}")
    if errors:
        raise typer.Exit(1)


def problems_of(library: Library, key: str, *, gaps: bool) -> Iterator[Problem]:
    """All that is wrong with a record's file, and what a complete citation of it lacks."""
    from archcite.record.gaps import gaps as gaps_of

    try:
        record = library.load(key)
    except ArchciteError as error:
        yield from error.problems
        return
    lacks = gaps_of(record) if gaps else []
    if lacks:
        sentence = f"a complete citation also needs {'; '.join(map(str, lacks))}"
        yield Problem("incomplete", library.where(key), sentence)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
