"""In which languages a document may have been written, and whether what was read is a translation.

Goes only by what the record says; a guess is used for telling what is missing, never printed.
"""

from __future__ import annotations

from collections.abc import Mapping

from archcite.record.model import Agent, Record
from archcite.record.tradition import tradition_of
from archcite.record.vocab import AgentKind, Role

MAKERS = frozenset(
    (
        Role.AUTHOR,
        Role.SPEAKER,
        Role.INTERVIEWEE,
        Role.PHOTOGRAPHER,
        Role.ARTIST,
        Role.CREATOR,
    )
)

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


def is_translation(record: Record) -> bool:
    """Whether the text that was read is in another language than the document was written in."""
    language = record.document.language
    written = written_in(record)
    return bool(language and written) and _primary(language or "") not in written


def written_in(record: Record) -> frozenset[str]:
    """The languages in which the document may have been written; empty if nothing tells.

    The record's own word decides; else the meeting, the body that issued it, the archive's country.
    """
    document = record.document
    title = document.original_title
    stated = document.original_language or (title.language if title else None)
    if stated:
        return frozenset((_primary(stated),))
    names = [document.event.name, document.event.as_given] if document.event else []
    names += [_body(agent) for agent in record.people if agent.role in MAKERS]
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
