"""Records as CSL-JSON: an array of items, the whole record in the `custom` block of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from archcite.crosswalk.csl import to_csl
from archcite.crosswalk.csl_told import told
from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import whole

_PIECE = 500  # records


def write_csl_json(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A CSL-JSON file. What is told as dropped stands in `custom` alone, which no style prints."""
    return whole(stream_csl_json(records, carrier=carrier))


def stream_csl_json(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    source = iter(records)
    before = "[\n"
    while piece := list(islice(source, _PIECE)):
        items = []
        dropped: dict[str, list[str]] = {}
        moved: dict[str, list[str]] = {}
        for record in piece:
            item, left = to_csl(record)
            if not carrier:
                item.pop("custom", None)
            items.append(item)
            became = told(record, item, left)
            if became.dropped:
                dropped[record.document.id] = became.dropped
            if became.moved:
                moved[record.document.id] = became.moved
        text = msgspec.json.format(msgspec.json.encode(items), indent=1).decode("utf-8")
        yield Written(before + text.removeprefix("[\n").removesuffix("\n]"), dropped, moved)
        before = ",\n"
    yield Written("[]\n" if before == "[\n" else "\n]\n", {})
