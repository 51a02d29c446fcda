"""Records out of a repository that speaks OAI-PMH 2.0: page by page, resumable, incremental.

What has been harvested is noted in the library's own folder, so that a run goes on where another
was broken off, and the next asks for what is new. Prints nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from archcite.crosswalk.tree import attribute, below, children, line, local
from archcite.errors import Problem, UnreadableInput
from archcite.library.lock import STATE

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from archcite.record.model import Record

FOLDER = "harvest"
# The formats that are read, the richest first: prefixes of servers -> the reader.
FORMATS: dict[str, str] = {
    "mods": "mods",
    "ead": "ead",
    "oai_ead": "ead",
    "ead3": "ead",
    "marcxml": "marcxml",
    "marc21": "marcxml",
    "oai_datacite": "datacite",
    "qdc": "dublin-core",
    "oai_qdc": "dublin-core",
    "oai_dc": "dublin-core",
}
Get = Callable[[str], bytes]


class Asked(NamedTuple):
    """What is asked of a server. from_, until: days or moments in UTC, "" for no bound."""

    address: str
    prefix: str
    set: str = ""
    from_: str = ""
    until: str = ""


class Page(NamedTuple):
    """One answer. entries: records, Problems. deleted: the server's identifiers of what is gone.

    token: for the next page, "" after the last. moment: when the server answered.
    """

    entries: list[Record | Problem]
    deleted: list[str]
    token: str
    moment: str
    size: int = 0


def prefix_of(get: Get, address: str, wanted: str = "") -> str:
    """The format to ask for: the one that is wanted, or the richest that the server has."""
    root = _answer(get, address, {"verb": "ListMetadataFormats"})
    there = [line(each) for each in below(root, "metadataPrefix")]
    if wanted:
        if wanted in there:
            return wanted
        raise _refused(address, f"the server has no format {wanted!r}", f"it has {_some(there)}")
    for prefix in FORMATS:
        if prefix in there:
            return prefix
    raise _refused(
        address, "the server has no format that archcite reads", f"it has {_some(there)}"
    )


def sets(get: Get, address: str) -> Iterator[tuple[str, str]]:
    """The sets of a server: the word for --set, and the name."""
    token = ""
    while True:
        query = {"verb": "ListSets"} | ({"resumptionToken": token} if token else {})
        root = _answer(get, address, query)
        for each in below(root, "set"):
            parts = {local(part): line(part) for part in children(each)}
            yield parts.get("setSpec", ""), parts.get("setName", "")
        token = line(next(below(root, "resumptionToken"), None))
        if not token:
            return


def pages(get: Get, asked: Asked, token: str = "") -> Iterator[Page]:
    """The answers one after another. token: where to go on; an old one begins again from the start.

    UnreadableInput where the server answers with a fault, or with what is no OAI-PMH.
    """
    again = bool(token)
    while True:
        try:
            page = _page(get, asked, token)
        except _TokenGone:
            if not again:
                raise _refused(
                    asked.address, "the server has forgotten where we were", "try again"
                ) from None
            token, again = "", False
            continue
        yield page
        token = page.token
        again = False
        if not token:
            return


class _TokenGone(Exception):
    """The server does not know a resumption token any more."""


def _page(get: Get, asked: Asked, token: str) -> Page:
    bounds = {"set": asked.set, "from": asked.from_, "until": asked.until}
    query = {
        "metadataPrefix": asked.prefix,
        **{name: each for name, each in bounds.items() if each},
    }
    if token:
        query = {"resumptionToken": token}
    root = _answer(get, asked.address, {"verb": "ListRecords", **query})
    moment = line(next(below(root, "responseDate"), None))
    entries: list[Record | Problem] = []
    deleted: list[str] = []
    found = list(below(root, "record"))
    listed = next(below(root, "ListRecords"), None)
    if listed is not None:
        found = list(children(listed, "record"))
    for each in found:
        header = next(iter(children(each, "header")), None)
        told = line(next(iter(children(header, "identifier")), None)) if header is not None else ""
        if header is not None and attribute(header, "status") == "deleted":
            deleted.append(told)
            continue
        entries += _entry(each, told, asked)
    token = line(next(below(root, "resumptionToken"), None))
    return Page(entries, deleted, token, moment, len(found))


def _entry(element: Element, told: str, asked: Asked) -> list[Record | Problem]:
    """The record, or records, in one entry, known by the server's identifier too."""
    from lxml import etree
    from msgspec.structs import replace

    from archcite.read import load_reader
    from archcite.record.model import Administration, Record

    holder = next(iter(children(element, "metadata")), None)
    inner = next(iter(children(holder)), None) if holder is not None else None
    where = told or asked.address
    if inner is None:
        return [Problem("nothing-found", where, "this entry has no metadata")]
    data = etree.tostring(inner, encoding="utf-8", xml_declaration=True, with_tail=False)
    found = load_reader(FORMATS.get(asked.prefix, "dublin-core"))(data, where)
    records = [each for each in found if isinstance(each, Record)]
    if len(records) != 1 or not told:
        return found
    (record,) = records
    own = record.record or Administration()
    if told not in own.known_as:
        own = replace(own, known_as=(*own.known_as, told))
    return [replace(record, record=own) if each is record else each for each in found]


def _answer(get: Get, address: str, query: dict[str, str]) -> Element:
    """The root of an answer without a fault of the protocol."""
    from archcite.read.xml import tree

    joint = "&" if "?" in address else "?"
    root = tree(get(f"{address}{joint}{urlencode(query)}"), address)
    if isinstance(root, Problem):
        raise UnreadableInput(root)
    if local(root) != "OAI-PMH":
        raise _refused(address, "the answer is no OAI-PMH", "is this the base address?")
    for error in children(root, "error"):
        code = attribute(error, "code")
        if code == "badResumptionToken" and "resumptionToken" in query:
            raise _TokenGone
        if code not in ("noRecordsMatch", "noSetHierarchy"):
            raise _refused(address, f"the server answers {code}: {line(error)[:200]}", "")
    return root


def _refused(address: str, message: str, hint: str) -> UnreadableInput:
    return UnreadableInput(Problem("harvest-refused", address, message, hint))


def _some(words: list[str], most: int = 12) -> str:
    return ", ".join(words[:most]) + (" ..." if len(words) > most else "") if words else "none"


class Progress(NamedTuple):
    """How far a harvest has come. token: of the next page, "" when it is done.

    moment: when the server answered first in the run that is under way. done: the same of the last
    run that came to its end, from which the next one asks.
    """

    token: str = ""
    moment: str = ""
    done: str = ""


def progress_of(root: Path, asked: Asked) -> Progress:
    """What is noted of a harvest; nothing for one that is damaged."""
    try:
        plain: Any = json.loads(_place(root, asked).read_bytes())
        return Progress(*(str(plain[name]) for name in Progress._fields))
    except (OSError, ValueError, KeyError, TypeError):
        return Progress()


def note(root: Path, asked: Asked, progress: Progress) -> None:
    """Note how far it has come; what it was asked for stands beside, for people."""
    from archcite.library.atomic import write_file

    place = _place(root, asked)
    place.parent.mkdir(parents=True, exist_ok=True)
    plain = progress._asdict() | {
        "address": asked.address,
        "set": asked.set,
        "format": asked.prefix,
    }
    write_file(place, json.dumps(plain, indent=1).encode("ascii"))


def _place(root: Path, asked: Asked) -> Path:
    named = "\n".join((asked.address, asked.prefix, asked.set))
    return root / STATE / FOLDER / f"{hashlib.sha256(named.encode()).hexdigest()[:24]}.json"
