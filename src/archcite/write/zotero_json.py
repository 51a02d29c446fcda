"""Records as Zotero's API has them: items, and after each its notes and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from archcite.crosswalk.two_way import Out
from archcite.crosswalk.zotero_json import ENTRY
from archcite.crosswalk.zotero_json_back import Data
from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import pieces, whole


def write_zotero_json(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A list as the API takes it. What is told as dropped stands in a line of Extra alone."""
    return whole(stream_zotero_json(records, carrier=carrier))


def stream_zotero_json(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""

    def out(record: Record) -> Out[list[Data]]:
        return ENTRY.out(record, carrier)

    return pieces(records, out, _objects, ("[\n", ",\n", "\n]\n"))


def _objects(entry: list[Data]) -> str:
    objects = [{"key": data["key"], "version": 0, "data": data} for data in entry]
    text = msgspec.json.format(msgspec.json.encode(objects), indent=1).decode("utf-8")
    return text.removeprefix("[\n").removesuffix("\n]")
