"""Facts of a record as the short English sentences that formats without a field for them can carry.

Plain text, nothing escaped. Adds no fact; knows no format. A reader of another language finds the
facts themselves in the record: this is the view for programs that only print.
"""

from __future__ import annotations

from collections.abc import Iterable

from archcite.record.credits import take_credits
from archcite.record.model import (
    Agent,
    Carrier,
    Event,
    Funder,
    Holding,
    Publication,
    Record,
    Repository,
    Rights,
)
from archcite.record.tradition import print_levels, tradition_of
from archcite.record.vocab import Kind, Role, TitleKind, Verb
from archcite.text.edtf import Edtf, Point

# The roles that stand as author in a citation (record.vocab.Role).
AUTHORS = (Role.AUTHOR, Role.SPEAKER, Role.INTERVIEWEE, Role.PHOTOGRAPHER, Role.ARTIST)
_CREDITED_ROLES = (
    (Role.TRANSLATOR, Verb.TRANSLATED, "translated"),
    (Role.EDITOR, Verb.EDITED, "edited"),
    (Role.COMPILER, None, "compiled"),
    (Role.INTERVIEWER, None, "interviewed"),
)
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
# Chicago 14.222: item, then box and folder, collection, repository. Elsewhere the archive leads.
_ITEM_FIRST = frozenset({"american", "general"})


def people(record: Record, *roles: Role) -> list[Agent]:
    """The people in these roles, in the record's order."""
    return [agent for agent in record.people if agent.role in roles]


def authors(record: Record) -> list[Agent]:
    """Who stands as author; the creator of a collection or file where nobody else does."""
    found = people(record, *AUTHORS)
    if not found and record.document.kind in (Kind.COLLECTION, Kind.FILE):
        return people(record, Role.CREATOR)
    return found


def sentences(parts: Iterable[str]) -> str:
    """The parts in one line, a full stop between any two."""
    line = ""
    for part in parts:
        if not part:
            continue
        if line:
            line += " " if line.endswith((".", "!", "?")) else ". "
        line += part
    return line


def listed(words: Iterable[str]) -> str:
    """ "A", "A and B", "A, B, and C"."""
    found = [word for word in words if word]
    if len(found) < 3:
        return " and ".join(found)
    return f"{', '.join(found[:-1])}, and {found[-1]}"


def kind_words(kind: Kind) -> str:
    """ "conversation record"; "" for the kinds whose name says nothing to a reader."""
    return "" if kind in (Kind.OTHER, Kind.LEGAL) else kind.value.replace("-", " ")


def title(record: Record) -> str:
    """The title, or what stands for it: "X to Y" for what was sent, else the kind of document."""
    document = record.document
    if document.title and document.title_kind is not TitleKind.GENERIC:
        return document.title
    sender = listed(agent.as_given for agent in authors(record))
    receivers = people(record, Role.RECIPIENT)
    described = document.title or ""
    if not (sender and receivers):
        words = described or document.genre or kind_words(document.kind)
        return words[:1].upper() + words[1:]
    named = (agent.family or agent.as_given for agent in receivers)
    if any(name.casefold() in described.casefold() for name in named):
        return described[:1].upper() + described[1:]
    # Chicago 14.111: the sender and the recipient; "letter" goes without saying.
    exchange = f"{sender} to {listed(agent.as_given for agent in receivers)}"
    if described.casefold() in ("", "letter"):
        return exchange
    return f"{exchange}, {described[:1].lower() + described[1:]}"


def repository(archive: Repository | None) -> list[str]:
    """Name with its acronym, department, place: those that are there."""
    if archive is None:
        return []
    name = archive.name or archive.acronym or ""
    if archive.name and archive.acronym and archive.acronym not in archive.name:
        name = f"{archive.name} ({archive.acronym})"
    return [part for part in (name, archive.department or "", archive.place or "") if part]


def holding(source: Holding | None) -> str:
    """Archive, place, collection and shelfmark in one line; "" if none of them is known."""
    if source is None:
        return ""
    if tradition_of(source) in _ITEM_FIRST:
        marks = print_levels(source, order="small-first")
        archive = source.archive
        house = repository(archive)
        if archive and archive.department and len(house) > 1:
            house[:2] = [archive.department, house[0]]
        parts = [marks, _collection(source, marks), *house]
    else:
        marks = print_levels(source)
        parts = [*repository(source.archive), _collection(source, marks), marks]
    return ", ".join(part for part in parts if part)


def as_given(source: Holding | None) -> str:
    """The source's own line without its credits, which are told apart."""
    line = " ".join((source.ref_as_given or "").split()) if source else ""
    rest = take_credits(line)
    return ". ".join(rest.rest).rstrip(". ") if rest.credits else line.rstrip(". ")


def where(record: Record) -> str:
    """The holding, else the printed edition, else the source's line; then the digital archive."""
    source = record.source
    held = holding(source) or (publication(source.published_in) if source else "")
    parts = ((held or as_given(source)).rstrip("."), carrier(record.digital))
    return "; ".join(part for part in parts if part)


def has_holding(source: Holding | None) -> bool:
    """Whether `holding` has anything to say."""
    return source is not None and bool(
        source.levels or source.collection or repository(source.archive)
    )


def _collection(source: Holding, marks: str) -> str:
    name = source.collection or ""
    return "" if name and name in marks else name


def carrier(digital: Carrier | None) -> str:
    """Where it can be read on line, without the address: name, collection, programme."""
    if digital is None:
        return ""
    parts = (digital.name, digital.collection, digital.program)
    return ", ".join(part for part in parts if part)


def publication(edition: Publication | None) -> str:
    """A printed edition, as the source gives it or from its parts."""
    if edition is None:
        return ""
    if edition.as_given:
        return edition.as_given
    volume = edition.volume or ""
    if volume[:1].isdigit() or (volume and set(volume) <= set("IVXLC")):
        volume = f"vol. {volume}"
    imprint = ": ".join(part for part in (edition.place, edition.publisher) if part)
    imprint = ", ".join(part for part in (imprint, edition.date) if part)
    number = edition.document_number or ""
    parts = (
        listed(edition.authors),
        edition.series or "",
        volume,
        edition.title or "",
        f"edited by {listed(edition.editors)}" if edition.editors else "",
        f"translated by {listed(edition.translators)}" if edition.translators else "",
        f"({imprint})" if imprint else "",
        f"document {number}" if number[:1].isdigit() else number,
        edition.pages or "",
        edition.url or "",
    )
    return ", ".join(part for part in parts if part).replace(", (", " (")


def credits(record: Record, without: Iterable[Verb | Role] = ()) -> str:
    """ "Obtained for P by A; translated by B": who made the edition what it is.

    Translators, editors, compilers and interviewers among the people are credited too. What is in
    `without` is left out: a style prints it from a field of its own.
    """
    shared: dict[tuple[tuple[str, ...], str | None], list[str]] = {}
    for credit in record.credits:
        if credit.verb not in without and credit.by:
            shared.setdefault((credit.by, credit.purpose), []).append(credit.verb.value)
    phrases = [
        f"{listed(verbs)}{f' for {purpose}' if purpose else ''} by {listed(by)}"
        for (by, purpose), verbs in shared.items()
    ]
    for role, verb, done in _CREDITED_ROLES:
        if role in without or (verb is not None and verb in without):
            continue
        credited = {name for credit in record.credits if credit.verb is verb for name in credit.by}
        by = [a.as_given for a in people(record, role) if a.as_given not in credited]
        if by:
            phrases.append(f"{done} by {listed(by)}")
    line = "; ".join(phrases)
    return line[:1].upper() + line[1:]


def funding(funder: Funder) -> str:
    """The funder's own credit sentence, or one in its stead; the award is in it."""
    award = funder.award or ""
    line = funder.statement or f"Funded by {funder.name}"
    return line if award in line else f"{line.rstrip('.')} ({award})"


def event(meeting: Event | None) -> str:
    """Name, session and place of a meeting."""
    if meeting is None:
        return ""
    parts = (meeting.name or meeting.as_given, meeting.session, meeting.place)
    return ", ".join(part for part in parts if part)


def rights(terms: Rights | None) -> str:
    """Statement, address, licence, holder, contact, access: what is there, each said once."""
    if terms is None:
        return ""
    statement = terms.statement or ""
    labelled = (
        ("", terms.uri),
        ("Licence: ", terms.license),
        ("Rights holder: ", "; ".join(terms.holder)),
        ("Contact: ", terms.contact),
        ("Access: ", terms.access.value if terms.access else None),
        ("Statement: ", terms.url),
    )
    rest = (f"{label}{value}" for label, value in labelled if value and value not in statement)
    return sentences((statement, *rest))


def date_words(date: Edtf) -> str:
    """A date as a sentence prints it: 27 May 1966; ca. 1966; spring 1953–1955."""
    start = _point_words(date.start) if date.start else ""
    if not date.interval:
        return start
    end = _point_words(date.end) if date.end else ""
    return f"{start}–{end}"


def year_words(date: Edtf) -> str:
    """The year, years or decade of a date, with its doubt: 1966, ca. 1966, 1966?, 1955–1957."""
    start = _year_words(date.start) if date.start else ""
    if not date.interval:
        return start
    end = _year_words(date.end) if date.end else ""
    if start.startswith("ca. "):
        end = end.removeprefix("ca. ")  # ca. 1400–1410
    return start if start.removeprefix("ca. ") == end else f"{start}–{end}"


def _point_words(point: Point) -> str:
    day = str(point.day) if point.day else ""
    month = _MONTHS[point.month - 1] if point.month else _SEASONS.get(point.season, "")
    return _doubted(" ".join(part for part in (day, month, _bare_year(point)) if part), point)


def _year_words(point: Point) -> str:
    return _doubted(_bare_year(point), point)


def _doubted(words: str, point: Point) -> str:
    # btxdoc: the standard styles take any year whose last four letters are figures, as in
    # "about 1984"; so the doubt stands before them or is a sign.
    return f"{'ca. ' if point.approximate else ''}{words}{'?' if point.uncertain else ''}"


def _bare_year(point: Point) -> str:
    if point.year <= 0 and not point.digits:
        return f"{1 - point.year} BC"  # EDTF counts a year 0
    return f"{point.year}s" if point.digits else str(point.year)
