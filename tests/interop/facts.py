"""What a record says, fact by fact, and what became of each fact on its way through a program.

Pure comparison: two records in, fates out. Knows no program and no format.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec

from archcite.record.model import Record
from archcite.record.vocab import Role, Verb

FATES = {
    "kept": "the same value in the same field",
    "moved": "its words stand in a note, in an unnamed field, or within another field",
    "changed": "the field has another value, such as a year for a day, or `other` for `letter`",
    "lost": "it is nowhere",
    "turned": "it has become something else: a fault",
}

Facts = dict[str, tuple[str, ...]]


class Fate(NamedTuple):
    """What became of one value. into: where it stands now, for "moved" and "turned"."""

    row: str
    word: str
    value: str
    into: str = ""


class Doubt(NamedTuple):
    """The mark at a date that says how sure it is, apart from the date itself."""

    date: str
    mark: str


# The rows of the table that are one field of the record: their name and the field's path.
FIELDS = {
    "title": "document.title",
    "short title": "document.short_title",
    "original title": "document.original_title.text",
    "heading": "document.heading",
    "genre": "document.genre",
    "medium": "document.medium",
    "extent": "document.extent",
    "number": "document.number",
    "classification": "document.classification",
    "summary": "document.summary",
    "language": "document.language",
    "original language": "document.original_language",
    "event": "document.event.name",
    "event place": "document.event.place",
    "department": "source.archive.department",
    "archive place": "source.archive.place",
    "collection": "source.collection",
    "printed in": "source.published_in.title",
    "digital archive": "digital.name",
    "its number there": "digital.record_id",
    "URL": "digital.url",
    "DOI": "digital.doi",
    "accessed": "digital.accessed",
    "rights statement": "rights.statement",
    "rights URI": "rights.uri",
    "licence": "rights.license",
    "container": "published.container",
    "publisher": "published.publisher",
    "place of publication": "published.place",
    "volume": "published.volume",
    "issue": "published.issue",
    "pages": "published.pages",
    "edition": "published.edition",
    "series": "published.series",
    "number in series": "published.series_number",
    "ISBN": "published.isbn",
    "ISSN": "published.issn",
}
LISTS = {
    "tags": ("subjects", "term"),
    "notes": ("remarks", "text"),
    "funder": ("funders", "name"),
    "award": ("funders", "award"),
}
DATES = {"date": "document.date", "event date": "document.event.date"}
DOUBT = "doubt of the date"
NAMES = "family and given name apart"
PEOPLE = tuple(str(role) for role in Role)
CREDITS = tuple(f"credit: {verb}" for verb in Verb)
ROWS = (
    "kind",
    *("title", "short title", "original title", "heading"),
    *("date", DOUBT),
    *PEOPLE,
    NAMES,
    *CREDITS,
    *("archive", "department", "archive place", "collection", "shelfmark", "printed in"),
    *("event", "event date", "event place", "written at"),
    *("genre", "medium", "extent", "number", "classification", "summary"),
    *("language", "original language"),
    *("digital archive", "its number there", "URL", "DOI", "accessed"),
    *("rights statement", "rights URI", "licence", "funder", "award"),
    *("container", "publisher", "place of publication", "volume", "issue", "pages", "edition"),
    *("series", "number in series", "ISBN", "ISSN"),
    *("tags", "notes"),
)

# A part of these counts as the whole: the word "fond" before a number, the town after a name.
_LOOSE = frozenset({"shelfmark", "archive"})

# Kinds that say less and nothing wrong, and kinds that are one in some format's words.
GENERAL = frozenset({"other", "file", "published", "published:document", "published:manuscript"})
_SAME_KIND = (
    {"letter", "telegram", "published:personal_communication"},
    {"speech", "published:speech"},
    {"interview", "published:interview"},
    {"report", "published:report"},
    {"map", "published:map"},
    {"photograph", "object", "published:graphic"},
    {"treaty", "published:treaty"},
    {"collection", "published:collection"},
    {"recording", "published:song", "published:motion_picture", "published:broadcast"},
    {"other", "published:classic"},
    # BibTeX and RIS of several programs know one kind of article.
    {"published:article-newspaper", "published:article-magazine", "published:article-journal"},
)
# Fields that name the same more widely: nothing false is said.
_WIDER: dict[str, set[str]] = {
    **{f"credit: {verb}": {"contributor"} for verb in Verb},
    "speaker": {"author"},
    "interviewee": {"author"},
    "photographer": {"author", "artist"},
    "artist": {"author"},
    "creator": {"author", "contributor"},
    "credit: translated": {"translator", "contributor"},
    "credit: edited": {"editor", "contributor"},
    "title": {"genre"},  # a title that only describes is the word for the kind
    "extent": {"pages"},
    "printed in": {"container"},
    "written at": {"place of publication"},
}
# Values that are read in many fields without being mistaken for anything.
_UNMISTAKABLE = frozenset({"language", "original language", "accessed", "URL", "DOI"})
_SHORTEST = 4  # letters of a value that is looked for inside of other texts


def facts(record: Record) -> Facts:
    """The values of each row that the record has."""
    plain = msgspec.to_builtins(record)
    found: dict[str, list[str]] = {}

    def add(row: str, value: object) -> None:
        if value:
            found.setdefault(row, []).append(str(value))

    document = plain["document"]
    type_ = plain.get("published", {}).get("type", "")
    kind = document["kind"]
    add("kind", f"published:{type_}" if kind == "published" and type_ else kind)
    for row, path in FIELDS.items():
        add(row, _at(plain, path))
    for row, path in DATES.items():
        date, mark = doubt(str(_at(plain, path) or ""))
        add(row, date)
        add(DOUBT, mark)
    for row, (table, name) in LISTS.items():
        for each in plain.get(table, ()):
            add(row, each.get(name))
    for agent in plain.get("people", ()):
        add(agent["role"], _running(agent))
        if agent.get("family") and agent.get("given"):
            family = " ".join(filter(None, [agent.get("particle"), agent["family"]]))
            add(NAMES, f"{family}, {agent['given']}")
    for credit in plain.get("credits", ()):
        for name in credit["by"]:
            add(f"credit: {credit['verb']}", name)
    _add_holding(plain.get("source", {}), add)
    for place in plain.get("places", ()):
        if place.get("role") == "written-at":
            add("written at", place["name"])
    return {row: tuple(values) for row, values in found.items()}


def _add_holding(source: Mapping[str, Any], add: Any) -> None:
    archive = source.get("archive", {})
    add("archive", archive.get("name") or archive.get("acronym"))
    add("shelfmark", ", ".join(level["value"] for level in source.get("levels", ())))


def _at(plain: Mapping[str, Any], path: str) -> Any:
    value: Any = plain
    for step in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def _running(agent: Mapping[str, Any]) -> str:
    parts = [agent.get(part) for part in ("given", "particle", "family", "suffix")]
    return " ".join(part for part in parts if part) or str(agent["as_given"])


def doubt(edtf: str) -> Doubt:
    """A date without its marks, and the marks: ~ and ? and %, each once."""
    marks = "".join(mark for mark in "~?%" if mark in edtf)
    return Doubt(re.sub("[~?%]", "", edtf), marks)


def compared(before: Record, after: Record) -> list[Fate]:
    """What became of every value of a record in what a program made of it."""
    old, new = facts(before), facts(after)
    elsewhere = list(_unnamed(after))
    return [_fate(row, value, old, new, elsewhere) for row in ROWS for value in old.get(row, ())]


def missing(before: Record) -> list[Fate]:
    """The fates of a record that does not come back at all."""
    old = facts(before)
    return [Fate(row, "lost", value) for row in ROWS for value in old.get(row, ())]


def _fate(row: str, value: str, old: Facts, new: Facts, elsewhere: Sequence[str]) -> Fate:
    now = new.get(row, ())
    if any(_is_same(row, value, each) for each in now):
        return Fate(row, "kept", value)
    if row == "kind":
        return _kind_fate(value, now)
    if row == DOUBT:
        return _doubt_fate(value, now, new, elsewhere)
    for other in () if row in (NAMES, *_UNMISTAKABLE) else ROWS:
        if other in (row, "kind", NAMES, DOUBT, "notes"):
            continue
        fresh = set(new.get(other, ())) - set(old.get(other, ()))
        if any(_is_same(other, value, each, strict=True) for each in fresh):
            wider = other in _meant(value, old)
            return Fate(row, "changed" if wider else "turned", value, other)
    text = plain_words(value)
    if len(text) >= _SHORTEST and row not in (*PEOPLE, *CREDITS, NAMES):
        within = (
            other
            for other in ROWS
            if other not in (row, "notes", "title", "short title", "original title", "summary")
            for each in set(new.get(other, ())) - set(old.get(other, ()))
            if text in plain_words(each)
        )
        if other := next(within, ""):
            return Fate(row, "moved", value, other)
    if len(text) >= _SHORTEST and any(text in plain_words(each) for each in elsewhere):
        return Fate(row, "moved", value)
    return Fate(row, "changed" if now else "lost", value)


def _kind_fate(value: str, now: Sequence[str]) -> Fate:
    found = now[0]
    if any({value, found} <= same for same in _SAME_KIND):
        return Fate("kind", "kept", value)
    if found in GENERAL:
        return Fate("kind", "changed", value, found)
    return Fate("kind", "turned", value, found)


def _doubt_fate(value: str, now: Sequence[str], new: Facts, elsewhere: Sequence[str]) -> Fate:
    """A doubtful date that stands there as a certain one has turned into something else."""
    if now:
        return Fate(DOUBT, "changed", value, now[0])
    if not new.get("date"):
        return Fate(DOUBT, "lost", value)
    told = re.compile(r"\d[~?%]|\b(circa|ca\.|about|probably|uncertain)", re.IGNORECASE)
    if any(told.search(each) for each in elsewhere):
        return Fate(DOUBT, "moved", value)
    return Fate(DOUBT, "turned", value, "a certain date")


def _meant(value: str, old: Facts) -> set[str]:
    """The rows in which a value may stand: those that had it, and their wider ones."""
    rows = [row for row, values in old.items() if any(_is_same(row, value, v) for v in values)]
    return set(rows).union(*(_WIDER.get(row, set()) for row in rows))


def _is_same(row: str, value: str, other: str, *, strict: bool = False) -> bool:
    if row in (*PEOPLE, *CREDITS):
        return sorted(plain_words(value).split()) == sorted(plain_words(other).split())
    if row in _LOOSE and not strict:
        return set(plain_words(value).split()) <= set(plain_words(other).split())
    return exact_words(value) == exact_words(other)


def _unnamed(record: Record) -> Iterator[str]:
    """The texts that stand in no row: notes, foreign fields, variables of other programs."""
    plain = msgspec.to_builtins(record)
    named = facts(record)
    seen = {value for row, values in named.items() if row != "notes" for value in values}
    return (text for text in _texts(plain) if text not in seen)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


_QUOTES = str.maketrans("‘’“”–—‑\u00a0", "''\"\"--- ")


@cache
def exact_words(text: str) -> str:
    """A text without what typography alone does to it: curly quotes, dashes, blanks."""
    return " ".join(
        unicodedata.normalize("NFC", text.translate(_QUOTES)).replace("--", "-").split()
    )


@cache
def plain_words(text: str) -> str:
    """Its words in small letters, without punctuation: what is left when a program reformats it."""
    return " ".join(re.findall(r"\w+", exact_words(text).casefold()))


def paired(
    before: Sequence[Record], after: Sequence[Record]
) -> Iterator[tuple[Record, Record | None]]:
    """Each record with what came back of it: by key, else by title, else by its place."""
    by_key = {key: each for each in reversed(after) for key in _keys(each)}
    by_title = {plain_words(each.document.title or ""): each for each in reversed(after)}
    by_title.pop("", None)
    for at, record in enumerate(before):
        found = by_key.get(_bare(record.document.id))
        if found is None:
            found = by_title.get(plain_words(record.document.title or ""))
        if found is None and len(after) == len(before):
            found = after[at]
        yield record, found


def _keys(record: Record) -> Iterable[str]:
    known = record.record.known_as if record.record else ()
    return [_bare(key) for key in (record.document.id, *known)]


def _bare(key: str) -> str:
    return re.sub(r"\W", "", key).casefold()
