"""A record that came in another format's carrier: a program has put its word into a note.

What such a program did to the visible fields cannot be told from what a person did, so the carried
record counts; only a title, a summary or a date with words that the record nowhere has was edited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archcite.crosswalk.carrier import MARK, unpack
from archcite.crosswalk.table import Plain

_EDITED = ("title", "summary", "date")
_WORD = re.compile(re.escape(MARK) + r"[\w.{}\\/–—-]+")


def adopted(texts: Iterable[str], now: Plain) -> Plain | None:
    """The record whose carrier stands in one of the texts; None where there is none.

    now: what the fields around it mean.
    """
    for text in texts:
        found = _WORD.search(text) if MARK in text else None
        carried = unpack(found.group()) if found else None
        if carried and isinstance(carried.get("document"), dict):
            return _with_edits(carried, now.get("document", {}))
    return None


def _with_edits(carried: dict[str, Any], now: Mapping[str, Any]) -> Plain:
    known = {word for text in _texts(carried) for word in _words(text)}
    document = carried["document"]
    for name in _EDITED:
        # A field that the record lacks was supplied by us or by the program: a title, a year.
        if name in document and now.get(name) and not set(_words(now[name])) <= known:
            document[name] = now[name]
    return carried


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
