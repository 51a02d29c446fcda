"""Words as they are looked for: without case and accents, in Latin letters, in each usual spelling.

Брежнев, Brežnev and Brezhnev fold to a common reading, and so do Kim Il-sŏng and Kim Il Sung. Knows
no records and no index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import product

# What Unicode does not take apart into a letter and its accents; Cyrillic as English writes it.
LETTERS: Mapping[int, str] = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
    | dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""}
    | {"ю": "yu", "я": "ya", "ё": "e", "й": "i"}
    | {"і": "i", "ї": "i", "є": "ye", "ґ": "g", "ў": "u"}  # Ukrainian, Belarusian
    | dict.fromkeys("'’‘ʼʹʺ`´", "")
)
# Letters of scholarly transliterations, with what English writes in their place.
_SCHOLARLY = str.maketrans({"ž": "zh", "š": "sh", "č": "ch", "ŝ": "shch", "û": "yu", "â": "ya"})
# Korean vowels of McCune and Reischauer: as names are usually spelt, and as Seoul spells them.
_KOREAN = (str.maketrans({"ŏ": "u", "ŭ": "u"}), str.maketrans({"ŏ": "eo", "ŭ": "eu"}))
_MARKED = frozenset("žščŝûâŏŭ")

_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"[^\W_]+(?:['’ʼʹʺ`´][^\W_]+)*")
_FIRST_SIGN = "\u2e80"  # below it no letter is a sign
# Chinese, Japanese and Korean are written without blanks: each sign is looked for by itself.
_SIGN = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_POSSESSIVE = re.compile(r"['’]s\b")

# How Slavic names end, and begin, in the transliterations that one meets.
_ENDS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"(?<=[a-z])e[yij]$"), ("ey", "ei", "ej")),
    (re.compile(r"(?<=[a-z]{2})(?:iy|ij|ii|yi|y|i)$"), ("y", "i", "ii", "iy", "ij")),
)
_STARTS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"^(?:yu|iu|ju)(?=[a-z]{2})"), ("yu", "iu", "ju")),
    (re.compile(r"^(?:ya|ia|ja)(?=[a-z]{2})"), ("ya", "ia", "ja")),
    (re.compile(r"^(?:ye|je)(?=[a-z]{2})"), ("ye", "je", "e")),
)


def folded(text: str) -> str:
    """The words of a text in small Latin letters and digits, with a blank between two."""
    text = _POSSESSIVE.sub("", text.lower())
    if text.isascii():
        return " ".join(_WORD.findall(text.replace("'", "")))
    lower = unicodedata.normalize("NFC", text.casefold()).translate(LETTERS)
    plain = unicodedata.normalize("NFKD", lower)
    bare = (
        "".join(each for each in plain if not unicodedata.combining(each))
        .lower()
        .translate(LETTERS)
    )
    return " ".join(_WORD.findall(_signs().sub(r" \1 ", unicodedata.normalize("NFC", bare))))


@lru_cache(8192)  # a library has the same archives and people over and over
def readings(text: str) -> tuple[str, ...]:
    """Each way in which a text may be looked for, the plain one first."""
    plain = folded(text)
    if text.isascii():
        return (plain,)
    lower = unicodedata.normalize("NFC", text).casefold()
    if _MARKED.isdisjoint(lower):
        return (plain,)
    scholarly = lower.translate(_SCHOLARLY)
    found = dict.fromkeys((plain, folded(scholarly)))
    found.update(dict.fromkeys(folded(scholarly.translate(each)) for each in _KOREAN))
    return tuple(found)


def spellings(word: str) -> list[str]:
    """A folded word as other transliterations may spell it; itself first."""
    starts, rest = [word], word
    for pattern, forms in _STARTS:
        if pattern.match(word):
            rest = pattern.sub("", word)
            starts = [f"{form}{rest}" for form in forms]
    ends: list[tuple[str, ...]] = []
    for pattern, forms in _ENDS:
        if pattern.search(word):
            ends = [forms]
            starts = [pattern.sub("", each) for each in starts]
            break
    found = ["".join(each) for each in product(starts, *ends)]
    return list(dict.fromkeys([word, *found]))


def words(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where each word of a text begins and ends, with its readings."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for run in _RUN.finditer(text):
        pieces = (run,) if max(run[0]) < _FIRST_SIGN else _piece().finditer(text, *run.span())
        found += [(each.start(), each.end(), readings(each[0])) for each in pieces]
    return found


@cache  # large sets of signs take longer to compile than a command takes that needs none of them
def _signs() -> re.Pattern[str]:
    return re.compile(f"([{_SIGN}])")


@cache
def _piece() -> re.Pattern[str]:
    return re.compile(f"[{_SIGN}]|[^\\W_{_SIGN}]+(?:['’ʼʹʺ`´][^\\W_{_SIGN}]+)*")
