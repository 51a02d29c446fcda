"""Reports in each format, with data that would like to be markup."""

from __future__ import annotations

import csv
import io

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from archcite.app.tabular import Block, Report, as_csv, as_html, as_markdown, as_text, safe_cell

HOSTILE = '<script>alert("x")</script> *a* [b](javascript:c) | `d`'
REPORT = Report(
    "Rights & more",
    ("Holder", "Contact"),
    [
        Block("roe", {"Holder": HOSTILE, "Contact": ""}),
        Block("doe", {"Holder": "=1+2", "Contact": "see https://example.org/a?b=1&c=2."}),
    ],
    ["2 records"],
)


def test_text() -> None:
    text = as_text(REPORT)
    assert text.startswith("Rights & more\n=============\n\nroe\n  Holder: <script>")
    assert "Contact: \n" not in text
    assert max(map(len, text.splitlines())) <= 98
    assert text.endswith("2 records\n")


def test_markdown_shows_the_data_as_it_is() -> None:
    tokens = MarkdownIt().parse(as_markdown(REPORT))
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "strong_open", "strong_close"}
    assert HOSTILE in "".join(child.content for child in inline)


def test_html_shows_the_data_as_it_is() -> None:
    tree = lxml.html.document_fromstring(as_html(REPORT))
    assert not tree.xpath("//script")
    cells = [cell.text_content() for cell in tree.xpath("//tbody//td")]
    assert cells == [HOSTILE, "", "=1+2", "see https://example.org/a?b=1&c=2."]
    assert tree.xpath("//a/@href") == ["https://example.org/a?b=1&c=2"]


def test_csv_has_a_row_for_each_block() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(REPORT))))
    assert rows[0] == ["key", "Holder", "Contact"]
    assert rows[1] == ["roe", HOSTILE, ""]
    assert rows[2][1] == "'=1+2"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "  =1", "\r=1", "\n@x"])
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert safe_cell(text).startswith("'")


@given(st.text())
def test_cells_of_any_text(text: str) -> None:
    assert not safe_cell(text)[:1] or safe_cell(text)[0] not in "=+-@\t\r"
