"""JSON of Zotero and Better BibTeX that is broken or strange: told, and the rest is read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archcite.errors import Problem
from archcite.read import load_reader, sniff
from archcite.record.model import Record

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3000, 3000) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from("note path tag name parent items creatorType lastName a".split()),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
FIELDS = """key itemType title creators date tags collections relations extra notes attachments
    parentItem data url accessDate archiveLocation rights itemID citationKey id type issued author
    citation-key custom note""".split()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6), max_size=4),
    st.sampled_from(["letter", "note", "book", 3]),
    VALUES,
)
def test_no_file_makes_a_reader_raise(
    items: list[dict[str, object]], type_: object, collections: object
) -> None:
    listed = [{"itemType": type_, **item} for item in items]
    for whole in (listed, {"items": listed, "collections": collections}):
        data = json.dumps(whole).encode()
        assert isinstance(sniff(data, "a"), str | Problem)
        for name in ("zotero-json", "better-csl-json"):
            for each in load_reader(name)(data, "a.json"):
                assert str(each)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[{"itemType": "book", "title": "A"}, {"itemType": "book"', "json-invalid"),
        ('[{"itemType": "book"', "json-invalid"),
        ('{"items": []}', "nothing-found"),
        ("[" * 100_000, "json-invalid"),
        ('{"items": ' * 5000, "json-invalid"),
    ],
)
def test_what_is_broken_is_told_with_its_place(text: str, code: str) -> None:
    found = load_reader("zotero-json")(text.encode(), "a.json")
    assert isinstance(found[-1], Problem) or isinstance(found[0], Problem)
    assert code in [each.code for each in found if isinstance(each, Problem)]
    assert all(each.where.startswith("a.json") for each in found if isinstance(each, Problem))


def test_what_stands_before_a_break_is_read() -> None:
    text = '[{"itemType": "book", "title": "A"},\n{"itemType": "book"'
    found = load_reader("zotero-json")(text.encode(), "a.json")
    assert [each.document.title for each in found if isinstance(each, Record)] == ["A"]


def test_collections_in_a_circle_end() -> None:
    whole = {
        "collections": {
            "A": {"name": "a", "parent": "B", "items": [1]},
            "B": {"name": "b", "parent": "A"},
        },
        "items": [{"itemType": "book", "itemID": 1, "title": "T"}],
    }
    (found,) = load_reader("zotero-json")(json.dumps(whole).encode(), "a.json")
    assert isinstance(found, Record)
    assert found.record is not None
    assert [each.value for each in found.record.foreign] == ["b / a"]


@pytest.mark.parametrize(
    ("text", "format_name"),
    [
        ('[{"id": "a", "type": "book"}]', "csl-json"),
        ('[{"id": "a", "citation-key": "a", "type": "book"}]', "better-csl-json"),
        ('{"itemType": "book", "title": "A"}', "zotero-json"),
        ('[{"key": "A", "data": {"itemType": "book"}}]', "zotero-json"),
        ("references:\n- id: a\n  type: book\n", "csl-yaml"),
        ("- id: a\n  type: book\n", "csl-yaml"),
        ("---\n\nreferences:\n- id: a\n", "csl-yaml"),
        ("a:\n  type: book\n  title: T\n", "hayagriva"),
        ("# c\n'1921':\n    title: T\n", "hayagriva"),
        ("cff-version: 1.2.0\ntitle: T\n", "cff"),
    ],
)
def test_each_is_known_by_its_beginning(text: str, format_name: str) -> None:
    assert sniff(text.encode(), "download") == format_name


@pytest.mark.parametrize(
    "text",
    [
        "Notes:\n  a list of things\n",
        "---\ntitle: A page\n---\n\n# References:\n\ntext\n",
        "- a list\n- of points\n",
        "Dear Ada:\n\n  I write to you.\n",
    ],
)
def test_other_texts_are_none_of_them(text: str) -> None:
    assert isinstance(sniff(text.encode(), "a.txt"), Problem)
