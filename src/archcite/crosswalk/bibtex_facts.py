"""What the rows of the BibTeX table say: a fact of the record as text or as LaTeX, and back.

Owns no field names of BibTeX: which field a fact goes into is bibtex.py's.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from archcite.crosswalk import bibtex_names as names
from archcite.crosswalk import latex, prose
from archcite.crosswalk.csl_wording import says
from archcite.crosswalk.table import Plain, Row, always
from archcite.record.model import Carrier, Holding, Record
from archcite.record.vocab import Certainty, Extract, Kind, PlaceRole, Role, Verb
from archcite.text.latex_reading import text


def of_document(attribute: str) -> Callable[[Record], str]:
    return lambda record: latex.escape(getattr(record.document, attribute) or "")


def of_document_title(attribute: str) -> Callable[[Record], str]:
    return lambda record: latex.protect(getattr(record.document, attribute) or "")


def of_edtf(date: Callable[[Record], str | None]) -> Callable[[Record], str]:
    """An EDTF date, of which nothing is escaped: a tilde is a tilde."""
    return lambda record: latex.date(date(record) or "")


def of_digital(attribute: str) -> Callable[[Record], str]:
    return lambda record: latex.address(getattr(record.digital or Carrier(), attribute) or "")


_TERMS = re.compile(r"(?:^|(?<=[.!?]) )(Licence|Rights holder|Contact|Access|Statement): ")


def back_to_rights(value: str) -> Plain:
    """What prose.rights said: the statement, and what follows it with a label."""
    statement, *terms = _TERMS.split(latex.unescape(value))
    found: Plain = {}
    for at in range(0, len(terms), 2):
        label, said = terms[at], terms[at + 1]
        if at + 2 < len(terms):
            said = said.removesuffix(".")  # the full stop between two sentences
        found[_TERM_FIELDS[label]] = said.split("; ") if label == "Rights holder" else said
    if statement.startswith("http://rightsstatements.org/vocab/") and " " not in statement:
        found["uri"] = statement.removesuffix(".")
    elif statement:
        found["statement"] = statement
    return {"rights": found} if found else {}


_TERM_FIELDS = {
    "Rights holder": "holder",
    "Licence": "license",
    "Contact": "contact",
    "Access": "access",
    "Statement": "url",
}


def of_digital_text(attribute: str) -> Callable[[Record], str]:
    return lambda record: latex.escape(getattr(record.digital or Carrier(), attribute) or "")


def labelled(label: str, value: Callable[[Record], str]) -> Callable[[Record], str]:
    return lambda record: f"{label}: {text}" if (text := value(record)) else ""


def escaped(words: Callable[[Record], str]) -> Callable[[Record], str]:
    return lambda record: latex.escape(words(record))


def back_to(*path: str) -> Callable[[str], Plain]:
    """The value, unescaped, at this path of a plain record."""

    def back(value: str) -> Plain:
        found: Plain = {path[-1]: latex.unescape(value)}
        for name in reversed(path[:-1]):
            found = {name: found}
        return found

    return back


def back_to_title(*path: str) -> Callable[[str], Plain]:
    """A title, with its markup, at this path of a plain record."""

    def back(value: str) -> Plain:
        found: Plain = {path[-1]: latex.untitled(value)}
        for name in reversed(path[:-1]):
            found = {name: found}
        return found

    return back


def document(
    field: str, there: str, when: Callable[[Record], bool] = always, *, title: bool = False
) -> Row:
    """A text of the document as one field there. title: whether its markup and names count."""
    back = back_to_title if title else back_to
    to = of_document_title(field) if title else of_document(field)
    return Row((f"document.{field}",), there, to, back("document", field), when)


def digital(field: str, there: str) -> Row:
    """A text of the place on line as one field there."""
    to = of_digital_text(field)
    return Row((f"digital.{field}",), there, to, back_to("digital", field))


def credited(role: Role, there: str) -> Row:
    """The people of a role as one field there."""
    to, back = names.named(role), names.people_back(role)
    return Row(names.paths(role), there, to, back, loses=names.unheld(role))


def written_at(there: str) -> Row:
    """Where a document was written as one field there."""

    def back(value: str) -> Plain:
        return {"places": [{"name": latex.unescape(value), "role": PlaceRole.WRITTEN_AT.value}]}

    return Row(
        ("places.written-at.name", "places.written-at.role"),
        there,
        escaped(lambda record: places(record, PlaceRole.WRITTEN_AT)),
        back,
        lambda record: record.document.kind is not Kind.PUBLISHED,
    )


def source_of(record: Record) -> Holding:
    return record.source or Holding()


def places(record: Record, role: PlaceRole) -> str:
    return prose.listed(place.name for place in record.places if place.role is role)


def unsaid_title(record: Record) -> set[str]:
    # "letter" goes without saying in "X to Y".
    title = record.document.title or ""
    return set() if title.casefold() in prose.title(record).casefold() else {"document.title"}


def kind_as_title(record: Record) -> set[str]:
    """The title that only says the kind, and is read as no more."""
    title = (record.document.title or "").casefold()
    said = title == prose.kind_words(record.document.kind).casefold()
    return {"document.title"} if said else set()


def kind_in_words(record: Record) -> str:
    document = record.document
    return latex.escape(document.genre or prose.kind_words(document.kind))


def unsaid_kind(record: Record) -> str:
    """The genre; without one, the kind, unless the title says it or is that of a letter."""
    words = kind_in_words(record)
    title = prose.title(record)
    said = record.document.kind is Kind.LETTER or says(title, words)
    return "" if said and not record.document.genre else words


def unsaid_recipients(record: Record) -> set[str]:
    """What a name list does not say of the recipients, nor the title."""
    title = prose.title(record)
    lost = names.unheld(Role.RECIPIENT)(record)
    said = all(agent.as_given in title for agent in prose.people(record, Role.RECIPIENT))
    return lost - {"people.recipient.as_given"} if said else lost


def titled_recipients(record: Record) -> set[str]:
    """What a name list does not say of the recipients, but the title."""
    return names.unheld(Role.RECIPIENT)(record) - unsaid_recipients(record)


def back_to_genre(value: str) -> Plain:
    words = latex.unescape(value)
    return {} if words in map(prose.kind_words, Kind) else {"document": {"genre": words}}


def has_holding(record: Record) -> bool:
    return prose.has_holding(record.source)


def has_only_line(record: Record) -> bool:
    return not (has_holding(record) or source_of(record).published_in)


def unprinted_line(record: Record) -> set[str]:
    """The source's own line, where credits were taken out of it."""
    line = source_of(record).ref_as_given or ""
    return set() if line.rstrip(". ") in prose.as_given(record.source) else {"source.ref_as_given"}


def host_of_record_id(record: Record) -> str:
    digital = record.digital or Carrier()
    return (digital.name or "") if digital.record_id else ""


def host(record: Record) -> str:
    """Where it can be read on line, unless eprinttype says it."""
    digital = record.digital or Carrier()
    return "" if digital.record_id else digital.name or ""


def unsaid_title_language(record: Record) -> set[str]:
    """The language of the title, where babel has no name for it or not for all of its tag."""
    tag = record.document.title_language or ""
    said = latex.tag(latex.babel(tag)).casefold() == tag.casefold()
    return set() if said else {"document.title_language"}


def archived(record: Record) -> str:
    return (record.digital or Carrier()).archived_url or ""


def printed_in(record: Record) -> str:
    return prose.publication(source_of(record).published_in) if has_holding(record) else ""


def archive(record: Record) -> str:
    return ", ".join(prose.repository(source_of(record).archive))


def archive_place(record: Record) -> str:
    archive = source_of(record).archive
    return (archive.place or "") if archive else ""


def archive_department(record: Record) -> str:
    archive = source_of(record).archive
    return (archive.department or "") if archive else ""


def unprinted_edition(record: Record) -> set[str]:
    """The parts of a printed edition that its line, where the source gives one, does not have."""
    edition = source_of(record).published_in
    if edition is None:
        return set()
    line = prose.publication(edition)
    return {
        f"source.published_in.{part}"
        for part in edition.__struct_fields__
        if part not in ("src", "notes") and not _is_in(getattr(edition, part), line)
    }


def _is_in(value: str | tuple[str, ...] | None, line: str) -> bool:
    words = value if isinstance(value, tuple) else (value or "",)
    return all(word in line for word in words)


def event(record: Record) -> str:
    meeting = record.document.event
    return (meeting.name or meeting.as_given or "") if meeting else ""


def unsaid_event(record: Record) -> set[str]:
    meeting = record.document.event
    said = meeting is None or event(record) == meeting.as_given
    return set() if said else {"document.event.as_given"}


def event_note(record: Record) -> str:
    meeting, place = record.document.event, places(record, PlaceRole.DELIVERED_AT)
    line = prose.event(meeting)
    return line if meeting and meeting.place else ", ".join(part for part in (line, place) if part)


def venue(record: Record) -> str:
    meeting = record.document.event
    held = (meeting.place or "") if meeting else ""
    return held or places(record, PlaceRole.DELIVERED_AT)


def unsaid_venue(record: Record) -> set[str]:
    same = venue(record) == places(record, PlaceRole.DELIVERED_AT)
    return set() if same else {"places.delivered-at.name"}


def number(record: Record) -> str:
    number = record.document.number or ""
    return f"No. {number}" if number[:1].isdigit() else number


def extract(record: Record) -> str:
    extract = record.document.extract
    return extract.value.capitalize() if extract and extract is not Extract.COMPLETE else ""


def doubt(record: Record) -> str:
    """Who is only probably or doubtfully the author: no name syntax says it."""
    return "; ".join(
        f"{agent.as_given} ({agent.certainty})"
        for agent in prose.authors(record)
        if agent.certainty is not Certainty.CERTAIN
    )


def participants(record: Record) -> str:
    return "; ".join(agent.as_given for agent in prose.people(record, Role.PARTICIPANT))


def credits_beside_fields(record: Record) -> str:
    """The credits but for those that the driver of the entry type prints from name fields."""
    if event(record):
        # standard.bbx: the driver of misc has byeditor+others, that of unpublished has not.
        return prose.credits(record)
    # A name field cannot say for whom it was done.
    purposed = {credit.verb for credit in record.credits if credit.purpose}
    return prose.credits(
        record, without=({Verb.TRANSLATED, Verb.EDITED} - purposed) | {Role.COMPILER}
    )


def funder(record: Record) -> str:
    return latex.names(latex.whole_name(funder.name) for funder in record.funders)


def back_to_funders(value: str) -> Plain:
    return {"funders": [{"name": latex.unescape(name)} for name in latex.split_names(value)]}


def keywords(record: Record) -> str:
    terms = [
        *(subject.term for subject in record.subjects),
        *(agent.as_given for agent in prose.people(record, Role.SUBJECT)),
        *(place.name for place in record.places if place.role is PlaceRole.SUBJECT),
    ]
    return latex.keywords(dict.fromkeys(terms))


def back_to_subjects(value: str) -> Plain:
    # The dashes of a heading (China--Foreign relations) are no typography.
    terms = (text(term, ligatures=False).strip() for term in latex.split_commas(value))
    return {"subjects": [{"term": term} for term in terms if term]}


def in_babel(attribute: str) -> Callable[[Record], str]:
    """Babel's name of a language, which biblatex prints in words; the tag where it has none."""

    def to(record: Record) -> str:
        tag = getattr(record.document, attribute) or ""
        return latex.babel(tag) or latex.escape(tag)

    return to


def back_to_tag(field: str) -> Callable[[str], Plain]:
    return lambda value: {"document": {field: latex.tag(value) or latex.unescape(value)}}
