"""The results of all examples: counted by style and by authority, listed, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from worked.cited import Printed, printed
from worked.compare import differs_in, word_diff
from worked.examples import Example
from worked.missing import missing_words


class Outcome(NamedTuple):
    """One example, what we print, what that differs in (None: more than marks), what facts lack."""

    example: Example
    printed: Printed
    but_for: tuple[str, ...] | None
    missing: tuple[str, ...]

    @property
    def word(self) -> str:
        """The outcome in one word."""
        if self.but_for == () and self.printed.text:
            return "exact"
        if self.missing:
            return "facts lack words"
        if self.but_for == ("italics",):
            return "but for italics"
        return "but for marks" if self.but_for else "differs"


WORDS = ("exact", "but for italics", "but for marks", "facts lack words", "differs")


def outcomes(examples: list[Example]) -> list[Outcome]:
    return [outcome(example, examples) for example in examples]


def outcome(example: Example, among: list[Example]) -> Outcome:
    """The example judged. A fault of ours is one more difference: the other examples go on."""
    try:
        found = printed(example, among)
    except Exception as fault:
        found = Printed("", {}, (f"fault: {type(fault).__name__}: {fault}",))
    lacking = () if found.text == example.expected else _lacking(example)
    return Outcome(example, found, differs_in(example.expected, found.text), lacking)


def _lacking(example: Example) -> tuple[str, ...]:
    return tuple(missing_words(example.expected, example.facts, example.style))


def group(example: Example) -> str:
    """Authority and edition."""
    return ", ".join(each for each in (example.authority, example.edition) if each)


def exact_by_group(found: Iterable[Outcome]) -> dict[str, int]:
    """How many come out exactly, by authority and edition."""
    counts: dict[str, int] = {}
    for each in found:
        counts[group(each.example)] = counts.get(group(each.example), 0) + (each.word == "exact")
    return counts


def tables(found: list[Outcome]) -> Iterator[str]:
    """Three tables: by style, by authority and edition, and all."""
    by_style = {each.example.style or "no style": [] for each in found}
    by_authority: dict[str, list[Outcome]] = {group(each.example): [] for each in found}
    for each in found:
        by_style[each.example.style or "no style"].append(each)
        by_authority[group(each.example)].append(each)
    yield f"{'':46}{'exact':>7}{'italics':>9}{'marks':>7}{'facts':>7}{'other':>7}{'of':>6}"
    for table in (by_style, by_authority, {"all": found}):
        for name, some in sorted(table.items()):
            counts = [sum(each.word == word for each in some) for word in WORDS]
            exact, italics, marks, facts, other = counts
            share = f"{100 * exact / len(some):5.0f} %" if some else ""
            yield (
                f"{name[:45]:46}{exact:>7}{italics:>9}{marks:>7}{facts:>7}{other:>7}"
                f"{len(some):>6}{share}"
            )
        yield ""


def differences(found: Iterable[Outcome]) -> Iterator[str]:
    """Every example that does not come out exactly, and every remark on facts."""
    for each in found:
        example = each.example
        if each.word == "exact" and not each.printed.remarks:
            continue
        options = " ".join(f"{name}={value}" for name, value in each.printed.options.items())
        yield f"{example.key} · {example.style} · {group(example)}" + (options and f" · {options}")
        if each.word != "exact":
            told = f" ({', '.join(each.but_for)})" if each.but_for else ""
            yield f"  {each.word}{told}"
            if each.missing:
                yield f"  not in the facts: {', '.join(each.missing)}"
            yield f"  want  {example.expected}"
            yield f"  got   {each.printed.text}"
            yield f"  diff  {word_diff(example.expected, each.printed.text)}"
        for remark in each.printed.remarks:
            yield f"  note: {remark}"


def as_json(found: Iterable[Outcome]) -> str:
    entries = [
        {
            "id": each.example.key,
            "style": each.example.style,
            "authority": each.example.authority,
            "edition": each.example.edition,
            "outcome": each.word,
            "but_for": each.but_for,
            "missing": each.missing,
            "expected": each.example.expected,
            "got": each.printed.text,
            "options": each.printed.options,
            "remarks": each.printed.remarks,
        }
        for each in found
    ]
    return json.dumps(entries, ensure_ascii=False, indent=1)
