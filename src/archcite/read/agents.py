"""A name as a page gives it ("Nehru, Jawaharlal", "Kim Il Sung", "Ministry of ...") -> Agent.

Decides person or body and which part is the family name; both are inferred and marked so.
"""

from __future__ import annotations

import re

from archcite.record.model import Agent
from archcite.record.vocab import AgentKind, NameOrder, Role, State
from archcite.text.family_first import is_family_first

_BODY = re.compile(
    r"\b(?:academy|administration|agency|alliance|army|assembly|association|bank|board|bureau|cabinet"
    r"|cent(?:er|re)|college|commission|committee|communist|company|conference|congress|corporation"
    r"|council|delegation|department|directorate|division|embassy|endowment|federation|forces|foreign"
    r"|foundation|front|fund|government|group|headquarters|institute|league|legation|library"
    r"|ministry|mission|movement|museum|office|organi[sz]ation|parliament|party|politburo"
    r"|presidium|project|republic|secretariat|section|service|society|staff|state|states|trust|union"
    r"|university|workers)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z][A-Z .&/-]{1,14}")
_QUALIFIER = re.compile(r"\s*\(([^()]*)\)\s*$")
_LIFE_DATES = re.compile(
    r",\s*(?:(?:b|d|ca|fl)\.\s*)?\d{4}\??\s*-?\s*(?:(?:ca\.\s*)?\d{4}\??)?\s*$"
)
_SUFFIX = re.compile(r",?\s+(Jr\.?|Sr\.?|II|III|IV)$")
_PARTICLES = frozenset("von van der den de da di du del della la le zu af ter".split())
HONORIFICS = re.compile(
    r"^(?:the )?(?:(?:Comrade|Cde|Comr|Mr|Mrs|Ms|Dr|Prof)\.? ?(?=[A-Z])|"
    r"(?:[A-Z][\w’'-]+ ){0,3}(?:Ambassador|President|Premier|Prime Minister|PM|Minister|Chairman"
    r"|Secretary|General|Marshal|Colonel|Chancellor|Chargé d['’]Affaires) (?=[A-Z]))"
)
_OFFICE = re.compile(
    r"(?:all|head|chief|chairman|deputy|vice|secretary|minister|ambassador|director|president"
    r"|premier|members|foreign minister|prime minister)\b",
    re.IGNORECASE,
)
_KIND_INFERRED = {"kind": State.INFERRED}
_EMPTY_HONORIFICS = re.compile(r"(?:Comrade|Cde|Comr|Mr|Mrs|Ms|Dr|Prof)\.?")


def person_or_body(name: str, role: Role, *, src: State | None = None) -> Agent:
    """The agent of that name. src marks the whole; without it only its parts, as inferred."""
    given_name = " ".join(name.split()).strip(" ,;")
    text = given_name
    office: str | None = None
    honorific = HONORIFICS.match(text)
    if honorific and len(text) > honorific.end():
        title = honorific[0].strip().removeprefix("the ")
        office = None if _EMPTY_HONORIFICS.fullmatch(title) else title
        text = text[honorific.end() :]
    if is_office(text):
        return Agent(role=role, as_given=given_name, src=src or {})
    if is_body(text):
        return Agent(role=role, as_given=given_name, kind=AgentKind.BODY, src=src or _KIND_INFERRED)
    qualifier = _QUALIFIER.search(text)
    plain = text[: qualifier.start()] if qualifier else text
    plain, dated = _LIFE_DATES.subn("", plain)
    heading = text if qualifier or dated else None
    family, given, suffix, particle, first = _parts(plain)
    if not family:
        return Agent(role=role, as_given=given_name, src=src or {})
    running = f"{family} {given}" if first else f"{given} {particle or ''} {family}"
    running = " ".join(running.split())
    if suffix:
        running = f"{running}{', ' if suffix[0] in 'JS' else ' '}{suffix}"
    parts = {} if "," in plain else {"family": State.INFERRED, "given": State.INFERRED}
    return Agent(
        role=role,
        as_given=running,
        family=family,
        given=given or None,
        particle=particle,
        suffix=suffix,
        order=NameOrder.FAMILY_FIRST if first else NameOrder.GIVEN_FIRST,
        affiliation=office,
        authority_form=heading,
        src=src or ({"order": State.INFERRED, **parts} if first else parts),
    )


def is_body(name: str) -> bool:
    """Whether a name is that of an institution: by its words, an "of", or all capitals."""
    return bool(_BODY.search(name) or " of " in name or _ACRONYM.fullmatch(name.strip()))


def is_office(name: str) -> bool:
    """Whether a phrase names somebody by office or as a group alone (Head of the Department)."""
    return bool(_OFFICE.match(name))


def looks_like_name(text: str) -> bool:
    """Whether a phrase has the shape of a person's name: two to four capitalised words."""
    words = text.split()
    if not 2 <= len(words) <= 4 or is_body(text) or any(char.isdigit() for char in text):
        return False
    return all(word[0].isupper() or word in _PARTICLES for word in words) and words[-1][0].isupper()


def _parts(text: str) -> tuple[str, str, str | None, str | None, bool]:
    """Family, given, suffix, particle, and whether the family name is said first."""
    found = _SUFFIX.search(text)
    suffix = found[1] if found else None
    if found:
        text = text[: found.start()]
    if "," in text:
        family, _, given = (part.strip() for part in text.partition(","))
        given = given.split(",")[0].strip()
        return family, given, suffix, None, is_family_first(f"{family} {given}")
    words = text.split()
    if len(words) < 2 or len(words) > 5 or not words[-1][0].isupper():
        return "", "", None, None, False
    if not all(word[0].isupper() or word in _PARTICLES for word in words):
        return "", "", None, None, False
    if is_family_first(text):
        return words[0], " ".join(words[1:]), suffix, None, True
    at = len(words) - 1
    while at > 1 and words[at - 1] in _PARTICLES:
        at -= 1
    particle = " ".join(words[at:-1]) or None
    return words[-1], " ".join(words[:at]), suffix, particle, False
