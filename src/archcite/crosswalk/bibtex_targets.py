"""The forms in which single BibTeX and BibLaTeX styles want an archival document.

The standard entry, with its facts moved to the fields that the style prints. Published works are
the same for all. What a target moves, crosswalk.bibtex_back reads as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from archcite.crosswalk import bibtex_dates, latex, prose
from archcite.crosswalk.bibtex import Entry, in_order, made
from archcite.crosswalk.bibtex_works import is_work
from archcite.record.key import slug
from archcite.record.model import Record
from archcite.record.vocab import Role, Verb


class Written(NamedTuple):
    """An entry, the entries that it needs beside it, and the field paths that it does not carry.

    moved: those that stand in a field which is not their own, such as a note.
    """

    entry: Entry
    beside: tuple[Entry, ...]
    dropped: list[str]
    moved: list[str]


Fields = dict[str, str]


def _chicago(record: Record, fields: Fields) -> tuple[str, tuple[Entry, ...]]:
    """misc with entrysubtype: number, note, organization, institution, location, small to large."""
    _house(record, fields)
    printed = fields.pop("note", "")
    if printed:
        fields["addendum"] = prose.sentences((printed, fields.get("addendum", "")))
    _move(fields, "collection", "note")
    _move(fields, "division", "organization")
    _move(fields, "library", "institution")
    _move(fields, "archive-place", "location")
    return "misc", ()


def _mla(record: Record, fields: Fields) -> tuple[str, tuple[Entry, ...]]:
    """unpublished with number, library and location.

    Of a speech the style prints the meeting's place and day instead of these.
    """
    line = fields.get("howpublished", "")
    _house(record, fields)
    _move(fields, "archive-place", "location")
    if fields.keys() & {"eventtitle", "venue", "eventdate"}:
        _add(fields, "addendum", line)
    _add(fields, "note", _translated(record))
    return "unpublished", ()


def _fiwi(record: Record, fields: Fields) -> tuple[str, tuple[Entry, ...]]:
    """archival with library, and librarylocation for the place in it."""
    fields.pop("howpublished", None)
    marks = [fields.get("collection", ""), fields.pop("number", "")]
    if located := ", ".join(mark for mark in marks if mark):
        fields["librarylocation"] = located
        fields["number"] = marks[1]
    if not fields.get("number"):
        fields.pop("number", None)
    # The style prints a date only with its day, or where there is no author; translators never.
    date = bibtex_dates.read(record.document.date)
    if "author" in fields and date and not _DAY.match(fields.get("date", "")):
        _add(fields, "note", latex.escape(prose.date_words(date)))
    _add(fields, "note", _translated(record))
    return "archival", ()


def _historian(record: Record, fields: Fields) -> tuple[str, tuple[Entry, ...]]:
    """customd that refers to a customa, which stands for the collection in its archive."""
    _house(record, fields)
    above = {
        there: value
        for here, there in (("collection", "title"), ("library", "library"),
                            ("division", "division"), ("archive-place", "location"))
        if (value := fields.pop(here, ""))
    }  # fmt: skip
    if not above:
        return "customd", ()
    said = " ".join(above.get(name, "") for name in ("library", "division", "location", "title"))
    key = f"{slug(latex.unescape(said))[:80].strip('-') or 'archive'}-archive"
    fields["xref"] = key
    return "customd", (Entry("customa", key, tuple(above.items())),)


_DAY = re.compile(r"-?\d{4}-\d\d-\d\d")


def _translated(record: Record) -> str:
    """Who translated it, in words."""
    others = {*Verb, *Role} - {Verb.TRANSLATED, Role.TRANSLATOR}
    return latex.escape(prose.credits(record, others))


def _add(fields: Fields, name: str, words: str) -> None:
    if words:
        fields[name] = prose.sentences((fields.get(name, ""), words))


def _house(record: Record, fields: Fields) -> None:
    """Take the line that says it all, and from the archive's name its division and place."""
    fields.pop("howpublished", None)
    archive = record.source.archive if record.source else None
    if archive:
        name = prose.repository(archive)
        fields["library"] = latex.escape(name[0] if archive.name or archive.acronym else "")
        if not fields["library"]:
            fields.pop("library")


def _move(fields: Fields, here: str, there: str) -> None:
    if value := fields.pop(here, ""):
        fields[there] = value


# What these styles have fields of their own for; elsewhere it is a part of howpublished.
_HOUSED = ("source.archive.", "source.collection")


class Target(NamedTuple):
    """bibtex: of the two variants. adapt: changes the fields and says the type; None: nothing."""

    bibtex: bool
    adapt: Callable[[Record, Fields], tuple[str, tuple[Entry, ...]]] | None


TARGETS: dict[str, Target] = {
    "biblatex": Target(False, None),
    "bibtex": Target(True, None),
    "biblatex-chicago": Target(False, _chicago),
    "biblatex-fiwi": Target(False, _fiwi),
    "biblatex-historian": Target(False, _historian),
    "biblatex-mla": Target(False, _mla),
}


def written(record: Record, target: str) -> Written:
    """The entry of a record in the form of that target."""
    known = TARGETS[target]
    entry, dropped, moved = made(record, bibtex=known.bibtex)
    holds = record.source is not None and prose.has_holding(record.source)
    if known.adapt is None or is_work(record) or not holds:
        return Written(entry, (), dropped, moved)
    moved = [path for path in moved if not path.startswith(_HOUSED)]
    fields = dict(entry.fields)
    type_, beside = known.adapt(record, fields)
    return Written(Entry(type_, entry.key, in_order(fields)), beside, dropped, moved)


_STYLES = {"archival": "biblatex-fiwi", "unpublished": "biblatex-mla"}


def styled(record: Record, type_: str) -> list[Fields]:
    """The fields in the form of the style whose type this is; none where all styles have it."""
    target = _STYLES.get(type_)
    return [dict(written(record, target).entry.fields)] if target else []


def alone(entry: Entry, beside: Iterable[Entry]) -> Entry:
    """The entry with what it has from the entries beside it."""
    have = {name for name, _ in entry.fields}
    given = [
        ("collection" if name == "title" else name, value)
        for other in beside
        for name, value in other.fields
    ]
    return entry._replace(fields=(*entry.fields, *(pair for pair in given if pair[0] not in have)))
