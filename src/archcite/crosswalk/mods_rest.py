"""Subjects, notes and whatever else a MODS record has: nothing is thrown away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from archcite.crosswalk import mods_table as table
from archcite.crosswalk.mods_names import read_parts
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, attribute, children, line, local, prose, store, value
from archcite.record.credits import take_credits

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def read_subjects(root: Element, plain: Plain, used: set[Element]) -> None:
    for subject in children(root, "subject"):
        used.add(subject)
        label = attribute(subject, "displayLabel")
        parts = [each for each in children(subject) if line(each)]
        if label.startswith("mentioned "):
            for each in parts:
                kind = label.removeprefix("mentioned ")
                told = {} if kind == "person" else {"kind": kind}
                append(plain, "mentions", {"name": line(each), **told})
        elif len(parts) == 1 and local(parts[0]) == "geographic":
            _place(plain, parts[0], label)
        elif len(parts) == 1 and local(parts[0]) == "name":
            agent = read_parts(parts[0])
            if agent:
                append(plain, "people", {"role": "subject", **agent})
        elif parts:
            kept = [each for each in parts if local(each) != "cartographics"]
            words = " -- ".join(" ".join(map(line, _leaves(each))) for each in kept)
            term = {"term": words}
            for key, names in (("scheme", ("authority",)), ("uri", ("valueURI",))):
                for each in (parts[0], subject):
                    if found := attribute(each, names[0]):
                        term.setdefault(key, found)
            if words:
                append(plain, "subjects", term)


def _leaves(element: Element) -> list[Element]:
    """The innermost elements: of a name or a hierarchy of places its parts."""
    inner = children(element)
    return [leaf for each in inner for leaf in _leaves(each)] if inner else [element]


def _place(plain: Plain, element: Element, label: str) -> None:
    place: Plain = {"name": line(element)}
    if label in ("written-at", "delivered-at"):
        place["role"] = label
    address = attribute(element, "valueURI")
    for key, start in table.PLACE_IDS.items():
        if address.startswith((start, start.replace("https:", "http:"))):
            place["ids"] = {key: address.rstrip("/").rsplit("/", 1)[-1]}
    same = {"name": place["name"], **({"role": place["role"]} if "role" in place else {})}
    if same in plain.get("places", ()):
        plain["places"][plain["places"].index(same)] = place
    else:
        append(plain, "places", place)


def read_notes(root: Element, plain: Plain, used: set[Element]) -> None:
    for each in children(root, "note"):
        if each in used:
            continue
        used.add(each)
        text = prose(each)
        type_, label = attribute(each, "type"), attribute(each, "displayLabel")
        if not text or text.startswith("archcite1."):
            continue
        if type_ == "csl" and label:
            append(plain, "published.other", {"name": label, "value": text})
        elif type_ == "foreign" and ": " in label:
            format_, _, name = label.partition(": ")
            append(plain, "record.foreign", {"format": format_, "name": name, "value": text})
        elif type_ == "funding":
            append(plain, "funders", _funder(text, label, attribute(each, "href")))
        elif type_ in ("acquisition", "creation/production credits") and _credits(plain, text):
            continue
        else:
            title = label or type_
            append(plain, "remarks", {"text": text, "title": title} if title else {"text": text})


def _credits(plain: Plain, text: str) -> bool:
    taken = take_credits(text)
    if not taken.credits or taken.rest:
        return False
    for credit in taken.credits:
        append(plain, "credits", msgspec.to_builtins(credit))
    return True


def _funder(text: str, name: str, address: str) -> Plain:
    """A funder by name and sentence; the sentence that archcite makes itself is none."""
    if not name:
        return {"name": text}
    funder: Plain = {"name": name}
    start = f"Funded by {name}"
    award = re.fullmatch(re.escape(start) + r"(?: \((.+)\))?", text)
    if award:
        if award[1]:
            funder["award"] = award[1]
    else:
        funder["statement"] = text
    for key, before in table.FUNDER_IDS.items():
        if address.startswith(before):
            funder["ids"] = {key: address.removeprefix(before)}
            break
    return funder


_KNOWN = frozenset("extension recordInfo titleInfo physicalDescription classification".split())


def read_rest(root: Element, plain: Plain, used: set[Element]) -> None:
    """What nobody has asked for, under its own name."""
    for each in children(root):
        if each in used or local(each) in _KNOWN or any(inner in used for inner in each.iter()):
            continue
        text = " ".join(filter(None, map(line, _leaves(each))))
        type_ = attribute(each, "type")
        if not text:
            continue
        if local(each) == "identifier" and type_ in ("isbn", "issn", "doi", "uri", "hdl"):
            _identifier(plain, type_, text)
            continue
        name = f"{local(each)}[{type_}]" if type_ else local(each)
        append(plain, "record.foreign", {"format": "mods", "name": name, "value": text})


def _identifier(plain: Plain, type_: str, text: str) -> None:
    if type_ in ("uri", "hdl") and text.startswith(("http://", "https://")):
        store(plain, "digital.url", text)
    elif type_ in ("isbn", "issn"):
        found = value(plain, f"published.{type_}")
        if found is None:
            store(plain, f"published.{type_}", text)
        elif text not in found:
            plain["published"][type_] = f"{found} {text}"
    elif type_ == "doi":
        store(plain, "digital.doi", re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", text))
    else:
        append(plain, "record.foreign", {"format": "mods", "name": type_, "value": text})
