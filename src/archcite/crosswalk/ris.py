"""A record as the tags of RIS, and back: the facts of crosswalk.flat under crosswalk.ris_tags.

What has no tag stands in M2 as "variable: value": Zotero keeps these lines in Extra, where its
citation processor reads them. Knows no files and no lines.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import NamedTuple

import msgspec

from archcite.crosswalk import ris_tags as tags
from archcite.crosswalk.carrier import pack, unpack
from archcite.crosswalk.flat import FACTS, NAMES, Flat, from_flat, to_flat
from archcite.crosswalk.flat_dates import read_date, slashed, year
from archcite.crosswalk.flat_return import returned
from archcite.crosswalk.flat_table import LETTERS
from archcite.crosswalk.flat_text import line
from archcite.crosswalk.table import Pair, Plain
from archcite.errors import ProblemsFound
from archcite.record.identifiers import check_doi, check_edtf, check_url
from archcite.record.model import Record
from archcite.record.toml import from_plain
from archcite.record.vocab import Kind

CARRIER = "archcite: "
_RANGE = re.compile(r"([^\s-]+)-([^\s-]+)")
_FACT = re.compile(r"([A-Za-z][A-Za-z _-]{1,30}): ?(.+)")
# Names of facts as people write them in Zotero's Extra: "Original Date", "PMID".
_SPELLED = {name.casefold().replace("_", "-"): name for name in FACTS}
_TAG = re.compile(r"(?!ER)[A-Z][A-Z0-9]")
_RESOLVER = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?:\b.*)?")
HALF = " || "  # Zotero's mark between family and given name in Extra


class Ris(NamedTuple):
    """One reference. The first pair is the type; dropped: what the tags do not carry."""

    pairs: list[Pair]
    dropped: list[str]


def to_ris(record: Record, jabref: bool = False, carrier: bool = True) -> Ris:
    """The tags for a record, in Zotero's manner or JabRef's (AV, TA, and N1 for M2).

    carrier: whether the whole record goes along in one word.
    """
    facts = to_flat(record, "ris", _TAG)
    writing = _Writing(record, facts.pairs, jabref)
    pairs = writing.pairs()
    if carrier:
        pairs.append(("N1" if jabref else "M2", f"{CARRIER}{pack(record)}"))
    return Ris(pairs, facts.dropped)


def from_ris(pairs: Iterable[Pair]) -> Record:
    """The record of a reference: of one that archcite wrote, with what was edited since.

    pairs: the type first; each value one line, and not empty. Its key is "item" if it has none.
    """
    return from_pairs(pairs, _forms)


def from_pairs(pairs: Iterable[Pair], forms: Callable[[Record], Iterator[list[Pair]]]) -> Record:
    """The same for any format of these tags; forms: how a record may have been written in it."""
    seen, word = [], ""
    for tag, value in pairs:
        if value.startswith(CARRIER) and tag in ("M2", "N1"):
            word = word or value
        else:
            seen.append((tag, value))
    carried = unpack(word.removeprefix(CARRIER)) if word else None
    if carried is not None:
        with suppress(ProblemsFound):
            return _with_edits(from_plain(carried), carried, seen, forms)
    # What the facts say was checked one by one; only a carried record can be faulty.
    return msgspec.convert(_meaning(seen), Record)


def _with_edits(
    record: Record,
    carried: Plain,
    seen: list[Pair],
    forms: Callable[[Record], Iterator[list[Pair]]],
) -> Record:
    """A carried record with what the tags say otherwise today."""
    written = []
    for form in forms(record):
        if form == seen:
            return record
        written.append(form)
    there = set(seen)
    then = max(written, key=lambda form: len(there.intersection(form)))
    return from_plain(returned(carried, _meaning(then), _meaning(seen)))


def is_fact(text: str) -> bool:
    """Whether a line is "variable: value", as it stands in M2."""
    return bool(_fact(text)[0])


def _forms(record: Record) -> Iterator[list[Pair]]:
    for jabref in (False, True):
        yield to_ris(record, jabref, carrier=False).pairs


def _fact(text: str) -> Pair:
    """The name of the fact and its text; "" for a line that is none."""
    found = _FACT.fullmatch(text)
    if not found:
        return "", text
    written = found[1].casefold().replace(" ", "-").replace("_", "-")
    name = "id" if written == "citation-key" else _SPELLED.get(written, "")
    if name == "type" and found[2] not in _CSL_TYPES:
        return "", text
    return name, found[2]


# --- Out -----------------------------------------------------------------------------------------


@cache
def _names_of(type_: str) -> Mapping[str, str]:
    """Name of a fact -> the tag that it has under this type."""
    return {name: tag for tag, name in _table_of(type_).items()}


@cache
def _table_of(type_: str) -> Mapping[str, str]:
    """Tag -> name of the fact that it is under this type."""
    return {**tags.TAGS, **tags.BY_TYPE.get(type_, {})}


def _type_for(csl: str, archival: bool) -> str:
    """The type for a type of CSL; what lies in an archive has one that keeps DB and AN."""
    found = tags.WRITTEN.get(csl, "GEN")
    if archival:
        return found if found in tags.ARCHIVAL else "MANSCPT"
    return "SLIDE" if csl == "speech" else found


class _Writing:
    """One record on its way into tags."""

    def __init__(self, record: Record, facts: list[Pair], jabref: bool) -> None:
        self.facts = facts
        self.has = {name for name, _ in facts}
        self.jabref = jabref
        self.csl = next(value for name, value in facts if name == "type")
        kind, work = record.document.kind, record.published
        self.stated = bool(work and work.type) and kind not in (Kind.PUBLISHED, Kind.OTHER)
        if kind in LETTERS and self.csl == "document" and not self.stated:
            self.csl = "personal_communication"  # nobody is known who wrote or got it
        self.type = self._type(record.document.kind is not Kind.PUBLISHED)
        self.tags = _names_of(self.type)
        self.more: list[str] = []

    def _type(self, archival: bool) -> str:
        for name, value in self.facts:
            if name == "foreign" and value.startswith("TY\t"):
                told = value[3:]
                if _TYPE.fullmatch(told) and tags.TYPES.get(told, "document") == self.csl:
                    return told
        return _type_for(self.csl, archival)

    def pairs(self) -> list[Pair]:
        found: list[Pair] = [("TY", self.type)]
        if tags.TYPES.get(self.type, "document") != self.csl or self.stated:
            self.more.append(f"type: {self.csl}")
        for name, value in self.facts:
            found += self._tagged(name, value)
        return [*found, *(("M2", each) for each in self.more)]

    def _tagged(self, name: str, value: str) -> list[Pair]:
        """The lines of one fact; what becomes an M2 line goes to self.more."""
        match name:
            case "type":
                return []
            case "issued":
                return self._issued(value)
            case "accessed":
                return [("Y2", slashed(value))]
            case "page":
                return self._page(value)
            case "ISBN" | "ISSN":
                fits = (name == "ISSN") == (self.type in tags.PERIODICAL)
                if fits and self.tags.get("number") != "SN":
                    return [("SN", value)]
                return self._more(name, value)
            case "foreign":
                return self._foreign(value)
            case "translator" if self.jabref:
                # JabRef takes the last TA alone.
                together = [text for each, text in self.facts if each == name]
                return [("TA", " and ".join(together))] if value == together[0] else []
            case "dimensions" if self.jabref and not value.isdecimal():
                return self._more(name, value)  # JabRef's export to MODS stops at SP with words
            case "archive" | "archive_location" | "record-id":
                return self._held(name, value)
        tag = self.tags.get(name)
        if tag is None or self._is_elsewhere(name, tag, value):
            return self._more(name, value)
        return [(tag, value)]

    def _is_elsewhere(self, name: str, tag: str, value: str) -> bool:
        """Whether the tag would be read as another fact."""
        if name == "number-of-pages" and tag == "SP":
            return bool(_RANGE.fullmatch(value))
        if name == "number" and tag == "SN":
            return bool(_ISBN.fullmatch(value))
        if name == "number" and tag == "M1":
            return ("issue", value) in self.facts
        if name == "genre":
            return value.startswith("10.")
        if self.type == "MANSCPT" and name in ("publisher", "archive_collection"):
            return True
        if name == "event-title" and tag == "T2" and self.type in ("CONF", "CPAPER"):
            return "container-title" not in self.has
        if name == "event-place" and self.type in ("CONF", "CPAPER"):
            return "publisher-place" not in self.has
        if name == "collection-editor" and tag == "A2":
            return not {"collection-title", "editor"} & self.has
        return name == "id" and bool(line(value) != value)

    def _issued(self, value: str) -> list[Pair]:
        if check_edtf(value):
            return self._more("issued", value)
        day = slashed(value)
        if read_date(day) != value:
            self._more("issued", value)
        return [("DA", day), ("PY", year(value))] if day else []

    def _page(self, value: str) -> list[Pair]:
        if self.tags.get("page") != "SP":
            return self._more("page", value)
        found = _RANGE.fullmatch(value)
        return [("SP", found[1]), ("EP", found[2])] if found else [("SP", value)]

    def _held(self, name: str, value: str) -> list[Pair]:
        archival = self.type in tags.ARCHIVAL
        if name == "record-id":
            return self._more(name, value) if archival else [("AN", value)]
        if not archival:
            return self._more(name, value)
        if name == "archive":
            return [("DB", value)]
        return [("AV" if self.jabref else "AN", value)]

    def _foreign(self, value: str) -> list[Pair]:
        tag, _, text = value.partition("\t")
        return [] if tag == "TY" else [(tag, text)]

    def _more(self, name: str, value: str) -> list[Pair]:
        if name in NAMES:
            value = value.replace(", ", HALF, 1)
        self.more.append(f"{name}: {value}")
        return []


# --- Back ----------------------------------------------------------------------------------------

_TYPE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
_CSL_TYPES = frozenset(tags.WRITTEN)


def _meaning(pairs: Iterable[Pair]) -> Plain:
    """The plain record that the tags mean, whoever wrote them."""
    reading = _Reading(pairs)
    flat = from_flat(reading.facts(), "ris")
    return reading.with_rest(flat)


class _Reading:
    """One reference on its way into facts."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self.values: dict[str, list[str]] = {}
        self.order: list[Pair] = []
        for tag, value in pairs:
            text = line(html.unescape(value)) if "&" in value else value
            if not text:
                continue
            if tag in self.values:
                self.values[tag].append(text)
            else:
                self.values[tag] = [text]
            if tag not in _TOGETHER:
                self.order.append((tag, text))
        self.type = self.values.get("TY", [""])[0].upper()
        self.table = _table_of(self.type)
        self.own = tags.BY_TYPE.get(self.type, {})
        self.archival = self.type in tags.ARCHIVAL
        self.came: dict[str, str] = {}
        self.issued = ""
        self.found: list[Pair] = []

    def facts(self) -> list[Pair]:
        told = self._more()
        if "type" not in told:
            self.found.append(("implied-type", tags.TYPES.get(self.type, "document")))
        self._issued()
        self._pages()
        self._containers()
        self._addresses()
        for tag, value in self.order:
            self._take(tag, value)
        return self.found

    def with_rest(self, flat: Flat) -> Plain:
        """The plain record, and in record.foreign what no field could take."""
        plain = flat.plain
        rest = [(self.came.get(name, "M2"), name, text) for name, text in flat.left]
        foreign = [
            {"format": "ris", "name": tag, "value": text if tag != "M2" else f"{name}: {text}"}
            for tag, name, text in rest
        ]
        kind = plain["document"]["kind"]
        told = dict(self.found)
        csl = told.get("type") or told["implied-type"]
        expected = _type_for(csl, kind != "published")
        if self.type != expected and _TYPE.fullmatch(self.type):
            foreign.insert(0, {"format": "ris", "name": "TY", "value": self.type})
        if foreign:
            plain.setdefault("record", {}).setdefault("foreign", []).extend(foreign)
        return plain

    def _add(self, name: str, value: str, tag: str) -> None:
        self.came.setdefault(name, tag)
        self.found.append((name, value))

    def _keep(self, tag: str, value: str) -> None:
        self.found.append(("foreign", f"{tag}\t{value}"))

    def _more(self) -> set[str]:
        """The M2 lines that are "variable: value"; the names that they told."""
        told = set()
        for value in self.values.get("M2", []):
            name, text = _fact(value)
            if not name:
                self._keep("M2", value)
                continue
            if name == "id" and "ID" in self.values:
                name = "known-as"
            told.add(name)
            if name == "issued":
                self.issued = text
                continue
            self._add(name, text.replace(HALF, ", ", 1) if name in NAMES else text, "M2")
        return told

    def _issued(self) -> None:
        """The date: an M2 line that says more than DA, else the most exact of DA, PY and Y1."""
        years = [("PY", each) for tag in ("PY", "Y1") for each in self.values.get(tag, [])]
        given = [*(("DA", each) for each in self.values.get("DA", [])), *years]
        known = next((found[0] for _, text in years if (found := _YEAR.search(text))), "")
        dates = [(read_date(text, known), tag, text) for tag, text in given]
        best = max((date for date, _, _ in dates), key=len, default="")
        kept = self.issued
        first = "" if not kept or check_edtf(kept) else read_date(slashed(kept))
        if kept and best in ("", first):
            self._add("issued", kept, "M2")
        elif best or dates:
            self._add("issued", best or dates.pop(0)[2], "DA")
        for date, tag, text in dates:
            if date[:4] != best[:4] or not date:
                self._keep(tag, text)

    def _pages(self) -> None:
        starts, ends = self.values.get("SP", []), self.values.get("EP", [])
        name = self.table["SP"]
        if starts and ends and starts[0] != ends[0]:
            whole = starts[0] if "-" in starts[0] else f"{starts[0]}-{ends[0]}"
            self._add("page", whole, "SP")
        elif starts or ends:
            whole = (starts or ends)[0]
            if name == "number-of-pages" and _RANGE.fullmatch(whole):
                name = "page"
            self._add(name, whole, "SP")
        for tag, values in (("SP", starts), ("EP", ends)):
            for value in values[1:]:
                self._keep(tag, value)

    def _containers(self) -> None:
        """T2, JF, JO, J2 and JA, of which programs write one to four for the same journal."""
        name = self.table["T2"]
        conference = self.type in ("CONF", "CPAPER")
        values = self.values
        told = [(tag, each) for tag in ("T2", "JF", "JO", "JA") for each in values.get(tag, [])]
        if conference and ("C3" not in values or "BT" in values):
            name = "container-title"
        books = [("BT", each) for each in values.get("BT", [])]
        if books and not ("TI" in values or "T1" in values):
            self._add("title", books.pop(0)[1], "BT")
        if name == "container-title":
            told = [*books, *told] if conference else [*told, *books]
        else:
            for tag, each in books:
                self._add("container-title", each, tag)
        short = [(tag, each) for tag in ("J2", "J1") for each in values.get(tag, [])]
        if told:
            tag, first = told.pop(0)
            self._add(name, first, tag)
            for tag, each in told:
                if tag in ("JO", "JA"):
                    short.append((tag, each))
                elif each != first:
                    self._keep(tag, each)
            short = [(tag, each) for tag, each in short if each != first or tag in ("J2", "J1")]
        for at, (tag, each) in enumerate(short):
            if not at:
                self._add("container-title-short", each, tag)
            elif each != short[0][1]:
                self._keep(tag, each)

    def _addresses(self) -> None:
        """The first address is the document's; others are files or pages that belong to it."""
        given = [(tag, each) for tag in ("UR", "LK") for each in self.values.get(tag, [])]
        parts = [(tag, part) for tag, each in given for part in _split_addresses(each)]
        for at, (tag, each) in enumerate(parts):
            self._add("attachment" if at else "URL", each, tag)

    def _take(self, tag: str, value: str) -> None:
        alias = tags.ALIASES.get(tag, tag)
        name = self.table.get(tag if tag in self.own else alias)
        if alias not in _SPECIAL:
            if name is None:
                self._keep(tag, value)
            else:
                self._add(name, value, tag)
            return
        match alias:
            case "SN":
                issn = self.type in tags.PERIODICAL
                if name is None or _ISBN.fullmatch(value):
                    name = "ISSN" if issn else "ISBN"
            case "M3" if value.startswith("10.") and not check_doi(value):
                name = "DOI"
            case "DO":
                value = _RESOLVER.sub("", value, count=1)
            case "A2":
                name = self._second(name)
            case "TA":
                for each in value.split(" and "):
                    self._add("translator", each, tag)
                return
            case "Y2":
                day = read_date(value)
                name, value = ("accessed", day) if len(day) == 10 else (None, value)
            case "M1" if value in self.values.get("IS", []):
                return
            case "AN" | "DB":
                name = self._held(tag, alias)
            case "SE" if self.type in ("JOUR", "EJOUR") and "SP" not in self.values:
                name = "page"
        if alias == "PB" and self.type == "MANSCPT":
            name = "archive"
        if name is None:
            self._keep(tag, value)
        else:
            self._add(name, value, tag)

    def _second(self, name: str | None) -> str:
        """A2: series editors of a book that names a series or its editors, else its editors."""
        if name != "collection-editor":
            return name or "editor"
        named = any(tag in self.values for tag in ("T2", "T3", "A3", "ED"))
        return name if named else "editor"

    def _held(self, tag: str, alias: str) -> str | None:
        if alias == "DB" and self.type == "MANSCPT" and "PB" in self.values:
            return "source"  # EndNote and citation-js have the archive in PB
        if self.archival or tag == "AV":
            return "archive" if alias == "DB" else "archive_location"
        if alias == "DB":
            return None if "DP" in self.values else "source"
        return "record-id"


_YEAR = re.compile(r"\d{4}")
# Tags that are read together, before the others.
_TOGETHER = frozenset("TY ER M2 DA PY Y1 SP EP T2 JF JO JA J1 J2 BT UR LK".split())
# Tags whose value or company decides what they are.
_SPECIAL = frozenset("SN M3 DO A2 TA Y2 M1 AN DB SE PB".split())


def _split_addresses(text: str) -> list[str]:
    parts = text.replace(";http", " http").split()
    return parts if len(parts) > 1 and not any(map(check_url, parts)) else [text]
