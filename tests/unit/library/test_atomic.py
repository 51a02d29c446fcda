"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from archcite.errors import CannotWrite
from archcite.library.atomic import write_file


def fails_with(number: int):
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_new_file(tmp_path: Path) -> None:
    write_file(tmp_path / "a.toml", b"text\n")
    assert (tmp_path / "a.toml").read_bytes() == b"text\n"
    assert os.listdir(tmp_path) == ["a.toml"]


def test_mode_of_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_existing_file_is_refused_without_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(CannotWrite, match="it exists already"):
        write_file(path, b"new", overwrite=False)
    assert path.read_bytes() == b"old"


def test_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "no space is left on the disk"),
        (errno.EROFS, "the file system is read-only"),
        (errno.EACCES, "permission is denied"),
        (errno.EDQUOT, "the disk quota is used up"),
    ],
)
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_fault_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, said: str
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, step, fails_with(number))
    with pytest.raises(CannotWrite, match=said) as told:
        write_file(path, b"new", "records/a.toml")
    monkeypatch.undo()
    assert told.value.problems[0].where == "records/a.toml"
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_full_device() -> None:
    with pytest.raises(CannotWrite, match="no space is left"):
        write_file(Path("/dev/full"), b"text")
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)


def test_device_is_not_replaced() -> None:
    write_file(Path(os.devnull), b"text")
    assert not Path(os.devnull).is_file()


def test_folder_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="its folder does not exist"):
        write_file(tmp_path / "none" / "a", b"text")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_file_made_read_only(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(CannotWrite, match="permission is denied"):
        write_file(path, b"new")
