"""Where a document lies and stands, as schema.org says it: archive, shelfmark, fonds, edition.

itemLocation is a Place whose name is the printed shelfmark; its additional properties are the
levels. They count as long as the name says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from archcite.crosswalk import schema_org_table as table
from archcite.crosswalk.edtf_back import as_edtf
from archcite.crosswalk.json_ld import Node, keep, nodes, put, text, text_of, texts, typed, types_of
from archcite.crosswalk.json_ld import values as values_of
from archcite.crosswalk.mods_holding import append_level, read_mark
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.record.model import Holding, Record
from archcite.record.shelfmark import read_archive
from archcite.record.tradition import print_levels

_ARCHIVE_IDS = ("isil", "ror", "isni", "wikidata")
_ARCHIVE = frozenset(
    "@id @type name alternateName department address identifier sameAs location url".split()
)
_EDITION = (
    ("authors", "author"),
    ("editors", "editor"),
    ("translators", "translator"),
    ("as_given", "description"),
    ("title", "name"),
    ("volume", "volumeNumber"),
    ("date", "datePublished"),
    ("document_number", "position"),
    ("pages", "pagination"),
    ("url", "url"),
)


# -- there


def write_holding(node: dict[str, Any], record: Record, plain: Node) -> None:
    """The archive, where in it, the fonds, and the printed edition."""
    source, held = record.source, plain.get("source")
    if source is None or not held:
        return
    put(node, "holdingArchive", _archive_node(held.get("archive") or {}))
    if source.levels:
        steps = [
            typed("PropertyValue", propertyID=each["kind"], name=each.get("label"),
                  value=each["value"])
            for each in held["levels"]
        ]  # fmt: skip
        shown = print_levels(source)
        put(node, "itemLocation", typed("Place", name=shown, additionalProperty=steps))
    if source.collection:
        part = typed([table.COMPONENT, "Collection"], name=source.collection)
        put(node, "isPartOf", [*values_of(node, "isPartOf"), part])
    if edition := held.get("published_in"):
        put(node, "isBasedOn", _edition_node(edition))


def _archive_node(archive: Node) -> dict[str, Any]:
    ids = archive.get("ids") or {}
    isil = typed("PropertyValue", value=ids.get("isil"))
    if isil:
        isil["propertyID"] = "ISIL"
    place, country = archive.get("place"), archive.get("country")
    return typed(
        "ArchiveOrganization",
        name=archive.get("name") or archive.get("acronym"),
        alternateName=archive.get("acronym"),
        department=typed("Organization", name=archive.get("department")),
        address=typed("PostalAddress", addressLocality=place, addressCountry=country),
        identifier=isil,
        sameAs=table.addresses(ids),
    )


def _edition_node(edition: Node) -> dict[str, Any]:
    made = typed("Book", **{there: edition.get(here) for here, there in _EDITION})
    made = made or {"@type": "Book"}
    put(made, "isPartOf", typed("BookSeries", name=edition.get("series")))
    place = edition.get("place")
    put(made, "publisher", typed("Organization", name=edition.get("publisher"), address=place))
    return made if len(made) > 1 else {}


# -- and back


def read_holding(node: Node, plain: Plain, archival: bool) -> None:
    """archival: whether what it is part of is a fonds where its type does not say."""
    for each in values_of(node, "holdingArchive")[:1]:
        _read_archive(each, plain)
    for each in values_of(node, "itemLocation"):
        _read_location(each, plain)
    if archival:
        _read_fonds(node, plain)
    for each in nodes(node, "isBasedOn"):
        _read_edition(each, plain)


def _read_archive(told: Any, plain: Plain) -> None:
    archive: Plain = {}
    node: Node = told if isinstance(told, Mapping) else {}
    name, short = " ".join(text_of(told).split()), text(node, "alternateName")
    if short:
        store(archive, "acronym", short)
        store(archive, "name", name if name != short else "")
    elif name:
        archive.update(msgspec.to_builtins(read_archive(name)))
    store(archive, "department", text(node, "department"))
    for address in values_of(node, "address", "location"):
        if not isinstance(address, Mapping):
            store(archive, "place", text_of(address))
            continue
        store(archive, "place", text(address, "addressLocality"))
        country = text(address, "addressCountry")
        store(archive, "country", country.upper() if len(country) == 2 else "")
        known = ("@type", "@id", "addressLocality", *(("addressCountry",) * (len(country) == 2)))
        keep(plain, table.NAME, address, known, "holdingArchive.address.")
    store(archive, "ids", table.ids_of(node, _ARCHIVE_IDS))
    store(plain, "source.archive", archive)
    keep(plain, table.NAME, node, _ARCHIVE, "holdingArchive.")


def _read_location(told: Any, plain: Plain) -> None:
    """Levels that still print as the name of the place; otherwise what the name says."""
    name = text_of(told)
    node: Node = told if isinstance(told, Mapping) else {}
    if not name:
        name = ", ".join(texts(node, "streetAddress", "addressLocality", "description"))
    found: Plain = {}
    for each in nodes(node, "additionalProperty"):
        kind, number = text(each, "propertyID", "name"), text_of(each.get("value"))
        if number:
            level = {"kind": kind, "value": number}
            if label := text(each, "name") if text(each, "propertyID") else "":
                level["label"] = label
            append_level(found, level)
    source = plain.setdefault("source", {})
    if found and (not name or _printed({**source, **found}) == name):
        source.setdefault("levels", found["levels"])
    elif name:
        read_mark(source, name)
        if found and source.get("levels"):
            source.pop("ref_as_given", None)  # a shelfmark that archcite printed once


def _printed(source: Plain) -> str:
    try:
        return print_levels(msgspec.convert(source, Holding))
    except msgspec.ValidationError:
        return ""


def _read_fonds(node: Node, plain: Plain) -> None:
    """The uppermost of what it is part of is the fonds; what lies between is kept by name."""
    for told in values_of(node, "isPartOf"):
        types = types_of(told) if isinstance(told, Mapping) else []
        if "WebSite" in types or (types and not _is_fonds(types)):
            continue
        way = [told]
        while isinstance(way[-1], Mapping) and len(way) < 12:
            above = values_of(way[-1], "isPartOf")
            if not above:
                break
            way.append(above[0])
        names = [name for each in way if (name := " ".join(text_of(each).split()))]
        if not names:
            continue
        store(plain, "source.collection", names[-1])
        for between in reversed(names[:-1]):
            one = {"format": table.NAME, "name": "isPartOf.name", "value": between}
            append(plain, "record.foreign", one)


def _is_fonds(types: list[str]) -> bool:
    return bool({table.COMPONENT, "Collection"}.intersection(types))


def _read_edition(node: Node, plain: Plain) -> None:
    for here, there in _EDITION:
        if here in ("authors", "editors", "translators"):
            for name in texts(node, there):
                append(plain, f"source.published_in.{here}", " ".join(name.split()))
        elif here == "date":
            store(plain, "source.published_in.date", as_edtf(text(node, there)))
        elif here != "url" or text(node, there).startswith(("http://", "https://")):
            store(plain, f"source.published_in.{here}", text(node, there))
    for series in nodes(node, "isPartOf"):
        store(plain, "source.published_in.series", text_of(series))
    for each in values_of(node, "publisher"):
        store(plain, "source.published_in.publisher", text_of(each))
        if isinstance(each, Mapping):
            store(plain, "source.published_in.place", place_of(each))
    if not value(plain, "source.published_in"):
        keep(plain, table.NAME, {"isBasedOn": node}, ())


def place_of(node: Node) -> str:
    """The town of a body."""
    for address in values_of(node, "address", "location"):
        if isinstance(address, Mapping):
            if found := text(address, "addressLocality", "name"):
                return found
        elif found := text_of(address):
            return found
    return ""
