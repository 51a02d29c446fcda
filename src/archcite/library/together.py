"""Many files changed as one: all of them, or none, whenever the process or the power ends.

Everything new is first written into the journal and forced to the disk; only then are files put in
their places. If that fails half-way, what was done is taken back; if nobody is left to do so, the
next command that opens the library completes it (`recovered`).
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from archcite.errors import CannotWrite, Problem
from archcite.library import history
from archcite.library.atomic import check_replaceable, reason, settle
from archcite.library.journal import FOLDER, Journal, Stage, Step, digest, fingerprint, put
from archcite.library.lock import STATE, LibraryBusy, locked

_EACH = 40  # up to so many files are forced to the disk one by one, more by one call for all
_FIRST = 3  # of more files that were left alone only so many are named


class Change(NamedTuple):
    """One file. path: its place. data: its new bytes, None to remove it.

    shown: its name for people. before: what it had when it was looked at, None for no file; where
    it has something else by now, nothing is changed. remembered: whether the history has it, which
    only a file within the library may be.
    """

    path: Path
    data: bytes | None
    shown: str
    before: bytes | None = None
    remembered: bool = True


class _ChangedMeanwhile(OSError):
    """A file is not what the change was made for."""


class _Step(NamedTuple):
    """A change on its way: the file that it is about, links followed, and its place in the plan."""

    change: Change
    target: Path
    planned: Step


def change_together(
    root: Path,
    changes: Iterable[Change],
    what: str,
    count: int,
    passed: Callable[[int], None] = lambda count: None,
    said: str = "",
    ties: tuple[int, int] = (0, 0),
    *,
    held: bool = False,
) -> None:
    """Do all, or raise CannotWrite and leave everything as it was.

    root: the library's folder. what: the command, for the message of a recovery. count: how many
    there are. passed: told of each. said: a sentence on the change, for the history. ties: the
    numbers of the changes that this one undoes and redoes, 0 for none. held: whether the caller has
    the lock, because the change was planned under it: then no other one has come between.
    """
    shown_root = str(root)
    with contextlib.nullcontext() if held else locked(root, shown_root):
        journal = Journal(root / STATE / FOLDER, root)
        if journal.stage() in (Stage.FORWARD, Stage.BACK):
            raise LibraryBusy(
                Problem("library-busy", shown_root,
                        "another archcite was broken off meanwhile; nothing was changed",
                        "try again")
            )  # fmt: skip
        told = history.next_change(root, what, said or what, count, ties)
        _changed(journal, changes, told, passed)
        history.prune(root)


def _changed(
    journal: Journal, changes: Iterable[Change], told: history.Past, passed: Callable[[int], None]
) -> None:
    steps: list[_Step] = []
    shown = ""
    many = told.size > _EACH and hasattr(os, "sync")
    try:
        journal.begin()
        draft = history.Draft(journal.root, journal.new(-1), told)
        with contextlib.closing(draft):
            for change in changes:
                shown = change.shown
                steps.append(_prepared(journal, len(steps), change, sync=not many))
                if change.remembered:
                    draft.add(history.File(steps[-1].planned.path, change.before, change.data))
                passed(1)
        steps.append(_noted(journal, len(steps), draft))
        if many:
            os.sync()
        journal.promise(told.what, [step.planned for step in steps])
        for number, step in enumerate(steps):
            shown = step.change.shown
            _put(journal, number, step)
        _settled(steps)
    except BaseException as fault:
        kept = _taken_back(journal, steps)
        if not isinstance(fault, OSError):
            raise
        raise CannotWrite(_problem(fault, shown, kept, told)) from fault
    _forgotten(journal)


def _prepared(journal: Journal, number: int, change: Change, *, sync: bool) -> _Step:
    """The new text, and a second name for what it will replace, in the journal."""
    target = Path(os.path.realpath(change.path))
    mode = _checked(target, change)
    new = ""
    if change.data is not None:
        new = digest(change.data)
        place = journal.new(number)
        descriptor = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
        with open(descriptor, "wb") as stream:
            stream.write(change.data)
            if mode is not None:
                os.chmod(place, stat.S_IMODE(mode))
            if sync:
                stream.flush()
                os.fsync(stream.fileno())
    if change.before is not None:
        _second_name(target, journal.old(number), sync)
    path = journal.name(change.path)
    was = "" if change.before is None else digest(change.before)
    return _Step(change, target, Step(path, was, new))


def _noted(journal: Journal, number: int, draft: history.Draft) -> _Step:
    """The step that puts what the history keeps of the change in its place."""
    place = journal.new(number)
    os.replace(journal.new(-1), place)
    path = draft.path.relative_to(journal.root).as_posix()
    return _Step(Change(draft.path, b"", path), draft.path, Step(path, "", fingerprint(place)))


def _checked(target: Path, change: Change) -> int | None:
    """The mode of what stands there; OSError where it is not what the change was made for."""
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        if change.before is None:
            return None
        raise
    check_replaceable(target, mode, change.before is not None)
    with open(target, "rb") as stream:
        now = stream.read(len(change.before or b"") + 1)
    if now != change.before:
        raise _ChangedMeanwhile(errno.EBUSY, "the file was changed by another program or command")
    return mode


def _second_name(target: Path, backup: Path, sync: bool) -> None:
    """Keep what stands at target under another name too."""
    try:
        os.link(target, backup)
    except OSError:  # a file system without hard links, or another one
        import shutil

        shutil.copy2(target, backup)
        if sync:
            with open(backup, "rb+") as stream:
                os.fsync(stream.fileno())


def _put(journal: Journal, number: int, step: _Step) -> None:
    if step.change.data is None:
        os.unlink(step.target)
        return
    if step.change.before is None and os.path.lexists(step.target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    put(journal.new(number), step.target)


def _settled(steps: Iterable[_Step]) -> None:
    for folder in {step.target.parent for step in steps}:
        settle(folder)


def _taken_back(journal: Journal, steps: list[_Step]) -> list[str]:
    """Undo what was done; the names of files for which even that failed."""
    kept: list[str] = []
    if journal.stage():
        with contextlib.suppress(OSError):
            journal.turn(Stage.BACK)
        for number, step in enumerate(steps):
            try:
                journal.backward(number, step.planned, step.target)
            except OSError:
                kept.append(step.change.shown)
    if not kept:
        _forgotten(journal)
    return kept


def _forgotten(journal: Journal) -> None:
    """Remove what only served the change; what resists goes with the next one."""
    with contextlib.suppress(OSError):
        journal.turn(Stage.DONE)
        journal.forget()


def _problem(fault: OSError, shown: str, kept: list[str], told: history.Past) -> Problem:
    code = "edit-conflict" if isinstance(fault, _ChangedMeanwhile) else "cannot-write"
    left = "nothing was changed"
    if kept:
        left = f"{_some(kept)} could not be put back; the next command tries it again"
    hint = ""
    if code == "edit-conflict" and not kept:
        turned = told.undoes or told.redoes  # a file is not as that change left it, nor will it be
        hint = "undo what came later first" if turned else "run the command again"
    return Problem(code, shown, f"cannot write: {reason(fault)}; {left}", hint)


def recovered(root: Path, shown: str) -> Problem | None:
    """Complete or take back what a process that is dead has left, and say so in one sentence.

    shown: the library's name for people. None where there was nothing to do, or where another
    process is still at it and has touched nothing yet.
    """
    journal = Journal(root / STATE / FOLDER, root)
    if not os.path.lexists(journal.folder):
        return None
    touched = journal.stage() in (Stage.FORWARD, Stage.BACK)
    try:
        with locked(root, shown) if touched else locked(root, shown, wait=0):
            return _recovered(journal, shown)
    except LibraryBusy:
        if touched:
            raise
        return None
    except (CannotWrite, OSError) as fault:
        said = reason(fault) if isinstance(fault, OSError) else fault.problems[0].message
        return Problem(
            "change-unfinished", shown, f"a change was broken off and cannot be completed: {said}"
        )


def _recovered(journal: Journal, shown: str) -> Problem | None:
    """The same with the lock."""
    stage, plan = journal.stage(), journal.plan()
    if not os.path.lexists(journal.folder) or stage is Stage.DONE:
        journal.forget()
        return None
    if plan is None and stage:
        aside = journal.folder.with_name(f"{FOLDER}-{os.getpid()}")
        os.replace(journal.folder, aside)
        return Problem(
            "change-unfinished", shown, "a change was broken off and its plan cannot be read; "
            f"what is left of it is in {STATE}/{aside.name}",
        )  # fmt: skip
    if plan is None:
        journal.forget()
        return Problem(
            "change-undone", shown, "a change was broken off before it touched anything; "
            "the records are as they were before it", "repeat it",
        )  # fmt: skip
    what, steps, own = plan
    if stage is Stage.FORWARD:
        try:
            left = journal.walked(steps, own, journal.forward)
        except OSError:
            journal.turn(Stage.BACK)
            stage = Stage.BACK
    if stage is Stage.BACK:
        left = journal.walked(steps, own, journal.backward)
    journal.turn(Stage.DONE)
    journal.forget()
    name = what if what.isascii() and what.isalpha() else "change"
    count = sum(not history.is_entry(step.path) for step in steps)
    said = f"the last {name}, of {count} files, had been broken off"
    if stage is Stage.BACK:
        code, said = "change-undone", f"{said}; it was taken back"
    else:
        code, said = "change-finished", f"{said}; it was completed"
    if left:
        said += f", but without {_some(left)}, changed by somebody since"
    return Problem(code, shown, said)


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _FIRST} more" if len(names) > _FIRST else ""
    return ", ".join(names[:_FIRST]) + more
