"""A record as a MODS 3.8 element, and any MODS record as a plain record.

The whole record stands in an extension element, so that it comes back exactly; what was edited in
the other elements since is kept. Without the extension the elements alone are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from archcite.crosswalk import mods_table as table
from archcite.crosswalk import prose
from archcite.crosswalk.adopted import adopted
from archcite.crosswalk.bare import bare_mods
from archcite.crosswalk.carrier import MARK
from archcite.crosswalk.csl import type_of
from archcite.crosswalk.mods_back import from_fields
from archcite.crosswalk.mods_holding import write_holding
from archcite.crosswalk.mods_names import write_name, write_parts
from archcite.crosswalk.relators import ROLES
from archcite.crosswalk.returning import Returned
from archcite.crosswalk.tree import (
    CARRIER,
    XLINK,
    XML_LANG,
    XSI,
    add,
    at,
    below,
    children,
    line,
    put,
    write_facts,
)
from archcite.crosswalk.two_way import TwoWay
from archcite.crosswalk.zotero_types import zotero_type
from archcite.record.model import Record
from archcite.record.vocab import Kind, Role
from archcite.text.edtf import parse

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HREF = f"{{{XLINK}}}href"
_USE = "use and reproduction"
# Zotero's own word for a role, where a text that it knows decides (MODS.js).
_ZOTERO_WORDS = {
    ("presentation", Role.SPEAKER): "presenter",
    ("artwork", Role.PHOTOGRAPHER): "artist",
    ("film", Role.SCRIPT_WRITER): "scriptwriter",
}


def collection() -> Element:
    """The root of a file with several records."""
    from lxml.etree import Element as Make

    namespaces: Any = {None: table.NAMESPACE, "xlink": XLINK, "xsi": XSI}
    root = Make(f"{{{table.NAMESPACE}}}modsCollection", nsmap=namespaces)
    root.set(f"{{{XSI}}}schemaLocation", f"{table.NAMESPACE} {table.SCHEMA}")
    return root


def _carry(element: Element, word: str) -> None:
    add(add(element, "extension"), f"{{{CARRIER}}}record", word)


def _words(element: Element) -> Iterator[str]:
    yield from (line(each) for each in below(element, "record") if "archcite" in str(each.tag))
    yield from (text for each in children(element, "note") if (text := line(each)).startswith(MARK))


def _element(record: Record) -> Element:
    plain = msgspec.to_builtins(record)
    made = add(collection(), "mods", None, {"version": "3.8"})
    _titles(made, record)
    _types(made, record)
    zotero = zotero_type(record)
    for agent in plain.get("people", ()):
        role = ROLES[agent["role"]]
        if role is not Role.SUBJECT:
            write_name(made, agent, _ZOTERO_WORDS.get((zotero, role), ""))
    _dates(made, record)
    _languages(made, record)
    write_facts(made, plain, table.FACTS)
    _part(made, record)
    write_holding(made, record)
    _online(made, record)
    _rights(made, record)
    _notes(made, record)
    _subjects(made, record, plain)
    _attachments(made, record)
    add(put(made, "recordInfo", None), "recordIdentifier", record.document.id,
        {"source": "archcite"})  # fmt: skip
    return made


def _titles(made: Element, record: Record) -> None:
    document = record.document
    kind = str(document.title_kind or "")
    if document.title:
        told = {"supplied": "yes"} if kind == "devised" else {"otherType": kind}
        title = add(made, "titleInfo", None, told)
        add(title, "title", document.title)
        if document.title_language:
            title.set(XML_LANG, document.title_language)
    original = document.original_title
    if original is None:
        return
    for text, more in (
        (original.text, {}),
        (original.transliteration, {"transliteration": "yes"}),
    ):
        if text:
            has = {"type": "alternative", "displayLabel": "original title", **more}
            title = add(made, "titleInfo", None, has)
            add(title, "title", text)
            if original.language:
                title.set(XML_LANG, original.language)
    if original.translation:
        add(add(made, "titleInfo", None, {"type": "translated"}), "title", original.translation)


def _types(made: Element, record: Record) -> None:
    kind, type_ = record.document.kind, type_of(record)
    has = {"collection": "yes"} if kind is Kind.COLLECTION else {}
    if kind is not Kind.PUBLISHED and record.source:
        has["manuscript"] = "yes"
    add(made, "typeOfResource", table.RESOURCES.get(type_, "text"), has)
    add(made, "genre", zotero_type(record), {"authority": "local"})
    for term, means in table.MARC_GENRES.items():
        if means == type_:
            add(made, "genre", term, {"authority": "marcgt"})
            break
    add(made, "genre", str(kind), {"authority": "archcite", "type": "kind"})
    if record.published and record.published.type:
        add(made, "genre", str(record.published.type), {"authority": "csl", "type": "type"})


def _dates(made: Element, record: Record) -> None:
    document = record.document
    published = document.kind is Kind.PUBLISHED
    way = table.IMPRINT if published else table.MADE
    if document.date:
        read = parse(document.date)
        points = [point for point in (read.start, read.end) if point]
        qualifier = ""
        if document.date_inferred:
            qualifier = "inferred"
        elif any(point.approximate for point in points):
            qualifier = "approximate"
        elif any(point.uncertain for point in points):
            qualifier = "questionable"
        has = {"encoding": "edtf", "keyDate": "yes", "qualifier": qualifier}
        name = "dateIssued" if published else "dateCreated"
        date = put(made, f"{way}/{name}", document.date)
        for key, value in has.items():
            if value:
                date.set(key, value)
        if not published:
            # Programs that know books alone look for this one, and know no marks of doubt.
            plain = document.date.partition("/")[0].rstrip("~?%") or document.date
            if set(plain) <= set("0123456789-"):
                put(made, f"{way}/dateIssued", plain).set("encoding", "w3cdtf")
    elif document.date_inferred:
        put(made, f"{way}/dateOther[type=inferred]", "yes")
    if document.date_as_given:
        put(made, f"{way}/dateOther[type=as given]", document.date_as_given)
    if not published:
        for place in record.places:
            if place.role == "written-at":
                put(made, f"{way}/place/placeTerm[type=text]", place.name)
                break


def _languages(made: Element, record: Record) -> None:
    for tag, has in (
        (record.document.language, {"usage": "primary"}),
        (record.document.original_language, {"objectPart": "original"}),
    ):
        if tag:
            term = {"type": "code", "authority": "rfc5646"}
            add(add(made, "language", None, has), "languageTerm", tag, term)


def _part(made: Element, record: Record) -> None:
    work = record.published
    if work is None:
        return
    hosts, series = at(made, table.HOST), at(made, "relatedItem[type=series][!displayLabel]")
    if hosts and series:
        hosts[0].append(series[0])
    if work.container and type_of(record) in table.IN_BOOKS:
        put(made, f"{table.HOST}/genre[authority=marcgt]", "book")
    way = f"{table.HOST}/part" if work.container or work.issn else "part"
    for field, type_ in table.DETAILS.items():
        if text := getattr(work, field):
            put(made, f"{way}/detail[type={type_}]/number", text)
    if work.pages:
        extent = put(made, f"{way}/extent[unit=pages]", None)
        first, dash, last = work.pages.replace("–", "-").partition("-")
        if dash and first.isalnum() and last.isalnum() and "–" not in work.pages:
            add(extent, "start", first)
            add(extent, "end", last)
        else:
            add(extent, "list", work.pages)
    for each in work.other:
        add(made, "note", each.value, {"type": "csl", "displayLabel": each.name})


def _online(made: Element, record: Record) -> None:
    digital = record.digital
    if digital is None:
        return
    if digital.url or digital.accessed:
        place = add(made, "location")
        url = add(place, "url", digital.url or "", {"usage": "primary"})
        if digital.accessed:
            url.set("dateLastAccessed", digital.accessed)
    if digital.archived_url:
        add(add(made, "location"), "url", digital.archived_url, {"note": "archived copy"})


def _rights(made: Element, record: Record) -> None:
    terms = record.rights
    if terms is None:
        return

    def say(text: str | None, label: str = "", href: str = "", type_: str = _USE) -> None:
        if text:
            has = {"type": type_, "displayLabel": label, _HREF: href}
            add(made, "accessCondition", text, has)

    say(terms.statement)
    say(terms.uri, "rights statement", terms.uri or "")
    address = terms.license if terms.license and "://" in terms.license else ""
    say(terms.license, "license", address)
    for each in terms.covers:
        say(str(each), "covers")
    for holder in terms.holder:
        say(holder, "rights holder")
    say(terms.contact, "contact")
    if terms.holder_contacted is not None:
        say("yes" if terms.holder_contacted else "no", "rights holder contacted")
    say(str(terms.access) if terms.access else None, type_="restriction on access")
    say(terms.url, "statement at", terms.url or "")


def _notes(made: Element, record: Record) -> None:
    for credit in record.credits:
        by = prose.listed(credit.by)
        purpose = f" for {credit.purpose}" if credit.purpose else ""
        has = {"type": "acquisition" if credit.verb in _GIVEN else "creation/production credits"}
        verb = str(credit.verb)
        add(made, "note", f"{verb.capitalize()}{purpose} by {by}".rstrip(), has)
    for funder in record.funders:
        has = {"type": "funding", "displayLabel": funder.name}
        note = add(made, "note", prose.funding(funder), has)
        for key, start in table.FUNDER_IDS.items():
            if funder.ids and (found := getattr(funder.ids, key)):
                note.set(_HREF, f"{start}{found}")
                break
    for remark in record.remarks:
        add(made, "note", remark.text, {"displayLabel": remark.title or ""})
    for each in record.record.foreign if record.record else ():
        label = f"{each.format}: {each.name}"
        add(made, "note", each.value, {"type": "foreign", "displayLabel": label})


_GIVEN = ("obtained", "contributed", "provided")


def _subjects(made: Element, record: Record, plain: Mapping[str, Any]) -> None:
    for subject in record.subjects:
        has = {"authority": subject.scheme or "", "valueURI": subject.uri or ""}
        add(add(made, "subject"), "topic", subject.term, has)
    written = False
    for place in record.places:
        if place.role == "written-at" and not written and record.document.kind != "published":
            written = True
            if not place.ids:
                continue
        has = {"displayLabel": "" if place.role == "subject" else str(place.role)}
        term = add(add(made, "subject", None, has), "geographic", place.name)
        for key, start in table.PLACE_IDS.items():
            if place.ids and (found := getattr(place.ids, key)):
                term.set("valueURI", f"{start}{found}")
                term.set("authority", key)
                break
    for agent in plain.get("people", ()):
        if agent["role"] == "subject":
            write_parts(add(add(made, "subject"), "name"), agent)
            name = made[-1][0]
            name.set("type", "corporate" if agent.get("kind") == "body" else "personal")
    for mention in record.mentions:
        label = {"displayLabel": f"mentioned {mention.kind}"}
        add(add(made, "subject", None, label), "topic", mention.name)


def _attachments(made: Element, record: Record) -> None:
    for each in record.attachments:
        has = {"type": "otherFormat", "displayLabel": "attachment"}
        item = add(made, "relatedItem", None, has)
        write_facts(item, msgspec.to_builtins(each), table.ATTACHMENT)


MODS = TwoWay(_element, from_fields, _carry, _words, bare=bare_mods)


def from_mods(element: Element) -> Returned:
    """What a mods element means; a record that another program has put into a note counts too."""
    found = MODS.back(element)
    if found.whole:
        return found
    told = [line(each) for each in children(element, "note")]
    whole = adopted(told, from_fields(element))
    return Returned(whole, True) if whole else found
