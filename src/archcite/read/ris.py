"""RIS files, in the manner of any program, as records.

Owns lines and entries: which line is a tag, which a wrapped one, where an entry begins and ends.
What the tags mean is crosswalk.ris's. The Wilson Center's own files are read by read.wilson.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from msgspec.structs import replace

from archcite.crosswalk.flat_text import line
from archcite.crosswalk.ris import from_ris
from archcite.crosswalk.ris_tags import KNOWN
from archcite.crosswalk.table import Pair
from archcite.errors import Problem
from archcite.read.languages import language_tag
from archcite.read.tagged import tagged_records
from archcite.record.identifiers import check_language
from archcite.record.key import make_key
from archcite.record.model import Record

_EXACT = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)")
# One blank, or three, or none behind the hyphen; small letters; blanks before.
_LOOSE = re.compile(r"[ \t]*([A-Za-z][A-Za-z0-9])[ \t]{1,4}-(?:[ \t]+(.*)|(\S.*)?)")
_FIRST = re.compile(r"[ \t]*(?:\d{1,6}\.)?[ \t]*[Tt][Yy][ \t]{1,4}-[ \t]*\S")
# Tags whose further lines are further values.
_LISTS = frozenset("KW UR L1 L2 L3 L4 LK".split())
_LOOKED = 40  # lines before the first type: what a publisher or a mail program puts there


class _Entry(NamedTuple):
    """One reference: the line of its type, its tags, and whether these stood behind a type."""

    line: int
    pairs: list[Pair]
    typed: bool = True
    ended: bool = True


def is_ris(text: str) -> bool:
    """Whether one of the first lines is the type of a reference."""
    lines = text.lstrip("\ufeff \t\r\n")[:20_000].splitlines()[:_LOOKED]
    return any(map(_FIRST.match, lines))


def read_ris(data: bytes, name: str) -> list[Record | Problem]:
    """Each reference as a record, in the order of the file; a broken one is a Problem."""
    return list(_read(data, name))


def read_ris_stream(stream: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """The same from an open file of any size."""
    return _read(stream, name)


def _read(source: bytes | BinaryIO, name: str) -> Iterator[Record | Problem]:
    empty = "There is no reference in this file; each begins with a line such as TY  - JOUR."
    return tagged_records(source, name, _entries, _record, empty)


def _entries(lines: Iterable[str]) -> Iterator[_Entry]:
    """The references: from a type to ER, to the next type, or to the end."""
    entry: _Entry | None = None
    loose = False  # whether this reference has its tags in small letters
    for number, raw in enumerate(lines, 1):
        found = _EXACT.match(raw)
        if found:
            tag, value = found[1], found[2]
        else:
            tag, value = _loose(raw, loose or entry is None)
        if tag == "TY":
            if entry:
                yield entry
            loose = not found and raw.lstrip()[:2] == "ty"
            entry = _Entry(number, [(tag, value.strip())])
        elif tag == "ER":
            if entry:
                yield entry
            entry = None
        elif tag:
            if entry is None:
                entry = _Entry(number, [], typed=False)
            entry.pairs.append((tag, value))
        elif entry and (more := raw.strip()):
            _go_on(entry.pairs, more)
    if entry:
        yield entry._replace(ended=False)


def _loose(raw: str, small: bool) -> Pair:
    """The tag and value of a line that is written carelessly; no tag for a wrapped line."""
    if "-" not in raw[:12]:
        return "", ""
    found = _LOOSE.fullmatch(raw)
    if not found:
        return "", ""
    tag = found[1]
    if tag.upper() not in KNOWN or not (small or tag.isupper()):
        return "", ""
    if tag.islower() and found[3]:
        return "", ""
    return tag.upper(), found[2] or found[3] or ""


def _go_on(pairs: list[Pair], more: str) -> None:
    """Join a wrapped line to the last value, or take it as a further one."""
    if not pairs:
        return
    tag, value = pairs[-1]
    if tag in _LISTS and (tag == "KW" or "://" in more):
        pairs.append((tag, more))
    elif tag in _LISTS:
        pairs[-1] = (tag, f"{value.rstrip()}{more}")
    else:
        pairs[-1] = (tag, f"{value.rstrip()} {more}")


def _record(entry: _Entry, name: str) -> Iterator[Record | Problem]:
    where = f"{name}:{entry.line}"
    if not entry.typed:
        message = "These lines have no type (TY) before them; they are no reference."
        yield Problem("reference-faulty", where, message)
        return
    pairs = [
        (tag, _language(text) if tag == "LA" else text)
        for tag, value in entry.pairs
        if (text := line(value))
    ]
    if len(pairs) < 2:
        yield Problem("reference-faulty", where, "This reference has a type and nothing else.")
        return
    if not entry.ended:
        message = "The file ends inside this reference, without ER; a part of it may be missing."
        yield Problem("file-cut", where, message, "compare it with its source")
    record = from_ris(pairs)
    if record.document.id == "item":
        record = replace(record, document=replace(record.document, id=make_key(record)))
    yield record


def _language(text: str) -> str:
    """The tag of a language that is told by its name."""
    tag = text.strip().replace("_", "-")
    return language_tag(text) or text if check_language(tag) else tag
