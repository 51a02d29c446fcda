"""What an archival record is in BibTeX and BibLaTeX: the rows of the table in crosswalk.bibtex.

Owns which field carries which fact, and why. Rows of published works are in bibtex_works.
"""

from __future__ import annotations

from archcite.crosswalk import bibtex_dates as dates
from archcite.crosswalk import bibtex_facts as facts
from archcite.crosswalk import bibtex_names as names
from archcite.crosswalk import bibtex_works as works
from archcite.crosswalk import latex, prose
from archcite.crosswalk.table import Row
from archcite.record.key import entry_name
from archcite.record.model import Record
from archcite.record.tradition import print_levels
from archcite.record.vocab import PlaceRole, Role, Verb

# What every record has, published or not.
CORE = (
    Row(
        ("document.id",),
        "@key",
        lambda r: latex.key(entry_name(r)),
        facts.back_to("document", "id"),
    ),
    Row(
        names.paths(*names.AUTHOR_ROLES),
        "author",
        names.authors,
        names.people_back(Role.AUTHOR),
        loses=names.unheld_of_authors,
    ),
    # A field of biblatex that no standard style prints.
    Row((), "authortype", names.authors_role, when=lambda r: bool(r.people)),
    Row(
        ("document.title",),
        "title",
        lambda r: latex.protect(prose.title(r)),
        facts.back_to_title("document", "title"),
        when=lambda r: bool(r.document.title),
        loses=facts.unsaid_title,
    ),
    Row(
        (),
        "title",
        lambda r: latex.protect(prose.title(r)),
        when=lambda r: not r.document.title and works.is_archival(r),
    ),
    Row(
        ("document.short_title",),
        "shorttitle",
        lambda r: latex.protect(r.document.short_title or ""),
        facts.back_to_title("document", "short_title"),
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
    Row(
        ("document.date",),
        "date",
        facts.of_edtf(lambda r: r.document.date),
        facts.back_to("document", "date"),
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
    # It is also the language that biblatex sets and hyphenates the entry in: that of its title.
    Row(
        ("document.title_language",),
        "langid",
        lambda r: latex.babel(r.document.title_language or ""),
        loses=facts.unsaid_title_language,
    ),
    Row(
        (),
        "langid",
        lambda r: latex.babel(r.document.language or ""),
        when=lambda r: not latex.babel(r.document.title_language or ""),
    ),
    # Zotero reads copyright and not rights.
    Row(
        tuple(
            f"rights.{part}"
            for part in ("statement", "uri", "license", "holder", "contact", "access", "url")
        ),
        "copyright",
        facts.escaped(lambda r: prose.rights(r.rights)),
        facts.back_to_rights,
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
    *works.SHARED,
)

# What a work has that lies in no archive.
WORK = (
    *works.ROWS,
    # howpublished says it too, where a style prints that.
    Row(("digital.name",), "source", facts.escaped(facts.host), facts.back_to("digital", "name")),
    Row(
        ("digital.collection",),
        "source-collection",
        facts.of_digital_text("collection"),
        facts.back_to("digital", "collection"),
    ),
    Row(
        ("digital.program",),
        "source-program",
        facts.of_digital_text("program"),
        facts.back_to("digital", "program"),
    ),
    Row(
        ("document.extent",),
        "dimensions",
        facts.of_document("extent"),
        facts.back_to("document", "extent"),
        when=works.is_work,
    ),
    Row(
        ("document.genre",),
        "type",
        facts.of_document("genre"),
        facts.back_to("document", "genre"),
        when=works.is_work,
    ),
)

# What only an archival record has, or a work that lies in an archive.
HELD = (
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
    # type (BIBTEX, BIBLATEX) is what is printed; entrysubtype carries the kind, which every round
    # trip through another program changes, and tells biblatex-chicago that a misc entry lies in an
    # archive.
    Row(
        ("document.kind",),
        "entrysubtype",
        lambda r: r.document.kind.value,
        facts.back_to("document", "kind"),
        when=works.is_archival,
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
        when=lambda r: (
            works.is_archival(r) and not (facts.has_holding(r) or facts.has_only_line(r))
        ),
        loses=facts.unprinted_edition,
    ),
    Row(
        ("source.ref_as_given", "digital.name", "digital.collection", "digital.program"),
        "howpublished",
        facts.escaped(prose.where),
        when=lambda r: works.is_archival(r) and facts.has_only_line(r),
        loses=facts.unprinted_line,
    ),
    # Its parts once more, for programs: library and number are biblatex-mla's and -fiwi's, and no
    # standard or Chicago driver of misc or unpublished prints them, so nothing is said twice.
    # location and organization are not used: those drivers would print the archive again, and the
    # place as if the document had been issued there.
    Row((), "library", facts.escaped(facts.archive)),
    # The place and the division alone, so that what reads library back need not guess.
    Row((), "archive-place", facts.escaped(facts.archive_place)),
    Row((), "division", facts.escaped(facts.archive_department)),
    Row(
        (),
        "number",
        facts.escaped(lambda r: print_levels(facts.source_of(r))),
        when=works.is_archival,
    ),
    Row(
        (),
        "call-number",
        facts.escaped(lambda r: print_levels(facts.source_of(r))),
        when=works.is_work,
    ),
    Row(
        ("document.number",),
        "document-number",
        facts.of_document("number"),
        facts.back_to("document", "number"),
        when=works.is_archival,
    ),
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
        when=works.is_archival,
    ),
    Row(("funders.name",), "funder", facts.funder, facts.back_to_funders),
)


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
    Row(
        ("places.written-at.name", "places.written-at.role"),
        "address",
        facts.escaped(lambda r: facts.places(r, PlaceRole.WRITTEN_AT)),
        lambda v: {"places": [{"name": latex.unescape(v), "role": PlaceRole.WRITTEN_AT.value}]},
        when=works.is_archival,
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
    Row(
        ("document.heading",),
        "titleaddon",
        lambda r: latex.protect(r.document.heading or ""),
        facts.back_to_title("document", "heading"),
    ),
    Row(
        names.paths(Role.COMPILER),
        "editora",
        names.named(Role.COMPILER),
        names.people_back(Role.COMPILER),
        loses=names.unheld(Role.COMPILER),
    ),
    Row((), "editoratype", lambda r: "compiler" if prose.people(r, Role.COMPILER) else ""),
    *EVENT,
    # biblatex-chicago prints origlocation after the date of a letter; the standard styles never.
    Row(
        ("places.written-at.name", "places.written-at.role"),
        "origlocation",
        facts.escaped(lambda r: facts.places(r, PlaceRole.WRITTEN_AT)),
        lambda v: {"places": [{"name": latex.unescape(v), "role": PlaceRole.WRITTEN_AT.value}]},
        when=works.is_archival,
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
    *works.ending("annotation"),
)
