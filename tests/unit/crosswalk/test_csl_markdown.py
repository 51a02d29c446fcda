"""CSL's markup and pandoc's Markdown: each way, and every letter back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archcite.crosswalk.csl_markdown import from_markdown, to_markdown

CAPS = '<span style="font-variant:small-caps;">'


@pytest.mark.parametrize(
    ("markup", "markdown"),
    [
        ("On <i>lamps</i>", "On *lamps*"),
        ("<b>a</b> x<sup>2</sup> H<sub>2</sub>O", "**a** x^2^ H~2~O"),
        ('<span class="nocase">Ayr</span>', "[Ayr]{.nocase}"),
        (f"{CAPS}Ayr</span>", "[Ayr]{.smallcaps}"),
        ("a * b_c [d] {e} \\ `f` <g> #h $i", r"a \* b\_c \[d\] \{e\} \\ \`f\` \<g\> \#h \$i"),
        ("<i>alone", r"\<i\>alone"),
        ("<i>crossed<b></i></b>", r"\<i\>crossed\<b\>\</i\>\</b\>"),
        ("plain, “quoted” & so on", "plain, “quoted” & so on"),
        ("a--b-c\u00a0d", r"a\-\-b-c\ d"),
    ],
)
def test_both_ways(markup: str, markdown: str) -> None:
    assert to_markdown(markup) == markdown
    assert from_markdown(markdown) == markup


@pytest.mark.parametrize(
    ("markdown", "markup"),
    [
        ("_On [Lamps]{.nocase}_", '<i>On <span class="nocase">Lamps</span></i>'),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3", "2 * 3"),
        ("[link](https://example.org)", "[link](https://example.org)"),
        ('<span class="nocase">x</span>', '<span class="nocase">x</span>'),
        (r"\*not\*", "*not*"),
        ("1969--1973 --- vol.\u00a02", "1969–1973 — vol. 2"),
        ("[open", "[open"),
    ],
)
def test_what_others_write(markdown: str, markup: str) -> None:
    assert from_markdown(markdown) == markup


MARKS = st.sampled_from(
    [
        *"<i> </i> <b> </b> <sup> </sup> <sub> </sub> </span> a * _ \\ [ ] {.nocase}".split(),
        *"~ ^ < ** - -- . \u00a0".split(" "),
        '<span class="nocase">',
        CAPS,
        " ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(MARKS, max_size=12).map("".join) | st.text(max_size=20))
def test_every_text_comes_back(text: str) -> None:
    assert from_markdown(to_markdown(text)) == text
