"""The Digital Public Library of America: the page of an item, and its JSON.

A portal: who holds the item is its data provider; the hub that passed it on is kept aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store
from archcite.read.catalogues import meaning
from archcite.read.catalogues.labels import labelled
from archcite.read.catalogues.meaning import Table, kept
from archcite.read.page import Page

_SITE = "https://dp.la/item/"
_TYPES: Mapping[str, str] = {
    "image": "photograph",
    "sound": "recording",
    "moving image": "recording",
    "physical object": "object",
}
_HOLDERS_PAGE = "At the holding institution"


def _type(plain: Plain, values: list[str]) -> None:
    """The coarse type; an image need not be a photograph, which its format may say."""
    word = values[0].casefold()
    kind = _TYPES.get(word, "")
    if kind == "photograph" and "photo" not in " ".join(values).casefold():
        kind = ""
    store(plain, "document.kind", kind)
    if word:
        kept("dpla", "type")(plain, values[:1])


def _holders_page(plain: Plain, values: list[str]) -> None:
    if values[0].startswith(("http://", "https://")):
        append(plain, "attachments", {"url": values[0], "title": _HOLDERS_PAGE})


_COMMON: Table = {
    "creator": meaning.people(),
    "description": meaning.summary,
    "rights": meaning.rights,
}
MEMBERS: Table = {
    "id": meaning.first("digital.record_id"),
    "sourceResource.title": meaning.title,
    "sourceResource.creator": meaning.people(),
    "sourceResource.date.displayDate": meaning.date,
    "sourceResource.description": meaning.summary,
    "sourceResource.extent": meaning.extent,
    "sourceResource.language.name": meaning.language,
    "sourceResource.collection.title": meaning.first("source.collection"),
    "sourceResource.subject.name": meaning.subjects,
    "sourceResource.spatial.name": meaning.places,
    "sourceResource.rights": meaning.rights,
    "rights": meaning.rights,
    "dataProvider": meaning.first("source.archive.name"),
    "dataProvider.name": meaning.first("source.archive.name"),
    "isShownAt": _holders_page,
    "provider.name": kept("dpla", "provider"),
    "intermediateProvider": kept("dpla", "intermediateProvider"),
    "sourceResource.format": kept("dpla", "format"),
    "sourceResource.identifier": kept("dpla", "identifier"),
    "sourceResource.publisher": kept("dpla", "publisher"),
}
LABELS: Table = {
    **_COMMON,
    "created date": meaning.date,
    "contributing institution": meaning.first("source.archive.name"),
    "collection": meaning.first("source.collection"),
    "subjects": meaning.subjects,
    "location": meaning.places,
    "language": meaning.language,
    "url": _holders_page,
    "partner": kept("dpla", "provider"),
    "supporting institution": kept("dpla", "intermediateProvider"),
    "format": kept("dpla", "format"),
    "publisher": kept("dpla", "publisher"),
}


def read_page(page: Page) -> Plain:
    """The record of an item's page."""
    plain: Plain = {}
    found = labelled(page.tree)
    _type(plain, [*(found.get("type") or [""])[:1], *found.get("format", ())])
    store(plain, "document.title", meaning.heading(page))
    meaning.apply(plain, found, LABELS)
    for link in page.tree.iter("a"):
        href = link.get("href") or ""
        if "rightsstatements.org/" in href or "creativecommons.org/" in href:
            meaning.rights(plain, [href])
    number = page.canonical.partition("/item/")[2].partition("?")[0].strip("/")
    store(plain, "digital.record_id", number)
    meaning.of_the_site(plain, "Digital Public Library of America", _SITE)
    return plain


def read_json(entry: Any) -> Iterator[Plain]:
    """The record of each item of an answer."""
    docs = entry.get("docs") if isinstance(entry, Mapping) else None
    for each in docs if isinstance(docs, list) else [entry]:
        if not isinstance(each, Mapping) or "sourceResource" not in each:
            continue
        plain: Plain = {}
        told = meaning.texts(each, "sourceResource.type")
        _type(plain, [*(told[:1] or [""]), *meaning.texts(each, "sourceResource.format")])
        meaning.apply(plain, meaning.members(each, MEMBERS), MEMBERS)
        meaning.of_the_site(plain, "Digital Public Library of America", _SITE)
        yield plain
