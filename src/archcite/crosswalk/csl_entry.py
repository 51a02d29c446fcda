"""CSL items as programs keep them (Better CSL JSON, CSL-YAML), both ways.

The carrier's word stands in `custom.archcite`; remarks in `note`, rights in `license`, what other
programs added beside CSL under its own name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from archcite.crosswalk.csl import to_item
from archcite.crosswalk.csl_back import from_csl
from archcite.crosswalk.csl_names import CREDITED, name
from archcite.crosswalk.rights_back import rights_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.crosswalk.two_way import TwoWay
from archcite.record.credits import take_credits
from archcite.record.key import entry_name
from archcite.record.model import Record

Item = dict[str, Any]
CARRIER = "archcite"


def write(record: Record) -> Item:
    """The item of a record."""
    item = {**to_item(record), "id": entry_name(record)}
    if not (record.source and record.source.published_in):
        # A style prints them from the credits; a program looks for them here.
        for role in CREDITED:
            agents = [agent for agent in record.people if agent.role is role]
            if agents:
                item.setdefault(str(role), [name(agent) for agent in agents])
    if record.remarks and "note" not in item:
        item["note"] = "\n\n".join(remark.text for remark in record.remarks)
    terms = record.rights
    said = (terms.license or terms.uri or terms.statement) if terms else None
    if said and "license" not in item:
        item["license"] = said
    for each in record.record.foreign if record.record else ():
        first, dot, last = each.name.partition(".")
        if each.format != "csl" or (first in item and not dot):
            continue
        if dot and first == "custom":
            item.setdefault("custom", {}).setdefault(last, each.value)
        elif not dot:
            item[first] = each.value
    return item


def means(item: Mapping[str, Any]) -> Plain:
    """The plain record that the variables of an item mean, whatever a carrier says."""
    custom = item.get("custom")
    # Programs sort an item's names as they like: their order says nothing.
    told = {key: item[key] for key in sorted(item) if key != "custom"}
    other = told.pop("id", "")
    key = told.pop("citation-key", "") or other
    supplied = _marked(told)
    plain, dropped = from_csl({"id": key, **told})
    if other != key and isinstance(other, str):
        append(plain, "record.known_as", other)
    if supplied and value(plain, "document.date"):
        store(plain, "document.date_inferred", True)
    _others(plain)
    beside = {variable: told[variable] for variable in dropped}
    if isinstance(custom, Mapping):
        beside |= {f"custom.{word}": kept for word, kept in custom.items() if word != CARRIER}
    elif custom:
        beside["custom"] = custom
    for variable, kept in beside.items():
        text = kept if isinstance(kept, str) else json.dumps(kept, ensure_ascii=False)
        if text.strip() and text not in ("null", "[]", "{}"):
            append(plain, "record.foreign", {"format": "csl", "name": variable, "value": text})
    return plain


def _marked(item: Item) -> bool:
    """Undo the second date that crosswalk.csl_dates writes; whether it says: date supplied.

    Both marked circa: approximate; issued alone: doubtful; submitted alone: supplied.
    """
    issued, twice = item.get("issued"), item.get("submitted")
    if not (isinstance(issued, Mapping) and isinstance(twice, Mapping)):
        return False
    bare = [{key: date[key] for key in date if key != "circa"} for date in (issued, twice)]
    if bare[0] != bare[1]:
        return False
    del item["submitted"]
    return bool(twice.get("circa") and not issued.get("circa"))


def _others(plain: Plain) -> None:
    """Rights and credits out of the variables that have no field of their own."""
    others = value(plain, "published.other") or []
    for each in list(others):
        taken = take_credits(each["value"]) if each["name"] == "references" else None
        if each["name"] == "license":
            rights_of(plain, each["value"])
        elif taken and taken.credits and not taken.rest:
            for credit in taken.credits:
                append(plain, "credits", msgspec.to_builtins(credit))
        else:
            continue
        others.remove(each)
    if "published" in plain and not others:
        plain["published"].pop("other", None)
        if not plain["published"]:
            del plain["published"]


def carry(item: Item, word: str) -> None:
    """Put the carrier's word into an item."""
    item.setdefault("custom", {})[CARRIER] = word


def words(item: Mapping[str, Any]) -> Iterable[str]:
    """The word, if there is one."""
    custom = item.get("custom")
    word = custom.get(CARRIER) if isinstance(custom, Mapping) else None
    return [word] if isinstance(word, str) else []


def moved(record: Record) -> Iterable[str]:
    """What stands in a variable that is not its own."""
    terms = record.rights
    if record.remarks:
        yield "remarks.text"
    if terms and (terms.uri or terms.statement) and not terms.license:
        yield "rights.uri" if terms.uri else "rights.statement"


ENTRY = TwoWay(write, means, carry, words, moved)
