"""archcite redo: an undone change made again."""

from __future__ import annotations

from archcite.app import changing
from archcite.app.cli import _changes
from archcite.app.cli._options import Commit, DryRun, LibraryFolder
from archcite.app.config import read_config

EXAMPLES = ("archcite redo",)


def run(dry_run: DryRun = False, commit: Commit = None, library: LibraryFolder = None) -> None:
    """Make the change again that was undone last; until something else has been changed."""
    config = read_config(library)
    planned = changing.redoing(config.library())
    if dry_run:
        _changes.show(planned)
    else:
        _changes.make(config, planned, commit)
