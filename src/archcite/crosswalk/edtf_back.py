"""Dates of XML formats as EDTF: encodings, qualifiers, beginnings and ends."""

from __future__ import annotations

import re

from archcite.text.edtf import is_edtf

_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)?")
_MARKED = re.compile(r"(?:uuuu|\d{3}u|\d\duu)")
_QUALIFIERS = {"approximate": "~", "circa": "~", "questionable": "?", "inferred": ""}


def as_edtf(text: str, encoding: str = "") -> str:
    """The date as EDTF where its encoding or its form leaves no doubt; "" for anything else."""
    text = text.strip()
    if not text or text == "9999":
        return ""
    if encoding in ("iso8601", "marc", "") and _BASIC.fullmatch(text):
        found = _BASIC.fullmatch(text)
        assert found
        if len(text) == 8 or encoding:
            text = "-".join(part for part in found.groups() if part)
    if _MARKED.fullmatch(text):
        text = text.replace("u", "X")
    if re.fullmatch(r"\d{4}-\d\d-\d\dT.*", text):
        text = text[:10]
    for candidate in (text, text.removesuffix("?") + "?" if text.endswith("?") else ""):
        if candidate and is_edtf(candidate):
            return candidate
    return ""


def qualified(date: str, qualifier: str) -> str:
    """The date with the mark of a qualifier, unless it has one already."""
    mark = _QUALIFIERS.get(qualifier, "")
    if not mark or any(each in date for each in "~?%"):
        return date
    marked = "/".join(
        f"{part}{mark}" if part not in ("", "..") else part for part in date.split("/")
    )
    return marked if is_edtf(marked) else date


def between(start: str, end: str) -> str:
    """An interval from one date to another, either of which may be open; one date if they agree."""
    if start == end or not end:
        return start
    whole = f"{start or '..'}/{end}"
    return whole if is_edtf(whole) else start
