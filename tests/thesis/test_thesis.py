"""One thesis in every format: the same notes, the same bibliography, and real programs set it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from archcite.app import options, weaving
from archcite.app.config import read_config
from archcite.app.opening import opened
from archcite.doc import weave
from archcite.doc.model import Cluster, NoteMark
from archcite.inline import plain
from thesis.formats import FORMATS
from thesis.sources import sources
from thesis.text import chapters

ORIGINAL = weave.weave


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("thesis")
    (root / "records").mkdir()
    (root / "archcite.toml").write_text("")
    for source in sources():
        (root / "records" / f"{source.key}.toml").write_text(source.toml, encoding="utf-8")
    return root


def woven(library: Path, suffix: str, style: str = "chicago") -> tuple[weave.Woven, str, list]:
    """The thesis of that format woven: the trees, the document, and its events."""
    config = read_config(str(library))
    data = FORMATS[suffix]().encode()
    name = f"thesis{suffix}"
    bound = weaving.bound(config, [(name, opened(data, name))], None)
    wanted = options.asked(config, None, None, None)
    loaded = options.load_styles([style], wanted, library / "cache")
    kept: list[weave.Woven] = []

    def keeping(*args: object, **options: object) -> weave.Woven:
        kept.append(ORIGINAL(*args, **options))
        return kept[-1]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(weave, "weave", keeping)
        (text,), problems = weaving.woven(config, bound, loaded[style], wanted)
    assert not problems
    return kept[0], text.decode(), list(bound.documents[0].events)


def said(made: weave.Woven) -> list[tuple[str, str]]:
    return [(plain(each.text), plain(each.note)) for each in made.printed[0]]


def without_prefix(made: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What Typst can say: it has no words before a key."""
    return [(text, re.sub(r"^See ", "", note)) for text, note in made]


def test_the_thesis_is_of_its_size() -> None:
    assert len(chapters()) == 3
    assert len({source.key for source in sources()}) == 60
    assert any("И" in source.toml for source in sources())


@pytest.mark.parametrize("style", ["chicago", "chicago-author-date", "mla"])
def test_all_formats_give_the_same_citations_and_bibliography(library: Path, style: str) -> None:
    base, _, _ = woven(library, ".md", style)
    assert len(base.printed[0]) > 150
    assert len(base.entries[0]) > 50
    for suffix in (".tex", ".org"):
        other, _, _ = woven(library, suffix, style)
        assert said(other) == said(base)
        assert other.entries == base.entries


def test_typst_gives_the_same_notes_but_for_words_before_a_key(library: Path) -> None:
    base, _, _ = woven(library, ".md")
    other, _, _ = woven(library, ".typ")
    assert without_prefix(said(other)) == without_prefix(said(base))
    assert other.entries == base.entries


@pytest.mark.parametrize("suffix", list(FORMATS))
def test_notes_stand_in_the_same_order_and_number(library: Path, suffix: str) -> None:
    made, text, events = woven(library, suffix)
    notes = sum(isinstance(each, NoteMark) for each in events)
    notes += sum(isinstance(each, Cluster) and not each.note for each in events)
    assert notes == 150
    mark = {".md": r"\^\[|^\[\^", ".tex": r"\\footnote\{|\\footnotetext\{", ".typ": r"#footnote\[",
            ".org": r"\[fn:: "}[suffix]  # fmt: skip
    assert len(re.findall(mark, text, re.MULTILINE)) == 150
    assert "pilot@example.org" in text
    assert not any(source.key in text for source in sources())
    prefixed = sum(note.startswith("See ") for _, note in said(made))
    assert (prefixed == 0) == (suffix == ".typ")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("xelatex"), reason="there is no LaTeX here")
def test_latex_compiles_without_a_word_about_citations(library: Path, tmp_path: Path) -> None:
    _, text, _ = woven(library, ".tex")
    (tmp_path / "thesis.tex").write_text(text, encoding="utf-8")
    command = ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "thesis.tex"]
    for _ in range(2):
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
        assert ran.returncode == 0, ran.stdout[-2000:]
    assert not re.search(r"[Cc]itation|undefined|[Bb]iber", ran.stdout)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
@pytest.mark.parametrize("suffix", [".tex", ".org"])
def test_pandoc_reads_the_same_notes_from_the_woven_documents(
    library: Path, tmp_path: Path, suffix: str
) -> None:
    def read(kind: str) -> list[str]:
        _, text, _ = woven(library, kind)
        path = tmp_path / f"woven{kind}"
        path.write_text(text, encoding="utf-8")
        ran = subprocess.run(
            ["pandoc", "--wrap=none", "-t", "plain", str(path)],
            capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        notes = re.findall(r"^\[\d+\] .*", ran.stdout.replace("\u00a0", " "), re.MULTILINE)
        return [re.sub(r"[\u200b\"“”'‘’]", "", note) for note in notes]

    base, other = read(".md"), read(suffix)
    assert len(base) == 150
    assert len(other) >= 140  # notes of a table come apart in LaTeX
    if len(other) == len(base):
        assert other == base
