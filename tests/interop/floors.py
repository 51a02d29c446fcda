"""What was measured, as a file: floors for every later run, and the source of the page.

Plain data in tests/interop/floors.toml: program -> its version and paths -> for each row of
facts.ROWS how many values had which fate, and what has turned into something else.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path as File
from typing import Any

from interop.facts import FATES
from interop.measure import Passage, Result

FLOORS = File(__file__).with_name("floors.toml")
_HEAD = """\
# Made by `make interop INTEROP=--update`: what the programs did with our files. make interop fails
# where less is kept than stands here, or where anything else turns into something else. In rows,
# 37k1m2c1l1t is 37 values kept, 1 moved, 2 changed, 1 lost, 1 turned into something else.
"""

Measured = dict[str, Any]


def load() -> dict[str, Measured]:
    """The programs by name; {} where nothing was measured yet."""
    if not FLOORS.is_file():
        return {}
    found = tomllib.loads(FLOORS.read_text("utf-8"))
    for program in found.values():
        for path in program.get("paths", {}).values():
            path["rows"] = {row: spelled(code) for row, code in path["rows"].items()}
    return found


def save(programs: Mapping[str, Measured]) -> None:
    """Write the file anew."""
    FLOORS.write_text(dumped(programs), "utf-8")


def dumped(programs: Mapping[str, Measured]) -> str:
    """The text of the file: a table for each program and each path, a line for each fact."""
    lines = [_HEAD]
    for name, program in programs.items():
        lines += [f"[{name}]", *_facts(program)]
        for kind in ("paths", "sheets"):
            for key, each in program.get(kind, {}).items():
                if "rows" in each:
                    each = each | {"rows": {row: coded(of) for row, of in each["rows"].items()}}
                lines += ["", f"[{name}.{kind}.{_quoted(key)}]", *_facts(each)]
        lines.append("")
    return "\n".join(lines)


def _facts(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if key not in ("paths", "sheets"):
            yield f"{key} = {_inline(value)}"


def _inline(value: Any) -> str:
    """A TOML value in one line."""
    if isinstance(value, Mapping):
        return (
            f"{{{', '.join(f'{_quoted(key)} = {_inline(each)}' for key, each in value.items())}}}"
        )
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_inline, value))}]"
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def coded(fates: Mapping[str, int]) -> str:
    """Counts of fates in short: 37k1m for 37 kept and 1 moved."""
    return "".join(f"{fates[fate]}{fate[0]}" for fate in FATES if fates.get(fate))


def spelled(code: str) -> dict[str, int]:
    """The counts that coded has put in short."""
    words = {fate[0]: fate for fate in FATES}
    return {words[letter]: int(number) for number, letter in re.findall(r"(\d+)([a-z])", code)}


def of_passage(passage: Passage) -> Measured:
    """One journey as plain data."""
    counts = passage.counts()
    return {
        "exact": passage.exact,
        "turned": dict(sorted(passage.turned().items())),
        "rows": {
            row: {fate: counts[row][fate] for fate in FATES if counts[row][fate]} for row in counts
        },
    }


def of_result(result: Result) -> Measured:
    """One path as plain data: the journey without the carrier, and with it what differs."""
    plain = of_passage(result.plain)["rows"]
    made = {
        "from": result.path.source,
        "to": result.path.target,
        "records": result.records,
        "exact": result.whole.exact,
        "arrived": result.whole.arrived,
        "turned": dict(sorted(result.plain.turned().items())),
        "turned_with_carrier": dict(sorted(result.whole.turned().items())),
        "rows": plain,
        "kept_with_carrier": {
            row: counts["kept"]
            for row, counts in result.whole.counts().items()
            if counts["kept"] != plain.get(row, {}).get("kept", 0)
        },
    }
    if result.fault:
        made["fault"] = result.fault
    return made


def regressions(floor: Measured | None, now: Measured) -> Iterator[str]:
    """What is worse than it was on one path, a sentence each; nothing where all is as good."""
    if floor is None:
        yield "was never measured; run it with --update"
        return
    if now.get("fault") and not floor.get("fault"):
        yield f"fails: {now['fault']}"
        return
    for key, name in (("exact", "come back exactly"), ("arrived", "keep the carrier")):
        if now[key] < floor[key]:
            yield f"{now[key]} records {name}; it was {floor[key]}"
    for row, fates in floor["rows"].items():
        kept = now["rows"].get(row, {}).get("kept", 0)
        if kept < fates.get("kept", 0):
            yield f"{row}: {kept} kept; it was {fates['kept']}"
    for row in floor["rows"]:
        kept, before = _kept_with_carrier(now, row), _kept_with_carrier(floor, row)
        if kept < before:
            yield f"{row}, with the carrier: {kept} kept; it was {before}"
    for key, told in (("turned", ""), ("turned_with_carrier", ", with the carrier")):
        for what, count in now[key].items():
            before = floor[key].get(what, 0)
            if count > before:
                yield f"{what}{told}: {count} turned into something else; it was {before}"


def _kept_with_carrier(path: Measured, row: str) -> int:
    """How many values are kept with the carrier: told only where it is not as many as without."""
    plain = path["rows"].get(row, {}).get("kept", 0)
    return int(path["kept_with_carrier"].get(row, plain))
