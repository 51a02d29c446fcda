"""Letter case as CSL asks for it (CSL 1.0.2, Text-case): one function per value of the attribute.

Each takes one text, and as *_runs a list of (text, protected) pieces that are cased as one string:
a protected piece (nocase markup, small caps, sup, sub) keeps its letters and counts as a word.
Knows no styles; whether a title is English is the caller's question.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TypeAlias

Runs: TypeAlias = list[tuple[str, bool]]

_ELIDED = re.compile("['’.]")
_HYPHENS = "-\u2010\u2011"
_WORD = re.compile(r"[^\s\u200b\-‐‑–—/,;?!:\[\](){}\"“”„‟«»‹›‘‚…]+")
_APOSTROPHES = "'’"
_AFTER = re.compile(r"[:?!][^\w]*$")

# The words that stay small inside an English title: articles, conjunctions, prepositions, and the
# particles and abbreviations that are written small everywhere (CSL 1.0.2, Title Case Conversion).
STOP_WORDS = frozenset(
    """
    a about above across afore after against al along alongside amid amidst among amongst an and
    apropos apud around as aside astride at athwart atop barring before behind below beneath
    beside besides between beyond but by c ca circa d despite down during et except for from
    given in inside into lest like modulo near next nor notwithstanding of off on onto or out
    over per plus pro qua sans since so than the through throughout thru till to toward towards
    under underneath until unto up upon v van versus via von vs with within without yet de
    """.split()
)


# A text that begins with a word of letters without an i, which has two capitals.
_PLAIN_START = re.compile(r"[a-hj-z][a-z]*(?=[ ,:;-]|\.?(?: |\Z))").match


_LETTERS = re.compile(r"[A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]+")
_UNUSUAL = re.compile(
    r"[^A-Za-z0-9\u00c0-\u00d6\u00d8-\u00de\u00e0-\u00f6\u00f8-\u0148\u014a-\u017f ,:;?!()“”–—…]"
).search


class _Word:
    """One word of the joined text: where it stands and whether any of it is protected."""

    __slots__ = ("end", "protected", "start")

    def __init__(self, start: int, end: int, protected: bool) -> None:
        self.start = start
        self.end = end
        self.protected = protected


def lowercase(text: str, language: str = "") -> str:
    """All letters small."""
    if language[:2] in ("tr", "az"):
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def uppercase(text: str, language: str = "") -> str:
    """All letters capital."""
    if language[:2] in ("tr", "az"):
        text = text.replace("i", "İ")
    return text.upper()


def capitalize_first(text: str, language: str = "") -> str:
    """The first word with a capital, if it is written small."""
    if "A" <= text[:1] <= "Z":
        return text
    plain_word = _PLAIN_START(text)
    if plain_word is not None:
        word = plain_word[0]
        return word[0].upper() + text[1:] if word.islower() else text
    return capitalize_first_runs([(text, False)], language)[0]


def capitalize_all(text: str, language: str = "") -> str:
    """Every small word with a capital."""
    return capitalize_all_runs([(text, False)], language)[0]


def sentence(text: str, language: str = "") -> str:
    """The first word with a capital, all others small."""
    return sentence_runs([(text, False)], language)[0]


@lru_cache(maxsize=4096)
def title(text: str, language: str = "") -> str:
    """English headline case: small words get a capital, but stop words inside; capitals stay."""
    if _UNUSUAL(text) or language[:2] in ("tr", "az"):
        return title_runs([(text, False)], language)[0]
    return _plain_title(text)


def _plain_title(text: str) -> str:
    """title of a text of usual letters: without elisions, hyphens, marks in words, Greek."""
    out: list[str] = []
    at = end = 0
    last = -1
    for found in _LETTERS.finditer(text):
        word = found[0]
        start = found.start()
        if word.islower():
            if word in STOP_WORDS or len(word) < 2:
                last = start if len(word) > 1 else -1
                opens = not end or _AFTER.search(text, end, start) is not None
            else:
                last, opens = -1, True
            if opens:
                out += (text[at:start], word[0].upper())
                at, last = start + 1, -1
        else:
            last = -1
        end = found.end()
    if last >= 0:  # a stop word at the end
        out += (text[at:last], text[last].upper())
        at = last + 1
    out.append(text[at:])
    return "".join(out)


def lowercase_runs(runs: Runs, language: str = "") -> list[str]:
    """lowercase over the pieces."""
    return [text if protected else lowercase(text, language) for text, protected in runs]


def uppercase_runs(runs: Runs, language: str = "") -> list[str]:
    """uppercase over the pieces."""
    return [text if protected else uppercase(text, language) for text, protected in runs]


def capitalize_first_runs(runs: Runs, language: str = "") -> list[str]:
    """capitalize_first over the pieces."""
    text, words = _words(runs)
    changed: dict[int, str] = {}
    if words and not words[0].protected:
        _capital(text, words[0], changed, language)
    return _rebuild(runs, changed)


def capitalize_all_runs(runs: Runs, language: str = "") -> list[str]:
    """capitalize_all over the pieces."""
    text, words = _words(runs)
    changed: dict[int, str] = {}
    for word in words:
        if not word.protected:
            _capital(text, word, changed, language)
    return _rebuild(runs, changed)


def sentence_runs(runs: Runs, language: str = "") -> list[str]:
    """sentence over the pieces; the first word keeps its inner capitals unless all is capitals."""
    text, words = _words(runs)
    if not words:
        return [text for text, _ in runs]
    first = words[0]
    changed: dict[int, str] = {}
    shouted = len(words) > 1 and text.isupper()
    for index, char in enumerate(text):
        if not first.start <= index < first.end or (shouted and index > first.start):
            changed[index] = lowercase(char, language)
    if not first.protected:
        _capital(text, first, changed, language)
    return _rebuild(runs, {i: c for i, c in changed.items() if c != text[i]})


def title_runs(runs: Runs, language: str = "") -> list[str]:
    """title over the pieces.

    The first and the last word and one after a colon, question or exclamation mark get a capital
    even if they are stop words, and so does a stop word that opens a hyphenated word (In-Depth). A
    single letter, a word after an apostrophe and a word that has a capital somewhere stay as they
    are: neither acronyms nor capitals that an author set are taken away.
    """
    text, words = _words(runs)
    changed: dict[int, str] = {}
    last: _Word | None = None
    previous_end = 0
    for position, word in enumerate(words):
        token = text[word.start : word.end]
        if not token.islower():  # it has capitals, or letters that know none
            previous_end, last = word.end, None
            continue
        after_colon = _AFTER.search(text, previous_end, word.start) is not None
        opens_compound = (
            text[word.end : word.end + 1] in _HYPHENS
            and word.end < len(text)
            and (word.start == 0 or text[word.start - 1] not in _HYPHENS)
        )
        previous_end, last = word.end, None
        if word.protected:
            continue
        core = token.strip(_APOSTROPHES + ".")
        small = core.lower() in STOP_WORDS
        if small and len(core) > 1:
            last = word
        single = len(_ELIDED.split(core, maxsplit=1)[0]) < 2
        if position == 0 or after_colon or opens_compound or not (small or single):
            _capital(text, word, changed, language)
    if last is not None:
        _capital(text, last, changed, language)
    return _rebuild(runs, changed)


def _words(runs: Runs) -> tuple[str, list[_Word]]:
    """The pieces joined, and the words in them; a word may run over several pieces."""
    text = "".join(piece for piece, _ in runs)
    begins: list[int] = []  # of the protected pieces, and where they stop
    stops: list[int] = []
    at = 0
    for piece, protected in runs:
        if protected and piece:
            begins.append(at)
            stops.append(at + len(piece))
        at += len(piece)
    words = []
    for found in _WORD.finditer(text):
        start, end = found.span()
        if found[0].strip(_APOSTROPHES + "."):
            following = bisect_right(stops, start)
            inside = following < len(stops) and begins[following] < end
            words.append(_Word(start, end, inside))
    return text, words


def _capital(text: str, word: _Word, changed: dict[int, str], language: str) -> None:
    """Note the word's first letter as a capital, if the whole word is written small."""
    token = text[word.start : word.end]
    if token != token.lower() or _elided(text, word):
        return
    start = word.start + len(token) - len(token.lstrip(_APOSTROPHES))
    char = text[start]
    if "\u0370" <= char <= "\u03ff" and len(token.rstrip(_APOSTROPHES + ".")) == 1:
        return  # a lone Greek letter is a symbol
    capital = "İ" if char == "i" and language[:2] in ("tr", "az") else char.title()
    if capital != char:
        changed[start] = capital


def _elided(text: str, word: _Word) -> bool:
    """Whether the word begins with an apostrophe ('tis, 'n') and not with a quotation mark."""
    if text[word.start - 1 : word.start] == "‘":
        return "’" not in text[word.end - 1 :]
    if text[word.start] == "'":
        return not re.search(r"\S'(?!\w)", text[word.start + 1 :])
    return text[word.start] == "’"


def _rebuild(runs: Runs, changed: dict[int, str]) -> list[str]:
    """The pieces with the noted letters set in; protected ones as they came."""
    if not changed:
        return [text for text, _ in runs]
    places = sorted(changed)
    pieces, at = [], 0
    for text, protected in runs:
        end = at + len(text)
        if not protected:
            here = places[bisect_left(places, at) : bisect_left(places, end)]
            parts, done = [], 0
            for place in here:
                parts += [text[done : place - at], changed[place]]
                done = place - at + 1
            text = "".join([*parts, text[done:]])
        pieces.append(text)
        at = end
    return pieces
