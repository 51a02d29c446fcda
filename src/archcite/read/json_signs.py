"""By what signs the JSON of each format is known, without its reader: sniffing imports no more."""

from __future__ import annotations

import re

from archcite.read.shapes import Shape, shape_of

_HEAD = 60_000  # characters in which the signs of a format are looked for
_LOOKED = 200_000  # the same where an item may be long
_IIIF = (
    r"\"@context\"\s*:\s*(?:\[[^\]]{0,2000}?)?"
    r"\"https?://(?:iiif\.io/api/presentation/\d|(?:www\.)?shared-canvas\.org/ns/context)"
)
_TROPY = r"\"https?:/{1,2}tropy\.org/v\d"
_DATACITE = (
    r"\"schemaVersion\"\s*:\s*\"https?://(?:schema\.)?datacite\.org/"
    r"|\"resourceTypeGeneral\"\s*:|\"type\"\s*:\s*\"dois\""
)
_SCHEMA_ORG = (
    r"\"@(?:context|vocab|type)\"\s*:\s*[\[{\"][^\x00]{0,1500}?https?://(?:www\.)?schema\.org\b"
    r"|\"https?://schema\.org/[A-Za-z]"
)
_ITEMS = r"\s*(?:\{\s*\"items\"\s*:\s*)?\[\s*\{"
_ITEM_TYPE = '"itemType"'  # Zotero's own word for the type of an item


def is_iiif(text: str) -> bool:
    """Whether a text is a manifest or collection of IIIF."""
    return _has(_IIIF, text)


def is_tropy(text: str) -> bool:
    """Whether a text is JSON-LD as Tropy writes it."""
    return _has(_TROPY, text)


def is_datacite_json(text: str) -> bool:
    """Whether a text is JSON with DataCite resources."""
    return _has(_DATACITE, text)


def is_schema_org(text: str) -> bool:
    """Whether a text is JSON-LD in the words of schema.org."""
    return _has(_SCHEMA_ORG, text)


def is_zotero_json(text: str) -> bool:
    """Whether a text is JSON of Zotero's items."""
    return is_csl_json(text) and _ITEM_TYPE in text[:_LOOKED]


def is_better_csl_json(text: str) -> bool:
    """Whether a text is CSL-JSON whose items have citation keys beside their ids."""
    start = text[:_HEAD]
    return bool(re.match(_ITEMS, start)) and '"citation-key"' in start and _ITEM_TYPE not in start


def is_csl_json(text: str) -> bool:
    """Whether a text is JSON: what no other reader takes for his own is CSL-JSON."""
    return shape_of(text) is Shape.JSON


def _has(sign: str, text: str) -> bool:
    return is_csl_json(text) and re.search(sign, text[:_HEAD]) is not None
