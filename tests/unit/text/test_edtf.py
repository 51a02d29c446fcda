"""EDTF level 1: the law of the round trip, the calendar, and the sentences for what is not EDTF."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.text.edtf import Edtf, Point, days_in_month, earliest, emit, latest, parse

GOOD = """
1966 1966-05 1966-05-27 0000 -0044 -0044-03-15 Y17000 Y-170000002
196X 19XX -004X 1966-XX 1966-05-XX 1966-XX-XX 1966-21 1966-24
1966? 1966-05~ 1966-05-27% 1966-22? 196X~
1966/1968 1966-05-27/1966-06 1966~/1968? 1966-05/.. ../1966-05 /1966 1966/ 2004-06-XX/2004-07-03
1966-02-01/1966 1985-04-12T23:20:30 1985-04-12T23:20:30Z 1985-04-12T23:20:30+04:30
1985-04-12T23:20:30-04 2000-02-29
""".split()


@pytest.mark.parametrize("text", GOOD)
def test_what_is_read_is_written_back(text: str) -> None:
    assert emit(parse(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1966-05-27", Point(1966, 5, 27)),
        ("196X~", Point(1960, digits=1, approximate=True)),
        ("-004X", Point(-40, digits=1)),
        ("1966-XX-XX", Point(1966, month_unspecified=True, day_unspecified=True)),
        ("1966-05-XX%", Point(1966, 5, day_unspecified=True, uncertain=True, approximate=True)),
        ("1966-22", Point(1966, season=22)),
        ("Y-17000", Point(-17000)),
        ("1985-04-12T23:20:30Z", Point(1985, 4, 12, time="23:20:30Z")),
    ],
)
def test_parts(text: str, expected: Point) -> None:
    assert parse(text) == Edtf(expected)


def test_open_and_unknown_ends_are_different() -> None:
    assert parse("1966/..") == Edtf(Point(1966), None, True, open_end=True)
    assert parse("1966/") == Edtf(Point(1966), None, True, unknown_end=True)
    assert parse("../1966") == Edtf(None, Point(1966), True, open_start=True)
    assert parse("/1966") == Edtf(None, Point(1966), True, unknown_start=True)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "blank"),
        (" \t", "blank"),
        ("n.d.", "not an EDTF date"),
        ("27.05.1966", "write 1966-05-27"),
        ("1966-5-27", "write 1966-05-27"),
        ("1966/05/27", "write 1966-05-27"),
        ("1966-05-27 ", "write 1966-05-27"),
        ("196u", "write 196X"),
        ("196x", "write 196X"),
        ("196?", "write 196X"),
        ("1960s", "write 196X"),
        ("ca. 1960s", "write 196X~"),
        ("c. 1966", "write 1966~"),
        ("[1966?]", "write 1966?"),
        ("1966-1968", "write 1966/1968"),
        ("1966-05-27/28", "write the end of an interval in full: 1966-05-27/1966-05-28"),
        ("1966-02-29", "not a day of the calendar"),
        ("1900-02-29", "not a day of the calendar"),
        ("1966-04-31", "not a day of the calendar"),
        ("1966-13", "no such month"),
        ("1966-25", "seasons 21 to 24"),
        ("1966-00", "no such month"),
        ("2XXX", "at most the last two digits"),
        ("196X-05", "without month and day"),
        ("1966-XX-05", "must be XX too"),
        ("1966-21-05", "no such month"),
        ("Y1966", "without Y"),
        ("Y", "more than four digits"),
        ("Y" + "9" * 5000, "at most"),
        ("-0000", "no year -0000"),
        ("1968/1966", "ends before it begins"),
        ("../..", "no date at either end"),
        ("/", "no date at either end"),
        ("1966-05-27?T10:00:00", "not an EDTF date"),
        ("1966-05T10:00:00", "a time needs a whole day"),
        ("1966-05-27T10:00", "a time is written"),
        ("1966-05-27T24:00:00", "a time is written"),
        ("1966-05-27T10:00:00+4", "a time is written"),
        ("1966-05-27T10:00:00Z/1967", "without times"),
        ("１９６６", "not an EDTF date"),
        ("1966-0٥", "not an EDTF date"),
        ("-", "not an EDTF date"),
        ("31.02.1966", "not an EDTF date"),
    ],
)
def test_what_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)) as caught:
        parse(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("196X", (1960, 1, 1), (1969, 12, 31)),
        ("-004X", (-49, 1, 1), (-40, 12, 31)),
        ("1966-02", (1966, 2, 1), (1966, 2, 28)),
        ("1964-24", (1964, 12, 1), (1965, 2, 28)),
        ("1966-21", (1966, 3, 1), (1966, 5, 31)),
        ("1966-05-XX", (1966, 5, 1), (1966, 5, 31)),
    ],
)
def test_earliest_and_latest(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    point = parse(text).start
    assert point is not None
    assert (earliest(point), latest(point)) == (first, last)


@st.composite
def points(draw: st.DrawFn) -> str:
    """A canonical level-1 date without a time."""
    mark = draw(st.sampled_from(["", "?", "~", "%"]))
    if draw(st.integers(0, 9)) == 0:
        sign = draw(st.sampled_from(["", "-"]))
        return f"Y{sign}{draw(st.integers(10000, 10**15 - 1))}{mark}"
    year = draw(st.integers(-9999, 9999))
    sign, four = "-" if year < 0 else "", f"{abs(year):04d}"
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, days_in_month(year, month)))
    rest = draw(
        st.sampled_from(
            ["", f"-{month:02d}", f"-{month:02d}-{day:02d}", "-XX", f"-{month:02d}-XX", "-XX-XX"]
            + [f"-{season}" for season in range(21, 25)]
        )
    )
    if not rest and abs(year) >= 100:
        digits = draw(st.integers(0, 2))
        four = four[: 4 - digits] + "X" * digits
    return sign + four + rest + mark


@given(points(), st.sampled_from(["", "/", "..", "both"]), points())
def test_every_canonical_date_comes_back(first: str, shape: str, last: str) -> None:
    text = {"": first, "/": f"{first}/", "..": f"../{first}", "both": f"{first}/{last}"}[shape]
    date = attempt(text)
    assert "ends before it begins" in date if isinstance(date, str) else emit(date) == text


@given(st.text(alphabet="0123456789X-/.?~%TYZu :c[]s", max_size=14))
def test_anything_is_read_or_refused_in_one_sentence(text: str) -> None:
    date = attempt(text)
    assert date if isinstance(date, str) else emit(date) == text


def attempt(text: str) -> Edtf | str:
    """The date, or the sentence that refuses it."""
    try:
        return parse(text)
    except ValueError as fault:
        return str(fault)
