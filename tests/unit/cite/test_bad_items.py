"""Bad items: whatever stands in the data, the engine prints something and raises nothing.

As a program hands them over (JsonItem), as they come out of a file (read_items), and in a session
with other items.
"""

from __future__ import annotations

import json
import random
import time
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite, Locator
from archcite.csl import vocab
from archcite.csl.compile import CompiledStyle, compile_style
from archcite.errors import ArchciteError, NoSuchRecord, Problem
from archcite.inline import Inline
from archcite.library import styles as files
from archcite.read.csl_json import read_items
from archcite.render import html, latex, markdown, plain
from archcite.render.finish import Typography, finish

STYLES = ("chicago-notes", "chicago-author-date", "mla")
OFFICIAL = ("apa", "ieee", "chicago-notes-bibliography", "modern-language-association")


@cache
def style(name: str) -> CompiledStyle:
    found = files.find_style(name)
    return compile_style(found.data, name, "", files.locale_file, files.parent_style)


def printed(made: CompiledStyle, sources: list[dict[str, Any]]) -> str:
    """Everything that a style makes of the items, in every format."""
    items = [JsonItem(source) for source in sources]
    keys = list(dict.fromkeys(item.id for item in items))
    citations = [
        *(Citation((Cite(key),), note=n) for n, key in enumerate(keys, 1)),
        Citation((Cite(keys[0], Locator("", "x")), Cite(keys[0], Locator("bogus", "²"))), note=90),
        Citation(tuple(Cite(key, Locator("page", "3")) for key in keys), note=91),
    ]
    result = process(made, items, citations)
    trees: list[list[Inline]] = [
        *result.citations, *(entry.nodes for entry in result.bibliography)
    ]  # fmt: skip
    typography = Typography(*made.facts.quotes)
    done = [finish(tree, typography) for tree in trees]
    return "\n".join(form.render(tree) for form in (plain, html, markdown, latex) for tree in done)


def book(**parts: Any) -> dict[str, Any]:
    return {"id": "a", "type": "book", "title": "T", **parts}


BAD: dict[str, dict[str, Any]] = {
    "no type": {"id": "a", "title": "T"},
    "a type that is none": {"id": "a", "type": 5, "title": "T"},
    "a list for a type": {"id": "a", "type": ["book"], "title": "T"},
    "no id": {"type": "book", "title": "T"},
    "a list for an id": {"id": [1], "type": "book"},
    "nothing": {},
    "only nulls": dict.fromkeys(("id", "type", "title", "author", "issued", "page")),
    "a date with a hole": book(issued={"date-parts": [["1966", None]]}),
    "a date in one text": book(issued={"date-parts": "1966"}),
    "a date of nothing": book(issued={"date-parts": [None]}),
    "a date too deep": book(issued={"date-parts": [[[1966]]]}),
    "a date too shallow": book(issued=[1966]),
    "a date that is true": book(issued=True),
    "a date of fractions": book(issued={"date-parts": [[1966.5, 2.0]]}),
    "a date far away": book(issued={"date-parts": [[10**30, 99, 99]]}),
    "a date of no number": book(issued={"date-parts": [[float("inf"), float("nan")]]}),
    "a date of three": book(issued={"date-parts": [[1966], [1967], [1968]]}),
    "a date backwards": book(issued={"date-parts": [[1990], [1980]]}),
    "a date without a year": book(issued={"date-parts": [[0, 5, 1]]}),
    "a literal date that is a number": book(issued={"literal": 5}),
    "a raw date of odd digits": book(issued={"raw": "²³/¹"}),
    "a season in a list": book(issued={"date-parts": [[1990]], "season": [1]}),
    "a name that is a string": book(author="Smith"),
    "a name without a list": book(author={"family": "Smith"}),
    "names of all sorts": book(author=["Smith", 5, None, {}, {"family": 5}, {"literal": ""}]),
    "names of blanks": book(author=[{"family": " ", "given": " - . "}, {"family": "-"}]),
    "names with markup": book(author=[{"family": "<i>", "given": "</i><b>"}]),
    "a title that is a number": book(title=5.5),
    "a title that is not a number": book(title=float("nan"), volume=float("inf")),
    "a title that is a table": book(title={"a": 1}),
    "markup that is not closed": book(title='<i>a <b>b</i> c</b> <span class="nocase">'),
    "quotes that are not closed": book(title='"a \'b "c “d ‘e »f'),
    "controls": book(title="\x00\x1b[31m\u202e\uffff"),
    "numbers of odd digits": book(page="²–³", volume="IIII", issue="--", edition="0", number="-1"),
    "a language that is none": book(language="²-" * 50),
    "a list for a language": book(language=["en"]),
    "an address that is none": book(URL="javascript:alert(1)", DOI="<>"),
    "unknown variables": book(custom={"x": [1]}, colour="red"),
    "a season of odd digits": book(issued={"date-parts": [[1990]], "season": "²"}),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("used", STYLES)
def test_bad_item(name: str, used: str) -> None:
    assert isinstance(printed(style(used), [BAD[name]]), str)


@pytest.mark.parametrize(
    "more",
    [
        {"volume": 10**5000},
        {"issued": {"date-parts": [[10**5000]]}},
        {"issued": {"date-parts": [[1990, 10**5000]]}},
        {"issued": 10**5000},
        {"type": 10**5000},
        {"id": 10**5000},
    ],
)
def test_numbers_that_python_does_not_write(more: dict[str, Any]) -> None:
    assert "T" in printed(style("mla"), [book(**{"id": "a", **more})])


@pytest.mark.parametrize("used", STYLES)
def test_all_bad_items_at_once(used: str) -> None:
    sources = [{**item, "id": f"k{n}"} for n, item in enumerate(BAD.values())]
    assert printed(style(used), sources)


def test_a_cite_of_no_item_is_told() -> None:
    with pytest.raises(NoSuchRecord):
        process(style("mla"), [JsonItem(book())], [Citation((Cite("b"),))])


LARGE: dict[str, dict[str, Any]] = {
    "deep markup": book(title="<i>" * 3000 + "x" + "</i>" * 3000),
    "many quotes": book(title='"' * 5001),
    "a long title": book(title="word " * 20_000),
    "many pages": book(page="1-2," * 5000),
    "a long page": book(page="9" * 20_000 + "-" + "9" * 19_999),
    "dashes": book(page="-" * 20_000, volume="-" * 5000),
    "an endless edition": book(edition="9" * 20_000),
    "a locator of labels": book(edition="p. 1, " * 5000),
    "a note of variables": book(note="original-date: 1890\n" * 5000),
    "many names": book(author=[{"family": f"F{n}", "given": "A B"} for n in range(3000)]),
    "a title of much markup": book(title='<span class="nocase">a</span> word ' * 10_000),
    "a note of braces and blanks": book(note="{:a:" + " " * 20_000),
    "a note of blanks": book(note="a" + " " * 20_000 + "b\nx: y"),
    "a long name": book(author=[{"family": "de la " * 3000, "given": "J. " * 3000}]),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_item_in_bounded_time(name: str) -> None:
    start = time.process_time()
    printed(style("mla"), [LARGE[name]])
    assert time.process_time() - start < 10


# -- out of a file


def test_items_of_a_file_come_out_mended() -> None:
    no_numbers = ("a date of no number", "a title that is not a number")  # nor are they JSON
    sources = [{**BAD[name], "id": name} for name in BAD if name not in no_numbers]
    found = read_items(json.dumps(sources, allow_nan=False).encode(), "x.json")
    items = [each for each in found if not isinstance(each, Problem)]
    assert len(items) == len(sources)
    assert len(found) - len(items) > 10
    assert printed(style("mla"), items)


# -- made at random

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    | st.sampled_from(["1966", "5", "Ⅳ", "²", "<i>", "</i>", '"', "and", "-", "–", ".", "  "]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            "family given literal suffix date-parts raw circa dropping-particle".split()
        ),
        inner,
        max_size=3,
    ),
    max_leaves=6,
)  # fmt: skip
VARIABLES = sorted(vocab.NAMES | vocab.DATES | vocab.NUMBERS | vocab.TEXTS)
ITEM = st.dictionaries(st.sampled_from([*VARIABLES, "id", "type"]), JSON, max_size=12)


def survives(names: tuple[str, ...], items: list[dict[str, Any]]) -> None:
    """Every style prints the items, or says in our own errors why not."""
    for name in names:
        try:
            printed(style(name), items)
        except ArchciteError as error:
            told = error.problems
        else:
            continue
        assert told


@settings(max_examples=100, deadline=None)
@given(st.lists(ITEM, min_size=1, max_size=3))
def test_any_items(items: list[dict[str, Any]]) -> None:
    survives(("mla", "chicago-notes"), items)


VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 10**12, 1.5, "", " ", "x", "²", "<i>", "a “b", "1966", "12-13", [], [[]],
    [[1966, 5, 27]], {}, {"date-parts": [["1966", None]]}, {"raw": "1966?"}, {"literal": "then"},
    "Smith", [{"family": "Smith", "given": "J."}], [{"literal": "Bureau"}], ["Smith", None],
    [{"family": "de", "given": ""}], {"date-parts": [[1966], []]}, "\u202e", "and", "IV", "'",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_many_items_with_changed_values(seed: int) -> None:
    """Full items of every type in which some values are another's; for half a minute."""
    names = STYLES + (OFFICIAL if len(files.folders()) > 1 else ())
    rng = random.Random(seed)
    start = time.monotonic()
    done = 0
    while time.monotonic() - start < 30 and done < 2000:
        items = [
            {
                "id": f"k{n}",
                "type": rng.choice(sorted(vocab.TYPES)),
                **{name: rng.choice(VALUES) for name in rng.sample(VARIABLES, 25)},
            }
            for n in range(3)
        ]
        survives((rng.choice(names),), items)
        done += 1
    assert done > 10
