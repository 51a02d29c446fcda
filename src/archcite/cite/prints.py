"""What a style prints of an archival document, found out by rendering made-up ones.

Asking whether a style mentions a variable is not enough: many print it for some types only, or
where another one is missing. Pure; nothing here knows a style by its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from string import ascii_lowercase
from typing import Any

from archcite.cite.item import JsonItem
from archcite.csl.compile import CompiledStyle
from archcite.csl.rt.context import BIBLIOGRAPHY, CITATION, Context, shape_of
from archcite.inline import Inline, plain

# The CSL types that records have, and those as which a style may print them better.
TYPES = (
    "chapter", "classic", "collection", "document", "graphic", "interview", "manuscript", "map",
    "motion_picture", "personal_communication", "report", "song", "speech", "treaty",
)  # fmt: skip

_VARIABLES = (
    "archive", "archive-place", "archive_collection", "archive_location", "event-title", "genre",
    "interviewer", "medium", "publisher", "recipient", "references", "source", "title",
    "translator", "volume",
)  # fmt: skip
# A made-up word for each: nothing else in a citation has letters like these, and it is no number.
_WORDS = {
    variable: f"xq{letter}qx" for variable, letter in zip(_VARIABLES, ascii_lowercase, strict=False)
}
_NAMES = ("interviewer", "recipient", "translator")
_HELD = ("archive", "archive-place", "archive_collection", "archive_location")
_TOLD = (*_HELD, "event-title", "genre", "interviewer", "recipient", "references", "translator")
# Days that no other part of a made-up item has.
_YEAR, _DAY, _OTHER_DAY = "1911", "17", "23"
_ISSUED = {"date-parts": [[1911, 3, 17]]}
_OTHER = {"date-parts": [[1912, 5, 23]]}


@lru_cache(maxsize=32)
def prints(style: CompiledStyle) -> tuple[str, ...]:
    """What the style prints, sorted words: TYPE:VARIABLE, and what docs/explanation/views.md tells.

    An entry counts; in a style without a bibliography its citations do.
    """
    return tuple(sorted({f"{kind}:{word}" for kind in TYPES for word in _of_type(style, kind)}))


def _of_type(style: CompiledStyle, kind: str) -> Iterator[str]:
    whole = _item(kind, *_HELD, "genre", "medium", "references", "translator", **_of_kind(kind))
    entry = _entry(style, whole)
    yield from (variable for variable in _TOLD if _WORDS[variable] in entry)
    if style.facts.kind != "note" and f". {_WORDS['genre']}" in _entry(style, whole, as_is=True):
        yield "genre-small"
    if _YEAR in entry:
        yield "year"
    if _DAY in entry:
        yield "day"
    if _stands_last(entry, "archive-place", _HELD):
        yield "place-last"
    yield from _of_dates(style, kind, entry, whole)
    on_line = _entry(style, {**whole, "source": _WORDS["source"], "URL": "https://example.org/"})
    if _WORDS["source"] in on_line:
        yield "source"
    yield from _of_stand_ins(style, kind)
    yield from _of_citations(style, kind)
    yield from _of_editions(style, kind)


def _of_kind(kind: str) -> dict[str, Any]:
    """What only items of that type have."""
    found: dict[str, Any] = {}
    for of, variable in (
        ("speech", "event-title"),
        ("interview", "interviewer"),
        ("personal_communication", "recipient"),
    ):
        if kind == of:
            found |= _values(variable)
    return found


def _of_dates(
    style: CompiledStyle, kind: str, entry: str, whole: Mapping[str, Any]
) -> Iterator[str]:
    if _DAY not in entry and _OTHER_DAY in _entry(style, {**whole, "event-date": _OTHER}):
        yield "event-day"
    doubtful = _entry(style, {**whole, "issued": {**_ISSUED, "circa": True}})
    if doubtful != entry:
        yield "doubt" if "?" in doubtful else "circa"


def _of_stand_ins(style: CompiledStyle, kind: str) -> Iterator[str]:
    """publisher: whether it is printed, and whether it opens a sentence there; title: its look."""
    for suffix, variables in (("", ()), ("-after-title", ("title",))):
        entry = _entry(style, _item(kind, "publisher", *variables))
        before, word, _ = entry.partition(_WORDS["publisher"])
        if word:
            yield f"publisher{suffix}"
            if before.rstrip().endswith((".", "”", '"')):
                yield f"publisher{suffix}-opens"
    if _stands_plain(_nodes(style, _item(kind, "title"), _place(style)), _WORDS["title"]):
        yield "title-plain"


def _of_citations(style: CompiledStyle, kind: str) -> Iterator[str]:
    """What a citation shows of a document without title and author; what of one without genre.

    Where even a title is not shown, as in numbers, nothing is amiss.
    """
    titled, untitled = ({**_item(kind, each), "author": ()} for each in ("title", "genre"))
    shows = _WORDS["genre"] in _citation(style, untitled)
    if shows or _WORDS["title"] not in _citation(style, titled):
        yield "genre-cited"
    if _WORDS["medium"] in _citation(style, _item(kind, "medium", **_of_kind(kind))):
        yield "medium-cited"


def _of_editions(style: CompiledStyle, kind: str) -> Iterator[str]:
    """What is printed of a document in a printed edition."""
    printed = {"container-title": "Xb", "publisher": "Xc", "issued": {"date-parts": [[1913]]}}
    untitled = _item(kind, "genre", "volume", **printed, **_of_kind(kind))
    entry = _entry(style, untitled)
    if _WORDS["genre"] in entry:
        yield "edition-genre"
    before, word, _ = entry.partition(_WORDS["volume"])
    if word:
        yield "edition-volume"
        terms = (style.facts.term("volume", form).casefold() for form in ("short", "long"))
        if any(term and before.rstrip().endswith(term) for term in ("vol.", *terms)):
            yield "edition-volume-labelled"
    if _OTHER_DAY in _entry(style, {**untitled, "event-date": _OTHER}):
        yield "edition-day"
    series = {**printed, "collection-title": "Xd"}
    chapter = _entry(
        style, {**_item("chapter", "title", "volume", **series), "original-date": _OTHER}
    )
    if _OTHER_DAY in chapter:
        yield "original-day"
    if chapter.count(_WORDS["volume"]) < 2:
        yield "as-chapter"


def _stands_last(entry: str, variable: str, among: tuple[str, ...]) -> bool:
    places = [entry.rfind(_WORDS[each]) for each in among]
    return entry.rfind(_WORDS[variable]) == max(places) >= 0


def _values(*variables: str) -> dict[str, Any]:
    return {
        variable: [{"family": _WORDS[variable], "given": "Xa"}]
        if variable in _NAMES
        else _WORDS[variable]
        for variable in variables
    }


def _item(kind: str, *variables: str, **more: Any) -> dict[str, Any]:
    """A made-up item with an author, a day and those variables."""
    author = [{"family": "Xf", "given": "Xg"}]
    return {
        "id": "x", "type": kind, "author": author, "issued": _ISSUED, **_values(*variables), **more
    }  # fmt: skip


def _entry(style: CompiledStyle, source: Mapping[str, Any], *, as_is: bool = False) -> str:
    """The letters of the entry, small ones unless as_is; of the first citation where there is no

    bibliography.
    """
    text = plain(_nodes(style, source, _place(style)))
    return text if as_is else text.casefold()


def _place(style: CompiledStyle) -> str:
    return "first" if style.bibliography is None else ""


def _citation(style: CompiledStyle, source: Mapping[str, Any]) -> str:
    return plain(_nodes(style, source, "subsequent")).casefold()


def _stands_plain(nodes: list[Inline], word: str) -> bool:
    """Whether the word is printed, neither in quotation marks nor in another type."""
    return any(
        word in node.casefold()
        if isinstance(node, str)
        else not node.quotes and not node.look.font_style and _stands_plain(node.children, word)
        for node in nodes
    )


def _nodes(style: CompiledStyle, source: Mapping[str, Any], position: str) -> list[Inline]:
    """A citation in that position, or the entry where it is ""."""
    item = JsonItem(source)
    facts = style.facts
    area, layout = (CITATION, style.citation) if position else (BIBLIOGRAPHY, style.bibliography)
    places = frozenset((position,)) if position else frozenset[str]()
    shape = shape_of(item, facts.asked)
    c = Context(item, shape, facts, area, position=places, citation_number=1)
    o: list[Inline] = []
    layout.body(c, o)
    return o
