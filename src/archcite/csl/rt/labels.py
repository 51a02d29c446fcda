"""cs:label beside a number variable or a locator; labels of names are in names."""

from __future__ import annotations

import re

from archcite.csl.rt.context import Context
from archcite.csl.rt.text import worded
from archcite.csl.specs import Dress
from archcite.inline import Inline

# Bounded, so that a number of a million digits takes no time.
_SEVERAL = re.compile(
    r"\d\S{0,20}?\s{0,3}(?:[-–—,&]|\band\b)\s{0,3}\S{0,20}?\d|[-–]\s{0,3}[ivxlc]{1,12}\b"
    r"|\b[ivxlc]{1,12}\s{0,3}[,&]\s{0,3}[ivxlc]{1,12}\b",
    re.I,
)
# Another label within a locator: what follows is not counted with what stands before.
_TYPED_LABEL = re.compile(
    r",\s*(?:[^\W\d_]+\.\s|(?!(?:and|und|et|и)\b)[^\W\d_]{2,20}\s+(?=\d)|[§¶]+\s{0,3}(?=\d))"
)
# A locator that brings its own label, as in "vol. 3, fol. 12".
_BRINGS_LABEL = re.compile(r"[^\W\d_]{1,5}\.\s*\d")
_COUNTS = frozenset(("number-of-pages", "number-of-volumes"))


def is_plural(variable: str, value: str) -> bool:
    """Whether a number or locator speaks of several (CSL 1.0.2, Label)."""
    if variable in _COUNTS:
        digits = re.search(r"\d+", value)
        return bool(digits) and int(digits[0][:9]) != 1  # type: ignore[index]
    return bool(_SEVERAL.search(value.replace("\\-", "")))


def label(
    c: Context,
    o: list[Inline],
    variable: str,
    dress: Dress | None = None,
    form: str = "long",
    plural: str = "contextual",
) -> int:
    """A cs:label of a number variable; nothing where the variable is empty or has no term."""
    found = c.text(variable)
    if variable == "locator" and _BRINGS_LABEL.match(found):
        return 0
    term = (c.locator_label or "page") if variable == "locator" else variable
    head = _TYPED_LABEL.split(found, maxsplit=1)[0] if variable == "locator" else found
    many = plural == "always" or (plural == "contextual" and is_plural(variable, head))
    own = c.item.locator_words(term) if variable == "locator" else None
    words = own[many] if own else c.facts.term(term, form, plural=many)
    if not words and variable == "locator" and not c.facts.has_term(term):
        words = term  # a label that CSL does not have is printed as it was typed
    if words:
        o.append(worded(c, words, dress))
    return 0
