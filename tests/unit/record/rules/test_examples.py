"""Every rule keeps the promises of its explanation: the bad example is found, the good one not."""

from __future__ import annotations

import pytest

from archcite.errors import CODES
from archcite.record import check
from archcite.record.edit import parse_path
from archcite.record.layout import read_layout
from archcite.record.rules.rule import Rule, Seen
from archcite.record.toml import change_all
from rule_examples import TODAY, completed, found_by, whole

RULES = list(check.rules().values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bad_example_is_found_and_the_good_one_is_not(rule: Rule) -> None:
    assert found_by(rule, rule.bad)
    assert not found_by(rule, rule.good)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_is_found_has_a_place_and_a_sentence(rule: Rule) -> None:
    for finding in found_by(rule, rule.bad):
        path = parse_path(finding.path)
        assert path, finding.path
        texts = [whole(text) for text in rule.bad]
        layouts = [read_layout(text) for text in texts]
        assert any(spot[:1] == path[:1] for layout in layouts for spot in layout.spots)
        assert finding.message[0] == finding.message[0].strip()
        assert not finding.message.endswith(".")
        if finding.part:
            assert any(finding.part in text for text in texts)


@pytest.mark.parametrize(
    "rule", [r for r in RULES if any(f.fix for f in found_by(r, r.bad))], ids=lambda rule: rule.code
)
def test_a_fix_mends_what_was_found_and_nothing_else(rule: Rule) -> None:
    for text in rule.bad:
        before = whole(text)
        changes = [change for finding in found_by(rule, [text]) for change in finding.fix]
        after = change_all(before, changes)
        assert after != before
        assert not found_by(rule, [after])
        assert change_all(after, []) == after


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_an_explanation_is_whole(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert rule.why.endswith(".")
    assert rule.mends or not any(each.fix for each in found_by(rule, rule.bad))
    assert rule.code not in CODES, "the reader tells that already"
    assert bool(rule.compare) + bool(rule.find) == (rule.code != "ignore-unused")


def test_a_good_example_is_good_by_every_mechanical_rule() -> None:
    for rule in RULES:
        for text in rule.good:
            seen = Seen(completed(text), TODAY)
            found = [each.code for each, _ in check.find(seen, check.rules()) if each.mechanical]
            assert found == [], rule.code
