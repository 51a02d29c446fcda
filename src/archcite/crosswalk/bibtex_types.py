"""Entry types of BibTeX and BibLaTeX and the types of CSL, both ways; and which field of an entry
of a type holds what its type alone can say (the container, the number, the publisher).
"""

from __future__ import annotations

from collections.abc import Mapping

# CSL type -> entry type, and entrysubtype where the entry type alone does not say it.
BIBLATEX: Mapping[str, tuple[str, str]] = {
    "article": ("online", "article"),
    "article-journal": ("article", ""),
    "article-magazine": ("article", "magazine"),
    "article-newspaper": ("article", "newspaper"),
    "bill": ("legislation", "bill"),
    "book": ("book", ""),
    "broadcast": ("video", "broadcast"),
    "chapter": ("incollection", ""),
    "classic": ("book", "classic"),
    "collection": ("misc", "collection"),
    "dataset": ("dataset", ""),
    "document": ("misc", "document"),
    "entry": ("inreference", "entry"),
    "entry-dictionary": ("inreference", "entry-dictionary"),
    "entry-encyclopedia": ("inreference", ""),
    "event": ("misc", "event"),
    "figure": ("image", "figure"),
    "graphic": ("artwork", ""),
    "hearing": ("misc", "hearing"),
    "interview": ("misc", "interview"),
    "legal_case": ("jurisdiction", ""),
    "legislation": ("legislation", ""),
    "manuscript": ("unpublished", ""),
    "map": ("image", "map"),
    "motion_picture": ("movie", ""),
    "musical_score": ("music", "musical_score"),
    "pamphlet": ("booklet", ""),
    "paper-conference": ("inproceedings", ""),
    "patent": ("patent", ""),
    "performance": ("performance", ""),
    "periodical": ("periodical", ""),
    "personal_communication": ("letter", ""),
    "post": ("online", "post"),
    "post-weblog": ("online", "post-weblog"),
    "regulation": ("legislation", "regulation"),
    "report": ("report", ""),
    "review": ("review", ""),
    "review-book": ("review", "review-book"),
    "software": ("software", ""),
    "song": ("music", ""),
    "speech": ("unpublished", "speech"),
    "standard": ("standard", ""),
    "thesis": ("thesis", ""),
    "treaty": ("legal", ""),
    "webpage": ("online", ""),
}
# The same for the classic types; what is not here is a misc entry with its CSL type as subtype.
BIBTEX: Mapping[str, tuple[str, str]] = {
    "article-journal": ("article", ""),
    "article-magazine": ("article", "magazine"),
    "article-newspaper": ("article", "newspaper"),
    "review": ("article", "review"),
    "review-book": ("article", "review-book"),
    "book": ("book", ""),
    "classic": ("book", "classic"),
    "chapter": ("incollection", ""),
    "entry": ("incollection", "entry"),
    "entry-dictionary": ("incollection", "entry-dictionary"),
    "entry-encyclopedia": ("incollection", "entry-encyclopedia"),
    "manuscript": ("unpublished", ""),
    "pamphlet": ("booklet", ""),
    "paper-conference": ("inproceedings", ""),
    "report": ("techreport", ""),
    "thesis": ("phdthesis", ""),
}

# Entry type -> CSL type. Types of biblatex, of its styles and of programs.
TYPES: Mapping[str, str] = {
    "archival": "document",
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "blog": "post-weblog",
    "book": "book",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "broadcast": "broadcast",
    "collection": "book",
    "commentary": "legislation",
    "conference": "paper-conference",
    "customd": "document",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "figure",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "interview": "interview",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "book",
    "manuscript": "manuscript",
    "map": "map",
    "mastersthesis": "thesis",
    "mathesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "newsarticle": "article-newspaper",
    "newspaper": "article-newspaper",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "podcast": "broadcast",
    "preprint": "article",
    "presentation": "speech",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "speech": "speech",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "talk": "speech",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "webpage": "webpage",
    "website": "webpage",
    "www": "webpage",
}
SUBTYPES: Mapping[str, str] = {
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "classical": "classic",
}
# What a type of thesis or report says without the field `type` (biblatex, Localization strings).
GENRES: Mapping[str, str] = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master’s thesis",
    "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "patent": "Patent",
    "patentus": "U.S. patent",
    "software": "Computer software",
    "datacd": "CD-ROM",
    "audiocd": "Audio CD",
}

# Blocks that are no entries: containers of fields for others, settings of styles, sets.
NO_ENTRIES = frozenset({"xdata", "set", "bibnote", "control", "ieeetranbstctl", "options"})

PERIODICAL = frozenset({"article", "periodical", "suppperiodical", "review", "newspaper",
                        "newsarticle"})  # fmt: skip
IN_BOOKS = frozenset({"inbook", "incollection", "inproceedings", "inreference", "bookinbook",
                      "suppbook", "suppcollection", "conference"})  # fmt: skip
BOOKS = frozenset({"book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings",
                   "reference", "mvreference"})  # fmt: skip
# Where biblatex prints an organization and no publisher, or an institution.
_ORGANIZED = frozenset(
    """misc online manual software standard artwork audio image legal legislation
letter movie music performance video blog podcast webpage website www electronic""".split()
)
_INSTITUTED = frozenset("report techreport".split())
_THESES = frozenset("thesis phdthesis mastersthesis mathesis".split())
_NUMBERED = frozenset(
    """report techreport patent legislation jurisdiction standard legal software
dataset manual online misc customd archival letter unpublished thesis""".split()
)


def slots(type_: str, *, bibtex: bool) -> Mapping[str, str]:
    """What the names that begin with @ in the table are called in an entry of this type."""
    key = ("periodical" if type_ in PERIODICAL else "book" if type_ in BOOKS | IN_BOOKS
           else "institution" if type_ in _INSTITUTED else "thesis" if type_ in _THESES
           else "organization" if type_ in _ORGANIZED else "other")  # fmt: skip
    found = _BIBTEX_SLOTS if bibtex else _SLOTS
    return found[key, type_ in _NUMBERED, type_ in ("online", "webpage", "www", "electronic")]


def _slots(key: str, numbered: bool, online: bool, *, bibtex: bool) -> dict[str, str]:
    journal = "journal" if bibtex else "journaltitle"
    publisher = {
        "institution": "institution",
        "thesis": "school" if bibtex else "institution",
        "organization": "howpublished" if bibtex else "organization",
    }.get(key, "publisher")
    return {
        "@container": journal if key == "periodical" else "booktitle",
        "@issue": "number" if key == "periodical" else "issue",
        "@series-number": "number" if key == "book" else "collection-number",
        "@number": "eid" if key == "periodical" else "number" if numbered else "document-number",
        "@publisher": publisher,
        "@place": "address" if bibtex else "location",
    } | ({"@container": "organization", "@publisher": "publisher"} if online else {})


_KEYS = [(key, numbered, online)
         for key in ("periodical", "book", "institution", "thesis", "organization",
                     "other")
         for numbered in (True, False) for online in (True, False)]  # fmt: skip
_SLOTS = {key: _slots(*key, bibtex=False) for key in _KEYS}
_BIBTEX_SLOTS = {key: _slots(*key, bibtex=True) for key in _KEYS}
