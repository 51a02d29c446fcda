"""Records as a RIS file: no byte order mark, a line for each tag, an empty line between entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archcite.crosswalk.ris import to_ris
from archcite.crosswalk.table import Pair
from archcite.crosswalk.two_way import Out
from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import pieces, whole


def write_ris(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """RIS as Zotero reads it best."""
    return whole(stream_ris(records, carrier=carrier))


def stream_ris(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    return _written(records, jabref=False, carrier=carrier)


def write_ris_jabref(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """RIS as JabRef reads it best."""
    return whole(stream_ris_jabref(records, carrier=carrier))


def stream_ris_jabref(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    return _written(records, jabref=True, carrier=carrier)


def _written(records: Iterable[Record], *, jabref: bool, carrier: bool) -> Iterator[Written]:
    def out(record: Record) -> Out[list[Pair]]:
        found = to_ris(record, jabref, carrier)
        return Out(found.pairs, found.dropped, found.moved)

    return pieces(records, out, _text)


def _text(pairs: list[Pair]) -> str:
    return "\n".join([*(f"{tag}  - {value}" for tag, value in pairs), "ER  - \n"])
