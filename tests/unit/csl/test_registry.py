"""The names of a document: how much of a given name each rule asks for."""

from __future__ import annotations

import pytest

from archcite.csl.rt.registry import FAMILY, FULL, INITIALS, GivenRule, Registry, usual_level
from archcite.csl.specs import NameOptions
from archcite.text.names import Name

SHORT = NameOptions(form="short")
SHORT_INITIALS = NameOptions(form="short", initialize_with=". ")
LONG = NameOptions()
LONG_INITIALS = NameOptions(initialize_with=". ")

ANN, ALAN, BOB = Name("Roe", "Ann"), Name("Roe", "Alan"), Name("Roe", "Bob")
ALONE = Name("Poe", "Eve")

ALL = GivenRule(active=True)
ALL_INITIALS = GivenRule(active=True, initials=True)
PRIMARY = GivenRule(active=True, primary=True)
BY_CITE = GivenRule(active=True, by_cite=True)


def registry(rule: GivenRule, *names: Name, never_demoted: bool = False) -> Registry:
    known = Registry(rule, never_demoted)
    for number, name in enumerate(names):
        known.add(f"item{number}", name, 0)
    return known


@pytest.mark.parametrize(
    ("options", "level"),
    [(SHORT, FAMILY), (SHORT_INITIALS, FAMILY), (LONG, FULL), (LONG_INITIALS, INITIALS)],
)
def test_usual_level(options: NameOptions, level: int) -> None:
    assert usual_level(options) == level


@pytest.mark.parametrize(
    ("rule", "names", "options", "level"),
    [
        # nobody else has the family name
        (ALL, [ANN], SHORT, FAMILY),
        (ALL, [ANN, ALONE], SHORT_INITIALS, FAMILY),
        # other initials: initials do, if the style has them
        (ALL, [ANN, BOB], SHORT_INITIALS, INITIALS),
        (ALL, [ANN, BOB], SHORT, FULL),
        # the same initials
        (ALL, [ANN, ALAN], SHORT_INITIALS, FULL),
        (ALL, [ANN, ANN], SHORT_INITIALS, FAMILY),
        # never more than initials
        (ALL_INITIALS, [ANN, ALAN], SHORT_INITIALS, FAMILY),
        (ALL_INITIALS, [ANN, BOB], SHORT_INITIALS, INITIALS),
        # what is not there, or not asked for
        (ALL, [ALAN, BOB], LONG, FULL),
        (GivenRule(), [ANN, ALAN, BOB], SHORT, FAMILY),
        # each item by itself
        (BY_CITE, [ANN, ALAN, BOB], SHORT, FAMILY),
    ],
)
def test_level(rule: GivenRule, names: list[Name], options: NameOptions, level: int) -> None:
    assert registry(rule, *names).level("item0", ANN, 0, options, 0) == level


def test_only_the_first_of_a_list_counts_under_primary_name() -> None:
    known = registry(PRIMARY, ANN)
    known.add("other", BOB, 1)
    assert known.level("item0", ANN, 0, SHORT, 0) == FAMILY
    known.add("other", BOB, 0)
    assert known.level("item0", ANN, 0, SHORT, 0) == FULL
    assert known.level("item0", ANN, 1, SHORT, 0) == FAMILY


@pytest.mark.parametrize("wanted", [FAMILY, INITIALS, FULL])
def test_by_cite_gives_what_the_ladder_wants(wanted: int) -> None:
    assert registry(BY_CITE, ANN).level("item0", ANN, 0, SHORT, wanted) == wanted
    assert registry(ALL, ANN).level("item0", ANN, 0, SHORT, wanted) == FAMILY


def test_bodies_are_not_told_apart() -> None:
    body = Name(literal="The Bureau")
    known = registry(ALL, body, body)
    assert known.level("item0", body, 0, SHORT, 0) == FAMILY


def test_periods_make_no_other_name() -> None:
    known = registry(ALL, Name("Roe", "J.A."), Name("Roe", "J. A."))
    assert known.level("x", Name("Roe", "J A"), 0, SHORT, 0) == FAMILY


def test_a_particle_is_part_of_the_family_where_it_is_never_demoted() -> None:
    van = Name("Roe", "Bob", non_dropping_particle="van")
    assert registry(ALL, ANN, van).level("x", ANN, 0, SHORT, 0) == FULL
    assert registry(ALL, ANN, van, never_demoted=True).level("x", ANN, 0, SHORT, 0) == FAMILY
