"""A record as a DataCite 4.6 resource: funders and rights whole, the archive as its host.

What the schema demands and the record lacks is written with the codes that DataCite has for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from archcite.crosswalk import datacite_table as table
from archcite.crosswalk import prose, relators
from archcite.crosswalk.bare import bare_datacite
from archcite.crosswalk.csl import type_of
from archcite.crosswalk.csl_wording import AUTHORS
from archcite.crosswalk.datacite_back import from_fields
from archcite.crosswalk.tree import XML_LANG, XSI, add, below, line, put, value
from archcite.crosswalk.two_way import TwoWay
from archcite.record.model import Record
from archcite.record.tradition import print_levels
from archcite.record.vocab import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_YEAR = re.compile(r"\d{4}")


def empty() -> Element:
    """A resource without anything in it."""
    from lxml.etree import Element as Make

    spaces: Any = {None: table.NAMESPACE, "xsi": XSI}
    made = Make(f"{{{table.NAMESPACE}}}resource", nsmap=spaces)
    made.set(f"{{{XSI}}}schemaLocation", f"{table.NAMESPACE} {table.SCHEMA}")
    return made


def _carry(made: Element, word: str) -> None:
    has = {"alternateIdentifierType": "archcite"}
    add(put(made, "alternateIdentifiers", None), "alternateIdentifier", word, has)


def _words(element: Element) -> Iterator[str]:
    return map(line, below(element, "alternateIdentifier"))


def resource(record: Record) -> Element:
    """A record as an element, without the carrier."""
    made = empty()
    plain = msgspec.to_builtins(record)
    digital = plain.get("digital", {})
    add(made, "identifier", digital.get("doi") or table.UNKNOWN, {"identifierType": "DOI"})
    _people(record, made, plain)
    _titles(record, made)
    _issue(record, made, plain)
    _type(record, made)
    _dates(record, made)
    if record.document.language:
        add(made, "language", record.document.language)
    for subject in record.subjects:
        has = {"subjectScheme": subject.scheme or "", "valueURI": subject.uri or ""}
        add(put(made, "subjects", None), "subject", subject.term, has)
    _identifiers(record, made, plain)
    if record.document.extent:
        put(made, "sizes/size", record.document.extent)
    if record.document.medium:
        put(made, "formats/format", record.document.medium)
    if version := value(plain, "published.version"):
        add(made, "version", version)
    _rights(record, made)
    _descriptions(record, made)
    for place in record.places:
        if place.role == "subject":
            add(put(put(made, "geoLocations", None), "geoLocation", None), "geoLocationPlace",
                place.name)  # fmt: skip
    _funders(record, made)
    _related(record, made, plain)
    return made


def _people(record: Record, made: Element, plain: Mapping[str, Any]) -> None:
    creators = add(made, "creators")
    contributors = add(made, "contributors")
    for agent in plain.get("people", ()):
        role = relators.ROLES[agent["role"]]
        if role in AUTHORS:
            _name(add(creators, "creator"), "creatorName", agent)
        else:
            type_ = table.CONTRIBUTORS.get(agent["role"], "RelatedPerson")
            holder = add(contributors, "contributor", None, {"contributorType": type_})
            word = f" ({relators.word(role)})" if type_ == "RelatedPerson" else ""
            _name(holder, "contributorName", agent, word)
    if not len(creators):
        add(add(creators, "creator"), "creatorName", table.UNKNOWN)
    archive = value(plain, "source.archive") or {}
    name = ", ".join(each for each in (archive.get("department"), archive.get("name")) if each)
    if name or archive.get("acronym"):
        body = {"as_given": name or archive["acronym"], "kind": "body"}
        holder = add(contributors, "contributor", None, {"contributorType": "HostingInstitution"})
        _name(holder, "contributorName", body)
        for key, (scheme, uri) in table.ARCHIVE_IDS.items():
            if found := archive.get("ids", {}).get(key):
                has = {"nameIdentifierScheme": scheme, "schemeURI": uri}
                add(holder, "nameIdentifier", found, has)
    if program := value(plain, "digital.program"):
        holder = add(contributors, "contributor", None, {"contributorType": "Distributor"})
        _name(holder, "contributorName", {"as_given": program, "kind": "body"})
    for each in record.rights.holder if record.rights else ():
        holder = add(contributors, "contributor", None, {"contributorType": "RightsHolder"})
        add(holder, "contributorName", each)
    if not len(contributors):
        made.remove(contributors)


def _name(holder: Element, tag: str, agent: Mapping[str, Any], word: str = "") -> None:
    body = agent.get("kind") == "body"
    family, given = agent.get("family"), agent.get("given")
    parts = [" ".join(each for each in (agent.get("particle"), family) if each), given,
             agent.get("suffix")]  # fmt: skip
    whole = agent["as_given"] if body or not family else ", ".join(each for each in parts if each)
    type_ = "Organizational" if body else "Personal" if family else ""
    add(holder, tag, f"{whole}{word}", {"nameType": type_})
    if family and not body:
        if given:
            tail = f", {agent['suffix']}" if agent.get("suffix") else ""
            add(holder, "givenName", f"{given}{tail}")
        add(holder, "familyName", parts[0])
    for key, (scheme, uri) in table.NAME_IDS.items():
        if found := (agent.get("ids") or {}).get(key):
            add(holder, "nameIdentifier", found, {"nameIdentifierScheme": scheme, "schemeURI": uri})
    if agent.get("affiliation"):
        add(holder, "affiliation", agent["affiliation"])


def _titles(record: Record, made: Element) -> None:
    document = record.document
    titles = add(made, "titles")
    main = add(titles, "title", document.title or table.UNKNOWN)
    if document.title_language:
        main.set(XML_LANG, document.title_language)
    if document.original_title:
        original = document.original_title
        other = add(titles, "title", original.text, {"titleType": "TranslatedTitle"})
        if original.language:
            other.set(XML_LANG, original.language)
    if document.short_title:
        add(titles, "title", document.short_title, {"titleType": "AlternativeTitle"})


def _issue(record: Record, made: Element, plain: Mapping[str, Any]) -> None:
    published = record.document.kind is Kind.PUBLISHED
    name = value(plain, "published.publisher" if published else "digital.name")
    add(made, "publisher", name or table.UNKNOWN)
    uploaded = value(plain, "digital.uploaded") or ""
    year = _YEAR.search(record.document.date or "") if published else None
    year = year or _YEAR.match(uploaded) or _YEAR.search(record.document.date or "")
    add(made, "publicationYear", year[0] if year else table.NO_YEAR)


def _type(record: Record, made: Element) -> None:
    type_ = type_of(record)
    own = record.published.type if record.published else None
    words = [str(record.document.kind), str(own or ""), record.document.genre or ""]
    if not own:
        del words[1]
    has = {"resourceTypeGeneral": table.GENERAL.get(type_, "Text")}
    add(made, "resourceType", "; ".join(each for each in words if each), has)


def _dates(record: Record, made: Element) -> None:
    document, digital = record.document, record.digital
    dates = add(made, "dates")
    if document.date:
        type_ = "Issued" if document.kind is Kind.PUBLISHED else "Created"
        has = {"dateType": type_, "dateInformation": document.date_as_given or ""}
        add(dates, "date", document.date, has)
    elif document.date_as_given:
        add(dates, "date", document.date_as_given, {"dateType": "Other",
                                                    "dateInformation": "as given"})  # fmt: skip
    if digital and digital.uploaded:
        add(dates, "date", digital.uploaded, {"dateType": "Available"})
    if digital and digital.accessed:
        has = {"dateType": "Other", "dateInformation": "accessed"}
        add(dates, "date", digital.accessed, has)
    if not len(dates):
        made.remove(dates)


def _identifiers(record: Record, made: Element, plain: Mapping[str, Any]) -> None:
    holder = add(made, "alternateIdentifiers")

    def say(type_: str, text: str | None) -> None:
        if text:
            add(holder, "alternateIdentifier", text, {"alternateIdentifierType": type_})

    say("archcite key", record.document.id)
    for path, type_ in table.ALTERNATES.items():
        say(type_, value(plain, path))
    if record.source and record.source.levels:
        say("Shelfmark", print_levels(record.source))
    for each in record.record.known_as if record.record else ():
        say("Citation key", each)


def _rights(record: Record, made: Element) -> None:
    terms = record.rights
    if terms is None:
        return
    holder = add(made, "rightsList")
    if terms.statement:
        add(holder, "rights", terms.statement, {"rightsURI": terms.url or ""})
    if terms.uri:
        add(holder, "rights", terms.uri, {"rightsURI": terms.uri})
    if terms.license:
        spdx = "" if "://" in terms.license else terms.license
        has = {
            "rightsURI": table.address_of(terms.license),
            "rightsIdentifier": spdx,
            "rightsIdentifierScheme": "SPDX" if spdx else "",
            "schemeURI": "https://spdx.org/licenses/" if spdx else "",
        }
        add(holder, "rights", terms.license, has)
    if terms.access:
        semantics = "info:eu-repo/semantics/"
        uri = {"open": f"{semantics}openAccess", "closed": f"{semantics}closedAccess"}
        has = {"rightsURI": uri.get(str(terms.access), f"{semantics}restrictedAccess")}
        add(holder, "rights", str(terms.access), has)
    if not len(holder):
        made.remove(holder)


def _descriptions(record: Record, made: Element) -> None:
    holder = add(made, "descriptions")
    if record.document.summary:
        add(holder, "description", record.document.summary, {"descriptionType": "Abstract"})
    for credit in record.credits:
        purpose = f" for {credit.purpose}" if credit.purpose else ""
        text = f"{str(credit.verb).capitalize()}{purpose} by {prose.listed(credit.by)}"
        if credit.by:
            add(holder, "description", text, {"descriptionType": "Other"})
    for funder in record.funders:
        if funder.statement:
            add(holder, "description", funder.statement, {"descriptionType": "Other"})
    for remark in record.remarks:
        add(holder, "description", remark.text, {"descriptionType": "Other"})
    if not len(holder):
        made.remove(holder)


def _funders(record: Record, made: Element) -> None:
    for funder in record.funders:
        one = put(made, "fundingReferences/fundingReference", None)
        add(one, "funderName", funder.name)
        for key, (type_, start) in table.FUNDER_IDS.items():
            if funder.ids and (found := getattr(funder.ids, key)):
                add(one, "funderIdentifier", f"{start}{found}", {"funderIdentifierType": type_})
                break  # the schema has room for one
        if funder.award:
            add(one, "awardNumber", funder.award)


def _related(record: Record, made: Element, plain: Mapping[str, Any]) -> None:
    work = plain.get("published", {})
    if record.document.kind is Kind.PUBLISHED:
        own = ("container", "volume", "issue", "pages", "edition")
        if any(work.get(name) for name in own):
            kind = "Journal" if work.get("type", "").startswith("article") else "Book"
            item = _item(made, kind, "IsPublishedIn", work.get("container"))
            _numbers(item, work)
            if work.get("edition"):
                add(item, "edition", work["edition"])
        if work.get("series"):
            item = _item(made, "Other", "IsPartOf", work["series"])
            if work.get("series_number"):
                add(item, "number", work["series_number"])
    elif name := value(plain, "source.collection"):
        _item(made, "Collection", "IsPartOf", name)
    edition = value(plain, "source.published_in") or {}
    if edition.get("title") or edition.get("as_given"):
        item = _item(made, "Book", "IsVersionOf", edition.get("title") or edition["as_given"])
        _numbers(item, edition)


def _item(made: Element, type_: str, relation: str, title: str | None) -> Element:
    has = {"relatedItemType": type_, "relationType": relation}
    item = put(made, "relatedItems/relatedItem", None)
    for key, text in has.items():
        item.set(key, text)
    add(add(item, "titles"), "title", title or table.UNKNOWN)
    return item


def _numbers(item: Element, work: Mapping[str, Any]) -> None:
    for name in ("volume", "issue"):
        if work.get(name):
            add(item, name, work[name])
    first, dash, last = (work.get("pages") or "").partition("-")
    if first:
        add(item, "firstPage", first)
    if dash and last:
        add(item, "lastPage", last)
    if work.get("publisher"):
        add(item, "publisher", work["publisher"])


DATACITE = TwoWay(resource, from_fields, _carry, _words, bare=bare_datacite)
