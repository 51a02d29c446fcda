"""What an example is of, by the words of its kind: an archival document or a published work."""

from __future__ import annotations

import re
from typing import NamedTuple

from archcite.record.vocab import Kind, LevelKind
from worked.facts import Facts


class Sort(NamedTuple):
    """What a word means: a record's kind, a CSL type, or both where facts decide."""

    kind: Kind | None
    type: str = ""


def _sorts(kind: Kind | None, words: str, type_: str = "") -> dict[str, Sort]:
    return {word.strip(): Sort(kind, type_) for word in words.split(",")}


SORTS: dict[str, Sort] = {
    **_sorts(Kind.LETTER, "letter, postcard, email, e-mail", "personal_communication"),
    **_sorts(Kind.TELEGRAM, "telegram, cable", "personal_communication"),
    **_sorts(Kind.MEMORANDUM, "memorandum, memo", "personal_communication"),
    **_sorts(Kind.MINUTES, "minutes, protocol, proceedings of a meeting", "document"),
    **_sorts(
        Kind.CONVERSATION_RECORD,
        "record of conversation, record of a conversation, memorandum of conversation,"
        " conversation record",
        "document",
    ),
    **_sorts(Kind.REPORT, "report, survey", "report"),
    **_sorts(Kind.DECISION, "decision, resolution, directive, decree, order", "document"),
    **_sorts(Kind.DIARY, "diary, diary entry, journal entry"),
    **_sorts(Kind.NOTE, "note, notes, draft, notebook"),
    **_sorts(Kind.INTERVIEW, "interview, oral history", "interview"),
    **_sorts(Kind.PHOTOGRAPH, "photograph, photo, negative, albumen print", "graphic"),
    **_sorts(Kind.MAP, "map, plan, chart, architectural drawing", "map"),
    **_sorts(Kind.RECORDING, "sound recording, recording", "song"),
    **_sorts(Kind.RECORDING, "film, motion picture, video, newsreel", "motion_picture"),
    **_sorts(
        Kind.OBJECT,
        "painting, sculpture, artwork, work of art, exhibition, object, print, drawing, poster",
        "graphic",
    ),
    **_sorts(Kind.TREATY, "treaty, agreement, communique", "treaty"),
    **_sorts(Kind.LEGAL, "will, deed, contract, certificate"),
    **_sorts(Kind.FILE, "file, dossier, folder"),
    **_sorts(Kind.COLLECTION, "collection, fonds, record group, series, papers, archive"),
    **_sorts(
        Kind.SPEECH,
        "speech, lecture, address, talk, keynote, paper read, conference paper, presentation,"
        " sermon",
        "speech",
    ),
    **_sorts(Kind.OTHER, "manuscript, typescript, document, codex, poem, essay, petition, form"),
    **_sorts(Kind.OTHER, "scrapbook, ledger, account book, log book, logbook, broadside, program"),
    **_sorts(Kind.OTHER, "pamphlet, leaflet, brochure", "pamphlet"),
    **_sorts(None, "book, monograph, edited volume", "book"),
    **_sorts(None, "chapter, book chapter", "chapter"),
    **_sorts(None, "article, journal article", "article-journal"),
    **_sorts(None, "newspaper article, newspaper", "article-newspaper"),
    **_sorts(None, "magazine article, magazine", "article-magazine"),
    **_sorts(None, "thesis, dissertation", "thesis"),
    **_sorts(None, "dataset, data set", "dataset"),
    **_sorts(None, "encyclopedia entry", "entry-encyclopedia"),
    **_sorts(None, "dictionary entry", "entry-dictionary"),
    **_sorts(None, "review, book review", "review-book"),
    **_sorts(None, "blog post, blog", "post-weblog"),
    **_sorts(None, "post, tweet, social media post", "post"),
    **_sorts(
        None,
        "web document, web page, webpage, web site, website, archive website, online document",
        "webpage",
    ),
}
# Facts that only something in an archive has.
LEVELS: dict[str, LevelKind] = {
    **dict.fromkeys(
        ("reference_code", "shelfmark", "location", "call_number", "reference"),
        LevelKind.REFERENCE,
    ),
    "collection_ref": LevelKind.COLLECTION,
    **{
        str(kind).replace("-", "_"): kind
        for kind in LevelKind
        if kind not in (LevelKind.COLLECTION, LevelKind.REFERENCE, LevelKind.YEAR)
    },
    "fonds": LevelKind.FOND,
    "list": LevelKind.LEAF,
    "listy": LevelKind.LEAF,
    "folios": LevelKind.FOLIO,
}
# A bound volume, an item or a page may as well be a journal's.
_EITHER = frozenset(("volume", "item", "page", "series", "other", "reference", "list"))
HELD = frozenset(("repository", "collection", "record_group", "department")) | (
    LEVELS.keys() - _EITHER
)
IMPRINT = frozenset(("publisher", "issue", "pages", "isbn", "edition_number"))


def _word(facts: Facts) -> str:
    """The word of SORTS that stands first in the example's kind, and of these the longest."""
    told = (facts.text("kind") or "").casefold()
    found = [
        (match.start(), -len(word), word)
        for word in SORTS
        if (match := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", told))
    ]
    return min(found)[2] if found else ""


def word_of(facts: Facts) -> str | None:
    """What a document is called by its kind; None for a word that says nothing."""
    word = _word(facts) or (facts.text("kind") or "").partition("(")[0].strip()
    return None if word in ("", "letter", "document") else word


def sort_of(facts: Facts) -> Sort:
    """What the example's kind means; an unknown one is told."""
    word = _word(facts)
    if word:
        return SORTS[word]
    facts.remark(f"kind {facts.text('kind')!r} is unknown")
    return Sort(Kind.OTHER if any(name in facts for name in HELD) else None, "document")


def in_edition(facts: Facts) -> bool:
    """Whether a document is taken from a printed edition."""
    return "container" in facts and any(name in facts for name in ("publisher", "pages"))


def record_kind(facts: Facts) -> tuple[Kind | None, str]:
    """The record's kind; None for a published work, whose CSL type is told."""
    kind, type_ = sort_of(facts)
    if "handle" in facts:
        return None, "post"
    if any(name in facts for name in HELD) or (kind and not type_):
        return kind, type_ or "document"
    edited = in_edition(facts) and kind and type_ not in ("report", "interview")
    if type_ and not edited and any(name in facts for name in IMPRINT):
        return None, type_
    return kind, type_
