"""Labels and values of pages, and what single facts of catalogues mean."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from archcite.read.catalogues import frus, loc, meaning, nara, tna
from archcite.read.catalogues.labels import fold, labelled, lines_after
from archcite.read.page import read_page


@pytest.mark.parametrize(
    "page",
    [
        "<dl><dt>Date:</dt><dd>1950</dd><dd>1951</dd><dt>Title</dt><dd>Nets</dd></dl>",
        "<table><tr><th>Date</th><td>1950<br>1951</td></tr><tr><th>Title</th><td>Nets</td></tr></table>",
        "<h3>Date</h3><ul><li>1950</li><li>1951</li></ul><h3>TITLE</h3><p>Nets</p>",
        "<div><h3>Date</h3><div>1950<p>1951</p></div></div><div><h3>Title</h3><div>Nets</div></div>",
        "<div class='field-label'>Date:&nbsp;</div><div><i>1950</i><p>1951</p></div>"
        "<span class='label'>Title</span><span>Nets</span>",
        "<dl><dt>Date</dt><dd><a>1950</a>, <a>1951</a></dd><dt>Title</dt><dd>Nets</dd></dl>",
    ],
    ids=["list", "table", "headings", "blocks", "classes", "links"],
)
def test_labels_in_whatever_they_are_set(page: str) -> None:
    found = labelled(html.document_fromstring(page))
    assert found["date"] == ["1950", "1951"]
    assert found["title"] == ["Nets"]


def test_a_label_without_a_value_has_none() -> None:
    found = labelled(html.document_fromstring("<dl><dt>Date</dt><dd></dd><dt>Title</dt></dl>"))
    assert found == {"date": [], "title": []}


def test_labels_in_lines_alone() -> None:
    lines = ["Naid: 17", "Contact(s):", "The Library", "Notes: on nets", "Naid"]
    assert lines_after(lines, {"naid": 1, "contact(s)": 1}) == {
        "naid": ["17"],
        "contact(s)": ["The Library"],
    }
    assert fold("\u00a0Call  Number:\u00a0") == "call number"


@pytest.mark.parametrize(
    ("told", "name", "role"),
    [
        ("Dorn, Thea, photographer", "Dorn, Thea", "photographer"),
        ("Dorn, Thea, 1895-1965, photographer", "Dorn, Thea, 1895-1965", "photographer"),
        ("Carr, Otto (Translator)", "Carr, Otto", "translator"),
        ("Birch Fund, sponsor", "Birch Fund", "sponsor"),
        ("Dorn, Thea", "Dorn, Thea", ""),
        ("Harbor Board (Alder)", "Harbor Board (Alder)", ""),
    ],
)
def test_the_role_behind_a_name(told: str, name: str, role: str) -> None:
    assert meaning.with_role(told) == (name, role)


@pytest.mark.parametrize(
    ("told", "field", "kept"),
    [
        ("http://rightsstatements.org/vocab/InC/1.0/", "uri", "http://rightsstatements.org/vocab/InC/1.0/"),
        ("https://rightsstatements.org/page/InC/1.0/?language=en", "uri",
         "http://rightsstatements.org/vocab/InC/1.0/"),
        ("http://creativecommons.org/licenses/by/4.0/", "license",
         "https://creativecommons.org/licenses/by/4.0/"),
        ("No known restrictions.", "statement", "No known restrictions."),
    ],
)  # fmt: skip
def test_rights_go_to_their_fields(told: str, field: str, kept: str) -> None:
    plain: dict[str, Any] = {}
    meaning.rights(plain, [told])
    assert plain == {"rights": {field: kept}}


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("<p>One.</p><p>Two &amp; three.</p>", "One.\nTwo & three."),
        ("&lt;p&gt;Nets &amp;amp; ice&lt;/p&gt;", "Nets & ice"),
        ("a < b", "a < b"),
        ("&#0;&#xD800;&bogus;", "&bogus;"),
    ],
)
def test_markup_in_values(told: str, shown: str) -> None:
    assert meaning.plain_text(told) == shown


def test_texts_at_a_path() -> None:
    entry = {"a": [{"b": ["1", {"c": 2}]}, {"b": 3}, {"b": None}, {"b": True}], "d": ""}
    assert meaning.texts(entry, "a.b") == ["1", "3"]
    assert meaning.texts(entry, "a.b.c") == ["2"]
    assert meaning.texts(entry, "d") == []
    assert meaning.texts(17, "a") == []


@pytest.mark.parametrize(
    ("title", "author", "people"),
    [
        ("Letter from Ada Bell to Otto Carr", "",
         [("author", "Ada Bell"), ("recipient", "Otto Carr")]),
        ("Ada Bell to Otto Carr, May 4, 1791", "Bell, Ada",
         [("author", "Bell, Ada"), ("recipient", "Otto Carr")]),
        ("Ada Bell to Otto Carr", "", []),
        ("New York to San Francisco", "Bell, Ada", [("author", "Bell, Ada")]),
        ("Guide to Herrings", "Bell, Ada", [("author", "Bell, Ada")]),
    ],
)  # fmt: skip
def test_correspondents_by_the_title(
    title: str, author: str, people: list[tuple[str, str]]
) -> None:
    plain: dict[str, Any] = {"document": {"title": title, "kind": "other"}, "people": []}
    if author:
        plain["people"].append({"role": "author", "as_given": author})
    meaning.correspondents(plain)
    assert [(each["role"], each["as_given"]) for each in plain["people"]] == people


@pytest.mark.parametrize(
    ("note", "archive", "collection", "levels", "classification"),
    [
        (
            "National Archives, RG 59, Central Files 1967–69, POL 27 FREE. Secret; Exdis. Done.",
            "National Archives",
            None,
            ["record-group 59", "series Central Files 1967–69", "file POL 27 FREE"],
            "Secret; Exdis",
        ),
        (
            "Bartlet Library, National Security File, Country File, Nets, Vol. II. Top Secret.",
            "Bartlet Library",
            "National Security File",
            ["series Country File", "file Nets, Vol. II"],
            "Top Secret",
        ),
        (
            "Central Intelligence Agency, Office of the Director, Job 80X, Box 3, Folder on nets. "
            "No classification marking. Copy to Smith.",
            "Central Intelligence Agency",
            "Office of the Director",
            ["series Job 80X", "box 3", "folder Folder on nets"],
            None,
        ),
        ("Ibid., Box 7. Confidential.", None, None, [], "Confidential"),
    ],
    ids=["record group", "library", "box", "ibid"],
)
def test_the_source_note_of_frus(
    note: str,
    archive: str | None,
    collection: str | None,
    levels: list[str],
    classification: str | None,
) -> None:
    page = read_page(f'<html><body><li class="footnote">Source: {note}</li></body></html>')
    assert page is not None
    plain = frus.read_page(page)
    source = plain.get("source", {})
    assert source.get("archive", {}).get("name") == archive
    assert source.get("collection") == collection
    told = [f"{level['kind']} {level['value']}" for level in source.get("levels", [])]
    assert told == levels
    assert plain["document"].get("classification") == classification
    assert plain["remarks"][0]["text"] == note


@pytest.mark.parametrize(
    ("heading", "kind", "people"),
    [
        (
            "7. Telegram From the Ambassador to Freedonia (Firefly) to the Department of State",
            "telegram",
            "author Firefly; recipient Department of State",
        ),
        (
            "7. Memorandum From the Net Man (Bell) and the Ice Man (Carr) to President Dunn",
            "memorandum",
            "author Bell; author Carr; recipient President Dunn",
        ),
        (
            "7. Letter From President Dunn to Prime Minister Carr",
            "letter",
            "author President Dunn; recipient Prime Minister Carr",
        ),
        (
            "[7] The Chargé in Freedonia (Marlowe) to the Secretary of State",
            "letter",
            "author Marlowe; recipient Secretary of State",
        ),
        (
            "7. Memorandum by the Director of the Office of Nets (Bell)",
            "memorandum",
            "author Bell",
        ),
        ("7. Memorandum of Conversation", "conversation-record", ""),
        ("7. Memorandum of Conversation, by the Nets Adviser (Bell)", "conversation-record",
         "author Bell"),
        ("7. Minutes of a Meeting of the Council on Nets", "minutes", ""),
        ("7. Editorial Note", "other", ""),
    ],
)  # fmt: skip
def test_the_parties_of_frus(heading: str, kind: str, people: str) -> None:
    page = read_page(f"<html><body><h4>{heading}</h4></body></html>")
    assert page is not None
    plain = frus.read_page(page)
    assert plain["document"]["title"] == heading.partition(" ")[2]
    assert plain["document"]["kind"] == kind
    assert plain["source"]["published_in"]["document_number"] == "7"
    told = [f"{each['role']} {each['as_given']}" for each in plain.get("people", [])]
    assert "; ".join(told) == people


@pytest.mark.parametrize(
    ("reference", "levels"),
    [
        ("FO", ["record-group FO"]),
        ("FO 371", ["series FO 371"]),
        ("FO 371/187100", ["series FO 371", "piece 187100"]),
        ("PROB 11/123/45-46", ["series PROB 11", "piece 123", "item 45-46"]),
        ("BT 31/1/2C", ["series BT 31", "piece 1", "item 2C"]),
    ],
)
def test_references_of_the_national_archives(reference: str, levels: list[str]) -> None:
    entry = {
        "citableReference": reference,
        "heldBy": [{"xReferenceName": "The National Archives, Kew"}],
    }
    (plain,) = tna.read_json(entry)
    assert [f"{each['kind']} {each['value']}" for each in plain["source"]["levels"]] == levels


@pytest.mark.parametrize(
    ("told", "archive"),
    [
        (
            "Library of Congress Manuscript Division Washington, D.C. 20540-4680 USA http://hdl.loc.gov/x",
            ("Library of Congress", "Manuscript Division", "Washington, D.C."),
        ),
        ("Library of Congress, Asian Division", ("Library of Congress", "Asian Division", None)),
        ("Alder Library", ("Alder Library", None, None)),
    ],
)
def test_the_division_of_the_library(told: str, archive: tuple[str | None, ...]) -> None:
    (plain,) = loc.read_json({"item": {"repository": [told]}})
    found = plain["source"]["archive"]
    assert tuple(found.get(name) for name in ("name", "department", "place")) == archive


@pytest.mark.parametrize(
    "answer",
    [
        {"naId": 7, "title": "Nets"},
        {"record": {"naId": 7, "title": "Nets"}},
        [{"_source": {"record": {"naId": "7", "title": "Nets"}}}],
        {"body": {"hits": {"hits": [{"_source": {"record": {"naId": 7, "title": "Nets"}}}]}}},
    ],
)
def test_every_wrapping_of_a_description(answer: Any) -> None:
    (plain,) = nara.read_json(answer)
    assert plain["digital"]["record_id"] == "7"
    assert plain["digital"]["url"] == "https://catalog.archives.gov/id/7"


@pytest.mark.parametrize(
    ("dates", "edtf"),
    [
        ({"productionDates": [{"year": 1871, "month": 5, "logicalDate": "1871-05-01"}]}, "1871-05"),
        ({"productionDates": [{"year": 1871, "dateQualifier": "ca."}]}, "1871~"),
        ({"coverageStartDate": {"year": 1942}, "coverageEndDate": {"year": 1945}}, "1942/1945"),
        ({"inclusiveStartDate": {"year": 1942}, "inclusiveEndDate": {"year": 1942}}, "1942"),
        ({"inclusiveStartDate": {"year": 1942}}, "1942/"),
    ],
)
def test_dates_of_the_catalog(dates: dict[str, Any], edtf: str) -> None:
    (plain,) = nara.read_json({"naId": 7, "title": "Nets", **dates})
    assert plain["document"]["date"] == edtf


@pytest.mark.parametrize(
    ("title", "series", "volume", "name"),
    [
        (
            "Foreign Relations of the United States, 1955–1957, Volume LXXXVIII, Sylvania",
            "Foreign Relations of the United States, 1955–1957",
            "LXXXVIII",
            "Sylvania",
        ),
        (
            "Foreign Relations of the United States, 1950, Sylvania, Volume VII",
            "Foreign Relations of the United States, 1950",
            "VII",
            "Sylvania",
        ),
    ],
)
def test_the_volume_of_frus(title: str, series: str, volume: str, name: str) -> None:
    head = f"<head><title>{title} - Office of the Historian</title></head>"
    page = read_page(f"<html>{head}<body><h3>7. Editorial Note</h3></body></html>")
    assert page is not None
    edition = frus.read_page(page)["source"]["published_in"]
    assert (edition["series"], edition["volume"], edition["title"]) == (series, volume, name)


SECTIONS = {
    "tna": "The National Archives (UK)",
    "nara": "NARA",
    "cia": "CIA",
    "loc": "Library of Congress",
    "dpla": "DPLA",
    "europeana": "Europeana",
    "internet_archive": "Internet Archive",
    "archivesspace": "ArchivesSpace",
    "atom": "AtoM",
}


@pytest.mark.parametrize("name", SECTIONS)
def test_the_manual_names_what_is_read(name: str) -> None:
    manual = (Path(__file__).parents[3] / "docs/explanation/catalogues.md").read_text("utf-8")
    section = manual.partition(f"\n## {SECTIONS[name]}\n")[2].partition("\n## ")[0].casefold()
    module = import_module(f"archcite.read.catalogues.{name}")
    tables = [getattr(module, table, {}) for table in ("LABELS", "MEMBERS", "ROWS", "_ROWS")]
    missing = [key for table in tables for key in table if key.casefold() not in section]
    assert missing == []


def test_the_example_of_the_how_to_reads_a_page() -> None:
    how_to = Path(__file__).parents[3] / "docs/how-to/add-an-archive-format.md"
    example = how_to.read_text("utf-8").partition("```python\n")[2].partition("```")[0]
    module: dict[str, Any] = {}
    exec(example, module)
    page = read_page(
        "<html><body><h1>Letter on Nets</h1><table><tr><th>Date:</th><td>May 4, 1871</td></tr>"
        "<tr><th>Creator</th><td>Bell, Ann</td></tr><tr><th>Access copies</th><td>Reel 7</td></tr>"
        "</table></body></html>"
    )
    plain = module["read_page"](page)
    assert plain["document"]["date"] == "1871-05-04"
    assert plain["document"]["kind"] == "letter"
    assert plain["people"] == [{"role": "author", "as_given": "Bell, Ann"}]
    assert plain["source"]["archive"]["_src"] == {"name": "inferred"}
    assert plain["record"]["foreign"][0]["value"] == "Reel 7"


def test_an_older_page_of_nara() -> None:
    page = read_page(
        """<html><head><title>National Archives Catalog</title></head><body><h1>Nets</h1>
        <div class="information"><dl><dt>National Archives Identifier:</dt><dd>24999</dd>
        <dt>From:</dt><dd><ul><li><a>Series: Harbor Films, 1942 - 1947</a></li>
        <li><a>Record Group 199: Records of the Fish Service, ca. 1860 - 1985</a></li></ul></dd>
        <dt>This item was produced or created:</dt><dd><ul><li>1945</li></ul></dd></dl></div>
        <h3>Scope &amp; Content</h3><div><p>How nets are mended.</p></div></body></html>"""
    )
    assert page is not None
    plain = nara.read_page(page)
    assert plain["source"] == {
        "collection": "Records of the Fish Service",
        "levels": [
            {"kind": "record-group", "value": "199"},
            {"kind": "series", "value": "Harbor Films"},
        ],
    }
    assert plain["document"]["date"] == "1945"
    assert plain["document"]["summary"] == "How nets are mended."
    assert plain["digital"]["record_id"] == "24999"
