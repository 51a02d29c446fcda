"""What a rights statement means for somebody who wants to print a document: whom to ask, and when.

Goes by rightsstatements.org, by Creative Commons, and by the fields of the record. Free words are
handed on and never interpreted: what they mean, a person must read.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from archcite.record.model import Record, Rights
from archcite.record.vocab import Access


class Need(StrEnum):
    """Whether a publisher needs permission."""

    NO = "no"
    SOME = "for some uses"
    YES = "yes"
    UNCLEAR = "unclear"
    UNKNOWN = "not said"


class Permission(NamedTuple):
    """need: whether permission is needed. uses: for what. basis: what says so, "" for nothing.

    conditions: what has to be done even where nobody has to be asked.
    """

    need: Need
    uses: str = ""
    basis: str = ""
    conditions: tuple[str, ...] = ()


# The twelve of rightsstatements.org, version 1.0.
_STATEMENTS: dict[str, tuple[Need, str]] = {
    "InC": (Need.YES, "any use beyond the exceptions of copyright law"),
    "InC-OW-EU": (Need.YES, "any use that the EU's law on orphan works does not allow"),
    "InC-EDU": (Need.SOME, "any use that is not educational"),
    "InC-NC": (Need.SOME, "commercial use"),
    "InC-RUU": (Need.UNCLEAR, "any use; the rights holder is unknown or cannot be found"),
    "NoC-CR": (Need.SOME, "uses that a contract with the archive forbids"),
    "NoC-NC": (Need.SOME, "commercial use, by contract with the archive"),
    "NoC-OKLR": (Need.SOME, "uses that laws other than copyright restrict"),
    "NoC-US": (Need.SOME, "use outside the United States, where it may be in copyright"),
    "CNE": (Need.UNCLEAR, "any use; nobody has looked into the copyright"),
    "UND": (Need.UNCLEAR, "any use; the copyright could not be settled"),
    "NKC": (Need.UNCLEAR, "any use; no copyright is known, but it may exist"),
}
_CODE = re.compile(r"rightsstatements\.org/(?:vocab|page)/([A-Za-z-]+)/")
_COMMONS = re.compile(
    r"(?:creativecommons\.org/(?:licenses|publicdomain)/|^CC-)([a-z0-9-]+)", re.IGNORECASE
)
_FREE = frozenset(("cc0-1.0", "cc0", "zero", "mark", "pddl-1.0", "unlicense", "0bsd"))


def permission(record: Record) -> Permission:
    """Whether printing the document needs permission, as far as its record says."""
    rights = record.rights
    if rights is None:
        return Permission(Need.UNKNOWN)
    found = _licensed(rights) or _stated(rights) or _worded(rights)
    if rights.access in (Access.CLOSED, Access.RESTRICTED) and found.need is not Need.YES:
        said = f"access is {rights.access}"
        uses = "; ".join(each for each in (found.uses, "reading it at all") if each)
        return found._replace(need=Need.YES, uses=uses, basis=f"{found.basis}; {said}".strip("; "))
    return found


def lacking(record: Record) -> list[str]:
    """The field paths that a permissions report would want and the record does not have."""
    rights = record.rights
    if rights is None:
        return ["rights.statement"]
    found: list[str] = []
    if not (rights.statement or rights.uri or rights.license):
        found.append("rights.statement")
    need = permission(record).need
    if need not in (Need.NO, Need.UNKNOWN):
        if not rights.holder:
            found.append("rights.holder")
        if not (rights.contact or rights.url):
            found.append("rights.contact")
    return found


def _licensed(rights: Rights) -> Permission | None:
    if not rights.license:
        return None
    found = _COMMONS.search(rights.license)
    name = (found[1] if found else rights.license).lower().strip("-")
    basis = rights.license
    if name in _FREE:
        return Permission(Need.NO, "", basis)
    if not found:
        return Permission(
            Need.UNCLEAR, "uses that the licence does not allow", basis, ("keep to the licence",)
        )
    parts = name.split("-")
    conditions = ["name the creator and the licence"]
    if "sa" in parts:
        conditions.append("share adaptations under the same licence")
    uses = [
        use
        for part, use in (("nc", "commercial use"), ("nd", "adaptations, a translation too"))
        if part in parts
    ]
    need = Need.SOME if uses else Need.NO
    return Permission(need, " and ".join(uses), basis, tuple(conditions))


def _stated(rights: Rights) -> Permission | None:
    found = _CODE.search(rights.uri or "")
    if not found or found[1] not in _STATEMENTS:
        return None
    need, uses = _STATEMENTS[found[1]]
    return Permission(need, uses, f"rightsstatements.org {found[1]}")


def _worded(rights: Rights) -> Permission:
    if rights.statement:
        return Permission(Need.UNCLEAR, "see the statement", "the archive's statement")
    return Permission(Need.UNKNOWN)
