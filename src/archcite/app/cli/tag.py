"""archcite tag: subjects of records, put on and taken off."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from archcite.app import items, tagging
from archcite.app.cli import _changes, _print
from archcite.app.cli._options import (
    Commit,
    DryRun,
    Json,
    KeysOrQuery,
    LibraryFolder,
    complete_tags,
)
from archcite.app.config import read_config
from archcite.app.searching import keys_of
from archcite.errors import Problem, UsageFault

EXAMPLES = (
    "archcite tag",
    "archcite tag brezhnev-1966-05-27 --add plenum --add 'chapter 3'",
    "archcite tag archive:rgani date:1966 --remove draft",
)


def run(
    keys: KeysOrQuery = None,
    add: Annotated[
        list[str] | None,
        typer.Option(
            "--add",
            "-a",
            metavar="TAG",
            help="Put this tag on; may be repeated.",
            autocompletion=complete_tags,
        ),
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option(
            "--remove",
            "-r",
            metavar="TAG",
            help="Take this tag off; may be repeated.",
            autocompletion=complete_tags,
        ),
    ] = None,
    dry_run: DryRun = False,
    commit: Commit = None,
    json: Json = False,
    library: LibraryFolder = None,
) -> None:
    """Put tags on records, take them off, or list them with the number of their records.

    Tags are the subjects of a record without a scheme; headings of a scheme (LCSH) stay.
    """
    if both := sorted({*(add or [])} & {*(remove or [])}):
        raise UsageFault(
            Problem("contradiction", "", f"the tag {both[0][:60]!r} is to be put on and taken off",
                    "leave out one")
        )  # fmt: skip
    config = read_config(library)
    place = config.library()
    wanted = items.resolved(place, keys_of(config, keys or []))
    if not add and not remove:
        counts = tagging.counts(place, wanted if keys else place.keys())
        if json:
            _print.result(_print.json_text(counts))
        for term, count in counts.items() if not json else ():
            _print.result(_print.visible(f"{term}\t{count}"))
        return
    plan = partial(tagging.tagged, place, wanted, add or [], remove or [])
    _changes.make(config, plan, commit, dry_run=dry_run)
