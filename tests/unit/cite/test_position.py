"""first, subsequent, ibid, ibid-with-locator, near-note."""

from __future__ import annotations

from archcite.cite.position import positions
from archcite.cite.request import Citation, Cite, Locator


def words(*citations: Citation) -> list[list[set[str]]]:
    return [[set(place.position) for place in row] for row in positions(citations)]


def note(number: int, *cites: Cite) -> Citation:
    return Citation(cites, number)


A, B = Cite("a"), Cite("b")
A5 = Cite("a", Locator("page", "5"))


def test_first_then_ibid_then_subsequent() -> None:
    assert words(note(1, A), note(2, A), note(3, B), note(4, A)) == [
        [{"first"}],
        [{"subsequent", "ibid", "near-note"}],
        [{"first"}],
        [{"subsequent", "near-note"}],
    ]


def test_locators_decide_ibid() -> None:
    with_locator = {"subsequent", "ibid", "ibid-with-locator", "near-note"}
    assert words(note(1, A), note(2, A5), note(3, A5), note(4, A)) == [
        [{"first"}],
        [with_locator],
        [{"subsequent", "ibid", "near-note"}],
        [{"subsequent", "near-note"}],
    ]


def test_no_ibid_after_a_note_of_several_cites() -> None:
    assert words(note(1, A, B), note(2, A))[1] == [{"subsequent", "near-note"}]


def test_ibid_within_one_note() -> None:
    assert words(note(1, A, A5))[0][1] >= {"ibid-with-locator"}


def test_far_notes_are_not_near_and_first_note_is_kept() -> None:
    places = positions([note(1, A), note(2, B), note(9, A)])
    assert places[2][0].position == {"subsequent"}
    assert places[2][0].first_note == 1
    assert places[0][0].first_note == 0


def test_a_forced_position_wins() -> None:
    assert words(note(1, Cite("a", position="subsequent")))[0][0] >= {"subsequent"}


def test_a_work_that_is_said_to_be_first_is_first_there_from_then_on() -> None:
    again = Cite("a", position="first")
    rows = positions([note(1, A), note(2, B), note(1, again), note(2, A5)])
    assert [row[0].first_note for row in rows] == [0, 0, 0, 1]
    assert rows[2][0].position == {"first"}
    assert "ibid" in rows[3][0].position  # two notes have the number 1, and each has one work
    rows = positions([note(4, A), note(1, again), note(2, B), note(3, A)])
    assert rows[3][0].first_note == 1
