"""Permissions and credits for a publisher, and acknowledgements of funders, out of records.

Says what records say, and what they do not; prints nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from archcite.app.tabular import Block, Report
from archcite.record.model import Funder, Record
from archcite.record.permissions import Need, lacking, permission
from archcite.text.numbers import counted

RIGHTS_COLUMNS = (
    "Credit", "Permission", "Needed for", "Conditions", "Statement", "Rights", "Licence", "Holder",
    "Contact", "Speaks of", "Asked", "Missing",
)  # fmt: skip
_ADDRESSES = {
    "ror": ("ROR", "https://ror.org/"),
    "crossref": ("Crossref Funder ID", "https://doi.org/"),
    "isni": ("ISNI", "https://isni.org/isni/"),
    "wikidata": ("Other", "https://www.wikidata.org/entity/"),
}


def rights_report(records: Sequence[Record], credits: Mapping[str, str]) -> Report:
    """The report on some records. credits: the line by which each is credited, by key."""
    blocks = [
        Block(each.document.id, _rights(each, credits.get(each.document.id, "")))
        for each in records
    ]
    needs = Counter(permission(each).need for each in records)
    sums = [f"{counted(len(records), 'record')}"]
    sums += [f"permission needed: {need}: {needs[need]}" for need in Need if needs[need]]
    gaps: dict[str, list[str]] = {}
    for each in records:
        for path in lacking(each):
            gaps.setdefault(path, []).append(each.document.id)
    sums += [f"without {path}: {len(keys)} ({_some(keys)})" for path, keys in gaps.items()]
    return Report("Permissions and credits", RIGHTS_COLUMNS, blocks, sums)


def rights_data(records: Sequence[Record], credits: Mapping[str, str]) -> list[dict[str, Any]]:
    """The same for programs."""
    found: list[dict[str, Any]] = []
    for record in records:
        permitted = permission(record)
        rights = record.rights
        found.append(
            {
                "key": record.document.id,
                "credit": credits.get(record.document.id, ""),
                "permission": str(permitted.need),
                "needed_for": permitted.uses,
                "basis": permitted.basis,
                "conditions": list(permitted.conditions),
                "statement": (rights and rights.statement) or "",
                "uri": (rights and rights.uri) or "",
                "license": (rights and rights.license) or "",
                "holder": list(rights.holder) if rights else [],
                "contact": (rights and rights.contact) or "",
                "url": (rights and rights.url) or "",
                "missing": lacking(record),
            }
        )
    return found


def _rights(record: Record, credit: str) -> dict[str, str]:
    permitted = permission(record)
    rights = record.rights
    basis = f" ({permitted.basis})" if permitted.basis else ""
    lines = dict.fromkeys(RIGHTS_COLUMNS, "")
    lines["Credit"] = credit
    lines["Permission"] = f"{permitted.need}{basis}"
    lines["Needed for"] = permitted.uses
    lines["Conditions"] = "; ".join(permitted.conditions)
    lines["Missing"] = ", ".join(lacking(record))
    if rights:
        asked = {True: "yes", False: "no", None: ""}[rights.holder_contacted]
        lines |= {
            "Statement": rights.statement or "",
            "Rights": rights.uri or "",
            "Licence": rights.license or "",
            "Holder": "; ".join(rights.holder),
            "Contact": "; ".join(each for each in (rights.contact, rights.url) if each),
            "Speaks of": ", ".join(map(str, rights.covers)),
            "Asked": asked,
        }
    return lines


class Funding(NamedTuple):
    """One funder and grant, with all records that it paid for."""

    name: str
    award: str
    id_type: str
    id: str
    sentences: tuple[str, ...]
    keys: tuple[str, ...]


FUNDER_COLUMNS = ("Acknowledgement", "Identifier", "Type", "Award", "Records")


def fundings(records: Sequence[Record]) -> list[Funding]:
    """Who paid for these records' editions, each grant once, in the order of the records."""
    found: dict[tuple[str, str], tuple[list[Funder], list[str]]] = {}
    for record in records:
        for funder in record.funders:
            one = found.setdefault((_same(funder.name), funder.award or ""), ([], []))
            one[0].append(funder)
            if record.document.id not in one[1]:
                one[1].append(record.document.id)
    made: list[Funding] = []
    for funders, keys in found.values():
        type_, address = next(filter(None, map(_identifier, funders)), ("", ""))
        said = tuple(dict.fromkeys(each.statement for each in funders if each.statement))
        name, award = funders[0].name, funders[0].award or ""
        made.append(Funding(name, award, type_, address, said, tuple(keys)))
    return made


def funders_report(records: Sequence[Record]) -> Report:
    """The acknowledgements, and the list of funders as DataCite wants it."""
    found = fundings(records)
    blocks = [
        Block(
            each.name,
            {
                "Acknowledgement": " ".join(each.sentences) or _sentence(each),
                "Identifier": each.id,
                "Type": each.id_type,
                "Award": each.award,
                "Records": f"{len(each.keys)}: {', '.join(each.keys)}",
            },
        )
        for each in found
    ]
    without = sum(not record.funders for record in records)
    sums = [f"{counted(len(found), 'funder')} of {counted(len(records), 'record')}"]
    sums += [f"without a funder: {without}"] if without else []
    unknown = [each.name for each in found if not each.id]
    sums += [f"without an identifier: {len(unknown)} ({_some(unknown)})"] if unknown else []
    return Report("Funders", FUNDER_COLUMNS, blocks, sums)


def funders_data(records: Sequence[Record]) -> list[dict[str, Any]]:
    """The list as DataCite's fundingReferences, with the sentences and the records."""
    return [
        {
            "funderName": each.name,
            **({"funderIdentifier": each.id, "funderIdentifierType": each.id_type}
               if each.id else {}),
            **({"awardNumber": each.award} if each.award else {}),
            "acknowledgement": " ".join(each.sentences) or _sentence(each),
            "records": list(each.keys),
        }
        for each in fundings(records)
    ]  # fmt: skip


def _sentence(funding: Funding) -> str:
    award = f" (award {funding.award})" if funding.award else ""
    return f"Supported by {funding.name}{award}."


def _identifier(funder: Funder) -> tuple[str, str] | None:
    for field, (type_, start) in _ADDRESSES.items():
        if funder.ids and (found := getattr(funder.ids, field)):
            return type_, f"{start}{found}"
    return None


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


def _some(keys: Sequence[str], most: int = 5) -> str:
    more = f" and {len(keys) - most} more" if len(keys) > most else ""
    return f"{', '.join(keys[:most])}{more}"
