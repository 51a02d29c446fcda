"""One thesis in every format: the same notes, the same bibliography, and real programs set it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import lxml.etree
import pytest

from archcite.app import options, weaving
from archcite.app.config import read_config
from archcite.app.opening import opened_with_parts
from archcite.doc import weave
from archcite.doc.model import Cluster, Event, NoteMark, Printed
from archcite.inline import Inline
from office_files import part
from thesis.formats import FORMATS, typst_files
from thesis.sources import library_at, sources
from thesis.text import chapters

STYLES = ("chicago", "chicago-author-date", "mla")
ORIGINAL = weave.weave


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library_at(tmp_path_factory.mktemp("thesis"))


class Read(NamedTuple):
    """What became of documents: trees, the finished documents, and their events."""

    made: weave.Woven
    documents: list[bytes]
    events: list[Event]

    @property
    def entries(self) -> list[tuple[str, list[Inline]]]:
        """The entries of the one bibliography."""
        (entries,) = self.made.entries
        return entries

    @property
    def printed(self) -> list[Printed]:
        """The texts of all citations, in the order of the documents."""
        return [each for document in self.made.printed for each in document]


def woven(
    library: Path, files: Mapping[str, bytes], style: str = "chicago", *, restart: bool = False
) -> Read:
    """Documents woven as archcite weave weaves them, in that order; names are paths."""
    config = read_config(str(library))
    named = [name for name in files if "/" not in name]
    for name, data in files.items():
        (library / name).parent.mkdir(exist_ok=True)
        (library / name).write_bytes(data)
    found = opened_with_parts([str(library / name) for name in named])
    bound = weaving.bound(config, found, None)
    wanted = options.asked(config, None, None, None)
    loaded = options.load_styles([style], wanted, library / "cache")
    kept: list[weave.Woven] = []

    def keeping(*args: object, **options: object) -> weave.Woven:
        kept.append(ORIGINAL(*args, **options))
        return kept[-1]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(weave, "weave", keeping)
        texts, problems = weaving.woven(config, bound, loaded[style], wanted, restart=restart)
    assert not problems
    return Read(kept[0], texts, [event for each in bound.documents for event in each.events])


def thesis(suffix: str, *, prefixes: bool = True) -> dict[str, bytes]:
    return {f"thesis{suffix}": FORMATS[suffix](chapters(prefixes=prefixes))}


def by_chapters(suffix: str, *, prefixes: bool = True) -> dict[str, bytes]:
    """Each chapter in a document of its own."""
    made = chapters(prefixes=prefixes)
    return {f"{number}{suffix}": FORMATS[suffix]([each]) for number, each in enumerate(made)}


def told(nodes: list[Inline]) -> str:
    """A tree as text with its italics and the like; what stands side by side alike is one."""
    parts: list[list[str]] = []
    for look, text in _runs(nodes, ""):
        if parts and parts[-1][0] == look:
            parts[-1][1] += text
        else:
            parts.append([look, text])
    return "".join(f"<{look}>{text}</>" if look else text for look, text in parts)


def _runs(nodes: list[Inline], look: str) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if isinstance(node, str):
            yield look, node
        else:
            shown = " ".join(value for value in node.look if value)
            yield from _runs(node.children, f"{look} {shown}".strip())


def said(read: Read) -> list[tuple[str, str]]:
    return [(told(each.text), told(each.note)) for each in read.printed]


def test_the_thesis_is_of_its_size() -> None:
    assert len(chapters()) == 3
    assert len({source.key for source in sources()}) == 60
    assert any("И" in source.toml for source in sources())


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("suffix", [each for each in FORMATS if each != ".md"])
def test_all_formats_give_the_same_citations_and_bibliography(
    library: Path, style: str, suffix: str
) -> None:
    prefixes = suffix != ".typ"  # Typst has no place for words before a key
    base = woven(library, thesis(".md", prefixes=prefixes), style)
    assert len(base.printed) > 150
    assert len(base.entries) > 50
    assert any("<italic>" in told(nodes) for _, nodes in base.entries)
    other = woven(library, thesis(suffix, prefixes=prefixes), style)
    assert said(other) == said(base)
    assert other.entries == base.entries


@pytest.mark.parametrize("restart", [False, True])
@pytest.mark.parametrize("suffix", list(FORMATS))
def test_chapters_in_files_of_their_own_give_the_same(
    library: Path, suffix: str, restart: bool
) -> None:
    prefixes = suffix != ".typ"
    whole = woven(library, thesis(".md", prefixes=prefixes))
    base = woven(library, by_chapters(".md", prefixes=prefixes), restart=restart)
    assert (said(base) == said(whole)) == (not restart)
    other = woven(library, by_chapters(suffix, prefixes=prefixes), restart=restart)
    assert len(other.documents) == len(other.made.entries) == 3
    assert said(other) == said(base)
    assert other.made.entries == base.made.entries  # each with what it cites itself
    every = [key for entries in other.made.entries for key, _ in entries]
    assert set(every) == {key for key, _ in whole.entries}


@pytest.mark.parametrize("style", STYLES)
def test_chapters_that_typst_includes_give_the_same(library: Path, style: str) -> None:
    files = {name: text.encode() for name, text in typst_files(chapters(prefixes=False)).items()}
    other = woven(library, files, style)
    base = woven(library, thesis(".md", prefixes=False), style)
    assert len(other.documents) == 4
    assert said(other) == said(base)
    assert other.entries == base.entries
    assert "those of @ships." in other.documents[2].decode()


def opened(document: bytes, suffix: str) -> str:
    """A document's text, or its parts one after another."""
    if suffix == ".docx":
        return part(document, "word/document.xml") + part(document, "word/footnotes.xml")
    return part(document, "content.xml") if suffix == ".odt" else document.decode()


MARKS = {
    ".md": r"\^\[|^\[\^", ".tex": r"\\footnote\{|\\footnotetext\{", ".typ": r"#footnote\[",
    ".org": r"\[fn:: ", ".docx": r"<w:footnoteReference\b", ".odt": r"<text:note-body",
}  # fmt: skip


@pytest.mark.parametrize("suffix", list(FORMATS))
def test_notes_stand_in_the_same_order_and_number(library: Path, suffix: str) -> None:
    read = woven(library, thesis(suffix))
    text = opened(read.documents[0], suffix)
    notes = sum(isinstance(each, NoteMark) for each in read.events)
    notes += sum(isinstance(each, Cluster) and not each.note for each in read.events)
    assert notes == 150
    assert len(re.findall(MARKS[suffix], text, re.MULTILINE)) == 150
    assert re.search(r"pilot\\?@example.org", text)
    if suffix not in (".docx", ".odt"):  # these keep what was typed, hidden
        assert not any(source.key in text for source in sources())
    prefixed = sum(note.startswith("See ") for _, note in said(read))
    assert (prefixed == 0) == (suffix == ".typ")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("xelatex"), reason="there is no LaTeX here")
def test_latex_compiles_without_a_word_about_citations(library: Path, tmp_path: Path) -> None:
    text = woven(library, thesis(".tex")).documents[0]
    (tmp_path / "thesis.tex").write_bytes(text)
    command = ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "thesis.tex"]
    for _ in range(2):
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
        assert ran.returncode == 0, ran.stdout[-2000:]
    assert not re.search(r"[Cc]itation|undefined|[Bb]iber", ran.stdout)


def pandoc_reads(place: Path) -> tuple[list[str], list[str]]:
    """The notes and the bibliography of a finished document as pandoc reads them, with italics."""
    ran = subprocess.run(
        ["pandoc", "-t", "json", str(place)],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    tree = json.loads(ran.stdout)
    found = [node["c"] for node in _nodes(tree["blocks"]) if node.get("t") == "Note"]
    notes = [" ".join(_shown(each).split()) for each in found]
    # pandoc prints what TeX assigns: \\hangindent=1.5em
    heads = [n for n, block in enumerate(tree["blocks"]) if _shown([block]).strip() == "Sources"]
    entries = [_shown([each]) for each in _paragraphs(tree["blocks"][heads[-1] + 1 :])]
    return notes, [re.sub(r"^=[\d.]+em", "", " ".join(e.split())) for e in entries if e.strip()]


def section(document: bytes) -> list[str]:
    """The text of the bibliography of a LibreOffice document, which pandoc passes over."""
    tree = lxml.etree.fromstring(part(document, "content.xml").encode())
    name = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    return ["".join(each.itertext()) for each in tree.find(f".//{name}section").iter(f"{name}p")]


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    for each in tree if isinstance(tree, list) else ():
        if isinstance(each, dict):
            yield each
            yield from _nodes(each.get("c"))
        else:
            yield from _nodes(each)


def _paragraphs(blocks: list[Any]) -> Iterator[Any]:
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            yield block
        elif block["t"] in ("Div", "BlockQuote"):
            yield from _paragraphs(block["c"][-1] if block["t"] == "Div" else block["c"])


_SIGNS = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}
_QUOTES = {"DoubleQuote": "“”", "SingleQuote": "‘’"}


def _shown(tree: Any) -> str:
    """The text of a piece of pandoc's tree."""
    if isinstance(tree, list):
        return "".join(map(_shown, tree))
    if not isinstance(tree, dict):
        return ""
    kind, inside = tree["t"], tree.get("c")
    if kind == "Str":
        return inside.replace("\u00a0", " ").replace("\u200b", "")
    if kind == "Quoted":
        left, right = _QUOTES[inside[0]["t"]]
        return f"{left}{_shown(inside[1])}{right}"
    if kind == "Note":
        return ""
    return f"<i>{_shown(inside)}</i>" if kind == "Emph" else _SIGNS.get(kind, _shown(inside))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
@pytest.mark.parametrize("suffix", [".tex", ".org", ".docx", ".odt"])
def test_pandoc_reads_the_same_notes_from_the_woven_documents(
    library: Path, tmp_path: Path, suffix: str
) -> None:
    read = {}
    for kind in (".md", suffix):
        place = tmp_path / f"woven{kind}"
        place.write_bytes(woven(library, thesis(kind)).documents[0])
        read[kind] = pandoc_reads(place)
    notes, entries = read[".md"]
    assert len(notes) == 150
    assert any("<i>" in each for each in notes)
    assert len(entries) > 50
    if suffix == ".tex":  # pandoc does not read the notes of a float, which stand behind it
        notes = notes[:96] + notes[102:]
    if suffix == ".odt":
        assert section(place.read_bytes()) == [re.sub(r"</?i>", "", each) for each in entries]
        entries = []
    assert read[suffix] == (notes, entries)
