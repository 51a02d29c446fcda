"""archcite init: start a library."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated

import typer

from archcite.app.cli import _print
from archcite.app.config import SETTINGS
from archcite.errors import CannotWrite
from archcite.library.atomic import refused, write_file
from archcite.library.files import FOLDER, MARK, Library, shown

EXAMPLES = ("archcite init", "archcite init ~/archive")

EXAMPLE_KEY = "example"
EXAMPLE = """\
#:schema ../schema/record.schema.json
# An example to look at, to copy and to throw away. Its file name is its citation key.
schema = "archcite/1"

[document]
id = "example"
kind = "letter"
title = "Letter from the Author to the Recipient"
title_kind = "generic"
date = "1966-05-27" # EDTF: also 1966-05, 1966~ (about), 1966? (perhaps), 196X, 1966/1968
language = "en"

[[people]]
role = "author"
as_given = "Ann Author"
family = "Author"
given = "Ann"

[[people]]
role = "recipient"
as_given = "Robert Recipient"
family = "Recipient"
given = "Robert"

[source]
collection = "Papers of the Author"

[source.archive]
name = "Name of the Archive"
place = "Town"

[[source.levels]]
kind = "box"
value = "12"

[[source.levels]]
kind = "folder"
value = "3"
"""


def run(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="[DIR]", help="Where; by default the working folder.", show_default=False
        ),
    ] = ".",
) -> None:
    """Start a library in a folder: archcite.toml, records/ with an example, and the JSON Schema.

    What is there already is left as it is.
    """
    from archcite.record.schema import schema_text

    root = Path(folder).expanduser()
    library = Library(root)
    _make(root)
    fresh = not (root / MARK).exists()
    wanted = {
        root / MARK: settings_text(),
        root / "schema" / "record.schema.json": schema_text(),
    }
    if fresh and not library.keys():
        wanted[library.path(EXAMPLE_KEY)] = EXAMPLE
    else:
        _make(root / FOLDER)
    made: list[Path] = []
    try:
        for path, text in wanted.items():
            if _write_new(path, text):
                made.append(path)
    except CannotWrite:
        for path in made:  # all or nothing: a library without its schema is none
            path.unlink(missing_ok=True)
        for empty in (root / "schema", root / FOLDER):
            with contextlib.suppress(OSError):
                empty.rmdir()
        raise
    for path in made:
        _print.result(_print.visible(f"made {shown(path.absolute())}"))
    if not made:
        _print.result(_print.visible(f"{root / MARK} is there already; nothing was changed"))


def settings_text() -> str:
    """An archcite.toml with every setting explained and none set."""
    lines = ["# This file marks the folder as an archcite library."]
    for name, setting in SETTINGS.items():
        lines += ["", f"# {setting.sentence}", f"# {name} = {setting.example}"]
    return "\n".join(lines) + "\n"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise refused(str(folder), fault) from fault


def _write_new(path: Path, text: str) -> bool:
    """Write the file unless it is there; whether it was written."""
    if path.exists():
        return False
    _make(path.parent)
    try:
        write_file(path, text.encode("utf-8"), shown(path.absolute()), overwrite=False)
    except CannotWrite:
        if path.exists():
            return False
        raise
    return True
