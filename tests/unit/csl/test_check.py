"""archcite's own checks of a style: each fault once, with its line, code, sentence and hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from archcite.csl import check as checking
from archcite.csl import grammar, vocab
from archcite.csl.check import check
from archcite.csl.xml import NAMESPACE, read_xml
from archcite.errors import Problem
from archcite.library import styles as files

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" {attributes} version="1.0">
<info><title>T</title><id>i</id><updated>2026-01-01T00:00:00Z</updated>{info}</info>
{locale}{macros}<citation {citation}><layout>
{layout}
</layout></citation>{bibliography}</style>"""
# Everything is on the first three lines but the layout, which begins on the fourth.
LAYOUT = 4


def faults(layout: str = '<text variable="title"/>', **parts: str) -> list[Problem]:
    blank = dict.fromkeys(("info", "locale", "macros", "citation", "bibliography"), "")
    parts = {"attributes": 'class="note"', **blank, **parts}
    root = read_xml(STYLE.format(layout=layout, **parts).encode(), "x.csl")
    return check(
        root,
        "x.csl",
        schema=files.schema_file(),
        locale_xml=files.locale_file,
        parent_xml=lambda address: None,
    )


def test_a_sound_style_has_none() -> None:
    assert faults() == []


IN_LAYOUT = {
    "style-variable-unknown": [
        ('<text variable="titel"/>', "'titel'", "did you mean title?"),
        ('<text variable="shortTitle"/>', "'shortTitle'", "it is called title-short now"),
        ('<names variable="author writer"/>', "'writer'", ""),
        ('<choose><if variable="colour"><text value="x"/></if></choose>', "'colour'", ""),
        ('<number variable="numbr"/>', "'numbr'", "did you mean number?"),
    ],
    "style-variable-kind": [
        ('<text variable="issued"/>', "'issued' is a date", "use <date>"),
        ('<text variable="author"/>', "'author' is names", "use <names>"),
        ('<number variable="title"/>', "'title' is a text", "use <text>"),
        ('<names variable="title"/>', "'title' is a text", "use <text>"),
        ('<label variable="title"/>', "'title' is a text, which <label> does", "use <text>"),
        ('<date variable="volume"><date-part name="year"/></date>', "is a number", "use <text>"),
        (
            '<choose><if is-uncertain-date="title"><text value="x"/></if></choose>',
            "is no date", "",
        ),
    ],
    "style-macro-missing": [('<text macro="x"/>', "'x' does not exist", "define it")],
    "style-term-unknown": [
        ('<text term="albumm"/>', "'albumm' is defined neither", ""),
        ('<text term="retreived"/>', "'retreived'", "did you mean retrieved?"),
    ],
    "style-label": [
        ('<label variable="page"/>', "'page', a number that the style never prints", ""),
    ],
    "style-condition-never": [
        (
            '<choose><if type="book chapter"><text value="x"/></if></choose>',
            "no item has more than one type", 'match="any"',
        ),
        (
            '<choose><if position="first ibid"><text value="x"/></if></choose>',
            "no cite has more than one position", "",
        ),
        (
            '<choose><if locator="page folio"><text value="x"/></if></choose>',
            "no cite has more than one locator", "",
        ),
        (
            '<choose><if type="book"><text value="x"/></if>'
            '<else-if type="book"><text value="y"/></else-if></choose>',
            "line 4 asks the same before", "",
        ),
        (
            '<choose><if type="book chapter" match="any"><text value="x"/></if>'
            '<else-if type="book"><text value="y"/></else-if></choose>',
            "no item comes here", "",
        ),
        (
            '<choose><if type="book"><choose><if type="map"><text value="x"/></if></choose>'
            "</if></choose>",
            "no item comes here", "",
        ),
    ],
    "style-condition-repeated": [
        (
            '<choose><if match="any" type="book map book"><text value="x"/></if></choose>',
            'asks for "book" twice', "",
        ),
    ],
    "style-et-al": [
        (
            '<names variable="author"><name et-al-min="3"/></names>',
            "et-al-min does nothing without et-al-use-first", "",
        ),
        (
            '<names variable="author"><name et-al-use-first="3"/></names>',
            "et-al-use-first does nothing without et-al-min", "",
        ),
        (
            '<names variable="author"><name et-al-min="3" et-al-use-first="4"/></names>',
            "et-al-use-first is 4, more than the 3", "",
        ),
    ],
    "style-invalid": [
        ("<group/>", "<group> is empty", ""),
        ('<text value="x" colour="red"/>', "has no attribute colour", ""),
        ('<text value="x" quotes="yes"/>', 'has no quotes "yes"', "it is false, true"),
        (
            '<choose><else><text value="x"/></else><else-if type="map"><text value="x"/></else-if>'
            "</choose>",
            "<choose> begins with one <if>", "",
        ),
        (
            '<choose><if type="map"><text value="x"/></if><if type="book"><text value="y"/></if>'
            "</choose>",
            "here is <if>", "",
        ),
        ("<span/>", "CSL has no element <span>", ""),
        ('<text value="x"/><layout/>', "<layout> cannot stand in <layout>", "it takes"),
        ('<text form="short"/>', "lacks the attribute one of variable", ""),
        ('<choose><if><text value="x"/></if></choose>', "lacks the attribute one of", ""),
        ('<names variable="author"><name et-al-min="three"/></names>', "no whole number", ""),
        ("<choose/>", "<choose> is empty", ""),
        ('<text variable=""/>', "variable is empty on <text>", ""),
        ('<text variable="title" macro="m"/>', "has both variable and macro", "delete one"),
        ('<text variable="title" form="symbol"/>', 'with variable has no form "symbol"', "long"),
        ('<text value="x" form="short"/>', 'with value has no form "short"', "delete form"),
        ('<group>word<text value="x"/> more</group>', "cannot hold the text 'word more'", ""),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "layout", "said", "hint"),
    [(code, *case) for code, cases in IN_LAYOUT.items() for case in cases],
)
def test_fault_in_the_layout(code: str, layout: str, said: str, hint: str) -> None:
    found = [each for each in faults(layout) if each.code == code]
    assert found, faults(layout)
    assert found[0].where == f"x.csl:{LAYOUT}"
    assert said in found[0].message
    assert hint in found[0].hint


@pytest.mark.parametrize(
    ("code", "said", "parts"),
    [
        (
            "style-macro-unused", "'m' is never used",
            {"macros": '<macro name="m"><text value="x"/></macro>'},
        ),
        (
            "style-macro-repeated", "'m' is defined on line 3 already",
            {"macros": '<macro name="m"><text value="x"/></macro>' * 2},
        ),
        (
            "style-macro-circular", "'a' calls itself (a -> b -> a)",
            {
                "macros": '<macro name="a"><text macro="b"/></macro>'
                '<macro name="b"><group><text macro="a"/></group></macro>',
                "layout": '<text macro="a"/>',
            },
        ),
        (
            "style-macro-missing", "'k' does not exist",
            {"bibliography": '<bibliography><sort><key macro="k"/></sort><layout>'
                             '<text value="x"/></layout></bibliography>'},
        ),
        ("style-et-al", "et-al-min does nothing", {"citation": 'et-al-min="3"'}),
        ("style-locale-unknown", "'xx-XX'", {"attributes": 'class="note" default-locale="xx-XX"'}),
        ("style-locale-unknown", "'qq'", {"locale": '<locale xml:lang="qq"/>'}),
        ("style-invalid", 'has no class "notes"', {"attributes": 'class="notes"'}),
        ("style-invalid", "lacks the attribute class", {"attributes": ""}),
        ("style-invalid", "has no attribute clas", {"attributes": 'class="note" clas="x"'}),
        ("style-invalid", "<colour>", {"info": "<colour/>"}),
        ("style-invalid", '<category field="magic">', {"info": '<category field="magic"/>'}),
        ("style-invalid", "<issn>", {"info": "<issn>1234</issn><issn>1234-5678</issn>"}),
        ("style-invalid", "<info> has more than one <title>", {"info": "<title>Two</title>"}),
        ("style-invalid", "no term 'no such term'",
         {"locale": '<locale><terms><term name="in">in</term>'
                    '<term name="no such term">x</term></terms></locale>'}),
        (
            "style-condition-never", "an entry of the bibliography has no position",
            {"bibliography": '<bibliography><layout><choose><if position="first">'
                             '<text value="x"/></if></choose></layout></bibliography>'},
        ),
        (
            "style-dependent", "has no <citation>",
            {"info": '<link rel="independent-parent" href="urn:parent"/>'},
        ),
        (
            "style-unknown", "its parent style urn:parent is not here",
            {"info": '<link rel="independent-parent" href="urn:parent"/>'},
        ),
    ],
)  # fmt: skip
def test_fault_elsewhere(code: str, said: str, parts: dict[str, str]) -> None:
    found = [each for each in faults(**parts) if each.code == code and said in each.message]
    assert len(found) == 1, faults(**parts)
    assert found[0].where.startswith("x.csl:")


def test_a_condition_that_holds_is_no_fault() -> None:
    assert faults(
        '<choose><if type="book chapter" match="any" variable="title"><text value="x"/></if>'
        '<else-if type="book"><text value="y"/></else-if>'
        '<else-if position="ibid ibid-with-locator"><text value="z"/></else-if>'
        '<else-if position="subsequent near-note"><text value="z"/></else-if>'
        '<else-if type="map" match="none"><text value="z"/></else-if></choose>'
    ) == []  # fmt: skip


def test_options_complete_one_another_across_the_style() -> None:
    assert faults(
        '<names variable="author"><name et-al-min="3"/></names>', citation='et-al-use-first="1"'
    ) == []  # fmt: skip


def test_all_faults_are_told_at_once_and_by_line() -> None:
    found = faults('<text variable="titel"/>\n<text macro="b"/>\n<text term="albumm"/>\n<group/>')
    assert [each.where for each in found] == [f"x.csl:{LAYOUT + n}" for n in range(4)]


def test_an_element_with_every_attribute_is_judged_at_once() -> None:
    name = "".join(
        f' {key}="{sorted(values)[-1] if values else 1}"'
        for key, values in grammar.ATTRIBUTES["name"].items()
    )
    assert name.count("=") > 15
    assert faults(f'<names variable="author"><name{name}/></names>') == []
    assert faults(f'<names variable="author"><name{name} colour="red"/></names>') != []


def test_deep_nesting_is_one_fault() -> None:
    deep = "<group>" * 200 + '<text value="x"/>' + "</group>" * 200
    (problem,) = faults(deep)
    assert "too deeply" in problem.message


def test_the_schema_knows_every_word_of_ours() -> None:
    """So nothing that it says needs to be taken back: it is the schema of CSL 1.0.2."""
    schema = files.schema_file()
    assert schema is not None
    known = {each.text for each in read_xml(schema, "csl.rng").iter() if each.text}
    words = {*vocab.NAMES, *vocab.DATES, *vocab.NUMBERS, *vocab.TEXTS, *vocab.TYPES,
             *vocab.LOCATORS, *vocab.CITATION_FORMATS, *vocab.FIELDS}  # fmt: skip
    assert words - known <= {"hereinafter"}


def test_the_grammar_is_that_of_the_schema() -> None:
    schema = files.schema_file()
    assert schema is not None
    root = read_xml(schema, "csl.rng")
    named = [each.get("name") for each in root.iter()]
    named += [each.text for each in root.iter("{*}name")]
    words = {name.rpartition(":")[2] for name in named if name}
    for element, known in grammar.ATTRIBUTES.items():
        assert element in words
        assert {key.rpartition("}")[2] for key in known} - {"lang"} <= words


@pytest.mark.parametrize("path", sorted(files.own_styles().glob("*.csl")), ids=lambda p: p.stem)
def test_our_own_styles_have_none(path: Path) -> None:
    root = read_xml(path.read_bytes(), path.name)
    assert root.tag == NAMESPACE + "style"
    assert checking.check(
        root, path.name, schema=files.schema_file(), locale_xml=files.locale_file
    ) == []  # fmt: skip
