"""The ladder: which rung tells cites apart, in which order, and that it always comes to an end."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.cite import disambiguate as module
from archcite.cite.disambiguate import disambiguate, registry_of
from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite
from archcite.csl.compile import CompiledStyle, compile_style
from archcite.csl.rt.context import Hints, Run, shape_of
from archcite.errors import Problem
from archcite.inline import plain

NAMES = 'disambiguate-add-names="true"'
GIVEN = 'disambiguate-add-givenname="true"'
YEARS = 'disambiguate-add-year-suffix="true"'
CONDITION = '<choose><if disambiguate="true"><text variable="title" prefix=", "/></if></choose>'


def styled(options: str, more: str = "") -> CompiledStyle:
    xml = f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>S</title><id>s</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation et-al-min="2" et-al-use-first="1" {options}><layout>
<names variable="author"><name form="short" initialize-with="."/></names>
<date variable="issued" prefix=" "><date-part name="year"/></date>{more}</layout></citation>
</style>"""
    locale = """<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US">
<terms><term name="et-al">et al.</term></terms></locale>"""
    return compile_style(xml.encode(), "s", "", lambda tag: locale.encode())


def item(key: str, *names: str, title: str = "") -> JsonItem:
    authors = [dict(zip(("family", "given"), name.split(), strict=False)) for name in names]
    issued = {"date-parts": [[1990]]}
    return JsonItem({"id": key, "title": title or key, "author": authors, "issued": issued})


def cited(style: CompiledStyle, *items: JsonItem) -> list[str]:
    result = process(style, items, [Citation((Cite(one.id),)) for one in items])
    assert not result.problems
    return [plain(nodes) for nodes in result.citations]


def hints_of(style: CompiledStyle, items: list[JsonItem]) -> tuple[dict[str, Hints], list[Problem]]:
    shapes = {one.id: shape_of(one, style.facts.asked) for one in items}
    return disambiguate(style, items, shapes, Run({}, registry_of(style)))


OTHER_NAME = (item("x", "Roe Ann", "Poe Bob"), item("y", "Roe Ann", "Low Bob"))
OTHER_GIVEN = (item("x", "Roe Ann"), item("y", "Roe Bob"))
SAME_INITIALS = (item("x", "Roe Ann"), item("y", "Roe Alan"))
ALIKE = (item("x", "Roe Ann"), item("y", "Roe Ann"))


@pytest.mark.parametrize(
    ("options", "more", "items", "expected"),
    [
        ("", "", ALIKE, ["Roe 1990", "Roe 1990"]),
        # each rung by itself
        (NAMES, "", OTHER_NAME, ["Roe, Poe 1990", "Roe, Low 1990"]),
        (GIVEN, "", OTHER_GIVEN, ["A. Roe 1990", "B. Roe 1990"]),
        (GIVEN, "", SAME_INITIALS, ["Ann Roe 1990", "Alan Roe 1990"]),
        (YEARS, "", ALIKE, ["Roe 1990a", "Roe 1990b"]),
        ("", CONDITION, ALIKE, ["Roe 1990, x", "Roe 1990, y"]),
        # a rung that helps spares those above it
        (f"{NAMES} {YEARS}", CONDITION, OTHER_NAME, ["Roe, Poe 1990", "Roe, Low 1990"]),
        (f"{GIVEN} {YEARS}", CONDITION, OTHER_GIVEN, ["A. Roe 1990", "B. Roe 1990"]),
        # one that does not leads to the next
        (f"{NAMES} {GIVEN} {YEARS}", "", ALIKE, ["Roe 1990a", "Roe 1990b"]),
        (f"{NAMES} {GIVEN}", CONDITION, ALIKE, ["Roe 1990, x", "Roe 1990, y"]),
        # as in the reference implementation, letters before the condition
        (YEARS, CONDITION, ALIKE, ["Roe 1990a", "Roe 1990b"]),
        # nothing that helps
        (f"{NAMES} {GIVEN}", "", ALIKE, ["Roe 1990", "Roe 1990"]),
    ],
)
def test_ladder(options: str, more: str, items: tuple[JsonItem, ...], expected: list[str]) -> None:
    assert cited(styled(options, more), *items) == expected


RULES = ["all-names", "all-names-with-initials", "primary-name", "primary-name-with-initials"]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_has_no_rung_leaves_cites_alike(rule: str) -> None:
    style = styled(f'{GIVEN} givenname-disambiguation-rule="{rule}"')
    assert cited(style, *ALIKE) == ["Roe 1990", "Roe 1990"]
    assert cited(style, *ALIKE, item("z", "Roe Bob")) == ["A. Roe 1990"] * 2 + ["B. Roe 1990"]


def test_who_reads_like_nobody_else_gets_no_hints() -> None:
    style = styled(f"{NAMES} {GIVEN} {YEARS}")
    hints, _ = hints_of(style, [*ALIKE, item("z", "Moe Eve")])
    assert set(hints) == {"x", "y"}
    assert [one.year_suffix for one in hints.values()] == ["a", "b"]


def test_without_options_there_is_nothing_to_climb() -> None:
    assert hints_of(styled(""), list(ALIKE)) == ({}, [])


@pytest.mark.parametrize(
    ("options", "suffixes"),
    [(f"{NAMES} {GIVEN} {YEARS}", ["a", "b", "c"]), (f"{NAMES} {GIVEN}", ["", "", ""])],
)
def test_a_group_that_takes_too_long_ends_and_says_so(
    monkeypatch: pytest.MonkeyPatch, options: str, suffixes: list[str]
) -> None:
    group = module.Group
    monkeypatch.setattr(module, "Group", lambda document, cites, _: group(document, cites, -1))
    items = [item(key, "Roe Ann", "Poe Bob") for key in "xyz"]
    hints, (problem,) = hints_of(styled(options), items)
    assert problem.code == "disambiguation-bounded"
    assert "3 citations that read alike (x, y, z" in problem.message
    assert [hints[key].year_suffix for key in "xyz"] == suffixes


PEOPLE = [f"{family} {first}" for family in ("Roe", "Poe") for first in ("Ann", "Al", "Bob")]
OPTIONS = ["", NAMES, GIVEN, YEARS, f"{NAMES} {GIVEN}", f"{NAMES} {GIVEN} {YEARS}"]


@given(
    st.sampled_from(OPTIONS),
    st.sampled_from(["", CONDITION]),
    st.lists(st.lists(st.sampled_from(PEOPLE), max_size=4), min_size=2, max_size=8),
)
def test_it_ends_and_letters_tell_all_apart(options: str, more: str, people: list[Any]) -> None:
    items = [item(str(number), *names) for number, names in enumerate(people)]
    result = process(styled(options, more), items, [Citation((Cite(one.id),)) for one in items])
    assert not result.problems
    texts = [plain(nodes) for nodes in result.citations]
    if "year-suffix" in options:
        assert len(set(texts)) == len(texts)


def test_letters_for_those_that_names_have_parted_and_left_alike() -> None:
    al, ann = "Roe Al", "Roe Ann"
    people = [[al, ann, al, ann], [al, ann, al, ann], [ann] * 4, [ann, ann, ann, al]]
    items = [item(str(number), *names) for number, names in enumerate(people)]
    texts = cited(styled(f"{NAMES} {GIVEN} {YEARS}"), *items)
    assert len(set(texts)) == 4
    assert [text[-5:] for text in texts] == ["1990a", "1990b"] * 2


@pytest.mark.parametrize("options", [f"{NAMES} {GIVEN} {YEARS}", f"{NAMES} {GIVEN}"])
@pytest.mark.parametrize("more", ["", CONDITION])
def test_works_of_the_same_hundreds_of_authors_are_looked_at_a_few_times(
    monkeypatch: pytest.MonkeyPatch, options: str, more: str
) -> None:
    looks = 0
    scan = module.Group.scan

    def counted(group: module.Group) -> None:
        nonlocal looks
        looks += 1
        scan(group)

    monkeypatch.setattr(module.Group, "scan", counted)
    names = [f"F{number} Ann" for number in range(200)]
    hints, problems = hints_of(styled(options, more), [item("x", *names), item("y", *names)])
    assert not problems
    assert 0 < looks < 10
    assert len(hints["x"].names) == 1


def test_a_name_that_differs_behind_many_is_found() -> None:
    names = [f"F{number} Ann" for number in range(30)]
    texts = cited(styled(NAMES), item("x", *names, "Roe Ann"), item("y", *names, "Poe Ann"))
    assert [text[-8:] for text in texts] == ["Roe 1990", "Poe 1990"]
