"""What goes out as BibTeX and comes back: whole with the carrier, and honest without it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from archcite.crosswalk.bibtex_targets import TARGETS
from archcite.read import load_reader
from archcite.record import toml
from archcite.record.model import (
    Administration,
    Agent,
    Attachment,
    Carrier,
    Document,
    Event,
    Foreign,
    Holding,
    Level,
    Place,
    Published,
    Record,
    Remark,
    Repository,
    Rights,
    Subject,
    Variable,
)
from archcite.record.vocab import Access, AgentKind, Certainty, Kind, LevelKind, PlaceRole, Role
from archcite.record.vocab import WorkType as Work
from archcite.write import bibtex
from strategies import records

LIBRARY = Path(__file__).parents[3] / "records"
WRITERS: dict[str, Any] = {
    "bibtex": bibtex.write_bibtex,
    "biblatex": bibtex.write_biblatex,
    "biblatex-chicago": bibtex.write_chicago,
    "biblatex-fiwi": bibtex.write_fiwi,
    "biblatex-historian": bibtex.write_historian,
    "biblatex-mla": bibtex.write_mla,
}
EACH = pytest.mark.parametrize("target", list(TARGETS))
NO_CHECKS = list(HealthCheck)


def back(text: str) -> list[Record]:
    found = load_reader("bibtex")(text.encode(), "a.bib")
    assert all(isinstance(each, Record) for each in found), found
    return found  # type: ignore[return-value]


def without_carrier(record: Record, target: str) -> Record:
    (found,) = back(WRITERS[target]([record], carrier=False).text)
    return found


def library() -> list[Record]:
    return [toml.read(path.read_text("utf-8"), "") for path in sorted(LIBRARY.glob("*.toml"))]


def test_every_target_has_a_writer() -> None:
    assert list(WRITERS) != []
    assert set(WRITERS) == set(TARGETS)


@EACH
def test_the_library_comes_back_as_it_went(target: str) -> None:
    ours = library()
    assert back(WRITERS[target](ours).text) == ours


@settings(max_examples=40, deadline=None, suppress_health_check=NO_CHECKS)
@given(records(), st.sampled_from(list(TARGETS)))
def test_any_record_comes_back_as_it_went(record: Record, target: str) -> None:
    assert back(WRITERS[target]([record]).text) == [record]


@pytest.mark.slow
@settings(max_examples=1000, deadline=None, suppress_health_check=NO_CHECKS)
@given(records(), st.sampled_from(list(TARGETS)))
def test_a_thousand_records_come_back_as_they_went(record: Record, target: str) -> None:
    assert back(WRITERS[target]([record]).text) == [record]


def letter(**document: Any) -> Record:
    return Record(
        schema="archcite/1",
        document=Document(
            id="roe-1918", kind=Kind.LETTER, title="On the Canal", date="1918-09-25~",
            language="en", summary="What was said.", medium="typescript", **document,
        ),
        people=(
            Agent(role=Role.RECIPIENT, as_given="Cy Bee", family="Bee", given="Cy",
                  affiliation="Minister"),
            Agent(role=Role.AUTHOR, as_given="Ada Roe", family="Roe", given="Ada",
                  certainty=Certainty.PROBABLE, affiliation="Engineer"),
            Agent(role=Role.TRANSLATOR, as_given="Office of Works", kind=AgentKind.BODY),
        ),
        source=Holding(
            archive=Repository(name="State Archive", acronym="SA", place="Oslo", country="NO"),
            collection="Canal Papers",
            levels=(Level(kind=LevelKind.BOX, value="12"), Level(kind=LevelKind.FOLDER, value="3")),
        ),
        digital=Carrier(name="A Site", url="https://x.org/?a=1&b=%20", accessed="2020-01-02"),
        rights=Rights(statement="Ask first.", contact="ask@x.org", access=Access.OPEN),
        places=(Place(name="Kyiv", role=PlaceRole.WRITTEN_AT),),
        subjects=(Subject(term="Canals", scheme="LCSH"), Subject(term="Trade")),
    )  # fmt: skip


# What is edited in the entry, and what becomes of the record.
EDITS = {
    "title": ("On the {Canal}", "A New {Title}", {"document.title": "A New Title"}),
    "author": ("Roe, Ada", "Roe, Anna", {"people.1.as_given": "Anna Roe",
                                         "people.1.given": "Anna"}),
    "date": ("1918-09-25~", "1919-01-02", {"document.date": "1919-01-02"}),
    "abstract": ("What was said.", "More.", {"document.summary": "More."}),
    "keywords": ("Canals, Trade", "Canals, Tariffs", {"subjects.1.term": "Tariffs"}),
    "urldate": ("2020-01-02", "2021-03-04", {"digital.accessed": "2021-03-04"}),
    "archive-place": ("Oslo", "Bergen", {"source.archive.place": "Bergen"}),
    "number": ("box 12, folder 3", "box 12, folder 4", {"source.levels.1.value": "4"}),
    "recipient": ("Bee, Cy", "Dee, Cy", {"people.0.as_given": "Cy Dee", "people.0.family": "Dee"}),
}  # fmt: skip


def differences(one: Any, other: Any, path: str = "") -> dict[str, Any]:
    """The values of the second that the first has otherwise, by path."""
    if isinstance(one, dict) and isinstance(other, dict):
        found: dict[str, Any] = {}
        for key in dict.fromkeys([*one, *other]):
            found |= differences(one.get(key), other.get(key), f"{path}.{key}".lstrip("."))
        return found
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return differences(dict(enumerate(one)), dict(enumerate(other)), path)
    return {} if one == other else {path: other}


@pytest.mark.parametrize("name", list(EDITS))
def test_one_edited_field_is_one_difference(name: str) -> None:
    import msgspec

    before, after, expected = EDITS[name]
    written = bibtex.write_biblatex([letter()]).text
    line = next(line for line in written.splitlines() if line.strip().startswith(f"{name} "))
    assert f"{{{before}}}" in line
    text = written.replace(line, line.replace(f"{{{before}}}", f"{{{after}}}"))
    (found,) = back(text)
    assert differences(msgspec.to_builtins(letter()), msgspec.to_builtins(found)) == expected


def test_a_year_edited_by_a_program_that_knows_no_date_counts() -> None:
    text = bibtex.write_bibtex([letter()]).text
    assert "= {ca. 1918}" in text
    (found,) = back(text.replace("= {ca. 1918}", "= {1920}"))
    assert found.document.date == "1920-09-25"


def test_a_field_that_another_program_dropped_is_not_lost() -> None:
    text = bibtex.write_biblatex([letter()]).text
    kept = [line for line in text.splitlines()
            if line.split(" = ")[0].strip() in ("author", "verbc", "title", "date")]  # fmt: skip
    assert back("@misc{roe-1918,\n" + "\n".join(kept) + "\n}") == [letter()]


def test_a_program_that_makes_keys_of_its_own_gives_the_record_another_name() -> None:
    text = bibtex.write_biblatex([letter()]).text.replace("{roe-1918,", "{Roe1918,")
    (found,) = back(text)
    assert found.document.id == "roe-1918"
    assert found.record == Administration(known_as=("Roe1918",))


def test_a_damaged_carrier_leaves_what_is_visible() -> None:
    text = bibtex.write_biblatex([letter()]).text.replace("archcite1.", "archcite1.AAAA")
    (found,) = back(text)
    assert found.document.title == "On the Canal"
    assert found.record is None


@EACH
def test_without_the_carrier_every_visible_fact_means_what_it_meant(target: str) -> None:
    one = letter()
    found = without_carrier(one, target)
    assert found.document.date == "1918-09-25~"
    assert (found.document.kind, found.document.title) == (Kind.LETTER, "On the Canal")
    assert {(each.role, each.as_given, each.kind) for each in found.people} == {
        (each.role, each.as_given, each.kind) for each in one.people
    }
    assert found.source is not None
    assert one.source is not None
    assert found.source.levels == one.source.levels
    assert found.source.collection == one.source.collection
    assert found.source.archive is not None
    assert (found.source.archive.name, found.source.archive.place) == ("State Archive", "Oslo")
    assert found.source.archive.acronym == "SA"
    assert found.rights == one.rights
    assert found.places == one.places
    assert (found.digital.url, found.digital.name) == (one.digital.url, "A Site")  # type: ignore[union-attr]


def work(type_: Work) -> Record:
    return Record(
        schema="archcite/1",
        document=Document(
            id="roe-1999", kind=Kind.PUBLISHED, title="A <i>Nice</i> Title: of <b>Works</b>",
            date="1999-04", language="en", abbreviation="ANT", short_title="Title",
            number="12", original_language="ru",
        ),
        people=(
            Agent(role=Role.AUTHOR, as_given="Ada Roe", family="Roe", given="Ada", short="AR"),
            Agent(role=Role.EDITOR, as_given="Eve Dee", family="Dee", given="Eve"),
            Agent(role=Role.TRANSLATOR, as_given="Fay Gee", family="Gee", given="Fay"),
            Agent(role=Role.CONTAINER_AUTHOR, as_given="Cy Bee", family="Bee", given="Cy"),
            Agent(role=Role.ILLUSTRATOR, as_given="Hal Ivy", family="Ivy", given="Hal"),
        ),
        published=Published(
            type=type_, container="A Journal", volume="3", issue="4", pages="12-15",
            series="A Series", series_number="7", edition="2", publisher="A Press", place="Oslo",
            isbn="0-201-13447-0", original_date="1950", version="1.0", status="in press",
            other=(Variable(name="number-of-pages", value="300"),
                   Variable(name="scale", value="1:1000")),
        ),
        digital=Carrier(url="https://x.org/a_b", doi="10.1000/182", accessed="2020-01-02"),
        remarks=(Remark(text="Reprinted.", title="note"), Remark(text="Read it.")),
        attachments=(Attachment(path="a/b:c.pdf", title="Scan", media_type="application/pdf"),),
        record=Administration(
            known_as=("Roe:1999",),
            foreign=(Foreign(format="biblatex", name="groups", value=r"{\"U}ber"),),
        ),
    )  # fmt: skip


# CSL types that a plain BibTeX or an archival kind says as well: they come back as that kind.
KINDRED = {Work.SPEECH, Work.INTERVIEW, Work.MAP, Work.REPORT, Work.TREATY, Work.COLLECTION,
           Work.MANUSCRIPT, Work.PERSONAL_COMMUNICATION}  # fmt: skip


@pytest.mark.parametrize("target", ["bibtex", "biblatex"])
@pytest.mark.parametrize("type_", list(Work))
def test_a_work_of_every_type_comes_back_without_the_carrier(type_: Work, target: str) -> None:
    one = work(type_)
    found = without_carrier(one, target)
    if type_ in KINDRED and found.document.kind is not Kind.PUBLISHED:
        return
    assert replace(found, document=one.document) == one
    assert found.document == one.document


def test_a_speech_keeps_its_meeting() -> None:
    one = letter(event=Event(name="A Plenum", place="Moscow", date="1918-09-24"))
    for target in TARGETS:
        assert without_carrier(one, target).document.event == one.document.event


def test_no_style_prints_the_carrier() -> None:
    # No style of biblatex prints its verbatim fields, and no .bst asks for one of this name.
    text = bibtex.write_biblatex([letter()]).text
    assert text.count("archcite1.") == 1
    last = text.strip().splitlines()[-2]
    assert last.strip().startswith("verbc ")
    assert "archcite1." not in bibtex.write_biblatex([letter()], carrier=False).text


def test_the_tilde_of_a_date_may_be_written_out() -> None:
    for written in (r"1966-03-12\textasciitilde{}", r"1966-03-12\textasciitilde", "1966-03-12~"):
        (found,) = back(f"@misc{{a, title = {{On Lamps}}, date = {{{written}}}}}")
        assert found.document.date == "1966-03-12~"


def test_a_town_that_biber_dropped_is_not_part_of_the_archive() -> None:
    text = bibtex.write_biblatex([letter()]).text
    kept = [line for line in text.splitlines() if not line.strip().startswith("archive-place ")]
    assert len(kept) < len(text.splitlines())
    assert back("\n".join(kept)) == [letter()]


@pytest.mark.parametrize("write", [bibtex.write_fiwi, bibtex.write_mla, bibtex.write_bibtex])
def test_styles_that_print_no_translator_have_a_note_that_names_him(write: Any) -> None:
    record = toml.from_plain(
        {
            "schema": "archcite/1",
            "document": {"id": "roe", "kind": "letter", "title": "On the Canal", "date": "1918"},
            "people": [
                {"role": "author", "as_given": "Ada Roe", "family": "Roe", "given": "Ada"},
                {"role": "translator", "as_given": "Carl Moe", "family": "Moe", "given": "Carl"},
            ],
            "source": {"archive": {"name": "Salt Archive"}},
        }
    )
    text = write([record], carrier=False).text
    assert re.search(r" note += \{.*Translated by Carl Moe", text)
    (found,) = back(text)
    assert (found.remarks, found.people) == ((), record.people)
