"""A saved page of any site, read by the metadata that it has embedded: nothing of it is fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from archcite.crosswalk.coins import COINS
from archcite.crosswalk.json_ld import listed, types_of
from archcite.crosswalk.page_metadata import CARRIER, back
from archcite.crosswalk.page_said import Said
from archcite.crosswalk.page_schema_org import node_of
from archcite.crosswalk.returning import Returned
from archcite.crosswalk.schema_org import from_schema_org
from archcite.read.coins import pairs_of
from archcite.read.page import Page
from archcite.read.page_microdata import nodes_in
from archcite.read.schema_org import nodes_of


def embedded(page: Page) -> Returned:
    """What the page's metadata say, the most specific source first (crosswalk.page_metadata).

    A record of archcite's that a tag, a span or a node carries comes back as it was.
    """
    return meaning(said_of(page))


def meaning(said: Said) -> Returned:
    """The same of what was found on a page."""
    if not any(name == CARRIER for name, _, _ in said.metas):
        node = node_of(said)
        for found in chain(
            map(COINS.back, said.coins if len(said.coins) == 1 else ()),
            map(from_schema_org, [node] if node else ()),
        ):
            if found.whole:
                return found
    return back(said)


def says_something(said: Said) -> bool:
    """Whether there is anything by which the page can be told from another."""
    titles = ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title", CARRIER)
    tagged = any(name in titles for name, _, _ in said.metas)
    return bool(said.title or tagged or said.coins or said.nodes)


def said_of(page: Page) -> Said:
    """The page's metadata as the crosswalk takes them."""
    blocks = [each for each in page.json_ld if isinstance(each, Mapping | list)]
    nodes = [node for block in blocks for node in nodes_of(block)] or nodes_of(nodes_in(page.tree))
    return Said(
        metas=[
            (name, content, mark)
            for (name, content), mark in zip(page.metas, page.marks, strict=True)
        ],
        nodes=nodes,
        coins=[pairs_of(span) for span in page.coins],
        title=page.title,
        address=page.canonical,
        site=next((name for block in blocks for name in _sites(block)), ""),
        unapi=page.unapi,
    )


def _sites(block: Any) -> Iterator[str]:
    """The names of the sites that a block of JSON-LD tells."""
    for each in listed(block):
        if isinstance(each, Mapping):
            yield from (name for part in listed(each.get("@graph")) for name in _site(part))
            yield from _site(each)


def _site(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping) and "WebSite" in types_of(node):
        yield from (name for name in listed(node.get("name")) if isinstance(name, str))
