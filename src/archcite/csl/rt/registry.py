"""The names of a document: which share a family name, and which of these their initials as well.

What disambiguation by given names asks (CSL 1.0.2, Disambiguation, givenname-disambiguation-rule);
filled while cites and sort keys are rendered for the first time.
"""

from __future__ import annotations

from typing import NamedTuple

from archcite.csl.specs import NameOptions
from archcite.text.names import Name, initialise

FAMILY, INITIALS, FULL = 0, 1, 2


class GivenRule(NamedTuple):
    """The style's options for given names.

    active: whether they are added at all; by_cite: only where cites would be alike; primary: for
    the first name of a list alone; initials: never more than initials.
    """

    active: bool = False
    by_cite: bool = False
    primary: bool = False
    initials: bool = False


def usual_level(options: NameOptions) -> int:
    """How much of a given name cs:name shows."""
    if options.form == "short":
        return FAMILY
    return FULL if options.initialize_with is None else INITIALS


class Registry:
    """Names by family, initials and given name; under the rule by-cite for each item apart."""

    __slots__ = ("_added", "_keys", "_known", "_never_demoted", "rule")

    def __init__(self, rule: GivenRule, never_demoted: bool) -> None:
        self.rule = rule
        self._never_demoted = never_demoted
        # (item,) family -> initials -> given names
        self._known: dict[tuple[str, str], dict[str, set[str]]] = {}
        self._keys: dict[Name, tuple[str, str, str]] = {}
        self._added: set[tuple[str, Name]] = set()

    def add(self, item: str, name: Name, place: int) -> None:
        """Note down a name at a place in a list of that item."""
        rule = self.rule
        if name.literal or (rule.primary and place):
            return
        of = item if rule.by_cite else ""
        if (of, name) in self._added:
            return
        self._added.add((of, name))
        family, initials, given = self.keys(name)
        if family and initials:
            self._known.setdefault((of, family), {}).setdefault(initials, set()).add(given)

    def keys(self, name: Name) -> tuple[str, str, str]:
        """The name as it is compared: family, initials, given name."""
        found = self._keys.get(name)
        if found is None:
            family = _without_periods(name.family)
            if self._never_demoted and name.non_dropping_particle:
                family = f"{family} {name.non_dropping_particle}"
            given = _without_periods(name.given)
            found = self._keys[name] = (family, initialise(given, " ") or given, given)
        return found

    def level(self, item: str, name: Name, place: int, options: NameOptions, wanted: int) -> int:
        """How much of the given name the document needs: nothing, initials, or all of it.

        wanted: the level that the ladder asks for, 0 where it asks for none.
        """
        rule = self.rule
        level = usual_level(options)
        if not rule.active or name.literal:
            return level
        if rule.by_cite and level <= wanted:
            return wanted
        family, initials, _ = self.keys(name)
        known = self._known.get((item if rule.by_cite else "", family))
        if known is None or initials not in known:
            return level
        if rule.primary and place:
            return level
        shared = len(known) > 1
        if rule.initials:
            return INITIALS if shared else FAMILY
        if shared:
            level = INITIALS
        if len(known[initials]) > 1 or (shared and options.initialize_with is None):
            level = FULL
        return level


def _without_periods(text: str) -> str:
    return " ".join(text.replace(".", " ").split()) if "." in text else text
