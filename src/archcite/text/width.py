"""How wide a text is in a terminal: two columns for a Chinese sign, none for an accent."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """The columns that a text takes up."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def cut(text: str, most: int) -> str:
    """The text, shortened with an ellipsis where it is wider than that."""
    if width(text) <= most:
        return text
    room, kept = most - 1, []
    for letter in text:
        room -= _columns(letter)
        if room < 0:
            break
        kept.append(letter)
    return "".join(kept).rstrip() + "…"


def _columns(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
