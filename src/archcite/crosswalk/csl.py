"""What a record is to a citation style: a CSL-JSON item, and the fields that no style can print.

The only place, with its siblings csl_*, that names both record fields and CSL variables. CSL 1.0.2
names only. Texts stay as the record has them: quotes and capitals are the style's trade.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from archcite.crosswalk.csl_dates import dates
from archcite.crosswalk.csl_holding import credits, edition, holding, online
from archcite.crosswalk.csl_names import people
from archcite.crosswalk.csl_view import PLAIN, View
from archcite.crosswalk.csl_wording import (
    Fact,
    is_correspondence,
    named_in,
    says,
    uncapitalized,
)
from archcite.record.model import Record
from archcite.record.vocab import Kind, PlaceRole, Role, TitleKind

TYPES: dict[Kind, str] = {
    Kind.SPEECH: "speech",
    Kind.LETTER: "personal_communication",
    Kind.TELEGRAM: "personal_communication",
    Kind.MEMORANDUM: "personal_communication",
    Kind.MINUTES: "document",
    Kind.REPORT: "document",
    Kind.CONVERSATION_RECORD: "document",
    Kind.DECISION: "document",
    Kind.DIARY: "manuscript",
    Kind.NOTE: "manuscript",
    Kind.INTERVIEW: "interview",
    Kind.PHOTOGRAPH: "graphic",
    Kind.MAP: "map",
    Kind.RECORDING: "song",
    Kind.OBJECT: "graphic",
    Kind.TREATY: "treaty",
    Kind.LEGAL: "document",
    Kind.FILE: "collection",
    Kind.COLLECTION: "collection",
    Kind.OTHER: "document",
}

# What a document without a title is called. A letter needs no word; styles word an interview.
WORDS: dict[Kind, str] = {
    Kind.SPEECH: "speech",
    Kind.TELEGRAM: "telegram",
    Kind.MEMORANDUM: "memorandum",
    Kind.MINUTES: "minutes",
    Kind.REPORT: "report",
    Kind.CONVERSATION_RECORD: "record of conversation",
    Kind.DECISION: "decision",
    Kind.DIARY: "diary",
    Kind.NOTE: "note",
    Kind.PHOTOGRAPH: "photograph",
    Kind.MAP: "map",
    Kind.RECORDING: "recording",
    Kind.OBJECT: "object",
    Kind.TREATY: "treaty",
    Kind.LEGAL: "legal document",
    Kind.FILE: "file",
}

_MOVING = ("film", "video", "motion picture", "newsreel")
_SIZED = (Kind.PHOTOGRAPH, Kind.RECORDING, Kind.OBJECT, Kind.MAP)
_NUMBER_WORDS = ("No. ", "no. ", "No ", "Nr. ", "№ ", "№", "# ", "#")


def to_csl(record: Record) -> tuple[dict[str, Any], list[str]]:
    """The item, and the field paths (as in crosswalk.table.leaves) of what it cannot print.

    The whole record stands in `custom`, so that nothing is lost to whoever reads the item back.
    """
    from archcite.crosswalk.table import leaves

    carried: set[str] = set()
    item = _assemble(record, PLAIN, carried)
    item["custom"] = {"archcite": msgspec.to_builtins(record)}
    return item, [path for path in leaves(record) if not _covers(carried, path)]


def to_item(record: Record, view: View = PLAIN) -> dict[str, Any]:
    """The item alone, without `custom`: all that rendering needs."""
    return _assemble(record, view, set())


def _assemble(record: Record, view: View, carried: set[str]) -> dict[str, Any]:
    item: dict[str, Any] = {"id": record.document.id, "type": type_of(record)}
    carried.update(("document.id", "document.kind"))
    for fact in _FACTS:
        for fields, paths in fact(record, view):
            item.update(fields)
            carried.update(paths)
    return item


def _covers(carried: set[str], path: str) -> bool:
    """Whether the path or one above it was carried; how a value is known never is."""
    if "_src" in path or "_note" in path:
        return False
    while path not in carried:
        path, dot, _ = path.rpartition(".")
        if not dot:
            return False
    return True


def type_of(record: Record) -> str:
    """The CSL item type."""
    document = record.document
    found = TYPES[document.kind]
    if found == "personal_communication" and not is_correspondence(record):
        return "document"
    if document.kind is Kind.RECORDING:
        words = f"{document.genre or ''} {document.medium or ''}".casefold()
        return "motion_picture" if any(word in words for word in _MOVING) else found
    return found


def _title(record: Record, view: View) -> Iterator[Fact]:
    """title or, for a mere description, genre: a generic title is never put in quotation marks."""
    document = record.document
    title = document.title
    if document.short_title:
        yield {"title-short": document.short_title}, ("document.short_title",)
    if TYPES[document.kind] == "collection":
        named = title or (record.source.collection if record.source else None)
        if named:
            yield {"title": named}, ("document.title", "document.title_kind")
    elif title and document.title_kind is not TitleKind.GENERIC:
        yield {"title": title}, ("document.title", "document.title_kind")
    elif title and not _repeats_recipient(record, title):
        yield {"genre": uncapitalized(title)}, ("document.title", "document.title_kind")
    elif title:
        yield {}, ("document.title", "document.title_kind")


def _repeats_recipient(record: Record, title: str) -> bool:
    """Whether a generic title only says what "X to Y" will say (Letter from X to Y)."""
    return is_correspondence(record) and any(
        agent.role is Role.RECIPIENT and named_in(agent, title) for agent in record.people
    )


def _genre(record: Record, view: View) -> Iterator[Fact]:
    """The word for the kind, unless the title says it already."""
    document = record.document
    title = document.title
    described = bool(title) and (
        document.title_kind is not TitleKind.GENERIC or not _repeats_recipient(record, title or "")
    )
    if document.genre:
        bare = document.kind is Kind.LETTER and document.genre.casefold() == "letter"
        if bare or (title and says(title, document.genre)):
            yield {}, ("document.genre",)
        elif not described or document.title_kind is not TitleKind.GENERIC:
            yield {"genre": document.genre}, ("document.genre",)
    elif not described and document.kind in WORDS:
        yield {"genre": WORDS[document.kind]}, ()


def _number(record: Record, view: View) -> Iterator[Fact]:
    """The document's own number; in a printed edition `number` is the edition's."""
    number = record.document.number
    if not number or (record.source and record.source.published_in):
        return
    for word in _NUMBER_WORDS:
        if number.startswith(word):
            number = number.removeprefix(word).strip()
            break
    yield {"number": number}, ("document.number",)


def _event(record: Record, view: View) -> Iterator[Fact]:
    event = record.document.event
    if event and (event.name or event.as_given):
        paths = ("document.event.name",) if event.name else ()
        # The name is how a citation prints what the source calls it.
        yield {"event-title": event.name or event.as_given}, (*paths, "document.event.as_given")
    if event and event.date and event.date == record.document.date:
        yield {}, ("document.event.date",)
    if event and event.place:
        yield {"event-place": event.place}, ("document.event.place",)
        return
    role = PlaceRole.WRITTEN_AT if is_correspondence(record) else PlaceRole.DELIVERED_AT
    for place in record.places:
        if place.role is role:
            yield {"event-place": place.name}, (f"places.{role}.name", f"places.{role}.role")
            return


def _substance(record: Record, view: View) -> Iterator[Fact]:
    """What it is made of, its language and its contents."""
    document = record.document
    if document.medium:
        yield {"medium": document.medium}, ("document.medium",)
    sized = document.kind in _SIZED or (
        document.kind in (Kind.SPEECH, Kind.INTERVIEW) and document.medium
    )
    if document.extent and sized:
        yield {"dimensions": document.extent}, ("document.extent",)
    if document.language:
        yield {"language": document.language}, ("document.language",)
    if document.summary:
        yield {"abstract": document.summary}, ("document.summary",)
    if record.subjects:
        terms = "; ".join(subject.term for subject in record.subjects)
        yield {"keyword": terms}, ("subjects.term",)


def _place(record: Record, view: View) -> Iterator[Fact]:
    """Where it lies; the number of a collection cited as a whole stands with its title."""
    document = record.document
    whole = TYPES[document.kind] == "collection"
    name = record.source.collection if record.source else None
    title = document.title or name
    for fields, paths in holding(record, view):
        if whole and title and "archive_collection" in fields and name in (None, title):
            number = fields["archive_collection"].removeprefix(name or "").removeprefix(", ")
            if number:
                yield {"title": f"{title}, {number}"}, paths
                if not document.short_title:
                    yield {"title-short": title}, ()
            else:
                yield {}, paths
        else:
            yield fields, paths


_FACTS: tuple[Callable[[Record, View], Iterator[Fact]], ...] = (
    _title,
    _genre,
    _number,
    people,
    _event,
    dates,
    _substance,
    _place,
    online,
    edition,
    credits,
)
