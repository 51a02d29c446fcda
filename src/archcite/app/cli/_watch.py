"""Do something again whenever one of its files has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from archcite.app.cli import _print
from archcite.errors import ArchciteError

_EVERY = 0.5  # seconds; two or three looks at a few files cost nothing
_State: TypeAlias = Mapping[str, tuple[int, int]]


def watch(act: Callable[[bool], Iterable[str]], quiet: bool) -> None:
    """Act, then look at the files that act says it has read, and act again when one has changed.

    act: told whether this is the first time. A failure the first time ends it; a later one is told,
    and the next change is waited for. Ends at an interrupt.
    """
    files = list(act(True))
    try:
        while True:
            if not quiet:
                _print.remark(f"watching {', '.join(files)}")
            waited(files, state(files))
            try:
                files = list(act(False))
            except ArchciteError as error:
                _print.problems(error.problems)
    except KeyboardInterrupt:
        return


def waited(files: Iterable[str], before: _State, every: float = _EVERY) -> None:
    """Wait until the files are in another state than before, and remain in one for a moment."""
    files = list(files)
    now = state(files)
    while now == before:
        time.sleep(every)
        now = state(files)
    while (later := state(files)) != now:  # an editor still writes
        time.sleep(every / 5)
        now = later


def state(files: Iterable[str]) -> _State:
    """When each file was changed, and its size; a file that is not there is left out."""
    found: dict[str, tuple[int, int]] = {}
    for each in files:
        try:
            told = os.stat(os.path.expanduser(each))
        except OSError:
            continue
        found[each] = (told.st_mtime_ns, told.st_size)
    return found
