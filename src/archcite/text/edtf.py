"""EDTF level 1 (ISO 8601-2): reading a date into its parts and writing it back, exactly.

Knows the proleptic Gregorian calendar and nothing of languages or citation styles.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_LENGTHS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_LONGEST_YEAR = 15
_MARKS = {
    "": (False, False),
    "?": (True, False),
    "~": (False, True),
    "%": (True, True),
}


class Point(NamedTuple):
    """One date. A part that the date does not have is 0.

    season: 21 spring, 22 summer, 23 autumn, 24 winter. digits: how many of the year's last digits
    are X (196X: year 1960, digits 1). month_unspecified, day_unspecified: it is written, as XX.
    time: "23:20:30" with "Z" or an offset, as written, or "".
    """

    year: int
    month: int = 0
    day: int = 0
    season: int = 0
    digits: int = 0
    uncertain: bool = False
    approximate: bool = False
    month_unspecified: bool = False
    day_unspecified: bool = False
    time: str = ""


class Edtf(NamedTuple):
    """A date or an interval. An end of an interval is a point, open ("..") or unknown (empty)."""

    start: Point | None
    end: Point | None = None
    interval: bool = False
    open_start: bool = False
    open_end: bool = False
    unknown_start: bool = False
    unknown_end: bool = False


class _Malformed(ValueError):
    """The text does not have the shape of a date at all."""


@lru_cache(4096)  # a file has the same days over and over
def parse(text: str) -> Edtf:
    """Read one EDTF expression of level 0 or 1.

    Raises ValueError with one sentence that says what is wrong and, where possible, what to write.
    """
    try:
        return _parse(text)
    except _Malformed as fault:
        raise ValueError(_advice(text)) from fault


def _parse(text: str) -> Edtf:
    if "/" not in text:
        return Edtf(_parse_point(text))
    first, _, last = text.partition("/")
    if "/" in last:
        raise _Malformed(text)
    if first in ("", "..") and last in ("", ".."):
        raise ValueError(f"the interval {text!r} has no date at either end")
    start = None if first in ("", "..") else _parse_point(first)
    end = None if last in ("", "..") else _parse_end(last, first)
    if (start and start.time) or (end and end.time):
        raise ValueError(f"an interval runs from day to day, without times: {text!r}")
    if start and end and earliest(start) > latest(end):
        raise ValueError(f"the interval {text!r} ends before it begins")
    return Edtf(
        start,
        end,
        True,
        open_start=first == "..",
        open_end=last == "..",
        unknown_start=not first,
        unknown_end=not last,
    )


def emit(date: Edtf) -> str:
    """The EDTF expression; emit(parse(text)) is text."""
    start = _emit_point(date.start) if date.start else ".." if date.open_start else ""
    if not date.interval:
        return start
    end = _emit_point(date.end) if date.end else ".." if date.open_end else ""
    return f"{start}/{end}"


def is_edtf(text: str) -> bool:
    """Whether a text is an expression that parse reads."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


def earliest(point: Point) -> tuple[int, int, int]:
    """The first day that the point can mean, as year, month, day."""
    year = point.year
    if point.digits and year < 0:
        year -= 10**point.digits - 1
    if point.season:
        return year, _SEASON_MONTHS[point.season][0], 1
    return year, point.month or 1, point.day or 1


def latest(point: Point) -> tuple[int, int, int]:
    """The last day that the point can mean, as year, month, day. A winter ends in February."""
    year = point.year
    if point.digits and year >= 0:
        year += 10**point.digits - 1
    if point.season == 24:
        return year + 1, 2, days_in_month(year + 1, 2)
    month = _SEASON_MONTHS[point.season][1] if point.season else point.month or 12
    return year, month, point.day or days_in_month(year, month)


def days_in_month(year: int, month: int) -> int:
    """How many days the month has in the Gregorian calendar, before 1582 too."""
    if month == 2 and (year % 4 or (year % 100 == 0 and year % 400)):
        return 28
    return _LENGTHS[month]


def _parse_end(text: str, start: str) -> Point:
    # "1966-05-27/28": ISO 8601 lets the end be shortened, EDTF does not.
    whole = start[: len(start) - len(text)] + text
    if len(text) == 2 and text.isdigit() and _is_date(whole):
        raise ValueError(f"write the end of an interval in full: {start}/{whole}")
    return _parse_point(text)


def _is_date(text: str) -> bool:
    try:
        _parse(text)
    except ValueError:
        return False
    return True


def _parse_point(text: str) -> Point:
    mark = text[-1:] if text[-1:] in ("?", "~", "%") else ""
    uncertain, approximate = _MARKS[mark]
    date, has_time, time = text.partition("T")
    body = date[: len(date) - len(mark)] if mark and not has_time else date
    negative = body[:1] == "-"
    if body[:1] == "Y":
        point = Point(_long_year(body), uncertain=uncertain, approximate=approximate)
    else:
        year_text, *rest = (body[1:] if negative else body).split("-")
        year, digits = _year(year_text, negative, text)
        point = Point(year, digits=digits, uncertain=uncertain, approximate=approximate)
        if rest:
            point = _with_month_and_day(point, rest, text)
    if has_time:
        if mark or not point.day:
            raise ValueError(f"a time needs a whole day before it and no mark: {text!r}")
        _check_time(time)
        point = point._replace(time=time)
    return point


def _long_year(body: str) -> int:
    digits = body[2:] if body[1:2] == "-" else body[1:]
    if not (digits.isascii() and digits.isdigit()) or digits[0] == "0":
        raise ValueError(f"Y begins a year of more than four digits, such as Y17000: {body!r}")
    if len(digits) < 5:
        raise ValueError(f"a year of four digits is written without Y: {body!r}")
    if len(digits) > _LONGEST_YEAR:
        raise ValueError(f"a year has at most {_LONGEST_YEAR} digits")
    return int(body[1:])


def _year(text: str, negative: bool, whole: str) -> tuple[int, int]:
    known = text.rstrip("X")
    digits = len(text) - len(known)
    if len(text) != 4 or not (known.isascii() and known.isdigit()):
        raise _Malformed(whole)
    if digits > 2:
        raise ValueError(f"at most the last two digits of a year may be X: {whole!r}")
    year = int(known) * 10**digits
    if negative and year == 0:
        raise ValueError(f"there is no year -0000; 0000 is the year 1 BC: {whole!r}")
    return -year if negative else year, digits


def _with_month_and_day(point: Point, rest: list[str], whole: str) -> Point:
    if point.digits:
        raise ValueError(f"a year with X stands without month and day: {whole!r}")
    if len(rest) > 2 or any(len(part) != 2 for part in rest):
        raise _Malformed(whole)
    if rest[0] == "XX":
        if rest[1:] not in ([], ["XX"]):
            raise ValueError(f"where the month is XX the day must be XX too: {whole!r}")
        return point._replace(month_unspecified=True, day_unspecified=len(rest) == 2)
    month = _two_digits(rest[0], whole)
    if 21 <= month <= 24 and len(rest) == 1:
        return point._replace(season=month)
    if not 1 <= month <= 12:
        raise ValueError(f"{whole!r} has no such month; months are 01 to 12, seasons 21 to 24")
    if len(rest) == 1:
        return point._replace(month=month)
    if rest[1] == "XX":
        return point._replace(month=month, day_unspecified=True)
    day = _two_digits(rest[1], whole)
    if not 1 <= day <= days_in_month(point.year, month):
        raise ValueError(f"{whole!r} is not a day of the calendar")
    return point._replace(month=month, day=day)


def _two_digits(text: str, whole: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise _Malformed(whole)
    return int(text)


def _check_time(time: str) -> None:
    clock, zone = time[:8], time[8:]
    if not _is_clock(clock, (24, 60, 60)) or not (
        zone in ("", "Z")
        or (zone[0] in "+-" and (_is_clock(zone[1:], (15, 60)) or _is_clock(zone[1:], (15,))))
    ):
        raise ValueError(f"a time is written 23:20:30, with Z or +03:00 after it: {time!r}")


def _is_clock(text: str, limits: tuple[int, ...]) -> bool:
    parts = text.split(":")
    return len(parts) == len(limits) and all(
        len(part) == 2 and part.isascii() and part.isdigit() and int(part) < limit
        for part, limit in zip(parts, limits, strict=True)
    )


def _emit_point(point: Point) -> str:
    size = abs(point.year)
    sign = "-" if point.year < 0 else ""
    if size > 9999:
        text = f"Y{sign}{size}"
    elif point.digits:
        text = f"{sign}{size:04d}"[: -point.digits] + "X" * point.digits
    else:
        text = f"{sign}{size:04d}"
    if point.season:
        text += f"-{point.season}"
    elif point.month:
        text += f"-{point.month:02d}"
    elif point.month_unspecified:
        text += "-XX"
    if point.day:
        text += f"-{point.day:02d}"
    elif point.day_unspecified:
        text += "-XX"
    if point.time:
        text += f"T{point.time}"
    return text + {(True, True): "%", (True, False): "?", (False, True): "~"}.get(
        (point.uncertain, point.approximate), ""
    )


def _advice(text: str) -> str:
    """The sentence for what is not EDTF, with the way to write what was probably meant."""
    example = _likely(text)
    if not text.strip():
        return "a date cannot be blank; leave the field out"
    if example:
        return f"{text!r} is not an EDTF date; write {example}"
    return f"{text!r} is not an EDTF date; write 1966-05-27, 1966-05, 1966, 1966~ or 1966/1968"


def _likely(text: str) -> str:
    """A valid date that the text was probably meant to be, or ""."""
    tidy = text.strip().lower()
    circa = next((word for word in ("circa", "ca.", "ca", "c.") if tidy.startswith(word)), "")
    bare = tidy[len(circa) :].strip().strip("[]")
    mark = "~" if circa else "?" if bare.endswith("?") else ""
    bare = bare.rstrip("?").strip()
    parts = bare.replace("/", "-").replace(".", "-").replace(" ", "-").split("-")
    candidates = [bare.upper() + mark, bare.replace("u", "x").upper() + mark]
    if len(bare) == 5 and bare.endswith("0s"):
        candidates.append(bare[:3].upper() + "X" + mark)
    elif len(bare) == 3 and mark == "?":
        candidates.append(bare + "X")
    elif len(parts) == 2 and len(parts[0]) == len(parts[1]) == 4:
        candidates.append("/".join(parts))
    elif len(parts[0]) == 4:
        candidates.append("-".join([parts[0], *(part.zfill(2) for part in parts[1:])]) + mark)
    elif len(parts) == 3 and "." in bare:  # day.month.year
        candidates.append("-".join(part.zfill(2) for part in reversed(parts)))
    return next((c for c in candidates if c != text and _is_date(c)), "")
