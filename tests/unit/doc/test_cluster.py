"""Citations as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.cite.request import Citation, Cite, Locator
from archcite.doc.cluster import parse_cluster
from archcite.errors import UsageFault


@pytest.mark.parametrize("text", ["g-1950", "@g-1950", "[@g-1950]", " [@g-1950] "])
def test_one_key(text: str) -> None:
    assert parse_cluster(text) == Citation((Cite("g-1950"),))


@pytest.mark.parametrize(
    "text", ["a, fol. 3", "a fol. 3", "@a, fol. 3", "@a [fol. 3]", "[@a, fol. 3]", "[@a fol. 3]"]
)
def test_a_key_with_a_locator(text: str) -> None:
    assert parse_cluster(text) == Citation((Cite("a", Locator("folio", "3")),))


def test_the_whole_syntax() -> None:
    text = "[see @a, pp. 33-35; also -@b, fol. 2v and passim; @{odd key!}, {3; 4}]"
    assert parse_cluster(text).cites == (
        Cite("a", Locator("page", "33-35"), prefix="see"),
        Cite("b", Locator("folio", "2v"), "also", "and passim", suppress_author=True),
        Cite("odd key!", Locator("", "3; 4")),
    )


def test_keys_in_pandocs_letters() -> None:
    keys = ["a:b_c-d/e", "Громыко-1950", "a.b", "1950"]
    for key in keys:
        assert parse_cluster(f"[@{key}.]").cites == (Cite(key, suffix="."),)


def test_an_address_is_no_key() -> None:
    assert parse_cluster("[ask me@example.org on @a]").cites[0].id == "a"


def test_several_without_brackets() -> None:
    assert [cite.id for cite in parse_cluster("@a; @b, 3;").cites] == ["a", "b"]
    assert [cite.id for cite in parse_cluster("a; b, 3").cites] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("", 1, "empty"),
        ("[@a", 1, "never closed"),
        ("[@a] and", 5, "closing bracket"),
        ("[a]", 2, "needs an @key"),
        ("[@a; b]", 5, "needs an @key"),
        ("[@]", 2, "no key behind"),
        ("[@{ }]", 2, "no key in the braces"),
        ("[@a @b]", 5, "semicolon between"),
        ("[@a, {3]", 1, "never closed"),
        ("a, {3", 1, "never closed"),
        ("a}", 2, "without its opening mate"),
        ("a b", 3, "comma or semicolon"),
        (", 3", 1, "key is expected"),
    ],
)
def test_faults_name_the_column(text: str, column: int, says: str) -> None:
    with pytest.raises(UsageFault) as caught:
        parse_cluster(text, "notes.md:7")
    problem = caught.value.problems[0]
    assert says in problem.message
    assert f"column {column} " in problem.message
    assert (problem.code, problem.where) == ("citation-syntax", "notes.md:7")


@given(st.text(alphabet="[]@a{};, -1p.", max_size=20))
def test_every_text_is_read_or_refused(text: str) -> None:
    try:
        cites = parse_cluster(text).cites
    except UsageFault:
        return
    assert cites
    assert all(cite.id for cite in cites)
