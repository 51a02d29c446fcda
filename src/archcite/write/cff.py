"""Records as a CITATION.cff that is valid by its schema, though it lies beside no software.

The schema wants a title and authors of the file: those of the one work in it, or none that claim
anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from archcite.crosswalk import cff_table as table
from archcite.crosswalk.cff import ENTRY
from archcite.crosswalk.cff_back import Reference
from archcite.crosswalk.two_way import Out
from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import pieces, whole
from archcite.write.yaml_text import yaml_text

_OF_FILES = ("version", "doi", "license", "license-url", "abstract", "keywords", "url")


def write_cff(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """One record as the preferred citation, several as references."""
    return whole(stream_cff(records, carrier=carrier))


def stream_cff(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""

    def out(record: Record) -> Out[Reference]:
        return ENTRY.out(record, carrier)

    source = iter(records)
    first = list(islice(source, 2))
    if len(first) == 1:
        found = out(first[0])
        file = {**_of_one(found.entry), "preferred-citation": found.entry}
        key = first[0].document.id
        told = [{key: paths} if paths else {} for paths in (found.dropped, found.moved)]
        yield Written(yaml_text(file), told[0], told[1])
        return
    anonymous = [{"name": table.ANONYMOUS}]
    head = _head(table.MANY, "References", anonymous, "dataset")
    if not first:
        yield Written(yaml_text(head), {})
        return
    yield from pieces(
        chain(first, source), out, _member, (f"{yaml_text(head)}references:\n", "", "")
    )


def _head(message: str, title: str, authors: Any, type_: str) -> dict[str, Any]:
    return {
        "cff-version": table.VERSION,
        "message": message,
        "title": title,
        "type": type_,
        "authors": authors,
    }


def _of_one(work: Reference) -> dict[str, Any]:
    """What the file says of itself where it holds one work."""
    software = work["type"] == "software"
    head = _head(table.ONE, work["title"], work["authors"], "software" if software else "dataset")
    if software or work["type"] == "data":
        head |= {name: work[name] for name in _OF_FILES if name in work}
        if "date-published" in work:
            head["date-released"] = work["date-published"]
    return head


def _member(reference: Reference) -> str:
    return re.sub("(?m)^(?!$)", "  ", yaml_text([reference]))
