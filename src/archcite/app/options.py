"""Options of styles as people write them: read, checked against what a style offers, explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

from archcite.cite.view import view_of
from archcite.crosswalk.csl_view import CARRIERS, LABELS, SHELFMARKS, View
from archcite.csl.variants import EVERY_STYLE, OFFERS
from archcite.errors import Problem, UsageFault

if TYPE_CHECKING:
    from pathlib import Path

    from archcite.app.config import Config
    from archcite.app.styles import LoadedStyle
    from archcite.record.shelfwords import Form

Options = Mapping[str, str]

# What holds for records in whatever style.
OF_RECORDS: Mapping[str, Mapping[str, str]] = {"shelfmark": SHELFMARKS, "labels": LABELS}

# The options that our own styles offer; the first value of each is what holds without it.
OF_STYLES: Mapping[str, Mapping[str, str]] = {
    "ibid": {
        "off": "A note to the same document as the one before is short.",
        "on": "Such a note says ibid.",
    },
    "archive-first": {
        "off": "Box and folder before the collection and the archive, where the manual has it so.",
        "on": "The archive first, then its place, the collection and the shelfmark.",
    },
    "repeats": {
        "short": "Later notes have the short title and family names.",
        "full": "Later notes have the full title; letters name their writers in full.",
    },
    "urls": {
        "on": "Addresses and DOIs are printed.",
        "off": "No addresses and no DOIs.",
    },
    "access-dates": {
        "undated": "The day of access, where there is no other date.",
        "always": "The day of access wherever it is known.",
        "never": "No days of access.",
    },
    "letter-dates": {
        "as-others": "Days of letters like all others.",
        "day-first": "25 September 1918 in letters only (CMOS 14.224).",
    },
    "edition": {
        "18": "The 18th edition of the Chicago Manual of Style.",
        "17": "The 17th: places of publication, speeches in parentheses.",
    },
}
DEFAULT = "default"


class Asked(NamedTuple):
    """How styles are to print: what the command line says, and the settings where it is silent."""

    locale: str = ""
    options: Options = MappingProxyType({})
    carrier: str = "both"


_OPPOSITE = {"on": "off", "off": "on"}


def asked(
    config: Config, locale: str | None, options: Sequence[str] | None, carrier: str | None
) -> Asked:
    """What is asked for; UsageFault for a carrier or option that is misspelt."""
    which = carrier or config.carrier or "both"
    if which not in CARRIERS:
        raise UsageFault(
            Problem("option-unknown", "", f"there is no carrier {which[:40]!r}",
                    f"known are {', '.join(CARRIERS)}")
        )  # fmt: skip
    chosen = {**read(config.options), **read(options or ())}
    return Asked(config.locale if locale is None else locale, chosen, which)


def load_styles(
    names: Iterable[str], wanted: Asked, cache_folder: Path | None
) -> dict[str, LoadedStyle]:
    """The styles of those names with their options; UsageFault for an option that none has."""
    from archcite.app.styles import EXPORTS, load_style

    loaded = {
        name: load_style(name, wanted.locale, cache_folder, wanted.options)
        for name in names
        if name not in EXPORTS
    }
    if loaded:
        check(wanted.options, list(loaded.values()))
    return loaded


def read(texts: Iterable[str]) -> dict[str, str]:
    """Option and value of each text ("ibid" is "ibid=on"); the last word on an option counts."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not name or (equals and not value):
            raise UsageFault(
                Problem("option-unknown", "", f"{text[:40]!r} is no option of a style",
                        "write NAME or NAME=VALUE, such as ibid or urls=off")
            )  # fmt: skip
        found[name] = value or "on"
    return found


def check(options: Options, styles: Sequence[LoadedStyle]) -> None:
    """Raise UsageFault for an option or value that none of the styles has."""
    for name, value in options.items():
        known = _values(name, styles)
        if value in known:
            continue
        called = " or ".join(style.name for style in styles)
        if known:
            sentence = f"the option {name} has no value {value[:40]!r}"
            hint = f"known are {', '.join(known)}"
        else:
            names = sorted({*EVERY_STYLE, *OF_RECORDS, *(n for s in styles for n in offers(s))})
            sentence = f"{called} has no option {name[:40]!r}"
            hint = f"known are {', '.join(names)}"
        raise UsageFault(Problem("option-unknown", "", sentence, hint))


def _values(name: str, styles: Sequence[LoadedStyle]) -> list[str]:
    """The values that an option can have with any of the styles; [] for no such option."""
    every = EVERY_STYLE.get(name) or OF_RECORDS.get(name)
    if every:
        return list(every)
    offered = list(dict.fromkeys(v for style in styles for v in offers(style).get(name, ())))
    if not offered:
        return []
    defaults = [*OF_STYLES.get(name, ())][:1] or [_OPPOSITE.get(offered[0], DEFAULT)]
    return list(dict.fromkeys([*defaults, *offered, DEFAULT]))


def offers(style: LoadedStyle) -> dict[str, list[str]]:
    """The options that a style's own macros offer, with their values beside the default."""
    found: dict[str, list[str]] = {}
    for pair in style.compiled.facts.options.get(OFFERS, "").split():
        name, _, value = pair.partition("=")
        found.setdefault(name, []).append(value)
    return found


def sentence(name: str, value: str) -> str:
    """What an option with that value does; "" for a style's own that nobody explains here."""
    for table in (EVERY_STYLE, OF_RECORDS, OF_STYLES):
        if name in table:
            return table[name].get(value, "")
    return ""


def view_for(style: LoadedStyle, wanted: Asked) -> View:
    """How that style is to look at records."""
    return view_of(
        style.compiled,
        carrier=wanted.carrier,
        shelfmark=cast("Form", wanted.options.get("shelfmark", "usual")),
        labels=wanted.options.get("labels", "reader"),
    )
