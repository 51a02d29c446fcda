"""Record files looked at: what each is found by, and the mark of its bytes; many at once.

Where there are more processors than one, thousands of files are read by as many processes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, TypeAlias

from archcite.library.files import SUFFIX
from archcite.library.scan import content
from archcite.record.findable import Findable, findable

_MANY = 2000  # files for which it is worth while to start processes
_MOST = 8  # processes
_AT_ONCE = 50  # files that one is handed


class Look(NamedTuple):
    """A file as it is. time: in nanoseconds. described: None for what is no TOML, or is known."""

    size: int
    time: int
    mark: bytes
    described: Findable | None


Wanted: TypeAlias = tuple[str, bytes | None]
Each: TypeAlias = Callable[
    [Callable[[Wanted], Look | None], Iterable[Wanted]], Iterable[Look | None]
]


def looked_at(folder: Path, wanted: Wanted) -> Look | None:
    """A record's file; None where it is gone. wanted: its key, and the mark that is known of it."""
    key, known = wanted
    found = content(folder / f"{key}{SUFFIX}")
    if found is None:
        return None
    data, status = found
    mark = blake2b(data, digest_size=16).digest()
    described = None if mark == known else _described(key, data)
    return Look(status.st_size, status.st_mtime_ns, mark, described)


@contextmanager
def several(count: int) -> Iterator[Each]:
    """A map over files: by several processes where there are very many of them."""
    workers = min(_MOST, os.cpu_count() or 1)
    # Elsewhere a process is started from nothing, which takes longer than it saves.
    if count < _MANY or workers < 2 or not sys.platform.startswith("linux"):
        yield map
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, get_context("fork")) as pool:
        yield lambda function, wanted: pool.map(function, wanted, chunksize=_AT_ONCE)


def _described(key: str, data: bytes) -> Findable | None:
    """What a file can be found by; None where it is no TOML."""
    import tomllib

    try:
        return findable(key, tomllib.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError):
        return None
