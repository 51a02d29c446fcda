"""archcite redo: an undone change made again."""

from __future__ import annotations

from functools import partial

from archcite.app import changing
from archcite.app.cli import _changes
from archcite.app.cli._options import Commit, DryRun, LibraryFolder
from archcite.app.config import read_config

EXAMPLES = ("archcite redo",)


def run(dry_run: DryRun = False, commit: Commit = None, library: LibraryFolder = None) -> None:
    """Make the change again that was undone last; until something else has been changed."""
    config = read_config(library)
    _changes.make(config, partial(changing.redoing, config.library()), commit, dry_run=dry_run)
