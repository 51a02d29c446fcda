"""Rules about dates: against the title, the source's words, the calendar and each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archcite.errors import Severity
from archcite.record.model import Record
from archcite.record.rules.rule import Finding, Seen, rule
from archcite.record.rules.spans import Day, Span, days_of, span_of
from archcite.record.vocab import Kind
from archcite.text.edtf import parse
from archcite.text.said_dates import Said, said_dates

# What bears the date that its title says; others are about a day, and may be written after it.
_OF_ITS_DAY = frozenset(
    (
        *(Kind.SPEECH, Kind.TELEGRAM, Kind.LETTER, Kind.MINUTES, Kind.TREATY, Kind.DECISION),
        *(Kind.DIARY, Kind.INTERVIEW),
    )
)
# Words before a date that make it the document's own.
_OWN = re.compile(r"(?:\bdated|\bof|,|\()\s*$", re.IGNORECASE)
# Words before a date that make it that of another thing, unless a comma stands between.
_ANOTHERS = re.compile(
    r"\b(?:(?:reply|answer|response|reference|addition) to|anniversary|concerning|regarding|"
    r"(?:on|about|under|against) (?:the|an?|your|our|his|her|their) [^,;:()]+|(?:to be|being) \w+|"
    r"scheduled|planned|until|before|after|since)\b[^,;:()]*$",
    re.IGNORECASE,
)


@rule(
    "date-title-differ",
    Severity.WARNING,
    "The date disagrees with a date in the title or heading.",
    why="One of the two is wrong, and a citation prints both. A title may say less than the date "
    "(May 1966 for 27 May 1966). A report on a day may be written after it, so that an earlier "
    "date is only told where it is the document's own: of a letter or speech, or behind “dated”.",
    bad="""
    [document]
    kind = "speech"
    title = "Speech at the Plenum, June 1966"
    date = "1966-05-27"
    """,
    good="""
    [document]
    kind = "speech"
    title = "Speech at the Plenum, May 1966"
    date = "1966-05-27"
    """,
)
def date_title_differ(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    if not document.date:
        return
    spans = _own_spans(seen.record)
    if document.event and document.event.date:
        spans.append(days_of(document.event.date))
    for field, text in (("title", document.title), ("heading", document.heading)):
        said = said_dates(text) if text else []
        if not said or _any_in(said, spans):
            continue
        wrong = next((each for each in said if _is_own(each, text or "", seen.record)), None)
        if wrong:
            yield Finding(
                f"document.{field}",
                f"the {field} says {wrong.text}, but the date is {document.date}",
                "look at the document, and mend document.date or the title",
                wrong.text,
            )


def _is_own(said: Said, text: str, record: Record) -> bool:
    """Whether a date of the title must be that of the document: a later one, or its own."""
    start, _ = days_of(record.document.date or "")
    after = min(first for first, _ in said.ways) > start
    before = text[: text.find(said.text)]
    if _ANOTHERS.search(before):
        return False
    ends = not text[text.find(said.text) + len(said.text) :].strip(" .)]")
    own = record.document.kind in _OF_ITS_DAY or before.endswith("dated ")
    return after or own or bool(ends and _OWN.search(before) and record.document.event is None)


@rule(
    "date-as-given-differ",
    Severity.WARNING,
    "The date is not the one that the source's own words say.",
    why="`date_as_given` keeps what the source writes, `date` is its reading. If the two disagree, "
    "a typing error in the reading is likely: years and months are easily exchanged.",
    bad="""
    [document]
    date = "1968-05-27"
    date_as_given = "May 27, 1966"
    """,
    good="""
    [document]
    date = "1966-05-27"
    date_as_given = "May 27, 1966"
    """,
)
def date_as_given_differ(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    if not document.date or not document.date_as_given:
        return
    said = said_dates(document.date_as_given)
    if not said or _any_in(said, _own_spans(seen.record)) or _is_julian(said, document.date):
        return
    yield Finding(
        "document.date",
        f"the date is {document.date}, but the source says {document.date_as_given!r}",
        "mend the one that is wrong",
    )


# The day on which Soviet Russia's calendar became the Gregorian one, and the last Julian reform.
_GREGORIAN: Day = (1918, 2, 14)
_OLD: Day = (1582, 10, 15)


@rule(
    "date-calendar-untold",
    Severity.INFO,
    "A Russian document of before 14 February 1918 does not say in which calendar it is dated.",
    why="Russia counted by the Julian calendar until 1918, twelve or thirteen days behind. "
    "`date_old_style` holds the day as the document has it; a note on the date says it too.",
    bad="""
    [document]
    date = "1917-10-25"
    language = "ru"
    """,
    good="""
    [document]
    date = "1917-11-07"
    date_old_style = "1917-10-25"
    language = "ru"
    """,
)
def date_calendar_untold(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    if not document.date or document.date_old_style or _has_note(document.notes, "date"):
        return
    span = parse(document.date)
    if not (span.start and span.start.day and _OLD < span_of(span)[0] < _GREGORIAN):
        return
    tongues = (document.original_language or document.language or "").partition("-")[0]
    soviet = any(tradition == "soviet" for _, _, tradition in seen.holdings)
    if tongues in ("ru", "rus") or (soviet and not document.original_language):
        yield Finding(
            "document.date",
            f"{document.date} is before Russia's calendar reform of 1918",
            "add document.date_old_style, or a note on the date",
        )


@rule(
    "date-event-differ",
    Severity.WARNING,
    "The document is dated otherwise than the meeting that it belongs to, and no note says why.",
    why="A speech is dated by its meeting. Where minutes were written later, a note on the date "
    "tells the reader so.",
    bad="""
    [document]
    kind = "speech"
    date = "1966-05-27"

    [document.event]
    name = "Plenum"
    date = "1966-03-27"
    """,
    good="""
    [document]
    kind = "speech"
    date = "1966-05-27"

    [document.event]
    name = "Plenum"
    date = "1966-05-26/1966-05-27"
    """,
)
def date_event_differ(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    event = document.event
    if not document.date or event is None or not event.date:
        return
    first, last = days_of(document.date)
    begins, ends = days_of(event.date)
    if first <= ends and begins <= last:
        return
    if _has_note(document.notes, "date", "event") or _has_note(event.notes, "date"):
        return
    yield Finding(
        "document.event.date",
        f"the event is dated {event.date}, the document {document.date}",
        "if both are right, say why in a _note on the date",
    )


@rule(
    "date-reason-missing",
    Severity.INFO,
    "A date that a cataloguer supplied has no note that says how it is known.",
    why="An inferred date is printed in brackets; a reader will ask where it comes from.",
    bad="""
    [document]
    date = "1966-05~"
    date_inferred = true
    """,
    good="""
    [document]
    date = "1966-05~"
    date_inferred = true
    _note = { date = "Refers to the plenum of 26 May as last week's." }
    """,
)
def date_reason_missing(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    noted = _has_note(document.notes, "date", "date_inferred", "date_as_given")
    if document.date_inferred and document.date and not noted:
        yield Finding(
            "document.date_inferred",
            "the date was inferred, and no note says from what",
            'add _note = { date = "..." } to [document]',
        )


@rule(
    "date-old-style-differ",
    Severity.ERROR,
    "The Julian date is not ten to thirteen days before the Gregorian one.",
    why="The two calendars differ by 10 days until 1700, 11 until 1800, 12 until 1900 and 13 "
    "after that; any other distance is a mistake in one of the two.",
    bad="""
    [document]
    date = "1917-11-07"
    date_old_style = "1917-10-26"
    """,
    good="""
    [document]
    date = "1917-11-07"
    date_old_style = "1917-10-25"
    """,
    mechanical=True,
)
def date_old_style_differ(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    if not document.date or not document.date_old_style:
        return
    new, old = parse(document.date).start, parse(document.date_old_style).start
    if not (new and old and new.day and old.day and new.year > 1582):
        return
    wanted = _julian_behind(old.year, old.month, old.day)
    behind = _number((new.year, new.month, new.day)) - _number((old.year, old.month, old.day))
    if behind != wanted:
        yield Finding(
            "document.date_old_style",
            f"{document.date_old_style} is {behind} days before {document.date}, not {wanted}",
            "reckon one of them anew",
        )


# The last state that counted by the Julian calendar, Greece, gave it up in 1923.
_LAST_JULIAN = 1923


def _is_julian(said: list[Said], date: str) -> bool:
    """Whether one of the days that a source says is that date in the Julian calendar."""
    new = parse(date).start
    if not (new and new.day and 1582 < new.year <= _LAST_JULIAN):
        return False
    day = _number((new.year, new.month, new.day))
    return any(
        _number(first) + _julian_behind(*first) == day
        for each in said
        for first, last in each.ways
        if first == last
    )


def _own_spans(record: Record) -> list[Span]:
    """The days that a record gives for the document, in both calendars."""
    document = record.document
    return [days_of(date) for date in (document.date, document.date_old_style) if date]


def _any_in(said: list[Said], spans: list[Span]) -> bool:
    """Whether a span touches one of the dates, or lies between the first and the last of them."""
    if len(said) == 1 and len(said[0].ways) > 1:  # 5/3/1966 is one of two days
        ways = list(said[0].ways)
    else:
        every = [way for each in said for way in each.ways]
        ways = [(min(first for first, _ in every), max(last for _, last in every))]
    return any(first <= end and start <= last for first, last in ways for start, end in spans)


def _has_note(notes: str | dict[str, str], *fields: str) -> bool:
    return isinstance(notes, str) or any(field in notes for field in fields)


def _julian_behind(year: int, month: int, day: int) -> int:
    """How many days the Julian calendar is behind on one of its days."""
    century_year = year if (month, day) > (2, 28) else year - 1
    return century_year // 100 - century_year // 400 - 2


def _number(day: Day) -> int:
    from datetime import date

    return date(*day).toordinal()


RULES = (
    date_title_differ,
    date_as_given_differ,
    date_calendar_untold,
    date_event_differ,
    date_reason_missing,
    date_old_style_differ,
)
