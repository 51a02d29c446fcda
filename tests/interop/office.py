"""Woven Word and LibreOffice documents in LibreOffice itself: printed to PDF, and saved again.

Run with pytest tests/interop/office.py -m slow. Skipped where soffice or pdftotext is missing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from archcite.app import config, options, weaving
from archcite.app.opening import opened
from archcite.doc.docx import Docx
from archcite.doc.odt import Odt
from office_files import docx, note_mark, odt, p, part, r

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="soffice (LibreOffice) is not here"),
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler) is not here"),
]

ROOT = Path(__file__).parents[2]
KEYS = ("creel-1918-09-25", "coolidge-1920-03-02", "cia-1966-01-20", "brezhnev-1966-05-27")
BOX = (
    '<w:r><w:pict><v:shape style="width:200pt;height:60pt"><v:textbox><w:txbxContent>{}'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
TABLE = (
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>'
    '<w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/>'
    "</w:tcPr>{}</w:tc></w:tr></w:tbl>"
)


def word() -> bytes:
    """A Word document with citations wherever they may stand."""
    return docx(
        p("First words [see @", r(KEYS[0], "<w:lang w:val='en-US'/>"), ", p. 3]. More after."),
        p(r("In italics [@cia-1966-01-20].", "<w:i/>")),
        TABLE.format(p(f"A cell [@{KEYS[1]}]")),
        p("Mine stands here", note_mark(2), " and goes on."),
        p("Boxed ", BOX.format(p(f"In the box [@{KEYS[0]}]"))),
        p("{bibliography}"),
        p("Behind the bibliography."),
        notes={"footnote": {2: f" The writer says [@{KEYS[3]}] so."}},
    )


def open_document() -> bytes:
    """A LibreOffice document with the same."""
    return odt(
        f"<text:p>First words [see <text:span>@{KEYS[0]}</text:span>, p. 3]. More after.</text:p>",
        "<text:p>In italics [@cia-1966-01-20].</text:p>",
        "<table:table><table:table-column/><table:table-row><table:table-cell>"
        f"<text:p>A cell [@{KEYS[1]}]</text:p></table:table-cell></table:table-row></table:table>",
        '<text:p>Mine stands here<text:note text:id="f1" text:note-class="footnote">'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>"
        f"The writer says [@{KEYS[3]}] so.</text:p></text:note-body></text:note>"
        " and goes on.</text:p>",
        "<text:p>{bibliography}</text:p>",
        "<text:p>Behind the bibliography.</text:p>",
    )


def woven(data: bytes, name: str, style: str) -> bytes:
    found = config.read_config(str(ROOT))
    wanted = options.asked(found, None, None, None)
    loaded = options.load_styles([style], wanted, None)[style]
    bound = weaving.bound(found, [(name, opened(data, name))], None)
    (made,), _ = weaving.woven(found, bound, loaded, wanted)
    return made


def converted(place: Path, kind: str) -> Path:
    """What LibreOffice makes of a file."""
    profile = (place.parent / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind,
         "--outdir", str(place.parent / "out"), str(place)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return place.parent / "out" / f"{place.stem}.{kind}"


def printed(place: Path) -> str:
    pdf = converted(place, "pdf")
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    return " ".join(text.split())


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_notes_and_bibliography_are_printed(tmp_path: Path, kind: str) -> None:
    data = word() if kind == "docx" else open_document()
    place = tmp_path / f"thesis.{kind}"
    place.write_bytes(woven(data, place.name, "chicago-notes"))
    text = printed(place)
    assert "@" not in text
    assert "{bibliography}" not in text
    assert "ARCHCITE" not in text
    assert "The writer says Leonid Brezhnev" in text
    body, behind = text.split("Behind the bibliography.")
    assert "Coolidge, Calvin" in body  # the bibliography stands where it was marked
    # The notes stand at the foot, in the order of their marks, the writer's own among them.
    expected = ("1 See George Creel", "2 “Morning Meeting", "3 Calvin Coolidge", "4 The writer")
    places = [behind.find(each) for each in expected]
    assert -1 not in places, behind
    assert places == sorted(places)


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_in_text_citations_are_printed(tmp_path: Path, kind: str) -> None:
    data = word() if kind == "docx" else open_document()
    place = tmp_path / f"thesis.{kind}"
    place.write_bytes(woven(data, place.name, "chicago-author-date"))
    text = printed(place)
    assert "(see Creel" in text
    assert "@" not in text
    assert "(Coolidge 1920)" in text


@pytest.mark.parametrize("kind", ["docx", "odt"])
@pytest.mark.parametrize("style", ["chicago-notes", "chicago-author-date"])
def test_what_libreoffice_saves_can_be_unwoven(tmp_path: Path, kind: str, style: str) -> None:
    data = word() if kind == "docx" else open_document()
    opens = Docx if kind == "docx" else Odt
    place = tmp_path / f"thesis.{kind}"
    place.write_bytes(woven(data, place.name, style))
    saved = converted(place, kind).read_bytes()
    asked = [each.citation for each in opens(data, "a").events if hasattr(each, "citation")]
    kept = [each.citation for each in opens(saved, "b").events if hasattr(each, "citation")]
    assert kept == asked
    name = "word/document.xml" if kind == "docx" else "content.xml"
    assert "{bibliography}" in part(opens(saved, "b").unwoven(), name)
