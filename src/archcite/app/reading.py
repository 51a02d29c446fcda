"""Reading what somebody names: files, folders, standard input; records or CSL items out of it.

A file is read as a stream where its format allows that; otherwise its bytes are bounded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from archcite.errors import Problem, UnreadableInput, UsageFault
from archcite.library.atomic import reason

if TYPE_CHECKING:
    from archcite.record.model import Record

STANDARD_INPUT = "-"

Passed = Callable[[int], None]


def _unheard(count: int) -> None:
    """Nobody wants to know how far reading has come."""


def check_format(name: str) -> None:
    """UsageFault for the name of no input format; "" is for finding out."""
    from archcite.read import READERS

    if name and name not in READERS:
        raise UsageFault(
            Problem("format-unknown", "", f"there is no input format {name[:40]!r}",
                    f"known are {', '.join(READERS)}")
        )  # fmt: skip


def files_of(named: str) -> list[str]:
    """The files that a name means: itself, or every file below a folder, in order.

    Hidden files are left out, and what is no file, such as a pipe; links to folders are not
    followed.
    """
    if named == STANDARD_INPUT or not Path(named).expanduser().is_dir():
        return [named]
    found: list[str] = []
    for folder, folders, names in os.walk(Path(named).expanduser()):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        paths = [os.path.join(folder, each) for each in sorted(names) if each[0] != "."]
        found += [each for each in paths if os.path.isfile(each) or not os.path.exists(each)]
    if not found:
        raise UnreadableInput(Problem("nothing-found", named, "there is no file in this folder"))
    return found


def size_of(named: str) -> int:
    """The bytes of a file, 0 where nobody knows."""
    try:
        return 0 if named == STANDARD_INPUT else os.stat(Path(named).expanduser()).st_size
    except OSError:
        return 0


def opened(named: str) -> BinaryIO:
    """The file, or standard input for "-", to read bytes from; UnreadableInput says what is wrong.

    A folder or a missing file is told here, a fault of the disk while reading by read_bytes.
    """
    if named == STANDARD_INPUT:
        return cast("BinaryIO", sys.stdin.buffer)
    try:
        return open(Path(named).expanduser(), "rb")
    except OSError as fault:
        raise unreadable(named, fault) from fault


def unreadable(named: str, fault: OSError) -> UnreadableInput:
    """The error for a file that cannot be read."""
    said = "there is no such file" if isinstance(fault, FileNotFoundError) else reason(fault)
    return UnreadableInput(Problem("unreadable", called(named), f"cannot read: {said}"))


def read_bytes(named: str) -> bytes:
    """The bytes of that file, or of standard input for "-"; UnreadableInput says what is wrong."""
    from archcite.read import LARGEST
    from archcite.read.decode import too_large

    stream = opened(named)
    try:
        data = stream.read(LARGEST + 1)
    except OSError as fault:
        raise unreadable(named, fault) from fault
    finally:
        if named != STANDARD_INPUT:
            stream.close()
    if len(data) > LARGEST:
        raise UnreadableInput(too_large(called(named), LARGEST))
    return data


class _Begun:
    """A stream whose beginning was read already; tells how much is read of it."""

    def __init__(self, start: bytes, stream: BinaryIO, passed: Passed) -> None:
        self._start, self._stream, self._passed = start, stream, passed

    def read(self, most: int) -> bytes:
        found, self._start = self._start[:most], self._start[most:]
        if len(found) < most:
            found += self._stream.read(most - len(found))
        self._passed(len(found))
        return found


def each_record(
    named: str, reader: str = "", passed: Passed = _unheard, *, stream: bool = True
) -> Iterator[Record | Problem]:
    """The records and Problems of one file; one that cannot be read is its Problem.

    reader: the format, "" to find it out. passed: told how many bytes have been read. stream: may
    give entries before the whole file is known to be sound.
    """
    from archcite.read import load_reader, load_stream, sniff
    from archcite.read.decode import HEAD, LARGEST, too_large

    name = called(named)
    try:
        source = opened(named)
    except UnreadableInput as error:
        yield from error.problems
        return
    try:
        start = source.read(HEAD + 1)
        whole = start if len(start) <= HEAD else b""
        found = reader or sniff(start, name)
        if isinstance(found, Problem):
            yield found
            return
        streaming = load_stream(found) if stream else None
        if streaming:
            yield from streaming(cast("BinaryIO", _Begun(start, source, passed)), name)
            return
        if not whole:
            whole = start + source.read(LARGEST + 1 - len(start))
        passed(len(whole))
        if len(whole) > LARGEST:
            yield too_large(name, LARGEST)
        else:
            yield from load_reader(found)(whole, name)
    except OSError as fault:
        yield from unreadable(named, fault).problems
    finally:
        if named != STANDARD_INPUT:
            source.close()


def called(named: str) -> str:
    """What messages call the file."""
    return "standard input" if named == STANDARD_INPUT else named


def read_records(data: bytes, named: str, reader: str = "") -> list[Record | Problem]:
    """The records of a file in a format that import knows; reader "" means: find out which."""
    from archcite.read import load_reader, sniff

    found = reader or sniff(data, called(named))
    if isinstance(found, Problem):
        return [found]
    return load_reader(found)(data, called(named))


def is_csl_json(data: bytes, named: str) -> bool:
    """Whether the file is CSL-JSON, or JSON that nobody else takes for his own."""
    if data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"[", b"{"):
        return False
    from archcite.read import sniff

    found = sniff(data, called(named))
    return isinstance(found, Problem) or found == "csl-json"


def read_items(data: bytes, named: str) -> list[dict[str, Any] | Problem]:
    """The CSL items of a CSL-JSON file."""
    from archcite.read.csl_json import read_items

    return read_items(data, called(named))
