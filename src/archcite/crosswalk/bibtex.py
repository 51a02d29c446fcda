"""The record as a BibTeX and as a BibLaTeX entry: one table, two variants.

Owns which field carries which fact, and why. Values are escaped for LaTeX and balanced; how a file
looks is write.bibtex's. "@type" and "@key" stand for what comes before the fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from archcite.crosswalk import bibtex_dates as dates
from archcite.crosswalk import bibtex_facts as facts
from archcite.crosswalk import bibtex_names as names
from archcite.crosswalk import latex, prose
from archcite.crosswalk.table import Back, Out, Pair, Row, compile
from archcite.record.model import Record
from archcite.record.tradition import print_levels
from archcite.record.vocab import Kind, PlaceRole, Role, Verb

# The order in which an entry is read: who, what, when, where, then what surrounds it.
ORDER = (
    "author key title titleaddon shorttitle origtitle editor editora editoratype translator "
    "recipient interviewer eventtitle eventtitleaddon eventdate venue type entrysubtype year "
    "month day date howpublished address origlocation library collection number pagetotal note "
    "addendum doi eprint eprinttype url urldate language langid origlanguage funder copyright "
    "usera keywords abstract"
).split()
_JOINED = ("note", "addendum")


class Entry(NamedTuple):
    """One entry. Values are LaTeX without their outer braces; that of month is a macro (may)."""

    type: str
    key: str
    fields: tuple[Pair, ...]


def to_bibtex(record: Record) -> tuple[Entry, list[str]]:
    """The entry for BibTeX, and the field paths that it does not carry."""
    return _entry(_bibtex_out(record))


def to_biblatex(record: Record) -> tuple[Entry, list[str]]:
    """The entry for BibLaTeX, and the field paths that it does not carry."""
    return _entry(_biblatex_out(record))


def from_bibtex(entry: Entry) -> Back:
    """The plain record of an entry of to_bibtex, and the fields that print or repeat facts."""
    return _record(entry, _bibtex_back)


def from_biblatex(entry: Entry) -> Back:
    """The plain record of an entry of to_biblatex, and the fields that print or repeat facts."""
    return _record(entry, _biblatex_back)


def _entry(out: Out) -> tuple[Entry, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in out.pairs:
        values.setdefault(name, []).append(value)
    fields = tuple(
        (name, prose.sentences(values[name]) if name in _JOINED else values[name][0])
        for name in ORDER
        if name in values
    )
    return Entry(values["@type"][0], values["@key"][0], fields), out.dropped


def _record(entry: Entry, back: Callable[[Iterable[Pair]], Back]) -> Back:
    plain, dropped = back([("@key", entry.key), *entry.fields])
    given = plain.get("document", {}).get("kind")
    kind = next((kind for kind in Kind if kind.value == given), None)
    if kind is not None:
        role = names.author_role(kind).value
        plain["people"] = [
            {**agent, "role": role} if agent["role"] == Role.AUTHOR.value else agent
            for agent in plain.get("people", ())
        ]
    return Back(plain, dropped)


# --- The table -----------------------------------------------------------------------------------

_SHARED = (
    Row(
        ("document.id",),
        "@key",
        lambda r: latex.key(r.document.id),
        facts.back_to("document", "id"),
    ),
    Row(
        names.paths(*names.AUTHOR_ROLES),
        "author",
        names.authors,
        names.people_back(Role.AUTHOR),
        loses=names.unheld_of_authors,
    ),
    Row(
        ("document.title",),
        "title",
        lambda r: latex.protect(prose.title(r)),
        facts.back_to("document", "title"),
        when=lambda r: bool(r.document.title),
        loses=facts.unsaid_title,
    ),
    Row(
        (),
        "title",
        lambda r: latex.protect(prose.title(r)),
        when=lambda r: not r.document.title,
    ),
    Row(
        ("document.short_title",),
        "shorttitle",
        lambda r: latex.protect(r.document.short_title or ""),
        facts.back_to("document", "short_title"),
    ),
    Row(
        ("document.original_title.text",),
        "origtitle",
        lambda r: latex.escape(r.document.original_title.text if r.document.original_title else ""),
        facts.back_to("document", "original_title", "text"),
    ),
    Row(
        (*names.paths(Role.EDITOR), "credits.edited.by", "credits.edited.verb"),
        "editor",
        names.with_credited(Role.EDITOR, Verb.EDITED),
        names.people_back(Role.EDITOR),
        loses=names.unheld(Role.EDITOR),
    ),
    Row(
        (*names.paths(Role.TRANSLATOR), "credits.translated.by", "credits.translated.verb"),
        "translator",
        names.with_credited(Role.TRANSLATOR, Verb.TRANSLATED),
        names.people_back(Role.TRANSLATOR),
        loses=names.unheld(Role.TRANSLATOR),
    ),
    # No style prints these two. Zotero writes a recipient as biblatex' editora with the type
    # collaborator, which prints "in collaboration with"; it keeps unknown fields in Extra.
    Row(
        names.paths(Role.RECIPIENT),
        "recipient",
        names.named(Role.RECIPIENT),
        names.people_back(Role.RECIPIENT),
        loses=facts.unsaid_recipients,
    ),
    Row(
        names.paths(Role.INTERVIEWER),
        "interviewer",
        names.named(Role.INTERVIEWER),
        names.people_back(Role.INTERVIEWER),
        loses=names.unheld(Role.INTERVIEWER),
    ),
    # type (below) is what is printed; entrysubtype carries the kind, which every round trip through
    # another program changes, and tells biblatex-chicago that a misc entry lies in an archive.
    Row(
        ("document.kind",),
        "entrysubtype",
        lambda r: r.document.kind.value,
        facts.back_to("document", "kind"),
    ),
    Row(
        ("document.date",),
        "date",
        facts.of_edtf(lambda r: r.document.date),
        facts.back_to("document", "date"),
    ),
    # The whole line in howpublished: of all fields it alone was dropped by no program that was run
    # (Zotero keeps it in Extra), and BibTeX's, biblatex' and biblatex-chicago's misc print it.
    Row(
        (
            *(f"source.archive.{part}" for part in ("name", "acronym", "department", "place")),
            *("source.collection", "source.levels"),
            *("digital.name", "digital.collection", "digital.program"),
        ),
        "howpublished",
        facts.escaped(prose.where),
        when=facts.has_holding,
    ),
    Row(
        ("source.published_in", "digital.name", "digital.collection", "digital.program"),
        "howpublished",
        facts.escaped(prose.where),
        when=lambda r: not (facts.has_holding(r) or facts.has_only_line(r)),
        loses=facts.unprinted_edition,
    ),
    Row(
        ("source.ref_as_given", "digital.name", "digital.collection", "digital.program"),
        "howpublished",
        facts.escaped(prose.where),
        when=facts.has_only_line,
        loses=facts.unprinted_line,
    ),
    # Its parts once more, for programs: library and number are biblatex-mla's and -fiwi's, and no
    # standard or Chicago driver of misc or unpublished prints them, so nothing is said twice.
    # location and organization are not used: those drivers would print the archive again, and the
    # place as if the document had been issued there.
    Row((), "library", facts.escaped(facts.archive)),
    Row((), "number", facts.escaped(lambda r: print_levels(facts.source_of(r)))),
    Row(
        (),
        "collection",
        facts.escaped(lambda r: facts.source_of(r).collection or ""),
        facts.back_to("source", "collection"),
    ),
    Row(
        ("document.extent",),
        "pagetotal",
        facts.of_document("extent"),
        facts.back_to("document", "extent"),
    ),
    Row(
        ("digital.doi",),
        "doi",
        facts.of_digital("doi"),
        facts.back_to("digital", "doi"),
    ),
    Row(
        ("digital.record_id",),
        "eprint",
        facts.of_digital("record_id"),
        facts.back_to("digital", "record_id"),
    ),
    Row(
        (),
        "eprinttype",
        facts.escaped(facts.host_of_record_id),
        facts.back_to("digital", "name"),
    ),
    Row(("digital.url",), "url", facts.of_digital("url"), lambda v: {"digital": {"url": v}}),
    Row(
        ("digital.accessed",),
        "urldate",
        facts.of_digital("accessed"),
        facts.back_to("digital", "accessed"),
    ),
    # pandoc takes the language from langid alone, Zotero from language alone.
    Row((), "langid", lambda r: latex.babel(r.document.language or "")),
    Row(("funders.name",), "funder", facts.funder, facts.back_to_funders),
    # Zotero reads copyright and not rights.
    Row(
        tuple(
            f"rights.{part}"
            for part in ("statement", "uri", "license", "holder", "contact", "access", "url")
        ),
        "copyright",
        facts.escaped(lambda r: prose.rights(r.rights)),
        facts.back_to("rights", "statement"),
    ),
    # biber drops what its data model does not know, such as copyright; the user fields are in it,
    # and no style prints them.
    Row((), "usera", facts.escaped(lambda r: prose.rights(r.rights))),
    Row(
        (
            "subjects.term",
            "places.subject.name",
            "people.subject.as_given",
            "people.subject.role",
        ),
        "keywords",
        facts.keywords,
        facts.back_to_subjects,
    ),
    Row(
        ("document.summary",),
        "abstract",
        facts.of_document("summary"),
        facts.back_to("document", "summary"),
    ),
)


def _notes(there: str) -> tuple[Row, ...]:
    """What neither variant has a field for and a reader wants to see, a phrase each."""
    return (
        Row(("document.number",), there, facts.escaped(facts.number)),
        Row(
            ("document.classification",),
            there,
            facts.labelled("Classification", facts.of_document("classification")),
        ),
        Row(("document.medium",), there, facts.of_document("medium")),
        Row(("document.extract",), there, facts.extract),
        Row(
            ("document.date_old_style",),
            there,
            facts.labelled("Old Style", facts.escaped(dates.old_style)),
        ),
        Row(
            ("people.participant.as_given", "people.participant.role"),
            there,
            facts.labelled("Participants", facts.escaped(facts.participants)),
        ),
        Row(
            tuple(f"people.{role}.certainty" for role in names.AUTHOR_ROLES),
            there,
            facts.labelled("Attribution", facts.escaped(facts.doubt)),
        ),
        Row(
            ("source.published_in",),
            there,
            facts.labelled("Printed in", facts.escaped(facts.printed_in)),
            loses=facts.unprinted_edition,
        ),
    )


def _surroundings(there: str) -> tuple[Row, ...]:
    """Copies, archived page and funding: what comes last in an entry."""
    return (
        Row(
            tuple(
                f"source.copies.{part}"
                for part in (
                    *("archive.name", "archive.acronym", "archive.department", "archive.place"),
                    *("collection", "levels"),
                )
            ),
            there,
            facts.labelled(
                "Copies",
                facts.escaped(lambda r: "; ".join(map(prose.holding, facts.source_of(r).copies))),
            ),
        ),
        Row(
            ("digital.archived_url",),
            there,
            facts.labelled("Archived", facts.escaped(facts.archived)),
        ),
        Row(
            ("funders.name", "funders.award", "funders.statement"),
            there,
            facts.escaped(lambda r: prose.sentences(map(prose.funding, r.funders))),
        ),
    )


_BIBTEX = (
    # Not unpublished: BibTeX prints howpublished in misc alone.
    Row((), "@type", lambda _: "misc"),
    # plain.bst sorts an entry without author by its key.
    Row((), "key", lambda r: latex.escape(prose.title(r)), when=lambda r: not names.authors(r)),
    # Both date and year, month, day: BibTeX knows no date, and its importers lose the day of what
    # is only in month.
    Row(
        ("document.date_inferred", "document._src.date"),
        "year",
        facts.escaped(dates.year),
        when=lambda r: r.document.date_inferred or not r.document.date,
    ),
    Row(
        (),
        "year",
        facts.escaped(dates.year),
        when=lambda r: bool(r.document.date) and not r.document.date_inferred,
    ),
    Row((), "month", dates.month),
    Row(("document.genre",), "type", facts.kind_in_words, facts.back_to_genre),
    Row((), "day", facts.escaped(dates.day)),
    # Zotero reads address as the place of a letter; no BibTeX style prints it in misc.
    Row(
        ("places.written-at.name", "places.written-at.role"),
        "address",
        facts.escaped(lambda r: facts.places(r, PlaceRole.WRITTEN_AT)),
        lambda v: {"places": [{"name": latex.unescape(v), "role": PlaceRole.WRITTEN_AT.value}]},
    ),
    Row(
        ("document.language",),
        "language",
        facts.of_document("language"),
        facts.back_to("document", "language"),
    ),
    Row(
        ("document.original_language",),
        "origlanguage",
        facts.of_document("original_language"),
        facts.back_to("document", "original_language"),
    ),
    # BibTeX prints no field but these of a misc entry, so what a reader must see goes into note.
    Row(
        (
            *(f"document.event.{part}" for part in ("name", "as_given", "session", "place")),
            *("places.delivered-at.name", "places.delivered-at.role"),
        ),
        "note",
        facts.escaped(facts.event_note),
        loses=lambda r: facts.unsaid_event(r) | facts.unsaid_venue(r),
    ),
    Row(("document.heading",), "note", facts.of_document("heading")),
    Row((), "note", facts.labelled("Date", facts.escaped(dates.unsaid))),
    *_notes("note"),
    Row(
        (
            *("credits", "people.compiler.as_given", "people.compiler.role"),
            *("people.interviewer.as_given", "people.interviewer.role"),
        ),
        "note",
        facts.escaped(prose.credits),
    ),
    *_surroundings("note"),
)

_BIBLATEX = (
    # Of the two types without a publisher, only unpublished has the event in its data model, and
    # only misc prints editors and translators.
    Row((), "@type", lambda r: "unpublished" if facts.event(r) else "misc"),
    Row(("document.genre",), "type", facts.unsaid_kind, facts.back_to_genre),
    Row(
        ("document.heading",),
        "titleaddon",
        lambda r: latex.protect(r.document.heading or ""),
        facts.back_to("document", "heading"),
    ),
    Row(
        names.paths(Role.COMPILER),
        "editora",
        names.named(Role.COMPILER),
        names.people_back(Role.COMPILER),
        loses=names.unheld(Role.COMPILER),
    ),
    Row((), "editoratype", lambda r: "compiler" if prose.people(r, Role.COMPILER) else ""),
    Row(
        ("document.event.name", "document.event.as_given"),
        "eventtitle",
        lambda r: latex.protect(facts.event(r)),
        facts.back_to("document", "event", "name"),
        loses=facts.unsaid_event,
    ),
    Row(
        ("document.event.session",),
        "eventtitleaddon",
        facts.escaped(lambda r: (r.document.event.session or "") if r.document.event else ""),
        facts.back_to("document", "event", "session"),
    ),
    Row(
        ("document.event.date",),
        "eventdate",
        facts.of_edtf(lambda r: r.document.event.date if r.document.event else None),
        facts.back_to("document", "event", "date"),
    ),
    Row(
        ("document.event.place", "places.delivered-at.name", "places.delivered-at.role"),
        "venue",
        facts.escaped(facts.venue),
        facts.back_to("document", "event", "place"),
        loses=facts.unsaid_venue,
    ),
    # biblatex-chicago prints origlocation after the date of a letter; the standard styles never.
    Row(
        ("places.written-at.name", "places.written-at.role"),
        "origlocation",
        facts.escaped(lambda r: facts.places(r, PlaceRole.WRITTEN_AT)),
        lambda v: {"places": [{"name": latex.unescape(v), "role": PlaceRole.WRITTEN_AT.value}]},
    ),
    Row(
        ("document.language",),
        "language",
        facts.in_babel("language"),
        facts.back_to_tag("language"),
    ),
    Row(
        ("document.original_language",),
        "origlanguage",
        facts.in_babel("original_language"),
        facts.back_to_tag("original_language"),
    ),
    Row(
        ("document.date_inferred",),
        "note",
        lambda r: "Date inferred" if r.document.date_inferred else "",
    ),
    *_notes("note"),
    Row(
        (
            *("credits.obtained", "credits.contributed", "credits.provided"),
            *("credits.transcribed", "credits.translated", "credits.edited"),
            *("people.interviewer.as_given", "people.interviewer.role"),
        ),
        "addendum",
        facts.escaped(facts.credits_beside_fields),
    ),
    *_surroundings("addendum"),
)

_bibtex_out, _bibtex_back = compile((*_SHARED, *_BIBTEX))
_biblatex_out, _biblatex_back = compile((*_SHARED, *_BIBLATEX))
