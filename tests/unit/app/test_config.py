"""archcite.toml and the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from archcite.app import config
from archcite.errors import ProblemsFound, UsageFault


def test_defaults(library: Path) -> None:
    found = config.read_config()
    assert found == config.Config(library, ("chicago",), "", "")


def test_found_from_below(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(library / "records")
    assert config.read_config().root == library


def test_no_library(nowhere: Path) -> None:
    if config.find_library(nowhere) is not None:
        pytest.skip("the temporary folder lies in a library")
    found = config.read_config()
    assert found.root is None
    with pytest.raises(UsageFault, match="archcite init"):
        found.library()


def test_named_library(library: Path, nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert config.read_config(str(library)).root == library
    monkeypatch.setenv("ARCHCITE_LIBRARY", str(library))
    assert config.read_config().root == library
    with pytest.raises(UsageFault, match=r"there is no archcite\.toml"):
        config.read_config(str(nowhere))


def test_settings(library: Path) -> None:
    text = 'style = ["mla", "bibtex"]\nlocale = "de-DE"\nto = "html"\n'
    assert config.from_text(library, text) == config.Config(
        library, ("mla", "bibtex"), "de-DE", "html"
    )
    assert config.from_text(library, 'style = "mla"').styles == ("mla",)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('# c\nstyel = "mla"\n', ["2"]),
        ('style = 3\n\nlocale = ""\n[to]\nx = 1\n', ["1", "3", "4"]),
        ("style = []", ["1"]),
        ('to = "html"\nto = "plain"\n', ["2"]),
        ('\n\nto = "html\n', ["3"]),
        ('"colour" = 1', ["1"]),
    ],
)
def test_every_fault_has_its_line(library: Path, text: str, places: list[str]) -> None:
    with pytest.raises(ProblemsFound) as told:
        config.from_text(library, text)
    assert [problem.where for problem in told.value.problems] == [
        f"archcite.toml:{place}" for place in places
    ]


def test_unknown_setting_names_the_known(library: Path) -> None:
    with pytest.raises(ProblemsFound, match="known are style, locale, to"):
        config.from_text(library, "font = 1")


def test_not_utf_8(library: Path) -> None:
    (library / "archcite.toml").write_bytes(b"\xff")
    with pytest.raises(ProblemsFound, match="not valid UTF-8"):
        config.read_config()


def test_init_settings_are_the_defaults(library: Path) -> None:
    from archcite.app.cli.init import settings_text

    text = settings_text()
    assert config.from_text(library, text) == config.Config(library)
    set_ = text.replace("# ", "", 1).replace("# style", "style").replace("# locale", "locale")
    assert "This file" in set_


def test_today_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert config.today() == "1970-01-01"


def test_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert config.cache_folder() == tmp_path / "archcite"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert config.cache_folder() == Path.home() / ".cache" / "archcite"
