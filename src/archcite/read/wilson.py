"""Reads a saved page of the Wilson Center Digital Archive, as text, HTML or the site's RIS file.

The one door to the wilson_* files: bytes in, records and problems out. Opens no files.
"""

from __future__ import annotations

from archcite.errors import Problem
from archcite.read.decode import MAX_BYTES, decode, is_html
from archcite.read.wilson_page import STRONG_LABELS, Page, is_page, read_text
from archcite.read.wilson_record import build_record
from archcite.read.wilson_ris import is_of_the_site, is_ris, read_ris
from archcite.record.model import Record


def read_page(data: bytes, name: str) -> list[Record | Problem]:
    """The record of a page (of every reference in a RIS file), or what is wrong with it."""
    text = decode(data, name, MAX_BYTES)
    if isinstance(text, Problem):
        return [text]
    pages = _pages(text)
    if not pages:
        return [not_a_page(name)]
    return [found for page in pages for found in build_record(page, data, name)]


def is_wilson(text: str) -> bool:
    """Whether a text is a page or a RIS file of this site."""
    if is_ris(text):
        return is_of_the_site(text)
    if is_html(text):
        from archcite.read.wilson_html import visible_lines  # lxml takes long to import

        return is_page(visible_lines(text))
    return is_page(text.split("\n"))


def not_a_page(name: str) -> Problem:
    """The problem of a file that is of another site: it says which labels were looked for."""
    labels = ", ".join(f"“{label}”" for label in STRONG_LABELS)
    message = (
        "This is no document page of the Wilson Center Digital Archive:"
        f" hardly any of its labels stand on lines of their own ({labels}, “Source”, “Rights” …)."
    )
    hint = "save the whole page, down to Rights, as text or HTML"
    return Problem("page-unknown", name, message, hint)


def _pages(text: str) -> list[Page]:
    if is_ris(text):
        return read_ris(text)
    if is_html(text):
        from archcite.read.wilson_html import read_html  # lxml takes long to import

        page = read_html(text)
        return [page] if page else []
    return [read_text(text)] if is_page(text.split("\n")) else []
