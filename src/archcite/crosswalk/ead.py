"""Components of a finding aid (EAD 2002, EAD3) as plain records, with what they inherit.

A component says only what is new at its level: who holds it, the fonds, the series above it, the
box, the language and the conditions stand further up. What is inherited and what is its own is
decided here; which components are wanted is the reader's question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from archcite.crosswalk import relators
from archcite.crosswalk.csl_back import kind_of
from archcite.crosswalk.ead_dates import read_date
from archcite.crosswalk.ead_holding import read_holding
from archcite.crosswalk.ead_units import (
    LEVELS,
    NAMES,
    WHOLES,
    Aid,
    Unit,
    did_of,
    headless,
    words_of,
)
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.rights_back import rights_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import (
    append,
    attribute,
    below,
    child,
    children,
    line,
    local,
    prose,
    store,
    value,
)
from archcite.record.credits import take_credits
from archcite.record.vocab import Role

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Descriptions that have no field: kept as remarks under these headings.
_REMARKS: Mapping[str, str] = {
    "bioghist": "Biography or history",
    "custodhist": "Custodial history",
    "acqinfo": "Acquisition",
    "appraisal": "Appraisal",
    "arrangement": "Arrangement",
    "bibliography": "Bibliography",
    "legalstatus": "Legal status",
    "note": "Note",
    "didnote": "Note",
    "odd": "Other data",
    "originalsloc": "Location of originals",
    "otherfindaid": "Other finding aids",
    "phystech": "Technical requirements",
    "prefercite": "Preferred citation",
    "processinfo": "Processing",
    "relatedmaterial": "Related material",
    "relatedencoding": "Related encoding",
    "separatedmaterial": "Separated material",
}
_FORMS = frozenset(("map", "interview", "speech", "recording", "treaty", "object"))
_SUBJECTS = ("subject", "function", "occupation", "title")
_OPEN = re.compile(
    r"\b(?:open|unrestricted|no (?:access )?restrictions|without restrictions?)\b", re.IGNORECASE
)
_CLOSED = re.compile(r"\b(?:closed|not (?:yet )?(?:open|accessible|available))\b", re.IGNORECASE)


def record_of(units: list[Unit], aid: Aid) -> Plain:
    """The plain record of the last unit, those before it being the levels above, largest first."""
    unit = units[-1]
    plain: Plain = {"schema": "archcite/1", "document": {"id": "item"}}
    document = plain["document"]
    store(plain, "document.title", unit.title or _inherited_title(units))
    read_date(unit, plain)
    _physical(unit, plain)
    _headings(unit, plain)
    document["kind"] = _kind(unit, plain, len(units) == 1)
    _people(units, plain)
    _language(units, plain)
    read_holding(units, plain, aid)
    _summary(unit, plain)
    _conditions(units, plain)
    _online(unit, plain, aid, len(units) == 1)
    _remarks(unit, plain)
    store(plain, "record.language", aid.language)
    told = attribute(unit.element, "id") or (aid.key if len(units) == 1 else "")
    append(plain, "record.known_as", told)
    return plain


def _inherited_title(units: list[Unit]) -> str:
    """An untitled component goes by its number in what it belongs to."""
    unit = units[-1]
    above = next((each.title for each in reversed(units[:-1]) if each.title), "")
    return ", ".join(each for each in (above, unit.number) if each)


def _physical(unit: Unit, plain: Plain) -> None:
    did = did_of(unit)
    extents: list[str] = []
    for each in children(did, "physdesc", "physdescstructured", "physdescset"):
        parts = [line(part) for part in below(each, "extent", "dimensions") if line(part)]
        if not parts:
            quantity = [line(part) for part in below(each, "quantity", "unittype") if line(part)]
            parts = [" ".join(quantity)] if quantity else []
        for part in below(each, "physfacet"):
            store(plain, "document.medium", line(part))
        for part in below(each, "genreform"):
            store(plain, "document.genre", line(part))
        if not parts and not children(each):
            parts = [line(each)] if line(each) else []
        extents += parts
    store(plain, "document.extent", ", ".join(extents))
    for each in children(did, "materialspec"):
        store(plain, "document.medium", line(each))


def _headings(unit: Unit, plain: Plain) -> None:
    """Subjects, places, names and forms under which the unit itself can be found."""
    access = unit.get("controlaccess")
    for holder in access:
        access += children(holder, "controlaccess")  # they may stand within one another
    for each in (e for holder in access for e in children(holder)):
        text, name = words_of(each), local(each)
        if not text:
            continue
        if name in _SUBJECTS:
            heading: Plain = {"term": text}
            address = attribute(each, "authfilenumber") or attribute(each, "identifier")
            if scheme := attribute(each, "source"):
                heading["scheme"] = scheme
            if address.startswith(("http://", "https://")):
                heading["uri"] = address
            append(plain, "subjects", heading)
        elif name == "geogname":
            append(plain, "places", {"name": text})
        elif name == "genreform":
            store(plain, "document.genre", text)
        elif name in NAMES:
            told = attribute(each, "relator") or attribute(each, "role")
            role = relators.role_of(told) or Role.SUBJECT
            if unit.level in WHOLES and role is not Role.CREATOR:
                role = Role.SUBJECT  # nobody writes a whole fonds
            append(plain, "people", {"role": str(role), **_agent(each, text)})


def _agent(element: Element, text: str) -> Plain:
    agent: Plain = {"as_given": text.rstrip(" ,.") if not re.search(r"\b\w\.$", text) else text}
    if local(element) in ("corpname", "famname"):
        agent["kind"] = "body"
    parts = {attribute(each, "localtype"): line(each) for each in children(element, "part")}
    family = parts.get("surname") or parts.get("family") or parts.get("lastname")
    given = parts.get("forename") or parts.get("given") or parts.get("firstname")
    if family:
        agent.update(family=family, as_given=" ".join(each for each in (given, family) if each))
        if given:
            agent["given"] = given
    address = attribute(element, "authfilenumber") or attribute(element, "identifier")
    source = attribute(element, "source").casefold()
    bare = address.rstrip("/").rsplit("/", 1)[-1]
    for key, marks in (("viaf", ("viaf",)), ("lcnaf", ("lcnaf", "naf", "id.loc.gov")),
                       ("wikidata", ("wikidata",)), ("isni", ("isni",))):  # fmt: skip
        if bare and any(mark == source or mark in address for mark in marks):
            agent["ids"] = {key: bare.replace(" ", "") if key == "isni" else bare}
            break
    return agent


def _kind(unit: Unit, plain: Plain, top: bool) -> str:
    if top or unit.level in WHOLES:
        return "collection"
    genre = value(plain, "document.genre") or ""
    if unit.level in ("file", "delo", "dossier", "folder"):
        return "file"
    if unit.level in ("item", "document", "piece", "") or unit.level not in LEVELS:
        told = str(kind_of({"type": "manuscript", "genre": genre}))
        one = genre.casefold().removesuffix("s")
        if told != "other" or one in _FORMS:
            return told if told != "other" else one
        first = unit.title.partition(" ")[0]
        guessed = str(kind_of({"type": "manuscript", "genre": first}))
        if guessed != "other":
            plain["document"]["_src"] = {"kind": "inferred"}
            return guessed
        if unit.level == "" and unit.containers:
            return "file"
    return "other"


def _people(units: list[Unit], plain: Plain) -> None:
    """Who made it: its own makers, or as creator whoever made what it belongs to."""
    for number, unit in enumerate(reversed(units)):
        found = False
        for origin in children(did_of(unit), "origination"):
            label = attribute(origin, "label")
            named = children(origin, *NAMES) or ([origin] if line(origin) else [])
            for each in named:
                told = attribute(each, "relator") or attribute(each, "role") or label
                own = number == 0 and value(plain, "document.kind") not in ("collection", "file")
                role = (relators.role_of(told) or Role.AUTHOR) if own else Role.CREATOR
                if own and role is Role.CREATOR:
                    role = Role.AUTHOR
                append(plain, "people", {"role": str(role), **_agent(each, words_of(each))})
                found = True
        if found:
            return


def _language(units: list[Unit], plain: Plain) -> None:
    for unit in reversed(units):
        for material in children(did_of(unit), "langmaterial"):
            tags = []
            for each in below(material, "language"):
                told = attribute(each, "langcode") or line(each)
                if told:
                    script = attribute(each, "scriptcode")
                    tag = tag_of(told)
                    tags.append(f"{tag}-{script}" if script and script != "Latn" else tag)
            if not tags and line(material):
                first = re.split(r"[,;.]|\band\b", line(material))[0].strip()
                tags = [tag] if len(tag := tag_of(first)) in (2, 3) and tag.islower() else []
            if tags:
                store(plain, "document.language", tags[0])
                if len(set(tags)) > 1:
                    text = line(material) or ", ".join(tags)
                    append(plain, "record.foreign",
                           {"format": "ead", "name": "langmaterial", "value": text})  # fmt: skip
                return


def _summary(unit: Unit, plain: Plain) -> None:
    texts = [prose(headless(each)) for each in unit.get("scopecontent")]
    if not any(texts):
        texts = [prose(each) for each in children(did_of(unit), "abstract")]
    store(plain, "document.summary", "\n\n".join(text for text in texts if text))


def _conditions(units: list[Unit], plain: Plain) -> None:
    """Conditions of use and of access, each from the nearest level that states them."""
    for name in ("userestrict", "accessrestrict"):
        for unit in reversed(units):
            found = [each for each in unit.get(name) if line(each)]
            if not found:
                found = children(did_of(unit), name)
            for each in found:
                text = prose(headless(each))
                href = next(
                    (a for e in each.iter() if local(e) and (a := attribute(e, "href"))), ""
                )
                rights_of(plain, text, href)
                if name == "accessrestrict":
                    store(plain, "rights.access", _access(text))
            if found:
                break


def _access(text: str) -> str:
    if _CLOSED.search(text):
        return "closed"
    return "open" if _OPEN.search(text) else "restricted" if "restrict" in text.casefold() else ""


def _online(unit: Unit, plain: Plain, aid: Aid, top: bool) -> None:
    names = ("dao", "daogrp", "daoset")
    daos = [*children(did_of(unit), *names), *unit.get(*names)]
    for dao in daos:
        parts = [dao] if attribute(dao, "href") else list(below(dao, "daoloc", "dao"))
        for each in parts:
            address = attribute(each, "href")
            title = (
                attribute(each, "title")
                or line(child(dao, "daodesc"))
                or line(child(dao, "descriptivenote"))
            )
            web = address.startswith(("http://", "https://"))
            if web and not value(plain, "digital.url"):
                store(plain, "digital.url", address)
            elif address:
                file: Plain = {"url" if web else "path": address}
                if title:
                    file["title"] = title
                append(plain, "attachments", file)
    if top and not daos and aid.url.startswith(("http://", "https://")):
        store(plain, "digital.url", aid.url)


def _remarks(unit: Unit, plain: Plain) -> None:
    for each in (*children(did_of(unit), *_REMARKS), *unit.get(*_REMARKS)):
        heading = line(child(each, "head")) or _REMARKS[local(each)]
        text = prose(headless(each))
        taken = take_credits(" ".join(text.split())) if local(each) == "acqinfo" else None
        for credit in taken.credits if taken else ():
            append(plain, "credits", msgspec.to_builtins(credit))
        if text and not (taken and taken.credits and not taken.rest):
            append(plain, "remarks", {"text": text, "title": heading})
