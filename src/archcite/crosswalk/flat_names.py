"""People of a record as one text each, "Family, Given, Suffix", and back.

The form of RIS, EndNote and PubMed. What a text cannot hold is found by reading it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from archcite.crosswalk.csl_names import name as csl_name
from archcite.crosswalk.csl_wording import AUTHORS
from archcite.crosswalk.flat_text import line
from archcite.crosswalk.table import Plain
from archcite.record.model import Agent, Record
from archcite.record.vocab import AgentKind, Kind, NameOrder, Role, Verb

FIELDS = ("role", "as_given", "family", "given", "particle", "suffix", "kind", "order")
# Every role but those that stand as author has a name of its own, CSL's where CSL has one.
ROLES = tuple(role for role in Role if role not in AUTHORS)
_AUTHOR_OF = {
    Kind.SPEECH: Role.SPEAKER,
    Kind.INTERVIEW: Role.INTERVIEWEE,
    Kind.PHOTOGRAPH: Role.PHOTOGRAPHER,
    Kind.OBJECT: Role.ARTIST,
}
_PARTICLE = re.compile(r"((?:[a-zà-öø-ÿ][^\s,]*\s+){1,4})(?=[^\Wa-zà-öø-ÿ\d_])")
_SUFFIX = re.compile(r"(?:[JS]r|I{2,3}|IV|VI{0,3}|esq)\.?", re.IGNORECASE)


def author_role(kind: Kind) -> Role:
    """The role of whoever stands as author of a document of this kind."""
    return _AUTHOR_OF.get(kind, Role.AUTHOR)


def text_of(agent: Agent) -> str:
    """The name as one text; "Greenpeace," is a body that could be taken for a person."""
    if agent.kind is AgentKind.BODY:
        whole = _bare(agent.as_given)
        return whole if read_name(whole).get("kind") == "body" else f"{whole}," if whole else ""
    if agent.family:
        family, given, suffix = agent.family, agent.given or "", agent.suffix or ""
        particle = agent.particle or ""
    else:
        # A doubtful name is no other name: its brackets are left to citations.
        parts = csl_name(Agent(role=agent.role, as_given=line(agent.as_given), order=agent.order))
        family = parts.get("family") or parts.get("literal") or ""
        given = " ".join(parts.get(k, "") for k in ("given", "dropping-particle")).strip()
        particle, suffix = parts.get("non-dropping-particle", ""), parts.get("suffix", "")
    texts = [_bare(f"{particle} {family}"), _bare(given), _bare(suffix)]
    if not texts[0]:
        return texts[1] or _bare(agent.as_given)
    while not texts[-1]:
        texts.pop()
    return ", ".join(texts)


@lru_cache(4096)
def read_name(text: str) -> Mapping[str, str]:
    """The plain agent that a text means, without its role; {} for none.

    Without a comma a single word is a person's, several words are a body's; one comma at the end
    is EndNote's way to mark a body.
    """
    text = line(text)
    parts = [part.strip() for part in text.split(",")] if "," in text else [text]
    marked = len(parts) > 1
    while parts and not parts[-1]:
        parts.pop()
    if not parts:
        return {}
    if len(parts) == 1:
        whole = parts[0]
        acronym = len(whole) > 1 and whole.isupper()
        if marked or " " in whole or acronym:
            return {"as_given": whole, "kind": "body"}
        return {"as_given": whole, "family": whole}
    if len(parts) > 2 and _SUFFIX.fullmatch(parts[1]) and not _SUFFIX.fullmatch(parts[2]):
        parts[1], parts[2] = parts[2], parts[1]  # BibTeX: von Last, Jr, First
    family, given, suffix = parts[0], parts[1], ", ".join(part for part in parts[2:] if part)
    if not family:
        return {"as_given": given or suffix, "kind": "body"}
    found = _PARTICLE.match(family)
    particle = found[1].strip() if found else ""
    if found:
        family = family[found.end() :]
    said = [part for part in (given, particle, family) if part]
    agent: Plain = {"as_given": " ".join(said) + _behind(suffix), "family": family}
    for field, value in (("given", given), ("particle", particle), ("suffix", suffix)):
        if value:
            agent[field] = value
    return agent


def family_first(agent: Mapping[str, str]) -> Plain:
    """The same plain agent as one whose family name is said first."""
    said = " ".join(agent[part] for part in ("family", "given") if part in agent)
    return {**agent, "as_given": said or agent["as_given"], "order": str(NameOrder.FAMILY_FIRST)}


def in_role(role: Role) -> Callable[[Record], list[Agent]]:
    return lambda record: [agent for agent in record.people if agent.role is role]


def authors(record: Record) -> list[Agent]:
    """Who stands as author."""
    return [agent for agent in record.people if agent.role in AUTHORS]


def credited(record: Record, verb: Verb) -> list[Agent]:
    """Whom the credits of the digital edition name, if nobody has that role among the people."""
    role = Role.TRANSLATOR if verb is Verb.TRANSLATED else Role.EDITOR
    if any(agent.role is role for agent in record.people):
        return []
    names = [name for credit in record.credits if credit.verb is verb for name in credit.by]
    return [Agent(role=role, as_given=name) for name in dict.fromkeys(names)]


def unheld(record: Record, agents: Iterable[Agent]) -> list[str]:
    """The field paths of what the texts of these people do not hold."""
    lost: set[str] = set()
    first = {text_of(a) for a in record.people if a.order is NameOrder.FAMILY_FIRST}
    for agent in agents:
        text = text_of(agent)
        again = dict(read_name(text))
        if text in first and again:
            again = family_first(again)
        again.setdefault("kind", str(AgentKind.PERSON))
        again.setdefault("order", str(NameOrder.GIVEN_FIRST))
        again["role"] = str(agent.role)
        for field in FIELDS:
            value = getattr(agent, field)
            if value is not None and str(value) != again.get(field):
                lost.add(f"people.{agent.role}.{field}")
    return sorted(lost)


def paths(*roles: Role) -> tuple[str, ...]:
    """The field paths that a text holds of people in these roles."""
    return tuple(f"people.{role}.{field}" for role in roles for field in FIELDS)


def _behind(suffix: str) -> str:
    if not suffix:
        return ""
    return f", {suffix}" if suffix.rstrip(".") in ("Jr", "Sr") else f" {suffix}"


def _bare(text: str) -> str:
    """One line without commas, which part a name."""
    return line(text.replace(",", " "))
