"""The parts of a Wilson Center Digital Archive page -> Record: stated, inferred, lost, no more.

What the page does not say is not in the record. Reads no files and knows no page layout.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace

from archcite.errors import Problem
from archcite.read.agents import person_or_body
from archcite.read.dates import UNDATED, read_date
from archcite.read.languages import language_tag, text_language
from archcite.read.scanning import Passage, find_misreadings, spellings
from archcite.read.titles import TitleFacts, kind_of, read_title
from archcite.read.wilson_event import find_event
from archcite.read.wilson_page import FUNDING, Page, is_heading
from archcite.record.archives import find_archive
from archcite.record.identifiers import CHECKS
from archcite.record.key import make_key
from archcite.record.model import (
    Administration,
    Agent,
    Carrier,
    Correction,
    Document,
    Funder,
    Holding,
    Mention,
    Place,
    Record,
    Repository,
    Rights,
    Subject,
    TextQuality,
)
from archcite.record.shelfmark import SourceParse, parse_source, read_archive
from archcite.record.vocab import Extract, Kind, Role, State, TitleKind
from archcite.text.family_first import is_family_first

_OMISSION = re.compile(r"\[ ?(?:\. ?\. ?\.|…) ?\]")
_EMAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\b")
_SITE_IN_RIGHTS = re.compile(r"\breuse (?:of )?((?:[A-Z][\w’'-]* ){1,8})materials\b")
_PROGRAM = re.compile(r"\b[Tt]he ((?:[A-Z][\w’'-]* |and |of |for |the ){1,10}Program(?:me)?)\b")
_RIGHTS_URI = re.compile(r"\bhttps?://rightsstatements\.org/(?:vocab|page)/([A-Z-]+)/1\.0/?")
_CC = re.compile(
    r"\bhttps?://creativecommons\.org/((?:licenses|publicdomain)/[a-z0-9./-]+\d\.\d)/?"
)
_INSTITUTION = re.compile(
    r"\b(?:foundations?|corporation|fund|endowment|trust|institut\w*|universit\w*|council|society|agency"
    r"|ministry|bank|office|cent(?:er|re)|association|commission|family|academy|archives?|charit\w+)\b"
    r"(?: (?:of|for) (?:the )?[A-Z]\w+(?: [A-Z]\w+){0,4})?$",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

# The field whose value is lost when a label has none.
_LOST: Mapping[str, str] = {
    "authors": "people.author",
    "places": "places",
    "subjects": "subjects",
    "people": "people.subject",
    "contributors": "people.participant",
    "source": "source",
    "archive": "source.archive",
    "rights": "rights.statement",
    "uploaded": "digital.uploaded",
    "type": "document.genre",
    "language": "document.original_language",
    "record_id": "digital.record_id",
    "classification": "document.classification",
    "donors": "funders",
}


class _Reading(NamedTuple):
    """A page with what its title says and its text passages."""

    page: Page
    facts: TitleFacts
    heading: str
    passages: list[Passage]
    corrections: tuple[Correction, ...]


def build_record(page: Page, data: bytes, name: str) -> list[Record | Problem]:
    """The record of a page, and a problem for each part of it that was not understood.

    data and name: the file that it was read from; of the name only the last part is kept.
    """
    if not page.title:
        hint = "the line after the date is taken for it"
        return [Problem("page-incomplete", name, "The page has no title.", hint)]
    reading = _read(page)
    problems: list[Problem] = []
    date = read_date(page.date)
    if date is None and not UNDATED.fullmatch(page.date):
        said = f"“{page.date}” is not a date that can be read" if page.date else "the page has none"
        hint = "set document.date by hand"
        problems.append(Problem("date-not-read", name, f"The date is missing: {said}.", hint))
    source = _source(page)
    if source.leftover:
        message = f"This part of the source line was not understood: {source.leftover}"
        hint = "the whole line is kept in source.ref_as_given"
        problems.append(Problem("source-not-read", name, message, hint))
    record = Record(
        schema="archcite/1",
        document=_document(reading),
        people=_people(reading),
        source=source.holding,
        digital=_carrier(page),
        credits=source.credits,
        rights=_rights(page),
        funders=_funders(page),
        places=tuple(Place(name=place) for place in page.labels.get("places", ())),
        subjects=tuple(Subject(term=term) for term in page.labels.get("subjects", ())),
        mentions=_mentions(reading),
        record=Administration(
            source_file=name.replace("\\", "/").rsplit("/", 1)[-1] or None,
            sha256=hashlib.sha256(data).hexdigest(),
            importer="wilson",
            corrections=reading.corrections,
        ),
    )
    return [_with_key(_with_lost(record, page)), *problems]


def _read(page: Page) -> _Reading:
    heading = page.body[0] if page.body and is_heading(page.body[0]) else ""
    body = page.body[1:] if heading else page.body
    passages = [
        Passage("document.title", page.title),
        Passage("document.heading", heading),
        Passage("body", "\n".join(body)),
        Passage("document.summary", page.summary),
    ]
    passages = [passage for passage in passages if passage.text]
    return _Reading(page, read_title(page.title), heading, passages, find_misreadings(passages))


def _with_key(record: Record) -> Record:
    return replace(record, document=replace(record.document, id=make_key(record)))


def _with_lost(record: Record, page: Page) -> Record:
    """Name the fields whose labels had no value, unless another part of the page gives one."""
    lost = []
    for key, values in page.labels.items():
        path = _LOST.get(key, "")
        if path == "source" and record.source is not None:
            path = "source.ref_as_given"
        if not values and path and not _has_value(record, path):
            lost.append(path)
    administration = record.record or Administration()
    return replace(record, record=replace(administration, lost_fields=tuple(lost)))


def _has_value(record: Record, path: str) -> bool:
    first, _, rest = path.partition(".")
    value = getattr(record, first)
    if first == "people":
        return any(agent.role == rest for agent in value)
    return bool(getattr(value, rest, None) if rest else value)


def _first(page: Page, label: str) -> str:
    return next(iter(page.labels.get(label, ())), "")


def _document(reading: _Reading) -> Document:
    page, facts = reading.page, reading.facts
    src = {"title_kind": State.INFERRED}
    kind, stated = _kind(reading)
    if not stated:
        src["kind"] = State.INFERRED
    body = next((text for field, text in reading.passages if field == "body"), "")
    extract = facts.extract or (Extract.EXCERPT if _OMISSION.search(body) else None)
    if extract:
        src["extract"] = State.INFERRED
    language = text_language(body) if body else None
    said = [tag for tag in map(language_tag, page.labels.get("language", ())) if tag]
    others = [tag for tag in said if tag != language]
    if language and language not in said:
        src["language"] = State.INFERRED
    date = read_date(page.date)
    if UNDATED.fullmatch(page.date):
        src["date"] = State.EMPTY
    everywhere = [reading.heading, page.title, page.summary]
    return Document(
        id="unnamed",
        kind=kind,
        title=page.title,
        title_kind=TitleKind.DEVISED,
        heading=reading.heading or None,
        genre=_first(page, "type") or None if kind is Kind.OTHER else None,
        date=date.edtf if date else None,
        date_as_given=page.date or None,
        date_inferred=bool(date and date.inferred),
        extract=extract,
        language=language,
        original_language=others[0] if len(others) == 1 else None,
        classification=_first(page, "classification") or None,
        summary=page.summary or None,
        event=find_event(everywhere) if kind is Kind.SPEECH else None,
        text_quality=_text_quality(reading.corrections),
        src=src,
    )


def _kind(reading: _Reading) -> tuple[Kind, bool]:
    """The kind, and whether the page's Type says so."""
    said = kind_of(_first(reading.page, "type"))
    if said:
        return said, True
    return reading.facts.kind or Kind.OTHER, False


def _text_quality(corrections: tuple[Correction, ...]) -> TextQuality | None:
    if not corrections:
        return None
    issues = tuple(
        f"{one.found} for {one.proposed}, {'once' if one.count == 1 else f'{one.count} times'}"
        for one in corrections
    )
    return TextQuality(ocr=True, issues=issues, src=State.INFERRED)


def _people(reading: _Reading) -> tuple[Agent, ...]:
    page, facts = reading.page, reading.facts
    kind, _ = _kind(reading)
    main = Role.SPEAKER if kind is Kind.SPEECH else Role.AUTHOR
    titled = person_or_body(facts.author, main, src=State.INFERRED) if facts.author else None
    people = [person_or_body(name, Role.AUTHOR) for name in page.labels.get("authors", ())]
    if main is Role.SPEAKER and people:
        alone = len(people) == 1 and titled is None and bool(people[0].family)
        people = [
            _in_role(agent, main) if alone or (titled and _same(agent, titled)) else agent
            for agent in people
        ]
    if titled and not (people and main is Role.AUTHOR) and not _among(titled, people):
        people.append(titled)
    inferred = [(facts.recipient, Role.RECIPIENT)] if facts.recipient else []
    present = Role.INTERVIEWEE if kind is Kind.INTERVIEW else Role.PARTICIPANT
    inferred += [(name, present) for name in facts.participants]
    for name, role in inferred:
        agent = person_or_body(name, role, src=State.INFERRED)
        if role is Role.RECIPIENT or not _among(agent, people):
            people.append(agent)
    for label, role in (("contributors", Role.PARTICIPANT), ("people", Role.SUBJECT)):
        for name in page.labels.get(label, ()):
            agent = _in_role(person_or_body(name, role), role)
            if role is Role.SUBJECT or not _among(agent, people):
                people.append(agent)
    return tuple(people)


def _in_role(agent: Agent, role: Role) -> Agent:
    """The agent in a role that the label does not name in so many words."""
    marks = agent.src if isinstance(agent.src, dict) else {}
    return replace(agent, role=role, src={"role": State.INFERRED, **marks})


def _same(one: Agent, other: Agent) -> bool:
    if one.family and other.family:
        return one.family.casefold() == other.family.casefold()
    return other.as_given.casefold() in (one.as_given.casefold(), (one.family or "").casefold())


def _among(agent: Agent, people: list[Agent]) -> bool:
    return any(_same(one, agent) for one in people)


def _mentions(reading: _Reading) -> tuple[Mention, ...]:
    """People whom the title names beside its author, and those whose names were misread.

    Each with every spelling of the page.
    """
    misread = [one.proposed for one in reading.corrections if is_family_first(one.proposed)]
    names = {name.casefold().replace("-", " "): name for name in (*misread, *reading.facts.names)}
    order = sorted(names.values(), key=lambda name: name not in reading.facts.names)
    return tuple(Mention(name=name, as_given=spellings(name, reading.passages)) for name in order)


def _source(page: Page) -> SourceParse:
    """The holding of the Source line, completed by the names under Original Archive."""
    parse = parse_source(_first(page, "source"))
    holding = parse.holding
    said = [read_archive(name) for name in page.labels.get("archive", ())]
    if holding is not None and holding.archive and not holding.copies and len(said) == 1:
        # one shelfmark and one archive: the page names the same archive twice
        holding = replace(holding, archive=_joined(holding.archive, said[0]))
        said = []
    for archive in said:
        holding = _with_archive(holding, archive)
    return SourceParse(holding, parse.credits, parse.leftover)


def _with_archive(holding: Holding | None, archive: Repository) -> Holding:
    """The holding or copy of that archive gets its full name; one of none is one more copy."""
    if holding is None:
        return Holding(archive=archive)
    if holding.archive is None:
        return replace(holding, archive=archive)
    if _is_one_archive(holding.archive, archive):
        return replace(holding, archive=_joined(holding.archive, archive))
    copies = list(holding.copies)
    for number, copy in enumerate(copies):
        if copy.archive and _is_one_archive(copy.archive, archive):
            copies[number] = replace(copy, archive=_joined(copy.archive, archive))
            return replace(holding, copies=tuple(copies))
    return replace(holding, copies=(*copies, Holding(archive=archive)))


def _is_one_archive(one: Repository, other: Repository) -> bool:
    """Whether two names are of one archive: the same words, or known to be the same."""
    known = {find_archive(each.name or each.acronym or "") for each in (one, other)}
    if len(known) == 1 and None not in known:
        return True
    names = {(one.name or "").casefold(), (one.acronym or "").casefold()} - {""}
    return bool(names & {(other.name or "").casefold(), (other.acronym or "").casefold()})


def _joined(one: Repository, other: Repository) -> Repository:
    return replace(one, name=other.name or one.name, acronym=one.acronym or other.acronym)


def _carrier(page: Page) -> Carrier | None:
    statement = _first(page, "rights")
    site, program = _SITE_IN_RIGHTS.search(statement), _PROGRAM.search(statement)
    uploaded = read_date(_first(page, "uploaded"))
    record_id = _first(page, "record_id")
    carrier = Carrier(
        name=page.site_name or (site[1].strip() if site else None),
        program=program[1] if program else None,
        record_id=record_id or None,
        url=_valid("url", page.url),
        uploaded=uploaded.edtf if uploaded and _DAY.fullmatch(uploaded.edtf) else None,
    )
    return None if carrier == Carrier() else carrier


def _rights(page: Page) -> Rights | None:
    statement = _first(page, "rights")
    if not statement:
        return None
    contact, uri, license = (pattern.search(statement) for pattern in (_EMAIL, _RIGHTS_URI, _CC))
    return Rights(
        statement=statement,
        contact=_valid("email", contact[0] if contact else ""),
        uri=_valid("rights-uri", f"http://rightsstatements.org/vocab/{uri[1]}/1.0/" if uri else ""),
        license=_valid("license", f"https://creativecommons.org/{license[1]}/" if license else ""),
    )


def _valid(check: str, value: str) -> str | None:
    """The value if the record would take it; what is malformed stays in the statement alone."""
    return value if value and not CHECKS[check](value) else None


def _funders(page: Page) -> tuple[Funder, ...]:
    funders: dict[str, Funder] = {}
    for sentence in page.funding:
        named = FUNDING.sub("", sentence[:2000], count=1).strip().rstrip(".")
        for name in _split_funders(named):
            funders.setdefault(name.casefold(), Funder(name=name, statement=sentence))
    for name in page.labels.get("donors", ()):
        funders.setdefault(name.casefold(), Funder(name=name))
    return tuple(funders.values())


def _split_funders(text: str) -> list[str]:
    """The names of a list; a part that is no institution's name belongs to its neighbour."""
    names: list[str] = []
    pending = ""
    for piece in re.split(r"(, and |, | and )", text):
        if piece in (", and ", ", ", " and "):
            if pending and _INSTITUTION.search(pending):
                names.append(pending)
                pending = ""
            elif pending:
                pending += piece
            continue
        pending += piece
    if pending:
        names.append(pending)
    return [
        name.removeprefix("the ").removeprefix("The ").strip() for name in names if name.strip()
    ]
