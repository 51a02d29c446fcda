"""LaTeX read as far as citations need it: what hides them, and the arguments of a command.

Places are offsets into the text; what hides is blanked, so that every place stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from archcite.doc.brackets import CLOSING, mates, stretches

# Comments, and text that is printed as it stands. What begins first wins.
_HIDDEN = re.compile(
    r"(?P<signs>\\[\\%])"
    r"|%[^\n]*"
    r"|\\begin\{(?P<name>verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?)\}"
    r"|\\(?:verb\*?|lstinline(?:\[[^\]\n]*\])?)(?P<sign>[^\w\s{\[*])[^\n]*?(?P=sign)",
    re.DOTALL,
)
_LONGEST = 20_000  # letters of one argument
_BLANKS = re.compile(r"[ \t]*(?:\n[ \t]*)?")
_STOPS = {
    opening: re.compile(rf"\\.|[{{}}{re.escape(opening + closing)}]|\n[ \t]*\n", re.DOTALL)
    for opening, closing in CLOSING.items()
}


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with those spans, in order and apart, as blanks; line ends stay."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def visible(text: str) -> str:
    """The text without comments and verbatim, as long as it was."""
    found = stretches(text, _HIDDEN, lambda name: re.compile(rf"\\end\{{{re.escape(name)}\}}"))
    return blanked(text, (
        each if isinstance(each, tuple) else each.span()
        for each in found if isinstance(each, tuple) or not each["signs"]
    ))  # fmt: skip


class Argument(NamedTuple):
    """An argument of a command: where its brackets begin and end, and which they are."""

    start: int
    end: int
    bracket: str

    def of(self, text: str) -> str:
        """What stands in the brackets."""
        return text[self.start + 1 : self.end - 1]


def argument(text: str, place: int, brackets: str) -> Argument | None:
    """The argument that begins at the place, in one of those brackets; blanks may stand before."""
    found = _BLANKS.match(text, place)
    start = found.end() if found else place
    bracket = text[start : start + 1]
    if not bracket or bracket not in brackets:
        return None
    end = closed(text, start)
    return Argument(start, end, bracket) if end else None


def closed(text: str, start: int) -> int:
    """Behind the bracket that closes the one at start, braces being in balance; 0 for none.

    An optional argument ends in its paragraph; one in braces may have several paragraphs.
    """
    end = _mates(text, text[start]).get(start, 0)
    return end if end - start <= _LONGEST else 0


@lru_cache(maxsize=16)  # of the few texts that are read at a time
def _mates(text: str, opening: str) -> dict[int, int]:
    return mates(text, opening, _STOPS[opening])


def arguments(text: str, place: int, brackets: str, most: int) -> list[Argument]:
    """The arguments that follow one another from the place on."""
    found: list[Argument] = []
    while len(found) < most and (one := argument(text, place, brackets)):
        found.append(one)
        place = one.end
    return found


_ENVIRONMENT = re.compile(r"\\(begin|end)\{(\w+)(\*?)\}")


def environments(text: str, names: frozenset[str]) -> list[tuple[int, int]]:
    """The spans of the outermost environments of those names, starred ones too, in order."""
    found: list[tuple[int, int]] = []
    open_: list[str] = []
    start = 0
    for each in _ENVIRONMENT.finditer(text):
        if each[2] not in names:
            continue
        if each[1] == "begin":
            start = start if open_ else each.start()
            open_.append(each[2])
        elif open_ and open_[-1] == each[2]:
            open_.pop()
            if not open_:
                found.append((start, each.end()))
    return found
