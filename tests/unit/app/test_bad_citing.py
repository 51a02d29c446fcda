"""Bad styles and bad data on the command line: one sentence, its place, the right exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
INFO = "<info><title>T</title><id>i</id><updated>2026-01-01T00:00:00Z</updated></info>"


def layout(inside: str, macros: str = "") -> str:
    return f"{HEAD}{INFO}{macros}\n<citation><layout>\n{inside}\n</layout></citation></style>"


STYLES = {
    "malformed": (layout("<group>"), r"bad\.csl:\d+: error: not well-formed XML"),
    "entity": (
        '<!DOCTYPE style [<!ENTITY e "x">]>' + layout('<text value="&e;"/>'),
        r"bad\.csl:1: error: the file has a DOCTYPE, which is refused",
    ),
    "external": (
        '<!DOCTYPE s [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + layout('<text value="&e;"/>'),
        "DOCTYPE",
    ),
    "undefined entity": (layout('<text value="&e;"/>'), r"bad\.csl:3: error: not well-formed"),
    "circular": (
        layout('<text macro="a"/>', '<macro name="a"><text macro="a"/></macro>'),
        r"bad\.csl:1: error: the macro 'a' calls itself",
    ),
    "missing": (layout('<text macro="a"/>'), r"bad\.csl:3: error: the macro 'a' does not exist"),
    "orphan": (
        HEAD + INFO.replace("</info>", '<link rel="independent-parent" href="urn:none"/></info>')
        + "</style>",
        r"bad\.csl:1: error: its parent style urn:none is not here",
    ),
    "deep": (
        layout("<group>" * 10_000 + "</group>" * 10_000),
        r"bad\.csl:3: error: the file nests its elements too deeply",
    ),
    "large": (layout(" " * (50 * 2**20)), r"bad\.csl: error: the file has more than 4 MB"),
}  # fmt: skip


@pytest.fixture
def items(nowhere: Path) -> Path:
    path = nowhere / "items.json"
    path.write_text('[{"id": "a", "type": "book", "title": "A Title"}]')
    return path


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("command", ["cite", "bib", "check", "code"])
def test_bad_style(call, items: Path, name: str, command: str) -> None:
    text, said = STYLES[name]
    Path("bad.csl").write_text(text)
    if command in ("check", "code"):
        ran = call("style", command, "bad.csl")
    else:
        ran = call(command, "--input", items, "--style", "bad.csl", *["a"][: command == "cite"])
    told = ran.out + ran.err
    assert ran.code == 6
    assert "Traceback" not in ran.err
    assert re.search(said, told), told
    if command != "check":
        assert len(told.splitlines()) == 1


def test_unknown_locale_of_a_style(call, items: Path) -> None:
    text = layout('<text variable="title"/>').replace("<style ", '<style default-locale="xx" ')
    Path("odd.csl").write_text(text)
    ran = call("cite", "--input", items, "a", "--style", "odd.csl")
    assert (ran.code, ran.out) == (0, "A Title\n")
    assert len(ran.err.splitlines()) == 1
    assert "there is no locale xx, so American English is used" in ran.err


ITEMS: dict[str, tuple[dict[str, Any], str]] = {
    "no type": ({"id": "a", "title": "A Title"}, "has no type; it is cited as a document"),
    "date": (
        {"id": "a", "type": "book", "title": "T", "issued": {"date-parts": [["1966", None]]}},
        "only 1966 is kept",
    ),
    "name": ({"id": "a", "type": "book", "title": "T", "author": "Ann Roe"}, "'Ann Roe' is one"),
    "names": (
        {"id": "a", "type": "book", "title": "T", "author": [5, {"family": "Roe"}]},
        "This is not a name; left out",
    ),
    "title": ({"id": "a", "type": "book", "title": {"x": 1}}, "A text was expected"),
}


@pytest.mark.parametrize("name", ITEMS)
@pytest.mark.parametrize("command", ["cite", "bib"])
def test_bad_item_is_told_and_cited(call, nowhere: Path, name: str, command: str) -> None:
    item, said = ITEMS[name]
    Path("items.json").write_text("[\n" + json.dumps(item) + "]")
    ran = call(command, "--input", "items.json", *["a"][: command == "cite"])
    told = [line for line in ran.err.splitlines() if "a complete citation" not in line]
    assert len(told) == 1, ran.err
    assert said in told[0]
    assert told[0].startswith("items.json:2: $[0].")
    assert ran.code in (0, 1)
    assert ran.out


@pytest.mark.parametrize("citation", ["[@a, 3]", "[@a, p. 3]", "[@a, 3–5, 7]", "[@a, xyz]"])
def test_a_locator_without_a_label(call, items: Path, citation: str) -> None:
    ran = call("cite", "--input", items, citation, "-q")
    assert ran.code == 0
    assert "Traceback" not in ran.err
    assert "A Title" in ran.out
