"""A MARC record's fields: values by tag and code, and the punctuation of cataloguing taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from archcite.crosswalk.tree import attribute, children, line

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ENDS = " \t\n/:;,="
_INITIAL = re.compile(
    r"\b(?:[^\W\d_]|Jr|Sr|St|Dr|etc|ca|Co|Inc|Ltd|Bros|dept|no|vol|v|p|pp|ed|rev|enl)\.$"
)


class Field(NamedTuple):
    """One data field: its tag, its indicators, its subfields in order."""

    tag: str
    first: str
    second: str
    parts: tuple[tuple[str, str], ...]

    def get(self, codes: str) -> str:
        """The values of these subfields in one line, in the order of the field."""
        return " ".join(text for code, text in self.parts if code in codes)

    def all(self, codes: str) -> list[str]:
        """The values of these subfields."""
        return [text for code, text in self.parts if code in codes]


class Marc(NamedTuple):
    """One record: its leader, control fields and data fields."""

    leader: str
    controls: dict[str, str]
    fields: tuple[Field, ...]

    def every(self, *tags: str) -> Iterator[Field]:
        """The fields of these tags, in the order of the record."""
        return (field for field in self.fields if field.tag in tags)

    def first(self, *tags: str) -> Field | None:
        """The first field of these tags."""
        return next(self.every(*tags), None)


def marc_of(element: Element) -> Marc:
    """A record element of MARCXML."""
    leader = next((each.text or "" for each in children(element, "leader")), "")
    controls: dict[str, str] = {}
    for each in children(element, "controlfield"):
        controls.setdefault(attribute(each, "tag"), each.text or "")
    fields = []
    for each in children(element, "datafield"):
        parts = tuple(
            (attribute(part, "code")[:1], text)
            for part in children(each, "subfield")
            if (text := line(part))
        )
        marks = (each.get("ind1") or " ")[:1], (each.get("ind2") or " ")[:1]
        if parts:
            fields.append(Field(attribute(each, "tag"), *marks, parts))
    return Marc(leader.ljust(24), controls, tuple(fields))


def trimmed(text: str) -> str:
    """A value without the punctuation that leads over to the next subfield."""
    text = text.strip().rstrip(_ENDS)
    if text.endswith(".") and not text.endswith("..") and not _INITIAL.search(text[-8:]):
        text = text[:-1]
    return text.rstrip(_ENDS)


def unbracketed(text: str) -> str:
    """A value without the square brackets of what a cataloguer supplied."""
    return trimmed(text.replace("[", "").replace("]", ""))
