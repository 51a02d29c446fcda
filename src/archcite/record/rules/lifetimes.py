"""Rules about dates and the world: today, lives, and the days on which copies were made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archcite.errors import Severity
from archcite.record.model import Agent
from archcite.record.rules.rule import Finding, Seen, rule
from archcite.record.rules.spans import Day, days_of, start_of
from archcite.record.vocab import Kind, Role


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
        forthcoming = path == "document.date" and record.document.kind is Kind.PUBLISHED
        last = _day_after(seen.today, _FORTHCOMING if forthcoming else 0)
        if date and date > seen.today and start_of(date) > last:
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
    if not record.document.date or record.document.kind is Kind.PUBLISHED:
        return  # an article is read on line before its volume is out
    start = start_of(record.document.date)
    digital, own = record.digital, record.record
    edition = record.source.published_in if record.source else None
    for what, date in (
        ("was put on line", digital and digital.uploaded),
        ("was read on line", digital and digital.accessed),
        ("was imported", own and own.imported),
        ("was printed", edition and edition.date),
    ):
        if date and start > days_of(date)[1]:
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
    if start_of(date)[0] > year:
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
    first, last = days_of(date)
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


_FORTHCOMING = 3  # years ahead for which publishers announce their books


def _day_after(today: str, years: int) -> Day:
    """The last day that is let pass, as a span compares it; the 32nd of a month will do.

    A day's grace: it may be tomorrow already where the record was written.
    """
    year, month, day = map(int, today.split("-"))
    return year + years, month, day + 1


RULES = (date_in_future, date_after_copy, date_after_accession, date_outside_life)
