"""A record as Dublin Core, simple (fifteen elements) or qualified (DCMI terms).

Roles stand behind names in brackets, since neither form has them. The carrier is an identifier:
harvesters keep those, and nobody prints one that is no address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from archcite.crosswalk import prose, relators
from archcite.crosswalk.bare import bare_dublin_core
from archcite.crosswalk.csl import type_of
from archcite.crosswalk.csl_wording import AUTHORS
from archcite.crosswalk.dublin_core_back import from_fields
from archcite.crosswalk.returning import Returned
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import XML_LANG, XSI, add, children, line
from archcite.crosswalk.two_way import TwoWay
from archcite.record.model import Agent, Record
from archcite.record.vocab import AgentKind, Kind, NameOrder, Role

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
QUALIFIED = "http://worldcat.org/xmlschemas/qdc-1.0/"
_SPACES: Mapping[str, str] = {"dc": DC, "dcterms": TERMS}
# Types of the DCMI vocabulary that are not Text.
_DCMI: Mapping[str, str] = {
    "graphic": "StillImage",
    "figure": "StillImage",
    "map": "StillImage",
    "song": "Sound",
    "motion_picture": "MovingImage",
    "broadcast": "MovingImage",
    "dataset": "Dataset",
    "software": "Software",
    "collection": "Collection",
    "event": "Event",
}

# One element: its prefixed name, its text, the encoding scheme or language.
Line = tuple[str, str, str]


def _empty(full: bool) -> Element:
    """An empty element of qualified or of simple Dublin Core."""
    from lxml.etree import Element as Make

    names = {"oai_qdc": QUALIFIED, "dcterms": TERMS} if full else {"oai_dc": OAI_DC}
    spaces: Any = {**names, "dc": DC, "xsi": XSI}
    return Make(f"{{{QUALIFIED}}}qualifieddc" if full else f"{{{OAI_DC}}}dc", nsmap=spaces)


def from_dublin_core(element: Element) -> Returned:
    """What a container's elements mean, whichever of the two it is."""
    full = QUALIFIED in str(element.tag)
    full = full or any(str(each.tag).startswith(f"{{{TERMS}}}") for each in children(element))
    return (QUALIFIED_DC if full else SIMPLE_DC).back(element)


def from_lines(found: Iterable[Line], full: bool) -> Plain:
    """What the same lines mean in another dress (meta tags, keys and values)."""
    made = _empty(full)
    put_lines(made, found)
    return from_fields(made)


def _carry(made: Element, word: str) -> None:
    add(made, f"{{{DC}}}identifier", word)


def _words(element: Element) -> Iterator[str]:
    return map(line, children(element, "identifier"))


def _filled(record: Record, full: bool) -> Element:
    made = _empty(full)
    put_lines(made, lines(record, full))
    return made


def put_lines(made: Element, found: Iterable[Line]) -> None:
    """Add an element for each line."""
    for name, text, more in found:
        prefix, _, local = name.partition(":")
        element = add(made, f"{{{_SPACES[prefix]}}}{local}", text)
        if more.startswith("dcterms:"):
            element.set(f"{{{XSI}}}type", more)
        elif more:
            element.set(XML_LANG, more)


def lines(record: Record, full: bool) -> Iterator[Line]:
    """The elements of a record. full: whether terms may be used that the fifteen elements lack."""
    yield from _titles(record, full)
    yield from _people(record)
    yield from _dates(record, full)
    yield from _types(record, full)
    yield from _contents(record, full)
    yield from _identifiers(record)
    yield from _where(record, full)
    yield from _rights(record, full)


def _titles(record: Record, full: bool) -> Iterator[Line]:
    document = record.document
    if document.title:
        yield "dc:title", document.title, document.title_language or ""
    if full and document.original_title and document.title:
        original = document.original_title
        yield "dcterms:alternative", original.text, original.language or ""


def _people(record: Record) -> Iterator[Line]:
    for agent in record.people:
        if agent.role in AUTHORS:
            yield "dc:creator", catalogue_name(agent), ""
    for agent in record.people:
        if agent.role is Role.CONTRIBUTOR:
            yield "dc:contributor", catalogue_name(agent), ""
        elif agent.role is Role.SUBJECT:
            continue
        elif agent.role not in AUTHORS:
            yield "dc:contributor", f"{catalogue_name(agent)} ({relators.word(agent.role)})", ""
    for funder in record.funders:
        yield "dc:contributor", f"{funder.name} (funder)", ""


def catalogue_name(agent: Agent) -> str:
    """The name as catalogues write it (Roe, Ada); of a body and a family-first name as it is."""
    if agent.kind is AgentKind.BODY or not agent.family or agent.order is NameOrder.FAMILY_FIRST:
        return agent.as_given
    family = " ".join(each for each in (agent.particle, agent.family) if each)
    return ", ".join(each for each in (family, agent.given, agent.suffix) if each)


def _dates(record: Record, full: bool) -> Iterator[Line]:
    document = record.document
    published = document.kind is Kind.PUBLISHED
    if document.date:
        name = "dcterms:issued" if published else "dcterms:created"
        scheme = "dcterms:W3CDTF" if set(document.date) <= set("0123456789-") else ""
        yield (name, document.date, scheme) if full else ("dc:date", document.date, "")
    elif document.date_as_given:
        yield "dc:date", document.date_as_given, ""


def _types(record: Record, full: bool) -> Iterator[Line]:
    document, type_ = record.document, type_of(record)
    own = record.published.type if record.published else None
    yield "dc:type", _DCMI.get(type_, "Text"), "dcterms:DCMIType" if full else ""
    yield "dc:type", str(document.kind), ""
    if own:
        yield "dc:type", str(own), ""
    if document.genre:
        yield "dc:type", document.genre, ""


def _contents(record: Record, full: bool) -> Iterator[Line]:
    document = record.document
    if document.language:
        yield "dc:language", document.language, "dcterms:RFC5646" if full else ""
    for subject in record.subjects:
        lcsh = full and (subject.scheme or "").casefold() == "lcsh"
        yield "dc:subject", subject.term, "dcterms:LCSH" if lcsh else ""
    for place in record.places:
        if place.role == "subject":
            yield "dcterms:spatial" if full else "dc:coverage", place.name, ""
    if document.summary:
        yield "dcterms:abstract" if full else "dc:description", document.summary, ""
    if document.extent:
        yield "dcterms:extent" if full else "dc:format", document.extent, ""
    if document.medium and (full or document.extent):
        yield "dcterms:medium" if full else "dc:format", document.medium, ""
    # In the simple form a first description is what the document is about.
    for remark in record.remarks if full or document.summary else ():
        yield "dc:description", remark.text, ""


def _identifiers(record: Record) -> Iterator[Line]:
    yield "dc:identifier", f"archcite:{record.document.id}", ""
    digital, work = record.digital, record.published
    if digital and digital.url:
        yield "dc:identifier", digital.url, ""
    if digital and digital.doi:
        yield "dc:identifier", f"doi:{digital.doi}", ""
    if work and work.isbn:
        yield "dc:identifier", f"ISBN {work.isbn}", ""
    if work and work.issn:
        yield "dc:identifier", f"ISSN {work.issn}", ""


def _where(record: Record, full: bool) -> Iterator[Line]:
    source, digital, work = record.source, record.digital, record.published
    published = record.document.kind is Kind.PUBLISHED
    if published and work:
        if work.publisher:
            yield "dc:publisher", work.publisher, ""
        if work.container:
            yield "dcterms:isPartOf" if full else "dc:source", work.container, ""
        if full:
            parts = (work.container, work.volume, work.issue, work.pages)
            if sum(map(bool, parts)) > 1:
                cited = ", ".join(part for part in parts if part)
                yield "dcterms:bibliographicCitation", cited, ""
    elif digital and (digital.program or digital.name):
        yield "dc:publisher", digital.program or digital.name or "", ""
    if source is None:
        return
    held = prose.holding(source) or prose.as_given(source)
    if held and not (published and not full and work and work.container):
        yield "dc:source", held, ""
    if not full:
        return
    if source.collection and not published:
        yield "dcterms:isPartOf", source.collection, ""
    if told := prose.publication(source.published_in):
        yield "dcterms:isVersionOf", told, ""
    for copy in source.copies:
        if words := prose.holding(copy) or prose.as_given(copy):
            yield "dcterms:hasFormat", words, ""
    for line_ in (prose.credits(record),):
        if line_ and record.credits:
            yield "dcterms:provenance", line_, ""


def _rights(record: Record, full: bool) -> Iterator[Line]:
    terms = record.rights
    if terms is None:
        return
    plain = msgspec.to_builtins(terms)
    for field, name in (
        ("statement", "dc:rights"),
        ("uri", "dc:rights"),
        ("license", "dcterms:license" if full else "dc:rights"),
    ):
        if text := plain.get(field):
            yield name, text, ""
    if full and terms.access:
        yield "dcterms:accessRights", str(terms.access), ""
    if full:
        for holder in terms.holder:
            yield "dcterms:rightsHolder", holder, ""


SIMPLE_DC = TwoWay(partial(_filled, full=False), from_fields, _carry, _words)
QUALIFIED_DC = TwoWay(
    partial(_filled, full=True), from_fields, _carry, _words, bare=bare_dublin_core
)
