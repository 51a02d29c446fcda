"""archcite merge: one record of two."""

from __future__ import annotations

from typing import Annotated

import typer

from archcite.app import changing
from archcite.app.cli import _changes, _print
from archcite.app.cli._options import Commit, DryRun, Key, LibraryFolder, Yes, complete_keys
from archcite.app.config import read_config
from archcite.app.items import real_key

EXAMPLES = ("archcite merge smith-1961 smith-1961-b", "archcite merge smith-1961 smith-1961-b -y")


def run(
    kept: Key,
    gone: Annotated[
        str,
        typer.Argument(
            metavar="OTHER",
            help="The key of the record that goes into the first.",
            autocompletion=complete_keys,
        ),
    ],
    yes: Yes = False,
    dry_run: DryRun = False,
    commit: Commit = None,
    library: LibraryFolder = None,
) -> None:
    """Put a second record of the same document into the first, and take the second out.

    What the first lacks is taken from the second; where they contradict each other the first keeps
    its own, and the fields are named. The record is then known by both keys. Shows the change, and
    asks.
    """
    config = read_config(library)
    place = config.library()
    planned, conflicts = changing.joining(place, real_key(place, kept), real_key(place, gone))
    _changes.show(planned)
    for path in conflicts:
        _print.remark(f"{path}: both say something else; {kept} keeps its own")
    if not dry_run and _changes.confirm(f"Merge {gone} into {kept}?", yes=yes):
        _changes.make(config, lambda: planned, commit)
