"""archcite pick: keys picked by hand in the terminal, for editors and scripts."""

from __future__ import annotations

from typing import Annotated

import typer

from archcite.app.cli import _print
from archcite.app.cli._options import Json, LibraryFolder, Query, complete_forms
from archcite.app.config import read_config

EXAMPLES = (
    "archcite pick",
    "archcite pick author:brezhnev --format pandoc",
    "archcite pick --format '@{key}'",
    "archcite cite $(archcite pick)",
)


def run(
    query: Query = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            help="pandoc, latex, typst or org, for all keys in one citation; or a text with {key} "
            "in it, for each.",
            autocompletion=complete_forms,
        ),
    ] = "",
    json: Json = False,
    library: LibraryFolder = None,
) -> None:
    """Pick records in the terminal; their citation keys are printed, one a line.

    Type words or any query: what it finds is shown with each letter. Arrows move, Tab marks several
    records, Enter picks the marked ones or the one that is pointed at, Esc leaves with exit code
    130 and prints nothing. The list is drawn on the terminal itself, so that an editor or a script
    can take standard output. QUERY is what stands in the line at first.
    """
    from archcite.app import picking, searching

    if form:
        picking.check_form(form)
    config = read_config(library)
    config.library()
    from archcite.app.cli import _picker

    text = " ".join(query or [])
    with (
        _picker.terminal() as (keys, screen),
        _print.counting("reading records") as passed,
        searching.index_of(config, passed) as index,
    ):
        rows = _picker.picked(picking.Picking(index, text), text, keys, screen)
    if not rows:
        raise typer.Exit(130)
    if json:
        from archcite.app.cli import _tables

        _print.result(_print.json_text([_tables.data(row) for row in rows]))
        return
    for line in picking.worded([row.key for row in rows], form):
        _print.result(line)
