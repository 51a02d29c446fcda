"""What Zotero's JSON means: an item's data with those of its notes and files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from archcite.crosswalk import zotero_fields as fields
from archcite.crosswalk import zotero_rdf_table as table
from archcite.crosswalk.csl_back import AUTHORS_OF
from archcite.crosswalk.edtf_back import as_edtf
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.mods_holding import read_mark
from archcite.crosswalk.rights_back import rights_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.crosswalk.zotero_extra import read_extra
from archcite.crosswalk.zotero_rdf_back import agent_of
from archcite.crosswalk.zotero_types import what_it_is
from archcite.record.identifiers import check_day
from archcite.record.key import from_name
from archcite.record.shelfmark import read_archive
from archcite.record.vocab import Kind, Role

Data = dict[str, Any]

# What other members of the data repeat or only the program itself needs.
_KEEPING = frozenset(
    """itemType version itemID itemKey libraryID select attachments notes creators tags collections
    relations extra accessDate rights archive archiveLocation citationKey citekey parentItem
    autoJournalAbbreviation uniqueFields seeAlso multi""".split()
)
_HTML = re.compile(r"<[^<>]{1,400}>")
_PLACES = re.compile(r"(archive|archive_location):\s*(\S.*)")
_COLLECTION_KEY = re.compile(r"[2-9A-Z]{8}")


def means(entry: list[Data]) -> Plain:
    """The plain record of an item and its children, whatever a carrier says."""
    return _Reading(entry[0], entry[1:]).read()


class _Reading:
    """One item on its way into a plain record."""

    def __init__(self, data: Data, children: list[Data]) -> None:
        self.data = data
        self.children = children
        self.plain: Plain = {"schema": "archcite/1", "document": {}}
        self.type = _text(data.get("itemType")) or "document"

    def read(self) -> Plain:
        rest = read_extra(_text(self.data.get("extra")), self.plain)
        self._key()
        self._place(rest)
        word = next((text for text in self._texts("document.genre")), "")
        medium = next((text for text in self._texts("document.medium")), "")
        archived = bool(value(self.plain, "source"))
        what_it_is(self.plain, self.type, word, medium, archived)
        self._fields()
        self._people()
        self._dates()
        rights_of(self.plain, _text(self.data.get("rights")))
        self._tags()
        self._hanging()
        if text := "\n".join(rest).strip():
            self._foreign("extra", text)
        self._rest()
        return self.plain

    def _texts(self, path: str) -> Iterator[str]:
        for name in fields.PATHS[path]:
            if text := _text(self.data.get(name)):
                yield text

    def _foreign(self, name: str, text: str) -> None:
        append(self.plain, "record.foreign", {"format": "zotero", "name": name, "value": text})

    def _key(self) -> None:
        """The key that Zotero or Better BibTeX tells, in a field or in Extra."""
        told = [_text(self.data.get(name)) for name in ("citationKey", "citekey")]
        told += self.plain.get("record", {}).pop("known_as", [])
        if not self.plain.get("record"):
            self.plain.pop("record", None)
        names = list(dict.fromkeys(name for name in told if name))
        key = from_name(names[0]) if names else ""
        self.plain["document"]["id"] = key or "item"
        for name in names:
            if name != key:
                append(self.plain, "record.known_as", name)

    def _place(self, rest: list[str]) -> None:
        found = {"archive": _text(self.data.get("archive"))}
        found["archive_location"] = _text(self.data.get("archiveLocation"))
        for line in list(rest):
            said = _PLACES.fullmatch(line.strip())
            if said and not found[said[1]]:
                found[said[1]] = said[2]
                rest.remove(line)
        if found["archive"]:
            archive = read_archive(_line(found["archive"]))
            for key in ("name", "acronym"):
                store(self.plain, f"source.archive.{key}", getattr(archive, key))
        if found["archive_location"]:
            read_mark(self.plain.setdefault("source", {}), _line(found["archive_location"]))

    def _fields(self) -> None:
        plain = self.plain
        for path in fields.PATHS:
            for text in self._texts(path):
                if path == "digital.url" and not re.match("https?://", text):
                    self._foreign("url", text)
                elif path == "digital.doi":
                    bare = r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)"
                    store(plain, path, re.sub(bare, "", text, flags=re.IGNORECASE))
                else:
                    store(plain, path, text)
        if tag := value(plain, "document.language"):
            plain["document"]["language"] = tag_of(tag)

    def _people(self) -> None:
        kind = Kind._value2member_map_[self.plain["document"]["kind"]]
        main = str(AUTHORS_OF.get(kind, Role.AUTHOR))  # type: ignore[call-overload]
        told = self.plain.pop("people", [])
        for each in _dicts(self.data.get("creators")):
            type_ = _text(each.get("creatorType"))
            role = table.role_of(type_) or main
            whole = _line(_text(each.get("name")))
            family = _line(_text(each.get("lastName")))
            given = _line(_text(each.get("firstName")))
            agent = agent_of(whole or family or given, "" if whole or not family else given)
            if agent:
                append(self.plain, "people", {"role": role, **agent})
        for agent in told:
            append(self.plain, "people", agent)

    def _dates(self) -> None:
        for name in fields.DATES:
            if text := _line(_text(self.data.get(name))):
                date = as_edtf(re.sub(r"(?:-00)+$", "", text))
                store(self.plain, "document.date", date)
                if not date:
                    store(self.plain, "document.date_as_given", text)
        day = _text(self.data.get("accessDate"))
        if day and not check_day(day[:10]):
            store(self.plain, "digital.accessed", day[:10])
        elif day:
            self._foreign("accessDate", day)

    def _tags(self) -> None:
        tags = self.data.get("tags")
        for each in tags if isinstance(tags, list) else []:
            named = each if isinstance(each, Mapping) else {"tag": each}
            term = _line(_text(named.get("tag")))
            if term and str(named.get("type")) == "1":
                append(self.plain, "subjects", {"term": term, "scheme": table.AUTOMATIC})
            elif term:
                append(self.plain, "subjects", {"term": term})

    def _hanging(self) -> None:
        """Notes, files, collections, related items."""
        for child in self.children:
            type_ = _text(child.get("itemType"))
            if type_ == "attachment":
                append(self.plain, "attachments", _file(child))
                self._note(_text(child.get("note")), _text(child.get("title")))
            elif type_ == "annotation":
                parts = [_text(child.get(f"annotation{name}")) for name in ("Text", "Comment")]
                self._note("\n\n".join(part for part in parts if part), "annotation")
            else:
                self._note(_text(child.get("note")), "")
        collections = self.data.get("collections")
        for each in collections if isinstance(collections, list) else []:
            if text := _text(each):
                keyed = _COLLECTION_KEY.fullmatch(text)
                self._foreign("collection-key" if keyed else "collection", text)
        relations = self.data.get("relations")
        for name, told in relations.items() if isinstance(relations, Mapping) else ():
            for each in told if isinstance(told, list) else [told]:
                if text := _text(each):
                    self._foreign("relation" if name == "dc:relation" else name, text)

    def _note(self, text: str, title: str) -> None:
        if text.strip() and _HTML.sub("", text).strip():
            note = {"text": text, "title": title} if title else {"text": text}
            self.plain.setdefault("remarks", []).append(note)

    def _rest(self) -> None:
        for name, found in self.data.items():
            if name in _KEEPING or name in fields.FROM or name in fields.DATES:
                continue
            if text := _text(found):
                self._foreign(name, text)


def _file(child: Data) -> Plain:
    path = next(
        (text for name in ("path", "localPath", "filename") if (text := _text(child.get(name)))), ""
    )
    url = _text(child.get("url"))
    file = {
        "path": path,
        "url": url if re.match("https?://", url) else "",
        "title": _text(child.get("title")),
        "media_type": _text(child.get("contentType")) or _text(child.get("mimeType")),
    }
    return {key: text for key, text in file.items() if text.strip()}


def _dicts(found: object) -> list[Mapping[str, Any]]:
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _text(found: object) -> str:
    """A text, or a number as text; "" for anything else."""
    if isinstance(found, str):
        return found if found.strip() else ""
    if isinstance(found, bool) or not isinstance(found, (int, float)):
        return ""
    return str(found)


def _line(text: str) -> str:
    return " ".join(text.split())
