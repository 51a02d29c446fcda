"""archcite attach: scans and files beside a record."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from archcite.app import attaching
from archcite.app.cli import _changes, _print
from archcite.app.cli._options import Commit, Json, Key, LibraryFolder, at_least
from archcite.app.config import read_config
from archcite.app.items import real_key

EXAMPLES = (
    "archcite attach brezhnev-1966-05-27 scan.pdf",
    "archcite attach brezhnev-1966-05-27",
    "archcite attach brezhnev-1966-05-27 --open 1",
)


def run(
    key: Key,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Scans or other files.")
    ] = None,
    title: Annotated[
        str,
        typer.Option(
            "--title", metavar="TEXT", help="What it is called, instead of the file's name."
        ),
    ] = "",
    open_: Annotated[
        int | None,
        typer.Option(
            "--open",
            metavar="N",
            help="Open the attachment of that number.",
            callback=at_least(1),
        ),
    ] = None,
    remove: Annotated[
        int | None,
        typer.Option(
            "--remove",
            metavar="N",
            help="Take the attachment of that number off the record.",
            callback=at_least(1),
        ),
    ] = None,
    commit: Commit = None,
    json: Json = False,
    library: LibraryFolder = None,
) -> None:
    """Copy files into the library and name them in a record; or list, open and remove them.

    A file is kept in files/, named by the hash of what it holds, so that the same scan is there
    once. Without FILE the record's attachments are listed.
    """
    config = read_config(library)
    place = config.library()
    key = real_key(place, key)
    if open_:
        attaching.show(attaching.chosen(place, key, open_))
        return
    if remove:
        planned = attaching.detaching(place, key, remove)  # the number is one of the list as it is
        _changes.make(config, lambda: planned, commit)
        return
    if files:
        copies = attaching.copied(place, [file.expanduser() for file in files])
        plan = partial(attaching.attaching, place, key, copies, title)
        _changes.make(config, plan, commit, unchanged="nothing was changed; it is attached already")
        return
    found = attaching.attached(place, key)
    if json:
        _print.result(
            _print.json_text(
                [
                    {"number": each.number, "title": each.title, "path": each.told,
                     "there": each.there}
                    for each in found
                ]
            )
        )  # fmt: skip
        return
    for each in found:
        mark = "" if each.there else "  (not in the library)"
        _print.result(_print.visible(f"{each.number}  {each.title}  {each.told}{mark}"))
