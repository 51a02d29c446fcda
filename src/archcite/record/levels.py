"""The levels of one shelfmark: the label words of all traditions, and the scan that reads them.

Knows what "f.", "op.", "papka" and "ll." mean and when a word means two things; splits no copies,
reads no archive names. Linear: every pattern is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from archcite.record.model import Level
from archcite.record.vocab import LevelKind as K
from archcite.record.vocab import State

# kind, whether the word is kept as the level's label, the words (case folded, no stop).
_LABELS: tuple[tuple[K, bool, str], ...] = (
    (K.RECORD_GROUP, False, "record group|rg"),
    (K.FOND, False, "fond|fonds|f|фонд|ф"),
    (K.FOND, True, "bestand|zespół|z"),
    (K.OPIS, False, "opis'|opisʹ|opis’|opis|op|опись|оп"),
    (K.OPIS, True, "опис|opys|inventory|inv|entry list"),
    (K.PAPKA, False, "papka|pa|pap|папка|пап|п"),
    (K.DELO, False, "delo|del|d|дело|д"),
    (K.DELO, True, "справа|спр|sprava|spr|ed khr|ед хр|a\\.e|а\\.е|a\\.j"),
    (K.FILE, False, "file|files"),
    (K.FILE, True, "matter|dossier|dosar|akte|sygn|sygnatura"),
    (K.LEAF, False, "list|listy|listov|ll|l|лист|листы|лл|л"),
    (K.LEAF, True, "bl|blatt|аркуш|арк|ark|leaf|leaves"),
    (K.FOLIO, False, "folios|folio|fols|fol|ff"),
    (K.PAGE, False, "pages|page|pp|p|стр|с"),
    (K.SERIES, False, "series"),
    (K.SUBSERIES, False, "subseries"),
    (K.BOX, False, "boxes|box"),
    (K.BOX, True, "carton|container|karton|w"),
    (K.FOLDER, False, "folders|folder"),
    (K.VOLUME, False, "volume|vol|том|tom"),
    (K.VOLUME, True, "band|bd|sv"),
    (K.REEL, False, "reel"),
    (K.REEL, True, "roll"),
    (K.FRAME, False, "frames|frame"),
    (K.ITEM, False, "item"),
    (K.ITEM, True, "naid|document|doc|док"),
    (K.OTHER, True, "entry|lot|accession|cassette|section|disc"),
)


def _spelt(words: str) -> str:
    """A word list as a pattern: a blank in a word may be a stop and a blank."""
    return "|".join(word.replace(" ", r"\.? ?") for word in words.split("|"))


_KIND_OF: dict[str, tuple[K, bool]] = {
    word.replace("\\", ""): (kind, kept)
    for kind, kept, words in _LABELS
    for word in words.split("|")
}
_WORDS = "|".join(
    sorted(
        (_spelt(word) for _, _, words in _LABELS for word in words.split("|")),
        key=len,
        reverse=True,
    )
)
_LABEL = re.compile(
    rf"(?<![\w/’'-])({_WORDS})(?![\w’'])\.?,?:? ?(?:(?:[Nn]os?|[Nn]rs?|[Nn]um)\.? ?|№ ?|# ?)?",
    re.IGNORECASE,
)
_ONE = r"\d+(?: ?(?:ob|об)\b\.?|\w{0,2})"
_SPAN = rf"{_ONE}(?: ?[-–—] ?{_ONE})?"
_COUNT_VALUE = re.compile(
    rf"{_SPAN}(?:(?:, ?| ?& ?| and )(?!(?:1[5-9]|20)\d\d\b){_SPAN}(?![\w/])){{0,40}}"
)
_VALUE = re.compile(
    r"(?:[A-ZА-ЯЇІЄҐ]{1,3}[-–’' ]?(?=\d))?\d\w{0,20}(?:[-–/](?=\w)\w{1,20}|\.\d\w{0,10}){0,6}"
    r"|[IVXLC]{1,8}\b|[A-Z][A-Z0-9]{0,9}(?:[-–/]\w{1,12}){0,4}\b"
)
_DIGITS_ONLY = re.compile(r"\d\w{0,20}(?:[-–/](?=\w)\w{1,20}|\.\d\w{0,10}){0,6}")
_TITLE_AFTER = re.compile(r": ?([^,;:]{1,80}(?:, \d{4} ?[-–—] ?\d{2,4}(?!\w))?)")
_QUOTED = r"[\"“«„]([^\"“”«»]{1,160})[\"”»]"
_QUOTED_FOLDER = re.compile(rf"{_QUOTED},? ?(?:folder|file)\b", re.IGNORECASE)
_FOLDER_QUOTED = re.compile(rf"\b(?:folder|file):? ?{_QUOTED}", re.IGNORECASE)
_CIA = re.compile(r"\bCIA-RDP[0-9A-Z]{4,}(?:-\d+)?")
_FOREIGN_MINISTRY = re.compile(r"\b\d{3}-\d{5}-\d{2}\b")
_MANUSCRIPT = re.compile(r"\b(?:[A-Z]{2,5} )?MSS?[ -]\d[\w-]{0,20}(?:\.[\w-]{1,20}){0,3}")
_CLASS = re.compile(r"(?<![\w/])([A-Z]{1,6}) (\d{1,5})/(\d{1,8}[A-Z]?)((?:/\d{1,6}){0,3})(?![\w/])")
_CLASS_AND_NUMBER = re.compile(
    r"(?<![\w/])([A-Z]{1,4}) (\d{1,5}), (?:[Nn]r\. ?)?(\d{1,8})(?![\w/])"
)
_SEPARATED = re.compile(
    r"[\s,:]{0,4}(\d\w{0,12}(?:/\d\w{0,12}){1,3}|\d\w{0,12}(?:\.\d\w{0,12}){2,3})(?![\w/])"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_BARE_SPAN = re.compile(_SPAN)

_RANK = {
    kind: rank
    for rank, kinds in enumerate(
        (
            (K.RECORD_GROUP,),
            (K.FOND, K.COLLECTION, K.REFERENCE),
            (K.SERIES,),
            (K.SUBSERIES,),
            (K.OPIS,),
            (K.BOX,),
            (K.REEL,),
            (K.PAPKA,),
            (K.FILE, K.DELO, K.PIECE, K.VOLUME),
            (K.FOLDER,),
            (K.ITEM,),
            (K.FRAME, K.FOLIO, K.LEAF, K.PAGE),
        )
    )
    for kind in kinds
}
_INNER = {
    "soviet": K.LEAF,
    "ukrainian": K.LEAF,
    "german": K.LEAF,
    "british": K.FOLIO,
    "chinese": K.PAGE,
}


class Scan(NamedTuple):
    """The levels found, from large to small, and the stretches of text that they took."""

    levels: tuple[Level, ...]
    spans: tuple[tuple[int, int], ...]


class _Hit(NamedTuple):
    start: int
    end: int
    level: Level


def scan_levels(text: str, tradition: str, after_archive: int, *, papka_after_delo: bool) -> Scan:
    """The levels in a text whose white space is single.

    tradition: of the archive if it was recognised, else "". after_archive: where the archive's name
    at the front ends, 0 without one. papka_after_delo: the archive writes its papka after the delo.
    """
    hits: list[_Hit] = list(_whole_references(text, tradition, after_archive))
    taken = [(hit.start, hit.end) for hit in hits]
    seen: set[K] = {hit.level.kind for hit in hits}
    for match in _LABEL.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken[-64:]):
            continue
        hit = _labelled(text, match, seen, tradition, papka_after_delo)
        if hit is not None:
            hits.append(hit)
            seen.add(hit.level.kind)
            taken.append((hit.start, hit.end))
    hits.sort(key=lambda hit: hit.start)
    hits = _apart(hits)
    hits += _unlabelled(text, hits, tradition)
    hits.sort(key=lambda hit: hit.start)
    return Scan(_from_large_to_small(hits), tuple((hit.start, hit.end) for hit in hits))


def starts_with_level(text: str, at: int = 0) -> bool:
    """Whether a label with a number stands at that place (f. 45; Фонд 1; box 12)."""
    match = _LABEL.match(text, at)
    return bool(match and _DIGITS_ONLY.match(text, match.end()))


def starts_with_fond(text: str, at: int = 0) -> bool:
    """Whether a fond with its number stands at that place."""
    match = _LABEL.match(text, at)
    return bool(match and _meaning(match[1])[0] is K.FOND and _DIGITS_ONLY.match(text, match.end()))


def _whole_references(text: str, tradition: str, after_archive: int) -> Iterator[_Hit]:
    """References that need no label words: CIA-RDP numbers, FO 371/123, 558/11/97, 109-03984-02."""
    for pattern in (_CIA, _FOREIGN_MINISTRY, _MANUSCRIPT):
        for match in pattern.finditer(text):
            yield _Hit(*match.span(), Level(kind=K.REFERENCE, value=match[0]))
    for pattern in (_QUOTED_FOLDER, _FOLDER_QUOTED):
        for match in pattern.finditer(text):
            yield _Hit(*match.span(), Level(kind=K.FOLDER, value=match[1].strip() or match[1]))
    if tradition in ("soviet", "ukrainian"):
        separated = _SEPARATED.match(text, after_archive)
        if separated and after_archive:
            yield from _separated(separated)
        return
    for match in _CLASS.finditer(text):
        outer, inner = (K.FOND, K.FILE) if tradition == "german" else (K.SERIES, K.PIECE)
        end_of_class = match.end(2)
        yield _Hit(match.start(), end_of_class, Level(kind=outer, value=f"{match[1]} {match[2]}"))
        yield _Hit(end_of_class, match.end(3), Level(kind=inner, value=match[3]))
        if match[4]:
            yield _Hit(match.end(3), match.end(), Level(kind=K.ITEM, value=match[4][1:]))
    if tradition == "german":  # DY 30, 3601
        for match in _CLASS_AND_NUMBER.finditer(text):
            yield _Hit(
                match.start(), match.end(2), Level(kind=K.FOND, value=match[0].split(",")[0])
            )
            yield _Hit(match.start(3), match.end(), Level(kind=K.FILE, value=match[3]))


def _separated(match: re.Match[str]) -> Iterator[_Hit]:
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
        yield _Hit(at, at + len(value), Level(kind=kind, value=value, src={"kind": State.INFERRED}))
        at += len(value) + 1


def _meaning(word: str) -> tuple[K, bool]:
    folded = " ".join(word.replace(".", " ").split()).casefold()
    return _KIND_OF.get(folded) or _KIND_OF[folded.replace(" ", ".")]


def _labelled(
    text: str, match: re.Match[str], seen: set[K], tradition: str, papka_after_delo: bool
) -> _Hit | None:
    word = match[1]
    kind, kept = _meaning(word)
    folded = word.casefold()
    if folded == "files" and text[max(0, match.start() - 2) : match.start()].strip()[-1:].isalpha():
        return None  # Central Files 1964-66: a collection
    value = (_COUNT_VALUE if kind in (K.LEAF, K.FOLIO, K.PAGE, K.FRAME) else _VALUE).match(
        text, match.end()
    )
    if value is None:
        return None
    if len(folded) <= 2 and not any(char.isdigit() for char in value[0]):
        return None  # "d. Paris", "P. XX": one letter and no number is no shelfmark
    if kind is K.FOND and folded == "f":
        # After a fond, a class mark, a box or a volume "f." counts leaves.
        if (
            seen & {K.FOND, K.PIECE, K.BOX, K.FOLDER, K.VOLUME, K.REFERENCE}
            or tradition == "british"
        ):
            kind = K.FOLIO
            value = _COUNT_VALUE.match(text, match.end())
    elif kind is K.PAGE and folded == "p" and "-" not in value[0] and "–" not in value[0]:
        in_fond = bool(seen & {K.FOND, K.OPIS})
        before_delo = in_fond and not seen & {K.DELO, K.FILE, K.LEAF}
        if K.PAPKA not in seen and (before_delo or (papka_after_delo and in_fond)):
            kind = K.PAPKA
            value = _VALUE.match(text, match.end())
    if value is None:
        return None
    end, shown = value.end(), value[0].rstrip()
    if kind in (K.SERIES, K.SUBSERIES, K.FOLDER):
        title = _TITLE_AFTER.match(text, end)
        if title:
            end, shown = title.end(), f"{shown}: {title[1].strip()}"
    if kind is K.FILE and seen & {K.OPIS}:
        kind = K.DELO
    stop = "." if text[match.end(1) : match.end(1) + 1] == "." else ""
    label = word + stop if kept else None
    return _Hit(match.start(), end, Level(kind=kind, value=shown, label=label))


def _apart(hits: list[_Hit]) -> list[_Hit]:
    """The hits without those that overlap an earlier one."""
    kept: list[_Hit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _unlabelled(text: str, hits: list[_Hit], tradition: str) -> list[_Hit]:
    """Numbers between the levels that have no word: a year, and the leaves or pages at the end."""
    found: list[_Hit] = []
    for number, hit in enumerate(hits):
        following = hits[number + 1].start if number + 1 < len(hits) else len(text)
        at = hit.end
        while at < following:
            end = min(
                (cut for cut in (text.find(",", at), text.find(";", at)) if cut >= 0),
                default=following,
            )
            end = min(end, following)
            piece = text[at:end].strip(" .:")
            start = text.find(piece, at) if piece else at
            if piece and _YEAR.fullmatch(piece):
                found.append(_Hit(start, start + len(piece), Level(kind=K.YEAR, value=piece)))
            elif (
                piece
                and tradition in _INNER
                and number + 1 == len(hits)
                and hit.level.kind not in _INNER.values()
                and _BARE_SPAN.fullmatch(piece)
                and not any(other.level.kind is _INNER[tradition] for other in found)
            ):
                level = Level(kind=_INNER[tradition], value=piece, src={"kind": State.INFERRED})
                found.append(_Hit(start, start + len(piece), level))
            at = end + 1
    return found


def _from_large_to_small(hits: list[_Hit]) -> tuple[Level, ...]:
    """By rank; a year or another unranked level stays with the level that it follows."""
    ranked: list[tuple[int, Level]] = []
    rank = -1
    for hit in hits:
        rank = _RANK.get(hit.level.kind, rank)
        ranked.append((rank, hit.level))
    ranked.sort(key=lambda pair: pair[0])
    return tuple(level for _, level in ranked)
