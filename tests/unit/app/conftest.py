"""A library of its own for each test, and the command line called in the same process."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from archcite.app.cli import run

LETTER = """\
#:schema ../schema/record.schema.json
# kept by hand
schema = "archcite/1"

[document]
id = "ivanov-1950-03-02"
kind = "letter"
title = "Letter from Ivanov to Petrov"  # devised
title_kind = "generic"
date = "1950-03-02"
language = "en"

[[people]]
role = "author"
as_given = "Ivan Ivanov"
family = "Ivanov"
given = "Ivan"

[[people]]
role = "recipient"
as_given = "Pyotr Petrov"
family = "Petrov"
given = "Pyotr"

[source.archive]
name = "State Archive"
place = "Moscow"

[[source.levels]]
kind = "fond"
value = "17"

[[source.levels]]
kind = "opis"
value = "3"
"""

SPEECH = """\
#:schema ../schema/record.schema.json
schema = "archcite/1"

[document]
id = "smith-1961-05-04"
kind = "speech"
title = "On Peace & War"
title_kind = "formal"
date = "1961-05-04"
language = "en"

[[people]]
role = "speaker"
as_given = "Ann Smith"
family = "Smith"
given = "Ann"
"""


class Ran(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


Call = Callable[..., Ran]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """archcite with these arguments, and optionally something on standard input."""

    def called(*args: str | Path, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        try:
            code = run([str(arg) for arg in args])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return called


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with a letter and a speech, which is the working folder."""
    root = tmp_path / "library"
    (root / "records").mkdir(parents=True)
    (root / "archcite.toml").write_text("# a library\n")
    (root / "records" / "ivanov-1950-03-02.toml").write_text(LETTER)
    (root / "records" / "smith-1961-05-04.toml").write_text(SPEECH)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without a library."""
    folder = tmp_path / "nowhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def snapshot() -> Callable[[Path], dict[str, bytes]]:
    """Every file below a folder with its bytes, without what archcite keeps for itself."""

    def taken(folder: Path) -> dict[str, bytes]:
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and ".archcite" not in path.parts
        }

    return taken
