"""XML trees as the text of a file: declared, indented, in UTF-8; a long file piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from archcite.crosswalk.two_way import Out
from archcite.record.model import Record
from archcite.write import Written

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PIECE = 200  # records


def text_of(root: Element) -> str:
    """The whole file. Text is never indented, only elements that hold elements alone."""
    from lxml import etree

    etree.indent(root, space="  ")
    body = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _append(holder: Element, _: Record, entry: Element) -> None:
    holder.append(entry)


def pieces(
    records: Iterable[Record],
    out: Callable[[Record], Out[Element]],
    shell: Callable[[], tuple[Element, Element]],
    place: Callable[[Element, Record, Element], None] = _append,
    last: Callable[[Element], None] | None = None,
) -> Iterator[Written]:
    """A file piece by piece.

    out: a record as an element. shell: the root of an empty file, and the element that is to hold
    the entries (the root itself, or one within it). place: puts an entry there. last: puts there
    what comes after all entries.
    """
    source = iter(records)
    before, after = _around(shell)
    written = False
    while piece := list(islice(source, _PIECE)):
        root, holder = shell()
        dropped: dict[str, list[str]] = {}
        moved: dict[str, list[str]] = {}
        for record in piece:
            found = out(record)
            place(holder, record, found.entry)
            if found.dropped:
                dropped[record.document.id] = found.dropped
            if found.moved:
                moved[record.document.id] = found.moved
        text = text_of(root)[len(before) : -len(after)]
        yield Written(_next(before, written) + text, dropped, moved)
        written = True
    root, holder = shell()
    if last:
        last(holder)
    if len(holder):
        yield Written(_next(before, written) + text_of(root)[len(before) :], {})
    else:
        yield Written(after if written else text_of(root), {})


def _around(shell: Callable[[], tuple[Element, Element]]) -> tuple[str, str]:
    """What stands in a file before its first entry, and behind the last."""
    from lxml.etree import Comment, tostring

    root, holder = shell()
    mark = Comment("entries")
    holder.append(mark)
    before, _, after = text_of(root).partition(tostring(mark, encoding="unicode", with_tail=False))
    return before, after


def _next(before: str, written: bool) -> str:
    """What stands before the first entry of a piece."""
    return "\n" + before.rpartition("\n")[2] if written else before
