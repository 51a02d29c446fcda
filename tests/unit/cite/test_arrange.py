"""What stands where in a bibliography in sections, and in which order."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from archcite.cite.arrange import SECTIONS, Plan, Section, Sort, Thing, of_item, of_record, plan
from archcite.cite.headings import LANGUAGES, headings
from archcite.cite.item import JsonItem, RecordItem
from archcite.cite.process import process
from archcite.cite.sections import Filter, Match
from archcite.csl.compile import compile_style
from archcite.inline import plain
from archcite.record.model import (
    Agent,
    Carrier,
    Document,
    Holding,
    Level,
    Publication,
    Record,
    Repository,
)
from archcite.record.vocab import Kind, LevelKind, Role
from csl_engine import locale_xml

LIBRARY = Repository(name="X Library", place="Ely")
ROE = Holding(archive=LIBRARY, collection="Roe Papers")
POE = Holding(archive=LIBRARY, collection="Poe Papers")


def record(key: str, source: Holding | None = None, kind: str = "letter", **more: str) -> Record:
    author = more.pop("author", "")
    return Record(
        schema="archcite/1",
        document=Document(id=key, kind=Kind(kind), **more),
        people=(Agent(role=Role.AUTHOR, as_given=author, family=author),) if author else (),
        source=source,
    )


def thing(found: Record) -> Thing:
    return of_record(found, RecordItem(found))


def test_a_published_work_is_literature() -> None:
    book = thing(record("book", kind="published", title="On Lamps"))
    assert (book.nature, book.kind) == ("literature", "published")
    assert thing(record("kept", ROE, kind="published", title="A Leaflet")).nature == "archive"


def fond(number: str) -> Holding:
    return Holding(
        archive=Repository(acronym="RGASPI"), levels=(Level(kind=LevelKind.FOND, value=number),)
    )


def planned(*things: Thing, sections: tuple[Section, ...] = SECTIONS, language: str = "en") -> Plan:
    made = plan(things, sections, language, RecordItem)
    return made.arranged([item.id for item in made.items])


def outline(found: Plan) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """The headings with the keys under them."""
    return [
        (part.title, [(group.heading, [e.id for e in group.entries]) for group in part.groups])
        for part in found.parts
        if part.groups
    ]


def ids(found: Plan) -> list[str]:
    return [e.id for part in found.parts for group in part.groups for e in group.entries]


def test_archives_then_printed_documents_then_literature() -> None:
    book = of_item(JsonItem({"id": "book", "type": "book", "title": "B"}))
    edition = Holding(published_in=Publication(title="Documents"))
    found = planned(
        book, thing(record("printed", edition)), thing(record("b", ROE)), thing(record("a", POE))
    )
    assert outline(found) == [
        ("Archives", [("X Library, Ely", ["a", "b"])]),
        ("Printed Documents", [("", ["printed"])]),
        ("Literature", [("", ["book"])]),
    ]
    assert found.left_out == []


def test_a_single_document_stands_for_itself_and_several_for_their_collection() -> None:
    one = planned(thing(record("a", ROE)))
    assert ids(one) == ["a"]
    two = planned(thing(record("a", ROE)), thing(record("b", ROE)), thing(record("c", POE)))
    assert ids(two) == ["c", "x-library-roe-papers"]
    assert [item.id for item in two.items] == ids(two)
    made = two.items[-1]
    assert made.text("archive") == "X Library"
    assert "Roe Papers" in (made.text("title"), made.text("archive_collection"))
    assert not any(made.date(name) for name in ("issued", "event-date"))
    assert two.parts[0].groups[0].entries[-1].stands_for == ("a", "b")
    separate = (SECTIONS[0]._replace(one_a_collection=False), *SECTIONS[1:])
    three = [thing(record(key, ROE)) for key in "abc"]
    assert ids(planned(*three, sections=separate)) == ["a", "b", "c"]


def test_a_record_of_the_collection_stands_for_its_documents() -> None:
    papers = record("papers", Holding(archive=LIBRARY), "collection", title="Roe Papers")
    for others in ([], [record("a", ROE)], [record("a", ROE), record("b", ROE)]):
        found = planned(*map(thing, [*others, papers]))
        assert ids(found) == ["papers"]
        (entry,) = found.parts[0].groups[0].entries
        assert set(entry.stands_for) == {"papers", *(each.document.id for each in others)}
    series = record("series", ROE, "collection", title="Diaries")
    assert len(ids(planned(thing(series)))) == 1
    assert ids(planned(thing(series), thing(record("a", ROE)))) == ["x-library-roe-papers"]


def test_a_key_that_is_taken() -> None:
    taken = of_item(JsonItem({"id": "x-library-roe-papers", "type": "book"}))
    found = planned(thing(record("a", ROE)), thing(record("b", ROE)), taken)
    assert ids(found) == ["collection-of-a", "x-library-roe-papers"]
    lies = Holding(archive=Repository(name="国家档案馆"), collection="文件")
    foreign = planned(thing(record("a", lies)), thing(record("b", lies)))
    assert ids(foreign) == ["collection-of-a"]


def test_where_no_archive_is_named() -> None:
    digital = Record(
        schema="archcite/1",
        document=Document(id="digital", kind=Kind.REPORT),
        digital=Carrier(name="Digital Archive", program="A Program"),
    )
    nowhere = [record("n", Holding(collection="Roe Papers")), record("m"), record("l")]
    found = planned(*map(thing, [*nowhere, digital, record("z", Holding(archive=LIBRARY))]))
    assert outline(found)[0][1] == [
        ("Digital Archive, A Program", ["digital"]),
        ("X Library, Ely", ["z"]),
        ("No Archive Named", ["n", "m", "l"]),
    ]


def test_copies_do_not_part_a_collection() -> None:
    copied = Holding(archive=LIBRARY, collection="Roe Papers", copies=(POE, fond("1")))
    found = planned(thing(record("a", copied)), thing(record("b", ROE)))
    assert ids(found) == ["x-library-roe-papers"]
    assert found.items[0].text("annote") == ""


def test_repositories_and_collections_are_sorted() -> None:
    zoo = Holding(archive=Repository(name="Zoo"))
    given = [record("z", zoo), *(record(f"f{n}", fond(n)) for n in ("558", "17", "082"))]
    found = planned(*map(thing, given))
    assert outline(found)[0][1] == [("RGASPI", ["f17", "f082", "f558"]), ("Zoo", ["z"])]


def test_one_repository_in_two_spellings_has_one_heading() -> None:
    full = Repository(acronym="РГАСПИ", name="Russian State Archive", place="Moscow")
    two = Holding(archive=full, levels=fond("17").levels)
    found = planned(thing(record("a", fond("558"))), thing(record("b", two)))
    (group,) = found.parts[0].groups
    assert [entry.id for entry in group.entries] == ["b", "a"]
    assert group.heading.endswith(", Moscow")


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("style", "ecbad"),
        ("title", "cdaeb"),
        ("author", "cadeb"),
        ("date", "cdeab"),  # equals as the style has them, the undated last
        ("repository", "dceab"),
    ],
)
def test_each_section_by_its_own_rule(sort: Sort, order: str) -> None:
    given = [
        record("a", ROE, title="C", author="Bell", date="1920-01-02"),
        record("b", title="E", author="Young"),
        record("c", fond("2"), title="A", author="Ash", date="-0044"),
        record("d", fond("1"), title="B", author="Dee", date="1919~"),
        record("e", POE, title="D", author="Fox", date="1920-01-02"),
    ]
    found = plan([*map(thing, given)], [Section(title="All", sort=sort)], "en", RecordItem)
    assert "".join(ids(found.arranged("ecbad"))) == order


def test_dates_and_authors_of_items() -> None:
    given = [
        {"id": "a", "type": "book", "issued": {"date-parts": [[2001]]}, "title": "Zebra"},
        {"id": "b", "type": "book", "editor": [{"family": "Ash", "given": "Ada"}]},
        {"id": "c", "type": "book", "issued": {"literal": "no date"}, "title": "Bell"},
        {"id": "d", "type": "book", "issued": {"date-parts": [[1999, 5]]}, "title": "Yew"},
    ]
    things = [of_item(JsonItem(each)) for each in given]
    by_date = plan(things, [Section(title="All", sort="date")], "en", RecordItem)
    assert "".join(ids(by_date.arranged("abcd"))) == "dabc"
    by_author = plan(things, [Section(title="All", sort="author")], "en", RecordItem)
    assert "".join(ids(by_author.arranged("abcd"))) == "bcda"


def test_an_unpublished_item_of_an_archive_is_a_document() -> None:
    letters = [
        {"id": key, "type": "personal_communication", "archive": "x library",
         "archive_collection": "Roe Papers"}
        for key in "ab"
    ]  # fmt: skip
    things = [of_item(JsonItem(each)) for each in letters]
    assert ids(planned(*things, thing(record("r", ROE)))) == ["x-library-roe-papers"]
    loose = of_item(JsonItem({"id": "m", "type": "manuscript", "archive_location": "Box 1"}))
    assert outline(planned(loose)) == [("Archives", [("No Archive Named", ["m"])])]
    book = of_item(JsonItem({"id": "b", "type": "book", "archive": "X Library"}))
    assert outline(planned(book)) == [("Literature", [("", ["b"])])]


def test_own_sections() -> None:
    sections = (
        Section(title="Letters", kinds=("letter",)),
        Section(title="Theses", kinds=("thesis",)),
        Section(title="Russian", filter=Filter(select=(Match("language", "ru"),))),
    )
    given = [
        thing(record("l", ROE, language="ru")),
        thing(record("m", ROE, "report", language="ru")),
        thing(record("n", ROE, "report")),
        of_item(JsonItem({"id": "t", "type": "thesis"})),
    ]
    found = planned(*given, sections=sections)
    assert outline(found) == [
        ("Letters", [("", ["l"])]),
        ("Theses", [("", ["t"])]),
        ("Russian", [("", ["m"])]),
    ]
    assert found.left_out == ["n"]


def test_thousands_of_collections_take_no_time() -> None:
    given = [
        thing(record(f"r{n}", Holding(archive=LIBRARY, collection=f"Papers {n // 2}")))
        for n in range(6000)
    ]
    started = time.perf_counter()
    found = planned(*given)
    assert len(found.items) == 3000
    assert time.perf_counter() - started < 10


def test_a_program_arranges_the_bibliography() -> None:
    text = (Path(__file__).parents[3] / "styles" / "mla.csl").read_bytes()
    style = compile_style(text, "mla.csl", "en-US", locale_xml)
    items = [
        JsonItem({"id": key, "type": "book", "title": key, "author": [{"family": "Roe"}]})
        for key in "abcd"
    ]

    def arranged(ids: Sequence[str]) -> list[list[str]]:
        assert ids == ["a", "b", "c", "d"]
        return [["d", "nobody", "b"], [], ["a"]]

    result = process(style, items, [], arrange=arranged)
    assert [[entry.id for entry in part] for part in result.sections] == [["d", "b"], [], ["a"]]
    assert [entry.id for entry in result.bibliography] == ["d", "b", "a"]
    printed = [plain(entry.nodes) for entry in result.bibliography]
    assert printed[0].startswith("Roe.")
    assert printed[1].startswith("---.")  # as in the entry before
    assert printed[2].startswith("Roe.")  # a part begins anew


def test_headings_in_six_languages() -> None:
    assert set(LANGUAGES) == {"en", "de", "fr", "es", "ru", "ko"}
    for words in LANGUAGES.values():
        assert all(words)
        assert len(set(words)) == len(words)
    assert headings("de-AT") is LANGUAGES["de"]
    assert headings("cs-CZ") is LANGUAGES["en"]
    found = planned(thing(record("a")), language="ru-RU")
    assert outline(found) == [("Архивные документы", [("Архив не указан", ["a"])])]
