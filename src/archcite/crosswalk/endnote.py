"""A record as the elements of EndNote XML, and back: EndNote's elements are RIS's tags by name.

So what each means under which type is crosswalk.ris's; here are the names, and what differs. What
has no element stands in the research notes, a line each. Knows no XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from archcite.crosswalk import ris_tags
from archcite.crosswalk.carrier import pack
from archcite.crosswalk.flat_dates import slashed, words
from archcite.crosswalk.ris import CARRIER, from_pairs, to_ris
from archcite.crosswalk.ris_back import is_fact
from archcite.crosswalk.table import Pair
from archcite.record.model import Record

# EndNote's number and name of each type -> the type of RIS that it exports.
TYPES: tuple[tuple[int, str, str], ...] = (
    (2, "Artwork", "ART"),
    (3, "Audiovisual Material", "ADVS"),
    (4, "Bill", "BILL"),
    (5, "Book Section", "CHAP"),
    (6, "Book", "BOOK"),
    (7, "Case", "CASE"),
    (8, "Catalog", "CTLG"),
    (9, "Computer Program", "COMP"),
    (10, "Conference Proceedings", "CONF"),
    (12, "Web Page", "ELEC"),
    (13, "Generic", "GEN"),
    (14, "Hearing", "HEAR"),
    (17, "Journal Article", "JOUR"),
    (19, "Magazine Article", "MGZN"),
    (20, "Map", "MAP"),
    (21, "Film or Broadcast", "MPCT"),
    (23, "Newspaper Article", "NEWS"),
    (24, "Pamphlet", "PAMP"),
    (25, "Patent", "PAT"),
    (26, "Personal Communication", "PCOMM"),
    (27, "Report", "RPRT"),
    (28, "Edited Book", "EDBOOK"),
    (31, "Statute", "STAT"),
    (32, "Thesis", "THES"),
    (34, "Unpublished Work", "UNPB"),
    (36, "Manuscript", "MANSCPT"),
    (37, "Figure", "FIGURE"),
    (38, "Chart or Table", "CHART"),
    (39, "Equation", "EQUA"),
    (43, "Electronic Article", "EJOUR"),
    (44, "Electronic Book", "EBOOK"),
    (45, "Online Database", "DBASE"),
    (46, "Government Document", "GOVDOC"),
    (47, "Conference Paper", "CPAPER"),
    (48, "Online Multimedia", "MULTI"),
    (49, "Classical Work", "CLSWK"),
    (50, "Legal Rule or Regulation", "LEGAL"),
    (51, "Ancient Text", "ANCIENT"),
    (52, "Dictionary", "DICT"),
    (53, "Encyclopedia", "ENCYC"),
    (54, "Grant", "GRANT"),
    (55, "Aggregated Database", "AGGR"),
    (56, "Blog", "BLOG"),
    (57, "Serial", "SER"),
    (58, "Standard", "STAND"),
    (59, "Dataset", "DATA"),
    (60, "Electronic Book Section", "ECHAP"),
    (61, "Music", "MUSIC"),
)
_BY_NUMBER = {str(number): ris for number, _, ris in TYPES}
_BY_NAME = {name.casefold(): ris for _, name, ris in TYPES} | {
    "interview": "INTV",
    "podcast": "PODCST",
    "press release": "PRESS",
    "social media": "SOCM",
    "discussion forum": "SOCM",
    "television episode": "VIDEO",
    "multimedia application": "COMP",
}
_OF_RIS = {ris: (number, name) for number, name, ris in TYPES} | {
    # Types that EndNote does not have.
    "FIGURE": (37, "Figure"),
    "ICOMM": (26, "Personal Communication"),
    "INPR": (43, "Electronic Article"),
    "INTV": (36, "Manuscript"),
    "JFULL": (57, "Serial"),
    "PODCST": (3, "Audiovisual Material"),
    "PRESS": (13, "Generic"),
    "SLIDE": (47, "Conference Paper"),
    "SOCM": (56, "Blog"),
    "SOUND": (3, "Audiovisual Material"),
    "UNPD": (34, "Unpublished Work"),
    "VIDEO": (21, "Film or Broadcast"),
    "WEB": (12, "Web Page"),
    "GRNT": (54, "Grant"),
    "UNBILL": (4, "Bill"),
    "ABST": (17, "Journal Article"),
}

# Path of an element -> tag, in the order in which EndNote writes them.
ELEMENTS: Mapping[str, str] = {
    "contributors/authors/author": "AU",
    "contributors/secondary-authors/author": "A2",
    "contributors/tertiary-authors/author": "A3",
    "contributors/subsidiary-authors/author": "A4",
    "contributors/translated-authors/author": "TA",
    "auth-address": "AD",
    "titles/title": "TI",
    "titles/secondary-title": "T2",
    "titles/tertiary-title": "T3",
    "titles/alt-title": "J2",
    "titles/short-title": "ST",
    "titles/translated-title": "TT",
    "periodical/full-title": "JF",
    "periodical/abbr-1": "JA",
    "pages": "SP",
    "volume": "VL",
    "number": "IS",
    "num-vols": "NV",
    "edition": "ET",
    "section": "SE",
    "reprint-status": "RP",
    "keywords/keyword": "KW",
    "dates/year": "PY",
    "dates/pub-dates/date": "DA",
    "pub-location": "CY",
    "publisher": "PB",
    "orig-pub": "OP",
    "isbn": "SN",
    "accession-num": "AN",
    "call-num": "CN",
    "electronic-resource-num": "DO",
    "abstract": "AB",
    "label": "LB",
    "caption": "CA",
    "notes": "N1",
    "research-notes": "RN",
    "work-type": "M3",
    "reviewed-item": "RI",
    "availability": "AV",
    "remote-database-name": "DB",
    "remote-database-provider": "DP",
    "language": "LA",
    "urls/related-urls/url": "UR",
    "urls/web-urls/url": "UR",
    "urls/pdf-urls/url": "L1",
    "urls/text-urls/url": "L2",
    "urls/image-urls/url": "L4",
    "access-date": "Y2",
    "custom1": "C1",
    "custom2": "C2",
    "custom3": "C3",
    "custom4": "C4",
    "custom5": "C5",
    "custom6": "C6",
    "custom7": "C7",
    "custom8": "C8",
    "misc1": "M1",
    "misc2": "M3",
}
PATHS: Mapping[str, str] = {tag: path for path, tag in reversed(list(ELEMENTS.items()))}


class Endnote(NamedTuple):
    """One reference: number and name of its type; path and text of each element, in order.

    dropped, moved: as in crosswalk.ris.Ris; what is moved stands in the research notes.
    """

    number: int
    name: str
    fields: list[Pair]
    dropped: list[str]
    moved: list[str]


def type_of(number: str, name: str) -> str:
    """The type of RIS for one of EndNote's; its name counts more than its number."""
    return _BY_NAME.get(name.casefold()) or _BY_NUMBER.get(number) or name.upper()[:12] or "GEN"


def to_endnote(record: Record, carrier: bool = True) -> Endnote:
    """The elements for a record. carrier: whether the whole record goes along in one word."""
    found = to_ris(record, carrier=False, is_note=_is_note)
    pairs = _written(found.pairs, record.document.date)
    if carrier:
        pairs.append(("RN", f"{CARRIER}{pack(record)}"))
    number, name = _OF_RIS.get(pairs[0][1], (13, "Generic"))
    order = {path: at for at, path in enumerate(ELEMENTS)}
    fields = [(PATHS[tag], value) for tag, value in pairs[1:]]
    fields.sort(key=lambda field: order[field[0]])
    return Endnote(number, name, fields, found.dropped, found.moved)


def from_endnote(pairs: Iterable[Pair]) -> Record:
    """The record of a reference, whose elements are given by their tags; TY first."""
    return from_pairs(_read(pairs), _forms)


def _forms(record: Record) -> Iterator[list[Pair]]:
    """What the elements of a record are read as."""
    made = to_endnote(record, carrier=False)
    pairs = [("TY", type_of(str(made.number), made.name))]
    yield _read([*pairs, *((ELEMENTS[path], value) for path, value in made.fields)])


def _is_note(type_: str, tag: str) -> bool:
    """Whether what RIS has in a tag stands in the research notes."""
    return not any(name != "RN" for name, _ in _written([("TY", type_), (tag, "1")], None)[1:])


def _written(pairs: list[Pair], date: str | None) -> list[Pair]:
    """RIS's tags as EndNote has them."""
    type_ = pairs[0][1]
    table = ris_tags.BY_TYPE.get(type_, {})
    made: list[Pair] = [pairs[0]]
    if type_ not in _OF_RIS or type_of(str(_OF_RIS[type_][0]), _OF_RIS[type_][1]) != type_:
        made.append(("RN", f"ris-type: {type_}"))
    for tag, value in pairs[1:]:
        match tag:
            case "ED" if table.get("A2", "editor") == "editor":
                tag = "A2"
            case "ED" if table.get("A3") == "editor":
                tag = "A3"
            case "ED":
                tag, value = "RN", f"editor: {value.replace(', ', ris_tags.HALF, 1)}"
            case "EP":
                made[-1] = ("SP", f"{made[-1][1]}-{value}")
                continue
            case "DA" if date and value == slashed(date):
                value = words(date)
            case "DB" if type_ == "MANSCPT":
                tag = "PB"  # what EndNote calls a manuscript's Library/Archive
            case "CR":
                tag, value = "RN", f"license: {value}"
            case "M2":
                tag = "RN"
            case "ID":
                tag = "LB"
        if value and tag in PATHS:
            made.append((tag, value))
        elif value:
            made.append(("RN", f"{tag}  - {value}"))
    return made


_FOREIGN = re.compile(r"([A-Z][A-Z0-9])  - (.*)")


def _read(pairs: Iterable[Pair]) -> list[Pair]:
    """EndNote's tags as RIS has them: the lines of the research notes that are facts are M2's."""
    made: list[Pair] = []
    for tag, value in pairs:
        found = _FOREIGN.fullmatch(value) if tag == "RN" else None
        if found:
            made.append((found[1], found[2]))
        elif tag == "RN" and value.startswith("ris-type: "):
            made[0] = ("TY", value.removeprefix("ris-type: "))
        elif tag == "RN" and (value.startswith(CARRIER) or is_fact(value)):
            made.append(("M2", value))
        else:
            made.append((tag, value))
    return made
