"""Agents as BibTeX names, and BibTeX names as plain agents.

Owns what a name list can say and what it cannot; which field a list goes into is bibtex.py's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from archcite.crosswalk import latex, prose
from archcite.crosswalk.table import Plain
from archcite.record.model import Agent, Record
from archcite.record.vocab import AgentKind, Kind, NameOrder, Role, Verb
from archcite.text.latex_reading import braced, unbraced
from archcite.text.names import joined, parse, split_names

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


_CREATOR = frozenset(paths(Role.CREATOR))


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
    found = list(map(_name, agents))
    if others:
        known = {agent.as_given for agent in agents}
        rest = dict.fromkeys(name for name in others if name not in known)
        found += map(latex.running_name, rest)
    return latex.names(found)


def unheld(*roles: Role) -> Callable[[Record], set[str]]:
    """The field paths of what a BibTeX name cannot say of the people in these roles."""
    return lambda record: _unheld(prose.people(record, *roles))


def unheld_of_authors(record: Record) -> set[str]:
    """The same for whoever stands as author; and the role, where the kind does not imply it."""
    role = _told_role(record)
    standing = prose.authors(record)
    lost = _unheld(standing) | {
        f"people.{agent.role}.role" for agent in standing if agent.role is not role
    }
    if not any(agent.role is Role.CREATOR for agent in standing):
        lost |= _CREATOR
    return lost


def authors_role(record: Record) -> str:
    """The role of the authors, where the kind implies another and all of them have one."""
    role = _told_role(record)
    return "" if role is author_role(record.document.kind) else str(role)


def _told_role(record: Record) -> Role:
    roles = {agent.role for agent in prose.authors(record)}
    return roles.pop() if len(roles) == 1 else author_role(record.document.kind)


def _name(agent: Agent) -> str:
    if agent.as_given == "others":
        return "others"
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
    lost: set[str] = set()
    for agent in agents:
        if agent.as_given == "others":
            continue
        if _is_whole(agent):
            # In braces a body and a person written family first look the same.
            lost |= {f"people.{agent.role}.{part}" for part in _PARTS if part != "as_given"}
        elif agent.family and agent.as_given != _running(agent):
            lost.add(f"people.{agent.role}.as_given")
            if not agent.given:
                lost.add(f"people.{agent.role}.family")  # a single name may be any
    return lost


def _running(agent: Agent) -> str:
    name = " ".join(part for part in (agent.given, agent.particle, agent.family) if part)
    return f"{name}, {agent.suffix}" if agent.suffix else name


def people_back(role: Role) -> Callable[[str], Plain]:
    """A name list as plain agents in this role."""
    return lambda value: {"people": people(value, role.value)}


def people(value: str, role: str) -> list[Plain]:
    """The agents of a name list, LaTeX and all, each in this role; "others" is a body."""
    words = braced(value)
    found = split_names(words) if " " in words else [words]
    return [{"role": role, **agent} for name in found if (agent := agent_of(name))]


def agent_of(name: str) -> Plain:
    """One name in BibTeX's syntax, or in biblatex' (family=..., given=...), as a plain agent."""
    name = name.replace("\u00a0", " ").strip()
    if name == "others":
        return {"as_given": name, "kind": "body"}
    simple = _SIMPLE.fullmatch(name)
    if simple:
        family, given = simple.groups()
        return {"as_given": f"{given} {family}", "family": family, "given": given}
    if _EXTENDED.match(name):
        return _extended(name)
    parsed = parse(name)
    if parsed.literal:
        return {"as_given": unbraced(parsed.literal), "kind": "body"}
    particle = joined(parsed.dropping_particle, parsed.non_dropping_particle)
    return _assembled(*map(unbraced, (parsed.family, parsed.given, particle, parsed.suffix)))


# "Last, First" of plain words, by far the most names.
_SIMPLE = re.compile(r"([^\W\d_a-z][^\W\d_]+), ([^\W\d_a-z][^\W\d_]+(?: [^\W\d_]\.)?)")
_EXTENDED = re.compile(r"(?:family|given|prefix|suffix)(?:-i)?\s*=")


def _extended(name: str) -> Plain:
    """Given={Ann}, family=Bee, prefix=van, useprefix=true (biblatex, Name lists)."""
    parts: dict[str, str] = {}
    for part in latex.split_commas(name):
        key, _, value = part.partition("=")
        value = unbraced(value.strip().strip('"')).strip()
        if value:
            parts[key.strip().lower()] = value
    return _assembled(*(parts.get(key, "") for key in ("family", "given", "prefix", "suffix")))


def _assembled(family: str, given: str, particle: str, suffix: str) -> Plain:
    if not (given or particle or suffix):
        return {"as_given": family} if family else {}
    if not family:
        return {"as_given": " ".join(part for part in (given, particle, suffix) if part)}
    running = " ".join(part for part in (given, joined(particle, family)) if part)
    found = {
        "as_given": f"{running}, {suffix}" if suffix else running,
        "family": family,
        "given": given,
        "particle": particle,
        "suffix": suffix,
    }
    return {part: text for part, text in found.items() if text}
