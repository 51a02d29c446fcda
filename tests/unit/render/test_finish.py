"""Punctuation that meets, quotation marks, flip-flop."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.inline import PLAIN, Inline, Look, Span, plain
from archcite.render.finish import ENGLISH, Typography, finish

ITALIC = Look(font_style="italic")
FRENCH = Typography("« ", " »", "“", "”", False)


def quoted(*nodes: Inline) -> Span:
    return Span(list(nodes), quotes=True)


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        (["Who?", ". Then"], "Who? Then"),
        (["U.S.", "."], "U.S."),
        (["Jr.", ", then"], "Jr., then"),
        (["one ", " two"], "one two"),
        ([quoted("Title"), ", 1966"], "“Title,” 1966"),
        ([quoted("Title?"), ". Next"], "“Title?” Next"),
        ([quoted("Title"), "; next"], "“Title”; next"),
        ([quoted("On ", quoted("peace"), " now"), "."], "“On ‘peace’ now.”"),
        ([quoted("On ", quoted("peace")), "."], "“On ‘peace.’”"),
        ([Span(["J."], ITALIC), ", 5"], "J., 5"),
    ],
)
def test_marks_that_meet(nodes: list[Inline], expected: str) -> None:
    assert plain(finish(nodes)) == expected


def test_punctuation_stays_outside_where_the_locale_says_so() -> None:
    assert plain(finish([quoted("Titre"), ", 1966"], FRENCH)) == "« Titre », 1966"


def test_markup_in_the_same_look_is_set_upright() -> None:
    tree = finish([Span(["a ", Span(["b"], ITALIC, "markup")], ITALIC)])
    outer = tree[0]
    assert isinstance(outer, Span)
    inner = outer.children[1]
    assert isinstance(inner, Span)
    assert inner.look.font_style == "normal"


def test_the_input_is_not_changed() -> None:
    nodes: list[Inline] = [quoted("Title"), ", 1966"]
    finish(nodes)
    assert nodes == [quoted("Title"), ", 1966"]


def affix(text: str) -> Span:
    return Span([text], tag="affix")


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        # a full stop of the style gives way to a mark inside the quotation before it
        ([quoted("Où ?"), affix(". Suite")], "« Où ? » Suite"),
        ([quoted("Où ?"), affix(", suite")], "« Où ? », suite"),
        ([quoted("Titre"), affix(". Suite")], "« Titre ». Suite"),
        # one that is no affix of an element stays
        ([quoted("Où ?"), ". Suite"], "« Où ? ». Suite"),
    ],
)
def test_an_affix_behind_a_quotation(nodes: list[Inline], expected: str) -> None:
    assert plain(finish(nodes, FRENCH)) == expected


def test_what_was_typed_behind_a_quotation_stays_there() -> None:
    typed = Span([", or not"], tag="typed")
    assert plain(finish([quoted("Title"), typed])) == "“Title”, or not"
    assert plain(finish([quoted("Title"), ", or not"])) == "“Title,” or not"


def test_affixes_and_typed_marks_leave_no_span() -> None:
    assert finish([affix("("), Span(["a"], tag="typed"), affix(")")]) == ["(", "a", ")"]


def test_nodecor_sets_back_all_looks_around() -> None:
    around = Look("italic", "small-caps", "bold", "underline", "sup")
    (outer,) = finish([Span(["a ", Span(["b"], tag="nodecor")], around)])
    assert isinstance(outer, Span)
    assert outer.children[1] == Span(
        ["b"], Look("normal", "normal", "normal", "none", "baseline"), "nodecor"
    )
    assert finish([Span(["b"], tag="nodecor")]) == [Span(["b"], PLAIN, "nodecor")]


# a text that itself has two marks in a row ("...") is the author's, and is no law of ours
texts = st.from_regex(r"[.,:;!? ]?([ab“”’]+[.,:;!? ]?)?", fullmatch=True)
trees = st.recursive(
    texts,
    lambda inner: st.builds(
        Span,
        st.lists(inner, max_size=3),
        quotes=st.booleans(),
        look=st.sampled_from([PLAIN, ITALIC]),
        tag=st.sampled_from(["", "affix", "typed", "nodecor", "markup", "cite"]),
    ),
    max_leaves=12,
)


@given(st.lists(trees, max_size=4), st.sampled_from([ENGLISH, FRENCH]))
def test_finishing_twice_is_finishing_once(nodes: list[Inline], typography: Typography) -> None:
    once = plain(finish(nodes, typography))
    assert plain(finish(finish(nodes, typography), typography)) == once


@given(st.lists(trees, max_size=4))
def test_letters_are_never_lost(nodes: list[Inline]) -> None:
    def letters(text: str) -> str:
        return "".join(letter for letter in text if letter in "ab")

    assert letters(plain(finish(nodes))) == letters(plain(nodes))


def test_a_mark_that_another_has_become_meets_what_stands_before_it() -> None:
    assert plain(finish([Span([":", ";", "?"])])) == "?"
    assert plain(finish([Span(["a:", ";"])])) == "a:;"
