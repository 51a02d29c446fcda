"""The Internet Archive: the page of an item (details), and its metadata as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.read.catalogues import meaning
from archcite.read.catalogues.labels import labelled
from archcite.read.catalogues.meaning import Table, kept
from archcite.read.page import Page
from archcite.record.vocab import Kind

_SITE = "https://archive.org/details/"
_MEDIA: Mapping[str, Kind] = {
    "audio": Kind.RECORDING,
    "etree": Kind.RECORDING,
    "movies": Kind.RECORDING,
    "image": Kind.PHOTOGRAPH,
}


def _media(plain: Plain, values: list[str]) -> None:
    store(plain, "document.kind", str(_MEDIA.get(values[0].casefold(), "")))
    if values[0].casefold() == "movies":
        store(plain, "document.medium", "film")


def _publisher(plain: Plain, values: list[str]) -> None:
    """What has a publisher is a published work."""
    if value(plain, "document.kind") in (None, "published"):
        store(plain, "document.kind", "published")
        store(plain, "published.type", "book")
    place, mark, name = values[0].partition(" : ")
    store(plain, "published.place", place.strip(" [],") if mark else "")
    store(plain, "published.publisher", name if mark else values[0])


def _contributor(plain: Plain, values: list[str]) -> None:
    """The library whose copy was scanned: who holds a manuscript, who gave a book."""
    if value(plain, "document.kind") == "published":
        append(plain, "credits", {"verb": "contributed", "by": values})
    else:
        store(plain, "source.archive.name", values[0])


def _sponsor(plain: Plain, values: list[str]) -> None:
    for name in values:
        append(plain, "funders", {"name": name})


def _call_number(plain: Plain, values: list[str]) -> None:
    if value(plain, "document.kind") == "published":
        store(plain, "published.call_number", values[0])
    else:
        store(plain, "source.levels", [{"kind": "reference", "value": values[0]}])


def _subjects(plain: Plain, values: list[str]) -> None:
    meaning.subjects(
        plain, [part.strip() for each in values for part in each.split(";") if part.strip()]
    )


def _pages(plain: Plain, values: list[str]) -> None:
    if values[0].isdigit():
        store(plain, "document.extent", f"{values[0]} images")


_ROWS: Table = {
    "mediatype": _media,
    "title": meaning.title,
    "publisher": _publisher,
    "creator": meaning.people(),
    "date": meaning.date,
    "year": meaning.date,
    "contributor": _contributor,
    "sponsor": _sponsor,
    "call_number": _call_number,
    "description": meaning.summary,
    "language": meaning.language,
    "subject": _subjects,
    "licenseurl": meaning.rights,
    "rights": meaning.rights,
    "possible-copyright-status": meaning.rights,
    "identifier": meaning.first("digital.record_id"),
    "imagecount": _pages,
    "identifier-ark": kept("internet-archive", "identifier-ark"),
    "volume": meaning.first("published.volume"),
    "isbn": meaning.first("published.isbn"),
    "collection": kept("internet-archive", "collection"),
}
# The page's words for the same.
LABELS: Table = {
    "by": meaning.people(),
    "publication date": meaning.date,
    "topics": _subjects,
    "pages": _pages,
    "book contributor": _contributor,
    "item contributor": _contributor,
    "digitizing sponsor": _sponsor,
    "book_contributor": _contributor,
    "call number": _call_number,
    "usage": meaning.rights,
    "copyright-evidence": kept("internet-archive", "copyright-evidence"),
    **{name: means for name, means in _ROWS.items() if name not in ("title", "mediatype")},
}


def read_page(page: Page) -> Plain:
    """The record of an item's page."""
    plain: Plain = {}
    media = page.first("mediatype") or _wrapped(page)
    if media:
        _media(plain, [media])
    found = labelled(page.tree)
    other = page.first("og:title"), page.title.partition(" : ")[0]
    meaning.title(plain, [meaning.heading(page, *other)])
    for element in page.tree.iter("a"):
        if "license" in (element.get("rel") or "").split() and element.get("href"):
            meaning.rights(plain, [element.get("href", "")])
    order = {name: LABELS[name] for name in ("publisher", *LABELS) if name in LABELS}
    meaning.apply(plain, found, order)
    meaning.of_the_site(plain, "Internet Archive", _SITE)
    return plain


def _wrapped(page: Page) -> str:
    """The sort of media that the page's main block is marked as (itemtype of schema.org)."""
    for element in page.tree.iter("div", "main"):
        kind = (element.get("itemtype") or "").rpartition("/")[2]
        if kind:
            return {"AudioObject": "audio", "VideoObject": "movies", "ImageObject": "image"}.get(
                kind, ""
            )
    return ""


def read_json(entry: Any) -> Iterator[Plain]:
    """The record of an item's metadata."""
    found = entry.get("metadata") if isinstance(entry, Mapping) else None
    if isinstance(found, Mapping):
        plain: Plain = {}
        meaning.apply(plain, meaning.members(found, _ROWS), _ROWS)
        meaning.of_the_site(plain, "Internet Archive", _SITE)
        yield plain
