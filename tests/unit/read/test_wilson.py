"""Pages of the Wilson Center Digital Archive in every layout, as whole records.

A page of tests/cases/wilson and its record stand side by side; --update writes the records anew.
"""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from msgspec.structs import replace

from archcite.errors import Problem
from archcite.read import load_reader
from archcite.record import toml
from archcite.record.model import Record

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases" / "wilson"
PAGES = sorted(path for path in CASES.iterdir() if path.suffix != ".toml")
SEED = ROOT.parent / "shared" / "seed" / "brezhnev-1966.txt"


def read(data: bytes, name: str = "page.txt") -> tuple[Record, list[Problem]]:
    """The one record of a page and its problems."""
    found = load_reader("wilson")(data, name)
    records = [one for one in found if isinstance(one, Record)]
    assert len(records) == 1, found
    return records[0], [one for one in found if isinstance(one, Problem)]


def without_file(record: Record) -> Record:
    assert record.record is not None
    return replace(record, record=replace(record.record, source_file=None, sha256=None))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_whole_record_of_a_page(page: Path, update: bool) -> None:
    record, problems = read(page.read_bytes(), str(page))
    written = toml.write(record, "")
    golden = page.with_name(page.name + ".toml")
    if update:
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")
    assert toml.from_plain(toml.tomllib.loads(written)) == record
    assert problems == []


def test_text_and_html_of_one_page_tell_the_same() -> None:
    text, _ = read((CASES / "telegram.txt").read_bytes())
    page, _ = read((CASES / "telegram.html").read_bytes())
    assert page.digital is not None
    assert page.digital.url == "https://digitalarchive.wilsoncenter.org/document/sample-900417"
    assert page.digital.name == "Wilson Center Digital Archive"
    assert replace(without_file(text), digital=None) == replace(without_file(page), digital=None)


def layouts(text: str) -> dict[str, str]:
    """One page as it comes from other machines and other ways of saving it."""
    lines = text.split("\n")
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    breaks = "<br>".join(map(html.escape, lines))
    return {
        "line ends of Windows": text.replace("\n", "\r\n"),
        "line ends of old Macs": text.replace("\n", "\r"),
        "blank lines between": text.replace("\n", "\n\n"),
        "byte order mark": "\ufeff" + text,
        "page furniture": f"Skip to main content\nDigital Archive\n{text}\n© A footer\nSearch",
        "HTML without class names": f"<!DOCTYPE html><html><body>{paragraphs}</body></html>",
        "HTML with line breaks": f"<html><body>{breaks}</body></html>",
        "HTML as preformatted": f"<html><body><pre>{html.escape(text)}</pre></body></html>",
        "deep HTML": f"<html><body>{'<div>' * 200}{paragraphs}{'</div>' * 200}</body></html>",
    }


@pytest.mark.parametrize("layout", list(layouts("")))
@pytest.mark.parametrize("page", ["telegram.txt", "speech-scanned.txt"])
def test_the_layout_makes_no_difference(page: str, layout: str) -> None:
    text = (CASES / page).read_text(encoding="utf-8").rstrip("\n")
    expected, _ = read(text.encode())
    found, _ = read(layouts(text)[layout].encode())
    assert without_file(found) == without_file(expected)


def test_a_summary_that_comes_first() -> None:
    text = (CASES / "telegram.txt").read_text(encoding="utf-8")
    lines = text.split("\n")
    at = lines.index("Author(s):") - 1
    moved = "\n".join([lines[at], *lines[:at], *lines[at + 1 :]])
    assert without_file(read(moved.encode())[0]) == without_file(read(text.encode())[0])


def test_a_label_in_the_body_is_text() -> None:
    page = (
        "May 1, 1950\nLetter from Ann Bell to Otto Carr\nSource\nThe source of the river is here.\n"
        "Type\nRights\nWe have none.\nA letter about a river, its source and who may fish in it.\n"
        "Author(s):\nDocument Information\nRecord ID\n17\n"
    )
    record, _ = read(page.encode())
    assert record.source is None
    assert record.rights is None
    assert record.digital is not None
    assert record.digital.record_id == "17"
    assert record.record is not None
    assert record.record.lost_fields == ()  # the title gives the author


def test_a_date_that_is_none_is_told() -> None:
    page = "A Page Without a Day\nSome words of it.\nAuthor(s):\nRights\nAll are free.\n"
    record, problems = read(page.encode())
    assert record.document.date is None
    assert [problem.code for problem in problems] == ["date-not-read"]


def test_source_words_that_are_not_understood_are_told() -> None:
    page = "1950\nA Note\nWords.\nAuthor(s):\nSource\nRGANI, f. 5, op. 1, in the green cupboard.\n"
    record, problems = read(page.encode())
    assert record.source is not None
    assert record.source.ref_as_given == "RGANI, f. 5, op. 1, in the green cupboard."
    assert [problem.code for problem in problems] == ["source-not-read"]
    assert "green cupboard" in problems[0].message


def test_a_page_without_title_is_told() -> None:
    found = load_reader("wilson")(b"1950\nAuthor(s):\nRights\nAll are free.\n", "page.txt")
    assert [one.code for one in found if isinstance(one, Problem)] == ["page-incomplete"]


def test_hostile_text_makes_a_record_that_can_be_written() -> None:
    title = "A \x00<script>\x07\\input{x}\u202e \x9b title"
    page = (
        f"1950\n{title.replace(chr(0), '')}\nWords.\nAuthor(s):\n\x1b[31mRed\x1b[0m\nRights\nNo.\n"
    )
    record, _ = read(page.encode())
    assert record.document.title == "A <script>\\input{x}\u202e  title"
    assert toml.from_plain(toml.tomllib.loads(toml.write(record, ""))) == record


@pytest.fixture
def seed() -> Record:
    if not SEED.exists():
        pytest.skip("the seed document is not on this machine")
    record, problems = read(SEED.read_bytes(), str(SEED))
    assert problems == []
    return record


def test_the_seed_says_what_it_says(seed: Record) -> None:
    document = seed.document
    assert document.id == "brezhnev-1966-05-27"
    assert (document.kind, document.extract, document.language) == ("speech", "excerpt", "en")
    assert (document.date, document.date_as_given) == ("1966-05-27", "May 27, 1966")
    assert document.heading is not None
    assert document.heading.startswith("[From")
    assert document.heading.endswith("1966]")
    assert document.summary is not None
    assert document.summary.endswith("Japan.")
    assert document.event is not None
    assert (document.event.name, document.event.session) == ("CC CPSU Plenum", "morning")
    assert document.event.as_given == "May (1966) CC CPSU Plenum"
    assert document.event.date == "1966-05-27"
    (speaker,) = seed.people
    assert (speaker.role, speaker.family, speaker.src) == ("speaker", "Brezhnev", "inferred")
    (funder,) = seed.funders
    assert funder.name == "Leon Levy Foundation"
    assert funder.statement is not None
    assert funder.statement.endswith(funder.name)
    assert seed.rights is not None
    assert seed.rights.contact == "HAPP@wilsoncenter.org"
    assert seed.rights.statement is not None
    assert seed.rights.statement.count("\n\n") == 1
    assert seed.digital is not None
    assert seed.digital.name == "Digital Archive"
    assert seed.digital.program == "History and Public Policy Program"


def test_the_seed_and_what_was_lost_of_it(seed: Record) -> None:
    assert seed.record is not None
    assert seed.record.lost_fields == ("people.author", "places", "source", "source.archive")
    assert [(one.field, one.found, one.proposed, one.count) for one in seed.record.corrections] == [
        ("body", "Kim II Sung", "Kim Il Sung", 7),
        ("body", "Kim 11 Sung", "Kim Il Sung", 1),
    ]
    (mention,) = seed.mentions
    assert mention.as_given == ("Kim Il Sung", "Kim II Sung", "Kim 11 Sung", "Kim Il-Sung")
    assert seed.record.source_file == SEED.name


def test_the_seed_and_what_it_does_not_say(seed: Record) -> None:
    assert seed.source is None
    assert seed.credits == ()
    assert seed.places == ()
    assert seed.digital is not None
    assert seed.digital.url is None
    assert seed.digital.record_id is None
    assert seed.rights is not None
    assert (seed.rights.uri, seed.rights.license) == (None, None)
    written = toml.write(seed, "")
    assert "Moscow" not in written
    assert "Wilson Center" not in written


@pytest.mark.parametrize("layout", list(layouts("")))
def test_the_seed_in_other_layouts(seed: Record, layout: str) -> None:
    found, _ = read(layouts(SEED.read_text(encoding="utf-8"))[layout].encode())
    assert without_file(found) == without_file(seed)


PAGE = """\
{date}
Report on the Harvest in the Northern Districts
The harvest was late, and the roads were bad all through the autumn of that year.
A short report on the harvest and the state of the roads in the north, for the committee.
Author(s):
Document Information
Source
{source}
Original Archive
{archive}
Rights
Ask the keeper of the papers before you print anything of it.
"""


def test_one_shelfmark_and_one_archive_are_one_holding() -> None:
    page = PAGE.format(
        date="May 3, 1961",
        source="AVPRF, f. 0102, op. 17, d. 4, l. 9.",
        archive="Foreign Policy Archive of the Russian Federation",
    )
    record, _ = read(page.encode(), "page.txt")
    assert record.source is not None
    assert record.source.archive is not None
    assert record.source.copies == ()
    assert record.source.archive.acronym == "AVPRF"
    assert record.source.archive.name == "Foreign Policy Archive of the Russian Federation"


@pytest.mark.parametrize("date", ["01/02/1970", "1949, December 16 - February 30, 1950"])
def test_a_date_line_that_cannot_be_read_is_no_title(date: str) -> None:
    page = PAGE.format(date=date, source="RGANI, f. 5, op. 3, d. 4.", archive="RGANI")
    record, problems = read(page.encode(), "page.txt")
    assert record.document.title == "Report on the Harvest in the Northern Districts"
    assert record.document.date is None
    assert "date-not-read" in {problem.code for problem in problems}


def test_a_value_may_stand_on_the_line_of_its_label() -> None:
    page = PAGE.format(date="May 3, 1961", source="RGANI, f. 5, op. 3, d. 4.", archive="RGANI")
    record, _ = read(page.replace("Author(s):", "Author(s): Vran, Ada").encode(), "page.txt")
    assert [(agent.role, agent.family) for agent in record.people] == [("author", "Vran")]
    assert record.document.summary is not None
    assert record.document.summary.startswith("A short report")
