"""archcite undo: a change taken back."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from archcite.app import changing
from archcite.app.cli import _changes
from archcite.app.cli._options import Commit, DryRun, LibraryFolder, at_least
from archcite.app.config import read_config

EXAMPLES = ("archcite undo", "archcite undo 12 --dry-run")


def run(
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="[NUMBER]",
            help="A change of archcite log; by default the last.",
            callback=at_least(1),
        ),
    ] = None,
    dry_run: DryRun = False,
    commit: Commit = None,
    library: LibraryFolder = None,
) -> None:
    """Take the last change back, or another one; whatever command made it, and however long ago.

    Refuses where a file was changed since by hand or by a later command, be it a record or a
    document in which archcite rename has changed a key. archcite redo makes the change again.
    """
    config = read_config(library)
    plan = partial(changing.undoing, config.library(), number or 0)
    _changes.make(config, plan, commit, dry_run=dry_run)
