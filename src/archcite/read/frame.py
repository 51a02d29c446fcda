"""What every reader of many entries does: each entry finished, keys made unique, nothing told.

A reader takes a file apart and says where each entry stands; a crosswalk says what it means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from archcite.crosswalk.returning import Returned
from archcite.errors import Problem
from archcite.read.finish import finished, unique
from archcite.record.model import Record

Value = TypeVar("Value")


def records_of(
    entries: Iterable[tuple[str, Value] | Problem],
    back: Callable[[Value], Returned],
    format_name: str,
    empty: Problem,
) -> Iterator[Record | Problem]:
    """Each entry's record with the Problems before it, keys unique, in the order of the file.

    entries: (where, entry), or what is wrong with one. back: what an entry means.
    format_name: what record.foreign calls the format. empty: told where there was no entry at all.
    """
    return unique(_records(entries, back, format_name, empty))


def _records(
    entries: Iterable[tuple[str, Value] | Problem],
    back: Callable[[Value], Returned],
    format_name: str,
    empty: Problem,
) -> Iterator[Record | Problem]:
    none = True
    for each in entries:
        none = False
        if isinstance(each, Problem):
            yield each
        else:
            where, value = each
            yield from finished(back(value), where, format_name)
    if none:
        yield empty
