"""What the tags of a RIS reference mean, whoever wrote them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from archcite.crosswalk import ris_tags as tags
from archcite.crosswalk.flat import FACTS, NAMES, Flat, from_flat
from archcite.crosswalk.flat_dates import read_date, slashed
from archcite.crosswalk.flat_text import line
from archcite.crosswalk.table import Pair, Plain
from archcite.record.identifiers import check_doi, check_edtf, check_url

_FACT = re.compile(r"([A-Za-z][A-Za-z _-]{1,30}): ?(.+)")
# Names of facts as people write them in Zotero's Extra: "Original Date", "PMID".
_SPELLED = {name.casefold().replace("_", "-"): name for name in FACTS}
_RESOLVER = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
# Tags that are read together, before the others.
_TOGETHER = frozenset("TY ER M2 DA PY Y1 SP EP T2 JF JO JA J1 J2 BT UR LK".split())
# Tags whose value or company decides what they are.
_SPECIAL = frozenset("SN M3 DO A2 TA Y2 M1 AN DB SE PB".split())
_CSL_TYPES = frozenset(tags.WRITTEN)


def meaning(pairs: Iterable[Pair]) -> Plain:
    """The plain record that the tags mean, whoever wrote them."""
    reading = _Reading(pairs)
    flat = from_flat(reading.facts(), "ris")
    return reading.with_rest(flat)


def is_fact(text: str) -> bool:
    """Whether a line is "variable: value", as it stands in M2."""
    return bool(_fact(text)[0])


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
        self.table = tags.table_of(self.type)
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
        expected = tags.type_for(csl, kind != "published")
        if self.type != expected and tags.TYPE.fullmatch(self.type):
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
            self._add(name, text.replace(tags.HALF, ", ", 1) if name in NAMES else text, "M2")
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
            if name == "number-of-pages" and tags.RANGE.fullmatch(whole):
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
                if name is None or tags.ISBN.fullmatch(value):
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


def _split_addresses(text: str) -> list[str]:
    parts = text.replace(";http", " http").split()
    return parts if len(parts) > 1 and not any(map(check_url, parts)) else [text]
