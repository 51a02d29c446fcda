"""The real pandoc with archcite-filter, and what weave makes of the same document."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCUMENT = """\
---
title: A thesis
reference-section-title: Sources
nocite: "@smith-1961-05-04"
---

One [see @ivanov-1950-03-02, pp. 3-5]. *Two* @ivanov-1950-03-02 [p. 4] says “so
[@ivanov-1950-03-02, 6].”[^n] Three.^[Inline [@smith-1961-05-04]; and so on.] Four
[@smith-1961-05-04; also -@ivanov-1950-03-02], five.

| a                    | b |
|:---------------------|:--|
| [@smith-1961-05-04]  | c |

[^n]: In a note: [@smith-1961-05-04, 3]; but see @ivanov-1950-03-02 [4] too.
"""


def pandocs() -> list[str]:
    """The pandoc that is installed, and the one of the bench."""
    found = [shutil.which("pandoc") or ""]
    try:
        import pypandoc

        found.append(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        pass
    return [each for each in dict.fromkeys(found) if each]


def converted(pandoc: str, *args: str) -> str:
    beside = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{beside}{os.pathsep}{os.environ['PATH']}"}
    ran = subprocess.run(
        [pandoc, "--wrap=none", "-t", "plain", *args],
        capture_output=True, text=True, timeout=60, env=environment, check=True,
    )  # fmt: skip
    return re.sub("[\u00a0 ]+", " ", ran.stdout)


@pytest.mark.slow
@pytest.mark.skipif(not pandocs(), reason="pandoc is not installed")
@pytest.mark.parametrize("style", ["chicago", "chicago-author-date", "mla"])
@pytest.mark.parametrize("pandoc", pandocs())
def test_the_filter_gives_what_weave_gives(library: Path, call, pandoc: str, style: str) -> None:
    text = DOCUMENT.replace("---\n", f"---\narchcite-style: {style}\n", 1)
    (library / "t.md").write_text(text, encoding="utf-8")
    assert call("weave", "t.md", "-o", "w.md", "--style", style).code == 0
    by_filter = converted(pandoc, "t.md", "--filter", "archcite-filter")
    assert by_filter == converted(pandoc, "w.md")
    assert "@" not in by_filter
    assert "Ivanov" in by_filter


@pytest.mark.slow
@pytest.mark.skipif(not pandocs(), reason="pandoc is not installed")
def test_word_gets_real_notes_and_a_bibliography(library: Path) -> None:
    import zipfile

    (library / "t.md").write_text(DOCUMENT, encoding="utf-8")
    beside = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{beside}{os.pathsep}{os.environ['PATH']}"}
    command = [pandocs()[0], "t.md", "--filter", "archcite-filter", "-o", "t.docx"]
    subprocess.run(command, check=True, timeout=60, env=environment)
    with zipfile.ZipFile("t.docx") as archive:
        notes = archive.read("word/footnotes.xml").decode()
        body = archive.read("word/document.xml").decode()
    assert notes.count("<w:footnote w") >= 7
    assert 'w:val="Bibliography"' in body


def test_an_unknown_key_is_told(library: Path, call) -> None:
    cite = (
        '{"t":"Cite","c":[[{"citationId":"ivanow-1950-03-02","citationPrefix":[],'
        '"citationSuffix":[],"citationMode":{"t":"NormalCitation"}}],[]]}'
    )
    tree = f'{{"meta":{{}},"blocks":[{{"t":"Para","c":[{cite}]}}]}}'
    ran = call("pandoc-filter", "docx", stdin=tree.encode())
    assert ran.code == 3
    assert "ivanow-1950-03-02" in ran.err
    assert "ivanov-1950-03-02" in ran.err
    assert ran.out == ""


def test_the_filter_refuses_what_is_no_tree(library: Path, call) -> None:
    ran = call("pandoc-filter", stdin=b"# Markdown")
    assert ran.code == 4
    assert "pandoc" in ran.err
