"""Item types of Zotero and of CSL, both ways, and which of them a record is.

Zotero has fewer: what it lacks goes as the nearest type that has the fields of an archive, and
its own word must come along.
"""

from __future__ import annotations

from collections.abc import Mapping

from archcite.crosswalk.csl import type_of
from archcite.crosswalk.csl_back import kind_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import store, value
from archcite.record.model import Record
from archcite.record.vocab import Kind

_TO_ZOTERO: Mapping[str, str] = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "book": "book",
    "broadcast": "tvBroadcast",
    "chapter": "bookSection",
    "classic": "manuscript",
    "collection": "manuscript",
    "dataset": "dataset",
    "document": "document",
    "entry": "encyclopediaArticle",
    "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle",
    "event": "presentation",
    "figure": "artwork",
    "graphic": "artwork",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film",
    "musical_score": "book",
    "pamphlet": "book",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "performance": "presentation",
    "periodical": "book",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "regulation": "statute",
    "report": "report",
    "review": "journalArticle",
    "review-book": "journalArticle",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "document",
    "webpage": "webpage",
}
TO_CSL: Mapping[str, str] = {
    "artwork": "graphic",
    "audioRecording": "song",
    "bill": "bill",
    "blogPost": "post-weblog",
    "book": "book",
    "bookSection": "chapter",
    "case": "legal_case",
    "computerProgram": "software",
    "conferencePaper": "paper-conference",
    "dataset": "dataset",
    "dictionaryEntry": "entry-dictionary",
    "document": "document",
    "email": "personal_communication",
    "encyclopediaArticle": "entry-encyclopedia",
    "film": "motion_picture",
    "forumPost": "post",
    "hearing": "hearing",
    "instantMessage": "personal_communication",
    "interview": "interview",
    "journalArticle": "article-journal",
    "letter": "personal_communication",
    "magazineArticle": "article-magazine",
    "manuscript": "manuscript",
    "map": "map",
    "newspaperArticle": "article-newspaper",
    "patent": "patent",
    "podcast": "broadcast",
    "preprint": "article",
    "presentation": "speech",
    "radioBroadcast": "broadcast",
    "report": "report",
    "standard": "standard",
    "statute": "legislation",
    "thesis": "thesis",
    "tvBroadcast": "broadcast",
    "videoRecording": "motion_picture",
    "webpage": "webpage",
}
# Kinds of archival documents whose Zotero type is not that of their CSL type: of those without
# fields for an archive Zotero would drop where the document lies.
_ARCHIVAL: Mapping[Kind, str] = {
    Kind.SPEECH: "manuscript",
    Kind.MINUTES: "manuscript",
    Kind.REPORT: "manuscript",
    Kind.CONVERSATION_RECORD: "manuscript",
    Kind.DECISION: "manuscript",
    Kind.FILE: "manuscript",
    Kind.COLLECTION: "manuscript",
    Kind.LEGAL: "manuscript",
    Kind.LETTER: "letter",
    Kind.TELEGRAM: "letter",
    Kind.MEMORANDUM: "letter",
}


def zotero_type(record: Record) -> str:
    """The item type that Zotero should make of a record."""
    kind = record.document.kind
    own = record.published.type if record.published else None
    if own is None and kind in _ARCHIVAL and (record.source or kind is not Kind.SPEECH):
        return _ARCHIVAL[kind]
    return _TO_ZOTERO.get(str(own or type_of(record)), "document")


def what_it_is(plain: Plain, type_: str, word: str, medium: str, archived: bool) -> None:
    """Set kind and CSL type: what Extra said, else what an item's type and its words mean.

    word: Zotero's own word for the type. archived: whether an archive or shelfmark is told.
    """
    document = plain.setdefault("document", {})
    if "kind" in document:
        return
    csl = TO_CSL.get(type_, "document")
    word = word or value(plain, "document.genre") or ""
    item: Plain = {"type": value(plain, "published.type") or csl, "genre": word, "medium": medium}
    if archived:
        item["archive"] = "yes"
    kind = kind_of(item)
    document["kind"] = str(kind)
    if kind is Kind.PUBLISHED and csl != "document":
        store(plain, "published.type", csl)
