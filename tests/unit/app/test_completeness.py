"""Which gaps matter in which style: found by asking the style, and said in one line."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from archcite.app import citing, completeness, items, options
from archcite.app.config import Config
from archcite.app.styles import load_style
from archcite.cite.request import Citation, Cite
from archcite.library import styles as files
from archcite.record.gap import Gap
from archcite.record.model import Record
from archcite.record.standins import STAND_INS, filled
from archcite.record.toml import from_plain, read
from archcite.render.plain import render
from strategies import records
from worked.examples import read_examples
from worked.facts import Facts
from worked.forms import form_of
from worked.kinds import record_kind
from worked.records import record_of as record_of_facts

OURS = ("chicago-notes", "chicago-author-date", "mla")
OFFICIAL = ("apa", "vancouver", "ieee", "modern-language-association")
WITH_OFFICIAL = len(files.folders()) > 1

# What each of our styles needs of a document of which nothing but an address is known.
BY_KIND: dict[str, set[str]] = {
    "letter": {"author", "recipient", "date", "archive", "shelfmark", "url", "accessed"},
    "telegram": {"author", "recipient", "date", "archive", "shelfmark", "url", "accessed"},
    "memorandum": {"author", "date", "archive", "shelfmark", "url", "accessed"},
    "speech": {
        *("speaker", "event", "event-place", "date", "archive", "shelfmark", "url", "accessed"),
    },
    "interview": {
        *("interviewee", "interviewer", "date", "archive", "shelfmark", "url", "accessed"),
    },
    "minutes": {"title", "date", "archive", "shelfmark", "url", "accessed"},
    "photograph": {"date", "medium", "archive", "shelfmark", "url", "accessed"},
    "other": {"title", "genre", "date", "archive", "shelfmark", "url", "accessed"},
}


@cache
def ask(*names: str) -> dict[str, completeness.Ask]:
    wanted = options.asked(Config(), None, None, None)
    return completeness.asking(names, options.load_styles(names, wanted, None), wanted)


def words(record: Record, name: str) -> set[str]:
    found = completeness.lacking(items.view(record), ask(name))
    return {gap.word for gap in found.get(name, ())}


def record_of(kind: str, **tables: Any) -> Record:
    document = {"id": "a", "kind": kind, **tables.pop("document", {})}
    return from_plain({"schema": "archcite/1", "document": document, **tables})


@pytest.mark.parametrize("kind", BY_KIND)
@pytest.mark.parametrize("style", OURS)
def test_our_styles_need_what_the_manuals_ask_for(style: str, kind: str) -> None:
    assert words(record_of(kind, digital={"name": "D"}), style) == BY_KIND[kind]


LETTER: dict[str, Any] = {
    "document": {"id": "a", "kind": "letter", "date": "1951-03-04", "title": "Of Umber" * 9},
    "people": [
        {"role": "author", "as_given": "Ada Roe", "family": "Roe", "given": "Ada"},
        {"role": "recipient", "as_given": "Ben Zebedee", "family": "Zebedee", "given": "Ben"},
    ],
    "source": {
        "archive": {"name": "Old Hall", "place": "Umbridge"},
        "levels": [{"kind": "item", "value": "Q 77"}],
    },
}


def of(kind: str, more: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """The letter as another kind of document."""
    return {**LETTER, "document": {**LETTER["document"], "kind": kind, **fields}, **(more or {})}


HELD = of("speech", event={"name": "Synod", "place": "Umbria"})

# word of a gap, a document that has what the gap is about, where, and the letters to look for
FACTS: list[tuple[str, dict[str, Any], str, str]] = [
    ("author", LETTER, "people.0", "Roe"),
    ("recipient", LETTER, "people.1", "Zebedee"),
    ("date", LETTER, "document.date", "1951"),
    ("archive", of("report"), "source.archive.name", "Old Hall"),
    ("place", of("report"), "source.archive.place", "Umbridge"),
    ("shelfmark", of("report"), "source.levels", "Q 77"),
    ("short-title", of("report", short_title="Mycelium"), "document.short_title", "Mycelium"),
    ("genre", of("other", genre="palimpsest"), "document.genre", "palimpsest"),
    ("medium", of("photograph", medium="ambrotype"), "document.medium", "ambrotype"),
    ("event", of("speech", event={"name": "Synod"}), "document.event.name", "Synod"),
    ("event-place", HELD, "document.event.place", "Umbria"),
    (
        "interviewer",
        of("interview", {"people": [{"role": "interviewer", "as_given": "Cy Yolander"}]}),
        "people.0",
        "Yolander",
    ),
    ("url", of("report", {"digital": {"url": "https://e.org/7"}}), "digital.url", "e.org/7"),
    (
        "accessed",
        of("report", {"digital": {"url": "https://e.org/", "accessed": "2001-02-03"}}),
        "digital.accessed",
        "2001",
    ),
    (
        "edition-date",
        of("report", {"source": {"published_in": {"title": "Book", "date": "1988", "pages": "3"}}}),
        "source.published_in.date",
        "1988",
    ),
]  # fmt: skip


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact[0])
@pytest.mark.parametrize("name", [*OURS, *OFFICIAL])
def test_a_style_needs_what_it_prints(
    name: str, fact: tuple[str, dict[str, Any], str, str]
) -> None:
    if name not in OURS and not WITH_OFFICIAL:
        pytest.skip("needs archcite[styles]")
    word, tables, path, letters = fact
    full = from_plain({"schema": "archcite/1", **tables})
    style = load_style(name, "", None)
    forms = ["note" if style.in_notes else "text", "short", "bibliography"]
    view = options.view_for(style, options.asked(Config(), None, None, None))
    printed, _ = citing.cite(
        style, {"a": items.view(full)}, [Citation((Cite("a"),))], forms, render, view
    )
    is_printed = any(letters.casefold() in each.text.casefold() for each in printed)
    lacking = from_plain({"schema": "archcite/1", **without(tables, path.split("."))})
    assert (word in words(lacking, name)) is is_printed


def without(data: Any, path: list[str]) -> Any:
    """The plain data without what stands there."""
    first, *rest = path
    if isinstance(data, list):
        at = int(first)
        return [*data[:at], *([without(data[at], rest)] if rest else []), *data[at + 1 :]]
    if rest:
        return {**data, first: without(data[first], rest)}
    return {key: value for key, value in data.items() if key != first}


@pytest.mark.parametrize("name", OURS)
def test_a_translator_is_named_in_the_credits_or_among_the_people(name: str) -> None:
    tables = of("report", language="en", original_language="ru")
    bare = {"schema": "archcite/1", **tables}
    assert "translator" in words(from_plain(bare), name)
    credit = {"credits": [{"verb": "translated", "by": ["Di Xanthos"]}]}
    person = {"role": "translator", "as_given": "Di Xanthos"}
    for named in (credit, {"people": [*LETTER["people"], person]}):
        assert "translator" not in words(from_plain({**bare, **named}), name)


@pytest.mark.parametrize("name", ["apa", "vancouver", "ieee"])
def test_official_styles_need_what_the_fitted_view_lets_them_print(name: str) -> None:
    if not WITH_OFFICIAL:
        pytest.skip("needs archcite[styles]")
    record = record_of("interview", digital={"name": "D"})
    assert words(record, name) == BY_KIND["interview"]


@pytest.mark.parametrize(
    ("kind", "tables", "needing"),
    [
        # a long title is repeated in notes, and not in brackets behind an author
        (
            "report",
            {
                "document": {"title": "word " * 14, "date": "1950"},
                "people": [{"role": "author", "as_given": "Ada Roe"}],
                "source": {"_src": {"archive": "empty"}},
            },
            {"chicago-notes": {"short-title"}},
        ),
        # a day of access is for what has no day of its own
        (
            "report",
            {
                "document": {"title": "T", "date": "1950"},
                "digital": {"url": "https://example.org/", "name": "D"},
                "source": {"_src": {"archive": "empty"}},
            },
            {},
        ),
        (
            "report",
            {
                "document": {"title": "T", "_src": {"date": "empty"}},
                "digital": {"url": "https://example.org/", "name": "D"},
                "source": {"_src": {"archive": "empty"}},
            },
            {style: {"accessed"} for style in OURS},
        ),
        # boxes move
        (
            "report",
            {
                "document": {"title": "T", "date": "1950"},
                "source": {
                    "archive": {"name": "Carter Library"},
                    "levels": [{"kind": "box", "value": "3"}],
                },
            },
            {style: {"collection"} for style in OURS},
        ),
        (
            "report",
            {
                "document": {"title": "T", "date": "1950"},
                "source": {"archive": {"name": "Old Hall"}, "collection": "Roe Papers"},
            },
            {style: {"place"} for style in OURS},
        ),
        (
            "report",
            {
                "document": {"title": "T", "date": "1950"},
                "source": {
                    "published_in": {
                        "series": "Foreign Relations of the United States, 1969–1976",
                        "pages": "33",
                    }
                },
            },
            {style: {"publisher", "edition-date", "document-number"} for style in OURS},
        ),
    ],
)
def test_rules_of_the_manuals(
    kind: str, tables: dict[str, Any], needing: dict[str, set[str]]
) -> None:
    record = record_of(kind, **tables)
    for style in OURS:
        assert words(record, style) == needing.get(style, set())


def test_a_recipient_is_needed_where_only_a_description_can_name_him() -> None:
    """The official MLA style prints no recipients; the view puts him into the description."""
    if not WITH_OFFICIAL:
        pytest.skip("needs archcite[styles]")
    telegram = record_of("telegram", document={"_src": {"date": "empty"}}, _src={})
    assert "recipient" in words(telegram, "modern-language-association")


def test_an_entry_for_another_program_is_asked_like_a_style() -> None:
    letter = record_of("letter", document={"date": "1950"}, source={"_src": {"archive": "empty"}})
    assert words(letter, "bibtex") == words(letter, "biblatex") == {"author", "recipient"}


def test_a_year_in_the_title_is_no_stand_in() -> None:
    years = [way.mark for ways in STAND_INS.values() for way in ways if way.mark.isdigit()]
    assert years
    named = record_of("minutes", document={"title": f"Minutes of {', '.join(years)}"})
    assert words(named, "mla") == words(record_of("minutes", document={"title": "T"}), "mla")


def test_complete_citations_of_a_manual_lead_to_their_documents(root: Path) -> None:
    """What these examples print is complete by their authority; some omit towns and media."""
    examples, _ = read_examples(root / "tests" / "cases" / "worked" / "archcite.json")
    lacking = {}
    for example in examples:
        facts = Facts(example.facts)
        kind, _ = record_kind(facts)
        form = form_of(example.style)
        if kind and form and "csl_item" not in example.facts:
            lacking[example.key] = words(record_of_facts(example.key, facts, kind), form.style)
    assert len(lacking) > 20
    leading = {"archive", "shelfmark", "collection", "source-line", "event", "title", "genre"}
    assert not {key: found for key, found in lacking.items() if found & leading}


SEED = {
    ("chicago-notes",): (
        "a complete citation also needs a short title for later notes; where it was given; the "
        "holding archive and its fond, opis, delo and list (their values were lost in the source); "
        "who translated it; a URL"
    ),
    ("mla",): (
        "a complete citation also needs where it was given; the holding archive and its fond, "
        "opis, delo and list (their values were lost in the source); who translated it; a URL"
    ),
    ("mla", "chicago-notes"): (
        "a complete citation also needs where it was given; the holding archive and its fond, "
        "opis, delo and list (their values were lost in the source); who translated it; a URL; in "
        "chicago-notes also a short title for later notes"
    ),
    ("ieee",): (
        "a complete citation also needs the holding archive and its fond, opis, delo and list "
        "(their values were lost in the source); who translated it; a URL; the day it was read"
    ),
}


@pytest.mark.parametrize("names", SEED, ids=" ".join)
def test_what_the_seed_lacks(names: tuple[str, ...], root: Path) -> None:
    if not WITH_OFFICIAL and not set(names) <= set(OURS):
        pytest.skip("needs archcite[styles]")
    path = root / "records" / "brezhnev-1966-05-27.toml"
    seed = read(path.read_text("utf-8"), path.name)
    found = completeness.lacking(items.view(seed), ask(*names))
    assert completeness.sentence(found) == SEED[names]


A, B, C = (Gap(word, f"the {word}", f"document.{word}") for word in "abc")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"x": [A]}, "a complete citation also needs the a"),
        ({"x": [A, B], "y": [A, B]}, "a complete citation also needs the a; the b"),
        ({"x": [A], "y": []}, "a complete citation in x also needs the a"),
        ({"x": [A], "y": [B]}, "a complete citation in x also needs the a; in y also the b"),
        (
            {"x": [A, C], "y": [A, C, B], "z": [A, B]},
            "a complete citation also needs the a; in x and y also the c; in y and z also the b",
        ),
        ({"x": [A._replace(lost=True)]},
         "a complete citation also needs the a (its value was lost in the source)"),
    ],
)  # fmt: skip
def test_one_sentence_for_several_styles(found: dict[str, list[Gap]], said: str) -> None:
    assert completeness.sentence(found) == said


@settings(max_examples=40, deadline=None)
@given(records())
def test_a_record_that_is_filled_is_complete_in_any_style(record: Record) -> None:
    for _ in range(4):
        found = completeness.lacking(items.view(record), ask(*OURS))
        if not found:
            break
        for gap in {gap for gaps in found.values() for gap in gaps}:
            left = completeness.lacking(items.view(filled(record, [gap])), ask(*OURS))
            assert gap.word not in {each.word for gaps in left.values() for each in gaps}
        record = filled(record, [gap for gaps in found.values() for gap in gaps])
    assert not completeness.lacking(items.view(record), ask(*OURS))


STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">
<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title" quotes="true"/>{}</layout></citation></style>"""


def test_an_answer_is_kept_for_one_style_and_one_record(call, library: Path) -> None:
    style = library / "own.csl"
    command = ("cite", "smith-1961-05-04", "--style", str(style))
    style.write_text(STYLE.format(""))
    assert call(*command).err == ""
    style.write_text(STYLE.format('<text variable="archive"/>'))
    needs = (
        "smith-1961-05-04: a complete citation also needs the holding archive and its shelfmark "
        "(fond, opis, delo and list, or box and folder)\n"
    )
    assert [call(*command).err for _ in range(2)] == [needs, needs]
    assert call(*command, "--quiet").err == ""
    path = library / "records" / "smith-1961-05-04.toml"
    held = (
        '\n[source]\nlevels = [{ kind = "box", value = "1" }, { kind = "folder", value = "2" }]\n'
    )
    path.write_text(path.read_text() + held + '[source.archive]\nname = "A"\nplace = "P"\n')
    assert call(*command).err == ""


def test_check_names_the_styles_that_differ(call, library: Path) -> None:
    style = library / "own.csl"
    style.write_text(STYLE.format('<date variable="accessed" form="numeric"/>'))
    path = library / "records" / "smith-1961-05-04.toml"
    path.write_text(path.read_text() + '\n[source]\n_src = { archive = "empty" }\n[digital]\n')
    styles = ("--style", "own.csl", "--style", "chicago")
    ran = call("check", "smith-1961-05-04", *styles, "--format", "concise")
    assert ran.code == 0
    assert ran.out == (
        "records/smith-1961-05-04.toml: info: a complete citation in own.csl also needs the day it "
        "was read; in chicago also the meeting or occasion; where it was given; a URL (it belongs "
        "in digital.accessed, document.event.name, document.event.place, digital.url) "
        "[incomplete]\n"
    )
    told = json.loads(
        call("check", "smith-1961-05-04", "-s", "own.csl", "-s", "chicago", "--json").out
    )
    assert [each["style"] for each in told] == ["own.csl", "chicago"]
    assert {each["code"] for each in told} == {"incomplete"}
    assert told[0]["message"] == "a complete citation in own.csl also needs the day it was read"
    assert told[0]["lacks"] == [
        {"word": "accessed", "phrase": "the day it was read", "field": "digital.accessed",
         "lost": False}
    ]  # fmt: skip
    assert [gap["word"] for gap in told[1]["lacks"]] == ["event", "event-place", "url"]


def test_check_goes_by_the_styles_of_the_library(call, library: Path) -> None:
    # a style that prints a title has the whole holding in it, where there is no title
    (library / "own.csl").write_text(STYLE.format("").replace('"title"', '"issue"'))
    (library / "archcite.toml").write_text(f'style = "{library / "own.csl"}"\n')
    assert call("check").out == ""
    assert call("check", "--style", "chicago").out != ""
    assert call("check", "--style", "nosuchstyle").code != 0
    assert call("check", "--style", "nosuchstyle", "--no-gaps").out == ""
