"""Months that take another case after a day, as a reader of the language expects."""

from __future__ import annotations

import pytest

from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite
from archcite.csl.compile import compile_style
from archcite.inline import plain
from csl_engine import locale_xml

STYLE = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>M</title><id>urn:m</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><date variable="issued" form="text"/></layout></citation></style>"""


@pytest.mark.parametrize(
    ("locale", "day", "month"),
    [
        ("ru-RU", "16 апреля 1969", "апрель 1969"),
        # this locale file has the case after a day alone
        ("pl-PL", "16 kwietnia 1969", "kwietnia 1969"),
        ("cs-CZ", "16. dubna 1969", "duben 1969"),
        ("el-GR", "16 Απριλίου 1969", "Απρίλιος 1969"),
        ("de-DE", "16. April 1969", "April 1969"),
        ("en-US", "April 16, 1969", "April 1969"),
    ],
)
def test_a_month_with_and_without_its_day(locale: str, day: str, month: str) -> None:
    style = compile_style(STYLE, "m.csl", locale, locale_xml)

    def cited(*parts: int) -> str:
        item = JsonItem({"id": "a", "type": "book", "issued": {"date-parts": [list(parts)]}})
        return plain(process(style, [item], [Citation((Cite("a"),))]).citations[0])

    assert cited(1969, 4, 16).replace("\u00a0", " ").removesuffix(" г.").startswith(day)
    assert cited(1969, 4).replace("\u00a0", " ").startswith(month)
