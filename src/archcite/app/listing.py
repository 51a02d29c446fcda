"""A bibliography in sections and a list of abbreviations, from what can be cited.

Composes cite.arrange, cite.process and render.finish; finds nothing and prints nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from archcite.app.citing import bibliography, left_out, with_entries
from archcite.app.items import Citable
from archcite.app.styles import LoadedStyle
from archcite.cite.arrange import SECTIONS, Group, Plan, Section, of_item, of_record, plan
from archcite.cite.headings import headings
from archcite.cite.item import RecordItem
from archcite.cite.process import process
from archcite.crosswalk.csl_carriers import narrowed
from archcite.crosswalk.csl_view import View
from archcite.errors import Problem
from archcite.inline import Inline
from archcite.record.abbreviations import abbreviations
from archcite.render.finish import Typography, finish
from archcite.render.layout import Block, Heading, Term
from archcite.text.collate import sort_key


class Listed(NamedTuple):
    """One finished entry with its place. keys: of all that it stands for."""

    section: str
    group: str
    key: str
    keys: tuple[str, ...]
    nodes: list[Inline]


class Explained(NamedTuple):
    """One line of the list of abbreviations, finished."""

    short: str
    meaning: list[Inline]


def in_sections(
    style: LoadedStyle,
    citable: Mapping[str, Citable],
    view: View,
    sections: Sequence[Section] = (),
) -> tuple[list[Listed], list[Problem]]:
    """The entries, section by section; without sections the usual three."""
    compiled = with_entries(style).compiled
    things = []
    for each in citable.values():
        record, item = each.record(), each.seen(view)
        things.append(of_item(item) if record is None else of_record(narrowed(record, view), item))
    planned = plan(
        things, sections or SECTIONS, compiled.facts.lang, partial(RecordItem, view=view)
    )
    ordered: list[Plan] = []

    def arrange(ids: Sequence[str]) -> list[list[str]]:
        ordered.append(planned.arranged(ids))
        return [[each.id for each in group.entries] for _, group in _groups(ordered[0])]

    result = process(compiled, planned.items, [], arrange=arrange)
    typography = Typography(*compiled.facts.quotes)
    listed: list[Listed] = []
    for (title, group), entries in zip(_groups(ordered[0]), result.sections, strict=True):
        keys = {each.id: each.stands_for for each in group.entries}
        listed += [
            Listed(title, group.heading, each.id, keys[each.id], finish(each.nodes, typography))
            for each in entries
        ]
    problems = [
        Problem("no-section", key, "no section of the bibliography takes this", "see [[sections]]")
        for key in planned.left_out
    ]
    expected = [each.id for _, group in _groups(ordered[0]) for each in group.entries]
    problems += left_out(style, expected, result.bibliography)
    return listed, [*result.problems, *problems]


def _groups(planned: Plan) -> list[tuple[str, Group]]:
    return [(part.title, group) for part in planned.parts for group in part.groups]


def headed(listed: Sequence[Listed], level: int = 2, *, alone: bool = False) -> list[Block]:
    """The entries under the headings of their sections and groups.

    level: of the headings of groups, as in Heading; those of sections are one above.
    alone: of a single section, over which stands a heading of somebody else's.
    """
    made: list[Block] = []
    for section, members in groupby(listed, key=lambda each: each.section):
        made += [Heading([section], level - 1)] if section and not alone else []
        for group, entries in groupby(members, key=lambda each: each.group):
            made += [Heading([group], level)] if group else []
            made += [each.nodes for each in entries]
    return made


def explained(
    style: LoadedStyle, citable: Mapping[str, Citable], view: View
) -> tuple[list[Explained], list[Problem]]:
    """The list of abbreviations of what is cited, and what no record explains."""
    records = [record for each in citable.values() if (record := each.record()) is not None]
    found = abbreviations([narrowed(each, view) for each in records], copies=view.archival)
    named = {each.record: citable[each.record] for each in found if each.record}
    trees: dict[str, list[Inline]] = {}
    problems: list[Problem] = []
    if named:
        entries, problems = bibliography(style, named, view)
        trees = dict(entries)
    language = style.compiled.facts.lang
    made: list[Explained] = []
    for each in sorted(found, key=lambda one: (sort_key(one.short, language), one.short)):
        text: list[Inline] = [each.text] if each.text else []
        made.append(Explained(each.short, trees.get(each.record, []) if each.record else text))
        if not each.meaning and not each.record:
            problems.append(
                Problem("meaning-missing", each.short, "no record says what this stands for",
                        "give one of them the full name")
            )  # fmt: skip
        if each.others:
            message = f"it stands for {'; '.join([each.meaning, *each.others])}"
            problems.append(
                Problem("meaning-missing", each.short, message, "the first of them is printed")
            )
    return made, problems


def termed(lines: Sequence[Explained], title: str = "") -> list[Block]:
    """The list of abbreviations, under its heading if it has one."""
    head: list[Block] = [Heading([title])] if title and lines else []
    return [*head, *(Term([each.short], each.meaning) for each in lines)]


def abbreviations_heading(style: LoadedStyle) -> str:
    """What stands over the list, in the style's language."""
    return headings(style.compiled.facts.lang).abbreviations
