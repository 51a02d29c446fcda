"""Dublin Core: single records, files of them, and answers of OAI-PMH with one record or many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from archcite.crosswalk.dublin_core import from_dublin_core
from archcite.crosswalk.tree import attribute, below, children, line, local
from archcite.errors import Problem
from archcite.read.finish import finished, unique
from archcite.read.xml import Source, entries, root_of
from archcite.record.model import Record

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ENTRIES = ("record", "dc", "qualifieddc", "qdc", "dcq", "metadata", "error", "ProvidedCHO")
_MARKS = frozenset(("title", "creator", "identifier", "date", "description", "subject", "type"))


def is_dublin_core(text: str) -> bool:
    """Whether a text is XML with Dublin Core records."""
    name, namespaces = root_of(text)
    if name == "OAI-PMH":
        return "oai_dc" in text[:40_000] or "purl.org/dc/" in text[:40_000]
    plain = name not in ("RDF", "package", "html", "mods", "modsCollection", "ead")
    return name in ("dc", "qualifieddc") or (plain and "purl.org/dc/" in namespaces)


def read_dublin_core(data: bytes, name: str) -> list[Record | Problem]:
    """Each record; deleted records of an answer are passed over."""
    return list(unique(_records(data, name)))


def read_dublin_core_stream(stream: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """The same from an open file of any size."""
    return unique(_records(stream, name))


def _records(source: Source, name: str) -> Iterator[Record | Problem]:
    found = False
    for element in entries(source, name, *_ENTRIES):
        if isinstance(element, Problem):
            found = True
            yield element
            continue
        where = f"{name}:{element.sourceline}"
        if local(element) == "error":
            found = True
            said = line(element) or attribute(element, "code")
            yield Problem("nothing-found", where, f"The server answered with: {said}.")
            continue
        header = next(iter(children(element, "header")), None)
        if header is not None and attribute(header, "status") == "deleted":
            found = True
            continue
        holder = _holder(element)
        if holder is None:
            continue
        meant = from_dublin_core(holder)
        if header is not None and not meant.whole:
            told = line(next(iter(children(header, "identifier")), None))
            if told:
                known = meant.plain.setdefault("record", {}).setdefault("known_as", [])
                known.append(told)
        found = True
        yield from finished(meant, where, "dublin-core")
    if not found:
        yield Problem("nothing-found", name, "The file has no Dublin Core record.")


def _holder(element: Element) -> Element | None:
    """The element whose children are those of Dublin Core: itself, or the first within it."""
    for each in (element, *below(element, "dc", "qualifieddc", "qdc", "dcq", "metadata")):
        if any("purl.org/dc/" in str(inner.tag) for inner in each) or (
            local(each) in ("dc", "qualifieddc", "qdc")
            and any(local(inner) in _MARKS for inner in each)
        ):
            return each
    return None
