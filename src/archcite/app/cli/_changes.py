"""What the commands that change a library share: showing, asking, doing, committing."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

import typer

from archcite.app import changing, versions
from archcite.app.cli import _print
from archcite.app.config import Config
from archcite.errors import Problem, UsageFault

_COLOURS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}


def show(planned: changing.Planned) -> None:
    """The change as a diff, on standard output."""
    coloured = _print.to_terminal()
    for line in planned.diff():
        colour = _COLOURS.get(line[:1], "") if coloured else ""
        _print.result(f"{colour}{_print.visible(line)}\x1b[0m" if colour else _print.visible(line))


def confirm(question: str, *, yes: bool) -> bool:
    """Whether the user wants it. Without a terminal only --yes says so."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageFault(
            Problem("not-confirmed", "", "nobody is there to be asked; nothing was changed",
                    "say --yes, or --dry-run to see it")
        )  # fmt: skip
    return typer.confirm(question, default=False)


def make(config: Config, planned: changing.Planned, commit: bool | None) -> None:
    """Make the change and say so."""
    with committing(config, commit):
        changing.make(config.library(), planned)
    back = (
        "archcite redo makes it again" if planned.what == "undo" else "archcite undo takes it back"
    )
    _print.result(_print.visible(f"{planned.said}: done; {back}"))


@contextlib.contextmanager
def committing(config: Config, commit: bool | None) -> Iterator[None]:
    """Commit to git what is changed in the block, where the command or the settings ask for it."""
    wanted = config.commit if commit is None else commit
    if not wanted or config.root is None:
        yield
        return
    last = versions.last_change(config.root)
    yield
    problem = versions.commit_since(config.root, last)
    if problem:
        _print.problems([problem])
