"""What a writer tells of a field is so: carried comes back, moved is in the text."""

from __future__ import annotations

import html
import re
from functools import cache

import msgspec
import pytest

import samples
from archcite.app import exporting
from archcite.app.balance import Balance
from archcite.crosswalk.returning import values
from archcite.crosswalk.table import leaves
from archcite.errors import Problem
from archcite.read import load_reader, sniff
from archcite.record.model import Record
from archcite.record.vocab import TitleKind
from archcite.write import WRITERS, Written

TWO_WAY = [name for name in WRITERS if exporting.has_carrier(name)]
# Words of archcite's own, which other formats say in their words.
WORDS = frozenset("kind title_kind role verb order extract certainty type".split())


@cache
def bare(writer: str, at: int) -> tuple[Record, Written]:
    """A record of the repository in that format without the whole record in one word."""
    record = samples.records()[at]
    return record, exporting.export([record], writer, carrier=False)


def read_back(text: str) -> Record:
    data = text.encode("utf-8")
    reader = sniff(data, "x")
    assert not isinstance(reader, Problem)
    (found,) = [each for each in load_reader(reader)(data, "x") if isinstance(each, Record)]
    return found


def folded(found: list[str] | None) -> list[str]:
    """Texts without what typography does to them."""
    return [" ".join(re.findall(r"\w+", each.casefold())) for each in found or ()]


def tokens(text: str) -> set[str]:
    """The words of a text in any format, without marks of LaTeX, JSON and XML."""
    text = text.replace("\\n", " ")
    plain = html.unescape(html.unescape(text)).replace("\\", "").replace("{", "").replace("}", "")
    return {each.lstrip("0") or "0" for each in re.findall(r"[^\W_]+", plain.casefold())}


@pytest.mark.parametrize("writer", TWO_WAY)
def test_each_field_has_one_fate(writer: str) -> None:
    for at in range(len(samples.records())):
        record, written = bare(writer, at)
        moved = written.moved.get(record.document.id, [])
        dropped = written.dropped.get(record.document.id, [])
        assert not set(moved) & set(dropped)
        assert {*moved, *dropped} <= {*leaves(record), "document.id"}


@pytest.mark.parametrize("writer", TWO_WAY)
def test_what_is_told_as_carried_comes_back(writer: str) -> None:
    for at in range(len(samples.records())):
        record, written = bare(writer, at)
        key = record.document.id
        gone = {*written.moved.get(key, ()), *written.dropped.get(key, ())}
        there = values(msgspec.to_builtins(record))
        here = values(msgspec.to_builtins(read_back(written.text)))
        lost = [
            path
            for path in leaves(record)
            if path not in gone
            and not path.startswith("record.")  # what the reader itself notes
            and folded(there.get(path)) != folded(here.get(path))
        ]
        assert not lost, key


@pytest.mark.parametrize("writer", TWO_WAY)
def test_what_is_told_as_moved_is_in_the_text(writer: str) -> None:
    any_moved = False
    for at in range(len(samples.records())):
        record, written = bare(writer, at)
        there = values(msgspec.to_builtins(record))
        words = tokens(written.text)
        for path in written.moved.get(record.document.id, ()):
            generic = record.document.title_kind is TitleKind.GENERIC and path == "document.title"
            if path.rpartition(".")[2] not in WORDS and not generic:
                any_moved = True
                missing = {word for value in there[path] for word in tokens(value)} - words
                assert not missing, (record.document.id, path)
    assert any_moved or not any(bare(writer, at)[1].moved for at in range(len(samples.records())))


def test_a_row_that_moves_tells_so() -> None:
    """The rows themselves say where a fact stands: no second list can be wrong."""
    from archcite.crosswalk.table import Row, apart, compile

    record = samples.records()[0]
    for there, told in (("title", []), ("note", ["document.title"])):
        out, _ = compile([Row(("document.title",), there, lambda r: r.document.title or "")])
        assert apart(record, out(record), lambda pair: pair[0] == "note") == told
    shared = Row(("document.title",), "title", lambda r: "x", apart=lambda r: ["document.title"])
    out, _ = compile([shared])
    assert apart(record, out(record), lambda pair: False) == ["document.title"]


@pytest.mark.parametrize("writer", ["bibtex", "ris", "endnote-xml", "csl-json"])
def test_the_summary_says_it(writer: str) -> None:
    balance = Balance(writer, carrier=True)
    records = list(balance.watched(samples.records()))
    balance.add(exporting.export(records, writer))
    told = "\n".join(balance.lines())
    assert "  carried  " in told
    assert "  in another place  " in told
    assert "  for archcite alone  " in told
