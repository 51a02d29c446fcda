"""The one way to write a file: whole or not at all.

A new text is written beside the old one, forced to the disk and put in its place in one step, so
that a full disk, a power cut or a refusal leaves what was there. A fault is one clear sentence.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from archcite.errors import CannotWrite, Problem

REASONS = {
    errno.ENOSPC: "no space is left on the disk",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission is denied",
    errno.EPERM: "permission is denied",
    errno.ENAMETOOLONG: "the file name is too long",
    errno.ENOENT: "its folder does not exist",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.EISDIR: "it is a folder",
    errno.EEXIST: "it exists already",
}


def reason(fault: OSError) -> str:
    """The fault of the operating system as half a sentence."""
    known = REASONS.get(fault.errno or 0)
    return known or (fault.strerror or str(fault)).lower()


def refused(shown: str, fault: OSError) -> CannotWrite:
    """The error for a file that could not be written; shown: its name for people."""
    return CannotWrite(
        Problem("cannot-write", shown, f"cannot write: {reason(fault)}; nothing was changed")
    )


def write_file(path: Path, data: bytes, shown: str = "", *, overwrite: bool = True) -> None:
    """Put data in the place of path, or raise CannotWrite and leave everything as it was.

    A link is followed; a device or pipe is written to, never replaced. With overwrite=False an
    existing file is a refusal, even one that another program makes at the same moment.
    """
    shown = shown or str(path)
    try:
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            _write_into(target, data)
        else:
            _replace(target, data, mode, overwrite)
    except OSError as fault:
        raise refused(shown, fault) from fault


@contextlib.contextmanager
def replacing(path: Path, shown: str = "", *, overwrite: bool = True) -> Iterator[BinaryIO]:
    """A stream whose bytes are put in the place of path when the block ends without a fault.

    What write_file says of links, devices and overwriting holds here too.
    """
    shown = shown or str(path)
    try:
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            with open(target, "wb") as stream:
                yield stream
            return
        with _beside(target, mode, overwrite) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as fault:
        raise refused(shown, fault) from fault


def _mode(path: Path) -> int | None:
    """The mode bits of what stands at path; None where nothing does."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _write_into(target: Path, data: bytes) -> None:
    """Write to a device, a pipe or a terminal."""
    with open(target, "wb") as stream:
        stream.write(data)


def _replace(target: Path, data: bytes, mode: int | None, overwrite: bool) -> None:
    """Write a neighbour of target and rename it to target."""
    with _beside(target, mode, overwrite) as stream:
        stream.write(data)


@contextlib.contextmanager
def _beside(target: Path, mode: int | None, overwrite: bool) -> Iterator[BinaryIO]:
    """A neighbour of target to write to, which is renamed to target at the end."""
    check_replaceable(target, mode, overwrite)
    neighbour = beside(target)
    descriptor = os.open(neighbour, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
    try:
        with open(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            os.chmod(neighbour, stat.S_IMODE(mode))
        if overwrite:
            os.replace(neighbour, target)
        else:
            link(neighbour, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(neighbour)
        raise
    settle(target.parent)


def beside(target: Path) -> Path:
    """Where the new text of target is written first."""
    return target.parent / f".{target.name[:100]}.{os.getpid()}.tmp"


def check_replaceable(target: Path, mode: int | None, overwrite: bool) -> None:
    """OSError where target must not be replaced. mode: its bits, None where nothing is there."""
    if mode is not None and not overwrite:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    if mode is not None and not os.access(target, os.W_OK):
        # Renaming over it would get round a file that its owner has made read-only.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def link(neighbour: Path, target: Path) -> None:
    """Rename neighbour to target unless target has come into being meanwhile."""
    try:
        os.link(neighbour, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        os.replace(neighbour, target)
    else:
        os.unlink(neighbour)


def settle(folder: Path) -> None:
    """Force the folder's new entry to the disk, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
