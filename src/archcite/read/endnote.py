"""EndNote XML files as records, one record at a time.

Owns elements and the style tags inside their texts. What the elements mean is crosswalk.endnote's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from msgspec.structs import replace

from archcite.crosswalk.endnote import ELEMENTS, from_endnote, type_of
from archcite.crosswalk.flat_text import line
from archcite.crosswalk.table import Pair
from archcite.errors import Problem
from archcite.read.languages import language_tag
from archcite.read.xml import Source, placed
from archcite.record.identifiers import check_language
from archcite.record.key import make_key
from archcite.record.model import Record

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LISTS = frozenset(("KW", "UR", "L1", "L2", "L4", "RN"))  # one value a line
_PARTS = frozenset("contributors titles periodical keywords dates urls".split())
# What EndNote notes about its own library.
_INNER = frozenset("database source-app rec-number foreign-keys ref-type modified-date".split())
_KNOWN = re.compile(r"<records\b[^>]{0,200}>\s*(?:<!--.{0,500}?-->\s*)?<record\b", re.DOTALL)


def is_endnote(text: str) -> bool:
    """Whether a text begins as EndNote's XML does."""
    head = text[:20_000].lstrip("\ufeff \t\r\n")
    return head.startswith("<") and "<ref-type" in head and bool(_KNOWN.search(head))


def read_endnote(data: bytes, name: str) -> list[Record | Problem]:
    """Each reference as a record, in the order of the file."""
    return list(_records(data, name))


def read_endnote_stream(stream: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """The same from an open file of any size; what is not XML any more ends it with a Problem."""
    return _records(stream, name)


def _records(source: Source, name: str) -> Iterator[Record | Problem]:
    empty = True
    for found in placed(source, name, "record"):
        empty = False
        if isinstance(found, Problem):
            yield found
        else:
            where, element = found
            yield from _record(element, where)
    if empty:
        yield Problem("reference-faulty", name, "There is no reference of EndNote in this file.")


def _record(element: Element, where: str) -> Iterator[Record | Problem]:
    pairs = list(_pairs(element))
    if len(pairs) < 2:
        yield Problem("reference-faulty", where, "This reference has a type and nothing else.")
        return
    record = from_endnote(pairs)
    if record.document.id == "item":
        record = replace(record, document=replace(record.document, id=make_key(record)))
    yield record


def _pairs(element: Element) -> Iterator[Pair]:
    """The type, then each element that has a text, by its tag."""
    kind = element.find("ref-type")
    number = line(_text(kind)) if kind is not None else ""
    yield "TY", type_of(number, (kind.get("name") or "") if kind is not None else "")
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _INNER:
            continue
        if child.tag in _PARTS:
            for part in child:
                yield from _part(f"{child.tag}/{part.tag}", part)
        else:
            yield from _values(child.tag, child)


def _part(path: str, element: Element) -> Iterator[Pair]:
    """A part of a group: a text of its own, or a group in its turn."""
    if path in ELEMENTS or not len(element) or element[0].tag == "style":
        yield from _values(path, element)
        return
    for inner in element:
        yield from _values(f"{path}/{inner.tag}", inner)


def _values(path: str, element: Element) -> Iterator[Pair]:
    tag = ELEMENTS.get(path, path.replace("/", "."))
    text = _text(element)
    if tag in _LISTS:
        parts = text.split("\n")
    elif tag == "N1":
        parts = re.split(r"\n[ \t]*\n", text)
    else:
        parts = [text]
    for part in parts:
        value = line(part)
        if value:
            yield tag, _language(value) if tag == "LA" else value


def _text(element: Element) -> str:
    """The text of an element without its style tags, line ends as line feeds."""
    return "".join(map(str, element.itertext())).replace("\r\n", "\n").replace("\r", "\n")


def _language(text: str) -> str:
    return language_tag(text) or text if check_language(text) else text
