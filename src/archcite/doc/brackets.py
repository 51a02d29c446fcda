"""What opens in a text and where it closes, found so that what is never closed costs nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

CLOSING = {"[": "]", "{": "}", "(": ")"}


def mates(text: str, opening: str, stops: re.Pattern[str], *, lone: bool = False) -> dict[int, int]:
    """Where each bracket begins that is closed, and the place behind what closes it.

    Braces are in balance inside, and hide other brackets. stops: finds brackets and braces, what
    escapes them, and what no bracket reaches across, or only a brace if that is a line's end.
    lone: a brace that closes nothing is a letter like others.
    """
    closing = CLOSING[opening]
    found: dict[int, int] = {}
    open_: list[tuple[str, int]] = []
    braces = 0
    for each in stops.finditer(text):
        sign = each[0]
        if sign == "{":
            open_.append(("{", each.start()))
            braces += 1
        elif sign == "}":
            while braces and open_:
                kind, start = open_.pop()
                if kind == "{":
                    braces -= 1
                    found[start] = each.end()
                    break
            else:
                if not lone:
                    open_.clear()
        elif sign == opening:
            open_.append((opening, each.start()))
        elif sign == closing:
            if open_ and open_[-1][0] == opening:
                found[open_.pop()[1]] = each.end()
        elif sign[0] != "\\" and (opening != "{" or sign[0] != "\n"):
            open_.clear()
            braces = 0
    return found


def stretches(
    text: str, opens: re.Pattern[str], closing: Callable[[str], re.Pattern[str]]
) -> Iterator[re.Match[str] | tuple[int, int]]:
    """What a pattern finds, in order and apart; the span of what it only opens.

    Its group "name" says what is open. closing: finds the end of that. What is never closed is
    passed over.
    """
    missing: set[str] = set()
    ends: dict[str, re.Pattern[str]] = {}
    at = 0
    while found := opens.search(text, at):
        name = found["name"]
        at = max(found.end(), at + 1)
        if name is None:
            yield found
        elif name not in missing:
            if name not in ends:
                ends[name] = closing(name)
            if end := ends[name].search(text, found.end()):
                at = end.end()
                yield found.start(), at
            else:
                missing.add(name)
