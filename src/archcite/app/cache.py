"""Things that can be made again, kept in the user's cache folder as marshalled values.

A kept value names what it was made from; where that has changed, or the file is damaged, of another
version or not the user's own, it counts as absent. Nothing here ever fails: at worst it is slow.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import stat
import sys
from functools import cache
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path
from typing import Any

from archcite import __version__

# What kept values are made by; a change there makes them stale.
MAKERS = ("app", "cite", "csl", "csl/rt", "crosswalk", "record", "text")


def header() -> bytes:
    """What a kept file begins with: whatever must be the same for it to be of use.

    Code is only good for the interpreter that made it, hence the magic number and name.
    """
    tag = sys.implementation.cache_tag
    return f"archcite {__version__} {tag} {MAGIC_NUMBER.hex()} {_made_by()}\n".encode()


@cache
def _made_by() -> str:
    """A mark of the makers' sizes and times: in a checkout they change without a new version."""
    package = Path(__file__).parent.parent
    state = []
    for maker in MAKERS:
        with os.scandir(package / maker) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    state.append((maker, entry.name, status.st_size, status.st_mtime_ns))
    return source_hash(repr(sorted(state)).encode()).hex()


def fingerprint(data: bytes | None) -> bytes:
    """What tells one content from another: CPython's own hash for source files, and the length."""
    if data is None:
        return b"absent"
    return source_hash(data) + len(data).to_bytes(8, "little")


def fetch(path: Path) -> Any:
    """The value that was kept there, or None."""
    try:
        expected = header()
        with open(path, "rb") as stream:
            if not _ours(os.fstat(stream.fileno())):
                return None
            data = stream.read()
    except OSError:
        return None
    start = len(expected) + 8
    if not data.startswith(expected) or source_hash(data[start:]) != data[len(expected) : start]:
        return None
    try:
        return marshal.loads(data[start:])
    except (ValueError, EOFError, TypeError):
        return None


def keep(path: Path, value: Any) -> None:
    """Keep the value there, if that is possible."""
    neighbour = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with contextlib.suppress(OSError, ValueError):
        body = marshal.dumps(value)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(neighbour, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with open(descriptor, "wb") as stream:
                stream.write(header() + source_hash(body) + body)
            os.replace(neighbour, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(neighbour)
            raise


def _ours(status: os.stat_result) -> bool:
    """Whether nobody but the user could have written the file: code in it will be run."""
    if not hasattr(os, "getuid"):
        return True
    others_write = stat.S_IWGRP | stat.S_IWOTH
    return status.st_uid == os.getuid() and not status.st_mode & others_write
