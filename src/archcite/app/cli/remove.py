"""archcite remove: records out of the library."""

from __future__ import annotations

from archcite.app import changing, items
from archcite.app.cli import _changes, _print
from archcite.app.cli._options import Commit, DryRun, KeysOrQuery, LibraryFolder, Yes
from archcite.app.config import read_config
from archcite.app.searching import keys_of
from archcite.errors import Problem, UsageFault
from archcite.text.numbers import counted

EXAMPLES = ("archcite remove smith-1961", "archcite remove tag:draft --dry-run")
_SHOWN = 10


def run(
    keys: KeysOrQuery = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    commit: Commit = None,
    library: LibraryFolder = None,
) -> None:
    """Take records out of the library. Asks first; archcite undo brings them back."""
    config = read_config(library)
    place = config.library()
    if not keys:
        raise UsageFault(Problem("nothing-named", "", "no record is named", "name keys or a query"))
    wanted = items.resolved(place, keys_of(config, keys))
    planned = changing.removal(place, wanted)
    for key in wanted[:_SHOWN]:
        _print.remark(f"  {key}")
    if len(wanted) > _SHOWN:
        _print.remark(f"  and {len(wanted) - _SHOWN} more")
    records = counted(len(wanted), "record")
    if dry_run:
        _print.result(f"{records} would be removed")
    elif _changes.confirm(f"Remove {records}?", yes=yes):
        _changes.make(config, lambda: planned, commit)
