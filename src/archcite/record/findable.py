"""What a record can be found by: its words by field, its days, and which fields it has.

Works on the plain data of a record's TOML, so that an index of many need not check each. Says
nothing of how things are looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from archcite.text.edtf import earliest, latest, parse
from archcite.text.fold import readings

Plain = Mapping[str, Any]


class Column(NamedTuple):
    """One field that words are looked for in. weight: what a word found in it counts."""

    sentence: str
    weight: float = 1.0


COLUMNS: dict[str, Column] = {
    "key": Column("The citation key, here and in other programs.", 6),
    "title": Column("Titles, short and original ones, and headings.", 8),
    "author": Column("Whoever stands as author: speakers, interviewees, artists too.", 8),
    "recipient": Column("Whom it was addressed to.", 5),
    "translator": Column("Who translated it.", 2),
    "editor": Column("Who edited or compiled it.", 2),
    "person": Column("Everybody in whatever role, and who is named in it.", 4),
    "archive": Column("The archive, its acronym and department; copies' archives too.", 4),
    "collection": Column("The fonds or collection.", 4),
    "shelfmark": Column("The shelfmark's levels, and the shelfmark as it was given.", 4),
    "place": Column("Places: where it was written, what it is about, where it is kept.", 3),
    "kind": Column("What it is: speech, telegram, and its genre.", 3),
    "event": Column("The meeting that it belongs to.", 3),
    "subject": Column("Subjects, and tags.", 4),
    "funder": Column("Who paid.", 2),
    "rights": Column("Rights, licence and holder."),
    "work": Column("Where it is published: book, journal, series, publisher.", 2),
    "digital": Column("The digital archive, its program and collection.", 2),
    "number": Column("Numbers and addresses: its own number, DOI, URL, ISBN.", 3),
    "language": Column("The languages of the text."),
    "note": Column("Notes of the record's keeper."),
    "text": Column("The summary, and all else that a record says."),
}
BEHIND = "\x1f"  # stands in a column between its texts and the other ways to look for them
_APART = "\nzqz\n"  # a word that nobody looks for, so that no phrase goes on from text to text
_AT = {name: number for number, name in enumerate(COLUMNS)}

# The column of a field, or of all fields of a table; what is not named goes to "text".
_PLACES: dict[str, str] = {
    "document.id": "key",
    "record.known_as": "key",
    "document.title": "title",
    "document.short_title": "title",
    "document.original_title": "title",
    "document.heading": "title",
    "document.abbreviation": "title",
    "document.kind": "kind",
    "document.genre": "kind",
    "document.medium": "kind",
    "document.classification": "kind",
    "document.event": "event",
    "document.number": "number",
    "document.language": "language",
    "document.original_language": "language",
    "source.archive": "archive",
    "source.archive.place": "place",
    "source.archive.country": "place",
    "source.collection": "collection",
    "source.levels": "shelfmark",
    "source.ref_as_given": "shelfmark",
    "source.copies": "shelfmark",
    "source.copies.archive": "archive",
    "source.published_in": "work",
    "published": "work",
    "published.place": "place",
    "published.isbn": "number",
    "published.issn": "number",
    "published.pmid": "number",
    "published.pmcid": "number",
    "published.call_number": "shelfmark",
    "digital": "digital",
    "digital.record_id": "number",
    "digital.url": "number",
    "digital.doi": "number",
    "rights": "rights",
    "funders": "funder",
    "places": "place",
    "subjects": "subject",
    "mentions": "person",
    "credits": "person",
    "remarks": "note",
    "attachments": "note",
}
_AUTHORS = frozenset("author speaker interviewee photographer artist creator composer".split())
_ROLES = {
    "recipient": "recipient",
    "translator": "translator",
    "editor": "editor",
    "compiler": "editor",
    "collection-editor": "editor",
} | dict.fromkeys(_AUTHORS, "author")
_VERBS = {"translated": "translator", "edited": "editor"}
# Words of the record about itself, which nobody looks for.
_UNSAID = frozenset(("_src", "_note", "schema", "sha256", "lost_fields", "imported_as"))


class Findable(NamedTuple):
    """One record. words: a text for each of COLUMNS. first, last: its days as yyyymmdd, or None.

    has: the fields that it has, each with a blank on both sides: their paths, and the names of
    roles and columns.
    """

    key: str
    kind: str
    title: str
    date: str
    first: int | None
    last: int | None
    people: str
    archive: str
    has: str
    known_as: tuple[str, ...]
    words: tuple[str, ...]


def findable(key: str, plain: Plain) -> Findable:
    """What a record's plain data can be found by. Copes with data that no record may have."""
    texts: list[list[str]] = [[] for _ in COLUMNS]
    has: set[str] = set()
    _walk(plain, "", "text", texts, has)
    document = plain.get("document")
    document = document if isinstance(document, Mapping) else {}
    people = _people(plain.get("people"), texts, has)
    for credit in _tables(plain.get("credits")):
        column = _VERBS.get(str(credit.get("verb")))
        if column:
            texts[_AT[column]] += _strings(credit.get("by"))
            has.add(column)
    texts[0].append(key)
    first, last = days(str(document.get("date") or ""))
    own = plain.get("record")
    known = _strings(own.get("known_as")) if isinstance(own, Mapping) else []
    return Findable(
        key,
        str(document.get("kind") or ""),
        " ".join(str(document.get("title") or document.get("heading") or
                     document.get("genre") or "").split()),
        str(document.get("date") or ""),
        first,
        last,
        people,
        _archive(plain.get("source")),
        f" {' '.join(sorted(has))} ",
        tuple(known),
        tuple(map(_searched, texts)),
    )  # fmt: skip


def days(date: str) -> tuple[int | None, int | None]:
    """The first and the last day that an EDTF date may mean, as yyyymmdd; None for an open end."""
    try:
        found = parse(date)
    except ValueError:
        return None, None
    end = found.end if found.interval else found.start
    first = None if found.start is None else _number(earliest(found.start))
    return first, None if end is None else _number(latest(end))


def _number(day: tuple[int, int, int]) -> int:
    year, month, number = day
    return year * 10_000 + month * 100 + number


def _walk(table: Plain, prefix: str, column: str, texts: list[list[str]], has: set[str]) -> None:
    """Sort the texts of a table into columns, and note which fields there are."""
    for name, value in table.items():
        if name in _UNSAID or (not value and value != 0):
            continue
        path = f"{prefix}{name}"
        if path == "people":
            continue
        place = _PLACES.get(path, column)
        if isinstance(value, str):
            texts[_AT[place]].append(value)
        elif isinstance(value, Mapping):
            _walk(value, f"{path}.", place, texts, has)
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, Mapping):
                    _walk(each, f"{path}.", place, texts, has)
                elif isinstance(each, str):
                    texts[_AT[place]].append(each)
        elif isinstance(value, int) and not isinstance(value, bool):
            texts[_AT[place]].append(str(value))
        has.update((path, place, name) if prefix == "document." else (path, place))


def _people(value: Any, texts: list[list[str]], has: set[str]) -> str:
    """Put the people into the columns of their roles; the first author's name for a list."""
    leading = other = ""
    for person in _tables(value):
        role = str(person.get("role") or "")
        names = [
            text
            for field in ("as_given", "authority_form", "original", "short", "affiliation")
            if isinstance(text := person.get(field), str)
        ]
        name = str(person.get("as_given") or "")
        if isinstance(person.get("family"), str) and person["family"] not in name:
            names.append(person["family"])
        texts[_AT["person"]] += names
        column = _ROLES.get(role)
        if column:
            texts[_AT[column]] += names
            has.add(column)
        has.update((role, "people", "person", f"people.{role}"))
        if column == "author":
            leading = leading or name
        other = other or name
    return leading or other


def _archive(source: Any) -> str:
    archive = source.get("archive") if isinstance(source, Mapping) else None
    if not isinstance(archive, Mapping):
        return ""
    return str(archive.get("acronym") or archive.get("name") or "")


def _tables(value: Any) -> list[Plain]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _strings(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _searched(texts: list[str]) -> str:
    """The texts of one column, and behind them the other ways to look for them."""
    if not texts:
        return ""
    whole = "\n".join(texts)
    if whole.isascii() and "'" not in whole:
        return whole
    return _APART.join([whole + BEHIND, *(each for text in texts for each in _other(text))])


def _other(text: str) -> tuple[str, ...]:
    return () if text.isascii() and "'" not in text else readings(text)
