"""What a CSL item says of a record in a variable that is not the fact's own, such as a description.

The crosswalk knows what a style prints; only reading it back tells what comes back as it was.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import msgspec

from archcite.crosswalk.csl_back import from_csl
from archcite.crosswalk.returning import losses, values
from archcite.record.model import Record
from archcite.record.vocab import Kind, TitleKind

_WORD = re.compile(r"[^\W_]+")
# Fields with words of our own, which a style prints in the words of its language.
_CODED = frozenset("kind title_kind role verb order extract certainty type".split())


class Told(NamedTuple):
    """The field paths that an item does not hold, and those that it holds among others' words."""

    dropped: list[str]
    moved: list[str]


def told(record: Record, item: dict[str, Any], unprinted: list[str]) -> Told:
    """What becomes of the fields of a record whose item is read without `custom`.

    item, unprinted: as csl.to_csl gives them. CSL is made for publications: their facts have
    variables of their own, and are not read back to find that out.
    """
    if record.document.kind is Kind.PUBLISHED:
        return Told(unprinted, [])
    visible = {name: value for name, value in item.items() if name != "custom"}
    dropped = dict.fromkeys(unprinted)
    back = from_csl(visible)[0]
    changed = [path for path in losses(record, back) if path not in dropped]
    moved: list[str] = []
    # A title such as "Letter from X to Y" is said by the type and the names.
    generic = record.document.title_kind is TitleKind.GENERIC
    if changed:
        there, here = values(msgspec.to_builtins(record)), values(back)
        said = _words(msgspec.json.encode(visible).decode("utf-8"))
        for path in changed:
            if list(map(_folded, there[path])) == list(map(_folded, here.get(path, ()))):
                continue  # a capital is the style's trade
            coded = path.rpartition(".")[2] in _CODED or (generic and path == "document.title")
            if coded or _words(" ".join(there[path])) <= said:
                moved.append(path)
            else:
                dropped[path] = None
    return Told(list(dropped), moved)


def _folded(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _words(text: str) -> set[str]:
    return {word.lstrip("0") for word in _WORD.findall(text.casefold())}
