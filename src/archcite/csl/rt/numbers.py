"""cs:number: numeric, ordinal, long-ordinal and roman forms."""

from __future__ import annotations

import re

from archcite.csl.rt.context import PRESENT, Context, Facts
from archcite.csl.rt.text import RANGED, dressed, markup
from archcite.csl.specs import Dress
from archcite.inline import Inline
from archcite.text.numbers import is_numeric, roman, tokens
from archcite.text.pages import page_range


def number(
    c: Context, o: list[Inline], variable: str, dress: Dress | None = None, form: str = "numeric"
) -> int:
    """A cs:number; what is not numeric is printed as it is."""
    found = c.text(variable)
    if c.sorting:
        o.append(padded(found))
        return PRESENT
    tag = variable if variable in ("citation-number", "locator") else ""
    if not is_numeric(found):
        dash = c.facts.term("page-range-delimiter") or "–"
        nodes = markup(page_range(found, "", dash) if variable in RANGED else found)
        if _LABELLED.fullmatch(found):
            nodes = [labelled(c.facts, found, form)]
    else:
        pieces = [
            _formed(c.facts, piece, form, c.facts.genders.get(variable, "")) if numeric else piece
            for piece, numeric in tokens(found)
        ]
        text = "".join(pieces)
        if variable in RANGED:
            options = c.facts.options.get("page-range-format", "") if variable == "page" else ""
            text = page_range(text, options, c.facts.term("page-range-delimiter") or "–")
        nodes = [text]
    o.append(dressed(c, nodes, dress, tag))
    return PRESENT


def labelled(facts: Facts, text: str, form: str) -> str:
    """Numbers of which some have a label ("7, p. 3-8"): each in the form, the label as its term."""
    out = ""
    for before, word, digits in _PART.findall(text):
        if word:
            several = "-" in digits or "–" in digits
            dash = facts.term("page-range-delimiter") or "–"
            label = facts.term(_WORDS[word.lower().rstrip(".")], "short", plural=several)
            out += f"{before}{label} {page_range(digits, '', dash)}"
        else:
            out += before + _formed(facts, digits, form, "")
    return out


# Abbreviations that stand before a number within a number.
_WORDS = {
    "p": "page", "pp": "page", "vol": "volume", "vols": "volume", "no": "issue", "nos": "issue",
    "ch": "chapter", "fol": "folio", "fols": "folio", "col": "column", "sec": "section",
}  # fmt: skip
_WORD, _DIGITS = "|".join(_WORDS), r"\d+(?:[-–]\d+)?"
_PART = re.compile(rf"(^|,\s*|\s*&\s*)(?:({_WORD})\.?\s*)?({_DIGITS})", re.I)
_UNIT = rf"(?:(?:{_WORD})\.?\s*)?{_DIGITS}"
_LABELLED = re.compile(rf"{_UNIT}(?:(?:,\s*|\s*&\s*){_UNIT})+", re.I)


def padded(text: str) -> str:
    """Every number in the text with leading zeros, so that texts sort as numbers do."""
    return "".join(
        piece.rjust(10, "0") if piece.isdigit() else piece for piece in re.split(r"(\d+)", text)
    )


def _formed(facts: Facts, digits: str, form: str, gender: str) -> str:
    if not digits.isdigit() or len(digits) > 9:
        return digits
    count = int(digits)
    if form == "roman" and 0 < count < 5000:
        return roman(count)
    if form == "long-ordinal" and 1 <= count <= 10:
        return facts.term(f"long-ordinal-{count:02d}", gender=gender) or ordinal(
            facts, count, gender
        )
    if form in ("ordinal", "long-ordinal"):
        return ordinal(facts, count, gender)
    return digits


def ordinal(facts: Facts, count: int, gender: str = "") -> str:
    """The number with its ordinal suffix (CSL 1.0.2, Ordinal Suffixes)."""
    match = facts.ordinal_match
    whole = f"ordinal-{count:02d}"
    if count < 100 and match.get(whole) == "whole-number":
        suffix = _suffix(facts, whole, gender)
        if suffix is not None:
            return f"{count}{suffix}"
    if count % 100 >= 10:
        two = f"ordinal-{count % 100:02d}"
        suffix = _suffix(facts, two, gender)
        if suffix is not None and match.get(two, "") in ("", "last-two-digits"):
            return f"{count}{suffix}"
    one = f"ordinal-{count % 10:02d}"
    how = match.get(one, "")
    suffix = _suffix(facts, one, gender)
    if suffix is not None and (
        how in ("", "last-digit") or (how == "last-two-digits" and count % 100 == count % 10)
    ):
        return f"{count}{suffix}"
    return f"{count}{facts.term('ordinal', gender=gender)}"


def _suffix(facts: Facts, name: str, gender: str) -> str | None:
    """The ordinal term in that gender, else in none; None where there is none."""
    found = facts.terms.get((name, "long", gender)) or facts.terms.get((name, "long", ""))
    return None if found is None else found[0]
