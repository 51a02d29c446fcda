"""archcite check: faults of records, and what complete citations of them lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, NamedTuple

import typer

from archcite.app import completeness, items, options
from archcite.app.cli import _print
from archcite.app.cli._options import Json, Keys, LibraryFolder, Quiet, complete_styles
from archcite.app.config import cache_folder, read_config
from archcite.errors import ArchciteError, Problem, Severity
from archcite.library.files import Library

EXAMPLES = (
    "archcite check",
    "archcite check brezhnev-1966-05-27 --style mla --style apa",
    "archcite check --no-gaps",
)


class Told(NamedTuple):
    """A problem of a record; lacks: by style, the gaps that it speaks of."""

    problem: Problem
    lacks: completeness.ByStyle = MappingProxyType({})


def run(
    keys: Keys = None,
    style: Annotated[
        list[str] | None,
        typer.Option(
            "--style",
            "-s",
            metavar="STYLE",
            help="What a citation in this style needs, instead of the library's own; may be "
            "repeated.",
            autocompletion=complete_styles,
        ),
    ] = None,
    gaps: Annotated[
        bool, typer.Option("--gaps/--no-gaps", help="Also say what complete citations lack.")
    ] = True,
    json: Json = False,
    quiet: Quiet = False,
    library: LibraryFolder = None,
) -> None:
    """Find faults in some records, or in all: each with file, line, code, and what to do about it.

    What a citation lacks goes by the style: the one asked for, or the library's own. Ends with exit
    code 1 where there is an error; what a citation lacks is no error.
    """
    config = read_config(library)
    place = config.library()
    known = items.aliases(place, keys or [])
    keys = [known.get(key, key) for key in keys or []]
    items.check_keys(place, keys)
    ask: Mapping[str, completeness.Ask] = {}
    if gaps:
        wanted = options.asked(config, None, None, None)
        names = dict.fromkeys(style or config.styles)
        loaded = options.load_styles(names, wanted, cache_folder())
        ask = completeness.asking(names, loaded, wanted)
    checked = keys or place.keys()
    found = [told for key in checked for told in problems_of(place, key, ask)]
    if json:
        _print.result(_print.json_text([data for told in found for data in _data(told)]))
    else:
        for told in found:
            _print.result(_print.visible(_print.worded(told.problem)))
    errors = sum(told.problem.severity == Severity.ERROR for told in found)
    if not quiet:
        _print.remark(f"{_count(len(checked), 'record')} checked, {_count(errors, 'error')}")
    if errors:
        raise typer.Exit(1)


def problems_of(library: Library, key: str, ask: Mapping[str, completeness.Ask]) -> Iterator[Told]:
    """All that is wrong with a record's file, and what complete citations of it lack."""
    try:
        record = library.load(key)
    except ArchciteError as error:
        yield from map(Told, error.problems)
        return
    lacks = completeness.lacking(items.view(record), ask) if ask else {}
    if lacks:
        yield Told(_incomplete(library.where(key), lacks), lacks)


def _incomplete(where: str, lacks: completeness.ByStyle) -> Problem:
    """The problem that says what is missing and where it would stand."""
    fields = dict.fromkeys(gap.field for found in lacks.values() for gap in found)
    return Problem(
        "incomplete", where, completeness.sentence(lacks), f"it belongs in {', '.join(fields)}"
    )


def _data(told: Told) -> Iterator[dict[str, object]]:
    """The problem for programs; what is missing once for each style, with its words."""
    if not told.lacks:
        yield {**_print.problem_data(told.problem)}
    for name, found in told.lacks.items():
        if found:
            said = {name: found, "": ()} if len(told.lacks) > 1 else {name: found}
            problem = _incomplete(told.problem.where, said)
            yield {
                **_print.problem_data(problem),
                "style": name,
                "lacks": [gap._asdict() for gap in found],
            }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
