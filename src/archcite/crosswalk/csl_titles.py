"""Titles of a record as CSL variables: which one leads, what stands in brackets, which is a kind.

A description is genre and never title, so that no style puts it in quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archcite.crosswalk.csl_view import View
from archcite.crosswalk.csl_wording import (
    Fact,
    calls_itself,
    is_correspondence,
    named_in,
    recipients_of,
    says,
    uncapitalized,
)
from archcite.crosswalk.csl_words import in_language, kind_word, main
from archcite.record.model import Record
from archcite.record.vocab import Kind, TitleKind

WHOLE = (Kind.COLLECTION, Kind.FILE)
# Languages that are not written in Latin letters.
_OTHER_SCRIPTS = frozenset("ar bg el fa he hi hy ja ka ko mk ru sr th uk zh".split())


class Named(NamedTuple):
    """The title that leads, its language, and what stands in brackets behind it."""

    title: str
    language: str
    bracket: str = ""
    paths: tuple[str, ...] = ()


def title(record: Record, view: View) -> Iterator[Fact]:
    """title or, for a mere description, genre; title-short, part-title, citation-label."""
    document = record.document
    named = leading(record, view)
    if document.short_title:
        yield {"title-short": document.short_title}, ("document.short_title",)
    if view.archival and document.abbreviation:
        yield {"citation-label": document.abbreviation}, ("document.abbreviation",)
    paths = ("document.title", "document.title_kind", *named.paths)
    if document.kind in WHOLE:
        text = named.title or (record.source.collection if record.source else None)
        if text:
            yield {"title": text}, paths
    elif not named.title:
        return
    elif document.title_kind is not TitleKind.GENERIC:
        yield {"title": named.title}, paths
    elif repeats_recipient(record):
        yield {}, paths
    else:
        yield {"genre": uncapitalized(named.title)}, paths
    if named.bracket:
        yield {"part-title": named.bracket}, ("document.title_language",)


def leading(record: Record, view: View) -> Named:
    """The title under which the document is cited in this view.

    Whoever read the original cites its own title, with the translation in brackets; whoever read a
    translation cites that. A title in another language than the text says which that is.
    """
    document = record.document
    text, read = document.title or "", document.language or ""
    original = document.original_title
    if not view.archival:
        return Named(text, read)
    if original and original.language and read and main(original.language) == main(read):
        shown = original.text
        if original.transliteration and main(view.language) not in _OTHER_SCRIPTS:
            shown = original.transliteration
        told = original.translation or (text if text != shown else "")
        at = "document.original_title"
        paths = tuple(f"{at}.{field}" for field in ("text", "transliteration", "language"))
        return Named(shown, original.language, told, (*paths, f"{at}.translation"))
    other = document.title_language
    if other and read and main(other) != main(read):
        return Named(text, other, in_language(read, view.language))
    return Named(text, other or read)


def repeats_recipient(record: Record) -> bool:
    """Whether a generic title only says what "X to Y" will say (Letter from X to Y)."""
    text = record.document.title or ""
    return is_correspondence(record) and any(
        named_in(agent, text) for agent in recipients_of(record)
    )


def genre(record: Record, view: View) -> Iterator[Fact]:
    """The word for the kind, unless the title says it already."""
    document = record.document
    text = document.title
    generic = document.title_kind is TitleKind.GENERIC
    described = bool(text) and not (generic and repeats_recipient(record))
    if document.genre:
        bare = document.kind is Kind.LETTER and document.genre.casefold() == "letter"
        if bare or (text and says(text, document.genre)):
            yield {}, ("document.genre",)
        elif not described or not generic:
            yield {"genre": document.genre}, ("document.genre",)
    elif not described and (word := kind_word(document.kind, view.language)):
        yield {"genre": word}, ()
    elif not generic and _would_be_a_letter(record):
        yield {"genre": kind_word(document.kind, view.language)}, ()


def _would_be_a_letter(record: Record) -> bool:
    """Whether nothing but the genre says that what X sent to Y was no letter, title or not."""
    title, recipients = record.document.title or "", recipients_of(record)
    return bool(
        is_correspondence(record)
        and record.document.kind is not Kind.LETTER
        and any(not named_in(agent, title) for agent in recipients)
        and not calls_itself(title, record.document.kind)
    )
