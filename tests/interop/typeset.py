"""The thesis and the library in Typst itself: finished text, and citing left to Typst.

Run with pytest tests/interop/typeset.py -m slow. Skipped where typst or pdftotext is missing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from archcite.app import options, weaving
from archcite.app.config import read_config
from archcite.app.opening import opened_with_parts
from archcite.doc import weave
from archcite.inline import plain
from interop.latex import wanted
from interop.measure import FOLDERS, sample
from thesis.formats import typst as one_file
from thesis.formats import typst_files
from thesis.sources import library_at, sources
from thesis.text import chapters

typst = pytest.importorskip("typst", reason="typst is not here: pip install typst")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler) is not here"),
]

ROOT = Path(__file__).parents[2]
STYLES = ("chicago-notes", "chicago-author-date", "mla")
ORIGINAL = weave.weave
# One page without end, so that no note is broken by a foot of a page.
ENDLESS = '#set page(height: auto, width: 60cm)\n#include "{}"\n'


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library_at(tmp_path_factory.mktemp("typeset"))


def files(*, several: bool) -> dict[str, str]:
    thesis = chapters(prefixes=False)
    return typst_files(thesis) if several else {"thesis.typ": one_file(thesis)}


def put(folder: Path, texts: Mapping[str, str | bytes]) -> Path:
    """The files in the folder; the first of them."""
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder / next(iter(texts))


def woven(library: Path, main: Path, style: str) -> tuple[weave.Woven, dict[str, bytes]]:
    """What archcite prints of a document, and the finished files."""
    config = read_config(str(library))
    found = opened_with_parts([str(main)])
    bound = weaving.bound(config, found, None)
    wanted = options.asked(config, None, None, None)
    loaded = options.load_styles([style], wanted, None)
    kept: list[weave.Woven] = []

    def keeping(*args: object, **options: object) -> weave.Woven:
        kept.append(ORIGINAL(*args, **options))
        return kept[-1]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(weave, "weave", keeping)
        texts, _ = weaving.woven(config, bound, loaded[style], wanted)
    names = [str(Path(name).relative_to(main.parent)) for name, _ in found]
    return kept[0], dict(zip(names, texts, strict=True))


def set_in_type(main: Path) -> str:
    """The letters of the PDF that Typst makes of a document, without a warning."""
    page = main.with_name("page.typ")
    page.write_text(ENDLESS.format(main.name))
    made, warnings = typst.compile_with_warnings(page)
    assert [str(each) for each in warnings] == []
    pdf = main.with_suffix(".pdf")
    pdf.write_bytes(made)
    text = subprocess.run(
        ["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    return letters(text)


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def in_order(texts: list[str], page: str) -> int:
    """How many of the texts stand on the page, each behind the one before."""
    at = found = 0
    for text in texts:
        place = page.find(letters(text), at)
        if place >= 0:
            at = place + 1
            found += 1
    return found


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("style", STYLES)
def test_finished_text_is_printed_whole(
    library: Path, tmp_path: Path, style: str, several: bool
) -> None:
    made, done = woven(library, put(tmp_path / "in", files(several=several)), style)
    page = set_in_type(put(tmp_path / "out", done))
    notes = [plain(each.note) for one in made.printed for each in one if each.note]
    texts = [plain(each.text) for one in made.printed for each in one if each.text]
    entries = [plain(nodes) for _, nodes in made.entries[0]]
    assert in_order(notes, page) == len(notes) == (114 if style == "chicago-notes" else 0)
    assert sum(letters(each) in page for each in texts) == len(texts)
    assert in_order(entries, page) == len(entries) > 50
    assert not any(letters(source.key) in page for source in sources())


def left_to_typst(library: Path, main: Path, style: str, entries: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "archcite", "weave", str(main), "--entries",
         str(main.with_name(entries)), "--style", style, "--in-place", "--quiet"],
        check=True, timeout=120, env={**os.environ, "ARCHCITE_LIBRARY": str(library)},
    )  # fmt: skip


# How many of the 51 entries and 186 citations Typst prints letter for letter as archcite does, but
# for the labels of pages; less is a fault, and what is lacking stands in words.md.
SAME = {
    ("chicago-notes", "used.yml"): (20, 48),
    ("chicago-author-date", "used.yml"): (12, 186),
    ("mla", "used.yml"): (20, 29),
    ("chicago-notes", "used.bib"): (12, 48),
    ("chicago-author-date", "used.bib"): (12, 186),
    ("mla", "used.bib"): (2, 28),
}


@pytest.mark.parametrize(("style", "entries"), list(SAME))
def test_typst_cites_from_what_is_written(
    library: Path, tmp_path: Path, style: str, entries: str
) -> None:
    main = put(tmp_path, files(several=True))
    made, _ = woven(library, main, style)
    left_to_typst(library, main, style, entries)
    page = set_in_type(main)
    texts = [plain(each.note or each.text) for one in made.printed for each in one]
    listed = [letters(plain(nodes)) for _, nodes in made.entries[0]]
    bare = [letters(re.sub(r"\bpp?\. ", "", each)) for each in texts]  # Typst knows no label
    same = (sum(each in page for each in listed), sum(each in page for each in bare))
    assert (len(listed), len(bare)) == (51, 186)
    assert same[0] >= SAME[style, entries][0]
    assert same[1] >= SAME[style, entries][1]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with every kind of record, date and name."""
    root = tmp_path_factory.mktemp("sample")
    (root / "records").mkdir()
    (root / "archcite.toml").write_text("")
    for folder in FOLDERS:
        for each in folder.glob("*.toml"):
            shutil.copy(each, root / "records")
    return root


# Facts of the 46 records that are not printed, at most. With Hayagriva these are the day of what is
# printed in an edition, and the archive of one such; MLA names no translator of a letter. Of .bib
# files Typst reads the archive and the shelfmark for some kinds only.
NOT_PRINTED = {
    ("chicago-notes", "used.yml"): 4,
    ("chicago-author-date", "used.yml"): 4,
    ("mla", "used.yml"): 6,
    ("chicago-notes", "used.bib"): 29,
    ("chicago-author-date", "used.bib"): 29,
    ("mla", "used.bib"): 76,
}


@pytest.mark.parametrize(("style", "entries"), list(NOT_PRINTED))
def test_typst_finds_every_record_of_the_sample(
    whole: Path, tmp_path: Path, style: str, entries: str
) -> None:
    keys = [record.document.id for record in sample()]
    main = put(tmp_path, {"all.typ": "\n\n".join(f"See #cite(<{key}>)." for key in keys)})
    left_to_typst(whole, main, style, entries)
    page = set_in_type(main)
    lost = [
        f"{record.document.id}: {what}"
        for record in sample()
        for what, words in wanted(record)
        if not any(letters(word) in page for word in words)
    ]  # fmt: skip
    assert len(lost) <= NOT_PRINTED[style, entries], lost
