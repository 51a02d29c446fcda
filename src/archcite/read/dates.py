"""Dates as English pages write them ("May 27, 1966", "ca. 1966", "27-29 May 1966") -> EDTF.

Only what is written: an ambiguous date (3/4/66) is not read.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archcite.text import edtf

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_MONTH = r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"  # noqa: E501
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20)\d\d"
_TO = r" ?(?:-|–|—|to) ?"
# One whole date in running text: "May 27, 1966" or "27 May 1966".
FULL_DATE = re.compile(
    rf"\b(?:{_MONTH} {_DAY},? {_YEAR}|{_DAY} {_MONTH},? {_YEAR}|{_YEAR}-\d\d-\d\d)\b", re.IGNORECASE
)
UNDATED = re.compile(r"\[?(?:undated|n\. ?d\.|no date|date unknown)\]?\.?", re.IGNORECASE)
_TIME = re.compile(r"(?<=\d-\d\d)[T ]\d\d:\d\d\S*$")  # the time of day of a computer's date
_ABOUT = re.compile(r"(?:ca?\.|circa|about|approximately|around) ?", re.IGNORECASE)
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?P<m>{_MONTH}) (?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?,? (?P<y>{_YEAR})",
        rf"(?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))? (?P<m>{_MONTH}),? (?P<y>{_YEAR})",
        rf"(?P<m>{_MONTH}) (?P<d>{_DAY}){_TO}(?P<m2>{_MONTH}) (?P<d2>{_DAY}),? (?P<y>{_YEAR})",
        rf"(?P<d>{_DAY}) (?P<m>{_MONTH}){_TO}(?P<d2>{_DAY}) (?P<m2>{_MONTH}),? (?P<y>{_YEAR})",
        rf"(?P<m>{_MONTH}){_TO}(?P<m2>{_MONTH}),? (?P<y>{_YEAR})",
        rf"(?P<m>{_MONTH}),? (?P<y>{_YEAR})",
        rf"(?P<y>{_YEAR}),? (?P<m>{_MONTH})(?: (?P<d>{_DAY}))?",
        rf"(?P<y>{_YEAR})[-/](?P<mm>\d\d)[-/](?P<dd>\d\d)/?",
        rf"(?P<y>{_YEAR})[-/](?P<mm>\d\d)/?",
        rf"(?P<s>{'|'.join(_SEASONS)})(?: of)?,? (?P<y>{_YEAR})",
        rf"(?P<y>{_YEAR})/{{0,3}}",
        r"(?:the )?(?P<decade>1[0-9]\d|20\d)0['’]?s",
    )
)


class PageDate(NamedTuple):
    """A date that was read. inferred: the page puts it in square brackets."""

    edtf: str
    inferred: bool = False


def read_date(text: str) -> PageDate | None:
    """The date that the whole of a short text is; None if it is none, or none that exists."""
    text = _TIME.sub("", " ".join(text.split()).rstrip(".,"))
    if not text or len(text) > 80:
        return None
    inferred = text[0] == "[" and text[-1] in "]?"
    text = text.strip("[]") if inferred else text
    mark = ""
    if text.endswith("?"):
        text, mark = text[:-1].rstrip("]"), "?"
    about = _ABOUT.match(text)
    if about:
        text, mark = text[about.end() :], "%" if mark else "~"
    point = _point(text)
    if point is None:
        for dash in re.finditer(_TO, text):
            later = text[dash.end() :]
            also = _ABOUT.match(later)  # ca. 1930-ca. 1940; said once it is said of both
            first, last = _point(text[: dash.start()]), _point(later[also.end() if also else 0 :])
            if first and last and "/" not in first + last:
                return _checked(f"{first}{mark}/{last}{mark or '~' * bool(also)}", inferred)
        return None
    return _checked("/".join(part + mark for part in point.split("/")), inferred)


def _checked(text: str, inferred: bool) -> PageDate | None:
    return PageDate(text, inferred) if edtf.is_edtf(text) else None


def _point(text: str) -> str | None:
    """A date or a range inside one month or year, as EDTF; the calendar is not checked here."""
    for shape in _SHAPES:
        match = shape.fullmatch(text.strip(" ,"))
        if match:
            found = match.groupdict()
            if found.get("decade"):
                return f"{found['decade']}X"
            year = found["y"]
            if found.get("s"):
                return f"{year}-{_SEASONS[found['s'].lower()]}"
            if found.get("mm"):
                return "-".join(part for part in (year, found["mm"], found.get("dd")) if part)
            first = _join(year, found.get("m"), found.get("d"))
            if not found.get("d2") and not found.get("m2"):
                return first
            return f"{first}/{_join(year, found.get('m2') or found.get('m'), found.get('d2'))}"
    return None


def _join(year: str, month: str | None, day: str | None) -> str:
    if not month:
        return year
    number = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month[:3].lower()))
    if not day:
        return f"{year}-{number:02}"
    return f"{year}-{number:02}-{int(day.rstrip('stndrh')):02}"
