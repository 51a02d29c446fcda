"""Records as CSL-JSON: an array of items, the whole record in the `custom` block of each."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from archcite.crosswalk.csl import to_csl
from archcite.record.model import Record
from archcite.write import Written


def write_csl_json(records: Iterable[Record]) -> Written:
    """A CSL-JSON file. What is told as dropped stands in `custom` alone, which no style prints."""
    items = []
    dropped: dict[str, list[str]] = {}
    for record in records:
        item, left = to_csl(record)
        items.append(item)
        if left:
            dropped[record.document.id] = left
    text = msgspec.json.format(msgspec.json.encode(items), indent=1).decode("utf-8")
    return Written(text + "\n", dropped)
