"""Records as CSL-JSON: an array of items, the whole record in the `custom` block of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec

from archcite.crosswalk.carrier import pack
from archcite.crosswalk.csl import CARRIER, to_csl
from archcite.crosswalk.csl_told import told
from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import whole

_PIECE = 500  # records

Finish = Callable[[dict[str, Any], Record], None]


def write_csl_json(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A CSL-JSON file. What is told as dropped stands in `custom` alone, which no style prints."""
    return whole(stream_csl_json(records, carrier=carrier))


def stream_csl_json(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    return _stream(records, _as_it_is if carrier else _alone)


def write_csl_for_pandoc(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A CSL-JSON file whose items have the whole record as a word in a variable of its own.

    pandoc leaves `custom` out when it writes CSL-JSON, and keeps variables that it does not know.
    """
    return whole(stream_csl_for_pandoc(records, carrier=carrier))


def stream_csl_for_pandoc(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    return _stream(records, _as_word if carrier else _alone)


def _as_it_is(item: dict[str, Any], record: Record) -> None:
    """to_csl has put the record into `custom`."""


def _alone(item: dict[str, Any], record: Record) -> None:
    item.pop("custom", None)


def _as_word(item: dict[str, Any], record: Record) -> None:
    del item["custom"]
    item[CARRIER] = pack(record)


def _stream(records: Iterable[Record], finish: Finish) -> Iterator[Written]:
    source = iter(records)
    before = "[\n"
    while piece := list(islice(source, _PIECE)):
        items = []
        dropped: dict[str, list[str]] = {}
        moved: dict[str, list[str]] = {}
        for record in piece:
            item, left = to_csl(record)
            finish(item, record)
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
