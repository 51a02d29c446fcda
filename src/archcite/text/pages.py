"""Page ranges: finding them in a text, expanding or shortening the second number, the dash.

CSL 1.0.2, Page Ranges and Appendix V.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archcite.text.numbers import parse_roman

_DASHES = "‐‑‒–—―−"
_TOKEN = r"[^\W_]+(?:[.:][^\W_]+){0,20}"  # bounded: a search that starts at each dot stays linear
_PREFIXED = re.compile(r"(|.*\D)(\d+)$")
_COUNTED = re.compile(r"\d[\d.:]*[^\W\d_]{0,2}$")
_KEPT_HYPHEN = "\x00"


def page_range(text: str, fmt: str = "", dash: str = "–") -> str:
    """The text with every range in it in the given format and with the given dash.

    fmt: the value of page-range-format, "" to leave the numbers as they are. Ranges are of numbers
    with the same prefix ("N110-N5"), of roman numerals and of numbers with a letter ("12v-13r";
    these are never shortened). What only looks like a range ("110-N6", "23-22", a date) keeps its
    hyphen, and so does a hyphen behind a backslash.
    """
    if "-" not in text and not any(sign in text for sign in _DASHES):
        return text
    text = text.replace("\\-", _KEPT_HYPHEN)
    changed = _ranges(dash).sub(lambda found: _changed(found, fmt, dash), text)
    return changed.replace(_KEPT_HYPHEN, "-")


@lru_cache(maxsize=8)
def _ranges(dash: str) -> re.Pattern[str]:
    """What finds ranges where this is the dash that a locale wants."""
    between = r"\-" + _DASHES + (re.escape(dash) if len(dash) == 1 else "")
    join = rf"-?[{between}]"
    return re.compile(
        rf"(?<![\w\x00{between}])({_TOKEN})(\s*{join}\s*)({_TOKEN})(?!\w|[{between}]\w)"
    )


def _changed(found: re.Match[str], fmt: str, dash: str) -> str:
    first, between, second = found.groups()
    start, end = _PREFIXED.match(first), _PREFIXED.match(second)
    if start and end and _same_prefix(start, end):
        begin, finish = start[2], end[2]
        full = begin[: max(0, len(begin) - len(finish))] + finish
        if _size(begin) < _size(full):
            if not fmt:
                return first + dash + second
            short = _shortened(begin, full, fmt)
            return first + dash + (start[1] + short if fmt == "expanded" else short)
    elif (parse_roman(first) and parse_roman(second)) or (
        _COUNTED.match(first) and (_COUNTED.match(second) or _lettered(first, second))
    ):
        return first + dash + second
    if any(c.isdigit() for c in first) and any(c.isdigit() for c in second):
        return first + between.strip() + second
    return found[0]


def _size(digits: str) -> tuple[int, str]:
    """A key that sorts as the number does; int() refuses very long ones."""
    bare = digits.lstrip("0")
    return len(bare), bare


def _same_prefix(start: re.Match[str], end: re.Match[str]) -> bool:
    return bool(start[1] == end[1] or (not end[1] and len(end[2]) < len(start[2]) and not start[1]))


def _lettered(first: str, second: str) -> bool:
    """Whether the second is a letter that goes on from the first's ("12a-c")."""
    return len(second) == 1 and first[-1].isalpha() and first[-1] < second


def _shortened(begin: str, end: str, fmt: str) -> str:
    """The end of the range as the format writes it; both are whole numbers without prefix."""
    if fmt == "minimal":
        return _changed_part(begin, end, 1)
    if fmt == "minimal-two":
        return _changed_part(begin, end, 2)
    if fmt not in ("chicago", "chicago-15", "chicago-16"):
        return end
    hundredth = int(begin[-2:])
    if _size(begin) < (3, "") or hundredth == 0:
        return end
    if hundredth < 10:
        return _changed_part(begin, end, 1)
    short = _changed_part(begin, end, 2)
    if fmt != "chicago-16" and len(begin) == 4 and len(short) == 3:
        return end
    return short


def _changed_part(begin: str, end: str, least: int) -> str:
    """The digits of end from the first that differs, but at least so many."""
    if len(begin) != len(end):
        return end
    same = 0
    while same < len(end) - least and begin[same] == end[same]:
        same += 1
    return end[same:]
