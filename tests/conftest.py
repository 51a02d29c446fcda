"""What all tests share: the --update flag, and an environment free of the developer's own."""

from __future__ import annotations

from pathlib import Path

import pytest

FOREIGN = (
    "ARCHCITE_LIBRARY",
    "ARCHCITE_DEBUG",
    "SOURCE_DATE_EPOCH",
    "VISUAL",
    "EDITOR",
    "NO_COLOR",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update",
        action="store_true",
        help="write what the code prints now into the golden files, instead of comparing",
    )


@pytest.fixture(autouse=True)
def own_environment(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No settings from outside, and a cache folder of the session's own."""
    for name in FOREIGN:
        monkeypatch.delenv(name, raising=False)
    cache = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def root() -> Path:
    """The project's folder."""
    return Path(__file__).parent.parent
