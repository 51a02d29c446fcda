"""CSL-JSON items as records: the way back of crosswalk.csl.

An item that archcite wrote brings its whole record along; what its variables say otherwise than
they did then was edited, and counts. Of any other item, every variable finds a field, or stands
under its own name in `published.other`; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from archcite.crosswalk.carrier import reconciled, unpack
from archcite.crosswalk.csl import CARRIER, TYPES, to_csl
from archcite.crosswalk.csl_edition import told_apart
from archcite.crosswalk.csl_published import DATES, OTHER_TEXTS, TEXTS
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.table import Back, Plain
from archcite.errors import ProblemsFound
from archcite.record.key import from_name
from archcite.record.shelfmark import parse_source
from archcite.record.toml import from_plain
from archcite.record.vocab import Kind, Role

Item = Mapping[str, Any]

_BY_TYPE: Mapping[str, Kind] = {
    "personal_communication": Kind.LETTER,
    "speech": Kind.SPEECH,
    "interview": Kind.INTERVIEW,
    "map": Kind.MAP,
    "treaty": Kind.TREATY,
    "collection": Kind.COLLECTION,
    "manuscript": Kind.OTHER,
    "document": Kind.OTHER,
}
# Words of a genre that say which kind of unpublished document it is.
_BY_WORD: Mapping[str, Kind] = {
    "telegram": Kind.TELEGRAM,
    "cable": Kind.TELEGRAM,
    "memorandum": Kind.MEMORANDUM,
    "memo": Kind.MEMORANDUM,
    "letter": Kind.LETTER,
    "minutes": Kind.MINUTES,
    "protocol": Kind.MINUTES,
    "report": Kind.REPORT,
    "conversation": Kind.CONVERSATION_RECORD,
    "decision": Kind.DECISION,
    "resolution": Kind.DECISION,
    "decree": Kind.DECISION,
    "diary": Kind.DIARY,
    "journal": Kind.DIARY,
    "note": Kind.NOTE,
    "photograph": Kind.PHOTOGRAPH,
    "will": Kind.LEGAL,
    "deed": Kind.LEGAL,
    "contract": Kind.LEGAL,
    "file": Kind.FILE,
}
_SORTED = (Kind.LETTER, Kind.OTHER)  # kinds that a genre may make more particular
_DOCUMENT = {
    "title": "title",
    "title-short": "short_title",
    "genre": "genre",
    "medium": "medium",
    "number": "number",
    "abstract": "summary",
    "language": "language",
    "citation-label": "abbreviation",
}
AUTHORS_OF = {
    Kind.SPEECH: Role.SPEAKER,
    Kind.INTERVIEW: Role.INTERVIEWEE,
    Kind.PHOTOGRAPH: Role.PHOTOGRAPHER,
    Kind.OBJECT: Role.ARTIST,
}
_NAMES = frozenset(map(str, Role)) - {"cataloguer", "subject", "participant", "creator"}
_PUBLISHED = {variable: field for field, variable in TEXTS.items()}
_SEASONS = (13, 14, 15, 16)  # as months of older CSL-JSON, and of Better BibTeX's
_EXTENT = ("dimensions", "number-of-pages")
_CARRYING = frozenset({"custom", CARRIER})
_DATES = ("issued", "event-date", "original-date", "accessed", *DATES)
# Variable -> the field that has its text, whatever else the item says.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    **{variable: ("document", field) for variable, field in _DOCUMENT.items()},
    **{variable: ("published", field) for variable, field in _PUBLISHED.items()},
    "dimensions": ("document", "extent"),
    "original-title": ("document", "original_title", "text"),
    "archive": ("source", "archive", "name"),
    "archive-place": ("source", "archive", "place"),
    "archive_collection": ("source", "collection"),
    "source": ("digital", "name"),
}
_URL = re.compile(r"https?://")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_RESOLVER = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_SEPARATOR = re.compile(r"\s*[;,]\s*")
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"-?\d{1,4}")


def from_csl(item: Item) -> Back:
    """The plain record that an item means, and the names of what it has that no record holds."""
    whole = _carried(item)
    return _Reading(item).back() if whole is None else _edited(item, whole)


def _carried(item: Item) -> Plain | None:
    """The record that came along in `custom`, or as a word in a variable of its own."""
    own = item.get("custom")
    whole = own.get(CARRIER) if isinstance(own, Mapping) else None
    if isinstance(whole, Mapping) and whole.get("schema"):
        return dict(whole)
    word = item.get(CARRIER)
    return unpack(word) if isinstance(word, str) else None


def _edited(item: Item, whole: Plain) -> Back:
    """The carried record with what somebody has changed in the item's variables since."""
    try:
        then_item = to_csl(from_plain(whole))[0]
    except ProblemsFound:
        return Back(whole, [])
    then_item = msgspec.json.decode(msgspec.json.encode(then_item))
    before, seen = (
        {name: value for name, value in each.items() if name not in _CARRYING}
        for each in (then_item, item)
    )
    if before == seen:
        return Back(whole, [])
    then, now = _Reading(before).back(), _Reading(seen).back()
    plain = whole if then.plain == now.plain else reconciled(whole, then.plain, now.plain)
    return Back(plain, [name for name in now.dropped if name not in then.dropped])


def kind_of(item: Item) -> Kind:
    """What kind of document an item is."""
    found = _BY_TYPE.get(str(item.get("type")))
    described = f"{item.get('genre') or ''} {item.get('medium') or ''}".casefold()
    words = _WORD.findall(described)
    archived = any(item.get(name) for name in ("archive", "archive_location", "archive_collection"))
    if item.get("type") == "graphic" and archived:
        return Kind.PHOTOGRAPH if "photograph" in described else Kind.OBJECT
    if item.get("type") == "report" and archived:
        return Kind.REPORT
    if found in _SORTED:
        return next((_BY_WORD[word] for word in words if word in _BY_WORD), found or Kind.OTHER)
    return found or Kind.PUBLISHED


class _Reading:
    """One item on its way into a plain record."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.kind = kind_of(item)
        self.plain: Plain = {"schema": "archcite/1", "document": {}}
        self.used = {"id", "type", *_CARRYING}
        self.dropped: list[str] = []

    def back(self) -> Back:
        self._identity()
        self._dates()
        for variable in self.item:
            if variable in _FIELDS:
                value = self._text(variable)
                value = tag_of(value) if variable == "language" else value
                self._put(_FIELDS[variable], value)
        self._event()
        self._people()
        self._places()
        self._lists()
        self._rest()
        if self.kind is not Kind.PUBLISHED:
            told_apart(self.plain)
        self.dropped += [name for name in self.item if name not in self.used]
        return Back(self.plain, self.dropped)

    def _put(self, path: tuple[str, ...], value: object) -> None:
        if value in (None, "", [], {}):
            return
        table = self.plain
        for step in path[:-1]:
            table = table.setdefault(step, {})
        table[path[-1]] = value

    def _text(self, variable: str) -> str:
        """The text of a variable, which counts as read; "" for none."""
        value = self.item.get(variable)
        if value is None:
            return ""
        self.used.add(variable)
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            return ""
        return str(value).strip()

    def _identity(self) -> None:
        told = str(self.item.get("id") or "")
        key = from_name(told)
        self._put(("document", "id"), key or "item")
        if told and told != key:
            self._put(("record", "known_as"), [told])
        self._put(("document", "kind"), str(self.kind))
        type_ = str(self.item.get("type") or "document")
        if type_ != self._usual_type():
            self._put(("published", "type"), type_)

    def _usual_type(self) -> str:
        """The type that crosswalk.csl gives such a record by itself."""
        if self.kind is Kind.PUBLISHED:
            return ""
        found = TYPES[self.kind]
        alone = not (self.item.get("author") or self.item.get("recipient"))
        return "document" if found == "personal_communication" and alone else found

    # -- when

    def _date(self, variable: str) -> tuple[str, str]:
        """EDTF, and the wording where there is no EDTF."""
        self.used.add(variable)
        value = self.item.get(variable)
        return edtf(value) if value else ("", "")

    def _dates(self) -> None:
        date, wording = self._date("issued")
        event, event_wording = self._date("event-date")
        if self.kind is not Kind.PUBLISHED and not (date or wording):
            date, wording, event = event, event_wording, ""
        self._put(("document", "date"), date)
        self._put(("document", "date_as_given"), wording)
        self._put(("document", "event", "date"), event if event != date else "")
        original, told = self._date("original-date")
        self._put(("published", "original_date"), original)
        accessed, unread = self._date("accessed")
        if _DAY.fullmatch(accessed):
            self._put(("digital", "accessed"), accessed)
        elif accessed or unread:
            self._other("accessed", accessed or unread)
        if told:
            self._other("original-date", told)
        for variable in DATES:
            if variable != "event-date" and variable in self.item:
                found, words = self._date(variable)
                self._other(variable, found or words)

    def _event(self) -> None:
        self._put(("document", "event", "name"), self._text("event-title") or self._text("event"))
        place = self._text("event-place")
        if place and self.kind in (Kind.LETTER, Kind.TELEGRAM, Kind.MEMORANDUM):
            self.plain.setdefault("places", []).append({"name": place, "role": "written-at"})
        else:
            self._put(("document", "event", "place"), place)

    # -- who

    def _people(self) -> None:
        people: list[Plain] = []
        for variable, names in self.item.items():
            if variable not in _NAMES or not isinstance(names, list):
                continue
            self.used.add(variable)
            role = AUTHORS_OF.get(self.kind, Role.AUTHOR) if variable == "author" else variable
            people += [{"role": str(role), **agent} for each in names if (agent := agent_of(each))]
        self._put(("people",), people)

    # -- where

    def _places(self) -> None:
        mark = self._text("archive_location")
        if mark:
            self._put(("source", "ref_as_given"), mark)
            parsed = parse_source(mark)
            if parsed.holding and not parsed.leftover and not parsed.holding.archive:
                self._put(
                    ("source", "levels"),
                    [
                        {"kind": str(level.kind), "value": level.value}
                        | ({"label": level.label} if level.label else {})
                        for level in parsed.holding.levels
                    ],
                )
        address = self._text("URL")
        if _URL.match(address):
            self._put(("digital", "url"), address)
        elif address:
            self._other("URL", address)
        doi = _RESOLVER.sub("", self._text("DOI"))
        if _DOI.fullmatch(doi):
            self._put(("digital", "doi"), doi)
        elif doi:
            self._other("DOI", doi)

    def _lists(self) -> None:
        for word in _SEPARATOR.split(self._text("keyword")):
            if word:
                self.plain.setdefault("subjects", []).append({"term": word})
        note = self._text("note")
        if note:
            self.plain.setdefault("remarks", []).append({"text": note})

    def _rest(self) -> None:
        for variable in sorted((OTHER_TEXTS & self.item.keys()) - self.used):
            self._other(variable, self._text(variable))

    def _other(self, variable: str, text: str) -> None:
        if text:
            self.plain.setdefault("published", {}).setdefault("other", []).append(
                {"name": variable, "value": text}
            )


def agent_of(name: object) -> Plain:
    """A CSL-JSON name as a plain agent without its role; {} for what is no name."""
    if isinstance(name, str):
        name = {"literal": name}
    if not isinstance(name, Mapping):
        return {}

    parts = {key: " ".join(part.split()) for key, part in name.items() if isinstance(part, str)}
    part = parts.get
    literal, family, suffix = part("literal", ""), part("family", ""), part("suffix", "")
    particle, given = part("non-dropping-particle", ""), part("given", "")
    if dropping := part("dropping-particle"):
        given = f"{given} {dropping}" if given else dropping
    if not family:
        whole = literal or given
        return {"as_given": whole, "kind": "body"} if whole else {}
    first = name.get("static-ordering") is True
    order = [particle, family]
    order = [*order, given] if first else [given, *order]
    found: Plain = {"as_given": " ".join(each for each in [*order, suffix] if each)}
    found["family"] = family
    for key, value in (("given", given), ("particle", particle), ("suffix", suffix)):
        if value:
            found[key] = value
    if first:
        found["order"] = "family-first"
    return found


def edtf(value: object) -> tuple[str, str]:
    """A CSL-JSON date as EDTF, and its own wording where it is not a date that EDTF can say."""
    from archcite.text.edtf import is_edtf

    if isinstance(value, Mapping):
        literal = value.get("literal") or value.get("raw")
        parts = value.get("date-parts")
        points = [_point(each) for each in parts] if isinstance(parts, list) else []
        if not any(points):
            return edtf(literal) if isinstance(literal, str) else ("", "")
        season = str(value.get("season") or "")
        if season.isdecimal() and 1 <= int(season) <= 4 and len(points[0]) == 4:
            points[0] += f"-{20 + int(season)}"
        mark = "~" if value.get("circa") else ""
        text = "/".join(f"{point}{mark}" if point else ".." for point in points[:2])
    else:
        text = str(value).strip()
    if is_edtf(text):
        return text, ""
    return "", text if not isinstance(value, Mapping) else ""


def _point(parts: object) -> str:
    numbers = list(map(_number, parts)) if isinstance(parts, list) else []
    if not numbers or not 0 < abs(numbers[0]) < 10_000:
        return ""
    text = f"{'-' if numbers[0] < 0 else ''}{abs(numbers[0]):04d}"
    if len(numbers) > 1 and numbers[1] in _SEASONS:
        return f"{text}-{numbers[1] + 8}"
    for part in numbers[1:3]:
        if not 0 < part < 100:
            break
        text += f"-{part:02d}"
    return text


def _number(part: object) -> int:
    """A part of a date; 0 for what is no number of a few digits."""
    if type(part) is int:
        return part
    digits = str(part).strip()
    return int(digits) if _DIGITS.fullmatch(digits) else 0
