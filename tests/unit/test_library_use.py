"""The page for programmers runs as printed, and shows only what is public."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import archcite

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "use-from-python.md"
FENCE = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_examples_run_as_printed() -> None:
    text = "\n".join(FENCE.findall(PAGE.read_text(encoding="utf-8")))
    parsed = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(parsed, out=said.append)
    assert result.attempted > 10
    assert result.failed == 0, "".join(said)


def test_every_public_name_is_there() -> None:
    for name in archcite.__all__:
        assert getattr(archcite, name) is not None
        assert name == "__version__" or name in archcite._HOMES


def test_the_page_imports_public_names() -> None:
    names = re.findall(r"from archcite import (.+)", PAGE.read_text(encoding="utf-8"))
    assert {name.strip() for line in names for name in line.split(",")} <= set(archcite.__all__)
