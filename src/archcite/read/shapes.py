"""What a text looks like from afar, so that only readers whose format it can be are asked."""

from __future__ import annotations

import re
from enum import StrEnum

__all__ = ["Shape", "shape_of"]


class Shape(StrEnum):
    """A text's kind by its first signs."""

    XML = "xml"  # HTML too
    JSON = "json"
    LINES = "lines"


# A brace may also open a template of a wiki or RTF, a bracket a table of TOML or words of a page.
_JSON = re.compile(r"\{(?!\s*[{\\])|\[\s*(?:[{\"\]]|\Z)")


def shape_of(text: str) -> Shape:
    """The shape of a text, or of its first part."""
    start = text[:200].lstrip("\ufeff\x00 \t\r\n")
    if start.startswith("<"):
        return Shape.XML
    return Shape.JSON if _JSON.match(start) else Shape.LINES
