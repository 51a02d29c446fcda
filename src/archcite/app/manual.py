"""The reference pages of the manual, made from the code: `python -m archcite.app.manual FOLDER`.

Nobody types a table of fields, options, words or problem codes; this reads them off what uses them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from archcite.app import citing, config, sections
from archcite.app.cli import COMMANDS, EXIT_CODES, load
from archcite.cite.arrange import NATURES, SORTS

if TYPE_CHECKING:
    from typer._click import Command, Parameter

NOTICE = "<!-- Made from the code by `make docs`; changes here are lost. -->"


def commands() -> str:
    """Every command with its arguments, options and examples; exit codes; settings; environment."""
    parts = [
        _head("Commands", "Every command, as `archcite COMMAND --help` tells it."),
        _table(
            ("Command", "What it does"),
            [
                (f"[`archcite {name}`](#archcite-{name})", c.sentence)
                for name, c in COMMANDS.items()
            ],
        ),
    ]
    for name in COMMANDS:
        command = load(name)
        parts += _command(f"archcite {name}", command)
        for under, each in getattr(command, "commands", {}).items():
            parts += _command(f"archcite {name} {under}", each)
    parts += [
        "## Exit codes",
        _table(("Code", "Meaning"), [(str(code), text) for code, text in EXIT_CODES.items()]),
        "## Settings in archcite.toml",
        _table(
            ("Setting", "Meaning", "Example"),
            [(f"`{k}`", s.sentence, f"`{k} = {s.example}`") for k, s in config.SETTINGS.items()],
        ),
        "## Sections in archcite.toml",
        "What `archcite bib --sections` prints, a table `[[sections]]` for each, in their order. "
        "A section takes what no section before it has taken.",
        _table(
            ("Key", "Meaning", "Example"),
            [(f"`{k}`", s.sentence, f"`{k} = {s.example}`") for k, s in sections.KEYS.items()],
        ),
        _table(("A section takes", "What that is"), [(f"`{k}`", t) for k, t in NATURES.items()]),
        _table(("It is sorted by", "What that does"), [(f"`{k}`", t) for k, t in SORTS.items()]),
        "## Checks in archcite.toml",
        "A table `[check]`; see [Rules](rules.md).",
        _table(
            ("Key", "Meaning", "Example"),
            [
                (f"`{k}`", s.sentence, f"`{k} = {s.example}`")
                for k, s in config.CHECK_SETTINGS.items()
            ],
        ),
        "## Environment variables",
        _table(("Variable", "Meaning"), [(f"`{k}`", text) for k, text in config.VARIABLES.items()]),
    ]
    return _page(parts)


def _command(called: str, command: Command) -> list[str]:
    """One command's section."""
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option"]
    needed = (_metavar(each) if each.required else f"[{_metavar(each)}]" for each in arguments)
    usage = " ".join([called, "[OPTIONS]", *needed])
    if hasattr(command, "commands"):
        usage = f"{called} COMMAND"
    parts = [f"## {called}", *_paragraphs(command.help or ""), f"```text\n{usage}\n```"]
    if arguments:
        rows = [(f"`{_metavar(each)}`", _help(each)) for each in arguments]
        parts.append(_table(("Argument", "Meaning"), rows))
    if options:
        rows = [(_spelled(each), _help(each)) for each in options]
        parts.append(_table(("Option", "Meaning"), rows))
    epilog = command.epilog or ""
    lines = [line.strip() for line in epilog.splitlines() if line.startswith("  ")]
    if lines:
        parts.append("```sh\n" + "\n".join(lines) + "\n```")
    return parts


def _metavar(param: Parameter) -> str:
    return str(param.metavar or param.name).strip("[]")


def _help(param: Parameter) -> str:
    return str(getattr(param, "help", None) or "")


def _spelled(param: Parameter) -> str:
    names = [*param.opts, *param.secondary_opts]
    value = "" if getattr(param, "is_flag", False) or not param.metavar else f" {param.metavar}"
    return ", ".join(f"`{name}{value}`" for name in names)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n")]


def record() -> str:
    """Every field of a record."""
    from archcite.record.fields import fields

    parts = [
        _head(
            "The record",
            "Every field of a record's TOML file. A path such as `people[].family` is the key "
            "`family` in each table `[[people]]`. Any table may also have `_src` and `_note`; see "
            "[Words](roles-and-words.md#state).",
        )
    ]
    groups: dict[str, list[tuple[str, ...]]] = {}
    for field in fields():
        top = field.path.split(".")[0].removesuffix("[]")
        needed = "yes" if field.required else ""
        row = (f"`{field.path}`", field.type, needed, field.sentence)
        groups.setdefault(top, []).append(row)
    for top, rows in groups.items():
        parts += [f"## {top}", _table(("Field", "Holds", "Required", "Meaning"), rows)]
    return _page(parts)


def roles_and_words() -> str:
    """Every closed vocabulary, word by word."""
    from archcite.record.fields import words

    parts = [_head("Words", "The words that fields with a closed vocabulary take, roles included.")]
    for vocabulary in words():
        used = ", ".join(f"`{path}`" for path in vocabulary.used_in)
        rows = [(f"`{word}`", word.sentence) for word in vocabulary.words]
        parts += [
            f"## {vocabulary.name}",
            f"{vocabulary.sentence}{f' In {used}.' if used else ''}",
            _table(("Word", "Meaning"), rows),
        ]
    return _page(parts)


def problems() -> str:
    """Every problem code."""
    from archcite.errors import CODES

    rows = [(f"`{code}`", str(weight), text) for code, (weight, text) in sorted(CODES.items())]
    return _page(
        [
            _head(
                "Problems",
                "Every message ends with a code in brackets; this is what the codes mean. The exit "
                "codes stand in [Commands](commands.md#exit-codes).",
            ),
            _table(("Code", "Weight", "Meaning"), rows),
        ]
    )


def rules() -> str:
    """Every rule of check, with a bad and a good example."""
    from archcite.app import explaining
    from archcite.app.cli._findings import FORMATS

    head = _head(
        "Rules",
        "What `archcite check` looks for in records. `archcite check --explain CODE` prints one of "
        "these explanations; [Keep records honest](../how-to/keep-records-honest.md) shows how to "
        "choose, ignore and mend. The examples leave out what they do not need. What is no valid "
        "record at all is told by the codes in [Problems](problems.md), and what complete "
        "citations lack by `incomplete`.",
    )
    rows = [(f"[`{c}`](#{c})", weight, summary) for c, weight, summary in explaining.listed()]
    formats = [(f"`{n}`", f.sentence) for n, f in FORMATS.items()]
    tables = [
        _table(("Code", "Weight", "What it finds"), rows),
        "## Formats of findings",
        _table(("--format", "What it is"), formats),
    ]
    return _page(["\n\n".join([head, *tables]), *explaining.manual()])


def formats() -> str:
    """What can be read, printed and written."""
    from archcite.read import READERS
    from archcite.write import WRITERS

    readers = [(f"`{n}`", " ".join(r.suffixes), r.sentence) for n, r in READERS.items()]
    writers = [(f"`{n}`", w.suffix, w.sentence) for n, w in WRITERS.items()]
    return _page(
        [
            _head("Formats", "What archcite reads, prints and writes."),
            "## Read by import",
            _table(("Name for --format", "Usual endings", "What it is"), readers),
            "## Read by cite and bib with --input",
            "CSL-JSON (a list of items, or one item), and every format that import reads.",
            "## Forms of a citation",
            _table(("--form", "What it prints"), [(f"`{n}`", s) for n, s in citing.FORMS.items()]),
            "## Printed by cite and bib",
            _table(("--to", "What it is"), [(f"`{n}`", s) for n, s in citing.FORMATS.items()]),
            "## Written by export",
            _table(("--to", "Ending", "What it is"), writers),
        ]
    )


def styles() -> str:
    """The styles that come with archcite, and how others are named."""
    from archcite.app.describing import described
    from archcite.app.styles import EXPORTS
    from archcite.crosswalk.csl_view import CARRIERS
    from archcite.library.styles import ALIASES, locales, names

    cards = [described(name) for name in names(official=False)]
    rows = [(f"`{card['name']}`", card["cites"], card["summary"]) for card in cards]
    short = [(f"`{alias}`", f"`{name}`") for alias, name in ALIASES.items()]
    entries = ", ".join(f"`{name}`" for name in EXPORTS)
    return _page(
        [
            _head("Styles", "What `--style` takes."),
            "## Styles of archcite",
            _table(("Style", "Cites", "What it is"), rows),
            "## Short names",
            _table(("Short", "Stands for"), short),
            "## Entries for LaTeX",
            f"{entries}: not a style, but the entry of the record.",
            "## Other styles",
            "A `.csl` file by its path; and, with `pip install 'archcite[styles]'`, every style of "
            "the official CSL repository by its name (`archcite style list WORD` finds them).",
            "## Options",
            "What `--option NAME=VALUE` and `options` in archcite.toml take; the first value of "
            "each holds without it. A style of your own may offer others: a macro named "
            "`NAME:option.value` takes the place of the macro `NAME` where it is chosen.",
            *_options(),
            "## Originals and copies",
            "What `--carrier` and `carrier` in archcite.toml take.",
            _table(("Carrier", "What is cited"), ((f"`{c}`", s) for c, s in CARRIERS.items())),
            "## Locales",
            "What `--locale` takes: " + ", ".join(f"`{tag}`" for tag in locales()) + ".",
        ]
    )


def _options() -> list[str]:
    """The options of every style and record, and those of our own styles."""
    from archcite.app.describing import described
    from archcite.app.options import OF_RECORDS, OF_STYLES
    from archcite.csl.variants import EVERY_STYLE
    from archcite.library.styles import names

    offered = {
        name: {each.partition("=")[0] for each in described(name)["options"]}
        for name in names(official=False)
    }
    rows = []
    for option, values in (*OF_STYLES.items(), *EVERY_STYLE.items(), *OF_RECORDS.items()):
        every = option not in OF_STYLES
        whose = "every style" if every else _listed(n for n in offered if option in offered[n])
        rows += [(f"`{option}={value}`", told, whose) for value, told in values.items()]
    return [_table(("Option", "What it does", "Styles"), rows)]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def queries() -> str:
    """What can be looked for, and how."""
    from archcite.library.query import ALIASES, OTHERS
    from archcite.record.findable import COLUMNS

    also: dict[str, list[str]] = {}
    for alias, field in ALIASES.items():
        also.setdefault(field, []).append(alias)
    told = {name: column.sentence for name, column in COLUMNS.items()} | dict(OTHERS)
    return _page([
        _head(
            "Queries",
            "What `archcite find`, `list` and `pick` look for; `bib`, `export`, `tag` and others "
            "take a query in the place of keys.",
        ),
        _table(
            ("Written", "Finds records"),
            [
                ("`peace war`", "with both words, in any field"),
                ('`"on peace"`', "with these words beside each other"),
                ("`viet*`", "with a word that begins so"),
                ("`author:brezhnev`", "with the word in that field; `author:(a or b)` too"),
                ("`a or b`, `a and b`, `(a or b) c`", "with one of them, with both"),
                ("`not a`, `-a`", "without it"),
                ("`date:1966..1968`", "whose day may lie in that span; also `<1966`, `>1966-05`"),
                ("`has:translator`, `missing:digital.url`", "with that field, without it"),
            ],
        ),
        "Case, accents and transliterations do not matter: Brezhnev finds Brežnev and Брежнев.",
        "## Fields",
        _table(
            ("Field", "What is looked for in it", "Also written"),
            [(f"`{name}:`", text, ", ".join(f"`{each}:`" for each in also.get(name, [])))
             for name, text in told.items()],
        ),
    ])  # fmt: skip


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "record.md": record,
    "roles-and-words.md": roles_and_words,
    "problems.md": problems,
    "rules.md": rules,
    "formats.md": formats,
    "styles.md": styles,
    "queries.md": queries,
}


def _head(title: str, text: str) -> str:
    return f"{NOTICE}\n\n# {title}\n\n{text}"


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; bars in cells are escaped."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def write_pages(folder: Path) -> None:
    """Write every page into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference"))
