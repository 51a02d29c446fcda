"""COinS: an HTML page, a fragment or any text with Z3988 spans, each of which is an entry."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote_plus

from archcite.crosswalk.coins import COINS
from archcite.crosswalk.coins_back import Pairs
from archcite.crosswalk.page_said import content_of
from archcite.errors import Problem
from archcite.read.decode import decode, is_html
from archcite.read.frame import records_of
from archcite.read.page import read_page
from archcite.record.model import Record

_MOST = 5000  # pairs of a span
_SPAN = re.compile(r"<span\b[^<>]{0,200}\bZ3988\b", re.IGNORECASE)
_OF_PAGE = re.compile(
    r"<meta\b[^<>]{0,200}[\"'\s](?:citation_title|dc(?:terms)?[.:]title|z[.:]itemtype)\b"
    r"|application/ld\+json",
    re.IGNORECASE,
)
_LATIN = ("iso-8859-1", "iso8859-1", "latin-1", "latin1", "windows-1252")


def is_coins(text: str) -> bool:
    """Whether a text is a list of spans: not a page about one thing that has a span for it."""
    first = _SPAN.search(text)
    if first is None:
        return False
    if not is_html(text) and not text.lstrip()[:5].lower().startswith(("<meta", "<link", "<!--")):
        return True
    return _SPAN.search(text, first.end()) is not None and not _OF_PAGE.search(text)


def read_coins(data: bytes, name: str) -> list[Record | Problem]:
    """Each span's record, equal spans once."""
    text = decode(data, name)
    if isinstance(text, Problem):
        return [text]
    page = read_page(text)
    spans = page.coins if page else ()
    empty = Problem("nothing-found", name, "The file has no COinS span with a title.")
    return list(records_of(_entries(spans, name), COINS.back, "coins", empty))


def _entries(spans: tuple[str, ...], name: str) -> Iterator[tuple[str, Pairs] | Problem]:
    for number, span in enumerate(spans, 1):
        where = f"{name}: span {number}"
        pairs = pairs_of(span)
        if any(key.startswith("rft") for key, _ in pairs):
            yield where, pairs
        else:
            told = "The title of this Z3988 span has no key of a context object (rft…)."
            yield Problem("import-loss", where, told)


def pairs_of(span: str) -> Pairs:
    """The keys and values of a span's title; of those that are percent-encoded the letters."""
    if "&amp;" in span:  # escaped twice
        span = html.unescape(span)
    parts = [part.partition("=") for part in span.split("&", _MOST)[:_MOST]]
    named = [(key.strip(), value) for key, _, value in parts if value]
    said = next((unquote_plus(value) for key, value in named if key == "ctx_enc"), "")
    charset = "cp1252" if said.rpartition(":")[2].casefold() in _LATIN else "utf-8"
    return [(key, content_of(unquote_plus(value, charset, "replace"))) for key, value in named]
