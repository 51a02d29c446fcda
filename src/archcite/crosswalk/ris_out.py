"""The facts of a record as the tags of RIS, in Zotero's manner or JabRef's."""

from __future__ import annotations

from archcite.crosswalk import ris_tags as tags
from archcite.crosswalk.flat import NAMES
from archcite.crosswalk.flat_dates import read_date, slashed, year
from archcite.crosswalk.flat_fields import LETTERS
from archcite.crosswalk.flat_text import line
from archcite.crosswalk.table import Pair
from archcite.record.identifiers import check_edtf
from archcite.record.model import Record
from archcite.record.vocab import Kind


def tagged(
    record: Record, facts: list[Pair], jabref: bool
) -> tuple[list[Pair], dict[Pair, list[Pair]]]:
    """The lines of a reference, its type first, and for each fact its own: none if in M2 alone.

    facts: those of crosswalk.flat.
    """
    writing = _Writing(record, facts, jabref)
    return writing.pairs(), writing.lines


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
        self.tags = tags.names_of(self.type)
        self.more: list[str] = []
        self.lines: dict[Pair, list[Pair]] = {}

    def _type(self, archival: bool) -> str:
        for name, value in self.facts:
            if name == "foreign" and value.startswith("TY\t"):
                told = value[3:]
                if tags.TYPE.fullmatch(told) and tags.TYPES.get(told, "document") == self.csl:
                    return told
        return tags.type_for(self.csl, archival)

    def pairs(self) -> list[Pair]:
        found: list[Pair] = [("TY", self.type)]
        if tags.TYPES.get(self.type, "document") != self.csl or self.stated:
            self.more.append(f"type: {self.csl}")
        for name, value in self.facts:
            lines = self._tagged(name, value)
            self.lines.setdefault((name, value), []).extend(lines)
            found += lines
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
            return bool(tags.RANGE.fullmatch(value))
        if name == "number" and tag == "SN":
            return bool(tags.ISBN.fullmatch(value))
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
        found = tags.RANGE.fullmatch(value)
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
            value = value.replace(", ", tags.HALF, 1)
        self.more.append(f"{name}: {value}")
        return []
