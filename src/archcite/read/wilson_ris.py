"""The RIS file that the Wilson Center Digital Archive exports for a document -> the page's parts.

Only this site's files: the archive's name or address must be in them.
"""

from __future__ import annotations

import html
import re

from archcite.crosswalk.carrier import MARK
from archcite.read.wilson_page import Page

_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)")
_SITE = re.compile(r"Wilson (?:International )?Center|wilsoncenter\.org|Digital Archive")
_DATED = re.compile(r"(\d{4})/?(\d\d)?/?(\d\d)?/?.*")
_NAMES = {"authors": ("AU", "A1"), "subjects": ("KW",), "language": ("LA",)}
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def is_ris(text: str) -> bool:
    """Whether the first line that is not blank is a RIS type."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    match = _LINE.match(first.strip())
    return bool(match and match[1] == "TY")


def is_of_the_site(text: str) -> bool:
    """Whether a RIS file is the site's own: every reference is of it, and none is from archcite."""
    found = _references(text)
    return bool(found) and MARK not in text and all(map(_is_of_the_site, found))


def read_ris(text: str) -> list[Page]:
    """The parts of every reference of this site in the file, in order."""
    return [_page(fields) for fields in _references(text) if _is_of_the_site(fields)]


def _is_of_the_site(fields: dict[str, list[str]]) -> bool:
    tags = ("DB", "DP", "UR", "PB", "AV")
    return any(_SITE.search(value) for tag in tags for value in fields.get(tag, []))


def _references(text: str) -> list[dict[str, list[str]]]:
    found: list[dict[str, list[str]]] = []
    fields: dict[str, list[str]] | None = None
    last = ""
    for line in text.split("\n"):
        match = _LINE.fullmatch(line.rstrip())
        if match and match[1] == "TY":
            fields, last = {"TY": [match[2].strip()]}, "TY"
            found.append(fields)
        elif match and match[1] == "ER":
            fields = None
        elif match and fields is not None:
            last = match[1]
            fields.setdefault(last, []).append(html.unescape(match[2].strip()))
        elif fields is not None and line.strip() and last in fields:
            fields[last][-1] = f"{fields[last][-1]} {html.unescape(line.strip())}"
    return found


def _page(fields: dict[str, list[str]]) -> Page:
    def one(*tags: str) -> str:
        return next((value for tag in tags for value in fields.get(tag, []) if value), "")

    labels: dict[str, tuple[str, ...]] = {}
    for key, tags in _NAMES.items():
        values = tuple(value for tag in tags for value in fields.get(tag, []) if value)
        if values:
            labels[key] = values
    for key, tags in (("source", ("AV", "AN")), ("type", ("M3",)), ("rights", ("C3", "CR"))):
        value = one(*tags)
        if value and not (key == "source" and _SITE.fullmatch(value)):
            labels[key] = (value,)
    url = one("UR", "L2")
    number = re.fullmatch(r"https?://digitalarchive\.wilsoncenter\.org/document/(\d+)", url)
    if number:
        labels["record_id"] = (number[1],)
    return Page(
        date=_date(one("DA", "PY", "Y1")),
        title=one("TI", "T1"),
        funding=(),
        body=(),
        summary=one("AB", "N2"),
        labels=labels,
        url=url if "digitalarchive.wilsoncenter.org" in url else "",
        site_name=one("DB"),
    )


def _date(text: str) -> str:
    """A RIS date (1966/05/27/, 1966///) as the page would write it."""
    match = _DATED.fullmatch(text)
    if not match:
        return text
    year, month, day = match[1], int(match[2] or 0), int(match[3] or 0)
    if not 1 <= month <= len(_MONTHS):
        return year
    name = _MONTHS[month - 1]
    return f"{name} {day}, {year}" if day else f"{name} {year}"
