"""A whole document: trees that citations and entries share are not changed by either."""

from __future__ import annotations

import pytest

from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite
from archcite.csl.compile import CompiledStyle, compile_style
from archcite.inline import plain

HEAD = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>S</title><id>s</id><updated>2026-01-01T00:00:00Z</updated></info>"""


def styled(citation: str, entry: str, options: str = "") -> CompiledStyle:
    xml = f"""{HEAD}<citation><layout suffix=".">{citation}</layout></citation>
<bibliography {options}><layout suffix=".">{entry}</layout></bibliography></style>"""
    return compile_style(xml.encode(), "s", "", lambda tag: None)


def item(key: str, *, family: str = "Roe", given: str = "Ann") -> JsonItem:
    return JsonItem({"id": key, "title": f"T{key}", "author": [{"family": family, "given": given}]})


ITEMS = [item("a"), item("b"), item("c")]


def printed(style: CompiledStyle) -> tuple[list[str], list[str]]:
    result = process(style, ITEMS, [Citation((Cite(one.id),), note=1) for one in ITEMS])
    return [plain(nodes) for nodes in result.citations], [
        plain(entry.nodes) for entry in result.bibliography
    ]


NAMES = '<names variable="author"/>'


@pytest.mark.parametrize(
    ("entry", "options", "expected"),
    [
        (NAMES, "", ["Ann Roe."] * 3),
        # cs:name has no display in CSL; the entry's end does not go into the shared name for it
        ('<names variable="author"><name display="block"/></names>', "", ["Ann Roe."] * 3),
        ('<names variable="author" display="block"/>', "", ["Ann Roe."] * 3),
        (NAMES, 'subsequent-author-substitute="-"', ["Ann Roe.", "-.", "-."]),
        (
            NAMES,
            'subsequent-author-substitute="-" subsequent-author-substitute-rule="partial-each"',
            ["Ann Roe.", "-.", "-."],
        ),
    ],
)
def test_shared_names_stay_as_they_are(entry: str, options: str, expected: list[str]) -> None:
    notes, entries = printed(styled(NAMES, entry, options))
    assert entries == expected
    assert notes == ["Ann Roe."] * 3
