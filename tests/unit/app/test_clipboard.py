"""--copy: the clipboard's own program gets the citation, and nothing of the terminal's."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest


@pytest.fixture
def clipboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for wl-copy that keeps what it is given, arguments first."""
    programs = tmp_path / "programs"
    programs.mkdir()
    kept = tmp_path / "kept"
    program = programs / "wl-copy"
    program.write_text(f'#!/bin/sh\n{{ echo "$@"; cat; }} > "{kept}"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return kept


def test_plain_text_is_copied_and_printed(call, library: Path, clipboard: Path) -> None:
    ran = call("cite", "smith-1961-05-04", "--form", "note", "--copy", "-q")
    assert ran.code == 0
    assert clipboard.read_text().split("\n", 1)[1] + "\n" == ran.out
    assert clipboard.read_text().startswith("\n")


def test_html_is_copied_as_rich_text(call, library: Path, clipboard: Path) -> None:
    ran = call("cite", "smith-1961-05-04", "--form", "note", "--copy", "-q", "--to", "html")
    assert clipboard.read_text().startswith("--type text/html\n")
    assert clipboard.read_text().split("\n", 1)[1] + "\n" == ran.out


def test_without_a_program_the_citation_is_still_printed(
    call, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = call("cite", "smith-1961-05-04", "--copy", "-q")
    assert ran.code == 5
    assert "May 4, 1961" in ran.out
    assert "there is no clipboard program" in ran.err
