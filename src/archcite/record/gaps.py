"""What a complete citation of a record still lacks, as short noun phrases.

Goes only by what the record says. That a field is empty on purpose is no gap; a lost one is.
"""

from __future__ import annotations

from collections.abc import Mapping

from archcite.record.model import Agent, Holding, Publication, Record, Table
from archcite.record.tradition import tradition_of
from archcite.record.vocab import AgentKind, Role, State, Verb
from archcite.record.vocab import Kind as K
from archcite.record.vocab import LevelKind as L

_AUTHORS = frozenset(
    (
        Role.AUTHOR,
        Role.SPEAKER,
        Role.INTERVIEWEE,
        Role.PHOTOGRAPHER,
        Role.ARTIST,
        Role.CREATOR,
    )
)

# Kinds that are cited under whoever made them, and what that person is called.
_CITED_BY_AUTHOR: Mapping[K, str] = {
    K.SPEECH: "the speaker",
    K.LETTER: "the author",
    K.TELEGRAM: "the author",
    K.MEMORANDUM: "the author",
    K.DIARY: "the author",
    K.INTERVIEW: "who was interviewed",
}
_TO_SOMEBODY = (K.LETTER, K.TELEGRAM)
_AS_A_WHOLE = (K.COLLECTION, K.FILE)
_THINGS = (K.PHOTOGRAPH, K.OBJECT, K.MAP, K.RECORDING)

# tradition -> the steps that lead to one document, and the word for each.
_STEPS: Mapping[str, tuple[tuple[L, str], ...]] = {
    "soviet": ((L.FOND, "fond"), (L.OPIS, "opis"), (L.DELO, "delo"), (L.LEAF, "list")),
    "ukrainian": ((L.FOND, "fond"), (L.OPIS, "opys"), (L.DELO, "sprava"), (L.LEAF, "arkush")),
    "british": ((L.SERIES, "series"), (L.PIECE, "piece number")),
    "american": ((L.BOX, "box"), (L.FOLDER, "folder")),
    "german": ((L.FOND, "Bestand"), (L.FILE, "file number")),
}
# Levels that stand for others, where an archive counts so.
_SAME: Mapping[L, tuple[L, ...]] = {
    L.DELO: (L.FILE, L.FOLDER, L.PAPKA),
    L.LEAF: (L.PAGE, L.FOLIO),
    L.PIECE: (L.ITEM, L.FILE),
    L.FILE: (L.PIECE, L.VOLUME, L.ITEM, L.DELO),
    L.BOX: (L.REEL, L.VOLUME, L.ITEM),
    L.FOLDER: (L.FILE, L.FRAME, L.ITEM, L.REEL, L.VOLUME),
}
_ANY_SHELFMARK = "shelfmark (fond, opis, delo and list, or box and folder)"
# The tradition that is to be expected where only the language of the document is known.
_TRADITION_OF: Mapping[str, str] = {"ru": "soviet", "uk": "ukrainian", "de": "german"}
_LANGUAGE_OF: Mapping[str, str] = {
    "soviet": "ru",
    "ukrainian": "uk",
    "german": "de",
    "chinese": "zh",
}

# Words in the names of bodies and of their meetings that tell the language in which they wrote.
_WRITES_IN: Mapping[str, tuple[str, ...]] = {
    "ru": (
        *("CPSU", "VKP(b)", "RCP(b)", "USSR", "SSSR", "RSFSR", "TASS", "KGB", "NKVD", "MGB"),
        *("Comintern", "Cominform", "Sovnarkom", "Soviet Union", "Supreme Soviet"),
    ),
    "zh": ("CCP", "PRC", "People's Republic of China", "Chinese Communist Party"),
    "ko": ("KWP", "DPRK", "Workers' Party of Korea", "Korean Workers' Party"),
    "de": ("SED", "GDR", "DDR", "Socialist Unity Party of Germany", "Auswärtiges Amt"),
    "hu": ("HSWP", "MSZMP", "Hungarian Socialist Workers' Party"),
    "pl": ("PUWP", "PZPR", "Polish United Workers' Party"),
    "cs": ("CPCz", "KSČ", "Communist Party of Czechoslovakia"),
    "ro": ("Romanian Communist Party", "Romanian Workers' Party", "Securitate"),
    "bg": ("BCP", "BKP", "Bulgarian Communist Party"),
    "vi": ("VWP", "DRV", "Vietnam Workers' Party"),
}

# ISO 639-2 codes of these languages, as ISO 639-1 writes them.
_SHORT_CODES: Mapping[str, str] = {
    "eng": "en",
    "rus": "ru",
    "ukr": "uk",
    "zho": "zh",
    "chi": "zh",
    "kor": "ko",
    "deu": "de",
    "ger": "de",
    "hun": "hu",
    "pol": "pl",
    "ces": "cs",
    "cze": "cs",
    "ron": "ro",
    "rum": "ro",
    "bul": "bg",
    "vie": "vi",
    "fra": "fr",
    "fre": "fr",
}


def gaps(record: Record) -> list[str]:
    """What is missing, in the order in which a citation would have it; [] if it is complete."""
    return [
        *_people(record),
        *_title_and_date(record),
        *_holding(record),
        *_source_line(record),
        *_translator(record),
        *_address(record),
    ]


def _source_line(record: Record) -> list[str]:
    """A source line that was taken apart by a program which did not understand all of it."""
    from archcite.record.shelfmark import parse_source

    source = record.source
    if source is None or not source.ref_as_given:
        return []
    parse = parse_source(source.ref_as_given)
    untouched = parse.holding is not None and parse.holding.levels == source.levels
    return (
        [f"the rest of its source line ({parse.leftover})"] if parse.leftover and untouched else []
    )


def _people(record: Record) -> list[str]:
    kind = record.document.kind
    roles = {agent.role for agent in record.people}
    lost = set(record.record.lost_fields) if record.record else set()
    found = []
    if not roles & _AUTHORS and (kind in _CITED_BY_AUTHOR or lost & {"people", "people.author"}):
        found.append(_CITED_BY_AUTHOR.get(kind, "the author"))
    if kind in _TO_SOMEBODY and Role.RECIPIENT not in roles:
        found.append("the recipient")
    if kind is K.INTERVIEW and Role.INTERVIEWER not in roles:
        found.append("the interviewer")
    return found


def _title_and_date(record: Record) -> list[str]:
    document = record.document
    kind = document.kind
    found = []
    described = document.title or document.original_title or document.genre
    named_by_kind = kind in _CITED_BY_AUTHOR or kind in _THINGS
    if not described and not named_by_kind and not _is_empty(document, "title"):
        found.append("a title")
    dated = document.date or document.date_as_given or kind is K.COLLECTION
    if not dated and not _is_empty(document, "date"):
        found.append("a date")
    if kind is K.SPEECH and not document.event and not _is_empty(document, "event"):
        found.append("where or at what meeting it was given")
    return found


def _holding(record: Record) -> list[str]:
    source = record.source or Holding()
    if _is_empty(source, "archive"):
        return []
    if source.published_in:
        return _edition(source.published_in)
    if source.archive and (source.archive.name or source.archive.acronym):
        return _shelfmark(record.document.kind, source)
    if record.document.kind in _AS_A_WHOLE or source.levels:
        return ["the holding archive"]
    expected = {_TRADITION_OF.get(language, "") for language in _written_in(record)}
    steps = _STEPS[expected.pop()] if len(expected) == 1 and "" not in expected else ()
    shelfmark = _joined([word for _, word in steps]) if steps else _ANY_SHELFMARK
    return [f"the holding archive and its {shelfmark}"]


def _edition(edition: Publication) -> list[str]:
    """What the reference to a printed edition lacks; one that is kept as a string is enough."""
    if edition.as_given:
        return []
    wanted = {
        "the title of the edition": edition.title or edition.series,
        "the year of the edition": edition.date,
        "the pages or the document's number in the edition": edition.pages
        or edition.document_number,
    }
    return [phrase for phrase, value in wanted.items() if not value]


def _shelfmark(kind: K, source: Holding) -> list[str]:
    """The steps that are missing between a named archive and the document."""
    kinds = {level.kind for level in source.levels}
    if kind in _AS_A_WHOLE or L.REFERENCE in kinds or L.OTHER in kinds:
        return []
    steps = _STEPS.get(tradition_of(source), ())
    if not kinds:
        if source.collection or any(letter.isdigit() for letter in source.ref_as_given or ""):
            return []
        if kind in _THINGS:
            return ["its number in the collection"]
        return [f"its {_joined([word for _, word in steps])}" if steps else "its shelfmark"]
    if tradition_of(source) == "american" and (source.collection or L.COLLECTION in kinds):
        return []  # Chicago 18, 14.127: a named collection is enough
    missing = [
        word for step, word in steps if step not in kinds and not kinds & {*_SAME.get(step, ())}
    ]
    return [f"its {_joined(missing)}"] if missing else []


def _translator(record: Record) -> list[str]:
    source = record.source
    named = (
        any(credit.verb is Verb.TRANSLATED and credit.by for credit in record.credits)
        or any(agent.role is Role.TRANSLATOR for agent in record.people)
        or bool(source and source.published_in and source.published_in.translators)
    )
    return ["who translated it"] if _is_translation(record) and not named else []


def _is_translation(record: Record) -> bool:
    """Whether the text that was read is in another language than the document was written in."""
    language = record.document.language
    written = _written_in(record)
    return bool(language and written) and _primary(language or "") not in written


def _written_in(record: Record) -> frozenset[str]:
    """The languages in which the document may have been written; empty if nothing tells.

    The record's own word decides; else the meeting, the body that issued it, the archive's country.
    """
    document = record.document
    title = document.original_title
    stated = document.original_language or (title.language if title else None)
    if stated:
        return frozenset((_primary(stated),))
    names = [document.event.name, document.event.as_given] if document.event else []
    names += [_body(agent) for agent in record.people if agent.role in _AUTHORS]
    told = {
        language
        for language, words in _WRITES_IN.items()
        for name in names
        if name and any(_has_word(name, word) for word in words)
    }
    if not told and record.source:
        told = {_LANGUAGE_OF.get(tradition_of(record.source), "")} - {""}
    return frozenset(told)


def _body(agent: Agent) -> str | None:
    return agent.as_given if agent.kind is AgentKind.BODY else agent.affiliation


def _has_word(name: str, word: str) -> bool:
    before, found, after = f" {name} ".partition(word)
    return bool(found) and not before[-1].isalnum() and not after[0].isalnum()


def _primary(tag: str) -> str:
    """The language of a tag, without script and region."""
    code = tag.partition("-")[0].lower()
    return _SHORT_CODES.get(code, code)


def _address(record: Record) -> list[str]:
    digital = record.digital
    if not digital or digital.url or digital.doi or digital.archived_url:
        return []
    return [] if _is_empty(digital, "url") else ["a URL"]


def _is_empty(table: Table, field: str) -> bool:
    """Whether the field is empty on purpose."""
    if isinstance(table.src, dict):
        return table.src.get(field) is State.EMPTY
    return table.src is State.EMPTY


def _joined(words: list[str]) -> str:
    """fond, opis, delo and list."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
