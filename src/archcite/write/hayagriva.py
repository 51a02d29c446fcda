"""Records as Hayagriva, for typst: a key, and under it the fields of the entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archcite.crosswalk.hayagriva import ENTRY
from archcite.crosswalk.hayagriva_back import Entry
from archcite.crosswalk.two_way import Out
from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import pieces, whole
from archcite.write.yaml_text import yaml_text


def write_hayagriva(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A bibliography of typst."""
    return whole(stream_hayagriva(records, carrier=carrier))


def stream_hayagriva(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""

    def out(record: Record) -> Out[Entry]:
        return ENTRY.out(record, carrier)

    return pieces(records, out, lambda entry: yaml_text({entry[0]: entry[1]}), ("", "\n", ""))
