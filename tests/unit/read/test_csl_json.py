"""CSL-JSON in: shapes that are tolerated, faults with their place, and never an exception."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archcite.cite.item import JsonItem
from archcite.csl import vocab
from archcite.errors import CODES, Problem
from archcite.read.csl_json import read_items


def items(value: Any) -> list[dict[str, Any]]:
    return [
        one
        for one in read_items(json.dumps(value).encode(), "refs.json")
        if not isinstance(one, Problem)
    ]


def problems(value: Any) -> list[Problem]:
    found = read_items(json.dumps(value).encode(), "refs.json")
    return [one for one in found if isinstance(one, Problem)]


def item(**fields: Any) -> dict[str, Any]:
    return {"id": "a", "type": "manuscript", **fields}


def test_a_clean_item_comes_out_as_it_went_in() -> None:
    clean = item(
        title="A title",
        author=[{"family": "Kim", "given": "Il Sung", "static-ordering": True}],
        issued={"date-parts": [[1966, 5, 27]], "circa": True},
        archive="An archive",
        custom={"whatever": [1, {"deep": None}]},
    )
    assert read_items(json.dumps([clean]).encode(), "refs.json") == [clean]


@pytest.mark.parametrize(
    "wrapped",
    [[item()], {"items": [item()]}, {"references": [item()]}, item()],
    ids=["array", "items", "references", "single"],
)
def test_every_wrapping_is_understood(wrapped: Any) -> None:
    assert items(wrapped) == [item()]
    assert problems(wrapped) == []


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_items(b"\xef\xbb\xbf" + json.dumps([item()]).encode(), "x") == [item()]


@pytest.mark.parametrize(
    ("given_date", "read"),
    [
        ({"date-parts": [["1966", "05", "27"]]}, {"date-parts": [[1966, 5, 27]]}),
        ({"date-parts": [["1966", ""]]}, {"date-parts": [[1966]]}),
        ({"date-parts": [1966, 5]}, {"date-parts": [[1966, 5]]}),
        ({"date-parts": [[1966, 5, 0]]}, {"date-parts": [[1966, 5]]}),
        ({"date-parts": [[1966], [1968]]}, {"date-parts": [[1966], [1968]]}),
        ({"date-parts": [[1966], []]}, {"date-parts": [[1966], None]}),
        ({"date-parts": [[1966.0]]}, {"date-parts": [[1966]]}),
        ({"date-parts": [[-44, 3, 15]]}, {"date-parts": [[-44, 3, 15]]}),
        ({"date-parts": [[1966, 21]]}, {"date-parts": [[1966, 21]]}),
        ([1966, 5, 27], {"date-parts": [[1966, 5, 27]]}),
        ("1966-05-27", {"raw": "1966-05-27"}),
        (1966, {"raw": "1966"}),
        ({"raw": "May 1966"}, {"raw": "May 1966"}),
        ({"date-parts": [[1966]], "circa": 1}, {"date-parts": [[1966]], "circa": True}),
        ({"date-parts": [[1966]], "circa": "false"}, {"date-parts": [[1966]]}),
        ({"date-parts": [[1966]], "season": 2}, {"date-parts": [[1966]], "season": "2"}),
    ],
)
def test_dates_are_brought_into_one_shape(given_date: Any, read: Any) -> None:
    assert items([item(issued=given_date)]) == [item(issued=read)]
    assert problems([item(issued=given_date)]) == []


@pytest.mark.parametrize("nothing", ["", " ", {}, [], [[]], {"date-parts": [[None]]}, None])
def test_an_empty_date_is_no_date_and_no_fault(nothing: Any) -> None:
    assert items([item(issued=nothing)]) == [item()]
    assert problems([item(issued=nothing)]) == []


def test_an_impossible_day_keeps_its_year_and_says_so() -> None:
    value = [item(issued={"date-parts": [[1966, 2, 30]]})]
    assert items(value) == [item(issued={"date-parts": [[1966]]})]
    (problem,) = problems(value)
    assert problem.where == "refs.json:1: $[0].issued"
    assert "1966-2-30" in problem.message


def test_a_date_with_a_hole_keeps_what_is_before_it_and_says_so() -> None:
    value = [item(issued={"date-parts": [["1966", None]]})]
    assert items(value) == [item(issued={"date-parts": [[1966]]})]
    (problem,) = problems(value)
    assert "only 1966 is kept" in problem.message


@pytest.mark.parametrize("given", ["\u00b2", "monsoon", [1], 9, {}])
def test_what_is_no_season_is_left_out(given: Any) -> None:
    value = [item(issued={"date-parts": [[1966]], "season": given})]
    assert items(value) == [item(issued={"date-parts": [[1966]]})]


def test_a_name_that_is_a_text_is_told() -> None:
    (problem,) = problems([item(author=["George Creel", "Ann Roe"])])
    assert "'George Creel' is one text" in problem.message


def test_faults_have_the_line_of_their_item() -> None:
    data = b'\xef\xbb\xbf\n[ {"id": "a", "type": "book"},\n\n {"id": "b"},\n{"id": "c"} ]'
    found = [each for each in read_items(data, "refs.json") if isinstance(each, Problem)]
    assert [each.where for each in found] == [
        "refs.json:4: $[1].type", "refs.json:5: $[2].type",
    ]  # fmt: skip
    (found_alone,) = [
        each for each in read_items(b'\n\n{"id": "a"}', "x") if isinstance(each, Problem)
    ]
    assert found_alone.where == "x:3: $.type"
    (wrapped,) = [
        each for each in read_items(b'{"items": [{"id": "a"}]}', "x") if isinstance(each, Problem)
    ]
    assert wrapped.where == "x:1: $.items[0].type"


@pytest.mark.parametrize(
    ("given_names", "read"),
    [
        ("George Creel", [{"literal": "George Creel"}]),
        (["George Creel", ""], [{"literal": "George Creel"}]),
        ({"family": "Creel"}, [{"family": "Creel"}]),
        ([{"family": "Creel", "given": None}], [{"family": "Creel"}]),
        ([{"family": "X", "comma-suffix": "true"}], [{"family": "X", "comma-suffix": True}]),
        ([{"name": "An office"}], [{"literal": "An office"}]),
    ],
)
def test_names_are_brought_into_one_shape(given_names: Any, read: Any) -> None:
    assert items([item(author=given_names)]) == [item(author=read)]


def test_texts_may_be_numbers_or_lists() -> None:
    (read,) = items([item(volume=3, keyword=["a", "b"], shortTitle="Short", page=2.0)])
    assert read["volume"] == "3"
    assert read["page"] == "2"
    assert read["keyword"] == "a, b"
    assert read["title-short"] == "Short"


@pytest.mark.parametrize(
    ("entry", "place", "code", "kept"),
    [
        ({"type": "book"}, "$[0].id", "csl-json-item", 0),
        ({"id": "", "type": "book"}, "$[0].id", "csl-json-item", 0),
        ("text", "$[0]", "csl-json-item", 0),
        (None, "$[0]", "csl-json-item", 0),
        ({"id": "a"}, "$[0].type", "csl-json-type", 1),
        ({"id": "a", "type": "letterbox"}, "$[0].type", "csl-json-type", 1),
        (item(title={"a": 1}), "$[0].title", "csl-json-shape", 1),
        (item(title=True), "$[0].title", "csl-json-shape", 1),
        (item(author=[7.5, {"given": []}]), "$[0].author[0]", "csl-json-shape", 1),
        (item(issued=True), "$[0].issued", "csl-json-shape", 1),
        (item(issued={"date-parts": [["May"]]}), "$[0].issued", "csl-json-shape", 1),
    ],
)
def test_a_fault_names_its_place(entry: Any, place: str, code: str, kept: int) -> None:
    found = problems([entry])
    assert (found[0].where, found[0].code) == (f"refs.json:1: {place}", code)
    assert len(items([entry])) == kept


def test_a_bad_item_does_not_hide_the_others() -> None:
    value = [{"type": "book"}, item(), 3, item(id="b")]
    assert [one["id"] for one in items(value)] == ["a", "b"]
    assert len(problems(value)) == 2


def test_an_id_used_twice_belongs_to_the_first() -> None:
    value = [item(title="One"), item(title="Two")]
    assert items(value) == [item(title="One")]
    assert problems(value)[0].where == "refs.json:1: $[1].id"


def test_ids_may_be_numbers_or_stand_in_citation_key() -> None:
    assert [one["id"] for one in items([item(id=7), {"citation-key": "k", "type": "book"}])] == [
        "7",
        "k",
    ]


def test_pandocs_empty_type_is_a_document() -> None:
    assert read_items(b'[{"id": "a", "type": ""}]', "x") == [{"id": "a", "type": "document"}]


def test_spellings_of_a_type_are_one_type() -> None:
    assert items([item(type="Legal-Case")])[0]["type"] == "legal_case"
    assert items([item(type="article_journal")])[0]["type"] == "article-journal"


@pytest.mark.parametrize(
    ("data", "where", "code"),
    [
        (b"", "r.json", "empty-file"),
        (b"\n\n [", "r.json:3", "csl-json-syntax"),
        (b'[{"id": "a"},\n {"id" "b"}]', "r.json:2", "csl-json-syntax"),
        (b'\xef\xbb\xbf[\n{"id": "a"},\n,]', "r.json:3", "csl-json-syntax"),
        (b'[\n"\xff"]', "r.json:2", "not-utf-8"),
        (b"@misc{key,\n}", "r.json:1", "csl-json-syntax"),
        (b"[" * 200_000, "r.json", "csl-json-syntax"),
        (b"[" + b"9" * 5000 + b"]", "r.json:1", "csl-json-syntax"),
        (b"12", "r.json", "csl-json-item"),
        (b'{"a": 1}', "r.json", "csl-json-item"),
    ],
)
def test_a_file_that_is_no_csl_json_is_one_problem(data: bytes, where: str, code: str) -> None:
    (problem,) = read_items(data, "r.json")
    assert isinstance(problem, Problem)
    assert (problem.where, problem.code) == (where, code)


WORDS = sorted(vocab.NAMES | vocab.DATES | {"id", "type", "title", "volume", "custom", "event"})
INNER = [
    "family", "given", "literal", "name", "comma-suffix", "date-parts", "raw", "circa", "season",
]  # fmt: skip
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["1966", "1966-05-27", "book", "true"])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(INNER) | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)
ENTRIES = st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=4), VALUES, max_size=8)


@given(st.lists(ENTRIES | VALUES, max_size=4) | VALUES)
@example([{"id": "a", "type": "book", "issued": {"date-parts": [None, [1]]}}])
@example([{"id": 1e300, "type": 0.5, "issued": {"date-parts": [[10**18]], "season": {}}}])
def test_no_json_value_is_too_strange(value: Any) -> None:
    data = json.dumps(value).encode()
    found = read_items(data, "any.json")
    read = [one for one in found if not isinstance(one, Problem)]
    for one in found:
        if isinstance(one, Problem):
            assert one.code in CODES
            assert "\n" not in one.message
    for one in read:
        engine = JsonItem(one)
        assert engine.id
        assert one["type"] in vocab.TYPES
        for variable in one:
            engine.text(variable)
            if variable in vocab.NAMES:
                assert len(engine.names(variable)) == len(one[variable])
            if variable in vocab.DATES:
                engine.date(variable)
    # What was normalised once is in its final shape.
    assert read_items(json.dumps(read).encode(), "x") == read


@given(st.binary(max_size=60))
def test_no_bytes_are_too_strange(data: bytes) -> None:
    for each in read_items(data, "any.json"):
        assert isinstance(each, Problem) or each["id"]
