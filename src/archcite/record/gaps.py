"""What a citation of a record lacks, whatever the style; app.completeness asks which style minds.

Goes only by what the record says. That a field is empty on purpose is no gap; a lost one is, and
says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archcite.record.gap import Gap, Want
from archcite.record.holding_gaps import (
    AS_A_WHOLE,
    THINGS,
    of_holding,
    of_source_line,
)
from archcite.record.languages import MAKERS, is_translation
from archcite.record.model import Record, Table
from archcite.record.vocab import Kind as K
from archcite.record.vocab import PlaceRole, Role, State, TitleKind, Verb

# Kinds that are cited under whoever made them: that role, and what the person is called.
_CITED_BY_AUTHOR: Mapping[K, tuple[Role, str]] = {
    K.SPEECH: (Role.SPEAKER, "the speaker"),
    K.LETTER: (Role.AUTHOR, "the author"),
    K.TELEGRAM: (Role.AUTHOR, "the author"),
    K.MEMORANDUM: (Role.AUTHOR, "the author"),
    K.DIARY: (Role.AUTHOR, "the author"),
    K.INTERVIEW: (Role.INTERVIEWEE, "who was interviewed"),
}
# Others that citations name, and the kinds that always have them.
_OTHERS: Mapping[Role, tuple[str, tuple[K, ...]]] = {
    Role.RECIPIENT: ("the recipient", (K.LETTER, K.TELEGRAM)),
    Role.INTERVIEWER: ("the interviewer", (K.INTERVIEW,)),
    Role.EDITOR: ("the editor", ()),
    Role.COMPILER: ("the compiler", ()),
}
# A speech on one of these may have been given to a microphone.
_RECORDED = ("disc", "disk", "tape", "record", "cassette", "film", "audio", "video")
_LONG_TITLE = 60  # letters; a note that repeats a longer one is no short form


def gaps(record: Record) -> list[Gap]:
    """What is missing, in the order in which a citation would have it; [] if nothing is."""
    lost = set(record.record.lost_fields) if record.record else set()
    if "people.author" in lost:  # a page says "Author(s)" of whoever spoke or was interviewed, too
        lost |= {f"people.{role}" for role in MAKERS}
    wants = (
        *_people(record, lost),
        *_title(record),
        *_event(record),
        *_date(record),
        *_substance(record),
        *_holding(record, lost),
        *of_source_line(record),
        *_translation(record),
        *_online(record),
    )
    return [
        Gap(*want, lost=any(_covers(path, want.field) for path in lost))
        for want in wants
        if not is_empty(record, want.field)
    ]


def _holding(record: Record, lost: set[str]) -> Iterator[Want]:
    if not is_empty(record, "source.archive"):
        yield from of_holding(record, lost=any(_covers("source", path) for path in lost))


def is_empty(record: Record, path: str) -> bool:
    """Whether the field, or a table that it stands in, is empty on purpose."""
    table: object = record
    for key in path.split("."):
        if not isinstance(table, Table):
            return False
        marks = table.src
        if marks is State.EMPTY or (isinstance(marks, dict) and marks.get(key) is State.EMPTY):
            return True
        table = getattr(table, key, None)
    return isinstance(table, Table) and table.src is State.EMPTY


def _covers(above: str, path: str) -> bool:
    return f"{path}.".startswith(f"{above}.")


def _people(record: Record, lost: set[str]) -> Iterator[Want]:
    kind = record.document.kind
    roles = {agent.role for agent in record.people}
    known = kind in _CITED_BY_AUTHOR
    if not roles & MAKERS and (known or lost & {"people", "people.author"}):
        role, phrase = _CITED_BY_AUTHOR.get(kind, (Role.AUTHOR, "the author"))
        yield Want(str(role), phrase, f"people.{role}")
    for role, (phrase, kinds) in _OTHERS.items():
        field = f"people.{role}"
        if role not in roles and (kind in kinds or field in lost):
            yield Want(str(role), phrase, field)


def _title(record: Record) -> Iterator[Want]:
    """A title or a word for the kind, and a short form of a long title."""
    document = record.document
    named_by_kind = document.kind in _CITED_BY_AUTHOR or document.kind in THINGS
    of_holding = record.source and record.source.collection and document.kind in AS_A_WHOLE
    described = document.title or document.original_title or document.genre or of_holding
    if not described and not named_by_kind:
        yield Want("title", "a title", "document.title")
    formal = document.title_kind in (TitleKind.FORMAL, TitleKind.WORK)
    if document.kind is K.OTHER and not document.genre and not (document.title and formal):
        yield Want("genre", "a word for what it is", "document.genre")
    printed = document.title if document.title_kind is not TitleKind.GENERIC else None
    if printed and len(printed) > _LONG_TITLE and not document.short_title:
        yield Want("short-title", "a short title for later notes", "document.short_title")


def _event(record: Record) -> Iterator[Want]:
    """At what meeting, or at least where, a speech was given, if not for a recording."""
    document = record.document
    medium = (document.medium or "").casefold()
    if document.kind is not K.SPEECH or any(word in medium for word in _RECORDED):
        return
    event = document.event
    place = (event and event.place) or any(
        place.role is PlaceRole.DELIVERED_AT for place in record.places
    )
    if not place and not (event and (event.name or event.as_given)):
        yield Want("event", "the meeting or occasion", "document.event.name")
    if not place:
        yield Want("event-place", "where it was given", "document.event.place")


def _date(record: Record) -> Iterator[Want]:
    document = record.document
    if not document.date and document.kind is not K.COLLECTION:
        phrase = "its date in figures" if document.date_as_given else "a date"
        yield Want("date", phrase, "document.date")


def _substance(record: Record) -> Iterator[Want]:
    document = record.document
    if document.kind in (K.PHOTOGRAPH, K.RECORDING) and not document.medium and not document.genre:
        yield Want("medium", "its medium (print, negative, disc)", "document.medium")


def _translation(record: Record) -> Iterator[Want]:
    """Who translated it, from which language, and the title that the original bears."""
    document = record.document
    source = record.source
    named = (
        any(credit.verb is Verb.TRANSLATED and credit.by for credit in record.credits)
        or any(agent.role is Role.TRANSLATOR for agent in record.people)
        or bool(source and source.published_in and source.published_in.translators)
    )
    translated = is_translation(record)
    if translated and not named:
        yield Want("translator", "who translated it", "credits.translated")
    if not (translated or named):
        return
    title = document.original_title
    if not document.original_language and not (title and title.language):
        yield Want(
            "original-language", "the language of the original", "document.original_language"
        )
    if document.title and document.title_kind is TitleKind.FORMAL and not title:
        yield Want("original-title", "the title of the original", "document.original_title")


def _online(record: Record) -> Iterator[Want]:
    """Address, site and day of access; a style may want the last only of undated documents."""
    digital = record.digital
    if digital is None:
        return
    stable = digital.doi or digital.archived_url
    if not digital.url and not stable:
        yield Want("url", "a URL", "digital.url")
    source = record.source
    held = source and (source.archive or source.collection or source.published_in)
    if digital.url and not held and not (digital.name or digital.program):
        yield Want("site", "the name of the digital archive", "digital.name")
    if not digital.accessed and not stable:
        yield Want("accessed", "the day it was read", "digital.accessed")
