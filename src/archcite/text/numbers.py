"""Numbers in citation fields: what is numeric, splitting, roman numerals, year-suffix letters."""

from __future__ import annotations

import re
from typing import NamedTuple

# Small roman numerals count up to 39: longer ones look too much like words and abbreviations.
_ONE = r"(?:[^\W\d_]*\d+[^\W\d_]*|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))"
_BETWEEN = r"(?:\s*(?:,|&|--?|[‐-―−])\s*|/)"
_NUMERIC = rf"\s*{_ONE}(?:{_BETWEEN}{_ONE})*\s*"
_SEPARATOR = rf"({_BETWEEN})"
_ROMAN = r"m{0,5}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})"
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_STEPS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def counted(number: int, noun: str) -> str:
    """How many there are, in English, as messages say it: 1 record, 1,200 records."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class Token(NamedTuple):
    """A piece of a numeric text.

    number: whether it is digits alone, which can take an ordinal or roman form; false for
    separators and for numbers with letters ("L2d").
    """

    text: str
    number: bool


def is_numeric(text: str) -> bool:
    """Whether the text is made of numbers only (CSL 1.0.2, Choose, is-numeric).

    A number may have letters before and behind it ("D2", "2b", "L2d", "1st"); several are separated
    by a comma, a hyphen or an ampersand. As in the reference implementation, the slash of a double
    issue ("3/4") separates too, and small roman numerals are numbers.
    """
    return text.isdecimal() or re.fullmatch(_NUMERIC, text) is not None


def tokens(text: str) -> list[Token]:
    """Numbers and the separators between them, these spaced as CSL wants: ", ", "-", " & "."""
    return [
        Token(_spaced(piece), False) if odd else Token(piece, piece.isdecimal())
        for odd, piece in _alternating(re.split(_SEPARATOR, text.strip()))
        if piece
    ]


def roman(number: int) -> str:
    """Small roman numerals; decimal digits for what these cannot say (below 1, from 6000)."""
    if not 0 < number < 6000:
        return str(number)
    letters = []
    for value, sign in _STEPS:
        count, number = divmod(number, value)
        letters.append(sign * count)
    return "".join(letters)


def parse_roman(text: str) -> int | None:
    """The number that a roman numeral, all small or all capital, stands for; None for others."""
    small = text.lower()
    if not text or text not in (small, text.upper()) or not re.fullmatch(_ROMAN, small):
        return None
    total = 0
    for here, following in zip(small, small[1:] + " ", strict=True):
        value = _VALUES[here]
        total += -value if value < _VALUES.get(following, 0) else value
    return total


def letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa: the letters of year suffixes (CSL 1.0.2, Disambiguation)."""
    made = ""
    while number > 0:
        number, place = divmod(number - 1, 26)
        made = chr(97 + place) + made
    return made


def _alternating(pieces: list[str]) -> list[tuple[int, str]]:
    return [(index % 2, piece) for index, piece in enumerate(pieces)]


def _spaced(separator: str) -> str:
    sign = separator.strip()
    return {",": ", ", "&": " & ", "/": "/"}.get(sign, "-")
