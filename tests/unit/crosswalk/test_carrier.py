"""The whole record in one field: there and back, damaged, and edited on the way."""

from __future__ import annotations

import base64
import sys
import zlib
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from archcite.crosswalk.carrier import pack, reconciled, unpack
from archcite.record.model import Record
from archcite.record.toml import from_plain

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import records


@settings(max_examples=100, deadline=None)
@given(records())
def test_a_record_comes_back(record: Record) -> None:
    word = pack(record)
    assert word.isascii()
    assert not set(word) & set(" {}\\\"'%&#$~^,;=\n")
    found = unpack(f"  {word[:20]}\n {word[20:]}\\")
    assert found is not None
    assert from_plain(found) == record


@given(st.text())
def test_anything_else_is_nothing(text: str) -> None:
    assert unpack(text) is None
    assert unpack("archcite1." + text) in (None, {})


def test_a_bomb_is_nothing() -> None:
    bomb = base64.urlsafe_b64encode(zlib.compress(b'{"a": "' + b"x" * 2**24 + b'"}')).decode()
    assert unpack("archcite1." + bomb.rstrip("=")) is None


def test_what_was_edited_counts() -> None:
    carried = {"document": {"title": "Old", "summary": "hidden"}, "rights": {"statement": "Ask."}}
    then = {"document": {"title": "Old", "date": "1966"}}
    now = {"document": {"title": "New", "date": "1966"}, "subjects": [{"term": "lamps"}]}
    assert reconciled(carried, then, now) == {
        "document": {"title": "New", "summary": "hidden"},
        "rights": {"statement": "Ask."},
        "subjects": [{"term": "lamps"}],
    }
    assert reconciled(carried, then, {"document": {"date": "1966"}}) == {
        "document": {"summary": "hidden"},
        "rights": {"statement": "Ask."},
    }


@settings(max_examples=60, deadline=None)
@given(records(), records())
def test_nothing_edited_nothing_changed(record: Record, other: Record) -> None:
    plain = msgspec.to_builtins(record)
    same = msgspec.to_builtins(other)
    assert from_plain(reconciled(plain, same, same)) == record


@settings(max_examples=30, deadline=None)
@given(records())
def test_hyphens_that_a_program_made_dashes_of_and_what_latex_puts_round_them(
    record: Record,
) -> None:
    word = pack(record)
    assert unpack(word.replace("---", "—").replace("--", "–")) == unpack(word)
    assert unpack(word.replace("--", "-\\/-").replace("_", "{\\_}")) == unpack(word)
