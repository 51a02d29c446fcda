"""The citation templates of the English Wikipedia: which is for what, and the parameters of each.

Source: the documentation of {{cite archive}}, {{cite letter}} and of the family of CS1.
"""

from __future__ import annotations

from collections.abc import Mapping

from archcite.record.vocab import LevelKind

ARCHIVE = "cite archive"
# CSL type of a published work -> template; "cite web" or "cite document" for the others.
TEMPLATES: Mapping[str, str] = {
    "article-journal": "cite journal",
    "article-magazine": "cite magazine",
    "article-newspaper": "cite news",
    "review": "cite journal",
    "review-book": "cite journal",
    "book": "cite book",
    "classic": "cite book",
    "musical_score": "cite book",
    "pamphlet": "cite book",
    "chapter": "cite book",
    "entry": "cite encyclopedia",
    "entry-dictionary": "cite encyclopedia",
    "entry-encyclopedia": "cite encyclopedia",
    "paper-conference": "cite conference",
    "thesis": "cite thesis",
    "report": "cite report",
    "map": "cite map",
    "interview": "cite interview",
    "speech": "cite speech",
    "personal_communication": "cite letter",
    "song": "cite AV media",
    "motion_picture": "cite AV media",
    "broadcast": "cite episode",
    "periodical": "cite magazine",
}
# Template -> the parameter of the title, and that of what it stands in ("" for none).
TITLES: Mapping[str, tuple[str, str]] = {
    "cite journal": ("title", "journal"),
    "cite magazine": ("title", "magazine"),
    "cite news": ("title", "newspaper"),
    "cite encyclopedia": ("title", "encyclopedia"),
    "cite conference": ("title", "book-title"),
    "cite web": ("title", "website"),
    "cite interview": ("title", "work"),
    "cite episode": ("title", "series"),
    "cite letter": ("subject", ""),
}
# A step of the shelfmark -> the parameter of {{cite archive}}; the others join the item's own id.
LEVELS: Mapping[LevelKind, str] = {
    LevelKind.SERIES: "series",
    LevelKind.FOND: "fonds",
    LevelKind.COLLECTION: "collection",
    LevelKind.BOX: "box",
    LevelKind.FOLDER: "file",  # as its documentation uses it; an unknown parameter is not shown
    LevelKind.FILE: "file",
    LevelKind.DELO: "file",
    LevelKind.PIECE: "file",
    LevelKind.PAGE: "page",
}
# Field of record.published -> parameter of CS1.
IMPRINT: Mapping[str, str] = {
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "publisher": "publisher",
    "place": "location",
    "series": "series",
    "isbn": "isbn",
    "issn": "issn",
    "pmid": "pmid",
    "pmcid": "pmc",
}
# Role -> the beginning of the parameters for a name; the templates that have them.
NAMES: Mapping[str, tuple[str, frozenset[str]]] = {
    "editor": ("editor-", frozenset()),
    "translator": ("translator-", frozenset()),
    "interviewer": ("interviewer-", frozenset(("cite interview",))),
}
# Parameters that only some templates have.
NUMBERED: Mapping[str, frozenset[str]] = {
    "volume": frozenset(
        ("cite book", "cite journal", "cite magazine", "cite news", "cite encyclopedia",
         "cite conference", "cite report")
    ),
    "issue": frozenset(("cite journal", "cite magazine", "cite news")),
}  # fmt: skip
LETTER = frozenset(
    "author last first subject recipient publisher location date url access-date".split()
)
WITHOUT_HELPERS = frozenset((ARCHIVE, "cite letter"))
# The order in which parameters are written; those that are not named come last.
ORDER = """author editor translator interviewer subject chapter item title script-title trans-title
trans-chapter type item-url url item-id recipient date orig-date book-title journal
magazine newspaper website encyclopedia work conference event series file box
fonds collection repository institution edition volume issue page pages publisher
location isbn issn doi pmid pmc id language via access-date others""".split()
