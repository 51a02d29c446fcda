"""The citation commands of biblatex, natbib and LaTeX itself: what each asks for.

Knows the commands' arguments; does not know where the texts go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from archcite.cite.request import Citation, Cite, Locator
from archcite.doc import locator
from archcite.doc.latex_commands import Argument, argument, arguments
from archcite.text import latex_reading


class Command(NamedTuple):
    """What a citation command asks for.

    kind: as in model.Cluster. composite: the author goes into the sentence. bare: only a part of
    the work's description is printed. moves: a note's mark is set behind the punctuation.
    """

    kind: str = ""
    composite: bool = False
    moves: bool = False


# By the name in small letters: \Autocite at the beginning of a sentence is \autocite.
COMMANDS: dict[str, Command] = {
    "cite": Command(moves=True),
    "citep": Command(moves=True),
    "citealp": Command(moves=True),
    "autocite": Command(moves=True),
    "smartcite": Command(moves=True),
    "supercite": Command(moves=True),
    "parencite": Command("text"),
    "footcite": Command("note"),
    "footcitetext": Command("note"),
    "textcite": Command(composite=True),
    "citet": Command(composite=True),
    "citealt": Command(composite=True),
    "fullcite": Command("whole"),
    "footfullcite": Command("whole-note"),
    "citeauthor": Command("author"),
    "citeauthorfull": Command("author"),
    "citetitle": Command("title"),
    "citeyear": Command("year"),
    "citeyearpar": Command("year"),
    "citedate": Command("year"),
}
# What stands before "volcite" -> the command that it is like.
_OF_VOLUMES = {"": "cite", "p": "parencite", "f": "footcite", "ft": "footcite", "s": "smartcite",
               "t": "textcite", "a": "autocite"}  # fmt: skip
# What stars leave out: the author, because the sentence names it.
_WITHOUT_AUTHOR = frozenset(("cite", "autocite", "parencite"))
CALLED = re.compile(
    r"\\((?:foot|auto|smart|super|paren|text|full|footfull)?cite|footcitetext"
    r"|cite(?:p|t|alp|alt|author|authorfull|title|year|yearpar|date)"
    r"|(?:foot|auto|smart|super|paren|text)?cites|footcitetexts|(?:[pfsta]|ft)?volcite)"
    r"(\*?)(?![A-Za-z@])",
    re.IGNORECASE,
)
# What else cites, and cannot be set.
_UNSET = (
    r"citename|citefield|citelist|citeurl|citenum|citefullauthor|[pf]?notecite|cite[tp]alias"
    r"|onlinecite|(?:foreign)?(?:text|block)cquote|hy(?:phen|brid)blockcquote|hyphentextcquote"
    r"|parentext|brackettext|(?:[pfsta]|ft)?volcites|begin\{(?:foreign|hyphen)?displaycquote\}"
)
_DEFINED = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|(?:New|Renew)DocumentCommand|def)"
    r"\*?\s*\{?\\(?P<command>[A-Za-z]+)\}?[^{\n]{0,40}"
)
_OPENED = re.compile(r"[ \t]*([\[{])")
_SHORT = {"page": "p.", "folio": "fol."}
# biblatex's marks of a page number in a postnote, which say what a locator says by itself.
_PAGES = re.compile(r"\\(ppno|pno)\b[\s~]*")
_FOLLOWING = re.compile(r"[\s~]*\\(psqq|psq|sqq|sq)\b(?:\{\})?")


class Asked(NamedTuple):
    """A citation command in a text: where it ends, what it is, and its citation."""

    end: int
    command: Command
    citation: Citation


def read(found: re.Match[str], plain: str, text: str) -> Asked | None:
    """The citation of a command that CALLED found; None where it has no keys (a definition).

    plain: the text without comments, in which the arguments are found.
    """
    name = found[1].lower()
    several = name.endswith("s") and name[:-1] in COMMANDS
    name = name[:-1] if several else name
    if name.endswith("volcite"):
        return _in_volume(found.end(), plain, COMMANDS[_OF_VOLUMES[name[: -len("volcite")]]])
    command = COMMANDS[name]
    bare = found[2] == "*" and name in _WITHOUT_AUTHOR
    if several:
        return _several(found.end(), plain, command)
    one = _one(plain, found.end(), bare)
    if one is None:
        return None
    end, cites = one
    return Asked(end, command, Citation(tuple(cites), composite=command.composite))


def unclosed(found: re.Match[str], plain: str) -> str:
    """The bracket of a command without keys that is never closed; "" for none."""
    options = arguments(plain, found.end(), "[(", 4)
    place = options[-1].end if options else found.end()
    opened = _OPENED.match(plain, place)
    return opened[1] if opened and not argument(plain, place, opened[1]) else ""


def _one(text: str, place: int, bare: bool) -> tuple[int, list[Cite]] | None:
    """[prenote][postnote]{keys} from the place on."""
    options = arguments(text, place, "[", 2)
    place = options[-1].end if options else place
    keys = argument(text, place, "{")
    if keys is None:
        return None
    named = [key.strip() for key in keys.of(text).split(",") if key.strip()]
    if not named or any("#" in key or "\\" in key for key in named):
        return None
    before, after = _notes(text, options)
    cites = [Cite(key, suppress_author=bare) for key in named]
    cites[0] = cites[0]._replace(prefix=before)
    cites[-1] = _placed(cites[-1], after)
    return keys.end, cites


def _in_volume(place: int, text: str, command: Command) -> Asked | None:
    """[prenote]{volume}[pages]{key} from the place on."""
    before = arguments(text, place, "[", 1)
    place = before[-1].end if before else place
    volume = argument(text, place, "{")
    one = _one(text, volume.end, False) if volume else None
    if volume is None or one is None:
        return None
    end, (first, *more) = one
    value = words(volume.of(text))
    if first.locator:
        label = first.locator.label or "page"
        value = f"{value}, {_SHORT.get(label, label)} {first.locator.value}"
    prefix = words(before[0].of(text)) if before else ""
    first = first._replace(locator=Locator("volume", value), prefix=prefix)
    return Asked(end, command, Citation((first, *more), composite=command.composite))


def unset(plain: str, begin: int) -> Iterator[tuple[int, str]]:
    """Where commands cite that cannot be set, and what they are called: those above, and the
    document's own that cite what they are given. begin: where the document does.
    """
    names = [_UNSET]
    for found in _DEFINED.finditer(plain):
        body = argument(plain, found.end(), "{")
        inside = body.of(plain) if body else ""
        if any("#" in inside[each.end() : each.end() + 80] for each in CALLED.finditer(inside)):
            names.append(found["command"])
    pattern = re.compile(rf"\\(?P<name>{'|'.join(names)})\*?(?![A-Za-z@])[ \t]*[\[{{(]")
    for found in pattern.finditer(plain, begin):
        yield found.start(), found["name"]


def _several(place: int, text: str, command: Command) -> Asked | None:
    """(prenote)(postnote)[..][..]{key}[..][..]{key} from the place on."""
    options = arguments(text, place, "(", 2)
    place = options[-1].end if options else place
    cites: list[Cite] = []
    while len(cites) < 1000 and (one := _one(text, place, False)):
        place, more = one
        cites += more
    if not cites:
        return None
    before, after = _notes(text, options)
    if before:
        prefix = f"{before} {cites[0].prefix}" if cites[0].prefix else before
        cites[0] = cites[0]._replace(prefix=prefix)
    if after:
        last = cites[-1]
        told = last.locator or last.suffix
        cites[-1] = (
            last._replace(suffix=f"{last.suffix}, {after}") if told else _placed(last, after)
        )
    return Asked(place, command, Citation(tuple(cites), composite=command.composite))


def _notes(text: str, options: list[Argument]) -> tuple[str, str]:
    """The prenote and the postnote; a single argument is the postnote."""
    told = [each.of(text) for each in options]
    if len(told) < 2:
        told = ["", *told, ""][:2] if told else ["", ""]
    before, after = told
    return words(before), _postnote(after)


def _postnote(text: str) -> str:
    """A postnote in words: its marks of pages as an abbreviation."""
    text = _FOLLOWING.sub(lambda each: " ff." if each[1].endswith("qq") else " f.", text)
    text = _PAGES.sub(lambda each: "pp. " if each[1] == "ppno" else "p. ", text)
    return words(text)


def words(text: str) -> str:
    """LaTeX as text, with the markup that a cite's affixes take."""
    return latex_reading.titled(text.strip()).replace("\u00a0", " ") if text.strip() else ""


def _placed(cite: Cite, after: str) -> Cite:
    """The cite with its postnote: a locator and what follows it."""
    if not after:
        return cite
    place, rest = locator.parse(after)
    if place and re.match(r"\s*\w", rest):  # "3 letters" is no page
        place, rest = None, after
    if place is None:
        rest = after if after[:1] in ",;:.(" else f", {after}"
        return cite._replace(suffix=rest)
    value = re.sub(r"(?<=\d)[–—](?=\d)", "-", place.value)
    return cite._replace(locator=Locator(place.label, value), suffix=rest.strip())
