"""A BibTeX or BibLaTeX entry as a plain record: the way back of crosswalk.bibtex, and the entries
that other programs write.

Values are raw LaTeX without outer braces, strings put in. What an entry says in no field of the
record stays in record.foreign as it was; nothing is thrown away and nothing guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from archcite.crosswalk import bibtex_dates as dates
from archcite.crosswalk import bibtex_names as names
from archcite.crosswalk import bibtex_types as types
from archcite.crosswalk import latex, prose
from archcite.crosswalk.bibtex import CARRIER, Entry, biblatex_back, to_biblatex, to_bibtex
from archcite.crosswalk.bibtex_files import files_back
from archcite.crosswalk.bibtex_works import (
    FIELD_OF,
    FORMAT,
    PRINTED,
    ROLE_OF,
    THESIS,
    VARIABLE_OF,
)
from archcite.crosswalk.carrier import MARK
from archcite.crosswalk.csl import TYPES
from archcite.crosswalk.csl_back import kind_of
from archcite.crosswalk.csl_published import OTHER_TEXTS
from archcite.crosswalk.table import Pair, Plain
from archcite.errors import ProblemsFound
from archcite.record.key import slug
from archcite.record.model import Record
from archcite.record.vocab import Kind, PlaceRole, WorkType

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
# Which programs' notes are remarks of whoever keeps the record.
_REMARKS = ("annotation", "comment", "review", "notes", "abstractnote")
# editortype and editoratype -> role (biblatex, editortype); of the rest the field is kept.
_EDITING: Mapping[str, str] = {
    "": "editor", "editor": "editor", "compiler": "compiler", "director": "director",
    "producer": "producer", "collaborator": "contributor", "translator": "translator",
    "organizer": "organizer", "illustrator": "illustrator", "narrator": "narrator",
    "performer": "performer", "composer": "composer", "scriptwriter": "script-writer",
    "series": "collection-editor", "serieseditor": "collection-editor", "host": "host",
    "guest": "guest", "curator": "curator", "editorialdirector": "editorial-director",
}  # fmt: skip
_SUBTITLES = {"title": "subtitle", "booktitle": "booksubtitle", "maintitle": "mainsubtitle",
              "journaltitle": "journalsubtitle", "issuetitle": "issuesubtitle"}  # fmt: skip
# Where the field of a slot is missing, the first of these that is there.
_ALIKE = {
    "@publisher": ("publisher", "institution", "organization"),
    "@container": ("booktitle", "journaltitle"),
}
_KINDS = {str(kind): kind for kind in Kind if kind is not Kind.PUBLISHED}
_WORKS = frozenset(map(str, WorkType))
_ARCHIVAL_TYPES = frozenset(
    """misc unpublished letter manuscript archival customa customb customc
customd custome customf""".split()
)
_ARCHIVAL_FIELDS = frozenset({"archive", "shelfmark", "archive-place", "call-number"})
_URL = re.compile(r"\\(?:url|href|path|nolinkurl)\s*\{([^{}]*)\}|(https?://[^\s{}]+)")
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.I)
_GOOD_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_GOOD_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KEY = re.compile(r"[a-z0-9][a-z0-9._-]*")
_LEFT_OUT = frozenset({"archcite", "crossref", "xdata", "inherit"})


def from_entry(entry: Entry) -> tuple[Plain, list[str]]:
    """The plain record of an entry, and the names of the fields that it keeps in record.foreign."""
    return _Reading(entry).back()


def is_entry(type_: str) -> bool:
    """Whether a block of that type stands for a document."""
    return type_.lower() not in types.NO_ENTRIES and type_.lower() != "customa"


class _Reading:
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
        self.told = False  # whether archcite has said what kind of document it is
        self.chicago = self.type == "misc" and self.raw.keys() >= {"entrysubtype", "institution"}
        self.archived = self._is_archived()

    def back(self) -> tuple[Plain, list[str]]:
        self._identity()
        self._titles()
        self._dates()
        self._people()
        self._places()
        self._online()
        self._words()
        self._by_table()
        self._rest()
        if self.people:
            self.plain["people"] = self.people
        self._put(("record", "foreign"), [
            {"format": FORMAT, "name": name, "value": value} for name, value in self.kept
        ])  # fmt: skip
        if self.kind is not Kind.PUBLISHED or self.archived:
            self._unsay()
        return self.plain, [name for name, _ in self.kept]

    # -- small change

    def _take(self, name: str) -> str:
        """The raw value of a field, which counts as read."""
        return self.raw.pop(name, "")

    def _text(self, name: str) -> str:
        value = self.raw.pop(name, "")
        return latex.unescape(value) if value else ""

    def _put(self, path: tuple[str, ...], value: object) -> None:
        if value in (None, "", [], {}):
            return
        table = self.plain
        for step in path[:-1]:
            table = table.setdefault(step, {})
        table.setdefault(path[-1], value)

    def _append(self, name: str, plain: Plain) -> None:
        self.plain.setdefault(name, []).append(plain)

    def _other(self, variable: str, text: str) -> None:
        if text:
            table = self.plain.setdefault("published", {})
            table.setdefault("other", []).append({"name": variable, "value": text})

    def _keep(self, *fields: str) -> None:
        for name in fields:
            if value := self._take(name):
                self.kept.append((name, value))

    # -- what it is

    def _identity(self) -> None:
        key = self.key if _KEY.fullmatch(self.key) and len(self.key) <= 100 else ""
        made = key or slug(self.key)[:100].strip("-") or "entry"
        self._put(("document", "id"), made)
        known = [] if made == self.key or not self.key.strip() else [self.key.strip()]
        known += [each.strip() for each in self._text("ids").split(",") if each.strip()]
        self._put(("record", "known_as"), list(dict.fromkeys(known)))
        self._type()

    def _type(self) -> None:
        subtype = latex.unescape(self.raw.get("entrysubtype", ""))
        usual = types.TYPES.get(self.type, "document")
        named = types.SUBTYPES.get(subtype, subtype)
        genre = self._genre()
        if self.type == "misc" or self.type in _ARCHIVAL_TYPES:
            kind = _KINDS.get(subtype)
            if kind is not None and not self._is_work(named):
                self._take("entrysubtype")
                self._known_kind(kind, genre)
                return
        work = named in _WORKS or named == Kind.PUBLISHED
        if work:
            self._take("entrysubtype")
            usual = named
        elif self.type in types.PERIODICAL and subtype:
            self._take("entrysubtype")
            usual = "article-magazine"  # biblatex-chicago: whatever the word is
            self.kept.append(("entrysubtype", subtype))
        self._keep("entrysubtype")
        item = {"type": usual, "genre": genre, "archive": "x" if self.archived else ""}
        self.kind = Kind.PUBLISHED if work else kind_of(item)
        self._put(("document", "kind"), str(self.kind))
        self._put(("document", "genre"), genre)
        if usual == Kind.PUBLISHED:
            return
        if self.kind is Kind.PUBLISHED or usual != TYPES[self.kind]:
            correspondence = usual == "document" and TYPES[self.kind] == "personal_communication"
            if not correspondence:
                self._put(("published", "type"), usual)
        table, classic = types.BIBLATEX.get(usual), types.BIBTEX.get(usual)
        expected = {each[0] for each in (table, classic) if each} | {"misc", "conference"}
        if self.type not in expected and not self.type.endswith("thesis"):
            self.kept.append(("entrytype", self.type))

    def _known_kind(self, kind: Kind, genre: str) -> None:
        """A kind that archcite wrote into entrysubtype."""
        self.kind = kind
        self.told = True
        self._put(("document", "kind"), str(kind))
        if genre not in map(prose.kind_words, Kind):
            self._put(("document", "genre"), genre)

    def _is_work(self, named: str) -> bool:
        """Whether a subtype that is both a kind and a type of work means the work."""
        if named not in _WORKS or self.archived:
            return False
        return any(name in self.raw for name in ("organization", "publisher", "booktitle", "isbn"))

    def _genre(self) -> str:
        given = latex.unescape(self._take("type"))
        if not given and self.type in ("phdthesis", "mastersthesis", "mathesis"):
            given = self.type
        if given == THESIS and self.type == "phdthesis":
            given = ""
        return types.GENRES.get(given, given)

    def _is_archived(self) -> bool:
        """Whether the entry says where a document lies."""
        raw = self.raw
        if self.type in ("archival", "customd") or raw.keys() & _ARCHIVAL_FIELDS:
            return True
        return self.type in _ARCHIVAL_TYPES and (
            "library" in raw or "archive-location" in raw or self.chicago
        )

    # -- titles

    def _titles(self) -> None:
        for name, below in _SUBTITLES.items():
            under = self._take(below)
            if under and name in self.raw:
                first = self.raw[name]
                self.raw[name] = f"{first}{' ' if first[-1:] in '?!:' else ': '}{under}"
            elif under:
                self.raw[name] = under
        whole = self._take("maintitle")
        if whole and self.type in types.IN_BOOKS:
            self._other("volume-title", latex.untitled(self._take("booktitle")))
            self.raw["booktitle"] = whole
        elif whole:
            self._other("volume-title", latex.untitled(self._take("title")))
            self.raw["title"] = whole
        if "title" in self.raw:
            self._put(("document", "title"), latex.untitled(self._take("title")))
        elif "issuetitle" in self.raw and self.type == "periodical":
            self._put(("document", "title"), latex.untitled(self._take("issuetitle")))
        if self.kind is not Kind.PUBLISHED:
            title = self._take("origtitle")
            self._put(("document", "original_title", "text"), latex.unescape(title))

    # -- when

    def _dates(self) -> None:
        date, year = self._take("date"), self._text("year")
        month, day = self._text("month"), self._text("day")
        found = dates.whole(date) if date else dates.pieces(year, month, day)
        told = dates.pieces(year, month, day) if date and year else found
        self._put(("document", "date"), found.edtf)
        self._put(("document", "date_as_given"), found.as_given)
        if (found.inferred or told.inferred) and found.edtf:
            self._put(("document", "date_inferred"), True)
        if (found.undated or told.undated) and not found.edtf:
            self._put(("document", "_src"), {"date": "empty"})
        if not (date or year) and (month or day):
            self._put(("document", "date_as_given"), " ".join((month, day)).strip())
        self._date("origdate", ("published", "original_date"))
        event = dates.whole(self._take("eventdate"))
        self._put(("document", "event", "date"), event.edtf)
        self._other("event-date", event.as_given)
        seen = dates.whole(self._take("urldate"))
        if _GOOD_DAY.fullmatch(seen.edtf):
            self._put(("digital", "accessed"), seen.edtf)
        else:
            self._other("accessed", seen.edtf or seen.as_given)

    def _date(self, field: str, path: tuple[str, ...]) -> None:
        found = dates.whole(self._take(field))
        self._put(path, found.edtf)
        self._other(VARIABLE_OF.get(field, field), found.as_given)

    # -- who

    def _people(self) -> None:
        told = latex.unescape(self.raw.get("authortype", ""))
        author = next((role for role in names.AUTHOR_ROLES if role == told), None)
        if author:
            self._take("authortype")
        else:
            author = names.author_role(self.kind)
        authors = self._named("author", str(author))
        short = self._take("shortauthor")
        if short and authors:
            for agent, brief in zip(authors, names.people(short, ""), strict=False):
                if brief["as_given"] not in (agent.get("family"), agent["as_given"]):
                    agent["short"] = brief["as_given"]
        for which in ("", "a", "b", "c"):
            if f"editor{which}" not in self.raw and f"editor{which}type" not in self.raw:
                continue
            type_ = latex.unescape(self._take(f"editor{which}type")).lower()
            role = _EDITING.get(type_)
            if role:
                self._named(f"editor{which}", role)
            elif f"editor{which}" in self.raw:
                self.kept.append((f"editor{which}type", type_))
                self._keep(f"editor{which}")
        for field in ("translator", "recipient", "interviewer"):
            self._named(field, field)
        collaborators = self._take("collaborator")
        self.people += names.people(collaborators, "contributor") if collaborators else []
        for field in [name for name in self.raw if name in ROLE_OF]:
            self._named(field, str(ROLE_OF[field]))

    def _named(self, field: str, role: str) -> list[Plain]:
        value = self._take(field)
        found = names.people(value, role) if value else []
        self.people += found
        return found

    # -- where

    def _places(self) -> None:
        address, location = self._text("address"), self._text("location")
        self._original_place()
        if self.kind is Kind.PUBLISHED:
            if self.archived or "archive-place" in self.raw:
                self._holding("")
            else:
                self._put(("published", "call_number"), self._text("library"))
            self._put(("published", "place"), location or address)
            if location and address and location != address:
                self.kept.append(("address", address))
            return
        archived = self.archived or self.raw.keys() & {"howpublished", "number", "collection"}
        held = self._holding(location) if archived else False
        if held:
            location = ""
        letter = self.kind in (Kind.LETTER, Kind.TELEGRAM, Kind.MEMORANDUM)
        place = address or ("" if held else location)
        if place and (letter or address):
            self._append("places", {"name": place, "role": str(PlaceRole.WRITTEN_AT)})
        else:
            self._put(("published", "place"), place)

    def _original_place(self) -> None:
        place = self._text("origlocation")
        if self.kind is Kind.PUBLISHED:
            self._put(("published", "original_place"), place)
        elif place:
            self._append("places", {"name": place, "role": str(PlaceRole.WRITTEN_AT)})

    def _holding(self, location: str) -> bool:
        """Archive, collection and shelfmark; whether the location was the archive's town."""
        place, division = self._text("archive-place"), self._text("division")
        house = self._text("library") or self._text("archive")
        if not house and self.chicago:
            house, division = self._text("institution"), self._text("organization") or division
            if "collection" not in self.raw:
                self._put(("source", "collection"), self._text("note"))
        held = bool(house and location and not place)
        place = place or (location if house else "")
        for part in (place, division):
            house = house.removesuffix(f", {part}") if part and house != part else house
        self._archive(house, place, division)
        self._shelfmark(house)
        return held

    def _archive(self, house: str, place: str, division: str) -> None:
        from archcite.record.shelfmark import read_archive

        if house:
            archive = read_archive(house)
            self._put(("source", "archive", "name"), archive.name)
            self._put(("source", "archive", "acronym"), archive.acronym)
        self._put(("source", "archive", "department"), division)
        self._put(("source", "archive", "place"), place)

    def _shelfmark(self, house: str) -> None:
        from archcite.record.model import Holding, Repository
        from archcite.record.shelfmark import parse_source
        from archcite.record.tradition import print_levels

        marks = [name for name in ("call-number", "number", "shelfmark", "archive-location",
                                   "librarylocation") if name in self.raw]  # fmt: skip
        if self.kind is Kind.PUBLISHED or not (house or self.archived or self.told):
            marks = [name for name in marks if name != "number"]
        if self.raw.get("librarylocation") == self.raw.get("collection", ""):
            marks = [name for name in marks if name != "librarylocation"]
            self._take("librarylocation")
        mark = self._text(marks[0]) if marks else ""
        if not mark:
            return
        located = self._text("librarylocation")
        if located and not located.endswith(mark):
            self.kept.append(("librarylocation", latex.escape(located)))
        archive = self.plain.get("source", {}).get("archive", {})
        repository = Repository(name=archive.get("name"), acronym=archive.get("acronym"))
        for line in (f"{archive.get('acronym') or house}, {mark}", mark):
            parsed = parse_source(line.replace("–", "-"))
            held = parsed.holding
            if not held or not held.levels:
                continue
            shown = print_levels(Holding(archive=repository, levels=held.levels))
            whole = not (parsed.leftover or held.archive or held.collection or held.copies)
            if shown == mark or whole:
                self._put(("source", "levels"), [_level(each) for each in held.levels])
                if shown != mark:
                    self._put(("source", "ref_as_given"), mark)
                return
        if not archive and "collection" not in self.raw:
            self._put(("source", "ref_as_given"), mark)
        else:
            self._put(("source", "levels"), [{"kind": "reference", "value": mark}])

    # -- on line

    def _online(self) -> None:
        raw = self._take("url")
        inside = _URL.search(raw)
        address = _address(inside[1] if inside and inside[1] else raw)
        if re.match(r"https?://", address):
            self._put(("digital", "url"), address)
        else:
            self._other("URL", address)
        doi = _DOI.sub("", _address(self._take("doi")))
        if _GOOD_DOI.fullmatch(doi):
            self._put(("digital", "doi"), doi)
        else:
            self._other("DOI", doi)
        type_ = self.raw.get("eprinttype", "").lower()
        if type_ in ("pubmed", "pmid"):
            self._take("eprinttype")
            self._put(("published", "pmid"), self._text("eprint"))
        elif type_ and "eprint" not in self.raw:
            self._keep("eprinttype")

    # -- words

    def _words(self) -> None:
        self._published_how()
        if self.kind is Kind.PUBLISHED and "pagetotal" in self.raw:
            self._other("number-of-pages", self._text("pagetotal"))
        if self.type in types.PERIODICAL and "number" in self.raw and "issue" in self.raw:
            self._keep("issue")
        for name in PRINTED:
            if text := self._text(name):
                self._append("remarks", {"text": text, "title": name})
        for name in _REMARKS:
            if text := self._text(name):
                self._append("remarks", {"text": text})
        if "file" in self.raw:
            self._put(("attachments",), files_back(self._take("file")))
        keywords = self.raw.get("keywords", "")
        if ";" in keywords and "," not in keywords:
            self.raw["keywords"] = keywords.replace(";", ",")
        self._take("key")
        if latex.unescape(self.raw.get("usera", "")) == latex.unescape(
            self.raw.get("copyright", "")
        ):
            self._take("usera")
        self._languages()

    def _published_how(self) -> None:
        raw = self.raw.get("howpublished", "")
        if not raw:
            return
        address = _URL.search(raw)
        words = latex.unescape(_URL.sub("", raw)).strip(" ,.;:") if address else ""
        if address and "url" not in self.raw and len(words) < 25:
            self.plain.setdefault("digital", {})["url"] = _address(address[1] or address[2])
            if words.lower() in ("", "online", "available at", "available online", "available"):
                self._take("howpublished")
                return
        if self.kind is Kind.PUBLISHED and not self.archived:
            if "publisher" not in self.raw:
                self._put(("published", "publisher"), self._text("howpublished"))
            return
        line = self._text("howpublished")
        source = self.plain.setdefault("source", {})
        if source.get("ref_as_given", line) not in line:
            self.kept.append(("howpublished", raw))
            return
        source["ref_as_given"] = line
        if not source.keys() & {"archive", "levels", "collection"}:
            self._source_line(line)

    def _source_line(self, line: str) -> None:
        """Archive and shelfmark of a line in which nothing else stands."""
        from msgspec import to_builtins

        from archcite.record.shelfmark import parse_source

        parsed = parse_source(line)
        if parsed.holding and parsed.holding.archive and not parsed.leftover and not parsed.credits:
            held = to_builtins(parsed.holding)
            for name in ("archive", "collection", "levels"):
                self._put(("source", name), held.get(name))

    def _languages(self) -> None:
        language, set_in = self._take("language"), self._take("langid")
        if " and " in language or "," in language:
            self._other_field("language", language)
            language = ""
        tag = self._tag("language", language) if language else ""
        title = self._tag("langid", set_in) if set_in else ""
        self._put(("document", "language"), tag or title)
        if title and tag and title.partition("-")[0].lower() != tag.partition("-")[0].lower():
            self._put(("document", "title_language"), title)
        if original := self._take("origlanguage"):
            self._put(("document", "original_language"), self._tag("origlanguage", original))

    def _tag(self, field: str, value: str) -> str:
        words = latex.unescape(value)
        tag = latex.tag(words) or latex.tag(words.lower())
        if not tag:
            self._other_field(field, value)
        return tag

    def _other_field(self, name: str, value: str) -> None:
        self.kept.append((name, value))

    # -- the rest

    def _by_table(self) -> None:
        """Fields that mean one thing in an entry of this type."""
        work = self.kind is Kind.PUBLISHED
        slots = types.slots(self.type, bibtex=False)
        named = {there: name for name, there in slots.items()}
        if not work:
            named.pop("number", None)
        for slot, alike in _ALIKE.items():
            if slots[slot] not in self.raw:
                there = next((name for name in alike if name in self.raw), "")
                if there:
                    named.setdefault(there, slot)
        pairs = [(named.get(name, name), value) for name, value in self.raw.items()]
        plain, dropped = biblatex_back(pairs)
        _merge(self.plain, plain)
        subjects = self.plain.get("subjects", ())
        if len(subjects) > 1:
            self.plain["subjects"] = list({each["term"]: each for each in subjects}.values())
        numbers = self.plain.get("published", {})
        for name in ("volume", "issue", "series_number"):
            if "–" in numbers.get(name, ""):
                numbers[name] = numbers[name].replace("–", "-")
        again = {named.get(name, name): name for name in self.raw}
        self.raw = {again[name]: self.raw[again[name]] for name in dropped}

    def _rest(self) -> None:
        """CSL variables by their name, and all that nothing here knows."""
        for name, value in self.raw.items():
            if name in VARIABLE_OF:
                self._other(VARIABLE_OF[name], latex.unescape(value))
            elif name in FIELD_OF:
                self._put(("published", FIELD_OF[name]), latex.unescape(value))
            elif name in OTHER_TEXTS:
                self._other(name, latex.unescape(value))
            elif name == "number":
                self._put(("document", "number"), latex.unescape(value))
            else:
                self.kept.append((name, value))

    def _unsay(self) -> None:
        """Take out what archcite writes for programs that only print."""
        from archcite.record.toml import from_plain

        document = self.plain["document"]
        try:
            record = from_plain({**self.plain, "document": {**document, "title": "x"}})
        except ProblemsFound:
            return
        self._unsay_title(record)
        self._unsay_place(record)
        self._unsay_notes(record)

    def _unsay_title(self, record: Record) -> None:
        from msgspec.structs import replace

        document = self.plain["document"]
        bare = replace(record, document=replace(record.document, title=None))
        if document.get("title") == latex.clean(prose.title(bare)):
            del document["title"]

    def _unsay_place(self, record: Record) -> None:
        """The holding in one line, where its parts say the same; the digital archive behind it."""
        source = self.plain.get("source", {})
        line = source.get("ref_as_given")
        if not line:
            return
        from msgspec.structs import replace

        bare = replace(record, source=record.source and replace(record.source, ref_as_given=None))
        held = latex.clean(prose.where(bare))
        if held == line:
            del source["ref_as_given"]
        elif held and line.startswith(f"{held}; "):
            self._put(("digital", "name"), line.removeprefix(f"{held}; "))
            del source["ref_as_given"]
        elif line.endswith(f"; {held}"):
            source["ref_as_given"] = line.removesuffix(f"; {held}")
        if not source:
            del self.plain["source"]

    def _unsay_notes(self, record: Record) -> None:
        """Sentences that only say what fields say, before a remark of the keeper's."""
        remarks = [each for each in self.plain.get("remarks", ()) if each.get("title") in PRINTED]
        if not remarks:
            return
        from msgspec.structs import replace

        from archcite.crosswalk.bibtex_targets import styled

        bare = replace(record, remarks=())
        said = [dict(to(bare)[0].fields) for to in (to_biblatex, to_bibtex)]
        said[:0] = styled(bare, self.type)
        for each in remarks:
            for fields in said:
                words = latex.unescape(fields.get(each["title"], ""))
                if words and each["text"].startswith(words):
                    each["text"] = each["text"].removeprefix(words).lstrip(". ")
        kept = [each for each in self.plain["remarks"] if each["text"]]
        if kept:
            self.plain["remarks"] = kept
        else:
            del self.plain["remarks"]


def _level(level: Any) -> Plain:
    plain = {"kind": str(level.kind), "value": level.value}
    return plain | ({"label": level.label} if level.label else {})


def _address(raw: str) -> str:
    """An address with the signs that LaTeX wants escaped, or braces, as it is meant."""
    text = "".join(raw.split())
    if "\\" not in text and "{" not in text:
        return text
    text = re.sub(r"\\([%&#_$~{}^])", r"\1", text)
    text = text.replace(r"\textasciitilde{}", "~").replace(r"\textasciitilde", "~")
    text = text.replace(r"{\_}", "_").replace("$\\sim$", "~")
    return re.sub(r"[{}]|\\url", "", text)


def _merge(into: Plain, part: Plain) -> None:
    """Tables are joined, lists appended; of two values for one field the first stays."""
    for name, value in part.items():
        if isinstance(value, dict):
            _merge(into.setdefault(name, {}), value)
        elif name not in into:
            into[name] = value
        elif isinstance(value, list) and isinstance(into[name], list):
            into[name] = [*into[name], *value]
