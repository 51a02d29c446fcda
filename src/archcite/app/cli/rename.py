"""archcite rename: another key for a record, in documents too."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from archcite.app import changing
from archcite.app.cli import _changes
from archcite.app.cli._options import Commit, DryRun, Key, LibraryFolder
from archcite.app.config import read_config
from archcite.app.items import real_key

EXAMPLES = (
    "archcite rename smith-1961 smith-1961-05-04",
    "archcite rename smith-1961 smith-1961-05-04 --in thesis.md --in notes.tex",
)


def run(
    old: Key,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new key.")],
    documents: Annotated[
        list[str] | None,
        typer.Option(
            "--in",
            metavar="FILE",
            help="A document in which the key is changed too; may be repeated.",
        ),
    ] = None,
    alias: Annotated[
        bool, typer.Option("--alias/--no-alias", help="Keep the record known by its old key too.")
    ] = True,
    dry_run: DryRun = False,
    commit: Commit = None,
    library: LibraryFolder = None,
) -> None:
    """Give a record another citation key.

    Documents that cite it by the old key still find it, since the record keeps that beside the new
    one. --in changes the key in documents too: all is changed, or nothing. archcite undo gives back
    documents that lie in the library's folder; of others the old text is kept in FILE.bak.
    """
    config = read_config(library)
    place = config.library()
    old = real_key(place, old)
    plan = partial(changing.renaming, place, old, new, alias=alias, documents=documents or [])
    _changes.make(config, plan, commit, dry_run=dry_run)
