"""What items of records may say beyond CSL-JSON: names in brackets or short, words of dates."""

from __future__ import annotations

from typing import Any

import pytest

from archcite.cite.item import JsonItem, to_date
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite
from archcite.csl.compile import CompiledStyle, compile_style
from archcite.csl.item import DatePart
from archcite.inline import plain
from csl_engine import locale_xml

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>R</title><id>urn:r</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation disambiguate-add-givenname="true"><layout delimiter="; ">
<names variable="author"><name form="short"/></names>
</layout></citation>
<bibliography><sort><key variable="issued"/><key variable="author"/></sort><layout>
<group delimiter=". ">
<names variable="author"><name name-as-sort-order="all" initialize-with="."/></names>
<date variable="issued" form="text"/>
</group>
</layout></bibliography></style>"""


@pytest.fixture(scope="module")
def style() -> CompiledStyle:
    return compile_style(STYLE.encode(), "r.csl", "en-US", locale_xml)


def item(key: str, name: dict[str, Any], **date: Any) -> JsonItem:
    return JsonItem({"id": key, "type": "document", "author": [name], "issued": date})


ROE = {"family": "Roe", "given": "Ada"}


@pytest.mark.parametrize(
    ("name", "short", "entry"),
    [
        ({**ROE, "certainty": "probable"}, "[Roe]", "[Roe, A.]. 1920"),
        ({**ROE, "certainty": "uncertain"}, "[Roe?]", "[Roe, A.?]. 1920"),
        ({"literal": "The Guild", "certainty": "probable"}, "[The Guild]", "[The Guild]. 1920"),
        ({"literal": "The Guild", "short": "TG"}, "TG", "The Guild. 1920"),
        ({**ROE, "short": "A. R."}, "A. R.", "Roe, A.. 1920"),
        (ROE, "Roe", "Roe, A.. 1920"),
    ],
)
def test_names(style: CompiledStyle, name: dict[str, Any], short: str, entry: str) -> None:
    found = process(style, [item("a", name, **{"date-parts": [[1920]]})], [Citation((Cite("a"),))])
    assert plain(found.citations[0]) == short
    assert plain(found.bibliography[0].nodes) == entry


def test_a_short_name_gives_way_where_given_names_tell_people_apart(style: CompiledStyle) -> None:
    items = [
        item("a", {**ROE, "short": "R."}, literal="n.d."),
        item("b", {"family": "Roe", "given": "Bea", "short": "R."}, literal="n.d."),
    ]
    found = process(style, items, [Citation((Cite("a"),)), Citation((Cite("b"),))])
    assert [plain(nodes) for nodes in found.citations] == ["Ada Roe", "Bea Roe"]


@pytest.mark.parametrize(
    ("date", "entry"),
    [
        ({"date-parts": [[1966, 5, 27]], "words": ["before ", ""]}, "before May 27, 1966"),
        ({"date-parts": [[1966]], "words": ["", " on"]}, "1966 on"),
        ({"date-parts": [[1955], [1960]], "literal": "1955–60"}, "1955–60"),
        ({"date-parts": [[1966]], "words": "before"}, "1966"),
        ({"date-parts": [[1966]], "words": [1, 2, 3]}, "1966"),
    ],
)
def test_dates(style: CompiledStyle, date: dict[str, Any], entry: str) -> None:
    found = process(style, [item("a", ROE, **date)], [])
    assert plain(found.bibliography[0].nodes) == f"Roe, A.. {entry}"


def test_a_literal_with_parts_is_sorted_by_them(style: CompiledStyle) -> None:
    items = [
        item("none", ROE, literal="long ago"),
        item("late", ROE, **{"date-parts": [[1955], [1960]], "literal": "1955–60"}),
        item("early", ROE, **{"date-parts": [[1920]]}),
    ]
    assert [e.id for e in process(style, items, []).bibliography] == ["early", "late", "none"]
    date = to_date({"date-parts": [[1955], [1960]], "literal": "1955–60"})
    assert date is not None
    assert date.start == DatePart(1955)
