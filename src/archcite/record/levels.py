"""The levels of one shelfmark: the label words of all traditions, and the scan that reads them.

Knows what "f.", "op.", "papka" and "ll." mean and when a word means two things; splits no copies,
reads no archive names. Linear: every pattern is bounded.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archcite.record.model import Level
from archcite.record.references import Hit, whole_references
from archcite.record.shelfwords import fold
from archcite.record.vocab import LevelKind as K
from archcite.record.vocab import State

# kind, whether the word is kept as the level's label, the words (case folded, no stop).
_LABELS: tuple[tuple[K, bool, str], ...] = (
    (K.RECORD_GROUP, False, "record group|rg"),
    (K.FOND, False, "fond|fonds|fondo|f|фонд|ф"),
    (K.FOND, True, "bestand|best|zespół|zesp|z|quanzong|全宗"),
    (K.OPIS, False, "opis'|opisʹ|opis’|opis|op|опись|оп"),
    (K.OPIS, True, "опис|opys|inventory|inv|entry list|mulu|目录"),
    (K.PAPKA, False, "papka|pa|pap|папка|пап|п"),
    (K.DELO, False, "delo|dela|del|d|дело|дела|д"),
    (K.DELO, True, "справа|спр|sprava|spravy|spr|ed khr|ед хр|a\\. ?e|а\\. ?е|a\\. ?j|juan|卷"),
    (K.DELO, True, "archivní jednotka"),
    (K.FILE, False, "file|files"),
    (K.FILE, True, "matter|dossier|dossiers|dosar|akte|akten|sygn|sygnatura|nr|faszikel|fasz"),
    (K.FILE, True, "büschel|bü|expediente|expedientes|exp|fascicolo|fasc|őrzési egység|ő e"),
    (K.LEAF, False, "list|listy|listov|ll|l|лист|листы|лл|л"),
    (K.LEAF, True, "bl|blatt|аркуш|арк|arkush|arkushi|ark|leaf|leaves|feuillet|feuillets"),
    (K.LEAF, True, "karta|karty|k|hoja|hojas|h|foja|fojas|fs"),
    (K.FOLIO, False, "folios|folio|fols|fol|ff"),
    (K.PAGE, False, "pages|page|pp|p|seite|seiten|s|стр|с"),
    (K.SERIES, False, "series|ser"),
    (K.SERIES, True, "série|séries|serie|csoport|cs|class no|class number"),
    (K.SUBSERIES, False, "subseries|subser"),
    (K.BOX, False, "boxes|box"),
    (
        K.BOX,
        True,
        "carton|cartons|container|karton|kartons|kart|kt|w|legajo|legajos|leg|caja|cajas",
    ),
    (K.BOX, True, "busta|buste|doboz|картон"),
    (K.FOLDER, False, "folders|folder"),
    (K.FOLDER, True, "mappe|mappen|carpeta|carpetas|carp|teczka"),
    (K.VOLUME, False, "volumes|volume|vols|vol|том|tom"),
    (K.VOLUME, True, "band|bd|bde|svazek|sv|tome|tomo|registre"),
    (K.REEL, False, "reels|reel"),
    (K.REEL, True, "roll|rolls|rolle|rollen|bobine|rollo"),
    (K.FRAME, False, "frames|frame"),
    (K.FRAME, True, "bilder|vues|fotogramas"),
    (K.ITEM, False, "items|item"),
    (K.ITEM, True, "naid|document|doc|док|pièce|pièces"),
    (K.OTHER, True, "entry|lot|accession|cassette|section|disc"),
    (K.OTHER, True, "registration no|reg no|control no"),
)
# Words that mean many things: only after one of these levels.
_ONLY_AFTER: dict[str, frozenset[K]] = {
    "k": frozenset((K.FILE, K.VOLUME, K.FOLDER)),
    "h": frozenset((K.DELO, K.FILE, K.BOX, K.VOLUME)),
    "fs": frozenset((K.FILE, K.BOX, K.VOLUME)),
    "nr": frozenset((K.FOND, K.BOX)),
    "cs": frozenset((K.FOND,)),
    "s": frozenset((K.FOND, K.FILE, K.DELO, K.REFERENCE, K.BOX, K.VOLUME, K.PIECE, K.FOLDER)),
    "kart": frozenset((K.FOND,)),
    "juan": frozenset((K.FOND, K.OPIS)),
}
# More than one is counted: boxes 3, 5.
_SEVERAL = frozenset(
    "boxes folders files items vols volumes reels rolls cartons dossiers pièces kartons mappen"
    " akten cajas carpetas legajos expedientes dela bde".split()
)


def _spelt(words: str) -> str:
    """A word list as a pattern: a blank in a word may be a stop and a blank."""
    return "|".join(
        word if "\\" in word else word.replace(" ", r"\.? ?") for word in words.split("|")
    )


_KIND_OF: dict[str, tuple[K, bool]] = {
    fold(re.sub(r"[\\?]", "", word)): (kind, kept)
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
_ONE = r"\d+(?: ?(?:ob|об|zv|зв)\b\.?|\w{0,2})"
_SPAN = rf"{_ONE}(?: ?[-–—] ?(?:{_ONE}|[rv]\b))?"
_COUNT_VALUE = re.compile(
    rf"{_SPAN}(?:(?:, ?| ?& ?| and )(?!(?:1[5-9]|20)\d\d\b){_SPAN}(?![\w/])){{0,40}}"
)
_VALUE = re.compile(
    r"(?:[A-ZА-ЯЇІЄҐ]{1,3}(?:-[A-Z]{1,3})?[-–’' ]?(?=\d))?"
    r"\d\w{0,20}(?:[-–/](?=\w)\w{1,20}|\.\d\w{0,10}){0,6}"
    r"|[IVXLC]{1,8}\b|[A-Z][A-Z0-9]{0,9}(?:[-–/]\w{1,12}){0,4}\b"
)
_DIGITS_ONLY = re.compile(r"\d\w{0,20}(?:[-–/](?=\w)\w{1,20}|\.\d\w{0,10}){0,6}")
_TITLE_AFTER = re.compile(r": ?([^,;:]{1,80}(?:, \d{4} ?[-–—] ?\d{2,4}(?!\w))?)")
_SERIES_TITLE = re.compile(r"[A-ZÀ-Þ][^,;:.\d]{2,80}(?=[,;]|$)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_BARE_SPAN = re.compile(_SPAN)

# How far down a step stands; a year or another level that is not here may stand anywhere.
RANK = {
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
    "french": K.FOLIO,
    "polish": K.LEAF,
}


class Scan(NamedTuple):
    """The levels found, from large to small, and the stretches of text that they took."""

    levels: tuple[Level, ...]
    spans: tuple[tuple[int, int], ...]


def scan_levels(text: str, tradition: str, after_archive: int, *, papka_after_delo: bool) -> Scan:
    """The levels in a text whose white space is single.

    tradition: of the archive if it was recognised, else "". after_archive: where the archive's name
    at the front ends, 0 without one. papka_after_delo: the archive writes its papka after the delo.
    """
    hits: list[Hit] = list(whole_references(text, tradition, after_archive))
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


def kind_of_word(word: str) -> K | None:
    """The step that a label word without its stop names, if it names one."""
    known = _KIND_OF.get(fold(word))
    return known[0] if known else None


def _meaning(word: str) -> tuple[K, bool]:
    return _KIND_OF[fold(word)]


def _labelled(
    text: str, match: re.Match[str], seen: set[K], tradition: str, papka_after_delo: bool
) -> Hit | None:
    word = match[1]
    kind, kept = _meaning(word)
    folded = word.casefold()
    if folded == "files" and text[max(0, match.start() - 2) : match.start()].strip()[-1:].isalpha():
        return None  # Central Files 1964-66: a collection
    if folded in _ONLY_AFTER and not seen & _ONLY_AFTER[folded]:
        return None
    if folded in _SEVERAL and "," in text[match.end(1) : match.end()]:
        return None  # 3 volumes, 12 pages
    if folded == "s" and text[max(0, match.start() - 1)] == ".":
        return None  # U.S. 7th Fleet
    value = (_COUNT_VALUE if kind in (K.LEAF, K.FOLIO, K.PAGE, K.FRAME) else _VALUE).match(
        text, match.end()
    )
    if folded in _SEVERAL:
        several = _COUNT_VALUE.match(text, match.end())
        value = max(filter(None, (value, several)), key=re.Match.end, default=None)
    french = tradition == "french" or folded.startswith("séri")
    if value is None and kind is K.SERIES and french:
        value = _SERIES_TITLE.match(text, match.end())
    if value is None:
        return None
    if len(folded) <= 2 and not any(char.isdigit() for char in value[0]):
        return None  # "d. Paris", "P. XX": one letter and no number is no shelfmark
    if kind is K.FOND and folded == "f":
        # After a fond, a class mark, a box or a volume "f." counts leaves.
        if (
            seen & {K.FOND, K.PIECE, K.FILE, K.BOX, K.FOLDER, K.VOLUME, K.REFERENCE}
            or tradition == "british"
        ):
            # In a French book f. is the leaf of such files: fonds 558, opis 11, dossier 97, f. 67.
            leaves = K.OPIS in seen or tradition == "german"
            kind = K.LEAF if leaves else K.FOLIO
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
    if kind is K.FILE and K.OPIS in seen:
        kind = K.DELO
    elif folded in ("dossier", "dossiers") and seen & {K.RECORD_GROUP, K.BOX, K.FILE}:
        kind = K.FOLDER  # carton 12, dossier 3
    stop = "." if text[match.end(1) : match.end(1) + 1] == "." else ""
    label = word + stop if kept else None
    return Hit(match.start(), end, Level(kind=kind, value=shown, label=label))


def _apart(hits: list[Hit]) -> list[Hit]:
    """The hits without those that overlap an earlier one."""
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _unlabelled(text: str, hits: list[Hit], tradition: str) -> list[Hit]:
    """Numbers between the levels that have no word: a year, and the leaves or pages at the end."""
    found: list[Hit] = []
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
            if piece and _is_subseries(piece, hit, at, following < len(text), tradition):
                level = Level(kind=K.SUBSERIES, value=piece, src={"kind": State.INFERRED})
                found.append(Hit(start, start + len(piece), level))
            elif piece and _YEAR.fullmatch(piece):
                found.append(Hit(start, start + len(piece), Level(kind=K.YEAR, value=piece)))
            elif (
                piece
                and tradition in _INNER
                and number + 1 == len(hits)
                and hit.level.kind not in _INNER.values()
                and _BARE_SPAN.fullmatch(piece)
                and not any(other.level.kind is _INNER[tradition] for other in found)
            ):
                level = Level(kind=_INNER[tradition], value=piece, src={"kind": State.INFERRED})
                found.append(Hit(start, start + len(piece), level))
            at = end + 1
    return found


def _is_subseries(piece: str, before: Hit, at: int, inside: bool, tradition: str) -> bool:
    """Whether a name between a French series with a title and its volume is a part of the series.

    série Asie-Océanie, Chine, vol. 12
    """
    french = tradition == "french" or before.level.label is not None
    named = piece[0].isupper() and not any(char.isdigit() for char in before.level.value + piece)
    return before.level.kind is K.SERIES and french and named and inside and at <= before.end + 1


def _from_large_to_small(hits: list[Hit]) -> tuple[Level, ...]:
    """By rank; a year or another unranked level stays with the level that it follows."""
    ranked: list[tuple[int, Level]] = []
    rank = -1
    for hit in hits:
        rank = RANK.get(hit.level.kind, rank)
        ranked.append((rank, hit.level))
    ranked.sort(key=lambda pair: pair[0])
    return tuple(level for _, level in ranked)
