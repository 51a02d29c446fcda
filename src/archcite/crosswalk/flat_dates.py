"""Dates as reference managers write them (1966/05/27/, 27 May 1966, ca. 1966) -> EDTF, and back.

What is ambiguous (3/4/66) is not read; what has more than a first day needs a mark of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archcite.record.identifiers import check_edtf
from archcite.text.edtf import parse

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAMES = (
    "January February March April May June July August September October November December".split()
)
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SLASHED = re.compile(r"(\d{4})\s*/\s*(\d{0,2})\s*/?\s*(\d{0,2})\s*/?\s*(.*)")
_NUMBERS = re.compile(r"(\d{4})[-.](\d{1,2})(?:[-.](\d{1,2}))?(?:[T ]\d\d:\d\d.*)?")
_TURNED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)")
_CIRCA = re.compile(r"(?:circa|ca?\.?|about|approx\.?)(?=[\s\d])\s*(?=.*\d)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_MONTH_SPAN = re.compile(r"(\d{4}),?\s+([A-Za-z]{3,9})\.?\s*[-–/]\s*([A-Za-z]{3,9})\.?")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/?")
_YEARS = re.compile(r"(\d{4})\s*[-–/]\s*(\d{4})")


def slashed(date: str) -> str:
    """The first day of an EDTF date as RIS writes it, 1966/05/27/; "" for what RIS cannot say."""
    point = parse(date).start
    if point is None or point.digits or not 0 < point.year < 10_000:
        return ""
    month = f"{point.month:02d}" if point.month else ""
    day = f"{point.day:02d}" if point.day else ""
    return f"{point.year:04d}/{month}/{day}/"


def words(date: str) -> str:
    """Month and day of the first day of an EDTF date, "May 27"; "" for none."""
    point = parse(date).start
    if point is None or not point.month:
        return ""
    return f"{_NAMES[point.month - 1]}{f' {point.day}' if point.day else ''}"


def year(date: str) -> str:
    """The year of the first day of an EDTF date; "" for what is no year of four digits."""
    return slashed(date)[:4]


@lru_cache(4096)  # a file has the same days over and over
def read_date(text: str, year: str = "") -> str:
    """The EDTF date that a text means; "" for none. year: for a text without one ("27 May")."""
    text = text.strip()
    if not text or len(text) > 100:
        return ""
    if len(text) == 4 and text.isascii() and text.isdigit():
        return "" if text == "0000" else text
    mark = ""
    found = _CIRCA.match(text)
    if found:
        text, mark = text[found.end() :], "~"
    if text[:1] == "[" and text[-1:] == "]":
        text = text[1:-1]
    if text.endswith("?"):
        text, mark = text[:-1].rstrip(), mark or "?"
    date = _read(text, year)
    if date and mark and "/" not in date:
        date += mark
    return "" if check_edtf(date) else date


def _read(text: str, year: str) -> str:
    if found := _YEARS.fullmatch(text):
        return f"{found[1]}/{found[2]}"
    if found := _SLASHED.fullmatch(text):
        return _other(_joined(found[1], found[2], found[3]), found[4])
    if found := _NUMBERS.fullmatch(text) or _PACKED.fullmatch(text):
        return _joined(found[1], found[2], found[3] or "")
    if found := _TURNED.fullmatch(text):
        return _joined(found[3], found[2], found[1])
    if not check_edtf(text):
        return text
    if found := _DAY.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        if year and (first > 12) != (second > 12):  # 3/4 may be either
            return _joined(year, str(min(first, second)), str(max(first, second)))
        return ""
    if found := _MONTH_SPAN.fullmatch(text):
        months = [_month(found[2]), _month(found[3])]
        if all(months):
            return "/".join(f"{found[1]}-{month}" for month in months)
    return _worded(text, year)


def _joined(year: str, month: str, day: str) -> str:
    """Year, month and day, as far as they are dates; 00 is no month and no day."""
    if year == "0000":
        return ""
    date = year
    if not (month.isdigit() and int(month)):
        return date
    date += f"-{int(month):02d}"
    if check_edtf(date):
        return year
    if not (day.isdigit() and int(day)):
        return date
    whole = f"{date}-{int(day):02d}"
    return date if check_edtf(whole) else whole


def _other(date: str, rest: str) -> str:
    """The date with what RIS has behind the third slash: a season, or circa."""
    word = rest.strip().strip(".()").casefold()
    if date and word in _SEASONS and len(date) == 4:
        return f"{date}-{_SEASONS[word]}"
    return f"{date}~" if date and word in ("circa", "ca", "approximate") else date


def _worded(text: str, year: str) -> str:
    """A date with an English month or season (27 May 1966; May 27; Spring 1966)."""
    told = _WORD.findall(text)
    numbers = re.findall(r"\d+", text)
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if len(told) > 1 or len(years) > 1 or len(days) > 1 or len(years) + len(days) != len(numbers):
        return ""
    known = years[0] if years else year[:4]
    if not (len(known) == 4 and known.isdigit()):
        return ""
    if not told:
        return ""
    season = _SEASONS.get(told[0].casefold())
    if season and not days:
        return f"{known}-{season}"
    month = _month(told[0])
    return _joined(known, month, days[0] if days else "") if month else ""


def _month(word: str) -> str:
    lower = word.casefold()
    for number, name in enumerate(_MONTHS, 1):
        if lower.startswith(name) and _NAMES[number - 1].casefold().startswith(lower):
            return f"{number:02d}"
    return "09" if lower == "sept" else ""
