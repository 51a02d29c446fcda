"""What the folder of a library's records holds: each file's size and time, and its bytes."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from archcite.errors import Problem, UnreadableInput
from archcite.library.atomic import reason
from archcite.library.files import LONGEST_KEY, MAX_BYTES, SUFFIX, shown

YOUNG = 3_000_000_000  # nanoseconds: a file may change again within the tick of its clock
_CUT = -len(SUFFIX)
# The same as is_key, and in a tenth of the time: it is asked of every file before every question.
_is_name = re.compile(rf"[a-z0-9][a-z0-9._-]{{0,{LONGEST_KEY - 1}}}{re.escape(SUFFIX)}").fullmatch


def files_in(folder: Path, listing: blake2b) -> Iterator[tuple[str, int, int]]:
    """The key, size and time of each record's file. listing: takes in what they are.

    UnreadableInput where the folder cannot be read; one that is not there has no files.
    """
    try:
        entries = os.scandir(folder)
    except FileNotFoundError:
        return
    except OSError as fault:
        problem = Problem("unreadable", shown(folder), f"cannot read: {reason(fault)}")
        raise UnreadableInput(problem) from fault
    with entries:
        for entry in entries:
            name = entry.name
            if not _is_name(name):
                continue
            try:
                status = entry.stat()
            except OSError:
                continue
            size, time = status.st_size, status.st_mtime_ns
            listing.update(b"%b %d %d\n" % (name.encode("ascii"), size, time))
            yield name[:_CUT], size, time


def content(path: Path) -> tuple[bytes, os.stat_result] | None:
    """A file's bytes, none where it cannot be read, and its state; None where it is gone."""
    try:
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            return stream.read(MAX_BYTES + 1), status
    except FileNotFoundError:
        return None
    except OSError:
        with contextlib.suppress(OSError):
            return b"", os.stat(path)
        return None
