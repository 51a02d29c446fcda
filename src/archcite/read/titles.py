"""What a catalogue title says: the kind of document, who wrote or spoke it and to whom, an excerpt.

Everything found here is inferred, and marked so by whoever builds a record from it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archcite.read.agents import (
    HONORIFICS,
    is_body,
    is_office,
    looks_like_name,
)
from archcite.record.vocab import Extract, Kind
from archcite.text.family_first import is_family_first

# The word that comes first in the title decides; longer phrases stand before their own parts.
_KIND_WORDS: tuple[tuple[str, Kind], ...] = (
    (
        r"(?:(?:memorand(?:um|a)|record|notes?|minutes|transcript|protocol|stenogram)s? (?:of|on)"
        r"|(?:summary|report) of) (?:the |a |an )?(?:\w+ ){0,2}?"
        r"(?:conversations?|talks|meeting between|discussions?)",
        Kind.CONVERSATION_RECORD,
    ),
    (r"oral history|interview", Kind.INTERVIEW),
    (
        r"ciphered (?:telegrams?|cables?|messages?)|telegrams?|cables?|telegraphic|cipher message"
        r"|telephonogram|wire",
        Kind.TELEGRAM,
    ),
    (r"letters?|correspondence", Kind.LETTER),
    (r"memorand(?:um|a)|memos?|aide-?m[eé]moire", Kind.MEMORANDUM),
    (
        r"minutes|stenographic (?:record|report)|verbatim record|transcript of (?:the )?meeting"
        r"|protocol no",
        Kind.MINUTES,
    ),
    (r"resolutions?|decisions?|decrees?|directives?|instructions?|orders?", Kind.DECISION),
    (r"treaty|agreement|communiqu[eé]|protocol", Kind.TREATY),
    (r"diary|diaries|journal", Kind.DIARY),
    (r"speech|speeches|address|remarks|lecture|statement", Kind.SPEECH),
    (r"conversations?|talks", Kind.CONVERSATION_RECORD),
    (r"reports?|survey|estimate|analysis|assessment|bulletin|digest", Kind.REPORT),
    (r"notes?", Kind.NOTE),
    (r"photographs?", Kind.PHOTOGRAPH),
    (r"map", Kind.MAP),
)
_KINDS = re.compile(
    "|".join(rf"(?P<k{n}>\b(?:{words})\b)" for n, (words, _) in enumerate(_KIND_WORDS)),
    re.IGNORECASE,
)
_EXCERPT = re.compile(r"\b(?:excerpts?|extracts?|selections?)\b|\[?\bexcerpted\b", re.IGNORECASE)
_FRAGMENT = re.compile(r"\bfragments?\b", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:\W*(?:excerpts?|extracts?|fragments?|selections?)(?: (?:from|of))?(?: the)? )",
    re.IGNORECASE,
)
_NAME_WORD = r"(?:[A-ZÀ-ÞŠŽĆČĐŁŚŻ][\w’'.-]*|(?:von|van|der|de|da|al|bin|le) )"
_NAME = rf"{_NAME_WORD}(?: ?{_NAME_WORD}){{0,5}}"
_POSSESSIVE = re.compile(r"^(.{2,80}?)(?:['’]s|(?<=s)['’]) (?=\S)")
_TO = re.compile(r" to (?=[A-Z]|the [A-Z]|all )")
_FROM = re.compile(r"(?:^|[ ,])(?:from|by) ")
_BY = re.compile(r"^(?:from|by|of) ")
# What ends the name of an author or recipient in a title.
_STOP = re.compile(
    r"(?:, (?!Jr|Sr)| (?:to|on|regarding|concerning|about|re|during|after|before|following|relating"
    r"|with|against|informing|reporting|asking|requesting|containing|transmitting"
    r"|and (?:his|her|their))\b"
    r"|[:;(\[“\"—–]| - | No\. ?\d| \d| dated ).*$"
)
_STOP_OF_SPEAKER = re.compile(r" (?:at|in|to|before) .*$")
_WITH = re.compile(r"\b(?:with|between|and|of|from|to|by|meets?|about|on) ")


_LONGEST = 1000  # of a longer "title" only the beginning is looked at


class TitleFacts(NamedTuple):
    """What a title says. Names are phrases as they stand there; "" is none.

    participants: of a conversation. names: other people whom the title names.
    """

    kind: Kind | None
    extract: Extract | None
    author: str = ""
    recipient: str = ""
    participants: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def read_title(title: str) -> TitleFacts:
    """What a title in English says about its document."""
    text = " ".join(title.split())[:_LONGEST]
    extract = None
    if _EXCERPT.search(text):
        extract = Extract.EXCERPT
    elif _FRAGMENT.search(text):
        extract = Extract.FRAGMENT
    text = _LEAD.sub("", text).strip()
    kind, start, end = _kind(text)
    author, recipient = _parties(text, kind, start, end)
    people = [
        (name, lead) for name, lead in _people(text) if name not in author and name not in recipient
    ]
    present = ("with", "between", "and", "of") if kind is Kind.CONVERSATION_RECORD else ()
    return TitleFacts(
        kind,
        extract,
        author,
        recipient,
        tuple(name for name, lead in people if lead in present),
        tuple(name for name, lead in people if lead not in present),
    )


def kind_of(words: str) -> Kind | None:
    """The kind of document that a type word or a title names (Telegram, Record of Talks)."""
    return _kind(words)[0]


def _kind(text: str) -> tuple[Kind | None, int, int]:
    match = _KINDS.search(text)
    if not match or match.lastgroup is None:
        return None, 0, 0
    return _KIND_WORDS[int(match.lastgroup[1:])][1], match.start(), match.end()


def _parties(text: str, kind: Kind | None, start: int, end: int) -> tuple[str, str]:
    """Author and recipient: X's 1966 Speech; Telegram from X to Y; Letter, X to Y."""
    if kind is None:
        return "", ""
    before, after = text[:start], text[end:]
    possessive = _POSSESSIVE.match(before + "x")
    if possessive and _is_party(possessive[1]):
        return _clean(possessive[1]), ""
    if kind is Kind.CONVERSATION_RECORD:
        return "", ""
    after = after.lstrip(" ,:")
    after = re.sub(r"^(?:No\.? ?\d+|\[[^\]]*\])[ ,]*", "", after)
    sent = kind in (Kind.LETTER, Kind.TELEGRAM, Kind.MEMORANDUM, Kind.NOTE)
    if sent or _BY.match(after):
        to = _TO.search(" " + after)
        if to:
            left, right = after[: max(0, to.start() - 1)], after[to.end() - 1 :]
            from_after = _FROM.search(right)
            if not left.strip() and from_after:
                left, right = right[from_after.end() :], right[: from_after.start()]
            left = _BY.sub("", left)
            writer = _party(left)
            if sent or (writer and writer == _clean(left) and kind is not Kind.SPEECH):
                return writer, _party(right)
    named = _BY.match(after)
    if not named or kind is Kind.MINUTES:
        return "", ""
    author = after[named.end() :]
    return _party(_STOP_OF_SPEAKER.sub("", author) if kind is Kind.SPEECH else author), ""


def _party(phrase: str) -> str:
    """An author's or recipient's phrase up to where the title goes on, if it is one."""
    cut = _clean(_STOP.sub("", phrase))
    return cut if _is_party(cut) else ""


def _is_party(phrase: str) -> bool:
    phrase = _clean(phrase)
    if not phrase or len(phrase) > 120 or not any(char.isupper() for char in phrase):
        return False
    bare = HONORIFICS.sub("", phrase)
    return bool(
        looks_like_name(bare)
        or is_body(phrase)
        or (bare[:1].isupper() and bare.isalpha() and not bare.endswith("ed"))
        or bare != phrase
        or is_office(phrase)
    )


def _clean(phrase: str) -> str:
    phrase = phrase.strip(" ,;:.'’\"“”")
    return phrase[4:] if phrase.startswith(("the ", "The ")) else phrase


def _people(text: str) -> list[tuple[str, str]]:
    """Names of people in the title, each with the word before it ("with", "between"), in order."""
    found: dict[str, str] = {}
    for match in _WITH.finditer(text):
        phrase = _STOP.sub("", text[match.end() :])
        phrase = HONORIFICS.sub("", phrase)
        words: list[str] = []
        for word in phrase.split():
            if not word[0].isupper():
                break
            words.append(re.sub(r"['’]s$", "", word).strip("'’\"“”"))
            if len(words) == 4 or word.endswith(("'s", "’s")):
                break
        for count in (3, 2):
            name = " ".join(words[:count])
            if is_family_first(name):
                found.setdefault(name, match[0].strip())
                break
        else:
            name = " ".join(words)
            if _is_persons(name, match[0]):
                found.setdefault(name, match[0].strip())
    return list(found.items())


_NO_PERSON = frozenset(
    "north south east west eastern western soviet union korea korean china chinese vietnam"
    " vietnamese germany german united states kingdom republic cuba cuban japan india middle far"
    " asia africa europe cold world war nuclear military economic foreign affairs leaders"
    " delegation representatives cc cpsu ussr dprk prc gdr us uk talks relations january february"
    " march april may june july august september october november december plenum treaty warsaw"
    " pact berlin crisis congress".split()
)


def _is_persons(name: str, lead: str) -> bool:
    """Only after words that lead to people, and only a name without a country in it."""
    if lead.strip() not in ("with", "between", "and"):
        return False
    return looks_like_name(name) and not any(
        word.casefold().strip("'’") in _NO_PERSON for word in name.split()
    )
