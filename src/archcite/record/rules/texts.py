"""Rules about texts whatever they say: blanks, marks of web pages, languages and their writing."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from archcite.errors import Severity
from archcite.record.rules.likely import script
from archcite.record.rules.rule import Finding, Seen, rule
from archcite.text.registered import known_language, shorter

_ENTITY = re.compile(
    r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|amp|lt|gt|quot|apos|nbsp|[a-z]{2,8}dash|[lr][sd]quo|hellip|[A-Za-z](?:uml|acute|grave|circ|tilde|cedil|caron));"
)


@rule(
    "blanks-extra",
    Severity.INFO,
    "A short text has blanks at its ends, or several in a row.",
    why="They come from web pages and tables, are printed, and hide duplicates.",
    bad="""
    [document]
    title = "Report  on the harvest "
    """,
    good="""
    [document]
    title = "Report on the harvest"
    """,
    mends=True,
)
def blanks_extra(seen: Seen) -> Iterator[Finding]:
    for path, text in seen.written:
        if text[0].isspace() or text[-1].isspace() or "  " in text or "\t" in text:
            tidy = " ".join(text.split())
            if "\n" not in text.strip() and tidy:
                yield Finding(
                    path,
                    "there are blanks that are not needed",
                    f"write {tidy!r}",
                    fix=((path, tidy),),
                )


@rule(
    "entity-in-text",
    Severity.WARNING,
    "A text has a character as web pages write it (&amp;amp;, &amp;#8217;).",
    why="It was copied from the source of a page. Every output but HTML would print it letter for "
    "letter, and HTML too, since it is escaped there.",
    bad="""
    [document]
    title = "Trade &amp; Industry"
    """,
    good="""
    [document]
    title = "Trade & Industry"
    """,
    mends=True,
)
def entity_in_text(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    prose = [("document.heading", document.heading), ("document.summary", document.summary)]
    for path, text in (*seen.written, *prose):
        found = _ENTITY.search(text) if text and "&" in text else None
        if text and found:
            plain = html.unescape(text)
            yield Finding(
                path,
                f"{found[0]} is a character as web pages write it",
                f"write {html.unescape(found[0])!r}",
                found[0],
                ((path, plain),) if plain.isprintable() and plain.strip() else (),
            )


# The writing of languages that have one of their own; others are in Latin letters.
_WRITING = {
    **dict.fromkeys("ru uk be bg mk sr kk ky mn tg".split(), "CYRILLIC"),
    **dict.fromkeys("zh".split(), "HAN"),
    "ko": "HANGUL",
    "el": "GREEK",
    "he": "HEBREW",
    "yi": "HEBREW",
    **dict.fromkeys("ar fa ur".split(), "ARABIC"),
    "ka": "GEORGIAN",
    "hy": "ARMENIAN",
    **dict.fromkeys(
        "en de fr es it pt nl pl cs sk hu ro sv da no fi et lv lt sl hr vi tr la".split(), "LATIN"
    ),
}
_SCRIPTS = {
    "Latn": "LATIN",
    "Cyrl": "CYRILLIC",
    "Hans": "HAN",
    "Hant": "HAN",
    "Hani": "HAN",
    "Grek": "GREEK",
    "Hebr": "HEBREW",
    "Arab": "ARABIC",
    "Hang": "HANGUL",
}
_BOTH = frozenset(("sr", "kk", "mn", "bs", "uz", "az", "tk", "ky", "tg", "ja", "ko"))


@rule(
    "language-script-differ",
    Severity.WARNING,
    "A title is written in other letters than its language is.",
    why="A style capitalises and hyphenates by the language. A Russian title needs "
    '`title_language = "ru"`; one in Latin letters is `ru-Latn`.',
    bad="""
    [document]
    title = "Запись беседы"
    language = "en"
    """,
    good="""
    [document]
    title = "Запись беседы"
    title_language = "ru"
    language = "en"
    """,
)
def language_script_differ(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    tag = document.title_language or document.language
    places = [("document.title", document.title, tag)]
    original = document.original_title
    if original:
        language = original.language or document.original_language
        places.append(("document.original_title.text", original.text, language))
    for path, text, language in places:
        wanted = _writing(language or "")
        found = script(text or "")
        # A Latin title of a Russian text is a translated one, and says so by title_language.
        plain = found == "LATIN" and path == "document.title" and not document.title_language
        if wanted and found and found != wanted and not plain:
            yield Finding(
                path,
                f"it is written in {found.title()} letters, but its language is {language}",
                "mend the language, or add title_language"
                if path == "document.title"
                else f"it belongs in transliteration, or its language is {language}-Latn",
            )


def _writing(tag: str) -> str:
    """The letters of a language; "" where several are usual, or nothing is known."""
    parts = tag.split("-")
    for part in parts[1:]:
        if part.title() in _SCRIPTS:
            return _SCRIPTS[part.title()]
    code = shorter(parts[0].lower()) or parts[0].lower()
    return "" if code in _BOTH else _WRITING.get(code, "")


@rule(
    "language-unknown",
    Severity.WARNING,
    "A language tag begins with a code that no language has, or with the longer of two codes.",
    why="BCP 47 wants the shortest code (ru, not rus). A code of no language is mostly that of a "
    "country: cz for cs, jp for ja.",
    bad="""
    [document]
    language = "cz"
    """,
    good="""
    [document]
    language = "cs"
    """,
    mends=True,
)
def language_unknown(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    own = seen.record.record
    for path, tag in (
        ("document.language", document.language),
        ("document.original_language", document.original_language),
        ("document.title_language", document.title_language),
        (
            "document.original_title.language",
            document.original_title and document.original_title.language,
        ),
        ("record.language", own and own.language),
    ):
        if not tag:
            continue
        code, hyphen, rest = tag.partition("-")
        short = shorter(code.lower())
        if short:
            right = f"{short}{hyphen}{rest}"
            yield Finding(
                path, f"{code} has a shorter code", f"write {right}", code, ((path, right),)
            )
        elif not known_language(code.lower()):
            yield Finding(path, f"{code} is the code of no language", "look it up", code)


RULES = (blanks_extra, entity_in_text, language_script_differ, language_unknown)
