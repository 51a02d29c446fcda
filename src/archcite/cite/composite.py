"""A composite citation: the author in the running text, the rest in the note or the brackets.

"Smith (1990)". It asks the tags of what was rendered; rendering itself is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from archcite.cite.position import Place
from archcite.cite.request import Citation, Cite
from archcite.csl.rt.text import markup
from archcite.inline import Inline, Span, plain, walk

Render = Callable[[Citation, Sequence[Place]], list[Inline]]

# The tag of the part that belongs into the running text.
IN_TEXT = "author-in-text"

_FIRST = Place(frozenset(("first",)))
# What stands close to the author: no space goes before it.
_CLOSE = tuple(".,;:!?'’")


def composite(
    citation: Citation, pairs: Sequence[tuple[Cite, Place]], render: Render
) -> list[Inline]:
    """The author of the first cite, tagged IN_TEXT, then the citation without that author.

    pairs: the cites in the order in which they are printed. A citation that names no author, such
    as a number, comes whole.
    """
    if not pairs:
        return []
    first, place = pairs[0]
    alone = Cite(first.id, author_only=True)
    author: Span | None = None
    for where in (place, _FIRST):  # an ibid. may name nobody
        author = author or _names(render(Citation((alone,), citation.note), [where]))
    silent = first._replace(suppress_author=True, author_only=False)
    cites = (silent, *(cite for cite, _ in pairs[1:]))
    row = [where for _, where in pairs]
    rest = render(citation._replace(cites=cites, composite=False), row)
    left = _names(rest)
    if author is None or (left is not None and plain([left]) == plain([author])):
        # a title that stands in for an author is not taken out of its place
        return rest
    infix = citation.infix.strip()
    out: list[Inline] = [Span([author], tag=IN_TEXT)]
    if infix:
        out += markup(infix if infix.startswith(_CLOSE) else f" {infix}")
    return [*out, " ", *rest] if rest else out


def _names(nodes: list[Inline]) -> Span | None:
    return next((n for n in walk(nodes) if isinstance(n, Span) and n.tag == "names"), None)
