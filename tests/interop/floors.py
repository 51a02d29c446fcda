"""What was measured, as a file: floors for every later run, and the source of the page.

Plain data in tests/interop/floors.toml: program -> its version and paths -> for each row of
facts.ROWS how many values had which fate, and what has turned into something else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path as File
from typing import Any

import tomli_w

from interop.facts import FATES
from interop.measure import Passage, Result

FLOORS = File(__file__).with_name("floors.toml")
_HEAD = """\
# Made by `make interop INTEROP=--update`: what the programs did with our files. make interop fails
# where less is kept than stands here, or where anything else turns into something else.
"""

Measured = dict[str, Any]


def load() -> dict[str, Measured]:
    """The programs by name; {} where nothing was measured yet."""
    return tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}


def save(programs: Mapping[str, Measured]) -> None:
    """Write the file anew."""
    FLOORS.write_text(_HEAD + "\n" + tomli_w.dumps(dict(programs)), "utf-8")


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
    made = {
        "from": result.path.source,
        "to": result.path.target,
        "records": result.records,
        "exact": result.whole.exact,
        "arrived": result.whole.arrived,
        "turned": dict(sorted(result.plain.turned().items())),
        "turned_with_carrier": dict(sorted(result.whole.turned().items())),
        "rows": of_passage(result.plain)["rows"],
        "kept_with_carrier": {
            row: counts["kept"] for row, counts in result.whole.counts().items() if counts["kept"]
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
    for row, before in floor["kept_with_carrier"].items():
        kept = now["kept_with_carrier"].get(row, 0)
        if kept < before:
            yield f"{row}, with the carrier: {kept} kept; it was {before}"
    for key, told in (("turned", ""), ("turned_with_carrier", ", with the carrier")):
        for what, count in now[key].items():
            before = floor[key].get(what, 0)
            if count > before:
                yield f"{what}{told}: {count} turned into something else; it was {before}"
