"""Start-up: what a warm `archcite cite KEY` may not load, and how the program is called."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import archcite

HEAVY = {"lxml", "tomlkit", "tomli_w", "bibtexparser", "rich", "hashlib", "sqlite3", "asyncio"}
WATCHED = """
import sys
from archcite.app.cli import run
code = run(sys.argv[1:])
print(code, *sorted(name.partition(".")[0] for name in sys.modules), file=sys.stderr)
"""


HERE = str(Path(archcite.__file__).parent.parent)


def environment(**more: str) -> dict[str, str]:
    """The environment for a program that imports this archcite."""
    return {**os.environ, "PYTHONPATH": HERE, **more}


def started(library: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=library, capture_output=True, text=True, check=False, env=environment()
    )


def test_warm_cite_loads_nothing_heavy(library: Path) -> None:
    command = [sys.executable, "-c", WATCHED, "cite", "smith-1961-05-04", "--quiet"]
    cold = started(library, *command)
    warm = started(library, *command)
    assert warm.stdout == cold.stdout != ""
    code, *modules = warm.stderr.split()
    assert code == "0"
    assert not HEAVY & set(modules)


def test_warm_cite_knows_what_is_missing_without_reading_the_record(library: Path) -> None:
    command = [sys.executable, "-c", WATCHED, "cite", "smith-1961-05-04"]
    cold = started(library, *command).stderr.splitlines()
    warm = started(library, *command).stderr.splitlines()
    assert warm[0] == cold[0]
    assert warm[0].startswith("smith-1961-05-04: a complete citation also needs ")
    assert "msgspec" in cold[1].split()
    assert not {"msgspec", "tomllib", *HEAVY} & set(warm[1].split())


def test_as_a_module(library: Path) -> None:
    ran = started(library, sys.executable, "-m", "archcite", "--version")
    assert ran.stdout == f"archcite {archcite.__version__}\n"
    ran = started(library, sys.executable, "-m", "archcite", "cite", "nobody")
    assert ran.returncode == 3
    assert ran.stdout == ""


def test_closed_pipe_is_no_fault(library: Path) -> None:
    line = f"{sys.executable} -m archcite style list a | true; exit ${{PIPESTATUS[0]}}"
    ran = started(library, "bash", "-c", line)
    assert "Traceback" not in ran.stderr
    assert "failed" not in ran.stderr


def test_pipe_is_utf_8_in_any_locale(library: Path) -> None:
    env = environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    ran = subprocess.run(
        [sys.executable, "-m", "archcite", "cite", "smith-1961-05-04", "-q"],
        cwd=library, capture_output=True, check=True, env=env,
    )  # fmt: skip
    assert "“On Peace & War" in ran.stdout.decode("utf-8")


def test_completion(library: Path) -> None:
    def completed(line: str) -> list[str]:
        env = environment(
            _ARCHCITE_COMPLETE="complete_bash",
            COMP_WORDS=line,
            COMP_CWORD=str(len(line.split(" ")) - 1),
        )
        command = [sys.executable, "-m", "archcite"]
        ran = subprocess.run(
            command, cwd=library, capture_output=True, text=True, check=True, env=env
        )
        return ran.stdout.split()

    assert completed("archcite ci") == ["cite"]
    assert completed("archcite cite smi") == ["smith-1961-05-04"]
    assert "chicago-notes" in completed("archcite cite x --style chi")
    assert completed("archcite style s") == ["show"]


def test_public_names() -> None:
    for name in archcite.__all__:
        assert getattr(archcite, name) is not None


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_behind_standard_output() -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "archcite", "schema"]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 5
    assert ran.stderr.startswith("standard output: error: cannot write: no space is left")


@pytest.mark.parametrize("command", [["schema"], ["list"]])
def test_ends_quietly_where_nobody_reads(library: Path, command: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "archcite", *command],
            cwd=library, stdout=writing, stderr=subprocess.PIPE, check=False, env=environment(),
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")
