"""Picking: what is found while one types, keys of the terminal, what is printed."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

import archcite
from archcite.app import picking
from archcite.app.cli import _picker
from archcite.app.picking import Picking, completed, worded
from archcite.errors import UsageFault
from archcite.library.files import Library
from archcite.library.index import Index

LETTER, SPEECH = "ivanov-1950-03-02", "smith-1961-05-04"
DOWN, UP, ESCAPE = "\x1b[B", "\x1b[A", "\x1b"


@pytest.fixture
def index(library: Path) -> Iterator[Index]:
    with Index(Library(library), None) as made:
        made.refresh()
        yield made


def keys_of(found: Picking) -> list[str]:
    return [row.key for row in found.rows]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ""),
        ("brezh", "(brezh or brezh*)"),
        ("kim il", "kim (il or il*)"),
        ("brezhnev ", "brezhnev "),
        ("author:iv", "author:(iv or iv*)"),
        ("author:", ""),
        ("peace author:", "peace "),
        ("peace or", "peace "),
        ("or", "(or or or*)"),
        ("-peace", "-peace"),
        ("date:1966", "date:1966"),
        ("date:>1966", "date:>1966"),
        ('"on peace', '"on peace"'),
        ('peace "', "peace "),
        ("(peace or war", "(peace or (war or war*))"),
        ("(peace", "((peace or peace*))"),
        ("peace (", "peace "),
        ("vietnam*", "vietnam*"),
    ],
)
def test_a_query_that_is_being_typed(typed: str, read: str) -> None:
    assert completed(typed) == read


def test_what_is_found_grows_and_shrinks(index: Index) -> None:
    found = Picking(index)
    assert keys_of(found) == [LETTER, SPEECH]
    found.move(1)
    found.ask("pea")
    assert (keys_of(found), found.at, found.total) == ([SPEECH], 0, 1)
    found.ask("date:nonsense")
    assert keys_of(found) == [SPEECH]
    assert "is no date" in found.fault
    found.ask("author:ivan")
    assert keys_of(found) == [LETTER]
    assert found.fault == ""
    found.ask("nobodyatall")
    assert found.chosen() == []
    found.mark()
    assert not found.marked


def test_marks_outlive_another_query(index: Index) -> None:
    found = Picking(index, "peace")
    found.mark()
    found.ask("ivanov")
    assert [row.key for row in found.chosen()] == [SPEECH]
    found.mark()
    assert [row.key for row in found.chosen()] == [SPEECH, LETTER]
    found.mark()
    assert [row.key for row in found.chosen()] == [SPEECH]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ("\r", [LETTER]),
        (f"{DOWN}\r", [SPEECH]),
        (f"{DOWN}{DOWN}{DOWN}{UP}\r", [LETTER]),
        ("peace\r", [SPEECH]),
        ("pex\x7face\r", [SPEECH]),
        ("\t\t\r", [LETTER, SPEECH]),
        ("smith\t\x15\r", [SPEECH]),
        ("nobodyatall\r\x15\r", [LETTER]),
        ("\x0e\r", [SPEECH]),
        ("\x1b[6~\r", [SPEECH]),
        (ESCAPE, []),
        ("\t\x03", []),
    ],
)
def test_keys_of_the_terminal(index: Index, keys: str, chosen: list[str]) -> None:
    with create_pipe_input() as typed:
        typed.send_text(keys)
        rows = _picker.picked(Picking(index), "", typed, DummyOutput())
    assert [row.key for row in rows] == chosen


def test_forms_of_what_is_printed() -> None:
    assert worded(["a", "b"], "") == ["a", "b"]
    assert worded(["a", "b"], "@{key}") == ["@a", "@b"]
    assert worded(["a", "b"], "pandoc") == ["[@a; @b]"]
    assert worded(["a", "b"], "latex") == [r"\cite{a,b}"]
    assert worded(["a", "b"], "typst") == ["@a @b"]
    assert worded(["a", "b"], "org") == ["[cite:@a;@b]"]
    for name in picking.FORMS:
        picking.check_form(name)
    with pytest.raises(UsageFault, match="no form of a citation"):
        picking.check_form("pandocc")


def test_without_a_terminal(library: Path) -> None:
    command = [sys.executable, "-m", "archcite", "pick"]
    ran = subprocess.run(
        command, cwd=library, capture_output=True, text=True, check=False, start_new_session=True
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.rstrip().endswith("[no-terminal]")


def in_terminal(library: Path, keys: bytes, *args: str) -> tuple[int, str, str]:
    """Run pick with a terminal of its own and type; exit code, standard output, what was drawn."""
    import fcntl
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, b"\x18\x00\x50\x00\x00\x00\x00\x00")
    env = {**os.environ, "TERM": "xterm", "PYTHONPATH": str(Path(archcite.__file__).parents[1])}
    process = subprocess.Popen(
        [sys.executable, "-m", "archcite", "pick", *args],
        cwd=library, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=env, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    drawn, typed, end = b"", False, time.monotonic() + 20
    while process.poll() is None and time.monotonic() < end:
        if select.select([ours], [], [], 0.1)[0]:
            drawn += os.read(ours, 65536)
        if not typed and b"Tab marks" in drawn:
            os.write(ours, keys)
            typed = True
    out, err = process.communicate(timeout=20)
    os.close(ours)
    os.close(theirs)
    assert err == b""
    return process.returncode, out.decode(), re.sub(r"\x1b\[[\d;?]*\w", "", drawn.decode())


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_in_a_terminal_of_its_own(library: Path) -> None:
    code, out, drawn = in_terminal(library, b"\t\t\r", "--format", "pandoc")
    assert (code, out) == (0, f"[@{LETTER}; @{SPEECH}]\n")
    assert "On Peace & War" in drawn
    code, out, _ = in_terminal(library, b"\x1b", "peace")
    assert (code, out) == (130, "")
    code, out, drawn = in_terminal(library, b"\r", "peace", "--json")
    assert code == 0
    assert f'"key": "{SPEECH}"' in out
    assert LETTER not in drawn


def test_a_query_that_cannot_be_read_picks_nothing(index: Index) -> None:
    found = Picking(index, "autor:smith")
    assert "did you mean author?" in found.fault
    assert found.chosen() == []
    found.ask("smith")
    found.mark()
    found.ask("date:foo")
    assert [row.key for row in found.chosen()] == [SPEECH]  # what is marked stays so
