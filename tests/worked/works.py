"""Facts of a published work as a CSL item, and items that an example has itself."""

from __future__ import annotations

import re
from typing import Any

from archcite.crosswalk import csl_dates
from archcite.crosswalk.csl_words import in_language
from archcite.text.edtf import parse
from worked.dates import day_of
from worked.facts import Facts
from worked.kinds import LEVELS
from worked.people import csl_name, people

Item = dict[str, Any]

TEXTS: dict[str, tuple[str, ...]] = {
    "title-short": ("short_title",),
    "publisher": ("publisher", "repository_of_thesis", "institution"),
    "publisher-place": ("place",),
    "container-title": ("container",),
    "collection-title": ("series", "digital_collection"),
    "volume": ("volume",),
    "issue": ("issue",),
    "number": ("number", "report_number"),
    "edition": ("edition_number", "edition"),
    "page": ("pages", "page"),
    "section": ("section",),
    "event-title": ("event",),
    "event-place": ("event_place", "venue"),
    # A remark behind the imprint; CSL has no other variable that styles print there.
    "medium": ("medium", "addendum"),
    "dimensions": ("dimensions",),
    "status": ("status",),
    "archive": ("repository",),
    "archive-place": ("repository_place",),
    "archive_collection": ("collection",),
    "URL": ("url",),
    "DOI": ("doi",),
    "ISBN": ("isbn",),
    "language": ("language",),
}
NAMES: dict[str, tuple[str, ...]] = {
    "author": ("author", "authors", "interviewee", "speaker", "photographer", "artist", "creator"),
    "editor": ("editor", "editors"),
    "translator": ("translator", "translators"),
    "interviewer": ("interviewer", "interviewers"),
    "recipient": ("recipient", "recipients"),
    "container-author": ("container_author",),
    "director": ("director",),
}
DATES: dict[str, tuple[str, ...]] = {
    "issued": ("date", "year"),
    "accessed": ("accessed",),
    "original-date": ("original_date",),
    "event-date": ("event_date",),
}


def work_of(key: str, facts: Facts, type_: str) -> Item:
    """The facts as a CSL item of that type."""
    item: Item = {"id": key, "type": type_}
    item |= titles(facts)
    for variable, names in TEXTS.items():
        item[variable] = facts.text(*names)
    for variable, names in NAMES.items():
        item[variable] = [csl_name(each) for each in people(facts, *names)]
    for variable, names in DATES.items():
        item[variable] = date(facts, *names)
    marks = [text for name in LEVELS if name in facts for text in map(str, facts.listed(name))]
    if marks and "repository" in facts:
        item["archive_location"] = ", ".join(marks)
    return {name: value for name, value in item.items() if value}


def titles(facts: Facts) -> Item:
    """title, part-title (a translation, or the language of what is only translated), genre."""
    title, translated = facts.text("title", "title_lower"), facts.text("title_translated")
    description, genre = facts.text("description"), facts.text("genre")
    found: Item = {"title": title or translated}
    if title and translated:
        found["part-title"] = translated
    elif translated and (tag := facts.text("language")):
        found["part-title"] = in_language(tag, "en")
    found["genre"] = genre or description
    return found


def date(facts: Facts, *names: str) -> Item | None:
    """A date in CSL-JSON."""
    day = day_of(facts, *names)
    if day is None:
        return None
    read = parse(day.edtf)
    found = csl_dates.value(read, facts.text("date_display"))
    if any(point and (point.uncertain or point.approximate) for point in (read.start, read.end)):
        found["circa"] = True
    return found


# In a note of a reference manager: the type that the program's own types do not have.
_TYPE = re.compile(r"^type: *([a-z_-]+) *$", re.MULTILINE)


def item_as_given(key: str, source: Item) -> Item:
    """An item that the example has, with the lines of its note, of which one may name its type."""
    item = {**source, "id": key}
    note = item.get("note")
    if isinstance(note, str) and (found := _TYPE.search(note)):
        item["type"] = found[1]
        item["note"] = _TYPE.sub("", note).strip("\n")
    return item
