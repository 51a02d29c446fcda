"""All styles by title, field and kind, from the heads of their files; kept for the next time.

A head is scanned, not parsed: ten thousand files in about a second. What is kept holds as long as
no style file has another name, size or time.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from archcite.app import cache
from archcite.csl import vocab
from archcite.errors import Problem, UsageFault
from archcite.library import styles as files

# Enough for the head of nearly every style; the rest of the file is read where it is not.
HEAD = 4096


class Card(NamedTuple):
    """What can be asked of a style in a list. kind is "" where a style does not say how it cites.

    parent: the name of the style that a dependent one follows; folder: where its file lies.
    """

    name: str
    title: str
    kind: str = ""
    fields: tuple[str, ...] = ()
    parent: str = ""
    locale: str = ""
    folder: str = ""


Entry = tuple[str, os.stat_result]
# Goes over the files, and may show how far it is.
Shown = Callable[[Sequence[Entry]], Iterable[Entry]]


def unshown(entries: Sequence[Entry]) -> Iterable[Entry]:
    """The files, and nothing is shown."""
    return entries


def own_cards() -> list[Card]:
    """The styles that come with archcite."""
    return _cards(_files(files.own_styles()))


def catalogue(cache_folder: Path | None, shown: Shown = unshown) -> list[Card]:
    """All styles: our own, the official independent ones, the dependent ones, each by name."""
    entries = [entry for folder in files.folders() for entry in _files(folder)]
    mark = cache.fingerprint(
        repr([(path, status.st_size, status.st_mtime_ns) for path, status in entries]).encode()
    )
    kept_at = None if cache_folder is None else cache_folder / "styles" / "catalogue"
    kept = None if kept_at is None else cache.fetch(kept_at)
    if isinstance(kept, tuple) and len(kept) == 2 and kept[0] == mark:
        return [Card(*row) for row in kept[1]]
    found = _cards(shown(entries))
    if kept_at is not None:
        cache.keep(kept_at, (mark, [tuple(card) for card in found]))
    return found


def _files(folder: Path) -> list[Entry]:
    try:
        with os.scandir(folder) as entries:
            return sorted(
                (entry.path, entry.stat()) for entry in entries if entry.name.endswith(files.SUFFIX)
            )
    except OSError:
        return []


def _cards(entries: Iterable[Entry]) -> list[Card]:
    """Their cards; dependent styles that do not say how they cite do as their parent does."""
    cards: dict[str, Card] = {}
    for path, _ in entries:
        name = os.path.basename(path).removesuffix(files.SUFFIX)
        if name not in cards:
            cards[name] = _scanned(name, path)
    return [
        card._replace(kind=cards[card.parent].kind)
        if not card.kind and card.parent in cards
        else card
        for card in cards.values()
    ]


# -- the head of a file

_COMMENT = re.compile(rb"<!--.*?-->", re.S)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title>", re.S)
_CATEGORY = re.compile(r"""<category\s+(citation-format|field)\s*=\s*["']([^"']*)["']""")
_LINK = re.compile(r"<link\b[^>]*>")
_HREF = re.compile(r"""\bhref\s*=\s*["']([^"']*)["']""")
_LOCALE = re.compile(r"""<style\b[^>]*?\bdefault-locale\s*=\s*["']([^"']*)["']""")


def _scanned(name: str, path: str) -> Card:
    """The card of the style in that file; a file that cannot be read has only its name."""
    try:
        with open(path, "rb") as stream:
            data = stream.read(HEAD)
            if b"</info>" not in data:
                data += stream.read(files.MAX_BYTES)
    except OSError:
        return Card(name, "")
    head = _head(data)
    title = _TITLE.search(head)
    categories = _CATEGORY.findall(head)
    locale = _LOCALE.search(head)
    return Card(
        name,
        " ".join(html.unescape(title.group(1)).split()) if title else "",
        next((value for key, value in categories if key == "citation-format"), ""),
        tuple(value for key, value in categories if key == "field"),
        _parent(head).rstrip("/").rpartition("/")[2],
        locale.group(1) if locale else "",
        os.path.dirname(path),
    )


def _head(data: bytes) -> str:
    return _COMMENT.sub(b"", data.partition(b"</info>")[0]).decode("utf-8", "replace")


def _parent(head: str) -> str:
    for link in _LINK.findall(head):
        if "independent-parent" in link and (href := _HREF.search(link)):
            return str(href.group(1))
    return ""


# -- finding


def chosen(cards: Iterable[Card], words: Sequence[str], field: str, kind: str) -> list[Card]:
    """The cards that have all the words in name or title, and that field and kind ("" is any).

    Raises UsageFault for a field or kind that CSL does not have.
    """
    field = _known("field", field.replace("-", "_"), vocab.FIELDS, field)
    kind = _known("kind", kind, vocab.CITATION_FORMATS, kind)
    wanted = [word.casefold() for word in words]
    return [
        card
        for card in cards
        if (not kind or card.kind == kind)
        and (not field or field in card.fields)
        and all(word in f"{card.name} {card.title}".casefold() for word in wanted)
    ]


def _known(what: str, word: str, known: frozenset[str], given: str) -> str:
    found = next((each for each in known for form in (word, given) if each == form.lower()), "")
    if given and not found:
        raise UsageFault(
            Problem("word-unknown", "", f"styles have no {what} {given[:40]!r}",
                    f"known are {', '.join(sorted(known))}")
        )  # fmt: skip
    return found
