"""Every locale that citeproc-py ships: our styles compile in it, and its own words are printed."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite
from archcite.csl.compile import compile_style
from archcite.inline import plain
from archcite.library.styles import find_style, locale_file

FOLDER = Path(str(find_spec("citeproc").origin)).parent / "data" / "locales"  # type: ignore[union-attr]
LOCALES = sorted(path.stem.removeprefix("locales-") for path in FOLDER.glob("locales-*.xml"))

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Words</title><id>words</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><group delimiter="|">
<date variable="issued" form="text"/><text term="and"/><text term="editor" form="short"/>
<number variable="edition" form="ordinal"/>
</group></layout></citation></style>"""

ITEM = {"id": "a", "type": "book", "issued": {"date-parts": [[1966, 5, 27]]}, "edition": "2"}


def own_word(locale: str, name: str) -> str:
    """A term's long form as the locale file itself spells it, or that of the dialect before it."""
    text = (FOLDER / f"locales-{locale}.xml").read_text("utf-8")
    found = re.search(rf'<term name="{name}">([^<]+)</term>', text)
    return found[1] if found else ""


def test_there_are_locales() -> None:
    assert len(LOCALES) > 50


@pytest.mark.parametrize("locale", LOCALES)
def test_words_of_the_locale(locale: str) -> None:
    style = compile_style(STYLE.encode(), "words.csl", locale, locale_file)
    assert style.problems == ()
    [nodes] = process(style, [JsonItem(ITEM)], [Citation((Cite("a"),))]).citations
    date, conjunction, *_ = plain(nodes).split("|")
    assert re.search("1966|2509", date), date
    word = own_word(locale, "and")
    if word:
        assert conjunction == word


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["chicago-notes", "chicago-author-date", "mla"])
def test_our_styles_in_the_locale(name: str, locale: str) -> None:
    style = compile_style(find_style(name).data, name, locale, locale_file)
    result = process(style, [JsonItem({**ITEM, "title": "T"})], [Citation((Cite("a"),), 1)])
    assert plain(result.citations[0])
    assert plain(result.bibliography[0].nodes)
