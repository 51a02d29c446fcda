"""Records as plain text: every value is there, in order, and no line runs away.

tests/cases/text/letter.toml and its text stand side by side; --update writes the text anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings

from archcite.record.model import Record
from archcite.record.toml import from_plain, read
from archcite.write.text import write_text

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import records

CASE = Path(__file__).parents[2] / "cases" / "text" / "letter.toml"


def test_a_letter(update: bool) -> None:
    written = write_text([read(CASE.read_text(encoding="utf-8"), CASE.name)])
    golden = CASE.with_suffix(".txt")
    if update:
        golden.write_text(written.text, encoding="utf-8")
    assert written.text == golden.read_text(encoding="utf-8")
    assert not written.dropped
    assert max(map(len, written.text.split("\n"))) <= 78


def test_several_are_apart() -> None:
    plain = {"schema": "archcite/1", "document": {"id": "a", "kind": "note", "title": "T"}}
    one = from_plain(plain)
    text = write_text([one, one]).text
    assert text == "T\n=\n\nDocument\n  Citation key: a\n  Kind: note\n  Title: T\n\n\n" + (
        "T\n=\n\nDocument\n  Citation key: a\n  Kind: note\n  Title: T\n"
    )


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=records())
def test_every_value_is_there(record: Record) -> None:
    text = _bare(write_text([record]).text)
    for value in _values(msgspec.to_builtins(record)):
        told = _bare(value)
        assert told in text or told.replace("-", "") in text


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            if name != "schema":
                yield from _values(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _values(each)
    elif isinstance(value, str):
        yield value
