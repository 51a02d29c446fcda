"""Locators as people type them behind a key: "fol. 12v", "pp. 3-5", "л. 12 об.", "box 3, folder 2".

Pandoc's rules, with the terms of archives: a term or a bare number begins the locator; braces
delimit it where the rules would not find its end. Printing the term is csl's affair.
"""

from __future__ import annotations

import re
from functools import cache

from archcite.cite.request import Locator
from archcite.text.numbers import parse_roman

# label -> what people type for it. The labels up to "volume" are CSL 1.0.2's locator terms, the
# others those of archives. "l." and "ll." are leaves (list, listy): lines are written out.
TERMS: dict[str, tuple[str, ...]] = {
    "act": ("act", "acts"),
    "appendix": ("appendix", "appendices", "app.", "apps."),
    "article-locator": ("article", "articles", "art.", "arts."),
    "book": ("book", "books", "bk.", "bks."),
    "canon": ("canon", "canons", "can.", "cans."),
    "chapter": ("chapter", "chapters", "chap.", "chaps.", "ch.", "chs."),
    "column": ("column", "columns", "col.", "cols."),
    "elocation": ("location", "locations", "loc.", "locs."),
    "equation": ("equation", "equations", "eq.", "eqs."),
    "figure": ("figure", "figures", "fig.", "figs."),
    "folio": ("folio", "folios", "fol.", "fols.", "f.", "ff.", "fo.", "fos."),
    "issue": ("number", "numbers", "issue", "issues", "no.", "nos.", "№"),
    "line": ("line", "lines"),
    "note": ("note", "notes", "n.", "nn."),
    "opus": ("opus", "opera", "op.", "opp."),
    "page": ("page", "pages", "p.", "pp.", "стр.", "с.", "сс."),
    "paragraph": ("paragraph", "paragraphs", "para.", "paras.", "par.", "pars.", "¶", "¶¶"),
    "part": ("part", "parts", "pt.", "pts."),
    "rule": ("rule", "rules", "r.", "rr."),
    "scene": ("scene", "scenes", "sc.", "scs."),
    "section": ("section", "sections", "sec.", "secs.", "sect.", "sects.", "§", "§§"),
    "sub-verbo": ("sub verbo", "sub verbis", "s.v.", "s.vv."),
    "table": ("table", "tables", "tbl.", "tbls."),
    "timestamp": ("timestamp", "timestamps"),
    "title-locator": ("title", "titles", "tit.", "tits."),
    "verse": ("verse", "verses", "v.", "vv."),
    "volume": ("volume", "volumes", "vol.", "vols."),
    "box": ("box", "boxes"),
    "document": ("document", "documents", "doc.", "docs."),
    "enclosure": ("enclosure", "enclosures", "encl.", "encls."),
    "file": ("file", "files"),
    "folder": ("folder", "folders", "fld.", "flds.", "papka", "папка"),
    "frame": ("frame", "frames", "fr.", "frs."),
    "item": ("item", "items"),
    "leaf": (
        "leaf", "leaves", "list", "listy", "l.", "ll.", "лист", "листы", "л.", "лл.",
    ),
    "reel": ("reel", "reels"),
    "sheet": ("sheet", "sheets"),
}  # fmt: skip

_LABELS = {word: label for label, words in TERMS.items() for word in words}
_BLANK = re.compile(r"[\s,]*")
# A word of a value may hold commas and colons between digits: "1:23:45", "1,200".
_WORD = re.compile(r"(?:[^\s,;:{}]|[,:](?=\d))+")
_SIDE = re.compile(
    r"\s+(?:verso|recto|versos|rectos|об|ob|обр|bis|ff|sq|sqq|[rvf])(?:\.|(?!\w))", re.IGNORECASE
)
# What joins a number to a number, and what may also join a number to a further term.
_AND = re.compile(r"\s*(?:[,&]|[-‐-―])\s*|\s+(?:and|und|et|и)\s+")
_JOIN = re.compile(r"\s*[,&]\s*|\s+(?:and|und|et|и)\s+|\s+")
_OPENERS = {")": "(", "]": "["}
_QUOTED = re.compile(r"“[^”]+”|\"[^\"]+\"|«[^»]+»|‘[^’]+’|[^\s,;{}]+")


def parse(text: str) -> tuple[Locator | None, str]:
    """The locator that begins the text and what follows it, as typed.

    Without a term the label is "": the caller's default, the page. Several parts ("box 3, folder
    2") are one locator under the first term, the others in its value. None: there is no locator.
    """
    if not text:
        return None, text
    start = _skip(_BLANK, text, 0)
    if text.startswith("{", start):
        return _braced(text, start)
    term = _term().match(text, start)
    label = _label(term)
    at = term.end() if term else start
    if term and text.startswith("{", at):
        end = _closing(text, at)
        value = text[at + 1 : end].strip()
        return (Locator(label, value), text[end + 1 :]) if value else (None, text)
    end = _value_end(text, at, label)
    if end == at:
        return None, text
    end = _further(text, end)
    return Locator(label, " ".join(text[at:end].split())), text[end:]


@cache
def _term() -> re.Pattern[str]:
    """A term and the space behind it; a whole word needs one, an abbreviation or sign not."""
    words = "|".join(map(re.escape, sorted(_LABELS, key=len, reverse=True)))
    spaced = words.replace(r"\ ", r"\s+")
    return re.compile(rf"(?P<term>{spaced})(?:(?<=\w)\s+|(?<!\w)\s*)", re.IGNORECASE)


def _braced(text: str, start: int) -> tuple[Locator | None, str]:
    end = _closing(text, start)
    inside, rest = text[start + 1 : end].strip(), text[end + 1 :]
    if not inside:
        return None, rest
    term = _term().match(inside)
    value = inside[term.end() :].strip() if term else ""
    return Locator(_label(term), value) if value else Locator("", inside), rest


def _closing(text: str, start: int) -> int:
    """Where the brace that opens at start is closed; the end of the text if it is not."""
    depth = 0
    for index in range(start, len(text)):
        depth += (text[index] == "{") - (text[index] == "}")
        if depth == 0:
            return index
    return len(text)


def _label(term: re.Match[str] | None) -> str:
    return _LABELS[" ".join(term["term"].lower().split())] if term else ""


def _value_end(text: str, at: int, label: str) -> int:
    """Where the first number behind a term ends; at itself if there is none."""
    if label == "sub-verbo":
        return _skip(_QUOTED, text, at)
    word = _number(text, at, bool(label))
    return _sides(text, word) if word > at else at


def _further(text: str, end: int) -> int:
    """Where the last part ends: further numbers, and further terms with numbers."""
    while True:
        joint = _AND.match(text, end)
        after = joint.end() if joint else end
        if joint:
            following = _number(text, after, False)
            if following > after:
                end = _sides(text, following)
                continue
        joint = _JOIN.match(text, end)
        term = _term().match(text, joint.end()) if joint else None
        if term:
            following = _value_end(text, term.end(), _label(term))
            if following > term.end():
                end = following
                continue
        return end


def _number(text: str, at: int, labelled: bool) -> int:
    """Where the number at this place ends: a word with a digit, behind a term also a roman one."""
    found = _WORD.match(text, at)
    if not found:
        return at
    word = found[0].rstrip(".!?")
    while word[-1:] in (")", "]") and word.count(_OPENERS[word[-1]]) < word.count(word[-1]):
        word = word[:-1].rstrip(".!?")
    if any(char.isdigit() for char in word):
        return at + len(word)
    pieces = re.split(r"[-‐-―]", word)
    roman = labelled and all(parse_roman(piece) is not None for piece in pieces)
    single = labelled and len(word) == 1 and word.isalpha() and word.isupper()
    return at + len(word) if roman or single else at


def _sides(text: str, end: int) -> int:
    """Where verso, recto and the like behind a number end ("12 об.", "33 ff.")."""
    return _skip(_SIDE, text, end)


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
