"""People of a record as MODS names with MARC relators, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from archcite.crosswalk import relators
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import add, append, at, attribute, children, line, store
from archcite.record.vocab import Role

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

IDS = ("orcid", "isni", "viaf", "wikidata", "lcnaf")
_ADDRESSES: Mapping[str, str] = {
    "orcid": "https://orcid.org/",
    "isni": "https://isni.org/isni/",
    "viaf": "https://viaf.org/viaf/",
    "wikidata": "https://www.wikidata.org/entity/",
    "lcnaf": "https://id.loc.gov/authorities/names/",
}
_CERTAIN = "certain"


def write_name(root: Element, agent: Mapping[str, Any], word: str = "") -> None:
    """One person or body. word: the role's word, if another program wants its own."""
    role = relators.ROLES[agent["role"]]
    body = agent.get("kind") == "body"
    made = add(root, "name", None, {"type": "corporate" if body else "personal"})
    if agent.get("scheme"):
        made.set("transliteration", agent["scheme"])
    write_parts(made, agent)
    if role is not Role.SUBJECT:
        terms = add(made, "role")
        if code := relators.CODES.get(role):
            add(terms, "roleTerm", code, {"type": "code", "authority": "marcrelator"})
        add(terms, "roleTerm", word or relators.word(role), {"type": "text"})


def write_parts(made: Element, agent: Mapping[str, Any]) -> None:
    """Parts, form in the source, office, other forms and identifiers of a name."""
    body = agent.get("kind") == "body"
    if body or not agent.get("family"):
        add(made, "namePart", agent["as_given"])
    else:
        family = " ".join(each for each in (agent.get("particle"), agent["family"]) if each)
        add(made, "namePart", family, {"type": "family"})
        if agent.get("given"):
            add(made, "namePart", agent["given"], {"type": "given"})
        if agent.get("suffix"):
            add(made, "namePart", agent["suffix"], {"type": "termsOfAddress"})
        add(made, "displayForm", agent["as_given"])
    if agent.get("affiliation"):
        add(made, "affiliation", agent["affiliation"])
    if agent.get("certainty") not in (None, _CERTAIN):
        add(made, "description", agent["certainty"])
    for key, type_ in (("original", "original script"), ("short", "short"),
                       ("authority_form", "authority form")):  # fmt: skip
        if agent.get(key):
            add(add(made, "alternativeName", None, {"altType": type_}), "namePart", agent[key])
    for key in IDS:
        if found := (agent.get("ids") or {}).get(key):
            add(made, "nameIdentifier", found, {"type": key, "typeURI": _ADDRESSES[key]})


def read_names(root: Element, plain: Plain, used: set[Element]) -> None:
    """Every name of a record or related item: people, and whoever holds, paid or printed it."""
    for each in children(root, "name"):
        if each in used:
            continue
        used.add(each)
        agent = read_parts(each)
        if not agent:
            continue
        told = [line(term) for term in at(each, "role/roleTerm") if line(term)]
        for role, word in _roles(told) or [(Role.AUTHOR, "")]:
            if role:
                append(plain, "people", {"role": str(role), **agent})
            else:
                other(plain, word, agent["as_given"])


def _roles(told: list[str]) -> list[tuple[Role | None, str]]:
    """The roles that terms mean, each once; what is no person's role by its word."""
    found: list[tuple[Role | None, str]] = []
    for each in told:
        role = relators.role_of(each)
        word = relators.bare(each)
        pair = (role, "" if role else word)
        if pair not in found:
            found.append(pair)
    known = [pair for pair in found if pair[0]]
    # A code and a word say one role: the word where the code says no more than "contributor".
    if len(known) > 1 and len(told) == 2:
        return known[-1:] if known[0][0] is Role.CONTRIBUTOR else known[:1]
    special = [pair for pair in found if pair[0] is None and is_special(pair[1])]
    return known or special[:1] or [(Role.CONTRIBUTOR, "")] if found else []


def is_special(word: str) -> bool:
    """Whether a relator is that of a fact of its own (funder, repository), not of a person."""
    groups = (relators.FUNDER, relators.REPOSITORY, relators.PUBLISHER, relators.HOLDER)
    return any(word in group for group in (*groups, relators.DONOR, relators.OWNER))


def other(plain: Plain, word: str, name: str) -> None:
    """Whoever is named for what is a fact of its own."""
    if word in relators.FUNDER:
        append(plain, "funders", {"name": name})
    elif word in relators.REPOSITORY:
        store(plain, "source.archive.name", name)
    elif word in relators.PUBLISHER:
        store(plain, "published.publisher", name)
    elif word in relators.HOLDER:
        append(plain, "rights.holder", name)
    elif word in relators.DONOR:
        append(plain, "credits", {"verb": "provided", "by": [name]})
    elif word in relators.OWNER:
        append(plain, "remarks", {"text": name, "title": "owner"})


def read_parts(name: Element) -> Plain:
    """A name without its role; {} for one without any words."""
    parts: dict[str, list[str]] = {}
    for each in children(name, "namePart"):
        parts.setdefault(attribute(each, "type"), []).append(line(each))
    joined = {key: " ".join(texts) for key, texts in parts.items()}
    shown = next((line(each) for each in children(name, "displayForm")), "")
    whole, family, given = (joined.get(key, "") for key in ("", "family", "given"))
    agent: Plain = {}
    if family:
        suffix = joined.get("termsOfAddress", "")
        running = ", ".join(filter(None, (f"{given} {family}".strip(), suffix)))
        agent = {"as_given": shown or running, "family": family}
        _store(agent, "given", given)
        _store(agent, "suffix", suffix)
        first = shown.startswith(f"{family} ") and given and not shown.startswith(given)
        if first:
            agent["order"] = "family-first"
    elif shown or whole or given:
        agent = {"as_given": whole or shown or given}
        if joined.get("date"):
            agent["authority_form"] = f"{agent['as_given'].rstrip(',')}, {joined['date']}"
    if not agent:
        return {}
    if attribute(name, "type") in ("corporate", "conference", "family"):
        agent["kind"] = "body"
    _store(agent, "scheme", attribute(name, "transliteration"))
    _store(agent, "affiliation", next((line(e) for e in children(name, "affiliation")), ""))
    told = next((line(e) for e in children(name, "description")), "")
    if told in ("probable", "uncertain"):
        agent["certainty"] = told
    for key, type_ in (("original", "original script"), ("short", "short"),
                       ("authority_form", "authority form")):  # fmt: skip
        for each in children(name, "alternativeName"):
            if attribute(each, "altType") == type_:
                _store(agent, key, line(each))
    ids = _ids(name)
    if ids:
        agent["ids"] = ids
    return agent


def _ids(name: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in children(name, "nameIdentifier"):
        kind, text = attribute(each, "type").casefold(), line(each).rstrip("/").rsplit("/", 1)[-1]
        kind = "lcnaf" if kind in ("naf", "lccn", "lcnaf") else kind
        if kind in IDS and text:
            found.setdefault(kind, text)
    address = attribute(name, "valueURI")
    for kind, start in _ADDRESSES.items():
        bare = start.partition("://")[2]
        if bare in address:
            found.setdefault(kind, address.rstrip("/").rsplit("/", 1)[-1])
    return found


def _store(agent: Plain, key: str, text: str) -> None:
    if text:
        agent.setdefault(key, text)
