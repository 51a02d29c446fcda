"""Facts of something in an archive as a record."""

from __future__ import annotations

import re

from archcite.record import model
from archcite.record.vocab import Extract, Kind, LevelKind, PlaceRole, TitleKind, Verb
from worked.dates import day_of
from worked.facts import Facts
from worked.kinds import LEVELS, in_edition, word_of
from worked.people import agents, people

# Facts that are fields of a document by the same name.
_SAME = ("genre", "medium", "number", "classification", "heading", "summary", "short_title")


def record_of(key: str, facts: Facts, kind: Kind) -> model.Record:
    """The facts as a record; what has no field there is a remark."""
    if text := facts.text("addendum"):
        facts.remark(f"a record has no field for addendum: {text}")
    return model.Record(
        schema="archcite/1",
        document=document(key, facts, kind),
        people=tuple(agents(facts, kind, edited=in_edition(facts))),
        source=source(facts, kind),
        digital=digital(facts),
        places=places(facts, kind),
        published=published(facts, kind),
        credits=tuple(credits(facts)),
    )


def document(key: str, facts: Facts, kind: Kind) -> model.Document:
    title, title_kind = titles(facts, kind)
    description = facts.text("description")
    language = facts.text("language")
    fields = {name: facts.text(name) for name in _SAME}
    if title and description and title != description and not fields["genre"]:
        fields["genre"] = description
    elif not title and not fields["genre"] and kind in _NAMED_BY_WORD:
        fields["genre"] = word_of(facts)
    translated = "title_translated" in facts
    original = facts.text("title_original") or (
        facts.text("title") if translated and "title" in facts else None
    )
    day = day_of(facts, "date", *([] if in_edition(facts) else ["year"]))
    return facts.make(
        model.Document,
        id=re.sub(r"[^a-z0-9._-]+", "-", key.casefold()) or "example",
        kind=kind,
        title=title,
        title_kind=title_kind,
        title_language="en" if translated and language and not original else None,
        original_title=model.OriginalTitle(text=original, language=language) if original else None,
        extent=facts.text("dimensions", "extent", "duration"),
        date=day.edtf if day else None,
        date_as_given=facts.text("date_display", "date_as_given"),
        date_inferred=bool(facts.value("date_inferred")) or bool(day and day.inferred),
        date_old_style=_edtf(facts, "date_old_style"),
        extract=Extract.EXCERPT if facts.value("excerpt") else None,
        language=language,
        event=event(facts, kind),
        abbreviation=facts.text("hereafter"),
        **fields,
    )


# Kinds whose own word says too little: where a document has no other name, the example's word is.
_NAMED_BY_WORD = (Kind.OTHER, Kind.LEGAL, Kind.OBJECT, Kind.MAP, Kind.RECORDING, Kind.LETTER)


def titles(facts: Facts, kind: Kind) -> tuple[str | None, TitleKind | None]:
    """The title and where it comes from: a description is none, a codex is a work."""
    title = facts.text("title_translated") or facts.text("title", "title_lower")
    if title is None:
        description = facts.text("description")
        return description, TitleKind.GENERIC if description else None
    if kind is Kind.OTHER and "collection" not in facts and "repository" in facts:
        shelved = any(
            name in facts for name, level in LEVELS.items() if level is LevelKind.REFERENCE
        )
        if shelved:
            return title, TitleKind.WORK
    return title, TitleKind.FORMAL


def _edtf(facts: Facts, *names: str) -> str | None:
    day = day_of(facts, *names)
    return day.edtf if day else None


def event(facts: Facts, kind: Kind) -> model.Event | None:
    """The meeting; a speech without one has at least a place."""
    name = facts.text("event", "event_title")
    if name is None and kind is not Kind.SPEECH:
        return None
    there = ["event_place", "place"] if name or "venue" in facts else ["event_place"]
    places = [facts.text("venue"), facts.text(*there)]
    found = model.Event(
        name=name,
        place=", ".join(place for place in places if place) or None,
        session=facts.text("session"),
        date=_edtf(facts, "event_date"),
    )
    return found if found != model.Event() else None


def places(facts: Facts, kind: Kind) -> tuple[model.Place, ...]:
    """Where a letter was written, and where an interview was held."""
    role = _PLACES.get(kind)
    if role is None or in_edition(facts):
        return ()
    name = facts.text("place_of_writing", "place")
    return (model.Place(name=name, role=role),) if name else ()


_PLACES = {
    Kind.LETTER: PlaceRole.WRITTEN_AT,
    Kind.TELEGRAM: PlaceRole.WRITTEN_AT,
    Kind.MEMORANDUM: PlaceRole.WRITTEN_AT,
    Kind.INTERVIEW: PlaceRole.DELIVERED_AT,
    Kind.MINUTES: PlaceRole.DELIVERED_AT,
    Kind.CONVERSATION_RECORD: PlaceRole.DELIVERED_AT,
}


def published(facts: Facts, kind: Kind) -> model.Published | None:
    """What was done on the day (recorded, proved), and where a recorded speech came out."""
    recorded = kind in (Kind.SPEECH, Kind.RECORDING) and not in_edition(facts)
    alone = recorded and not any(name in facts for name in ("event", "event_title", "venue"))
    found = model.Published(
        status=facts.text("status"), place=facts.text("place") if alone else None
    )
    return found if found != model.Published() else None


def source(facts: Facts, kind: Kind) -> model.Holding | None:
    """Where it lies; what is shown somewhere lies there for as long."""
    shown = "venue" in facts and kind is not Kind.SPEECH and "event" not in facts
    name = facts.text("repository", *(["venue"] if shown else []))
    archive = None
    if name or "department" in facts:
        archive = model.Repository(
            name=name,
            acronym=facts.text("repository_acronym"),
            department=facts.text("department"),
            place=facts.text("repository_place") or (facts.text("place") if shown else None),
        )
    order = list(LevelKind)
    found = [
        model.Level(kind=kind, value=value)
        for each, kind in LEVELS.items()
        for value in map(str, facts.listed(each))
    ]
    found.sort(
        key=lambda level: -1 if level.kind is LevelKind.REFERENCE else order.index(level.kind)
    )
    edition = printed(facts)
    collection, short = collections(facts)
    if not (archive or found or collection or edition):
        return None
    return facts.make(
        model.Holding,
        archive=archive,
        collection=collection,
        collection_short=short,
        levels=tuple(found),
        published_in=edition,
    )


def collections(facts: Facts) -> tuple[str | None, str | None]:
    """The collection's name and short name; one that was cited before has its short name only."""
    name, short = facts.text("collection"), facts.text("collection_short")
    before = (facts.text("position") or "").casefold()
    if short and "collection" in before and "before" in before:
        return short, None
    return name, short


def printed(facts: Facts) -> model.Publication | None:
    """The printed edition that a document is in."""
    if not in_edition(facts):
        return None
    return model.Publication(
        title=facts.text("container"),
        series=facts.text("container_series"),
        volume=facts.text("container_volume"),
        authors=_names(facts, "container_author", "container_authors"),
        editors=_names(facts, "container_editor", "container_editors", "editor", "editors"),
        translators=_names(facts, "translator", "translators"),
        publisher=facts.text("publisher"),
        place=facts.text("place"),
        date=_edtf(facts, *_PRINTED),
        document_number=facts.text("document_number"),
        pages=facts.text("pages"),
    )


_PRINTED = ("publication_date", "container_date", "published", "year")


def _names(facts: Facts, *names: str) -> tuple[str, ...]:
    return tuple(person.as_given for person in people(facts, *names))


def digital(facts: Facts) -> model.Carrier | None:
    """Where it can be read on line. An address stands as the facts have it."""
    container = None if in_edition(facts) else facts.text("container")
    found = facts.make(
        model.Carrier,
        name=facts.text("digital_archive") or container,
        program=facts.text("program"),
        collection=facts.text("digital_collection"),
        record_id=facts.text("record_id"),
        url=facts.text("url"),
        doi=facts.text("doi"),
        accessed=_accessed(facts),
    )
    return found if found != model.Carrier() else None


def _accessed(facts: Facts) -> str | None:
    """The day of access; a record has nothing less than a day there."""
    day = _edtf(facts, "accessed")
    if day is None or re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return day
    facts.remark(f"accessed {day} is no day")
    return None


def credits(facts: Facts) -> list[model.Credit]:
    """obtained_by, translated_by and so on."""
    return [
        model.Credit(verb=verb, by=names)
        for verb in Verb
        if (names := tuple(map(str, facts.listed(f"{verb}_by"))))
    ]
