"""archcite edit: change a record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from archcite.app import changing, editing
from archcite.app.cli import _changes, _print
from archcite.app.cli._options import (
    Commit,
    DryRun,
    Key,
    LibraryFolder,
    complete_assignments,
    complete_fields,
)
from archcite.app.config import editor, read_config
from archcite.app.items import real_key
from archcite.errors import ArchciteError, Problem, ProblemsFound, UnreadableInput, UsageFault

if TYPE_CHECKING:
    from archcite.library.files import Library

EXAMPLES = (
    "archcite edit brezhnev-1966-05-27",
    "archcite edit brezhnev-1966-05-27 --set document.short_title='On Kim'",
    "archcite edit brezhnev-1966-05-27 --unset document.short_title --dry-run",
)


def run(
    key: Key,
    assignments: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="Set a field, such as document.short_title=… or people[0].family=…; may be "
            "repeated. Several values of a list are separated by semicolons.",
            autocompletion=complete_assignments,
        ),
    ] = None,
    removals: Annotated[
        list[str] | None,
        typer.Option(
            "--unset",
            metavar="FIELD",
            help="Remove a field; may be repeated.",
            autocompletion=complete_fields,
        ),
    ] = None,
    dry_run: DryRun = False,
    commit: Commit = None,
    library: LibraryFolder = None,
) -> None:
    """Change fields of a record, or open it in $EDITOR.

    Comments, order and layout of the file stay. Nothing is saved that has a fault; what was written
    in the editor is then kept in a file of its own.
    """
    config = read_config(library)
    place = config.library()
    key = real_key(place, key)
    if assignments or removals:
        plan = partial(editing.changed_fields, place, key, assignments or [], removals or [])
        if dry_run:
            _changes.show(plan())
            return
        with _changes.committing(config, commit):
            planned = changing.make(place, plan)
        _tell(place, key, bool(planned.changes))
        return
    if dry_run:
        raise UsageFault(
            Problem("contradiction", "", "--dry-run shows what --set and --unset would change",
                    "leave it out, or say what is to be set")
        )  # fmt: skip
    program = editor()
    if not program:
        raise UsageFault(
            Problem("no-editor", "", "no editor is set", "set EDITOR, or use --set and --unset")
        )
    with _changes.committing(config, commit):
        _in_editor(place, key, program)


def _in_editor(library: Library, key: str, program: str) -> None:
    before = text = library.text(key)
    while True:
        copy, text = editing.edit_copy(text, key, program)
        if text == before:
            editing.discard(copy)
            _tell(library, key, False)
            return
        try:
            editing.save_edited(library, key, before, text)
        except ArchciteError as error:
            faults = isinstance(error, (ProblemsFound, UnreadableInput))
            if not faults or not _again(error.problems):
                _print.remark(f"the record is unchanged; your text is in {copy}")
                raise
            editing.discard(copy)
            continue
        editing.discard(copy)
        _tell(library, key, True)
        return


def _again(problems: tuple[Problem, ...]) -> bool:
    """Whether the user wants to mend the faults at once."""
    import sys

    if not sys.stdin.isatty():
        return False
    _print.problems(problems)
    return typer.confirm("Open the editor again?", default=True)


def _tell(library: Library, key: str, changed: bool) -> None:
    done = "changed" if changed else "is as it was; nothing was changed"
    _print.result(_print.visible(f"{library.where(key)} {done}"))
