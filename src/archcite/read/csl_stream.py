"""CSL-JSON files of any size, item by item: memory holds a window of the text and the ids so far.

What is no plain list of items (an object around it, one item) is read as a whole.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from archcite.errors import Problem
from archcite.read.csl_json import read_item
from archcite.read.csl_records import as_records, read_csl_json
from archcite.read.decode import LARGEST, too_large
from archcite.read.json_text import json_entries
from archcite.read.rejoined import Rejoined, taken
from archcite.record.model import Record

_LOOKED = 4096  # bytes in which the first bracket must stand


def read_csl_stream(stream: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """Each item as a record, and the Problems, in the order of the file.

    A file that breaks off, or breaks JSON's syntax, gives what stood before and then its Problem.
    """
    start = taken(stream, _LOOKED)
    if not start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"["):
        rest = taken(stream, LARGEST)
        if len(start) + len(rest) > LARGEST:
            yield too_large(name, LARGEST)
            return
        yield from read_csl_json(start + rest, name)
        return
    known: set[str] = set()
    for found in json_entries(Rejoined(start, stream), name, code="csl-json-syntax"):
        if isinstance(found, Problem):
            yield found
            return
        where, entry = found
        item, problems = read_item(entry, str(where))
        yield from problems
        if item is None:
            continue
        if item["id"] in known:
            told = f"The id {item['id'][:80]!r} is used twice; the first item keeps it."
            yield Problem("key-repeated", f"{where}.id", told)
        known.add(item["id"])
        yield from as_records(item, name)
