"""Records as DataCite resources: one alone, several in one element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def write_datacite(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A DataCite file. What is told as dropped stands in the carrier alone."""
    return whole(stream_datacite(records, carrier=carrier))


def stream_datacite(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    from archcite.crosswalk.datacite import DATACITE
    from archcite.write.xml import pieces, text_of

    source = iter(records)
    first = list(islice(source, 2))
    if len(first) != 1:
        yield from pieces(chain(first, source), lambda each: DATACITE.out(each, carrier), _shell)
        return
    found = DATACITE.out(first[0], carrier)
    left = {first[0].document.id: found.dropped} if found.dropped else {}
    yield Written(text_of(found.entry), left)


def _shell() -> tuple[Element, Element]:
    from lxml.etree import Element as Make

    root = Make("resources")
    return root, root
