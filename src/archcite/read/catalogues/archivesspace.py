"""ArchivesSpace's public pages, on whichever site: a collection, or a part of one.

Their JSON-LD has repository, creator and dates; the path, box and folder stand on the page alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from archcite.crosswalk.ead_units import CONTAINERS, LEVELS, WHOLES
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.read.catalogues import meaning
from archcite.read.catalogues.labels import labelled
from archcite.read.catalogues.meaning import Table, kept
from archcite.read.page import Page, line
from archcite.record.vocab import Role

_NUMBERED = re.compile(r"(.{1,400}?) \(([^()]{1,60})\)")
_CONTAINER = re.compile(
    r"([A-Za-z][A-Za-z ]{1,30}?):? ([\w./-]{1,30}(?: ?[-–] ?\d{1,6})?)(?= ?[,;(]|$)"
)
_DATE_LABEL = re.compile(
    r"^(?:Creation|Created|Other|Majority of material found (?:within|in)):\s*"
)
_BREAK = re.compile(r"\s[—–-]\s")


def _date(plain: Plain, values: list[str]) -> None:
    meaning.date(plain, [_DATE_LABEL.sub("", values[0])])


LABELS: Table = {
    "scope and contents": meaning.summary,
    "scope and content": meaning.summary,
    "abstract": meaning.summary,
    "dates": _date,
    "extent": meaning.extent,
    "language of materials": meaning.language,
    "language": meaning.language,
    "conditions governing use": meaning.put("rights.statement", "\n\n"),
    "conditions governing access": kept("archivesspace", "accessrestrict"),
    "preferred citation": kept("archivesspace", "prefercite"),
}
MEMBERS: Table = {
    "description": meaning.summary,
    "dateCreated": meaning.date,
    "inLanguage.name": meaning.language,
    "holdingArchive.name": meaning.first("source.archive.name"),
    "holdingArchive.address.addressLocality": meaning.first("source.archive.place"),
}


def read_page(page: Page) -> Plain:
    """The record of a collection's, series' or item's page."""
    plain: Plain = {}
    found = labelled(page.tree)
    path = [_crumb(each) for each in _by_class(page, "breadcrumb", "li")]
    level, containers = _badge(page)
    if level in WHOLES:
        store(plain, "document.kind", "collection")
    elif level == "file":
        store(plain, "document.kind", "file")
    _title(plain, meaning.heading(page), found.get("dates", ()))
    data = next((each for each in _descriptions(page.json_ld)), {})
    meaning.apply(plain, found, LABELS)
    meaning.apply(plain, meaning.members(data, MEMBERS), MEMBERS)
    _repository(plain, data, path)
    numbers = [line(each) for each in _by_class(page, "identifier", "span")]
    number = next((each for each in numbers if each and not each.endswith(":")), "")
    number = number or next(iter(meaning.texts(data, "identifier")), "")
    _place(plain, path, level, number, containers)
    _people(plain, data)
    store(plain, "digital.url", page.canonical or next(iter(meaning.texts(data, "@id")), ""))
    meaning.kind_from_title(plain)
    meaning.correspondents(plain)
    return plain


def _title(plain: Plain, heading: str, dates: Any) -> None:
    """The heading without the date that the site sets behind every title."""
    for told in dates:
        heading = heading.removesuffix(f", {_DATE_LABEL.sub('', told)}")
    store(plain, "document.title", heading)
    store(plain, "document.title_kind", "devised")
    meaning.inferred(plain, "document", "title_kind")


def _by_class(page: Page, name: str, tag: str) -> Iterator[Any]:
    """The elements of a tag inside those of a class."""
    for element in page.tree.iter("ul", "ol", "div", "nav"):
        if name in (element.get("class") or "").split():
            yield from element.iter(tag)
            return


def _crumb(element: Any) -> tuple[str, str]:
    """Title and number of a step of the path."""
    text = line(element)
    found = _NUMBERED.fullmatch(text)
    return (found[1], found[2]) if found and any(map(str.isdigit, found[2])) else (text, "")


def _badge(page: Page) -> tuple[str, list[Plain]]:
    """The level of description, and the containers behind it: "Item — Box: 3, Folder: 12"."""
    for element in page.tree.iter("div", "span"):
        if "record-type-badge" in (element.get("class") or "").split():
            level, *rest = _BREAK.split(line(element), maxsplit=1)
            return level.strip().casefold(), list(_containers(rest[0] if rest else ""))
    return "", []


def _containers(text: str) -> Iterator[Plain]:
    for word, number in _CONTAINER.findall(text):
        kind = CONTAINERS.get(word.strip().casefold())
        if kind:
            yield {"kind": str(kind), "value": number.strip()}


def _descriptions(blocks: Any) -> Iterator[Mapping[str, Any]]:
    for block in blocks:
        for each in block if isinstance(block, list) else [block]:
            if isinstance(each, Mapping) and "holdingArchive" in each:
                yield each


def _repository(plain: Plain, data: Mapping[str, Any], path: list[tuple[str, str]]) -> None:
    if path:
        store(plain, "source.archive.name", path[0][0])
    town = value(plain, "source.archive.place")
    region = next(iter(meaning.texts(data, "holdingArchive.address.addressRegion")), "")
    if town and region and region not in town:
        plain["source"]["archive"]["place"] = f"{town}, {region}"


def _place(
    plain: Plain, path: list[tuple[str, str]], level: str, number: str, containers: list[Plain]
) -> None:
    """The collection and its number, the series on the way, the containers."""
    levels: list[Plain] = []
    if len(path) > 2:
        title, mark = path[1]
        store(plain, "source.collection", title)
        if mark:
            levels.append({"kind": "collection", "value": mark})
        for title, mark in path[2:-1]:
            found = re.match(r"(Series|Subseries|Sub-series) ([\w.]{1,12})[:.,]? ?(.*)", title)
            kind = "subseries" if len(levels) > 1 or (found and found[1] != "Series") else "series"
            text = " ".join(part for part in (found[2] + ":", found[3]) if part) if found else title
            levels.append({"kind": kind, "value": (mark or text).rstrip(":")})
    if level in WHOLES and number:
        kind = str(LEVELS.get(level, "collection"))
        levels.append({"kind": kind, "value": number})
    elif number and not containers:
        levels.append({"kind": "item", "value": number})
    elif number:
        store(plain, "digital.record_id", number)
    store(plain, "source.levels", [*levels, *containers])


def _people(plain: Plain, data: Mapping[str, Any]) -> None:
    creators = data.get("creator")
    for each in creators if isinstance(creators, list) else [creators]:
        for name in meaning.texts(each, "name"):
            meaning.person(plain, name)
    about = data.get("about")
    for each in about if isinstance(about, list) else [about]:
        for name in meaning.texts(each, "name"):
            sort = each.get("@type") if isinstance(each, Mapping) else ""
            if sort in ("Person", "Organization"):
                meaning.person(plain, name, Role.SUBJECT)
            elif sort == "Place":
                append(plain, "places", {"name": name})
            else:
                append(plain, "subjects", {"term": name})
