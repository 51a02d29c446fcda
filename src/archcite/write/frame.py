"""What every writer of many entries does: pieces of text, and by key what became of the fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from archcite.crosswalk.two_way import Entry, Out
from archcite.record.model import Record
from archcite.write import Written

_PIECE = 500  # records


def pieces(
    records: Iterable[Record],
    out: Callable[[Record], Out[Entry]],
    text: Callable[[Entry], str],
    around: tuple[str, str, str] = ("", "\n", ""),
) -> Iterator[Written]:
    """A file piece by piece.

    out: a record as an entry, text: an entry as text. around: what stands before the first, between
    two, and after the last.
    """
    source = iter(records)
    before, between, after = around
    while piece := list(islice(source, _PIECE)):
        texts: list[str] = []
        dropped: dict[str, list[str]] = {}
        moved: dict[str, list[str]] = {}
        for record in piece:
            found = out(record)
            texts.append(text(found.entry))
            if found.dropped:
                dropped[record.document.id] = found.dropped
            if found.moved:
                moved[record.document.id] = found.moved
        yield Written(before + between.join(texts), dropped, moved)
        before = between
    yield Written(after if before == between else around[0] + after, {})


def whole(found: Iterable[Written]) -> Written:
    """The pieces of a file as one."""
    texts: list[str] = []
    dropped: dict[str, list[str]] = {}
    moved: dict[str, list[str]] = {}
    for piece in found:
        texts.append(piece.text)
        dropped.update(piece.dropped)
        moved.update(piece.moved)
    return Written("".join(texts), dropped, moved)
