"""A saved page of any site, or the metadata of several pages one after another.

What a page of a known catalogue says in its own structure is read before this one is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from archcite.crosswalk.page_said import Said
from archcite.errors import Problem
from archcite.read.decode import decode, is_html
from archcite.read.frame import records_of
from archcite.read.page import read_page
from archcite.read.page_metadata import meaning, said_of, says_something
from archcite.record.model import Record

# Where the metadata of one record begin, in a file of several.
BEGINS = re.compile(r"(?m)^<!-- archcite: [a-z0-9._-]+ -->$")
_FRAGMENT = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:meta|link|title|script)\b", re.IGNORECASE | re.DOTALL
)
_TELLS = re.compile(
    r"<title\b|<meta\b[^<>]{0,300}\b(?:name|property|itemprop)\s*=|application/ld\+json|\bZ3988\b"
    r"|schema\.org/",
    re.IGNORECASE,
)


def is_html_page(text: str) -> bool:
    """Whether a text is HTML that says anything of what it is."""
    return bool((is_html(text) or _FRAGMENT.match(text)) and _TELLS.search(text))


def read_html_pages(data: bytes, name: str) -> list[Record | Problem]:
    """The record of a page, or of every part of a file of metadata."""
    text = decode(data, name)
    if isinstance(text, Problem):
        return [text]
    return list(records_of(_entries(text, name), meaning, "html", nothing_said(name)))


def nothing_said(where: str) -> Problem:
    """The problem of a page that cannot be told from another."""
    told = "The page has no metadata, and no title either."
    return Problem("page-unknown", where, told, "save the whole page, with its head, as HTML")


def _entries(text: str, name: str) -> Iterator[tuple[str, Said] | Problem]:
    starts = [found.start() for found in BEGINS.finditer(text)] or [0]
    parts = [text[at:end] for at, end in pairwise([*starts, len(text)])]
    for number, part in enumerate(parts, 1):
        where = f"{name}: part {number}" if len(parts) > 1 else name
        page = read_page(part)
        said = said_of(page) if page else None
        if said is None or not says_something(said):
            yield nothing_said(where)
        else:
            yield where, said
