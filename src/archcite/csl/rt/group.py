"""cs:group, and the parts of a layout: joining children, and leaving a group out."""

from __future__ import annotations

from archcite.csl.rt.context import EMPTY, PRESENT, Context
from archcite.csl.rt.text import dressed
from archcite.csl.specs import Dress
from archcite.inline import Inline, Span


def joined(nodes: list[Inline], delimiter: str) -> list[Inline]:
    """The nodes with the delimiter between each two."""
    if not delimiter or len(nodes) < 2:
        return nodes
    out: list[Inline] = [nodes[0]]
    for node in nodes[1:]:
        out.append(delimiter)
        out.append(node)
    return out


def group(
    c: Context, o: list[Inline], children: list[Inline], kind: int, dress: Dress | None = None
) -> int:
    """A cs:group with something in it, left out if all the variables that it calls are empty.

    CSL 1.0.2, Group.
    """
    if kind == EMPTY:
        return EMPTY
    if dress is None:
        o.append(children[0] if len(children) == 1 else Span(children))
        return PRESENT
    if len(children) > 1 and dress.delimiter:
        children = joined(children, dress.delimiter)
    o.append(dressed(c, children, dress))
    return PRESENT


def closed(kind: int, o: list[Inline], start: int) -> int:
    """The end of a macro, which is a group too: what it printed from start on stays or goes."""
    if kind == EMPTY:
        del o[start:]
        return EMPTY
    return PRESENT
