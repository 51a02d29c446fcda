"""AtoM (Access to Memory), on whichever site: a description by the labels of ISAD(G) or RAD.

The site's Dublin Core and EAD files are read by the readers of these formats.
"""

from __future__ import annotations

import re

from archcite.crosswalk.ead_units import WHOLES
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.read.catalogues import meaning
from archcite.read.catalogues.labels import labelled
from archcite.read.catalogues.meaning import Table, kept
from archcite.read.page import Page, line
from archcite.record.vocab import Role

_TYPED = re.compile(r"(.+?) \(([^()]+)\)")


def _date(plain: Plain, values: list[str]) -> None:
    """The date of creation; each line has a date, behind it what happened then."""
    told = [(found[1], found[2]) if (found := _TYPED.fullmatch(each)) else (each, "")
            for each in values]  # fmt: skip
    best = next((text for text, what in told if what.casefold() == "creation"), told[0][0])
    meaning.date(plain, [best])


def _level(plain: Plain, values: list[str]) -> None:
    level = values[0].casefold()
    if level in WHOLES:
        store(plain, "document.kind", "collection")
    elif level == "file":
        store(plain, "document.kind", "file")
    else:
        kept("atom", "level of description")(plain, values)


def _creator(plain: Plain, values: list[str]) -> None:
    for name in values:
        if not name.startswith("("):  # the dates of a life stand in a line of their own
            meaning.person(plain, name)


def _names(plain: Plain, values: list[str]) -> None:
    for text in values:
        found = _TYPED.fullmatch(text)
        name, what = (found[1], found[2].casefold()) if found else (text, "subject")
        if what == "subject":
            meaning.person(plain, name, Role.SUBJECT)
        elif what != "creator":
            meaning.people(Role.CONTRIBUTOR)(plain, [f"{name} ({what})"])


def _reference(plain: Plain, values: list[str]) -> None:
    store(plain, "source.ref_as_given", values[0])
    store(plain, "source.levels", [{"kind": "reference", "value": values[0]}])


LABELS: Table = {
    "level of description": _level,
    "reference code": _reference,
    "title": meaning.title,
    "title proper": meaning.title,
    "date(s)": _date,
    "dates of creation": _date,
    "extent and medium": meaning.extent,
    "physical description": meaning.extent,
    "name of creator": _creator,
    "creator": _creator,
    "repository": meaning.first("source.archive.name"),
    "scope and content": meaning.summary,
    "language of material": meaning.language,
    "conditions governing reproduction": meaning.put("rights.statement", "\n\n"),
    "terms governing use, reproduction, and publication": meaning.put("rights.statement", "\n\n"),
    "conditions governing access": kept("atom", "conditions governing access"),
    "restrictions on access": kept("atom", "conditions governing access"),
    "subject access points": meaning.subjects,
    "place access points": meaning.places,
    "name access points": _names,
    "alternative identifier(s)": kept("atom", "alternative identifier(s)"),
    "existence and location of originals": kept("atom", "existence and location of originals"),
    "existence and location of copies": kept("atom", "existence and location of copies"),
}


def read_page(page: Page) -> Plain:
    """The record of a description's page."""
    plain: Plain = {}
    meaning.apply(plain, labelled(page.tree), LABELS)
    store(plain, "document.title", meaning.heading(page))
    store(plain, "document.title_kind", "devised" if value(plain, "document.title") else "")
    meaning.inferred(plain, "document", "title_kind")
    path = [line(each) for each in _crumbs(page)]
    if len(path) > 1:
        store(plain, "source.collection", path[0])
    for step in path[1:-1]:
        append(plain, "source.levels", {"kind": "series", "value": step})
    levels = value(plain, "source.levels") or []
    levels.sort(key=lambda level: level["kind"] == "reference")
    store(plain, "digital.url", page.canonical)
    meaning.kind_from_title(plain)
    meaning.correspondents(plain)
    return plain


def _crumbs(page: Page) -> list[object]:
    for element in page.tree.iter("ul", "ol", "section", "nav", "div"):
        marks = (element.get("class") or "").split()
        if "breadcrumb" in marks or element.get("id") == "breadcrumb":
            found = list(element.iter("li"))
            if found:
                return found
    return []
