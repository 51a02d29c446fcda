"""The archival view of records: what styles that ask for it get beyond the plain view."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from archcite.crosswalk.csl import to_item
from archcite.crosswalk.csl_names import name
from archcite.crosswalk.csl_view import CARRIERS, SHELFMARKS, View
from archcite.crosswalk.csl_words import credited, in_language, kind_word, listed, verb_word
from archcite.record.model import (
    Agent,
    Carrier,
    Credit,
    Document,
    Event,
    Holding,
    Level,
    OriginalTitle,
    Publication,
    Record,
    Repository,
)
from archcite.record.vocab import Certainty, Kind, LevelKind, Role, TitleKind, Verb

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import records

ARCHIVAL = View(archival=True)
LANGUAGES = ("en", "de", "fr", "es", "ru", "ko")
ADA = Agent(role=Role.AUTHOR, as_given="Ada Roe", family="Roe", given="Ada")


def made(kind: Kind = Kind.REPORT, **document: Any) -> Record:
    return Record(schema="archcite/1", document=Document(id="a", kind=kind, **document))


def seen(record: Record, **view: Any) -> dict[str, Any]:
    return to_item(record, View(archival=True, **view))


RUSSIAN = OriginalTitle(
    text="Запись беседы",
    language="ru",
    transliteration="Zapis besedy",
    translation="Record of conversation",
)


@pytest.mark.parametrize(
    ("document", "language", "title", "bracket"),
    [
        ({"title": "Talk", "language": "en"}, "en", "Talk", None),
        # who read the translation cites it
        ({"title": "Talk", "language": "en", "original_title": RUSSIAN}, "en", "Talk", None),
        # who read the original cites its title in letters that the reader has
        (
            {"title": "Talk", "language": "ru", "original_title": RUSSIAN},
            "en",
            "Zapis besedy",
            "Record of conversation",
        ),
        (
            {"title": "Talk", "language": "ru", "original_title": RUSSIAN},
            "ru",
            "Запись беседы",
            "Record of conversation",
        ),
        ({"title": "Talk", "language": "ru", "title_language": "en"}, "en", "Talk", "in Russian"),
        ({"title": "Talk", "language": "ru", "title_language": "en"}, "de", "Talk", "auf Russisch"),
        ({"title": "Talk", "language": "en", "title_language": "en-GB"}, "en", "Talk", None),
    ],
)
def test_which_title_leads(
    document: dict[str, Any], language: str, title: str, bracket: str | None
) -> None:
    item = seen(made(**document), language=language)
    assert (item["title"], item.get("part-title")) == (title, bracket)


def test_the_item_has_the_language_of_the_title_that_leads() -> None:
    told = made(title="Talk", language="ru", title_language="en")
    assert seen(told)["language"] == "en"
    assert to_item(told)["language"] == "ru"


def test_a_work_is_a_classic() -> None:
    told = made(Kind.OTHER, title="Tales", title_kind=TitleKind.WORK)
    assert (seen(told)["type"], to_item(told)["type"]) == ("classic", "classic")


def _after(word: str) -> dict[str, Any]:
    return {"date-parts": [[1966, 5, 27]], "words": [word, ""]}


@pytest.mark.parametrize(
    ("date", "kind", "language", "expected"),
    [
        ("1955/1960", Kind.REPORT, "en", {"date-parts": [[1955], [1960]], "literal": "1955–60"}),
        ("1896/1914", Kind.REPORT, "en", {"date-parts": [[1896], [1914]]}),
        ("1955-02/1960", Kind.REPORT, "en", {"date-parts": [[1955, 2], [1960]]}),
        ("186X", Kind.PHOTOGRAPH, "en", {"date-parts": [[1860]], "literal": "1860s"}),
        ("186X", Kind.PHOTOGRAPH, "fr", {"date-parts": [[1860]], "literal": "années 1860"}),
        ("14XX", Kind.OTHER, "en", {"date-parts": [[1400]], "literal": "15th century"}),
        ("14XX", Kind.OTHER, "es", {"date-parts": [[1400]], "literal": "siglo XV"}),
        ("../1966", Kind.REPORT, "en", {"date-parts": [[1966]], "words": ["before ", ""]}),
        ("../1966", Kind.COLLECTION, "de", {"date-parts": [[1966]], "words": ["bis ", ""]}),
        ("1966-05/..", Kind.REPORT, "ko", {"date-parts": [[1966, 5]], "words": ["", " 이후"]}),
        ("1966/..", Kind.COLLECTION, "en", {"date-parts": [[1966], [0]]}),
        ("1966-05-27/..", Kind.NOTE, "de", _after("nach dem ")),
        ("1966-05-27/..", Kind.NOTE, "fr", _after("après le ")),
        ("1966-05-27/..", Kind.NOTE, "ru", _after("после ")),
        ("1966-05-27", Kind.REPORT, "en", {"date-parts": [[1966, 5, 27]]}),
    ],
)
def test_dates(date: str, kind: Kind, language: str, expected: dict[str, Any]) -> None:
    assert seen(made(kind, date=date), language=language)["issued"] == expected


def test_a_speech_has_one_date_and_old_style_another() -> None:
    told = made(Kind.SPEECH, date="1917-03-08", date_old_style="1917-02-23")
    item = seen(told)
    assert "event-date" not in item
    assert item["original-date"] == {"date-parts": [[1917, 2, 23]]}
    assert to_item(told)["event-date"] == to_item(told)["issued"]
    assert "original-date" not in to_item(told)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en-US", ["", ", 1916"]), ("en-GB", ["", " 1916"]), ("ko-KR", ["1916년 ", ""])],
)
def test_an_old_style_day_of_another_year_names_it(language: str, words: list[str]) -> None:
    told = made(date="1917-01-02", date_old_style="1916-12-20")
    assert seen(told, language=language)["original-date"]["words"] == words


def test_an_east_asian_name_is_not_turned_round() -> None:
    edition = Publication(title="T", editors=("노 아다", "Carl Moe"))
    told = msgspec.structs.replace(made(), source=Holding(published_in=edition))
    assert seen(told)["editor"] == [
        {"family": "노", "given": "아다", "static-ordering": True},
        {"family": "Moe", "given": "Carl"},
    ]


def test_an_event_has_its_session() -> None:
    event = Event(name="Plenum", session="morning")
    told = made(Kind.SPEECH, event=event)
    assert seen(told)["event-title"] == "Plenum, morning"
    assert to_item(told)["event-title"] == "Plenum"


@pytest.mark.parametrize("certainty", [Certainty.PROBABLE, Certainty.UNCERTAIN])
def test_a_doubtful_name_keeps_its_parts(certainty: Certainty) -> None:
    doubtful = msgspec.structs.replace(ADA, certainty=certainty, short="A. R.")
    parts = {"family": "Roe", "given": "Ada"}
    assert name(doubtful, ARCHIVAL) == {**parts, "certainty": str(certainty), "short": "A. R."}
    assert set(name(doubtful)) == {"literal"}


def test_an_abbreviation_is_a_label() -> None:
    told = made(title="Foreign Relations", abbreviation="FRUS")
    assert seen(told)["citation-label"] == "FRUS"
    assert "citation-label" not in to_item(told)


ORIGINAL = Holding(
    archive=Repository(acronym="RGASPI"),
    levels=(Level(kind=LevelKind.FOND, value="558"), Level(kind=LevelKind.OPIS, value="11")),
    copies=(
        Holding(
            archive=Repository(name="Archive of the President", acronym="APRF"),
            levels=(Level(kind=LevelKind.FOND, value="45"), Level(kind=LevelKind.OPIS, value="1")),
        ),
        Holding(ref_as_given="AVPRF, somewhere"),
    ),
    published_in=Publication(as_given="Letters (Kyiv, 1999), 7"),
)
DIGITAL = Carrier(name="Digital Archive", url="https://example.org/1")


def carried(**view: Any) -> dict[str, Any]:
    told = msgspec.structs.replace(
        made(date="1950"),
        source=ORIGINAL,
        digital=DIGITAL,
        credits=(Credit(verb=Verb.TRANSLATED, by=("Carl Moe",)),),
    )
    return seen(told, **view)


def test_original_and_copies() -> None:
    both = carried()
    assert both["archive_location"] == "fond 558, opis 11"
    assert both["annote"] == "APRF, fond 45, opis 1; AVPRF, somewhere"
    assert both["source"] == "Digital Archive"
    assert both["references"] == "Translated by Carl Moe"
    original = carried(carrier="original")
    assert original["archive"] == "RGASPI"
    assert original.keys().isdisjoint({"annote", "source", "URL", "references", "container-title"})
    copy = carried(carrier="copy")
    assert copy["URL"] == "https://example.org/1"
    assert copy.keys().isdisjoint({"archive", "archive_location", "annote"})


def test_the_only_place_stays_whatever_is_asked_for() -> None:
    on_line = msgspec.structs.replace(made(), digital=DIGITAL)
    assert seen(on_line, carrier="original")["source"] == "Digital Archive"
    held = msgspec.structs.replace(
        made(), source=msgspec.structs.replace(ORIGINAL, copies=(), published_in=None)
    )
    assert seen(held, carrier="copy")["archive"] == "RGASPI"
    copied = msgspec.structs.replace(made(), source=ORIGINAL)
    assert seen(copied, carrier="copy")["archive"] == "Archive of the President (APRF)"


def test_the_words_of_a_shelfmark() -> None:
    assert carried(shelfmark="short")["archive_location"] == "f. 558, op. 11"
    told = msgspec.structs.replace(made(original_language="ru"), source=ORIGINAL)
    labelled = seen(told, shelfmark="short", labels="document")
    assert labelled["archive_location"] == "Ф. 558. Оп. 11"


def test_the_line_of_the_source_as_it_is_given() -> None:
    line = "RGASPI, F.558, Op.11. Translated by Carl Moe."
    told = msgspec.structs.replace(
        made(), source=msgspec.structs.replace(ORIGINAL, ref_as_given=line, copies=())
    )
    item = seen(told, shelfmark="as-given")
    assert item["archive_location"] == "RGASPI, F.558, Op.11"
    assert "archive" not in item
    assert seen(told)["archive_location"] == "fond 558, opis 11"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    for kind in Kind:
        word = kind_word(kind, language)
        assert bool(word) is bool(kind_word(kind, "en")), kind
    for verb in Verb:
        sentence = credited(verb_word(str(verb), language), "Ada Roe", "CWIHP", language)
        assert "Ada Roe" in sentence
        assert "CWIHP" in sentence


@pytest.mark.parametrize(
    ("tag", "language", "expected"),
    [
        ("ru", "en", "in Russian"),
        ("ru-Latn", "en-US", "in Russian"),
        ("zh", "de-DE", "auf Chinesisch"),
        ("en", "ru-RU", "на английском языке"),
        ("hi", "ru-RU", "хинди"),
        ("ko", "fr-FR", "en coréen"),
        ("ru", "ko-KR", "러시아어"),
        ("ru", "tlh", "in Russian"),
        ("qqx", "en", ""),
    ],
)
def test_in_a_language(tag: str, language: str, expected: str) -> None:
    assert in_language(tag, language) == expected


def test_a_list_of_words() -> None:
    assert listed(["A"], "en") == "A"
    assert listed(["A", "B", "C"], "en") == "A, B, and C"
    assert listed(["A", "B", "C"], "de") == "A, B und C"


@settings(max_examples=60, deadline=None)
@given(records())
def test_any_record_can_be_seen_in_any_way(record: Record) -> None:
    for carrier in CARRIERS:
        for shelfmark in SHELFMARKS:
            for language in LANGUAGES:
                item = to_item(
                    record,
                    View(True, language, carrier, shelfmark, "document"),  # type: ignore[arg-type]
                )
                assert item["id"] == record.document.id


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["list", "listy"]), ("de", ["Bl.", "Bl."]), ("ru", ["Л.", "Л."])],
)
def test_a_cited_leaf_is_called_as_the_shelfmark_calls_it(language: str, words: list[str]) -> None:
    held = msgspec.structs.replace(made(), source=ORIGINAL)
    assert seen(held, language=language)["locator-words"]["leaf"] == words
    assert "locator-words" not in to_item(held)
    assert "locator-words" not in seen(made())
