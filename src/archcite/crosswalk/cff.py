"""A record as a reference of the Citation File Format 1.2.0 (CITATION.cff); both ways.

The schema allows no other fields: what it has none for stands in `notes`, as the lines that Zotero
keeps in Extra; the key, the shelfmark and the carrier's word are identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from archcite.crosswalk import cff_table as table
from archcite.crosswalk import prose
from archcite.crosswalk.cff_back import Reference, means, other_identifiers
from archcite.crosswalk.csl import type_of
from archcite.crosswalk.csl_back import AUTHORS_OF, kind_of
from archcite.crosswalk.marks import mark_of
from archcite.crosswalk.tree import value
from archcite.crosswalk.two_way import TwoWay
from archcite.crosswalk.zotero_extra import lines_of, person_line, sentences_of
from archcite.record.key import entry_name
from archcite.record.model import Record
from archcite.record.vocab import Kind, Role
from archcite.text.edtf import parse

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}")
_ARCHIVAL: Mapping[Kind, str] = {
    Kind.LETTER: "personal-communication",
    Kind.TELEGRAM: "personal-communication",
    Kind.MEMORANDUM: "personal-communication",
    Kind.PHOTOGRAPH: "art",
    Kind.OBJECT: "art",
    Kind.MAP: "map",
    Kind.RECORDING: "sound-recording",
}


def write(record: Record) -> Reference:
    """The reference of a record."""
    return _Reference(record).write()


class _Reference:
    """One record on its way into fields."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.plain: Mapping[str, Any] = msgspec.to_builtins(record)
        self.fields: Reference = {}
        self.done: set[str] = {"document.title", "record.known_as"}
        self.notes: list[str] = []

    def write(self) -> Reference:
        kind = self.record.document.kind
        own = self.record.published.type if self.record.published else None
        published = kind is Kind.PUBLISHED
        type_ = table.TYPES.get(type_of(self.record), "generic")
        self.type = type_ if published or own else _ARCHIVAL.get(kind, "unpublished")
        self.fields["type"] = self.type
        self.fields["title"] = self._title()
        self._people()
        self._date()
        for name, (path, pattern) in table.TEXTS.items():
            self._text(name, path, pattern)
        self._pages()
        self._bodies()
        self._rest()
        self._identifiers()
        if own is None or table.FROM.get(self.type) == str(own):
            self.done.add("published.type")
        meant = kind_of({"type": table.FROM.get(self.type, "document")})
        if published and meant is Kind.PUBLISHED:
            self.done.add("document.kind")
        lines = [*lines_of(self.plain, self.done), *sentences_of(self.record), *self.notes]
        self._put("notes", "\n".join([*lines, *(each.text for each in self.record.remarks)]))
        return self.fields

    def _put(self, name: str, found: Any) -> None:
        if found not in (None, "", [], {}):
            self.fields[name] = found

    def _take(self, path: str) -> str:
        """The text at a path, which counts as said."""
        found = value(self.plain, path)
        self.done.add(path)
        return str(found) if found else ""

    def _title(self) -> str:
        title = self.record.document.title
        if title:
            return title
        if made := prose.title(self.record):
            self.notes.append("title-kind: generic")  # a description, not a title
        return made or table.UNTITLED

    def _text(self, name: str, path: str, pattern: str) -> None:
        text = str(value(self.plain, path) or "")
        if not text or self.type not in table.ONLY.get(name, (self.type,)):
            return
        if not pattern or re.fullmatch(pattern, text):
            self._put(name, self._take(path))

    def _people(self) -> None:
        main = AUTHORS_OF.get(self.record.document.kind, Role.AUTHOR)
        lists = {role: name for name, role in table.PEOPLE.items()} | {str(main): "authors"}
        self.fields["authors"] = []
        for agent in self.plain.get("people", ()):
            name = lists.get(agent["role"])
            said = _agent(agent)
            if name and said not in self.fields.get(name, ()):
                self.fields.setdefault(name, []).append(said)
            else:
                self.notes.append(person_line(agent))
        if not self.fields["authors"]:
            self.fields["authors"] = [{"name": table.ANONYMOUS}]

    def _date(self) -> None:
        document = self.record.document
        text = document.date or ""
        if not text:
            self._put("issue-date", self._take("document.date_as_given"))
            return
        read = parse(text)
        point = read.start or read.end
        if _DAY.fullmatch(text) and document.kind is Kind.PUBLISHED:
            self.fields["date-published"] = text
        elif point and point.year > 0 and not point.digits:
            self.fields["year"] = point.year
            self._put("month", point.month or "")
        # Year and month alone would say less than is known.
        said = [str(self.fields.get("year", "")), f"{self.fields.get('month') or 0:02d}"]
        if text not in ("-".join(said), said[0], self.fields.get("date-published")):
            self.fields["issue-date"] = text
        original = value(self.plain, "published.original_date") or ""
        if _YEAR.fullmatch(original):
            self.fields["year-original"] = int(self._take("published.original_date"))

    def _pages(self) -> None:
        pages = value(self.plain, "published.pages") or ""
        first, _, last = pages.partition("-")
        if first and first.strip() == first and last.strip() == last and "-" not in last:
            self._put("start", first)
            self._put("end", last)
            if last or pages == first:
                self.done.add("published.pages")

    def _bodies(self) -> None:
        work = self.plain.get("published", {})
        if work.get("publisher"):
            publisher = {"name": self._take("published.publisher")}
            if work.get("place"):
                publisher["city"] = self._take("published.place")
            self.fields["publisher"] = publisher
        if program := self._take("digital.program"):
            self.fields["database-provider"] = {"name": program}
        archive = value(self.plain, "source.archive") or {}
        country = archive.get("country") or ""
        if archive.get("name") or archive.get("acronym"):
            told = {
                "name": archive.get("name") or archive["acronym"],
                "alias": archive.get("acronym") if archive.get("name") else "",
                "city": self._take("source.archive.place"),
                "country": country if re.fullmatch("[A-Z]{2}", country) else "",
            }
            self.fields["location"] = {key: text for key, text in told.items() if text}
        event = self.plain["document"].get("event", {})
        if event.get("name"):
            meeting = {"name": self._take("document.event.name")}
            if event.get("place"):
                meeting["location"] = self._take("document.event.place")
            if _DAY.fullmatch(event.get("date", "")):
                meeting["date-start"] = self._take("document.event.date")
            self.fields["conference"] = meeting

    def _rest(self) -> None:
        terms = list(dict.fromkeys(each.term for each in self.record.subjects))
        self._put("keywords", terms)
        language = self.record.document.language or ""
        if re.fullmatch("[a-z]{2,3}", language):
            self.fields["languages"] = [language]
        license_ = value(self.plain, "rights.license") or ""
        if license_ and "license-url" not in self.fields and license_ not in table.UNLISTED:
            self.fields["license"] = self._take("rights.license")
        within = "" if "journal" in self.fields else "published.container"
        for path, type_ in (
            ("source.collection", table.ARCHIVAL),
            (within, table.CONTAINER),
            ("published.series", table.SERIES),
        ):
            if path and value(self.plain, path) and "collection-title" not in self.fields:
                self.fields["collection-title"] = self._take(path)
                self.fields["collection-type"] = type_
        for each in self.record.record.foreign if self.record.record else ():
            if each.format == "cff" and each.name in table.KEPT:
                self.fields.setdefault(each.name, each.value)

    def _identifiers(self) -> None:
        source = self.record.source
        told = [(table.KEY, entry_name(self.record))]
        if source:
            told.append((table.SHELFMARK, mark_of(source)))
        told += [(name, self._take(path)) for name, path in table.NUMBERS.items()]
        self.fields["identifiers"] = [
            {"type": "other", "value": text, "description": name} for name, text in told if text
        ]
        address = value(self.plain, "digital.archived_url") or ""
        if re.fullmatch(table.TEXTS["url"][1], address):
            copy = {"type": "url", "value": self._take("digital.archived_url")}
            self.fields["identifiers"].append(copy | {"description": "archived copy"})


def _agent(agent: Mapping[str, Any]) -> dict[str, str]:
    """A person in parts, one whose name is in one piece, or an entity."""
    if agent.get("kind") == "body":
        return {"name": agent["as_given"]}
    orcid = (agent.get("ids") or {}).get("orcid")
    parts = {
        "family-names": agent.get("family"),
        "given-names": agent.get("given"),
        "name-particle": agent.get("particle"),
        "name-suffix": agent.get("suffix"),
        "affiliation": agent.get("affiliation"),
        "orcid": f"https://orcid.org/{orcid}" if orcid else "",
    }
    if not agent.get("family"):
        parts |= {"given-names": "", "name-particle": "", "alias": agent["as_given"]}
    return {key: text for key, text in parts.items() if text}


def carry(reference: Reference, word: str) -> None:
    """Put the carrier's word among the identifiers."""
    reference["identifiers"].append({"type": "other", "value": word, "description": table.WORD})


def words(reference: Reference) -> Iterable[str]:
    """The word, if there is one."""
    return other_identifiers(reference).get(table.WORD, [])


def moved(record: Record) -> Iterable[str]:
    """What stands in a field that is not its own."""
    if record.remarks:
        yield "remarks.text"


ENTRY = TwoWay(write, means, carry, words, moved)
