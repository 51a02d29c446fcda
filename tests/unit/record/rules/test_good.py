"""No rule finds anything in good records, whatever their number; no rule fails on any record."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings

from archcite.errors import ProblemsFound, Severity
from archcite.record import toml
from archcite.record.check import Compared, find, rules
from archcite.record.edit import parse_path
from archcite.record.model import Record
from archcite.record.rules.rule import Seen
from good_records import plain
from rule_examples import TODAY
from strategies import records

ROOT = Path(__file__).parents[4]


def test_a_thousand_good_records_are_good() -> None:
    compared = Compared(rules())
    for number in range(1000):
        seen = Seen(toml.from_plain(plain(number)), TODAY)
        found = [(rule.code, each) for rule, each in find(seen, rules())]
        assert found == [], number
        compared.add(seen.record.document.id, seen)
    assert list(compared.found()) == []


def test_the_sample_records_are_good() -> None:
    """They lack things, which is told for information; nothing in them is wrong."""
    compared = Compared(rules())
    paths = sorted((ROOT / "records").glob("*.toml"))
    assert paths
    for path in paths:
        seen = Seen(toml.read(path.read_text("utf-8"), str(path)), TODAY)
        for rule, each in find(seen, rules()):
            assert rule.severity is Severity.INFO, f"{path.stem}: {each}"
            assert not rule.mechanical
        compared.add(path.stem, seen)
    assert list(compared.found()) == []


@settings(max_examples=150, deadline=None)
@given(records())
def test_no_rule_fails_on_any_record(record: Record) -> None:
    seen = Seen(record, TODAY)
    compared = Compared(rules())
    compared.add("one", seen)
    compared.add("two", Seen(record, TODAY))
    found = [each for _, each in find(seen, rules())]
    found += [each for _, _, each in compared.found()]
    for each in found:
        assert parse_path(each.path), each
        for path, _ in each.fix:
            assert parse_path(path), each


@settings(max_examples=60, deadline=None)
@given(records())
def test_every_fix_of_any_record_is_written_and_read_back(record: Record) -> None:
    """Each alone: the file stays a record, and what was found is found no more."""
    try:
        text = toml.write(record, "")
    except ProblemsFound:
        return  # a record that no file can hold
    for rule, each in find(Seen(record, TODAY), rules()):
        if each.fix and rule.find:
            after = toml.read(toml.change_all(text, each.fix), "")
            again = [other.path for other in rule.find(Seen(after, TODAY))]
            assert each.path not in again, (rule.code, each)
