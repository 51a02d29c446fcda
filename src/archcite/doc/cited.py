"""Which keys a document cites, and where: Markdown, LaTeX and its helper files, Typst, Org, MyST.

Reads text and changes nothing. A key in code, in an address or in an e-mail address is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import NamedTuple


class Named(NamedTuple):
    """A key where a document names it. line: counted from 1."""

    key: str
    line: int


# Pandoc's keys, not behind a letter, a digit or a slash: that is an address.
_PANDOC = re.compile(r"(?<![\w/.@\\])@(?:\{([^{}\n]+)\}|(\w+(?:[:.#$%&\-+?<>~/]\w+)*))")
_CODE = re.compile(
    r"^(?P<fence>[ \t]{0,3}(?:```+|~~~+)).*?(?:^[ \t]{0,3}(?:```+|~~~+)[ \t]*$|\Z)"
    r"|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|<!--.*?-->",
    re.DOTALL | re.MULTILINE,
)
_MYST = re.compile(r"\{cite(?::[a-z]+)?\}`([^`]+)`")
_ADDRESS = re.compile(r"<?(?:https?|ftp|mailto|doi):[^\s>)\]]+>?|[\w.+-]+@[\w-]+\.[\w.-]+")

_LATEX = re.compile(
    r"\\[A-Za-z]*[cC]ite[A-Za-z]*\*?((?:\s*(?:\[[^\[\]]*\]|\([^()]*\)|<[^<>]*>))*"
    r"(?:\s*\{[^{}]*\}(?:\s*\[[^\[\]]*\])*)+)"
)
_BRACED = re.compile(r"\{([^{}]*)\}")
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_VERBATIM = re.compile(
    r"\\begin\{(verbatim\*?|lstlisting|comment|minted)\}.*?\\end\{\1\}|\\verb\*?([^\w\s]).*?\2",
    re.DOTALL,
)
_INCLUDED = re.compile(r"\\(?:input|include|subfile)\s*\{([^{}]+)\}")
_AUX = re.compile(r"\\citation\{([^{}]*)\}|\\abx@aux@cite\{[^{}]*\}\{([^{}]*)\}")
_BCF = re.compile(r"<bcf:citekey\b[^>]*>([^<]*)</bcf:citekey>")

_TYPST = re.compile(
    r"(?<![\w@\\])@([A-Za-z_][\w:.-]*[\w])|#?cite\(\s*(?:<([^<>]+)>|label\(\"([^\"]+)\"\))"
)
_TYPST_CODE = re.compile(r"(`{3,}).*?\1|`[^`\n]*`|(?<!:)//[^\n]*|/\*.*?\*/", re.DOTALL)
_ORG_CODE = re.compile(
    r"^[ \t]*#\+begin_(src|example)\b.*?^[ \t]*#\+end_\1\b|^[ \t]*#[ \t][^\n]*"
    r"|(?<!\w)[=~](?=\S)[^\n=~]+(?<=\S)[=~](?!\w)",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)


def cited(text: str, suffix: str) -> list[Named]:
    """Every key that a document of that kind cites, in order, each time it is named.

    suffix: of its name, with the dot; an unknown one is read as Markdown.
    """
    return list(_READERS.get(suffix.lower(), _markdown)(text))


def included(text: str, suffix: str) -> list[str]:
    """The files that a LaTeX document takes in, as it names them."""
    if suffix.lower() not in (".tex", ".ltx"):
        return []
    return [found[1].strip() for found in _INCLUDED.finditer(_without(text, _COMMENT, _VERBATIM))]


_ALL = {
    ".tex": re.compile(r"\\nocite\s*\{\s*\*\s*\}"),
    ".ltx": re.compile(r"\\nocite\s*\{\s*\*\s*\}"),
    ".aux": re.compile(r"\\citation\{\*\}|\\abx@aux@cite\{[^{}]*\}\{\*\}"),
    ".bcf": re.compile(r"<bcf:citekey\b[^>]*>\*</bcf:citekey>"),
    ".typ": re.compile(r"#bibliography\([^()]*\bfull:\s*true"),
    ".org": re.compile(r"\[cite/n(?:ocite)?:[^\]]*@\*"),
}
_ALL_OF_PANDOC = re.compile(r"^nocite:(?:[^\n]*|[ \t]*[|>]?\s*\n[ \t]+[^\n]*)@\*", re.MULTILINE)


def cites_all(text: str, suffix: str) -> bool:
    """Whether the document wants everything in its bibliography, by a nocite of *."""
    pattern = _ALL.get(suffix.lower(), _ALL_OF_PANDOC)
    return bool(
        pattern.search(_without(text, _COMMENT, _VERBATIM) if pattern is _ALL[".tex"] else text)
    )


def _without(text: str, *patterns: re.Pattern[str]) -> str:
    """The text with those parts as blanks, so that lines stay where they are."""
    for pattern in patterns:
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text


def _at(text: str, found: Iterator[tuple[int, str]]) -> Iterator[Named]:
    line, counted = 1, 0
    for place, key in found:
        line += text.count("\n", counted, place)
        counted = place
        if key:
            yield Named(key, line)


def _markdown(text: str) -> Iterator[Named]:
    plain = _without(text, _CODE)
    roles = [
        (found.start(), key.strip())
        for found in _MYST.finditer(text)
        for key in re.split(r"[,;]", found[1])
    ]
    keys = [
        (found.start(), found[1] or found[2])
        for found in _PANDOC.finditer(_without(plain, _ADDRESS))
    ]
    return _at(text, iter(sorted([*roles, *keys], key=itemgetter(0))))


def _latex(text: str) -> Iterator[Named]:
    plain = _without(text, _COMMENT, _VERBATIM)
    return _at(
        text,
        (
            (found.start(), key.strip())
            for found in _LATEX.finditer(plain)
            for braced in _BRACED.finditer(re.sub(r"\[[^\[\]]*\]", "", found[1]))
            for key in braced[1].split(",")
            if key.strip() != "*"
        ),
    )


def _aux(text: str) -> Iterator[Named]:
    return _at(
        text,
        (
            (found.start(), key.strip())
            for found in _AUX.finditer(text)
            for key in (found[1] or found[2] or "").split(",")
            if key.strip() not in ("*", "REVTEX41Control", "biblatex-control")
        ),
    )


def _bcf(text: str) -> Iterator[Named]:
    from html import unescape

    return _at(
        text,
        (
            (found.start(), key)
            for found in _BCF.finditer(text)
            if (key := unescape(found[1]).strip()) != "*"
        ),
    )


def _typst(text: str) -> Iterator[Named]:
    plain = _without(text, _TYPST_CODE, _ADDRESS)
    own = set(re.findall(r"<([\w:.-]+)>", re.sub(r"cite\(\s*<[^<>]*>", "", plain)))
    return _at(
        text,
        (
            (found.start(), key)
            for found in _TYPST.finditer(plain)
            if (key := found[1] or found[2] or found[3]) not in own
        ),
    )


def _org(text: str) -> Iterator[Named]:
    plain = _without(text, _ORG_CODE)
    inside = re.compile(r"\[cite(?:/[^:\]]*)?:([^\]]*)\]")
    return _at(
        text,
        (
            (found.start(), key)
            for found in inside.finditer(plain)
            for key in re.findall(r"@([^\s;,\]]+)", found[1])
        ),
    )


_READERS: dict[str, Callable[[str], Iterator[Named]]] = {
    ".tex": _latex,
    ".ltx": _latex,
    ".aux": _aux,
    ".bcf": _bcf,
    ".typ": _typst,
    ".org": _org,
}

# The suffixes of documents that are read here; others are taken for Markdown.
TEXTS = frozenset((*_READERS, ".md", ".markdown", ".qmd", ".rmd", ".txt"))
