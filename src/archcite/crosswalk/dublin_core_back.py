"""What the elements of Dublin Core mean, simple or qualified, whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import msgspec

from archcite.crosswalk import relators
from archcite.crosswalk.csl_back import AUTHORS_OF, kind_of
from archcite.crosswalk.edtf_back import as_edtf
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.mods_holding import read_line
from archcite.crosswalk.mods_names import is_special, other
from archcite.crosswalk.rights_back import rights_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import (
    XML_LANG,
    append,
    attribute,
    children,
    line,
    local,
    prose,
    store,
    value,
)
from archcite.record.credits import take_credits
from archcite.record.key import slug
from archcite.record.vocab import Kind, Role, WorkType

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

KEY = "archcite:"
_WORK_TYPES = frozenset(map(str, WorkType))
# Types of DCMI and of repositories, lower case without blanks, and the CSL type.
_TYPES: Mapping[str, str] = {
    "stillimage": "graphic",
    "image": "graphic",
    "sound": "song",
    "movingimage": "motion_picture",
    "dataset": "dataset",
    "software": "software",
    "collection": "collection",
    "article": "article-journal",
    "journalarticle": "article-journal",
    "contributiontojournal": "article-journal",
    "newspaperarticle": "article-newspaper",
    "bookchapter": "chapter",
    "bookpart": "chapter",
    "bookitem": "chapter",
    "conferencepaper": "paper-conference",
    "conferenceobject": "paper-conference",
    "conferenceitem": "paper-conference",
    "doctoralthesis": "thesis",
    "masterthesis": "thesis",
    "bachelorthesis": "thesis",
    "workingpaper": "article",
    "preprint": "article",
    "technicalreport": "report",
    "cartographicmaterial": "map",
    "lecture": "speech",
    "presentation": "speech",
    "letter": "personal_communication",
    "correspondence": "personal_communication",
    "photograph": "graphic",
}
_ROLE = re.compile(r"(.+?)\s*[(\[]([^()\[\]]{2,40})[)\]]\.?$", re.DOTALL)
_DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*|info:doi/)?(10\.\d{4,9}\S*)", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:urn:)?(ISBN|ISSN)[:\s]\s*([\dXx -]{8,20})", re.IGNORECASE)


def from_fields(root: Element) -> Plain:
    """The plain record that the elements mean, whatever a carrier says."""
    plain: Plain = {"schema": "archcite/1", "document": {}}
    found: dict[str, list[Element]] = {}
    for each in children(root):
        if line(each):
            found.setdefault(local(each).rpartition(".")[2], []).append(each)
    identifiers = found.pop("identifier", [])
    ours = any(line(each).startswith(KEY) for each in identifiers)
    _identifiers(identifiers, plain)
    _types(found.pop("type", []), found, plain)
    for name, elements in found.items():
        read = _READ.get(name)
        for each in elements:
            if read:
                read(each, plain)
            else:
                append(plain, "record.foreign",
                       {"format": "dublin-core", "name": name, "value": prose(each)})  # fmt: skip
    source = plain.get("source", {})
    if ours and (source.get("levels") or source.get("archive")):
        source.pop("ref_as_given", None)  # archcite's own printing of the parts
    return plain


def _identifiers(elements: list[Element], plain: Plain) -> None:
    others: list[str] = []
    for each in elements:
        text = line(each)
        if text.startswith("archcite1."):
            continue
        doi, number = _DOI.fullmatch(text), _NUMBER.fullmatch(text)
        if text.startswith(KEY):
            store(plain, "document.id", text.removeprefix(KEY))
        elif doi:
            store(plain, "digital.doi", doi[1])
        elif number:
            store(plain, f"published.{number[1].lower()}", number[2].strip())
        elif text.startswith(("http://", "https://")):
            if value(plain, "digital.url"):
                others.append(text)
            else:
                store(plain, "digital.url", text)
        else:
            others.append(text)
    own = value(plain, "document.id")
    for text in others:
        append(plain, "record.known_as", text)
    key = next((slug(each)[:100].strip("-") for each in others if "://" not in each), "")
    plain["document"]["id"] = own or key or "item"


def _types(elements: list[Element], found: Mapping[str, list[Element]], plain: Plain) -> None:
    """Kind, CSL type and genre from the words of dc:type."""
    kind = type_ = ""
    genres: list[str] = []
    for each in elements:
        text = line(each)
        word = text.removeprefix("info:eu-repo/semantics/")
        folded = re.sub(r"[\s_-]", "", word.rsplit("/", 1)[-1].casefold())
        if attribute(each, "type").endswith("DCMIType") or folded in ("text", "physicalobject"):
            type_ = type_ or _TYPES.get(folded, "")
        elif text in Kind._value2member_map_ and not kind and text != "collection":
            kind = text
        elif text in _WORK_TYPES:
            type_ = text
            if kind:
                store(plain, "published.type", text)
        elif folded in _TYPES:
            type_ = _TYPES[folded]
            plainly = folded not in ("stillimage", "image", "sound", "movingimage")
            if not kind and plainly and word == text:
                genres.append(text)
        elif not text.startswith("info:eu-repo"):
            genres.append(text)
    if not kind and any(line(each) == "collection" for each in elements):
        kind = "collection"
    archival = "source" in found or "created" in found
    if kind:
        genre = [each for each in genres if each != kind]
        store(plain, "document.genre", genre[0] if genre else "")
    else:
        item = {"type": type_ or ("manuscript" if archival else "document")}
        item["genre"] = genres[0] if genres else ""
        if archival:
            item["archive"] = "yes"
        kind = str(kind_of(item)) if type_ or archival else "published"
        if kind == "published":
            store(plain, "published.type", type_)
        store(plain, "document.genre", genres[0] if genres else "")
    plain["document"]["kind"] = kind


def _title(element: Element, plain: Plain) -> None:
    if value(plain, "document.title"):
        append(plain, "remarks", {"text": line(element), "title": "other title"})
        return
    store(plain, "document.title", prose(element))
    store(plain, "document.title_language", element.get(XML_LANG) or "")


def _alternative(element: Element, plain: Plain) -> None:
    if value(plain, "document.original_title"):
        append(plain, "remarks", {"text": line(element), "title": "other title"})
        return
    store(plain, "document.original_title.text", prose(element))
    store(plain, "document.original_title.language", element.get(XML_LANG) or "")


def _creator(element: Element, plain: Plain) -> None:
    kind = Kind._value2member_map_[plain["document"]["kind"]]
    _person(plain, line(element), AUTHORS_OF.get(kind, Role.AUTHOR))  # type: ignore[call-overload]


def _contributor(element: Element, plain: Plain) -> None:
    _person(plain, line(element), Role.CONTRIBUTOR)


def _person(plain: Plain, text: str, role: Role) -> None:
    told = _ROLE.fullmatch(text)
    if told:
        word = relators.bare(told[2])
        known = relators.role_of(told[2])
        if known:
            role, text = known, told[1]
        elif is_special(word):
            other(plain, word, told[1])
            return
    append(plain, "people", {"role": str(role), **inverted(text)})


def inverted(text: str) -> Plain:
    """A name as catalogues write it (Roe, Ada, Jr.); without a comma it is taken as it is."""
    family, *rest = [part.strip() for part in text.split(",")]
    dated = bool(rest) and any(char.isdigit() for char in rest[-1])
    if not rest or not family or dated or len(rest) > 2 or not rest[0]:
        return {"as_given": text}
    agent: Plain = {"as_given": f"{rest[0]} {family}", "family": family, "given": rest[0]}
    if len(rest) == 2:
        agent["suffix"] = rest[1]
        agent["as_given"] += f", {rest[1]}"
    return agent


def _date(element: Element, plain: Plain) -> None:
    text = line(element)
    start, end = re.search(r"start=([^;]+)", text), re.search(r"end=([^;]+)", text)
    if start or end:  # DCMI Period
        text = "/".join(part[1].strip() if part else ".." for part in (start, end))
    found = as_edtf(text)
    if found and not value(plain, "document.date"):
        store(plain, "document.date", found)
    elif not found:
        store(plain, "document.date_as_given", text)


def _language(element: Element, plain: Plain) -> None:
    store(plain, "document.language", tag_of(line(element)))


def _subject(element: Element, plain: Plain) -> None:
    scheme = attribute(element, "type").rpartition(":")[2].casefold()
    term: Plain = {"term": line(element)}
    if scheme:
        term["scheme"] = scheme
    append(plain, "subjects", term)


def _spatial(element: Element, plain: Plain) -> None:
    text = line(element)
    named = re.search(r"name=([^;]+)", text)  # DCMI Point
    append(plain, "places", {"name": named[1].strip() if named else text})


def _description(element: Element, plain: Plain) -> None:
    text = prose(element)
    qualified = any(local(each) == "abstract" for each in element.itersiblings(preceding=True))
    if value(plain, "document.summary") or qualified or _has_terms(element):
        append(plain, "remarks", {"text": text})
    else:
        store(plain, "document.summary", text)


def _has_terms(element: Element) -> bool:
    parent = element.getparent()
    return "qualifieddc" in (local(parent) if parent is not None else "")


def _format(element: Element, plain: Plain) -> None:
    text = line(element)
    if re.fullmatch(r"[a-z]+/[\w.+-]+", text):
        append(plain, "record.foreign", {"format": "dublin-core", "name": "format", "value": text})
    elif value(plain, "document.extent"):
        store(plain, "document.medium", text)
    else:
        store(plain, "document.extent", text)


def _publisher(element: Element, plain: Plain) -> None:
    published = plain["document"]["kind"] == "published"
    store(plain, "published.publisher" if published else "digital.program", line(element))


def _source(element: Element, plain: Plain) -> None:
    text = line(element)
    if plain["document"]["kind"] == "published" and not _has_terms(element):
        store(plain, "published.container", text)
    elif not value(plain, "source.ref_as_given"):
        source = plain.setdefault("source", {})
        read_line(source, text)


def _part_of(element: Element, plain: Plain) -> None:
    text = line(element)
    number = _NUMBER.fullmatch(text)
    if number:
        store(plain, f"published.{number[1].lower()}", number[2].strip())
    elif plain["document"]["kind"] == "published":
        store(plain, "published.container", text)
    else:
        plain.setdefault("source", {})["collection"] = text


def _rights(element: Element, plain: Plain) -> None:
    rights_of(plain, prose(element), attribute(element, "resource"))


def _access(element: Element, plain: Plain) -> None:
    text = line(element)
    if text in ("open", "restricted", "closed", "redacted"):
        store(plain, "rights.access", text)
    else:
        rights_of(plain, text, "", "restriction")


def _provenance(element: Element, plain: Plain) -> None:
    taken = take_credits(line(element))
    if taken.credits and not taken.rest:
        for credit in taken.credits:
            append(plain, "credits", msgspec.to_builtins(credit))
    else:
        append(plain, "remarks", {"text": prose(element), "title": "provenance"})


def _text(path: str) -> Callable[[Element, Plain], None]:
    def read(element: Element, plain: Plain) -> None:
        store(plain, path, prose(element))

    return read


def _version(element: Element, plain: Plain) -> None:
    store(plain, "source.published_in.as_given", line(element))


def _copy(element: Element, plain: Plain) -> None:
    text = line(element)
    if text.startswith(("http://", "https://")):
        append(plain, "attachments", {"url": text})
    else:
        append(plain, "source.copies", {"ref_as_given": text})


def _holder(element: Element, plain: Plain) -> None:
    append(plain, "rights.holder", line(element))


def _citation(element: Element, plain: Plain) -> None:
    text = line(element)
    if not (container := value(plain, "published.container")) or not text.startswith(container):
        append(plain, "remarks", {"text": text, "title": "citation"})


_READ: Mapping[str, Callable[[Element, Plain], None]] = {
    "title": _title,
    "alternative": _alternative,
    "creator": _creator,
    "contributor": _contributor,
    "date": _date,
    "created": _date,
    "issued": _date,
    "language": _language,
    "subject": _subject,
    "spatial": _spatial,
    "coverage": _spatial,
    "abstract": _text("document.summary"),
    "description": _description,
    "extent": _text("document.extent"),
    "medium": _text("document.medium"),
    "format": _format,
    "publisher": _publisher,
    "source": _source,
    "isPartOf": _part_of,
    "isVersionOf": _version,
    "hasFormat": _copy,
    "rights": _rights,
    "license": _rights,
    "accessRights": _access,
    "rightsHolder": _holder,
    "provenance": _provenance,
    "bibliographicCitation": _citation,
}
