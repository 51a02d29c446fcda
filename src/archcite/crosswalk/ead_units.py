"""Levels of a finding aid: what stands in the heading of each, and where in the shelfmark it is.

Names, titles and containers of EAD 2002 and EAD3 alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import (
    attribute,
    below,
    child,
    children,
    line,
    local,
)
from archcite.record.vocab import LevelKind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

COMPONENTS = ("c", *(f"c{number:02d}" for number in range(1, 13)))
# A level of EAD, and the step of the shelfmark that its number is.
LEVELS: Mapping[str, LevelKind] = {
    "collection": LevelKind.COLLECTION,
    "fonds": LevelKind.FOND,
    "subfonds": LevelKind.OTHER,
    "recordgrp": LevelKind.RECORD_GROUP,
    "subgrp": LevelKind.SERIES,
    "class": LevelKind.SERIES,
    "series": LevelKind.SERIES,
    "subseries": LevelKind.SUBSERIES,
    "file": LevelKind.FILE,
    "item": LevelKind.ITEM,
}
WHOLES = frozenset(
    """collection fonds subfonds recordgrp subgrp class series subseries opis record-group section
    sub-fonds sub-series subsubseries""".split()
)
NAMES = ("persname", "corpname", "famname", "name")
CONTAINERS: Mapping[str, LevelKind] = {
    "box": LevelKind.BOX,
    "carton": LevelKind.BOX,
    "case": LevelKind.BOX,
    "container": LevelKind.BOX,
    "folder": LevelKind.FOLDER,
    "envelope": LevelKind.FOLDER,
    "volume": LevelKind.VOLUME,
    "bound volume": LevelKind.VOLUME,
    "reel": LevelKind.REEL,
    "microfilm": LevelKind.REEL,
    "frame": LevelKind.FRAME,
    "item": LevelKind.ITEM,
    "object": LevelKind.ITEM,
    "page": LevelKind.PAGE,
    "folio": LevelKind.FOLIO,
    "leaf": LevelKind.LEAF,
    "file": LevelKind.FILE,
}


class Unit(NamedTuple):
    """One level of description: its elements and what stands in its heading."""

    element: Element
    level: str
    number: str
    title: str
    containers: tuple[Plain, ...]
    parts: Mapping[str, list[Element]]
    leaf: bool

    def get(self, *names: str) -> list[Element]:
        """Its own elements of these names, those of components below it left out."""
        return [each for name in names for each in self.parts.get(name, ())]


class Aid(NamedTuple):
    """What a finding aid says of itself."""

    key: str
    url: str
    language: str
    country: str
    isil: str


def aid_of(root: Element) -> Aid:
    """The header (EAD 2002) or control section (EAD3)."""
    header = child(root, "eadheader")
    if header is None:
        header = child(root, "control")
    identity = child(header, "eadid")
    if identity is None:
        identity = child(header, "recordid")
    agency = attribute(identity, "mainagencycode") if identity is not None else ""
    agency = agency or line(child(header, "maintenanceagency", "agencycode"))
    country = attribute(identity, "countrycode") if identity is not None else ""
    if not country and header is not None:
        agency_element = child(header, "maintenanceagency")
        if agency_element is not None:
            country = attribute(agency_element, "countrycode")
    url = ""
    if identity is not None:
        url = attribute(identity, "url") or attribute(identity, "instanceurl")
    language = ""
    for each in below(header, "language") if header is not None else ():
        language = attribute(each, "langcode") or line(each)
        break
    isil = agency if "-" in agency else f"{country}-{agency}" if country and agency else ""
    return Aid(line(identity), url, tag_of(language) if language else "", country, isil)


def unit_of(element: Element) -> Unit:
    """An archdesc or component, as a level of description."""
    parts: dict[str, list[Element]] = {}
    leaf = True
    for each in children(element):
        name = local(each)
        if name in COMPONENTS or name == "dsc":
            leaf = False
        else:
            parts.setdefault(name, []).append(each)
    did = next(iter(parts.get("did", ())), None)
    level = attribute(element, "level").casefold()
    if level in ("otherlevel", ""):
        level = attribute(element, "otherlevel").casefold() or level
    ids = [each for each in children(did, "unitid") if line(each)]
    ids.sort(key=lambda each: attribute(each, "type") in ("aspace_uri", "alternative", "former"))
    number = line(ids[0]) if ids else ""
    return Unit(element, level, number, title_of(did), tuple(_containers(did)), parts, leaf)


def is_leaf(unit: Unit) -> bool:
    """Whether nothing is described below it."""
    return unit.leaf


def did_of(unit: Unit) -> Element | None:
    return next(iter(unit.parts.get("did", ())), None)


def title_of(did: Element | None) -> str:
    """The title without the dates that stand inside it."""
    title = child(did, "unittitle")
    if title is None:
        return ""
    words: list[str] = [title.text or ""]
    for each in title:
        if local(each) not in ("unitdate", "unitdatestructured", "num", "footnote"):
            words.append("".join(str(text) for text in each.itertext()))
        words.append(each.tail or "")
    text = re.sub(r"\s+([,;.])", r"\1", " ".join("".join(words).split()))
    return text.strip(" ,;")


def words_of(element: Element) -> str:
    """A name or heading: in EAD3 its parts, set off as it is usual."""
    parts = [line(each) for each in children(element, "part") if line(each)]
    if not parts:
        return line(element)
    joiner = ", " if local(element) in NAMES else " -- "
    return joiner.join(part.rstrip(" ,") for part in parts)


def headless(element: Element) -> Element:
    for head in children(element, "head"):
        element.remove(head)
    return element


def _containers(did: Element | None) -> Iterator[Plain]:
    for each in children(did, "container"):
        text = line(each)
        if not text:
            continue
        told = (attribute(each, "type") or attribute(each, "localtype")).casefold()
        kind = CONTAINERS.get(told)
        if kind is None:
            first, _, rest = text.partition(" ")
            kind = CONTAINERS.get(first.casefold().rstrip("."))
            text = rest if kind and rest else text
        else:
            text = re.sub(rf"^{re.escape(told)}\s+", "", text, flags=re.IGNORECASE)
        if text:
            level: Plain = {"kind": str(kind or LevelKind.OTHER), "value": text}
            if told and told != level["kind"]:
                level["label"] = told
            yield level
