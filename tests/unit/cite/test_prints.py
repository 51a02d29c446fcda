"""What a style prints of archival documents, found out without knowing the style."""

from __future__ import annotations

import pytest

from archcite.cite.prints import TYPES, prints
from archcite.cite.view import view_of
from archcite.csl import vocab
from archcite.csl.compile import CompiledStyle, compile_style

HEAD = """<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0">
<info><title>T</title><id>x</id><updated>2026-01-01T00:00:00Z</updated>{link}</info>
<citation><layout>{citation}</layout></citation>{bibliography}</style>"""
ENTRY = "<bibliography><layout>{}</layout></bibliography>"
LINK = '<link href="urn:x-archcite:view:archival" rel="documentation"/>'


def style(entry: str, citation: str = "", link: str = "", kind: str = "in-text") -> CompiledStyle:
    bibliography = ENTRY.format(entry) if entry else ""
    citation = citation or '<text variable="title"/>'
    xml = HEAD.format(kind=kind, link=link, citation=citation, bibliography=bibliography)
    return compile_style(xml.encode(), "t.csl", "", lambda _: None)


def of_documents(compiled: CompiledStyle) -> set[str]:
    return {each.removeprefix("document:") for each in prints(compiled) if each[:9] == "document:"}


def test_types_are_those_of_csl() -> None:
    assert set(TYPES) <= vocab.TYPES


def test_what_an_entry_has() -> None:
    found = of_documents(style('<text variable="archive"/><text variable="genre"/>'))
    assert {"archive", "genre"} <= found
    assert not found & {"archive_location", "recipient", "publisher", "day", "source"}


def test_a_variable_that_only_a_condition_asks_for_is_not_printed() -> None:
    asked = '<choose><if variable="archive"><text variable="title"/></if></choose>'
    assert "archive" not in of_documents(style(asked))


def test_types_differ() -> None:
    found = prints(style('<choose><if type="map"><text variable="archive"/></if></choose>'))
    assert [each for each in found if each.endswith(":archive")] == ["map:archive"]


def test_a_style_without_a_bibliography_prints_in_its_citations() -> None:
    assert "archive" in of_documents(style("", '<text variable="archive"/>'))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ('<date-part name="year"/>', {"year"}),
        ('<date-part name="year"/><date-part name="day"/>', {"year", "day"}),
    ],
)
def test_how_much_of_a_date(parts: str, expected: set[str]) -> None:
    found = of_documents(style(f'<date variable="issued">{parts}</date>'))
    assert found & {"year", "day"} == expected


@pytest.mark.parametrize(("mark", "expected"), [("?", "doubt"), ("c. ", "circa")])
def test_which_doubt(mark: str, expected: str) -> None:
    marked = f'<choose><if is-uncertain-date="issued"><text value="{mark}"/></if></choose>'
    found = of_documents(style(f'<date variable="issued" form="text"/>{marked}'))
    assert found & {"doubt", "circa"} == {expected}


def test_a_day_of_the_event_alone() -> None:
    found = of_documents(style('<date variable="event-date"><date-part name="day"/></date>'))
    assert "event-day" in found


@pytest.mark.parametrize(("mark", "opens"), [(". ", True), (", ", False)])
def test_whether_a_publisher_opens_a_sentence(mark: str, opens: bool) -> None:
    group = (
        f'<group delimiter="{mark}"><names variable="author"/><text variable="publisher"/></group>'
    )
    assert ("publisher-opens" in of_documents(style(group))) is opens


def test_where_the_place_stands() -> None:
    last = '<text variable="archive"/><text variable="archive-place"/>'
    assert "place-last" in of_documents(style(last))
    assert "place-last" not in of_documents(style(f'{last}<text variable="archive_location"/>'))


def test_a_numeric_style_cites_without_words() -> None:
    number = '<text variable="citation-number"/>'
    assert "genre-cited" in of_documents(style('<text variable="title"/>', number))
    assert "genre-cited" not in of_documents(style('<text variable="title"/>'))


def test_labels_of_volumes() -> None:
    plain = '<text variable="volume"/>'
    assert "edition-volume-labelled" not in of_documents(style(plain))
    assert "edition-volume-labelled" in of_documents(style(f'<text value="vol. "/>{plain}'))


def test_only_the_plain_view_is_fitted() -> None:
    assert view_of(style('<text variable="archive"/>')).prints
    assert not view_of(style('<text variable="archive"/>', link=LINK)).prints


def test_answers_are_the_same_each_time_and_sorted() -> None:
    compiled = style('<text variable="genre"/><text variable="archive"/>')
    assert prints(compiled) == prints(compiled) == tuple(sorted(prints(compiled)))
