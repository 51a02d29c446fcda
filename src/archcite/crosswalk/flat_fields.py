"""What the rows of crosswalk.flat_table say: a field of a record as text, and what that loses."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from msgspec.structs import replace

from archcite.crosswalk import flat_names as names
from archcite.crosswalk import flat_places as places
from archcite.crosswalk import prose
from archcite.crosswalk.csl import type_of
from archcite.crosswalk.csl_back import kind_of
from archcite.crosswalk.flat_text import line
from archcite.crosswalk.table import Plain
from archcite.record.identifiers import CHECKS
from archcite.record.key import entry_name, from_name
from archcite.record.model import Record
from archcite.record.vocab import Kind, PlaceRole

# What parts the texts of a fact that comes several times, until they are told apart.
NEXT = "\n"
LETTERS = (Kind.LETTER, Kind.TELEGRAM, Kind.MEMORANDUM)


def get(record: Record, path: str) -> Any:
    value: Any = record
    for step in path.split("."):
        if value is None:
            return None
        value = getattr(value, step)
    return value


def key(text: str) -> Plain:
    key = from_name(text) if CHECKS["slug"](text) else text
    found: Plain = {"document": {"id": key or "item"}}
    return found if key == text else {**found, "record": {"known_as": [text]}}


def other_names(record: Record) -> list[str]:
    """The keys of other programs but the one that the entry has, if that brings it back."""
    names = record.record.known_as if record.record else ()
    own = entry_name(record)
    return [name for name in names if name != own or own == record.document.id]


def kind_word(kind: Kind) -> str:
    if kind is Kind.PUBLISHED:
        return ""
    word = prose.kind_words(kind)
    return word[:1].upper() + word[1:]


_BY_WORD = {kind_word(kind).casefold(): kind for kind in Kind if kind_word(kind)}


def genre_of(record: Record) -> str:
    return line(record.document.genre or "")


@lru_cache(1024)
def seen_kind(type_: str, genre: str, medium: str | None, held: bool) -> Kind:
    """The kind that type and words tell; a kind's own word counts most."""
    kind = kind_of({"type": type_, "genre": genre, "medium": medium, "archive": held})
    return _BY_WORD.get(genre.casefold(), kind) if kind is Kind.OTHER else kind


def kind(record: Record) -> str:
    """The kind, where its words and type would be taken for another."""
    kind = record.document.kind
    held = places.archive(record) or places.shelfmark(record) or places.collection(record)
    genre = genre_of(record) or kind_word(kind)
    medium = line(record.document.medium or "")
    return "" if seen_kind(type_of(record), genre, medium, bool(held)) is kind else str(kind)


def unsaid_type(record: Record) -> tuple[str, ...]:
    """The type, where it says what the record without it would say."""
    told = record.published and record.published.type
    usual = told and type_of(replace(record, published=None)) == told
    return ("published.type",) if usual else ()


def unsaid_genre(record: Record) -> tuple[str, ...]:
    genre = record.document.genre
    said = genre == genre_of(record) and genre != kind_word(record.document.kind)
    return () if said else ("document.genre",)


def issued(record: Record) -> str:
    document = record.document
    return document.date or line(document.date_as_given or "")


def date(text: str) -> Plain:
    field = "date_as_given" if CHECKS["edtf"](text) else "date"
    return {"document": {field: text}}


def unsaid_date(record: Record) -> tuple[str, ...]:
    given = record.document.date_as_given
    if not given:
        return ()
    alone = not record.document.date and given == line(given) and CHECKS["edtf"](given)
    return () if alone else ("document.date_as_given",)


def event_of(record: Record) -> str:
    event = record.document.event
    return line(event.name or event.as_given or "") if event else ""


def unsaid_event(record: Record) -> tuple[str, ...]:
    event = record.document.event
    return () if event and event.name == event_of(record) else ("document.event.name",)


def place(record: Record) -> str:
    if record.document.kind not in LETTERS:
        event = record.document.event
        return line(event.place or "") if event else ""
    written = (each for each in record.places if each.role is PlaceRole.WRITTEN_AT)
    found = next(written, None)
    return line(found.name) if found else ""


_WRITTEN = ("places.written-at.name", "places.written-at.role")


def unsaid_place(record: Record) -> list[str]:
    written = [each.name for each in record.places if each.role is PlaceRole.WRITTEN_AT]
    if record.document.kind in LETTERS:
        lost = [] if written == [line(written[0])] else [*_WRITTEN]
        event = record.document.event
        return [*lost, "document.event.place"] if event and event.place else lost
    event = record.document.event
    lost = [*_WRITTEN] if written else []
    return lost if event and event.place == place(record) else [*lost, "document.event.place"]


def edition(record: Record) -> str:
    found = record.source.published_in if record.source else None
    return line(prose.publication(found)) if found else ""


def unsaid_edition(record: Record) -> tuple[str, ...]:
    given = get(record, "source.published_in.as_given")
    return () if given == edition(record) else ("source.published_in.as_given",)


def keywords(text: str) -> Plain:
    terms = [term for part in re.split(r"\s*;\s*", text) if (term := part.strip())]
    return {"subjects": [{"term": term} for term in terms]}


def files(record: Record) -> str:
    given = (each.path or each.url or "" for each in record.attachments)
    return NEXT.join(filter(None, map(line, given)))


def file(text: str) -> Plain:
    return {"attachments": [{"path" if CHECKS["url"](text) else "url": text}]}


def unsaid_files(record: Record) -> list[str]:
    lost = []
    for each in record.attachments:
        given = each.path or each.url or ""
        seen = file(line(given))["attachments"][0]
        if each.path and seen.get("path") != each.path:
            lost.append("attachments.path")
        if each.url and seen.get("url") != each.url:
            lost.append("attachments.url")
    return lost


def roles(record: Record) -> str:
    """Who stands as author in which role, where one has another than the usual for the kind."""
    agents = names.authors(record)
    usual = names.author_role(record.document.kind)
    if all(agent.role is usual for agent in agents):
        return ""
    return NEXT.join(f"{agent.role}: {text}" for agent in agents if (text := names.text_of(agent)))


def title(record: Record) -> str:
    return line(prose.title(record)) if not record.document.title else ""
