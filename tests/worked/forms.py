"""Which of our styles an example is in, which form of it, and which of the style's options hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from archcite.app.styles import LoadedStyle, load_style
from worked.facts import Facts


class Form(NamedTuple):
    """A style, and what of it: a citation at that position, "text", or the bibliography's entry."""

    style: str
    form: str


FORMS: Mapping[str, Form] = {
    "chicago-note": Form("chicago-notes", "first"),
    "chicago-note-short": Form("chicago-notes", "subsequent"),
    "chicago-note-ibid": Form("chicago-notes", "ibid"),
    "chicago-bib": Form("chicago-notes", "bibliography"),
    "chicago-ad-ref": Form("chicago-author-date", "bibliography"),
    "chicago-ad-text": Form("chicago-author-date", "text"),
    "mla-wc": Form("mla", "bibliography"),
    "mla-text": Form("mla", "text"),
}
# What an implementation does where the manual leaves a choice: the days of letters as 25 May 1960.
HABITS: Mapping[str, Mapping[str, str]] = {
    "implementation:biblatex-chicago": {"letter-dates": "day-first"},
}
# An implementation whose later notes have the whole title unless a shorter one is given.
FULL_REPEATS = ("implementation:biblatex-chicago",)


def form_of(style: str) -> Form | None:
    """What the example's style names; None for a style that is not ours."""
    return FORMS.get(style)


def options_of(form: Form, edition: str, authority: str, facts: Facts) -> dict[str, str]:
    """The style's options, from edition, authority and facts."""
    found: dict[str, str] = {}
    chicago = form.style.startswith("chicago")
    named = re.search(r"^(?:CMOS\D*|Chicago\D*|)(\d[\d/, ]*)", edition)
    numbers = [int(each) for each in re.findall(r"\d+", named[1])] if named else []
    if chicago and numbers and max(numbers) <= 17:
        found["edition"] = "17"
    if chicago:
        found |= HABITS.get(authority, {})
    if form.style == "chicago-notes":
        if authority in FULL_REPEATS and not any(s in facts for s in ("short_title", "hereafter")):
            found["repeats"] = "full"
        if form.form == "ibid":
            found["ibid"] = "on"
    if "title_lower" not in facts and "csl_item" not in facts:
        found["case"] = "as-given"  # title and title_translated are as they are to be printed
    return found


def styled(name: str, options: Mapping[str, str]) -> LoadedStyle:
    return _styled(name, tuple(sorted(options.items())))


@cache
def _styled(name: str, options: tuple[tuple[str, str], ...]) -> LoadedStyle:
    return load_style(name, "", None, dict(options))
