"""What the elements of a MODS record mean, archcite's own and those of anybody else.

What has no field of its own is kept: notes as remarks, identifiers and elements nobody knows as
fields of MODS in record.foreign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archcite.crosswalk import mods_table as table
from archcite.crosswalk.csl_back import kind_of
from archcite.crosswalk.edtf_back import as_edtf, between, qualified
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.mods_holding import read_holding
from archcite.crosswalk.mods_names import read_names
from archcite.crosswalk.mods_rest import read_notes, read_rest, read_subjects
from archcite.crosswalk.rights_back import rights_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import (
    XML_LANG,
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

_TITLE_KINDS = ("formal", "work", "generic")
_DATES = ("dateCreated", "dateIssued", "copyrightDate", "dateCaptured", "dateOther")


def from_fields(root: Element) -> Plain:
    """The plain record that the elements mean, whatever a carrier says."""
    plain: Plain = {"schema": "archcite/1", "document": {}}
    used: set[Element] = set()
    _identity(root, plain, used)
    type_ = _type(root, plain, used)
    read_facts(root, plain, (*table.FACTS, *table.NESTED), used, table.LISTS)
    _titles(root, plain, used)
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
    _dates(root, plain, used, archival)
    _languages(root, plain, used)
    _hosts(root, plain, used, archival)
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


def _titles(root: Element, plain: Plain, used: set[Element]) -> None:
    titles = [each for each in children(root, "titleInfo") if each not in used]
    main = [each for each in titles if not attribute(each, "type")] or titles[:1]
    for each in main[:1]:
        used.add(each)
        store(plain, "document.title", _title(each))
        if attribute(each, "supplied") == "yes":
            store(plain, "document.title_kind", "devised")
        elif attribute(each, "otherType") in _TITLE_KINDS:
            store(plain, "document.title_kind", attribute(each, "otherType"))
        store(plain, "document.title_language", each.get(XML_LANG) or "")
    taken = {line(each) for each in titles if each in used}
    for each in titles:
        if each in used or not _title(each):
            continue
        used.add(each)
        type_, label = attribute(each, "type"), attribute(each, "displayLabel")
        text = _title(each)
        if type_ == "alternative" and label == "original title":
            field = "transliteration" if attribute(each, "transliteration") else "text"
            store(plain, f"document.original_title.{field}", text)
            store(plain, "document.original_title.language", each.get(XML_LANG) or "")
        elif type_ == "translated" and value(plain, "document.original_title.text"):
            store(plain, "document.original_title.translation", text)
        elif type_ == "translated" and value(plain, "document.title"):
            original = plain["document"].setdefault("original_title", {})
            original.update(text=plain["document"]["title"], translation=text)
        elif type_ == "abbreviated" and not label:
            store(plain, "document.short_title", text)
        elif label not in ("heading", "cited as") and text not in taken:
            append(plain, "remarks", {"text": text, "title": f"{type_ or 'other'} title"})


def _title(element: Element) -> str:
    """Title, subtitle and part of a titleInfo, in one line."""
    before = line(child(element, "nonSort"))
    text = prose(child(element, "title"))
    if before:
        text = f"{before}{'' if before[-1] in chr(39) + '’' else ' '}{text}"
    if below := line(child(element, "subTitle")):
        text = f"{text.rstrip(' :')}: {below}"
    parts = [line(child(element, name)) for name in ("partNumber", "partName")]
    part = ": ".join(each for each in parts if each)
    return f"{text.rstrip('. ')}. {part}" if part and text else text or part


def _dates(root: Element, plain: Plain, used: set[Element], archival: bool) -> None:
    origins = children(root, "originInfo")
    used.update(origins)
    order = _DATES if archival else ("dateIssued", "copyrightDate", "dateCreated", "dateCaptured")
    own = [each for each in origins if attribute(each, "eventType") != "digital publication"]
    for name in order:
        found = [each for origin in own for each in children(origin, name) if each not in used]
        if name == "dateOther":
            told = [each for each in found if attribute(each, "type") in ("", "manufacture")]
            found = told
        if found and _date(found, plain):
            break
    for each in (e for origin in own for e in children(origin, "dateOther")):
        if attribute(each, "type") == "as given":
            plain["document"]["date_as_given"] = prose(each)
        elif attribute(each, "type") == "inferred":
            plain["document"]["date_inferred"] = True
    places = [
        (line(term), origin)
        for origin in own
        for place in children(origin, "place")
        for term in children(place, "placeTerm")
        if attribute(term, "type") != "code" and line(term)
    ]
    for name, origin in places:
        if attribute(origin, "eventType") == "publication" or not archival:
            store(plain, "published.place", name)
        else:
            append(plain, "places", {"name": name, "role": "written-at"})
    for origin in own:
        if attribute(origin, "eventType") in ("", "publication"):
            for field in ("publisher", "edition"):
                store(plain, f"published.{field}", line(child(origin, field)))


def _date(found: list[Element], plain: Plain) -> bool:
    """Set the date from elements of one name; whether they said any."""
    points = {attribute(each, "point"): each for each in reversed(found)}
    coded = [each for each in found if attribute(each, "encoding")]
    wording = [line(each) for each in found if not attribute(each, "encoding") and line(each)]
    if "end" in points or "start" in points:
        start, end = (
            as_edtf(
                line(points.get(key)), attribute(points[key], "encoding") if key in points else ""
            )
            for key in ("start", "end")
        )
        date = between(start, end)
        source = points.get("start", points.get("end"))
    else:
        key = [each for each in found if attribute(each, "keyDate") == "yes"]
        source = (key or coded or found)[0]
        date = as_edtf(line(source), attribute(source, "encoding"))
    qualifier = attribute(source, "qualifier") if source is not None else ""
    if attribute(found[0], "encoding") != "edtf":
        date = qualified(date, qualifier)
    store(plain, "document.date", date)
    if date and qualifier == "inferred":
        plain["document"]["date_inferred"] = True
    if wording and wording[0] != date:
        store(plain, "document.date_as_given", wording[0])
    elif not date:
        store(plain, "document.date_as_given", line(found[0]))
    return bool(date or wording)


def _languages(root: Element, plain: Plain, used: set[Element]) -> None:
    for each in children(root, "language"):
        used.add(each)
        terms = children(each, "languageTerm")
        code = next((line(t) for t in terms if attribute(t, "type") == "code"), "")
        word = next((line(t) for t in terms if attribute(t, "type") != "code"), "")
        original = attribute(each, "objectPart") == "original"
        field = "original_language" if original else "language"
        store(plain, f"document.{field}", tag_of(code or word))


def _hosts(root: Element, plain: Plain, used: set[Element], archival: bool) -> None:
    """What it is a part of: a book or journal, or for an archive's document its collection."""
    for each in children(root, "relatedItem"):
        type_, label = attribute(each, "type"), attribute(each, "displayLabel")
        if type_ == "host" and label != "archive":
            used.add(each)
            name = _title(titles[0]) if (titles := children(each, "titleInfo")) else ""
            if archival and not at(root, table.HELD) and "container" in plain.get("published", {}):
                # The host of an archive's document is its collection.
                if not any(child(each, part) is not None for part in ("part", "originInfo")):
                    plain["published"].pop("container")
                    if not plain["published"]:
                        del plain["published"]
                    store(plain, "source.collection", name)
            else:
                store(plain, "published.container", name)
            _host_imprint(each, plain, archival)
        elif type_ == "original" and not label:
            used.add(each)
        elif type_ == "series" and not label:
            used.add(each)
            names: Plain = {}
            read_names(each, names, used)
            for agent in names.get("people", ()):
                append(plain, "people", {**agent, "role": "collection-editor"})
    hosts = [
        each
        for each in children(root, "relatedItem")
        if attribute(each, "type") == "host" and attribute(each, "displayLabel") != "archive"
    ]
    for part in (e for holder in (root, *hosts) for e in children(holder, "part")):
        _part(part, plain)
    used.update(children(root, "part"))


def _part(part: Element, plain: Plain) -> None:
    for field, type_ in table.DETAILS.items():
        for detail in at(part, f"detail[type={type_}]"):
            store(plain, f"published.{field}", line(child(detail, "number")))
    for extent in children(part, "extent"):
        if attribute(extent, "unit") in ("pages", "page", ""):
            ends = [line(child(extent, name)) for name in ("start", "end")]
            told = line(child(extent, "list")) or "-".join(each for each in ends if each)
            store(plain, "published.pages", told)


def _host_imprint(host: Element, plain: Plain, archival: bool) -> None:
    for origin in children(host, "originInfo"):
        for field in ("publisher", "edition"):
            store(plain, f"published.{field}", line(child(origin, field)))
        for place in at(origin, "place/placeTerm"):
            if attribute(place, "type") != "code":
                store(plain, "published.place", line(place))
        if not archival and not value(plain, "document.date"):
            for name in ("dateIssued", "copyrightDate"):
                if found := children(origin, name):
                    _date(found, plain)
                    break
    for each in children(host, "identifier"):
        if attribute(each, "type") in ("isbn", "issn"):
            store(plain, f"published.{attribute(each, 'type')}", line(each))
    people: Plain = {}
    read_names(host, people, set())
    for agent in people.get("people", ()):
        role = "container-author" if agent["role"] == "author" else agent["role"]
        append(plain, "people", {**agent, "role": role})


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
