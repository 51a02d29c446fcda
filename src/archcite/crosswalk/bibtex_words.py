"""What a BibTeX or BibLaTeX entry says in words: addresses, notes, keywords, files, languages."""

from __future__ import annotations

import re

from archcite.crosswalk import bibtex_types as types
from archcite.crosswalk import latex
from archcite.crosswalk.bibtex_files import files_back
from archcite.crosswalk.bibtex_places import read_published_how
from archcite.crosswalk.bibtex_reading import URL, Reading, address_of
from archcite.crosswalk.bibtex_works import PRINTED
from archcite.record.vocab import Kind

# Which programs' notes are remarks of whoever keeps the record.
_REMARKS = ("annotation", "comment", "review", "notes", "abstractnote")
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.I)
_GOOD_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")


def read_online(entry: Reading) -> None:
    raw = entry.take("url")
    inside = URL.search(raw)
    address = address_of(inside[1] if inside and inside[1] else raw)
    if re.match(r"https?://", address):
        entry.put(("digital", "url"), address)
    else:
        entry.other("URL", address)
    doi = _DOI.sub("", address_of(entry.take("doi")))
    if _GOOD_DOI.fullmatch(doi):
        entry.put(("digital", "doi"), doi)
    else:
        entry.other("DOI", doi)
    type_ = entry.raw.get("eprinttype", "").lower()
    if type_ in ("pubmed", "pmid"):
        entry.take("eprinttype")
        entry.put(("published", "pmid"), entry.text("eprint"))
    elif type_ and "eprint" not in entry.raw:
        entry.keep("eprinttype")


def read_words(entry: Reading) -> None:
    read_published_how(entry)
    if entry.kind is Kind.PUBLISHED and "pagetotal" in entry.raw:
        entry.other("number-of-pages", entry.text("pagetotal"))
    if entry.type in types.PERIODICAL and "number" in entry.raw and "issue" in entry.raw:
        entry.keep("issue")
    for name in PRINTED:
        if text := entry.text(name):
            entry.append("remarks", {"text": text, "title": name})
    for name in _REMARKS:
        if text := entry.text(name):
            entry.append("remarks", {"text": text})
    if "file" in entry.raw:
        entry.put(("attachments",), files_back(entry.take("file")))
    keywords = entry.raw.get("keywords", "")
    if ";" in keywords and "," not in keywords:
        entry.raw["keywords"] = keywords.replace(";", ",")
    entry.take("key")
    if latex.unescape(entry.raw.get("usera", "")) == latex.unescape(entry.raw.get("copyright", "")):
        entry.take("usera")
    _languages(entry)


def _languages(entry: Reading) -> None:
    language, set_in = entry.take("language"), entry.take("langid")
    if " and " in language or "," in language:
        _other_field(entry, "language", language)
        language = ""
    tag = _tag(entry, "language", language) if language else ""
    title = _tag(entry, "langid", set_in) if set_in else ""
    entry.put(("document", "language"), tag or title)
    if title and tag and title.partition("-")[0].lower() != tag.partition("-")[0].lower():
        entry.put(("document", "title_language"), title)
    if original := entry.take("origlanguage"):
        entry.put(("document", "original_language"), _tag(entry, "origlanguage", original))


def _tag(entry: Reading, field: str, value: str) -> str:
    words = latex.unescape(value)
    tag = latex.tag(words) or latex.tag(words.lower())
    if not tag:
        _other_field(entry, field, value)
    return tag


def _other_field(entry: Reading, name: str, value: str) -> None:
    entry.kept.append((name, value))
