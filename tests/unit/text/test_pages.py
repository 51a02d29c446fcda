"""Page ranges in the formats of CSL 1.0.2, Appendix V."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.text.pages import page_range


@pytest.mark.parametrize(
    ("text", "fmt", "expected"),
    [
        ("4-12", "chicago", "4–12"),
        ("81-82", "chicago", "81–82"),
        ("200-209", "chicago", "200–209"),
        ("206-209", "chicago", "206–9"),
        ("506-518", "chicago", "506–18"),
        ("322-329", "chicago", "322–29"),
        ("1497-1506", "chicago", "1497–1506"),
        ("1497-1506", "chicago-15", "1497–1506"),
        ("1497-1506", "chicago-16", "1497–506"),
        ("12992-13003", "chicago-16", "12992–3003"),
        ("93-114", "chicago-16", "93–114"),
        ("322-9", "expanded", "322–329"),
        ("2788-817", "expanded", "2788–2817"),
        ("K12-K18", "expanded", "K12–K18"),
        ("322-329", "minimal", "322–9"),
        ("2788-2817", "minimal", "2788–817"),
        ("322-329", "minimal-two", "322–29"),
        ("3-9", "minimal-two", "3–9"),
        ("K12-K18", "minimal", "K12–8"),
    ],
)
def test_formats(text: str, fmt: str, expected: str) -> None:
    assert page_range(text, fmt) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("110-5", "110–5"),
        ("110--115", "110–115"),
        ("110 – 115", "110–115"),
        ("xii-xv, 3-5 & 9", "xii–xv, 3–5 & 9"),
        ("12v-13r", "12v–13r"),
        ("7, p. 3-8", "7, p. 3–8"),
    ],
)
def test_dash_without_format(text: str, expected: str) -> None:
    assert page_range(text) == expected


@pytest.mark.parametrize(
    "text",
    ["K12-5", "110-K6", "23-22", "1966-05-27", "post-war", "RDP82-0002-9", "C-12", "", "12", "a b"],
)
@pytest.mark.parametrize("fmt", ["", "chicago", "expanded", "minimal"])
def test_what_is_no_range_stays(text: str, fmt: str) -> None:
    assert page_range(text, fmt) == text


def test_dash_of_the_locale_and_escaped_hyphen() -> None:
    assert page_range("253-257", "chicago", "\u2011") == "253\u201157"
    assert page_range("253\u2011257", "chicago", "\u2011") == "253\u201157"
    assert page_range(r"12\-34") == "12-34"


@given(st.integers(1, 99999), st.integers(1, 99999))
def test_expanding_undoes_every_shortening(first: int, step: int) -> None:
    full = f"{first}–{first + step}"
    for fmt in ("chicago-15", "chicago-16", "minimal", "minimal-two", "expanded"):
        assert page_range(page_range(full, fmt), "expanded") == full


def test_very_long_numbers_are_still_pages() -> None:
    low, high = "1" * 5000, "2" * 5000
    for fmt in ("", "expanded", "minimal", "minimal-two", "chicago-15", "chicago-16"):
        assert page_range(f"{low}-{high}", fmt) == f"{low}–{high}"


def test_a_long_dotted_number_is_read_in_one_pass() -> None:
    # a search that went to the end from every dot would take minutes, not milliseconds
    dotted = "1." * 100_000
    assert page_range(f"{dotted}-{dotted}", "chicago") == f"{dotted}-{dotted}"
