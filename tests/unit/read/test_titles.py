"""What a catalogue title tells of its document, and how its names are read."""

from __future__ import annotations

import pytest

from archcite.read.agents import is_family_first, person_or_body
from archcite.read.titles import kind_of, read_title
from archcite.record.vocab import Role, State


@pytest.mark.parametrize(
    ("title", "kind", "author", "recipient"),
    [
        ("Excerpts from Ivo Petr's May 1966 Speech on Fishing", "speech", "Ivo Petr", ""),
        ("Ivo Petr's Speech at the Third Conference", "speech", "Ivo Petr", ""),
        ("Speech by Josip Broz Tito at the Third Conference", "speech", "Josip Broz Tito", ""),
        ("Telegram from Joseph Stalin to Mao Zedong", "telegram", "Joseph Stalin", "Mao Zedong"),
        ("Ciphered Telegram, Ivanov to Petrov", "telegram", "Ivanov", "Petrov"),
        (
            "Telegram No. 709 from Soviet Ambassador Ivo Petr to Ann Bell",
            "telegram",
            "Soviet Ambassador Ivo Petr",
            "Ann Bell",
        ),
        (
            "Cable from the Embassy in Norland, 'Views on Fish'",
            "telegram",
            "Embassy in Norland",
            "",
        ),
        (
            "Letter, Ann Bell to All Provincial Premiers",
            "letter",
            "Ann Bell",
            "All Provincial Premiers",
        ),
        ("Letter to Ann Bell from Otto Carr", "letter", "Otto Carr", "Ann Bell"),
        ("Letter from Ann Bell regarding Fish", "letter", "Ann Bell", ""),
        (
            "Memorandum from the Head of the Department to Ann Bell, 'On the Situation'",
            "memorandum",
            "Head of the Department",
            "Ann Bell",
        ),
        ("Report by the Ministry of Fish on the Harvest", "report", "Ministry of Fish", ""),
        (
            "Decision of the Council of Fish to send boats to Norland",
            "decision",
            "Council of Fish",
            "",
        ),
        ("Minutes of the 11th Meeting of the Foreign Policy Committee", "minutes", "", ""),
        ("Record of Conversation between Ivo Petr and Ann Bell", "conversation-record", "", ""),
        ("Memorandum of Conversation with Ann Bell", "conversation-record", "", ""),
        ("From the Diary of Ambassador A. M. Petrov", "diary", "Ambassador A. M. Petrov", ""),
        ("Note by Foreign Minister Bell on the Meeting", "note", "Foreign Minister Bell", ""),
    ],
)
def test_kind_author_and_recipient(title: str, kind: str, author: str, recipient: str) -> None:
    facts = read_title(title)
    assert (facts.kind, facts.author, facts.recipient) == (kind, author, recipient)


def test_a_title_that_says_nothing_gives_nothing() -> None:
    assert read_title("Fish") == (None, None, "", "", (), ())


def test_people_in_a_title() -> None:
    assert read_title("Record of Conversation between Ivo Petr and Wang Xiaolin").participants == (
        "Ivo Petr",
        "Wang Xiaolin",
    )
    assert read_title("Report on Talks with Pak Il Chol").names == ("Pak Il Chol",)
    assert read_title("Report on Relations between North Korea and East Germany").names == ()


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Telegram", "telegram"), ("Record of Conversation", "conversation-record"), ("Stone", None)],
)
def test_type_words(words: str, kind: str | None) -> None:
    assert kind_of(words) == kind


@pytest.mark.parametrize(
    ("given", "running", "family", "order"),
    [
        ("Ivo Petr", "Ivo Petr", "Petr", "given-first"),
        ("Petr, Ivo", "Ivo Petr", "Petr", "given-first"),
        ("Kim Il Sung", "Kim Il Sung", "Kim", "family-first"),
        ("Kim, Il-sŏng, 1912-1994", "Kim Il-sŏng", "Kim", "family-first"),
        ("Chiang, Ching-kuo (Jiang Jingguo)", "Chiang Ching-kuo", "Chiang", "family-first"),
        ("Mao Zedong", "Mao Zedong", "Mao", "family-first"),
        ("Ho Chi Minh", "Ho Chi Minh", "Ho", "family-first"),
        ("Kim Philby", "Kim Philby", "Philby", "given-first"),
        ("Lee Harvey Oswald", "Lee Harvey Oswald", "Oswald", "given-first"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven", "Beethoven", "given-first"),
        ("Soviet Ambassador Ivo Petr", "Ivo Petr", "Petr", "given-first"),
        ("Martin Luther King, Jr.", "Martin Luther King, Jr.", "King", "given-first"),
        ("Ministry of Fish", "Ministry of Fish", None, "given-first"),
        ("Head of the Department", "Head of the Department", None, "given-first"),
        ("Stalin", "Stalin", None, "given-first"),
    ],
)
def test_names(given: str, running: str, family: str | None, order: str) -> None:
    agent = person_or_body(given, Role.AUTHOR)
    assert (agent.as_given, agent.family, agent.order) == (running, family, order)


def test_what_a_name_carries_besides() -> None:
    ambassador = person_or_body("Soviet Ambassador Ivo Petr", Role.AUTHOR)
    assert ambassador.affiliation == "Soviet Ambassador"
    assert person_or_body("Comrade Ivo Petr", Role.AUTHOR).affiliation is None
    dated = person_or_body("Petr, Ivo, 1901-1980", Role.AUTHOR)
    assert dated.authority_form == "Petr, Ivo, 1901-1980"
    assert dated.src == {}
    assert person_or_body("Ivo Petr", Role.AUTHOR, src=State.INFERRED).src == "inferred"
    assert person_or_body("Ministry of Fish", Role.AUTHOR).kind == "body"


def test_syllables_decide_who_is_family_first() -> None:
    assert is_family_first("Pak Seong-cheol")
    assert not is_family_first("Han Solomon")
    assert not is_family_first("Ivo Petr")
