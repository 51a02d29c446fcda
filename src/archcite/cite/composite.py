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
    citation: Citation, pairs: Sequence[tuple[Cite, Place]], render: Render, *, collapses: bool
) -> list[Inline]:
    """The author of the first cite, tagged IN_TEXT, then the citation without that author.

    pairs: the cites in the order in which they are printed. collapses: whether the style names an
    author once for several cites. A citation that names no author, such as a number, comes whole.
    """

    def named(cite: Cite, place: Place) -> Span | None:
        found = render(Citation((cite,), citation.note), [place])
        return next((n for n in walk(found) if isinstance(n, Span) and n.tag == "names"), None)

    if not pairs:
        return []
    first, place = pairs[0]
    alone = Cite(first.id, author_only=True)
    author = named(alone, place) or named(alone, _FIRST)  # an ibid. may name nobody
    silent = Cite(first.id, suppress_author=True)
    cites = [cite for cite, _ in pairs]
    row = [where for _, where in pairs]
    left = named(silent, place)
    if author is None or (left is not None and plain([left]) == plain([author])):
        # a title that stands in for an author is not taken out of its place
        return render(citation._replace(cites=tuple(cites), composite=False), row)
    for at, (cite, where) in enumerate(pairs):
        if at and not (collapses and _same(named(Cite(cite.id, author_only=True), where), author)):
            break
        cites[at] = cite._replace(suppress_author=True, author_only=False)
    rest = render(citation._replace(cites=tuple(cites), composite=False), row)
    infix = citation.infix.strip()
    out: list[Inline] = [Span([author], tag=IN_TEXT)]
    if infix:
        out += markup(infix if infix.startswith(_CLOSE) else f" {infix}")
    return [*out, " ", *rest] if rest else out


def _same(one: Span | None, other: Span) -> bool:
    return one is not None and plain([one]) == plain([other])
