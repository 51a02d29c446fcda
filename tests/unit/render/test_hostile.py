"""What hostile text becomes in every format; the golden files are in tests/cases/render."""

from __future__ import annotations

from pathlib import Path

import pytest

from archcite.app.citing import FORMATS, TERMINAL, bibliography_renderer, renderer
from hostile import ASIDE, CASES, ENTRIES, HANGING, HEADED, NUMBERED

GOLDEN = Path(__file__).parents[2] / "cases" / "render"


def printed(name: str) -> str:
    render, bibliography = renderer(name), bibliography_renderer(name)
    parts = [(title, render(nodes)) for title, nodes in CASES.items()]
    parts.append(("a bibliography", bibliography(ENTRIES, HANGING)))
    parts.append(("a numbered bibliography", bibliography(NUMBERED, ASIDE)))
    parts.append(("headings and terms", bibliography(HEADED, HANGING)))
    text = "".join(f">>> {title}\n{shown}\n\n" for title, shown in parts)
    return text.replace("\x1b", "␛") if name == TERMINAL else text


@pytest.mark.parametrize("name", [*FORMATS, TERMINAL])
def test_golden(name: str, update: bool) -> None:
    path = GOLDEN / f"{name}.txt"
    text = printed(name)
    assert "\x1b" not in text
    if update:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_no_other_files() -> None:
    assert {path.stem for path in GOLDEN.glob("*")} == {*FORMATS, TERMINAL}


@pytest.mark.parametrize("name", FORMATS)
def test_ten_thousand_levels(name: str) -> None:
    from archcite.inline import Inline, Look, Span

    nodes: list[Inline] = ["x"]
    for depth in range(10_000):
        nodes = [
            Span(nodes, Look("italic" if depth % 2 else "normal"), "title" if depth % 3 else "")
        ]
    assert "x" in renderer(name)(nodes)
