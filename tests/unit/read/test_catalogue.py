"""Pages and JSON of catalogues as whole records, and as historians would cite them.

A page of tests/cases/<catalogue>, its record and its note in Chicago's style stand side by side;
--update writes the records and notes anew.
"""

from __future__ import annotations

import json
import random
import re
import time
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from archcite.app.cli import run
from archcite.crosswalk.returning import Returned
from archcite.errors import Problem
from archcite.read import load_reader, page_metadata, sniff
from archcite.read.catalogues import CATALOGUES, is_catalogue
from archcite.record import toml
from archcite.record.model import Record

CASES = Path(__file__).parents[2] / "cases"
FILES = sorted(
    path
    for name in CATALOGUES
    for path in (CASES / name).iterdir()
    if path.suffix in (".html", ".json")
)
NAMES = [f"{path.parent.name}/{path.name}" for path in FILES]


def read(data: bytes, name: str = "page.html") -> tuple[Record, list[Problem]]:
    """The one record of a file and its problems."""
    found = load_reader("catalogue")(data, name)
    records = [one for one in found if isinstance(one, Record)]
    assert len(records) == 1, found
    return records[0], [one for one in found if isinstance(one, Problem)]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_the_whole_record(path: Path, update: bool) -> None:
    record, problems = read(path.read_bytes(), str(path))
    written = toml.write(record, "")
    golden = path.with_name(path.name + ".toml")
    if update:
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")
    assert toml.from_plain(toml.tomllib.loads(written)) == record
    assert problems == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_content_decides_and_not_the_name(path: Path) -> None:
    assert sniff(path.read_bytes(), "download") == "catalogue"


def test_each_catalogue_has_a_case() -> None:
    assert {path.parent.name for path in FILES} == set(CATALOGUES)


def test_each_is_cited_as_its_archive_wants(
    update: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = []
    for path, name in zip(FILES, NAMES, strict=True):
        asked = ["--form", "note", "--style", "chicago", "--quiet"]
        assert run(["cite", "--input", str(path), *asked]) == 0
        lines.append(f"{name}\n    {capsys.readouterr().out.strip()}\n")
    golden = CASES / "catalogue-notes.txt"
    if update:
        golden.write_text("\n".join(lines), encoding="utf-8")
    assert "\n".join(lines) == golden.read_text(encoding="utf-8")


def without_file(record: Record) -> Record:
    assert record.record is not None
    return replace(record, record=replace(record.record, source_file=None, sha256=None))


@pytest.mark.parametrize(
    "name", ["tna/file", "cia/memorandum", "frus/memorandum", "nara/photograph"]
)
def test_a_page_tells_its_site_where_it_has_no_address(name: str) -> None:
    page = (CASES / f"{name}.html").read_text(encoding="utf-8")
    bare = re.sub(r'<(?:link rel="canonical"|meta name="citation_public_url")[^>]*>', "", page)
    assert bare != page
    assert is_catalogue(bare)
    elsewhere = '<link rel="canonical" href="https://wiki.example.org/A">'
    assert not is_catalogue(bare.replace("<head>", f"<head>{elsewhere}"))


def test_a_copy_in_a_web_archive_has_both_addresses() -> None:
    page = (CASES / "cia" / "memorandum.html").read_text(encoding="utf-8")
    copy = "https://web.archive.org/web/20170120/https://www.cia.gov/readingroom/document/x-1"
    page = re.sub(r'<link rel="canonical"[^>]*>', f'<link rel="canonical" href="{copy}">', page)
    record, _ = read(page.encode())
    assert record.digital is not None
    assert record.digital.url == "https://www.cia.gov/readingroom/document/x-1"
    assert record.digital.archived_url == copy


def test_embedded_metadata_fill_what_the_page_itself_does_not_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: dict[str, Any] = {
        "document": {"title": "Another", "summary": "Of nets.", "kind": "published"},
        "people": [{"role": "author", "as_given": "The Site"}],
        "published": {"container": "The Site"},
    }
    monkeypatch.setattr(page_metadata, "embedded", lambda page: Returned(told))
    record, _ = read((CASES / "europeana" / "map.html").read_bytes())
    assert record.document.title == "Plan of the new quays"
    assert record.document.summary == "Of nets."
    assert [person.as_given for person in record.people] == ["Otto Carr"]
    assert record.published is None
    record, _ = read((CASES / "tna" / "file.html").read_bytes())
    assert record.people == ()  # what that site embeds is of the site


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>Herrings</title></head><body><h1>Herrings</h1></body></html>",
        '<html><head><link rel="canonical" href="https://example.org/item/1"></head></html>',
        '<html><body>See <a href="https://dp.la/item/01">this</a>.</body></html>',
        '{"id": "x", "type": "book", "title": "Herrings"}',
        '[{"metadata": 1}]',
        "Reference: FO 371/1",
    ],
)
def test_other_pages_and_files_are_left_to_others(page: str) -> None:
    assert not is_catalogue(page)
    found = load_reader("catalogue")(page.encode(), "page")
    assert [one.code for one in found if isinstance(one, Problem)] == ["page-unknown"]


def test_a_page_of_the_site_that_describes_nothing() -> None:
    page = (
        '<html><head><link rel="canonical" href="https://dp.la/item/01"></head><body></body></html>'
    )
    (problem,) = load_reader("catalogue")(page.encode(), "page")
    assert isinstance(problem, Problem)
    assert problem.code == "page-unknown"


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".html"])
def test_a_label_without_its_value_is_no_fault(path: Path) -> None:
    page = path.read_text("utf-8")
    values = [
        found.span(1) for found in re.finditer(r"(?s)<(?:dd|td)\b[^>]*>(.*?)</(?:dd|td)>", page)
    ]
    for start, end in values:
        found = load_reader("catalogue")((page[:start] + page[end:]).encode(), "page")
        assert found
        assert all(isinstance(one, Record | Problem) for one in found)


def test_an_item_of_dpla_whose_type_is_empty() -> None:
    page = (
        '<html><head><link rel="canonical" href="https://dp.la/item/01"></head>'
        "<body><h1>Herrings</h1><dl><dt>Type</dt><dd></dd></dl></body></html>"
    )
    (record,) = load_reader("catalogue")(page.encode(), "page")
    assert isinstance(record, Record)
    assert (record.document.title, str(record.document.kind)) == ("Herrings", "other")


def test_a_date_that_is_none_is_told_and_kept() -> None:
    page = (CASES / "tna" / "file.html").read_text(encoding="utf-8")
    record, problems = read(page.replace("<td>1966</td>", "<td>temp. Henry III</td>").encode())
    assert record.document.date is None
    assert record.document.date_as_given == "temp. Henry III"
    assert [problem.code for problem in problems] == ["date-not-read"]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_what_the_page_does_not_say_is_not_in_the_record(path: Path) -> None:
    """No value of a record that is not marked as inferred stands nowhere in its file."""
    record, _ = read(path.read_bytes(), "x")
    said = path.read_text(encoding="utf-8")
    for value in (
        record.document.title if not record.document.src.get("title") else None,
        record.document.date_as_given,
        *(person.family for person in record.people),
        *(level.value for level in (record.source.levels if record.source else ())),
        *(place.name for place in record.places),
        *(subject.term for subject in record.subjects),
        *(foreign.value for foreign in (record.record.foreign if record.record else ())),
    ):
        words = [] if value is None else value.replace("&", " ").split()
        assert all(word.strip(":;,.") in said for word in words), value


def test_several_items_of_one_answer_are_several_records() -> None:
    answer = json.loads((CASES / "dpla" / "photograph.json").read_text(encoding="utf-8"))
    answer["docs"] *= 2
    found = load_reader("catalogue")(json.dumps(answer).encode(), "x.json")
    assert [one.document.id for one in found if isinstance(one, Record)] == [
        "dorn-1936",
        "dorn-1936-2",
    ]
    assert all(one.record and one.record.sha256 is None for one in found if isinstance(one, Record))


def spoilt(entry: Any, chance: random.Random) -> Any:
    """The same with one member, wherever it stands, of another sort."""
    if isinstance(entry, dict | list) and entry and chance.random() < 0.85:
        at = chance.choice(list(entry) if isinstance(entry, dict) else range(len(entry)))
        entry[at] = spoilt(entry[at], chance)
        return entry
    return chance.choice(
        [0, -1.5, [], {}, "", None, True, [[1]], {"a": [None, {"b": 1}]}, "a" * 99]
    )


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_file_that_is_cut_or_garbled_is_read_or_told(path: Path) -> None:
    """A bounded fuzz: cuts, members of JSON of another sort, tags out of place."""
    data = path.read_bytes()
    chance = random.Random(path.name)
    for _ in range(30):
        at = chance.randrange(len(data))
        each = data[:at] if chance.random() < 0.5 else data[:at] + b"</div><h1>" + data[at:]
        if path.suffix == ".json" and chance.random() < 0.9:
            each = json.dumps(spoilt(json.loads(data), chance)).encode()
        found = load_reader("catalogue")(each, "x")
        assert found
        assert all(isinstance(one, Record | Problem) for one in found)


@pytest.mark.parametrize(
    "inside",
    [
        "<h2>Dates</h2>" * 20_000,
        "<div class='field-label'>" * 3_000 + "Title",
        "<dl>" * 2_000 + "<dt>Date</dt><dd>1950</dd>" * 2_000,
        "<dl><dt>Creator</dt>" + "<dd>Bell, Ann</dd>" * 30_000,
        "<h3>1. A" + "<a rel='footnote'>1</a>" * 20_000,
        "<ul class='breadcrumb'>" + "<li>A (1)" * 20_000,
        "<p>" + "Series: a " * 40_000,
    ],
    ids=lambda text: text[:24],
)
@pytest.mark.parametrize("name", ["frus", "archivesspace", "nara"])
def test_a_hostile_page_takes_no_longer_than_its_length(inside: str, name: str) -> None:
    path = next(path for path in FILES if path.parent.name == name and path.suffix == ".html")
    page = path.read_text(encoding="utf-8").replace("<h1>", f"<div>{inside}</div><h1>", 1)
    page = page if inside in page else page.replace("</body>", f"{inside}</body>")
    started = time.perf_counter()
    assert load_reader("catalogue")(page.encode(), "x")
    assert time.perf_counter() - started < 6


def test_frus_alone_is_cited_by_its_document(capsys: pytest.CaptureFixture[str]) -> None:
    path = CASES / "frus" / "memorandum.html"
    asked = ["--carrier", "copy", "--form", "note", "--style", "chicago", "--quiet"]
    assert run(["cite", "--input", str(path), *asked]) == 0
    assert capsys.readouterr().out.strip() == (
        "Marlowe to President Bartlet, memorandum, Washington, May 4, 1971, in Foreign Relations of"
        " the United States, 1969–1976, vol. XLIX, Part 2, Freedonia, 1970–1972, ed. Ada L. Norwood"
        " and Peter K. Lindqvist (Office of the Historian, 2011), doc. 112,"
        " https://history.state.gov/historicaldocuments/frus1969-76v49p2/d112."
    )
