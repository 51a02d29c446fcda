"""A format whose entry is one value (a tree, a mapping): both ways of it from four functions.

Owns the exact return trip, which is the same for every such format. Knows no format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from archcite.crosswalk.carrier import pack
from archcite.crosswalk.returning import Returned, digest, losses, returned
from archcite.crosswalk.table import Plain, nothing
from archcite.record.model import Record

Entry = TypeVar("Entry")


class Out(NamedTuple, Generic[Entry]):
    """An entry, the field paths that no visible field of it holds, and those moved elsewhere."""

    entry: Entry
    dropped: list[str]
    moved: list[str]


def _without_notes(_: object) -> None:
    """An entry in which every field is some fact's own."""


class TwoWay(NamedTuple, Generic[Entry]):
    """One format.

    write: a record's visible fields as an entry. means: the plain record that these mean.
    carry: put the carrier's word into an entry. words: where a word may stand in one, best first.
    moved: the field paths that `write` puts into a field which is not their own, such as a note;
    those which do not come back count as dropped all the same.
    bare: a copy of an entry without the fields that are no fact's own, such as notes; None where it
    has none. What comes back of the entry, but not of that copy, was moved too.
    """

    write: Callable[[Record], Entry]
    means: Callable[[Entry], Plain]
    carry: Callable[[Entry, str], object]
    words: Callable[[Entry], Iterable[str]]
    moved: Callable[[Record], Iterable[str]] = nothing
    bare: Callable[[Entry], Entry | None] = _without_notes

    def out(self, record: Record, carrier: bool = True) -> Out[Entry]:
        """A record as an entry. carrier: whether the whole record travels along."""
        entry = self.write(record)
        fields = self.means(entry)
        dropped = losses(record, fields)
        moved = dict.fromkeys(self.moved(record))
        bare = self.bare(entry)
        if bare is not None:
            moved.update(dict.fromkeys(losses(record, self.means(bare))))
        if carrier:
            self.carry(entry, pack(record, digest(fields)))
        return Out(entry, dropped, [path for path in moved if path not in dropped])

    def back(self, entry: Entry) -> Returned:
        """What an entry means; where it carries a record, that with what was edited since."""

        def again(record: Record) -> Mapping[str, Any]:
            return self.means(self.write(record))

        return returned(self.means(entry), self.words(entry), again)
