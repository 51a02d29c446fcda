"""The markup of CSL texts as pandoc's Markdown, which CSL-YAML has instead of it, both ways.

<i>, <b>, <sup>, <sub>, small capitals and nocase; every other letter stays itself, escaped where
Markdown would take it for markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CAPS = "font-variant:small-caps;"
# Opening tag -> what stands before and behind in Markdown.
_MARKS = {
    "<i>": ("*", "*"),
    "<b>": ("**", "**"),
    "<sup>": ("^", "^"),
    "<sub>": ("~", "~"),
    '<span class="nocase">': ("[", "]{.nocase}"),
    f'<span style="{_CAPS}">': ("[", "]{.smallcaps}"),
}
_TAG = re.compile(r'</?(?:i|b|sup|sub)>|<span class="nocase">|<span style="[^"<>]{0,40}">|</span>')
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#^~$@|]|-(?=-)|(?<=-)-|\u00a0")
_CLASSES = {"nocase": '<span class="nocase">', "smallcaps": f'<span style="{_CAPS}">'}
_BEHIND = re.compile(r"\{\s*\.(nocase|smallcaps)\s*\}")
_MARK = re.compile(
    r"\\(?P<letter>[ !-/:-@\[-`{-~])|(?P<tag></?(?:i|b|sup|sub)>|</?span[^<>]{0,60}>)"
    r"|(?P<mark>\*\*|[*_^~])|(?P<open>\[)|(?P<close>\])"
)
# Dashes as hyphens, and the fast blank that pandoc puts behind an abbreviation.
_SMART = re.compile(r"---?|(?<=\.)\u00a0")
_MEANT = {"--": "–", "---": "—", "\u00a0": " "}
_TAGS = {"*": "i", "_": "i", "**": "b", "^": "sup", "~": "sub"}


def to_markdown(text: str) -> str:
    """A text with CSL's markup as Markdown. Tags without a partner are letters like others."""
    if not _SPECIAL.search(text):
        return text
    pieces = list(_pieces(text))
    partner = _partners(pieces)
    made: list[str] = []
    for at, piece in enumerate(pieces):
        if at not in partner:
            made.append(_escaped(piece))
        elif partner[at] > at:
            made.append(_MARKS[_named(piece)][0])
        else:
            made.append(_MARKS[_named(pieces[partner[at]])][1])
    marked = "".join(made)
    if from_markdown(marked) == text:
        return marked
    # Marks that touch (*a **b***) say less than tags, which Markdown takes as they are.
    return "".join(piece if _TAG.fullmatch(piece) else _escaped(piece) for piece in pieces)


def _escaped(text: str) -> str:
    """A text whose letters are all letters; a fast blank is a blank with a backslash."""
    return _SPECIAL.sub(lambda found: "\\" + found[0].replace("\u00a0", " "), text)


def _named(tag: str) -> str:
    return re.sub(r"\s+", "", tag).replace("<span", "<span ") if "style" in tag else tag


def _pieces(text: str) -> Iterator[str]:
    """Tags and what stands between them."""
    place = 0
    for found in _TAG.finditer(text):
        if found.start() > place:
            yield text[place : found.start()]
        yield found[0]
        place = found.end()
    if place < len(text):
        yield text[place:]


def _partners(pieces: list[str]) -> dict[int, int]:
    """For the tags that have a partner its place, both ways; they stand properly within another."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, piece in enumerate(pieces):
        if _named(piece) in _MARKS:
            opened.append(at)
        elif _TAG.fullmatch(piece) and opened and piece.startswith("</"):
            if f"<{piece[2:-1]}" != pieces[opened[-1]][: len(piece) - 2]:
                opened.clear()  # crossed: nothing before it is sure
                continue
            if at - opened[-1] > 1:  # no mark round nothing
                found[at], found[opened[-1]] = opened[-1], at
            opened.pop()
    return found


def from_markdown(text: str) -> str:
    """The way back; HTML's tags stay, as Better BibTeX writes some of them."""
    if not any(each in text for each in ("\\", "*", "_", "^", "~", "[", "--", ".\u00a0")):
        return text
    tokens = list(_tokens(text))
    pairs = _pairs(tokens)
    made: list[str] = []
    for at, (kind, said) in enumerate(tokens):
        if at not in pairs:
            made.append(_SMART.sub(_meant, said) if kind == "plain" else said)
        elif kind == "close":
            made.append("</span>")
        elif kind == "open":
            behind = _BEHIND.match(tokens[pairs[at] + 1][1])
            made.append(_CLASSES[behind[1]] if behind else "[")
        else:
            made.append(f"<{'/' if pairs[at] < at else ''}{_TAGS[said]}>")
        if kind == "class" and at - 1 in pairs:
            made[-1] = ""
    return "".join(made)


def _meant(found: re.Match[str]) -> str:
    return _MEANT[found[0]]


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """What the letters are: plain, a mark, a bracket, or the class behind one."""
    place = 0
    while place < len(text):
        found = _MARK.search(text, place)
        if found is None:
            yield "plain", text[place:]
            return
        if found.start() > place:
            yield "plain", text[place : found.start()]
        place = found.end()
        kind = str(found.lastgroup)
        said = found[kind]
        if kind == "letter" and said == " ":
            said = "\u00a0"
        if said == "_" and _within_word(text, found.start()):
            kind = "plain"
        yield kind, said
        if kind == "close" and (behind := _BEHIND.match(text, place)):
            yield "class", behind[0]
            place = behind.end()


def _within_word(text: str, place: int) -> bool:
    return place > 0 and text[place - 1].isalnum() and text[place + 1 : place + 2].isalnum()


def _pairs(tokens: list[tuple[str, str]]) -> dict[int, int]:
    """For each mark and bracket that has a partner its place, both ways."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, (kind, said) in enumerate(tokens):
        if kind == "open":
            opened.append(at)
        elif kind == "close":
            classed = at + 1 < len(tokens) and tokens[at + 1][0] == "class"
            while opened and tokens[opened[-1]][0] != "open":
                opened.pop()
            if opened and classed:
                found[at], found[opened[-1]] = opened[-1], at
            if opened:
                opened.pop()
        elif kind == "mark":
            if opened and tokens[opened[-1]] == (kind, said) and at - opened[-1] > 1:
                found[at], found[opened[-1]] = opened[-1], at
                opened.pop()
            elif not any(tokens[each] == (kind, said) for each in opened[-8:]):
                opened.append(at)
            else:
                while tokens[opened[-1]] != (kind, said):
                    opened.pop()
                found[at], found[opened[-1]] = opened[-1], at
                opened.pop()
    return found
