"""Reading a file that somebody names: its bytes, bounded; then its records or its CSL items."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archcite.errors import Problem, UnreadableInput
from archcite.library.atomic import reason

if TYPE_CHECKING:
    from archcite.record.model import Record

STANDARD_INPUT = "-"


def read_bytes(named: str) -> bytes:
    """The bytes of that file, or of standard input for "-"; UnreadableInput says what is wrong."""
    from archcite.read import MAX_BYTES

    where = called(named)
    try:
        if named == STANDARD_INPUT:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with open(Path(named).expanduser(), "rb") as stream:
                data = stream.read(MAX_BYTES + 1)
    except OSError as fault:
        said = "there is no such file" if isinstance(fault, FileNotFoundError) else reason(fault)
        raise UnreadableInput(Problem("unreadable", where, f"cannot read: {said}")) from fault
    if len(data) > MAX_BYTES:
        raise UnreadableInput(
            Problem(
                "too-large",
                where,
                f"the file has more than {MAX_BYTES // 2**20} MB; nothing that archcite reads does",
            )
        )
    return data


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


def looks_like_json(data: bytes) -> bool:
    """Whether the file can only be CSL-JSON."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{")


def read_items(data: bytes, named: str) -> list[dict[str, Any] | Problem]:
    """The CSL items of a CSL-JSON file."""
    from archcite.read.csl_json import read_items

    return read_items(data, called(named))
