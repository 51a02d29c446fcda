"""Items that the style language can ask: CSL-JSON objects, and records by way of the crosswalk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from archcite.crosswalk.csl_view import PLAIN, View
from archcite.csl import vocab
from archcite.csl.item import DatePart, DateValue
from archcite.text.names import Name, split_particles

if TYPE_CHECKING:
    from archcite.record.model import Record

_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


class JsonItem:
    """A CSL-JSON item (CSL 1.0.2 schema, and the looser forms that programs write)."""

    __slots__ = ("_dates", "_names", "_source", "id", "language", "type")

    def __init__(self, source: Mapping[str, Any]) -> None:
        note = source.get("note")
        noted = _from_note(note) if isinstance(note, str) else {}
        # a type in the note is one that the reference manager does not have
        self._source = {**noted, **source, **_type_of(noted)} if noted else source
        self._names: dict[str, tuple[Name, ...]] = {}
        self._dates: dict[str, DateValue | None] = {}
        self.id = _written(source.get("id", ""))
        self.type = _written(source.get("type", "") or "document")
        self.language = str(source.get("language") or "")

    def variables(self) -> Iterator[str]:
        """The variables that the item has, by their present names."""
        for key, value in self._source.items():
            ask = _READERS.get(key)
            if ask is None:  # a text
                if (isinstance(value, str) and value and not value.isspace()) or self.text(key):
                    yield key
            elif ask(self, variable := vocab.RENAMED.get(key, key)):
                yield variable
        if "editor-translator" not in self._source and self.names("editor-translator"):
            yield "editor-translator"

    def text(self, variable: str) -> str:
        value = self._source.get(variable)
        if isinstance(value, str):
            return "" if value.isspace() else value
        if value is None:
            old = _OLD_NAMES.get(variable)
            if old is None:
                return ""
            value = self._source.get(old)
        if isinstance(value, str):
            return value if value.strip() else ""
        if isinstance(value, bool) or value is None or isinstance(value, (list, dict)):
            return ""
        return _written(value)

    def names(self, variable: str) -> tuple[Name, ...]:
        found = self._names.get(variable)
        if found is None:
            value = self._source.get(variable) if variable in vocab.NAMES else None
            if value is None and variable in _OLD_NAMES:
                value = self._source.get(_OLD_NAMES[variable])
            listed = value if isinstance(value, (list, tuple)) else ()
            found = tuple(name for entry in listed if (name := to_name(entry)) is not None)
            if not found and variable == "editor-translator":  # CSL 1.0.2, Name Variables
                editors = self.names("editor")
                found = editors if editors == self.names("translator") else ()
            self._names[variable] = found
        return found

    def date(self, variable: str) -> DateValue | None:
        if variable not in self._dates:
            value = self._source.get(variable) if variable in vocab.DATES else None
            self._dates[variable] = None if value is None else to_date(value)
        return self._dates[variable]

    def locator_words(self, label: str) -> tuple[str, str] | None:
        words = self._source.get("locator-words")
        pair = words.get(label) if isinstance(words, dict) else None
        if isinstance(pair, (list, tuple)) and len(pair) == 2:
            return str(pair[0]), str(pair[1])
        return None

    def listed(self, field: str) -> tuple[str, ...]:
        """The words of a field that holds a list, such as categories."""
        value = self._source.get(field)
        if field in vocab.NAMES or not isinstance(value, (list, tuple)):
            return ()
        return tuple(word for word in value if isinstance(word, str))


# How a variable that is no text under its own name is read.
_READERS: Mapping[str, Callable[[JsonItem, str], object]] = (
    dict.fromkeys(vocab.RENAMED, JsonItem.text)
    | dict.fromkeys(vocab.NAMES, JsonItem.names)
    | dict.fromkeys(vocab.DATES, JsonItem.date)
    | {"editortranslator": JsonItem.names}
)
_OLD_NAMES = {new: old for old, new in vocab.RENAMED.items()}


def _written(value: Any) -> str:
    """A value that is no text as one; "" for a number of more digits than Python writes."""
    if isinstance(value, float):
        return f"{value:.15g}"
    try:
        return str(value)
    except ValueError:
        return ""


def _from_note(note: str) -> dict[str, Any]:
    """Variables that a note holds, a line each ("original-date: 1890") or in {:braces: like this}.

    Reference managers keep there what they have no field for. Names are "Family || Given".
    """
    found: dict[str, Any] = {}
    if ":" not in note:
        return found
    for line in note.split("\n"):
        match = re.fullmatch(_NOTED, line.strip())
        if match is None:
            break
        _note_down(found, *match.groups())
    for key, value in re.findall(_BRACED, note):
        _note_down(found, key, value)
    return found


def _type_of(noted: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": noted["type"]} if "type" in noted else {}


_NOTABLE = vocab.DATES | vocab.NUMBERS | vocab.TEXTS - {"note"}
_NOTED = r"([A-Za-z][A-Za-z_ \t-]*):(.*\S)"
_BRACED = r"\{:([A-Za-z][A-Za-z_-]*):([^{}]*)\}"


def _note_down(found: dict[str, Any], key: str, value: str) -> None:
    key, value = key.strip(), value.strip()
    for name in (key, key.lower().replace(" ", "-")):
        if name in vocab.NAMES:
            family, _, given = (part.strip() for part in value.partition("||"))
            person = {"family": family, "given": given} if given else {"literal": family}
            found.setdefault(name, []).append(person)
        elif name in _NOTABLE or (name == "type" and value in vocab.TYPES):
            found[name] = value
        else:
            continue
        return


class RecordItem(JsonItem):
    """A record, seen through crosswalk.csl."""

    __slots__ = ()

    def __init__(self, record: Record, view: View = PLAIN) -> None:
        from archcite.crosswalk.csl import to_item

        super().__init__(to_item(record, view))


def to_name(entry: Any) -> Name | None:
    """A CSL-JSON name; a bare string is a literal; None for what is no name."""
    if isinstance(entry, dict) and len(entry) == 2:
        family, given = entry.get("family"), entry.get("given")
        if isinstance(family, str) and isinstance(given, str) and _PLAIN(f"{family}|{given}"):
            return _plain_name(family, given)
    if isinstance(entry, str):
        return Name(literal=entry) if entry.strip() else None
    if not isinstance(entry, (dict, Mapping)):
        return None

    def part(key: str) -> str:
        value = entry.get(key)
        return value.strip() if isinstance(value, str) else ""

    literal, family, given = part("literal"), part("family"), part("given")
    short, certainty = part("short"), part("certainty")
    if literal and not family:
        return Name(literal=literal, short=short, certainty=certainty)
    if not family:
        return Name(literal=given) if given else None
    name = Name(
        family=family,
        given=given,
        dropping_particle=part("dropping-particle"),
        non_dropping_particle=part("non-dropping-particle"),
        suffix=part("suffix"),
        static_ordering=_true(entry.get("static-ordering")),
        comma_suffix=_true(entry.get("comma-suffix")),
        short=short,
        certainty=certainty,
    )
    return name if name.static_ordering else split_particles(name)


# Names in which there is no particle, suffix or quotation mark to look for.
_PLAIN = re.compile(
    r"[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)*\|[A-Z][^\W\d_]*\.?(?:[ -][A-Z][^\W\d_]*\.?)*"
).fullmatch


@lru_cache(maxsize=4096)
def _plain_name(family: str, given: str) -> Name:
    """One value for one name, however often it stands in a file."""
    return Name(family=family, given=given)


def _true(value: Any) -> bool:
    return value is True or value in (1, "1", "true")


_FARTHEST = 1_000_000  # no year, month or day is as far from 0


def to_date(value: Any) -> DateValue | None:
    """A CSL-JSON date: date-parts, season, circa, literal, raw; None for what says nothing.

    A literal with date-parts is printed as it stands and sorted by them. words, of records: what
    stands before and behind the date (before 1966).
    """
    if isinstance(value, dict) and len(value) == 1:
        match value.get("date-parts"):
            case [[int() as year]] if 1 < year < _FARTHEST:
                return DateValue(DatePart(year))
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return _raw(_written(value))
    if not isinstance(value, (dict, Mapping)):
        return None
    circa = _true(value.get("circa")) or (
        isinstance(value.get("circa"), str) and bool(value["circa"].strip())
    )
    literal = value.get("literal")
    parts = value.get("date-parts")
    points = [_point(part) for part in parts] if isinstance(parts, (list, tuple)) else []
    if isinstance(literal, str) and literal.strip():
        start = next((point for point in points if point), DatePart(0))
        return DateValue(start, circa=circa, literal=literal.strip())
    known = [point for point in points if point is not None]
    if not known:
        raw = value.get("raw")
        if not isinstance(raw, str):
            return None
        found = _raw(raw)
        return found._replace(circa=found.circa or circa) if found else None
    season = _season(value.get("season"))
    if season and not known[0].month:
        known[0] = known[0]._replace(season=season)
    open_end = len(points) > 1 and points[1] is None
    words = value.get("words")
    before, after = words if isinstance(words, (list, tuple)) and len(words) == 2 else ("", "")
    return DateValue(
        known[0],
        known[1] if len(known) > 1 else None,
        open_end=open_end,
        circa=circa,
        words=(str(before), str(after)),
    )


def _season(value: Any) -> int:
    text = str(value or "").strip().lower()
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 4 else 0
    return _SEASONS.get(text, 0)


def _point(parts: Any) -> DatePart | None:
    """One list of date-parts; numbers may come as texts; months 13-16 and 21-24 are seasons."""
    numbers = []
    for part in (parts if isinstance(parts, (list, tuple)) else [])[:3]:
        if isinstance(part, int) and not isinstance(part, bool) and abs(part) < _FARTHEST:
            numbers.append(part)
            continue
        text = _written(part).strip() if part is not None and not isinstance(part, bool) else ""
        if not re.fullmatch(r"-?\d{1,6}", text):
            break
        numbers.append(int(text))
    if not numbers or not numbers[0]:
        return None
    year, month, day = (*numbers, 0, 0)[:3]
    season = month - 12 if 13 <= month <= 16 else month - 20 if 21 <= month <= 24 else 0
    if season or not 1 <= month <= 12:
        return DatePart(year, season=season)
    return DatePart(year, month, day if 1 <= day <= 31 else 0)


_ISO = re.compile(r"(-?\d{1,4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T.*)?")


# "12 May 1960", "May 12, 1960", "May 1960", "Spring 1960".
_WORDED = re.compile(r"(?:(\d{1,2}) +)?([A-Za-z]{3,9})\.?(?: +(\d{1,2}))?,? +(\d{4})")
_MONTHS = (
    "january february march april may june july august september october november december"
).split()


def _worded(text: str) -> DateValue | None:
    """A date whose month or season is an English word."""
    match = _WORDED.fullmatch(text)
    if match is None:
        return None
    before, word, behind, year = match.groups()
    word = word.lower()
    if word in _SEASONS and not before and not behind:
        return DateValue(DatePart(int(year), season=_SEASONS[word]))
    month = next(
        (
            number
            for number, long in enumerate(_MONTHS, 1)
            if long == word or (long.startswith(word) and len(word) < 5)
        ),
        0,
    )
    if not month or (before and behind):
        return None
    return DateValue(DatePart(int(year), month, int(before or behind or 0)))


def _raw(text: str) -> DateValue | None:
    """A date in one string: ISO 8601 with EDTF marks, a date in English words, else a literal."""
    text = text.strip()
    if not text:
        return None
    worded = _worded(text)
    if worded is not None:
        return worded
    circa = text.endswith(("?", "~", "%"))
    points: list[DatePart | None] = []
    for side in text.rstrip("?~%").split("/"):
        match = _ISO.fullmatch(side.strip().rstrip("?~%"))
        if match is None and side.strip() not in ("", ".."):
            return DateValue(DatePart(0), literal=text)
        points.append(_point([part for part in match.groups() if part]) if match else None)
    if len(points) > 2 or points[0] is None:
        return DateValue(DatePart(0), literal=text)
    return DateValue(
        points[0],
        points[1] if len(points) > 1 else None,
        open_end=len(points) > 1 and points[1] is None,
        circa=circa,
    )
