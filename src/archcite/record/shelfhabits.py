"""The habits of each archival tradition: its words for the levels, and what is joined.

A table: one row per tradition. Recognising a tradition and printing are record.tradition's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from archcite.record import shelfwords as words
from archcite.record.shelfwords import BARE, Word, word
from archcite.record.vocab import LevelKind as K


class Tradition(NamedTuple):
    """One tradition's habits.

    marks: level kinds that only this tradition has. yields: traditions with the same kinds, which
    win where the archive is theirs. words: language -> level kind -> Word, "" being any language
    without its own. own: the language of its archives. joined: kinds whose values are written
    together as one reference ("FO 371/187100"), bare; compact: those of the short form; slash:
    those of the slashed form. mark: what joins them; worded: a blank does, and each keeps its word.
    large_first: whether the shelfmark follows its archive, from large to small.
    """

    name: str
    marks: frozenset[K] = frozenset()
    yields: tuple[str, ...] = ()
    words: Mapping[str, Mapping[K, Word]] = {}
    own: str = ""
    joined: tuple[K, ...] = ()
    compact: tuple[K, ...] = ()
    slash: tuple[K, ...] = ()
    mark: str = "/"
    worded: bool = False
    large_first: bool = True


_FILES = (K.FOND, K.OPIS, K.PAPKA, K.DELO)
_CHINESE_FILES = (K.FOND, K.OPIS, K.DELO, K.FILE)
_ZH_LEAF = {"zh": {K.LEAF: words.CHINESE[K.LEAF]}, "zh-hant": {K.LEAF: word("第{}頁")}}

TRADITIONS: tuple[Tradition, ...] = (
    Tradition(
        "soviet",
        frozenset({K.OPIS, K.DELO, K.PAPKA}),
        ("ukrainian", "polish", "czech", "hungarian", "chinese"),
        {
            "": {K.LEAF: word("list", "listy", "l.", "ll.")},
            "de": {K.LEAF: words.GERMAN[K.LEAF]},
            # f. is the fonds where everything is abbreviated.
            "fr": {K.LEAF: word("f.", short="l.")},
            "es": {K.LEAF: words.SPANISH[K.LEAF]},
            "ru": words.RUSSIAN,
            "uk": words.UKRAINIAN,
            "ko": {K.LEAF: word("리스트", "", "l.", "ll.")},
            **_ZH_LEAF,
        },
        "ru",
        slash=_FILES,
    ),
    Tradition(
        "ukrainian",
        words={
            "": {
                K.DELO: word("sprava", "spravy", "spr."),
                K.OPIS: word("opys", short="op."),
                K.LEAF: word("arkush", "arkushi", "ark."),
            },
            "de": {
                K.DELO: word("Sprava", "Spravy", "spr."),
                K.OPIS: word("Opys", short="op."),
                K.LEAF: words.GERMAN[K.LEAF],
            },
            "fr": {
                K.DELO: word("dossier", "dossiers", "spr."),
                K.OPIS: word("opys", short="op."),
                K.LEAF: word("f.", short="ark."),
            },
            "ru": words.RUSSIAN,
            "uk": words.UKRAINIAN,
            "ko": {
                K.DELO: word("스프라바", short="spr."),
                K.OPIS: word("오피스", short="op."),
                K.LEAF: word("아르쿠시", short="ark."),
            },
            "zh": words.CHINESE,
            "zh-hant": words.TRADITIONAL_CHINESE,
        },
        own="uk",
        slash=_FILES,
    ),
    Tradition(
        "british",
        frozenset({K.PIECE}),
        ("french",),
        {
            "": {K.FOLIO: word("f.", "ff.")},
            "de": {K.FOLIO: words.GERMAN[K.FOLIO]},
            "fr": {K.FOLIO: words.FRENCH[K.FOLIO]},
        },
        "en",
        joined=(K.SERIES, K.PIECE, K.ITEM),
        slash=(K.SERIES, K.PIECE, K.ITEM),
    ),
    Tradition(
        "german",
        words={
            "": {
                K.FOND: word("Bestand", "Bestände", "Best."),
                K.FILE: word("Nr."),
                K.LEAF: word("Bl."),
                K.FOLIO: word("fol."),
                K.VOLUME: word("Bd.", "Bde."),
            },
            "fr": {K.LEAF: words.FRENCH[K.LEAF]},
            "es": {K.LEAF: words.SPANISH[K.LEAF]},
            **_ZH_LEAF,
        },
        own="de",
        joined=(K.FOND, K.SERIES, K.FILE, K.PIECE),
        slash=(K.FOND, K.SERIES, K.FILE, K.PIECE),
    ),
    Tradition(
        "french",
        words={
            "": {
                K.SUBSERIES: BARE,
                K.BOX: word("carton", "cartons"),
                K.FOLDER: word("dossier", "dossiers"),
                K.FILE: word("dossier", "dossiers"),
                K.ITEM: word("pièce", "pièces"),
                K.FOLIO: word("fol."),
                K.LEAF: word("fol."),
            },
        },
        own="fr",
        joined=(K.SERIES, K.FILE, K.PIECE),
        slash=(K.SERIES, K.FILE, K.PIECE),
    ),
    Tradition(
        "spanish",
        words={"": {**words.SPANISH, K.FOND: word("fondo"), K.SERIES: BARE, K.SUBSERIES: BARE}},
        own="es",
    ),
    Tradition(
        "polish",
        words={
            "": {
                K.FOND: word("zespół", "zespoły", "zesp."),
                K.FILE: word("sygnatura", "sygnatury", "sygn."),
                K.VOLUME: word("tom", "tomy", "t."),
                K.LEAF: word("karta", "karty", "k."),
                K.FOLIO: word("karta", "karty", "k."),
            },
            "pl": {K.PAGE: word("strona", "strony", "s."), K.BOX: word("pudło", "pudła")},
        },
        own="pl",
    ),
    Tradition(
        "czech",
        words={
            "": {
                K.BOX: word("karton", "kartony", "kart."),
                K.VOLUME: word("svazek", "svazky", "sv."),
                K.FILE: word("archivní jednotka", "archivní jednotky", "a. j."),
                K.DELO: word("archivní jednotka", "archivní jednotky", "a. j."),
                K.LEAF: word("list", "listy", "l.", "ll."),
            },
            "cs": {K.PAGE: word("strana", "strany", "s.")},
        },
        own="cs",
    ),
    Tradition(
        "hungarian",
        words={
            "": {
                K.FOND: word("fond", "fondok", "{}. f."),
                K.SERIES: word("csoport", "csoportok", "{}. cs."),
                K.FILE: word("őrzési egység", "őrzési egységek", "{}. ő. e."),
                K.BOX: word("doboz", "dobozok"),
                K.FOLIO: word("fol."),
                K.LEAF: word("fol."),
            },
            "hu": {K.PAGE: word("oldal", "oldalak", "old.")},
        },
        own="hu",
        compact=(K.FOND, K.SERIES, K.FILE),
        slash=(K.FOND, K.SERIES, K.FILE),
        worded=True,
    ),
    Tradition(
        "chinese",
        words={
            "": {
                K.FOND: word("quanzong"),
                K.OPIS: word("mulu"),
                K.DELO: word("juan"),
                K.FILE: word("juan"),
            },
            "zh": words.CHINESE,
            "zh-hant": words.TRADITIONAL_CHINESE,
        },
        own="zh",
        joined=(K.REFERENCE,),
        compact=_CHINESE_FILES,
        slash=(*_CHINESE_FILES, K.REFERENCE),
        mark="-",
    ),
    Tradition(
        "korean", words={"en": {K.REEL: word("roll", "rolls")}, "ko": words.KOREAN}, own="ko"
    ),
    Tradition(
        "american",
        frozenset({K.RECORD_GROUP, K.BOX, K.FOLDER, K.REEL}),
        ("french", "spanish", "polish", "czech", "hungarian", "chinese", "korean"),
        own="en",
        large_first=False,
    ),
    Tradition("general", large_first=False),
)
