"""The words of shelfmarks: what each language calls a level, and the words that archives use.

Tables only. A language says which form its readers expect, what stands between two numbers and
round a title; a term is a word that a source may use for a level (legajo, Karton, 全宗).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from archcite.record.vocab import LevelKind as K

Form = Literal["usual", "long", "short", "as-given", "slashed"]


class Word(NamedTuple):
    """The word of a level: in full and abbreviated, for one and for many. "" prints none.

    It stands before the value, or round it where it has {}: {}쪽, 第{}页.
    """

    one: str = ""
    many: str = ""
    short: str = ""
    short_many: str = ""


class Language(NamedTuple):
    """What the readers of a language expect.

    usual: the form that they know from their own books. span: the mark between two numbers,
    listed: that of a list.
    sentences: whether the short form has capitals and stops (GOST R 7.0.5-2008, 11.4). script: in
    which they read a foreign word. verso: the back of a leaf, "" for ob. and zv.
    """

    words: Mapping[K, Word]
    usual: Form = "long"
    span: str = "–"
    quotes: tuple[str, str] = ("“", "”")
    comma: str = ", "
    listed: str = ", "
    sentences: bool = False
    script: str = "Latn"
    verso: str = ""


class Term(NamedTuple):
    """A word that sources use for a level. words: language -> Word, "" being Latin letters.

    tradition: the one that alone has the word. hint: the one that has it where nothing else tells.
    Without words it is the usual word of its tradition.
    """

    words: Mapping[str, Word] = {}
    tradition: str = ""
    hint: str = ""


def word(one: str, many: str = "", short: str = "", short_many: str = "") -> Word:
    """A word whose other forms are alike where they are not given."""
    return Word(one, many or one, short or one, short_many or short or many or one)


BARE = Word()

# What a level is called where its tradition has no word of its own. Chicago 18, 14.123: a leaf or
# folio always has its label, so that it cannot be read as part of the shelfmark.
GENERAL: Mapping[K, Word] = {
    K.RECORD_GROUP: word("RG"),
    K.FOND: word("fond", short="f."),
    K.COLLECTION: BARE,
    K.SERIES: word("series", short="ser."),
    K.SUBSERIES: word("subseries", short="subser."),
    K.OPIS: word("opis", short="op."),
    K.PAPKA: word("papka", short="pa."),
    K.FILE: word("file", "files"),
    K.DELO: word("delo", "dela", "d."),
    K.PIECE: word("piece"),
    K.BOX: word("box", "boxes"),
    K.FOLDER: word("folder", "folders"),
    K.VOLUME: word("vol.", "vols."),
    K.REEL: word("reel", "reels"),
    K.FRAME: word("frame", "frames"),
    K.ITEM: word("item", "items"),
    K.REFERENCE: BARE,
    K.YEAR: BARE,
    K.FOLIO: word("fol.", "fols."),
    K.LEAF: word("leaf", "leaves"),
    K.PAGE: word("p.", "pp."),
    K.OTHER: BARE,
}

GERMAN: Mapping[K, Word] = {
    K.FOND: word("Fond", short="f."),
    K.SERIES: word("Serie", "Serien"),
    K.SUBSERIES: word("Unterserie"),
    K.OPIS: word("Opis", short="op."),
    K.PAPKA: word("Papka", short="pa."),
    K.FILE: word("Akte", "Akten"),
    K.DELO: word("Delo", "Dela", "d."),
    K.PIECE: word("Nr."),
    K.BOX: word("Karton", "Kartons"),
    K.FOLDER: word("Mappe", "Mappen"),
    K.VOLUME: word("Bd.", "Bde."),
    K.REEL: word("Rolle", "Rollen"),
    K.FRAME: word("Bild", "Bilder"),
    K.ITEM: word("Nr."),
    K.FOLIO: word("fol."),
    K.LEAF: word("Bl."),
    K.PAGE: word("S."),
}

# French abbreviations have one form for one and for many: p. 7-8, fol. 12-14.
FRENCH: Mapping[K, Word] = {
    K.FOND: word("fonds", short="f."),
    K.SERIES: word("série", "séries"),
    K.SUBSERIES: word("sous-série", "sous-séries"),
    K.OPIS: word("opis", short="op."),
    K.PAPKA: word("papka", short="pa."),
    K.FILE: word("dossier", "dossiers"),
    K.DELO: word("dossier", "dossiers", "d."),
    K.PIECE: word("article", "articles", "art."),
    K.BOX: word("carton", "cartons"),
    K.FOLDER: word("dossier", "dossiers"),
    K.VOLUME: word("vol."),
    K.REEL: word("bobine", "bobines"),
    K.FRAME: word("vue", "vues"),
    K.ITEM: word("pièce", "pièces"),
    K.FOLIO: word("fol."),
    K.LEAF: word("f."),
    K.PAGE: word("p."),
}

SPANISH: Mapping[K, Word] = {
    K.FOND: word("fondo", "fondos", "f."),
    K.SERIES: word("serie", "series"),
    K.SUBSERIES: word("subserie", "subseries"),
    K.OPIS: word("opis", short="op."),
    K.PAPKA: word("papka", short="pa."),
    K.FILE: word("expediente", "expedientes", "exp."),
    K.DELO: word("delo", "dela", "d."),
    K.PIECE: word("pieza", "piezas"),
    K.BOX: word("caja", "cajas"),
    K.FOLDER: word("carpeta", "carpetas"),
    K.VOLUME: word("vol.", "vols."),
    K.REEL: word("rollo", "rollos"),
    K.FRAME: word("fotograma", "fotogramas"),
    K.ITEM: word("documento", "documentos", "doc.", "docs."),
    K.FOLIO: word("f.", "ff."),
    K.LEAF: word("hoja", "hojas", "h."),
    K.PAGE: word("p.", "pp."),
}

RUSSIAN: Mapping[K, Word] = {
    K.FOND: word("фонд", short="Ф."),
    K.SERIES: word("серия", "серии", "Сер."),
    K.SUBSERIES: word("подсерия", "подсерии", "Подсер."),
    K.OPIS: word("опись", short="Оп."),
    K.PAPKA: word("папка", short="П."),
    K.DELO: word("дело", "дела", "Д."),
    K.FILE: word("дело", "дела", "Д."),
    K.PIECE: word("единица хранения", "единицы хранения", "Ед. хр."),
    K.BOX: word("коробка", "коробки", "Кор."),
    K.FOLDER: word("папка", "папки", "Папка", "Папки"),
    K.VOLUME: word("том", "тома", "Т."),
    K.REEL: word("катушка", "катушки", "Катушка", "Катушки"),
    K.FRAME: word("кадр", "кадры", "Кадр", "Кадры"),
    K.ITEM: word("документ", "документы", "Док."),
    K.FOLIO: word("лист", "листы", "Л."),
    K.LEAF: word("лист", "листы", "Л."),
    K.PAGE: word("страница", "страницы", "С."),
}

UKRAINIAN: Mapping[K, Word] = {
    K.FOND: word("фонд", short="Ф."),
    K.SERIES: word("серія", "серії", "Сер."),
    K.SUBSERIES: word("підсерія", "підсерії", "Підсер."),
    K.OPIS: word("опис", short="Оп."),
    K.PAPKA: word("папка", short="П."),
    K.DELO: word("справа", "справи", "Спр."),
    K.FILE: word("справа", "справи", "Спр."),
    K.PIECE: word("одиниця зберігання", "одиниці зберігання", "Од. зб."),
    K.BOX: word("коробка", "коробки", "Кор."),
    K.FOLDER: word("папка", "папки", "Папка", "Папки"),
    K.VOLUME: word("том", "томи", "Т."),
    K.REEL: word("котушка", "котушки", "Котушка", "Котушки"),
    K.FRAME: word("кадр", "кадри", "Кадр", "Кадри"),
    K.ITEM: word("документ", "документи", "Док."),
    K.FOLIO: word("аркуш", "аркуші", "Арк."),
    K.LEAF: word("аркуш", "аркуші", "Арк."),
    K.PAGE: word("сторінка", "сторінки", "С."),
}

KOREAN: Mapping[K, Word] = {
    K.FOND: word("폰드", short="f."),
    K.SERIES: word("시리즈"),
    K.SUBSERIES: word("하위 시리즈"),
    K.OPIS: word("오피시", short="op."),
    K.PAPKA: word("파프카", short="pa."),
    K.FILE: word("파일"),
    K.DELO: word("델로", short="d."),
    K.PIECE: word("문서철"),
    K.BOX: word("상자"),
    K.FOLDER: word("폴더"),
    K.VOLUME: word("{}권"),
    K.REEL: word("롤"),
    K.FRAME: word("프레임"),
    K.ITEM: word("문서"),
    K.FOLIO: word("{}장"),
    K.LEAF: word("{}장"),
    K.PAGE: word("{}쪽"),
}

CHINESE: Mapping[K, Word] = {
    K.FOND: word("全宗{}"),
    K.SERIES: word("系列{}"),
    K.SUBSERIES: word("子系列{}"),
    K.OPIS: word("目录{}"),
    K.PAPKA: word("卷夹{}"),
    K.FILE: word("案卷{}"),
    K.DELO: word("案卷{}"),
    K.PIECE: word("案卷{}"),
    K.BOX: word("盒{}"),
    K.FOLDER: word("文件夹{}"),
    K.VOLUME: word("第{}卷"),
    K.REEL: word("胶卷{}"),
    K.FRAME: word("第{}幅"),
    K.ITEM: word("第{}件"),
    K.FOLIO: word("第{}页"),
    K.LEAF: word("第{}页"),
    K.PAGE: word("第{}页"),
}
_TRADITIONAL = str.maketrans("录夹页胶", "錄夾頁膠")
TRADITIONAL_CHINESE: Mapping[K, Word] = {
    kind: Word(*(form.translate(_TRADITIONAL) for form in name)) for kind, name in CHINESE.items()
}

# Between two numbers. es: Ortografía de la lengua española (2010), 4.1.1.3.1, las páginas 23-45.
# ko: 한글 맞춤법, 문장 부호 17, 3~78쪽. zh: GB/T 15834-2011, the dash of one character.
LANGUAGES: Mapping[str, Language] = {
    "en": Language(GENERAL),
    "de": Language(GERMAN, "short", quotes=("„", "“")),
    "fr": Language(FRENCH, "short", "-", ("«\u00a0", "\u00a0»")),
    "es": Language(SPANISH, "short", "-", ("«", "»")),
    "ru": Language(
        RUSSIAN, "short", quotes=("«", "»"), sentences=True, script="Cyrl", verso=" об."
    ),
    "uk": Language(
        UKRAINIAN, "short", quotes=("«", "»"), sentences=True, script="Cyrl", verso=" зв."
    ),
    # These have no words of their own here, but expect abbreviations.
    "it": Language(GENERAL, "short"),
    "pl": Language(GENERAL, "short", quotes=("„", "”")),
    "cs": Language(GENERAL, "short", quotes=("„", "“")),
    "hu": Language(GENERAL, "short", quotes=("„", "”")),
    "ko": Language(KOREAN, "long", "~", script="Hang", verso=" 뒷면"),
    "zh": Language(CHINESE, "long", "—", comma="，", listed="、", script="Hani", verso="背面"),
    "zh-hant": Language(
        TRADITIONAL_CHINESE,
        "long",
        "—",
        ("「", "」"),
        comma="，",
        listed="、",
        script="Hani",
        verso="背面",
    ),
}
_TRADITIONAL_REGIONS = frozenset(("hant", "tw", "hk", "mo"))


def find_language(tag: str) -> tuple[str, Language]:
    """The language of a BCP 47 tag and its key in LANGUAGES; English for one that is not there."""
    main, *rest = tag.lower().split("-")
    if main == "zh" and _TRADITIONAL_REGIONS & set(rest):
        main = "zh-hant"
    return (main, LANGUAGES[main]) if main in LANGUAGES else (main, LANGUAGES["en"])


def _latin(*forms: str) -> Mapping[str, Word]:
    return {"": word(*forms)}


# Spellings (case folded, without stops) -> the term.
_TERMS: Mapping[str, Term] = {
    "справа|спр|sprava|spr|аркуш|арк|arkush|ark|опис": Term(tradition="ukrainian"),
    "ед хр|ed khr": Term(
        {
            **_latin("ed. khr."),
            "ru": RUSSIAN[K.PIECE],
            "uk": UKRAINIAN[K.PIECE],
        }
    ),
    "а е|a e": Term({**_latin("a.e."), "ru": word("а.е.")}),
    "bestand|best": Term(_latin("Bestand", "Bestände", "Best."), hint="german"),
    "karton|kartons|kt": Term(_latin("Karton", "Kartons", "Kt."), hint="german"),
    "mappe|mappen": Term(_latin("Mappe", "Mappen"), hint="german"),
    "akte|akten": Term(_latin("Akte", "Akten"), hint="german"),
    "faszikel|fasz": Term(_latin("Faszikel", "Faszikel", "Fasz."), hint="german"),
    "büschel|bü": Term(_latin("Büschel", "Büschel", "Bü"), hint="german"),
    "band|bd|bände|bde": Term(_latin("Band", "Bände", "Bd.", "Bde."), hint="german"),
    "nr": Term(_latin("Nr."), hint="german"),
    "bl|blatt": Term(_latin("Bl."), hint="german"),
    "pièce|pièces": Term(_latin("pièce", "pièces"), hint="french"),
    "liasse|liasses": Term(_latin("liasse", "liasses"), hint="french"),
    "registre|registres": Term(_latin("registre", "registres", "reg."), hint="french"),
    "feuillet|feuillets": Term(_latin("feuillet", "feuillets", "f."), hint="french"),
    "legajo|legajos|leg|legs": Term(
        _latin("legajo", "legajos", "leg.", "legs."), tradition="spanish"
    ),
    "expediente|expedientes|exp": Term(
        _latin("expediente", "expedientes", "exp."), tradition="spanish"
    ),
    "caja|cajas": Term(_latin("caja", "cajas"), tradition="spanish"),
    "carpeta|carpetas|carp": Term(_latin("carpeta", "carpetas", "carp."), tradition="spanish"),
    "foja|fojas|fs": Term(_latin("foja", "fojas", "f.", "fs."), tradition="spanish"),
    "busta|buste": Term(_latin("busta", "buste", "b.", "bb.")),
    "fascicolo|fascicoli|fasc": Term(_latin("fascicolo", "fascicoli", "fasc.", "fascc.")),
    "zespół|zesp": Term(_latin("zespół", "zespoły", "zesp."), tradition="polish"),
    "sygnatura|sygnatury|sygn": Term(_latin("sygnatura", "sygnatury", "sygn."), tradition="polish"),
    "teczka|teczki": Term(_latin("teczka", "teczki"), tradition="polish"),
    "karta|karty|k": Term(_latin("karta", "karty", "k."), tradition="polish"),
    "картон|картоны": Term({**_latin("karton", "kartony"), "ru": word("картон", "", "Картон")}),
    "svazek|svazky|sv": Term(_latin("svazek", "svazky", "sv."), tradition="czech"),
    "archivní jednotka|a j": Term(
        _latin("archivní jednotka", "archivní jednotky", "a. j."), tradition="czech"
    ),
    "inventární číslo|inv č": Term(
        _latin("inventární číslo", "inventární čísla", "inv. č."), tradition="czech"
    ),
    "kart": Term(_latin("karton", "kartony", "kart."), tradition="czech"),
    "őrzési egység|ő e": Term(
        _latin("őrzési egység", "őrzési egységek", "ő. e."), tradition="hungarian"
    ),
    "doboz": Term(_latin("doboz", "dobozok"), tradition="hungarian"),
    "全宗|全宗号|quanzong": Term(
        {**_latin("quanzong"), "zh": word("全宗{}"), "zh-hant": word("全宗{}")}, tradition="chinese"
    ),
    "目录|目录号|目錄|mulu": Term(
        {**_latin("mulu"), "zh": word("目录{}"), "zh-hant": word("目錄{}")}, tradition="chinese"
    ),
    "案卷|案卷号|卷|卷号|juan": Term(
        {**_latin("juan"), "zh": word("案卷{}"), "zh-hant": word("案卷{}")}, tradition="chinese"
    ),
    "분류번호": Term({**_latin("class no."), "ko": word("분류번호")}, tradition="korean"),
    "등록번호": Term(
        {**_latin("registration no.", "", "reg. no."), "ko": word("등록번호")}, tradition="korean"
    ),
    "관리번호": Term({**_latin("control no."), "ko": word("관리번호")}, tradition="korean"),
    "롤": Term({**_latin("roll", "rolls"), "ko": word("롤")}, tradition="korean"),
}
_TERM_OF: Mapping[str, Term] = {
    spelling: term for spellings, term in _TERMS.items() for spelling in spellings.split("|")
}


def fold(label: str) -> str:
    """A label for comparison: small letters, no stops, single blanks (Ед. хр. -> ед хр)."""
    return " ".join(label.replace(".", " ").split()).casefold()


def find_term(label: str | None) -> Term | None:
    """The term that a label is a spelling of."""
    return _TERM_OF.get(fold(label)) if label else None


def script_of(label: str) -> str:
    """The script of a label's first letter: Latn, Cyrl, Hang or Hani."""
    first = next((char for char in label if char.isalpha()), "a")
    if "\u0400" <= first <= "\u052f":
        return "Cyrl"
    if "\uac00" <= first <= "\ud7a3":
        return "Hang"
    return "Hani" if "\u3400" <= first <= "\u9fff" else "Latn"
