"""The checks of how a style runs: which macros it comes to, and which conditions can hold.

Faults as (element, code, sentence, hint); where they stand is csl.check's to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from archcite.csl import vocab
from archcite.csl.grammar import near_word
from archcite.csl.variants import variant_of
from archcite.csl.xml import NAMESPACE, attributes_of, line_of, tag_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# An element, the code of its fault, the sentence, the hint.
Fault = tuple["Element", str, str, str]

POSITIONS = frozenset("first subsequent ibid ibid-with-locator near-note".split())

# -- macros


class _Macros(NamedTuple):
    """The macros of a style by name, and who calls whom."""

    first: Mapping[str, Element]
    calls: Mapping[str, list[tuple[str, Element]]]
    roots: Mapping[str, list[tuple[str, Element]]]


def _called(element: Element) -> list[tuple[str, Element]]:
    """Each macro that is called in an element, with the element that calls it."""
    return [
        (name, each)
        for each in element.iter(NAMESPACE + "text", NAMESPACE + "key")
        if (name := each.get("macro")) is not None
    ]


def _map(root: Element) -> _Macros:
    first: dict[str, Element] = {}
    for macro in root.iterfind(NAMESPACE + "macro"):
        first.setdefault(macro.get("name") or "", macro)
    places = (root.find(NAMESPACE + name) for name in ("citation", "bibliography"))
    return _Macros(
        first,
        {name: _called(macro) for name, macro in first.items()},
        {tag_of(place): _called(place) for place in places if place is not None},
    )


def _reached(macros: _Macros, place: str) -> set[str]:
    """The macros that a layout comes to, and its sort keys, in whatever variant."""
    variants: dict[str, list[str]] = {}
    for name in macros.first:
        if variant := variant_of(name):
            variants.setdefault(variant.macro, []).append(name)
    waiting = [name for name, _ in macros.roots.get(place, ())]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [inner for inner, _ in macros.calls.get(name, ())]
            waiting += variants.get(name, ())
    return found


def macro_faults(root: Element) -> Iterator[Fault]:
    """Macros that are missing, defined twice, never called, or that call themselves."""
    macros = _map(root)
    known = frozenset(macros.first)
    for calls in (*macros.roots.values(), *macros.calls.values()):
        for name, element in calls:
            if name not in known:
                yield (
                    element, "style-macro-missing", f"the macro {name!r} does not exist",
                    near_word(name, known) or "define it, or correct the name",
                )  # fmt: skip
    used = _reached(macros, "citation") | _reached(macros, "bibliography")
    for macro in root.iterfind(NAMESPACE + "macro"):
        name = macro.get("name") or ""
        if macros.first[name] is not macro:
            yield (
                macro, "style-macro-repeated",
                f"the macro {name!r} is defined on line {line_of(macros.first[name])} already",
                "rename or delete one of them",
            )  # fmt: skip
        elif (variant := variant_of(name)) is not None and variant.macro not in known:
            yield (
                macro, "style-macro-missing",
                f"the macro {variant.macro!r} does not exist, of which this is a variant",
                near_word(variant.macro, known) or "define it, or correct the name",
            )  # fmt: skip
        elif name and name not in used:
            yield (
                macro, "style-macro-unused", f"the macro {name!r} is never used",
                "delete it, or call it",
            )  # fmt: skip
    yield from _circles(macros)


def _circles(macros: _Macros) -> Iterator[Fault]:
    """Each call that closes a circle of macros; depth-first, without recursion."""
    done: set[str] = set()
    for start in macros.first:
        path = [(start, iter(() if start in done else macros.calls[start]))]
        on_path = {start}
        while path:
            step = next(path[-1][1], None)
            if step is None:
                name, _ = path.pop()
                on_path.discard(name)
                done.add(name)
            elif step[0] in on_path:
                names = [name for name, _ in path]
                circle = " -> ".join([*names[names.index(step[0]) :], step[0]])
                yield (
                    step[1], "style-macro-circular",
                    f"the macro {step[0]!r} calls itself ({circle})", "break the circle",
                )  # fmt: skip
            elif step[0] in macros.first and step[0] not in done:
                path.append((step[0], iter(macros.calls[step[0]])))
                on_path.add(step[0])


# -- conditions


def condition_faults(root: Element) -> Iterator[Fault]:
    """Conditions that no item meets, or that are asked twice."""
    macros = _map(root)
    entries_only = _reached(macros, "bibliography") - _reached(macros, "citation")
    for top in root:
        uncited = tag_of(top) == "bibliography" or top.get("name") in entries_only
        for choose in _outermost(top):
            yield from _choice(choose, vocab.TYPES, uncited)


def _outermost(element: Element) -> Iterator[Element]:
    """The cs:choose in an element that stand in no other cs:choose of it."""
    waiting = list(element)
    while waiting:
        child = waiting.pop()
        if tag_of(child) == "choose":
            yield child
        else:
            waiting += child


def _choice(choose: Element, possible: frozenset[str], uncited: bool) -> Iterator[Fault]:
    """The faults of a cs:choose that only items of the possible types come to."""
    before: dict[tuple[str, frozenset[tuple[str, str]]], int] = {}
    yield from _order(choose)
    for branch in choose:
        tests = {name: value.split() for name, value in attributes_of(branch).items()}
        match = " ".join(tests.pop("match", ["all"]))
        inside = possible
        if tag_of(branch) in ("if", "else-if"):
            yield from _single(branch, tests, match, uncited)
            asked = (match, frozenset((name, word) for name in tests for word in tests[name]))
            if asked in before:
                yield (
                    branch, "style-condition-never",
                    f"line {before[asked]} asks the same before, so this is never reached",
                    "delete it, or ask something else",
                )  # fmt: skip
            elif list(tests) == ["type"] and (match != "all" or len(set(tests["type"])) == 1):
                named = possible & frozenset(tests["type"])
                inside = possible - named if match == "none" else named
                if not inside and frozenset(tests["type"]) & vocab.TYPES:
                    yield (
                        branch, "style-condition-never",
                        "no item comes here: what stands around or before it takes those types",
                        "delete it, or test another type",
                    )  # fmt: skip
                possible = possible - inside
            before.setdefault(asked, line_of(branch))
        for inner in _outermost(branch):
            yield from _choice(inner, inside or vocab.TYPES, uncited)


def _order(choose: Element) -> Iterator[Fault]:
    """Branches that do not stand where they must: if, else-if ..., else."""
    closed = False
    for number, branch in enumerate(choose):
        name = tag_of(branch)
        if closed:
            yield (
                branch, "style-invalid", f"nothing comes to an <{name}> after <else>",
                "put it before the <else>",
            )  # fmt: skip
        elif (name == "if") != (number == 0) and name in ("if", "else-if", "else"):
            yield (
                branch, "style-invalid", f"<choose> begins with one <if>; here is <{name}>",
                "the first is <if>, each other one <else-if>, and the last may be <else>",
            )  # fmt: skip
        closed = closed or name == "else"


# test -> the words that it knows.
_TEST_WORDS: Mapping[str, frozenset[str]] = {
    "type": vocab.TYPES,
    "locator": frozenset(vocab.LOCATORS),
    "position": POSITIONS,
}
_OWN_LOCATORS = frozenset(vocab.ARCHIVAL_LOCATORS["en"])


def _single(
    branch: Element, tests: Mapping[str, list[str]], match: str, uncited: bool
) -> Iterator[Fault]:
    """The faults of one branch by itself."""
    for test, words in tests.items():
        for word in dict.fromkeys(word for word in words if words.count(word) > 1):
            yield (
                branch, "style-condition-repeated", f'{test} asks for "{word}" twice',
                "delete one of them",
            )  # fmt: skip
        known = _TEST_WORDS.get(test)
        if known is None:
            continue
        for word in words:
            if word in known:
                continue
            own = test == "locator" and word in _OWN_LOCATORS
            yield (
                branch, "style-condition-never",
                f'the locator "{word}" is archcite\'s own; other programs do not know it'
                if own else f'there is no {test} "{word}", so this is never true',
                "" if own else near_word(word, known),
            )  # fmt: skip
        exclusive = set(words) - {"near-note", "subsequent"} if test == "position" else set(words)
        if match == "all" and (len(exclusive) > 1 and not _both_ibid(exclusive)):
            yield (
                branch, "style-condition-never",
                f"no {'item' if test == 'type' else 'cite'} has more than one {test}, "
                "so all of them are never true together",
                'match="any" asks for one of them',
            )  # fmt: skip
    if uncited and match != "none" and not set(tests) - {"position", "locator", "disambiguate"}:
        test = next(iter(tests), "")
        if test in ("position", "locator"):
            yield (
                branch, "style-condition-never",
                f"an entry of the bibliography has no {test}, so this is never true",
                "delete it",
            )  # fmt: skip


def _both_ibid(positions: set[str]) -> bool:
    """A cite that is ibid-with-locator is ibid too (CSL 1.0.2, Choose)."""
    return positions <= {"ibid", "ibid-with-locator"}
