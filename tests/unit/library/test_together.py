"""Several files are written all or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from archcite.errors import CannotWrite
from archcite.library.together import New, write_together


def written(folder: Path, names: list[str], passed: Any = lambda count: None) -> None:
    files = [New(folder / name, b"new", name, replaces=(folder / name).exists()) for name in names]
    write_together(files, len(files), passed)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("count", [3, 100])
def test_all(tmp_path: Path, count: int) -> None:
    (tmp_path / "1").write_bytes(b"old")
    (tmp_path / "1").chmod(0o600)
    told: list[int] = []
    written(tmp_path, [str(each) for each in range(count)], told.append)
    assert contents(tmp_path) == {str(each): b"new" for each in range(count)}
    assert (tmp_path / "1").stat().st_mode & 0o777 == 0o600
    assert sum(told) == count


@pytest.mark.parametrize("count", [3, 100])
@pytest.mark.parametrize("call", ["open", "link", "replace"])
def test_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, count: int) -> None:
    for each in range(0, count, 2):
        (tmp_path / str(each)).write_bytes(b"old")
    before = contents(tmp_path)
    real, calls = getattr(os, call), 0

    def failing(*args: Any, **more: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OSError(errno.ENOSPC, "")
        return real(*args, **more)

    monkeypatch.setattr(os, call, failing)
    if call == "link":  # then the old file is copied
        written(tmp_path, [str(each) for each in range(count)])
        return
    with pytest.raises(CannotWrite, match="no space is left on the disk; nothing was changed"):
        written(tmp_path, [str(each) for each in range(count)])
    assert contents(tmp_path) == before


def test_what_another_program_has_made_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"theirs")
    with pytest.raises(CannotWrite, match="exists already"):
        write_together([New(tmp_path / "b", b"", "b"), New(tmp_path / "a", b"", "a")], 2, print)
    assert contents(tmp_path) == {"a": b"theirs"}


def test_what_could_not_be_put_back_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, calls = os.replace, 0

    def failing(*args: Any) -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise OSError(errno.EIO, "")
        replace(*args)

    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(CannotWrite, match="a could not be put back"):
        written(tmp_path, ["a", "b"])
