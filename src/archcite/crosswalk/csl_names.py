"""People of a record as CSL names: who stands where, and each name in its parts.

A body and a doubtful name are literal; a family-first name is never turned round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from archcite.crosswalk.csl_view import PLAIN, View
from archcite.crosswalk.csl_wording import AUTHORS, Fact, is_correspondence, named_in
from archcite.record.model import Agent, Record
from archcite.record.vocab import AgentKind, Certainty, Kind, NameOrder, Role, TitleKind, Verb

_VARIABLES = {
    Role.RECIPIENT: "recipient",
    Role.INTERVIEWER: "interviewer",
    Role.COMPILER: "compiler",
    Role.EDITOR: "editor",
    Role.TRANSLATOR: "translator",
    **{
        role: str(role)
        for role in (
            Role.CHAIR,
            Role.COLLECTION_EDITOR,
            Role.COMPOSER,
            Role.CONTAINER_AUTHOR,
            Role.CONTRIBUTOR,
            Role.CURATOR,
            Role.DIRECTOR,
            Role.EDITORIAL_DIRECTOR,
            Role.EXECUTIVE_PRODUCER,
            Role.GUEST,
            Role.HOST,
            Role.ILLUSTRATOR,
            Role.NARRATOR,
            Role.ORGANIZER,
            Role.ORIGINAL_AUTHOR,
            Role.PERFORMER,
            Role.PRODUCER,
            Role.REVIEWED_AUTHOR,
            Role.SCRIPT_WRITER,
            Role.SERIES_CREATOR,
        )
    },
}
# Never turned round, so that the form in the source can stand (Colonel House, President Carter).
_RUNNING = (Role.RECIPIENT, Role.INTERVIEWER)
_PRINTED = ("role", "as_given", "family", "given", "particle", "suffix", "kind", "order")
# The digital edition's own sentence names these; printed as names too, they would stand twice.
CREDITED = {Role.TRANSLATOR: Verb.TRANSLATED, Role.EDITOR: Verb.EDITED}


def people(record: Record, view: View) -> Iterator[Fact]:
    """The name variables of a record."""
    more = ("certainty", "short") if view.archival else ("certainty",)
    in_role: dict[Role, list[Agent]] = {}
    for agent in record.people:
        in_role.setdefault(agent.role, []).append(agent)
    authors = [agent for agent in record.people if agent.role in AUTHORS]
    if not authors and record.document.kind not in (Kind.COLLECTION, Kind.FILE):
        authors = in_role.get(Role.CREATOR, [])
    if authors:
        yield {"author": [name(agent, view) for agent in authors]}, _paths(authors, *more)
    published = bool(record.source and record.source.published_in)
    for role, variable in _VARIABLES.items():
        agents = in_role.get(role)
        if not agents:
            continue
        if role is Role.RECIPIENT and _in_title(record, agents):
            yield {}, _paths(agents)
            continue
        if role in CREDITED and (published or is_credited(record, role)):
            yield {}, _paths(agents)  # csl_holding.credits names them
            continue
        yield {variable: [name(agent, view) for agent in agents]}, _paths(agents, *more)


def is_credited(record: Record, role: Role) -> bool:
    """Whether the credits of the digital edition say who did what the role says."""
    return any(credit.verb is CREDITED[role] for credit in record.credits)


def name(agent: Agent, view: View = PLAIN) -> dict[str, Any]:
    """One agent as a CSL-JSON name.

    The archival view leaves brackets and short forms to the engine. In the plain view a doubtful
    name is one word with its brackets.
    """
    if view.archival:
        found = _name(agent)
        if agent.certainty is not Certainty.CERTAIN:
            found["certainty"] = str(agent.certainty)
        if agent.short:
            found["short"] = agent.short
        return found
    if agent.certainty is Certainty.PROBABLE:
        return {"literal": f"[{agent.as_given}]"}
    if agent.certainty is Certainty.UNCERTAIN:
        return {"literal": f"[{agent.as_given}?]"}
    return _name(agent)


def _name(agent: Agent) -> dict[str, Any]:
    if agent.kind is AgentKind.BODY:
        return {"literal": agent.as_given}
    if not agent.family:
        return _parsed(agent.as_given, agent.order)
    given = agent.given or ""
    if agent.role in _RUNNING:
        given = _before_family(agent) or given
    found: dict[str, Any] = {"family": agent.family}
    if given:
        found["given"] = given
    if agent.particle:
        found["non-dropping-particle"] = agent.particle
    if agent.suffix:
        found["suffix"] = agent.suffix
        if agent.suffix.rstrip(".") in ("Jr", "Sr"):
            found["comma-suffix"] = True
    if agent.order is NameOrder.FAMILY_FIRST:
        found["static-ordering"] = True
    return found


def running(names: Iterable[str]) -> list[dict[str, Any]]:
    """Names in running order, as an edition or a credit gives them."""
    return [_parsed(each, NameOrder.GIVEN_FIRST) for each in names]


def _before_family(agent: Agent) -> str:
    """What stands before the family name in the source, where that is not just the given names."""
    if agent.order is NameOrder.FAMILY_FIRST or agent.particle or agent.suffix:
        return ""
    before = agent.as_given.removesuffix(agent.family or "")
    if before == agent.as_given or not before.endswith(" "):
        return ""
    return "" if _letters(before) == _letters(agent.given or "") else before.strip()


def _parsed(text: str, order: NameOrder) -> dict[str, Any]:
    first, _, rest = text.partition(" ")
    if not rest:
        return {"literal": text}
    if order is NameOrder.FAMILY_FIRST or _is_east_asian(text):
        return {"family": first, "given": rest, "static-ordering": True}
    from archcite.text.names import parse

    read = parse(text)
    if not read.family:
        return {"literal": text}
    parts = {
        "family": read.family,
        "given": read.given,
        "dropping-particle": read.dropping_particle,
        "non-dropping-particle": read.non_dropping_particle,
        "suffix": read.suffix,
    }
    found: dict[str, Any] = {part: value for part, value in parts.items() if value}
    if read.comma_suffix:
        found["comma-suffix"] = True
    return found


def _is_east_asian(text: str) -> bool:
    """Whether a name is in Chinese, Japanese or Korean letters, where the family name is first."""
    from archcite.text.names import Name, is_romanesque

    return not is_romanesque(Name(family=text))


def _in_title(record: Record, recipients: list[Agent]) -> bool:
    """Whether the title, which is printed, names every recipient."""
    title = record.document.title
    if not title or record.document.title_kind is TitleKind.GENERIC:
        return False
    return is_correspondence(record) and all(named_in(agent, title) for agent in recipients)


def _paths(agents: Iterable[Agent], *more: str) -> tuple[str, ...]:
    return tuple(
        f"people.{role}.{field}"
        for role in {agent.role for agent in agents}
        for field in (*_PRINTED, *more)
    )


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalpha())
