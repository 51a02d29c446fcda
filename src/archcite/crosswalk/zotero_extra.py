"""Zotero's field Extra: lines "name: value" for what an item type has no field for, both ways.

Zotero itself hands lines with CSL names to citation styles; names of people have family || given.
The carrier is a line too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import to_builtins

from archcite.crosswalk.prose import listed
from archcite.crosswalk.relators import ROLES
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.record.credits import take_credits
from archcite.record.model import Record

CARRIER = "archcite"
# A line's name, and the path of the record that it says.
LINES: Mapping[str, str] = {
    "citation-key": "record.known_as",
    "kind": "document.kind",
    "type": "published.type",
    "genre": "document.genre",
    "medium": "document.medium",
    "dimensions": "document.extent",
    "number": "document.number",
    "original-title": "document.original_title.text",
    "event-title": "document.event.name",
    "event-place": "document.event.place",
    "event-date": "document.event.date",
    "date-as-given": "document.date_as_given",
    "archive-place": "source.archive.place",
    "archive_collection": "source.collection",
    "publisher": "published.publisher",
    "publisher-place": "published.place",
    "container-title": "published.container",
    "collection-title": "published.series",
    "collection-number": "published.series_number",
    "chapter-number": "published.chapter",
    "section": "published.section",
    "volume": "published.volume",
    "issue": "published.issue",
    "page": "published.pages",
    "edition": "published.edition",
    "version": "published.version",
    "number-of-volumes": "published.volumes",
    "call-number": "published.call_number",
    "status": "published.status",
    "original-date": "published.original_date",
    "original-publisher": "published.original_publisher",
    "original-publisher-place": "published.original_place",
    "reviewed-title": "published.reviewed_title",
    "DOI": "digital.doi",
    "ISBN": "published.isbn",
    "ISSN": "published.issn",
    "PMID": "published.pmid",
    "PMCID": "published.pmcid",
    "license": "rights.license",
    "rights-uri": "rights.uri",
    "source-program": "digital.program",
    "archived-url": "digital.archived_url",
    "original-language": "document.original_language",
    "title-kind": "document.title_kind",
    "extract": "document.extract",
    "classification": "document.classification",
    "record-id": "digital.record_id",
    "published-in": "source.published_in.as_given",
    "rights-contact": "rights.contact",
    "rights-access": "rights.access",
}
_LISTS = frozenset(("record.known_as",))
_NAMES = {**{name.casefold(): name for name in LINES}, "citation key": "citation-key",
          "original date": "original-date", "event place": "event-place", "place": "event-place",
          "event": "event-title", "archive place": "archive-place"}  # fmt: skip
_LINE = re.compile(r"([A-Za-z][A-Za-z _-]{1,40}):\s*(\S.*)")


def lines_of(plain: Mapping[str, Any], done: set[str]) -> Iterator[str]:
    """A line for every fact that is not done by a field already, in the order of LINES."""
    for name, path in LINES.items():
        found = value(plain, path)
        if path in done or found in (None, "", (), []):
            continue
        for each in found if isinstance(found, list | tuple) else [found]:
            yield f"{name}: {' '.join(str(each).split())}"


def person_line(agent: Mapping[str, Any]) -> str:
    """Somebody in a role that the item type does not have."""
    family, given = agent.get("family"), agent.get("given")
    if agent.get("kind") == "body" or not family:
        return f"{agent['role']}: {' '.join(agent['as_given'].split())}"
    parts = " ".join(each for each in (agent.get("particle"), family) if each)
    return f"{agent['role']}: {parts} || {given or ''}".rstrip()


def sentences_of(record: Record) -> Iterator[str]:
    """Who gave and translated it, and who paid: sentences that styles can print."""
    for credit in record.credits:
        purpose = f" for {credit.purpose}" if credit.purpose else ""
        if credit.by:
            yield f"references: {str(credit.verb).capitalize()}{purpose} by {listed(credit.by)}"
    for funder in record.funders:
        yield f"funder: {' '.join(funder.name.split())}"


def read_extra(text: str, plain: Plain) -> list[str]:
    """Set what the lines say; the lines that say nothing known, and the words of carriers."""
    rest: list[str] = []
    for line in text.split("\n"):
        found = _LINE.fullmatch(line.strip())
        name = found[1].strip().casefold() if found else ""
        said = found[2].strip() if found else ""
        known = _NAMES.get(name) or _NAMES.get(name.replace(" ", "-"))
        if name == CARRIER:
            continue
        if known and LINES[known] in _LISTS:
            append(plain, LINES[known], said)
        elif known:
            store(plain, LINES[known], said)
        elif name == "funder":
            append(plain, "funders", {"name": said})
        elif name == "references" and (taken := take_credits(said)).credits and not taken.rest:
            for credit in taken.credits:
                append(plain, "credits", to_builtins(credit))
        elif name in ROLES:
            append(plain, "people", _person(name, said))
        else:
            rest.append(line)
    return rest


def words_of(text: str) -> list[str]:
    """The carrier's words in a text of Extra."""
    return re.findall(rf"(?m)^[ \t]*{CARRIER}:[ \t]*(\S+)", text)


def _person(role: str, said: str) -> Plain:
    family, bars, given = (part.strip() for part in said.partition("||"))
    if bars and family:
        running = f"{given} {family}".strip()
        agent: Plain = {"role": role, "as_given": running, "family": family}
        return {**agent, "given": given} if given else agent
    return {"role": role, "as_given": said, "kind": "body"}
