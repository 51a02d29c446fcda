"""The page that shows what a record gives to the page: every example is printed as it says.

After a ```toml block with a record (schema and id left out), a ```text STYLE FORM [flags of cite]
block shows what archcite cite prints of it. `--update` writes these blocks anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archcite.app import citing, options
from archcite.app.config import Config
from archcite.app.items import view
from archcite.app.styles import load_style
from archcite.cite.request import Citation, Cite
from archcite.record.toml import read
from archcite.render import markdown

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "from-record-to-page.md"
FENCE = re.compile(r"^```(toml|text)( [^\n]*)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def printed(records: list[str], info: str) -> str:
    """What a citation of the first of the records reads, with asterisks round italics."""
    style, form, *flags = info.split()
    pairs = list(zip(flags[::2], flags[1::2], strict=True))
    said = dict(pairs)
    assert said.keys() <= {"--locale", "--carrier", "--option"}, info
    chosen = [value for flag, value in pairs if flag == "--option"]
    asked = options.asked(Config(), said.get("--locale", ""), chosen, said.get("--carrier"))
    loaded = load_style(style, asked.locale, None, asked.options)
    options.check(asked.options, [loaded])
    citable = {}
    for number, text in enumerate(records, 1):
        head = f'schema = "archcite/1"\n[document]\nid = "example-{number}"\n'
        assert text.startswith("[document]\n"), text
        one = view(read(head + text.removeprefix("[document]\n"), f"example-{number}.toml"))
        citable[one.key] = one
    seen = options.view_for(loaded, asked)
    citations = [Citation((Cite("example-1"),))]
    got, _ = citing.cite(loaded, citable, citations, [form], markdown.render, seen)
    return bare(next(each.text for each in got if each.keys == ("example-1",)))


def bare(text: str) -> str:
    """Markdown without its escapes: in a block of the page nothing needs them."""
    text = re.sub(r"\\([\[\]])|<(https?://[^>]+)>", lambda m: m[1] or m[2], text)
    return text.replace("&nbsp;", "\u00a0")


def made_anew(text: str) -> str:
    """The page with every text block as it is printed now."""
    records: list[str] = []

    def block(match: re.Match[str]) -> str:
        language, info, body = match[1], (match[2] or "").strip(), match[3]
        if language == "toml":
            if info != "beside":
                records.clear()
            records.append(body)
            return match[0]
        return f"```text {info}\n{printed(records, info)}\n```"

    return FENCE.sub(block, text)


def test_the_page_prints_as_it_says(request: pytest.FixtureRequest) -> None:
    text = PAGE.read_text(encoding="utf-8")
    now = made_anew(text)
    if request.config.getoption("--update", default=False):
        PAGE.write_text(now, encoding="utf-8")
        return
    assert now == text


def test_there_is_an_example_of_everything() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert len(re.findall("^```toml", text, re.M)) >= 35
    for style in ("chicago-notes", "chicago-author-date", "mla"):
        assert len(re.findall(f"^```text {style} ", text, re.M)) >= 10
    for locale in ("de-DE", "fr-FR", "es-ES", "ru-RU", "ko-KR"):
        assert f"--locale {locale}" in text
