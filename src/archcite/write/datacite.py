"""Records as DataCite resources, in XML and JSON: one alone, several in one element or list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import msgspec

from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import pieces, whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def write_datacite(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A DataCite file. What is told as dropped stands in the carrier alone."""
    return whole(stream_datacite(records, carrier=carrier))


def stream_datacite(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    from archcite.crosswalk.datacite import DATACITE
    from archcite.write.xml import pieces as in_pieces
    from archcite.write.xml import text_of

    source = iter(records)
    first = list(islice(source, 2))
    if len(first) != 1:
        yield from in_pieces(chain(first, source), lambda each: DATACITE.out(each, carrier), _shell)
        return
    found = DATACITE.out(first[0], carrier)
    key = first[0].document.id
    dropped = {key: found.dropped} if found.dropped else {}
    moved = {key: found.moved} if found.moved else {}
    yield Written(text_of(found.entry), dropped, moved)


def _shell() -> tuple[Element, Element]:
    from lxml.etree import Element as Make

    root = Make("resources")
    return root, root


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
