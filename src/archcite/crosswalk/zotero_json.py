"""A record as Zotero's JSON: the item's data, and those of its notes and files; and the way back.

What the item type has no field for stands in Extra, so that nothing of it is dropped; the carrier
is a line there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import msgspec

from archcite.crosswalk import prose
from archcite.crosswalk import zotero_fields as fields
from archcite.crosswalk import zotero_rdf_table as table
from archcite.crosswalk.csl_back import AUTHORS_OF
from archcite.crosswalk.marks import mark_of
from archcite.crosswalk.tree import value
from archcite.crosswalk.two_way import TwoWay
from archcite.crosswalk.zotero_extra import (
    CARRIER,
    lines_of,
    person_line,
    sentences_of,
    words_of,
)
from archcite.crosswalk.zotero_json_back import Data, means
from archcite.crosswalk.zotero_types import TO_CSL, zotero_type
from archcite.record.key import entry_name
from archcite.record.model import Record
from archcite.record.vocab import Kind, Role

_STAMPS = ("dateAdded", "dateModified")
_LETTERS = "23456789ABCDEFGHIJKLMNPQRSTUVWXYZ"


def key_of(name: str) -> str:
    """A key in Zotero's letters, always the same for the same name."""
    number = int.from_bytes(sha256(name.encode("utf-8", "replace")).digest()[:8], "big")
    letters = ""
    for _ in range(8):
        number, place = divmod(number, len(_LETTERS))
        letters += _LETTERS[place]
    return letters


def write(record: Record) -> list[Data]:
    """The item first, then its notes and files."""
    return _Item(record).write()


class _Item:
    """One record on its way into data."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.plain: Mapping[str, Any] = msgspec.to_builtins(record)
        self.type = zotero_type(record)
        self.has = fields.fields_of(self.type)
        self.foreign = [
            each for each in (record.record.foreign if record.record else ())
            if each.format == "zotero"
        ]  # fmt: skip
        named = next((each.value for each in self.foreign if each.name == "key"), "")
        self.key = named or key_of(record.document.id)
        self.done: set[str] = {"document.title"}
        self.extra: list[str] = []

    def write(self) -> list[Data]:
        data: Data = {"key": self.key, "itemType": self.type}
        for name in self.has:
            data[name] = self._field(name)
        data["creators"] = self._people()
        data["tags"] = [
            {"tag": each.term, "type": 1} if each.scheme == table.AUTOMATIC else {"tag": each.term}
            for each in self.record.subjects
        ]
        data["collections"] = [each.value for each in self.foreign if each.name == "collection-key"]
        data["relations"] = self._relations()
        self._kept(data)
        data["extra"] = "\n".join(self._extra())
        return [data, *self._notes(), *self._files()]

    def _take(self, path: str) -> str:
        """The text at a path, which counts as said."""
        found = value(self.plain, path)
        self.done.add(path)
        return str(found) if found else ""

    def _field(self, name: str) -> str:
        if name in fields.DATES:
            return str(value(self.plain, "document.date") or self._take("document.date_as_given"))
        if name == "accessDate":
            return self._take("digital.accessed")
        if name == "rights":
            return self._rights()
        if name in ("archive", "archiveLocation"):
            return self._place(name)
        path = fields.FROM.get(name, "")
        first = path and fields.name_of(path, self.type) == name
        return self._take(path) if first else ""

    def _rights(self) -> str:
        terms = self.plain.get("rights", {})
        for field in ("statement", "uri", "license"):
            if terms.get(field):
                return self._take(f"rights.{field}")
        return ""

    def _place(self, name: str) -> str:
        source = self.record.source
        if source is None:
            return ""
        if name == "archive":
            archive = source.archive
            bare = msgspec.structs.replace(archive, place=None) if archive else None
            return ", ".join(prose.repository(bare))
        return mark_of(source)

    def _people(self) -> list[Data]:
        known = table.creators(self.type)
        main = AUTHORS_OF.get(self.record.document.kind, Role.AUTHOR)
        found: list[Data] = []
        for agent in self.plain.get("people", ()):
            name = known.get(agent["role"])
            if agent["role"] == main and table.has_author(self.type):
                name = table.PRIMARY.get(self.type, "author")
            if name is None:
                self.extra.append(person_line(agent))
            elif agent.get("kind") == "body" or not agent.get("family"):
                found.append({"creatorType": name, "name": agent["as_given"]})
            else:
                family = [agent.get("particle"), agent["family"]]
                given = [agent.get("given"), agent.get("suffix")]
                found.append(
                    {
                        "creatorType": name,
                        "firstName": ", ".join(each for each in given if each),
                        "lastName": " ".join(each for each in family if each),
                    }
                )
        return found

    def _relations(self) -> Data:
        told = [each.value for each in self.foreign if each.name == "relation"]
        return {"dc:relation": told} if told else {}

    def _kept(self, data: Data) -> None:
        """Fields that came from Zotero and that a record has no place for."""
        for each in self.foreign:
            if each.name == "extra":
                self.extra.append(each.value)
            elif each.name in _STAMPS or (each.name in self.has and not data[each.name]):
                data[each.name] = each.value

    def _extra(self) -> list[str]:
        published = self.record.published
        own = published.type if published else None
        told = self.type not in table.ARCHIVAL  # of the others the kind must be said, too
        if own is None or (told and TO_CSL.get(self.type) == str(own)):
            self.done.add("published.type")
        if self.record.document.kind is Kind.PUBLISHED and self.type not in table.ARCHIVAL:
            self.done.add("document.kind")
        key = entry_name(self.record)
        lines = [line for line in lines_of(self.plain, self.done) if line != f"citation-key: {key}"]
        if "archive" not in self.has:
            places = {"archive": "archive", "archive_location": "archiveLocation"}
            lines += [
                f"{line}: {' '.join(said.split())}"
                for line, name in places.items() if (said := self._place(name))
            ]  # fmt: skip
        return [f"Citation Key: {key}", *lines, *sentences_of(self.record), *self.extra]

    def _notes(self) -> list[Data]:
        return [
            {
                "key": key_of(f"{self.key} note {number}"),
                "itemType": "note",
                "parentItem": self.key,
                "note": remark.text,
                "tags": [],
                "relations": {},
            }
            for number, remark in enumerate(self.record.remarks, 1)
        ]

    def _files(self) -> list[Data]:
        return [
            {
                "key": key_of(f"{self.key} file {number}"),
                "itemType": "attachment",
                "parentItem": self.key,
                "linkMode": "linked_file" if each.path else "linked_url",
                "title": each.title or "",
                "url": each.url or "",
                "contentType": each.media_type or "",
                **({"path": each.path} if each.path else {}),
                "tags": [],
                "relations": {},
            }
            for number, each in enumerate(self.record.attachments, 1)
        ]


def carry(entry: list[Data], word: str) -> None:
    """Put the carrier's word into Extra."""
    entry[0]["extra"] = f"{entry[0]['extra']}\n{CARRIER}: {word}"


def words(entry: list[Data]) -> Iterable[str]:
    """The words in Extra."""
    extra = entry[0].get("extra")
    return words_of(extra) if isinstance(extra, str) else []


def _means(entry: list[Data]) -> dict[str, Any]:
    plain = means(entry)
    foreign = plain.get("record", {}).get("foreign", [])
    own = {"format": "zotero", "name": "key", "value": key_of(plain["document"]["id"])}
    if own in foreign:
        foreign.remove(own)
        if not foreign:
            del plain["record"]["foreign"]
    if "record" in plain and not plain["record"]:
        del plain["record"]
    return plain


def _bare(entry: list[Data]) -> list[Data] | None:
    """An entry without Extra; None where that is empty."""
    item, *below = entry
    return [{**item, "extra": ""}, *below] if item.get("extra") else None


ENTRY = TwoWay(write, _means, carry, words, bare=_bare)
