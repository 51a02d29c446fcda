"""YAML from outside: every scalar its text, bounded, each fault with its line; and YAML out."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from archcite.errors import CODES, Problem
from archcite.read import load_reader, sniff
from archcite.read.yaml_text import yaml_entries
from archcite.write.yaml_text import scalar, yaml_text


def values(text: str, *lists: str, keyed: bool = False) -> list[Any]:
    found = list(yaml_entries(text, "a.yaml", *lists, keyed=keyed))
    return [each if isinstance(each, Problem) else each[1] for each in found]


def test_types_do_not_damage_values() -> None:
    text = "a: no\nb: 012\nc: 1966-05-27\nd: ~\ne: 'null'\nf: 1e3\ng: 12:30:45\nh: null\ni:\n"
    assert values(text) == [
        {
            "a": "no",
            "b": "012",
            "c": "1966-05-27",
            "d": "",
            "e": "null",
            "f": "1e3",
            "g": "12:30:45",
            "h": "",
            "i": "",
        }
    ]


def test_entries_of_lists_and_mappings_have_their_places() -> None:
    found = list(yaml_entries("x: 1\nreferences:\n- a\n- b: c\n", "f", "references"))
    assert [str(each[0]) for each in found if not isinstance(each, Problem)] == [
        "f:3: $.references[0]",
        "f:4: $.references[1]",
    ]
    with_rest = list(yaml_entries("x: 1\nl: [a]\n", "f", "l", rest=True))
    assert [each[1] for each in with_rest if not isinstance(each, Problem)] == ["a", {"x": "1"}]
    assert values("a: {t: b}\nc: d\n", keyed=True) == [("a", {"t": "b"}), ("c", "d")]
    assert values("- a\n--- \n- b\n") == ["a", "b"]
    assert values("") == []
    assert values("# nothing\n") == []


def test_aliases_and_merges_mean_what_they_repeat() -> None:
    assert values("a: &x {b: c}\nd: *x\ne: {<<: *x, f: g}\nh: {<<: [*x, {i: j}], b: k}\n") == [
        {
            "a": {"b": "c"},
            "d": {"b": "c"},
            "e": {"b": "c", "f": "g"},
            "h": {"b": "k", "i": "j"},
        }
    ]


def test_a_tag_makes_nothing() -> None:
    assert values("a: !!python/object/apply:os.getcwd []\nb: !!int '012'\nc: !x y\n") == [
        {"a": [], "b": "012", "c": "y"}
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: [1\n", 2, "not valid YAML"),
        ("a: 1\nb: c: d\n", 2, "not valid YAML"),
        ("a: *x\n", 1, "called 'x'"),
        ("a: &x [*x]\n", 1, "called 'x'"),
        ("a:\n - &x [b]: c\n", 2, "must be a text"),
        ("[" * 5000, 1, "too deeply"),
        ("- " * 3000, 1, "too deeply"),
        ("a: 'b\n\nc\n", 4, "not valid YAML"),
        ("\t- a", 1, "not valid YAML"),
    ],
)
def test_a_fault_has_its_line(text: str, line: int, words: str) -> None:
    problem = values(text)[-1]
    assert isinstance(problem, Problem)
    assert problem.code == "yaml-invalid"
    assert problem.code in CODES
    assert problem.where == f"a.yaml:{line}"
    assert words in problem.message


def test_a_bomb_of_aliases_is_refused() -> None:
    lines = [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]" for at in range(1, 12)]
    problem = values("\n".join(["a0: &a0 [x, x, x, x, x, x, x, x, x, x]", *lines]))[-1]
    assert isinstance(problem, Problem)
    assert "repeat too much" in problem.message


def test_what_stood_before_a_break_is_given() -> None:
    *before, problem = values("- a\n- b\n- [c\n")
    assert before == ["a", "b"]
    assert isinstance(problem, Problem)


def test_a_second_value_is_told_and_the_first_counts() -> None:
    problem, value = values("- {a: 1, a: 2}\n")
    assert problem.code == "import-loss"
    assert problem.fields == ("a",)
    assert value == {"a": "1"}


TREES = st.recursive(
    st.text(max_size=12)
    | st.sampled_from("no 1e3 0o7 1966-05-27 ~ a:b #x - {} null 1_000".split()),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=10,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text(max_size=8), TREES, max_size=4))
def test_what_we_write_is_read_as_it_was_by_any_reader(tree: dict[str, Any]) -> None:
    tree.pop("<<", None)
    text = yaml_text(tree)
    assert yaml.safe_load(text) == tree
    if "<<" not in text:
        assert values(text) == [tree]


def test_numbers_and_switches_are_bare() -> None:
    assert [scalar(each) for each in (12, True, False, "12", "true", "f. 5, op. 1")] == [
        "12",
        "true",
        "false",
        '"12"',
        '"true"',
        "f. 5, op. 1",
    ]


PIECES = st.sampled_from(
    """references:/- id: a/  title: b/a:/  type: book/cff-version: 1.2.0/---/.../[/{/]/}/&a/*a/'/"
    /<<: *a/- |  /: |/# x/!t/authors:/\t/é/message: x/title: t/parent:/type: article/date: 1/\\
    """.split("/")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=12), st.sampled_from(["\n", " ", ""]))
def test_no_text_makes_a_reader_raise(pieces: list[str], between: str) -> None:
    data = between.join(pieces).encode()
    assert isinstance(sniff(data, "a"), str | Problem)
    for name in ("csl-yaml", "cff", "hayagriva"):
        for each in load_reader(name)(data, "a"):
            assert str(each)
