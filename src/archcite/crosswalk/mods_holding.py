"""Where a document lies and was printed, as MODS locations and related items, and back.

physicalLocation has the whole line (archive, collection, shelfmark): that is the one place where
Zotero and JabRef look. The parts stand in the host item: the archive's fonds with its own location.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from archcite.crosswalk import prose
from archcite.crosswalk.mods_table import HELD
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import (
    Fact,
    add,
    append,
    at,
    attribute,
    child,
    children,
    line,
    put,
    read_facts,
    store,
    write_facts,
)
from archcite.record.model import Holding, Record
from archcite.record.shelfmark import parse_source
from archcite.record.tradition import print_levels
from archcite.record.vocab import LevelKind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_COPY = "copy"
_EDITION = "relatedItem[type=otherVersion][displayLabel=published in]"
# Of the fonds as the host of the document.
_HOST_FACTS = (
    Fact("collection", "titleInfo/title"),
    Fact("archive.name", "location/physicalLocation[!type]"),
    Fact("archive.acronym", "location/physicalLocation[type=acronym]"),
    Fact("archive.department", "location/physicalLocation[type=department]"),
    Fact("archive.place", "location/physicalLocation[type=place]"),
    Fact("archive.country", "location/physicalLocation[type=country]"),
    Fact("archive.ids.isil", "identifier[type=isil]"),
    Fact("archive.ids.ror", "identifier[type=ror]"),
    Fact("archive.ids.isni", "identifier[type=isni]"),
    Fact("archive.ids.wikidata", "identifier[type=wikidata]"),
    Fact("ref_as_given", "note[type=source line]"),
)
_EDITION_FACTS = (
    Fact("title", "titleInfo[!type]/title"),
    Fact("series", "relatedItem[type=series]/titleInfo/title"),
    Fact("authors", "name[displayLabel=author]/namePart"),
    Fact("editors", "name[displayLabel=editor]/namePart"),
    Fact("translators", "name[displayLabel=translator]/namePart"),
    Fact("place", "originInfo/place/placeTerm[type=text]"),
    Fact("publisher", "originInfo/publisher"),
    Fact("date", "originInfo/dateIssued"),
    Fact("volume", "part/detail[type=volume]/number"),
    Fact("document_number", "part/detail[type=document]/number"),
    Fact("pages", "part/extent[unit=pages]/list"),
    Fact("as_given", "note"),
    Fact("url", "location/url"),
)
_EDITION_LISTS = frozenset(("authors", "editors", "translators"))


def write_holding(root: Element, record: Record) -> None:
    """The line for other programs, the fonds, the edition, the copies."""
    source = record.source
    if source is None:
        return
    line_ = prose.holding(source) or prose.as_given(source)
    if line_:
        place = add(root, "location")
        add(place, "physicalLocation", line_, {"displayLabel": "holding"})
        if mark := print_levels(source):
            add(place, "shelfLocator", mark)
    plain = msgspec.to_builtins(source)
    _write_host(root, source, plain)
    for copy, told in zip(source.copies, plain.get("copies", ()), strict=False):
        # A copy of copies is told of the whole alone.
        made = add(root, "relatedItem", None, {"type": "otherFormat", "displayLabel": _COPY})
        if words := prose.holding(copy) or prose.as_given(copy):
            add(add(made, "location"), "physicalLocation", words)
        _write_host(made, copy, told)


def _write_host(root: Element, source: Holding, plain: Mapping[str, Any]) -> None:
    host = put(root, HELD, None)
    write_facts(host, plain, _HOST_FACTS)
    for number, level in enumerate(source.levels, 1):
        detail = put(host, "part/detail", None)
        detail.set("type", str(level.kind))
        detail.set("level", str(number))
        add(detail, "number", level.value)
        if level.label:
            add(detail, "caption", level.label)
    if edition := plain.get("published_in"):
        made = put(root, _EDITION, None)
        for here, there in (("authors", "author"), ("editors", "editor"),
                            ("translators", "translator")):  # fmt: skip
            for each in edition.get(here, ()):
                name = add(made, "name", None, {"displayLabel": there})
                add(name, "namePart", each)
                add(add(name, "role"), "roleTerm", there, {"type": "text"})
        write_facts(
            made, edition, [fact for fact in _EDITION_FACTS if fact.here not in _EDITION_LISTS]
        )
    if not len(host):
        root.remove(host)


def read_holding(root: Element, plain: Plain, used: set[Element], archival: bool) -> None:
    """archival: whether the record is of an archive's document, so that a host is its fonds."""
    source = _read_host(root, used)
    if not source:
        source = _read_wild(root, used, archival)
    copies = []
    for each in children(root, "relatedItem"):
        if attribute(each, "type") == "otherFormat" and attribute(each, "displayLabel") == _COPY:
            used.add(each)
            if copy := _read_host(each, used):
                copies.append(copy)
    if copies:
        source["copies"] = copies
    if source:
        there = plain.setdefault("source", {})
        for key, found in source.items():
            there.setdefault(key, found)


def _read_host(root: Element, used: set[Element]) -> Plain:
    source: Plain = {}
    for host in at(root, HELD):
        used.add(host)
        read_facts(host, source, _HOST_FACTS, used, frozenset())
        for detail in at(host, "part/detail"):
            level = {"kind": attribute(detail, "type"), "value": line(child(detail, "number"))}
            if label := line(child(detail, "caption")):
                level["label"] = label
            if level["value"]:
                append_level(source, level)
        for place in children(root, "location"):
            if child(place, "physicalLocation") is not None:
                used.add(place)
    for edition in at(root, _EDITION):
        used.add(edition)
        found: Plain = {}
        read_facts(edition, found, _EDITION_FACTS, used, _EDITION_LISTS)
        store(source, "published_in", found)
    return source


def append_level(source: Plain, level: Plain) -> None:
    """One step of a shelfmark; a kind that is unknown becomes "other" with its word as label."""
    if level["kind"] not in LevelKind._value2member_map_:
        if level["kind"]:
            level.setdefault("label", level["kind"])
        level["kind"] = "other"
    source.setdefault("levels", []).append(level)


def _read_wild(root: Element, used: set[Element], archival: bool) -> Plain:
    """Locations as other programs write them: repository, shelf locator, or all in one line."""
    source: Plain = {}
    for place in children(root, "location"):
        marks = [line(each) for each in children(place, "shelfLocator") if line(each)]
        marks += [line(each) for each in at(place, "holdingSimple/copyInformation/shelfLocator")]
        names = [
            each
            for each in children(place, "physicalLocation")
            if not _is_code(each) and line(each)
        ]
        codes = [each for each in children(place, "physicalLocation") if _is_code(each)]
        if not (marks or names or codes):
            continue
        used.add(place)
        if codes:
            store(source, "archive.ids.isil", _isil(line(codes[0])))
        rest = [line(each) for each in at(place, "holdingSimple/copyInformation/subLocation")]
        if names and archival and not marks and not _is_repository(names[0]):
            read_line(source, ", ".join(map(line, names)))
            continue
        if names:
            store(source, "archive.name", line(names[0]))
            if len(names) > 1 or rest:
                store(source, "archive.department", ([*map(line, names[1:]), *rest])[0])
        for mark in marks:
            if archival:
                read_mark(source, mark)
            else:
                store(source, "call", mark)
    return source


def _is_repository(element: Element) -> bool:
    """Whether a location is marked as the archive alone."""
    return "repository" in (attribute(element, "type"), attribute(element, "displayLabel"))


def _is_code(element: Element) -> bool:
    known = attribute(element, "authority").casefold()
    return known in ("isil", "oclcorg", "marcorg") or attribute(element, "type") == "code"


def _isil(text: str) -> str:
    return text if "-" in text else ""


def read_line(source: Plain, words: str) -> None:
    """A whole source line, as Zotero has it in one field: taken apart where it is understood."""
    parsed = parse_source(words)
    if parsed.holding and not parsed.leftover and (parsed.holding.archive or parsed.holding.levels):
        put_holding(source, parsed.holding)
    else:
        store(source, "ref_as_given", words)


def put_holding(source: Plain, holding: Holding) -> None:
    """What a parsed line says, where nothing is said yet; its lists can be added to."""
    for key, found in msgspec.to_builtins(holding).items():
        source.setdefault(key, list(found) if isinstance(found, tuple) else found)


def read_mark(source: Plain, mark: str) -> None:
    """A shelfmark without its archive."""
    store(source, "ref_as_given", mark)
    parsed = parse_source(mark)
    if parsed.holding and not parsed.leftover and not parsed.holding.archive:
        for level in msgspec.to_builtins(parsed.holding.levels):
            append(source, "levels", dict(level))
