"""archcite style: list, show, check, code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from archcite.app import catalogue
from archcite.library import styles as files

official = pytest.mark.skipif(len(files.folders()) < 2, reason="needs archcite[styles]")

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <info><title>Mine</title><id>mine</id><updated>2026-01-01T00:00:00Z</updated>
    <category citation-format="note"/></info>
  <macro name="a"><text variable="title"/></macro>
  <citation><layout>{}</layout></citation>
</style>
"""
SOUND = STYLE.format('<text macro="a"/>')


def names(out: str) -> list[str]:
    return [line.split("\t")[0] for line in out.splitlines()]


def test_list_without_words_is_short(call, nowhere: Path) -> None:
    ran = call("style", "list")
    assert ran.code == 0
    assert names(ran.out) == ["chicago-author-date", "chicago-notes", "mla", "bibtex", "biblatex"]
    assert "archcite Chicago, notes and bibliography (also: chicago; note)" in ran.out


@official
def test_list_finds_by_title_whatever_the_case(call, nowhere: Path) -> None:
    found = names(call("style", "list", "CHICAGO manual").out)
    assert "chicago-notes-bibliography" in found
    assert names(call("style", "list", "Manual", "chicago").out)
    assert "deutsche-zeitschrift-fur-sportmedizin" in names(call("style", "list", "FÜR SPORT").out)


@official
def test_list_by_field_and_kind(call, nowhere: Path) -> None:
    rows = json.loads(call("style", "list", "--field", "History", "--kind", "note", "--json").out)
    assert len(rows) > 20
    assert all("history" in row["fields"] and row["kind"] == "note" for row in rows)
    assert rows[0]["name"] == "chicago-notes"
    assert names(call("style", "list", "--kind", "label").out)
    assert call("style", "list", "--field", "political-science").out


@official
def test_a_dependent_style_is_listed_with_its_parent(call, nowhere: Path) -> None:
    ran = call("style", "list", "nature physics")
    assert ran.out == "nature-physics\tNature Physics (numeric; as nature)\n"


def test_list_of_a_field_or_kind_that_nobody_has(call, nowhere: Path) -> None:
    ran = call("style", "list", "--kind", "footnote")
    assert ran.code == 2
    assert "known are author, author-date, label, note, numeric" in ran.err
    assert call("style", "list", "--field", "alchemy").code == 2


def test_list_of_nothing(call, nowhere: Path) -> None:
    ran = call("style", "list", "no such words at all")
    assert (ran.code, ran.out) == (0, "")


def test_catalogue_is_kept_until_a_file_changes(tmp_path: Path, monkeypatch) -> None:
    folder = tmp_path / "styles"
    folder.mkdir()
    (folder / "mine.csl").write_text(SOUND)
    monkeypatch.setattr(files, "folders", lambda: [folder])
    read: list[str] = []
    original = catalogue._scanned
    monkeypatch.setattr(
        catalogue, "_scanned", lambda name, path: read.append(name) or original(name, path)
    )
    (card,) = catalogue.catalogue(tmp_path / "cache")
    assert (card.title, card.kind) == ("Mine", "note")
    assert catalogue.catalogue(tmp_path / "cache") == [card]
    assert read == ["mine"]
    (folder / "mine.csl").write_text(SOUND.replace("Mine", "Yours"))
    assert catalogue.catalogue(tmp_path / "cache")[0].title == "Yours"
    assert catalogue.catalogue(None)[0].title == "Yours"


def test_a_head_may_be_long_or_strange(tmp_path: Path) -> None:
    path = tmp_path / "x.csl"
    path.write_text(
        SOUND.replace("<title>", f"<!-- <title>no</title> {'x' * 9000} -->\n<title xml:lang='en'>")
        .replace("Mine", "A &amp;\n B")
    )  # fmt: skip
    assert catalogue._scanned("x", str(path)).title == "A & B"
    path.write_bytes(b"\xff\x00")
    assert catalogue._scanned("x", str(path)).title == ""


def test_show(call, nowhere: Path) -> None:
    facts = json.loads(call("style", "show", "chicago", "--json").out)
    assert facts["name"] == "chicago-notes"
    assert facts["cites"] == "in notes"
    assert facts["kind"] == "note"
    assert facts["fields"] == ["history"]
    assert facts["bibliography"] is True
    assert facts["licence"].startswith("https://creativecommons.org/")
    out = call("style", "show", "chicago").out
    assert re.search(r"^bibliography: yes$", out, re.M)
    assert re.search(r"^locale: +en-US$", out, re.M)


@official
def test_show_a_dependent_style(call, nowhere: Path) -> None:
    facts = json.loads(call("style", "show", "nature-physics", "--json").out)
    assert facts["parent"] == "http://www.zotero.org/styles/nature"
    assert facts["locale"] == "en-GB"
    assert facts["bibliography"] is True
    assert any(link.startswith("documentation: ") for link in facts["links"])


def test_show_of_a_style_without_its_parent(call, nowhere: Path) -> None:
    Path("x.csl").write_text(
        SOUND.split("<macro")[0].replace("</info>", '<link rel="independent-parent" href="urn:no"/>'
        "</info></style>").replace(' class="note"', "")
    )  # fmt: skip
    assert "urn:no" in call("style", "show", "x.csl").out
    ran = call("style", "check", "x.csl")
    assert ran.code == 6
    assert ran.out.count("\n") == 1
    assert "its parent style urn:no is not here" in ran.out


def test_check_of_a_sound_style(call, nowhere: Path) -> None:
    Path("x.csl").write_text(SOUND)
    ran = call("style", "check", "x.csl")
    assert (ran.code, ran.out) == (0, "x.csl: valid CSL, no faults\n")


@pytest.mark.parametrize("name", ["chicago", "chicago-author-date", "mla"])
def test_check_of_our_own(call, nowhere: Path, name: str) -> None:
    assert call("style", "check", name).code == 0


def test_check_tells_every_fault_with_its_line(call, nowhere: Path) -> None:
    Path("x.csl").write_text(
        STYLE.format('\n<text variable="titel"/>\n<text macro="b"/><colour/>\n<group/>')
    )
    ran = call("style", "check", "x.csl")
    assert ran.code == 6
    lines = ran.out.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"x.csl:{n}" for n in (5, 7, 8, 8, 9)]
    assert all(re.search(r": (error|warning): .+ \[style-[a-z-]+\]$", line) for line in lines)
    assert "did you mean title?" in ran.out
    data = json.loads(call("style", "check", "x.csl", "--json").out)
    assert [each["where"] for each in data] == [line.split(": ")[0] for line in lines]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "x.csl:1: error: not well-formed XML"),
        (b"<a/>", "x.csl:1: error: "),
        (b"<!DOCTYPE style []>\n" + SOUND[39:].encode(), "DOCTYPE"),
        (SOUND[:-12].encode(), "not well-formed XML"),
    ],
)
def test_check_of_what_is_no_style(call, nowhere: Path, text: bytes, said: str) -> None:
    Path("x.csl").write_bytes(text)
    ran = call("style", "check", "x.csl")
    assert ran.code == 6
    assert said in ran.out
    assert len(ran.out.splitlines()) == 1


def test_code(call, nowhere: Path) -> None:
    Path("x.csl").write_text(SOUND)
    ran = call("style", "code", "x.csl")
    assert ran.code == 0
    compile(ran.out, "x", "exec")
    assert "Mine" in ran.out


def test_a_search_for_styles_that_finds_none_says_so(call, nowhere: Path) -> None:
    ran = call("style", "list", "zzzznothing")
    assert (ran.code, ran.out, ran.err) == (0, "", "no style was found\n")
