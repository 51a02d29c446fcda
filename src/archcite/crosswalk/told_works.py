"""A work as pages and spans tell it: CSL variables whose values are bare texts, and names as texts.

Highwire tags, PRISM, COinS and Zotero's tags are CSL in another dress; each has only a table of its
names, and what they have in common is here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from archcite.crosswalk.csl_back import AUTHORS_OF, from_csl
from archcite.crosswalk.dublin_core_back import inverted
from archcite.crosswalk.edtf_back import as_edtf
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, value
from archcite.record.vocab import Kind, Role

_SLASHED = re.compile(r"(\d{4})/(\d{1,2})(?:/(\d{1,2}))?")
_MONTHED = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_PAGES = re.compile(r"\s*(?:--|[-–—])\s*")


def work_of(item: Mapping[str, str], people: Iterable[Plain] = ()) -> Plain:
    """The plain record of an item. people: agents; one without a role stands as author."""
    read = {name: text for name, text in item.items() if text and name not in ("issued", "page")}
    if read.get("language"):
        read["language"] = tag_of(read["language"])
    plain = from_csl({"id": "", **read}).plain
    told = item.get("issued") or ""
    if date := date_of(told):
        plain["document"]["date"] = date
    elif told:
        plain["document"]["date_as_given"] = told
    if pages := item.get("page"):
        plain.setdefault("published", {})["pages"] = "-".join(_PAGES.split(pages.strip()))
    kind = Kind(plain["document"]["kind"])  # type: ignore[call-arg]
    author = AUTHORS_OF.get(kind, Role.AUTHOR)
    for agent in people:
        append(plain, "people", {"role": str(author), **agent})
    return plain


def date_of(told: str) -> str:
    """EDTF of a date as pages write it (2009/5/14, 2009-5-14T10:00Z, 19960527); "" for words."""
    text = told.strip()
    found = _SLASHED.fullmatch(text) or _MONTHED.fullmatch(text)
    if found:
        text = "-".join([found[1], *(f"{int(part):02d}" for part in found.groups()[1:] if part)])
    return as_edtf(text)


def named(text: str, role: Role | None = None) -> Plain:
    """Somebody, by a name as catalogues or people write it; no role: whoever made it."""
    agent = inverted(" ".join(text.split()))
    return {"role": str(role), **agent} if role else agent


def body(text: str, role: Role | None = None) -> Plain:
    """A body, whose name is never taken apart."""
    agent: Plain = {"as_given": " ".join(text.split()), "kind": "body"}
    return {"role": str(role), **agent} if role else agent


def foreign(plain: Plain, format_name: str, name: str, text: str) -> None:
    """Keep a value that has no place."""
    append(plain, "record.foreign", {"format": format_name, "name": name, "value": text})


def pages(first: str, last: str) -> str:
    """The pages from the first to the last, which may be the same or unknown."""
    return f"{first}-{last}" if first and last and first != last else first or last


def same_name(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two agents without roles can be the same: one name may be the shorter.

    Families must agree; given names or initials must not contradict.
    """
    mine, theirs = _parts(one), _parts(other)
    if not mine or not theirs or mine[0] != theirs[0]:
        return sorted(mine) == sorted(theirs)
    pairs = zip(mine[1:], theirs[1:], strict=False)
    return all(a.startswith(b) or b.startswith(a) for a, b in pairs)


def _parts(agent: Mapping[str, object]) -> list[str]:
    """The family name and the given names, folded."""
    family = str(agent.get("family") or "")
    given = str(agent.get("given") or "")
    whole = str(agent.get("as_given") or "")
    if not family and agent.get("kind") != "body":
        *before, family = whole.split() or [""]
        given = " ".join(before)
    elif not family:
        return whole.casefold().split()
    return [family.casefold(), *re.findall(r"\w+", given.casefold())]


def has(plain: Mapping[str, object], path: str) -> bool:
    """Whether a plain record has a value at that path."""
    return value(plain, path) not in (None, "", [], {})
