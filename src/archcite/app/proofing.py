"""What is odd about a document's citations: places that a work does not have, records unused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archcite.app.config import Config
from archcite.app.items import Found
from archcite.cite.request import Locator
from archcite.doc import weave
from archcite.doc.model import Document, Unclosed, Unset
from archcite.errors import Problem
from archcite.record.model import Record
from archcite.text.numbers import counted

_NUMBER = re.compile(r"\d+")
_EXTENT = re.compile(
    r"(\d+)\s*(?:pages?|pp?\.|leaves|leaf|l\.|ll\.|folios?|ff?\.|sheets?|л\.)", re.I
)


def unset(documents: Sequence[tuple[str, Document]]) -> list[Problem]:
    """Each citation of documents that cannot be set. documents: with their names."""
    return [_never_closed(named, event) if isinstance(event, Unclosed) else _left(named, event)
            for named, document in documents for event in document.events
            if isinstance(event, Unclosed | Unset)]  # fmt: skip


def _left(named: str, event: Unset) -> Problem:
    return Problem(
        "citation-unset", f"{named}:{event.line}", f"{event.command} is left as it is typed",
        "cite with a command that is set, such as \\autocite or \\footcite",
    )  # fmt: skip


def _never_closed(named: str, event: Unclosed) -> Problem:
    return Problem(
        "citation-unclosed", f"{named}:{event.line}",
        f"the {event.sign} of this citation is never closed, so that it is not set as it is meant",
        f"close it, or write {event.escaped} if it is none" if event.escaped else "close it",
    )  # fmt: skip


def odd(named: str, document: Document, found: Found) -> Iterator[Problem]:
    """Each locator that lies outside of what its record says it has."""
    for cluster in weave.clusters(document):
        for cite in cluster.citation.cites:
            thing = found.citable.get(found.aliases.get(cite.id, cite.id))
            record = thing.record() if thing else None
            said = outside(record, cite.locator) if record and cite.locator else ""
            if said:
                where = f"{named}:{cluster.line}" if cluster.line else named
                yield Problem("locator-outside", where, f"{cite.id}: {said}")


def outside(record: Record, locator: Locator) -> str:
    """Why a record has no such place; "" where it may have, and where nobody can tell."""
    wanted = [int(number) for number in _NUMBER.findall(locator.value)]
    if not wanted or not all(part.strip() for part in re.split(r"[-–]", locator.value)):
        return ""
    if locator.label in ("", "page"):
        pages = record.published.pages if record.published else None
        span = _span(pages or "")
        if span and not all(span[0] <= number <= span[1] for number in wanted):
            return f"page {locator.value} lies outside of its pages, {pages}"
        if span:
            return ""
    if locator.label in ("leaf", "folio") and record.source:
        for level in record.source.levels:
            if str(level.kind) in ("leaf", "leaves", "folio") and (span := _span(level.value)):
                if not all(span[0] <= number <= span[1] for number in wanted):
                    return f"{locator.label} {locator.value} lies outside of {level.value}"
                return ""
    counted = _EXTENT.search(record.document.extent or "")
    if counted and locator.label in ("", "page", "leaf", "folio"):
        most = int(counted[1])
        if max(wanted) > most and most < 10_000:
            label = locator.label or "page"
            return f"{label} {locator.value} lies outside of its extent, {record.document.extent}"
    return ""


def _span(text: str) -> tuple[int, int] | None:
    """The first and the last number of a range of pages (385-87 is 385 to 387)."""
    found = re.fullmatch(r"\s*(\d+)\s*(?:[-–]\s*(\d+))?\s*", text)
    if not found:
        return None
    first, last = found[1], found[2] or found[1]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return int(first), int(last)


def summary(documents: Sequence[Document], found: Found, config: Config) -> str:
    """How much is cited, and how many records of the library never are."""
    named = {found.aliases.get(key, key) for key in weave.cited(documents)}
    count = sum(len(weave.clusters(document)) for document in documents)
    told = f"{counted(count, 'citation')} of {counted(len(named), 'work')}"
    if config.root is not None:
        unused = sorted(set(config.library().keys()) - named)
        are = "is" if len(unused) == 1 else "are"
        told += f"; {counted(len(unused), 'record')} {are} never cited"
        if 0 < len(unused) <= 10:
            told += f": {', '.join(unused)}"
    return told
