"""What comparisons and benchmarks rest on: the items, the documents, and how texts are counted."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from documents import KINDS, SENTENCE, markdown, notes
from hayagriva import entry
from items import items
from peers import corpus
from peers.compare import Compared, Difference, moved
from peers.engines import bare, marked, tidy


def test_the_items_are_always_the_same() -> None:
    text = json.dumps(items(1000), ensure_ascii=False)
    assert sha256(text.encode()).hexdigest().startswith("d1f1b5293516")
    assert items(10) == items(1000)[:10]


def test_a_document_cites_each_item_alone_and_then_in_threes() -> None:
    clusters = corpus.document("some", items(7)).clusters
    assert [len(cluster.ids) for cluster in clusters] == [1] * 7 + [3, 3, 1]
    assert [cluster.paged for cluster in clusters[7:]] == [1, 1, -1]


@pytest.mark.parametrize("count", [1, 3, 100])
def test_the_notes_cite_every_item(count: int) -> None:
    row, citations = notes(count)
    assert len(citations) == count
    cited = {key for citation in citations for key, _ in citation}
    assert cited == {item["id"] for item in row}
    assert markdown(citations).count(SENTENCE) == count


@pytest.mark.parametrize("kind", ["authors", "works"])
def test_the_hard_cases_differ_in_one_thing(kind: str) -> None:
    row, citations = KINDS[kind](1792)
    people = {json.dumps(item["author"]) for item in row}
    assert len(people) == (1792 if kind == "authors" else 1)
    assert len({item["author"][0]["family"] for item in row}) == 1
    assert len(citations) == 1792


def test_typst_is_given_what_it_knows() -> None:
    made = entry({
        "id": "a", "type": "chapter", "title": "One <i>two</i>", "container-title": "Three",
        "author": [{"family": "Roe", "given": "Ada", "dropping-particle": "de"}],
        "issued": {"date-parts": [[1966, 5]]}, "page": "1-2", "volume": "3",
    })  # fmt: skip
    assert made == {
        "type": "chapter",
        "title": "One two",
        "author": [{"name": "Roe", "given-name": "Ada", "prefix": "de"}],
        "date": "1966-05",
        "page-range": "1-2",
        "parent": {"type": "anthology", "title": "Three", "volume": "3"},
    }


def test_moved_counts_the_fewest_moves() -> None:
    assert moved(list("abcd"), list("abcd")) == 0
    assert moved(list("abcd"), list("bcda")) == 1
    assert moved(list("abcd"), list("dcba")) == 3


def test_shares_are_rounded_down() -> None:
    wrong = [Difference("entry a", "x", "y")]
    shares = Compared(wrong, [], 0, 3000, 3000, 0.0).shares()
    assert shares == {"entries": 99.9, "citations": 100.0, "order": 100.0}


def test_a_change_is_where_the_texts_part() -> None:
    assert Difference("", "Roe, <i>One</i>.", "Roe, “One.”").change == "'<i>' -> '“'"


def test_pandoc_s_tree_and_html_become_the_same_text() -> None:
    inner = {"t": "Emph", "c": [{"t": "Str", "c": "two"}]}
    tree = [
        {"t": "Emph", "c": [{"t": "Str", "c": "One"}, {"t": "Space"}, inner]},
        {"t": "Str", "c": "\u00a0&"},
        {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "x.org"}], ["", ""]]},
    ]
    html = '<div>\n  <i>One <span style="font-style:normal;">two</span></i>\u00a0&#38;x.org</div>'
    assert bare(marked(tree)) == bare(html)


def test_the_frame_of_an_entry_is_no_difference() -> None:
    assert tidy('  <div class="csl-entry">Roe,\n  Ada</div>\n') == "Roe, Ada"
    assert tidy("Roe,\u00a0Ada") == "Roe,\u00a0Ada"
