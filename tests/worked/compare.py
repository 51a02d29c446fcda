"""How far what is printed is what was expected, and where it differs, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from itertools import combinations

_TAG = re.compile(r"</?[a-z][^>]*>")
_QUOTES = str.maketrans("“”‘’", "\"\"''")

# What two citations may differ in and yet say the same.
BUT_FOR: Mapping[str, Callable[[str], str]] = {
    "italics": lambda text: _TAG.sub("", text),
    "final stop": lambda text: re.sub(r"\.((?:</[a-z]+>|[”’)\"'])*)$", r"\1", text),
    "dashes": lambda text: text.replace("–", "-"),
    "quotation marks": lambda text: text.translate(_QUOTES),
}


def differs_in(expected: str, got: str) -> tuple[str, ...] | None:
    """The fewest of BUT_FOR that make both equal: () for equal texts, None for none."""
    if expected == got:
        return ()
    for count in range(1, len(BUT_FOR) + 1):
        for names in combinations(BUT_FOR, count):
            left, right = expected, got
            for name in names:
                left, right = BUT_FOR[name](left), BUT_FOR[name](right)
            if left == right:
                return names
    return None


def word_diff(expected: str, got: str) -> str:
    """Both texts in one: [-only expected-] {+only printed+}."""
    left, right = _words(expected), _words(got)
    parts: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append("".join(left[a:b]))
            continue
        if a < b:
            parts.append(f"[-{''.join(left[a:b])}-]")
        if c < d:
            parts.append(f"{{+{''.join(right[c:d])}+}}")
    return "".join(parts)


def _words(text: str) -> list[str]:
    """Words, blanks, tags and marks, each by itself."""
    return re.findall(r"</?[a-z]+>|\w+|\s+|.", text)
