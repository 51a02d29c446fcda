"""A record as an entry of Hayagriva, typst's bibliographies, by way of its CSL item; both ways.

Typst stops at a file with a date, language or address that it cannot read; such a value is written
as far as it can. Keys that it does not know it passes over: the carrier's word is a serial number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archcite.crosswalk import csl_entry, prose
from archcite.crosswalk import hayagriva_table as table
from archcite.crosswalk.csl_back import edtf
from archcite.crosswalk.csl_names import running
from archcite.crosswalk.hayagriva_back import Entry, means, serials_of
from archcite.crosswalk.marks import mark_of
from archcite.crosswalk.two_way import TwoWay
from archcite.record.model import Record
from archcite.record.vocab import Kind, Role, Verb
from archcite.text.edtf import Point, parse

_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[A-Za-z\d][A-Za-z\d.-]*(:\d{1,4})?([/?#].*)?", re.DOTALL)
_RUNTIME = re.compile(r"(\d+:)?\d+:[0-5]\d")
_SENT = (Kind.LETTER, Kind.TELEGRAM, Kind.MEMORANDUM)
CARRIER = "archcite"


def write(record: Record) -> Entry:
    """Key and fields of a record."""
    item = csl_entry.write(record)
    key = item.pop("id")
    return key, _Entry(record, item).write()


class _Entry:
    """One item on its way into fields."""

    def __init__(self, record: Record, item: dict[str, Any]) -> None:
        self.record = record
        self.item = item
        self.fields: dict[str, Any] = {}

    def write(self) -> dict[str, Any]:
        type_, self.parent_type = self._types()
        self.fields["type"] = type_
        self._title()
        self._people()
        self._put("date", self._date())
        self._parents()
        for variable, name in table.PLAIN.items():
            self._put(name, self.item.get(variable))
        for variable, name in table.FORMATTED.items():
            self._put(name, table.escaped(self.item.get(variable, "")))
        self._put("genre", table.escaped(self._genre()))
        self._numbers()
        self._imprint()
        self._place()
        return self.fields

    def _genre(self) -> str:
        """The word for what it is, and whom it was sent to: typst has no other place for them."""
        document = self.record.document
        genre = str(self.item.get("genre", ""))
        if document.kind is Kind.PUBLISHED:
            return genre
        genre = genre or document.genre or str(document.kind).replace("-", " ")
        receivers = prose.people(self.record, Role.RECIPIENT)
        named = all((each.family or each.as_given) in genre for each in receivers)
        if document.kind not in _SENT or named:
            return "" if genre == str(Kind.OTHER) else genre
        return f"{genre} to {prose.listed(' '.join(each.as_given.split()) for each in receivers)}"

    def _types(self) -> tuple[str, str]:
        kind = self.record.document.kind
        published = self.record.published
        if kind is Kind.PUBLISHED or (published and published.type):
            return table.TYPES.get(self.item["type"], (table.OTHER, ""))
        if kind in (Kind.PHOTOGRAPH, Kind.OBJECT, Kind.MAP):
            return "artwork", ""
        if kind is Kind.RECORDING:
            return table.TYPES.get(self.item["type"], ("audio", ""))[0], ""
        return ("anthology" if kind is Kind.COLLECTION else table.UNPUBLISHED), ""

    def _put(self, name: str, found: Any) -> None:
        if found not in (None, "", [], {}):
            self.fields[name] = found

    def _title(self) -> None:
        title = self.item.get("title", "")
        forms = {
            "value": table.escaped(title),
            "short": table.escaped(self.item.get("title-short", "")),
        }
        self._put("title", forms if title and forms["short"] else forms["value"])

    def _people(self) -> None:
        for credit in self.record.credits:
            if credit.verb is Verb.TRANSLATED:
                self.item.setdefault("translator", running(credit.by))
        for variable in ("author", "editor"):
            self._put(variable, [_person(name) for name in self.item.get(variable, ())])
        self._put(
            "affiliated",
            [
                {"role": role, "names": [_person(name) for name in self.item[variable]]}
                for variable, role in table.ROLES.items()
                if variable in self.item
            ],
        )

    def _date(self, variable: str = "issued") -> str:
        """A date as far as Hayagriva knows dates: a day, a month or a year."""
        document, source = self.record.document, self.record.source
        text = edtf(self.item[variable])[0] if variable in self.item else ""
        if variable == "issued" and document.date and not (source and source.published_in):
            text = document.date
        if not text:
            return ""
        read = parse(text)
        point = read.start or read.end
        return _day(point) if point else ""

    def _parents(self) -> None:
        series = _filled(
            {
                "type": "anthology",
                "title": table.escaped(self.item.get("collection-title", "")),
                "volume": self.item.get("collection-number"),
            }
        )
        container = {
            "title": table.escaped(self.item.get("container-title", "")),
            "author": [_person(name) for name in self.item.get("container-author", ())],
        }
        if self.parent_type in ("periodical", "newspaper"):
            container["volume"] = self.item.pop("volume", "")
            container["issue"] = self.item.pop("issue", "")
        parents = []
        if self.fields["type"] == "book":
            container = {}  # what stands above a book is its series
        if inside := _filled({"type": self.parent_type or "book", **container}):
            if series:
                inside["parent"] = series
            parents.append(inside)
        elif series:
            parents.append(series)
        parents += filter(None, (self._event(), self._original()))
        self._put("parent", parents[0] if len(parents) == 1 else parents)

    def _event(self) -> dict[str, Any]:
        date = self._date("event-date")
        return _filled(
            {
                "type": "conference",
                "title": table.escaped(self.item.get("event-title", "")),
                "location": table.escaped(self.item.get("event-place", "")),
                "date": date if date != self.fields.get("date") else "",
            }
        )

    def _original(self) -> dict[str, Any]:
        document, item = self.record.document, self.item
        title = document.original_title
        place = table.escaped(item.get("original-publisher-place", ""))
        return _filled(
            {
                "type": "original",
                "title": table.escaped(title.text if title else ""),
                "language": _language(title.language if title else None),
                "date": self._date("original-date"),
                "publisher": _publisher(table.escaped(item.get("original-publisher", "")), place),
            }
        )

    def _numbers(self) -> None:
        total = str(self.item.get("number-of-volumes", ""))
        self._put("volume-total", int(total) if re.fullmatch("[1-9][0-9]{0,3}", total) else "")
        if _RUNTIME.fullmatch(self.item.get("dimensions", "")):
            self._put("runtime", self.item["dimensions"])
        serials = {name: self.item.get(variable) for variable, name in table.SERIALS.items()}
        self._put("serial-number", {name: text for name, text in serials.items() if text})
        self._put("language", _language(self.item.get("language")))

    def _imprint(self) -> None:
        place = table.escaped(self.item.get("publisher-place", ""))
        self._put("publisher", _publisher(table.escaped(self.item.get("publisher", "")), place))
        address = self.item.get("URL", "")
        if _ADDRESS.fullmatch(address):
            seen = self._date("accessed")
            self._put("url", {"value": address, "date": seen} if seen else address)

    def _place(self) -> None:
        source = self.record.source
        if source is None or source.published_in:
            return
        marks = mark_of(source)
        name = source.collection or ""
        parts = [name if name not in marks else "", marks]
        self._put("archive", table.escaped(", ".join(prose.repository(source.archive))))
        self._put("archive-location", table.escaped(", ".join(part for part in parts if part)))


def _filled(parent: dict[str, Any]) -> dict[str, Any]:
    """A parent without empty fields; {} where it says nothing but its type."""
    found = {name: told for name, told in parent.items() if told not in (None, "", [], {})}
    return found if len(found) > 1 else {}


def _publisher(name: str, place: str) -> Any:
    if name and place:
        return {"name": name, "location": place}
    return name or ({"location": place} if place else "")


def _language(tag: str | None) -> str:
    return tag if tag and _LANGUAGE.fullmatch(tag) else ""


def _day(point: Point) -> str:
    year = f"{'-' if point.year < 0 else ''}{abs(point.year):04d}"
    parts = [year, *(f"{part:02d}" for part in (point.month, point.day) if part)]
    return "-".join(parts)


def _person(name: Mapping[str, Any]) -> Any:
    """A name in its parts; a name in one piece where typst would turn it round."""
    family, given = name.get("family", ""), name.get("given", "")
    particle, suffix = name.get("non-dropping-particle", ""), name.get("suffix", "")
    if not family:
        return {"name": name.get("literal") or given}
    if name.get("static-ordering") and given:
        return f"{family} {given}" if "," not in f"{family}{given}" else {"name": family}
    parts = {"name": family, "given-name": given, "prefix": particle, "suffix": suffix}
    return {key: text for key, text in parts.items() if text}


def carry(entry: Entry, word: str) -> None:
    """Put the carrier's word among the serial numbers."""
    entry[1].setdefault("serial-number", {})[CARRIER] = word


def words(entry: Entry) -> Iterator[str]:
    """The word, if there is one."""
    if word := serials_of(entry[1]).get(CARRIER):
        yield word


def moved(record: Record) -> Iterable[str]:
    """What stands in a field that is not its own."""
    source = record.source
    if source and source.archive and source.archive.place:
        yield "source.archive.place"
    if source and source.collection:
        yield "source.collection"
    if record.document.kind in _SENT and prose.people(record, Role.RECIPIENT):
        yield "people.recipient.as_given"


ENTRY = TwoWay(write, means, carry, words, moved)
