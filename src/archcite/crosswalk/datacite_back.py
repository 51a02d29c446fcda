"""What a DataCite resource means, from schema 2 to 4, whoever wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from archcite.crosswalk import datacite_table as table
from archcite.crosswalk import relators
from archcite.crosswalk.csl_back import AUTHORS_OF, kind_of
from archcite.crosswalk.dublin_core_back import inverted
from archcite.crosswalk.edtf_back import as_edtf
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.mods_holding import read_mark
from archcite.crosswalk.rights_back import rights_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import (
    XML_LANG,
    append,
    at,
    attribute,
    child,
    children,
    line,
    local,
    prose,
    store,
    value,
)
from archcite.record.credits import take_credits
from archcite.record.identifiers import SPDX, check_license, check_rights_uri
from archcite.record.shelfmark import read_archive
from archcite.record.vocab import Kind, Role, WorkType

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NOTHING = re.compile(r"\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal)\)?")
_IN_BRACKETS = re.compile(r"(.+?) \(([^()]{2,40})\)")
_WORK_TYPES = frozenset(map(str, WorkType))
_SPDX = {name.casefold(): name for name in SPDX}
_DATES = ("Created", "Issued", "Available", "Copyrighted", "Other")
_READ = frozenset(
    """identifier creators contributors titles publisher publicationYear resourceType dates language
    subjects alternateIdentifiers sizes formats version rightsList rights descriptions geoLocations
    fundingReferences relatedItems""".split()
)


def from_fields(root: Element) -> Plain:
    """The plain record that the elements mean, whatever a carrier says."""
    plain: Plain = {"schema": "archcite/1", "document": {"id": "item"}}
    _type(root, plain)
    published = plain["document"]["kind"] == "published"
    doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", _text(child(root, "identifier")))
    store(plain, "digital.doi", doi)
    _titles(root, plain)
    _people(root, plain)
    publisher = _text(child(root, "publisher"))
    store(plain, "published.publisher" if published else "digital.name", publisher)
    _dates(root, plain, published)
    store(plain, "document.language", tag_of(_text(child(root, "language"))))
    for each in at(root, "subjects/subject"):
        term = {"term": line(each), "scheme": attribute(each, "subjectScheme"),
                "uri": attribute(each, "valueURI")}  # fmt: skip
        append(plain, "subjects", {key: text for key, text in term.items() if text})
    _identifiers(root, plain)
    store(plain, "document.extent", ", ".join(map(line, at(root, "sizes/size"))))
    store(plain, "document.medium", ", ".join(map(line, at(root, "formats/format"))))
    store(plain, "published.version", line(child(root, "version")))
    _rights(root, plain)
    for each in at(root, "fundingReferences/fundingReference"):
        append(plain, "funders", _funder(each))
        title, number = line(child(each, "awardTitle")), child(each, "awardNumber")
        address = attribute(number, "awardURI") if number is not None else ""
        for name, text in (("awardTitle", title), ("awardURI", address)):
            append(plain, "record.foreign", _foreign(name, text) if text else {})
    _descriptions(root, plain)
    for each in at(root, "geoLocations/geoLocation/geoLocationPlace"):
        append(plain, "places", {"name": line(each)} if line(each) else {})
    _related(root, plain, published)
    for each in children(root):
        _rest(each, plain)
    return plain


def _text(element: Element | None) -> str:
    """The text of an element; "" for the codes that say that there is none."""
    text = line(element)
    return "" if _NOTHING.fullmatch(text) else text


def _type(root: Element, plain: Plain) -> None:
    element = child(root, "resourceType")
    words = [word.strip() for word in line(element).split(";") if word.strip()]
    general = attribute(element, "resourceTypeGeneral") if element is not None else ""
    if words and words[0] in Kind._value2member_map_:
        plain["document"]["kind"] = words.pop(0)
        if words and words[0] in _WORK_TYPES:
            store(plain, "published.type", words.pop(0))
        store(plain, "document.genre", "; ".join(words))
        return
    type_ = table.FROM_GENERAL.get(general, "")
    hosted = at(root, "contributors/contributor[contributorType=HostingInstitution]")
    item = {"type": type_ or "document", "genre": " ".join(words)}
    created = at(root, "dates/date[dateType=Created]") and at(
        root, "alternateIdentifiers/alternateIdentifier[alternateIdentifierType=Shelfmark]"
    )
    if created and hosted:
        item["archive"] = "yes"
    kind = str(kind_of(item)) if item.get("archive") or type_ == "collection" else "published"
    plain["document"]["kind"] = kind
    if kind == "published":
        store(plain, "published.type", type_)
    if words and words[0].casefold() != general.casefold():
        store(plain, "document.genre", words[0])


def _titles(root: Element, plain: Plain) -> None:
    for each in at(root, "titles/title"):
        type_, text = attribute(each, "titleType"), _text(each)
        tag = each.get(XML_LANG) or ""
        if not text:
            continue
        if not type_ and not value(plain, "document.title"):
            store(plain, "document.title", text)
            store(plain, "document.title_language", tag)
        elif type_ == "Subtitle" and value(plain, "document.title"):
            plain["document"]["title"] += f": {text}"
        elif type_ == "TranslatedTitle" and not value(plain, "document.original_title"):
            store(plain, "document.original_title.text", text)
            store(plain, "document.original_title.language", tag)
        elif type_ == "AlternativeTitle" and not value(plain, "document.short_title"):
            store(plain, "document.short_title", text)
        else:
            append(plain, "remarks", {"text": text, "title": "other title"})


def _people(root: Element, plain: Plain) -> None:
    kind = Kind._value2member_map_[plain["document"]["kind"]]
    main = str(AUTHORS_OF.get(kind, Role.AUTHOR))  # type: ignore[call-overload]
    for each in at(root, "creators/creator"):
        if agent := _agent(each, "creatorName"):
            append(plain, "people", {"role": main, **agent})
    for each in at(root, "contributors/contributor"):
        type_ = attribute(each, "contributorType")
        name = child(each, "contributorName")
        told = _IN_BRACKETS.fullmatch(_text(name))
        role = table.FROM_CONTRIBUTOR.get(type_, "")
        if told and not role and (known := relators.role_of(told[2])):
            role = str(known)
        agent = _agent(each, "contributorName", told[1] if told and role else "")
        if not agent:
            continue
        if type_ == "HostingInstitution":
            _archive(each, agent, plain)
        elif type_ == "Distributor":
            store(plain, "digital.program", agent["as_given"])
        elif type_ == "RightsHolder":
            append(plain, "rights.holder", agent["as_given"])
        elif type_ == "Sponsor":
            append(plain, "funders", {"name": agent["as_given"]})
        else:
            append(plain, "people", {"role": role or "contributor", **agent})


def _archive(element: Element, agent: Plain, plain: Plain) -> None:
    for key, found in msgspec.to_builtins(read_archive(agent["as_given"])).items():
        store(plain, f"source.archive.{key}", found)
    for each in children(element, "nameIdentifier"):
        scheme = attribute(each, "nameIdentifierScheme").casefold()
        if scheme in table.ARCHIVE_IDS:
            store(plain, f"source.archive.ids.{scheme}", _bare(line(each)))


def _bare(address: str) -> str:
    return address.rstrip("/").rsplit("/", 1)[-1]


def _agent(holder: Element, tag: str, shown: str = "") -> Plain:
    name = child(holder, tag)
    text = shown or _text(name)
    if not text or name is None:
        return {}
    family, given = line(child(holder, "familyName")), line(child(holder, "givenName"))
    agent: Plain
    if attribute(name, "nameType") == "Organizational":
        agent = {"as_given": text, "kind": "body"}
    elif family:
        first, comma, suffix = given.partition(", ")
        running = f"{first} {family}".strip() + (f", {suffix}" if comma else "")
        agent = {"as_given": running, "family": family}
        if first:
            agent["given"] = first
        if comma:
            agent["suffix"] = suffix
    else:
        agent = inverted(text)
    for each in children(holder, "nameIdentifier"):
        scheme = attribute(each, "nameIdentifierScheme").casefold()
        if scheme in table.NAME_IDS and line(each):
            found = _bare(line(each))
            ids = agent.setdefault("ids", {})
            ids.setdefault(scheme, found.replace(" ", "") if scheme == "isni" else found)
    for each in children(holder, "affiliation"):
        if line(each):
            agent.setdefault("affiliation", line(each))
    return agent


def _dates(root: Element, plain: Plain, published: bool) -> None:
    order = "Issued Available Created Copyrighted" if published else "Created Issued"
    for type_ in order.split():
        if type_ == "Available" and value(plain, "document.date"):
            continue
        for each in at(root, f"dates/date[dateType={type_}]"):
            store(plain, "document.date", as_edtf(line(each)))
            if value(plain, "document.date") == as_edtf(line(each)):
                store(plain, "document.date_as_given", attribute(each, "dateInformation"))
    for each in at(root, "dates/date[dateType=Available]"):
        store(plain, "digital.uploaded", as_edtf(line(each)))
    for each in at(root, "dates/date[dateType=Other]"):
        told = attribute(each, "dateInformation")
        if told == "accessed":
            store(plain, "digital.accessed", line(each))
        elif told == "as given":
            store(plain, "document.date_as_given", line(each))
    for each in at(root, "dates/date"):
        if (type_ := attribute(each, "dateType")) not in _DATES and line(each):
            append(plain, "record.foreign", _foreign(f"date: {type_}", line(each)))
    year = _text(child(root, "publicationYear"))
    if published and not value(plain, "document.date") and year != table.NO_YEAR:
        store(plain, "document.date", as_edtf(year))


def _identifiers(root: Element, plain: Plain) -> None:
    paths = {type_.casefold(): path for path, type_ in table.ALTERNATES.items()}
    for each in at(root, "alternateIdentifiers/alternateIdentifier"):
        type_, text = attribute(each, "alternateIdentifierType"), _text(each)
        path = paths.get(type_.casefold())
        if not text or type_ == "archcite":
            continue
        if type_ == "archcite key":
            plain["document"]["id"] = text
        elif type_ == "Citation key":
            append(plain, "record.known_as", text)
        elif path and not (path.endswith("url") and not text.startswith(("http:", "https:"))):
            store(plain, path, text)
        elif type_ == "Shelfmark":
            continue  # below: the source's line, if there is one, comes before it
        else:
            append(plain, "record.foreign", _foreign(f"alternateIdentifier: {type_}", text))
    for each in at(root, "alternateIdentifiers/alternateIdentifier"):
        if attribute(each, "alternateIdentifierType") == "Shelfmark" and _text(each):
            source = plain.setdefault("source", {})
            had = source.get("ref_as_given")
            read_mark(source, _text(each))
            if source.get("levels") and had is None and plain["document"]["id"] != "item":
                del source["ref_as_given"]  # archcite's own printing of the levels


def _rights(root: Element, plain: Plain) -> None:
    for each in (*at(root, "rightsList/rights"), *at(root, "rights")):
        text, uri = prose(each), attribute(each, "rightsURI")
        spdx = attribute(each, "rightsIdentifier").casefold()
        access = uri.rsplit("/", 1)[-1] if "eu-repo/semantics" in uri else ""
        if access:
            word = {"openAccess": "open", "closedAccess": "closed"}.get(access, "restricted")
            exact = text in ("open", "restricted", "closed", "redacted")
            store(plain, "rights.access", text if exact else word)
        elif spdx in _SPDX:
            store(plain, "rights.license", _SPDX[spdx])
            if text and check_license(text):
                rights_of(plain, text)
        elif uri and not check_license(uri):
            store(plain, "rights.license", uri)
            if text and text != uri and check_license(text):
                rights_of(plain, text)
        elif uri and not check_rights_uri(uri):
            store(plain, "rights.uri", uri)
            rights_of(plain, "" if text == uri else text)
        else:
            rights_of(plain, text, uri)


def _descriptions(root: Element, plain: Plain) -> None:
    for each in at(root, "descriptions/description"):
        type_, text = attribute(each, "descriptionType"), prose(each)
        if not text:
            continue
        taken = take_credits(line(each)) if type_ == "Other" else None
        if type_ == "Abstract" and not value(plain, "document.summary"):
            store(plain, "document.summary", text)
        elif type_ == "SeriesInformation":
            store(plain, "published.series", text)
        elif taken and taken.credits and not taken.rest:
            for credit in taken.credits:
                append(plain, "credits", msgspec.to_builtins(credit))
        elif type_ == "Other" and (paid := _who_paid(text, plain)):
            paid["statement"] = text
        else:
            title = "" if type_ in ("Other", "") else type_
            append(plain, "remarks", {"text": text, "title": title} if title else {"text": text})


def _who_paid(text: str, plain: Plain) -> Plain | None:
    """The funder whom a sentence names, if it has no sentence yet."""
    return next(
        (f for f in plain.get("funders", ()) if f["name"] in text and "statement" not in f), None
    )


def _funder(element: Element) -> Plain:
    funder: Plain = {}
    store(funder, "name", _text(child(element, "funderName")))
    told = child(element, "funderIdentifier")
    address = line(told)
    if told is not None and address:
        for key, (type_, start) in table.FUNDER_IDS.items():
            if key == "crossref":
                bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", address)
                fits = bare.startswith("10.13039/")
            else:
                bare = _bare(address).replace(" ", "")
                same = type_.casefold() == attribute(told, "funderIdentifierType").casefold()
                fits = same and (key != "wikidata" or "wikidata" in address)
                fits = fits or bool(start and start.partition("://")[2] in address)
            if fits and bare:
                funder["ids"] = {key: bare}
                break
    store(funder, "award", line(child(element, "awardNumber")))
    return funder if "name" in funder else {}


def _related(root: Element, plain: Plain, published: bool) -> None:
    for each in at(root, "relatedItems/relatedItem"):
        relation, type_ = attribute(each, "relationType"), attribute(each, "relatedItemType")
        title = _text(child(each, "titles", "title"))
        pages = "-".join(text for name in ("firstPage", "lastPage")
                         if (text := line(child(each, name))))  # fmt: skip
        if relation == "IsPublishedIn" and published:
            store(plain, "published.container", title)
            store(plain, "published.pages", pages)
            for name in ("volume", "issue", "edition", "publisher"):
                store(plain, f"published.{name}", line(child(each, name)))
            own = child(each, "relatedItemIdentifier")
            if own is not None and attribute(own, "relatedItemIdentifierType") in ("ISSN", "ISBN"):
                type_ = attribute(own, "relatedItemIdentifierType").casefold()
                store(plain, f"published.{type_}", line(own))
        elif relation == "IsPartOf" and published and type_ != "Collection":
            store(plain, "published.series", title)
            store(plain, "published.series_number", line(child(each, "number")))
        elif relation == "IsPartOf" and not published:
            store(plain, "source.collection", title)
        elif relation in ("IsVersionOf", "IsPublishedIn"):
            store(plain, "source.published_in.title", title)
            store(plain, "source.published_in.pages", pages)
            for name in ("volume", "publisher"):
                store(plain, f"source.published_in.{name}", line(child(each, name)))
        elif title:
            append(plain, "record.foreign", _foreign(f"relatedItem: {relation}", title))


def _rest(element: Element, plain: Plain) -> None:
    if local(element) == "relatedIdentifiers":
        for each in children(element):
            name = f"relatedIdentifier: {attribute(each, 'relationType')}"
            append(plain, "record.foreign", _foreign(name, line(each)) if line(each) else {})
    elif local(element) not in _READ and line(element):
        append(plain, "record.foreign", _foreign(local(element), line(element)))


def _foreign(name: str, text: str) -> Plain:
    return {"format": "datacite", "name": name, "value": text}
