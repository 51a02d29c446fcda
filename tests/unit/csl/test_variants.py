"""Variants of a style: macros that take another's place where an option is chosen."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite
from archcite.csl.check_flow import macro_faults
from archcite.csl.compile import CompiledStyle, compile_style
from archcite.csl.parse import parse_style
from archcite.csl.variants import offered, select, variant_of
from archcite.csl.xml import read_xml
from archcite.errors import StyleFault
from archcite.inline import plain
from csl_engine import locale_xml

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>V</title><id>urn:v</id><updated>2026-01-01T00:00:00+00:00</updated>{link}</info>
<macro name="name"><text variable="title" text-case="title"/></macro>
<macro name="name:loud.on"><text value="LOUD"/></macro>
<macro name="name:loud.on:tone.high"><text value="HIGH"/></macro>
<macro name="day"><date variable="issued" form="text"/></macro>
{more}
<citation><layout><text macro="name"/><text macro="day" prefix=", "/></layout></citation>
<bibliography><layout><names variable="author"/></layout></bibliography>
</style>"""
ITEM = {
    "id": "a",
    "type": "book",
    "title": "the lamp of the town",
    "language": "en",
    "issued": {"date-parts": [[1966, 5, 27]]},
}


def style(more: str = "", link: str = "", **options: str) -> CompiledStyle:
    text = STYLE.format(more=more, link=link).encode()
    chosen = {name.replace("_", "-"): value for name, value in options.items()}
    return compile_style(text, "v.csl", "en-US", locale_xml, None, chosen)


def cited(compiled: CompiledStyle) -> str:
    result = process(compiled, [JsonItem(ITEM)], [Citation((Cite("a"),), note=1)])
    return plain(result.citations[0])


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "The Lamp of the Town, May 27, 1966"),
        ({"loud": "on"}, "LOUD, May 27, 1966"),
        ({"loud": "off"}, "The Lamp of the Town, May 27, 1966"),
        ({"tone": "high"}, "The Lamp of the Town, May 27, 1966"),
        ({"loud": "on", "tone": "high"}, "HIGH, May 27, 1966"),
        ({"case": "as-given"}, "the lamp of the town, May 27, 1966"),
        ({"dates": "day-first"}, "The Lamp of the Town, 27 May 1966"),
    ],
)
def test_a_chosen_variant_takes_the_place_of_its_macro(
    options: dict[str, str], expected: str
) -> None:
    assert cited(style(**options)) == expected


def test_day_first_is_for_english_only() -> None:
    text = STYLE.format(more="", link="").encode()
    german = compile_style(text, "v", "de-DE", locale_xml, None, {"dates": "day-first"})
    assert cited(german).endswith("27. Mai 1966")


def test_day_first_leaves_days_that_are_first_already() -> None:
    own = (
        '<locale xml:lang="en"><date form="text" delimiter=" "><date-part name="day"/>'
        '<date-part name="month" form="short"/><date-part name="year"/></date></locale>'
    )
    text = STYLE.format(more=own, link="")
    compiled = compile_style(text.encode(), "v", "en", locale_xml, None, {"dates": "day-first"})
    item = {**ITEM, "issued": {"date-parts": [[1966, 12, 5]]}}
    result = process(compiled, [JsonItem(item)], [Citation((Cite("a"),), note=1)])
    assert plain(result.citations[0]).endswith("5 Dec. 1966")


def test_an_author_who_comes_again() -> None:
    twice = [
        JsonItem({**ITEM, "id": key, "author": [{"family": "Roe", "given": "Ada"}]})
        for key in ("a", "b")
    ]
    dashed = process(style(repeated_authors="dash"), twice, [])
    assert [plain(entry.nodes) for entry in dashed.bibliography] == ["Ada Roe", "———"]
    named = process(style(), twice, [])
    assert [plain(entry.nodes) for entry in named.bibliography] == ["Ada Roe", "Ada Roe"]


def test_the_style_tells_its_options_and_its_view() -> None:
    link = '<link href="urn:x-archcite:view:archival" rel="documentation"/>'
    assert style().facts.options["offers"] == "loud=on tone=high"
    assert "view" not in style().facts.options
    assert style(link=link).facts.options["view"] == "archival"


def test_names_that_look_like_variants() -> None:
    assert variant_of("title:a.b:edition.17") == ("title", (("a", "b"), ("edition", "17")))
    for name in ("title", "title:x", "title.a", ":a.b", "title:a.", "title:A.b", "title:a.b:"):
        assert variant_of(name) is None
    assert offered({"x:a.b": None, "y:a.c": None, "z": None}) == {"a": ["b", "c"]}


def test_a_style_with_variants_is_valid_csl() -> None:
    names = [
        macro.get("name")
        for macro in etree.fromstring(STYLE.format(more="", link="")).iter(
            "{http://purl.org/net/xbiblio/csl}macro"
        )
    ]
    # an xs:NMTOKEN, which the schema of CSL asks for
    assert all(re.fullmatch(r"[\w.:-]+", str(name)) for name in names)


def test_selecting_nothing_drops_the_variants_alone() -> None:
    parsed = parse_style(STYLE.format(more="", link="").encode(), "v")
    assert set(select(parsed, {}).macros) == {"name", "day"}


def test_a_variant_that_calls_its_macro_is_a_circle() -> None:
    more = '<macro name="day:x.on"><text macro="day"/></macro>'
    with pytest.raises(StyleFault, match="calls itself"):
        style(more=more, x="on")


def test_check_knows_variants() -> None:
    more = '<macro name="none:x.on"><text value="-"/></macro>'
    root = read_xml(STYLE.format(more="", link="").encode(), "v")
    assert [code for _, code, _, _ in macro_faults(root)] == []
    root = read_xml(STYLE.format(more=more, link="").encode(), "v")
    assert [code for _, code, _, _ in macro_faults(root)] == ["style-macro-missing"]
