"""CSL-JSON item by item: the same as read as a whole, however the windows fall."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.errors import Problem
from archcite.read import json_text
from archcite.read.csl_records import read_csl_json
from archcite.read.csl_stream import read_csl_stream
from archcite.record.model import Record

ITEMS = [
    {"id": "a", "type": "book", "title": "Ünï “quoted” \\ \n"},
    {"id": "b", "type": "letter"},
    {"type": "book"},
    {"id": "a", "type": "book"},
    12,
    "text",
    {"id": "c", "type": "chapter", "author": [{"family": "Roe"}], "issued": {"raw": "1966"}},
]


def streamed(data: bytes) -> list[Record | Problem]:
    return list(read_csl_stream(io.BytesIO(data), "x"))


@pytest.mark.parametrize("window", [1, 2, 7, 64, 2**20])
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n\n  "])
def test_the_same_as_read_at_once(
    monkeypatch: pytest.MonkeyPatch, window: int, indent: int | None, before: bytes
) -> None:
    monkeypatch.setattr(json_text, "_WINDOW", max(window, len(before) + 1))
    data = before + json.dumps(ITEMS, ensure_ascii=False, indent=indent).encode()
    assert streamed(data) == read_csl_json(data, "x")


@pytest.mark.parametrize("whole", [{"items": ITEMS}, ITEMS[0], [], {}])
def test_what_is_no_plain_list(whole: Any) -> None:
    data = json.dumps(whole).encode()
    assert streamed(data) == read_csl_json(data, "x")


@pytest.mark.parametrize(
    ("data", "count", "line", "words"),
    [
        (b'[{"id": "a"},\n{"id": "b', 1, 2, "Unterminated string"),
        (b'[{"id": "a"}\n{"id": "b"}]', 1, 2, "a comma is missing"),
        (b'[{"id": "a"},', 1, 1, "Expecting value"),
        (b'[{"id": "a"}', 1, 1, "the file breaks off"),
        (b'[{"id": "a"}]\n\nmore', 1, 3, "something follows"),
        (b'[{"id": "a"},\n{"id": "\xff"}]', 0, 2, "not valid UTF-8"),
        (b"[" * 5000, 0, 1, "nested too deeply"),
        (b'[\n\n{"id": oops}]', 0, 3, "Expecting value"),
    ],
)
def test_a_broken_file_gives_what_stands_before(
    data: bytes, count: int, line: int, words: str
) -> None:
    *records, last = [
        each for each in streamed(data) if isinstance(each, Record) or "type" not in each.code
    ]
    assert len(records) == count
    assert isinstance(last, Problem)
    assert words in last.message
    assert last.where.startswith(f"x:{line}")


@given(st.binary(max_size=60).map(b"[".__add__))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    assert isinstance(streamed(data), list)


class Endless(io.RawIOBase):
    """A file of many items that are made when they are read."""

    def __init__(self, count: int) -> None:
        self._pieces = self._made(count)
        self._left = b""

    def _made(self, count: int) -> Iterator[bytes]:
        yield b"["
        for each in range(count):
            comma = b"," if each else b""
            yield (
                comma + json.dumps({"id": f"k{each}", "type": "book", "title": "x" * 900}).encode()
            )
        yield b"]"

    def read(self, most: int = -1) -> bytes:
        while len(self._left) < most and (piece := next(self._pieces, b"")):
            self._left += piece
        found, self._left = self._left[:most], self._left[most:]
        return found


def test_memory_does_not_grow_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "_WINDOW", 2**14)
    tracemalloc.start()
    count = sum(1 for _ in read_csl_stream(cast("BinaryIO", Endless(6000)), "x"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 6000
    assert peak < 3 * 2**20  # the file has 5.6


def test_one_endless_string_is_not_read_for_ever(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(json_text, "_LONGEST", 2**16)
    monkeypatch.setattr(json_text, "_WINDOW", 2**12)
    stream = io.BytesIO(b'["' + b"x" * 2**20)
    (problem,) = read_csl_stream(stream, "x")
    assert isinstance(problem, Problem)
    assert stream.tell() < 2**19
