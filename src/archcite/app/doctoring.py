"""Whether a library is sound: each thing that can be wrong with it, looked at.

Prints nothing and changes nothing but by a cure that somebody calls.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from archcite.app import attaching, versions
from archcite.app.config import Config
from archcite.errors import ArchciteError, UnreadableInput
from archcite.library import history
from archcite.library.files import SUFFIX, Library, is_key, shown
from archcite.library.lock import STATE, locked
from archcite.text.numbers import counted

_NAMED = 3
_ATTACHED = re.compile(rb"files/[0-9a-f]{2}/[0-9a-z]+(?:\.[0-9a-z]+)?")


class Finding(NamedTuple):
    """One thing. said: how it stands. mend: what to do. cure: does that, where it is certain."""

    what: str
    sound: bool
    said: str
    mend: str = ""
    cure: Callable[[], None] | None = None


def examined(config: Config, cache_folder: Path | None) -> list[Finding]:
    """Everything, in the order in which it is told."""
    library = config.library()
    return [
        _records(library),
        _strangers(library),
        _writing(library),
        _index(library, cache_folder),
        _history(library),
        _leftovers(library),
        *_attachments(library),
        _git(config, library),
    ]


def _records(library: Library) -> Finding:
    """Whether every file can be read as a record."""
    faulty: list[str] = []
    keys = library.keys()
    for key in keys:
        try:
            library.load(key)
        except ArchciteError:
            faulty.append(key)
    said = counted(len(keys), "record")
    if faulty:
        return Finding("records", False, f"{said}, {len(faulty)} faulty: {_some(faulty)}",
                       "archcite check tells what is wrong")  # fmt: skip
    return Finding("records", True, said)


def _strangers(library: Library) -> Finding:
    """Files among the records that are none: their names are no keys."""
    found: list[str] = []
    with contextlib.suppress(OSError):
        for name in sorted(os.listdir(library.folder)):
            stem = name.removesuffix(SUFFIX)
            if not name.startswith(".") and (stem == name or not is_key(stem)):
                found.append(name)
    if found:
        return Finding("names", False, f"these are no records: {_some(found)}",
                       "keys are made of a-z, 0-9, hyphen, dot, underscore")  # fmt: skip
    return Finding("names", True, "every file is named as a record")


def _writing(library: Library) -> Finding:
    """Whether records can be changed: the folders that a change writes into, and their files."""
    state = library.root / STATE
    folders = [library.root, library.folder, state, state / history.FOLDER]
    files = [state / "lock", *(library.path(key) for key in library.keys())]  # noqa: SIM118
    closed = [each for each in folders if each.exists() and not os.access(each, os.W_OK | os.X_OK)]
    closed += [each for each in files if each.exists() and not os.access(each, os.W_OK)]
    if closed:
        return Finding("writing", False, f"cannot be written: {_some(map(shown, closed))}",
                       "mend their permissions")  # fmt: skip
    return Finding("writing", True, "records can be changed")


def _index(library: Library, cache_folder: Path | None) -> Finding:
    """Whether the index says what the files say; it mends itself."""
    from archcite.app.searching import index_for

    if cache_folder is None:
        return Finding("index", True, "there is no cache folder; it is made for each run")
    with index_for(library) as index:
        place = index.path
    if place is None:
        return Finding("index", False, f"{cache_folder} cannot be written", "mend its permissions")
    size = sum(path.stat().st_size for path in place.parent.glob(f"{place.name}*"))
    return Finding("index", True, f"up to date, {size / 2**20:.1f} MB in {place.parent}")


def _history(library: Library) -> Finding:
    """Whether what is kept for undoing can be read."""
    damaged: list[int] = []
    kept = list(history.past(library.root))
    for each in kept:
        try:
            for _ in history.files(library.root, each.number):
                pass
        except UnreadableInput:
            damaged.append(each.number)
    if damaged:
        numbers = _some([str(number) for number in damaged])
        return Finding("history", False, f"these changes cannot be undone any more: {numbers}")
    return Finding("history", True, f"{counted(len(kept), 'change')} can be looked at")


def _leftovers(library: Library) -> Finding:
    """Files that a dead process has left behind."""
    old = [path for path in _left(library) if not _is_running(path)]
    if not old:
        return Finding("leftovers", True, "none")
    return Finding("leftovers", False, f"a process that died has left {_some(map(str, old))}",
                   "remove them", partial(_remove_locked, library, old))  # fmt: skip


def _left(library: Library) -> Iterator[Path]:
    for folder in (library.folder, library.root):
        with contextlib.suppress(OSError):
            for name in os.listdir(folder):
                if name.startswith(".") and name.endswith(".tmp"):
                    yield folder / name
    with contextlib.suppress(OSError):
        for name in os.listdir(library.root / STATE):
            # "change" itself is of a process that is at work, or is completed by any command.
            if name.startswith(("change-", "change.")):
                yield library.root / STATE / name


def _is_running(path: Path) -> bool:
    """Whether the process whose number a neighbour's name has is alive."""
    number = path.name.removesuffix(".tmp").rpartition(".")[2]
    if not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return int(number) != os.getpid()


def _remove_locked(library: Library, paths: list[Path]) -> None:
    """The same while no other process changes the library."""
    with locked(library.root, shown(library.root)):
        _remove(paths)


def _remove(paths: list[Path]) -> None:
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                path.unlink()


def _attachments(library: Library) -> list[Finding]:
    """Whether each attachment's file is there, and each file an attachment."""
    told: set[str] = set()
    gone: list[str] = []
    unread = False
    keys = library.keys()
    for key in keys:
        try:
            record = library.load(key)
        except ArchciteError:
            unread = True
            continue
        for each in record.attachments:
            path = attaching.place_of(library, each.path) if each.path else None
            if path is not None and each.path:
                told.add(path.resolve().relative_to(library.root.resolve()).as_posix())
                if not path.is_file():
                    gone.append(f"{key}: {each.path}")
    first = (
        Finding("attachments", False, f"these files are gone: {_some(gone)}", "attach them again")
        if gone
        else Finding("attachments", True, counted(len(told), "file"))
    )
    if unread:  # what a faulty record has attached is not known: nothing may be removed
        return [first]
    loose = list(attaching.orphans(library, told | _once_attached(library)))
    if not loose:
        return [first]
    belong = "file belongs" if len(loose) == 1 else "files belong"
    said = f"{len(loose)} {belong} to no record: {_some([path.name for path in loose])}"
    return [first, Finding("files", False, said, "remove them", partial(_remove, loose))]


def _once_attached(library: Library) -> set[str]:
    """Files that a change in the history names: whoever undoes it wants them back."""
    found: set[str] = set()
    for each in history.past(library.root):
        with contextlib.suppress(UnreadableInput):
            for file in history.files(library.root, each.number):
                for data in (file.before, file.after):
                    found.update(map(bytes.decode, _ATTACHED.findall(data or b"")))
    return found


def _git(config: Config, library: Library) -> Finding:
    fault = versions.trouble(library.root)
    if not config.commit:
        said = "the library is in no repository" if fault else "the library is in a repository"
        return Finding("git", True, said)
    if fault:
        return Finding("git", False, f"changes are to be committed, but {fault}", "git init")
    return Finding("git", True, "each change is committed")


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - _NAMED} more" if len(listed) > _NAMED else ""
    return ", ".join(listed[:_NAMED]) + more
