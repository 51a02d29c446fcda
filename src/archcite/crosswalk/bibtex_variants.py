"""What BibTeX and BibLaTeX have each for itself: the rest of the rows of crosswalk.bibtex_rows."""

from __future__ import annotations

from archcite.crosswalk import bibtex_dates as dates
from archcite.crosswalk import bibtex_facts as facts
from archcite.crosswalk import bibtex_names as names
from archcite.crosswalk import bibtex_works as works
from archcite.crosswalk import latex, prose
from archcite.crosswalk.table import Row
from archcite.record.model import Record
from archcite.record.vocab import Role


def _notes(there: str) -> tuple[Row, ...]:
    """What neither variant has a field for and a reader wants to see, a phrase each."""
    return (
        Row(("document.number",), there, facts.escaped(facts.number), when=works.is_archival),
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


EVENT = (
    Row(
        ("document.event.name", "document.event.as_given"),
        "eventtitle",
        lambda r: latex.protect(facts.event(r)),
        facts.back_to_title("document", "event", "name"),
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
)


def _credits(record: Record) -> str:
    """Who made the edition; of a work that has nobody but a translator, the field says it."""
    said = record.credits or prose.people(record, Role.COMPILER, Role.INTERVIEWER)
    return prose.credits(record) if said or works.is_archival(record) else ""


BIBTEX = (
    # Not unpublished: BibTeX prints howpublished in misc alone.
    Row((), "@type", lambda _: "misc", when=works.is_archival),
    Row(
        ("document.kind", "published.type"),
        "@type",
        lambda r: works.entry_type(r, bibtex=True)[0],
        when=works.is_work,
    ),
    Row((), "entrysubtype", lambda r: works.entry_type(r, bibtex=True)[1], when=works.is_work),
    Row((), "type", works.unsaid_thesis, when=works.is_work),
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
    Row(
        ("document.kind", "document.genre"),
        "type",
        facts.kind_in_words,
        facts.back_to_genre,
        when=works.is_archival,
    ),
    Row((), "day", facts.escaped(dates.day)),
    # Zotero reads address as the place of a letter; no BibTeX style prints it in misc.
    facts.written_at("address"),
    facts.document("language", "language"),
    facts.document("original_language", "origlanguage"),
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
    # Fields of biblatex, which BibTeX's programs keep and its styles do not print.
    *EVENT,
    Row(("document.heading",), "note", facts.of_document("heading")),
    Row((), "titleaddon", facts.of_document("heading")),
    Row((), "note", facts.labelled("Date", facts.escaped(dates.unsaid)), when=works.is_archival),
    *_notes("note"),
    Row(
        (
            *("credits", "people.compiler.as_given", "people.compiler.role"),
            *("people.interviewer.as_given", "people.interviewer.role"),
            *("people.translator.as_given", "people.translator.role"),
        ),
        "note",
        facts.escaped(_credits),
    ),
    *_surroundings("note"),
    *works.ending("annote"),
)

BIBLATEX = (
    # Of the two types without a publisher, only unpublished has the event in its data model, and
    # only misc prints editors and translators.
    Row(
        (),
        "@type",
        lambda r: "unpublished" if facts.event(r) else "misc",
        when=works.is_archival,
    ),
    Row(
        ("document.kind", "published.type"),
        "@type",
        lambda r: works.entry_type(r, bibtex=False)[0],
        when=works.is_work,
    ),
    Row((), "entrysubtype", lambda r: works.entry_type(r, bibtex=False)[1], when=works.is_work),
    Row(
        ("document.kind", "document.genre"),
        "type",
        facts.unsaid_kind,
        facts.back_to_genre,
        when=works.is_archival,
    ),
    facts.document("heading", "titleaddon", title=True),
    facts.credited(Role.COMPILER, "editora"),
    Row((), "editoratype", lambda r: "compiler" if prose.people(r, Role.COMPILER) else ""),
    *EVENT,
    # biblatex-chicago prints origlocation after the date of a letter; the standard styles never.
    facts.written_at("origlocation"),
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
    *works.ending("annotation"),
)
