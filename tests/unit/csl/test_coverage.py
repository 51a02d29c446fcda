"""The project's own cases use every element, attribute and value of CSL 1.0.2.

What there is to use is read from the language's RELAX NG schema, so that a case file which was the
only one for an attribute cannot go unnoticed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from archcite.csl import vocab

CASES = sorted((Path(__file__).resolve().parents[2] / "cases" / "csl").glob("*.txt"))
SECTION = re.compile(r">>===== ([A-Z-]+) =====>>\n(.*?)\n?<<===== \1 =====<<", re.S)

RNG = "{http://relaxng.org/ns/structure/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

# Elements that have other attributes inside of these parents than elsewhere.
DISTINCT = {
    ("names", "label"),
    ("locale", "date"),
    ("substitute", "names"),
    ("author", "name"),
    ("contributor", "name"),
}
# Only in dependent styles and in locale files, neither of which a case can be.
ELSEWHERE = {"translator", "translator/name"}
ELSEWHERE_USES = {
    ("link", "rel", "independent-parent"),
    ("locale", "version"),
    ("locale", "version", "1.0"),
}

# Attributes that mean the same wherever they stand: each has to stand at each of its elements, and
# each value at one of them.
FORMATTING = set(
    """display font-style font-variant font-weight quotes strip-periods text-case text-decoration
    vertical-align""".split()
)
INHERITED = set(
    """and delimiter-precedes-et-al delimiter-precedes-last et-al-min et-al-use-first
    et-al-use-last et-al-subsequent-min et-al-subsequent-use-first initialize initialize-with
    name-as-sort-order name-delimiter name-form names-delimiter sort-separator""".split()
)
# Lists of variables whose words are counted where they are rendered.
LISTS = {("if", "is-numeric"), ("else-if", "is-numeric"), ("key", "variable")}

# Attributes of several words.
SPACED = set("variable type locator position is-uncertain-date".split())

# What an item may say beside its variables (CSL-JSON), and a cite.
NAME_PARTS = set(
    "family given suffix comma-suffix dropping-particle non-dropping-particle literal "
    "static-ordering".split()
)
DATE_PARTS = set("date-parts season circa literal".split())
CITE_PARTS = set("id locator label prefix suffix suppress-author author-only".split())
MARKUP = ("<i>", "<b>", "<sup>", "<sub>", "<sc>", 'class=\\"nocase', "font-variant: small-caps")

# The specification has a term for every number variable, the schema lacks three of them.
BEYOND_SCHEMA = {"label_PartPrintingSupplement"}

# In the engine's vocabulary, but no words of CSL 1.0.2.
NOT_OF_CSL = {"hereinafter"}

Use = tuple[str, ...]  # element; element and attribute; element, attribute and value


def kind(parent: str, tag: str) -> str:
    return f"{parent}/{tag}" if (parent, tag) in DISTINCT else tag


def place(element: str, attribute: str) -> str:
    """Where a value of the attribute has to be used."""
    if attribute in FORMATTING or attribute in INHERITED:
        return "*"
    if element in ("if", "else-if"):
        return "if"
    if element == "substitute/names":
        return "names"
    if (element, attribute) in (("text", "term"), ("term", "name")):
        return "term"
    return element


def uses(element: str, attribute: str, values: Iterable[str]) -> Iterator[Use]:
    attribute = "term" if (element, attribute) == ("term", "name") else attribute
    yield (element, attribute)
    for value in values:
        yield (place(element, attribute), attribute, value)


# -- what there is: the schema


@cache
def schema() -> Any:
    """The schema of CSL 1.0.2 that citeproc-py ships."""
    spec = find_spec("citeproc")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "data" / "schema" / "schemas" / "styles"
    return etree.parse(folder / "csl.rng")


@cache
def grammar() -> dict[str, list[Any]]:
    """The named patterns of the schema, and the start."""
    patterns: dict[str, list[Any]] = {}
    for pattern in schema().iter(f"{RNG}define", f"{RNG}start"):
        patterns.setdefault(pattern.get("name", ""), []).append(pattern)
    return patterns


def inside(pattern: Any, seen: frozenset[str] = frozenset()) -> Iterator[Any]:
    """The elements, attributes, values and data of a pattern, not those of its elements."""
    for child in pattern:
        if child.tag == f"{RNG}ref":
            name = child.get("name")
            if name not in seen:
                for found in grammar()[name]:
                    yield from inside(found, seen | {name})
        elif child.tag in (f"{RNG}element", f"{RNG}attribute", f"{RNG}value", f"{RNG}data"):
            yield child
        elif isinstance(child.tag, str):
            yield from inside(child, seen)


def values_of(attribute: Any) -> Iterator[str]:
    for found in inside(attribute):
        if found.tag == f"{RNG}value":
            yield found.text
        elif found.get("type") == "boolean":
            yield from ("true", "false")


@cache
def required() -> frozenset[Use]:
    """Everything that the schema allows in an independent style."""
    needed: set[Use] = set()
    waiting = [("", element) for start in grammar()[""] for element in inside(start)]
    done = set()
    while waiting:
        parent, pattern = waiting.pop()
        tag = pattern.findtext(f"{RNG}name")
        element = kind(parent, tag)
        if (parent, id(pattern)) in done or element in ELSEWHERE:
            continue
        done.add((parent, id(pattern)))
        needed.add((element,))
        content = list(inside(pattern))
        waiting += [(tag, child) for child in content if child.tag == f"{RNG}element"]
        for attribute in content:
            if attribute.tag == f"{RNG}attribute":
                name = attribute.findtext(f"{RNG}name")
                listed = (element, name) in LISTS
                needed.update(uses(element, name, () if listed else values_of(attribute)))
    return frozenset(use for use in needed if use not in ELSEWHERE_USES)


# -- what is used: the cases


@cache
def sections(path: Path) -> dict[str, str]:
    return dict(SECTION.findall(path.read_text(encoding="utf-8")))


@cache
def style_of(path: Path) -> Any:
    return etree.fromstring(sections(path)["CSL"].strip().encode())


@cache
def covered(path: Path) -> frozenset[Use]:
    """Everything that the style of a case uses."""
    used: set[Use] = set()
    for node in style_of(path).iter(etree.Element):
        parent = node.getparent()
        tag = etree.QName(node).localname
        element = kind("" if parent is None else etree.QName(parent).localname, tag)
        used.add((element,))
        for name, value in node.attrib.items():
            words = {value, *value.split()} if name in SPACED else {value}
            used.update(uses(element, name.removeprefix(XML), words))
    return frozenset(used)


def missing(paths: Iterable[Path]) -> list[Use]:
    return sorted(required().difference(*map(covered, paths)))


def words_used() -> set[str]:
    return {word for path in CASES for use in covered(path) if len(use) == 3 for word in use[2:]}


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """All JSON objects in a JSON value."""
    if isinstance(value, dict):
        yield value
    if isinstance(value, (dict, list)):
        for child in value.values() if isinstance(value, dict) else value:
            yield from objects(child)


def keys_used(*names: str) -> set[str]:
    texts = (sections(path).get(name, "null") for path in CASES for name in names)
    return {key for text in texts for found in objects(json.loads(text)) for key in found}


def test_every_element_attribute_and_value_is_used() -> None:
    assert missing(CASES) == []


def test_schema_is_read_whole() -> None:
    assert {("names/label", "form", "verb-short"), ("key", "names-use-last", "false")} <= required()
    assert {("text", "variable", "archive_location"), ("if", "type", "collection")} <= required()
    assert len(required()) > 1000


@pytest.mark.slow
def test_every_style_is_valid() -> None:
    validator = etree.RelaxNG(schema())
    invalid = {path.stem for path in CASES if not validator.validate(style_of(path))}
    assert invalid == BEYOND_SCHEMA


def test_a_lost_case_is_noticed() -> None:
    """A file that is alone in using something cannot be deleted."""
    times = Counter(use for path in CASES for use in covered(path))
    alone = [path for path in CASES if any(times[use] == 1 for use in covered(path) & required())]
    assert len(alone) > 20
    assert missing(set(CASES) - {alone[0]})


@pytest.mark.parametrize("group", ["NAMES", "DATES", "NUMBERS", "TEXTS", "TYPES", "LOCATORS"])
def test_every_word_of_the_vocabulary_is_used(group: str) -> None:
    assert set(getattr(vocab, group)) - words_used() - NOT_OF_CSL == set()


def test_every_type_has_an_item() -> None:
    items = (item for path in CASES for item in json.loads(sections(path)["INPUT"]))
    assert vocab.TYPES - {item["type"] for item in items} == set()


def test_every_part_of_the_data_is_used() -> None:
    assert (NAME_PARTS | DATE_PARTS) - keys_used("INPUT") == set()
    assert CITE_PARTS - keys_used("CITATION-ITEMS", "CITATIONS") == set()
    inputs = "".join(sections(path)["INPUT"] for path in CASES)
    assert [tag for tag in MARKUP if tag not in inputs] == []
