"""The three styles that come with archcite: valid CSL, and what they print of each kind of source.

A case is a file of tests/cases/cite: a remark, a RECORD in TOML or a CSL-JSON ITEM (or a list of
them: the first is cited, the others stand in the same document), and what is printed. ASKED may
come before: lines "locale: de-DE", "carrier: original", "option: ibid=on", "only: NOTE, SHORT".
`pytest --update` writes the printed parts anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import etree

from archcite.app import options
from archcite.app.options import read as read_options
from archcite.app.styles import LoadedStyle
from archcite.cite.item import JsonItem, RecordItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite, Locator
from archcite.crosswalk.csl import to_csl
from archcite.csl.compile import compile_style
from archcite.csl.variants import variant_of
from archcite.inline import Inline, Span, walk
from archcite.record.model import Record
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
GIVEN = ("", "ASKED", "RECORD", "ITEM")
# Printed only where a case asks for them.
MORE: dict[str, tuple[str, str]] = {
    "IBID": ("chicago-notes", "ibid"),
    "IBID WITH PAGE": ("chicago-notes", "ibid-with-locator"),
    "AUTHOR-DATE IN TEXT WITHOUT AUTHOR": ("chicago-author-date", "suppressed"),
    "MLA IN TEXT WITHOUT AUTHOR": ("mla", "suppressed"),
    "MLA IN TEXT WITHOUT PAGE": ("mla", "first"),
}


def citeproc_data() -> Path:
    spec = find_spec("citeproc")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "data"


def locale_xml(tag: str) -> bytes | None:
    path = citeproc_data() / "locales" / f"locales-{tag}.xml"
    return path.read_bytes() if path.is_file() else None


class Asked(NamedTuple):
    """What a case says of how it is to be printed."""

    locale: str = ""
    carrier: str = "both"
    options: tuple[str, ...] = ()
    only: tuple[str, ...] = tuple(PRINTED)

    @classmethod
    def read(cls, text: str) -> Asked:
        pairs = [line.split(": ", 1) for line in text.splitlines() if line]
        said = dict(pairs)
        assert said.keys() <= {"locale", "carrier", "option", "only"}, said
        return cls(
            said.get("locale", ""),
            said.get("carrier", "both"),
            tuple(value for name, value in pairs if name == "option"),
            tuple(said["only"].split(", ")) if "only" in said else tuple(PRINTED),
        )


@cache
def style_called(name: str, locale: str = "", options: tuple[str, ...] = ()) -> LoadedStyle:
    path = ROOT / "styles" / f"{name}.csl"
    chosen = read_options(options)
    compiled = compile_style(path.read_bytes(), path.name, locale, locale_xml, None, chosen)
    return LoadedStyle(name, compiled)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_style_is_valid_csl(path: Path) -> None:
    schema = etree.RelaxNG(etree.parse(citeproc_data() / "schema/schemas/styles/csl.rng"))
    assert schema.validate(etree.parse(path)), schema.error_log


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_every_macro_is_called_and_is_there(path: Path) -> None:
    style = etree.parse(path).getroot()
    named = [str(macro.get("name")) for macro in style.iter(f"{CSL}macro")]
    called = {element.get("macro") for element in style.iter() if element.get("macro")}
    assert len(named) == len(set(named))
    assert {variant.macro if (variant := variant_of(name)) else name for name in named} == called


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


def sources_of(parts: dict[str, str], where: str) -> list[Record | dict[str, Any]]:
    if "ITEM" in parts:
        items = json.loads(parts["ITEM"])
        return items if isinstance(items, list) else [items]
    return [
        read(text, where) for text in re.split(r"^(?=schema = )", parts["RECORD"], flags=re.M)[1:]
    ]


def printed(
    sources: list[Record | dict[str, Any]], style: LoadedStyle, form: str, asked: Asked
) -> str:
    """One citation or the entry of the first source, as Markdown."""
    wanted = options.Asked(asked.locale, read_options(asked.options), asked.carrier)
    view = options.view_for(style, wanted)
    items = [
        RecordItem(each, view) if isinstance(each, Record) else JsonItem(each) for each in sources
    ]
    key = items[0].id
    page = Locator("page", "3")
    cites = {
        "first": [Cite(key)],
        "subsequent": [Cite(key, position="subsequent")],
        "page": [Cite(key, page, position="subsequent")],
        "ibid": [Cite(key, position="ibid")],
        "ibid-with-locator": [Cite(key, page, position="ibid-with-locator")],
        "suppressed": [Cite(key, suppress_author=True)],
        "entry": [],
    }[form]
    result = process(style.compiled, items, [Citation((cite,), note=1) for cite in cites])
    entry = next(entry.nodes for entry in result.bibliography if entry.id == key)
    nodes = entry if form == "entry" else result.citations[0]
    typography = Typography(*style.compiled.facts.quotes)
    return markdown.render(finish(unlinked(nodes), typography))


def unlinked(nodes: list[Inline]) -> list[Inline]:
    for node in walk(nodes):
        if isinstance(node, Span):
            node.link = ""
    return nodes


def outcome(parts: dict[str, str], where: str) -> Iterator[tuple[str, str]]:
    sources = sources_of(parts, where)
    asked = Asked.read(parts.get("ASKED", ""))
    known = {**PRINTED, **MORE}
    for section in asked.only:
        name, form = known[section]
        style = style_called(name, asked.locale, asked.options)
        yield section, printed(sources, style, form, asked) + "\n"
    first = sources[0]
    dropped = to_csl(first)[1] if isinstance(first, Record) and "ASKED" not in parts else []
    if dropped:
        yield "NOT PRINTED", "".join(f"{path}\n" for path in dropped)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    text = path.read_text(encoding="utf-8")
    parts = sections(text)
    found = dict(outcome(parts, path.name))
    given = {name: value for name, value in parts.items() if name in GIVEN}
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
