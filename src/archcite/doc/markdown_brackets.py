"""The brackets and footnotes of a Markdown text, from which what hides is blanked.

Says which brackets may be citations; does not read them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from archcite.doc.brackets import mates

KEY = r"@(?:\{[^{}\n]+\}|\w+(?:[:.#$%&\-+?<>~/]\w+)*)"
_KEYED = re.compile(rf"(?<![\w.])-?{KEY}")
# A bracket with few words before its first key; a round one in them closes an interval.
_BEGUN = re.compile(rf"(?<!!)\[(?=[^@\[\]()]{{0,80}}(?<![\w.@])-?{KEY})")
_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_ADDRESS = re.compile(r"^ {0,3}\[([^\[\]^@\n][^\[\]\n]*)\]:", re.MULTILINE)
_STOPS = re.compile(r"[\[\]{}]|\n[ \t]*\n")
_LONGEST = 5000  # letters of one bracket


class Brackets:
    """The brackets of a text, and which of them may be citations."""

    def __init__(self, masked: str, text: str) -> None:
        """masked: the text with blanks for what hides citations."""
        self._text = text
        self._masked = masked
        self._mates = mates(masked, "[", _STOPS, lone=True)
        named = _ADDRESS.findall(text)
        self._addresses = {" ".join(name.split()).casefold() for name in named}

    def closing(self, start: int) -> int:
        """Behind the bracket that closes the one at start; 0 for none in its paragraph."""
        end = self._mates.get(start, 0)
        return end if end - start <= _LONGEST else 0

    def keyed(self) -> Iterator[tuple[int, int]]:
        """Each bracket that has a key in it, and is no link, image, note or definition."""
        masked = self._masked
        keys = [(found.start(), found.end()) for found in _KEYED.finditer(masked)]
        for start in sorted(self._mates):
            end = self.closing(start)
            if (
                not end
                or masked[start] != "["
                or self._is_link(end)
                or masked.endswith(("^", "!"), 0, start)
                or masked.startswith("^", start + 1)
                or self._text.startswith(("(", "{"), end)
            ):
                continue
            if masked.startswith(":", end) and (not start or masked[start - 1] == "\n"):
                continue
            first = bisect_right(keys, (start, 0))
            if first < len(keys) and keys[first][1] < end:
                yield start, end

    def _is_link(self, end: int) -> bool:
        """Whether a bracket that ends there is followed by the name of an address, as a link is."""
        close = self.closing(end) if self._masked.startswith("[", end) else 0
        if not close:
            return False
        name = " ".join(self._masked[end + 1 : close - 1].split()).casefold()
        return not name or name in self._addresses

    def unclosed(self) -> Iterator[int]:
        """Where a citation begins whose bracket is never closed in its paragraph."""
        for found in _BEGUN.finditer(self._masked):
            if found.start() not in self._mates:
                yield found.start()


class Notes:
    """The writer's own footnotes: where they are defined, and where their marks stand."""

    def __init__(self, masked: str, brackets: Brackets) -> None:
        self._spans: list[tuple[int, int, str]] = []
        defined: set[str] = set()
        for found in _DEFINITION.finditer(masked):
            if self._spans and found.start() < self._spans[-1][1]:
                continue
            self._spans.append((found.start(), _end_of_note(masked, found.end()), found[1]))
            defined.add(found[1])
        inline: list[tuple[int, int, str]] = []
        self.marks: dict[str, int] = {}
        for found in _MARK.finditer(masked):
            if found[1] in defined and not self.of(found.start()):
                self.marks.setdefault(found[1], found.start())
        for found in re.finditer(r"\^\[", masked):
            end = brackets.closing(found.start() + 1)
            if end and not self.of(found.start()):
                id_ = f"^{found.start()}"
                if not inline or found.start() >= inline[-1][1]:
                    inline.append((found.start(), end, id_))
                    self.marks[id_] = found.start()
        self._spans = sorted([*self._spans, *inline])

    def of(self, place: int) -> str:
        """The footnote in which a place is; "" for the running text."""
        number = bisect_right(self._spans, place, key=itemgetter(0)) - 1
        if number < 0 or place >= self._spans[number][1]:
            return ""
        return self._spans[number][2]


def _end_of_note(masked: str, start: int) -> int:
    """Where a footnote's definition ends: before the first paragraph that is not indented."""
    place = start
    blank = False
    for line in _lines(masked, start):
        if not line.strip():
            blank = True
        elif place > start and (
            (blank and not line.startswith(("    ", "\t"))) or _DEFINITION.match(line)
        ):
            return place
        else:
            blank = False
        place += len(line)
    return place


def _lines(text: str, start: int) -> Iterator[str]:
    """The lines from a place on, with their ends."""
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end
