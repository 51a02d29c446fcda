"""The attributes of CSL's elements as typed values; a word that CSL does not have is no answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from archcite.csl import model
from archcite.csl.xml import attributes_of
from archcite.inline import Look

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DRESS = frozenset(
    """font-style font-variant font-weight text-decoration vertical-align display prefix suffix
    delimiter quotes text-case strip-periods""".split()
)
_BOOLEAN_OPTIONS = frozenset(
    """disambiguate-add-names disambiguate-add-givenname disambiguate-add-year-suffix
    et-al-use-last hanging-indent initialize initialize-with-hyphen
    limit-day-ordinals-to-day-1 punctuation-in-quote""".split()
)
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def number_of(text: str | None, default: int = 0) -> int:
    return int(text) if text is not None and re.fullmatch(r"\s*\+?[0-9]{1,6}\s*", text) else default


def flag_of(attributes: Mapping[str, str], name: str, default: bool = False) -> bool:
    """An xsd:boolean, which may be written as a word or as a digit; anything else is no answer."""
    given = attributes.get(name)
    return default if given is None else _BOOLEANS.get(given.strip(), default)


def options_of(element: Element) -> dict[str, str]:
    """The attributes, in which a boolean is one of two words, however it was written."""
    options = attributes_of(element)
    for name in _BOOLEAN_OPTIONS.intersection(options):
        if (given := _BOOLEANS.get(options[name].strip())) is not None:
            options[name] = "true" if given else "false"
    return options


def dress_of(attributes: Mapping[str, str]) -> model.Dress:
    if _DRESS.isdisjoint(attributes):
        return model.NAKED
    get = attributes.get
    return model.Dress(
        get("prefix", ""),
        get("suffix", ""),
        get("delimiter", ""),
        Look(
            get("font-style", ""),
            get("font-variant", ""),
            get("font-weight", ""),
            get("text-decoration", ""),
            get("vertical-align", ""),
            get("display", ""),
        ),
        "quotes" in attributes and flag_of(attributes, "quotes"),
        get("text-case", ""),
        "strip-periods" in attributes and flag_of(attributes, "strip-periods"),
    )


def name_options(attributes: Mapping[str, str]) -> model.NameOptions:
    """The attributes of a cs:name, all inheritance done, -> typed options."""
    get = attributes.get
    return model.NameOptions(
        and_=get("and", ""),
        delimiter=get("delimiter", ", "),
        delimiter_precedes_et_al=get("delimiter-precedes-et-al", "contextual"),
        delimiter_precedes_last=get("delimiter-precedes-last", "contextual"),
        et_al_min=number_of(get("et-al-min")),
        et_al_use_first=_optional(get("et-al-use-first")),
        et_al_use_last=flag_of(attributes, "et-al-use-last"),
        et_al_subsequent_min=number_of(get("et-al-subsequent-min"), number_of(get("et-al-min"))),
        et_al_subsequent_use_first=_optional(
            get("et-al-subsequent-use-first", get("et-al-use-first"))
        ),
        form=get("form", "long"),
        initialize=flag_of(attributes, "initialize", True),
        initialize_with=get("initialize-with"),
        name_as_sort_order=get("name-as-sort-order", ""),
        sort_separator=get("sort-separator", ", "),
    )


def _optional(text: str | None) -> int | None:
    return None if text is None else number_of(text)
