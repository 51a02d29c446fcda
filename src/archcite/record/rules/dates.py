"""Rules about dates: against the title, the source's words, the calendar and each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archcite.errors import Severity
from archcite.record.model import Agent, Record
from archcite.record.rules.rule import Finding, Seen, rule
from archcite.record.vocab import Kind, Role
from archcite.text.edtf import Edtf, earliest, latest, parse
from archcite.text.said_dates import Day, Said, said_dates

_ALWAYS: Day = (10**15, 12, 31)
_NEVER: Day = (-(10**15), 1, 1)

# What bears the date that its title says; others are about a day, and may be written after it.
_OF_ITS_DAY = frozenset(
    (
        *(Kind.SPEECH, Kind.TELEGRAM, Kind.LETTER, Kind.MINUTES, Kind.TREATY, Kind.DECISION),
        *(Kind.DIARY, Kind.INTERVIEW),
    )
)
# Words before a date that make it the document's own.
_OWN = re.compile(r"(?:\bdated|\bof|,|\()\s*$", re.IGNORECASE)


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
        spans.append(span_of(parse(document.event.date)))
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
    start, _ = span_of(parse(record.document.date or ""))
    after = min(first for first, _ in said.ways) > start
    before = text[: text.find(said.text)]
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
    if not said or _any_in(said, _own_spans(seen.record)):
        return
    yield Finding(
        "document.date",
        f"the date is {document.date}, but the source says {document.date_as_given!r}",
        "mend the one that is wrong",
    )


@rule(
    "date-in-future",
    Severity.ERROR,
    "A date lies in the future.",
    why="Nothing can have been written, read or imported on a day that has not come.",
    bad="""
    [document]
    date = "2966-05-27"
    """,
    good="""
    [document]
    date = "1966-05-27"
    """,
    mechanical=True,
)
def date_in_future(seen: Seen) -> Iterator[Finding]:
    record = seen.record
    digital, own = record.digital, record.record
    for path, date in (
        ("document.date", record.document.date),
        ("digital.accessed", digital and digital.accessed),
        ("digital.uploaded", digital and digital.uploaded),
        ("record.imported", own and own.imported),
    ):
        # A day's grace: it may be tomorrow already where the record was written.
        if date and date > seen.today and _start(date) > _day_after(seen.today):
            yield Finding(path, f"{date} lies in the future", "look at the year")


@rule(
    "date-after-copy",
    Severity.ERROR,
    "The document is dated later than the day on which it was put on line, read or printed.",
    why="A copy cannot be older than what it is a copy of. Scans are often dated by mistake "
    "instead of the document, or a year is mistyped.",
    bad="""
    [document]
    date = "2012-05-27"

    [digital]
    uploaded = "2011-11-20"
    """,
    good="""
    [document]
    date = "1966-05-27"

    [digital]
    uploaded = "2011-11-20"
    """,
    mechanical=True,
)
def date_after_copy(seen: Seen) -> Iterator[Finding]:
    record = seen.record
    if not record.document.date:
        return
    start = _start(record.document.date)
    digital, own = record.digital, record.record
    edition = record.source.published_in if record.source else None
    for what, date in (
        ("was put on line", digital and digital.uploaded),
        ("was read on line", digital and digital.accessed),
        ("was imported", own and own.imported),
        ("was printed", edition and edition.date),
    ):
        if date and start > span_of(parse(date))[1]:
            yield Finding(
                "document.date",
                f"the document is dated {record.document.date}, but {what} {date}",
                "the date of a scan or of an edition is not the document's",
            )
            return


_JOB = re.compile(r"CIA-RDP(\d\d)")


@rule(
    "date-after-accession",
    Severity.WARNING,
    "A document of the CIA's reading room is dated later than the job in which it was retired.",
    why="The two digits in CIA-RDP80… are the year in which the papers went to the records centre. "
    "The catalogue's creation date is that of the scan; the publication date is the document's.",
    bad="""
    [document]
    date = "2004-06-01"

    [[source.levels]]
    kind = "reference"
    value = "CIA-RDP80B01676R001500100007-6"
    """,
    good="""
    [document]
    date = "1966-01-20"

    [[source.levels]]
    kind = "reference"
    value = "CIA-RDP80B01676R001500100007-6"
    """,
)
def date_after_accession(seen: Seen) -> Iterator[Finding]:
    date = seen.record.document.date
    numbers = [level.value for _, holding, _ in seen.holdings for level in holding.levels]
    found = next(filter(None, map(_JOB.match, numbers)), None)
    if not date or not found:
        return
    year = int(found[1]) + (1900 if int(found[1]) >= 40 else 2000)
    if _start(date)[0] > year:
        yield Finding(
            "document.date",
            f"the document is dated {date}, but {found[0]} was retired in {year}",
            "the date of the scan is not the document's",
        )


_LIFE = re.compile(r",\s*(?:b\.\s*)?(\d{3,4})\??\s*[-–]\s*(?:(\d{3,4})\??)?\s*\.?$")
_ACTIVE = frozenset(
    (
        *(Role.AUTHOR, Role.SPEAKER, Role.RECIPIENT, Role.INTERVIEWEE, Role.INTERVIEWER),
        *(Role.PHOTOGRAPHER, Role.ARTIST, Role.PARTICIPANT, Role.CHAIR),
    )
)


@rule(
    "date-outside-life",
    Severity.WARNING,
    "The document is dated before somebody's birth or after their death.",
    why="The life dates in an authority heading (Kim, Il-sŏng, 1912-1994) tell at once whether "
    "the date, or the person, is the wrong one.",
    bad="""
    [document]
    date = "1996-05-27"

    [[people]]
    role = "author"
    as_given = "Leonid Brezhnev"
    authority_form = "Brezhnev, Leonid Ilʹich, 1906-1982"
    """,
    good="""
    [document]
    date = "1966-05-27"

    [[people]]
    role = "author"
    as_given = "Leonid Brezhnev"
    authority_form = "Brezhnev, Leonid Ilʹich, 1906-1982"
    """,
)
def date_outside_life(seen: Seen) -> Iterator[Finding]:
    date = seen.record.document.date
    if not date:
        return
    first, last = span_of(parse(date))
    for index, agent in enumerate(seen.record.people):
        born, died = life_of(agent)
        if agent.role not in _ACTIVE or not born:
            continue
        what = "before the birth" if last[0] < born else ""
        if died and first[0] > died:
            what = "after the death"
        if what:
            yield Finding(
                "document.date",
                f"the document is dated {date}, {what} of {agent.as_given}",
                f"people[{index}].authority_form says {agent.authority_form}",
            )


def life_of(agent: Agent) -> tuple[int, int]:
    """The years of birth and death in the authority heading; 0 where it has none."""
    found = _LIFE.search(agent.authority_form or "")
    return (int(found[1]), int(found[2] or 0)) if found else (0, 0)


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
    first, last = span_of(parse(document.date))
    begins, ends = span_of(parse(event.date))
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


def span_of(date: Edtf) -> tuple[Day, Day]:
    """The first and the last day that a date can mean; a mark of doubt widens it by a year."""
    first = earliest(date.start) if date.start else _NEVER
    last = latest(date.end) if date.end else _ALWAYS if date.interval else _NEVER
    if not date.interval and date.start:
        last = latest(date.start)
    doubt = any(p and (p.uncertain or p.approximate) for p in (date.start, date.end))
    return ((first[0] - 1, *first[1:]), (last[0] + 1, *last[1:])) if doubt else (first, last)


def _own_spans(record: Record) -> list[tuple[Day, Day]]:
    """The days that a record gives for the document, in both calendars."""
    document = record.document
    return [span_of(parse(date)) for date in (document.date, document.date_old_style) if date]


def _any_in(said: list[Said], spans: list[tuple[Day, Day]]) -> bool:
    """Whether a span touches one of the dates, or lies between the first and the last of them."""
    if len(said) == 1 and len(said[0].ways) > 1:  # 5/3/1966 is one of two days
        ways = list(said[0].ways)
    else:
        every = [way for each in said for way in each.ways]
        ways = [(min(first for first, _ in every), max(last for _, last in every))]
    return any(first <= end and start <= last for first, last in ways for start, end in spans)


def _start(date: str) -> Day:
    return span_of(parse(date))[0]


def _day_after(today: str) -> Day:
    """The day after today, as a span compares it; the 32nd of a month will do."""
    year, month, day = map(int, today.split("-"))
    return year, month, day + 1


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
    date_in_future,
    date_after_copy,
    date_after_accession,
    date_outside_life,
    date_calendar_untold,
    date_event_differ,
    date_reason_missing,
    date_old_style_differ,
)
