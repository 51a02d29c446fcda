"""Readers of JSON formats: told apart, hostile input bounded, which nodes are entries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archcite.crosswalk.iiif import from_iiif
from archcite.crosswalk.schema_org import from_schema_org
from archcite.errors import Problem
from archcite.read import READERS, load_reader, load_stream, sniff
from archcite.read.schema_org import nodes_of
from archcite.record.model import Record
from archcite.write.tropy import write_tropy

CASES = Path(__file__).parents[2] / "cases"
FORMATS = ("iiif", "tropy", "datacite-json", "schema-org")
ENTRY: dict[str, dict[str, Any]] = {
    "iiif": {
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": "https://iiif.example.org/1",
        "type": "Manifest",
        "label": {"en": ["T"]},
    },
    "tropy": {"template": "https://tropy.org/v1/templates/generic", "title": "T"},
    "datacite-json": {"titles": [{"title": "T"}], "types": {"resourceTypeGeneral": "Text"}},
    "schema-org": {"@context": "https://schema.org", "@type": "Book", "name": "T"},
}


def titles(found: list[Record | Problem]) -> list[str | None]:
    return [each.document.title for each in found if isinstance(each, Record)]


@pytest.mark.parametrize("name", FORMATS)
def test_each_is_told_from_the_others(name: str) -> None:
    for entry in (ENTRY[name], [ENTRY[name]]):
        data = json.dumps(entry, indent=1).encode()
        assert sniff(data, "x") == name
        assert titles(load_reader(name)(data, "x")) == ["T"]
    order = list(READERS)
    assert order.index(name) < order.index("csl-json")


@pytest.mark.parametrize(
    "item",
    [
        {
            "id": "a",
            "type": "book",
            "title": "The context of schema.org",
            "URL": "https://schema.org",
        },
        {"id": "a", "type": "webpage", "title": "T", "URL": "https://tropy.org/"},
        {"id": "a", "type": "dataset", "title": "T", "note": "resourceTypeGeneral, dois, @context"},
        {"id": "a", "type": "webpage", "title": "T", "URL": "http://iiif.io/api/presentation/3.0/"},
    ],
    ids=lambda item: item.get("URL", "note"),
)
def test_items_that_speak_of_a_format_are_still_csl_json(item: dict[str, Any]) -> None:
    assert sniff(json.dumps([item]).encode(), "x") == "csl-json"


@pytest.mark.parametrize("name", FORMATS)
def test_nesting_without_end_does_no_harm(name: str) -> None:
    for deep in ("[" * 900 + "]" * 900, '{"a":' * 900 + "1" + "}" * 900):
        for key in ("x", *ENTRY[name], "photo", "metadata", "isPartOf", "author", "creators"):
            text = json.dumps({**ENTRY[name], key: 0}).replace(f'"{key}": 0', f'"{key}": {deep}')
            for each in load_reader(name)(text.encode(), "x"):
                assert isinstance(each, Record | Problem)


@pytest.mark.parametrize("name", FORMATS)
def test_a_broken_file_is_one_problem(name: str) -> None:
    data = json.dumps([ENTRY[name], ENTRY[name]]).encode()
    found = load_reader(name)(data[:-4], "x.json")
    problems = [each for each in found if isinstance(each, Problem)]
    assert [each.code for each in problems] == ["json-invalid"]
    assert problems[0].where.startswith("x.json")
    (empty,) = load_reader(name)(b"[]", "x.json")
    assert isinstance(empty, Problem)
    assert empty.code == "nothing-found"


@pytest.mark.parametrize("name", ["datacite-json", "schema-org"])
def test_what_stood_before_the_break_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps([ENTRY[name]] * 3)[:-5], encoding="utf-8")
    stream = load_stream(name)
    assert stream is not None
    with path.open("rb") as opened:
        assert titles(list(stream(opened, "x"))) == ["T", "T"]


@pytest.mark.parametrize("name", ["iiif"])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_manifest_of_another_shape_never_raises(name: str, data: st.DataObject) -> None:
    junk = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=4),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
        max_leaves=6,
    )
    tree = json.loads((CASES / name / "presentation-3.json").read_text(encoding="utf-8"))
    for key in data.draw(st.sets(st.sampled_from(sorted(tree)), min_size=1, max_size=4)):
        tree[key] = data.draw(
            junk | st.lists(st.fixed_dictionaries({"label": junk, "value": junk}))
        )
    for each in load_reader(name)(json.dumps(tree).encode(), "x"):
        assert isinstance(each, Record | Problem)


# -- schema.org


@pytest.mark.parametrize(
    "context",
    [
        "https://schema.org",
        "http://schema.org/",
        {"@vocab": "http://schema.org/"},
        ["https://schema.org", {"ex": "https://example.org/"}],
    ],
    ids=str,
)
def test_every_context_of_schema_org(context: Any) -> None:
    book = {"@context": context, "@type": "Book", "name": "T", "isbn": "1"}
    assert sniff(json.dumps(book).encode(), "x") == "schema-org"
    assert titles(load_reader("schema-org")(json.dumps([book]).encode(), "x")) == ["T"]


@pytest.mark.parametrize("prefix", ["schema:", "s:", "https://schema.org/", "http://schema.org/"])
def test_every_prefix_of_schema_org(prefix: str) -> None:
    context = {"s": "https://schema.org/"} if prefix == "s:" else {}
    book = {"@type": f"{prefix}Book", f"{prefix}name": [{"@value": "T"}]}
    graph = {"@context": {**context, "ex": "https://example.org/"}, "@graph": [book]}
    assert titles(load_reader("schema-org")(json.dumps(graph).encode(), "x")) == ["T"]
    if prefix != "schema:":
        assert sniff(json.dumps(graph).encode(), "x") == "schema-org"


def test_a_description_from_datacite() -> None:
    node = {
        "@context": "http://schema.org",
        "@type": "Dataset",
        "@id": "https://doi.org/10.1000/lamps.17",
        "additionalType": "Price series",
        "name": "Prices",
        "author": [{"@type": "Person", "name": "Ada Roe", "givenName": "Ada", "familyName": "Roe",
                    "@id": "https://orcid.org/0000-0002-1825-0097"}],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "datePublished": "2021",
        "publisher": {"@type": "Organization", "name": "Quay Data Archive"},
        "funder": {"@type": "Organization", "name": "Oil Fund", "@id": "https://ror.org/03yrm5c26"},
    }  # fmt: skip
    plain = from_schema_org(node).plain
    assert plain["document"]["genre"] == "Price series"
    assert plain["published"] == {"type": "dataset", "publisher": "Quay Data Archive"}
    assert plain["digital"] == {"doi": "10.1000/lamps.17"}
    assert plain["people"][0]["ids"] == {"orcid": "0000-0002-1825-0097"}
    assert plain["funders"] == [{"name": "Oil Fund", "ids": {"ror": "03yrm5c26"}}]


def names(value: Any) -> list[str]:
    return [node["name"] for node in nodes_of(value)]


def test_what_an_entry_is_a_part_of_is_no_entry() -> None:
    graph = {
        "@graph": [
            {"@id": "#b", "@type": "Book", "name": "B", "isPartOf": {"@id": "#s"}},
            {"@id": "#s", "@type": "BookSeries", "name": "S"},
            {"@id": "#c", "@type": "Chapter", "name": "C", "isPartOf": {"@id": "#b"}},
        ]
    }
    assert names(graph) == ["C"]
    (node,) = nodes_of(graph)
    plain = from_schema_org(node).plain
    assert plain["published"] == {"type": "chapter", "container": "B", "series": "S"}


def test_references_that_go_round_end() -> None:
    ring = [
        {"@id": "#a", "@type": "Book", "name": "A", "isPartOf": {"@id": "#b"}},
        {"@id": "#b", "@type": "Book", "name": "B", "isPartOf": {"@id": "#a"}},
    ]
    assert names(ring) == ["A", "B"]
    wide = [
        {"@id": f"#{n}", "@type": "Book", "name": str(n), "about": [{"@id": "#0"}, {"@id": "#1"}]}
        for n in range(300)
    ]
    assert len(names(wide)) == 300


def test_a_page_counts_where_there_is_nothing_else() -> None:
    page = {"@type": "WebPage", "name": "P", "url": "https://example.org/"}
    assert names([page]) == ["P"]
    assert names([page, {"@type": "NewsArticle", "name": "N"}]) == ["N"]
    assert names({**page, "mainEntity": {"@type": "ArchiveComponent", "name": "L"}}) == ["L"]
    assert names({"@type": "Person", "name": "Ada Roe"}) == []
    items = {"@type": "ItemList", "itemListElement": [
        {"@type": "ListItem", "position": 1, "item": {"@type": "Book", "name": "B"}}]}  # fmt: skip
    assert names(items) == ["B"]


def test_components_below_a_component_lie_in_its_archive() -> None:
    fonds = {
        "@type": ["ArchiveComponent", "Collection"],
        "name": "Guild",
        "holdingArchive": {"@type": "ArchiveOrganization", "name": "Ayr Archives"},
        "hasPart": [{"@type": "ArchiveComponent", "name": "Letter", "genre": "letter"}],
    }
    whole, letter = (from_schema_org(node).plain for node in nodes_of(fonds))
    assert whole["document"]["kind"] == "collection"
    assert letter["document"]["kind"] == "letter"
    assert letter["source"] == {"archive": {"name": "Ayr Archives"}, "collection": "Guild"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("van den Berg", {"family": "van den Berg"}),
        ("Berg", {"family": "Berg", "particle": "van den"}),
    ],
)
def test_a_particle_stands_where_the_name_has_it(name: str, told: dict[str, str]) -> None:
    author = {"@type": "Person", "name": "Jo van den Berg", "givenName": "Jo", "familyName": name}
    plain = from_schema_org({"@type": "Book", "name": "B", "author": author}).plain
    assert plain["people"] == [
        {"role": "author", "as_given": "Jo van den Berg", "given": "Jo", **told}
    ]


def test_a_shelfmark_edited_by_hand_counts() -> None:
    steps = [{"@type": "PropertyValue", "propertyID": "box", "value": "3"}]
    place = {"@type": "Place", "name": "Box 3", "additionalProperty": steps}
    node = {"@type": "ArchiveComponent", "name": "L", "itemLocation": place}
    assert from_schema_org(node).plain["source"] == {"levels": [{"kind": "box", "value": "3"}]}
    node["itemLocation"] = {**place, "name": "Box 4"}
    assert from_schema_org(node).plain["source"] == {"levels": [{"kind": "box", "value": "4"}]}


# -- Tropy


def test_what_tropy_needs_of_a_photo_goes_back_to_it() -> None:
    data = (CASES / "tropy" / "export.json").read_bytes()
    records = [each for each in load_reader("tropy")(data, "x") if isinstance(each, Record)]
    (item,) = json.loads(write_tropy(records).text)["@graph"]
    before, after = json.loads(data)["@graph"][0], item
    for key in ("checksum", "size", "width", "path", "mimetype", "title", "date"):
        assert after["photo"][0][key] == before["photo"][0][key]
    assert after["photo"][0]["selection"][0]["x"] == 10
    assert after["photo"][0]["transcription"][0]["text"] == "Dear Moe, wicks"
    for key in ("tag", "list", "box", "folder", "collection", "archive", "location", "title"):
        assert after[key] == before[key]
    assert after["http://example.org/terms#mood"] == "cross"


def test_a_box_of_tropy_joins_the_levels_of_a_source_line() -> None:
    terms = "http://purl.org/dc/elements/1.1/"
    item = {
        "@type": "Item", "template": "https://tropy.org/v1/templates/dc",
        f"{terms}title": "A ledger", f"{terms}source": "RGANI, f. 5, op. 30, d. 17",
        "https://tropy.org/v1/tropy#box": "9",
    }  # fmt: skip
    found = load_reader("tropy")(json.dumps([item]).encode(), "x")
    (record,) = [each for each in found if isinstance(each, Record)]
    assert record.source
    levels = [(str(each.kind), each.value) for each in record.source.levels]
    assert levels == [("fond", "5"), ("opis", "30"), ("delo", "17"), ("box", "9")]


# -- IIIF


@pytest.mark.parametrize(
    ("label", "language", "title", "tag"),
    [
        ("T", "German", "T", None),
        ({"en": ["T"], "de": ["U"]}, "German", "U", None),
        ({"en": ["T"], "de": ["U"]}, "Korean", "T", "en"),
        ({"fr": ["T"], "none": ["U"]}, "Korean", "U", None),
        ([{"@value": "T", "@language": "fr"}], "", "T", "fr"),
    ],
)
def test_the_language_of_a_title(label: Any, language: str, title: str, tag: str | None) -> None:
    metadata = [{"label": "Language", "value": language}]
    plain = from_iiif({"type": "Manifest", "label": label, "metadata": metadata}).plain
    assert plain["document"]["title"] == title
    assert plain["document"].get("title_language") == tag
