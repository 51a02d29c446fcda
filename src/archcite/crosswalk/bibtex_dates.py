"""The document's date in the pieces that BibTeX knows: year, month, day, and EDTF whole.

Knows no escaping: figures, macros and the few words of crosswalk.prose.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archcite.crosswalk import prose
from archcite.record.model import Record
from archcite.record.vocab import State
from archcite.text import edtf
from archcite.text.edtf import Edtf, Point

MONTHS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())


def read(text: str | None) -> Edtf | None:
    """The date, or None where there is none; a record that was checked holds no other text."""
    if not text:
        return None
    try:
        return edtf.parse(text)
    except ValueError:
        return None


def year(record: Record) -> str:
    """What stands for the year in print: 1966, ca. 1966, [1966] where inferred, n.d. if undated."""
    date = read(record.document.date)
    if date is None:
        sources = record.document.src
        empty = isinstance(sources, dict) and sources.get("date") is State.EMPTY
        return "n.d." if empty else ""
    words = prose.year_words(date)
    return f"[{words}]" if record.document.date_inferred else words


def month(record: Record) -> str:
    """The macro of the month, where the whole date lies in it."""
    # Never a sum such as "27~" # may: most programs lose month and day of it.
    point = _in_one_month(read(record.document.date))
    return MONTHS[point.month - 1] if point else ""


def day(record: Record) -> str:
    """The day, or the first and last day of one month, without leading zeros."""
    date = read(record.document.date)
    if date is None or not (point := _in_one_month(date)) or not point.day:
        return ""
    last = date.end.day if date.end and date.end.day != point.day else 0
    return f"{point.day}–{last}" if last else str(point.day)


def unsaid(record: Record) -> str:
    """The date in words, where year and month, all that a BibTeX style prints, say less."""
    date = read(record.document.date)
    if date is None:
        return ""
    points = [point for point in (date.start, date.end) if point]
    if any(point.day for point in points):
        return prose.date_words(date)
    more = any(point.month or point.season for point in points)
    return prose.date_words(date) if more and not month(record) else ""


def old_style(record: Record) -> str:
    """The day in the Julian calendar, in words."""
    date = read(record.document.date_old_style)
    return prose.date_words(date) if date else ""


def _in_one_month(date: Edtf | None) -> Point | None:
    if date is None or date.start is None or not date.start.month:
        return None
    if date.interval:
        end = date.end
        if end is None or (end.year, end.month) != (date.start.year, date.start.month):
            return None
    return date.start


# --- The way back --------------------------------------------------------------------------------

_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)} | {
    "spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24,
}  # fmt: skip
_CIRCA = re.compile(r"^(?:ca?\.?|circa|approx\.?|about|um|vers|около|ок\.)\s*(?=[\d\[-])", re.I)
_UNDATED = frozenset(("n.d.", "n. d.", "nd", "s.d.", "s. d.", "o.j.", "o. j.", "б.г.", "undated"))
_YEARS = re.compile(r"(-?\d{1,4})?\s*(?:/|–|—|--?)\s*(\d{2,4})?")
_MONTH = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


class Found(NamedTuple):
    """A date in EDTF, or what stands for one as it was given; inferred: it stood in brackets."""

    edtf: str = ""
    as_given: str = ""
    inferred: bool = False
    undated: bool = False


# What pandoc and pybtex write for the tilde of a doubtful date.
_TILDE = re.compile(r"\\textasciitilde\s*(?:\{\})?\s*")


def whole(text: str) -> Found:
    """The value of date or origdate: EDTF, or what older files have in its place."""
    if not text:
        return Found()
    text = _TILDE.sub("~", text).strip().strip('"')
    if read(text):
        return Found(text)
    for candidate in _mended(text):
        if read(candidate):
            return Found(candidate)
    return pieces(text, "", "")


def pieces(year_: str, month_: str, day_: str) -> Found:
    """Year, month and day as BibTeX files have them: 1966, ca. 1966, [1966], may, 27~May, 5."""
    text = " ".join(year_.replace("\u00a0", " ").split())
    if not text:
        return Found()
    bare = text.rstrip(".") if text.endswith("?.") else text
    inferred = bare[0] == "[" and bare[-1] == "]"
    if inferred:
        bare = bare[1:-1].strip()
    if bare.lower() in _UNDATED:
        return Found("", "" if bare == "n.d." else text, undated=True)
    circa = _CIRCA.match(bare)
    core = bare[circa.end() :] if circa else bare
    doubt = core.endswith("?")
    core = core.rstrip("? ")
    mark = "%" if circa and doubt else "~" if circa else "?" if doubt else ""
    found = _year_back(core, mark)
    if found and "/" not in found and "X" not in found and month_:
        found = _with_month(found.rstrip("~?%"), month_, day_, mark) or found
    if not found or not read(found):
        return Found("", " ".join(part for part in (day_, month_, text) if part))
    return Found(found, "", inferred)


def _mended(text: str) -> list[str]:
    """What a date that is nearly EDTF was meant to be."""
    mended = re.sub(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?![\d])", _padded, text)
    mended = mended.replace("?~", "%").replace("~?", "%").replace("u", "X")
    mended = re.sub(r"-00(?:-00)?(?=$|[/~?%])", "", mended)
    return [mended, re.sub(r"T\d\d:.*$", "", mended)]


def _padded(found: re.Match[str]) -> str:
    rest = [part.zfill(2) for part in found.groups()[1:] if part]
    return "-".join([found[1], *rest])


def _year_back(core: str, mark: str) -> str:
    if re.fullmatch(r"\d{4}s", core):
        return f"{core[:3]}X{mark}"
    before = re.fullmatch(r"(\d{1,4})\s*B\.?C\.?(?:E\.?)?", core)
    if before:
        year_ = 1 - int(before[1])
        return f"{'-' if year_ < 0 else ''}{abs(year_):04d}{mark}"
    if re.fullmatch(r"-?\d{1,4}", core):
        return f"{'-' if core[0] == '-' else ''}{int(core.lstrip('-')):04d}{mark}"
    span = _YEARS.fullmatch(core)
    if span and (span[1] or span[2]):
        first, last = span[1] or "", span[2] or ""
        if first and last and len(last) < len(first):
            last = first[: len(first) - len(last)] + last
        ends = [f"{each.zfill(4)}{mark}" if each else ".." for each in (first, last)]
        return "/".join(ends)
    return core + mark if read(core + mark) else ""


def _with_month(year_: str, month_: str, day_: str, mark: str) -> str:
    """The year with the month, and with the day that stands in either field."""
    text = month_.replace("\u00a0", " ").strip()
    months = [_number(word) for word in _MONTH.findall(text)]
    if text.isdecimal():
        months = [int(text)]
    months = [each for each in months if each]
    days = _DAY.findall(day_) or ([] if text.isdecimal() else _DAY.findall(text))
    if not months or months[0] > 24:
        return ""
    ends = [f"{year_}-{months[0]:02d}"]
    if len(months) > 1:
        ends.append(f"{year_}-{months[-1]:02d}")
    if days and months[0] <= 12:
        ends[0] += f"-{int(days[0]):02d}"
        if len(days) > 1:
            ends = [ends[0], f"{year_}-{months[-1]:02d}-{int(days[-1]):02d}"]
        elif len(ends) > 1:
            return ""
    made = "/".join(f"{end}{mark}" for end in ends[:2])
    return made if read(made) else ""


def _number(word: str) -> int:
    lower = word.lower()
    return _NUMBERS.get(lower) or _NUMBERS.get(lower[:3], 0)
