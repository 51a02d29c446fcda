"""The tags of PubMed (nbib, MEDLINE) as a record. One way: nobody but PubMed writes them.

Authors come with affiliations and ORCIDs, headings with their scheme, grants as funders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from archcite.crosswalk.flat import from_flat
from archcite.crosswalk.flat_dates import read_date
from archcite.crosswalk.flat_names import read_name
from archcite.crosswalk.flat_text import line
from archcite.crosswalk.table import Pair, Plain
from archcite.record.identifiers import check_orcid

# Tag -> name of the fact. What is read otherwise, or told apart by its value, is not here.
TAGS: Mapping[str, str] = {
    "TI": "title",
    "TT": "original-title",
    "BTI": "container-title",
    "JT": "container-title",
    "TA": "container-title-short",
    "CTI": "collection-title",
    "VI": "volume",
    "IP": "issue",
    "EN": "edition",
    "PB": "publisher",
    "PL": "publisher-place",
    "PMID": "PMID",
    "PMC": "PMCID",
    "ISBN": "ISBN",
    "LA": "language",
    "AB": "abstract",
    "OT": "keyword",
    "CI": "license",
    "GN": "note",
}
# PubMed's words for a kind of publication; all else in a journal is an article in it.
_TYPES: Mapping[str, str] = {
    "preprint": "article",
    "dataset": "dataset",
    "webcast": "motion_picture",
    "book": "book",
    "monograph": "book",
    "book chapter": "chapter",
    "newspaper article": "article-newspaper",
}
_PLAIN = ("journal article", "book chapter", "book", "preprint", "monograph", "dataset")
_MARKED = re.compile(r"(?<!\S)(\S++) \[(doi|pii|pmc|bookaccession)\]", re.IGNORECASE)
_ISSN = re.compile(r"(\d{4}-\d{3}[\dXx])\b.*")
_ORCID = re.compile(r"(?:\d{4}-){3}\d{3}[\dX]")
_PAGES = re.compile(r"(\d+)-(\d+)")
_JUNIOR = re.compile(r"\A([^,]+,.+) (Jr|Sr|2nd|3rd|4th|II|III)")
_INITIALS = re.compile(r"\A(.+) ([A-Z]{1,4}(?: (?:Jr|Sr|2nd|3rd|4th))?)")


def from_nbib(pairs: Iterable[Pair]) -> Plain:
    """The plain record of a citation; what it has that no field holds is in record.foreign."""
    reading = _Reading()
    for tag, value in pairs:
        text = line(value)
        if text:
            reading.take(tag, text)
    return reading.plain()


class _Reading:
    """One citation on its way into facts."""

    def __init__(self) -> None:
        self.facts: list[Pair] = []
        self.people: list[Plain] = []
        self.headings: list[Plain] = []
        self.funders: list[Plain] = []
        self.types: list[str] = []
        self.dates: dict[str, str] = {}
        self.full = ""  # the full name that the next short one repeats

    def take(self, tag: str, text: str) -> None:
        match tag:
            case "FAU" | "FED":
                self._person(text, "author" if tag == "FAU" else "editor")
                self.full = text
            case "AU" | "ED":
                if not self.full:
                    self._person(_INITIALS.sub(r"\1, \2", text), "author" if tag == "AU" else
                                 "editor")  # fmt: skip
                self.full = ""
            case "CN":
                self.people.append({"role": "author", "as_given": text, "kind": "body"})
            case "AD" | "AUID" if self.people and self._of_person(tag, text):
                pass
            case "MH":
                self.headings.append({"term": text.replace("*", ""), "scheme": "MeSH"})
            case "GR":
                self._grant(text)
            case "PT":
                self.types.append(text)
            case "DP" | "DEP" | "CDAT":
                self.dates.setdefault(tag, text)
            case "PG":
                self.facts.append(("page", _whole(text)))
            case "AID" | "LID" | "IS":
                self._identifier(tag, text)
            case _ if tag in TAGS:
                self._fact(tag, TAGS[tag], text)
            case _:
                self._keep(tag, text)

    def plain(self) -> Plain:
        type_ = self._type()
        day = next((self.dates[tag] for tag in ("DP", "CDAT", "DEP") if tag in self.dates), "")
        if day:
            self.facts.append(("issued", _date(day) or day))
        for tag, text in self.dates.items():
            if text != day:
                self._keep(tag, text)
        for each in self.types:
            if each.casefold() not in _PLAIN:
                self.facts.append(("keyword" if ("genre" in dict(self.facts)) else "genre", each))
        flat = from_flat([("type", type_), ("kind", "published"), *self.facts], "nbib")
        plain = flat.plain
        if self.people:
            plain["people"] = self.people
        if self.headings:
            plain["subjects"] = [*self.headings, *plain.get("subjects", [])]
        if self.funders:
            plain["funders"] = self.funders
        if flat.left:
            kept = [{"format": "nbib", "name": name, "value": text} for name, text in flat.left]
            plain.setdefault("record", {}).setdefault("foreign", []).extend(kept)
        return plain

    def _type(self) -> str:
        names = dict(self.facts)
        for each in self.types:
            found = _TYPES.get(each.casefold())
            if found == "book" and "title" in names and "container-title" in names:
                return "chapter"
            if found:
                return found
        return "article-journal" if "container-title" in names else "document"

    def _person(self, text: str, role: str) -> None:
        agent = read_name(_JUNIOR.sub(r"\1, \2", text))
        if agent:
            self.people.append({"role": role, **agent})

    def _of_person(self, tag: str, text: str) -> bool:
        """Affiliation or ORCID of the person named last; False for what is neither."""
        agent = self.people[-1]
        if tag == "AD":
            before = agent.get("affiliation")
            agent["affiliation"] = f"{before} {text}" if before else text
            return True
        found = _ORCID.search(text)
        if not found or check_orcid(found[0]):
            return False
        agent["ids"] = {"orcid": found[0]}
        return True

    def _grant(self, text: str) -> None:
        """Number, acronym, agency, country, parted by slashes; a number may have slashes too."""
        parts = text.split("/")
        if len(parts) < 3:
            self.funders.append({"name": text})
            return
        name, award = parts[-2].strip(), "/".join(parts[:-3]).strip()
        funder: Plain = {"name": name or text}
        if award:
            funder["award"] = award
        if funder not in self.funders:
            self.funders.append(funder)

    def _identifier(self, tag: str, text: str) -> None:
        if tag == "IS":
            found = _ISSN.fullmatch(text)
            self._fact(tag, "ISSN" if found else "ISBN", found[1] if found else text)
            return
        found = _MARKED.fullmatch(text)
        if found and found[2].lower() == "doi":
            self._fact(tag, "DOI", found[1])
        elif found and found[2].lower() == "pmc":
            self._fact(tag, "PMCID", found[1])
        else:
            self._keep(tag, text)

    def _fact(self, tag: str, name: str, text: str) -> None:
        """A fact; the second value of one that can have one is kept as it was."""
        before = next((value for each, value in self.facts if each == name), None)
        if before is None or name in ("keyword", "note"):
            self.facts.append((name, text))
        elif before != text:
            self._keep(tag, text)

    def _keep(self, tag: str, text: str) -> None:
        self.facts.append(("foreign", f"{tag}\t{text}"))


def _date(text: str) -> str:
    """PubMed writes 2001 May 27, 2001 May-Jun, 2001 Spring, 20010527."""
    return read_date(text)


def _whole(text: str) -> str:
    """Pages with the digits that PubMed leaves out (101-9)."""
    found = _PAGES.fullmatch(text)
    if not found or len(found[2]) >= len(found[1]):
        return text
    return f"{found[1]}-{found[1][: -len(found[2])]}{found[2]}"
