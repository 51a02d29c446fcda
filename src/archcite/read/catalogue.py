"""Reads a saved page of an archive's or library's catalogue, or the JSON that it offers of an item.

Each catalogue's own module says what its facts mean; catalogues/__init__.py lists them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from archcite.crosswalk.returning import Returned
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import store, value
from archcite.errors import Problem
from archcite.read.catalogues import CATALOGUES, SAVED_FROM, Catalogue, name_of
from archcite.read.decode import MAX_BYTES, decode, is_html, too_large
from archcite.read.finish import finished, unique
from archcite.read.json_text import json_value
from archcite.record.model import SCHEMA, Administration, Record
from archcite.record.vocab import Kind

if TYPE_CHECKING:
    from archcite.read.page import Page

# What a page's embedded metadata may add; they know nothing of shelfmarks and call all published.
_EMBEDDED = (
    "document.title",
    "document.date_as_given",
    "document.language",
    "document.summary",
    "people",
    "subjects",
    "rights.statement",
    "rights.uri",
    "rights.license",
)
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d{4,14}\w{0,4}/(?=https?:)")


def read_catalogue(data: bytes, name: str) -> list[Record | Problem]:
    """The record of a page, or those of a file of JSON, or what is wrong with it."""
    text = decode(data, name)
    if isinstance(text, Problem):
        return [text]
    known = name_of(text)
    if not known:
        return [_unknown(name)]
    if is_html(text):
        if len(data) > MAX_BYTES:
            return [too_large(name, MAX_BYTES)]
        from archcite.read.page import read_page as page_of

        page = page_of(text)
        found = [(name, _of_page(page, known))] if page else []
    else:
        entry = json_value(data, name)
        if isinstance(entry, Problem):
            return [entry]
        found = [
            (f"{name}: entry {number}", plain)
            for number, plain in enumerate(_of_json(entry, known), 1)
        ]
    if not any(value(plain, "document.title") or value(plain, "source") for _, plain in found):
        return [_unknown(name)]
    read = [each for where, plain in found for each in _finished(plain, where, known)]
    alone = sum(isinstance(each, Record) for each in read) == 1
    return [_from_file(each, data, name, alone) for each in unique(iter(read))]


def _of_page(page: Page, known: str) -> Plain:
    row = CATALOGUES[known]
    given = [
        page.canonical,
        *(content for _, content in page.metas),
        *(each.href for each in page.links),
    ]
    comments = page.tree.getroottree().xpath("//comment()")[:50]
    given += [found[1] for each in comments if (found := SAVED_FROM.search(each.text or ""))]
    address = archived = ""
    for each in given:
        copy = _ARCHIVED.match(each)
        found = re.compile(row.pages).match(each, copy.end() if copy else 0) if row.pages else None
        if found:
            address, archived = found[0], each if copy else ""
            break
    page = page._replace(canonical=address or page.canonical)
    read = cast("Callable[[Page], Plain]", _function(row, "read_page"))
    plain = read(page)
    if not value(plain, "source.published_in.url"):
        store(plain, "digital.url", address.replace("http://", "https://", 1))
    store(plain, "digital.archived_url", archived)
    if not row.embeds:
        return plain
    from archcite.read.page_metadata import embedded

    return _filled(plain, embedded(page).plain)


def _filled(plain: Plain, told: Plain) -> Plain:
    """The record with what only the page's embedded metadata say; its own structure comes first."""
    for path in _EMBEDDED:
        table, _, field = path.partition(".")
        if not value(plain, f"{table}._src.{field}"):  # the page says that there is none
            store(plain, path, value(told, path))
    return plain


def _of_json(entry: Any, known: str) -> Iterator[Plain]:
    read = cast("Callable[[Any], Iterator[Plain]]", _function(CATALOGUES[known], "read_json"))
    return read(entry)


def _function(row: Catalogue, name: str) -> object:
    return getattr(import_module(row.module), name)


def _finished(plain: Plain, where: str, known: str) -> Iterator[Record | Problem]:
    plain["schema"] = SCHEMA
    store(plain, "document.id", "item")
    store(plain, "document.kind", str(Kind.OTHER))
    yield from finished(Returned(plain), where, known)
    told = value(plain, "document.date_as_given")
    if told and not value(plain, "document.date") and not value(plain, "document._src.date"):
        message = f"The date is missing: “{told[:80]}” is not a date that can be read."
        yield Problem("date-not-read", where, message, "set document.date by hand")


def _from_file(found: Record | Problem, data: bytes, name: str, alone: bool) -> Record | Problem:
    """The record with the file that it comes from."""
    if isinstance(found, Problem):
        return found
    own = replace(
        found.record or Administration(),
        source_file=name.replace("\\", "/").rsplit("/", 1)[-1] or None,
        sha256=hashlib.sha256(data).hexdigest() if alone else None,
        importer="catalogue",
    )
    return replace(found, record=own)


def _unknown(name: str) -> Problem:
    titles = ", ".join(row.title for row in CATALOGUES.values())
    message = f"This is no record's page or file of a catalogue that is known ({titles})."
    return Problem("page-unknown", name, message, "save the page of the one document, or its JSON")
