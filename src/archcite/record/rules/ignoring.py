"""The rule about the ignores of a record: one that is of no use any more hides what comes later."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from archcite.errors import Severity
from archcite.record.model import Record
from archcite.record.rules.rule import Finding, Rule

IGNORE_UNUSED = "ignore-unused"


def covers(told: str, code: str) -> bool:
    """Whether an ignore of that name is for that code: the code itself or its first words."""
    return code == told or code.startswith(f"{told}-")


def unused(record: Record, used: Collection[int], asked: Collection[str]) -> Iterator[Finding]:
    """The ignores of a record that hid nothing.

    used: the positions of those that did. asked: the codes of the rules that were run; an ignore
    for others says nothing now.
    """
    from archcite.record.check import matching

    ignored = record.record.ignored if record.record else ()
    for index, each in enumerate(ignored):
        path = f"record.ignored[{index}]"
        if not matching(each.rule):
            yield Finding(f"{path}.rule", f"there is no rule {each.rule!r}", "look at its spelling")
        elif index not in used and set(matching(each.rule)) <= set(asked):
            yield Finding(
                path,
                f"the rule {each.rule} finds nothing here any more",
                "take the ignore out",
                fix=((path, None),),
            )


ignore_unused = Rule(
    IGNORE_UNUSED,
    Severity.WARNING,
    "A record ignores a rule that finds nothing in it, or that there is not.",
    "An ignore that is left behind would hide the next real fault of its kind.",
    (
        '[document]\ntitle = "Speech, May 1966"\ndate = "1966-05-27"\n\n[[record.ignored]]\n'
        'rule = "date-title-differ"\nreason = "The title has the day of the broadcast."\n',
    ),
    (
        '[document]\nkind = "speech"\ntitle = "Speech, June 1966"\ndate = "1966-05-27"\n\n'
        '[[record.ignored]]\nrule = "date-title-differ"\n'
        'reason = "The title has the day of the broadcast."\n',
    ),
    mechanical=True,
    mends=True,
)

RULES = (ignore_unused,)
