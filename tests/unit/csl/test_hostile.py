"""Nothing that a style says becomes code, whatever stands in its attributes."""

from __future__ import annotations

import builtins

import pytest

from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite
from archcite.csl.compile import compile_style
from archcite.errors import StyleFault

CODE = "&#10;import builtins; builtins.REACHED = 1&#13;&#x2028;builtins.REACHED = 2 #"
STYLE = f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="note{CODE}" version="1.0{CODE}">
<info><title>T{CODE}</title><id>i{CODE}</id></info>
<macro name="m{CODE}"><text variable="title{CODE}" prefix="{CODE}" form="{CODE}"/>
<number variable="volume{CODE}" form="{CODE}"/><label variable="page{CODE}" form="{CODE}"/>
<names variable="author{CODE}" delimiter="{CODE}"><name and="{CODE}" form="{CODE}"/></names>
<date variable="issued"><date-part name="year" form="{CODE}" range-delimiter="{CODE}"/></date>
<choose><if variable="title{CODE}" match="{CODE}"><text value="{CODE}"/></if></choose>
<group delimiter="{CODE}"><text term="x{CODE}"/><text value="y"/></group></macro>
<citation collapse="{CODE}"><sort><key variable="title{CODE}"/><key macro="m{CODE}"/></sort>
<layout delimiter="{CODE}"><text macro="m{CODE}"/></layout></citation></style>"""


def test_attributes_never_become_code() -> None:
    style = compile_style(STYLE.encode(), "case.csl", "", lambda tag: None)
    items = [JsonItem({"id": key, "type": "book", "title": key}) for key in "ab"]
    process(style, items, [Citation((Cite("a"), Cite("b")))])
    assert not hasattr(builtins, "REACHED")


@pytest.mark.parametrize("tag", [f"en-US{chr(10)}import builtins", "en-/../x", "en US"])
def test_a_locale_is_a_language_tag(tag: str) -> None:
    with pytest.raises(StyleFault, match="no language tag"):
        compile_style(STYLE.encode(), "case.csl", tag, lambda tag: None)


def test_numbers_in_other_scripts_are_no_counts() -> None:
    xml = STYLE.replace(f'class="note{CODE}"', 'class="note" et-al-min="²" near-note-distance="²"')
    assert compile_style(xml.encode(), "case.csl", "", lambda tag: None).facts.kind == "note"
