"""What an item of Tropy means, under the terms of tropy_table.CONTEXT."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from archcite.crosswalk import relators
from archcite.crosswalk import tropy_table as table
from archcite.crosswalk.csl_back import AUTHORS_OF, kind_of
from archcite.crosswalk.dublin_core_back import inverted
from archcite.crosswalk.edtf_back import as_edtf
from archcite.crosswalk.json_ld import (
    Node,
    keep,
    language_of,
    listed,
    nodes,
    packed,
    shown,
    text,
    text_of,
    texts,
    values,
)
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.mods_holding import put_holding, read_mark
from archcite.crosswalk.rights_back import access_of, rights_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store
from archcite.record.credits import take_credits
from archcite.record.identifiers import check_doi
from archcite.record.shelfmark import parse_source, read_archive
from archcite.record.vocab import Kind, LevelKind, Role, WorkType

KNOWN = frozenset(table.TERMS) | table.PARTS | {"@type", "@id"}
_KINDS = frozenset(map(str, Kind))
_WORK_TYPES = frozenset(map(str, WorkType))
_IN_BRACKETS = re.compile(r"(.+?) \(([^()]{2,40})\)")
_LISTED = re.compile(r'\s*("[^"]*"(?:\s*\([^()]*\))?|[^;]+)\s*(?:;|$)')
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"(?i)<br\s*/?>|</(?:p|div|li|h[1-6]|blockquote)>")
_PHOTO = frozenset("@id mimetype title note transcription template protocol".split())
_LARGER = tuple(list(LevelKind)[: list(LevelKind).index(LevelKind.BOX)])
_USUAL_TEMPLATES = (table.GENERIC, table.CORRESPONDENCE)
# Terms that are read below in their own way.
_APART = frozenset(
    "document.original_title.text document.language digital.doi digital.url "
    "rights.statement rights.license rights.access".split()
)


def means(item: Node) -> Plain:
    """The plain record that the properties mean, whatever a carrier says."""
    plain: Plain = {"schema": "archcite/1", "document": {"id": text(item, "key") or "item"}}
    _read_type(item, plain)
    for path, term in table.TEXTS.items():
        if path not in _APART:
            store(plain, path, text(item, term))
    for each in values(item, "isVersionOf")[:1]:
        store(plain, "document.original_title.text", text_of(each))
        store(plain, "document.original_title.language", language_of(each))
    store(plain, "document.language", tag_of(text(item, "language")))
    told = text(item, "date")
    store(plain, "document.date", as_edtf(told))
    store(plain, "document.date_as_given", "" if as_edtf(told) else told)
    _read_people(item, plain)
    _read_holding(item, plain)
    _read_online(item, plain)
    _read_rights(item, plain)
    for said in texts(item, "provenance"):
        _read_credits(said, plain)
    for name in _names(item, "funder"):
        append(plain, "funders", {"name": name})
    for name in _names(item, "spatial"):
        append(plain, "places", {"name": name})
    for name in _names(item, "location"):
        append(plain, "places", {"name": name, "role": "written-at"})
    for term in (*texts(item, "tag"), *_names(item, "subject")):
        append(plain, "subjects", {"term": term})
    for said in texts(item, "description"):
        append(plain, "remarks", {"text": said, "title": "description"})
    for term in ("format", "relation"):
        keep(plain, table.NAME, {term: item.get(term)}, ())
    _read_notes(item, plain)
    for photo in nodes(item, "photo"):
        _read_photo(photo, plain)
    template = text_of(item.get("template") or "")
    if isinstance(item.get("template"), Mapping):
        template = text_of(item["template"].get("@id") or "")
    if template not in ("", *_USUAL_TEMPLATES):
        keep(plain, table.NAME, {"template": template}, ())
    if lists := texts(item, "list"):
        one = {"format": table.NAME, "name": "list", "value": packed(lists)}
        append(plain, "record.foreign", one)
    keep(plain, table.NAME, item, KNOWN)
    return plain


def words_of(item: Node) -> list[str]:
    """The carrier's words."""
    return texts(item, table.CARRIER)


def _read_type(item: Node, plain: Plain) -> None:
    words = [word.strip() for word in text(item, "type").split(";") if word.strip()]
    if words and words[0] in _KINDS:
        plain["document"]["kind"] = words.pop(0)
        if words and words[0] in _WORK_TYPES:
            store(plain, "published.type", words.pop(0))
        store(plain, "document.genre", "; ".join(words))
        return
    told = "; ".join(words)
    letters = told.casefold() == "correspondence"
    type_ = "personal_communication" if letters else "document"
    kind = kind_of({"type": type_, "genre": told, "archive": "yes"})
    plain["document"]["kind"] = str(kind)
    store(plain, "document.genre", "" if letters or told.casefold() == str(kind) else told)


def _names(item: Node, term: str) -> list[str]:
    """The names of a list with semicolons; those in quotes as they are."""
    found = []
    for told in texts(item, term):
        for each in _LISTED.findall(told):
            name = each.strip()
            found.append(name[1:-1] if name[:1] == name[-1:] == '"' and len(name) > 2 else name)
    return [name for name in found if name]


def _read_people(item: Node, plain: Plain) -> None:
    kind = Kind._value2member_map_[plain["document"]["kind"]]
    main = str(AUTHORS_OF.get(kind, Role.AUTHOR))  # type: ignore[call-overload]
    for term, usual in (("creator", main), ("recipient", "recipient"),
                        ("contributor", "contributor")):  # fmt: skip
        for told in texts(item, term):
            for each in _LISTED.findall(" ".join(told.split())):
                bracketed = _IN_BRACKETS.fullmatch(each.strip())
                role = relators.role_of(bracketed[2]) if bracketed else None
                name = bracketed[1] if bracketed and role else each.strip()
                if name[:1] == name[-1:] == '"' and len(name) > 2:
                    agent: Plain = {"as_given": name[1:-1], "kind": "body"}
                else:
                    agent = inverted(name)
                if agent["as_given"]:
                    append(plain, "people", {"role": str(role or usual), **agent})


def _read_holding(item: Node, plain: Plain) -> None:
    """The archive, and the shelfmark with box and folder where they belong in it."""
    if archive := " ".join(text(item, "archive").split()):
        parsed = parse_source(archive)
        source = plain.setdefault("source", {})
        if parsed.holding and parsed.holding.levels and not parsed.leftover:
            put_holding(source, parsed.holding)
        else:
            had = source.pop("archive", {})
            source["archive"] = {**msgspec.to_builtins(read_archive(archive)), **had}
    for told in texts(item, "identifier"):
        _read_identifier(told, plain)
    for name in ("box", "folder"):
        for number in texts(item, name):
            _place(plain.setdefault("source", {}), {"kind": name, "value": number})


def _read_identifier(told: str, plain: Plain) -> None:
    """A DOI, an address or a call number."""
    bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", told, flags=re.IGNORECASE)
    if not check_doi(bare):
        store(plain, "digital.doi", bare)
    elif told.startswith(("http://", "https://")) and " " not in told:
        store(plain, "digital.url", told)
    else:
        source = plain.setdefault("source", {})
        if source.get("levels"):
            one = {"format": table.NAME, "name": "identifier", "value": told}
            append(plain, "record.foreign", one)
            return
        read_mark(source, told)
        if source.get("levels") and plain["document"]["id"] != "item":
            source.pop("ref_as_given", None)  # archcite's own printing of the levels


def _place(source: Plain, level: Plain) -> None:
    """Put a box or folder behind the levels that are larger."""
    levels = source.setdefault("levels", [])
    if any(each["kind"] == level["kind"] for each in levels):
        if level not in levels:
            levels.append(level)
        return
    at = sum(each["kind"] in _LARGER or each["kind"] == "box" for each in levels)
    levels.insert(at, level)


def _read_online(item: Node, plain: Plain) -> None:
    doi = text(item, "doi")
    store(plain, "digital.doi", "" if check_doi(doi) else doi)
    address = text(item, "hasFormat")
    store(plain, "digital.url", address if address.startswith(("http://", "https://")) else "")


def _read_rights(item: Node, plain: Plain) -> None:
    for told in texts(item, "license"):
        rights_of(plain, told)
    for told in texts(item, "rights"):
        rights_of(plain, told)
    for told in texts(item, "accessRights"):
        access_of(plain, told)
    for name in _names(item, "rightsHolder"):
        append(plain, "rights.holder", name)


def _read_credits(said: str, plain: Plain) -> None:
    taken = take_credits(" ".join(said.split()))
    for credit in taken.credits if not taken.rest else ():
        append(plain, "credits", msgspec.to_builtins(credit))
    if taken.rest or not taken.credits:
        append(plain, "remarks", {"text": said, "title": "provenance"})


def _read_notes(holder: Node, plain: Plain) -> None:
    for each in listed(holder.get("note")):
        if told := _note(each):
            append(plain, "remarks", {"text": told})
    for each in listed(holder.get("transcription")):
        if told := _note(each):
            append(plain, "remarks", {"text": told, "title": "transcription"})


def _note(told: Any) -> str:
    """The text of a note, or what its HTML says."""
    if not isinstance(told, Mapping):
        return text_of(told)
    if found := text(told, "text", f"{table.TROPY}text"):
        return found
    marked = text(told, "html", f"{table.TROPY}html")
    lines = html.unescape(_TAG.sub("", _BREAK.sub("\n", marked))).split("\n")
    return shown("\n".join(line.strip() for line in lines).strip())


def _read_photo(photo: Node, plain: Plain) -> None:
    """A photo as a file; its notes and those of its selections; the rest whole, for Tropy."""
    bare = {key.removeprefix(table.TROPY): found for key, found in photo.items()}
    where = text(bare, "path", "filename")
    scheme = text(bare, "protocol")
    if scheme in ("http", "https") and where and "://" not in where:
        where = f"{scheme}://{where}"
    web = where.startswith(("http://", "https://"))
    file = {
        "url" if web else "path": where,
        "title": text(bare, "title"),
        "media_type": text(bare, "mimetype"),
    }
    append(plain, "attachments", {k: v for k, v in file.items() if v} if where else {})
    _read_notes(bare, plain)
    for each in nodes(bare, "selection"):
        _read_notes(each, plain)
    rest = {key: found for key, found in bare.items() if key not in _PHOTO}
    if rest.keys() - {"@type", "path"} and where:
        if "selection" in rest:
            rest["selection"] = [
                {key: found for key, found in each.items() if key not in ("note", "transcription")}
                for each in nodes(bare, "selection")
            ]
        one = {"format": table.NAME, "name": "photo", "value": packed({**rest, "path": where})}
        append(plain, "record.foreign", one)
