"""Foreign Relations of the United States at history.state.gov: a document's page.

The volume stands in the page's metadata or its heading; the document's number, heading, dateline
and source note (archive, collection, box, folder, classification) in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.read.catalogues import meaning
from archcite.read.dates import FULL_DATE, read_date
from archcite.read.page import Page, line
from archcite.read.titles import kind_of
from archcite.record.publication import find_publication
from archcite.record.vocab import Role

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SERIES = "Foreign Relations of the United States"
# "112. Memorandum From …"; in older volumes "[112] The Chargé in … to the Secretary of State".
_NUMBERED = re.compile(r"(?:\[(\d{1,5}[a-z]?)\]\.?|(\d{1,5}[a-z]?)\.) (\S.*)")
_ADDRESS = re.compile(r".*/d(\d{1,5}[a-z]?)")
_SOURCE = re.compile(r"Source: ?(.+)", re.DOTALL)
# The editors' note gives the classification in a sentence of its own: "Secret; Nodis."
_CLASSIFICATION = re.compile(
    r"(?:^|[.”\"]) ?((?:Top Secret|Secret|Confidential|Limited Official Use|Official Use Only"
    r"|For Official Use Only|Restricted|Unclassified)(?:[;,] [A-Z][\w/. -]{1,60}?){0,6})"
    r"\. ?(?=[A-Z]|$)"
)
_NO_CLASSIFICATION = re.compile(r"\bNo classification marking\b")
# "the President’s Assistant for National Security Affairs (Kissinger)"
_OFFICE_AND_NAME = re.compile(r"(?:the )?([^()]{3,160}?) \(([^()]{2,60})\)")
_AND = re.compile(r"(?<=\)) and (?:the )?")
# An office may have a "to" of its own: the Ambassador to Freedonia (Firefly) to the President.
_WRITER = r"((?:[^()]{1,200} \([^()]{1,60}\)){1,4}|.{1,200}?)"
_FROM_TO = re.compile(rf"\b(?:[Ff]rom|[Bb]y) {_WRITER} [Tt]o (.{{1,200}})")
_BY = re.compile(r"\b[Bb]y (?=the |[A-Z])(.{1,200})")
_BARE = re.compile(rf"(?:The |(?=[A-Z])){_WRITER} to ((?:the |[A-Z]).{{1,200}})")
_VOLUME = re.compile(r"Volume ", re.IGNORECASE)
_LAST_VOLUME = re.compile(r"(.{1,300}), Volume (\w{1,12}(?:, Part \w{1,6})?)")
_GROUP_OR_BOX = re.compile(r"(?:RG|Record Group) (\d{1,4})|Box(?:es)? (\S{1,40})")
_LONGEST = 600  # characters of a heading that are taken apart
_HEADS = tuple(f"tei-head{number or ''}" for number in range(10))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read_page(page: Page) -> Plain:
    """The record of a document's page; of a volume's or a chapter's page the edition alone."""
    plain: Plain = {}
    volume = next((each for each in _titles(page) if _SERIES in each[:60]), "")
    number, heading = _heading(page)
    store(plain, "document.title", heading)
    if heading and heading != "Editorial Note":
        store(plain, "document.title_kind", "generic")
        store(plain, "document.kind", str(kind_of(heading[:_LONGEST]) or ""))
        _parties(plain, heading[:_LONGEST])
        meaning.inferred(plain, "document", "title_kind", "kind")
    store(plain, "document.kind", "other")
    _dateline(plain, page)
    _source(plain, page)
    _edition(plain, page, volume, number)
    store(plain, "source.published_in.url", page.canonical)
    store(plain, "digital.accessed", page.first("accessDate")[:10])
    return plain


def _titles(page: Page) -> Iterator[str]:
    """Where a page names its volume: over the navigation, in the head."""
    for tag in ("h1", "h2"):
        for element in islice(page.tree.iter(tag), 50):
            yield line(element)
    yield page.title.removesuffix(" - Office of the Historian")


def _heading(page: Page) -> tuple[str, str]:
    """The number and heading of the document, without the mark of its note."""
    for tag in _HEADINGS:
        for element in islice(page.tree.iter(tag), 50):
            found = _NUMBERED.fullmatch(_without_marks(element))
            if found:
                return found[1] or found[2], found[3].strip()
    bare = (_without_marks(each) for each in islice(_of_class(page, *_HEADS), 50))
    return "", next((text for text in bare if text), "")


def _without_marks(element: HtmlElement) -> str:
    """The text without the numbers that lead to notes."""
    text = line(element)
    marks = [each for each in islice(element.iter("a"), 100) if _is_mark(each)]
    for mark in reversed(marks[-5:]):
        text = text.removesuffix(line(mark)).rstrip()
    return text


def _is_mark(link: HtmlElement) -> bool:
    return link.get("rel") == "footnote" or (link.get("href") or "").startswith("#fn")


def _parties(plain: Plain, heading: str) -> None:
    """Author and recipient by the heading: office and name, or whoever is named.

    A heading that only says who wrote to whom is that of a letter or despatch.
    """
    kind = value(plain, "document.kind")
    found = _FROM_TO.search(heading) or _BY.search(heading)
    if not found and not kind and (found := _BARE.fullmatch(heading)):
        store(plain, "document.kind", "letter")
    if not found:
        return
    if kind in ("conversation-record", "minutes") and found.re is not _BY:
        return  # of a conversation between some and others
    for role, told in zip((Role.AUTHOR, Role.RECIPIENT), found.groups(), strict=False):
        for phrase in _AND.split(told):
            append(plain, "people", _agent(role, phrase))


def _agent(role: Role, phrase: str) -> Plain:
    named = _OFFICE_AND_NAME.fullmatch(phrase)
    agent: Plain = {"role": str(role), "as_given": phrase.removeprefix("the "), "_src": "inferred"}
    if named:
        agent.update(as_given=named[2], affiliation=named[1].removeprefix("the "))
        if " " not in named[2]:
            agent["family"] = named[2]
    return agent


def _of_class(page: Page, *names: str) -> Iterator[HtmlElement]:
    for element in page.tree.iter("li", "div", "p", "span", *_HEADINGS):
        if set(names) & set((element.get("class") or "").split()):
            yield element


def _dateline(plain: Plain, page: Page) -> None:
    """Place and day of writing: "Washington, December 18, 1970"."""
    for element in islice(_of_class(page, "tei-dateline", "dateline"), 20):
        text = _without_marks(element)
        day = FULL_DATE.search(text)
        if not day:
            continue
        store(plain, "document.date_as_given", text[day.start() :].strip(" ,"))
        read = read_date(day[0])
        store(plain, "document.date", read.edtf if read else "")
        place = text[: day.start()].strip(" .,[]")
        if place and len(place) <= 80 and not any(char.isdigit() for char in place):
            append(plain, "places", {"name": place, "role": "written-at"})
        return


def _source(plain: Plain, page: Page) -> None:
    """The editors' note on where the document lies, taken apart; the whole of it kept."""
    for element in islice(_of_class(page, "footnote"), 50):
        found = _SOURCE.match(line(element).rstrip(" ↩"))
        if found:
            break
    else:
        return
    note = found[1].strip()
    append(plain, "remarks", {"text": note, "title": "Source note"})
    marked = _CLASSIFICATION.search(note)
    store(plain, "document.classification", marked[1] if marked else "")
    if not marked and _NO_CLASSIFICATION.search(note):
        store(plain, "document._src.classification", "empty")
    end = marked.start(1) if marked else len(note)
    where = _shelfmark(note[:end])
    archive, *parts = where.split(", ")
    if parts and not archive.startswith("Ibid"):
        store(plain, "source.archive.name", archive)
        _levels(plain, parts)
        store(plain, "source.ref_as_given", where)


def _levels(plain: Plain, parts: list[str]) -> None:
    """What stands behind the archive: record group or collection, series, file; box and folder.

    Behind a box stands what is in it: the title of the folder, whatever commas that has.
    """
    names: list[str] = []
    inside: list[str] = []
    levels: list[Plain] = []
    box: list[Plain] = []
    for part in parts:
        found = _GROUP_OR_BOX.fullmatch(part)
        if found and found[1]:
            levels.append({"kind": "record-group", "value": found[1]})
        elif found:
            box.append({"kind": "box", "value": found[2]})
        else:
            (inside if box else names).append(part)
    if names and not levels:
        store(plain, "source.collection", names.pop(0))
    if names:
        levels.append({"kind": "series" if len(names) > 1 or box else "file", "value": names[0]})
    if names[1:]:
        levels.append({"kind": "file", "value": ", ".join(names[1:])})
    if inside:
        box.append({"kind": "folder", "value": ", ".join(inside)})
    store(plain, "source.levels", [*levels, *box])


def _shelfmark(text: str) -> str:
    """The sentence that says where it lies; a stop inside it stands behind an abbreviation."""
    end = re.search(r"(?<!\bVol)(?<!\bNo)(?<!\b[A-Z])(?<!\bSt)\. (?=[A-Z])", text)
    return (text[: end.start()] if end else text).strip(" .")


def _edition(plain: Plain, page: Page, volume: str, number: str) -> None:
    """The volume: by the page's own metadata, else by its name."""
    at = "source.published_in"
    series = page.first("citation_series_title")
    years = page.first("citation_series_number")
    if series:
        store(plain, f"{at}.series", ", ".join(part for part in (series, years) if part))
        title = page.first("citation_book_title", "citation_inbook_title")
        store(plain, f"{at}.title", title)
        store(plain, f"{at}.volume", _VOLUME.sub("", page.first("citation_volume"), count=1))
        store(plain, f"{at}.publisher", page.first("citation_publisher"))
        store(plain, f"{at}.editors", page.all("citation_editor"))
        year = read_date(page.first("citation_date", "citation_publication_date"))
        store(plain, f"{at}.date", year.edtf if year else "")
        if isbn := page.first("citation_isbn"):
            meaning.kept("frus", "citation_isbn")(plain, [isbn])
    elif volume and (found := find_publication(volume)):
        edition = msgspec.to_builtins(found.publication)
        last = _LAST_VOLUME.fullmatch(edition.get("title") or "")
        if last and not edition.get("volume"):
            edition.update(title=last[1], volume=last[2])
        for name, told in edition.items():
            store(plain, f"{at}.{name}", told)
    told = page.first("citation_firstpage")
    number = number or (told.removeprefix("Document ") if told.startswith("Document ") else "")
    address = _ADDRESS.match(page.canonical)
    store(plain, f"{at}.document_number", number or (address[1] if address else ""))
