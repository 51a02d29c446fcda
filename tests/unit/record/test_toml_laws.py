"""Laws of the TOML doorway over any record and any damage to its text."""

import tomllib
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archcite.errors import ArchciteError, Problem
from archcite.record import toml
from archcite.record.faults import find_faults
from archcite.record.layout import read_layout
from archcite.record.model import Record
from strategies import plain_records, records, texts

T = TypeVar("T")
STATES = ["stated", "inferred", "empty"]
MARKED = [
    ("source", "published_in"), ("source", "archive"), ("source", "copies"), ("source", "levels"),
    ("document", "event"), ("document", "text_quality"), ("document", "date_inferred"),
]  # fmt: skip
SLOW = [HealthCheck.too_slow, HealthCheck.large_base_example]


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(records(), texts(), st.sampled_from(["title", "number", "event.place", "event.session"]))
def test_a_new_field_leaves_every_line_where_it_was(record: Record, value: str, field: str) -> None:
    path = f"document.{field}"
    before = attempt(lambda: toml.change(toml.write(record, "x"), path, None))
    if not isinstance(before, str):  # a table that is marked as inferred cannot be left empty
        assert {problem.code for problem in before} <= {"state-contradicts"}
        return
    changed = attempt(lambda: toml.change(before, path, value))
    if not isinstance(changed, str):
        codes = {problem.code for problem in changed}
        assert codes
        assert codes <= {"lost-has-value", "state-contradicts"}
        return
    found: object = toml.read(changed, "").document
    for step in field.split("."):
        found = getattr(found, step)
    assert found == value
    remaining = iter(changed.splitlines(keepends=True))
    marks = ("_src", "[document.event]")  # a mark that is no longer true goes with the change
    lines = [line for line in before.splitlines(keepends=True) if not line.startswith(marks)]
    assert all(line in remaining for line in lines)


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(plain_records(), st.lists(st.sampled_from(MARKED), max_size=3), st.sampled_from(STATES))
def test_what_is_not_said_is_judged_as_what_is_not_there(
    data: dict[str, Any], marked: list[tuple[str, str]], state: str
) -> None:
    for name, field in marked:  # whether or not the mark contradicts
        table = data.setdefault(name, {})
        marks = table.get("_src")
        table["_src"] = {**(marks if isinstance(marks, dict) else {}), field: state}
    packed = msgspec.to_builtins(msgspec.convert(data, Record))
    assert {*find_faults(packed)} == {*find_faults(data)}


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(records(), st.data())
def test_damaged_text_is_read_or_refused_with_a_line(record: Record, data: st.DataObject) -> None:
    text = toml.write(record, "x")
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 12))
    piece = data.draw(
        st.sampled_from(['"', "'", "[", "]", "{", "}", "=", "\n", "\\", "#", "", ","])
    )
    damaged = text[:at] + piece + text[at + cut :]
    found = attempt(lambda: toml.read(damaged, "x"))
    if isinstance(found, Record):
        return
    lines = [int(problem.where.rpartition(":")[2]) for problem in found]
    assert lines == sorted(lines)
    assert 1 <= lines[0] <= lines[-1] <= damaged.count("\n") + 1


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(records())
def test_every_value_is_found_at_its_place(record: Record) -> None:
    text = toml.write(record, "x")
    layout = read_layout(text)
    data: Any = tomllib.loads(text)
    for path, spot in layout.spots.items():
        if spot.kind == "header":
            continue
        value = data
        for step in path:
            value = value[step]
        assert tomllib.loads(f"x = {text[spot.value : spot.end]}")["x"] == value


def attempt(act: Callable[[], T]) -> T | tuple[Problem, ...]:
    """What the act gives, or the problems for which it is refused."""
    try:
        return act()
    except ArchciteError as refused:
        return refused.problems
