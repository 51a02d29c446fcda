"""What a node of schema.org means, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from archcite.crosswalk import schema_org_table as table
from archcite.crosswalk.csl import TYPES
from archcite.crosswalk.csl_back import kind_of
from archcite.crosswalk.edtf_back import as_edtf
from archcite.crosswalk.json_ld import (
    Node,
    keep,
    language_of,
    nodes,
    plain_names,
    text,
    text_of,
    texts,
    types_of,
    values,
)
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.schema_org_holding import read_holding
from archcite.crosswalk.schema_org_people import agent_of, read_funders, read_people
from archcite.crosswalk.schema_org_rest import read_rest
from archcite.crosswalk.schema_org_works import read_work
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.record.vocab import Kind, WorkType

READ = frozenset(
    """@id @type @context additionalType name headline alternateName translationOfWork genre
    material artMedium inLanguage abstract description materialExtent dateCreated datePublished
    recordedAt provider pagination pageStart pageEnd bookEdition version position printSection
    creativeWorkStatus isbn volumeNumber issueNumber publisher exampleOfWork itemReviewed
    numberOfPages isPartOf partOfSeries partOfSeason holdingArchive itemLocation funder sponsor
    funding identifier sameAs url mainEntityOfPage archivedAt sdLicense legislationIdentifier
    reportNumber copyrightNotice license usageInfo conditionsOfAccess copyrightHolder
    contentLocation spatialCoverage spatial locationCreated keywords about mentions creditText
    comment encoding associatedMedia isBasedOn hasPart legislationDate
    temporalCoverage""".split()
) | frozenset(table.FROM_PROPERTIES)
_KINDS = frozenset(map(str, Kind))
_WORK_TYPES = frozenset(map(str, WorkType))
_SAID_BY_TYPE = {"Photograph": "photograph"}
_DATES = ("dateCreated", "datePublished", "legislationDate", "temporalCoverage")
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def means(entry: Mapping[str, Any]) -> Plain:
    """The plain record that the properties mean, whatever a carrier says."""
    node: Node = plain_names(entry, table.SPACES)
    plain: Plain = {"schema": "archcite/1", "document": {"id": "item"}}
    types = types_of(node)
    told = [each for each in texts(node, "additionalType") if each in _KINDS | _WORK_TYPES]
    archival = table.COMPONENT in types or bool(values(node, "holdingArchive", "itemLocation"))
    type_ = next((csl for name, csl in table.FROM_TYPES.items() if name in types), "document")
    _read_kind(node, plain, type_, told, archival)
    kind = Kind._value2member_map_[plain["document"]["kind"]]
    published = kind is Kind.PUBLISHED
    _read_titles(node, plain)
    genres = [each for each in texts(node, "genre") if "://" not in each]
    store(plain, "document.genre", "; ".join(genres))
    for name in ("genre", "additionalType"):
        for word in texts(node, name):
            if "://" in word:
                keep(plain, table.NAME, {name: word}, ())
            elif name == "additionalType" and word not in told:
                store(plain, "document.genre", word)
    store(plain, "document.medium", ", ".join(texts(node, "material", "artMedium")))
    store(plain, "document.extent", ", ".join(map(_extent, values(node, "materialExtent"))))
    _read_languages(node, plain)
    _read_summary(node, plain)
    _read_dates(node, plain, published)
    _read_event(node, plain)
    read_people(node, plain, kind)  # type: ignore[arg-type]
    for each in nodes(node, "itemReviewed"):
        for author in values(each, "author"):
            if agent := agent_of(author, "author", plain):
                append(plain, "people", {"role": "reviewed-author", **agent})
    read_holding(node, plain, archival)
    read_work(node, plain, type_, archival)
    for each in values(node, "provider")[:1]:
        store(plain, "digital.name", " ".join(text_of(each).split()))
        if isinstance(each, Mapping):
            store(plain, "digital.program", text(each, "parentOrganization"))
    read_funders(node, plain)
    read_rest(node, plain, archival)
    if not archival:
        keep(plain, table.NAME, {name: node.get(name) for name in ("image",)}, ())
    for each in nodes(node, "hasPart"):
        if table.COMPONENT not in types_of(each):
            keep(plain, table.NAME, {"hasPart": each}, ())
    keep(plain, table.NAME, node, READ | {"image"})
    if value(plain, "published") == {"type": "document"}:
        del plain["published"]
    return {key: found for key, found in plain.items() if found not in ({}, [])}


def _read_kind(node: Node, plain: Plain, type_: str, told: list[str], archival: bool) -> None:
    """archcite's own words for kind and type; otherwise what types and genre say."""
    if told and told[0] in _KINDS:
        plain["document"]["kind"] = told[0]
        if len(told) > 1 and told[1] in _WORK_TYPES:
            store(plain, "published.type", told[1])
        return
    words = [*texts(node, "genre"), *types_of(node)]
    item: dict[str, Any] = {"type": type_, "genre": " ".join(words)}
    if archival:
        item["archive"] = "yes"
    kind = kind_of(item)
    around = {name for each in nodes(node, "isPartOf") for name in types_of(each)}
    if kind is Kind.OTHER and not archival and (around or values(node, "publisher")):
        kind = Kind.PUBLISHED
    plain["document"]["kind"] = str(kind)
    if type_ == "article-magazine" and "Newspaper" in around:
        type_ = "article-newspaper"
    elif type_ == "article-magazine" and around == {"WebSite"}:
        type_ = "webpage"
    usual = "" if kind is Kind.PUBLISHED else TYPES[kind]
    if type_ not in (usual, "document", "personal_communication"):
        store(plain, "published.type", "" if kind is Kind.OBJECT and archival else type_)


def _read_titles(node: Node, plain: Plain) -> None:
    language = text(node, "inLanguage")
    named = values(node, "name") or values(node, "headline")
    if named:
        same = [each for each in named if language and language_of(each) == language]
        first = (same or named)[0]
        store(plain, "document.title", text_of(first))
        if language_of(first) != language:
            store(plain, "document.title_language", language_of(first))
        for each in named:
            if each is not first and text_of(each) != text_of(first):
                keep(plain, table.NAME, {"name": each}, ())
    headline = text(node, "headline")
    if headline and headline != value(plain, "document.title"):
        keep(plain, table.NAME, {"headline": headline}, ())
    for number, other in enumerate(texts(node, "alternateName")):
        if number:
            keep(plain, table.NAME, {"alternateName": other}, ())
        else:
            store(plain, "document.short_title", other)
    for each in nodes(node, "translationOfWork"):
        for name in values(each, "name")[:1]:
            store(plain, "document.original_title.text", text_of(name))
            store(plain, "document.original_title.language", language_of(name))
            latin = text(each, "alternateName")
            store(plain, "document.original_title.transliteration", latin)
        store(plain, "document.original_language", _tags(each)[0] if _tags(each) else "")


def _tags(node: Node) -> list[str]:
    """The languages of a node: codes, names, or Language nodes with either."""
    found = []
    for each in values(node, "inLanguage"):
        code = text(each, "alternateName", "identifier") if isinstance(each, Mapping) else ""
        found.append(tag_of(code if 2 <= len(code) <= 3 else text_of(each)))
    return [each for each in found if each]


def _read_languages(node: Node, plain: Plain) -> None:
    tags = _tags(node)
    store(plain, "document.language", tags[0] if tags else "")
    if len(tags) > 1:
        keep(plain, table.NAME, {"inLanguage": tags[1:]}, ())


def _extent(told: Any) -> str:
    """An extent in words, or as a number with its unit."""
    if isinstance(told, Mapping) and "value" in told:
        parts = (text_of(told["value"]), text(told, "unitText", "unitCode"))
        return " ".join(each for each in parts if each)
    return text_of(told)


def _read_summary(node: Node, plain: Plain) -> None:
    said = [*texts(node, "abstract"), *texts(node, "description")]
    if said:
        store(plain, "document.summary", said[0])
    for other in said[1:]:
        if other != said[0]:
            append(plain, "remarks", {"text": other, "title": "description"})


def _read_dates(node: Node, plain: Plain, published: bool) -> None:
    """Of a work the day it came out, of a document the day it was made; the other day is kept."""
    names = ("datePublished", "legislationDate", "dateCreated")
    for name in names if published else ("dateCreated", "temporalCoverage"):
        for told in texts(node, name):
            _read_date(told, plain)
    if not published:
        for told in texts(node, "datePublished"):
            day = as_edtf(told)
            if len(day) == 10 and _ISO.fullmatch(day):
                store(plain, "digital.uploaded", day)
            else:
                keep(plain, table.NAME, {"datePublished": told}, ())
    else:
        _keep_other_dates(node, plain, ("dateCreated", "temporalCoverage"))


def _read_date(told: str, plain: Plain) -> None:
    found = as_edtf(told)
    if found and not value(plain, "document.date"):
        store(plain, "document.date", found)
    elif not found:
        store(plain, "document.date_as_given", told)


def _keep_other_dates(node: Node, plain: Plain, names: tuple[str, ...]) -> None:
    for name in names:
        for told in texts(node, name):
            if as_edtf(told) != value(plain, "document.date"):
                keep(plain, table.NAME, {name: told}, ())


def _read_event(node: Node, plain: Plain) -> None:
    for each in nodes(node, "recordedAt"):
        store(plain, "document.event.name", text(each, "name"))
        store(plain, "document.event.as_given", text(each, "alternateName"))
        store(plain, "document.event.session", text(each, "subEvent"))
        for place in values(each, "location")[:1]:
            where = text_of(place)
            if not where and isinstance(place, Mapping):
                where = text(place, "address", "addressLocality")
            store(plain, "document.event.place", where)
        store(plain, "document.event.date", as_edtf(text(each, "startDate")))
