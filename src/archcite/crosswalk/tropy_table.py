"""The properties of Tropy's templates under the terms of our context, both ways.

Tropy keeps one text for each property, whatever vocabulary it is of; several values share one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archcite.crosswalk.tree import CARRIER as CARRIER_ADDRESS

NAME = "tropy"
TROPY = "https://tropy.org/v1/tropy#"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_BIBO = "http://purl.org/ontology/bibo/"
CARRIER = "archcite"
GENERIC = "https://tropy.org/v1/templates/generic"
# With one stroke: so the template calls itself.
CORRESPONDENCE = "https:/tropy.org/v1/templates/correspondence"
PHOTO = "https://tropy.org/v1/templates/photo"

TERMS: Mapping[str, str] = {
    **{name: _DC + name for name in "title creator contributor date type identifier".split()},
    **{name: _DC + name for name in "rights language publisher subject description".split()},
    **{name: _DC + name for name in "format relation".split()},
    "archive": f"{_DC}source",
    "location": f"{_DC}coverage",
    "recipient": f"{_DCTERMS}audience",
    **{name: _DCTERMS + name for name in "abstract alternative extent medium spatial".split()},
    **{name: _DCTERMS + name for name in "isPartOf isVersionOf provenance accessRights".split()},
    **{name: _DCTERMS + name for name in "license rightsHolder hasFormat".split()},
    **{name: _BIBO + name for name in "doi volume issue pages number isbn issn edition".split()},
    **{name: TROPY + name for name in "collection box folder".split()},
    "rightsUri": "http://www.europeana.eu/schemas/edm/rights",
    "place": "http://www.w3.org/2006/vcard/ns#locality",
    "department": "http://www.w3.org/2006/vcard/ns#organization-unit",
    "funder": "http://id.loc.gov/vocabulary/relators/fnd",
    "key": "urn:x-archcite:key",
    CARRIER: CARRIER_ADDRESS,
}
_DEEPEST = 24  # levels of an item
# Tropy's own: what an item has beside its metadata.
PARTS = frozenset("photo list tag note selection transcription template".split())
CONTEXT: Mapping[str, Any] = {
    "@version": 1.1,
    "@vocab": TROPY,
    "template": {"@id": f"{TROPY}template", "@type": "@id"},
    **{name: {"@id": address} for name, address in TERMS.items() if name != "date"},
    "date": {"@id": TERMS["date"], "@type": f"{TROPY}date"},
    "note": {"@id": f"{TROPY}note", "@container": "@list"},
    "photo": {
        "@id": f"{TROPY}photo",
        "@container": "@list",
        "@context": {
            "note": {"@id": f"{TROPY}note", "@container": "@list"},
            "selection": {"@id": f"{TROPY}selection", "@container": "@list"},
            "transcription": {"@id": f"{TROPY}transcription", "@container": "@list"},
        },
    },
}
_ALIKE = {"source": "archive", "coverage": "location", "audience": "recipient", "created": "date"}
# Address -> term; what the terms of Dublin Core have in common with its elements means the same.
FROM_ADDRESSES: Mapping[str, str] = {
    **{
        f"{_DCTERMS}{name}": _ALIKE.get(name, name)
        for name in (
            "title creator contributor date created type identifier rights language publisher "
            "subject description format relation source coverage audience"
        ).split()
    },
    **{address: term for term, address in TERMS.items()},
    **{TROPY + name: name for name in PARTS},
    f"{_BIBO}recipient": "recipient",
}
# Terms that an item without a context may use: the names of the properties themselves.
_BARE: Mapping[str, str] = {
    **{name: name for name in TERMS},
    **_ALIKE,
    "author": "creator",
}
# Path of the record -> term, where the text is the value.
TEXTS: Mapping[str, str] = {
    "document.id": "key",
    "document.title": "title",
    "document.short_title": "alternative",
    "document.original_title.text": "isVersionOf",
    "document.language": "language",
    "document.summary": "abstract",
    "document.extent": "extent",
    "document.medium": "medium",
    "document.number": "number",
    "source.archive.place": "place",
    "source.archive.department": "department",
    "source.collection": "collection",
    "digital.url": "hasFormat",
    "digital.doi": "doi",
    "rights.statement": "rights",
    "rights.uri": "rightsUri",
    "rights.license": "license",
    "rights.access": "accessRights",
    "published.container": "isPartOf",
    "published.publisher": "publisher",
    "published.volume": "volume",
    "published.issue": "issue",
    "published.pages": "pages",
    "published.edition": "edition",
    "published.isbn": "isbn",
    "published.issn": "issn",
}


def renamed(node: Mapping[str, Any], contexts: tuple[Any, ...], depth: int = 0) -> dict[str, Any]:
    """A node under the terms of our context; a property without one keeps its address.

    contexts: those of the file around it, the innermost last, each parsed JSON of any shape.
    """
    made: dict[str, Any] = {}
    if depth > _DEEPEST:
        return made
    for key, value in node.items():
        if key == "@context":
            continue
        term, inner = _term(key, contexts)
        if term in PARTS and term not in ("tag", "list", "template"):
            around = contexts if inner is None else (*contexts, inner)
            value = _members(value, around, depth)
        if term not in made:
            made[term] = value
    return made


def _members(value: Any, contexts: tuple[Any, ...], depth: int) -> Any:
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        return [_members(each, contexts, depth + 1) for each in value]
    if not isinstance(value, Mapping):
        return value
    if "@list" in value:
        return _members(value["@list"], contexts, depth + 1)
    return renamed(value, contexts, depth + 1)


def _term(key: str, contexts: tuple[Any, ...]) -> tuple[str, Any]:
    """The term for a key of a file, and the context of what stands in it."""
    if key.startswith("@"):
        return key, None
    for context in reversed(contexts):
        told = context.get(key) if isinstance(context, Mapping) else None
        inner = told.get("@context") if isinstance(told, Mapping) else None
        address = told.get("@id") if isinstance(told, Mapping) else told
        if isinstance(address, str):
            return FROM_ADDRESSES.get(_whole(address, context), address), inner
    if "://" in key or key.startswith("urn:"):
        return FROM_ADDRESSES.get(key, key.removeprefix(TROPY)), None
    prefix, colon, rest = key.partition(":")
    if colon:
        bare = {"dc": _DC, "dcterms": _DCTERMS, "tropy": TROPY, "bibo": _BIBO}.get(prefix)
        return (FROM_ADDRESSES.get(bare + rest, bare + rest) if bare else key), None
    return _BARE.get(key, key), None


def _whole(address: str, context: Mapping[str, Any]) -> str:
    """An address in which a prefix of the context is written out."""
    prefix, colon, rest = address.partition(":")
    told = context.get(prefix) if colon and not rest.startswith("//") else None
    return told + rest if isinstance(told, str) else address
