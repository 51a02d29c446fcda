"""archcite rename: another key for a record, in documents too."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from archcite.app import changing
from archcite.app.cli import _changes, _print
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
    one. --in changes the key in documents; of each the old text is kept in FILE.bak, since archcite
    undo gives back records alone.
    """
    from archcite.library.atomic import write_file

    config = read_config(library)
    place = config.library()
    old = real_key(place, old)
    planned = changing.renaming(place, old, new, alias=alias)
    texts = _documents(documents or [], old, new)
    if dry_run:
        _changes.show(planned)
    else:
        # The documents first: one that cannot be written leaves the record as it is.
        for path, (before, after, _) in texts.items():
            write_file(path.with_name(f"{path.name}.bak"), before)
            write_file(path, after)
        _changes.make(config, planned, commit)
    for path, (_, _, count) in texts.items():
        done = "would be changed" if dry_run else f"changed; the old text is in {path.name}.bak"
        _print.result(_print.visible(f"{path}: {count} {done}"))


def _documents(named: list[str], old: str, new: str) -> dict[Path, tuple[bytes, bytes, int]]:
    """Each document that has the key: its bytes, the new ones, and how often it stands there."""
    from archcite.app.reading import read_bytes

    found: dict[Path, tuple[bytes, bytes, int]] = {}
    for each in named:
        before = read_bytes(each)
        text = before.decode("utf-8", "surrogateescape")
        after, count = changing.renamed_in(text, old, new)
        if count:
            found[Path(each).expanduser()] = (
                before, after.encode("utf-8", "surrogateescape"), count,
            )  # fmt: skip
        else:
            _print.remark(f"{each}: the key {old} is not in it")
    return found
