"""Names of an example as a record's agents and as CSL names."""

from __future__ import annotations

import re
from typing import Any

from archcite.record import model
from archcite.record.vocab import AgentKind, Certainty, Kind, Role
from archcite.text.names import Name, parse
from worked.facts import Facts

# Who stands first, by the kind of the document.
FIRST = {
    Kind.SPEECH: Role.SPEAKER,
    Kind.INTERVIEW: Role.INTERVIEWEE,
    Kind.PHOTOGRAPH: Role.PHOTOGRAPHER,
    Kind.OBJECT: Role.ARTIST,
}
# An open list (et al.) has more names than any style prints.
OPEN = ("et al.", "et al", "and others", "others")
MANY = 9
_BODY = re.compile(
    r"\b(agency|archives?|association|board|bureau|chiefs|college|commission|committee|company"
    r"|conference|congress|corporation|council|department|embassy|institut\w*|library|ministry"
    r"|museum|nations|office|organi[sz]ation|party|politburo|press|project|school|senate|service"
    r"|society|staff|survey|trustees|union|university)\b",
    re.IGNORECASE,
)


class Person:
    """One name with all that the facts say of it."""

    def __init__(self, text: str, facts: Facts, name: Name | None, *, first: bool) -> None:
        self.certainty = Certainty.CERTAIN
        if bracketed := re.fullmatch(r"\[(.+?)(\?)?\]", text):
            text = bracketed[1]
            self.certainty = Certainty.UNCERTAIN if bracketed[2] else Certainty.PROBABLE
        body = first and facts.text("author_type") in ("corporate", "body", "organization")
        self.as_given = text
        self.body = body or bool(
            text[:1].islower() or text.startswith("The ") or _BODY.search(text)
        )
        self.name = Name() if self.body else name or parse(text)
        if self.name.given and "," in text and not name:
            self.as_given = f"{self.name.given} {self.name.non_dropping_particle} "
            self.as_given = " ".join(f"{self.as_given}{self.name.family}".split())
        self.short = facts.text("short_author") if first else None
        self.handle = facts.text("handle") if first else None

    @property
    def parted(self) -> bool:
        return bool(self.name.family and self.name.given)


def people(facts: Facts, *names: str) -> list[Person]:
    """The people of these facts, in order; those of "author" may be a body with a short name."""
    found: list[Person] = []
    for each in facts.listed(*names):
        if isinstance(each, dict):
            name = Name(
                **{k: str(v) for k, v in each.items() if k in ("family", "given", "literal")}
            )
            text = name.literal or f"{name.given} {name.family}".strip()
            found.append(Person(text, facts, name, first="author" in names))
        elif isinstance(each, str) and each.casefold() in OPEN:
            found += [Person("N. N.", facts, Name(literal="N. N."), first=False)] * MANY
        elif isinstance(each, str):
            found += [
                Person(text, facts, None, first="author" in names) for text in _parted(each, facts)
            ]
        else:
            facts.remark(f"{each!r} is no name")
    return found


def _parted(text: str, facts: Facts) -> list[str]:
    """The names in a text that lists several."""
    if ";" in text:
        return [part.strip() for part in text.split(";") if part.strip()]
    if " and " in text and not _BODY.search(text) and "author_type" not in facts:
        return [part for part in re.split(r",? and |, ", text) if part]
    return [text]


def agent(person: Person, role: Role, facts: Facts) -> model.Agent:
    name = person.name
    parts = {"family": name.family, "given": name.given} if person.parted else {}
    if person.parted and name.non_dropping_particle:
        parts["family"] = f"{name.non_dropping_particle} {name.family}"
    return facts.make(
        model.Agent,
        role=role,
        as_given=person.as_given,
        kind=AgentKind.BODY if person.body else AgentKind.PERSON,
        certainty=person.certainty,
        suffix=name.suffix or None,
        short=person.short,
        **parts,
    )


def agents(facts: Facts, kind: Kind, *, edited: bool) -> list[model.Agent]:
    """Everybody in the facts, by the record's roles; a fact may be called in the plural.

    edited: editors and translators are those of the printed edition that the document is in.
    """
    found: list[model.Agent] = []
    for role in Role:
        if edited and role in (Role.EDITOR, Role.TRANSLATOR):
            continue
        said = FIRST.get(kind, role) if role is Role.AUTHOR else role
        found += [agent(each, said, facts) for each in people(facts, str(role), f"{role}s")]
    return found


def csl_name(person: Person) -> dict[str, Any]:
    """One name in CSL-JSON, with the short form that our engine knows."""
    name = person.name
    if person.parted:
        found: dict[str, Any] = {"family": name.family, "given": name.given}
        if name.non_dropping_particle:
            found["non-dropping-particle"] = name.non_dropping_particle
        if name.suffix:
            found |= {"suffix": name.suffix, "comma-suffix": name.comma_suffix}
    else:
        found = {"literal": person.as_given}
    if person.handle:  # CSL has no place for it; it follows the whole name
        last = "given" if person.parted else "literal"
        found[last] = f"{found[last]} [{person.handle}]"
    if person.short:
        found["short"] = person.short
    return found
