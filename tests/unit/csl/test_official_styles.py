"""Every official style compiles and renders one item of every type, full and bare.

A sample in the normal run, all of them in `make test-all`; by hand, with what is done so far:
PYTHONPATH=src python tests/unit/csl/test_official_styles.py
"""

from __future__ import annotations

import multiprocessing
import sys
import traceback
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite, Locator
from archcite.csl import model, vocab
from archcite.csl.check import check
from archcite.csl.compile import CompiledStyle, compile_style
from archcite.csl.parse import parse_style
from archcite.csl.xml import read_xml
from archcite.errors import Severity, StyleFault
from archcite.library import styles as files
from archcite.render import plain
from archcite.render.finish import Typography, finish

# Styles of every kind that many people use, and every STEP-th of the others.
ALWAYS = (
    "apa", "ieee", "nlm-citation-sequence", "nature", "chicago-notes-bibliography",
    "chicago-author-date", "modern-language-association", "american-medical-association",
    "harvard-cite-them-right", "din-1505-2-alphanumeric",
)  # fmt: skip
STEP = 92

NAMES = [
    {"family": "Beauvoir", "given": "Simone Lucie", "non-dropping-particle": "de", "suffix": "Jr."},
    {"family": "Kim", "given": "Il Sung", "static-ordering": True},
    {"literal": "Ministry of Foreign Affairs"},
    {"family": "Иванов", "given": "Иван"},
]
DATES: list[dict[str, Any]] = [
    {"date-parts": [[1966, 5, 27]]},
    {"date-parts": [[1961, 2], [1963, 11]], "circa": True},
    {"date-parts": [[-44, 3, 15]]},
    {"date-parts": [[1950]], "season": 2},
    {"literal": "the day after"},
    {"date-parts": [[1989, 11, 9], [1989, 11, 10]]},
]
NUMBERS = ["12", "3–5", "IV", "2 & 4", "no number", "S12"]


def full(kind: str) -> dict[str, Any]:
    """An item of that type with every variable that CSL has."""
    return {
        "id": f"full-{kind}",
        "type": kind,
        **{name: NAMES[: 1 + place % len(NAMES)] for place, name in enumerate(sorted(vocab.NAMES))},
        **{name: DATES[place % len(DATES)] for place, name in enumerate(sorted(vocab.DATES))},
        **{name: NUMBERS[place % len(NUMBERS)] for place, name in enumerate(sorted(vocab.NUMBERS))},
        **{name: f"The {name}: <i>a</i> “word”?" for name in vocab.TEXTS},
        "language": "en-GB",
    }


ITEMS = [
    *(full(kind) for kind in sorted(vocab.TYPES)),
    *({"id": f"bare-{kind}", "type": kind} for kind in sorted(vocab.TYPES)),
]


def citations() -> list[Citation]:
    """Every item cited, and cited again with a locator; then some of them together."""
    found = []
    for item in ITEMS:
        key = item["id"]
        found += [(Cite(key),), (Cite(key, Locator("page", "3–5"), prefix="see ", suffix=" end"),)]
    found.append(tuple(Cite(item["id"]) for item in ITEMS[::9]))
    return [Citation(cites, note=number) for number, cites in enumerate(found, 1)]


def independent() -> list[Path]:
    folders = files._official()
    return sorted(folders[0].glob("*.csl")) if folders else []


def dependent() -> list[Path]:
    folders = files._official()
    return sorted(folders[1].glob("*.csl")) if folders else []


@cache
def locale_xml(tag: str) -> bytes | None:
    return files.locale_file(tag)


def rendered(style: CompiledStyle) -> int:
    """Cite and list every item; the number of letters that came out."""
    result = process(style, [JsonItem(item) for item in ITEMS], citations())
    typography = Typography(*style.facts.quotes)
    trees = [*result.citations, *(entry.nodes for entry in result.bibliography)]
    return sum(len(plain.render(finish(tree, typography))) for tree in trees)


def trouble(path: Path) -> str:
    """What goes wrong with the style at that path; "" if nothing does."""
    try:
        style = compile_style(path.read_bytes(), path.name, "", locale_xml, files.parent_style)
        if style.problems:
            return f"{path.name}: {style.problems[0]}"
        return "" if rendered(style) else f"{path.name}: printed nothing"
    except Exception:
        return f"{path.name}: {traceback.format_exc(limit=-3)}"


def unresolved(path: Path) -> str:
    """What goes wrong with the dependent style at that path, up to its parent and its locale."""
    try:
        style = parse_style(path.read_bytes(), path.name)
    except StyleFault as fault:
        return str(fault)
    if not isinstance(style, model.DependentStyle):
        return f"{path.name}: is not dependent"
    parent = files.parent_style(style.parent)
    if parent is None:
        return f"{path.name}: no parent {style.parent}"
    if style.parent.rsplit("/", 1)[-1] not in known_names():
        return f"{path.name}: {style.parent} is not independent"
    if style.default_locale and locale_xml(style.default_locale) is None:
        return f"{path.name}: no locale {style.default_locale}"
    return ""


@cache
def known_names() -> frozenset[str]:
    return frozenset(path.stem for path in independent())


def troubles(paths: list[Path]) -> Iterator[str]:
    """The same for many, in as many processes as there are cores; told while it runs by hand."""
    with multiprocessing.get_context("spawn").Pool() as pool:
        for done, found in enumerate(pool.imap_unordered(trouble, paths, chunksize=8), 1):
            if sys.stderr.isatty():
                print(f"\r{done} of {len(paths)}", end="", file=sys.stderr, flush=True)
            if found:
                yield found


needed = pytest.mark.skipif(not independent(), reason="needs archcite[styles]")


def sample() -> list[Path]:
    chosen = {path for path in independent() if path.stem in ALWAYS}
    return sorted(chosen.union(independent()[::STEP]))


@needed
@pytest.mark.parametrize("path", sample(), ids=lambda path: path.stem)
def test_style_of_the_sample(path: Path) -> None:
    assert trouble(path) == ""


@needed
def test_the_sample_has_all_that_it_names() -> None:
    assert {path.stem for path in sample()} >= set(ALWAYS)


@needed
def test_items_fill_every_variable_of_every_type() -> None:
    assert len(vocab.TYPES) == 45
    filled = {name for item in ITEMS for name in item} - {"id", "type"}
    assert filled == vocab.NAMES | vocab.DATES | vocab.NUMBERS | vocab.TEXTS


@needed
def test_a_dependent_style_compiles_in_its_own_locale() -> None:
    chosen = [path for path in dependent()[::200] if b"default-locale" in path.read_bytes()]
    assert chosen
    for path in chosen:
        assert unresolved(path) == ""
        style = compile_style(path.read_bytes(), path.name, "", locale_xml, files.parent_style)
        own = parse_style(path.read_bytes(), path.name)
        assert style.facts.lang == own.default_locale


@needed
def test_dependent_styles_of_a_sample_resolve() -> None:
    assert [found for path in dependent()[::40] if (found := unresolved(path))] == []


@needed
def test_official_styles_are_valid_and_well_checked() -> None:
    """What the checks find in official styles are warnings: the schema has nothing against them."""
    for path in sample():
        root = read_xml(path.read_bytes(), path.name)
        found = check(
            root,
            path.name,
            schema=files.schema_file(),
            locale_xml=locale_xml,
            parent_xml=files.parent_style,
        )
        assert [each for each in found if each.severity == Severity.ERROR] == []


@needed
@pytest.mark.slow
def test_every_dependent_style_resolves() -> None:
    paths = dependent()
    assert len(paths) > 7000
    assert [found for path in paths if (found := unresolved(path))] == []


@needed
@pytest.mark.slow
def test_every_independent_style() -> None:
    paths = independent()
    assert len(paths) > 2500
    assert list(troubles(paths)) == []


if __name__ == "__main__":
    for told in troubles(independent()):
        print(told)
