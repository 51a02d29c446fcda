"""Packages that are damaged, locked or made to do harm are refused in one sentence."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from archcite.app.adopting import check_closed
from archcite.doc.docx import Docx
from archcite.doc.odt import Odt
from archcite.doc.package import Package
from archcite.errors import ArchciteError, UnreadableInput, UsageFault
from office_files import docx, odt, p, part, zipped

GOOD = docx(p("So [@roe]."))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTITY = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'


def bad() -> dict[str, tuple[str, bytes]]:
    return {
        "nothing": ("document-damaged", b""),
        "text": ("document-damaged", b"hello"),
        "cut": ("document-damaged", GOOD[:-200]),
        "other": ("document-damaged", zipped({"a.txt": "x"})),
        "old word": ("document-damaged", OLE),
        "password": ("document-locked", OLE + "EncryptedPackage".encode("utf-16-le")),
        "outside": ("document-unsafe", docx(p("a"), more={"../../etc/x": b"a"})),
        "absolute": ("document-unsafe", docx(p("a"), more={"/etc/x": b"a"})),
        "bomb": ("document-unsafe", docx(p("a"), more={"word/big.xml": bytes(40 * 2**20)})),
        "entities": ("document-unsafe", docx(p("a"), more={"word/document.xml": ENTITY})),
        "deep": ("document-unsafe", docx("<w:p>" * 2000 + "</w:p>" * 2000)),
        "broken": ("document-damaged", docx("<w:p>")),
    }


@pytest.mark.parametrize("name", bad())
def test_a_bad_document_is_refused(name: str) -> None:
    code, data = bad()[name]
    with pytest.raises(UnreadableInput) as caught:
        Docx(data, "thesis.docx")
    (problem,) = caught.value.problems
    assert problem.code == code
    assert "thesis.docx" in str(problem)


def test_a_package_that_is_not_changed_is_the_same() -> None:
    package = Package(GOOD, "a")
    assert package.written({}) == GOOD
    assert package.written({"word/styles.xml": package.read("word/styles.xml")}) == GOOD
    more = package.written({"word/document.xml": b"<x/>", "new/part.xml": b"<y/>"})
    assert part(more, "word/document.xml") == "<x/>"
    assert Package(more, "b").names()[-1] == "new/part.xml"


def test_damage_anywhere_is_one_clear_error_or_none() -> None:
    rolled = random.Random(7)
    told: list[str] = []
    for opens, good in ((Docx, GOOD), (Odt, odt("<text:p>So [@roe].</text:p>"))):
        for _ in range(150):
            data = bytearray(good)
            for _ in range(rolled.randint(1, 6)):
                data[rolled.randrange(len(data))] = rolled.randrange(256)
            try:
                opens(bytes(data), "a")
            except ArchciteError as error:
                told.append(str(error))
    assert len(told) > 50
    assert max(map(len, told)) < 400


def test_a_document_that_is_open_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "my-thesis.docx"
    place.write_bytes(GOOD)
    check_closed(str(place), force=False)
    (tmp_path / "~$-thesis.docx").write_bytes(b"")
    with pytest.raises(UsageFault) as caught:
        check_closed(str(place), force=False)
    assert caught.value.problems[0].code == "document-open"
    check_closed(str(place), force=True)
