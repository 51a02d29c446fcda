"""A record's own file, of another library: TOML in, the record out."""

from __future__ import annotations

import re

from archcite.errors import ArchciteError, Problem
from archcite.read.decode import MAX_BYTES, check_bytes
from archcite.record.model import Record
from archcite.record.toml import read

_SCHEMA = re.compile(r"^schema\s*=\s*[\"']archcite/", re.MULTILINE)


def is_record(text: str) -> bool:
    """Whether a text names the schema of records."""
    return bool(_SCHEMA.search(text[:65536]))


def read_record(data: bytes, name: str) -> list[Record | Problem]:
    """The record, or all its faults."""
    problem = check_bytes(data, name, MAX_BYTES)
    if problem:
        return [problem]
    try:
        return [read(data.decode("utf-8"), name)]
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        told = "the file is not valid UTF-8"
        return [Problem("not-utf-8", f"{name}:{line}", told, "save it as UTF-8")]
    except ArchciteError as error:
        return list(error.problems)
