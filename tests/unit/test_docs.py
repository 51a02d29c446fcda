"""The manual keeps its promises: links resolve, commands and options exist, the tutorial runs.

A fence ```sh shows commands, ```console a session with its output. Sessions of the tutorial, of a
guide and of the README are run and compared (`--update` rewrites them); ```console skip is one that
cannot run here.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from archcite.app.cli import group

ROOT = Path(__file__).parents[2]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])
SESSIONS = [
    *sorted((ROOT / "docs" / "tutorial").glob("*.md")),
    ROOT / "docs" / "how-to" / "print-a-bibliography.md",
    ROOT / "docs" / "how-to" / "keep-records-honest.md",
    ROOT / "docs" / "how-to" / "look-after-a-library.md",
    ROOT / "docs" / "how-to" / "write-a-thesis.md",
    ROOT / "README.md",
]

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(archcite [^`]+)`")


class Shown(NamedTuple):
    """One command that a page shows."""

    page: Path
    words: list[str]

    def __str__(self) -> str:
        return f"{self.page.name}: {shlex.join(self.words)}"


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ +(.+)$", FENCE.sub("", text), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.strip().lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


def is_generated(page: Path) -> bool:
    return page.parent.name == "reference"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_relative_links_resolve(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in LINK.findall(FENCE.sub("", text)):
        if re.match(r"[a-z]+:", target):
            continue
        place, _, anchor = target.partition("#")
        goal = (page.parent / place).resolve() if place else page
        assert goal.exists(), f"{name(page)} links to {target}"
        if anchor and goal.suffix == ".md":
            known = anchors(goal.read_text(encoding="utf-8"))
            assert anchor in known, f"{name(page)} links to {target}"


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    """The fenced blocks of a page: the words after the fence, and the text."""
    for info, body in FENCE.findall(page.read_text(encoding="utf-8")):
        yield info.strip(), body


def shown() -> Iterator[Shown]:
    """Every archcite command of every page, in code blocks and in running text."""
    for page in PAGES:
        for info, body in blocks(page):
            if info.split(" ")[0] not in ("console", "sh", "bash"):
                continue
            for line in body.splitlines():
                command = line.removeprefix("$ ").strip()
                if command.startswith("archcite ") and " COMMAND" not in command:
                    yield Shown(page, words(command))
        text = FENCE.sub("", page.read_text(encoding="utf-8"))
        for command in INLINE.findall(text):
            if " COMMAND" not in command:
                yield Shown(page, words(command))


def words(command: str) -> list[str]:
    """The words of the first simple command of a shell line."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars="|<>;&")
    lexer.whitespace_split = True
    simple = []
    for word in lexer:
        if set(word) <= set("|<>;&"):
            break
        simple.append(word)
    return simple


COMMANDS = list(shown())


@pytest.mark.parametrize("command", COMMANDS, ids=str)
def test_shown_commands_and_options_exist(command: Shown) -> None:
    here = group()
    options = {"--help", "-h"}
    rest = command.words[1:]
    context = here.context_class(here)
    while rest and hasattr(here, "get_command") and not rest[0].startswith("-"):
        found = here.get_command(context, rest.pop(0))
        assert found is not None, f"{command}: no such command"
        here, context = found, found.context_class(found, parent=context)
    for each in here.params:
        options |= {*each.opts, *each.secondary_opts}
    for word in rest:
        if word.startswith("-") and len(word) > 1:
            assert word.partition("=")[0] in options, f"{command}: no option {word}"


@pytest.mark.skipif(shutil.which("make") is None, reason="make, which the sessions call, is absent")
@pytest.mark.parametrize("page", SESSIONS, ids=name)
def test_the_sessions_run_as_printed(page: Path, tmp_path: Path, update: bool) -> None:
    text = page.read_text(encoding="utf-8")
    shell = Shell(tmp_path)
    ran = FENCE.sub(lambda fence: rerun(fence, shell), text)
    assert shell.ran, f"{name(page)} shows no session"
    if update:
        page.write_text(ran, encoding="utf-8")
    else:
        assert ran == text


def rerun(fence: re.Match[str], shell: Shell) -> str:
    """The fence with what its commands print now."""
    if fence[1] != "console":
        return fence[0]
    lines = []
    for command in commands(fence[2]):
        first, *more = command.split("\n")
        lines += [f"$ {first}", *(f"> {line}".rstrip() for line in more)]
        lines += shell.run(command).splitlines()
    return "\n".join(["```console", *lines, "```"])


def commands(session: str) -> Iterator[str]:
    """The commands of a session, without what they printed."""
    command = ""
    reading = False
    for line in session.splitlines():
        if line.startswith("$ "):
            if command:
                yield command
            command = line[2:]
            reading = True
        elif reading and (line == ">" or line.startswith("> ")):
            command += "\n" + line[2:]
        else:
            reading = False
    if command:
        yield command


class Shell:
    """A fresh clone in a folder of its own, and the commands that are run in it."""

    def __init__(self, folder: Path) -> None:
        self.here = clone(folder)
        self.environment = environment(folder)
        self.ran = 0

    def run(self, command: str) -> str:
        """What the command prints, on both streams in their order."""
        if command.startswith("cd "):
            self.here = (self.here / command[3:]).resolve()
            return ""
        self.ran += 1
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.here,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )
        return done.stdout


def clone(folder: Path) -> Path:
    """What a fresh clone holds, as far as the sessions need it."""
    home = folder / "archcite"
    home.mkdir()
    for part in ("records", "schema", "docs", "styles"):
        shutil.copytree(ROOT / part, home / part)
    for part in ("archcite.toml", "Makefile"):
        shutil.copy(ROOT / part, home / part)
    return home


def environment(folder: Path) -> dict[str, str]:
    """The program under test as `archcite`, a `make` that installs nothing, a day and a cache."""
    tools = folder / "bin"
    tools.mkdir()
    scripts = {
        "archcite": f'exec "{sys.executable}" -m archcite "$@"',
        "make": f'exec "{shutil.which("make")}" -s -o ready READY=ready BIN="{tools}" "$@"',
    }
    for called, line in scripts.items():
        script = tools / called
        script.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        script.chmod(0o755)
    return {
        "PATH": f"{tools}:{os.environ.get('PATH', '/usr/bin:/bin')}",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUNBUFFERED": "1",
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "LC_ALL": "C.UTF-8",
        "SOURCE_DATE_EPOCH": "1800000000",
    }
