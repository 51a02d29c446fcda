"""The library's own folder beside the records, and its one lock for those who change something.

The operating system lets go of the lock when a process ends, however it ends: none is ever stale.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from archcite.errors import CannotWrite, Problem
from archcite.library.atomic import refused

STATE = ".archcite"
WAIT = 30.0  # seconds that one process waits for another
_PAUSE = 0.05
# A file system that knows no locks: then nobody is kept out, as it was without them.
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)


class LibraryBusy(CannotWrite):
    """Another process has the lock."""


@contextlib.contextmanager
def locked(root: Path, shown: str, wait: float | None = None) -> Iterator[Path]:
    """Be the only process that changes the library; gives its own folder.

    shown: the library's name for people. wait: so many seconds, WAIT by default; then
    LibraryBusy.
    """
    state = root / STATE
    try:
        _make(state)
        descriptor = os.open(state / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as fault:
        raise refused(shown, fault) from fault
    try:
        end = time.monotonic() + (WAIT if wait is None else wait)
        while not _taken(descriptor):
            if time.monotonic() >= end:
                raise LibraryBusy(_busy(descriptor, shown))
            time.sleep(_PAUSE)
        _sign(descriptor)
        yield state
    finally:
        os.close(descriptor)


def _make(state: Path) -> None:
    """The folder, which git is told to leave alone; a link to elsewhere is refused."""
    with contextlib.suppress(FileExistsError):
        os.mkdir(state)
        (state / ".gitignore").write_text("*\n", "utf-8")
    if not stat.S_ISDIR(os.lstat(state).st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))


if sys.platform == "win32":
    import msvcrt

    _PLACE = 2**30  # far behind the process number, which others may read

    def _taken(descriptor: int) -> bool:
        os.lseek(descriptor, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            return fault.errno in _NO_LOCKS
        return True


def _sign(descriptor: int) -> None:
    """Leave the number of this process for those who wait."""
    with contextlib.suppress(OSError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid():<20}\n".encode("ascii"))


def _busy(descriptor: int, shown: str) -> Problem:
    number = ""
    with contextlib.suppress(OSError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        number = os.read(descriptor, 20).decode("ascii", "replace").strip()
    who = f"another archcite (process {number})" if number.isdigit() else "another archcite"
    return Problem(
        "library-busy", shown, f"{who} is changing the library; nothing was changed", "try again"
    )
