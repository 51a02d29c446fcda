"""The words that a view of a record adds, in the language of the citation: tables and their rules.

Languages without a row here get English. Names of languages are CLDR's, by way of Babel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from archcite.record.vocab import Kind, Verb
from archcite.text.edtf import Point
from archcite.text.numbers import roman

T = TypeVar("T")

# What a document without a title is called. A letter needs no word; styles word an interview.
_KINDS: Mapping[str, Mapping[Kind, str]] = {
    "en": {
        Kind.SPEECH: "speech",
        Kind.TELEGRAM: "telegram",
        Kind.MEMORANDUM: "memorandum",
        Kind.MINUTES: "minutes",
        Kind.REPORT: "report",
        Kind.CONVERSATION_RECORD: "record of conversation",
        Kind.DECISION: "decision",
        Kind.DIARY: "diary",
        Kind.NOTE: "note",
        Kind.PHOTOGRAPH: "photograph",
        Kind.MAP: "map",
        Kind.RECORDING: "recording",
        Kind.OBJECT: "object",
        Kind.TREATY: "treaty",
        Kind.LEGAL: "legal document",
        Kind.FILE: "file",
    },
    "de": {
        Kind.SPEECH: "Rede",
        Kind.TELEGRAM: "Telegramm",
        Kind.MEMORANDUM: "Memorandum",
        Kind.MINUTES: "Protokoll",
        Kind.REPORT: "Bericht",
        Kind.CONVERSATION_RECORD: "Gesprächsprotokoll",
        Kind.DECISION: "Beschluss",
        Kind.DIARY: "Tagebuch",
        Kind.NOTE: "Notiz",
        Kind.PHOTOGRAPH: "Fotografie",
        Kind.MAP: "Karte",
        Kind.RECORDING: "Aufnahme",
        Kind.OBJECT: "Objekt",
        Kind.TREATY: "Vertrag",
        Kind.LEGAL: "Urkunde",
        Kind.FILE: "Akte",
    },
    "fr": {
        Kind.SPEECH: "discours",
        Kind.TELEGRAM: "télégramme",
        Kind.MEMORANDUM: "mémorandum",
        Kind.MINUTES: "procès-verbal",
        Kind.REPORT: "rapport",
        Kind.CONVERSATION_RECORD: "compte rendu d’entretien",
        Kind.DECISION: "décision",
        Kind.DIARY: "journal",
        Kind.NOTE: "note",
        Kind.PHOTOGRAPH: "photographie",
        Kind.MAP: "carte",
        Kind.RECORDING: "enregistrement",
        Kind.OBJECT: "objet",
        Kind.TREATY: "traité",
        Kind.LEGAL: "acte",
        Kind.FILE: "dossier",
    },
    "es": {
        Kind.SPEECH: "discurso",
        Kind.TELEGRAM: "telegrama",
        Kind.MEMORANDUM: "memorando",
        Kind.MINUTES: "acta",
        Kind.REPORT: "informe",
        Kind.CONVERSATION_RECORD: "acta de conversación",
        Kind.DECISION: "decisión",
        Kind.DIARY: "diario",
        Kind.NOTE: "nota",
        Kind.PHOTOGRAPH: "fotografía",
        Kind.MAP: "mapa",
        Kind.RECORDING: "grabación",
        Kind.OBJECT: "objeto",
        Kind.TREATY: "tratado",
        Kind.LEGAL: "documento legal",
        Kind.FILE: "expediente",
    },
    "ru": {
        Kind.SPEECH: "речь",
        Kind.TELEGRAM: "телеграмма",
        Kind.MEMORANDUM: "докладная записка",
        Kind.MINUTES: "протокол",
        Kind.REPORT: "доклад",
        Kind.CONVERSATION_RECORD: "запись беседы",
        Kind.DECISION: "постановление",
        Kind.DIARY: "дневник",
        Kind.NOTE: "записка",
        Kind.PHOTOGRAPH: "фотография",
        Kind.MAP: "карта",
        Kind.RECORDING: "запись",
        Kind.OBJECT: "предмет",
        Kind.TREATY: "договор",
        Kind.LEGAL: "юридический документ",
        Kind.FILE: "дело",
    },
    "ko": {
        Kind.SPEECH: "연설",
        Kind.TELEGRAM: "전보",
        Kind.MEMORANDUM: "각서",
        Kind.MINUTES: "회의록",
        Kind.REPORT: "보고서",
        Kind.CONVERSATION_RECORD: "담화록",
        Kind.DECISION: "결정서",
        Kind.DIARY: "일기",
        Kind.NOTE: "메모",
        Kind.PHOTOGRAPH: "사진",
        Kind.MAP: "지도",
        Kind.RECORDING: "녹음",
        Kind.OBJECT: "유물",
        Kind.TREATY: "조약",
        Kind.LEGAL: "법률 문서",
        Kind.FILE: "문서철",
    },
}

# What stands before and behind a day to say: before it, after it, until it.
_DAYS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": {"before": ("before ", ""), "after": ("after ", ""), "until": ("until ", "")},
    "de": {"before": ("vor ", ""), "after": ("nach ", ""), "until": ("bis ", "")},
    "fr": {"before": ("avant ", ""), "after": ("après ", ""), "until": ("jusqu’à ", "")},
    "es": {"before": ("antes de ", ""), "after": ("después de ", ""), "until": ("hasta ", "")},
    "ru": {"before": ("до ", ""), "after": ("после ", ""), "until": ("по ", "")},
    "ko": {"before": ("", " 이전"), "after": ("", " 이후"), "until": ("", "까지")},
}
# The same before a whole day, where that takes an article.
_WHOLE_DAYS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "de": {"before": ("vor dem ", ""), "after": ("nach dem ", ""), "until": ("bis zum ", "")},
    "fr": {"before": ("avant le ", ""), "after": ("après le ", ""), "until": ("jusqu’au ", "")},
    "es": {"before": ("antes del ", ""), "after": ("después del ", ""), "until": ("hasta el ", "")},
}
# What stands before and behind a day without its year to give it one.
_YEARS: Mapping[str, tuple[str, str]] = {
    "en": ("", ", {}"),
    "en-GB": ("", " {}"),
    "de": ("", " {}"),
    "fr": ("", " {}"),
    "es": ("", " de {}"),
    "ru": ("", " {} г."),
    "ko": ("{}년 ", ""),
}
_DECADES: Mapping[str, str] = {
    "en": "{}s",
    "de": "{}er",
    "fr": "années {}",
    "es": "década de {}",
    "ru": "{}-е",
    "ko": "{}년대",
}
# A century, by its number and its Roman number.
_CENTURIES: Mapping[str, str] = {
    "en": "{number}{ending} century",
    "de": "{number}. Jahrhundert",
    "fr": "{roman}ᵉ siècle",
    "es": "siglo {roman}",
    "ru": "{roman} век",
    "ko": "{number}세기",
}
_IN_LANGUAGE: Mapping[str, str] = {
    "en": "in {}",
    "de": "auf {}",
    "fr": "en {}",
    "es": "en {}",
    "ru": "на {} языке",
    "ko": "{}",
}
# What a view adds for styles that print a fact in no other way.
_PHRASES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "letter": "letter",
        "interview": "interview",
        "addressed": "{what} to {whom}",
        "number": "no. {}",
        "volume": "vol. {}",
        "piece": "doc. {}",
        "about": "ca. {}",
    },
    "de": {
        "letter": "Brief",
        "interview": "Interview",
        "addressed": "{what} an {whom}",
        "number": "Nr. {}",
        "volume": "Bd. {}",
        "piece": "Dok. {}",
        "about": "ca. {}",
    },
    "fr": {
        "letter": "lettre",
        "interview": "entretien",
        "addressed": "{what} à {whom}",
        "number": "no {}",
        "volume": "vol. {}",
        "piece": "doc. {}",
        "about": "vers {}",
    },
    "es": {
        "letter": "carta",
        "interview": "entrevista",
        "addressed": "{what} a {whom}",
        "number": "núm. {}",
        "volume": "vol. {}",
        "piece": "doc. {}",
        "about": "ca. {}",
    },
    "ru": {
        "letter": "письмо",
        "interview": "интервью",
        "addressed": "{what}, адресат: {whom}",
        "number": "№ {}",
        "volume": "т. {}",
        "piece": "док. {}",
        "about": "ок. {}",
    },
    "ko": {
        "letter": "편지",
        "interview": "면담",
        "addressed": "{whom}에게 보낸 {what}",
        "number": "제{}호",
        "volume": "권 {}",
        "piece": "문서 {}",
        "about": "{}경",
    },
}
# What was done for the digital edition, in the order of vocab.Verb.
_VERBS: Mapping[str, tuple[str, ...]] = {
    "en": ("obtained", "contributed", "provided", "translated", "edited", "transcribed"),
    "de": ("beschafft", "beigesteuert", "bereitgestellt", "übersetzt", "ediert", "transkribiert"),
    "fr": ("obtenu", "communiqué", "fourni", "traduit", "édité", "transcrit"),
    "es": ("obtenido", "aportado", "facilitado", "traducido", "editado", "transcrito"),
    "ru": ("получено", "передано", "предоставлено", "перевод", "публикация", "расшифровка"),
    "ko": ("입수", "제공", "제공", "번역", "편집", "판독"),
}
# What was done, for whom, and by whom: the whole, and the part for whom.
_CREDITED: Mapping[str, tuple[str, str]] = {
    "en": ("{done}{purpose} by {by}", " for {}"),
    "de": ("{done}{purpose} von {by}", " für {}"),
    "fr": ("{done}{purpose} par {by}", " pour {}"),
    "es": ("{done}{purpose} por {by}", " para {}"),
    "ru": ("{done}{purpose}: {by}", " для {}"),
    "ko": ("{done}{purpose}: {by}", "({})"),
}
# Between the last two of a list: of two, and of more.
_AND: Mapping[str, tuple[str, str]] = {
    "en": (" and ", ", and "),
    "de": (" und ", " und "),
    "fr": (" et ", " et "),
    "es": (" y ", " y "),
    "ru": (" и ", " и "),
    "ko": (", ", ", "),
}


def kind_word(kind: Kind, language: str) -> str:
    """The word for a kind, "" where it needs none."""
    return _row(_KINDS, language).get(kind, "")


def phrase(name: str, language: str) -> str:
    """A phrase of that table; what it says something of stands in braces."""
    return _row(_PHRASES, language)[name]


def day_in_words(point: Point, language: str) -> str:
    """A day or a month as the language writes it (4 March 1921); "" for a year alone."""
    from datetime import date

    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date, format_skeleton

    if not point.month or point.digits or not 1 <= point.year <= 9999:
        return ""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    if point.day:
        return format_date(date(point.year, point.month, point.day), "long", locale)
    return format_skeleton("yMMMM", date(point.year, point.month, 1), locale=locale)


def day_words(relation: str, language: str, *, whole_day: bool) -> tuple[str, str]:
    """What stands before and behind a day. relation: "before", "after" or "until"."""
    table = _WHOLE_DAYS if whole_day and main(language) in _WHOLE_DAYS else _DAYS
    return _row(table, language)[relation]


def year_words(year: int, language: str) -> tuple[str, str]:
    """What stands before and behind a day that is printed without its year, to name it."""
    before, behind = _YEARS.get(language) or _row(_YEARS, language)
    return before.format(year), behind.format(year)


def year_first(language: str) -> bool:
    """Whether the year opens a date, so that two days cannot share one that follows them."""
    return main(language) in ("hu", "ja", "ko", "zh")


def decade(year: int, language: str) -> str:
    """The ten years from that year on (1860s)."""
    return _row(_DECADES, language).format(year)


def century(year: int, language: str) -> str:
    """The hundred years from that year on (15th century for 1400)."""
    number = year // 100 + 1
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if not 11 <= number <= 13 else 0, "th")
    return _row(_CENTURIES, language).format(
        number=number, roman=roman(number).upper(), ending=ending
    )


def in_language(tag: str, language: str) -> str:
    """That something is in the language of the tag, said in another language (in Russian).

    "" where nobody knows a name for it.
    """
    from babel import Locale, UnknownLocaleError

    reader = main(language) if main(language) in _IN_LANGUAGE else "en"
    try:
        name = str(Locale.parse(reader).languages.get(main(tag)) or "")
    except (UnknownLocaleError, ValueError):
        return ""
    if reader == "ru":
        if not name.endswith("ий"):
            return name
        name = name.removesuffix("ий") + "ом"  # the case that the preposition asks for
    return _IN_LANGUAGE[reader].format(name) if name else ""


def verb_word(verb: str, language: str) -> str:
    """What a verb of a credit is called; it stands before who did it."""
    return dict(zip(map(str, Verb), _row(_VERBS, language), strict=True))[verb]


def credited(done: str, by: str, purpose: str, language: str) -> str:
    """One clause of a credit: translated for CWIHP by Ada Roe."""
    whole, part = _row(_CREDITED, language)
    return whole.format(done=done, by=by, purpose=part.format(purpose) if purpose else "")


def joins_clauses(language: str) -> bool:
    """Whether clauses of a credit are joined by "and"; with colons in them they are not."""
    return ":" not in _row(_CREDITED, language)[0]


def listed(words: Iterable[str], language: str) -> str:
    """A, B, and C."""
    *first, last = words
    if not first:
        return last
    two, more = _row(_AND, language)
    return ", ".join(first) + (two if len(first) == 1 else more) + last


def main(tag: str) -> str:
    """The language of a tag, without script and region."""
    return tag.partition("-")[0].lower()


def _row(table: Mapping[str, T], language: str) -> T:
    return table.get(main(language)) or table["en"]
