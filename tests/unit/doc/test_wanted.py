"""What a bibliography asks for: options, expressions, a few words, the attributes of a division."""

from __future__ import annotations

import re

import pytest

from archcite.doc.wanted import (
    ALL,
    CHAPTER,
    Asked,
    Every,
    Not,
    Question,
    Some,
    Within,
    asked,
    every,
    in_words,
    of_attributes,
    read,
)

ATOM = re.compile(r"(\w+)=(\w+)")


def made(found: re.Match[str]) -> Question:
    return Question(found[1], (found[2],))


A, B, C = (Question("type", (each,)) for each in "abc")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("type=a", A),
        ("type=a and type=b", Every((A, B))),
        ("type=a or type=b and type=c", Some((A, Every((B, C))))),
        ("not type=a", Not(A)),
        ("not (type=a or type=b) and type=c", Every((Not(Some((A, B))), C))),
    ],
)
def test_expressions(text: str, wanted: object) -> None:
    assert read(text, ATOM, made) == wanted


@pytest.mark.parametrize(
    "text", ["", "type=a and", "(type=a", "type=a type=b", "x", "(" * 5000, "not " * 5000]
)
def test_what_is_no_expression(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(?s:.{0,40})$"):
        read(text, ATOM, made)


def test_things_with_the_same_members_are_not_the_same() -> None:
    assert Every((A,)) != Some((A,))
    assert Every() == ALL
    assert every([ALL, A]) == A


def test_options() -> None:
    said = asked([("type", "a,b"), ("NotKeyword", "x"), ("keyword", "p, q"), ("odd", "1")])
    assert said.unheeded == ("odd",)
    assert said.wanted == Every((
        Question("type", ("a", "b")), Not(Question("keyword", ("x",))),
        Question("keyword", ("p",)), Question("keyword", ("q",)),
    ))  # fmt: skip
    assert asked([("within", "chapter")]).within == CHAPTER
    assert asked([("within", "3")]).within == Within("heading", 3)
    assert asked([("within", "nowhere"), ("type", "")]).unheeded == ("within", "type")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", Asked()),
        ("archives", Asked(Question("name", ("archives",)))),
        ("archives, chapter", Asked(Question("name", ("archives",)), CHAPTER)),
        ("keyword=Korea", Asked(Question("keyword", ("Korea",)))),
        ("not-type: book, document", Asked(Not(Question("type", ("book",))), Within("document"))),
        ("author:brezhnev", Asked(Question("name", ("author:brezhnev",)))),
    ],
)
def test_a_few_words(text: str, said: Asked) -> None:
    assert in_words(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{#refs}", Asked()),
        ("{#refs-archives .x}", Asked(Question("name", ("archives",)))),
        ("{#refs_archives}", Asked(Question("name", ("archives",)))),
        ("{#refs-1 .chapter}", Asked(within=CHAPTER)),
        ("{#refs-1 keyword=\"a b\" entry-spacing='2'}", Asked(Question("keyword", ("a b",)))),
        ("{#references}", None),
        ("{.refs}", None),
    ],
)
def test_attributes(text: str, said: Asked | None) -> None:
    assert of_attributes(text.strip("{}")) == said
