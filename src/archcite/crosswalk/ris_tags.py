"""The types and tags of RIS, and which CSL variable each tag is under each type.

Tables, and the questions that both ways ask them. The names on the right are those of
crosswalk.flat; the programs whose manner a row follows are named where programs differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

# Type of RIS -> type of CSL. Written by Zotero, EndNote, Mendeley, publishers; read by all.
TYPES: Mapping[str, str] = {
    "ABST": "article-journal",
    "ADVS": "motion_picture",
    "AGGR": "dataset",
    "ANCIENT": "classic",
    "ART": "graphic",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "CHART": "figure",
    "CLSWK": "classic",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "CTLG": "book",
    "DATA": "dataset",
    "DBASE": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "EQUA": "figure",
    "FIGURE": "figure",
    "GEN": "document",
    "GOVDOC": "report",
    "GRANT": "document",
    "GRNT": "document",
    "HEAR": "hearing",
    "ICOMM": "personal_communication",
    "INPR": "article",
    "INTV": "interview",
    "JFULL": "periodical",
    "JOUR": "article-journal",
    "LEGAL": "legislation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "motion_picture",
    "MULTI": "motion_picture",
    "MUSIC": "musical_score",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "PODCST": "broadcast",
    "PRESS": "document",
    "RPRT": "report",
    "SER": "book",
    "SLIDE": "speech",
    "SOCM": "post",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "STD": "document",
    "THES": "thesis",
    "UNBILL": "bill",
    "UNPB": "manuscript",
    "UNPD": "manuscript",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}

# Type of CSL -> the type that most programs read rightly. Never SLIDE for what lies in an archive:
# Zotero drops DB and AN from it; nor UNPD, which citation-js empties.
WRITTEN: Mapping[str, str] = {
    "article": "INPR",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "classic": "ANCIENT",
    "collection": "MANSCPT",
    "dataset": "DATA",
    "document": "GEN",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "event": "GEN",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "interview": "MANSCPT",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CONF",
    "patent": "PAT",
    "performance": "GEN",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "post": "BLOG",
    "post-weblog": "BLOG",
    "regulation": "STAT",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "MANSCPT",
    "standard": "STAND",
    "thesis": "THES",
    "treaty": "MANSCPT",
    "webpage": "ELEC",
}

# Tags that mean the same under every type, both ways.
TAGS: Mapping[str, str] = {
    "TI": "title",
    "ST": "title-short",
    "AU": "author",
    "ED": "editor",
    "A3": "collection-editor",
    "A4": "translator",
    "T2": "container-title",
    "J2": "container-title-short",
    "T3": "collection-title",
    "VL": "volume",
    "IS": "issue",
    "SP": "page",
    "ET": "edition",
    "NV": "number-of-volumes",
    "M1": "number",
    "M3": "genre",
    "PB": "publisher",
    "CY": "publisher-place",
    "SE": "section",
    "DO": "DOI",
    "UR": "URL",
    "L1": "attachment",
    "LA": "language",
    "KW": "keyword",
    "AB": "abstract",
    "N1": "note",
    "CN": "call-number",
    "CR": "license",
    "DB": "archive",
    "AN": "archive_location",
    "DP": "source",
    "ID": "id",
    "RI": "reviewed-title",
}

# Tags that are read as another one.
ALIASES: Mapping[str, str] = {
    "T1": "TI",
    "CT": "TI",
    "A1": "AU",
    "JF": "T2",
    "CP": "IS",
    "PP": "CY",
    "N2": "AB",
    "RN": "N1",
    "L2": "L1",
    "L3": "L1",
    "L4": "L1",
    "LK": "UR",
    "AV": "AN",
    "LB": "ID",
    "Y1": "PY",
    "VO": "CN",
}

_BOOK = {"T2": "collection-title", "SP": "number-of-pages", "M1": "collection-number",
         "A2": "collection-editor", "A3": "editor"}  # fmt: skip
_FILM = {"AU": "director", "A3": "producer", "A4": "performer", "M1": "number"}
_REPORT = {"SN": "number", "T2": "collection-title"}
_LAW = {"T3": "authority", "PB": "publisher"}
_LETTER = {"A2": "recipient", "CY": "event-place"}
_ENTRY = {"A2": "editor"}
_ARCHIVAL = {"SP": "dimensions"}
# EndNote's manuscript has its Library/Archive and its collection here.
_MANUSCRIPT = {**_ARCHIVAL, "T2": "archive_collection"}

# What tags mean under one type, where that is not the above. First Zotero's manner, then the
# table of the format's specification of 2011.
BY_TYPE: Mapping[str, Mapping[str, str]] = {
    "ADVS": _FILM,
    "ART": {"C3": "dimensions"},
    "BILL": _LAW,
    "BOOK": _BOOK,
    "CASE": {"PB": "authority", "SV": "number"},
    "CHAP": {"SE": "chapter-number"},
    "CLSWK": _BOOK,
    "COMP": {"ET": "version", "T2": "collection-title"},
    "CONF": {"C1": "publisher-place", "CY": "event-place", "C3": "container-title",
             "T2": "event-title"},
    "CPAPER": {"C1": "publisher-place", "CY": "event-place", "C3": "container-title",
               "T2": "event-title"},
    "CTLG": _BOOK,
    "EBOOK": _BOOK,
    "ECHAP": {"SE": "chapter-number"},
    "EDBOOK": _BOOK,
    "DICT": _ENTRY,
    "ENCYC": _ENTRY,
    "GOVDOC": _REPORT,
    "HEAR": _LAW,
    "ICOMM": _LETTER,
    "JOUR": {"C2": "PMCID", "C7": "number"},
    "EJOUR": {"C2": "PMCID", "C7": "number"},
    "LEGAL": _LAW,
    "MANSCPT": _MANUSCRIPT,
    "MAP": {"C1": "scale", "T2": "collection-title"},
    "MPCT": _FILM,
    "MULTI": _FILM,
    "PAT": {"SN": "number"},
    "PCOMM": _LETTER,
    "RPRT": _REPORT,
    "SER": _BOOK,
    "SLIDE": {"T2": "event-title", "CY": "event-place"},
    "SOUND": {"A2": "performer", "C5": "medium", "T3": "collection-title"},
    "STAND": _REPORT,
    "STAT": _LAW,
    "THES": {"SP": "number-of-pages", "A3": "contributor"},
    "UNPB": _ARCHIVAL,
    "UNPD": _ARCHIVAL,
    "VIDEO": _FILM,
}  # fmt: skip

# Types whose SN is an ISSN; elsewhere it is an ISBN.
PERIODICAL = frozenset("ABST EJOUR INPR JFULL JOUR MGZN NEWS SER".split())
# Types whose DB and AN are an archive and a shelfmark, not a database and a number in it.
ARCHIVAL = frozenset(
    "ART ICOMM INTV MANSCPT MAP MPCT PAMP PCOMM SLIDE SOUND UNPB UNPD VIDEO".split()
)

# Every tag that is known from files, for telling a tag from a wrapped line that has a dash.
KNOWN = frozenset(
    """A1 A2 A3 A4 A5 A6 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CR CT CY DA DB DI DO DP
    DS ED EP ER ET ID IS J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NO NV OL OP PA PB
    PP PY RD RI RN RP SE SL SN SP SR ST SV T1 T2 T3 TA TI TT TY U1 U2 U3 U4 U5 UR VL VO WP WT WV Y1
    Y2""".split()
)

TYPE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
RANGE = re.compile(r"([^\s-]+)-([^\s-]+)")
ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?:\b.*)?")
HALF = " || "  # Zotero's mark between family and given name in Extra


@cache
def table_of(type_: str) -> Mapping[str, str]:
    """Tag -> name of the fact that it is under this type."""
    return {**TAGS, **BY_TYPE.get(type_, {})}


@cache
def names_of(type_: str) -> Mapping[str, str]:
    """Name of a fact -> the tag that it has under this type."""
    return {name: tag for tag, name in table_of(type_).items()}


def type_for(csl: str, archival: bool) -> str:
    """The type for a type of CSL; what lies in an archive has one that keeps DB and AN."""
    found = WRITTEN.get(csl, "GEN")
    if archival:
        return found if found in ARCHIVAL else "MANSCPT"
    return "SLIDE" if csl == "speech" else found
