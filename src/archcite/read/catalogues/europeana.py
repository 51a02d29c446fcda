"""Europeana: the page of an item, and its record as JSON (EDM).

A portal: who holds the item is its data provider; the aggregator that passed it on is kept aside.
Texts stand under languages; the one without a language counts first, then English, then any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store
from archcite.read.catalogues import meaning
from archcite.read.catalogues.meaning import Table, kept
from archcite.read.page import Page, line
from archcite.read.titles import kind_of
from archcite.read.visible import lines_of
from archcite.record.vocab import Role

_SITE = "https://www.europeana.eu/item"
_ADDRESS = re.compile(r"https?://(?:www\.)?europeana\.eu/(?:[a-z]{2}/)?item(/\w+/[\w.-]+)")
_MOST = 300  # fields of a page that are looked at
_TYPES: Mapping[str, str] = {"SOUND": "recording", "VIDEO": "recording", "3D": "object"}


def _type(plain: Plain, values: list[str]) -> None:
    store(plain, "document.kind", _TYPES.get(values[0].upper(), ""))


def _genre(plain: Plain, values: list[str]) -> None:
    """What the holder calls it, where that is a kind of document."""
    for word in values:
        if found := kind_of(word):
            store(plain, "document.kind", str(found))
            return
    kept("europeana", "dcType")(plain, values)


def _holders_page(plain: Plain, values: list[str]) -> None:
    append(plain, "attachments", {"url": values[0], "title": "At the holding institution"})


def _identifier(plain: Plain, values: list[str]) -> None:
    """The holder's mark; an address or a name of the web is none."""
    marks = [each for each in values if not re.match(r"[a-z]{2,10}:", each)]
    if marks:
        store(plain, "source.ref_as_given", marks[0])
        store(plain, "source.levels", [{"kind": "reference", "value": marks[0]}])
    else:
        kept("europeana", "dcIdentifier")(plain, values)


def _country(plain: Plain, values: list[str]) -> None:
    kept("europeana", "edmCountry")(plain, values[:1])


# The names that page and JSON share.
ROWS: Table = {
    "dcType": _genre,
    "edmType": _type,
    "dcTitle": meaning.title,
    "dcCreator": meaning.people(),
    "dcContributor": meaning.people(Role.CONTRIBUTOR),
    "dctermsCreated": meaning.date,
    "dcDate": meaning.date,
    "dctermsIssued": meaning.date,
    "dcDescription": meaning.summary,
    "dctermsExtent": meaning.extent,
    "dcLanguage": meaning.language,
    "dcSubject": meaning.subjects,
    "dctermsSpatial": meaning.places,
    "dctermsIsPartOf": meaning.first("source.collection"),
    "edmDataProvider": meaning.first("source.archive.name"),
    "dcIdentifier": _identifier,
    "edmRights": meaning.rights,
    "dcRights": meaning.rights,
    "edmIsShownAt": _holders_page,
    "edmProvider": kept("europeana", "edmProvider"),
    "edmIntermediateProvider": kept("europeana", "edmIntermediateProvider"),
    "edmCountry": _country,
    "dcSource": kept("europeana", "dcSource"),
    "dcFormat": kept("europeana", "dcFormat"),
    "dctermsMedium": kept("europeana", "dctermsMedium"),
    "dctermsProvenance": kept("europeana", "dctermsProvenance"),
    "dcPublisher": kept("europeana", "dcPublisher"),
}


def read_page(page: Page) -> Plain:
    """The record of an item's page: each field's block carries the field's name."""
    plain: Plain = {}
    found: dict[str, list[str]] = {}
    fields = (each for each in page.tree.iter("div", "li", "dd") if each.get("data-field-name"))
    for element in islice(fields, _MOST):
        if name := element.get("data-field-name"):
            items = [line(each) for each in element.iter("li", "dd")]
            found.setdefault(name, []).extend(items or lines_of(element, 5000)[1:])
    store(plain, "document.title", meaning.heading(page))
    meaning.apply(plain, found, ROWS)
    for link in page.links:
        if link.rel == "license":
            meaning.rights(plain, [link.href])
    address = _ADDRESS.match(page.canonical)
    store(plain, "digital.record_id", address[1] if address else "")
    meaning.of_the_site(plain, "Europeana", _SITE)
    return plain


def read_json(entry: Any) -> Iterator[Plain]:
    """The record of one item."""
    found = entry.get("object", entry) if isinstance(entry, Mapping) else None
    if not isinstance(found, Mapping) or not isinstance(found.get("proxies"), list):
        return
    names = _named(found)
    facts: dict[str, list[str]] = {}
    proxies = meaning.mappings(found["proxies"])
    proxies.sort(key=lambda each: each.get("europeanaProxy") is True)  # the holder's words first
    for part in (*proxies, *meaning.mappings(found.get("aggregations")),
                 *meaning.mappings([found.get("europeanaAggregation")])):  # fmt: skip
        for name in ROWS:
            told = [names.get(each, each) for each in _in_one_language(part.get(name))]
            told = [each for each in told if not each.startswith("http://data.europeana.eu/")]
            if told and not facts.get(name):
                facts[name] = told
    if isinstance(found.get("type"), str):
        facts.setdefault("edmType", [found["type"]])
    plain: Plain = {}
    meaning.apply(plain, facts, ROWS)
    store(plain, "digital.record_id", str(found.get("about") or ""))
    meaning.of_the_site(plain, "Europeana", _SITE)
    yield plain


def _in_one_language(found: Any) -> list[str]:
    """A text, a list of texts, or those of one language of a map."""
    if isinstance(found, Mapping):
        told = [name for name in ("def", "en", "mul", *found) if found.get(name)]
        found = found[told[0]] if told else []
    return [str(each) for each in (found if isinstance(found, list) else [found]) if each]


def _named(found: Mapping[str, Any]) -> dict[str, str]:
    """The labels of the people, bodies, places and terms to which the record refers."""
    names: dict[str, str] = {}
    for sort in ("agents", "concepts", "places", "timespans", "organizations"):
        for each in meaning.mappings(found.get(sort)):
            label = _in_one_language(each.get("prefLabel"))
            if label and isinstance(each.get("about"), str):
                english = each["prefLabel"]
                english = english.get("en") if isinstance(english, Mapping) else None
                names[each["about"]] = (
                    str(english[0]) if isinstance(english, list) and english else label[0]
                )
    return names
