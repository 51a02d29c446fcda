"""Descriptions, holdings and editions of the plain view fitted to one style.

What the style has no place for is told in `publisher`, which nearly all styles print: a line that
reads as a manual would have it, whatever the variable is called. A true publisher stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from archcite.crosswalk.csl_fitted_dates import day
from archcite.crosswalk.csl_view import View, printed
from archcite.crosswalk.csl_words import phrase
from archcite.record.model import Record

Item = dict[str, Any]

_HELD = ("archive", "archive-place", "archive_collection", "archive_location")


def in_edition(record: Record) -> bool:
    """Whether the document is cited from a printed edition."""
    return bool(record.source and record.source.published_in)


def volume(item: Item, record: Record, view: View) -> None:
    """Volume and number in a printed edition, as one; what has a title is a chapter of it."""
    if not in_edition(record) or "container-title" not in item:
        return
    if "title" not in item and "genre" in item:
        if not printed(item, view, "edition-genre"):
            item["title"] = _capital(_dated(item.pop("genre"), record, view))
        elif not printed(item, view, "edition-day"):
            item["genre"] = _dated(item["genre"], record, view)
    if "title" in item:
        if printed(item, view, "as-chapter"):
            item["type"] = "chapter"
        if printed(item, view, "original-day") and "event-date" in item:
            item["original-date"] = item.pop("event-date")
    _number_with_volume(item, view)


def _number_with_volume(item: Item, view: View) -> None:
    shown = printed(item, view, "edition-volume")
    labelled = printed(item, view, "edition-volume-labelled")
    parts = []
    if number := item.get("volume"):
        bare = labelled or not str(number)[:1].isdigit()
        parts.append(number if bare else phrase("volume", view.language).format(number))
    if number := item.get("number"):
        parts.append(phrase("piece", view.language).format(number))
    if not parts or (shown and "number" not in item and str(item["volume"]).isdigit()):
        return
    for variable in ("volume", "number"):
        item.pop(variable, None)
    if shown:
        item["volume"] = _joined(parts)
    else:
        item["container-title"] = _joined((item["container-title"], *parts))


def read_online(item: Item, record: Record, view: View) -> None:
    """The digital archive is no publisher: it stands with the archive, or in its place."""
    digital = record.digital
    if digital is None or in_edition(record):
        return
    item.pop("publisher", None)
    name, program = digital.name or "", digital.program or ""
    if not (name or program) or ("URL" in item and printed(item, view, "source")):
        return
    whole = name if program in name else _joined((name, program))
    if not any(variable in item for variable in _HELD):
        item["archive"] = whole
        item.pop("source", None)
    elif printed(item, view, "place-last"):
        item["archive-place"] = _joined((item.get("archive-place", ""), name or program))
    elif not printed(item, view, "archive"):
        item["source"] = name or program


def described(item: Item, record: Record, view: View) -> None:
    """What a document without a title is called must be printed, and so must its day."""
    if "title" in item or "genre" not in item or in_edition(record):
        return
    if "author" not in item:  # it opens the entry
        item["genre"] = _capital(item["genre"])
        if not printed(item, view, "genre-cited"):
            item["title"] = item["genre"] if printed(item, view, "genre") else item.pop("genre")
    if "genre" in item and printed(item, view, "genre"):
        if not printed(item, view, "day"):
            item["genre"] = _dated(item["genre"], record, view)
        if printed(item, view, "genre-small"):
            item["genre"] = _capital(item["genre"])


def held(item: Item, record: Record, view: View) -> None:
    """Description, day and holding, where the style prints no genre and no archive."""
    if in_edition(record) or "publisher" in item:
        return
    told: list[str] = []
    if "genre" in item and not printed(item, view, "genre"):
        told.append(item.pop("genre"))
    if not printed(item, view, "archive"):
        if item["type"] == "speech" and not printed(item, view, "event-title"):
            told += [item[each] for each in ("event-title", "event-place") if each in item]
        described_with_day = "title" not in item and "genre" in item
        if not (printed(item, view, "day") or described_with_day):
            told = [_dated(_joined(told), record, view)]
        told += _holding(item)
        if "source" in item and not printed(item, view, "source"):
            told.append(item["source"])
        if "translator" not in item and not printed(item, view, "references"):
            sentence = item.get("references", "")
            told.append(sentence[:1].lower() + sentence[1:])
    elif "archive" in item:
        for variable in ("archive_collection", "archive_location"):
            if variable in item and not printed(item, view, variable):
                item["archive"] = _joined((item["archive"], item.pop(variable)))
    where = "publisher-after-title" if "title" in item else "publisher"
    text = _joined(told, within=view.language in ("en", "en-US"))
    if text and printed(item, view, where):
        opens = printed(item, view, f"{where}-opens")
        item["publisher"] = _capital(text) if opens else text
    elif text and "title" not in item:
        item["title"] = _capital(text)
    elif text and printed(item, view, "title-plain") and _is_named_without_title(item, view):
        item["title"] = _joined((item["title"], text))


def _is_named_without_title(item: Item, view: View) -> bool:
    """Whether citations are short whatever the title is: by an author, or by numbers."""
    return "author" in item or printed(item, view, "genre-cited")


def _holding(item: Item) -> list[str]:
    """The holding from small to large; a shelfmark that reads from large to small follows it."""
    place = [item[each] for each in ("archive", "archive-place") if each in item]
    mark = [item["archive_location"]] if "archive_location" in item else []
    collection = [item["archive_collection"]] if "archive_collection" in item else []
    return [*place, *collection, *mark] if "call-number" in item else [*mark, *collection, *place]


def _dated(text: str, record: Record, view: View) -> str:
    """A description and its day, unless it tells it itself (will dated June 5, 1806)."""
    written = day(record, view)
    told = set(re.findall(r"\w+", written)) <= set(re.findall(r"\w+", text))
    return text if told else _joined((text, written))


def _joined(parts: Iterable[str], *, within: bool = False) -> str:
    """The parts with commas; within: the comma stands within a closing quotation mark."""
    text = ", ".join(part for part in parts if part)
    return text.replace("”,", ",”") if within else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
