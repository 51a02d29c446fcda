"""Which names and short texts a record has, with their paths: what many rules go through.

Verbatim lines of a source (as-given lines, statements, summaries) are no short texts: they are
kept as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from archcite.record.model import Agent, Publication, Record, Table
from archcite.record.vocab import AgentKind, MentionKind


class Named(NamedTuple):
    """A name in running order. agent: the whole of it where the record has more than a name."""

    path: str
    text: str
    is_person: bool
    agent: Agent | None = None


class Written(NamedTuple):
    """A short text and its field."""

    path: str
    text: str


# Attributes that hold what a source writes, or what no person types.
_VERBATIM = frozenset(
    """as_given ref_as_given date_as_given heading summary statement issues found proposed what
    text transliteration translation original src notes id schema kind title_kind extract language
    original_language title_language date date_old_style url archived_url doi accessed uploaded
    role order certainty type ids uri license contact access verb record remarks attachments other
    scheme url covers isbn issn pmid pmcid""".split()
)


def names_of(record: Record) -> list[Named]:
    """Every name of a record, people first."""
    found = [
        Named(f"people[{index}].as_given", agent.as_given, agent.kind is AgentKind.PERSON, agent)
        for index, agent in enumerate(record.people)
    ]
    for index, credit in enumerate(record.credits):
        found += [
            Named(f"credits[{index}].by[{place}]", name, not _is_body(name))
            for place, name in enumerate(credit.by)
        ]
    found += [
        Named(f"mentions[{index}].name", mention.name, mention.kind is MentionKind.PERSON)
        for index, mention in enumerate(record.mentions)
        if mention.kind in (MentionKind.PERSON, MentionKind.BODY)
    ]
    found += [
        Named(f"funders[{index}].name", funder.name, False)
        for index, funder in enumerate(record.funders)
    ]
    if record.source and record.source.published_in:
        found += _of_edition(record.source.published_in)
    return found


def written_in(record: Record) -> list[Written]:
    """Every short text of a record that somebody typed or a program made."""
    found: list[Written] = []
    for index, agent in enumerate(record.people):
        found.append(Written(f"people[{index}].as_given", agent.as_given))
    for index, credit in enumerate(record.credits):
        found += [Written(f"credits[{index}].by[{at}]", name) for at, name in enumerate(credit.by)]
    _walk(record, "", found)
    return found


def _of_edition(edition: Publication) -> Iterator[Named]:
    for field in ("authors", "editors", "translators"):
        for index, name in enumerate(getattr(edition, field)):
            yield Named(f"source.published_in.{field}[{index}]", name, not _is_body(name))


def _walk(table: Table, path: str, found: list[Written]) -> None:
    for name in table.__struct_fields__:
        if name in _VERBATIM:
            continue
        value = getattr(table, name)
        if not value:
            continue
        key = "for" if name == "purpose" else name
        here = f"{path}.{key}" if path else key
        if type(value) is str:
            found.append(Written(here, value))
        elif isinstance(value, Table):
            _walk(value, here, found)
        elif type(value) is tuple:
            _walk_list(value, here, found)


def _walk_list(values: Iterable[object], path: str, found: list[Written]) -> None:
    for index, value in enumerate(values):
        if isinstance(value, Table):
            _walk(value, f"{path}[{index}]", found)
        elif type(value) is str and not path.endswith("].by"):
            found.append(Written(f"{path}[{index}]", value))


# An acronym, or a name that only a body has.
_OF_BODIES = (" of ", " for ", "Institut", "Universit", "Centre", "Center", "Archiv", "Project")


def _is_body(name: str) -> bool:
    return name.isupper() or any(word in name for word in _OF_BODIES)
