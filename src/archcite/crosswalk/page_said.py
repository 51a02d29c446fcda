"""What a web page says of what it is about, before anybody asks what that means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

# A meta tag: its name, its content, and its scheme or language.
Meta = tuple[str, str, str]


class Said(NamedTuple):
    """metas: in the page's order. nodes: of schema.org, the page's own first. coins: the keys and
    values of each span. title: <title>. address: the canonical one. site: the site's name.
    unapi: the ids that the page has for an unAPI server.
    """

    metas: list[Meta]
    nodes: list[Any]
    coins: list[list[tuple[str, str]]]
    title: str = ""
    address: str = ""
    site: str = ""
    unapi: tuple[str, ...] = ()


_BREAKS = re.compile(r"\r\n?|[\x85\u2028\u2029\x0b\x0c]")
_UNFIT = dict.fromkeys([*range(9), *range(14, 32), *range(127, 160), 0xFEFF, 0xFFFE, 0xFFFF])


def content_of(text: str) -> str:
    """The text as a tag's content keeps it: its lines, each without needless blanks."""
    plain = _BREAKS.sub("\n", text).translate(_UNFIT)
    return "\n".join(" ".join(each.split()) for each in plain.split("\n")).strip("\n")


class Tags:
    """Meta tags by name in lower case, the delimiter after the prefix being a dot."""

    def __init__(self, metas: Iterable[Meta]) -> None:
        self._found: dict[str, list[str]] = {}
        for name, content, _ in metas:
            if text := content.strip():
                self._found.setdefault(name_of(name), []).append(text)

    def names(self, prefix: str) -> list[str]:
        """The names that begin so."""
        return [name for name in self._found if name.startswith(prefix)]

    def lines(self, *names: str) -> list[str]:
        """The contents of the first of these names that is there, each on one line, each once."""
        for name in names:
            if found := self._found.get(name):
                return list(dict.fromkeys(" ".join(each.split()) for each in found))
        return []

    def line(self, *names: str) -> str:
        """The first of them; "" for none."""
        return next(iter(self.lines(*names)), "")

    def text(self, *names: str) -> str:
        """The first content with its line breaks."""
        return next((self._found[name][0] for name in names if name in self._found), "")


def name_of(told: str) -> str:
    """The name in lower case with a dot behind its prefix (dc:Title, DC_title -> dc.title)."""
    name = told.strip().lower()
    for mark in ":_":
        prefix, found, rest = name.partition(mark)
        if found and prefix in _PREFIXES:
            return f"{prefix}.{rest}"
    return name


_PREFIXES = frozenset(
    """article bibo book dc dcq dct dcterms eprint eprints marcrel og prism twitter video z
    schema""".split()
)
