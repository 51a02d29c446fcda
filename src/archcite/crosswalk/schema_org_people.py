"""People and bodies as Person and Organization of schema.org, with their roles, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archcite.crosswalk import relators
from archcite.crosswalk import schema_org_table as table
from archcite.crosswalk.csl_back import AUTHORS_OF
from archcite.crosswalk.dublin_core_back import inverted
from archcite.crosswalk.json_ld import (
    Node,
    keep,
    nodes,
    put,
    text,
    text_of,
    texts,
    typed,
    types_of,
    values,
)
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append
from archcite.record.vocab import Kind, Role

_IDS = ("orcid", "isni", "viaf", "wikidata", "lcnaf")
_FUNDER_IDS = ("ror", "crossref", "isni", "wikidata")
_ROLE_TYPES = frozenset(("Role", "OrganizationRole", "PerformanceRole", "EmployeeRole"))
_BODIES = frozenset(
    """Organization ArchiveOrganization Corporation EducationalOrganization GovernmentOrganization
    CollegeOrUniversity LibrarySystem Library NGO NewsMediaOrganization PerformingGroup MusicGroup
    ResearchOrganization FundingAgency FundingScheme PoliticalParty Museum LocalBusiness
    Consortium""".split()
)
_KNOWN = frozenset(
    """@id @type name givenName familyName honorificSuffix alternateName affiliation jobTitle sameAs
    identifier url""".split()
)


# -- there


def write_people(node: dict[str, Any], plain: Node, kind: Kind) -> None:
    """Every agent under the property of its role, or as a Role with its name."""
    found: dict[str, list[Any]] = {}
    people = plain.get("people", ())
    # A creator alone would be read as who wrote it.
    written = _is_whole(kind) or any(agent["role"] in _AUTHORING for agent in people)
    for agent in people:
        role, one = agent["role"], agent_node(agent)
        if role == "subject":
            found.setdefault("about", []).append(one)
        elif role == AUTHORS_OF.get(kind, Role.AUTHOR):
            found.setdefault("author", []).append(one)
        elif role in table.ROLES and role != "author" and (role != "creator" or written):
            found.setdefault(table.ROLES[role], []).append(one)
        else:
            name = "author" if role in _AUTHORING else "contributor"
            told = relators.word(relators.ROLES[role])
            found.setdefault(name, []).append({"@type": "Role", "roleName": told, name: one})
    for name, members in found.items():
        put(node, name, [*values(node, name), *members])


_AUTHORING = frozenset(map(str, AUTHORS_OF.values())) | {"author"}


def agent_node(agent: Mapping[str, Any]) -> dict[str, Any]:
    """Somebody as a node."""
    body = agent.get("kind") == "body"
    office = agent.get("affiliation")
    return typed(
        "Organization" if body else "Person",
        name=agent["as_given"],
        givenName=agent.get("given"),
        familyName=agent.get("family"),
        honorificSuffix=agent.get("suffix"),
        alternateName=agent.get("original") or (agent.get("short") if body else None),
        affiliation=typed("Organization", name=office),
        sameAs=table.addresses(agent.get("ids")),
    )


def write_funders(node: dict[str, Any], plain: Node) -> None:
    """A funder with its award or sentence as a Grant, the others alone."""
    funders, grants = [], []
    for funder in plain.get("funders", ()):
        ids = table.addresses(funder.get("ids"))
        one = typed("Organization", name=funder["name"], sameAs=ids)
        if funder.get("award") or funder.get("statement"):
            award, said = funder.get("award"), funder.get("statement")
            grants.append(typed("Grant", identifier=award, description=said, funder=one))
        else:
            funders.append(one)
    put(node, "funder", funders)
    put(node, "funding", grants)


# -- and back


def read_people(node: Node, plain: Plain, kind: Kind) -> None:
    """Everybody in a role; whoever the work is about too."""
    main = str(AUTHORS_OF.get(kind, Role.AUTHOR))
    for name, usual in table.FROM_PROPERTIES.items():
        for each in values(node, name):
            for agent, told in _agents(each, name, plain):
                role = relators.role_of(told) if told else None
                if told and role is None:
                    one = {"format": table.NAME, "name": f"{name}.roleName", "value": told}
                    append(plain, "record.foreign", one)
                # Of a collection the creator is who made it, of a document who wrote it.
                made = name == "creator" and not _is_whole(kind) and not values(node, "author")
                own = main if usual == "author" or made else usual
                append(plain, "people", {"role": str(role or own), **agent})
    for each in nodes(node, "about"):
        if is_agent(each):
            append(plain, "people", {"role": "subject", **agent_of(each, "about", plain)})


def _is_whole(kind: Kind) -> bool:
    return kind in (Kind.COLLECTION, Kind.FILE)


def _agents(value: Any, name: str, plain: Plain) -> Iterator[tuple[Plain, str]]:
    """Whom a value means, each with the name of a role or ""."""
    if isinstance(value, Mapping) and _ROLE_TYPES.intersection(types_of(value)):
        told = text(value, "roleName", "namedPosition")
        for inner in values(value, name, "contributor" if name != "contributor" else "author"):
            if agent := agent_of(inner, name, plain):
                yield agent, told
    elif isinstance(value, str):
        for one in value.split(";"):
            if one.strip():
                yield agent_of(one, name, plain), ""
    elif agent := agent_of(value, name, plain):
        yield agent, ""


def is_agent(node: Node) -> bool:
    """Whether a node is somebody."""
    return "Person" in types_of(node) or bool(_BODIES.intersection(types_of(node)))


def agent_of(value: Any, name: str, plain: Plain) -> Plain:
    """A plain agent without its role; {} for nobody. name: the property, for what has no place."""
    if not isinstance(value, Mapping) or "@value" in value:
        told = " ".join(text_of(value).split())
        return inverted(told) if told else {}
    body = bool(_BODIES.intersection(types_of(value)))
    family, given = _line(value, "familyName"), _line(value, "givenName")
    told = _line(value, "name") or " ".join(each for each in (given, family) if each)
    if not told:
        return {}
    agent = _named(told, family, given, _line(value, "honorificSuffix"))
    if body:
        agent = {"as_given": told, "kind": "body"}
    for other in texts(value, "alternateName"):
        foreign = any(letter.isalpha() and letter > "\u024f" for letter in other)
        agent.setdefault("original" if foreign or not body else "short", other)
    if office := _line(value, "affiliation") or _line(value, "jobTitle"):
        agent["affiliation"] = office
    if ids := table.ids_of(value, _IDS):
        agent["ids"] = ids
    keep(plain, table.NAME, value, _KNOWN, f"{name}.")
    return agent


def _line(node: Node, name: str) -> str:
    return " ".join(text(node, name).split())


def _named(told: str, family: str, given: str, suffix: str) -> Plain:
    """A person with the parts that are told; a particle stands between them in the name."""
    if not family:
        return inverted(told)
    agent: Plain = {"as_given": told, "family": family}
    if told.replace(",", "") == f"{family} {given}".replace(",", "") and given:
        if "," in told:
            agent["as_given"] = f"{given} {family}"
        else:
            agent["order"] = "family-first"
    elif given and told.startswith(f"{given} ") and family in told:
        between = told.removeprefix(given).rpartition(family)[0].strip()
        if between and between == between.lower():
            agent["particle"] = between
    if given:
        agent["given"] = given
    if suffix:
        agent["suffix"] = suffix
    return agent


def read_funders(node: Node, plain: Plain) -> None:
    """Funders and sponsors, and those of grants."""
    for each in values(node, "funder", "sponsor"):
        append(plain, "funders", _funder(each))
    for each in values(node, "funding"):
        payers = values(each, "funder", "sponsor") if isinstance(each, Mapping) else []
        if not payers:
            told = text_of(each) or "?"
            append(
                plain,
                "record.foreign",
                {"format": table.NAME, "name": "funding", "value": told},
            )
        for payer in payers:
            funder = _funder(payer)
            award, said = _award(each), text(each, "description")
            if funder:
                extra = {"award": award, "statement": said}
                append(plain, "funders", {**funder, **{k: v for k, v in extra.items() if v}})
                keep(plain, table.NAME, each, _GRANT, "funding.")


_GRANT = frozenset("@id @type identifier description funder sponsor".split())


def _award(grant: Node) -> str:
    for each in values(grant, "identifier"):
        if found := text_of(each.get("value") if isinstance(each, Mapping) else each):
            return found
    return ""


def _funder(value: Any) -> Plain:
    name = " ".join(text_of(value).split())
    if not name:
        return {}
    ids = table.ids_of(value, _FUNDER_IDS) if isinstance(value, Mapping) else {}
    return {"name": name, "ids": ids} if ids else {"name": name}
