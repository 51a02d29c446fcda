"""The words of Hayagriva: entry types with the types of their parents, roles, escapes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

# CSL type -> entry type, and type of the parent that holds it ("" for none).
TYPES: Mapping[str, tuple[str, str]] = {
    "article": ("article", "periodical"),
    "article-journal": ("article", "periodical"),
    "article-magazine": ("article", "periodical"),
    "article-newspaper": ("article", "newspaper"),
    "bill": ("legislation", "anthology"),
    "book": ("book", ""),
    "broadcast": ("video", "video"),
    "chapter": ("chapter", "book"),
    "classic": ("manuscript", ""),
    "collection": ("anthology", ""),
    "entry": ("entry", "reference"),
    "entry-dictionary": ("entry", "reference"),
    "entry-encyclopedia": ("entry", "reference"),
    "event": ("exhibition", ""),
    "figure": ("artwork", ""),
    "graphic": ("artwork", ""),
    "legal_case": ("case", ""),
    "legislation": ("legislation", "anthology"),
    "motion_picture": ("video", "video"),
    "musical_score": ("book", ""),
    "pamphlet": ("book", ""),
    "paper-conference": ("article", "proceedings"),
    "patent": ("patent", ""),
    "performance": ("performance", ""),
    "periodical": ("periodical", ""),
    "post": ("post", "thread"),
    "post-weblog": ("article", "blog"),
    "regulation": ("legislation", "anthology"),
    "report": ("report", ""),
    "review": ("article", "periodical"),
    "review-book": ("article", "periodical"),
    "software": ("repository", ""),
    "song": ("audio", "audio"),
    "standard": ("report", ""),
    "thesis": ("thesis", ""),
    "webpage": ("web", "web"),
}
# Archival documents and what else has no type of its own.
UNPUBLISHED, OTHER = "manuscript", "misc"
FROM: Mapping[str, str] = {
    "anthology": "book",
    "anthos": "chapter",
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "blog": "webpage",
    "book": "book",
    "case": "legal_case",
    "chapter": "chapter",
    "conference": "event",
    "entry": "entry-encyclopedia",
    "exhibition": "event",
    "legislation": "legislation",
    "manuscript": "manuscript",
    "newspaper": "periodical",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "post": "post",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "repository": "software",
    "scene": "motion_picture",
    "thesis": "thesis",
    "thread": "post",
    "tweet": "post",
    "video": "motion_picture",
    "web": "webpage",
}
# Of an article the parent says what it is.
ARTICLES: Mapping[str, str] = {
    "periodical": "article-journal",
    "newspaper": "article-newspaper",
    "blog": "post-weblog",
    "proceedings": "paper-conference",
    "conference": "paper-conference",
}
# What a parent without a type is.
PARENTS: Mapping[str, str] = {
    "anthos": "anthology",
    "article": "periodical",
    "artwork": "exhibition",
    "audio": "audio",
    "book": "book",
    "chapter": "book",
    "entry": "reference",
    "legislation": "anthology",
    "post": "post",
    "scene": "video",
    "tweet": "tweet",
    "video": "video",
    "web": "web",
}
# CSL name variable -> role of somebody affiliated.
ROLES: Mapping[str, str] = {
    "translator": "translator",
    "compiler": "compiler",
    "composer": "composer",
    "contributor": "collaborator",
    "director": "director",
    "executive-producer": "executive-producer",
    "illustrator": "illustrator",
    "narrator": "narrator",
    "organizer": "organizer",
    "performer": "cast-member",
    "producer": "producer",
    "script-writer": "writer",
}
FROM_ROLE: Mapping[str, str] = {role: variable for variable, role in ROLES.items()}
# CSL variable -> field whose text is markup (formattable), and field whose text is not.
FORMATTED: Mapping[str, str] = {
    "abstract": "abstract",
    "call-number": "call-number",
    "genre": "genre",
    "note": "note",
}
PLAIN: Mapping[str, str] = {
    "authority": "organization",
    "chapter-number": "chapter",
    "edition": "edition",
    "issue": "issue",
    "number-of-pages": "page-total",
    "page": "page-range",
    "volume": "volume",
}
SERIALS: Mapping[str, str] = {
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "number": "serial",
    "version": "version",
}
FORMATTED_FIELDS = frozenset(
    "title publisher location archive archive-location call-number genre note abstract".split()
)
_SPECIAL = re.compile(r"[\\{}$]")
_ESCAPED = re.compile(r"\\([\\{}$])|[{}]")


def escaped(text: str) -> str:
    """A text in which braces, dollars and backslashes are letters."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def unescaped(text: str) -> str:
    """The way back; braces that keep the case go, what stands in them stays."""
    return _ESCAPED.sub(lambda found: found[1] or "", text)


def text_of(found: Any) -> str:
    """A text, or the value of one with several forms; "" for anything else."""
    if isinstance(found, Mapping):
        found = found.get("value")
    return " ".join(found.split()) if isinstance(found, str) else ""
