"""Which reader a file is for, and the one sentence that bad input gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.errors import CODES, Problem
from archcite.read import MAX_BYTES, READERS, load_reader, sniff
from archcite.read.decode import decode
from archcite.read.shapes import Shape

CASES = Path(__file__).parents[2] / "cases" / "wilson"
PAGES = sorted(path for path in CASES.iterdir() if path.suffix != ".toml")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_content_decides_and_not_the_name(page: Path) -> None:
    assert sniff(page.read_bytes(), "download") == "wilson"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "empty-file", "is empty"),
        (b" \r\n\t", "empty-file", "is empty"),
        (b"\xef\xbb\xbf\n", "empty-file", "is empty"),
        (b"%PDF-1.7 etc", "binary-file", "PDF"),
        (b"PK\x03\x04etc", "binary-file", "ZIP"),
        (b"\x89PNG\r\n", "binary-file", "picture"),
        (b"some\0thing", "binary-file", "byte 5"),
        (b"one\ntw\xc3\xa9 \xff three", "not-utf-8", "0xFF at line 2, column 5"),
        (b"<html><head><meta charset=utf-8></head>\xe9", "not-utf-8", "line 1"),
        (b"x" * (MAX_BYTES + 1), "too-large", "20 MB"),
        (b"Hello.\nSource\nRights\n", "page-unknown", "ris, "),
        (b"<html><body><p>Hello</p></body></html>", "page-unknown", "no format"),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else None,
)
def test_bad_input_gets_one_clear_sentence(data: bytes, code: str, words: str) -> None:
    problem = sniff(data, "file.txt")
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert words in problem.message
    assert problem.where.startswith("file.txt")
    assert problem.code in CODES
    assert "\n" not in str(problem)
    read = load_reader("wilson")(data, "file.txt")
    assert [one.code for one in read if isinstance(one, Problem)] == [code]


def test_the_charset_that_html_declares_is_believed() -> None:
    page = "<html><head><meta charset='windows-1251'></head><body>Привет</body></html>"
    assert decode(page.encode("windows-1251"), "x") == page
    assert decode("Привет\n".encode("utf-16"), "x") == "Привет\n"
    latin = "<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>“é”"
    assert decode(latin.encode("cp1252"), "x") == latin
    unknown = "<meta charset='klingon'>é"
    assert decode(unknown.encode(), "x") == unknown


def test_every_reader_can_be_loaded_and_says_what_it_reads() -> None:
    for name, reader in READERS.items():
        assert callable(load_reader(name))
        assert reader.sentence.endswith(".")
        assert all(suffix.startswith(".") for suffix in reader.suffixes)


INPUTS = [path for path in sorted(CASES.parent.rglob("*")) if path.is_file()]


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_reader_is_passed_over_that_would_take_the_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = path.read_bytes()
    found = sniff(data, path.name)
    anything = frozenset(Shape)
    asked = {name: reader._replace(shapes=anything) for name, reader in READERS.items()}
    monkeypatch.setattr("archcite.read.READERS", asked)
    assert sniff(data, path.name) == found


@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    assert isinstance(sniff(data, "x"), str | Problem)


LINES = st.sampled_from(
    "Author(s):|Source|Rights|Type|Letter|May 1, 1950|[...]|[A head]|Kim II Sung|RGANI, f. 5, op. 1"
    "|A sentence that is long enough and has a stop.|undated|Language|Russian|<p>|TY  - X".split(
        "|"
    )
)


@given(st.lists(st.one_of(LINES, st.text(max_size=20))))
def test_no_page_makes_the_reader_raise(lines: list[str]) -> None:
    text = "\n".join([*lines, "Author(s):", *lines, "Rights", *lines])
    assert load_reader("wilson")(text.encode("utf-8", "replace"), "x")
    page = "".join(f"<h2 class=title>{line}</h2><div>{line}</div>" for line in lines)
    assert load_reader("wilson")(f"<html><body>{page}".encode("utf-8", "replace"), "x")
