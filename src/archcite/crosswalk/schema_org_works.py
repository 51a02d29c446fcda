"""Published works as schema.org says them: what they stand in, imprint and numbers, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archcite.crosswalk import schema_org_table as table
from archcite.crosswalk.edtf_back import as_edtf
from archcite.crosswalk.json_ld import Node, nodes, put, text, text_of, typed, types_of, values
from archcite.crosswalk.schema_org_holding import place_of
from archcite.crosswalk.schema_org_people import agent_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store

# Field of the record's table `published` -> property of the work itself.
_OWN = (
    ("pages", "pagination"),
    ("edition", "bookEdition"),
    ("version", "version"),
    ("chapter", "position"),
    ("section", "printSection"),
    ("status", "creativeWorkStatus"),
    ("isbn", "isbn"),
)
_MOST = 12  # steps from a work to the whole


def write_work(node: dict[str, Any], plain: Node, type_: str) -> None:
    """type_: the work's CSL type."""
    work = plain.get("published") or {}
    for here, there in _OWN:
        put(node, there, work.get(here))
    publisher, place = work.get("publisher"), work.get("place")
    put(node, "publisher", typed("Organization", name=publisher, address=place))
    first = typed(
        "CreativeWork",
        datePublished=work.get("original_date"),
        publisher=typed(
            "Organization", name=work.get("original_publisher"), address=work.get("original_place")
        ),
    )
    put(node, "exampleOfWork", first)
    reviewed = typed("CreativeWork", name=work.get("reviewed_title"))
    put(node, "itemReviewed", reviewed)
    for each in work.get("other", ()):
        if each["name"] == "number-of-pages" and each["value"].isdecimal():
            put(node, "numberOfPages", int(each["value"]))
    _write_container(node, work, type_)
    series = typed(
        "BookSeries" if table.TYPES.get(type_) == "Book" else "CreativeWorkSeries",
        name=work.get("series"),
        position=work.get("series_number"),
    )
    put(node, "isPartOf", [*values(node, "isPartOf"), series])


def _write_container(node: dict[str, Any], work: Node, type_: str) -> None:
    """The periodical around the volume around the issue; of other works their numbers."""
    kind = table.CONTAINERS.get(type_, "CreativeWork")
    serial = kind in table.SERIALS or work.get("issn") or work.get("issue")
    held = typed(
        kind,
        name=work.get("container"),
        alternateName=work.get("container_short"),
        issn=work.get("issn"),
    )
    if not serial:
        put(held if work.get("container") else node, "volumeNumber", work.get("volume"))
    for level, name in (("PublicationVolume", "volume"), ("PublicationIssue", "issue")):
        if serial and work.get(name):
            around = held or None
            held = {"@type": level, f"{name}Number": work[name]}
            put(held, "isPartOf", around)
    put(node, "isPartOf", [*values(node, "isPartOf"), held])


def read_work(node: Node, plain: Plain, type_: str, archival: bool) -> None:
    """What the work itself says, and what it stands in."""
    for here, there in _OWN:
        store(plain, f"published.{here}", text(node, there))
    _read_numbers(node, plain)
    if type_ == "periodical":
        store(plain, "published.issn", text(node, "issn"))
    _read_publisher(node, plain, "")
    for each in nodes(node, "exampleOfWork"):
        store(plain, "published.original_date", as_edtf(text(each, "datePublished")))
        _read_publisher(each, plain, "original_")
    for each in nodes(node, "itemReviewed"):
        store(plain, "published.reviewed_title", text_of(each))
    if number := text(node, "numberOfPages"):
        append(plain, "published.other", {"name": "number-of-pages", "value": number})
    for each in values(node, "isPartOf", "partOfSeries", "partOfSeason"):
        if not isinstance(each, Mapping):
            store(plain, "published.container", "" if archival else text_of(each))
        elif "WebSite" in types_of(each) and "Collection" in types_of(each):
            store(plain, "digital.collection", text_of(each))
        elif not archival or not {table.COMPONENT, "Collection"}.intersection(types_of(each)):
            _read_container(each, plain, published=not archival)


def _read_publisher(node: Node, plain: Plain, prefix: str) -> None:
    names = {"": ("publisher", "place"), "original_": ("original_publisher", "original_place")}
    who, where = names[prefix]
    for each in values(node, "publisher"):
        store(plain, f"published.{who}", " ".join(text_of(each).split()))
        if isinstance(each, Mapping):
            store(plain, f"published.{where}", place_of(each))


def _read_book(node: Node, plain: Plain) -> None:
    """Who made the book, volume or issue in which the work stands, and when it came out."""
    store(plain, "document.date", as_edtf(text(node, "datePublished")))
    for name, role in (("author", "container-author"), ("editor", "editor")):
        for each in values(node, name):
            if agent := agent_of(each, f"isPartOf.{name}", plain):
                append(plain, "people", {"role": role, **agent})


def _read_numbers(node: Node, plain: Plain) -> None:
    for name in ("volume", "issue"):
        store(plain, f"published.{name}", text(node, f"{name}Number"))
    first, last = text(node, "pageStart"), text(node, "pageEnd")
    pages = first if first == last or not last else f"{first}-{last}"
    store(plain, "published.pages", pages if first else "")


def _read_container(node: Node, plain: Plain, published: bool) -> None:
    """The whole, the volume and the issue on the way to it, and the series."""
    for _ in range(_MOST):
        types = types_of(node)
        within = nodes(node, "isPartOf")
        title = text_of(node)
        if table.SERIES.intersection(types):
            store(plain, "published.series", title)
            store(plain, "published.series_number", text(node, "position"))
        elif published or types:
            numbered = {"PublicationVolume", "PublicationIssue"}.intersection(types)
            if not (numbered and within):
                store(plain, "published.container", title)
                store(plain, "published.container_short", text(node, "alternateName"))
            _read_numbers(node, plain)
            store(plain, "published.issn", " ".join(text_of(e) for e in values(node, "issn")))
            store(plain, "published.isbn", text(node, "isbn"))
            _read_publisher(node, plain, "")
            if published and not (table.SERIALS | table.PAGES).intersection(types):
                _read_book(node, plain)
        if not within:
            return
        node = within[0]
