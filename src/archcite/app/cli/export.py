"""archcite export: records for another program."""

from __future__ import annotations

from typing import Annotated

import typer

from archcite.app.cli import _print
from archcite.app.cli._options import Keys, LibraryFolder, OutputFile, Quiet
from archcite.app.config import read_config
from archcite.errors import Problem, ProblemsFound

EXAMPLES = (
    "archcite export --to biblatex -o sources.bib",
    "archcite export brezhnev-1966-05-27 --to csl-json",
)


def complete_targets(incomplete: str) -> list[str]:
    """Names of export formats, for the shell."""
    from archcite.app.exporting import formats

    return [name for name in formats() if name.startswith(incomplete)]


def run(
    keys: Keys = None,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            "-t",
            metavar="FORMAT",
            help="bibtex, biblatex or csl-json.",
            autocompletion=complete_targets,
        ),
    ] = "biblatex",
    output: OutputFile = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Write nothing if anything would be lost.")
    ] = False,
    quiet: Quiet = False,
    library: LibraryFolder = None,
) -> None:
    """Write some records, or all, in a format that other programs read.

    What the format cannot hold is said on standard error, a record a line.
    """
    from archcite.app.exporting import export, load_all

    records, problems = load_all(read_config(library), keys or [])
    exported = export(records, to)
    losses = [
        Problem("export-loss", key, f"{to} cannot hold {', '.join(fields)}")
        for key, fields in exported.dropped.items()
    ]
    if strict and losses:
        raise ProblemsFound(*problems, *losses)
    _print.deliver(exported.text.rstrip("\n"), output)
    if not quiet:
        _print.problems(losses)
    if problems:
        raise ProblemsFound(*problems)
