"""What Zotero's RDF means: items with their notes, files, tags and collections as plain records.

Which node is what is crosswalk.zotero_rdf_graph's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from archcite.crosswalk import zotero_rdf_table as table
from archcite.crosswalk.bare import bare_zotero_rdf
from archcite.crosswalk.carrier import pack
from archcite.crosswalk.csl_back import AUTHORS_OF
from archcite.crosswalk.edtf_back import as_edtf
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.mods_holding import read_mark
from archcite.crosswalk.returning import Returned, digest, losses, returned
from archcite.crosswalk.rights_back import rights_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import (
    append,
    attribute,
    child,
    children,
    line,
    local,
    prose,
    store,
    value,
)
from archcite.crosswalk.two_way import Out
from archcite.crosswalk.zotero_extra import read_extra, words_of
from archcite.crosswalk.zotero_rdf import Collections, empty, write_item
from archcite.crosswalk.zotero_rdf_graph import Graph, address_of, graph_of, items_of, type_of
from archcite.crosswalk.zotero_types import what_it_is
from archcite.record.identifiers import check_day
from archcite.record.key import slug
from archcite.record.model import Record
from archcite.record.shelfmark import read_archive
from archcite.record.vocab import Kind, Role

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Properties of an item that are read one by one; other ones of Zotero's own are kept.
_READ = frozenset(
    """itemType title shortTitle abstract language type medium numPages artworkSize
    libraryCatalog dateSubmitted pages edition numberOfVolumes date presentedAt rights archive
    coverage identifier isReferencedBy link relation description isPartOf volume number publisher
    subject displayTitle""".split()
)


def from_item(node: Element, graph: Graph) -> Returned:
    """What an item and all that hangs on it means."""
    words = [word for each in children(node, "description") for word in words_of(prose(each))]
    return returned(_Reading(node, graph).read(), words, _again)


def _again(record: Record) -> Mapping[str, Any]:
    return _means(_visible(record))


def _visible(record: Record) -> Element:
    """The nodes of a record without a carrier, below a root of their own."""
    root = empty()
    write_item(root, record)
    collections = Collections()
    collections.add(record)
    collections.write(root)
    return root


def _means(root: Element) -> Mapping[str, Any]:
    """What the first item below a root means."""
    graph = graph_of(root)
    return _Reading(next(items_of(root, graph)), graph).read()


def to_items(record: Record, carrier: bool = True) -> Out[Element]:
    """The nodes of a record, below a root of their own; see crosswalk.two_way."""
    visible = _visible(record)
    fields = _means(visible)
    dropped = losses(record, fields)
    bare = bare_zotero_rdf(visible)
    apart = losses(record, _means(bare)) if bare is not None else []
    root = empty()
    write_item(root, record, pack(record, digest(fields)) if carrier else "")
    return Out(root, dropped, [path for path in apart if path not in dropped])


class _Reading:
    """One item on its way into a plain record."""

    def __init__(self, node: Element, graph: Graph) -> None:
        self.node = node
        self.graph = graph
        self.plain: Plain = {"schema": "archcite/1", "document": {}}
        self.type = line(child(node, "itemType")) or table.TYPES.get(type_of(node), "document")

    def read(self) -> Plain:
        plain = self.plain
        self._key()
        extra = "\n".join(prose(each) for each in children(self.node, "description"))
        rest = read_extra(extra, plain)
        self._what()
        self._fields()
        self._people()
        self._container()
        self._publisher()
        self._tags()
        self._place()
        self._identifiers()
        self._hanging()
        text = "\n".join(rest).strip()
        if text:
            append(plain, "record.foreign", _foreign("extra", text))
        self._rest()
        return plain

    def _key(self) -> None:
        """archcite's key, else the one that Better BibTeX or Zotero's own address tells."""
        about = address_of(self.node)
        if about.startswith("#item_") and not about.removeprefix("#item_").isdecimal():
            key = about.removeprefix("#item_")
            if re.fullmatch(r"[a-z0-9][a-z0-9._-]*", key):
                self.plain["document"]["id"] = key
                return
        told = [line(each) for each in children(self.node, "citationKey") if line(each)]
        for each in told:
            append(self.plain, "record.known_as", each)
        self.plain["document"]["id"] = (slug(told[0])[:100].strip("-") if told else "") or "item"

    def _what(self) -> None:
        word, medium = line(child(self.node, "type")), line(child(self.node, "medium"))
        archived = bool(children(self.node, "archive", "coverage"))
        what_it_is(self.plain, self.type, word, medium, archived)

    def _fields(self) -> None:
        plain = self.plain
        for path, name, types in table.FIELDS:
            found = children(self.node, name.partition(":")[2])
            if found and (not types or self.type in types or path == "document.genre"):
                store(plain, path, prose(found[0]))
        if tag := value(plain, "document.language"):
            plain["document"]["language"] = tag_of(tag)
        day = value(plain, "digital.accessed")
        if day:
            plain["digital"]["accessed"] = day[:10]
            if check_day(day[:10]):
                del plain["digital"]["accessed"]
                append(plain, "record.foreign", _foreign("accessDate", day))
        for each in children(self.node, "date"):
            date = as_edtf(line(each))
            store(plain, "document.date", date)
            if not date:
                store(plain, "document.date_as_given", line(each))
        for each in children(self.node, "presentedAt"):
            meeting = self._target(each)
            store(plain, "document.event.name", line(child(meeting, "title")) or line(each))
        for each in children(self.node, "rights"):
            rights_of(plain, prose(each))

    def _people(self) -> None:
        kind = Kind._value2member_map_[self.plain["document"]["kind"]]
        main = str(AUTHORS_OF.get(kind, Role.AUTHOR))  # type: ignore[call-overload]
        told = self.plain.pop("people", [])
        for each in self.node:
            name = local(each).removesuffix("s")
            seq = child(each, "Seq")
            if seq is None:
                continue
            role = table.role_of(name) or main
            for item in children(seq, "li"):
                person = self._target(item)
                family = line(child(person, "surname")) or line(child(person, "familyName"))
                given = line(child(person, "givenName")) or line(child(person, "givenname"))
                if agent := agent_of(family or line(child(person, "name")), given):
                    append(self.plain, "people", {"role": role, **agent})
        for agent in told:
            append(self.plain, "people", agent)

    def _container(self) -> None:
        plain = self.plain
        holders = [self.node]
        for each in (part for holder in holders for part in children(holder, "isPartOf")):
            node = self._target(each)
            if node is None or node in holders or len(holders) > 8:
                continue
            holders.append(node)
            kind = type_of(node)
            if kind == "Series":
                store(plain, "published.series", line(child(node, "title")))
                store(plain, "published.series_number", line(child(node, "identifier")))
                continue
            if kind == "Part":
                store(plain, "published.section", line(child(node, "title")))
                continue
            store(plain, "published.container", line(child(node, "title")))
            store(plain, "published.container_short", line(child(node, "alternative")))
            for number in children(node, "identifier"):
                self._number(line(number))
        for holder in holders:
            if type_of(holder) != "Series":
                store(plain, "published.volume", line(child(holder, "volume")))
                store(plain, "published.issue", line(child(holder, "number")))

    def _publisher(self) -> None:
        for each in children(self.node, "publisher"):
            body = self._target(each)
            if body is None:
                store(self.plain, "published.publisher", line(each))
                continue
            store(self.plain, "published.publisher", line(child(body, "name")))
            address = self._target(child(body, "adr"))
            store(self.plain, "published.place", line(child(address, "locality")))

    def _tags(self) -> None:
        for each in children(self.node, "subject"):
            inside = self._target(each)
            if inside is None:
                append(self.plain, "subjects", {"term": line(each)} if line(each) else {})
            elif type_of(inside) == "AutomaticTag":
                term = line(child(inside, "value"))
                append(self.plain, "subjects", {"term": term, "scheme": table.AUTOMATIC})
            else:
                store(self.plain, "published.call_number", line(child(inside, "value")))

    def _place(self) -> None:
        plain = self.plain
        name = line(child(self.node, "archive"))
        if name:
            archive = read_archive(name)
            for key in ("name", "acronym"):
                store(plain, f"source.archive.{key}", getattr(archive, key))
        if mark := line(child(self.node, "coverage")):
            read_mark(plain.setdefault("source", {}), mark)

    def _identifiers(self) -> None:
        for each in children(self.node, "identifier"):
            inside = self._target(each)
            address = line(child(inside, "value")) if inside is not None else ""
            if address.startswith(("http://", "https://")):
                store(self.plain, "digital.url", address)
            elif address:
                append(self.plain, "record.foreign", _foreign("url", address))
            else:
                self._number(line(each))

    def _number(self, text: str) -> None:
        name, _, number = text.partition(" ")
        if name.upper() in ("ISBN", "ISSN"):
            store(self.plain, f"published.{name.lower()}", number)
        elif name.upper() == "DOI" or text.startswith("10."):
            bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", number or text)
            store(self.plain, "digital.doi", bare)
        elif text:
            append(self.plain, "record.foreign", _foreign("identifier", text))

    def _hanging(self) -> None:
        """Notes, files, relations, collections."""
        plain = self.plain
        for each in children(self.node, "isReferencedBy"):
            note = self._target(each)
            if text := prose(child(note, "value")):
                plain.setdefault("remarks", []).append({"text": text})
        for each in children(self.node, "link"):
            file = self._target(each)
            append(plain, "attachments", _file(file) if file is not None else {})
        for each in children(self.node, "relation"):
            if told := attribute(each, "resource") or line(each):
                append(plain, "record.foreign", _foreign("relation", told))
        for path in self.graph.collections.get(address_of(self.node), ()):
            append(plain, "record.foreign", _foreign("collection", path))

    def _rest(self) -> None:
        for each in children(self.node):
            name = local(each)
            if name in _READ or name == "citationKey" or child(each, "Seq") is not None:
                if name not in ("numPages", "artworkSize", "numberOfVolumes", "edition", "medium"):
                    continue
                if any(name == way.partition(":")[2] and (not types or self.type in types)
                       for _, way, types in table.FIELDS):  # fmt: skip
                    continue
            if text := prose(each):
                append(self.plain, "record.foreign", _foreign(name, text))

    def _target(self, element: Element | None) -> Element | None:
        """The node that a property has inside it or refers to; None for a plain text."""
        if element is None:
            return None
        for each in children(element):
            return each
        return self.graph.nodes.get(attribute(element, "resource"))


def _file(node: Element) -> Plain:
    path = ""
    for each in children(node, "resource"):
        path = attribute(each, "resource")
    inside = child(node, "identifier", "URI")
    address = line(child(inside, "value"))
    file = {"path": path, "title": line(child(node, "title"))}
    file["media_type"] = line(child(node, "type"))
    if address.startswith(("http://", "https://")):
        file["url"] = address
    elif path.startswith(("http://", "https://")):
        file["url"], file["path"] = path, ""
    return {key: text for key, text in file.items() if text}


def agent_of(family: str, given: str) -> Plain:
    """Somebody as Zotero has them: a suffix stands behind the given names, a body has none."""
    if not family:
        return {}
    if not given:
        return {"as_given": family, "kind": "body"}
    first, comma, suffix = given.partition(", ")
    agent: Plain = {"as_given": f"{first} {family}", "family": family, "given": first}
    if comma:
        agent["suffix"] = suffix
        agent["as_given"] += f", {suffix}"
    return agent


def _foreign(name: str, text: str) -> Plain:
    return {"format": "zotero", "name": name, "value": text}
