"""The numbers of a shelfmark: their ranges, the backs of leaves, whether they are one or many.

Changes marks only, never a number: a hyphen between two numbers, ob. for об.
"""

from __future__ import annotations

import re

# 12, 12v, 0078, 12 ob.; pages of a preface are in small roman numerals.
_BACK = r"(?: ?(?:ob|об|zv|зв)\b\.?)"
_NUMBER = rf"\d{{1,40}}(?:{_BACK}|[^\W\d_]{{1,2}}(?![^\W_]))?"
_MARK = r"( ?[-–—~] ?)"
_RANGE = re.compile(
    rf"(?<![\w/.–—~-])(?:({_NUMBER}){_MARK}({_NUMBER}|[rv](?!\w))"
    rf"|([ivxl]{{1,8}}){_MARK}([ivxl]{{1,8}}))(?![\w/–—~-])"
)
_VERSO = re.compile(r"(?<=\d)( ?)(ob|об|zv|зв)\b\.?")
_LATIN = {"ob": "ob.", "об": "ob.", "zv": "zv.", "зв": "zv."}
_SIDE = re.compile(r"(\d{1,40})(?: ?(?:ob|об|zv|зв|r|v)\b\.?)?")
_NUMBERS = re.compile(r"[^\W\d]{0,12}[-./]?\d[\w./–-]*(?:(?:, ?| ?& ?| and )\d[\w./–-]*)*")
_WORDS = re.compile(r"(?<![^\W_])[^\W\d_]{3,}")
_MANY_MARKS = (",", ";", " and ", "&")


def with_spans(value: str, mark: str, *, counted: bool) -> str:
    """The value with that mark between the two numbers of a range.

    counted: leaves and pages, where any two numbers are a range. A box or volume 21-1 is one
    number, 12-14 a range.
    """

    def marked(found: re.Match[str]) -> str:
        first, _, last = ends = _ends(found)
        if not counted and not _ascends(first, last):
            return found[0]
        return f"{ends[0]}{mark}{last}"

    return _RANGE.sub(marked, value)


def with_versos(value: str, own: str) -> str:
    """The back of a leaf as the reader's language writes it (об., 背面); "" as in the archive.

    In Latin letters a Russian back is ob., a Ukrainian one zv.
    """

    def written(found: re.Match[str]) -> str:
        if own:
            return own
        return found[1] + _LATIN[found[2]]

    return _VERSO.sub(written, value)


def is_many(value: str, *, counted: bool) -> bool:
    """Whether a value names several: a range, a list, "4ff". 12r-v and 12-12 ob. are one leaf."""
    if any(mark in value for mark in _MANY_MARKS):
        return True
    found = [_ends(each) for each in _RANGE.finditer(value)]
    if not counted:
        return any(mark.strip() != "-" or _ascends(first, last) for first, mark, last in found)
    if any(not _is_one_leaf(first, last) for first, _, last in found):
        return True
    return value.endswith("ff") or (value[:1].isdigit() and value.endswith("f"))


def is_number(value: str) -> bool:
    """Whether a folder's value is its number (20, 12a, B-7) and not its title (CA 7 Ex.)."""
    return _NUMBERS.fullmatch(value) is not None


def is_title(value: str) -> bool:
    """Whether a series or file is called by its title: words, numbers among them or not."""
    if " " not in value or not any(char.isdigit() for char in value):
        return " " in value
    return value[0].isalpha() and len(_WORDS.findall(value)) > 1


def _ends(found: re.Match[str]) -> tuple[str, str, str]:
    first, mark, last = found.group(1, 2, 3) if found[1] else found.group(4, 5, 6)
    return first, mark, last


def _ascends(first: str, last: str) -> bool:
    return first.isdecimal() and last.isdecimal() and int(first) < int(last)


def _is_one_leaf(first: str, last: str) -> bool:
    """Whether the ends are two sides of the same leaf."""
    one, other = _SIDE.fullmatch(first), _SIDE.fullmatch(last)
    return one is not None and (last in ("r", "v") or (other is not None and one[1] == other[1]))
