"""The program of worked examples: its rules, our own examples, the numbers on the shared ones."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from archcite.record import toml
from archcite.record.vocab import AgentKind, Kind, LevelKind, Role, TitleKind
from worked.cited import printed
from worked.compare import differs_in, word_diff
from worked.examples import Example, read_examples
from worked.facts import Facts
from worked.forms import FORMS, Form, options_of
from worked.kinds import record_kind
from worked.missing import missing_words
from worked.records import record_of
from worked.report import exact_by_group, outcome, outcomes
from worked.works import item_as_given, work_of
from worked_examples import main

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases" / "worked"
OWN, _ = read_examples(CASES / "archcite.json")
SHARED = ROOT.parent / "shared" / "worked-examples.json"

LETTER = {
    "kind": "letter",
    "author": "Ada Roe",
    "recipient": "Ben Poe",
    "date": "1921-03-04",
    "box": 12,
    "collection": "Roe Papers",
    "repository": "Coast Archives",
}


def example(facts: dict[str, Any], style: str = "chicago-note", expected: str = "x") -> Example:
    return Example("one", style, "somebody", "CMOS 18", facts, expected)


@pytest.mark.parametrize("own", OWN, ids=lambda own: own.key)
def test_our_own_examples_come_out_exactly(own: Example) -> None:
    found = outcome(own, OWN)
    assert found.printed.text == own.expected
    assert not found.printed.remarks


def test_our_own_examples_have_every_form() -> None:
    assert {own.style for own in OWN} >= FORMS.keys() - {"chicago-note-ibid"}
    assert len({own.key for own in OWN}) == len(OWN) >= 40


@pytest.mark.parametrize("own", OWN, ids=lambda own: own.key)
def test_facts_in_an_archive_make_a_valid_record(own: Example) -> None:
    facts = Facts(own.facts)
    kind, _ = record_kind(facts)
    if kind is None:
        return
    record = record_of(own.key, facts, kind)
    assert toml.read(toml.write(record, "x"), "") == record


@pytest.mark.skipif(not SHARED.is_file(), reason="the shared examples are not beside the project")
def test_the_numbers_on_the_shared_examples_do_not_fall() -> None:
    examples, faults = read_examples(SHARED)
    found = outcomes(examples)
    floors = tomllib.loads((CASES / "floors.toml").read_text("utf-8"))
    counts = exact_by_group(found)
    assert not faults
    assert not [each for each in found if any("fault" in text for text in each.printed.remarks)]
    assert {name: count for name, count in counts.items() if count < floors.get(name, 0)} == {}


@pytest.mark.skipif(not SHARED.is_file(), reason="the shared examples are not beside the project")
def test_a_record_of_the_facts_prints_what_the_item_with_them_prints() -> None:
    examples = [each for each in read_examples(SHARED)[0] if "csl_item" in each.facts]
    assert examples
    for each in examples:
        facts = {name: value for name, value in each.facts.items() if name != "csl_item"}
        assert printed(each._replace(facts=facts), []).text == printed(each, []).text


@pytest.mark.parametrize(
    ("facts", "kind", "type_"),
    [
        ({"kind": "letter"}, Kind.LETTER, "personal_communication"),
        ({"kind": "photograph of a letter"}, Kind.PHOTOGRAPH, "graphic"),
        ({"kind": "memorandum of conversation"}, Kind.CONVERSATION_RECORD, "document"),
        ({"kind": "report", "publisher": "P"}, None, "report"),
        ({"kind": "report", "publisher": "P", "repository": "R"}, Kind.REPORT, "report"),
        ({"kind": "letter", "container": "C", "publisher": "P"}, Kind.LETTER, None),
        ({"kind": "archive website"}, None, "webpage"),
        ({"kind": "photograph", "handle": "@ada"}, None, "post"),
    ],
)
def test_what_an_example_is_of(facts: dict[str, Any], kind: Kind | None, type_: str | None) -> None:
    found = record_kind(Facts(facts))
    assert found[0] is kind
    assert type_ is None or found[1] == type_


def test_facts_become_a_record() -> None:
    facts = Facts({**LETTER, "recipient": ["Ben Poe", "the Harbor Office"], "record_group": "26"})
    record = record_of("a.Note", facts, Kind.LETTER)
    author, first, second = record.people
    assert (author.role, author.family, author.given) == (Role.AUTHOR, "Roe", "Ada")
    assert (first.family, second.kind) == ("Poe", AgentKind.BODY)
    assert record.document.id == "a.note"
    assert record.source is not None
    levels = [(level.kind, level.value) for level in record.source.levels]
    assert levels == [(LevelKind.RECORD_GROUP, "26"), (LevelKind.BOX, "12")]
    assert facts.left() == []


def test_a_codex_is_a_work_and_a_manuscript_in_a_collection_is_not() -> None:
    codex = {"title": "T", "repository": "R", "shelfmark": "MS 1"}
    found = record_of("x", Facts(codex), Kind.OTHER).document.title_kind
    assert found is TitleKind.WORK
    inside = {**codex, "collection": "Papers"}
    assert record_of("x", Facts(inside), Kind.OTHER).document.title_kind is TitleKind.FORMAL


def test_a_document_in_a_printed_edition_has_its_makers() -> None:
    facts = {"container": "Letters", "editor": "Cy Moe", "publisher": "P", "year": "1976"}
    record = record_of("x", Facts({**LETTER, **facts}), Kind.LETTER)
    assert record.source is not None
    edition = record.source.published_in
    assert edition is not None
    assert (edition.title, edition.editors, edition.date) == ("Letters", ("Cy Moe",), "1976")
    assert record.document.date == "1921-03-04"
    assert Role.EDITOR not in {agent.role for agent in record.people}


def test_dates_are_edtf_or_as_a_citation_writes_them() -> None:
    def dated(date: str) -> tuple[str | None, bool]:
        document = record_of("x", Facts({"date": date}), Kind.REPORT).document
        return document.date, document.date_inferred

    assert dated("1921-03-04?") == ("1921-03-04?", False)
    assert dated("[March 4, 1921]") == ("1921-03-04", True)
    assert dated("ca. 1921") == ("1921~", False)
    assert dated("n.d.") == (None, False)
    assert work_of("x", Facts({"year": 1921}), "book")["issued"] == {"date-parts": [[1921]]}


def test_a_document_without_a_name_is_called_by_its_kind() -> None:
    will = record_of("x", Facts({"kind": "will (probated)"}), Kind.LEGAL).document
    letter = record_of("x", Facts({"kind": "letter"}), Kind.LETTER).document
    assert (will.genre, letter.genre) == ("will", None)


def test_doubtful_authors_and_open_lists() -> None:
    facts = Facts({"author": "[Ada Roe?]"})
    (author,) = record_of("x", facts, Kind.LETTER).people
    assert (author.as_given, author.certainty) == ("Ada Roe", "uncertain")
    item = work_of("x", Facts({"editors": ["Ada Roe", "et al."]}), "webpage")
    assert len(item["editor"]) > 9


def test_an_item_with_a_note_may_name_its_type_there() -> None:
    item = item_as_given("k", {"type": "manuscript", "note": "type: collection\ngenre: letters"})
    assert item == {"id": "k", "type": "collection", "note": "genre: letters"}


def test_options_follow_from_edition_authority_and_facts() -> None:
    note = Form("chicago-notes", "first")
    house = "implementation:biblatex-chicago"
    title = {"title": "A title"}
    assert options_of(note, "CMOS 18", "x", Facts({"title_lower": "a"})) == {}
    assert options_of(note, "CMOS 16/17", "x", Facts(title)) == {
        "edition": "17",
        "case": "as-given",
    }
    assert options_of(note, "CMOS 17", house, Facts(title))["repeats"] == "full"
    assert "repeats" not in options_of(note, "", house, Facts({**title, "short_title": "A"}))
    assert "edition" not in options_of(Form("mla", "text"), "MLA 9", house, Facts(title))


def test_what_is_unknown_is_told_and_stops_nothing() -> None:
    facts = {
        **LETTER,
        "kind": "xylograph",
        "date": "in spring",
        "colour": "red",
        "addendum": "sealed",
    }
    found = printed(example(facts), [])
    assert "Roe" in found.text
    told = "; ".join(found.remarks)
    for word in ("xylograph", "in spring", "colour", "sealed"):
        assert word in told
    assert outcome(example(LETTER, "vancouver", ""), []).word == "differs"
    strange = {"kind": 3, "author": {"family": 1}, "recipient": [None, 4], "date": ["x"]}
    assert outcome(example(strange), []).printed.remarks


@pytest.mark.parametrize(
    ("expected", "got", "names"),
    [
        ("A.", "A.", ()),
        ("<i>A</i>.", "A.", ("italics",)),
        ("A “b.”", "A “b”", ("final stop",)),
        ("1–2", "1-2", ("dashes",)),
        ("<i>A</i> 1–2", "A 1-2.", ("italics", "final stop", "dashes")),
        ("A.", "B.", None),
    ],
)
def test_how_far_two_citations_agree(expected: str, got: str, names: tuple[str] | None) -> None:
    assert differs_in(expected, got) == names


def test_a_difference_is_told_by_words() -> None:
    assert word_diff("Roe, 4 May 1921.", "Roe, May 1921.") == "Roe,[- 4-] May 1921."
    assert word_diff("A <i>b</i>", "A b") == "A [-<i>-]b[-</i>-]"


def test_words_that_the_facts_do_not_have() -> None:
    facts = {**LETTER, "url": "https://a.example/1"}
    whole = "Ada Roe to Ben Poe, Mar. 4, 1921, box 12, Roe Papers, Coast Archives"
    assert missing_words(f"{whole}, a.example/1.", facts, "chicago-note") == []
    assert missing_words(f"{whole}, https://b.example/2.", facts, "chicago-note") == [
        "https://b.example/2"
    ]
    assert missing_words(f"{whole}, sealed, Port Hope.", facts, "chicago-note") == [
        "sealed",
        "Port",
        "Hope",
    ]


def test_works_of_one_author_are_cited_among_each_other() -> None:
    first = example({**LETTER, "position": "first of two letters to the same recipient"}, "mla-wc")
    later = {**first.facts, "date": "1921-05-01", "position": "second entry by the same author"}
    second = example(later, "mla-wc")
    assert printed(second, [first, second]).text.startswith("---. Letter")
    assert printed(second, []).text.startswith("---. Letter")


def test_the_program_reads_several_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.json"
    entry = {"id": "a", "style": "chicago-note", "metadata": LETTER, "expected": "Roe."}
    mine.write_text(json.dumps({"examples": [entry, {"id": "b"}]}), "utf-8")
    assert main([str(mine), str(CASES / "archcite.json"), "--quiet"]) == 0
    out, err = capsys.readouterr()
    assert f"{len(OWN):>7}" in out.splitlines()[-1]
    assert "entry 2: no metadata" in err
    assert main([str(mine), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["outcome"] == "differs"
    assert found["got"].startswith("Ada Roe to Ben Poe")
    assert main([str(mine)]) == 0
    assert "{+Ada +}Roe" in capsys.readouterr().out


def test_an_unreadable_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("[", "utf-8")
    assert main([str(broken)]) == 4
    assert main([str(tmp_path / "none.json")]) == 4
    assert "broken.json" in capsys.readouterr().err
