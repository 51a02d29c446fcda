"""A record as nodes of Zotero's RDF: the item, its notes, its files, and the collections it is in.

What Zotero's item type has no field for stands in Extra (dc:description), so that nothing of it is
dropped; the carrier is a line there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from archcite.crosswalk import prose
from archcite.crosswalk import zotero_rdf_table as table
from archcite.crosswalk.csl_back import AUTHORS_OF
from archcite.crosswalk.tree import add, value
from archcite.crosswalk.zotero_extra import CARRIER, lines_of, person_line, sentences_of
from archcite.crosswalk.zotero_rdf_table import RDF, SPACES
from archcite.crosswalk.zotero_types import TO_CSL, zotero_type
from archcite.record.model import Record
from archcite.record.tradition import print_levels
from archcite.record.vocab import Kind, Role

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ABOUT, _RESOURCE = f"{{{RDF}}}about", f"{{{RDF}}}resource"


def empty() -> Element:
    """The root of a file."""
    from lxml.etree import Element as Make

    spaces: Any = SPACES
    return Make(f"{{{RDF}}}RDF", nsmap=spaces)


def write_item(root: Element, record: Record, word: str = "") -> None:
    """The nodes of one record. word: the carrier's, for Extra."""
    _Item(root, record, word).write()


class Collections:
    """The collections in which records stood in Zotero, each with its items' addresses."""

    def __init__(self) -> None:
        self._members: dict[str, list[str]] = {}

    def add(self, record: Record) -> None:
        """Note where a record stood."""
        members = self._members
        for each in record.record.foreign if record.record else ():
            if (each.format, each.name) == ("zotero", "collection"):
                path = each.value.split(" / ")
                members.setdefault(each.value, []).append(_anchor(record))
                for depth in range(1, len(path)):
                    members.setdefault(" / ".join(path[:depth]), [])

    def write(self, root: Element) -> None:
        """Their nodes, which come behind all items."""
        below: dict[str, list[str]] = {}
        for name in sorted(self._members):
            below.setdefault(name.rpartition(" / ")[0], []).append(name)
        for name in sorted(self._members):
            node = _node(root, "z:Collection", f"#collection_{_slug(name)}")
            _say(node, "dc:title", name.rpartition(" / ")[2])
            for other in below.get(name, ()):
                _point(node, "dcterms:hasPart", f"#collection_{_slug(other)}")
            for address in self._members[name]:
                _point(node, "dcterms:hasPart", address)


class _Item:
    """One record on its way into nodes."""

    def __init__(self, root: Element, record: Record, word: str) -> None:
        self.root = root
        self.record = record
        self.plain: Mapping[str, Any] = msgspec.to_builtins(record)
        self.word = word
        self.type = zotero_type(record)
        self.done: set[str] = {"document.title"}
        self.extra: list[str] = []

    def write(self) -> None:
        node = _node(self.root, table.NODES.get(self.type, "rdf:Description"),
                     _anchor(self.record))  # fmt: skip
        self.node = node
        _say(node, "z:itemType", self.type)
        self._container()
        self._publisher()
        self._people()
        self._tags()
        self._fields()
        self._place()
        self._identifiers()
        self._notes()
        self._files()
        self._foreign()
        self._extra()

    def _take(self, path: str) -> str:
        """The text at a path, which counts as said."""
        found = value(self.plain, path)
        self.done.add(path)
        return str(found) if found else ""

    def _container(self) -> None:
        kind = table.CONTAINERS.get(self.type)
        holder = self.node
        work = self.plain.get("published", {})
        if kind and (work.get("container") or work.get("issn") or work.get("volume")):
            holder = _inside(self.node, "dcterms:isPartOf", kind)
            _say(holder, "dc:title", self._take("published.container"))
            _say(holder, "dcterms:alternative", self._take("published.container_short"))
            for path, name in (("issn", "ISSN"), ("isbn", "ISBN")):
                if text := self._take(f"published.{path}"):
                    _say(holder, "dc:identifier", f"{name} {text}")
        if kind or self.type in table.NUMBERED:
            _say(holder, "prism:volume", self._take("published.volume"))
            _say(holder, "prism:number", self._take("published.issue"))
        if work.get("series") or work.get("series_number"):
            series = _inside(holder, "dcterms:isPartOf", "bib:Series")
            _say(series, "dc:title", self._take("published.series"))
            _say(series, "dc:identifier", self._take("published.series_number"))

    def _publisher(self) -> None:
        work = self.plain.get("published", {})
        if self.type in table.WITHOUT_PUBLISHER or not (work.get("publisher") or work.get("place")):
            return
        body = _inside(self.node, "dc:publisher", "foaf:Organization")
        if place := self._take("published.place"):
            _say(_inside(body, "vcard:adr", "vcard:Address"), "vcard:locality", place)
        _say(body, "foaf:name", self._take("published.publisher"))

    def _people(self) -> None:
        known = table.creators(self.type)
        main = AUTHORS_OF.get(self.record.document.kind, Role.AUTHOR)
        rows: dict[str, Element] = {}
        for agent in self.plain.get("people", ()):
            role = agent["role"]
            name = known.get(role)
            if role == main and table.has_author(self.type):
                name = table.PRIMARY.get(self.type, "author")
            if name is None:
                self.extra.append(person_line(agent))
                continue
            if name not in rows:
                space = "bib" if name in ("author", "editor", "contributor") else "z"
                seq = add(_child(self.node, f"{space}:{name}s"), f"{{{RDF}}}Seq")
                rows[name] = seq
            person = _inside(rows[name], "rdf:li", "foaf:Person")
            whole = agent.get("kind") == "body" or not agent.get("family")
            family = (
                agent["as_given"]
                if whole
                else " ".join(each for each in (agent.get("particle"), agent["family"]) if each)
            )
            _say(person, "foaf:surname", family)
            _say(person, "foaf:givenName", "" if whole else _given(agent))

    def _tags(self) -> None:
        for subject in self.record.subjects:
            if subject.scheme == table.AUTOMATIC:
                tag = _inside(self.node, "dc:subject", "z:AutomaticTag")
                _say(tag, "rdf:value", subject.term)
            else:
                _say(self.node, "dc:subject", subject.term)
        if number := self._take("published.call_number"):
            mark = _inside(self.node, "dc:subject", "dcterms:LCC")
            _say(mark, "rdf:value", number)

    def _fields(self) -> None:
        for path, name, types in table.FIELDS:
            if not types or self.type in types:
                _say(self.node, name, self._take(path))
        date = value(self.plain, "document.date") or self._take("document.date_as_given")
        _say(self.node, "dc:date", date or "")
        event = self.plain["document"].get("event", {})
        if event.get("name") and self.type in ("presentation", "conferencePaper"):
            meeting = _inside(self.node, "bib:presentedAt", "bib:Conference")
            _say(meeting, "dc:title", self._take("document.event.name"))
        terms = self.plain.get("rights", {})
        for field in ("statement", "uri", "license"):
            if terms.get(field):
                _say(self.node, "dc:rights", self._take(f"rights.{field}"))
                break

    def _place(self) -> None:
        source = self.record.source
        if source is None:
            return
        archive = source.archive
        if archive:
            name = prose.repository(msgspec.structs.replace(archive, place=None))
            _say(self.node, "z:archive", ", ".join(name))
        mark = print_levels(source) if source.levels else prose.as_given(source)
        _say(self.node, "dc:coverage", mark)

    def _identifiers(self) -> None:
        for path, name in (("published.isbn", "ISBN"), ("published.issn", "ISSN"),
                           ("digital.doi", "DOI")):  # fmt: skip
            if path not in self.done and (text := self._take(path)):
                _say(self.node, "dc:identifier", f"{name} {text}")
        if address := self._take("digital.url"):
            _say(_inside(self.node, "dc:identifier", "dcterms:URI"), "rdf:value", address)

    def _notes(self) -> None:
        for number, remark in enumerate(self.record.remarks, 1):
            about = f"{_anchor(self.record)}_note_{number}"
            _point(self.node, "dcterms:isReferencedBy", about)
            note = _node(self.root, "bib:Memo", about)
            _say(note, "rdf:value", remark.text)

    def _files(self) -> None:
        for number, each in enumerate(self.record.attachments, 1):
            about = f"{_anchor(self.record)}_file_{number}"
            _point(self.node, "link:link", about)
            file = _node(self.root, "z:Attachment", about)
            _say(file, "z:itemType", "attachment")
            if each.path:
                add(file, f"{{{RDF}}}resource").set(_RESOURCE, _safe(each.path))
            if each.url:
                _say(_inside(file, "dc:identifier", "dcterms:URI"), "rdf:value", each.url)
            _say(file, "dc:title", each.title or "")
            _say(file, "link:type", each.media_type or "")

    def _foreign(self) -> None:
        for each in self.record.record.foreign if self.record.record else ():
            if each.format != "zotero" or each.name == "collection":
                continue
            if each.name == "extra":
                self.extra.append(each.value)
            elif each.name == "relation":
                _point(self.node, "dc:relation", _safe(each.value))
            elif re.fullmatch(r"[A-Za-z]\w*", each.name):
                _say(self.node, f"z:{each.name}", each.value)

    def _extra(self) -> None:
        own = self.record.published.type if self.record.published else None
        told = self.type not in table.ARCHIVAL  # of the others the kind must be said, too
        if own is None or (told and TO_CSL.get(self.type) == str(own)):
            self.done.add("published.type")
        if self.record.document.kind is Kind.PUBLISHED and self.type not in table.ARCHIVAL:
            self.done.add("document.kind")
        lines = [*lines_of(self.plain, self.done), *sentences_of(self.record), *self.extra]
        if self.word:
            lines.append(f"{CARRIER}: {self.word}")
        _say(self.node, "dc:description", "\n".join(lines))


def _given(agent: Mapping[str, Any]) -> str:
    return ", ".join(each for each in (agent.get("given"), agent.get("suffix")) if each)


def _anchor(record: Record) -> str:
    return f"#item_{record.document.id}"


def _address(record: Record) -> str:
    return _anchor(record)


def _slug(name: str) -> str:
    from archcite.record.key import slug

    return slug(name.replace("/", " or ")) or "unnamed"


def _safe(address: str) -> str:
    return "".join(char for char in address if char.isprintable())


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def _node(root: Element, name: str, about: str) -> Element:
    return add(root, _tag(name), None, {_ABOUT: about})


def _child(parent: Element, name: str) -> Element:
    return add(parent, _tag(name))


def _inside(parent: Element, name: str, node: str) -> Element:
    """A node as the value of a property."""
    return add(_child(parent, name), _tag(node))


def _say(node: Element, name: str, text: str) -> None:
    if text:
        add(node, _tag(name), text)


def _point(node: Element, name: str, address: str) -> None:
    add(node, _tag(name), None, {_RESOURCE: address})
