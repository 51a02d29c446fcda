"""How each archival tradition prints a shelfmark: its words, their plurals, what stands between.

One row per tradition; the row is recognised from the level kinds (and, where these are ambiguous,
from the archive). Says nothing about citation styles and adds no fact to what the holding has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

from archcite.record.archives import PRESIDENTS, find_archive
from archcite.record.model import Holding, Level
from archcite.record.vocab import LevelKind as K

Form = Literal["long", "short", "as-given", "slashed"]
Order = Literal["large-first", "small-first"]


class Word(NamedTuple):
    """The word before a value: in full and abbreviated, for one and for many. "" prints none."""

    one: str = ""
    many: str = ""
    short: str = ""
    short_many: str = ""


def _word(one: str, many: str = "", short: str = "", short_many: str = "") -> Word:
    return Word(one, many or one, short or one, short_many or short or many or one)


BARE = Word()

# What a level is called where its tradition has no word of its own. Chicago 18, 14.123: a leaf or
# folio always has its label, so that it cannot be read as part of the shelfmark.
GENERAL: Mapping[K, Word] = {
    K.RECORD_GROUP: _word("RG"),
    K.FOND: _word("fond", short="f."),
    K.COLLECTION: BARE,
    K.SERIES: _word("series", short="ser."),
    K.SUBSERIES: _word("subseries", short="subser."),
    K.OPIS: _word("opis", short="op."),
    K.PAPKA: _word("papka", short="pa."),
    K.FILE: _word("file", "files"),
    K.DELO: _word("delo", "dela", "d."),
    K.PIECE: _word("piece"),
    K.BOX: _word("box", "boxes"),
    K.FOLDER: _word("folder", "folders"),
    K.VOLUME: _word("vol.", "vols."),
    K.REEL: _word("reel", "reels"),
    K.FRAME: _word("frame", "frames"),
    K.ITEM: _word("item", "items"),
    K.REFERENCE: BARE,
    K.YEAR: BARE,
    K.FOLIO: _word("fol.", "fols."),
    K.LEAF: _word("leaf", "leaves"),
    K.PAGE: _word("p.", "pp."),
    K.OTHER: BARE,
}

_RUSSIAN: Mapping[K, Word] = {
    K.FOND: _word("фонд", short="Ф."),
    K.OPIS: _word("опись", short="Оп."),
    K.PAPKA: _word("папка", short="П."),
    K.DELO: _word("дело", "дела", "Д."),
    K.FILE: _word("дело", "дела", "Д."),
    K.LEAF: _word("лист", "листы", "Л.", "Л."),
    K.PAGE: _word("страница", "страницы", "С.", "С."),
    K.VOLUME: _word("том", short="Т."),
}
_UKRAINIAN: Mapping[K, Word] = {
    K.FOND: _word("фонд", short="Ф."),
    K.OPIS: _word("опис", short="Оп."),
    K.PAPKA: _word("папка", short="П."),
    K.DELO: _word("справа", "справи", "Спр."),
    K.FILE: _word("справа", "справи", "Спр."),
    K.LEAF: _word("аркуш", "аркуші", "Арк.", "Арк."),
    K.PAGE: _word("сторінка", "сторінки", "С.", "С."),
    K.VOLUME: _word("том", short="Т."),
}
_FOLIO_AS_F = {K.FOLIO: _word("f.", "ff.")}


class Tradition(NamedTuple):
    """One tradition's habits.

    marks: level kinds that only this tradition has. words: language -> level kind -> Word, "" being
    any language without its own. joined: kinds whose values are written together as one reference
    ("FO 371/187100"), bare. slash: kinds that the slashed form joins.
    """

    name: str
    marks: frozenset[K] = frozenset()
    words: Mapping[str, Mapping[K, Word]] = {}
    joined: tuple[K, ...] = ()
    slash: tuple[K, ...] = ()


TRADITIONS: tuple[Tradition, ...] = (
    Tradition(
        "soviet",
        frozenset({K.OPIS, K.DELO, K.PAPKA}),
        {
            "": {K.LEAF: _word("list", "listy", "l.", "ll."), K.FOND: GENERAL[K.FOND]},
            "ru": _RUSSIAN,
            "uk": _UKRAINIAN,
        },
        slash=(K.FOND, K.OPIS, K.PAPKA, K.DELO),
    ),
    Tradition(
        "ukrainian",
        words={
            "": {
                K.DELO: _word("sprava", "spravy", "spr."),
                K.OPIS: _word("opys", short="op."),
                K.LEAF: _word("arkush", "arkushi", "ark."),
            },
            "ru": _RUSSIAN,
            "uk": _UKRAINIAN,
        },
        slash=(K.FOND, K.OPIS, K.PAPKA, K.DELO),
    ),
    Tradition(
        "british",
        frozenset({K.PIECE}),
        {"": _FOLIO_AS_F},
        joined=(K.SERIES, K.PIECE, K.ITEM),
        slash=(K.SERIES, K.PIECE, K.ITEM),
    ),
    Tradition(
        "german",
        words={
            "": {K.LEAF: _word("Bl."), K.FOLIO: _word("Bl."), K.VOLUME: _word("Bd.", "Bde.")},
            "de": {K.PAGE: _word("S."), K.LEAF: _word("Bl."), K.FOLIO: _word("Bl.")},
        },
        joined=(K.FOND, K.SERIES, K.FILE, K.PIECE),
        slash=(K.FOND, K.SERIES, K.FILE, K.PIECE),
    ),
    Tradition("chinese", joined=(K.REFERENCE,), slash=(K.REFERENCE,)),
    Tradition("american", frozenset({K.RECORD_GROUP, K.BOX, K.FOLDER, K.REEL})),
    Tradition("general"),
)

_COUNTED = frozenset({K.LEAF, K.FOLIO, K.PAGE, K.FRAME})
_PLURAL = frozenset({*_COUNTED, K.BOX, K.FOLDER, K.REEL, K.ITEM, K.VOLUME, K.DELO, K.FILE})
_TITLED = frozenset({K.SERIES, K.SUBSERIES, K.FILE, K.FOND, K.VOLUME})
_UKRAINIAN_LABELS = frozenset(
    {"справа", "спр.", "спр", "sprava", "spr.", "spr", "аркуш", "арк.", "арк", "ark.", "опис"}
)
_VERSO = {"ob.": "об.", "ob": "об.", "об.": "об.", "об": "об."}


def tradition_of(holding: Holding) -> str:
    """The name of the tradition (a row of TRADITIONS) in which the shelfmark is written."""
    labels = {(level.label or "").casefold() for level in holding.levels}
    if labels & _UKRAINIAN_LABELS:
        return "ukrainian"
    known = _tradition_of_archive(holding)
    kinds = {level.kind for level in holding.levels}
    for row in TRADITIONS:
        if kinds & row.marks:
            return known if (row.name, known) == ("soviet", "ukrainian") else row.name
    if known:
        return known
    if K.FOND in kinds and K.LEAF in kinds and labels <= {""}:
        return "soviet"
    return "german" if "bl." in labels else "general"


def _tradition_of_archive(holding: Holding) -> str:
    archive = holding.archive
    if archive is None:
        return ""
    for name in (archive.acronym, archive.name):
        if not name:
            continue
        known = find_archive(name)
        if known:
            return known.tradition
        words = name.split()
        if words[-1] == "Library" and any(president in words for president in PRESIDENTS):
            return "american"
    return ""


def print_levels(
    holding: Holding,
    *,
    form: Form = "long",
    language: str = "en",
    order: Order = "large-first",
) -> str:
    """The shelfmark of a holding as its tradition prints it; "" if it has no levels.

    form: "long" fond 558, opis 11, listy 67–70; "short" f. 558, op. 11, ll. 67–70; "slashed"
    558/11/97, ll. 67–70; "as-given" the source's own line, and the long form if there is none.
    language: BCP 47; Russian and Ukrainian print their own words and stops (Ф. 558. Оп. 11. Л. 5).
    Archive, collection name and copies are not part of it.
    """
    if form == "as-given" and holding.ref_as_given:
        return holding.ref_as_given
    tradition = tradition_of(holding)
    row = next(row for row in TRADITIONS if row.name == tradition)
    main = language.split("-", 1)[0].lower()
    words = {**GENERAL, **row.words.get("", {}), **row.words.get(main, {})}
    together = row.slash if form == "slashed" else row.joined
    cyrillic = main in ("ru", "uk") and main in row.words

    def one(level: Level) -> str:
        return _print_level(level, words[level.kind], short=form != "long", cyrillic=cyrillic)

    parts = _joined(holding.levels, together, one)
    if order == "small-first":
        parts.reverse()
    return (". " if cyrillic and form != "long" else ", ").join(parts)


def _joined(
    levels: Iterable[Level], together: tuple[K, ...], one: Callable[[Level], str]
) -> list[str]:
    """The printed levels; those of `together` that follow each other become one, with slashes."""
    parts: list[str] = []
    run: list[Level] = []
    for level in levels:
        if level.kind in together:
            run.append(level)
            continue
        if run:
            parts.append("/".join(each.value for each in run))
            run = []
        parts.append(one(level))
    if run:
        parts.append("/".join(each.value for each in run))
    return parts


def _print_level(level: Level, word: Word, *, short: bool, cyrillic: bool) -> str:
    value = _print_value(level, cyrillic)
    label = level.label
    if label and label.casefold() not in _UKRAINIAN_LABELS:
        return value if value.casefold().startswith(label.casefold()) else f"{label} {value}"
    many = level.kind in _PLURAL and _is_many(value, counted=level.kind in _COUNTED)
    one, more = (word.short, word.short_many) if short else (word.one, word.many)
    name = more if many else one
    if level.kind in _TITLED and not any(char.isdigit() for char in value) and " " in value:
        return value  # a series by its title: Lighthouse Drawings
    if not name or value.casefold().startswith(name.casefold() + " "):
        return value
    return f"{name} {value}"


def _print_value(level: Level, cyrillic: bool) -> str:
    value = level.value
    if level.kind in _COUNTED:
        value = _with_en_dashes(value)
        words = value.split(" ")
        for at, word in enumerate(words):
            bare = word.rstrip(",")
            if bare in _VERSO:
                verso = "об." if cyrillic else "ob."
                words[at] = verso + word[len(bare) :]
        return " ".join(words)
    if level.kind is K.FOLDER and not _is_number(value):
        return value if value[0] in "“\"'‘«„" else f"“{value}”"
    return value


def _with_en_dashes(value: str) -> str:
    """A hyphen between two numbers, whose left one may have its verso, becomes an en dash."""
    out = list(value)
    for at, char in enumerate(out):
        if char != "-":
            continue
        left, right = value[:at].rstrip(), value[at + 1 :].lstrip()
        if left and right[:1].isalnum() and (left[-1].isalnum() or left.endswith(("ob.", "об."))):
            out[at] = "–"
    return "".join(out)


def _is_many(value: str, *, counted: bool) -> bool:
    """Whether a value names several: a range, a list, "4ff". A volume 21-1 is one number."""
    if any(mark in value for mark in ("–", "—", ",", ";", " and ", "&")):
        return True
    if counted:
        return value.endswith("ff") or (value[:1].isdigit() and value.endswith("f"))
    first, hyphen, last = value.partition("-")
    return (
        bool(hyphen) and first.isdecimal() and last.isdecimal() and int(first[:9]) < int(last[:9])
    )


def _is_number(value: str) -> bool:
    """Whether a folder's value is its number (20, 12a, B-7) and not its title (CA 7 Ex.)."""
    return " " not in value and any(char.isdigit() for char in value)
