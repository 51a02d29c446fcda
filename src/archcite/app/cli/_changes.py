"""What the commands that change a library share: showing, asking, doing, committing."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

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


def make(
    config: Config,
    plan: Callable[[], changing.Planned],
    commit: bool | None,
    *,
    dry_run: bool = False,
    unchanged: str = "nothing was changed",
) -> changing.Planned:
    """Plan the change, make it and say so; or show it.

    unchanged: what is said where there is nothing to change.
    """
    if dry_run:
        planned = plan()
        show(planned)
    else:
        with committing(config, commit):
            planned = changing.make(config.library(), plan)
    for sentence in planned.told:
        _print.remark(_print.visible(sentence))
    if not planned.changes:
        _print.remark(unchanged)
    elif not dry_run:
        _done(planned)
    return planned


def _done(planned: changing.Planned) -> None:
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
