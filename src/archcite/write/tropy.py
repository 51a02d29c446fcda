"""Records as Tropy's JSON-LD: one graph of items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import msgspec

from archcite.crosswalk.tropy import FORMAT
from archcite.crosswalk.tropy_table import CONTEXT
from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import pieces, whole


def write_tropy(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A file that Tropy imports. What is told as dropped stands in the carrier alone."""
    return whole(stream_tropy(records, carrier=carrier))


def stream_tropy(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    context = msgspec.json.format(msgspec.json.encode(CONTEXT), indent=1).decode("utf-8")
    around = (f'{{"@context": {context},\n"@graph": [\n', ",\n", "\n]}\n")
    return pieces(records, partial(FORMAT.out, carrier=carrier), _text, around)


def _text(item: dict[str, Any]) -> str:
    return msgspec.json.format(msgspec.json.encode(item), indent=1).decode("utf-8")
