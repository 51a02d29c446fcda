"""The changes that were made to a library, so that any of them can be undone, and done again.

Each is one file in the library's own folder, put there in the same transaction as the change
itself: a sentence about it, and each changed file as it was and as it became. Knows no records.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import time
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from archcite.errors import NoSuchRecord, Problem, UnreadableInput
from archcite.library.lock import STATE

FOLDER = "history"
SUFFIX = ".gz"
MOST = 1000  # changes that are kept
_LONGEST_HEAD = 100_000


class Past(NamedTuple):
    """One change. when: in UTC, 2026-11-24T15:04:05Z. what: the command. said: a sentence.

    size: how many files. undoes, redoes: the number of the change that this one undid or repeated,
    0 for none.
    """

    number: int
    when: str
    what: str
    said: str
    size: int
    undoes: int = 0
    redoes: int = 0


class File(NamedTuple):
    """One file of a change. path: from the library's folder. None: there was no such file."""

    path: str
    before: bytes | None
    after: bytes | None


class Draft:
    """A change on its way into the history; whoever makes the change puts its file in place."""

    def __init__(self, root: Path, place: Path, past: Past) -> None:
        """place: where the file is written first."""
        self.path = _folder(root) / f"{past.number:08d}{SUFFIX}"
        self.path.parent.mkdir(exist_ok=True)
        self._place = place
        self._raw = open(place, "wb")  # noqa: SIM115 - closed by close
        self._stream = gzip.GzipFile("", "wb", 6, self._raw, mtime=0)
        self._write(past._asdict())

    def add(self, file: File) -> None:
        self._write([file.path, _text(file.before), _text(file.after)])

    def close(self) -> None:
        """Force it to the disk."""
        self._stream.close()
        self._raw.flush()
        os.fsync(self._raw.fileno())
        self._raw.close()

    def _write(self, value: Any) -> None:
        self._stream.write(json.dumps(value, ensure_ascii=True).encode("ascii") + b"\n")


def next_change(root: Path, what: str, said: str, size: int, ties: tuple[int, int]) -> Past:
    """The head of a change that is to be made now. ties: what it undoes and redoes."""
    last = max(_numbers(root), default=0)
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return Past(last + 1, when, what, said, size, *ties)


def past(root: Path) -> Iterator[Past]:
    """The changes that are kept, the newest first; a damaged one is passed over."""
    for number in sorted(_numbers(root), reverse=True):
        with contextlib.suppress(UnreadableInput):
            yield _head(root, number)


def files(root: Path, number: int) -> Iterator[File]:
    """The files of a change. NoSuchRecord where it is not kept, UnreadableInput where damaged."""
    for line in _lines(root, number, 1):
        try:
            path, before, after = json.loads(line)
            yield File(str(path), _bytes(before), _bytes(after))
        except (ValueError, TypeError, AttributeError) as fault:
            raise _damaged(root, number) from fault


def undoable(changes: Iterable[Past]) -> tuple[list[int], list[int]]:
    """The numbers of the changes that can be undone, and of those that can be redone; next first.

    changes: the newest first. What was undone can be redone until something else is changed.
    """
    done: list[int] = []
    undone: list[int] = []
    for each in reversed(list(changes)):
        if each.undoes:
            if each.undoes in done:
                done.remove(each.undoes)
                undone.append(each.undoes)
        elif each.redoes:
            if each.redoes in undone:
                undone.remove(each.redoes)
                done.append(each.redoes)
        else:
            done.append(each.number)
            undone.clear()
    return done[::-1], undone[::-1]


def prune(root: Path, most: int = MOST) -> None:
    """Forget the oldest changes of more than so many."""
    numbers = sorted(_numbers(root))
    for number in numbers[: max(0, len(numbers) - most)]:
        with contextlib.suppress(OSError):
            os.unlink(_file(root, number))


def is_entry(path: str) -> bool:
    """Whether a path from the library's folder is that of a change's file."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(SUFFIX)
    return folder == f"{STATE}/{FOLDER}" and name.endswith(SUFFIX) and stem.isdecimal()


def _folder(root: Path) -> Path:
    return root / STATE / FOLDER


def _file(root: Path, number: int) -> Path:
    return _folder(root) / f"{number:08d}{SUFFIX}"


def _numbers(root: Path) -> list[int]:
    try:
        names = os.listdir(_folder(root))
    except OSError:
        return []
    stems = (name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX))
    return [int(stem) for stem in stems if stem.isdecimal() and stem.isascii()]


def _head(root: Path, number: int) -> Past:
    try:
        plain = json.loads(next(_lines(root, number, 0)))
        return Past(
            number, str(plain["when"]), str(plain["what"]), str(plain["said"]),
            int(plain["size"]), int(plain["undoes"]), int(plain["redoes"]),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, StopIteration) as fault:
        raise _damaged(root, number) from fault


def _lines(root: Path, number: int, start: int) -> Iterator[bytes]:
    try:
        with gzip.open(_file(root, number), "rb") as stream:
            for at, line in enumerate(stream):
                if at >= start:
                    yield line
    except FileNotFoundError as fault:
        raise NoSuchRecord(
            Problem("change-unknown", "", f"there is no change {number}", "archcite log lists them")
        ) from fault
    except (OSError, EOFError, zlib.error) as fault:
        raise _damaged(root, number) from fault


def _damaged(root: Path, number: int) -> UnreadableInput:
    where = f"{STATE}/{FOLDER}/{number:08d}{SUFFIX}"
    return UnreadableInput(Problem("unreadable", where, "what is kept of this change is damaged"))


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")
