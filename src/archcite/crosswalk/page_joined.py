"""Several accounts of one thing as one record: what a better one says, the others do not mend.

Knows no format: every account is a plain record, the most trusted first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from archcite.crosswalk.csl_back import AUTHORS_OF
from archcite.crosswalk.table import Plain
from archcite.crosswalk.told_works import same_name
from archcite.record.vocab import Kind, Role

_MADE = frozenset(map(str, (Role.AUTHOR, Role.CREATOR, *AUTHORS_OF.values())))


def joined(accounts: Iterable[Plain], kind: str, type_: str) -> Plain:
    """One plain record. kind, type_: what it is, and the CSL type where that does not say it."""
    made: Plain = {"schema": "archcite/1", "document": {"id": "item", "kind": kind}}
    for account in accounts:
        people = account.get("people", [])
        rest = {name: found for name, found in account.items() if name not in ("people", "schema")}
        document = dict(rest.get("document") or {})
        document.pop("kind", None)
        if document.get("id") in ("item", ""):
            document.pop("id")
        elif made["document"]["id"] == "item" and document.get("id"):
            made["document"]["id"] = document["id"]
        work = dict(rest.get("published") or {})
        work.pop("type", None)
        _merge(made, {**rest, "document": document, "published": work})
        _people(made, people, kind)
    work = made.get("published") or {}
    if type_:
        made["published"] = {"type": type_, **work}
    elif not work:
        made.pop("published", None)
    _once(made)
    return made


def _merge(into: Plain, part: Mapping[str, Any], path: str = "") -> None:
    for name, found in part.items():
        if found in (None, "", [], {}):
            continue
        if isinstance(found, Mapping):
            _merge(into.setdefault(name, {}), found, f"{path}{name}.")
        elif isinstance(found, list):
            _add(into, name, found, f"{path}{name}")
        else:
            into.setdefault(name, found)


def _add(into: Plain, name: str, found: list[Any], path: str) -> None:
    """The members of a list that are not there yet; of an ordered list the first account alone."""
    there = into.setdefault(name, [])
    if path in _WHOLE and there:
        return
    told = _SAME.get(path, _itself)
    seen = {told(each) for each in there}
    for each in found:
        if told(each) not in seen:
            seen.add(told(each))
            there.append(each)


# Lists that make sense only together.
_WHOLE = frozenset(("source.levels", "credits"))


def _itself(each: Any) -> Any:
    return repr(each)


def _word(name: str) -> Callable[[Any], Any]:
    return lambda each: " ".join(str(each.get(name) or each).split()).casefold()


_SAME: Mapping[str, Callable[[Any], Any]] = {
    "subjects": _word("term"),
    "places": _word("name"),
    "funders": _word("name"),
    "remarks": _word("text"),
    "attachments": _word("url"),
}


def _people(made: Plain, people: list[Plain], kind: str) -> None:
    """Those who made it from one account alone; others where they are nobody who is there."""
    there: list[Plain] = made.setdefault("people", [])
    had = any(agent["role"] in _MADE for agent in there)
    before = list(there)
    for agent in people:
        role = agent["role"]
        if role in _MADE:
            if had:
                _complete(before, agent)
                continue
            main = str(AUTHORS_OF.get(Kind(kind), Role.AUTHOR))  # type: ignore[call-arg]
            agent = {**agent, "role": main if role == str(Role.AUTHOR) else role}
        same = [each for each in before if same_name(each, agent)]
        if any(each["role"] == role for each in same):
            _complete(same, agent)
        elif not (same and role == str(Role.CONTRIBUTOR)):
            there.append(agent)
    there.sort(key=lambda agent: agent["role"] not in _MADE)
    if not there:
        del made["people"]


def _complete(people: list[Plain], told: Plain) -> None:
    """Give somebody who has only a whole name its parts from an account that has them."""
    for agent in people:
        fits = agent["role"] == told["role"] or agent["role"] in _MADE
        if fits and "family" not in agent and told.get("family") and same_name(agent, told):
            agent.update({key: told[key] for key in ("family", "given") if key in told})


def _once(made: Plain) -> None:
    """No remark that says the summary or the title again."""
    document = made["document"]
    said = {" ".join(str(document.get(name) or "").split()) for name in ("summary", "title")}
    remarks = [
        each for each in made.get("remarks", ()) if " ".join(each["text"].split()) not in said
    ]
    if remarks:
        made["remarks"] = remarks
    else:
        made.pop("remarks", None)
    if document.get("date"):
        read = document.get("date_as_given")
        if read and read == document["date"]:
            del document["date_as_given"]
