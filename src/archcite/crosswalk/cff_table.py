"""The words of the Citation File Format 1.2.0: types and fields of a reference."""

from __future__ import annotations

from collections.abc import Mapping

VERSION = "1.2.0"
# The convention for somebody who is not known, where the schema wants an author.
ANONYMOUS = "anonymous"
UNTITLED = "[untitled]"
# What a file says whose own title and authors only stand for the works in it.
ONE = "Please cite the work described under preferred-citation."
MANY = "Please cite the works described under references."

# CSL type -> type of a reference; "generic" for the rest.
TYPES: Mapping[str, str] = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "magazine-article",
    "article-newspaper": "newspaper-article",
    "bill": "bill",
    "book": "book",
    "broadcast": "film-broadcast",
    "chapter": "book",
    "classic": "historical-work",
    "dataset": "data",
    "entry-dictionary": "dictionary",
    "entry-encyclopedia": "encyclopedia",
    "event": "conference",
    "figure": "art",
    "graphic": "art",
    "hearing": "hearing",
    "legal_case": "legal-case",
    "legislation": "statute",
    "manuscript": "unpublished",
    "map": "map",
    "motion_picture": "video",
    "musical_score": "music",
    "pamphlet": "pamphlet",
    "paper-conference": "conference-paper",
    "patent": "patent",
    "performance": "audiovisual",
    "periodical": "serial",
    "personal_communication": "personal-communication",
    "post-weblog": "blog",
    "regulation": "legal-rule",
    "report": "report",
    "review": "article",
    "review-book": "article",
    "software": "software",
    "song": "sound-recording",
    "speech": "unpublished",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "website",
}
FROM: Mapping[str, str] = {
    "art": "graphic",
    "article": "article-journal",
    "audiovisual": "motion_picture",
    "bill": "bill",
    "blog": "post-weblog",
    "book": "book",
    "catalogue": "book",
    "conference": "event",
    "conference-paper": "paper-conference",
    "data": "dataset",
    "database": "dataset",
    "dataset": "dataset",
    "dictionary": "entry-dictionary",
    "edited-work": "book",
    "encyclopedia": "entry-encyclopedia",
    "film-broadcast": "broadcast",
    "government-document": "report",
    "hearing": "hearing",
    "historical-work": "classic",
    "legal-case": "legal_case",
    "legal-rule": "regulation",
    "magazine-article": "article-magazine",
    "manual": "book",
    "map": "map",
    "music": "musical_score",
    "newspaper-article": "article-newspaper",
    "pamphlet": "pamphlet",
    "patent": "patent",
    "personal-communication": "personal_communication",
    "proceedings": "book",
    "report": "report",
    "serial": "periodical",
    "slides": "speech",
    "software": "software",
    "software-code": "software",
    "software-container": "software",
    "software-executable": "software",
    "software-virtual-machine": "software",
    "sound-recording": "song",
    "standard": "standard",
    "statute": "legislation",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "website": "webpage",
}
# Field -> path, and the pattern that the schema asks for.
TEXTS: Mapping[str, tuple[str, str]] = {
    "abbreviation": ("document.abbreviation", ""),
    "abstract": ("document.summary", ""),
    "copyright": ("rights.statement", ""),
    "database": ("digital.name", ""),
    "date-accessed": ("digital.accessed", r"\d{4}-\d\d-\d\d"),
    "department": ("source.archive.department", ""),
    "doi": ("digital.doi", r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+"),
    "edition": ("published.edition", ""),
    "isbn": ("published.isbn", r"[0-9\- ]{10,17}X?"),
    "issn": ("published.issn", r"\d{4}-\d{3}[\dxX]"),
    "issue": ("published.issue", ""),
    "journal": ("published.container", ""),
    "license-url": ("rights.license", r"https?://\S+"),
    "medium": ("document.medium", ""),
    "number": ("document.number", ""),
    "number-volumes": ("published.volumes", ""),
    "pages": ("document.extent", r"\d+"),
    "pmcid": ("published.pmcid", r"PMC[0-9]{7}"),
    "section": ("published.section", ""),
    "status": (
        "published.status",
        "abstract|advance-online|in-preparation|in-press|preprint|submitted",
    ),
    "thesis-type": ("document.genre", ""),
    "url": ("digital.url", r"https?://[A-Za-z0-9:/?#\[\]@!$&'()*+,;=._~%-]+"),
    "version": ("published.version", ""),
    "volume": ("published.volume", ""),
}
# Fields for some types alone.
ONLY: Mapping[str, tuple[str, ...]] = {
    "journal": ("article", "magazine-article", "newspaper-article"),
    "thesis-type": ("thesis",),
}
# List of people -> role.
PEOPLE: Mapping[str, str] = {
    "editors": "editor",
    "editors-series": "collection-editor",
    "translators": "translator",
    "recipients": "recipient",
}
# What an identifier without a type of its own is -> path.
NUMBERS: Mapping[str, str] = {
    "call number": "published.call_number",
    "PMID": "published.pmid",
    "record": "digital.record_id",
}
KEY, SHELFMARK, WORD = "citation key", "shelfmark", "archcite record"
# Simple fields of others that are kept and written back.
KEPT = frozenset(
    """collection-type commit data-type date-downloaded entry filename format issue-title loc-end
    loc-start nihmsid scope volume-title""".split()
)
ARCHIVAL = "archival collection"
SERIES = "series"
CONTAINER = "container"
# Licences of SPDX that are younger than the schema's list.
UNLISTED = frozenset(("CDLA-Permissive-2.0", "DL-DE-BY-2.0", "DL-DE-ZERO-2.0", "FAL-1.3"))
