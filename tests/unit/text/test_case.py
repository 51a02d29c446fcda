"""CSL text-case, on plain texts and over marked pieces."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archcite.text import case


@pytest.mark.parametrize(
    ("text", "titled"),
    [
        ("talks on the korean question", "Talks on the Korean Question"),
        ("notes of the plenum: an extract", "Notes of the Plenum: An Extract"),
        ("who knew what? a reckoning", "Who Knew What? A Reckoning"),
        ("what the envoys talked about", "What the Envoys Talked About"),
        ("day-to-day co-operation", "Day-to-Day Co-Operation"),
        ("an in-depth look", "An In-Depth Look"),
        ("aid—with reservations", "Aid—with Reservations"),
        ("steel/coal quotas", "Steel/Coal Quotas"),
        ("the iPad in the archive", "The iPad in the Archive"),
        ("NATO and the GDR", "NATO and the GDR"),
        ("a note by A.N. author", "A Note by A.N. Author"),
        ("it's the ambassador’s don't", "It's the Ambassador’s Don't"),
        ("five o'clock at the legation", "Five o'clock at the Legation"),
        ("rock 'n' roll in tirana", "Rock 'n' Roll in Tirana"),
        ("the 'good' war", "The 'Good' War"),
        ("the “new course” (a draft)", "The “New Course” (a Draft)"),
        ("vitamin c and α rays", "Vitamin c and α Rays"),
        ("fond\u00a05 of the archive", "Fond\u00a05 of the Archive"),
        ("07-x", "07-x"),
        ("ещё раз о плане", "Ещё Раз о Плане"),
        ("", ""),
    ],
)
def test_title(text: str, titled: str) -> None:
    assert case.title(text) == titled


def test_title_takes_no_capital_away() -> None:
    assert case.title("Mill's On Liberty And the Near East") == (
        "Mill's On Liberty And the Near East"
    )


def test_title_over_pieces() -> None:
    runs = [("a letter to ", False), ("the prince", True), (" of", False), (" ", True)]
    assert case.title_runs(runs) == ["A Letter to ", "the prince", " Of", " "]
    assert case.title_runs([("minutes of the ", False), ("x", True)]) == ["Minutes of the ", "x"]
    assert case.title_runs([("h", True), ("ydrogen bomb", False)]) == ["h", "ydrogen Bomb"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks With Kim", "Talks with kim"),
        ("TALKS WITH KIM", "Talks with kim"),
        ("IBM Reports Profits", "IBM reports profits"),
        ("UNESCO", "UNESCO"),
        ("“the Plan” of May", "“The plan” of may"),
        ("…", "…"),
    ],
)
def test_sentence(text: str, expected: str) -> None:
    assert case.sentence(text) == expected


def test_sentence_leaves_protected_pieces() -> None:
    runs = [("Talks With ", False), ("Kim Il Sung", True), (" In May", False)]
    assert case.sentence_runs(runs) == ["Talks with ", "Kim Il Sung", " in may"]


def test_capitalize_first() -> None:
    assert case.capitalize_first("(see the note)") == "(See the note)"
    assert case.capitalize_first("iPad") == "iPad"
    assert case.capitalize_first("de Gaulle") == "De Gaulle"
    assert case.capitalize_first_runs([("the", True), (" plan", False)]) == ["the", " plan"]


def test_capitalize_all() -> None:
    assert case.capitalize_all("the two-thirds a rule") == "The Two-Thirds A Rule"


def test_turkish_letters() -> None:
    assert case.uppercase("ılıkti", "tr") == "ILIKTİ"
    assert case.lowercase("IİA", "tr-TR") == "ıia"
    assert case.capitalize_first("izmir", "tr") == "İzmir"


FUNCTIONS = [
    case.lowercase_runs, case.uppercase_runs, case.capitalize_first_runs,
    case.capitalize_all_runs, case.sentence_runs, case.title_runs,
]  # fmt: skip


@given(st.lists(st.tuples(st.text(max_size=12), st.booleans()), max_size=6))
def test_pieces_stay_and_protected_ones_unchanged(runs: list[tuple[str, bool]]) -> None:
    for function in FUNCTIONS:
        cased = function(runs)
        assert len(cased) == len(runs)
        for (before, protected), after in zip(runs, cased, strict=True):
            assert not protected or before == after
            assert before.casefold() == after.casefold() or not before.isascii()


@given(st.text(alphabet="abc ’'-:.A“”", max_size=30))
def test_title_is_idempotent(text: str) -> None:
    assert case.title(case.title(text)) == case.title(text)


@given(st.text(alphabet="ab ’-:.A", max_size=12), st.text(alphabet="ab ’-:.A", max_size=12))
def test_markup_does_not_change_the_case(first: str, second: str) -> None:
    assert "".join(case.title_runs([(first, False), (second, False)])) == case.title(first + second)


# The short ways give what the long ones give.

LETTERS = "abiAIBéÉßøŁ0 ,:;?!()“”–—…"
TITLES = st.lists(
    st.one_of(
        st.sampled_from(["a", "the", "of", "and", "i", "war", "War", "USSR", "état", "ĳ", "ſo"]),
        st.sampled_from(list(LETTERS)),
        st.sampled_from([" ", ", ", ": ", "? ", " – ", " (", ") ", "–", "—"]),
    ),
    max_size=14,
).map("".join)


@given(TITLES)
def test_a_plain_title_is_a_title(text: str) -> None:
    assume(not case._UNUSUAL(text))
    assert case._plain_title(text) == case.title_runs([(text, False)])[0]


def test_every_letter_of_a_plain_title() -> None:
    """All letters that the short way takes, as first letter, as word and as last word."""
    letters = [chr(code) for code in range(0x20, 0x180) if not case._UNUSUAL(chr(code))]
    assert len(letters) > 200
    for letter in letters:
        for text in (f"{letter}bc", f"{letter}", f"x {letter}b of", f"the{letter}on", f"b{letter}"):
            assert case._plain_title(text) == case.title_runs([(text, False)])[0], text


@given(st.text(alphabet="abiıIAB .,’'-\n", max_size=8), st.sampled_from(["", "en", "tr"]))
def test_a_first_capital_the_short_way(text: str, language: str) -> None:
    assert (
        case.capitalize_first(text, language)
        == case.capitalize_first_runs([(text, False)], language)[0]
    )
