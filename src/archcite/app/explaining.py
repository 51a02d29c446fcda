"""The explanation of a rule of check, as Markdown: what it finds, why, a bad and a good example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archcite.app.checking import checked_words
from archcite.errors import CODES
from archcite.record.check import ROOMS, matching, rooms, rules
from archcite.record.rules.rule import Rule


def explained(code: str) -> str:
    """The explanation of a rule, of all that begin with a word, or of a problem's code.

    UsageFault for what is none of them.
    """
    if code in CODES:
        return f"# {code}\n\n{CODES[code][1]}\n"
    checked_words([code])
    return "\n".join(page(rules()[each]) for each in matching(code) if each in rules())


def data(code: str | None = None) -> list[dict[str, object]]:
    """Every rule for programs, or those that `explained` explains."""
    if code in CODES:
        severity, summary = CODES[code]
        return [{"code": code, "severity": str(severity), "summary": summary}]
    if code is not None:
        checked_words([code])
    chosen = None if code is None else set(matching(code))
    return [
        {
            "code": rule.code,
            "severity": str(rule.severity),
            "summary": rule.summary,
            "why": rule.why,
            "bad": list(rule.bad),
            "good": list(rule.good),
            "mends": rule.mends,
        }
        for room in rooms().values()
        for rule in room
        if chosen is None or rule.code in chosen
    ]


def page(rule: Rule, level: int = 1) -> str:
    """One rule. level: of its heading."""
    return "\n".join(_page(rule, level))


def _page(rule: Rule, level: int) -> Iterator[str]:
    said = [str(rule.severity)]
    if rule.mends:
        said.append("mended by `--fix`")
    if rule.compare:
        said.append("of records that are checked together")
    yield f"{'#' * level} {rule.code}"
    yield f"\n{rule.summary} ({'; '.join(said)})"
    yield f"\n{rule.why}"
    for word, texts in (("Found", rule.bad), ("Not found", rule.good)):
        yield f"\n{word}:"
        yield from (f"\n```toml\n{text}```" for text in texts)
    yield ""


def manual() -> list[str]:
    """The parts of the page of all rules, room by room."""
    parts: list[str] = []
    for room, title in ROOMS.items():
        parts += [f"## {title}", *(page(rule, 3).rstrip() for rule in rooms()[room])]
    return parts


def listed() -> Sequence[tuple[str, str, str]]:
    """Code, severity and sentence of every rule, in the order of the manual."""
    return [
        (rule.code, str(rule.severity), rule.summary) for room in rooms().values() for rule in room
    ]
