"""The comparison itself, without any program: each fate is told, and told only where it is true."""

from __future__ import annotations

from typing import Any

import pytest

from archcite.record.toml import from_plain
from interop.facts import DOUBT, FATES, NAMES, ROWS, compared, facts, missing, paired
from interop.measure import our_file, passage, sample

LETTER: dict[str, Any] = {
    "schema": "archcite/1",
    "document": {"id": "a", "kind": "letter", "title": "On Coal", "date": "1966-03-12~"},
    "people": [
        {"role": "author", "as_given": "Ann Bell", "family": "Bell", "given": "Ann"},
        {"role": "translator", "as_given": "Carl Dorn", "family": "Dorn", "given": "Carl"},
    ],
    "source": {"archive": {"name": "Salt Archive"}, "levels": [{"kind": "box", "value": "12"}]},
}


def changed(**tables: Any) -> dict[str, str]:
    """The fates of the letter's rows where these tables are what came back."""
    fates = compared(from_plain(LETTER), from_plain({**LETTER, **tables}))
    return {
        f"{fate.row}: {fate.value}": f"{fate.word} {fate.into}".strip()
        for fate in fates
        if fate.word != "kept"
    }


def document(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in {**LETTER["document"], **fields}.items() if value}


def test_an_equal_record_is_kept_whole() -> None:
    assert changed() == {}
    fates = compared(from_plain(LETTER), from_plain(LETTER))
    assert [fate.row for fate in fates] == [
        *("kind", "title", "date", DOUBT, "author", "translator", NAMES, NAMES),
        *("archive", "shelfmark"),
    ]


def test_a_translator_that_becomes_an_author_has_turned() -> None:
    author, translator = LETTER["people"]
    assert changed(people=[author, {**translator, "role": "author"}]) == {
        "translator: Carl Dorn": "turned author"
    }


def test_a_role_with_a_wider_name_is_changed_and_not_turned() -> None:
    speaker = {**LETTER["people"][0], "role": "speaker"}
    before = from_plain({**LETTER, "people": [speaker]})
    after = from_plain({**LETTER, "people": [LETTER["people"][0]]})
    found = [fate for fate in compared(before, after) if fate.word != "kept"]
    assert [(fate.row, fate.word, fate.into) for fate in found] == [
        ("speaker", "changed", "author")
    ]


@pytest.mark.parametrize(
    ("kind", "fate"),
    [("telegram", None), ("other", "changed other"), ("speech", "turned speech"),
     ("published", "changed published")],
)  # fmt: skip
def test_the_kind(kind: str, fate: str | None) -> None:
    expected = {"kind: letter": fate} if fate else {}
    assert changed(document=document(kind=kind)) == expected


def test_a_letter_that_becomes_an_article_has_turned() -> None:
    found = changed(document=document(kind="published"), published={"type": "article-journal"})
    assert found == {"kind: letter": "turned published:article-journal"}


@pytest.mark.parametrize(
    ("date", "fates"),
    [
        ("1966-03-12", {f"{DOUBT}: ~": "turned a certain date"}),
        ("1966-03-12?", {f"{DOUBT}: ~": "changed ?"}),
        ("1966~", {"date: 1966-03-12": "changed"}),
        ("", {"date: 1966-03-12": "lost", f"{DOUBT}: ~": "lost"}),
    ],
)
def test_a_doubtful_date(date: str, fates: dict[str, str]) -> None:
    assert changed(document=document(date=date)) == fates


def test_a_doubt_that_a_note_still_tells_is_moved() -> None:
    told = changed(
        document=document(date="1966-03-12"), remarks=[{"text": "Date: circa 12 March 1966"}]
    )
    assert told == {f"{DOUBT}: ~": "moved"}


def test_words_in_a_note_are_moved_and_in_a_field_turned() -> None:
    source = {"levels": LETTER["source"]["levels"]}
    assert changed(source=source) == {"archive: Salt Archive": "lost"}
    noted = changed(source=source, remarks=[{"text": "Now in the Salt Archive, Halle."}])
    assert noted == {"archive: Salt Archive": "moved"}
    published = changed(source=source, published={"publisher": "Salt Archive"})
    assert published == {"archive: Salt Archive": "turned publisher"}


def test_typography_and_the_order_of_a_name_do_not_count() -> None:
    title = document(title="“On”  Coal–Trade")
    before = from_plain({**LETTER, "document": document(title='"On" Coal-Trade')})
    assert {fate.word for fate in compared(before, from_plain({**LETTER, "document": title}))} == {
        "kept"
    }
    name = {"role": "author", "as_given": "Bell Ann"}
    assert changed(people=[name, LETTER["people"][1]]) == {f"{NAMES}: Bell, Ann": "changed"}


def test_a_record_that_does_not_come_back_has_lost_everything() -> None:
    assert {fate.word for fate in missing(from_plain(LETTER))} == {"lost"}
    assert len(missing(from_plain(LETTER))) == 10


def test_records_are_paired_by_key_by_title_and_by_place() -> None:
    one = from_plain(LETTER)
    two = from_plain({**LETTER, "document": document(id="b", title="On Salt")})
    renamed = from_plain({**LETTER, "document": document(id="on-salt-1966", title="On Salt")})
    assert [after for _, after in paired([one, two], [renamed, one])] == [one, renamed]
    untitled = from_plain({**LETTER, "document": document(id="x", title="")})
    assert [after for _, after in paired([one, two], [untitled])] == [None, None]
    assert [after for _, after in paired([two], [untitled])] == [untitled]


def test_every_row_has_a_value_in_the_sample_or_is_a_role_that_few_records_have() -> None:
    there = {row for record in sample() for row in facts(record)}
    assert there <= set(ROWS)
    assert set(ROWS) - there <= set(
        "cataloguer chair collection-editor compiler composer container-author contributor curator"
        " director editorial-director executive-producer guest host illustrator narrator organizer"
        " original-author performer producer reviewed-author script-writer series-creator"
        " subject".split()
    ) | {"credit: provided", "credit: transcribed"}


def test_a_file_that_lacks_a_record_is_seen() -> None:
    data = our_file("csl-json", carrier=True)
    whole = passage(data, "csl-json")
    assert (whole.exact, whole.turned()) == (len(sample()), {})
    none = passage(b"[]", "csl-json")
    assert none.exact == 0
    assert {fate.word for _, fate in none.fates} == {"lost"}
    assert set(FATES) >= {
        fate.word for _, fate in passage(our_file("ris", carrier=False), "ris").fates
    }
