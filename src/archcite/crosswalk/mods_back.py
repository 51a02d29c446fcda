"""What the elements of a MODS record mean, archcite's own and those of anybody else.

What has no field of its own is kept: notes as remarks, identifiers and elements nobody knows as
fields of MODS in record.foreign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archcite.crosswalk import mods_table as table
from archcite.crosswalk.csl_back import kind_of
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.mods_dates import read_dates
from archcite.crosswalk.mods_holding import read_holding
from archcite.crosswalk.mods_hosts import read_hosts
from archcite.crosswalk.mods_names import read_names
from archcite.crosswalk.mods_rest import read_notes, read_rest, read_subjects
from archcite.crosswalk.mods_titles import read_titles
from archcite.crosswalk.rights_back import rights_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import (
    append,
    at,
    attribute,
    child,
    children,
    line,
    prose,
    read_facts,
    store,
    texts_at,
    value,
)
from archcite.crosswalk.zotero_types import TO_CSL
from archcite.record.key import slug
from archcite.record.vocab import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def from_fields(root: Element) -> Plain:
    """The plain record that the elements mean, whatever a carrier says."""
    plain: Plain = {"schema": "archcite/1", "document": {}}
    used: set[Element] = set()
    _identity(root, plain, used)
    type_ = _type(root, plain, used)
    read_facts(root, plain, (*table.FACTS, *table.NESTED), used, table.LISTS)
    read_titles(root, plain, used)
    read_names(root, plain, used)
    archival = _archival(root, plain)
    kind = value(plain, "document.kind")
    if kind is None:
        item = {"type": type_ or "document", "genre": value(plain, "document.genre") or ""}
        if archival:
            item["archive"] = "yes"
        kind = str(kind_of(item)) if type_ or archival else "published"
        if not type_ and archival and kind == "other":
            kind = _kind_by_level(root) or kind
        plain["document"]["kind"] = kind
        if kind == "published" and type_:
            store(plain, "published.type", type_)
    archival = kind != "published"
    read_dates(root, plain, used, archival)
    _languages(root, plain, used)
    read_hosts(root, plain, used, archival)
    _online(root, plain, used)
    read_holding(root, plain, used, archival)
    _call_number(plain)
    _rights(root, plain, used)
    read_subjects(root, plain, used)
    read_notes(root, plain, used)
    read_rest(root, plain, used)
    return plain


def _identity(root: Element, plain: Plain, used: set[Element]) -> None:
    own = texts_at(root, "recordInfo/recordIdentifier[source=archcite]", used)
    if own:
        plain["document"]["id"] = own[0]
        return
    told = texts_at(root, "recordInfo/recordIdentifier", used)
    told += [
        line(each)
        for each in children(root, "identifier")
        if attribute(each, "type") in ("citekey", "local")
    ]
    told += [attribute(root, "ID")]
    told = [each for each in told if each]
    named(plain, told)


def named(plain: Plain, told: list[str]) -> None:
    """A citation key from what another program calls the record; addresses make no key."""
    key = next((slug(each)[:100].strip("-") for each in told if "://" not in each), "")
    plain["document"]["id"] = key or "item"
    if told and told[0] != key:
        append(plain, "record.known_as", told[0])


def _type(root: Element, plain: Plain, used: set[Element]) -> str:
    """The CSL type, by genre and by the kind of resource; the kind where archcite told it."""
    kind = texts_at(root, "genre[authority=archcite]", used)
    if kind and kind[0] in Kind._value2member_map_:
        plain["document"]["kind"] = kind[0]
    own = texts_at(root, "genre[authority=csl]", used)
    if own:
        store(plain, "published.type", own[0])
    local_ = [TO_CSL[each] for each in texts_at(root, "genre[authority=local]", used)
              if each in TO_CSL]  # fmt: skip
    marc = [*at(root, "genre[authority=marcgt]"), *at(root, "genre[authority=marc]")]
    used.update(marc)
    terms = [line(each).casefold() for each in marc]
    if "kind" not in plain["document"] and not value(plain, "document.genre"):
        for each in children(root, "genre"):
            if each not in used and attribute(each, "authority") and line(each):
                store(plain, "document.genre", line(each))
                used.add(each)
                break
    resources = children(root, "typeOfResource")
    used.update(resources)
    if own:
        return own[0]
    plain_genres = [line(each).casefold() for each in children(root, "genre")]
    found = [*local_, *(table.MARC_GENRES[each] for each in [*terms, *plain_genres]
                        if each in table.MARC_GENRES)]  # fmt: skip
    if found:
        return found[0]
    for each in resources:
        if line(each) in table.FROM_RESOURCE:
            return table.FROM_RESOURCE[line(each)]
    host = [each for each in children(root, "relatedItem") if attribute(each, "type") == "host"]
    if any(attribute(each, "manuscript") == "yes" for each in resources):
        return "manuscript"
    for each in host:
        if line(child(each, "originInfo", "issuance")) in ("continuing", "serial"):
            return "article-journal"
        if child(each, "part") is not None and child(each, "identifier") is not None:
            return "chapter"
    return ""


def _archival(root: Element, plain: Plain) -> bool:
    """Whether it lies in an archive: a shelf locator, a manuscript, a hand-made date."""
    if any(attribute(each, "manuscript") == "yes" for each in children(root, "typeOfResource")):
        return True
    if at(root, "location/shelfLocator") or at(root, table.HELD):
        return True
    made = at(root, "originInfo/dateCreated")
    return bool(made) and bool(at(root, "location/physicalLocation"))


def _kind_by_level(root: Element) -> str:
    for each in children(root, "typeOfResource"):
        if attribute(each, "collection") == "yes":
            return "collection"
    return ""


def _languages(root: Element, plain: Plain, used: set[Element]) -> None:
    for each in children(root, "language"):
        used.add(each)
        terms = children(each, "languageTerm")
        code = next((line(t) for t in terms if attribute(t, "type") == "code"), "")
        word = next((line(t) for t in terms if attribute(t, "type") != "code"), "")
        original = attribute(each, "objectPart") == "original"
        field = "original_language" if original else "language"
        store(plain, f"document.{field}", tag_of(code or word))


def _online(root: Element, plain: Plain, used: set[Element]) -> None:
    for place in children(root, "location"):
        for url in children(place, "url"):
            used.add(place)
            address, note = line(url), attribute(url, "note")
            if note == "archived copy":
                store(plain, "digital.archived_url", address)
                continue
            day = attribute(url, "dateLastAccessed")[:10]
            if not value(plain, "digital.url") or attribute(url, "usage"):
                if attribute(url, "usage") and value(plain, "digital.url"):
                    plain["digital"].pop("url")
                store(plain, "digital.url", address)
                store(plain, "digital.accessed", day)
            else:
                append(plain, "attachments", {"url": address, "title": note} if note
                       else {"url": address})  # fmt: skip
    for item in at(root, "relatedItem[type=otherFormat][displayLabel=attachment]"):
        used.add(item)
        found: Plain = {}
        read_facts(item, found, table.ATTACHMENT, used, frozenset())
        append(plain, "attachments", found)


def _call_number(plain: Plain) -> None:
    """A shelf locator of a printed work is its call number."""
    source = plain.get("source")
    if source and "call" in source:
        store(plain, "published.call_number", source.pop("call"))
        if not source:
            del plain["source"]


def _rights(root: Element, plain: Plain, used: set[Element]) -> None:
    for each in children(root, "accessCondition"):
        used.add(each)
        text, label = prose(each), attribute(each, "displayLabel")
        href = attribute(each, "href")
        type_ = attribute(each, "type").casefold()
        if label == "covers":
            append(plain, "rights.covers", text)
        elif label == "rights holder":
            append(plain, "rights.holder", text)
        elif label in ("contact", "rights holder contacted"):
            store(plain, f"rights.{'contact' if label == 'contact' else 'holder_contacted'}",
                  text if label == "contact" else text == "yes")  # fmt: skip
            if text == "no" and label != "contact":
                plain.setdefault("rights", {})["holder_contacted"] = False
        elif label == "statement at":
            store(plain, "rights.url", text)
        elif type_.startswith("restriction") and text in (
            "open",
            "restricted",
            "closed",
            "redacted",
        ):
            store(plain, "rights.access", text)
        else:
            rights_of(plain, text, href, type_)
