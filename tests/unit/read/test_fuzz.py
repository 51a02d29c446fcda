"""Whatever a file has in it: records and problems come out, soon, and nothing else happens."""

from __future__ import annotations

import random
import time
import tracemalloc
from io import BytesIO

import pytest

import fuzzing
import samples
from archcite.errors import Problem
from archcite.read import READERS, load_reader, load_stream, sniff
from archcite.record.model import Record

NAME = "x.file"


def small(reader: str) -> list[bytes]:
    """The samples that are soon read."""
    found = sorted(samples.samples(reader).values(), key=len)
    return [data for data in found if len(data) < 20_000] or found[:1]


def read(reader: str, data: bytes) -> None:
    """Read by all ways, and check what comes out."""
    with fuzzing.harmless():
        assert isinstance(sniff(data, NAME), str | Problem)
        found = load_reader(reader)(data, NAME)
        stream = load_stream(reader)
        streamed = list(stream(BytesIO(data), NAME)) if stream else None
    assert fuzzing.sound(found) > 0
    if streamed is not None:
        assert fuzzing.sound(streamed) > 0


def fuzz(reader: str, rounds: int, seed: int) -> None:
    dice = random.Random(f"{reader} {seed}")
    files = small(reader)
    for number in range(rounds):
        data = fuzzing.damaged(dice.choice(files), dice)
        try:
            read(reader, data)
        except BaseException:
            print(f"seed {seed}, round {number}: {data[:2000]!r}")
            raise


@pytest.mark.parametrize("reader", READERS)
def test_damaged_files(reader: str) -> None:
    fuzz(reader, 40, 0)


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
def test_many_damaged_files(reader: str) -> None:
    fuzz(reader, 3000, time.time_ns())


@pytest.mark.parametrize("reader", READERS)
def test_planted_files(reader: str) -> None:
    for what, data in fuzzing.planted(small(reader)[0]):
        start = time.process_time()
        try:
            read(reader, data)
        except BaseException:
            print(what)
            raise
        assert time.process_time() - start < 5, what


TOKENS = [
    "{", "}", "[", "]", "(", "<", "<a>", "</a>", "&amp;", "&#65;", '"', "'", "\\",
    "\\n", ",", " and ", "\n", "\r\n", " ", "\t", "--", "/", ":", ";", "@a{",
    "\nTY  - ", "\n@x{y,", "é", "\xa0", "0", "%", "$", "#", "~", "f. 5, ", "<i>",
    "{\'e}", "http://a ", "Kim Il Sung, ", "1966-05-27 ", "box 1, ", "=", "|", "[1] ",
    "op. ", "Jr. ", "{a} ", "\\emph{", "|| ", "\n  more", "a: b\n", "-", ".", "«", "“",
    "Mc", "- ", "? ", "x, y; ", "A. B. ",
]  # fmt: skip


def swollen(data: bytes, token: str, count: int, at: float) -> bytes:
    """A sample with a long run of one token at some place of it."""
    place = int(len(data) * at)
    return data[:place] + token.encode() * count + data[place:]


def seconds(reader: str, data: bytes) -> float:
    start = time.process_time()
    with fuzzing.harmless():
        sniff(data, NAME)
        load_reader(reader)(data, NAME)
    return time.process_time() - start


def linear(reader: str, token: str, at: float, count: int) -> None:
    """Twice the size takes about twice the time, where the time can be measured at all."""
    files = small(reader)
    data = files[len(files) // 2]
    needed = seconds(reader, swollen(data, token, count, at))
    if needed < 0.25:
        return
    bound = 3 * min(needed, seconds(reader, swollen(data, token, count, at))) + 0.25
    twice = swollen(data, token, 2 * count, at)
    assert min(seconds(reader, twice), seconds(reader, twice)) < bound, (token, at, needed)
    assert needed < 20


@pytest.mark.parametrize("reader", READERS)
def test_long_runs(reader: str) -> None:
    dice = random.Random(reader)
    for token in dice.sample(TOKENS, 6):
        linear(reader, token, dice.random(), 10_000)


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
def test_many_long_runs(reader: str) -> None:
    for token in TOKENS:
        for at in (0.05, 0.3, 0.5, 0.7, 0.95):
            linear(reader, token, at, 40_000)


@pytest.mark.parametrize("reader", READERS)
def test_paths_as_words(reader: str) -> None:
    """Words of a sample, keys among them, replaced by what would be a path."""
    data = small(reader)[0]
    words = sorted({word for word in data.split() if word.isalnum() and len(word) > 3})
    dice = random.Random(1)
    for path in fuzzing.PATHS:
        for word in dice.sample(words, min(2, len(words))):
            read(reader, data.replace(word, path.encode("utf-8", "replace")))


REPEATING = [name for name in READERS if fuzzing.repeated_keys(name, 1)]


@pytest.mark.parametrize("reader", REPEATING)
@pytest.mark.parametrize("count", [500, pytest.param(10_000, marks=pytest.mark.slow)])
def test_keys_that_repeat(reader: str, count: int) -> None:
    few, many = (fuzzing.repeated_keys(reader, each) for each in (count, 2 * count))
    assert few
    assert many
    found = load_reader(reader)(many, NAME)
    assert sum(isinstance(each, Record) for each in found) == 2 * count
    if (needed := seconds(reader, few)) > 0.2:
        assert seconds(reader, many) < 3 * needed + 0.25


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("token", ["x", " ", "{", "<", "[", "\\"])
def test_a_line_of_a_hundred_megabytes(reader: str, token: str) -> None:
    data = small(reader)[0]
    data = data[: len(data) // 2] + token.encode() * (100 * 2**20) + data[len(data) // 2 :]
    start = time.process_time()
    tracemalloc.start()
    try:
        assert fuzzing.sound(load_reader(reader)(data, NAME)) > 0
        assert tracemalloc.get_traced_memory()[1] < 20 * len(data)
    finally:
        tracemalloc.stop()
    assert time.process_time() - start < 300


@pytest.mark.parametrize("reader", READERS)
def test_a_name_of_a_megabyte(reader: str) -> None:
    """Words that stand where names of fields do, a million letters long."""
    data = small(reader)[0]
    for sign in (b"=", b":", b">", b"  - ", b"- ", b'"'):
        at = data.find(sign)
        if at > 0:
            start = time.process_time()
            read(reader, data[:at] + b"n" * 2**20 + data[at:])
            assert time.process_time() - start < 10
