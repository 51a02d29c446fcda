"""The query language on an index of a few records of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.errors import UsageFault
from archcite.library.files import Library
from archcite.library.index import Index
from archcite.library.query import parse_query

RECORDS = {
    "roe-1966-05-27": """
        [document]
        kind = "speech"
        title = "On the talks with Kim Il Sung"
        date = "1966-05-27"
        [[people]]
        role = "speaker"
        as_given = "Леонид Брежнев"
        [[people]]
        role = "translator"
        as_given = "Ada Doe"
        [source.archive]
        name = "Russian State Archive of Contemporary History"
        acronym = "RGANI"
        place = "Moscow"
        """,
    "doe-1967": """
        [document]
        kind = "telegram"
        title = "The speech of Brezhnev, reported"
        date = "1967-03~"
        [[people]]
        role = "author"
        as_given = "Kim Il-sŏng"
        [[people]]
        role = "recipient"
        as_given = "Dmitrii Ustinov"
        [[funders]]
        name = "Leon Levy Foundation"
        """,
    "map-undated": """
        [document]
        kind = "map"
        title = "Vietnam, 周恩来's copy"
        [[subjects]]
        term = "Border questions"
        [record]
        known_as = ["Smith2020"]
        """,
    "span": """
        [document]
        kind = "file"
        title = "Correspondence"
        date = "1945/.."
        """,
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    root = tmp_path_factory.mktemp("library")
    (root / "records").mkdir()
    for key, text in RECORDS.items():
        (root / "records" / f"{key}.toml").write_text(text, "utf-8")
    with Index(Library(Path(root)), None) as made:
        made.refresh()
        yield made


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", {*RECORDS}),
        ("brezhnev", {"roe-1966-05-27", "doe-1967"}),
        ("Brežnev", {"roe-1966-05-27", "doe-1967"}),
        ("author:brezhnev", {"roe-1966-05-27"}),
        ("by:Брежнев", {"roe-1966-05-27"}),
        ("kim il sung", {"roe-1966-05-27", "doe-1967"}),
        ('"Kim Il-sŏng"', {"roe-1966-05-27", "doe-1967"}),
        ('"sung kim"', set()),
        ("author:kim", {"doe-1967"}),
        ("recipient:dmitry", {"doe-1967"}),
        ("archive:rgani", {"roe-1966-05-27"}),
        ("archive:russian place:moscow", {"roe-1966-05-27"}),
        ("archive:moscow", set()),
        ("kind:telegram or kind:map", {"doe-1967", "map-undated"}),
        ("kind:(telegram or map)", {"doe-1967", "map-undated"}),
        ("brezhnev not kim", set()),
        ("brezhnev -kind:telegram", {"roe-1966-05-27"}),
        ("-(brezhnev or kim)", {"map-undated", "span"}),
        ("viet*", {"map-undated"}),
        ("viet", set()),
        ("恩来", {"map-undated"}),
        ("key:smith2020", {"map-undated"}),
        ("funder:levy", {"doe-1967"}),
        ("missing:translator kind:telegram", {"doe-1967"}),
        ("has:translator", {"roe-1966-05-27"}),
        ("has:source.archive.acronym", {"roe-1966-05-27"}),
        ("missing:date", {"map-undated"}),
        ("date:1966", {"roe-1966-05-27", "span"}),
        ("date:1966..1968", {"roe-1966-05-27", "doe-1967", "span"}),
        ("date:1966-05", {"roe-1966-05-27", "span"}),
        ("date:1967-03-15", {"doe-1967", "span"}),
        ("date:..1950", {"span"}),
        ("date:<1940", set()),
        ("date:>1967", {"doe-1967", "span"}),
        ('"and" or "not"', set()),
        ("TELEGRAM AND Brezhnev", {"doe-1967"}),
        ('title:"talks with kim"', {"roe-1966-05-27"}),
    ],
)
def test_what_a_query_finds(index: Index, query: str, keys: set[str]) -> None:
    selection = parse_query(query)
    assert {row.key for row in index.select(selection)} == keys
    assert index.count(selection) == len(keys)


def test_a_word_in_the_title_counts_more_than_one_in_the_summary(index: Index) -> None:
    first, second = index.select(parse_query("brezhnev"))
    assert first.rank <= second.rank < 0


def test_the_found_words_are_given_for_marking() -> None:
    assert "kim il sung" in parse_query('"Kim Il-sŏng"').words
    assert parse_query("viet*").words == ("viet*",)
    assert parse_query("-viet").words == ()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("foo:bar", "no field 'foo'"),
        ("autor:bar", "did you mean author"),
        ("(a", "not closed"),
        ("a)", "no opening"),
        ('"a', "quotation mark"),
        ("or a", "expected before 'or'"),
        ("a or", "ends where"),
        ("not", "ends where"),
        ("date:may", "no date"),
        ("!!", "no letter"),
        ("missing:foo", "no record can have a field 'foo'"),
        ("has:translater", "did you mean translator"),
        ("missing:", "nothing is said for missing:"),
        ("kind: letter", "nothing is said for kind:"),
        ("date:1968..1966", "ends before it begins"),
        ("(" * 500, "nested"),
        ("x" * 20_000, "10,000"),
    ],
)
def test_a_query_that_cannot_be_read_is_one_sentence(query: str, words: str) -> None:
    with pytest.raises(UsageFault) as caught:
        parse_query(query)
    (problem,) = caught.value.problems
    assert problem.code == "query-invalid"
    assert words in f"{problem.message} {problem.hint}"


@pytest.mark.parametrize("name", ["people.author", "short_title", "funders", "source.copies"])
def test_whether_any_field_is_there_can_be_asked(name: str) -> None:
    assert parse_query(f"has:{name}").values == (f" {name} ",)


def test_a_field_is_asked_for_by_itself_not_with_what_it_is_looked_for_with() -> None:
    assert parse_query("missing:doi").values == (" digital.doi ",)
    assert parse_query("has:url").values == (" digital.url ",)


def test_an_address_is_words_and_no_field() -> None:
    assert parse_query("https://example.org/y").words == ("https example org y",)


@given(st.text(alphabet='ab:"()-*. ordate1966', max_size=25))
def test_no_query_breaks_the_index(index: Index, query: str) -> None:
    try:
        selection = parse_query(query)
    except UsageFault:
        return
    assert len(list(index.select(selection))) == index.count(selection)
