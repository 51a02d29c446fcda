"""Rights, identifiers, subjects, places, notes and files in schema.org's words, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import to_builtins

from archcite.crosswalk import datacite_table, prose
from archcite.crosswalk import schema_org_table as table
from archcite.crosswalk.json_ld import (
    Node,
    keep,
    nodes,
    put,
    text,
    text_of,
    texts,
    typed,
    types_of,
    values,
)
from archcite.crosswalk.mods_holding import read_mark
from archcite.crosswalk.rights_back import access_of, rights_of
from archcite.crosswalk.schema_org_people import agent_node, agent_of, is_agent
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.record.credits import take_credits
from archcite.record.identifiers import SPDX, check_doi, check_license, check_rights_uri
from archcite.record.model import Record

CARRIER = "archcite"
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(10\.\S+)", re.IGNORECASE)
_SPDX_ADDRESS = "https://spdx.org/licenses/"
_SPDX = {name.casefold(): name for name in SPDX}
_PLACE_IDS = ("geonames", "tgn", "wikidata")
_MENTIONED = {"person": "Person", "body": "Organization", "event": "Event", "work": "CreativeWork"}


# -- there


def write_rest(node: dict[str, Any], record: Record, plain: Node) -> None:
    _write_identifiers(node, plain)
    _write_rights(node, plain)
    _write_places(node, plain)
    put(node, "keywords", [_keyword(each) for each in plain.get("subjects", ())])
    mentions = [
        typed(
            _MENTIONED[each.get("kind", "person")],
            name=each["name"],
            alternateName=each.get("as_given"),
        )
        for each in plain.get("mentions", ())
    ]
    put(node, "mentions", mentions)
    put(node, "creditText", list(_credits(record)))
    comments = [
        typed("Comment", name=each.get("title"), text=each["text"])
        for each in plain.get("remarks", ())
    ]
    put(node, "comment", comments)
    files = [
        typed(
            "MediaObject",
            name=each.get("title"),
            contentUrl=each.get("url") or each.get("path"),
            encodingFormat=each.get("media_type"),
        )
        for each in plain.get("attachments", ())
    ]
    put(node, "encoding", files)


def _keyword(subject: Mapping[str, Any]) -> Any:
    """A term; as a node where it has an address or what would part it in a list of terms."""
    term, scheme, uri = subject["term"], subject.get("scheme"), subject.get("uri")
    if scheme or uri or "," in term or ";" in term:
        return typed("DefinedTerm", name=term, inDefinedTermSet=scheme, url=uri)
    return term


def _credits(record: Record) -> Any:
    for credit in record.credits:
        if credit.by:
            purpose = f" for {credit.purpose}" if credit.purpose else ""
            yield f"{str(credit.verb).capitalize()}{purpose} by {prose.listed(credit.by)}"


def _write_identifiers(node: dict[str, Any], plain: Node) -> None:
    found = [("archcite key", plain["document"]["id"])]
    for path, name in table.IDENTIFIERS.items():
        if told := value(plain, path):
            found.append((name, told))
    administration = plain.get("record") or {}
    found += [("Citation key", each) for each in administration.get("known_as", ())]
    node["identifier"] = [identifier(name, told) for name, told in found]
    digital = plain.get("digital") or {}
    if digital.get("doi"):
        node["@id"] = f"https://doi.org/{digital['doi']}"
    put(node, "url", digital.get("url"))
    put(node, "archivedAt", digital.get("archived_url"))
    license_ = administration.get("license")
    put(node, "sdLicense", _license_address(license_) if license_ else None)


def identifier(name: str, told: str) -> dict[str, Any]:
    """An identifier with the name of its kind."""
    return {"@type": "PropertyValue", "propertyID": name, "value": told}


def _license_address(license_: str) -> str:
    return datacite_table.address_of(license_) or f"{_SPDX_ADDRESS}{license_}"


def _write_rights(node: dict[str, Any], plain: Node) -> None:
    terms = plain.get("rights") or {}
    put(node, "copyrightNotice", terms.get("statement"))
    if license_ := terms.get("license"):
        spdx = "" if "://" in license_ else f"{_SPDX_ADDRESS}{license_}"
        put(node, "license", [spdx, datacite_table.address_of(license_)])
    put(node, "usageInfo", [terms.get("uri"), terms.get("url")])
    holders = [agent_node({"as_given": each, "kind": "body"}) for each in terms.get("holder", ())]
    put(node, "copyrightHolder", holders)
    put(node, "conditionsOfAccess", terms.get("access"))


def _write_places(node: dict[str, Any], plain: Node) -> None:
    named: dict[str, list[Any]] = {}
    for each in plain.get("places", ()):
        role = each.get("role", "subject")
        place = typed("Place", name=each["name"], sameAs=table.addresses(each.get("ids")))
        if role == "subject":
            named.setdefault("contentLocation", []).append(place)
        elif role == "written-at":
            named.setdefault("locationCreated", []).append(place)
        else:
            told = {"@type": "Role", "roleName": "delivered at", "locationCreated": place}
            named.setdefault("locationCreated", []).append(told)
    for name, places in named.items():
        put(node, name, places)


# -- and back


def words_of(node: Node) -> list[str]:
    """The words of carriers among the identifiers of a node, its names plain or not."""
    found = []
    for key, told in node.items():
        if table.SPACES.sub("", key, count=1) != "identifier":
            continue
        for each in told if isinstance(told, list) else [told]:
            if isinstance(each, Mapping):
                found += [text_of(one) for one in each.values()]
    return [word for word in found if word.startswith(f"{CARRIER}1.")]


def read_rest(node: Node, plain: Plain, archival: bool) -> None:
    _read_identifiers(node, plain, archival)
    _read_rights(node, plain)
    _read_places(node, plain)
    _read_subjects(node, plain)
    for each in nodes(node, "mentions"):
        kind = next((kind for kind, name in _MENTIONED.items() if name in types_of(each)), "")
        one: Plain = {"name": text_of(each), "kind": kind, "as_given": texts(each, "alternateName")}
        append(plain, "mentions", {k: v for k, v in one.items() if v} if one["name"] else {})
    for said in texts(node, "creditText"):
        taken = take_credits(" ".join(said.split()))
        for credit in taken.credits if not taken.rest else ():
            append(plain, "credits", to_builtins(credit))
        if taken.rest or not taken.credits:
            append(plain, "remarks", {"text": said, "title": "credit"})
    for each in nodes(node, "comment"):
        if not values(each, "author", "creator") and text(each, "text"):
            note = {"text": text(each, "text"), "title": text(each, "name")}
            append(plain, "remarks", {k: v for k, v in note.items() if v})
        else:
            keep(plain, table.NAME, {"comment": each}, ())
    for each in values(node, "encoding", "associatedMedia", *(("image",) if archival else ())):
        _read_file(each, plain)


def _read_file(told: Any, plain: Plain) -> None:
    node: Node = told if isinstance(told, Mapping) else {"contentUrl": told}
    where = text(node, "contentUrl", "url") or text_of(node.get("@id"))
    web = where.startswith(("http://", "https://"))
    found = {
        "url" if web else "path": where,
        "title": text(node, "name"),
        "media_type": text(node, "encodingFormat", "fileFormat"),
    }
    append(plain, "attachments", {k: v for k, v in found.items() if v} if where else {})


def _read_identifiers(node: Node, plain: Plain, archival: bool) -> None:
    paths = {name.casefold(): path for path, name in table.IDENTIFIERS.items()}
    bare: list[str] = []
    for each in values(node, "identifier"):
        known = text(each, "propertyID", "name") if isinstance(each, Mapping) else ""
        told = text_of(each.get("value") or "") if isinstance(each, Mapping) else text_of(each)
        name = known.rsplit("/", 1)[-1].casefold()
        if not told or (name == CARRIER and told.startswith(f"{CARRIER}1.")):
            continue
        if name == "archcite key":
            plain["document"]["id"] = told
        elif name == "citation key":
            append(plain, "record.known_as", told)
        elif name == "doi" or _DOI.match(told):
            _read_doi(told, plain)
        elif name in paths:
            store(plain, paths[name], told)
        elif name in ("isbn", "issn"):
            store(plain, f"published.{name}", told)
        elif name:
            one = {"format": table.NAME, "name": f"identifier: {known}", "value": told}
            append(plain, "record.foreign", one)
        else:
            bare.append(told)
    for told in [text_of(node.get("@id") or ""), *texts(node, "sameAs"), *texts(node, "url")]:
        if _DOI.match(told):
            _read_doi(told, plain)
    for name in ("legislationIdentifier", "reportNumber"):
        store(plain, "document.number", text(node, name))
    _read_addresses(node, plain)
    for told in bare:
        if told == value(plain, "digital.url"):
            continue
        if archival and not value(plain, "source.levels") and "://" not in told:
            read_mark(plain.setdefault("source", {}), told)
        elif not value(plain, "digital.record_id"):
            store(plain, "digital.record_id", told)
        else:
            one = {"format": table.NAME, "name": "identifier", "value": told}
            append(plain, "record.foreign", one)


def _read_doi(told: str, plain: Plain) -> None:
    found = _DOI.match(told)
    doi = found[1] if found else told
    if not check_doi(doi):
        store(plain, "digital.doi", doi)


def _read_addresses(node: Node, plain: Plain) -> None:
    addresses = [*texts(node, "url"), *texts(node, "mainEntityOfPage")]
    pages = nodes(node, "mainEntityOfPage", "url")
    addresses += [text_of(each.get("@id") or each.get("url") or "") for each in pages]
    own = text_of(node.get("@id") or "")
    for address in [*addresses, *([] if _DOI.match(own) else [own])]:
        if address.startswith(("http://", "https://")):
            store(plain, "digital.url", address)
    archived = text(node, "archivedAt")
    store(plain, "digital.archived_url", archived)
    if license_ := text(node, "sdLicense"):
        store(plain, "record.license", _license_of(license_))


def _license_of(told: str) -> str:
    bare = told.removeprefix("http:").removeprefix("https:")
    name = bare.removeprefix("//spdx.org/licenses/").removesuffix(".html")
    return _SPDX.get(name.casefold(), told)


def _read_rights(node: Node, plain: Plain) -> None:
    for each in values(node, "license"):
        told = text_of(each)
        if isinstance(each, Mapping):
            told = text_of(each.get("@id") or "") or text(each, "url") or told
            if text_of(each) != told:
                rights_of(plain, text_of(each))
        license_ = _license_of(told)
        if check_license(license_):
            rights_of(plain, "" if "://" in told else told, told)
            continue
        store(plain, "rights.license", license_)
        first = value(plain, "rights.license")
        if license_ not in (first, datacite_table.address_of(first)):
            keep(plain, table.NAME, {"license": told}, ())
    for each in values(node, "usageInfo"):
        told = text_of(each.get("@id") or each.get("url") or each.get("name") or "") if isinstance(
            each, Mapping
        ) else text_of(each)  # fmt: skip
        if not check_rights_uri(told):
            store(plain, "rights.uri", told)
        elif told.startswith(("http://", "https://")):
            store(plain, "rights.url", told)
        else:
            rights_of(plain, told)
    for told in texts(node, "copyrightNotice"):
        _state(plain, told)
    for told in texts(node, "conditionsOfAccess"):
        access_of(plain, told)
    for each in values(node, "copyrightHolder"):
        if agent := agent_of(each, "copyrightHolder", plain):
            append(plain, "rights.holder", agent["as_given"])


def _state(plain: Plain, told: str) -> None:
    said = value(plain, "rights.statement")
    if said and told not in said:
        plain["rights"]["statement"] = f"{said}\n\n{told}"
    else:
        store(plain, "rights.statement", told)


def _read_places(node: Node, plain: Plain) -> None:
    for name, usual in (
        ("contentLocation", "subject"),
        ("spatialCoverage", "subject"),
        ("spatial", "subject"),
        ("locationCreated", "written-at"),
    ):
        for each in values(node, name):
            role = usual
            if isinstance(each, Mapping) and "Role" in types_of(each):
                role = "delivered-at" if text(each, "roleName") == "delivered at" else usual
                each = next(iter(values(each, name)), "")
            _read_place(each, role, plain)


def _read_place(told: Any, role: str, plain: Plain) -> None:
    name = " ".join(text_of(told).split())
    if not name and isinstance(told, Mapping):
        name = text(told, "address", "addressLocality")
    if not name:
        return
    place: Plain = {"name": name} if role == "subject" else {"name": name, "role": role}
    if isinstance(told, Mapping) and (ids := table.ids_of(told, _PLACE_IDS)):
        place["ids"] = ids
    append(plain, "places", place)


def _read_subjects(node: Node, plain: Plain) -> None:
    keywords = values(node, "keywords")
    alone = len(keywords) == 1 and isinstance(node.get("keywords"), str)
    for each in keywords:
        if isinstance(each, Mapping) and "@value" not in each:
            append(plain, "subjects", _term(each))
            continue
        told = text_of(each)
        for one in re.split(r"\s*[,;]\s*", told) if alone else [told]:
            append(plain, "subjects", {"term": one} if one else {})
    for each in values(node, "about"):
        if not isinstance(each, Mapping):
            append(plain, "subjects", {"term": text_of(each)} if text_of(each) else {})
        elif "Place" in types_of(each) or "AdministrativeArea" in types_of(each):
            _read_place(each, "subject", plain)
        elif not is_agent(each):
            append(plain, "subjects", _term(each))


def _term(node: Node) -> Plain:
    told = " ".join(text_of(node).split())
    if not told:
        return {}
    found = {"term": told}
    if scheme := text(node, "inDefinedTermSet"):
        found["scheme"] = scheme
    addresses = [text_of(node.get("url") or ""), *texts(node, "sameAs")]
    addresses.append(text_of(node.get("@id") or ""))
    for each in addresses:
        if each.startswith(("http://", "https://")):
            found.setdefault("uri", each)
    return found
