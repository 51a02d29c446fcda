"""Bad styles: one clear fault with its line, in bounded time; never another exception.

Broken XML, missing and circular macros stand in test_parse.py; here is what is large, deep, odd or
made to multiply, and styles that are changed at random.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite, Locator
from archcite.csl.check import check
from archcite.csl.compile import CompiledStyle, compile_style
from archcite.csl.xml import read_xml
from archcite.errors import ArchciteError, Problem, StyleFault
from archcite.library import styles as files
from archcite.render import html, plain
from archcite.render.finish import Typography, finish

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
INFO = "<info><title>T</title><id>i</id><updated>2026-01-01T00:00:00Z</updated></info>"


def style(layout: str, *, macros: str = "", citation: str = "", root: str = HEAD) -> bytes:
    whole = f"{root}{INFO}{macros}\n<citation {citation}><layout>\n{layout}</layout></citation>"
    return f"{whole}</style>".encode()


def compiled(xml: bytes, locale: str = "") -> CompiledStyle:
    return compile_style(xml, "x.csl", locale, files.locale_file)


def fault(xml: bytes) -> str:
    with pytest.raises(StyleFault) as caught:
        compiled(xml)
    (problem,) = caught.value.problems
    return str(problem)


ITEMS = [
    {
        "id": "a",
        "type": "book",
        "title": "A “title” of <i>some</i> length",
        "author": [{"family": "Doe", "given": "Jane Q."}, {"literal": "The Bureau"}] * 3,
        "issued": {"date-parts": [[1966, 5, 27], [1967]]},
        "accessed": {"date-parts": [[2020, 1, 2]]},
        "volume": "3-5",
        "page": "101-108",
        "edition": "2",
        "URL": "https://example.org/",
    },
    {"id": "b", "type": "personal_communication", "issued": {"literal": "then"}},
    {"id": "c", "type": "article-journal", "title": "A", "author": [{"family": "Doe"}]},
]


def rendered(made: CompiledStyle) -> str:
    cites = (Cite("a", Locator("page", "3")), Cite("b"), Cite("c", Locator("folder", "x")))
    citations = [Citation((Cite("a"),), note=1), Citation(cites, note=2), Citation(cites[:1], 3)]
    result = process(made, [JsonItem(item) for item in ITEMS], citations)
    typography = Typography(*made.facts.quotes)
    trees = [*result.citations, *(entry.nodes for entry in result.bibliography)]
    return "\n".join(plain.render(finish(tree, typography)) for tree in trees)


# -- large and deep


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ("<group>", "</group>"),
        ('<choose><if type="book">', "</if></choose>"),
        ("<names variable='author'><substitute>", "</substitute></names>"),
        ("<choose><else>", "</else></choose>"),
    ],
)
@pytest.mark.parametrize("depth", [70, 120, 500, 10_000])
def test_deep_nesting_has_a_line(opened: str, closed: str, depth: int) -> None:
    inner = f"{opened}\n" * depth + '<text value="x"/>' + closed * depth
    said = fault(style(inner))
    assert re.match(r"x\.csl:\d+: the file nests its elements too deeply", said)


@pytest.mark.parametrize("depth", [1, 20, 55])
def test_what_is_not_too_deep_compiles(depth: int) -> None:
    inner = '<choose><if variable="title"><group>' * (depth // 2)
    closed = "</group></if></choose>" * (depth // 2)
    assert rendered(compiled(style(f'{inner}<text variable="title"/>{closed}')))


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (style('<text value="x"/>' * 60_000), "more than 50,000 elements"),
        (
            style('<choose><if type="book"/>' + '<else-if type="map"/>' * 2_000 + "</choose>"),
            "x.csl:3: <choose> has more than 1000 branches",
        ),
        (
            style(f'<choose><if variable="{"title " * 5_000}"/></choose>'),
            "x.csl:3: <if> asks for more than 1000 things",
        ),
    ],
    ids=["elements", "branches", "conditions"],
)  # fmt: skip
def test_too_much_of_one_thing(xml: bytes, said: str) -> None:
    assert said in fault(xml)


def test_macros_that_multiply_are_refused() -> None:
    macros = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>'
        for n in range(30)
    )
    macros += '<macro name="m30"><text value="x"/></macro>'
    start = time.process_time()
    said = fault(style('<text macro="m0"/>', macros=macros))
    assert "x.csl:3" in said or "x.csl:2" in said
    assert "more than 50,000 elements for one item" in said
    assert time.process_time() - start < 2


@pytest.mark.parametrize("each", ["", 'quotes="true"', 'font-style="italic"', 'display="block"'])
def test_macros_that_nest_too_deeply_are_refused(each: str) -> None:
    opened, closed = f'<group {each}><text value="x"/>' * 50, "</group>" * 50
    macros = "".join(
        f'<macro name="m{n}">{opened}<text macro="m{n + 1}"/>{closed}</macro>\n'
        for n in reversed(range(9))
    )
    macros += '<macro name="m9"><text value="x"/></macro>'
    said = fault(style('<text macro="m0"/>', macros=macros))
    assert re.match(r"x\.csl:3: .*more than 120 elements within one another", said)


def test_macros_that_are_called_deepest_first_count_too() -> None:
    macros = "".join(
        f'<macro name="m{n}"><text value="x"/><text macro="m{n + 1}"/></macro>'
        for n in reversed(range(900))
    )
    macros += '<macro name="m900"><text value="x"/></macro>'
    layout = "".join(f'<text macro="m{n}"/>' for n in range(900, -1, -90))
    assert "elements within one another" in fault(style(layout, macros=macros))


@pytest.mark.parametrize("each", ["", 'quotes="true"', 'font-style="italic"', 'display="block"'])
def test_macros_as_deep_as_may_be_are_rendered(each: str) -> None:
    group = f'<group {each}><text value="x"/>'
    macros = "".join(
        f'<macro name="m{n}">{group}<text macro="m{n + 1}"/></group></macro>'
        for n in reversed(range(58))
    )
    macros += '<macro name="m58"><text variable="title"/></macro>'
    made = compiled(style('<text macro="m0"/>', macros=macros))
    deep = "<i>\"<b>'" * 20 + "a" + "'</b>\"</i>" * 20
    result = process(made, [JsonItem({"id": "a", "title": deep})], [Citation((Cite("a"),))])
    assert "a" in html.render(finish(result.citations[0]))


def test_macros_in_a_sort_key_count_too() -> None:
    macros = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>'
        for n in range(30)
    )
    macros += '<macro name="m30"><text value="x"/></macro>'
    xml = style('<text value="x"/>', macros=macros).replace(
        b"<citation >", b'<citation><sort><key macro="m0"/></sort>'
    )
    assert "elements for one item" in fault(xml)


def test_fifty_megabytes_are_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("was parsed")

    monkeypatch.setattr("lxml.etree.fromstring", refuse)
    assert "MB" in fault(b"<style>" + b" " * (50 * 2**20) + b"</style>")


# -- odd, but no fault


def test_an_unknown_locale_falls_back_and_says_so() -> None:
    made = compiled(style('<text term="and"/>'), "xx-XX")
    (problem,) = made.problems
    assert problem.code == "locale-fallback"
    assert "xx-XX" in problem.message
    assert "and" in rendered(made)


@pytest.mark.parametrize("value", ["1", "true", " true "])
def test_a_boolean_may_be_a_digit(value: str) -> None:
    text = rendered(compiled(style(f'<text value="a.b" quotes="{value}" strip-periods="1"/>')))
    assert "“ab”" in text


def test_an_option_may_be_a_digit_too() -> None:
    xml = style('<text value="x"/>', citation='disambiguate-add-names="1" collapse="1"')
    options = compiled(xml).facts.citation
    assert options["disambiguate-add-names"] == "true"
    assert options["collapse"] == "1"


@pytest.mark.parametrize("value", ["0", "false", "yes", ""])
def test_what_is_no_boolean_is_false(value: str) -> None:
    text = rendered(compiled(style(f'<text value="a.b" quotes="{value}" strip-periods="0"/>')))
    assert "a.b" in text
    assert "“" not in text


def test_words_that_csl_does_not_have_are_ignored() -> None:
    xml = style(
        '<text value="x" colour="red"/><span/><x:text xmlns:x="urn:x" value="no"/>'
        '<choose><when/><if type="book"/><else><text value="y"/></else></choose>'
    )
    assert "no" not in rendered(compiled(xml))


def test_nothing_comes_to_what_stands_after_an_else() -> None:
    inner = '<else><text value="a"/></else><if type="book"><text value="b"/></if>'
    assert set(rendered(compiled(style(f"<choose>{inner}</choose>")))) == {"a", "\n"}


@pytest.mark.parametrize("variables", ["title", "title volume", "editor-translator title", ""])
def test_names_of_what_is_no_name_print_nothing(variables: str) -> None:
    layout = f'<names variable="{variables}"/><text value="x"/>'
    assert set(rendered(compiled(style(layout)))) == {"x", "\n"}


def test_old_names_of_variables() -> None:
    made = compiled(style('<names variable="editortranslator"><name/></names>'))
    item = JsonItem({"id": "a", "type": "book", "editor-translator": [{"family": "Poe"}]})
    result = process(made, [item], [Citation((Cite("a"),))])
    assert "Poe" in plain.render(finish(result.citations[0], Typography(*made.facts.quotes)))


# -- changed at random

SOURCES = ("chicago-notes", "chicago-author-date", "mla")
OFFICIAL = (
    "apa", "ieee", "nlm-citation-sequence", "nature", "modern-language-association",
    "american-medical-association", "din-1505-2-alphanumeric", "oscola", "bluebook-law-review",
)  # fmt: skip
WORDS = (
    "author", "issued", "title", "page", "locator", "all", "any", "none", "true", "false", "0",
    "-1", "99999999999", "", " ", "²", "ibid", "book", "text", "long", "short", "year-suffix",
    "et-al", "number", "ordinal", "roman", "\u2028", "]", "'", "\\",
)  # fmt: skip
TAG = re.compile(rb"<(?:/?)([a-z-]+)[^<>]*>")
VALUE = re.compile(rb'="([^"<>]*)"')
NAME = re.compile(rb" ([a-z-]+)=")

Change = Callable[[random.Random, bytes], bytes]


def _picked(rng: random.Random, pattern: re.Pattern[bytes], xml: bytes) -> re.Match[bytes] | None:
    found = list(pattern.finditer(xml))
    return rng.choice(found) if found else None


def cut(rng: random.Random, xml: bytes) -> bytes:
    """Without a piece, wherever it begins and ends."""
    start = rng.randrange(len(xml))
    return xml[:start] + xml[start + rng.randrange(1, 200) :]


def element_gone(rng: random.Random, xml: bytes) -> bytes:
    found = _picked(rng, TAG, xml)
    return xml if found is None else xml[: found.start()] + xml[found.end() :]


def element_twice(rng: random.Random, xml: bytes) -> bytes:
    found = _picked(rng, TAG, xml)
    return xml if found is None else xml[: found.end()] + found.group() + xml[found.end() :]


def renamed(rng: random.Random, xml: bytes) -> bytes:
    one, other = _picked(rng, TAG, xml), _picked(rng, TAG, xml)
    if one is None or other is None:
        return xml
    return xml.replace(one.group(1), other.group(1))


def other_value(rng: random.Random, xml: bytes) -> bytes:
    found = _picked(rng, VALUE, xml)
    if found is None:
        return xml
    return xml[: found.start(1)] + rng.choice(WORDS).encode() + xml[found.end(1) :]


def swapped_values(rng: random.Random, xml: bytes) -> bytes:
    one, other = _picked(rng, VALUE, xml), _picked(rng, VALUE, xml)
    if one is None or other is None:
        return xml
    return xml[: one.start(1)] + other.group(1) + xml[one.end(1) :]


def other_attribute(rng: random.Random, xml: bytes) -> bytes:
    one, other = _picked(rng, NAME, xml), _picked(rng, NAME, xml)
    if one is None or other is None:
        return xml
    return xml[: one.start(1)] + other.group(1) + xml[one.end(1) :]


def one_byte(rng: random.Random, xml: bytes) -> bytes:
    place = rng.randrange(len(xml))
    return xml[:place] + bytes((rng.randrange(256),)) + xml[place + 1 :]


# The last ones leave well-formed XML as a rule, and are worth more.
CHANGES: tuple[Change, ...] = (
    cut, element_gone, element_twice, one_byte, renamed,
    *(other_value, swapped_values, other_attribute) * 3,
)  # fmt: skip


def survives(xml: bytes) -> None:
    """Compiling, rendering and checking end in text or in our own errors."""
    told: tuple[Problem, ...] = ()
    try:
        rendered(compiled(xml))
    except ArchciteError as error:
        told = error.problems
    assert all(problem.message and problem.code for problem in told)
    try:
        root = read_xml(xml, "x.csl")
    except StyleFault:
        return
    check(root, "x.csl", schema=None, locale_xml=files.locale_file)


def fuzzed(names: tuple[str, ...], seed: int, seconds: float, most: int) -> int:
    """Changed styles until the time or the number is reached; how many there were."""
    sources = [files.find_style(name).data for name in names]
    rng = random.Random(seed)
    start = time.monotonic()
    for done in range(most):
        if time.monotonic() - start > seconds:
            return done
        xml = rng.choice(sources)
        for _ in range(rng.randint(1, 4)):
            xml = rng.choice(CHANGES)(rng, xml) or xml
        try:
            survives(xml)
        except Exception as error:
            error.add_note(f"change {done} with seed {seed}")
            raise
    return most


def test_some_changed_styles() -> None:
    assert fuzzed(("mla",), seed=1, seconds=4, most=100)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_many_changed_styles(seed: int) -> None:
    names = SOURCES + (OFFICIAL if len(files.folders()) > 1 else ())
    assert fuzzed(names, seed=seed, seconds=40, most=10_000) > 50


_ATTRIBUTES = (
    "variable macro term value form match type position locator is-numeric is-uncertain-date "
    "disambiguate name prefix suffix delimiter quotes text-case strip-periods plural date-parts "
    "range-delimiter and et-al-min et-al-use-first initialize-with name-as-sort-order display"
).split()
_VALUES = (
    "author issued title page locator volume edition m book any all none true first ibid text "
    "numeric year month day long short ordinal roman count symbol et-al 1 2 title sentence block "
    "citation-number year-suffix family given"
).split()


def _element(name: str, attributes: dict[str, str], inside: list[str]) -> str:
    given = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{given}>{''.join(inside)}</{name}>"


def _elements(inside: st.SearchStrategy[list[str]]) -> st.SearchStrategy[str]:
    return st.builds(
        _element,
        st.sampled_from(
            "text number label date names group choose if else-if else substitute name et-al "
            "date-part name-part layout macro".split()
        ),
        st.dictionaries(st.sampled_from(_ATTRIBUTES), st.sampled_from(_VALUES), max_size=4),
        inside,
    )


ELEMENTS = st.recursive(
    _elements(st.just([])), lambda inner: _elements(st.lists(inner, max_size=3)), max_leaves=8
)
ANYWHERE = st.builds(
    lambda layout, macro: style(
        "".join(layout), macros=f'<macro name="m">{"".join(macro)}</macro>'
    ),
    st.lists(ELEMENTS, max_size=4),
    st.lists(ELEMENTS, max_size=2),
)


@settings(max_examples=25, deadline=None)
@given(ANYWHERE)
def test_any_elements_anywhere(xml: bytes) -> None:
    survives(xml)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(ANYWHERE)
def test_many_elements_anywhere(xml: bytes) -> None:
    survives(xml)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(xml: bytes) -> None:
    with pytest.raises(StyleFault):
        compiled(xml)
