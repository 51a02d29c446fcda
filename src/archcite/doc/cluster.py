"""Citations as people type them: pandoc's "[see @key, 12; -@other, fol. 2v]", or a bare key.

What `archcite cite` takes, and what stands in documents. It does not ask whether the keys exist.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archcite.cite.request import Citation, Cite
from archcite.doc import locator
from archcite.errors import Problem, UsageFault

# Pandoc's citation keys: letters, digits and underscores, single signs between them; or braces.
_KEY = re.compile(r"@(?:\{([^{}]*)\}|(\w+(?:[:.#$%&\-+?<>~/]\w+)*))")
_BARE_KEY = re.compile(r"[^\s,;@\[\]{}]+")


class _Part(NamedTuple):
    """One cite's text and the column where it begins, counted from 1."""

    text: str
    column: int


def parse_cluster(text: str, where: str = "") -> Citation:
    """The citation that the text asks for.

    Takes "[@a, 3; see -@b]" with or without the brackets, "@a [3]", and bare keys ("a", "a, 3; b").
    Raises UsageFault with the column of what cannot be read.
    """
    inner = _Part(text, 1)
    lead = len(text) - len(text.lstrip())
    bare = text.strip()
    if not bare:
        raise _fault(where, 1, "The citation is empty", text)
    if bare.startswith("["):
        end = _matching(bare)
        if end < 0:
            raise _fault(where, lead + 1, "The bracket that opens here is never closed", text)
        if end < len(bare) - 1:
            raise _fault(where, lead + end + 2, "Nothing may follow the closing bracket", text)
        inner = _Part(bare[1:-1], lead + 2)
    elif bare.endswith("]") and (short := re.match(r"-?@[^\s\[]+\s*(?=\[)", bare)):
        inner = _Part(f"{short[0].rstrip()}, {bare[short.end() + 1 : -1]}", lead + 1)
    parts = _parts(inner, where, text)
    return Citation(tuple(_cite(part, where, text, bracketed=bare[0] == "[") for part in parts))


def parse_running(key: str, tail: str, *, suppress: bool, where: str = "") -> Citation:
    """The citation of a key in the running text: @key [p. 3; @other].

    tail: what the bracket behind the key holds, "" for none. suppress: -@key, which leaves the
    author out.
    """
    first, others = tail, ""
    if ";" in tail and re.search(_KEY, tail):
        first, _, others = tail.partition(";")
    place, rest = locator.parse(first) if first else (None, "")
    more = parse_cluster(f"[{' '.join(others.split())}]", where).cites if others else ()
    one = Cite(key, place, suffix=rest.strip(), suppress_author=suppress)
    return Citation((one, *more), composite=not suppress)


def _parts(inner: _Part, where: str, text: str) -> list[_Part]:
    """The cites' texts, cut at semicolons outside braces and brackets."""
    parts: list[_Part] = []
    depth = start = 0
    for index, char in enumerate(inner.text + ";"):
        depth += (char in "{[") - (char in "}]")
        if depth < 0:
            column = inner.column + index
            raise _fault(where, column, f"There is a {char} here without its opening mate", text)
        last = index == len(inner.text)
        if last and depth:
            raise _fault(where, inner.column + start, "A brace or bracket is never closed", text)
        if char == ";" and depth == 0:
            part = inner.text[start:index]
            parts.append(_Part(part, inner.column + start))
            start = index + 1
    if len(parts) > 1 and not parts[-1].text.strip():
        parts.pop()  # a semicolon at the end
    return parts


def _cite(part: _Part, where: str, text: str, *, bracketed: bool) -> Cite:
    """One cite: prefix, key, locator, suffix."""
    found = _found(part.text)
    if found is None:
        if "@" in part.text or bracketed:
            column = part.column + max(0, part.text.find("@"))
            missing = "There is no key behind the @" if "@" in part.text else "A cite needs an @key"
            raise _fault(where, column, missing, text)
        return _bare_cite(part, where, text)
    key = (found[1] if found[1] is not None else found[2]).strip()
    if not key:
        raise _fault(where, part.column + found.start(), "There is no key in the braces", text)
    before, after = part.text[: found.start()], part.text[found.end() :]
    suppress = before.endswith("-") and (len(before) == 1 or before[-2].isspace())
    second = _found(after)
    if second:
        column = part.column + found.end() + second.start()
        raise _fault(where, column, "Two keys in one cite; put a semicolon between them", text)
    place, suffix = locator.parse(after)
    return Cite(
        key,
        place,
        prefix=(before[:-1] if suppress else before).strip(),
        suffix=suffix.strip(),
        suppress_author=suppress,
    )


def _found(text: str) -> re.Match[str] | None:
    """The first key in the text; an @ inside a word (an address) begins none."""
    for found in _KEY.finditer(text):
        if found.start() == 0 or not (text[found.start() - 1].isalnum()):
            return found
    return None


def _bare_cite(part: _Part, where: str, text: str) -> Cite:
    lead = len(part.text) - len(part.text.lstrip())
    found = _BARE_KEY.match(part.text[lead:])
    if not found:
        raise _fault(where, part.column + lead, "A citation key is expected here", text)
    after = part.text[lead + found.end() :]
    place, suffix = locator.parse(after)
    if suffix.strip() and not place and not after.lstrip().startswith(","):
        column = part.column + lead + found.end() + 1
        hint = "a suffix follows a comma; several keys are parted by semicolons"
        raise _fault(where, column, "A comma or semicolon is expected here", text, hint)
    return Cite(found[0], place, suffix=suffix.strip().removeprefix(",").strip())


def _matching(text: str) -> int:
    """Where the bracket that begins the text is closed, -1 if nowhere."""
    depth = braces = 0
    for index, char in enumerate(text):
        braces = max(0, braces + (char == "{") - (char == "}"))
        depth += (char == "[") - (char == "]") if braces == 0 else 0
        if depth == 0:
            return index
    return -1


def _fault(where: str, column: int, sentence: str, text: str, hint: str = "") -> UsageFault:
    shown = text if len(text) <= 60 else text[:59] + "…"
    message = f"{sentence} (column {column} of “{shown}”)."
    return UsageFault(Problem("citation-syntax", where, message, hint))
