"""PubMed's own files (nbib, MEDLINE) as records: lines of a tag, a hyphen and a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from msgspec.structs import replace

from archcite.crosswalk.nbib import from_nbib
from archcite.crosswalk.table import Pair
from archcite.errors import Problem, ProblemsFound
from archcite.read.languages import language_tag
from archcite.read.tagged import tagged_records
from archcite.record.key import make_key
from archcite.record.model import Record
from archcite.record.toml import from_plain

_LINE = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)")
_FIRST = re.compile(r"PMID ?- ?\d")


def is_nbib(text: str) -> bool:
    """Whether a text begins as PubMed's files do."""
    return bool(_FIRST.match(text.lstrip("\ufeff \t\r\n")))


def read_nbib(data: bytes, name: str) -> list[Record | Problem]:
    """Each citation as a record, in the order of the file."""
    return list(_read(data, name))


def read_nbib_stream(stream: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """The same from an open file of any size."""
    return _read(stream, name)


def _read(source: bytes | BinaryIO, name: str) -> Iterator[Record | Problem]:
    empty = "There is no citation of PubMed in this file; each begins with a line PMID- ..."
    return tagged_records(source, name, _entries, _record, empty)


def _record(entry: tuple[int, list[Pair]], name: str) -> Iterator[Record | Problem]:
    number, pairs = entry
    try:
        record = from_plain(from_nbib(pairs), f"{name}:{number}")
    except ProblemsFound as error:
        yield from error.problems
    else:
        yield replace(record, document=replace(record.document, id=make_key(record)))


def _entries(lines: Iterable[str]) -> Iterator[tuple[int, list[Pair]]]:
    """Each citation with the line of its beginning."""
    start, pairs = 0, list[Pair]()
    for number, line in enumerate(lines, 1):
        found = _LINE.match(line)
        if found and found[1] == "PMID" and pairs:
            yield start, pairs
            pairs = []
        if found:
            if not pairs:
                start = number
            value = found[2].strip()
            pairs.append((found[1], (language_tag(value) or value) if found[1] == "LA" else value))
        elif pairs and line.strip():
            tag, value = pairs[-1]
            pairs[-1] = (tag, f"{value} {line.strip()}")
    if pairs:
        yield start, pairs
