"""What a MODS record is a part of: the book, journal, series or collection in relatedItem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archcite.crosswalk import mods_table as table
from archcite.crosswalk.mods_dates import read_date
from archcite.crosswalk.mods_names import read_names
from archcite.crosswalk.mods_titles import title_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import (
    append,
    at,
    attribute,
    child,
    children,
    line,
    store,
    value,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def read_hosts(root: Element, plain: Plain, used: set[Element], archival: bool) -> None:
    """What it is a part of: a book or journal, or for an archive's document its collection."""
    for each in children(root, "relatedItem"):
        type_, label = attribute(each, "type"), attribute(each, "displayLabel")
        if type_ == "host" and label != "archive":
            used.add(each)
            name = title_of(titles[0]) if (titles := children(each, "titleInfo")) else ""
            if archival and not at(root, table.HELD) and "container" in plain.get("published", {}):
                # The host of an archive's document is its collection.
                if not any(child(each, part) is not None for part in ("part", "originInfo")):
                    plain["published"].pop("container")
                    if not plain["published"]:
                        del plain["published"]
                    store(plain, "source.collection", name)
            else:
                store(plain, "published.container", name)
            _host_imprint(each, plain, archival)
        elif type_ == "original" and not label:
            used.add(each)
        elif type_ == "series" and not label:
            used.add(each)
            names: Plain = {}
            read_names(each, names, used)
            for agent in names.get("people", ()):
                append(plain, "people", {**agent, "role": "collection-editor"})
    hosts = [
        each
        for each in children(root, "relatedItem")
        if attribute(each, "type") == "host" and attribute(each, "displayLabel") != "archive"
    ]
    for part in (e for holder in (root, *hosts) for e in children(holder, "part")):
        _part(part, plain)
    used.update(children(root, "part"))


def _part(part: Element, plain: Plain) -> None:
    for field, type_ in table.DETAILS.items():
        for detail in at(part, f"detail[type={type_}]"):
            store(plain, f"published.{field}", line(child(detail, "number")))
    for extent in children(part, "extent"):
        if attribute(extent, "unit") in ("pages", "page", ""):
            ends = [line(child(extent, name)) for name in ("start", "end")]
            told = line(child(extent, "list")) or "-".join(each for each in ends if each)
            store(plain, "published.pages", told)


def _host_imprint(host: Element, plain: Plain, archival: bool) -> None:
    for origin in children(host, "originInfo"):
        for field in ("publisher", "edition"):
            store(plain, f"published.{field}", line(child(origin, field)))
        for place in at(origin, "place/placeTerm"):
            if attribute(place, "type") != "code":
                store(plain, "published.place", line(place))
        if not archival and not value(plain, "document.date"):
            for name in ("dateIssued", "copyrightDate"):
                if found := children(origin, name):
                    read_date(found, plain)
                    break
    for each in children(host, "identifier"):
        if attribute(each, "type") in ("isbn", "issn"):
            store(plain, f"published.{attribute(each, 'type')}", line(each))
    people: Plain = {}
    read_names(host, people, set())
    for agent in people.get("people", ()):
        role = "container-author" if agent["role"] == "author" else agent["role"]
        append(plain, "people", {**agent, "role": role})
