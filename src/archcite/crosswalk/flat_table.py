"""The facts of crosswalk.flat that are fields of a record: one row each, both ways.

What a row's text does not hold is told by field path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from archcite.crosswalk import flat_fields as say
from archcite.crosswalk import flat_names as names
from archcite.crosswalk import flat_places as places
from archcite.crosswalk import prose
from archcite.crosswalk.csl import type_of
from archcite.crosswalk.csl_published import TEXTS
from archcite.crosswalk.flat_text import line
from archcite.crosswalk.table import Plain, Row, compile
from archcite.record.identifiers import CHECKS
from archcite.record.key import entry_name
from archcite.record.model import Record
from archcite.record.vocab import Role, TitleKind, Verb

# The people that have a fact of their own are not told again among the credits.
_SAID = (
    *(Role.TRANSLATOR, Role.EDITOR, Role.COMPILER, Role.INTERVIEWER),
    *(Verb.TRANSLATED, Verb.EDITED),
)


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
        return line(say.get(record, path) or "")

    def loses(record: Record) -> tuple[str, ...]:
        value = say.get(record, path)
        return () if value == line(value) else (path,)

    return Row((path,), name, to, _back(path, check), loses=loses)


def _people(name: str, role: Role) -> Row:
    agents = names.in_role(role)
    return Row(
        names.paths(role),
        name,
        lambda r: say.NEXT.join(filter(None, map(names.text_of, agents(r)))),
        loses=lambda r: names.unheld(r, agents(r)),
    )


def _credited(name: str, verb: Verb) -> Row:
    # The name arrives; that it stood in a credit does not.
    return Row(
        (),
        name,
        lambda r: say.NEXT.join(filter(None, map(names.text_of, names.credited(r, verb)))),
    )


def _listed(name: str, path: str, field: str) -> Row:
    """A field of each member of a list: each one text."""
    member = f"{path}.{field}"

    def values(record: Record) -> list[str]:
        return [getattr(each, field) or "" for each in getattr(record, path)]

    return Row(
        (member,),
        name,
        lambda r: say.NEXT.join(filter(None, map(line, values(r)))),
        lambda text: {path: [{field: text}]},
        loses=lambda r: (member,) if any(line(v) != v for v in values(r)) else (),
    )


_ROWS = (
    Row(
        ("document.kind", "published.type"),
        "type",
        type_of,
        loses=say.unsaid_type,
    ),
    Row((), "kind", say.kind),
    Row(("document.id",), "id", entry_name, say.key),
    Row(
        names.paths(
            Role.AUTHOR, Role.SPEAKER, Role.INTERVIEWEE, Role.PHOTOGRAPHER, Role.ARTIST
        ),
        "author",
        lambda r: say.NEXT.join(filter(None, map(names.text_of, names.authors(r)))),
        loses=lambda r: names.unheld(r, names.authors(r)),
    ),
    *(_people(str(role), role) for role in names.ROLES),
    _credited("translator", Verb.TRANSLATED),
    _credited("editor", Verb.EDITED),
    Row(
        (),
        "name-order",
        lambda r: say.NEXT.join(
            filter(None, (names.text_of(a) for a in r.people if a.order == "family-first"))
        ),
    ),
    Row((), "author-role", say.roles),
    _text("title", "document.title"),
    Row((), "title", say.title),
    Row((), "supplied-title", say.title),
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
    Row(("document.genre",), "genre", say.genre_of, loses=say.unsaid_genre),
    Row((), "genre", lambda r: "" if say.genre_of(r) else say.kind_word(r.document.kind)),
    _text("medium", "document.medium"),
    _text("number", "document.number"),
    Row(("document.date", "document.date_as_given"), "issued", say.issued, say.date,
        loses=say.unsaid_date),
    Row(
        ("document.date_inferred",),
        "date-supplied",
        lambda r: "yes" if r.document.date_inferred else "",
        lambda text: {"document": {"date_inferred": True}},
    ),
    Row(
        ("document.event.name",),
        "event-title",
        say.event_of,
        _back("document.event.name"),
        loses=say.unsaid_event,
    ),
    Row(
        ("document.event.place", "places.written-at.name", "places.written-at.role"),
        "event-place",
        say.place,
        loses=say.unsaid_place,
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
        say.edition,
        _back("source.published_in.as_given"),
        loses=say.unsaid_edition,
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
    Row((), "funder", lambda r: say.NEXT.join(line(prose.funding(f)) for f in r.funders)),
    _text("abstract", "document.summary"),
    _listed("keyword", "subjects", "term")._replace(
        back=say.keywords,
        loses=lambda r: (
            ("subjects.term",)
            if any(say.keywords(s.term) != {"subjects": [{"term": line(s.term)}]} or
                   line(s.term) != s.term for s in r.subjects)
            else ()
        ),
    ),
    _listed("note", "remarks", "text"),
    Row(("attachments.path", "attachments.url"), "attachment", say.files, say.file,
        loses=say.unsaid_files),
    Row(
        ("record.known_as",),
        "known-as",
        lambda r: say.NEXT.join(filter(None, map(line, say.other_names(r)))),
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
OUT, _ = compile(_ROWS)
BACK: Mapping[str, Callable[[str], Plain]] = {
    row.there: row.back for row in _ROWS if row.back is not None
}
