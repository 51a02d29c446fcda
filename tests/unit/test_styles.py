"""The three styles that come with archcite: valid CSL, and what they print of each kind of source.

A case is a file of tests/cases/cite: a remark, a RECORD in TOML or a CSL-JSON ITEM, and what is
printed. `pytest --update` writes the printed parts anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite, Locator
from archcite.crosswalk.csl import to_csl
from archcite.csl.compile import CompiledStyle, compile_style
from archcite.inline import Inline, Span, walk
from archcite.record.toml import read
from archcite.render import markdown
from archcite.render.finish import Typography, finish

ROOT = Path(__file__).resolve().parents[2]
STYLES = sorted((ROOT / "styles").glob("*.csl"))
CASES = sorted((ROOT / "tests" / "cases" / "cite").glob("*.txt"))
CSL = "{http://purl.org/net/xbiblio/csl}"
SECTION = re.compile(r"^== ([A-Z -]+)\n", re.M)

# section -> style, how often cited before, whether with a locator; "entry" is the bibliography's.
PRINTED: dict[str, tuple[str, str]] = {
    "NOTE": ("chicago-notes", "first"),
    "SHORT": ("chicago-notes", "subsequent"),
    "SHORT WITH PAGE": ("chicago-notes", "page"),
    "BIBLIOGRAPHY": ("chicago-notes", "entry"),
    "AUTHOR-DATE": ("chicago-author-date", "entry"),
    "AUTHOR-DATE IN TEXT": ("chicago-author-date", "page"),
    "MLA": ("mla", "entry"),
    "MLA IN TEXT": ("mla", "page"),
}


def citeproc_data() -> Path:
    spec = find_spec("citeproc")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "data"


def locale_xml(tag: str) -> bytes | None:
    path = citeproc_data() / "locales" / f"locales-{tag}.xml"
    return path.read_bytes() if path.is_file() else None


@cache
def style_called(name: str) -> CompiledStyle:
    path = ROOT / "styles" / f"{name}.csl"
    return compile_style(path.read_bytes(), path.name, "", locale_xml)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_style_is_valid_csl(path: Path) -> None:
    schema = etree.RelaxNG(etree.parse(citeproc_data() / "schema/schemas/styles/csl.rng"))
    assert schema.validate(etree.parse(path)), schema.error_log


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_every_macro_is_called_and_is_there(path: Path) -> None:
    style = etree.parse(path).getroot()
    named = [macro.get("name") for macro in style.iter(f"{CSL}macro")]
    called = {element.get("macro") for element in style.iter() if element.get("macro")}
    assert len(named) == len(set(named))
    assert set(named) == called


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_style_says_what_it_is(path: Path) -> None:
    info = etree.parse(path).getroot().find(f"{CSL}info")
    assert info is not None
    assert info.findtext(f"{CSL}id") == f"urn:x-archcite:style:{path.stem}"
    assert info.findtext(f"{CSL}summary")
    assert info.findtext(f"{CSL}rights")


def sections(text: str) -> dict[str, str]:
    """The parts of a case; what stands before the first is its remark, called ""."""
    remark, *parts = SECTION.split(text)
    return {"": remark, **dict(zip(parts[::2], parts[1::2], strict=True))}


def source_of(parts: dict[str, str], where: str) -> tuple[dict[str, Any], list[str]]:
    if "ITEM" in parts:
        return json.loads(parts["ITEM"]), []
    return to_csl(read(parts["RECORD"], where))


def printed(item: dict[str, Any], style: CompiledStyle, form: str) -> str:
    """One citation or the entry, as Markdown."""
    cites = {
        "first": [Cite(item["id"])],
        "subsequent": [Cite(item["id"], position="subsequent")],
        "page": [Cite(item["id"], Locator("page", "3"), position="subsequent")],
        "entry": [],
    }[form]
    result = process(style, [JsonItem(item)], [Citation((cite,), note=1) for cite in cites])
    nodes = result.bibliography[0].nodes if form == "entry" else result.citations[0]
    return markdown.render(finish(unlinked(nodes), Typography(*style.facts.quotes)))


def unlinked(nodes: list[Inline]) -> list[Inline]:
    for node in walk(nodes):
        if isinstance(node, Span):
            node.link = ""
    return nodes


def outcome(parts: dict[str, str], where: str) -> Iterator[tuple[str, str]]:
    item, dropped = source_of(parts, where)
    for section, (style, form) in PRINTED.items():
        yield section, printed(item, style_called(style), form) + "\n"
    if dropped:
        yield "NOT PRINTED", "".join(f"{path}\n" for path in dropped)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    text = path.read_text(encoding="utf-8")
    parts = sections(text)
    found = dict(outcome(parts, path.name))
    given = {name: value for name, value in parts.items() if name in ("", "RECORD", "ITEM")}
    if request.config.getoption("--update", default=False):
        whole = given.pop("") + "".join(
            f"== {name}\n{value.rstrip()}\n\n" for name, value in [*given.items(), *found.items()]
        )
        path.write_text(whole.rstrip() + "\n", encoding="utf-8")
        return
    expected = {name: value.strip() for name, value in parts.items() if name not in given}
    assert {name: value.strip() for name, value in found.items()} == expected


def test_there_are_cases_of_every_kind() -> None:
    assert len(CASES) >= 28
