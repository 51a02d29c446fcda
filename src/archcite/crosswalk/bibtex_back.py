"""A BibTeX or BibLaTeX entry as a plain record: the way back of crosswalk.bibtex, and the entries
that other programs write.

Values are raw LaTeX without outer braces, strings put in. What an entry says in no field of the
record stays in record.foreign as it was; nothing is thrown away and nothing guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from archcite.crosswalk import bibtex_dates as dates
from archcite.crosswalk import bibtex_names as names
from archcite.crosswalk import bibtex_types as types
from archcite.crosswalk import latex, prose
from archcite.crosswalk.bibtex import Entry, biblatex_back
from archcite.crosswalk.bibtex_places import read_places
from archcite.crosswalk.bibtex_reading import ARCHIVAL_TYPES, Reading
from archcite.crosswalk.bibtex_unsaid import unsay
from archcite.crosswalk.bibtex_words import read_online, read_words
from archcite.crosswalk.bibtex_works import (
    FIELD_OF,
    FORMAT,
    ROLE_OF,
    THESIS,
    VARIABLE_OF,
)
from archcite.crosswalk.csl import TYPES
from archcite.crosswalk.csl_back import kind_of
from archcite.crosswalk.csl_published import OTHER_TEXTS
from archcite.crosswalk.table import Plain, merge
from archcite.record.key import slug
from archcite.record.vocab import Kind, WorkType

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
_GOOD_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KEY = re.compile(r"[a-z0-9][a-z0-9._-]*")


def from_entry(entry: Entry) -> tuple[Plain, list[str]]:
    """The plain record of an entry, and the names of the fields that it keeps in record.foreign."""
    return _back(Reading(entry))


def is_entry(type_: str) -> bool:
    """Whether a block of that type stands for a document."""
    return type_.lower() not in types.NO_ENTRIES and type_.lower() != "customa"


def _back(entry: Reading) -> tuple[Plain, list[str]]:
    _identity(entry)
    _titles(entry)
    _dates(entry)
    _people(entry)
    read_places(entry)
    read_online(entry)
    read_words(entry)
    _by_table(entry)
    _rest(entry)
    if entry.people:
        entry.plain["people"] = entry.people
    entry.put(("record", "foreign"), [
        {"format": FORMAT, "name": name, "value": value} for name, value in entry.kept
    ])  # fmt: skip
    if entry.kind is not Kind.PUBLISHED or entry.archived:
        unsay(entry)
    return entry.plain, [name for name, _ in entry.kept]


def _identity(entry: Reading) -> None:
    key = entry.key if _KEY.fullmatch(entry.key) and len(entry.key) <= 100 else ""
    made = key or slug(entry.key)[:100].strip("-") or "entry"
    entry.put(("document", "id"), made)
    known = [] if made == entry.key or not entry.key.strip() else [entry.key.strip()]
    known += [each.strip() for each in entry.text("ids").split(",") if each.strip()]
    entry.put(("record", "known_as"), list(dict.fromkeys(known)))
    _type(entry)


def _type(entry: Reading) -> None:
    subtype = latex.unescape(entry.raw.get("entrysubtype", ""))
    usual = types.TYPES.get(entry.type, "document")
    named = types.SUBTYPES.get(subtype, subtype)
    genre = _genre(entry)
    if entry.type == "misc" or entry.type in ARCHIVAL_TYPES:
        kind = _KINDS.get(subtype)
        if kind is not None and not _is_work(entry, named):
            entry.take("entrysubtype")
            _known_kind(entry, kind, genre)
            return
    work = named in _WORKS or named == Kind.PUBLISHED
    if work:
        entry.take("entrysubtype")
        usual = named
    elif entry.type in types.PERIODICAL and subtype:
        entry.take("entrysubtype")
        usual = "article-magazine"  # biblatex-chicago: whatever the word is
        entry.kept.append(("entrysubtype", subtype))
    entry.keep("entrysubtype")
    item = {"type": usual, "genre": genre, "archive": "x" if entry.archived else ""}
    entry.kind = Kind.PUBLISHED if work else kind_of(item)
    entry.put(("document", "kind"), str(entry.kind))
    entry.put(("document", "genre"), genre)
    if usual == Kind.PUBLISHED:
        return
    if entry.kind is Kind.PUBLISHED or usual != TYPES[entry.kind]:
        correspondence = usual == "document" and TYPES[entry.kind] == "personal_communication"
        if not correspondence:
            entry.put(("published", "type"), usual)
    table, classic = types.BIBLATEX.get(usual), types.BIBTEX.get(usual)
    expected = {each[0] for each in (table, classic) if each} | {"misc", "conference"}
    if entry.type not in expected and not entry.type.endswith("thesis"):
        entry.kept.append(("entrytype", entry.type))


def _known_kind(entry: Reading, kind: Kind, genre: str) -> None:
    """A kind that archcite wrote into entrysubtype."""
    entry.kind = kind
    entry.told = True
    entry.put(("document", "kind"), str(kind))
    if genre not in map(prose.kind_words, Kind):
        entry.put(("document", "genre"), genre)


def _is_work(entry: Reading, named: str) -> bool:
    """Whether a subtype that is both a kind and a type of work means the work."""
    if named not in _WORKS or entry.archived:
        return False
    return any(name in entry.raw for name in ("organization", "publisher", "booktitle", "isbn"))


def _genre(entry: Reading) -> str:
    given = latex.unescape(entry.take("type"))
    if not given and entry.type in ("phdthesis", "mastersthesis", "mathesis"):
        given = entry.type
    if given == THESIS and entry.type == "phdthesis":
        given = ""
    return types.GENRES.get(given, given)


def _titles(entry: Reading) -> None:
    for name, below in _SUBTITLES.items():
        under = entry.take(below)
        if under and name in entry.raw:
            first = entry.raw[name]
            entry.raw[name] = f"{first}{' ' if first[-1:] in '?!:' else ': '}{under}"
        elif under:
            entry.raw[name] = under
    whole = entry.take("maintitle")
    if whole and entry.type in types.IN_BOOKS:
        entry.other("volume-title", latex.untitled(entry.take("booktitle")))
        entry.raw["booktitle"] = whole
    elif whole:
        entry.other("volume-title", latex.untitled(entry.take("title")))
        entry.raw["title"] = whole
    if "title" in entry.raw:
        entry.put(("document", "title"), latex.untitled(entry.take("title")))
    elif "issuetitle" in entry.raw and entry.type == "periodical":
        entry.put(("document", "title"), latex.untitled(entry.take("issuetitle")))
    if entry.kind is not Kind.PUBLISHED:
        title = entry.take("origtitle")
        entry.put(("document", "original_title", "text"), latex.unescape(title))


def _dates(entry: Reading) -> None:
    date, year = entry.take("date"), entry.text("year")
    month, day = entry.text("month"), entry.text("day")
    found = dates.whole(date) if date else dates.pieces(year, month, day)
    told = dates.pieces(year, month, day) if date and year else found
    entry.put(("document", "date"), found.edtf)
    entry.put(("document", "date_as_given"), found.as_given)
    if (found.inferred or told.inferred) and found.edtf:
        entry.put(("document", "date_inferred"), True)
    if (found.undated or told.undated) and not found.edtf:
        entry.put(("document", "_src"), {"date": "empty"})
    if not (date or year) and (month or day):
        entry.put(("document", "date_as_given"), " ".join((month, day)).strip())
    _date(entry, "origdate", ("published", "original_date"))
    event = dates.whole(entry.take("eventdate"))
    entry.put(("document", "event", "date"), event.edtf)
    entry.other("event-date", event.as_given)
    seen = dates.whole(entry.take("urldate"))
    if _GOOD_DAY.fullmatch(seen.edtf):
        entry.put(("digital", "accessed"), seen.edtf)
    else:
        entry.other("accessed", seen.edtf or seen.as_given)


def _date(entry: Reading, field: str, path: tuple[str, ...]) -> None:
    found = dates.whole(entry.take(field))
    entry.put(path, found.edtf)
    entry.other(VARIABLE_OF.get(field, field), found.as_given)


def _people(entry: Reading) -> None:
    told = latex.unescape(entry.raw.get("authortype", ""))
    author = next((role for role in names.AUTHOR_ROLES if role == told), None)
    if author:
        entry.take("authortype")
    else:
        author = names.author_role(entry.kind)
    authors = _named(entry, "author", str(author))
    short = entry.take("shortauthor")
    if short and authors:
        for agent, brief in zip(authors, names.people(short, ""), strict=False):
            if brief["as_given"] not in (agent.get("family"), agent["as_given"]):
                agent["short"] = brief["as_given"]
    for which in ("", "a", "b", "c"):
        if f"editor{which}" not in entry.raw and f"editor{which}type" not in entry.raw:
            continue
        type_ = latex.unescape(entry.take(f"editor{which}type")).lower()
        role = _EDITING.get(type_)
        if role:
            _named(entry, f"editor{which}", role)
        elif f"editor{which}" in entry.raw:
            entry.kept.append((f"editor{which}type", type_))
            entry.keep(f"editor{which}")
    for field in ("translator", "recipient", "interviewer"):
        _named(entry, field, field)
    collaborators = entry.take("collaborator")
    entry.people += names.people(collaborators, "contributor") if collaborators else []
    for field in [name for name in entry.raw if name in ROLE_OF]:
        _named(entry, field, str(ROLE_OF[field]))


def _named(entry: Reading, field: str, role: str) -> list[Plain]:
    value = entry.take(field)
    found = names.people(value, role) if value else []
    entry.people += found
    return found


def _by_table(entry: Reading) -> None:
    """Fields that mean one thing in an entry of this type."""
    work = entry.kind is Kind.PUBLISHED
    slots = types.slots(entry.type, bibtex=False)
    named = {there: name for name, there in slots.items()}
    if not work:
        named.pop("number", None)
    for slot, alike in _ALIKE.items():
        if slots[slot] not in entry.raw:
            there = next((name for name in alike if name in entry.raw), "")
            if there:
                named.setdefault(there, slot)
    pairs = [(named.get(name, name), value) for name, value in entry.raw.items()]
    plain, dropped = biblatex_back(pairs)
    merge(entry.plain, plain)
    subjects = entry.plain.get("subjects", ())
    if len(subjects) > 1:
        entry.plain["subjects"] = list({each["term"]: each for each in subjects}.values())
    numbers = entry.plain.get("published", {})
    for name in ("volume", "issue", "series_number"):
        if "–" in numbers.get(name, ""):
            numbers[name] = numbers[name].replace("–", "-")
    again = {named.get(name, name): name for name in entry.raw}
    entry.raw = {again[name]: entry.raw[again[name]] for name in dropped}


def _rest(entry: Reading) -> None:
    """CSL variables by their name, and all that nothing here knows."""
    for name, value in entry.raw.items():
        if name in VARIABLE_OF:
            entry.other(VARIABLE_OF[name], latex.unescape(value))
        elif name in FIELD_OF:
            entry.put(("published", FIELD_OF[name]), latex.unescape(value))
        elif name in OTHER_TEXTS:
            entry.other(name, latex.unescape(value))
        elif name == "number":
            entry.put(("document", "number"), latex.unescape(value))
        else:
            entry.kept.append((name, value))
