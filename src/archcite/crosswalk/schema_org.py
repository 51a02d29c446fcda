"""A record as a schema.org node: an ArchiveComponent in its holdingArchive, or a published work.

What schema.org has no property for travels in the carrier, an identifier named archcite.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from archcite.crosswalk import schema_org_table as table
from archcite.crosswalk.csl import type_of
from archcite.crosswalk.json_ld import give_back, in_language, put, typed
from archcite.crosswalk.returning import Returned
from archcite.crosswalk.schema_org_back import READ, means
from archcite.crosswalk.schema_org_holding import write_holding
from archcite.crosswalk.schema_org_people import write_funders, write_people
from archcite.crosswalk.schema_org_rest import CARRIER, identifier, words_of, write_rest
from archcite.crosswalk.schema_org_works import write_work
from archcite.crosswalk.two_way import TwoWay
from archcite.record.model import Record
from archcite.record.vocab import Kind


def from_schema_org(node: Mapping[str, Any]) -> Returned:
    """What a node means, whatever its context calls the properties; parsed JSON of any shape."""
    return FORMAT.back(node)


def write(record: Record) -> dict[str, Any]:
    """A record as a node without context and carrier."""
    plain = msgspec.to_builtins(record)
    document = record.document
    node: dict[str, Any] = {"@type": _types(record)}
    if len(node["@type"]) == 1:
        node["@type"] = node["@type"][0]
    work = plain.get("published") or {}
    put(node, "additionalType", [str(document.kind), work.get("type")])
    _write_document(node, record, plain)
    write_people(node, plain, document.kind)
    write_work(node, plain, type_of(record))
    write_holding(node, record, plain)
    _write_digital(node, plain)
    write_funders(node, plain)
    write_rest(node, record, plain)
    _write_reviewed(node)
    give_back(node, plain, table.NAME, READ)
    return node


def _types(record: Record) -> list[str]:
    own = record.published.type if record.published else None
    if record.document.kind is Kind.PUBLISHED or own:
        type_ = table.TYPES.get(str(own or ""), "CreativeWork")
        held = record.document.kind is not Kind.PUBLISHED or record.source is not None
        return [*([table.COMPONENT] if held else []), type_]
    more = table.KINDS.get(record.document.kind)
    return [table.COMPONENT, more] if more else [table.COMPONENT]


def _write_document(node: dict[str, Any], record: Record, plain: Mapping[str, Any]) -> None:
    told = plain["document"]
    if title := told.get("title"):
        put(node, "name", in_language(title, told.get("title_language")))
    put(node, "alternateName", told.get("short_title"))
    original = told.get("original_title") or {}
    other = typed(
        "CreativeWork",
        name=in_language(original["text"], original.get("language")) if original else None,
        inLanguage=told.get("original_language"),
    )
    if other and original.get("transliteration"):
        script = {"@value": original["transliteration"], "@language": "und-Latn"}
        other["alternateName"] = script
    put(node, "translationOfWork", other)
    put(node, "genre", told.get("genre"))
    put(node, "material", told.get("medium"))
    put(node, "inLanguage", told.get("language"))
    put(node, "description", told.get("summary"))
    put(node, "materialExtent", told.get("extent"))
    published = record.document.kind is Kind.PUBLISHED
    date = date_value(told["date"]) if told.get("date") else told.get("date_as_given")
    put(node, "datePublished" if published else "dateCreated", date)
    put(node, "recordedAt", _event_node(told.get("event") or {}))


def date_value(date: str) -> Any:
    """An EDTF date: as a text where ISO 8601 has it too, else as a value with its type."""
    if date.replace("-", "").replace("/", "").isdecimal() and not date.startswith("-"):
        return date
    return {"@type": table.EDTF, "@value": date}


def _event_node(event: Mapping[str, Any]) -> dict[str, Any]:
    date = event.get("date")
    return typed(
        "Event",
        name=event.get("name"),
        alternateName=event.get("as_given"),
        subEvent=typed("Event", name=event.get("session")),
        location=typed("Place", name=event.get("place")),
        startDate=date_value(date) if date else None,
    )


def _write_digital(node: dict[str, Any], plain: Mapping[str, Any]) -> None:
    digital = plain.get("digital") or {}
    runs = typed("Organization", name=digital.get("program"))
    put(node, "provider", typed("Organization", name=digital.get("name"), parentOrganization=runs))
    if digital.get("collection"):
        had = node.get("isPartOf", [])
        part = typed(["Collection", "WebSite"], name=digital["collection"])
        put(node, "isPartOf", [*(had if isinstance(had, list) else [had]), part])
    if plain["document"]["kind"] != "published":
        put(node, "datePublished", digital.get("uploaded"))


def _write_reviewed(node: dict[str, Any]) -> None:
    """Whoever wrote what is reviewed stands with it."""
    reviewed = node.get("itemReviewed")
    helpers = node.get("contributor")
    if not reviewed or helpers is None:
        return
    rest = []
    for each in helpers if isinstance(helpers, list) else [helpers]:
        if each.get("roleName") == "reviewed author":
            had = reviewed.get("author", [])
            put(reviewed, "author", [*(had if isinstance(had, list) else [had]),
                                     each["contributor"]])  # fmt: skip
        else:
            rest.append(each)
    del node["contributor"]
    put(node, "contributor", rest)


def _carry(node: dict[str, Any], word: str) -> None:
    had = node.get("identifier", [])
    had = had if isinstance(had, list) else [had]
    node["identifier"] = [*had, identifier(CARRIER, word)]


def bare(node: Mapping[str, Any]) -> dict[str, Any] | None:
    """A node without the sentences for reading, in which credits stand; None where it has none."""
    if "creditText" not in node:
        return None
    return {name: told for name, told in node.items() if name != "creditText"}


FORMAT: TwoWay[Any] = TwoWay(write, means, _carry, words_of, bare=bare)
