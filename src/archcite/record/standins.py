"""Stand-ins for what a record lacks, to see what a style would make of the fact.

The filled copies are for asking only: nobody may save or print one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from archcite.record.gap import Gap
from archcite.record.model import (
    Agent,
    Carrier,
    Credit,
    Document,
    Event,
    Holding,
    Level,
    OriginalTitle,
    Publication,
    Record,
    Repository,
)
from archcite.record.vocab import LevelKind, Role, Verb


class StandIn(NamedTuple):
    """put: the record with the fact in it. mark: small letters that are printed wherever it is.

    mark "": what is printed is another word, so that only a comparison can tell.
    """

    put: Callable[[Record], Record]
    mark: str = ""


def stand_ins(gap: Gap) -> tuple[StandIn, ...]:
    """The ways in which the gap can be filled; each alone fills it."""
    known = STAND_INS.get(gap.word)
    return known or (next(_agent(role) for role in Role if role == gap.word),)


def filled(record: Record, found: Iterable[Gap]) -> Record:
    """The record with stand-ins for these gaps."""
    for gap in found:
        record = stand_ins(gap)[0].put(record)
    return record


def _agent(role: Role) -> StandIn:
    mark = "".join(letter for letter in f"Xq{role}Nemo" if letter.isalpha())

    def put(record: Record) -> Record:
        agent = Agent(role=role, as_given=f"Xenia {mark}", family=mark, given="Xenia")
        return replace(record, people=(*record.people, agent))

    return StandIn(put, mark.casefold())


def _document(mark: str, field: str, value: object = None) -> StandIn:
    def put(record: Record) -> Record:
        return replace(record, document=replace(record.document, **{field: value or mark}))

    return StandIn(put, mark.casefold())


def _event(mark: str, field: str) -> StandIn:
    def put(record: Record) -> Record:
        event = replace(record.document.event or Event(), **{field: mark})
        return replace(record, document=replace(record.document, event=event))

    return StandIn(put, mark.casefold())


def _archive(mark: str, field: str) -> StandIn:
    def put(record: Record) -> Record:
        source = record.source or Holding()
        archive = replace(source.archive or Repository(), **{field: mark})
        return replace(record, source=replace(source, archive=archive))

    return StandIn(put, mark.casefold())


def _edition(mark: str, field: str) -> StandIn:
    def put(record: Record) -> Record:
        source = record.source or Holding()
        edition = replace(source.published_in or Publication(), **{field: mark})
        return replace(record, source=replace(source, published_in=edition))

    return StandIn(put, mark.casefold())


def _level(mark: str) -> StandIn:
    """One level more; a whole reference leads to a document in any tradition."""

    def put(record: Record) -> Record:
        source = record.source or Holding()
        level = Level(kind=LevelKind.REFERENCE, value=mark)
        return replace(record, source=replace(source, levels=(*source.levels, level)))

    return StandIn(put, mark.casefold())


def _collection(mark: str) -> StandIn:
    def put(record: Record) -> Record:
        source = record.source or Holding()
        return replace(record, source=replace(source, collection=mark))

    return StandIn(put, mark.casefold())


def _credit(mark: str) -> StandIn:
    def put(record: Record) -> Record:
        credit = Credit(verb=Verb.TRANSLATED, by=(f"Xenia {mark}",))
        return replace(record, credits=(*record.credits, credit))

    return StandIn(put, mark.casefold())


def _online(mark: str, field: str, value: str = "") -> StandIn:
    def put(record: Record) -> Record:
        digital = replace(record.digital or Carrier(), **{field: value or mark})
        return replace(record, digital=digital)

    return StandIn(put, mark.casefold())


def _original_language(record: Record) -> Record:
    here = (record.document.language or "").partition("-")[0]
    language = "fr" if here == "la" else "la"
    return replace(record, document=replace(record.document, original_language=language))


def _original_title(mark: str) -> StandIn:
    def put(record: Record) -> Record:
        document: Document = record.document
        title = OriginalTitle(text=mark, language=document.original_language)
        return replace(record, document=replace(document, original_title=title))

    return StandIn(put, mark.casefold())


# word of a gap -> its stand-ins; the words of people are their roles.
STAND_INS: Mapping[str, tuple[StandIn, ...]] = {
    "title": (_document("Xqtitulus", "title"),),
    "genre": (_document("xqgenus", "genre"),),
    "short-title": (_document("Xqbrevis", "short_title"),),
    "event": (_event("Xqconventus", "name"),),
    "event-place": (_event("Xqlocus", "place"),),
    "date": (_document("1777", "date"),),
    "medium": (_document("xqmateria", "medium"),),
    "archive": (_archive("Xqarchivum", "name"),),
    "place": (_archive("Xqoppidum", "place"),),
    "shelfmark": (_level("Xq7919"),),
    "source-line": (_level("Xq7927"),),
    "collection": (_collection("Xqcollectio"),),
    "edition": (_edition("Xqeditio", "title"),),
    "publisher": (_edition("Xqeditor", "publisher"),),
    "edition-date": (_edition("1787", "date"),),
    "pages": (_edition("7933", "pages"), _edition("7933", "document_number")),
    "document-number": (_edition("7937", "document_number"),),
    "translator": (_credit("Xqinterpres"), _agent(Role.TRANSLATOR)),
    "original-language": (StandIn(_original_language),),
    "original-title": (_original_title("Xqoriginalis"),),
    "url": (_online("xqurl.example.org", "url", "https://xqurl.example.org/"),),
    "site": (_online("Xqsitus", "name"),),
    "accessed": (_online("1797", "accessed", "1797-03-05"),),
}
