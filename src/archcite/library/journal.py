"""What a change of several files is about to do, on the disk before it is done.

A change lives in one folder: its new texts, a second name of what they replace, and the plan, whose
name says how far it has come. Whoever finds the folder of a dead process completes the change, or
takes it back; it is never half done. Holds no lock: its callers do.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from archcite.library.atomic import beside, settle
from archcite.library.history import is_entry

FOLDER = "change"
_LARGEST = 2**28  # bytes of a plan


class Stage(StrEnum):
    """The name of the plan's file. Without any, nothing has been touched yet."""

    FORWARD = "plan"
    BACK = "back"
    DONE = "done"


class Step(NamedTuple):
    """One file. path: as Journal.name has it. was, new: SHA-256 of its bytes, "" for no file."""

    path: str
    was: str
    new: str


class Journal(NamedTuple):
    """One change. folder: where it is written down. root: the library's folder."""

    folder: Path
    root: Path

    def new(self, number: int) -> Path:
        """Where the text is that a step is to put in place."""
        return self.folder / "new" / str(number)

    def old(self, number: int) -> Path:
        """Where a step's old text has its second name."""
        return self.folder / "old" / str(number)

    def name(self, path: Path) -> str:
        """How a step calls a file: from the library's folder, or in full where it is no part of it.

        What is hidden there is no part of it either.
        """
        with contextlib.suppress(ValueError):
            inner = path.relative_to(self.root)
            if not any(part.startswith(".") for part in inner.parts):
                return inner.as_posix()
        return Path(os.path.abspath(path)).as_posix()

    def begin(self) -> None:
        """Make the folder, empty."""
        self.forget()
        for each in (self.folder, self.folder / "new", self.folder / "old"):
            os.mkdir(each)

    def promise(self, what: str, steps: Iterable[Step]) -> None:
        """Write the plan down; from here on the change will be completed, or taken back."""
        plan = {"what": what, "folder": os.stat(self.folder).st_ino, "steps": list(steps)}
        unfinished = self.folder / "writing"
        with open(unfinished, "wb") as stream:
            stream.write(json.dumps(plan, ensure_ascii=True).encode("ascii"))
            stream.flush()
            os.fsync(stream.fileno())
        for each in (self.folder / "new", self.folder / "old"):
            settle(each)
        os.replace(unfinished, self.folder / Stage.FORWARD)
        settle(self.folder)
        settle(self.folder.parent)

    def stage(self) -> Stage | None:
        """How far the change has come; None where nothing has been touched."""
        return next((each for each in Stage if (self.folder / each).is_file()), None)

    def turn(self, stage: Stage) -> None:
        """Say that the change goes back from here, or is done."""
        now = self.stage()
        if now and now is not stage:
            os.replace(self.folder / now, self.folder / stage)
            settle(self.folder)

    def forget(self) -> None:
        """Remove the folder in one step: it is renamed first, and what is left of that goes too."""
        rest = self.folder.with_name(f"{self.folder.name}.done")
        for each in (rest, self.folder):
            if os.path.islink(each):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        shutil.rmtree(rest, ignore_errors=True)
        with contextlib.suppress(FileNotFoundError):
            os.replace(self.folder, rest)
            shutil.rmtree(rest, ignore_errors=True)

    def plan(self) -> tuple[str, list[Step], bool] | None:
        """What the change is called, its steps, and whether it was begun here; None: no plan.

        A plan that came with the folder from elsewhere is no order to write outside it.
        """
        stage = self.stage()
        if stage is None:
            return None
        try:
            with open(self.folder / stage, "rb") as stream:
                plain = json.loads(stream.read(_LARGEST))
            steps = [Step(*map(str, each)) for each in plain["steps"]]
            own = plain["folder"] == os.stat(self.folder).st_ino
            return str(plain["what"]), steps, own
        except (ValueError, KeyError, TypeError, RecursionError):
            return None

    def target(self, step: Step, own: bool) -> Path | None:
        """The file that a step is about, links followed; None where it may not touch it."""
        if own and os.path.isabs(step.path):
            return Path(os.path.realpath(step.path))
        path = PurePosixPath(step.path)
        plain = not path.is_absolute() and path.parts and not set("\\\0") & set(step.path)
        hidden = any(part.startswith(".") or ":" in part for part in path.parts)
        if not plain or (hidden and not is_entry(step.path)):
            return None
        target = os.path.realpath(self.root / path)
        inside = os.path.realpath(self.root)
        return Path(target) if own or os.path.commonpath([target, inside]) == inside else None

    def forward(self, number: int, step: Step, target: Path) -> bool:
        """Do one step unless it is done; False where somebody has changed the file since."""
        now = fingerprint(target)
        if now == step.new:
            return True
        if now != step.was:
            return False
        if not step.new:
            os.unlink(target)
        elif fingerprint(self.new(number)) == step.new:
            put(self.new(number), target)
        else:
            return False
        return True

    def backward(self, number: int, step: Step, target: Path) -> bool:
        """Take one step back unless it was never done; False as above."""
        now = fingerprint(target)
        if now == step.was:
            return True
        if now != step.new:
            return False
        if not step.was:
            os.unlink(target)
        elif fingerprint(self.old(number)) == step.was:
            put(self.old(number), target)
        else:
            return False
        return True

    def walked(
        self, steps: list[Step], own: bool, walk: Callable[[int, Step, Path], bool]
    ) -> list[str]:
        """Go all the steps, force them to the disk; the files that were left alone."""
        left: list[str] = []
        folders: set[Path] = set()
        for number, step in enumerate(steps):
            target = self.target(step, own)
            if target is None or not walk(number, step, target):
                left.append(step.path)
            else:
                folders.add(target.parent)
        for folder in folders:
            settle(folder)
        return left


def digest(data: bytes) -> str:
    """The mark by which a plan knows a text."""
    return hashlib.sha256(data).hexdigest()


def fingerprint(path: Path) -> str:
    """The mark of a file's bytes; "" where there is none, a word of its own for what is no file."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return "no file"
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def put(source: Path, target: Path) -> None:
    """Rename, also where the target's folder is on another disk."""
    try:
        os.replace(source, target)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        neighbour = beside(target)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(neighbour)
        try:
            shutil.copy2(source, neighbour)
            with open(neighbour, "rb+") as stream:
                os.fsync(stream.fileno())
            os.replace(neighbour, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(neighbour)
            raise
