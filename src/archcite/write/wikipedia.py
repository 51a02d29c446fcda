"""Records as citation templates of the English Wikipedia, a line each, for <ref> or a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archcite.crosswalk.wikipedia import Citation, to_wikipedia
from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import pieces, whole

# What wikitext takes for markup: links, templates, tags, quotes, signatures, switches.
_MARKUP = re.compile(
    r"[\[\]{}|<>]|&(?=#?\w+;)|''+|~{3,}|__|^[*#:;]|(?:ISBN|RFC|PMID)(?= \d)", re.MULTILINE
)
_NAMED = {"|": "{{!}}", "<": "&lt;", ">": "&gt;"}
# Nothing that the templates call an invisible character.
_STRANGE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\ufeff\ufffe\uffff\ud800-\udfff]"
)
_IN_ADDRESS = re.compile(r"[\s\[\]{}|<>\"'\x00-\x20\x7f]")


def write_wikipedia(records: Iterable[Record]) -> Written:
    """A template for each record. It is for people alone: archcite does not read it back."""
    return whole(stream_wikipedia(records))


def stream_wikipedia(records: Iterable[Record]) -> Iterator[Written]:
    """The same piece by piece."""
    return pieces(records, to_wikipedia, wikitext, ("", "\n", "\n"))


def wikitext(citation: Citation) -> str:
    """The template with what stands behind it."""
    values = [f"|{name}={_value(name, text)}" for name, text in citation.values]
    parts = ["{{" + " ".join([citation.template, *values]) + "}}"]
    for name, text in citation.tags:
        first = "1=" if "=" in text else ""  # else what stands before it would be a name
        parts.append("{{" + f"{name}|{first}{escaped(text)}" + "}}")
    return " ".join([*parts, *map(escaped, citation.behind)])


def _value(name: str, text: str) -> str:
    if name.endswith("url"):
        return _IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", text)
    return escaped(text)


def escaped(text: str) -> str:
    """The text with nothing in it that wikitext takes for markup."""
    plain = " ".join(_STRANGE.sub(" ", text).split())
    return _MARKUP.sub(_entity, plain)


def _entity(found: re.Match[str]) -> str:
    text = found[0]
    if text in _NAMED:
        return _NAMED[text]
    return f"&#{ord(text[0])};" + "".join(
        f"&#{ord(char)};" if not char.isalnum() else char for char in text[1:]
    )
