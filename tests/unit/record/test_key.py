"""Citation keys made from records."""

import pytest
from hypothesis import HealthCheck, given, settings

from archcite.record.identifiers import check_slug
from archcite.record.key import make_key, slug, suffixed
from archcite.record.model import Agent, Document, Record
from archcite.record.vocab import AgentKind, Kind, NameOrder, Role
from strategies import records


def letter(*people: Agent, date: str | None = "1966-05-27", title: str | None = None) -> Record:
    document = Document(id="x", kind=Kind.LETTER, date=date, title=title)
    return Record(schema="archcite/1", document=document, people=people)


def person(
    name: str,
    role: Role = Role.AUTHOR,
    family: str | None = None,
    order: NameOrder = NameOrder.GIVEN_FIRST,
) -> Agent:
    return Agent(role=role, as_given=name, family=family, order=order)


def body(name: str) -> Agent:
    return Agent(role=Role.AUTHOR, as_given=name, kind=AgentKind.BODY)


@pytest.mark.parametrize(
    ("people", "key"),
    [
        ([person("Leonid Brezhnev", family="Brezhnev")], "brezhnev-1966-05-27"),
        ([person("Leonid Brezhnev")], "brezhnev-1966-05-27"),
        ([person("Kim Il Sung", order=NameOrder.FAMILY_FIRST)], "kim-1966-05-27"),
        ([person("X", Role.RECIPIENT), person("Y")], "y-1966-05-27"),
        ([person("X", Role.RECIPIENT)], "x-1966-05-27"),
        ([person("A", Role.CREATOR), person("B", Role.SPEAKER)], "b-1966-05-27"),
        ([person("T", Role.TRANSLATOR)], "letter-1966-05-27"),
        ([person("Хрущёв", family="Хрущёв")], "khrushchev-1966-05-27"),
        ([person("Rigoberta Menchú", family="Menchú")], "menchu-1966-05-27"),
        ([person("O’Brien", family="O’Brien")], "obrien-1966-05-27"),
        ([person("Łódź-Øst", family="Łódź-Øst")], "lodz-ost-1966-05-27"),
        ([person("毛泽东"), person("Zhou", Role.SPEAKER)], "zhou-1966-05-27"),
        ([body("Telegraph Agency of the Soviet Union (TASS)")], "tass-1966-05-27"),
        ([body("The Ministry of Foreign Affairs of Hungary")], "ministry-of-foreign-affairs-1966"),
        ([], "letter-1966-05-27"),
    ],
)
def test_who(people: list[Agent], key: str) -> None:
    assert make_key(letter(*people)).startswith(key)


@pytest.mark.parametrize(
    ("date", "end"),
    [
        ("1966", "1966"),
        ("1966-05~", "1966-05"),
        ("196X", "196x"),
        ("1966-XX-XX", "1966"),
        ("1966-21?", "1966-spring"),
        ("1966/1968", "1966-1968"),
        ("1966-05-27/1966-06", "1966-05-27"),
        ("../1966", "1966"),
        ("-0044-03-15", "0044bc-03-15"),
    ],
)
def test_when(date: str, end: str) -> None:
    assert make_key(letter(person("A"), date=date)) == f"a-{end}"


def test_undated() -> None:
    assert (
        make_key(letter(person("A"), date=None, title="The Last Will of a King")) == "a-last-will"
    )
    assert make_key(letter(date=None, title="Revere Family Papers")) == "revere-family-papers"
    assert make_key(letter(person("A"), date=None)) == "a-undated"
    assert make_key(letter(date=None)) == "letter-undated"


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
@given(records())
def test_every_record_gets_a_valid_key(record: Record) -> None:
    assert check_slug(make_key(record)) == ""


def test_suffixes() -> None:
    assert suffixed("a", set()) == "a"
    assert suffixed("a", {"a"}) == "a-b"
    assert suffixed("a", {"a", "a-b"}) == "a-c"
    taken = {"a"} | {f"a-{chr(letter)}" for letter in range(ord("b"), ord("z") + 1)}
    assert suffixed("a", taken) == "a-aa"
    assert suffixed("a", taken | {"a-aa"}) == "a-ab"


def test_slug() -> None:
    assert slug("  Ein Brief: «Über» die Größe!  ") == "ein-brief-uber-die-grosse"
    assert slug("Совет народных комиссаров") == "sovet-narodnykh-komissarov"
    assert slug("金日成") == ""
