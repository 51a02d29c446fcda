"""Original and copy: a record without the places that are not to be cited, and its other copies."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from archcite.crosswalk.csl_view import View
from archcite.crosswalk.csl_wording import Fact
from archcite.crosswalk.csl_words import main
from archcite.crosswalk.prose import as_given
from archcite.record.model import Holding, Level, Record
from archcite.record.tradition import print_levels
from archcite.record.vocab import LevelKind, Role


def narrowed(record: Record, view: View) -> Record:
    """The record as it is to be cited: with the original alone, the copy alone, or both.

    Where only one of them is known it stays, whatever was asked for.
    """
    if view.carrier == "original":
        return _original(record)
    return _copy(record) if view.carrier == "copy" else record


def _original(record: Record) -> Record:
    source, document = record.source, record.document
    if source is None or not _lies_somewhere(source):
        return record
    # Who obtained and translated it did that for the digital edition.
    people = tuple(agent for agent in record.people if agent.role is not Role.TRANSLATOR)
    language = document.original_language or document.language
    return replace(
        record,
        document=replace(document, language=language),
        source=replace(source, published_in=None, copies=()),
        digital=None,
        credits=(),
        people=people,
    )


def _copy(record: Record) -> Record:
    """What was read: the digital edition, else the first copy, else the printed edition."""
    source, digital = record.source, record.digital
    if digital and (digital.name or digital.url or digital.doi or digital.archived_url):
        return replace(record, source=None)
    if source and source.copies:
        first, *others = source.copies
        return replace(record, source=replace(first, copies=tuple(others)))
    if source and source.published_in:
        return replace(record, source=Holding(published_in=source.published_in))
    return record


def _lies_somewhere(source: Holding) -> bool:
    return bool(
        source.archive
        or source.collection
        or source.levels
        or (source.ref_as_given and not source.published_in)
    )


def copies(record: Record, view: View) -> Iterator[Fact]:
    """annote: the shelfmarks of the other copies, which archival styles print."""
    if not view.archival or not record.source:
        return
    told = [text for each in record.source.copies if (text := told_of(each, record, view))]
    if told:
        at = "source.copies"
        fields = ("archive.name", "archive.acronym", "collection", "ref_as_given")
        levels = ("levels.kind", "levels.value", "levels.label")
        yield {"annote": "; ".join(told)}, tuple(f"{at}.{field}" for field in (*fields, *levels))


def told_of(holding: Holding, record: Record, view: View) -> str:
    """One holding in a line: archive, collection, shelfmark; or the line of the source."""
    archive = holding.archive
    name = (archive.acronym or archive.name) if archive else None
    parts = [name, holding.collection, shelfmark(holding, record, view)]
    if not holding.levels and not name:
        edition = holding.published_in
        parts.append(as_given(holding) or (edition.as_given if edition else None))
    return ", ".join(part for part in parts if part)


def shelfmark(holding: Holding, record: Record, view: View) -> str:
    """The levels of a holding in the form and the language that are asked for."""
    return print_levels(holding, form=view.shelfmark, language=label_language(record, view))


# Locators that count within a shelfmark, by the level that each of them is.
_COUNTED = {"leaf": LevelKind.LEAF, "folio": LevelKind.FOLIO, "frame": LevelKind.FRAME}


def locator_words(record: Record, view: View) -> Iterator[Fact]:
    """locator-words: what the shelfmark's tradition calls a leaf, for one and for many.

    A note that cites a leaf calls it as the shelfmark beside it does (list 72, Bl. 12).
    """
    source = record.source
    if not view.archival or source is None or not source.levels:
        return
    upper = tuple(level for level in source.levels if level.kind not in _COUNTED.values())
    found: dict[str, list[str]] = {}
    for locator, kind in _COUNTED.items():
        words = [_word(source, upper, kind, value, record, view) for value in ("1", "1-2")]
        if all(words):
            found[locator] = words
    if upper and found:
        yield {"locator-words": found}, ()


def _word(
    source: Holding,
    upper: tuple[Level, ...],
    kind: LevelKind,
    value: str,
    record: Record,
    view: View,
) -> str:
    """What stands before a value of that kind in the shelfmark; "" where nothing does."""

    def printed(levels: tuple[Level, ...]) -> str:
        return shelfmark(replace(source, levels=levels), record, view)

    whole = printed((*upper, Level(kind=kind, value=value)))
    last = whole.removeprefix(printed(upper)).lstrip(",.，; ")
    word, blank, counted = last.rpartition(" ")
    return word if blank and counted[:1] == "1" else ""


def label_language(record: Record, view: View) -> str:
    """The language of the words of a shelfmark."""
    document = record.document
    if view.labels == "document":
        return document.original_language or document.language or view.language
    return main(view.language)
