"""Records as schema.org in JSON-LD: a list of nodes, each with its context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import msgspec

from archcite.crosswalk.schema_org import FORMAT
from archcite.crosswalk.schema_org_table import CONTEXT
from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import pieces, whole


def write_schema_org(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A file of schema.org nodes. What is told as dropped stands in the carrier alone."""
    return whole(stream_schema_org(records, carrier=carrier))


def stream_schema_org(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    around = ("[\n", ",\n", "\n]\n")
    return pieces(records, partial(FORMAT.out, carrier=carrier), _text, around)


def _text(node: dict[str, Any]) -> str:
    data = msgspec.json.encode({"@context": CONTEXT, **node})
    return msgspec.json.format(data, indent=1).decode("utf-8")
