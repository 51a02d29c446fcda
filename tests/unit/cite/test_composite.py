"""Composite citations: the author in the text, the rest in brackets."""

from __future__ import annotations

import pytest

from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite, Locator
from archcite.csl.compile import compile_style
from archcite.inline import Span, plain

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>S</title><id>s</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation %s><layout prefix="(" suffix=")" delimiter="; "><group delimiter=", ">
<group delimiter=" "><names variable="author"><name form="short"/><substitute>
<names variable="editor"/><text variable="title"/></substitute></names>
<date variable="issued"><date-part name="year"/></date></group>
<text variable="locator"/></group></layout></citation></style>"""


def item(key: str, year: int, **more: object) -> JsonItem:
    return JsonItem({"id": key, "type": "book", "issued": {"date-parts": [[year]]}, **more})


SMITH, ROE = [{"family": "Smith", "given": "J"}], [{"family": "Roe", "given": "A"}]
ITEMS = [
    item("a", 1990, author=SMITH),
    item("b", 1991, author=SMITH),
    item("c", 1992, author=ROE),
    item("edited", 1993, editor=ROE),
    item("untitled", 1994, title="Alpha"),
]


def rendered(*cites: Cite, infix: str = "", options: str = "") -> str:
    style = compile_style((STYLE % options).encode(), "s", "", lambda tag: None)
    citation = Citation(cites, composite=True, infix=infix)
    return plain(process(style, ITEMS, [citation]).citations[0])


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        ([Cite("a")], "Smith (1990)"),
        ([Cite("a", Locator("page", "7"), "see", "and more")], "Smith (see 1990, 7 and more)"),
        ([Cite("a"), Cite("c")], "Smith (1990; Roe 1992)"),
        ([Cite("a"), Cite("b")], "Smith (1990; Smith 1991)"),
        ([Cite("edited")], "Roe (1993)"),
        ([Cite("untitled")], "(Alpha 1994)"),
        ([Cite("a", author_only=True)], "Smith (1990)"),
        ([], ""),
    ],
)
def test_author_and_rest(cites: list[Cite], expected: str) -> None:
    assert rendered(*cites) == expected


def test_a_style_that_collapses_names_the_author_once() -> None:
    options = 'collapse="year"'
    assert rendered(Cite("a"), Cite("b"), options=options) == "Smith (1990; 1991)"
    assert rendered(Cite("a"), Cite("c"), options=options) == "Smith (1990; Roe 1992)"


@pytest.mark.parametrize(
    ("infix", "expected"),
    [
        ("says", "Smith says (1990)"),
        ("’s letter", "Smith’s letter (1990)"),
        (", ", "Smith, (1990)"),
    ],
)
def test_infix(infix: str, expected: str) -> None:
    assert rendered(Cite("a"), infix=infix) == expected


def test_the_part_for_the_text_is_tagged() -> None:
    style = compile_style((STYLE % "").encode(), "s", "", lambda tag: None)
    author, space, rest = process(style, ITEMS, [Citation((Cite("a"),), composite=True)]).citations[
        0
    ]
    assert isinstance(author, Span)
    assert isinstance(rest, Span)
    assert (author.tag, space, rest.tag) == ("author-in-text", " ", "citation")
