"""References that need no label words: CIA-RDP82R00025, FO 371/123, F/7/12345, 855-5-1234.

Each has its own pattern, some only where the archive is known. Every pattern is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from archcite.record.model import Level
from archcite.record.vocab import LevelKind as K
from archcite.record.vocab import State

_QUOTED = r"[\"“«„]([^\"“”«»]{1,160})[\"”»“]"
_QUOTED_FOLDER = re.compile(rf"{_QUOTED},? ?(?:folder|file)\b", re.IGNORECASE)
_FOLDER_QUOTED = re.compile(rf"\b(?:folder|file|mappe|dossier|carpeta):? ?{_QUOTED}", re.IGNORECASE)
_CIA = re.compile(r"\bCIA-RDP[0-9A-Z]{4,}(?:-\d+)?")
# F/7/12345 and BB/18/1234 can be nothing else; 10 AJ 5, GR 7 N 12 and AB XIX 3380 need the archive.
_FRENCH_CLASS = re.compile(r"(?<![\w/])([A-Z]{1,2}/\d{1,2}[a-z]?)/(\d{1,6}[A-Z]?)(?![\w/])")
_FRENCH_MARK = re.compile(
    r"(?<![\w/])((?:(?:GR|MV|AI) )?\d{1,4} ?[A-Z]{1,2}|[A-Z]{1,2}\d{1,2}|[A-Z]{2} [IVXL]{1,6})"
    r"[ /](\d{1,6})(?![\w/])"
)
_CHINESE_FILE = re.compile(r"(?<![\w-])([A-Z]?\d{1,4})-(\d{1,3})-(\d{1,6})(?![\w-])")
# M-KS 288. f. 5. cs. 44. ő. e.: Hungarian numbers stand before their words.
_HUNGARIAN = re.compile(
    r"(?<![\w-])((?:[A-Z]{1,5}(?:-[A-Z]{1,3})? )?\d{1,4})\. ?f\.(?:,? ?(\d{1,4})\. ?cs\.)?"
    r"(?:,? ?(\d{1,5})\. ?ő\. ?e\.)?"
)
_FOREIGN_MINISTRY = re.compile(r"\b\d{3}-\d{5}-\d{2}\b")
_MANUSCRIPT = re.compile(r"\b(?:[A-Z]{2,5} )?MSS?[ -]\d[\w-]{0,20}(?:\.[\w-]{1,20}){0,3}")
_CLASS = re.compile(
    r"(?<![\w/])([A-Z]{1,6}) (\d{1,5}(?:[- ][IVX]{1,4})?)/(\d{1,8}[A-Z]?)"
    r"((?:/\d{1,6}){0,3})(?![\w/])"
)
_CLASS_AND_NUMBER = re.compile(
    r"(?<![\w/])([A-Z]{1,4}) (\d{1,5}), (?:[Nn]r\. ?)?((?:R )?\d{1,8})(?![\w/])"
)
_CLASS_AND_VOLUME = re.compile(r"(?<![\w/])([A-Z]{1,4} \d{1,5}), (?=Bd\. ?\d)")
_SEPARATED = re.compile(
    r"[\s,:]{0,4}(\d\w{0,12}(?:/\d\w{0,12}){1,3}|\d\w{0,12}(?:\.\d\w{0,12}){2,3})(?![\w/])"
)


class Hit(NamedTuple):
    """A level, and the stretch of text that speaks of it."""

    start: int
    end: int
    level: Level


def whole_references(text: str, tradition: str, after_archive: int) -> Iterator[Hit]:
    """References that need no label words: CIA-RDP numbers, FO 371/123, 558/11/97, 109-03984-02."""
    for pattern in (_CIA, _FOREIGN_MINISTRY, _MANUSCRIPT):
        for match in pattern.finditer(text):
            yield Hit(*match.span(), Level(kind=K.REFERENCE, value=match[0]))
    for pattern in (_QUOTED_FOLDER, _FOLDER_QUOTED):
        for match in pattern.finditer(text):
            yield Hit(*match.span(), Level(kind=K.FOLDER, value=match[1].strip() or match[1]))
    for match in _HUNGARIAN.finditer(text):
        if match[2] or match[3]:
            yield from _parts(match, (K.FOND, K.SERIES, K.FILE))
    if tradition in ("soviet", "ukrainian"):
        separated = _SEPARATED.match(text, after_archive)
        if separated and after_archive:
            yield from _separated(separated)
        return
    if tradition in ("", "french"):
        for match in _FRENCH_CLASS.finditer(text):
            yield from _parts(match, (K.SERIES, K.FILE))
    if tradition == "french":
        for match in _FRENCH_MARK.finditer(text):
            yield from _parts(match, (K.SERIES, K.FILE))
        return
    if tradition == "chinese":
        for match in _CHINESE_FILE.finditer(text):
            yield from _parts(match, (K.FOND, K.OPIS, K.DELO))
    for match in _CLASS.finditer(text):
        outer, inner = (K.FOND, K.FILE) if tradition == "german" else (K.SERIES, K.PIECE)
        end_of_class = match.end(2)
        yield Hit(match.start(), end_of_class, Level(kind=outer, value=f"{match[1]} {match[2]}"))
        yield Hit(end_of_class, match.end(3), Level(kind=inner, value=match[3]))
        if match[4]:
            yield Hit(match.end(3), match.end(), Level(kind=K.ITEM, value=match[4][1:]))
    if tradition == "german":  # B 8, Bd. 1359; DY 30, 3601
        for match in _CLASS_AND_VOLUME.finditer(text):
            yield from _parts(match, (K.FOND,))
        for match in _CLASS_AND_NUMBER.finditer(text):
            yield Hit(match.start(), match.end(2), Level(kind=K.FOND, value=match[0].split(",")[0]))
            yield Hit(match.start(3), match.end(), Level(kind=K.FILE, value=match[3]))


def _parts(match: re.Match[str], kinds: tuple[K, ...]) -> Iterator[Hit]:
    """A reference whose groups are one level each; what stands behind a number belongs to it."""
    found = [(number, kind) for number, kind in enumerate(kinds, 1) if match[number]]
    ends = [match.start(number) for number, _ in found[1:]] + [match.end()]
    for (number, kind), end in zip(found, ends, strict=True):
        yield Hit(match.start(number), end, Level(kind=kind, value=match[number]))


def _separated(match: re.Match[str]) -> Iterator[Hit]:
    """RGASPI 17/137/944, RGASPI 558.11.492.6, AVPRF 06/12a/59/395.

    The second of four is a papka only where slashes part them all and no leaf can be meant: with
    slashes four numbers are fond, opis, papka, delo; with stops the fourth is the leaf.
    """
    mark = "/" if "/" in match[1] else "."
    values = match[1].split(mark)
    kinds = [K.FOND, K.OPIS, K.DELO]
    if len(values) == 4:
        kinds = [K.FOND, K.OPIS, K.PAPKA, K.DELO] if mark == "/" else [*kinds, K.LEAF]
    at = match.start(1)
    for kind, value in zip(kinds, values, strict=False):
        yield Hit(at, at + len(value), Level(kind=kind, value=value, src={"kind": State.INFERRED}))
        at += len(value) + 1
