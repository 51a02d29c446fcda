"""One BibTeX or BibLaTeX entry on its way into a plain record: what is read of it and what is left.

Owns the names that other programs have for a field, and how addresses are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from archcite.crosswalk import latex
from archcite.crosswalk.bibtex import CARRIER, Entry
from archcite.crosswalk.carrier import MARK
from archcite.crosswalk.table import Pair, Plain
from archcite.record.vocab import Kind

# Other names for a field; of two names in one entry both values are kept.
_ALIASES: Mapping[str, str] = {
    "journal": "journaltitle", "school": "institution", "annote": "annotation",
    "archiveprefix": "eprinttype", "primaryclass": "eprintclass", "hyphenation": "langid",
    "keyword": "keywords", "tags": "keywords", "mendeley-tags": "keywords", "pdf": "file",
    "archivelocation": "archive-location", "archive_location": "archive-location",
    "archive_collection": "collection", "archivecollection": "collection",
    "journalabbreviation": "shortjournal", "journal-abbreviation": "shortjournal",
    "shortjournaltitle": "shortjournal", "repository": "archive", "day": "day", "lang": "langid",
    "pagenumber": "pages", "pp": "pages", "eventplace": "venue", "conference": "eventtitle",
    "license": "copyright", "rights": "copyright", "summary": "abstract", "link": "url",
    "translators": "translator", "editors": "editor", "authors": "author",
    "date-accessed": "urldate", "accessed": "urldate", "lastchecked": "urldate",
    "lastaccessed": "urldate",
}  # fmt: skip
ARCHIVAL_TYPES = frozenset(
    """misc unpublished letter manuscript archival customa customb customc
customd custome customf""".split()
)
_ARCHIVAL_FIELDS = frozenset({"archive", "shelfmark", "archive-place", "call-number"})
_LEFT_OUT = frozenset({"archcite", "crossref", "xdata", "inherit"})
URL = re.compile(r"\\(?:url|href|path|nolinkurl)\s*\{([^{}]*)\}|(https?://[^\s{}]+)")


class Reading:
    """One entry on its way into a plain record."""

    def __init__(self, entry: Entry) -> None:
        self.type = entry.type.lower()
        self.key = entry.key
        self.raw: dict[str, str] = {}
        self.kept: list[Pair] = []
        self.plain: Plain = {"schema": "archcite/1", "document": {}}
        self.people: list[Plain] = []
        for given, value in entry.fields:
            name = given.lower()
            name = _ALIASES.get(name, name)
            if not value or name in _LEFT_OUT or (name == CARRIER and MARK in value):
                continue
            if name not in self.raw:
                self.raw[name] = value
            elif name == "keywords":
                self.raw[name] += f", {value}"
            elif self.raw[name] != value:
                self.kept.append((given.lower(), value))
        self.kind = Kind.OTHER
        self.told = False  # whether archcite has said what kind of document it is
        self.chicago = self.type == "misc" and self.raw.keys() >= {"entrysubtype", "institution"}
        self.archived = self._is_archived()

    def take(self, name: str) -> str:
        """The raw value of a field, which counts as read."""
        return self.raw.pop(name, "")

    def text(self, name: str) -> str:
        value = self.raw.pop(name, "")
        return latex.unescape(value) if value else ""

    def put(self, path: tuple[str, ...], value: object) -> None:
        if value in (None, "", [], {}):
            return
        table = self.plain
        for step in path[:-1]:
            table = table.setdefault(step, {})
        table.setdefault(path[-1], value)

    def append(self, name: str, plain: Plain) -> None:
        self.plain.setdefault(name, []).append(plain)

    def other(self, variable: str, text: str) -> None:
        if text:
            table = self.plain.setdefault("published", {})
            table.setdefault("other", []).append({"name": variable, "value": text})

    def keep(self, *fields: str) -> None:
        for name in fields:
            if value := self.take(name):
                self.kept.append((name, value))

    def _is_archived(self) -> bool:
        """Whether the entry says where a document lies."""
        raw = self.raw
        if self.type in ("archival", "customd") or raw.keys() & _ARCHIVAL_FIELDS:
            return True
        return self.type in ARCHIVAL_TYPES and (
            "library" in raw or "archive-location" in raw or self.chicago
        )


def address_of(raw: str) -> str:
    """An address with the signs that LaTeX wants escaped, or braces, as it is meant."""
    text = "".join(raw.split())
    if "\\" not in text and "{" not in text:
        return text
    text = re.sub(r"\\([%&#_$~{}^])", r"\1", text)
    text = text.replace(r"\textasciitilde{}", "~").replace(r"\textasciitilde", "~")
    text = text.replace(r"{\_}", "_").replace("$\\sim$", "~")
    return re.sub(r"[{}]|\\url", "", text)
