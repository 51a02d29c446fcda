"""The emitted source: it can be read beside the style, and says which line each line comes from."""

from __future__ import annotations

import re

from archcite.csl.compile import compile_style

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>S</title><id>s</id><updated>2026-01-01T00:00:00Z</updated></info>
<macro name="m"><text value="x"/></macro>
<citation><layout>
<choose>
<if type="book map" variable="title" match="none"><text variable="genre"/></if>
<else-if is-numeric="volume"><number variable="volume"/></else-if>
<else-if variable="{many}" match="any"><text macro="m"/></else-if>
<else><names variable="author"/></else>
</choose>
</layout></citation></style>"""


def source(many: str = "DOI") -> str:
    return compile_style(STYLE.format(many=many).encode(), "s", "", lambda tag: None).source


def test_every_line_of_a_function_says_where_it_comes_from() -> None:
    body = source().partition("\n\n\ndef ")[2].partition("\n\nTERMS")[0]
    comments = re.findall(r"# (.*) :(\d+)$", body, re.M)
    assert ('macro "m"', "3") in comments
    assert ("citation layout", "4") in comments
    assert ("<text>", "6") in comments
    assert ("<number>", "7") in comments
    assert ("<names>", "9") in comments


def test_a_branch_says_what_it_asks_for() -> None:
    assert '# <if type="book map" variable="title" match="none"> :6' in source()
    assert '# <else-if is-numeric="volume"> :7' in source()
    assert '# <else-if variable="DOI"> :8' in source()


def test_a_branch_that_asks_for_much_is_cut_short_and_ends_no_line() -> None:
    words = " ".join(f"colour-{number}" for number in range(500))
    lines = source(words).splitlines()
    (line,) = (line for line in lines if line.endswith(" :8") and "else-if" in line)
    assert "…" in line
    assert len(line.partition("#")[2]) < 120


def test_the_same_style_gives_the_same_source() -> None:
    assert source() == source()
