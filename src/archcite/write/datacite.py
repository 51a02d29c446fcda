"""Records as DataCite resources, in XML and JSON: one alone, several in one element or list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import Any

import msgspec

from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import pieces, whole
from archcite.write.xml import text_of


def write_datacite(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A DataCite file. What is told as dropped stands in the carrier alone."""
    from lxml.etree import Element

    from archcite.crosswalk.datacite import empty, to_datacite

    root = Element("resources")
    dropped: dict[str, list[str]] = {}
    for record in records:
        if left := to_datacite(record, empty(root), carrier):
            dropped[record.document.id] = left
    return Written(text_of(root[0] if len(root) == 1 else root), dropped)


def write_datacite_json(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A file as the REST API takes and gives it."""
    return whole(stream_datacite_json(records, carrier=carrier))


def stream_datacite_json(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece: under data one resource, or a list of any other number."""
    from archcite.crosswalk.datacite_json import FORMAT

    source = iter(records)
    first = list(islice(source, 2))
    around = ('{"data": ', "", "}\n") if len(first) == 1 else ('{"data": [\n', ",\n", "\n]}\n")
    return pieces(chain(first, source), partial(FORMAT.out, carrier=carrier), _text, around)


def _text(attributes: dict[str, Any]) -> str:
    own = {"id": attributes["doi"]} if "doi" in attributes else {}
    data = msgspec.json.encode({**own, "type": "dois", "attributes": attributes})
    return msgspec.json.format(data, indent=1).decode("utf-8")
