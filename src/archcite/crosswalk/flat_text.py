"""Text for formats that know lines only."""

from __future__ import annotations

# Control characters, byte order marks, and the two that are no characters (XML).
_GONE = dict.fromkeys(
    [*range(9), *range(14, 32), *range(127, 133), *range(134, 160), 0xFEFF, 0xFFFE, 0xFFFF]
)


def line(text: str) -> str:
    """The text in one line: blanks and line breaks are one blank each, none at the ends."""
    # isprintable knows one blank alone, and neither controls nor line breaks.
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return " ".join(text.translate(_GONE).split())
