"""Scanning errors in names ("Kim II Sung", "Brezhn0v"): found, counted, proposed, never corrected.

A reading is suspected only where its shape is impossible in a name, or another spelling on the same
page supports the better one. Also: every spelling of one name in a page.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from archcite.record.model import Correction
from archcite.text.family_first import is_family_first


class Passage(NamedTuple):
    """A text of the page and the field that it is kept in ("body" for the text itself)."""

    field: str
    text: str


# Il, one of the commonest syllables of Korean names, as scanners misread it.
_IL = r"(?:II|11|ll|1l|l1|I1|1I|lI|Ii)"
_SYLLABLE = r"[A-ZÀ-Þ][a-zà-ÿŏŭ’']{1,7}"
_IL_IN_MIDDLE = re.compile(
    rf"(?<![\w-])({_SYLLABLE})([ -])({_IL})([ -])({_SYLLABLE}|[a-zŏŭ]{{2,6}})(?!\w)"
)
_IL_AT_END = re.compile(
    rf"(?<![\w-])({_SYLLABLE})([ -])({_SYLLABLE})([ -])({_IL})(?![\w-])(?! [A-Z])"
)
_WORD = re.compile(r"[^\W_]{4,40}")
_HOMOGLYPHS = str.maketrans("АВЕКМНОРСТХаеорсухіѕј", "ABEKMHOPCTXaeopcyxisj")
_LOOKS = str.maketrans({"I": "l", "1": "l", "|": "l", "0": "o", "O": "o", "5": "s", "8": "b"})
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def find_misreadings(passages: list[Passage]) -> tuple[Correction, ...]:
    """The suspected scanning errors of a page: each with its field, a better reading, the count."""
    found: Counter[tuple[str, str, str]] = Counter()
    for passage in passages:
        for reading, better in _il_names(passage.text):
            found[passage.field, reading, better] += 1
    found.update(_confused_words(passages))
    return tuple(
        Correction(field=field, found=reading, proposed=better, count=count)
        for (field, reading, better), count in found.items()
    )


def spellings(name: str, passages: list[Passage]) -> tuple[str, ...]:
    """Every spelling of a name on the page, scanning errors included, in order of appearance."""
    parts = [_any_reading(part) for part in re.split(r"[ -]", name) if part]
    if not parts:
        return ()
    pattern = re.compile(rf"(?<!\w){'[ -]?'.join(parts)}(?!\w)", re.IGNORECASE)
    found: dict[str, None] = {}
    for passage in passages:
        for match in pattern.finditer(passage.text):
            if match[0][0].isupper():
                found.setdefault(match[0])
    return tuple(found)


def _any_reading(part: str) -> str:
    """A pattern for a word and what a scanner makes of it."""
    out = ""
    for char in part:
        if char in "Il1|":
            out += "[Il1|]"
        elif char in "Oo0":
            out += "[Oo0]"
        else:
            out += re.escape(char)
    return out


def _il_names(text: str) -> list[tuple[str, str]]:
    """(as it stands, as it should be) for every Korean name with a misread Il."""
    middle = [
        (match[0], f"{match[1]}{match[2]}Il{match[4]}{match[5]}")
        for match in _IL_IN_MIDDLE.finditer(text)
        if is_family_first(f"{match[1]} Il {match[5].capitalize()}")
    ]
    at_end = [
        (match[0], f"{match[1]}{match[2]}{match[3]}{match[4]}Il")
        for match in _IL_AT_END.finditer(text)
        if is_family_first(f"{match[1]} {match[3]} Il")
    ]
    return middle + at_end


def _confused_words(passages: list[Passage]) -> Counter[tuple[str, str, str]]:
    """Words of which another, cleaner spelling stands on the page, or that mix two alphabets."""
    counts: dict[str, Counter[str]] = {}
    for passage in passages:
        for word in _WORD.findall(passage.text):
            counts.setdefault(word, Counter())[passage.field] += 1
    by_look: dict[str, list[str]] = {}
    for word in counts:
        if word[0].isupper() and _is_clean(word):
            by_look.setdefault(_look(word), []).append(word)
    found: Counter[tuple[str, str, str]] = Counter()
    for word, fields in counts.items():
        better = _better(word, by_look.get(_look(word), []), counts)
        if better:
            for field, count in fields.items():
                found[field, word, better] += count
    return found


def _better(word: str, candidates: list[str], counts: dict[str, Counter[str]]) -> str:
    others = [other for other in candidates if other.casefold() != word.casefold()]
    others.sort(key=lambda other: (-sum(counts[other].values()), other))
    mixed = word.translate(_HOMOGLYPHS)
    if mixed != word and mixed.isascii() and not _is_cyrillic(word):
        return mixed
    if not others:
        return ""
    best = others[0]
    if any(char.isdigit() for char in word):
        return best if sum(char.isalpha() for char in word) >= 3 else ""
    if word[0] == "l" and best[0] == "I" and word[1:] == best[1:]:
        return best
    # Two words of letters may both be right: only a spelling of the title or summary counts.
    known = [field for field in counts[best] if field != "body"]
    if known and word[0].isupper() and set(counts[word]) == {"body"} and len(word) >= 5:
        return best
    return ""


def _is_clean(word: str) -> bool:
    return (
        word.isalpha()
        and (word[1:].islower() or word[1:].isupper())
        and (word.isascii() or word.translate(_HOMOGLYPHS) == word or _is_cyrillic(word))
    )


def _is_cyrillic(word: str) -> bool:
    return all("Ѐ" <= char <= "ӿ" for char in word)


def _look(word: str) -> str:
    """What a word looks like to a scanner: letters that are taken for each other become one."""
    look = word.translate(_HOMOGLYPHS).translate(_LOOKS).casefold()
    for pair, one in _PAIRS:
        look = look.replace(pair, one)
    return look
