"""The words of CSL 1.0.2: variables, item types, terms, forms. Tables only."""

from __future__ import annotations

NAMES = frozenset(
    """author chair collection-editor compiler composer container-author contributor curator
    director editor editor-translator editorial-director executive-producer guest host
    illustrator interviewer narrator organizer original-author performer producer recipient
    reviewed-author script-writer series-creator translator""".split()
)

DATES = frozenset("accessed available-date event-date issued original-date submitted".split())

NUMBERS = frozenset(
    """chapter-number citation-number collection-number edition first-reference-note-number
    issue locator number number-of-pages number-of-volumes page page-first part-number
    printing-number section supplement-number version volume""".split()
)

TEXTS = frozenset(
    """abstract annote archive archive-place archive_collection archive_location authority
    call-number citation-key citation-label collection-title container-title
    container-title-short dimensions division DOI event event-place event-title genre ISBN
    ISSN jurisdiction keyword language license medium note original-publisher
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place
    references reviewed-genre reviewed-title scale source status title title-short URL
    volume-title year-suffix hereinafter""".split()
)

# Variables that are not printed just as the item has them.
SPECIAL = NUMBERS | {"DOI", "URL", "citation-label", "year-suffix"}

TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event
    figure graphic hearing interview legal_case legislation manuscript map motion_picture
    musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software
    song speech standard thesis treaty webpage""".split()
)

# How a style cites, and for whom it is: the categories of cs:info.
CITATION_FORMATS = frozenset("author author-date label note numeric".split())

FIELDS = frozenset(
    """anthropology astronomy biology botany chemistry communications engineering generic-base
    geography geology history humanities law linguistics literature math medicine philosophy
    physics political_science psychology science social_science sociology theology
    zoology""".split()
)

# Variables of earlier versions of CSL, and what they are called now (CSL 1.0.2 release notes).
RENAMED = {"event": "event-title", "editortranslator": "editor-translator",
           "journalAbbreviation": "container-title-short", "shortTitle": "title-short"}  # fmt: skip

LOCATORS = (
    "act appendix article-locator book canon chapter column elocation equation figure "
    "folio issue line note opus page paragraph part rule scene section sub-verbo "
    "supplement table timestamp title-locator verse version volume "
).split()

# Locators of archives that CSL has no terms for: language -> term -> (one, several). Locale files
# and styles that define them win.
ARCHIVAL_LOCATORS = {
    "en": {
        "box": ("box", "boxes"),
        "folder": ("folder", "folders"),
        "frame": ("frame", "frames"),
        "leaf": ("leaf", "leaves"),
        "reel": ("reel", "reels"),
        "sheet": ("sheet", "sheets"),
    },
    "de": {
        "box": ("Karton", "Kartons"),
        "folder": ("Mappe", "Mappen"),
        "frame": ("Aufnahme", "Aufnahmen"),
        "leaf": ("Blatt", "Blatt"),
        "reel": ("Filmrolle", "Filmrollen"),
        "sheet": ("Bogen", "Bogen"),
    },
    "fr": {
        "box": ("carton", "cartons"),
        "folder": ("chemise", "chemises"),
        "frame": ("vue", "vues"),
        "leaf": ("feuillet", "feuillets"),
        "reel": ("bobine", "bobines"),
        "sheet": ("feuille", "feuilles"),
    },
    "ru": {
        "box": ("коробка", "коробки"),
        "folder": ("папка", "папки"),
        "frame": ("кадр", "кадры"),
        "leaf": ("лист", "листы"),
        "reel": ("катушка", "катушки"),
        "sheet": ("лист", "листы"),
    },
}

# form -> the forms that are tried after it (CSL 1.0.2, Terms).
FORM_FALLBACK = {
    "long": (),
    "short": ("long",),
    "symbol": ("short", "long"),
    "verb": ("long",),
    "verb-short": ("verb", "long"),
}

ET_AL_ATTRIBUTES = (
    "et-al-min", "et-al-use-first", "et-al-subsequent-min", "et-al-subsequent-use-first",
)  # fmt: skip

# Attribute of style/citation/bibliography -> the same attribute on cs:name (CSL 1.0.2, Inheritable
# Name Options).
INHERITED_NAME_OPTIONS = {
    "and": "and",
    "delimiter-precedes-et-al": "delimiter-precedes-et-al",
    "delimiter-precedes-last": "delimiter-precedes-last",
    "et-al-min": "et-al-min",
    "et-al-use-first": "et-al-use-first",
    "et-al-use-last": "et-al-use-last",
    "et-al-subsequent-min": "et-al-subsequent-min",
    "et-al-subsequent-use-first": "et-al-subsequent-use-first",
    "initialize": "initialize",
    "initialize-with": "initialize-with",
    "name-as-sort-order": "name-as-sort-order",
    "sort-separator": "sort-separator",
    "name-form": "form",
    "name-delimiter": "delimiter",
}

# The language that stands for all of its dialects (CSL 1.0.2, Locale Fallback).
PRIMARY_DIALECT = {
    "de": "de-DE", "en": "en-US", "es": "es-ES", "fr": "fr-FR", "pt": "pt-PT", "zh": "zh-CN",
    "af": "af-ZA", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB", "da": "da-DK",
    "el": "el-GR", "et": "et-EE", "fa": "fa-IR", "fi": "fi-FI", "he": "he-IL", "hr": "hr-HR",
    "hu": "hu-HU", "hy": "hy-AM", "id": "id-ID", "is": "is-IS", "it": "it-IT", "ja": "ja-JP",
    "km": "km-KH", "ko": "ko-KR", "lt": "lt-LT", "lv": "lv-LV", "mn": "mn-MN", "nb": "nb-NO",
    "nl": "nl-NL", "nn": "nn-NO", "pl": "pl-PL", "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK",
    "sl": "sl-SI", "sr": "sr-Cyrl-RS", "sv": "sv-SE", "th": "th-TH", "tr": "tr-TR", "uk": "uk-UA",
    "vi": "vi-VN", "bal": "bal-PK", "brh": "brh-PK", "gl": "gl-ES", "hi": "hi-IN",
    "lij": "lij-IT", "ms": "ms-MY", "pa": "pa-PK", "tl": "tl-PH",
}  # fmt: skip
