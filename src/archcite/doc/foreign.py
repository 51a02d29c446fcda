"""Citations that Zotero and Mendeley have put into a document, read from what they keep there.

Both keep CSL's citation object as JSON; where, each word processor's own file knows.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from archcite.cite.request import Citation, Cite, Locator

_MAX = 4 * 2**20  # letters of one citation
_FIELD = re.compile(r"\s*(?:ADDIN\s+)?(ZOTERO_ITEM\s+)?CSL_CITATION\s*(?=\{)")
_BIBLIOGRAPHY = re.compile(r"\s*(?:ADDIN\s+)?(?:ZOTERO_BIBL\b|Mendeley Bibliography\b)")
_CONTROL = re.compile(r"MENDELEY_CITATION_v\d+_")


class Item(NamedTuple):
    """One work of a foreign citation. names: what the program calls it. data: its CSL-JSON."""

    names: tuple[str, ...]
    data: Mapping[str, Any]
    cite: Cite


class Foreign(NamedTuple):
    """A citation of another program. line: as of a Cluster."""

    program: str
    items: tuple[Item, ...]
    line: int = 0


def read(said: str, line: int = 0) -> Foreign | None:
    """The citation in a field's instruction, a mark's name or a control's tag; None for none."""
    if len(said) > _MAX:
        return None
    if field := _FIELD.match(said):
        kept = _json(said[field.end() :])
        program = "Zotero" if field[1] else "Mendeley"
    elif control := _CONTROL.match(said):
        try:
            packed = said[control.end() :]
            kept = _json(base64.b64decode(packed + "=" * (-len(packed) % 4)).decode())
        except (binascii.Error, ValueError):
            return None
        program = "Mendeley"
    else:
        return None
    items = kept.get("citationItems") if isinstance(kept, dict) else None
    if not isinstance(items, list):
        return None
    found = tuple(_item(each) for each in items if isinstance(each, dict))
    return Foreign(program, found, line) if found else None


def is_bibliography(said: str) -> bool:
    """Whether a field's instruction, or a section's name, is that of another's bibliography."""
    return _BIBLIOGRAPHY.match(said) is not None


def adopted(foreign: Foreign, keys: Sequence[str]) -> Citation:
    """The same citation of records of our own, one key for each item."""
    return Citation(
        tuple(item.cite._replace(id=key) for item, key in zip(foreign.items, keys, strict=True))
    )


def _json(text: str) -> Any:
    """What stands first in the text, whatever follows."""
    try:
        return json.JSONDecoder().raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _item(kept: Mapping[str, Any]) -> Item:
    data = kept.get("itemData")
    data = data if isinstance(data, dict) else {}
    uris = kept.get("uris") or kept.get("uri") or []
    uris = uris if isinstance(uris, list) else [uris]
    named = [*uris, *(uri.rsplit("/", 1)[-1] for uri in uris if isinstance(uri, str))]
    named += [data.get("citation-key"), data.get("id"), kept.get("id")]
    names = tuple(dict.fromkeys(str(name) for name in named if isinstance(name, str) and name))
    value = _word(kept, "locator")
    return Item(
        names,
        data,
        Cite(
            "",
            Locator(_word(kept, "label"), value) if value else None,
            prefix=_word(kept, "prefix"),
            suffix=_word(kept, "suffix"),
            suppress_author=kept.get("suppress-author") is True,
        ),
    )


def _word(kept: Mapping[str, Any], name: str) -> str:
    value = kept.get(name)
    return " ".join(str(value).split()) if isinstance(value, (str, int)) else ""
