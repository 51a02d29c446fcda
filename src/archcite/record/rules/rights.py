"""Rules about rights and funders: statements that contradict each other, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archcite.errors import Severity
from archcite.record.languages import MAKERS
from archcite.record.model import Rights
from archcite.record.rules.likely import folded
from archcite.record.rules.rule import Finding, Seen, rule

_ASK = re.compile(
    r"(?:permission|enquire|inquire|contact|ask|write to)[^.;]{0,80}\bcommercial\b"
    r"|\bcommercial (?:use|reuse|reproduction)\b[^.;]{0,60}"
    r"(?:permission|prohibited|not allowed|ask|fee)"
    r"|\bnon-?commercial (?:use|purposes?) only\b",
    re.IGNORECASE,
)
_RESERVED = re.compile(r"\ball rights reserved\b", re.IGNORECASE)


@rule(
    "rights-conflict",
    Severity.ERROR,
    "Rights statement, licence and holder contradict each other.",
    why="Whoever reuses the document relies on the more generous of the two. In copyright and CC0, "
    "no copyright and a rights holder, “ask before commercial use” and a licence that allows it: "
    "one of the two is wrong, or they speak of different things and need `covers`.",
    bad="""
    [rights]
    uri = "http://rightsstatements.org/vocab/InC/1.0/"
    license = "CC0-1.0"
    """,
    good="""
    [rights]
    uri = "http://rightsstatements.org/vocab/NKC/1.0/"
    license = "CC0-1.0"
    """,
    mechanical=True,
)
def rights_conflict(seen: Seen) -> Iterator[Finding]:
    rights = seen.record.rights
    if rights is None:
        return
    code = (rights.uri or "").partition("/vocab/")[2].partition("/")[0]
    licence = _licence(rights)
    statement = rights.statement or ""
    if code.startswith("InC") and licence in ("CC0", "PD"):
        yield Finding(
            "rights.license",
            f"{rights.license} gives up all rights, but {code} says that it is in copyright",
            "take out the one that is wrong",
        )
    elif code.startswith("NoC") and licence == "CC":
        yield Finding(
            "rights.license",
            f"there is nothing to license with {rights.license}: {code} says no copyright",
            "take out the one that is wrong",
        )
    if code.startswith("NoC") and rights.holder and code != "NoC-CR":
        yield Finding(
            "rights.holder",
            f"{code} says that there is no copyright, but a rights holder is named",
            "take out the one that is wrong",
        )
    found = _ASK.search(statement)
    if found and not rights.covers and _is_commercial(rights):
        yield Finding(
            "rights.license",
            f"{rights.license} allows commercial use, but the statement asks for permission",
            "take the licence out, or say in covers what it is for",
        )
    elif licence in ("CC0", "PD") and _RESERVED.search(statement):
        yield Finding(
            "rights.license",
            f"the statement reserves all rights, but the licence is {rights.license}",
            "take out the one that is wrong",
        )


def _licence(rights: Rights) -> str:
    """CC0, PD (public domain), CC for a licence of Creative Commons, "" for others and none."""
    licence = rights.license or ""
    if licence == "CC0-1.0" or "/publicdomain/zero/" in licence:
        return "CC0"
    if licence in ("CC-PDDC", "PDDL-1.0") or "/publicdomain/mark/" in licence:
        return "PD"
    return "CC" if licence.startswith("CC-BY") or "/licenses/by" in licence else ""


def _is_commercial(rights: Rights) -> bool:
    licence = (rights.license or "").lower()
    return bool(_licence(rights)) and "-nc" not in licence


@rule(
    "rights-uri-missing",
    Severity.INFO,
    "The rights are told in words alone.",
    why="One of the twelve statements of rightsstatements.org, or a licence, can be read by "
    "programs and filtered by; a sentence of each archive's own cannot.",
    bad="""
    [rights]
    statement = "Free for research. Ask before publishing."
    """,
    good="""
    [rights]
    statement = "Free for research. Ask before publishing."
    uri = "http://rightsstatements.org/vocab/InC/1.0/"
    """,
)
def rights_uri_missing(seen: Seen) -> Iterator[Finding]:
    rights = seen.record.rights
    if rights and rights.statement and not rights.uri and not rights.license:
        marks = rights.src
        if not (isinstance(marks, dict) and {"uri", "license"} & set(marks)):
            yield Finding(
                "rights.statement",
                "the rights have neither a rightsstatements.org address nor a licence",
                "add uri or license, if the source supports one",
            )


@rule(
    "funder-unidentified",
    Severity.INFO,
    "A funder has no identifier.",
    why="Funders count what they paid for by their ROR or Crossref number. Names change and are "
    "written in many ways.",
    bad="""
    [[funders]]
    name = "Leon Levy Foundation"
    """,
    good="""
    [[funders]]
    name = "Leon Levy Foundation"
    ids = { ror = "03vek6s52" }
    """,
)
def funder_unidentified(seen: Seen) -> Iterator[Finding]:
    for index, funder in enumerate(seen.record.funders):
        ids = funder.ids
        if not (ids and (ids.ror or ids.crossref or ids.isni or ids.wikidata)):
            yield Finding(
                f"funders[{index}].name",
                f"{funder.name} has no identifier",
                f"add ids = {{ ror = ... }} to funders[{index}]; ror.org lists them",
            )


@rule(
    "funder-as-author",
    Severity.WARNING,
    "A funder stands as author, publisher or rights holder too.",
    why="Who paid for the edition or the translation did not write the document. Exports mix the "
    "two up, and the citation would name the wrong one.",
    bad="""
    [[people]]
    role = "author"
    as_given = "Leon Levy Foundation"
    kind = "body"

    [[funders]]
    name = "Leon Levy Foundation"
    """,
    good="""
    [[people]]
    role = "author"
    as_given = "Leonid Brezhnev"

    [[funders]]
    name = "Leon Levy Foundation"
    """,
)
def funder_as_author(seen: Seen) -> Iterator[Finding]:
    record = seen.record
    if not record.funders:
        return
    names = {_bare(funder.name) for funder in record.funders}
    places = [
        (f"people[{index}].as_given", agent.as_given, f"the {agent.role}")
        for index, agent in enumerate(record.people)
        if agent.role in MAKERS
    ]
    if record.published and record.published.publisher:
        places.append(("published.publisher", record.published.publisher, "the publisher"))
    for index, holder in enumerate(record.rights.holder if record.rights else ()):
        places.append((f"rights.holder[{index}]", holder, "a rights holder"))
    for path, name, what in places:
        if _bare(name) in names:
            yield Finding(
                path,
                f"{name} is a funder, and {what} too",
                "take it out where it does not belong",
            )


def _bare(name: str) -> str:
    """A body's name as it is compared, without its article."""
    return folded(name).removeprefix("the ")


@rule(
    "funder-repeated",
    Severity.WARNING,
    "A funder stands twice with the same award.",
    why="The acknowledgement would thank them twice.",
    bad="""
    [[funders]]
    name = "Blavatnik Family Foundation"

    [[funders]]
    name = "Blavatnik Family Foundation"
    """,
    good="""
    [[funders]]
    name = "Blavatnik Family Foundation"
    award = "12"

    [[funders]]
    name = "Blavatnik Family Foundation"
    award = "13"
    """,
    mechanical=True,
)
def funder_repeated(seen: Seen) -> Iterator[Finding]:
    known: set[tuple[str, str]] = set()
    for index, funder in enumerate(seen.record.funders):
        word = (folded(funder.name), funder.award or "")
        if word in known and word[0]:
            yield Finding(f"funders[{index}].name", f"{funder.name} stands twice")
        known.add(word)


RULES = (
    rights_conflict,
    rights_uri_missing,
    funder_unidentified,
    funder_as_author,
    funder_repeated,
)
