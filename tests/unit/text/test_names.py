"""Names: BibTeX syntax, particles, initials, scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.text import names
from archcite.text.names import (
    Name,
    initialise,
    is_romanesque,
    joined,
    parse,
    split_names,
    split_particles,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Andrei Gromyko", Name("Gromyko", "Andrei")),
        ("Gromyko, Andrei", Name("Gromyko", "Andrei")),
        ("Gromyko, A. A.", Name("Gromyko", "A. A.")),
        ("Hendrik van Mook", Name("Mook", "Hendrik", non_dropping_particle="van")),
        ("van Mook, Hendrik", Name("Mook", "Hendrik", non_dropping_particle="van")),
        ("Friedrich von der Schulenburg",
         Name("Schulenburg", "Friedrich", dropping_particle="von der")),
        ("Valéry Giscard d'Estaing",
         Name("Estaing", "Valéry Giscard", non_dropping_particle="d'")),
        ("al-Sadat, Anwar", Name("Sadat", "Anwar", non_dropping_particle="al-")),
        ("Ford, Jr., Franklin", Name("Ford", "Franklin", suffix="Jr.", comma_suffix=True)),
        ("Ford, Franklin, Jr.", Name("Ford", "Franklin", suffix="Jr.", comma_suffix=True)),
        ("Franklin Ford Jr.", Name("Ford", "Franklin", suffix="Jr.", comma_suffix=True)),
        ("Adlai Stevenson, III", Name("Stevenson", "Adlai", suffix="III")),
        ("{Council of Ministers, and others}", Name(literal="Council of Ministers, and others")),
        ("Per {Brinch Hansen}", Name("Brinch Hansen", "Per")),
        ("Jean~Paul Roux", Name("Roux", "Jean Paul")),
        ("{\\'E}va Nagy", Name("Nagy", "{\\'E}va")),
        ("Gromyko", Name("Gromyko")),
        ("Gromyko,", Name("Gromyko")),
        ("", Name()),
    ],
)  # fmt: skip
def test_parse(text: str, name: Name) -> None:
    assert parse(text) == name


def test_split_names() -> None:
    text = "Gromyko, Andrei and {Press and Information Office} AND\n Ford and others"
    assert split_names(text) == [
        "Gromyko, Andrei", "{Press and Information Office}", "Ford", "others",
    ]  # fmt: skip
    assert split_names("Anderson") == ["Anderson"]


WORD = st.from_regex(r"[A-Z][a-zé]{3,6}", fullmatch=True)


@given(WORD, WORD, st.sampled_from(["", "van", "de la", "von"]))
def test_both_orders_are_one_name(family: str, given_name: str, von: str) -> None:
    von_last = f"{von} {family}".strip()
    assert parse(f"{given_name} {von_last}") == parse(f"{von_last}, {given_name}")


@given(st.text(alphabet="aB{}, ~\\'.", max_size=20))
def test_no_text_breaks_the_readers(text: str) -> None:
    assert all(isinstance(part, str | bool) for part in parse(text))
    assert all(name.strip() for name in split_names(text))
    split = split_particles(Name(family=text, given=text))
    assert not text.strip() or any(split)
    for hyphen in (True, False):
        initialise(text, ". ", hyphen, hyphen)


@pytest.mark.parametrize(
    ("family", "given_name", "kept", "dropped"),
    [
        ("van Mook", "Hendrik", ("van", "Mook"), ("Hendrik", "")),
        ("van der Mook", "H.", ("van der", "Mook"), ("H.", "")),
        ("Schulenburg", "Friedrich von der", ("", "Schulenburg"), ("Friedrich", "von der")),
        ("al-Sadat", "Anwar", ("al-", "Sadat"), ("Anwar", "")),
        ("d’Estaing", "V.", ("d’", "Estaing"), ("V.", "")),
        ("’t Hooft", "W.", ("’t", "Hooft"), ("W.", "")),
        ("in 't Veld", "S.", ("in 't", "Veld"), ("S.", "")),
        ("de' Ricci", "C.", ("de' ", "Ricci"), ("C.", "")),
        ("Van Fleet", "James", ("", "Van Fleet"), ("James", "")),
        ("de", "X", ("", "de"), ("X", "")),
        ("Estaing", "Valéry d'", ("", "Estaing"), ("Valéry", "d'")),
        ('"van Mook"', "H.", ("", "van Mook"), ("H.", "")),
    ],
)
def test_particles(
    family: str, given_name: str, kept: tuple[str, str], dropped: tuple[str, str]
) -> None:
    name = split_particles(Name(family=family, given=given_name))
    assert (name.non_dropping_particle, name.family) == kept
    assert (name.given, name.dropping_particle) == dropped


def test_suffix_in_the_given_name() -> None:
    assert split_particles(Name("Roosevelt", "Franklin, III")).suffix == "III"
    name = split_particles(Name("Roosevelt", "Franklin,! Jr."))
    assert (name.given, name.suffix, name.comma_suffix) == ("Franklin", "Jr.", True)


def test_parts_that_are_set_stay() -> None:
    name = Name("van Mook", "Hendrik de", dropping_particle="x", non_dropping_particle="y")
    assert split_particles(name) == name
    assert split_particles(Name(literal="van Mook Commission")).literal == "van Mook Commission"


def test_joined() -> None:
    assert [joined(p, "Roux") for p in ("", "van", "d'", "al-", "de' ")] == [
        "Roux", "van Roux", "d'Roux", "al-Roux", "de' Roux",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given_name", "period", "spaced", "bare"),
    [
        ("Andrei Andreevich", "A.A.", "A. A.", "AA"),
        ("Jean-Paul", "J.-P.", "J.-P.", "J-P"),
        ("J.-P.", "J.-P.", "J.-P.", "J-P"),
        ("Ji-hoon", "J.", "J.", "J"),
        ("A. A.", "A.A.", "A. A.", "AA"),
        ("A.A.", "A.A.", "A. A.", "AA"),
        ("Philip de Laszlo Mark", "P. de L.M.", "P. de L. M.", "P de LM"),
        ("Ph. A.", "Ph.A.", "Ph. A.", "PhA"),
        ("LLoyd", "Ll.", "Ll.", "Ll"),
        ("Леонид Ильич", "Л.И.", "Л. И.", "ЛИ"),
        ("Émile", "É.", "É.", "É"),
        ("ʿAbd", "ʿA.", "ʿA.", "ʿA"),
        ("泽东", "泽东", "泽东", "泽东"),
        ("", "", "", ""),
    ],
)
def test_initials(given_name: str, period: str, spaced: str, bare: str) -> None:
    assert initialise(given_name, ".") == period
    assert initialise(given_name, ". ") == spaced
    assert initialise(given_name, "") == bare


def test_initials_without_hyphen() -> None:
    assert initialise("Jean-Paul", ".", hyphen=False) == "J.P."
    assert initialise("Jean-Paul", ". ", hyphen=False) == "J. P."


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("Andrei A.", "Andrei A."),
        ("A.A.", "A. A."),
        ("A A", "A. A."),
        ("A. Andrei", "A. Andrei"),
        ("AA", "AA"),
        ("Jean-Paul", "Jean-Paul"),
        ("J.-P.", "J. P."),
    ],
)
def test_initialize_false_only_normalises(given_name: str, expected: str) -> None:
    assert initialise(given_name, ". ", initialize=False) == expected


@pytest.mark.parametrize("family", ["Gromyko", "Громыко", "Άγρας", "כהן", "ก้อง", "", "X 金"])
def test_spaced_scripts(family: str) -> None:
    assert is_romanesque(Name(family, "x"))


@pytest.mark.parametrize("family", ["毛", "김", "さとう", "サトウ"])
def test_unspaced_scripts(family: str) -> None:
    assert not is_romanesque(Name(family, "x"))


@given(st.text(alphabet="ABabéЖж -.'’", max_size=12), st.sampled_from([".", ". ", ""]))
def test_what_has_no_initials_stays_the_long_way_too(given_name: str, terminator: str) -> None:
    short = initialise(given_name, terminator, initialize=False)
    long_way = initialise.__wrapped__
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(names, "_NO_INITIALS", lambda text: None)
        assert long_way(given_name, terminator, True, False) == short
