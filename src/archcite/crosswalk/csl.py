"""What a record is to a citation style: a CSL-JSON item, and the fields that no style can print.

The only place, with its siblings csl_*, that names both record fields and CSL variables. CSL 1.0.2
names only. Texts stay as the record has them: quotes and capitals are the style's trade.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from archcite.crosswalk.csl_carriers import copies, locator_words, narrowed
from archcite.crosswalk.csl_dates import dates
from archcite.crosswalk.csl_fitted import fitted
from archcite.crosswalk.csl_holding import credits, edition, holding, online
from archcite.crosswalk.csl_names import people
from archcite.crosswalk.csl_published import published
from archcite.crosswalk.csl_titles import WHOLE, genre, leading, title
from archcite.crosswalk.csl_view import PLAIN, View
from archcite.crosswalk.csl_wording import Fact, is_correspondence
from archcite.record.key import entry_name
from archcite.record.model import Record
from archcite.record.vocab import Kind, PlaceRole, TitleKind
from archcite.text.numbers import is_numeric

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
    Kind.PUBLISHED: "document",
    Kind.OTHER: "document",
}

CARRIER = "archcite"  # the block in `custom`, or a variable, in which the whole record travels
_MOVING = ("film", "video", "motion picture", "newsreel")
_SIZED = (Kind.PHOTOGRAPH, Kind.RECORDING, Kind.OBJECT, Kind.MAP, Kind.PUBLISHED)
_NUMBER_WORDS = ("No. ", "no. ", "No ", "Nr. ", "№ ", "№", "# ", "#")


def to_csl(record: Record) -> tuple[dict[str, Any], list[str]]:
    """The item, and the field paths (as in crosswalk.table.leaves) of what it cannot print.

    The whole record stands in `custom`, so that nothing is lost to whoever reads the item back.
    """
    from archcite.crosswalk.table import carriers, leaves_of

    carried: set[str] = set()
    item = _assemble(record, PLAIN, carried)
    item["id"] = entry_name(record)
    if record.record and record.record.known_as == (item["id"],):
        carried.add("record.known_as")
    plain = msgspec.to_builtins(record)
    item["custom"] = {CARRIER: plain}
    return item, [path for path in leaves_of(plain) if carried.isdisjoint(carriers(path))]


def to_item(record: Record, view: View = PLAIN) -> dict[str, Any]:
    """The item alone, without `custom`: all that rendering needs."""
    item = _assemble(record, view, set())
    return fitted(item, narrowed(record, view), view) if view.prints else item


def _assemble(record: Record, view: View, carried: set[str]) -> dict[str, Any]:
    item: dict[str, Any] = {"id": record.document.id, "type": type_of(record)}
    carried.update(("document.id", "document.kind"))
    record = narrowed(record, view)
    for fact in _FACTS:
        for fields, paths in fact(record, view):
            item.update(fields)
            carried.update(paths)
    return item


def type_of(record: Record) -> str:
    """The CSL item type."""
    document = record.document
    if record.published and record.published.type:
        return str(record.published.type)
    if document.title_kind is TitleKind.WORK:
        return "classic"
    found = TYPES[document.kind]
    if found == "personal_communication" and not is_correspondence(record):
        return "document"
    if document.kind is Kind.RECORDING:
        words = f"{document.genre or ''} {document.medium or ''}".casefold()
        return "motion_picture" if any(word in words for word in _MOVING) else found
    return found


def _number(record: Record, view: View) -> Iterator[Fact]:
    """The document's own number; in a printed edition `number` is the edition's."""
    number = record.document.number
    if not number or (record.source and record.source.published_in):
        return
    for word in _NUMBER_WORDS:
        if number.startswith(word):
            bare = number.removeprefix(word).strip()
            # styles put their own word before a number, and none before P28/XV
            number = bare if is_numeric(bare) else number
            break
    yield {"number": number}, ("document.number",)


def _event(record: Record, view: View) -> Iterator[Fact]:
    event = record.document.event
    if event and (name := event.name or event.as_given):
        paths = ("document.event.name",) if event.name else ()
        if view.archival and event.session:
            name = f"{name}, {event.session}"
        # The name is how a citation prints what the source calls it.
        yield {"event-title": name}, (*paths, "document.event.as_given")
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
    if language := leading(record, view).language:
        yield {"language": language}, ("document.language",)
    if document.summary:
        yield {"abstract": document.summary}, ("document.summary",)
    if record.subjects:
        terms = "; ".join(subject.term for subject in record.subjects)
        yield {"keyword": terms}, ("subjects.term",)


def _place(record: Record, view: View) -> Iterator[Fact]:
    """Where it lies; the number of a collection cited as a whole stands with its title."""
    document = record.document
    whole = document.kind in WHOLE
    name = record.source.collection if record.source else None
    called = document.title or name
    for fields, paths in holding(record, view):
        named = name == called or (name is None and document.kind is Kind.COLLECTION)
        if whole and called and "archive_collection" in fields and named:
            number = fields["archive_collection"].removeprefix(name or "").removeprefix(", ")
            if number:
                yield {"title": f"{called}, {number}"}, paths
                if not document.short_title:
                    yield {"title-short": called}, ()
            else:
                yield {}, paths
        else:
            yield fields, paths


_FACTS: tuple[Callable[[Record, View], Iterator[Fact]], ...] = (
    title,
    genre,
    _number,
    people,
    _event,
    dates,
    _substance,
    _place,
    copies,
    locator_words,
    published,
    online,
    edition,
    credits,
)
