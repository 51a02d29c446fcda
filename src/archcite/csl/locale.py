"""Locales: the fallback chain of CSL 1.0.2, and merging what a style and the locale files say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from archcite.csl import model, vocab
from archcite.csl.parse import parse_locale
from archcite.errors import Problem


def fallback(lang: str) -> list[str]:
    """The locale files to try, best first: dialect, primary dialect, American English."""
    primary = vocab.PRIMARY_DIALECT.get(lang.split("-")[0].lower(), "")
    chain = [lang, primary, "en-US"]
    return [tag for index, tag in enumerate(chain) if tag and tag not in chain[:index]]


def merged(
    style: model.IndependentStyle,
    lang: str,
    read: Callable[[str], bytes | None],
    dates_as: str = "",
) -> tuple[model.Locale, tuple[Problem, ...]]:
    """The locale in which a style prints, and a Problem where there is no file for lang.

    The style's own cs:locale elements go first (dialect, language, unmarked), then the files.
    dates_as: "day-first" gives English the dates of Britain, those of the style before those of the
    file, unless the style has the day first in dates of its own.
    """
    language = lang.split("-")[0]
    own = [
        locale
        for tag in dict.fromkeys((lang, language, ""))
        for locale in style.locales
        if locale.lang == tag
    ]
    files = []
    for tag in fallback(lang):
        data = read(tag)
        if data is not None:
            files.append(parse_locale(data, f"locales-{tag}.xml"))
    found = bool(files) and files[0].lang.split("-")[0] == language
    problems = () if found else (
        Problem("locale-fallback", "", f"there is no locale {lang}, so American English is used",
                "check the language tag"),
    )  # fmt: skip
    archival = vocab.ARCHIVAL_LOCATORS.get(language, vocab.ARCHIVAL_LOCATORS["en"])
    terms = {(name, "long", ""): model.Term(*words) for name, words in archival.items()}
    dates: dict[str, model.Date] = {}
    options: dict[str, str] = {}
    match: dict[str, str] = {}
    for source in reversed([*own, *files]):
        # CSL 1.0.2, Ordinal Suffixes: new ordinals replace all the old ones
        if any(name[0].startswith("ordinal") for name in source.terms):
            terms = {key: term for key, term in terms.items() if not key[0].startswith("ordinal")}
            match = {}
        terms.update(source.terms)
        dates.update(source.dates)
        options.update(source.options)
        match.update(source.ordinal_match)
    terms.update(_months_after_days(language, terms))
    if dates_as == "day-first" and language == "en" and (data := read("en-GB")) is not None:
        british = parse_locale(data, "locales-en-GB.xml").dates
        dates.update({form: british[form] for form in _month_first(dates) if form in british})
        for locale in style.locales:
            if locale.lang == "en-GB":
                dates.update(locale.dates)
    return model.Locale(lang, terms, dates, options, match), problems


# Languages in which a month takes another case after a day: апрель, but 16 апреля. In CSL a month
# has one form, and most locale files give the first one.
_INFLECTED = frozenset("be cs el hr hy lt pl ru sk uk".split())
AFTER_DAY = "after-day"  # the form of those terms


def _months_after_days(
    language: str, terms: Mapping[tuple[str, str, str], model.Term]
) -> dict[tuple[str, str, str], model.Term]:
    """The names of months after a day, from CLDR, where they differ from those of the locale."""
    if language not in _INFLECTED:
        return {}
    from babel import Locale

    names = Locale.parse(language).months["format"]["wide"]
    found = {}
    for number, name in names.items():
        month = f"month-{number:02d}"
        plain = terms.get((month, "long", ""))
        if plain is not None and plain.single and str(name) != plain.single:
            found[month, AFTER_DAY, ""] = model.Term(str(name), str(name))
    return found


def _month_first(dates: dict[str, model.Date]) -> list[str]:
    """The forms of dates that begin with the month."""
    return [form for form, date in dates.items() if date.parts and date.parts[0].name == "month"]
