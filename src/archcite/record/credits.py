"""Credit sentences of a source line ("Obtained by X and translated for Y by Z") -> Credit values.

Takes them out of the line and hands back what is left. Never raises, linear in the text's length.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archcite.record.model import Credit
from archcite.record.vocab import Verb

_VERB = r"(?:obtained|contributed|provided|translated|edited|transcribed)"
# Bounded repetitions only: a line of any length is read in one pass.
_SENTENCE = re.compile(
    rf"\b({_VERB}(?:\s?(?:,\s?and\s|,|\sand\s|&)\s?{_VERB}){{0,5}})"
    r"((?:\s(?:for|from)\s[^.;:()]{1,60}?){0,2})\sby\s",
    re.IGNORECASE,
)
_VERBS = re.compile(_VERB, re.IGNORECASE)
_VERB_OF = {str(verb): verb for verb in Verb}
_PURPOSE = re.compile(r"\sfor\s(?:the\s)?([^.;:()]{1,60}?)(?=\sfrom\s|$)")
_PURPOSE_AFTER = re.compile(
    r"\sfor\s(?:the\s)?([A-Z][\w&-]{1,30}(?:\s(?:of\s|the\s|on\s|and\s)?[A-Z][\w&-]{0,30}){0,6})$"
)
_BETWEEN_NAMES = re.compile(r"\s?[,;]\s?(?:and\s|&\s?)?|\s(?:and|&|with)\s")
_BEFORE_CREDIT = re.compile(r"(?:[\s,;]|\band\b|\b[Dd]ocument\b|\bwas\b|&){1,8}$")
ABBREVIATIONS = frozenset(
    "jr sr dr st mr mrs ms prof gen col maj amb rev hon capt sgt lt ed eds vol no nos nr".split()
)


class Taken(NamedTuple):
    """The credits of a text and the pieces of it that are none, in order."""

    credits: tuple[Credit, ...]
    rest: tuple[str, ...]


def take_credits(text: str) -> Taken:
    """Every credit of a line whose white space is single blanks, and what the line says besides."""
    credits: list[Credit] = []
    rest: list[str] = []
    at = 0
    matches = list(_SENTENCE.finditer(text))
    for number, match in enumerate(matches):
        if match.start() < at:
            continue
        following = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        end = end_of_sentence(text, match.end(), stop=";", limit=following)
        names, purpose = _names_and_purpose(text[match.end() : end], match[2])
        if not names:
            continue
        rest.append(_before(text[at : match.start()]))
        words = dict.fromkeys(word.lower() for word in _VERBS.findall(match[1]))
        credits += [Credit(verb=_VERB_OF[word], by=names, purpose=purpose) for word in words]
        at = end
    rest.append(text[at:])
    return Taken(tuple(credits), tuple(piece for piece in (_bare(each) for each in rest) if piece))


def end_of_sentence(text: str, start: int, stop: str = "", limit: int | None = None) -> int:
    """Where the sentence that runs at `start` ends: after its stop, at a `stop`, or at the end.

    A stop after an initial (Karl P. Benziger) or a common abbreviation (Jr.) does not end it.
    """
    limit = len(text) if limit is None else limit
    for at in range(start, limit):
        char = text[at]
        if char in stop:
            return at
        if char in ".!?" and text[at + 1 : at + 2] in ("", " ", "\n", "”", '"', "[", "]"):
            word = _word_before(text, at, start)
            if char == "." and (len(word) == 1 or word.lower() in ABBREVIATIONS):
                if at + 1 == len(text):
                    return at + 1
                continue
            return at + 1
    return limit


def split_names(text: str) -> tuple[str, ...]:
    """The names of a list "A, B, and C", each as it stands; "Jr." stays with its name."""
    names: list[str] = []
    for piece in _BETWEEN_NAMES.split(text):
        name = piece.strip(" ,;:()[]")
        if name.endswith(".") and not _keeps_its_stop(name):
            name = name.rstrip(". ")
        if not any(char.isalpha() for char in name):
            continue
        if names and name.rstrip(".") in ("Jr", "Sr", "II", "III"):
            names[-1] = f"{names[-1]}, {name}"
        elif names and " " not in name and " of " in names[-1]:
            names[-1] = f"{names[-1]} and {name}"  # Institute of Ethnology and Anthropology
        else:
            names.append(name)
    return tuple(names)


def _names_and_purpose(text: str, middle: str) -> tuple[tuple[str, ...], str | None]:
    after = text.strip(" ,;")
    if after.endswith(".") and not _keeps_its_stop(after):
        after = after[:-1]
    after = re.sub(r"\s(?:and|&)$", "", after).rstrip(" ,;")
    purpose = _PURPOSE.search(middle)
    if purpose is None:
        purpose = _PURPOSE_AFTER.search(after[-240:])
        if purpose is not None:
            after = after[: len(after) - len(purpose[0])]
    return split_names(after), purpose[1].strip() if purpose else None


def _word_before(text: str, at: int, start: int) -> str:
    begin = at
    while begin > start and at - begin < 12 and text[begin - 1].isalpha():
        begin -= 1
    return text[begin:at]


def _keeps_its_stop(name: str) -> bool:
    word = _word_before(name, len(name) - 1, 0)
    return len(word) == 1 or word.lower() in ("jr", "sr")


def _before(text: str) -> str:
    """A piece that stands before a credit, without the words that only lead over to it."""
    tail = text[-60:]
    match = _BEFORE_CREDIT.search(tail)
    return text[: len(text) - len(tail) + match.start()] if match else text


def _bare(text: str) -> str:
    text = text.strip(" ,;:")
    return text if any(char.isalnum() for char in text) else ""
