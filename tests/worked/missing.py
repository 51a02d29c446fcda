"""Words of an expected citation that its facts do not have: no program could print them.

Not counted: numbers and roman numerals, names of months, words of up to two letters, function
words, words of the example's kind, and all that the style or its locale can print by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from xml.etree import ElementTree

from archcite.crosswalk.csl_words import kind_word
from archcite.library.styles import find_style, locale_file
from archcite.record.vocab import Kind, LevelKind
from worked.forms import form_of
from worked.kinds import SORTS

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)+/\S+")
_WORD = re.compile(r"[^\W\d_]+")
_MARKUP = re.compile(r"</?[a-z][^>]*>")
_ROMAN = re.compile(r"[ivxlcdm]+")
_FUNCTION = frozenset(
    """and are but cited for from has hereafter her his into its nor not off onto out over per than
    that the their these they this those under upon was were which who whose with""".split()
)
_SPOKEN = ("value", "prefix", "suffix", "term")


def missing_words(expected: str, facts: Mapping[str, Any], style: str) -> list[str]:
    """The words and addresses, in the order in which they are expected."""
    told = "\n".join(_texts(facts))
    text = _MARKUP.sub("", expected)
    found = [
        address
        for match in ADDRESS.finditer(text)
        if _bare(address := match[0].rstrip(".,;)")) not in told.casefold()
        and not _is_doi(address, told)
    ]
    text = ADDRESS.sub(" ", text)
    known = set(_words(told)) | _own_words(style)
    found += [word for word in _WORD.findall(text) if _is_fact(word) and not _known(word, known)]
    return list(dict.fromkeys(found))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


def _bare(address: str) -> str:
    return re.sub(r"^https?://", "", address).casefold()


def _is_doi(address: str, told: str) -> bool:
    return "doi.org/" in address and address.partition("doi.org/")[2] in told


def _is_fact(word: str) -> bool:
    small = word.casefold()
    return len(small) > 2 and small not in _FUNCTION and not _ROMAN.fullmatch(small)


def _known(word: str, known: set[str]) -> bool:
    """Whether the facts have the word, or one that it is the beginning of (Sept, Univ)."""
    small = word.casefold()
    return small in known or any(each.startswith(small) for each in known)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


@cache
def _own_words(style: str) -> set[str]:
    """What the style, its locale, and the words for kinds and shelfmarks bring along."""
    brought = [*(kind_word(kind, "en") for kind in Kind), *SORTS]
    brought += [word for kind in LevelKind for word in (str(kind), f"{kind}s", f"{kind}es")]
    form = form_of(style)
    if form is not None:
        for xml in (find_style(form.style).data, locale_file("en-US")):
            for element in ElementTree.fromstring(xml or b"<none/>").iter():
                brought += [element.get(name, "") for name in _SPOKEN]
                if element.tag.endswith(("}term", "}single", "}multiple")):
                    brought.append(element.text or "")
    return set(_words(" ".join(brought)))
