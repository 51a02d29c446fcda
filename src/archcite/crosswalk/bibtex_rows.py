"""What an archival record is in BibTeX and BibLaTeX: the rows of the table in crosswalk.bibtex.

Owns which field carries which fact, and why. Rows of published works are in bibtex_works.
"""

from __future__ import annotations

from archcite.crosswalk import bibtex_facts as facts
from archcite.crosswalk import bibtex_names as names
from archcite.crosswalk import bibtex_works as works
from archcite.crosswalk import latex, prose
from archcite.crosswalk.table import Row
from archcite.record.key import entry_name
from archcite.record.tradition import print_levels
from archcite.record.vocab import Role, Verb

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
        apart=facts.kind_as_title,
    ),
    Row(
        (),
        "title",
        lambda r: latex.protect(prose.title(r)),
        when=lambda r: not r.document.title and works.is_archival(r),
    ),
    facts.document("short_title", "shorttitle", title=True),
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
        apart=lambda _: ("credits.edited.by", "credits.edited.verb"),
    ),
    Row(
        (*names.paths(Role.TRANSLATOR), "credits.translated.by", "credits.translated.verb"),
        "translator",
        names.with_credited(Role.TRANSLATOR, Verb.TRANSLATED),
        names.people_back(Role.TRANSLATOR),
        loses=names.unheld(Role.TRANSLATOR),
        apart=lambda _: ("credits.translated.by", "credits.translated.verb"),
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
    facts.document("summary", "abstract"),
    *works.SHARED,
)

# What a work has that lies in no archive.
WORK = (
    *works.ROWS,
    # howpublished says it too, where a style prints that.
    Row(("digital.name",), "source", facts.escaped(facts.host), facts.back_to("digital", "name")),
    facts.digital("collection", "source-collection"),
    facts.digital("program", "source-program"),
    facts.document("extent", "dimensions", works.is_work),
    facts.document("genre", "type", works.is_work),
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
        apart=facts.titled_recipients,
    ),
    facts.credited(Role.INTERVIEWER, "interviewer"),
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
    facts.document("number", "document-number", works.is_archival),
    Row(
        (),
        "collection",
        facts.escaped(lambda r: facts.source_of(r).collection or ""),
        facts.back_to("source", "collection"),
    ),
    facts.document("extent", "pagetotal", works.is_archival),
    Row(("funders.name",), "funder", facts.funder, facts.back_to_funders),
)
