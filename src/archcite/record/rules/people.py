"""Rules about people as data: order and parts of their names, roles, and who is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archcite.errors import Severity
from archcite.record.gaps import is_empty
from archcite.record.languages import MAKERS
from archcite.record.model import Agent
from archcite.record.rules.likely import comparable, folded
from archcite.record.rules.rule import Changes, Finding, Seen, rule
from archcite.record.vocab import AgentKind, Kind, NameOrder, Role
from archcite.text.family_first import is_family_first


@rule(
    "name-order-missing",
    Severity.WARNING,
    "The family name comes first in a name, but `order` does not say so.",
    why="Without `order`, styles turn the name round: Zedong Mao, Il Sung Kim. In Korean, Chinese, "
    "Vietnamese and Hungarian names the family name comes first in every position.",
    bad="""
    [[people]]
    role = "recipient"
    as_given = "Mao Zedong"
    family = "Mao"
    given = "Zedong"
    """,
    good="""
    [[people]]
    role = "recipient"
    as_given = "Mao Zedong"
    family = "Mao"
    given = "Zedong"
    order = "family-first"
    """,
    mends=True,
)
def name_order_missing(seen: Seen) -> Iterator[Finding]:
    for index, agent in enumerate(seen.record.people):
        if agent.kind is AgentKind.BODY or agent.order is NameOrder.FAMILY_FIRST:
            continue
        at = f"people[{index}]"
        if agent.family and agent.given:
            if agent.as_given == f"{agent.family} {agent.given}":
                yield Finding(
                    f"{at}.as_given",
                    f"{agent.as_given} has the family name first, but order does not say so",
                    'write order = "family-first"',
                    fix=((f"{at}.order", "family-first"),),
                )
        elif not agent.family and is_family_first(agent.as_given):
            yield Finding(
                f"{at}.as_given",
                f"{agent.as_given} looks like a name whose family name comes first",
                'write family, given and order = "family-first"',
            )


@rule(
    "name-inverted",
    Severity.WARNING,
    "A name is given in the order of an index, with a comma.",
    why="`as_given` holds the name in running order, as a note prints it; `family` and `given` "
    "make the index. A comma would be printed in the middle of a sentence.",
    bad="""
    [[people]]
    role = "author"
    as_given = "Brezhnev, Leonid"
    family = "Brezhnev"
    given = "Leonid"
    """,
    good="""
    [[people]]
    role = "author"
    as_given = "Leonid Brezhnev"
    family = "Brezhnev"
    given = "Leonid"
    """,
    mends=True,
)
def name_inverted(seen: Seen) -> Iterator[Finding]:
    for index, agent in enumerate(seen.record.people):
        family, comma, given = agent.as_given.partition(", ")
        if agent.kind is AgentKind.BODY or not comma or "," in given or not given:
            continue
        if re.fullmatch(r"(?:[JS]r|Esq|Ph\. ?D|M\.? ?D|I{1,3}|IV|V)\.?", given.strip()):
            continue
        plain = not (agent.particle or agent.suffix)
        if agent.family == family and agent.given == given and plain:
            first = agent.order is NameOrder.FAMILY_FIRST
            running = f"{family} {given}" if first else f"{given} {family}"
            fix: Changes = ((f"people[{index}].as_given", running),)
        elif agent.family or " " in family.strip():
            continue  # Marshall, Secretary of State: an office, or parts that say otherwise
        else:
            fix = ()
        yield Finding(
            f"people[{index}].as_given",
            f"{agent.as_given!r} is in the order of an index",
            "write it as a sentence would, and its parts as family and given",
            fix=fix,
        )


@rule(
    "name-parts-differ",
    Severity.WARNING,
    "The family name is no part of the name as it is given.",
    why="Either the parts belong to another person (a copied table), or one of the spellings is "
    "mistyped: notes and bibliography would name two people.",
    bad="""
    [[people]]
    role = "author"
    as_given = "Leonid Brezhnev"
    family = "Brezhnyov"
    """,
    good="""
    [[people]]
    role = "author"
    as_given = "Leonid Brezhnev"
    family = "Brezhnev"
    """,
)
def name_parts_differ(seen: Seen) -> Iterator[Finding]:
    for index, agent in enumerate(seen.record.people):
        if not agent.family or agent.family in agent.as_given:
            continue
        noted = isinstance(agent.notes, str) or "family" in agent.notes
        if noted or not comparable(agent.family, agent.as_given):
            continue
        if folded(agent.family) not in folded(agent.as_given):
            yield Finding(
                f"people[{index}].family",
                f"the family name {agent.family} is no part of {agent.as_given}",
                "mend the one that is mistyped, or say in a _note why they differ",
            )


@rule(
    "person-repeated",
    Severity.WARNING,
    "The same person stands twice in the same role.",
    why="A citation would name them twice.",
    bad="""
    [[people]]
    role = "author"
    as_given = "Leonid Brezhnev"

    [[people]]
    role = "author"
    as_given = "Leonid Brezhnev"
    """,
    good="""
    [[people]]
    role = "author"
    as_given = "Leonid Brezhnev"

    [[people]]
    role = "participant"
    as_given = "Leonid Brezhnev"
    """,
    mechanical=True,
)
def person_repeated(seen: Seen) -> Iterator[Finding]:
    known: set[tuple[Role, str]] = set()
    for index, agent in enumerate(seen.record.people):
        word = (agent.role, folded(agent.as_given))
        if word in known and word[1]:
            yield Finding(
                f"people[{index}].as_given",
                f"{agent.as_given} stands twice as {agent.role}",
                "take one of the two out",
            )
        known.add(word)


_WORD = r"[A-ZÀ-Þ][\w.’'-]{0,30}?"
_NAME = rf"((?<!\w){_WORD}(?:\s(?:(?:von|van|de|du|del|la|der)\s)?{_WORD}){{1,3}}(?!\w))"
_NAMES_AUTHOR = (
    re.compile(
        rf"{_NAME}['’]s? (?:\w+ ){{0,4}}?(?i:speech|address|letter|telegram|report|memorandum"
        r"|remarks|diary)\b"
    ),
    re.compile(
        rf"\b(?i:letter|telegram|cable|memorandum|note|message) from (?:the )?{_NAME}(?= to\b|,|$)"
    ),
    re.compile(rf"\b(?i:speech|report|address|remarks|lecture|statement) (?:by|of) {_NAME}"),
)
_BY_SOMEBODY = frozenset(
    (Kind.SPEECH, Kind.LETTER, Kind.TELEGRAM, Kind.MEMORANDUM, Kind.REPORT, Kind.DIARY, Kind.NOTE)
)


@rule(
    "author-in-title",
    Severity.INFO,
    "The record has no author, but its title seems to name one.",
    why="Pages of archives often lose the author in the extraction, while the title still has the "
    "name. A citation begins with the author, and a bibliography is sorted by it.",
    bad="""
    [document]
    kind = "letter"
    title = "Letter from Leonid Brezhnev to Kim Il Sung"
    """,
    good="""
    [document]
    kind = "letter"
    title = "Letter from Leonid Brezhnev to Kim Il Sung"

    [[people]]
    role = "author"
    as_given = "Leonid Brezhnev"
    """,
)
def author_in_title(seen: Seen) -> Iterator[Finding]:
    record = seen.record
    title = record.document.title
    if not title or record.document.kind not in _BY_SOMEBODY:
        return
    if any(agent.role in MAKERS for agent in record.people) or is_empty(record, "people"):
        return
    for pattern in _NAMES_AUTHOR:
        found = pattern.search(title)
        name = found[1].strip() if found else ""
        if name:
            yield Finding(
                "document.title",
                f"the title seems to name the author, {name}, but the record has none",
                "add [[people]] with a role, or mark it as inferred",
                name,
            )
            return


@rule(
    "orcid-of-the-dead",
    Severity.ERROR,
    "Somebody who died before ORCID began has an ORCID.",
    why="ORCID was opened in October 2012, to living researchers only. The number is another "
    "person's; use VIAF, ISNI, Wikidata or the Library of Congress for historical persons.",
    bad="""
    [[people]]
    role = "author"
    as_given = "Leonid Brezhnev"
    authority_form = "Brezhnev, Leonid Ilʹich, 1906-1982"
    ids = { orcid = "0000-0002-1825-0097" }
    """,
    good="""
    [[people]]
    role = "author"
    as_given = "Leonid Brezhnev"
    authority_form = "Brezhnev, Leonid Ilʹich, 1906-1982"
    ids = { wikidata = "Q765165" }
    """,
    mechanical=True,
)
def orcid_of_the_dead(seen: Seen) -> Iterator[Finding]:
    from archcite.record.rules.lifetimes import life_of

    for index, agent in enumerate(seen.record.people):
        died = life_of(agent)[1] if agent.ids and agent.ids.orcid else 0
        if 0 < died < 2012:
            yield Finding(
                f"people[{index}].ids.orcid",
                f"{agent.as_given} died in {died}, before there were ORCIDs",
                "take it out; it is another person's",
            )


@rule(
    "ids-repeated",
    Severity.ERROR,
    "Two people of one record have the same identifier.",
    why="An identifier is one person's; a copied table keeps the identifier of the person before.",
    bad="""
    [[people]]
    role = "author"
    as_given = "Leonid Brezhnev"
    ids = { viaf = "100219162" }

    [[people]]
    role = "recipient"
    as_given = "Kim Il Sung"
    ids = { viaf = "100219162" }
    """,
    good="""
    [[people]]
    role = "author"
    as_given = "Leonid Brezhnev"
    ids = { viaf = "100219162" }

    [[people]]
    role = "recipient"
    as_given = "Kim Il Sung"
    ids = { viaf = "102276580" }
    """,
    mechanical=True,
)
def ids_repeated(seen: Seen) -> Iterator[Finding]:
    known: dict[tuple[str, str], Agent] = {}
    for index, agent in enumerate(seen.record.people):
        for kind in ("orcid", "isni", "viaf", "wikidata", "lcnaf") if agent.ids else ():
            number = getattr(agent.ids, kind)
            other = known.setdefault((kind, number), agent) if number else agent
            if other is not agent and folded(other.as_given) != folded(agent.as_given):
                yield Finding(
                    f"people[{index}].ids.{kind}",
                    f"{agent.as_given} has the {kind} number of {other.as_given}",
                    "look both up again",
                )


@rule(
    "recipient-is-author",
    Severity.INFO,
    "A letter or telegram is addressed to its own author.",
    why="Author and recipient are easily exchanged or copied when a record is typed.",
    bad="""
    [document]
    kind = "telegram"

    [[people]]
    role = "author"
    as_given = "Joseph Stalin"

    [[people]]
    role = "recipient"
    as_given = "Joseph Stalin"
    """,
    good="""
    [document]
    kind = "telegram"

    [[people]]
    role = "author"
    as_given = "Joseph Stalin"

    [[people]]
    role = "recipient"
    as_given = "Mao Zedong"
    """,
)
def recipient_is_author(seen: Seen) -> Iterator[Finding]:
    if seen.record.document.kind not in (Kind.LETTER, Kind.TELEGRAM):
        return
    authors = {folded(a.as_given) for a in seen.record.people if a.role is Role.AUTHOR}
    for index, agent in enumerate(seen.record.people):
        if agent.role is Role.RECIPIENT and folded(agent.as_given) in authors:
            yield Finding(
                f"people[{index}].role",
                f"{agent.as_given} is both author and recipient",
                "mend one of the two",
            )


RULES = (
    name_order_missing,
    name_inverted,
    name_parts_differ,
    person_repeated,
    author_in_title,
    orcid_of_the_dead,
    ids_repeated,
    recipient_is_author,
)
