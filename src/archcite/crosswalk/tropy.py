"""A record as an item of Tropy: metadata of its templates, photos with notes, tags; and back.

An entry is an item under the terms of tropy_table.CONTEXT.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from archcite.crosswalk import prose, relators
from archcite.crosswalk import tropy_table as table
from archcite.crosswalk.csl_back import AUTHORS_OF
from archcite.crosswalk.json_ld import give_back, put, text_of, unpacked
from archcite.crosswalk.tree import value
from archcite.crosswalk.tropy_back import KNOWN, means, words_of
from archcite.crosswalk.two_way import TwoWay
from archcite.record.model import Record
from archcite.record.tradition import print_levels
from archcite.record.vocab import Kind, LevelKind, Role

_APART = (LevelKind.BOX, LevelKind.FOLDER)
# What a photo says of what is to be seen there: a remark on the whole record is a guest in it.
_NOTES = frozenset(("note", "transcription"))


def write(record: Record) -> dict[str, Any]:
    """A record as an item without the carrier."""
    plain = msgspec.to_builtins(record)
    item: dict[str, Any] = {"@type": "Item"}
    letter = any(agent.role is Role.RECIPIENT for agent in record.people)
    item["template"] = table.CORRESPONDENCE if letter else table.GENERIC
    for path, term in table.TEXTS.items():
        put(item, term, value(plain, path))
    document = record.document
    original = document.original_title
    if original and original.language:
        item["isVersionOf"] = {"@value": original.text, "@language": original.language}
    put(item, "date", document.date or document.date_as_given)
    type_ = record.published.type if record.published else None
    words = [str(document.kind), str(type_ or ""), document.genre or ""]
    item["type"] = "; ".join(word for word in words if word)
    _write_people(item, plain, document.kind)
    _write_holding(item, record)
    put(item, "provenance", "; ".join(_credits(record)))
    for term, names in _lists(record).items():
        put(item, term, "; ".join(map(_quoted, names)))
    _put_list(item, "tag", [each.term for each in record.subjects])
    _write_photos(item, plain)
    give_back(item, plain, table.NAME, KNOWN)
    for each in (plain.get("record") or {}).get("foreign", ()):
        if each["format"] == table.NAME and each["name"] in ("template", "list"):
            item[each["name"]] = unpacked(each["value"])
    return item


def _lists(record: Record) -> dict[str, list[str]]:
    holders = record.rights.holder if record.rights else ()
    told = [place.name for place in record.places if place.role == "subject"]
    there = [place.name for place in record.places if place.role == "written-at"]
    return {
        "rightsHolder": list(holders),
        "funder": [funder.name for funder in record.funders],
        "spatial": told,
        "location": there,
    }


def _quoted(name: str) -> str:
    """A name that a list of names could not hold, in quotes."""
    return f'"{name}"' if ";" in name else name


def _credits(record: Record) -> Iterator[str]:
    for credit in record.credits:
        if credit.by:
            purpose = f" for {credit.purpose}" if credit.purpose else ""
            yield f"{str(credit.verb).capitalize()}{purpose} by {prose.listed(credit.by)}"


def _write_people(item: dict[str, Any], plain: Mapping[str, Any], kind: Kind) -> None:
    """Who stands as author, the recipients, and the others with their role in brackets."""
    main = str(AUTHORS_OF.get(kind, Role.AUTHOR))
    names: dict[str, list[str]] = {}
    for agent in plain.get("people", ()):
        told = _name(agent)
        if agent["role"] == main:
            names.setdefault("creator", []).append(told)
        elif agent["role"] == "recipient":
            names.setdefault("recipient", []).append(told)
        else:
            word = relators.word(relators.ROLES[agent["role"]])
            names.setdefault("contributor", []).append(f"{told} ({word})")
    for term, found in names.items():
        put(item, term, "; ".join(found))


def _name(agent: Mapping[str, Any]) -> str:
    """A name for a list: inverted where that says its parts, in quotes where a sign would part it.

    A name in quotes is a body's.
    """
    told, family, given = agent["as_given"], agent.get("family"), agent.get("given")
    if agent.get("kind") == "body":
        return f'"{told}"' if re.search("[,;()]", told) else str(told)
    tail = f", {agent['suffix']}" if agent.get("suffix") else ""
    if family and given and told == f"{given} {family}{tail}":
        return f"{family}, {given}{tail}"
    return str(told)


def _write_holding(item: dict[str, Any], record: Record) -> None:
    source = record.source
    if source is None:
        return
    archive = source.archive
    if archive and (name := archive.name or archive.acronym):
        named = archive.name and archive.acronym
        item["archive"] = f"{name} ({archive.acronym})" if named else name
    for level in source.levels:
        if level.kind in _APART and str(level.kind) not in item:
            item[str(level.kind)] = level.value
    rest = tuple(
        level
        for level in source.levels
        if level.kind not in _APART or item[str(level.kind)] != level.value
    )
    put(item, "identifier", print_levels(msgspec.structs.replace(source, levels=rest)))
    if not source.levels and source.ref_as_given:
        item["identifier"] = source.ref_as_given


def _write_photos(item: dict[str, Any], plain: Mapping[str, Any]) -> None:
    """Files as photos, with what Tropy once said of them; remarks as notes of the first."""
    known = {}
    for each in (plain.get("record") or {}).get("foreign", ()):
        if each["format"] == table.NAME and each["name"] == "photo":
            told = unpacked(each["value"])
            if isinstance(told, Mapping):
                known[text_of(told.get("path") or "")] = told
    photos = []
    for each in plain.get("attachments", ()):
        where = each.get("url") or each.get("path") or ""
        photo: dict[str, Any] = {"@type": "Photo", "template": table.PHOTO}
        photo.update({key: told for key, told in known.get(where, {}).items() if key != "@type"})
        photo["path"] = where
        if each.get("url"):
            photo["protocol"] = where.partition(":")[0]
        put(photo, "mimetype", each.get("media_type"))
        put(photo, "title", each.get("title"))
        photos.append(photo)
    holder = photos[0] if photos else item
    remarks = plain.get("remarks", ())
    read = [each for each in remarks if each.get("title") == "transcription"] if photos else []
    _put_list(holder, "note", [_note(each) for each in remarks if each not in read])
    told = [{"@type": "Transcription", "text": each["text"]} for each in read]
    _put_list(holder, "transcription", told)
    if photos:
        item["photo"] = photos


def _put_list(node: dict[str, Any], name: str, members: list[Any]) -> None:
    """Give a node a list, also one of a single member, unless it is empty."""
    if members:
        node[name] = members


def _note(remark: Mapping[str, Any]) -> dict[str, Any]:
    paragraphs = [each for each in re.split(r"\n\s*\n", remark["text"]) if each.strip()]
    shown = "".join(f"<p>{html.escape(each, quote=False)}</p>" for each in paragraphs)
    return {"@type": "Note", "text": remark["text"], "html": shown.replace("\n", "<br>")}


def _carry(item: dict[str, Any], word: str) -> None:
    item[table.CARRIER] = word


def _bare(item: Mapping[str, Any]) -> dict[str, Any] | None:
    """An item without its sentence of credits and its photos' notes; None where it has neither."""
    photos = item.get("photo", ())
    if "provenance" not in item and not any(_NOTES.intersection(photo) for photo in photos):
        return None
    made = {term: told for term, told in item.items() if term != "provenance"}
    if photos:
        made["photo"] = [
            {name: told for name, told in photo.items() if name not in _NOTES} for photo in photos
        ]
    return made


FORMAT: TwoWay[Any] = TwoWay(write, means, _carry, words_of, bare=_bare)
