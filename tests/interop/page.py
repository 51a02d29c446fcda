"""docs/reference/interchange.md out of what was measured. Knows no program; runs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as File
from typing import Any

from interop.facts import FATES, ROWS

ROOT = File(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "interchange.md"
WORDS = File(__file__).with_name("words.md")  # what people wrote of the programs' own failings
OURS, LATEX = "archcite", "latex"
_TITLES = {
    "bibtex": "BibTeX",
    "biblatex": "BibLaTeX",
    "ris": "RIS",
    "ris-jabref": "RIS for JabRef",
    "csl-json": "CSL-JSON",
    "csl-json-pandoc": "CSL-JSON for pandoc",
    "endnote-xml": "EndNote XML",
    "mods": "MODS",
}


def page(known: Mapping[str, Any]) -> str:
    """The whole page."""
    return "\n".join([*_beginning(known), *_programs(known), *_latex(known), *_failings()]) + "\n"


def _beginning(known: Mapping[str, Any]) -> Iterator[str]:
    count = known[OURS]["records"]
    yield from f"""\
<!-- Made by `make interop INTEROP=--update`; changes here are lost. -->

# What other programs keep

archcite's files, sent through real programs and read again: what became of every field. The
sample is {count} records: the library in `records/` and `tests/interop/records/`, which have
the fields that other formats could hold, every kind of name, and letters beyond Latin.

`make interop` goes all paths again with what is installed here and fails where a program keeps less
than stands here, or where anything else has turned into something else. `make interop
INTEROP="--only biber"` runs one program, `--show` prints every value that was not kept, `--update`
writes this page anew. A program that is not installed is told, never passed.

Each path was gone twice. **Without the carrier** there is only what the format shows; the tables
give, for each field, what the program kept of that. **With the carrier** (as `archcite export`
writes, unless you say `--no-carrier`) the whole record travels along; the column *exact* says how
many records came back equal in every field, and *carrier* in how many entries the word arrived.
""".splitlines()
    yield ""
    yield "| word | what it means |"
    yield "| --- | --- |"
    yield from (f"| {word} | {sentence} |" for word, sentence in FATES.items())
    yield from ["", "## At a glance", ""]
    yield "The share of values that our file shows and that the program kept, without the carrier."
    yield ""
    yield "| Program | Path | Kept | Turned | Exact | Carrier |"
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    for program in _measured(known):
        for name, path in program["paths"].items():
            yield _glance(known, program, name, path)
    yield ""


def _measured(known: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for name, program in known.items():
        if name not in (OURS, LATEX):
            yield program


def _glance(
    known: Mapping[str, Any], program: Mapping[str, Any], name: str, path: Mapping[str, Any]
) -> str:
    if "fault" in path:
        return f"| {program['title']} | {_named(name)} | fails | | | |"
    shown = known[OURS]["paths"][path["from"]]["rows"]
    total = sum(fates.get("kept", 0) for fates in shown.values())
    kept = sum(
        min(fates.get("kept", 0), shown.get(row, {}).get("kept", 0))
        for row, fates in path["rows"].items()
    )
    turned = sum(path["turned"].values())
    return (
        f"| {program['title']} | {_named(name)} | {kept * 100 // total} % | {turned or ''} "
        f"| {path['exact']} of {path['records']} | {path['arrived']} |"
    )


def _named(path: str) -> str:
    source, _, target = path.partition(" to ")
    target, comma, rest = target.partition(",")
    return f"{_TITLES.get(source, source)} to {_TITLES.get(target, target)}{comma}{rest}"


def _programs(known: Mapping[str, Any]) -> Iterator[str]:
    for program in _measured(known):
        yield from [f"## {program['title']} {program['version']}", ""]
        for source in dict.fromkeys(path["from"] for path in program["paths"].values()):
            paths = {
                name: path for name, path in program["paths"].items() if path["from"] == source
            }
            yield from _table(known[OURS]["paths"][source], source, paths)


def _table(ours: Mapping[str, Any], source: str, paths: Mapping[str, Any]) -> Iterator[str]:
    """One table: the rows of which our file shows something, our file first, then each path."""
    yield from [f"### From our {_TITLES.get(source, source)}", ""]
    for name, path in paths.items():
        if "fault" in path:
            yield from [f"{_named(name)} fails: {path['fault']}", ""]
    good = {name: path for name, path in paths.items() if "fault" not in path}
    if not good:
        return
    rows = [row for row in ROWS if row in ours["rows"]]
    whole = [row for row in rows if _is_whole(row, [ours, *good.values()])]
    if whole:
        yield from [f"Kept whole on every path: {', '.join(whole)}.", ""]
    rest = [row for row in rows if row not in whole]
    if rest:
        heads = [_named(name).partition(" to ")[2] for name in good]
        yield f"| Field | our file itself | {' | '.join(f'to {head}' for head in heads)} |"
        yield f"| --- |{' --- |' * (len(heads) + 1)}"
        for row in rest:
            cells = [_cell(row, path) for path in (ours, *good.values())]
            yield f"| {row} | {' | '.join(cells)} |"
        yield ""


def _is_whole(row: str, passages: list[Mapping[str, Any]]) -> bool:
    return all(set(each["rows"].get(row, {})) == {"kept"} for each in passages)


def _cell(row: str, path: Mapping[str, Any]) -> str:
    """A word where all values have one fate, else counts; what has turned, into what."""
    fates = path["rows"].get(row, {})
    count = sum(fates.values())
    into = sorted(
        what.partition(" -> ")[2] for what in path["turned"] if what.startswith(f"{row} -> ")
    )
    words = []
    for fate in FATES:
        if number := fates.get(fate, 0):
            word = f"**turned** into {', '.join(into)}" if fate == "turned" else fate
            words.append(word if number == count else f"{number} {word}")
    return ", ".join(words)


def _latex(known: Mapping[str, Any]) -> Iterator[str]:
    if LATEX not in known:
        return
    yield from ["## LaTeX", "", f"Typeset with {known[LATEX]['version']}.", ""]
    yield "Our files through LaTeX and biber or BibTeX. The printed references are read off the PDF"
    yield "and must have the archive, each step of the shelfmark, the translators and the date."
    yield from [
        "",
        "| Sheet | References | Errors | Warnings | Not printed |",
        "| --- | ---: | ---: | --- | --- |",
    ]
    for name, sheet in known[LATEX]["sheets"].items():
        if "unusable" in sheet:
            yield f"| {name} | not run | | {sheet['unusable']} | |"
            continue
        warned = "; ".join(sheet["warnings"]) or "none"
        missing = "; ".join(sheet["missing"]) or "nothing"
        yield f"| {name} | {sheet['printed']} | {len(sheet['errors'])} | {warned} | {missing} |"
    yield ""


def _failings() -> list[str]:
    return WORDS.read_text("utf-8").rstrip().splitlines() if WORDS.is_file() else []
