"""What a change makes of the marks that say how values are known."""

from typing import Any

import pytest

from archcite.record.imported import Unit, changed, merged
from archcite.record.marks import drop_untrue, says_anything
from archcite.record.toml import from_plain

HEAD: dict[str, Any] = {"schema": "archcite/1", "document": {"id": "a", "kind": "letter"}}


@pytest.mark.parametrize("value", [None, "", {}, [], (), {"a": []}, [{}], {"_src": {"a": "empty"}},
                                   {"_note": "x"}])  # fmt: skip
def test_nothing_is_said(value: object) -> None:
    assert not says_anything(value)
    assert says_anything([value, {"a": {"b": "x"}}])


def test_untrue_marks_go_and_the_others_stay() -> None:
    copy = {"collection": "x", "_src": {"collection": "stated", "archive": "inferred"}}
    source = {"_src": "stated", "published_in": {}, "copies": [copy]}
    digital = {"url": "https://example.org", "_src": "empty"}
    plain = {**HEAD, "source": source, "digital": digital, "_src": {"digital": "stated"}}
    drop_untrue(plain)
    assert plain["digital"] == {"url": "https://example.org"}
    assert plain["source"]["copies"] == [{"collection": "x", "_src": {"collection": "stated"}}]
    assert plain["source"]["_src"] == "stated"
    assert plain["_src"] == {"digital": "stated"}
    assert copy["_src"] == {"collection": "stated"}
    assert from_plain(plain)


def test_a_table_known_to_be_empty_may_be_filled_by_a_later_import() -> None:
    here = from_plain({**HEAD, "digital": {"_src": "empty"}})
    made = changed(here, {("digital", "url"): Unit("https://example.org")})
    assert (
        from_plain(made).digital
        == from_plain({**HEAD, "digital": {"url": "https://example.org"}}).digital
    )


def test_no_is_an_answer_that_a_later_import_may_bring() -> None:
    here, there = ({**HEAD, "rights": {"holder": ["x"], **more}} for more in (
        {}, {"holder_contacted": False}))  # fmt: skip
    news = merged(from_plain(here), from_plain(there))
    assert news.changes == {("rights", "holder_contacted"): Unit(False)}
    assert from_plain(changed(from_plain(here), news.changes)) == from_plain(there)
