"""Agents as BibTeX names, and BibTeX names as plain agents.

Owns what a name list can say and what it cannot; which field a list goes into is bibtex.py's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from archcite.crosswalk import latex, prose
from archcite.crosswalk.table import Plain
from archcite.record.model import Agent, Record
from archcite.record.vocab import AgentKind, Kind, NameOrder, Role, Verb

AUTHOR_ROLES = (*prose.AUTHORS, Role.CREATOR)
# The role that "author" stands for, where it is not the author.
_AUTHOR_OF = {
    Kind.SPEECH: Role.SPEAKER,
    Kind.INTERVIEW: Role.INTERVIEWEE,
    Kind.PHOTOGRAPH: Role.PHOTOGRAPHER,
    Kind.MAP: Role.ARTIST,
    Kind.OBJECT: Role.ARTIST,
    Kind.COLLECTION: Role.CREATOR,
    Kind.FILE: Role.CREATOR,
}
_PARTS = ("as_given", "family", "given", "particle", "suffix", "kind", "order")


def author_role(kind: Kind) -> Role:
    """Whom the author field means in an entry of this kind."""
    return _AUTHOR_OF.get(kind, Role.AUTHOR)


def paths(*roles: Role) -> tuple[str, ...]:
    """The field paths that a name list takes up."""
    return tuple(f"people.{role}.{part}" for role in roles for part in ("role", *_PARTS))


def named(*roles: Role) -> Callable[[Record], str]:
    """The name list of the people in these roles."""
    return lambda record: names(prose.people(record, *roles))


def authors(record: Record) -> str:
    return names(prose.authors(record))


def with_credited(role: Role, verb: Verb) -> Callable[[Record], str]:
    """The name list of the people in a role and of those whom the credits name for it."""

    def to(record: Record) -> str:
        credited = (name for credit in record.credits if credit.verb is verb for name in credit.by)
        return names(prose.people(record, role), credited)

    return to


def names(agents: Iterable[Agent], others: Iterable[str] = ()) -> str:
    """A name list of agents and of running names that are none of theirs."""
    agents = list(agents)
    known = {agent.as_given for agent in agents}
    rest = dict.fromkeys(name for name in others if name not in known)
    return latex.names([*map(_name, agents), *map(latex.running_name, rest)])


def unheld(*roles: Role) -> Callable[[Record], set[str]]:
    """The field paths of what a BibTeX name cannot say of the people in these roles."""
    return lambda record: _unheld(prose.people(record, *roles))


def unheld_of_authors(record: Record) -> set[str]:
    """The same for whoever stands as author; and the role, where the kind does not imply it."""
    role = author_role(record.document.kind)
    standing = prose.authors(record)
    lost = _unheld(standing) | {
        f"people.{agent.role}.role" for agent in standing if agent.role is not role
    }
    if not any(agent.role is Role.CREATOR for agent in standing):
        lost |= set(paths(Role.CREATOR))
    return lost


def _name(agent: Agent) -> str:
    if _is_whole(agent):
        # BibTeX has no name that stands family first without a comma: whole, it is at least right.
        return latex.whole_name(agent.as_given)
    if agent.family:
        return latex.parted_name(
            agent.family, agent.given or "", agent.particle or "", agent.suffix or ""
        )
    return latex.running_name(agent.as_given)


def _is_whole(agent: Agent) -> bool:
    return agent.kind is AgentKind.BODY or agent.order is NameOrder.FAMILY_FIRST


def _unheld(agents: Iterable[Agent]) -> set[str]:
    lost = set()
    for agent in agents:
        path = f"people.{agent.role}"
        if _is_whole(agent):
            # In braces a body and a person written family first look the same.
            lost |= {f"{path}.{part}" for part in _PARTS if part != "as_given"}
        elif agent.family and agent.as_given != _running(agent):
            lost.add(f"{path}.as_given")
    return lost


def _running(agent: Agent) -> str:
    name = " ".join(part for part in (agent.given, agent.particle, agent.family) if part)
    return f"{name}, {agent.suffix}" if agent.suffix else name


def people_back(role: Role) -> Callable[[str], Plain]:
    """A name list as plain agents in this role."""
    return lambda value: {"people": [_agent(role, name) for name in latex.split_names(value)]}


def _agent(role: Role, name: str) -> Plain:
    parts = [latex.unescape(part).strip() for part in latex.split_commas(name)]
    if len(parts) == 1:
        return {"role": role.value, "as_given": parts[0]}
    first = latex.split_commas(name)[0].strip().split(" ")
    small = next((at for at, word in enumerate(first) if not word[:1].islower()), len(first) - 1)
    particle = latex.unescape(" ".join(first[:small]))
    family = latex.unescape(" ".join(first[small:]))
    suffix = parts[1] if len(parts) > 2 else ""
    given = parts[-1]
    running = " ".join(part for part in (given, particle, family) if part)
    found = {
        "role": role.value,
        "as_given": f"{running}, {suffix}" if suffix else running,
        "family": family,
        "given": given,
        "particle": particle,
        "suffix": suffix,
    }
    return {part: text for part, text in found.items() if text}
