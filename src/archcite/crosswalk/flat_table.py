"""The facts of crosswalk.flat that are fields of a record: one row each, both ways.

What a row's text does not hold is told by field path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from msgspec.structs import replace

from archcite.crosswalk import flat_names as names
from archcite.crosswalk import flat_places as places
from archcite.crosswalk import prose
from archcite.crosswalk.csl import type_of
from archcite.crosswalk.csl_back import kind_of
from archcite.crosswalk.csl_published import TEXTS
from archcite.crosswalk.flat_text import line
from archcite.crosswalk.table import Plain, Row, compile
from archcite.record.identifiers import CHECKS
from archcite.record.key import entry_name, from_name
from archcite.record.model import Record
from archcite.record.vocab import Kind, PlaceRole, Role, TitleKind, Verb

# What parts the texts of a fact that comes several times, until they are told apart.
NEXT = "\n"
LETTERS = (Kind.LETTER, Kind.TELEGRAM, Kind.MEMORANDUM)
# The people that have a fact of their own are not told again among the credits.
_SAID = (
    *(Role.TRANSLATOR, Role.EDITOR, Role.COMPILER, Role.INTERVIEWER),
    *(Verb.TRANSLATED, Verb.EDITED),
)


def _get(record: Record, path: str) -> Any:
    value: Any = record
    for step in path.split("."):
        if value is None:
            return None
        value = getattr(value, step)
    return value


@dataclass(frozen=True, slots=True)
class Field:
    """The way back of a text that is one field; {} for a text that the field may not have."""

    tables: tuple[str, ...]
    field: str
    check: Callable[[str], str] | None

    def __call__(self, text: str, /) -> Plain:
        if self.check and self.check(text):
            return {}
        part: Plain = {self.field: text}
        for table in reversed(self.tables):
            part = {table: part}
        return part


def _back(path: str, check: str = "text") -> Field:
    *tables, field = path.split(".")
    return Field(tuple(tables), field, CHECKS[check] if check != "text" else None)


def _text(name: str, path: str, check: str = "text") -> Row:
    """One field, as a text."""

    def to(record: Record) -> str:
        return line(_get(record, path) or "")

    def loses(record: Record) -> tuple[str, ...]:
        value = _get(record, path)
        return () if value == line(value) else (path,)

    return Row((path,), name, to, _back(path, check), loses=loses)


def _people(name: str, role: Role) -> Row:
    agents = names.in_role(role)
    return Row(
        names.paths(role),
        name,
        lambda r: NEXT.join(filter(None, map(names.text_of, agents(r)))),
        loses=lambda r: names.unheld(r, agents(r)),
    )


def _credited(name: str, verb: Verb) -> Row:
    # The name arrives; that it stood in a credit does not.
    return Row(
        (),
        name,
        lambda r: NEXT.join(filter(None, map(names.text_of, names.credited(r, verb)))),
    )


def _listed(name: str, path: str, field: str) -> Row:
    """A field of each member of a list: each one text."""
    member = f"{path}.{field}"

    def values(record: Record) -> list[str]:
        return [getattr(each, field) or "" for each in getattr(record, path)]

    return Row(
        (member,),
        name,
        lambda r: NEXT.join(filter(None, map(line, values(r)))),
        lambda text: {path: [{field: text}]},
        loses=lambda r: (member,) if any(line(v) != v for v in values(r)) else (),
    )


def _key(text: str) -> Plain:
    key = from_name(text) if CHECKS["slug"](text) else text
    found: Plain = {"document": {"id": key or "item"}}
    return found if key == text else {**found, "record": {"known_as": [text]}}


def _other_names(record: Record) -> list[str]:
    """The keys of other programs but the one that is the entry's own."""
    names = record.record.known_as if record.record else ()
    return [name for name in names if name != entry_name(record)]


def kind_word(kind: Kind) -> str:
    if kind is Kind.PUBLISHED:
        return ""
    word = prose.kind_words(kind)
    return word[:1].upper() + word[1:]


_BY_WORD = {kind_word(kind).casefold(): kind for kind in Kind if kind_word(kind)}


def _genre(record: Record) -> str:
    return line(record.document.genre or "")


@lru_cache(1024)
def seen_kind(type_: str, genre: str, medium: str | None, held: bool) -> Kind:
    """The kind that type and words tell; a kind's own word counts most."""
    kind = kind_of({"type": type_, "genre": genre, "medium": medium, "archive": held})
    return _BY_WORD.get(genre.casefold(), kind) if kind is Kind.OTHER else kind


def _kind(record: Record) -> str:
    """The kind, where its words and type would be taken for another."""
    kind = record.document.kind
    held = places.archive(record) or places.shelfmark(record) or places.collection(record)
    genre = _genre(record) or kind_word(kind)
    medium = line(record.document.medium or "")
    return "" if seen_kind(type_of(record), genre, medium, bool(held)) is kind else str(kind)


def _unsaid_type(record: Record) -> tuple[str, ...]:
    """The type, where it says what the record without it would say."""
    told = record.published and record.published.type
    usual = told and type_of(replace(record, published=None)) == told
    return ("published.type",) if usual else ()


def _unsaid_genre(record: Record) -> tuple[str, ...]:
    genre = record.document.genre
    said = genre == _genre(record) and genre != kind_word(record.document.kind)
    return () if said else ("document.genre",)


def _issued(record: Record) -> str:
    document = record.document
    return document.date or line(document.date_as_given or "")


def _date(text: str) -> Plain:
    field = "date_as_given" if CHECKS["edtf"](text) else "date"
    return {"document": {field: text}}


def _unsaid_date(record: Record) -> tuple[str, ...]:
    given = record.document.date_as_given
    if not given:
        return ()
    alone = not record.document.date and given == line(given) and CHECKS["edtf"](given)
    return () if alone else ("document.date_as_given",)


def _event(record: Record) -> str:
    event = record.document.event
    return line(event.name or event.as_given or "") if event else ""


def _unsaid_event(record: Record) -> tuple[str, ...]:
    event = record.document.event
    return () if event and event.name == _event(record) else ("document.event.name",)


def _place(record: Record) -> str:
    if record.document.kind not in LETTERS:
        event = record.document.event
        return line(event.place or "") if event else ""
    written = (each for each in record.places if each.role is PlaceRole.WRITTEN_AT)
    found = next(written, None)
    return line(found.name) if found else ""


_WRITTEN = ("places.written-at.name", "places.written-at.role")


def _unsaid_place(record: Record) -> list[str]:
    written = [each.name for each in record.places if each.role is PlaceRole.WRITTEN_AT]
    if record.document.kind in LETTERS:
        lost = [] if written == [line(written[0])] else [*_WRITTEN]
        event = record.document.event
        return [*lost, "document.event.place"] if event and event.place else lost
    event = record.document.event
    lost = [*_WRITTEN] if written else []
    return lost if event and event.place == _place(record) else [*lost, "document.event.place"]


def _edition(record: Record) -> str:
    found = record.source.published_in if record.source else None
    return line(prose.publication(found)) if found else ""


def _unsaid_edition(record: Record) -> tuple[str, ...]:
    given = _get(record, "source.published_in.as_given")
    return () if given == _edition(record) else ("source.published_in.as_given",)


def _keywords(text: str) -> Plain:
    terms = [term for part in re.split(r"\s*;\s*", text) if (term := part.strip())]
    return {"subjects": [{"term": term} for term in terms]}


def _files(record: Record) -> str:
    given = (each.path or each.url or "" for each in record.attachments)
    return NEXT.join(filter(None, map(line, given)))


def _file(text: str) -> Plain:
    return {"attachments": [{"path" if CHECKS["url"](text) else "url": text}]}


def _unsaid_files(record: Record) -> list[str]:
    lost = []
    for each in record.attachments:
        given = each.path or each.url or ""
        seen = _file(line(given))["attachments"][0]
        if each.path and seen.get("path") != each.path:
            lost.append("attachments.path")
        if each.url and seen.get("url") != each.url:
            lost.append("attachments.url")
    return lost


def _roles(record: Record) -> str:
    """Who stands as author in which role, where one has another than the usual for the kind."""
    agents = names.authors(record)
    usual = names.author_role(record.document.kind)
    if all(agent.role is usual for agent in agents):
        return ""
    return NEXT.join(f"{agent.role}: {text}" for agent in agents if (text := names.text_of(agent)))


def _title(record: Record) -> str:
    return line(prose.title(record)) if not record.document.title else ""


_ROWS = (
    Row(
        ("document.kind", "published.type"),
        "type",
        type_of,
        loses=_unsaid_type,
    ),
    Row((), "kind", _kind),
    Row(("document.id",), "id", entry_name, _key),
    Row(
        names.paths(
            Role.AUTHOR, Role.SPEAKER, Role.INTERVIEWEE, Role.PHOTOGRAPHER, Role.ARTIST
        ),
        "author",
        lambda r: NEXT.join(filter(None, map(names.text_of, names.authors(r)))),
        loses=lambda r: names.unheld(r, names.authors(r)),
    ),
    *(_people(str(role), role) for role in names.ROLES),
    _credited("translator", Verb.TRANSLATED),
    _credited("editor", Verb.EDITED),
    Row(
        (),
        "name-order",
        lambda r: NEXT.join(
            filter(None, (names.text_of(a) for a in r.people if a.order == "family-first"))
        ),
    ),
    Row((), "author-role", _roles),
    _text("title", "document.title"),
    Row((), "title", _title),
    Row((), "supplied-title", _title),
    Row(
        ("document.title_kind",),
        "title-kind",
        lambda r: str(r.document.title_kind or ""),
        lambda text: (
            {"document": {"title_kind": text}} if text in TitleKind._value2member_map_ else {}
        ),
    ),
    _text("title-short", "document.short_title"),
    _text("original-title", "document.original_title.text"),
    _text("citation-label", "document.abbreviation"),
    Row(("document.genre",), "genre", _genre, loses=_unsaid_genre),
    Row((), "genre", lambda r: "" if _genre(r) else kind_word(r.document.kind)),
    _text("medium", "document.medium"),
    _text("number", "document.number"),
    Row(("document.date", "document.date_as_given"), "issued", _issued, _date, loses=_unsaid_date),
    Row(
        ("document.date_inferred",),
        "date-supplied",
        lambda r: "yes" if r.document.date_inferred else "",
        lambda text: {"document": {"date_inferred": True}},
    ),
    Row(
        ("document.event.name",),
        "event-title",
        _event,
        _back("document.event.name"),
        loses=_unsaid_event,
    ),
    Row(
        ("document.event.place", "places.written-at.name", "places.written-at.role"),
        "event-place",
        _place,
        loses=_unsaid_place,
    ),
    _text("event-date", "document.event.date", "edtf"),
    *(_text(variable, f"published.{field}") for field, variable in TEXTS.items()),
    _text("original-date", "published.original_date", "edtf"),
    _text("dimensions", "document.extent"),
    _text("language", "document.language", "language"),
    Row(
        ("source.archive.name", "source.archive.acronym", "source.archive.department"),
        "archive",
        places.archive,
        places.read_archive,
        loses=places.unsaid_archive,
    ),
    Row((), "division", places.division),
    _text("archive-place", "source.archive.place"),
    Row(
        ("source.levels.kind", "source.levels.value", "source.levels.label",
         "source.ref_as_given", "source.collection"),
        "archive_location",
        places.shelfmark,
        loses=places.unsaid_shelfmark,
    ),
    Row(
        ("source.collection",),
        "archive_collection",
        places.collection,
        _back("source.collection"),
        loses=places.unsaid_collection,
    ),
    Row(
        ("source.published_in.as_given",),
        "published-in",
        _edition,
        _back("source.published_in.as_given"),
        loses=_unsaid_edition,
    ),
    _text("source", "digital.name"),
    _text("program", "digital.program"),
    _text("record-id", "digital.record_id"),
    _text("URL", "digital.url", "url"),
    _text("DOI", "digital.doi", "doi"),
    _text("accessed", "digital.accessed", "day"),
    Row(
        ("rights.statement", "rights.uri", "rights.license"),
        "license",
        places.rights,
        places.read_rights,
        loses=places.unsaid_rights,
    ),
    Row((), "credits", lambda r: line(prose.credits(r, _SAID))),
    Row((), "funder", lambda r: NEXT.join(line(prose.funding(f)) for f in r.funders)),
    _text("abstract", "document.summary"),
    _listed("keyword", "subjects", "term")._replace(
        back=_keywords,
        loses=lambda r: (
            ("subjects.term",)
            if any(_keywords(s.term) != {"subjects": [{"term": line(s.term)}]} or
                   line(s.term) != s.term for s in r.subjects)
            else ()
        ),
    ),
    _listed("note", "remarks", "text"),
    Row(("attachments.path", "attachments.url"), "attachment", _files, _file, loses=_unsaid_files),
    Row(
        ("record.known_as",),
        "known-as",
        lambda r: NEXT.join(filter(None, map(line, _other_names(r)))),
        lambda text: {"record": {"known_as": [text]}},
        loses=lambda r: (
            ("record.known_as",)
            if any(line(k) != k for k in (r.record.known_as if r.record else ()))
            else ()
        ),
    ),
    # Taken care of by to_flat.
    Row(
        ("published.other.name", "published.other.value",
         "record.foreign.format", "record.foreign.name", "record.foreign.value"),
        "",
        lambda r: "x",
    ),
)  # fmt: skip
_SAID = (
    Role.TRANSLATOR,
    Role.EDITOR,
    Role.COMPILER,
    Role.INTERVIEWER,
    Verb.TRANSLATED,
    Verb.EDITED,
)
OUT, _ = compile(_ROWS)
BACK: Mapping[str, Callable[[str], Plain]] = {
    row.there: row.back for row in _ROWS if row.back is not None
}
