"""Records of a few lines, as the explanations of rules show them, and what rules find in them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

from archcite.record.check import Compared, find, rules
from archcite.record.model import Record
from archcite.record.rules.ignoring import covers, unused
from archcite.record.rules.rule import Finding, Rule, Seen
from archcite.record.toml import from_plain, write

TODAY = "2026-11-24"


def completed(text: str) -> Record:
    """The record of a few lines, with what every record must have."""
    data = tomllib.loads(text)
    document = data.setdefault("document", {})
    return from_plain(
        {
            **data,
            "schema": "archcite/1",
            "document": {"id": "example", "kind": "letter", **document},
        }
    )


def whole(text: str) -> str:
    """The same as the text of a file."""
    return write(completed(text), "")


def found_by(rule: Rule, texts: Sequence[str]) -> list[Finding]:
    """What one rule finds in some records."""
    records = [completed(text) for text in texts]
    if rule.compare:
        compared = Compared({rule.code})
        for record in records:
            compared.add(record.document.id, Seen(record, TODAY))
        return [finding for _, _, finding in compared.found()]
    if rule.find is None:
        return [finding for record in records for finding in _unused(record)]
    return [finding for record in records for finding in rule.find(Seen(record, TODAY))]


def codes_in(text: str) -> list[str]:
    """The codes of all rules that find something in one record."""
    return [rule.code for rule, _ in find(Seen(completed(text), TODAY), rules())]


def _unused(record: Record) -> list[Finding]:
    codes = [rule.code for rule, _ in find(Seen(record, TODAY), rules())]
    ignored = record.record.ignored if record.record else ()
    used = {
        index
        for index, each in enumerate(ignored)
        if any(covers(each.rule, code) for code in codes)
    }
    return list(unused(record, used, rules()))
