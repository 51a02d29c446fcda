"""Which keys LaTeX's helper files name: what BibTeX (.aux) and biber (.bcf) are told to look up.

They are no documents: nothing can be woven into them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Named(NamedTuple):
    """A key where a file names it; "*" for all there are. line: counted from 1."""

    key: str
    line: int


_AUX = re.compile(r"\\citation\{([^{}]*)\}|\\abx@aux@cite\{[^{}]*\}\{([^{}]*)\}")
_BCF = re.compile(r"<bcf:citekey\b[^>]*>([^<]*)</bcf:citekey>")
_OF_PROGRAMS = frozenset(("REVTEX41Control",))


def named(text: str, suffix: str) -> list[Named]:
    """Every key that a helper file of that suffix (.aux, .bcf) names, in order, each time."""
    found: list[Named] = []
    line, counted = 1, 0
    for place, key in HELPERS[suffix.lower()](text):
        line += text.count("\n", counted, place)
        counted = place
        if key and key not in _OF_PROGRAMS:
            found.append(Named(key, line))
    return found


def _aux(text: str) -> Iterator[tuple[int, str]]:
    for found in _AUX.finditer(text):
        for key in (found[1] or found[2] or "").split(","):
            yield found.start(), key.strip()


def _bcf(text: str) -> Iterator[tuple[int, str]]:
    from html import unescape

    for found in _BCF.finditer(text):
        yield found.start(), unescape(found[1]).strip()


HELPERS: dict[str, Callable[[str], Iterator[tuple[int, str]]]] = {".aux": _aux, ".bcf": _bcf}
