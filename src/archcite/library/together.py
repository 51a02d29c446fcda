"""Many files written as one: all of them, or none.

Every new text is first written beside its place and forced to the disk; only then are they renamed,
one after another. If that fails half-way, what was renamed is taken back.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from archcite.errors import CannotWrite, Problem
from archcite.library.atomic import beside, check_replaceable, reason, settle

_EACH = 40  # up to so many files are forced to the disk one by one, more by one call for all


class New(NamedTuple):
    """One file to be written. shown: its name for people. replaces: whether it may be there."""

    path: Path
    data: bytes
    shown: str
    replaces: bool = False


class _Step(NamedTuple):
    """One file on its way. backup: a second name of what is replaced, None for a new file."""

    new: New
    neighbour: Path
    backup: Path | None


def write_together(files: Iterable[New], count: int, passed: Callable[[int], None]) -> None:
    """Write all, or raise CannotWrite and leave everything as it was.

    count: how many there are. passed: told of each.
    """
    steps: list[_Step] = []
    done: list[_Step] = []
    shown = ""
    many = count > _EACH and hasattr(os, "sync")
    try:
        for new in files:
            shown = new.shown
            steps.append(_prepared(new, steps, sync=not many))
            passed(1)
        if many:
            os.sync()
        for step in steps:
            shown = step.new.shown
            _rename(step)
            done.append(step)
        for folder in {step.new.path.parent for step in steps}:
            settle(folder)
    except BaseException as fault:
        kept = _taken_back(done)
        _forget(steps)
        if not isinstance(fault, OSError):
            raise
        raise CannotWrite(Problem("cannot-write", shown, _sentence(fault, kept))) from fault
    _forget(steps)


def _prepared(new: New, steps: list[_Step], *, sync: bool) -> _Step:
    """The file beside its place, and a second name for what it will replace."""
    mode = None
    with contextlib.suppress(FileNotFoundError):
        mode = os.stat(new.path).st_mode
    check_replaceable(new.path, mode, new.replaces)
    target = Path(os.path.realpath(new.path))
    neighbour = beside(target)
    descriptor = os.open(neighbour, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
    step = _Step(new._replace(path=target), neighbour, None)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(new.data)
            if sync:
                stream.flush()
                os.fsync(stream.fileno())
        if mode is not None:
            os.chmod(neighbour, stat.S_IMODE(mode))
            backup = neighbour.with_suffix(".old")
            _second_name(target, backup)
            step = step._replace(backup=backup)
    except BaseException:
        _forget([step])
        raise
    return step


def _second_name(target: Path, backup: Path) -> None:
    """Keep what stands at target under another name too."""
    try:
        os.link(target, backup)
    except OSError:  # a file system without hard links
        import shutil

        shutil.copy2(target, backup)


def _rename(step: _Step) -> None:
    if not step.new.replaces and step.new.path.exists():
        check_replaceable(step.new.path, step.new.path.stat().st_mode, False)
    os.replace(step.neighbour, step.new.path)


def _taken_back(done: list[_Step]) -> list[str]:
    """Undo what was renamed; the names of files for which even that failed."""
    kept = []
    for step in reversed(done):
        try:
            if step.backup is None:
                os.unlink(step.new.path)
            else:
                os.replace(step.backup, step.new.path)
        except OSError:
            kept.append(step.new.shown)
    return kept


def _forget(steps: Iterable[_Step]) -> None:
    """Remove what only served the writing."""
    for step in steps:
        for path in (step.neighbour, step.backup):
            if path is not None:
                with contextlib.suppress(OSError):
                    os.unlink(path)


def _sentence(fault: OSError, kept: list[str]) -> str:
    left = f"{', '.join(kept)} could not be put back" if kept else "nothing was changed"
    return f"cannot write: {reason(fault)}; {left}"
