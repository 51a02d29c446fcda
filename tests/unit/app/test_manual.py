"""The reference pages are what the code says, and name everything there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from archcite.app import config, manual
from archcite.app.cli import COMMANDS, EXIT_CODES, load
from archcite.errors import CODES, ArchciteError
from archcite.text.width import width


@pytest.fixture
def folder(root: Path) -> Path:
    return root / "docs" / "reference"


@pytest.mark.parametrize("name", manual.PAGES)
def test_page_is_up_to_date(folder: Path, name: str, update: bool) -> None:
    page = manual.PAGES[name]()
    if update:
        (folder / name).write_text(page, "utf-8")
    assert (folder / name).read_text("utf-8") == page, "make docs writes it anew"


def test_no_other_pages(folder: Path) -> None:
    measured = "interchange.md"  # made by make interop, and checked in tests/interop
    found = {path.name for path in folder.glob("*.md")}
    assert found <= {*manual.PAGES, "index.md", measured}


def test_every_command_and_option(folder: Path) -> None:
    text = (folder / "commands.md").read_text("utf-8")
    for name in COMMANDS:
        command = load(name)
        assert f"## archcite {name}\n" in text
        for each in [command, *getattr(command, "commands", {}).values()]:
            for param in each.params:
                if param.param_type_name == "option":
                    assert all(f"`{option}" in text for option in param.opts)


def test_every_command_has_help_with_an_example() -> None:
    for name in COMMANDS:
        command = load(name)
        for each in getattr(command, "commands", {"": command}).values():
            assert each.help
            assert each.epilog
            assert f"archcite {name}" in each.epilog


def test_every_field(folder: Path) -> None:
    from archcite.record.fields import fields

    text = (folder / "record.md").read_text("utf-8")
    for field in fields():
        assert f"| `{field.path}` |" in text
        assert field.sentence


def test_every_word(folder: Path) -> None:
    from archcite.record.fields import words

    text = (folder / "roles-and-words.md").read_text("utf-8")
    for vocabulary in words():
        section = text.split(f"## {vocabulary.name}\n")[1].split("\n## ")[0]
        for word in vocabulary.words:
            assert f"| `{word}` | {word.sentence} |" in section


def test_every_problem_code(folder: Path) -> None:
    text = (folder / "problems.md").read_text("utf-8")
    for code, (_, sentence) in CODES.items():
        assert f"| `{code}` |" in text
        assert sentence.endswith(".")


def test_every_exit_code() -> None:
    def codes(kind: type[ArchciteError]) -> set[int]:
        return {kind.exit_code}.union(*(codes(each) for each in kind.__subclasses__()))

    assert codes(ArchciteError) <= set(EXIT_CODES)


def test_every_variable_and_setting(folder: Path) -> None:
    text = (folder / "commands.md").read_text("utf-8")
    assert all(f"| `{name}` |" in text for name in [*config.VARIABLES, *config.SETTINGS])
    source = Path(config.__file__).read_text("utf-8")
    asked = {part.split('"')[1] for part in source.split("environ")[1:] if part[:5] == ".get("}
    assert asked - {"LOCALAPPDATA", "TERM"} <= set(config.VARIABLES)


def test_codes_used_are_codes_known(root: Path) -> None:
    import re

    for path in (root / "src").rglob("*.py"):
        text = path.read_text("utf-8")
        for code in re.findall(r'Problem\(\s*"([a-z0-9-]+)"', text):
            assert code in CODES, f"{path.name}: {code}"


def test_help_fits_a_narrow_terminal_and_says_what_is_what(call, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in COMMANDS:
        for each in ("", *getattr(load(name), "commands", {})):
            text = call(*filter(None, (name, each)), "--help").out
            assert max(map(width, text.splitlines())) <= 80, (name, each)
            assert "x>=" not in text  # for people, not for programs


def test_an_option_has_one_metavar_and_one_sentence_everywhere() -> None:
    # What these mean differs with the command; all others are one thing under one name.
    own = {"--from", "--format", "--to", "--style", "--add", "--remove", "--kind", "--title",
           "--set", "--check", "--dry-run", "--json", "--force", "--locale", "--output",
           "--sections", "--strict", "--rules"}  # fmt: skip
    said: dict[str, set[tuple[str, str]]] = {}
    for name in COMMANDS:
        command = load(name)
        for each in [command, *getattr(command, "commands", {}).values()]:
            for param in each.params:
                if param.param_type_name == "option":
                    told = (str(param.metavar), str(param.help))
                    said.setdefault(max(param.opts, key=len), set()).add(told)
    assert {option for option, ways in said.items() if len(ways) > 1} <= own


def test_all_that_takes_a_choice_or_a_key_completes_it() -> None:
    free = {"--title", "--date", "--source", "--url", "--language", "--key", "--in", "--input",
            "--output", "--report", "--library", "--add", "--from", "--locale", "--set", "--until",
            "--format", "--pause", "--limit", "--open", "--remove", "--field",
            "--entries"}  # fmt: skip
    for name in COMMANDS:
        command = load(name)
        for each in [command, *getattr(command, "commands", {}).values()]:
            for param in each.params:
                option = max(param.opts, key=len)
                if param.param_type_name == "option" and param.metavar and option not in free:
                    assert param._custom_shell_complete is not None, (name, option)
