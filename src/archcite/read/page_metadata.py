"""A saved page of any site, read by the metadata that it has embedded."""

from __future__ import annotations

from archcite.crosswalk.returning import Returned
from archcite.crosswalk.table import Plain
from archcite.read.page import Page


def embedded(page: Page) -> Returned:
    """What the page's metadata say, the most specific source first."""
    plain: Plain = {"schema": "archcite/1", "document": {"id": "item", "kind": "published"}}
    if page.title:
        plain["document"]["title"] = page.title
    return Returned(plain)
