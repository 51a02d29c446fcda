"""What hides citations in Markdown: code, comments, mathematics, addresses. Linear in the text.

Places are offsets; what hides is blanked, so that every place stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# What begins something. The order matters: what begins first wins. What has an end that may be far
# away, or missing, is only opened here.
_OPENED = re.compile(
    r"""(?=[\ \t`~<$(hfd@\\\[])(?:
    (?P<fence>^[ \t]{0,3}(?P<fenced>`{3,}|~{3,})[^\n]*\n)
    |(?P<code>(?<!`)`+)
    |(?P<comment><!--)
    |(?P<display>(?<![\\$])\$\$)
    |(?P<math>(?<![\\$\w])\$(?=\S)[^$\n]+?(?<=\S)\$(?!\d))
    |(?P<target>(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+"[^"\n]*")?\))
    |(?P<titled>^[ ]{0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*\S+\s+
      (?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))[ \t]*$)
    |(?P<environment>^[ ]{0,3}\\begin\{(?P<named>[A-Za-z]+\*?)\})
    |(?P<command>\\[A-Za-z]+\*?(?:\[[^\[\]\n]*\]|\{(?:[^{}\n]|\n(?![ \t]*\n)|\{[^{}\n]*\})*\})+)
    |(?P<auto><[A-Za-z][\w+.-]*:[^<>\s]*>|<[\w.+-]+@[\w.-]+>)
    |(?P<bare>(?:https?|ftp|doi):[^\s<>\])}]+)
    |(?P<mail>(?<=[\w.+-])@\w[\w-]*(?:\.[\w-]+)+)
    |(?P<escaped>\\[@\[\]\\`^$]))""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_FENCE = re.compile(r"^[ \t]{0,3}(`{3,}|~{3,})[`~]*[ \t]*$", re.MULTILINE)
_TICKS = re.compile(r"`+")
_INDENTED = re.compile(r"(?:\A|(?<=\n)[ \t]*\n)(?:(?: {4}|\t)[^\n]*(?:\n|\Z))+")
_GOES_ON = re.compile(
    r"(?:[ \t]*(?:[-*+]|\d+[.)]|\(?[a-z]\))[ \t])|[ ]{4}|\t|[ ]{0,3}\[\^[^\]]+\]:|:[ \t]"
)


class Hidden(NamedTuple):
    """A stretch that hides what stands in it. kind: the name of its group above."""

    start: int
    end: int
    kind: str


def hidden(text: str, begin: int = 0) -> list[Hidden]:
    """All of them from a place on, in order and apart."""
    ends = _Ends(text)
    found: list[Hidden] = []
    at = begin
    while opened := _OPENED.search(text, at):
        kind = opened.lastgroup or ""
        kind = {"fenced": "fence", "named": "environment"}.get(kind, kind)
        end = ends.of(kind, opened)
        if end:
            found.append(Hidden(opened.start(), end, kind))
        elif kind == "fence":  # its ticks may begin code in the line
            at = _past_ticks(text, opened, ends, found)
            continue
        at = end or opened.end()
    return found


def _past_ticks(text: str, opened: re.Match[str], ends: _Ends, found: list[Hidden]) -> int:
    """Behind the ticks of a fence that is none, and behind the code that they begin."""
    ticks = opened["fenced"]
    start = opened.start("fenced")
    end = ends.ticks(start + len(ticks), len(ticks)) if ticks[0] == "`" else 0
    if end:
        found.append(Hidden(start, end, "code"))
    return end or start + len(ticks)


class _Ends:
    """Where something that is open ends. What is missing once is looked for no more."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs: dict[int, list[int]] | None = None
        self._fences: dict[str, list[tuple[int, int, int]]] | None = None
        self._missing: set[str] = set()

    def of(self, kind: str, opened: re.Match[str]) -> int:
        """The end of what has been opened; 0 where it has none."""
        if kind == "fence":
            return self._fence(opened)
        if kind == "code":
            return self.ticks(opened.end(), len(opened[0]))
        if kind == "comment":
            return self._after("-->", opened.end())
        if kind == "environment":
            return self._after(f"\\end{{{opened['named']}}}", opened.end())
        if kind == "display":
            return self._after("$$", opened.end() + 1)
        return opened.end()

    def _after(self, closing: str, at: int) -> int:
        if closing in self._missing:
            return 0
        place = self._text.find(closing, at)
        if place < 0:
            self._missing.add(closing)
            return 0
        return place + len(closing)

    def ticks(self, at: int, length: int) -> int:
        """Behind the next run of just so many backticks that is not close by."""
        if self._runs is None:
            self._runs = {}
            for found in _TICKS.finditer(self._text):
                self._runs.setdefault(len(found[0]), []).append(found.start())
            for places in self._runs.values():
                places.reverse()
        left = self._runs.get(length, [])
        while left and left[-1] <= at:
            left.pop()
        return left[-1] + length if left else 0

    def _fence(self, opened: re.Match[str]) -> int:
        """Behind the line that closes a fence: of its sign, and at least as long."""
        if self._fences is None:
            self._fences = {"`": [], "~": []}
            for found in _FENCE.finditer(self._text):
                self._fences[found[1][0]].append((found.start(), len(found[1]), found.end()))
            for fences in self._fences.values():
                fences.reverse()
        ticks = opened["fenced"]
        key = f"{ticks[0]}{len(ticks)}"
        if any(missing in self._missing for missing in (key, ticks[0])):
            return 0
        left = self._fences[ticks[0]]
        while left and left[-1][0] < opened.end():
            left.pop()
        for _, length, end in reversed(left):
            if length >= len(ticks):
                return end
        self._missing.add(key if left else ticks[0])
        return 0


def blanks(text: str) -> str:
    """As many blanks as the text has letters; line ends stay."""
    return re.sub(r"[^\n]", " ", text)


def visible(text: str, found: list[Hidden], begin: int) -> str:
    """The text with what hides citations as blanks, and all before the beginning."""
    walled = _replaced(text, found, begin, "\ufffc")
    body = _replaced(text, found, begin, " ")
    return "".join([blanks(text[:begin]), *_without_indented(body, walled)])


def _replaced(text: str, found: list[Hidden], begin: int, letter: str) -> str:
    """The text from the beginning on with that letter for each that is hidden."""
    parts: list[str] = []
    at = begin
    for start, end, _ in found:
        parts += [text[at:start], re.sub(r"[^\n]", letter, text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _without_indented(body: str, walled: str) -> Iterator[str]:
    """Indented code as blanks; what goes on in a list or a note stays.

    walled: the same with what is hidden as letters, which do not indent.
    """
    at = 0
    for found in _INDENTED.finditer(walled):
        yield body[at : found.start()]
        code = body[found.start() : found.end()]
        yield code if _goes_on(walled, found.start()) else blanks(code)
        at = found.end()
    yield body[at:]


def _goes_on(body: str, start: int) -> bool:
    """Whether the paragraph before a place is of a list or a note."""
    end = start
    while end and body[end - 1] == "\n":
        end -= 1
    last = body.rfind("\n\n", 0, end)
    return _GOES_ON.match(body, last + 2 if last >= 0 else 0, end) is not None
