"""What a IIIF manifest (Presentation 2 and 3) says of the thing that it shows, for a record.

Read only. Canvases, services and how to show them are no facts about a document and left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from archcite.crosswalk import relators
from archcite.crosswalk.csl_back import AUTHORS_OF, kind_of
from archcite.crosswalk.dublin_core_back import inverted
from archcite.crosswalk.edtf_back import as_edtf
from archcite.crosswalk.iiif_table import KINDS, meaning_of
from archcite.crosswalk.json_ld import Node, keep, listed, nodes, shown, text_of, values
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.mods_holding import read_mark
from archcite.crosswalk.returning import Returned
from archcite.crosswalk.rights_back import rights_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.record.identifiers import check_doi
from archcite.record.shelfmark import read_archive
from archcite.record.vocab import Kind, Role

NAME = "iiif"
_READ = frozenset(
    """@id id @type type @context label metadata summary description requiredStatement attribution
    rights license navDate provider homepage related rendering partOf within""".split()
)
# How to show it, and the pictures themselves.
_SHOWING = frozenset(
    """items sequences structures services service viewingDirection viewingHint behavior start
    startCanvas placeholderCanvas accompanyingCanvas annotations manifests collections members
    thumbnail logo total first""".split()
)
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"(?i)<br\s*/?>|</p>")
_UNTAGGED = ("none", "@none", "und", "zxx")
_NAV = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)")


class Said(NamedTuple):
    """A text in one of the languages in which it was given; language "" where none is told."""

    language: str
    text: str


def from_iiif(manifest: Node) -> Returned:
    """What a manifest means; parsed JSON of any shape."""
    plain: Plain = {"schema": "archcite/1", "document": {"id": "item"}}
    pairs = [_pair(each) for each in nodes(manifest, "metadata")]
    prefer = _languages(pairs)
    found: dict[str, list[str]] = {}
    for labels, told in pairs:
        _sort(labels, told, prefer, found, plain)
    _read_kind(found, plain)
    _read_title(manifest, prefer, found, plain)
    _read_facts(found, plain)
    _read_holding(found, plain)
    _read_people(found, plain)
    _read_rights(manifest, prefer, found, plain)
    _read_date(manifest, plain)
    _read_addresses(manifest, prefer, plain)
    _read_around(manifest, prefer, plain)
    keep(plain, NAME, manifest, _READ | _SHOWING)
    return Returned({key: each for key, each in plain.items() if each not in ({}, [])})


# -- texts in languages


def said(told: Any) -> list[Said]:
    """Every text of a value: a string, value objects, a map of languages."""
    found: list[Said] = []
    for each in listed(told):
        if isinstance(each, Mapping) and "@value" not in each:
            for tag, texts in each.items():
                language = "" if tag in _UNTAGGED or tag[:1] == "@" else tag
                found += [Said(language, _bare(one)) for one in listed(texts)]
        else:
            tag = each.get("@language") if isinstance(each, Mapping) else ""
            language = tag if isinstance(tag, str) and tag not in _UNTAGGED else ""
            found.append(Said(language, _bare(each)))
    return [one for one in found if one.text]


def _bare(told: Any) -> str:
    """A text without the HTML that a manifest may have in it."""
    found = text_of(told) if not isinstance(told, Mapping) or "@value" in told else ""
    if found[:1] == "<" and found[-1:] == ">":
        found = html.unescape(_TAG.sub("", _BREAK.sub("\n", found)))
    return shown(found).strip()


def chosen(told: list[Said], prefer: list[str]) -> tuple[list[Said], list[Said]]:
    """The texts in the best of their languages, and the others.

    prefer: tags, the best first; after them come texts without a language, then the first one.
    """
    tags = list(dict.fromkeys(each.language for each in told))
    best = next(
        (tag for wish in prefer for tag in tags if tag.partition("-")[0] == wish.partition("-")[0]),
        "" if "" in tags else tags[0] if tags else "",
    )
    return [e for e in told if e.language == best], [e for e in told if e.language != best]


def line_of(told: Any, prefer: list[str]) -> str:
    """A value on one line, in the best of its languages."""
    return " ".join("; ".join(each.text for each in chosen(said(told), prefer)[0]).split())


# -- metadata


def _pair(node: Node) -> tuple[list[Said], list[Said]]:
    return said(node.get("label")), said(node.get("value"))


def _languages(pairs: list[tuple[list[Said], list[Said]]]) -> list[str]:
    """The languages to choose: the document's own, if it is told, then English."""
    own = [
        tag_of(one.text)
        for labels, told in pairs
        if any(meaning_of(label.text) == "language" for label in labels)
        for one in told
    ]
    return [*(tag for tag in own if re.fullmatch(r"[a-z]{2,3}(-.*)?", tag)), "en"]


def _sort(
    labels: list[Said],
    told: list[Said],
    prefer: list[str],
    found: dict[str, list[str]],
    plain: Plain,
) -> None:
    """Put the values of a pair to those of their meaning; what has none into record.foreign."""
    meaning = next((known for each in labels if (known := meaning_of(each.text))), "")
    name = line_of([{"@value": e.text, "@language": e.language} for e in labels], prefer) or "?"
    best, others = chosen(told, prefer)
    if meaning:
        found.setdefault(meaning, []).extend(each.text for each in best)
    else:
        others = [*best, *others]
    for each in others:
        same = not meaning and each in best
        tagged = name if same or not each.language else f"{name}@{each.language}"
        append(plain, "record.foreign", {"format": NAME, "name": tagged, "value": each.text})


def _read_kind(found: dict[str, list[str]], plain: Plain) -> None:
    genre = "; ".join(found.get("genre", ()))
    words = [each.strip().casefold() for told in found.get("genre", ()) for each in told.split(";")]
    known = next((KINDS[word] for word in words if word in KINDS), "")
    if known in Kind._value2member_map_:
        kind = Kind._value2member_map_[known]
    elif known in ("book", "periodical"):
        kind = Kind.PUBLISHED
    else:
        kind = kind_of({"type": "document", "genre": genre, "archive": "yes"})
    if known in ("book", "periodical", "manuscript"):
        store(plain, "published.type", known)
    held = found.keys() & {"shelfmark", "repository", "box", "folder"}
    if kind is Kind.OTHER and not held and found.keys() & {"publisher", "published at", "isbn"}:
        kind = Kind.PUBLISHED
    plain["document"]["kind"] = str(kind)
    store(plain, "document.genre", "" if genre.casefold() == str(kind) else genre)


_FACTS: Mapping[str, str] = {
    "original title": "document.original_title.text",
    "extent": "document.extent",
    "medium": "document.medium",
    "number": "document.number",
    "digital collection": "digital.collection",
    "publisher": "published.publisher",
    "published at": "published.place",
    "series": "published.series",
    "isbn": "published.isbn",
    "issn": "published.issn",
}


def _read_title(
    manifest: Node, prefer: list[str], found: dict[str, list[str]], plain: Plain
) -> None:
    """The label; another one in the metadata, and those in other languages, are kept."""
    best, others = chosen(said(manifest.get("label")), prefer)
    title = "; ".join(each.text for each in best)
    store(plain, "document.title", title or "; ".join(found.get("title", ())))
    if best and best[0].language:
        store(plain, "document.title_language", tag_of(best[0].language))
    for each in others:
        name = f"label@{each.language}" if each.language else "label"
        append(plain, "record.foreign", {"format": NAME, "name": name, "value": each.text})
    for other in found.get("title", ()):
        if title and other != title:
            append(plain, "record.foreign", {"format": NAME, "name": "Title", "value": other})
    best, others = chosen(said(manifest.get("summary") or manifest.get("description")), prefer)
    store(plain, "document.summary", "\n\n".join(each.text for each in best))
    for each in others:
        name = f"summary@{each.language}" if each.language else "summary"
        append(plain, "record.foreign", {"format": NAME, "name": name, "value": each.text})


def _read_facts(found: dict[str, list[str]], plain: Plain) -> None:
    for meaning, path in _FACTS.items():
        store(plain, path, "; ".join(found.get(meaning, ())))
    tags = [tag_of(each) for each in found.get("language", ())]
    store(plain, "document.language", tags[0] if tags else "")
    if tags and value(plain, "document.title_language") == tags[0]:
        del plain["document"]["title_language"]
    for tag in tags[1:]:
        append(plain, "record.foreign", {"format": NAME, "name": "Language", "value": tag})
    for said_ in found.get("summary", ()):
        if value(plain, "document.summary") not in (None, said_):
            append(plain, "remarks", {"text": said_, "title": "description"})
        store(plain, "document.summary", said_)
    dates = found.get("date", ())
    first = next((each for each in dates if as_edtf(each)), dates[0] if dates else "")
    path = "document.date" if as_edtf(first) else "document.date_as_given"
    store(plain, path, as_edtf(first) or first)
    for told in dates:
        if told != first:
            append(plain, "record.foreign", {"format": NAME, "name": "Date", "value": told})
    for told in found.get("subject", ()):
        for term in told.split(";"):
            append(plain, "subjects", {"term": term.strip()} if term.strip() else {})
    for told in found.get("place", ()):
        append(plain, "places", {"name": told})
    for told in found.get("written at", ()):
        append(plain, "places", {"name": told, "role": "written-at"})
    for told in found.get("funder", ()):
        append(plain, "funders", {"name": " ".join(told.split())})
    for told in found.get("note", ()):
        append(plain, "remarks", {"text": told})


def _read_holding(found: dict[str, list[str]], plain: Plain) -> None:
    source: Plain = {}
    for told in found.get("repository", ())[:1]:
        source["archive"] = msgspec.to_builtins(read_archive(told))
    for told in found.get("repository", ())[1:]:
        append(plain, "record.foreign", {"format": NAME, "name": "Repository", "value": told})
    for told in found.get("shelfmark", ())[:1]:
        read_mark(source, " ".join(told.split()))
    for told in found.get("shelfmark", ())[1:]:
        append(plain, "record.foreign", {"format": NAME, "name": "Shelfmark", "value": told})
    for name in ("box", "folder"):
        for told in found.get(name, ()):
            append(source, "levels", {"kind": name, "value": told})
    store(source, "collection", "; ".join(found.get("collection", ())))
    if source:
        plain["source"] = source
    for told in (*found.get("doi", ()), *found.get("identifier", ())):
        doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", told, flags=re.IGNORECASE)
        if not check_doi(doi) and not value(plain, "digital.doi"):
            store(plain, "digital.doi", doi)
        elif not value(plain, "digital.record_id"):
            store(plain, "digital.record_id", told)
        else:
            append(plain, "record.foreign", {"format": NAME, "name": "Identifier", "value": told})


def _read_people(found: dict[str, list[str]], plain: Plain) -> None:
    kind = Kind._value2member_map_[plain["document"]["kind"]]
    main = AUTHORS_OF.get(kind, Role.AUTHOR)  # type: ignore[call-overload]
    for meaning in ("author", "sender", "photographer", "artist", "recipient", "translator",
                    "editor", "contributor"):  # fmt: skip
        role = main if meaning in ("author", "sender") else relators.ROLES[meaning]
        for told in found.get(meaning, ()):
            for name in told.split(";"):
                if name.strip():
                    agent = inverted(" ".join(name.split()))
                    append(plain, "people", {"role": str(role), **agent})


# -- rights, addresses and what is around


def _read_rights(
    manifest: Node, prefer: list[str], found: dict[str, list[str]], plain: Plain
) -> None:
    for each in values(manifest, "rights", "license"):
        address = text_of(each.get("@id") or each.get("id") or "") if isinstance(
            each, Mapping
        ) else text_of(each)  # fmt: skip
        rights_of(plain, "" if "://" in address else address, address)
    for told in found.get("rights", ()):
        rights_of(plain, told)
    statements = [*values(manifest, "attribution")]
    statements += [each.get("value") for each in nodes(manifest, "requiredStatement")]
    whole = [one for each in statements for one in said(each)]
    best, _ = chosen(whole, prefer)
    for one in whole:
        if one in best or not one.language:
            rights_of(plain, one.text)
        else:
            name = f"requiredStatement@{one.language}"
            append(plain, "record.foreign", {"format": NAME, "name": name, "value": one.text})
    for told in found.get("access", ()):
        rights_of(plain, told, type_="restriction")
    for told in found.get("holder", ()):
        append(plain, "rights.holder", " ".join(told.split()))


def _read_date(manifest: Node, plain: Plain) -> None:
    """The date by which viewers sort, where no other is told; the first of January is a year."""
    told = text_of(manifest.get("navDate") or "")
    known = value(plain, "document.date") or value(plain, "document.date_as_given")
    parts = _NAV.match(told)
    if parts and not known:
        year, month, day, _ = parts.groups()
        date = year if month == day == "01" else f"{year}-{month}-{day}"
        if as_edtf(date):
            plain["document"]["date"] = date
            plain["document"]["_src"] = {"date": "inferred"}
    elif told:
        append(plain, "record.foreign", {"format": NAME, "name": "navDate", "value": told})


def _address(node: Any) -> str:
    if isinstance(node, Mapping):
        node = node.get("id") or node.get("@id") or ""
    told = text_of(node)
    return told if told.startswith(("http://", "https://")) else ""


def _read_addresses(manifest: Node, prefer: list[str], plain: Plain) -> None:
    own = _address(manifest)
    pages = [told for each in values(manifest, "homepage", "related") if (told := _address(each))]
    for told in pages[1:]:
        append(plain, "record.foreign", {"format": NAME, "name": "homepage", "value": told})
    store(plain, "digital.url", pages[0] if pages else own)
    for each in values(manifest, "rendering"):
        title = line_of(each.get("label"), prefer) if isinstance(each, Mapping) else ""
        type_ = text_of(each.get("format") or "") if isinstance(each, Mapping) else ""
        file = {"url": _address(each), "title": title, "media_type": type_}
        append(plain, "attachments", {k: v for k, v in file.items() if v} if file["url"] else {})
    if own and pages:
        file = {"url": own, "title": "IIIF manifest", "media_type": "application/ld+json"}
        append(plain, "attachments", file)


def _read_around(manifest: Node, prefer: list[str], plain: Plain) -> None:
    """Who provides it, and the collection of manifests in which it stands."""
    for number, each in enumerate(nodes(manifest, "provider")):
        name = line_of(each.get("label"), prefer)
        if number or not name:
            keep(plain, NAME, {"provider": each}, ())
        else:
            store(plain, "digital.name", name)
    for each in values(manifest, "partOf", "within"):
        name = line_of(each.get("label"), prefer) if isinstance(each, Mapping) else ""
        if name:
            store(plain, "digital.collection", name)
        elif address := _address(each):
            append(plain, "record.foreign", {"format": NAME, "name": "partOf", "value": address})
