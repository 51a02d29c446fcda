"""Which of a page's schema.org nodes is about what the page is about, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archcite.crosswalk.page_said import Said, Tags
from archcite.crosswalk.schema_org import write
from archcite.crosswalk.schema_org_back import means
from archcite.crosswalk.schema_org_table import CONTEXT
from archcite.crosswalk.table import Plain
from archcite.record.model import Record


def node_of(said: Said) -> Mapping[str, Any]:
    """The node; {} where there is none, or several of which none is named as the page is."""
    nodes = [each for each in said.nodes if isinstance(each, Mapping)]
    if len(nodes) == 1:
        return nodes[0]
    tags = Tags(said.metas)
    names = {
        _folded(each)
        for each in (tags.line("citation_title"), tags.line("og.title"), tags.line("dc.title"))
    }
    names |= {_folded(said.title), said.address, tags.line("og.url")} - {""}
    for node in nodes:
        told = (node.get(name) for name in ("name", "headline", "url", "@id", "mainEntityOfPage"))
        if any(
            isinstance(each, str) and (_folded(each) in names or each in names) for each in told
        ):
            return node
    return {}


def schema_org(said: Said) -> Plain:
    """What the page's node means; {} where it has none."""
    node = node_of(said)
    return means(node) if node else {}


def write_node(record: Record) -> dict[str, Any]:
    """The node of a record's own page."""
    return {"@context": CONTEXT, **write(record)}


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
