"""What the facts of catalogues mean for a record; catalogues give these to labels and to members.

A meaning takes the values that stand under one label (or at one member of JSON) and puts them into
a plain record, where what stands already stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html.entities import html5
from itertools import islice
from typing import Any

from archcite.crosswalk import relators
from archcite.crosswalk.csl_back import AUTHORS_OF
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.rights_back import rights_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.read.agents import is_body
from archcite.read.dates import UNDATED, read_date
from archcite.read.languages import language_tag
from archcite.read.page import Page, line
from archcite.read.titles import kind_of, read_title
from archcite.record.vocab import Kind, Role

Means = Callable[[Plain, list[str]], None]
Table = Mapping[str, Means]

_YEARS = re.compile(r", \d{4} ?[-–] ?(?:\d{4})?$")
_ISBD = re.compile(r" [:;] (?=\S)|\s+: ")
_LAST_STOP = re.compile(r"(?<=[a-z]{4})\.$")
_SENT = (Kind.LETTER, Kind.TELEGRAM, Kind.MEMORANDUM, Kind.NOTE)
_NAMES = r"[A-Z][^,;:()\d]{2,79}?"
_X_TO_Y = re.compile(
    rf"({_NAMES}) to ({_NAMES})(?:, [^,]*\d{{4}}.{{0,40}}|, .{{0,20}}\d{{4}}.{{0,20}})?"
)
_LONGEST = 1000  # characters of a title that are looked at
_HEADINGS = 20  # headings of a page that are looked at
_KINDS = {str(kind): kind for kind in Kind}

_TAGS = re.compile(r"<[^<>]{0,2000}>")
_BREAKS = re.compile(r"<(?:/p|br ?/?|/li|/div|/head)>", re.IGNORECASE)
_ENTITY = re.compile(r"&(#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def apply(plain: Plain, found: Mapping[str, list[str]], table: Table) -> None:
    """Every row of a table that the page or file has, in the order of the table."""
    for name, means in table.items():
        values = [text for each in found.get(name, ()) if (text := plain_text(each))]
        if values:
            means(plain, values)


def members(entry: Any, table: Table) -> dict[str, list[str]]:
    """The texts at the member of JSON that each row names, with dots for those below it."""
    return {path: texts(entry, path) for path in table}


def texts(entry: Any, path: str) -> list[str]:
    """The texts at a dotted path, of all members of the lists on the way and at its end."""
    found = [entry]
    for step in path.split("."):
        found = [
            each[step] for part in found for each in _parts(part)
            if isinstance(each, Mapping) and step in each
        ]  # fmt: skip
    out = (each for part in found for each in _parts(part))
    return [str(each).strip() for each in out if isinstance(each, str | int | float) and each != ""]


def _parts(found: Any) -> Iterable[Any]:
    """The members of a list, of lists in it too; else the thing itself."""
    stack, left = [found], 100_000
    while stack and left:
        left -= 1
        each = stack.pop()
        if isinstance(each, list):
            stack.extend(reversed(each))
        elif each is not None and each is not False and each is not True:
            yield each


def mappings(found: Any) -> list[Mapping[str, Any]]:
    """The objects in a list, or the one that stands there without a list."""
    return [each for each in _parts(found) if isinstance(each, Mapping)]


def heading(page: Page, *otherwise: str) -> str:
    """The page's main heading, or the first of other texts that is there."""
    found = (line(each) for each in islice(page.tree.iter("h1"), _HEADINGS))
    return next((text for text in (*found, *otherwise) if text), "")


def plain_text(text: str) -> str:
    """A text without markup: paragraphs on lines of their own, references of HTML as letters."""
    if "<" in text or "&" in text:
        text = _ENTITY.sub(_letter, text)  # the markup itself may be written with references
        text = _TAGS.sub("", _BREAKS.sub("\n", text))
        text = _ENTITY.sub(_letter, text)
    lines = (" ".join(each.split()) for each in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _letter(found: re.Match[str]) -> str:
    name = found[1]
    if name[0] != "#":
        return html5.get(f"{name};", found[0])
    number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(number) if 31 < number < 0x110000 and not 0xD800 <= number < 0xE000 else " "


# -- meanings


def put(path: str, joint: str = "; ") -> Means:
    """The values as one text in a field."""

    def means(plain: Plain, values: list[str]) -> None:
        store(plain, path, joint.join(values))

    return means


def first(path: str) -> Means:
    """The first value alone; what comes behind it are other spellings of it."""

    def means(plain: Plain, values: list[str]) -> None:
        store(plain, path, values[0])

    return means


def kept(format_name: str, name: str) -> Means:
    """What has no place in a record, as it stands."""

    def means(plain: Plain, values: list[str]) -> None:
        held = {"format": format_name, "name": name, "value": "; ".join(values)}
        append(plain, "record.foreign", held)

    return means


summary = put("document.summary", "\n\n")


def extent(plain: Plain, values: list[str]) -> None:
    """How much there is, without the blanks that library rules set before their marks."""
    text = re.sub(r" ([;:]) ", r"\1 ", "; ".join(values))
    store(plain, "document.extent", text.removesuffix("."))


def title(plain: Plain, values: list[str]) -> None:
    """A title without the punctuation that library rules set between and behind its parts."""
    text = _ISBD.sub(": ", values[0])
    store(plain, "document.title", _LAST_STOP.sub("", text).removesuffix(" /"))


def date(plain: Plain, values: list[str]) -> None:
    """A date in the words of the page; what they mean is read when the record is made."""
    text = values[0]
    if value(plain, "document.date"):
        return
    store(plain, "document.date_as_given", text)
    read = read_date(text)
    if read:
        store(plain, "document.date", read.edtf)
        store(plain, "document.date_inferred", read.inferred or None)
    elif UNDATED.fullmatch(text):
        store(plain, "document._src.date", "empty")


def language(plain: Plain, values: list[str]) -> None:
    """The language of the text; of several only what they are is kept."""
    if len(values) > 1:
        append(plain, "remarks", {"text": "; ".join(values), "title": "Languages"})
        return
    tag = language_tag(values[0]) or tag_of(values[0])
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", tag):
        store(plain, "document.language", tag)
    else:
        append(plain, "remarks", {"text": values[0], "title": "Language"})


def subjects(plain: Plain, values: list[str]) -> None:
    for term in values:
        append(plain, "subjects", {"term": term.removeprefix("- ")})


def places(plain: Plain, values: list[str]) -> None:
    for name in values:
        append(plain, "places", {"name": name})


def rights(plain: Plain, values: list[str]) -> None:
    """Statements, addresses of statements and licences, each to its field."""
    for text in values:
        rights_of(plain, _address_of_rights(text))


def _address_of_rights(text: str) -> str:
    """The address of a statement or licence as its makers write it: http or https, the slash."""
    found = re.fullmatch(
        r"https?://(?:www\.)?(rightsstatements\.org|creativecommons\.org)/(\S+?)/?(?:\?\S*)?", text
    )
    if not found:
        return text
    way = found[2].replace("page/", "vocab/", 1)
    return f"{'http' if found[1][0] == 'r' else 'https'}://{found[1]}/{way}/"


def people(role: Role | None = None) -> Means:
    """Names, each with the role that stands behind it, else with this one, else as their author.

    Whoever has no role told is the author, or what an author of such a document is called.
    """

    def means(plain: Plain, values: list[str]) -> None:
        for text in values:
            name, told = with_role(text)
            if told in relators.FUNDER:
                append(plain, "funders", {"name": name})
                continue
            found = relators.role_of(told) if told else None
            person(plain, name, found or role)

    return means


def person(plain: Plain, name: str, role: Role | None = None) -> None:
    """Somebody in a role; without one, in that of an author of such a document."""
    if role is None:
        kind = value(plain, "document.kind") or "other"
        role = AUTHORS_OF.get(_KINDS[kind], Role.AUTHOR)
        role = Role.CREATOR if kind in ("collection", "file") else role
    name = " ".join(name.split()).strip(" ,;")
    bare = _YEARS.sub("", name)
    if bare != name and is_body(bare):  # of a person's heading the years are taken off later
        append(plain, "people", {"role": str(role), "as_given": bare, "authority_form": name})
    elif name:
        append(plain, "people", {"role": str(role), "as_given": name})


def with_role(text: str) -> tuple[str, str]:
    """A name and the relator behind it: "Ann Bell, photographer"; "Ann Bell (Photographer)"."""
    text = text.strip(" ;")
    head, comma, tail = text.rpartition(", ")
    if not comma and text.endswith(")"):
        head, comma, tail = text[:-1].rpartition(" (")
    elif text.endswith(")") and (found := re.search(r" \(([^()]{3,40})\)$", text)):
        head, tail = text[: found.start()], found[1]
    word = relators.bare(tail)
    known = relators.role_of(tail) or word in relators.FUNDER
    if comma and head and known:
        return head, word
    return text, ""


def kind_from_title(plain: Plain) -> None:
    """The kind that the title names, where nothing else has said it; "other" for none."""
    if not value(plain, "document.kind"):
        found = kind_of((value(plain, "document.title") or "")[:_LONGEST])
        store(plain, "document.kind", str(found or Kind.OTHER))


def correspondents(plain: Plain) -> None:
    """Writer and recipient by the title, where it is a description: Letter from X to Y; X to Y.

    A title that only names them counts where one of its names is that of a known author.
    """
    told = value(plain, "document.title") or ""
    people = plain.get("people", [])
    authors = [each["as_given"] for each in people if each["role"] == Role.AUTHOR]
    facts = read_title(told)
    writer, recipient = facts.author, facts.recipient
    if facts.kind not in _SENT or not recipient:
        found = _X_TO_Y.fullmatch(told)
        if not found or not any(_same_family(found[1], name) for name in authors):
            return
        writer, recipient = found[1], found[2]
        if value(plain, "document.kind") in (None, "other"):
            plain.setdefault("document", {})["kind"] = "letter"
            inferred(plain, "document", "kind")
    if not authors and writer:
        append(plain, "people", {"role": "author", "as_given": writer, "_src": "inferred"})
    if not any(each["role"] == Role.RECIPIENT for each in people):
        append(plain, "people", {"role": "recipient", "as_given": recipient, "_src": "inferred"})
    if writer:
        plain["document"]["title_kind"] = "generic"
        inferred(plain, "document", "title_kind")


def _same_family(phrase: str, name: str) -> bool:
    """Whether the family name of somebody stands in a phrase."""
    bare = _YEARS.sub("", name)
    family = bare.partition(",")[0] if "," in bare else bare.rpartition(" ")[2]
    return bool(family) and family in phrase


def of_the_site(plain: Plain, name: str, address: str) -> None:
    """What a site says of all that it has: its name, and the address of what has a number there.

    name: the digital archive's. address: what stands before the number.
    """
    number = value(plain, "digital.record_id")
    store(plain, "digital.url", f"{address}{number}" if number else "")
    store(plain, "digital.name", name)
    inferred(plain, "digital", "name", "url")
    kind_from_title(plain)
    correspondents(plain)


def inferred(plain: Plain, table: str, *names: str) -> None:
    """Mark fields of a table as concluded from what the source says."""
    holder: Any = value(plain, table)
    for name in names:
        if isinstance(holder, dict) and holder.get(name) not in (None, "", []):
            holder.setdefault("_src", {})[name] = "inferred"
