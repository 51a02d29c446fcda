"""A format is known by its content, whatever the file is called; what we write we know again."""

from __future__ import annotations

import pytest

import samples
from archcite.errors import Problem
from archcite.read import READERS, load_reader, load_stream, sniff
from archcite.record.model import Record


@pytest.mark.parametrize("reader", READERS)
def test_there_is_a_sample(reader: str) -> None:
    assert samples.samples(reader), f"put a file into tests/cases/{reader}"


@pytest.mark.parametrize(("reader", "name"), samples.every_sample())
def test_content_decides_and_not_the_name(reader: str, name: str) -> None:
    data = samples.samples(reader)[name]
    for called in (
        "download",
        "page.txt",
        "list.bib",
        "list.json",
        "list.xml",
        "list.ris",
        "a.pdf",
    ):
        assert sniff(data, called) == reader, called


@pytest.mark.parametrize(("reader", "name"), samples.every_sample())
def test_line_ends_and_marks_do_not_decide(reader: str, name: str) -> None:
    text = samples.samples(reader)[name].decode("utf-8-sig", "replace").replace("\r\n", "\n")
    for changed in (text.replace("\n", "\r\n"), "\ufeff" + text, "\n\n" + text + "\n\n"):
        if text.startswith("<?xml") and changed.startswith("\n"):
            continue  # that is no XML any more
        assert sniff(changed.encode("utf-8"), "x") == reader


@pytest.mark.parametrize("reader", READERS)
def test_a_stream_gives_what_the_whole_file_gives(reader: str) -> None:
    from io import BytesIO

    stream = load_stream(reader)
    for name, data in samples.samples(reader).items():
        found = load_reader(reader)(data, name)
        assert any(isinstance(each, Record) for each in found), name
        if stream:
            assert list(stream(BytesIO(data), name)) == found


@pytest.mark.parametrize("writer", samples.written())
def test_what_we_write_we_know_again(writer: str) -> None:
    data = samples.written()[writer]
    reader = sniff(data, "x")
    assert not isinstance(reader, Problem)
    assert reader == writer or writer not in READERS
    assert tuple(load_reader(reader)(data, "x")) == samples.records()


def test_a_reference_managers_file_with_a_page_of_the_archive_is_read_whole() -> None:
    page = samples.samples("wilson")["memo.ris"]
    assert sniff(page, "x") == "wilson"
    book = b"TY  - BOOK\nTI  - A book of another library\nPB  - Sea Press\nER  - \n"
    for whole in (page + b"\n" + book, book + b"\n" + page):
        assert sniff(whole, "x") == "ris"
        assert len(load_reader("ris")(whole, "x")) == 2
    assert sniff(page.replace(b"ER  -", b"N1  - My own note\nER  -"), "x") == "ris"
