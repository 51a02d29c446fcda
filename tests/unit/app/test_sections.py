"""archcite bib --sections, --abbreviations and --add, with a style that only these tests have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from archcite.app import config
from archcite.app.citing import FORMATS
from archcite.cite.arrange import Section
from archcite.cite.sections import Filter, Match
from archcite.errors import ProblemsFound

GOLDEN = Path(__file__).parents[2] / "cases" / "sections"

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>Plain</title><id>urn:plain</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<macro name="entry"><group delimiter=". ">
  <names variable="author"><name name-as-sort-order="first"/></names>
  <text variable="title" font-style="italic"/>
  <date variable="issued" form="text"/>
  <group delimiter=", "><text variable="archive_collection"/><text variable="archive"/>
    <text variable="archive_location"/></group>
  <text variable="container-title"/>
</group></macro>
<citation><layout><text macro="entry"/></layout></citation>
<bibliography subsequent-author-substitute="———"><sort><key variable="author"/>
<key variable="title"/></sort><layout suffix="."><text macro="entry"/></layout></bibliography>
</style>"""

HEAD = 'schema = "archcite/1"\n[document]\nid = "{key}"\nkind = "{kind}"\n{more}\n'
AUTHOR = '[[people]]\nrole = "author"\nas_given = "{0} {1}"\nfamily = "{1}"\ngiven = "{0}"\n'
STATE = 'archive = { name = "State Archive of Ruritania", acronym = "SAR", place = "Strelsau" }'
SAR = 'archive = { acronym = "SAR" }'


def fond(number: str, leaf: str) -> str:
    return (
        f'levels = [{{ kind = "fond", value = "{number}" }}, {{ kind = "leaf", value = "{leaf}" }}]'
    )


RECORDS = {
    "roe-letter": ("letter", 'date = "1921-03-04"', ("Ada", "Roe"), f"{STATE}\n{fond('17', '3')}"),
    "roe-note": ("note", 'title = "On Trains"', ("Ada", "Roe"), f"{SAR}\n{fond('17', '9')}"),
    "poe-letter": ("letter", 'date = "1920"', ("Ben", "Poe"), f"{SAR}\n{fond('9', '1')}"),
    "poe-memo": (
        "memorandum", 'date = "1919"\nabbreviation = "PM"', ("Ben", "Poe"),
        'collection = "Poe & Sons Papers"\narchive = { name = "Zenda <Library>" }',
    ),
    "poe-diary": (
        "diary", 'title = "Days"', ("Ben", "Poe"),
        'collection = "Poe & Sons Papers"\narchive = { name = "Zenda <Library>" }',
    ),
    "lost": ("report", 'title = "Lost & Found"', ("Cy", "Doe"), ""),
    "printed": (
        "decision", 'title = "A Decree"\ndate = "1918"', ("Cy", "Doe"),
        'published_in = { title = "Papers of the Realm", date = "1950" }',
    ),
}  # fmt: skip
ITEMS = [
    {"id": "book", "type": "book", "title": "Later Book",
     "author": [{"family": "Roe", "given": "Ada"}], "issued": {"date-parts": [[2001]]}},
    {"id": "early", "type": "book", "title": "Early Book",
     "author": [{"family": "Roe", "given": "Ada"}], "issued": {"date-parts": [[1999]]}},
]  # fmt: skip


@pytest.fixture
def realm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with a style of its own, which is the working folder, and a literature file."""
    root = tmp_path / "realm"
    (root / "records").mkdir(parents=True)
    (root / "plain.csl").write_text(STYLE, encoding="utf-8")
    (root / "archcite.toml").write_text('style = "plain.csl"\n')
    (root / "literature.json").write_text(json.dumps(ITEMS))
    for key, (kind, more, author, source) in RECORDS.items():
        text = HEAD.format(key=key, kind=kind, more=more) + AUTHOR.format(*author)
        text += f"[source]\n{source}\n" if source else ""
        (root / "records" / f"{key}.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


ALL = ("bib", "--sections", "--abbreviations", "--add", "literature.json")


@pytest.mark.parametrize("locale", ["en-US", "ru-RU"])
def test_golden(call, realm: Path, locale: str, update: bool) -> None:
    path = GOLDEN / f"{locale}.txt"
    ran = call(*ALL, "--locale", locale, "--option", "shelfmark=long")
    assert ran.code == 0
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(ran.out, encoding="utf-8")
    assert ran.out == path.read_text(encoding="utf-8")


def test_the_cache_changes_nothing(call, realm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = call(*ALL)
    warm = call(*ALL)
    assert warm == cold
    text = (realm / "records" / "lost.toml").read_text()
    (realm / "records" / "lost.toml").write_text(text.replace("Lost & Found", "Found"))
    assert call(*ALL).out == cold.out.replace("Lost & Found", "Found")
    monkeypatch.setattr("msgspec.msgpack.decode", _fail)
    assert call(*ALL).out == cold.out.replace("Lost & Found", "Found")


def _fail(*args: object, **more: object) -> None:
    import msgspec

    raise msgspec.ValidationError("another form")


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def test_the_three_sections(call, realm: Path) -> None:
    shown = lines(call("bib", "--sections", "--add", "literature.json").out)
    headings = ["Archives", "State Archive of Ruritania (SAR), Strelsau", "Zenda <Library>",
                "No Archive Named", "Printed Documents", "Literature"]  # fmt: skip
    assert [line for line in shown if line in headings] == headings
    assert shown[2].startswith("Poe, Ben. Letter. 1920")  # a single document of fond 9
    assert "17" in shown[3]
    assert "3" not in shown[3].replace("17", "")  # the fond, not one of its leaves
    assert shown[5] == "Poe & Sons Papers. Zenda <Library>."
    assert shown[-2] == "Roe, Ada. Early Book. 1999."
    assert shown[-1] == "———. Later Book. 2001."  # the dash goes by what is printed before


def test_every_section_begins_its_authors_anew(call, realm: Path) -> None:
    (realm / "archcite.toml").write_text(
        'style = "plain.csl"\n'
        '[[sections]]\ntitle = "Ours"\ntakes = ["archive", "printed"]\nsort = "date"\n'
        '[[sections]]\ntakes = "literature"\nsort = "title"\n'
    )
    shown = lines(call("bib", "--sections", "--add", "literature.json").out)
    assert shown[0] == "Ours"
    assert [line.split(".")[0] for line in shown[1:6]] == [
        "Doe, Cy", "Poe, Ben", "———", "Roe, Ada", "Doe, Cy"
    ]  # fmt: skip
    assert shown[-3:] == [
        "Literature", "Roe, Ada. Early Book. 1999.", "———. Later Book. 2001."
    ]  # fmt: skip


def test_what_no_section_takes_is_told(call, realm: Path) -> None:
    settings = 'style = "plain.csl"\n[[sections]]\nkinds = "letter"\ntitle = "Letters"\n'
    (realm / "archcite.toml").write_text(settings)
    ran = call("bib", "roe-letter", "lost", "--sections", "-q")
    assert ran.code == 0
    assert lines(ran.out)[0] == "Letters"
    assert "lost: warning: no section of the bibliography takes this" in ran.err


def test_json_tells_section_group_and_what_an_entry_stands_for(call, realm: Path) -> None:
    rows = json.loads(call(*ALL, "--json").out)
    assert rows[0] == {
        "style": "plain.csl", "section": "Abbreviations", "abbreviation": "PM",
        "text": "Poe, Ben. Memorandum. 1919. Poe & Sons Papers, Zenda <Library>.",
    }  # fmt: skip
    entries = [row for row in rows if "key" in row]
    (zenda,) = [row for row in entries if row["group"] == "Zenda <Library>"]
    assert zenda["stands_for"] == ["poe-diary", "poe-memo"]
    assert zenda["key"] == "zenda-library-poe-sons-papers"
    assert {row["section"] for row in entries} == {"Archives", "Printed Documents", "Literature"}
    single = next(row for row in entries if row["key"] == "poe-letter")
    assert single["stands_for"] == ["poe-letter"]


@pytest.mark.parametrize("to", FORMATS)
def test_every_format_has_headings(call, realm: Path, to: str) -> None:
    ran = call(*ALL, "--to", to)
    assert ran.code == 0
    text = ran.out
    mark = {
        "plain": "\nZenda <Library>\n", "markdown": "\n### Zenda \\<Library>\n",
        "html": '<h3 class="csl-bib-heading">Zenda &#60;Library&#62;</h3>',
        "latex": "\\subsubsection*{Zenda \\textless{}Library\\textgreater{}}",
        "typst": "\n=== Zenda \\<Library>\n", "rtf": "{\\i Zenda <Library>}\\par",
        "rst": "\nZenda \\<Library>\n----------------\n", "ooxml": "Zenda &lt;Library&gt;",
        "json": '{"tag": "heading", "level": 2, "children": ["Zenda <Library>"]}',
    }[to]  # fmt: skip
    assert mark in text
    if to == "html":
        tree = etree.fromstring(f"<div>{text}</div>")
        assert [each.text for each in tree.findall("h2")] == [
            "Abbreviations", "Archives", "Printed Documents", "Literature"
        ]  # fmt: skip
        assert [each.text for each in tree.iter("dt")] == ["PM", "SAR"]


def test_a_list_of_abbreviations_alone(call, realm: Path) -> None:
    ran = call("bib", "--abbreviations")
    assert ran.out.splitlines() == [
        "PM\tPoe, Ben. Memorandum. 1919. Poe & Sons Papers, Zenda <Library>.",
        "SAR\tState Archive of Ruritania, Strelsau",
    ]
    assert ran.err == ""
    assert call("bib", "--abbreviations", "roe-note", "-q").err == ""
    bare = call("bib", "--abbreviations", "roe-note")
    assert bare.out == "SAR\n"
    assert bare.code == 0
    assert "SAR: info: no record says what this stands for" in bare.err


def test_a_file_alone(call, nowhere: Path) -> None:
    (nowhere / "items.json").write_text(json.dumps(ITEMS))
    ran = call("bib", "--sections", "--input", "items.json", "--style", "mla", "--locale", "de-DE")
    assert ran.code == 0
    assert lines(ran.out)[0] == "Literatur"
    assert len(lines(ran.out)) == 3


def test_added_files_and_keys(call, realm: Path) -> None:
    ran = call("bib", "early", "roe-note", "--add", "literature.json", "-q")
    assert len(lines(ran.out)) == 2
    cited = call("cite", "[@early; @roe-note]", "--add", "literature.json", "-q", "--form", "note")
    assert "Early Book" in cited.out
    assert "On Trains" in cited.out
    only = call("cite", "book", "--add", "literature.json", "--form", "note")
    assert "Later Book" in only.out
    missing = call("cite", "nobody", "--add", "literature.json")
    assert missing.code == 3
    none = call("cite", "--add", "literature.json")
    assert none.code == 2
    assert "no citation key was given" in none.err
    both = call("bib", "--input", "literature.json", "--add", "other.json")
    assert both.code == 4


def test_a_key_that_two_places_have(call, realm: Path) -> None:
    (realm / "other.json").write_text(json.dumps([{**ITEMS[0], "id": "lost"}, ITEMS[1]]))
    ran = call("bib", "--add", "other.json")
    assert ran.code == 1
    assert "the key 'lost' is in records/lost.toml and in other.json" in ran.err
    ran = call("bib", "--add", "other.json", "--add", "literature.json")
    assert "the key 'early' is in other.json and in literature.json" in ran.err
    ran = call("bib", "--input", "literature.json", "--add", "other.json")
    assert "the key 'early' is in literature.json and in other.json" in ran.err
    assert call("cite", "roe-note", "--add", "other.json").code == 0  # not asked for


def test_what_is_no_style_has_no_sections(call, realm: Path) -> None:
    for option in ("--sections", "--abbreviations"):
        ran = call("bib", option, "--style", "bibtex")
        assert ran.code == 2
        assert f"{option} is for citation styles, and bibtex is none" in ran.err
    ran = call("bib", "--style", "bibtex", "--input", "literature.json")
    assert ran.code == 0
    assert ran.out.count("\n@") + 1 == len(json.loads((realm / "literature.json").read_text()))
    assert call("bib", "--style", "bibtex", "roe-note", "lost").out.count("@") == 2


def test_sections_of_the_settings(library: Path) -> None:
    text = """
style = "mla"
[[sections]]
title = "Letters  and diaries"
takes = "archive"
kinds = ["letter", "diary"]
include = { keyword = ["Korea", "China"], DOI = false }
group_by = "repository"
entries = "collection"
sort = "date"
[[sections]]
takes = ["literature"]
group_by = "none"
entries = "item"
"""
    assert config.from_text(library, text).sections == (
        Section(
            "Letters and diaries",
            ("archive",),
            ("letter", "diary"),
            Filter((Match("keyword", "Korea"), Match("keyword", "China"), Match("DOI", False))),
            True,
            True,
            "date",
        ),
        Section("", ("literature",)),
    )


FAULTS = [
    ("sections = 3", 1, "must be tables"),
    ('\n[sections]\ntitle = "A"', 2, "must be tables"),
    ('[[sections]]\ntitle = "A"\ncolour = 1', 3, "no key 'colour'"),
    ('[[sections]]\ntitle = "A"\n\n[[sections]]\ntitle = "B"\nsort = "size"', 6, "'size'"),
    ('[[sections]]\ntitle = ""', 2, "must be a text"),
    ('[[sections]]\ntitle = "A"\ntakes = ["archive", "books"]', 3, "cannot be 'books'"),
    ('[[sections]]\ntitle = "A"\ntakes = [1]', 3, "a text or a list of texts"),
    ('[[sections]]\ntitle = "A"\nkinds = "novel"', 3, "cannot be 'novel'"),
    ('[[sections]]\ntitle = "A"\ngroup_by = true', 3, "one of repository, none"),
    ('[[sections]]\ntitle = "A"\nentries = "fond"', 3, "one of collection, item"),
    ('[[sections]]\ntitle = "A"\nselect = { colour = "x" }', 3, "no field 'colour'"),
    ('[[sections]]\ntitle = "A"\nselect = { DOI = 3 }', 3, "must give DOI a text"),
    ('[[sections]]\ntitle = "A"\nquash = "DOI"', 3, "a table of fields"),
    ('\n[[sections]]\ntakes = ["archive", "printed"]', 2, "no title"),
]


@pytest.mark.parametrize(("text", "line", "message"), FAULTS)
def test_faulty_sections_have_their_line(library: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(ProblemsFound) as told:
        config.from_text(library, text)
    (problem,) = told.value.problems
    assert problem.where == f"archcite.toml:{line}"
    assert message in problem.message
    assert problem.code == "bad-config"


def test_all_faults_are_told_at_once(library: Path) -> None:
    text = "styel = 1\n[[sections]]\nsort = 1\n[[sections]]\nkinds = 2\nx = 1\n"
    with pytest.raises(ProblemsFound) as told:
        config.from_text(library, text)
    assert [each.where[-1] for each in told.value.problems] == ["1", "3", "5", "6"]


def test_the_manual_has_sections_that_can_be_read(library: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "print-a-bibliography.md").read_text()
    (table,) = [part.split("```")[0] for part in page.split("```toml\n")[1:]]
    titles = [each.title for each in config.from_text(library, table).sections]
    assert titles == ["Interviews", "", "Works in Russian", "Other Works"]
