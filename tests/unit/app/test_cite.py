"""archcite cite and archcite bib."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from archcite.app import citing
from archcite.app.cli import load
from archcite.app.config import SETTINGS
from archcite.app.styles import LoadedStyle
from archcite.render.layout import BibliographyLayout

NOTE = "Ivan Ivanov to Pyotr Petrov, "
ITEMS = [
    {"id": "b", "type": "book", "title": "Second", "author": [{"family": "Young", "given": "Eve"}],
     "issued": {"date-parts": [[2001]]}},
    {"id": "a", "type": "book", "title": "First", "author": [{"family": "Adams", "given": "Abe"}],
     "issued": {"date-parts": [[1999]]}},
]  # fmt: skip


@pytest.mark.parametrize("style", ["chicago", "chicago-author-date", "mla"])
def test_a_letter_without_a_writer_is_sorted_by_its_description(
    call, nowhere: Path, style: str
) -> None:
    """It stood at the end of the Chicago lists, where a description has no variable of its own."""
    archive = {"archive": "Example Library", "issued": {"date-parts": [[1905]]}}
    letters = [
        {"id": who, "type": "personal_communication", "recipient": [{"family": "Poe"}], **archive}
        | ({"author": [{"family": who}]} if who != "nobody" else {})
        for who in ("Zoe", "nobody", "Adams")
    ]
    (nowhere / "letters.json").write_text(json.dumps(letters))
    ran = call("bib", "--input", "letters.json", "--style", style, "-q")
    assert [line.split()[0].strip(".") for line in ran.out.split("\n") if line] == [
        "Adams",
        "Letter",
        "Zoe",
    ]


@pytest.fixture
def items(nowhere: Path) -> Path:
    path = nowhere / "items.json"
    path.write_text(json.dumps(ITEMS))
    return path


def test_note_style_prints_note_and_entry(call, library: Path) -> None:
    ran = call("cite", "ivanov-1950-03-02")
    assert ran.code == 0
    note, entry = ran.out.splitlines()
    assert note.startswith(NOTE)
    assert "State Archive" in note
    assert entry.startswith("Ivanov, Ivan.")


def test_in_text_style_prints_citation_and_entry(call, library: Path) -> None:
    ran = call("cite", "ivanov-1950-03-02", "--style", "chicago-author-date")
    cited, entry = ran.out.splitlines()
    assert re.fullmatch(r"\(Ivanov .*1950\)", cited)
    assert entry.startswith("Ivanov, Ivan. 1950.")


@pytest.mark.parametrize("form", ["note", "short", "ibid", "bibliography", "text"])
def test_each_form_is_one_line(call, library: Path, form: str) -> None:
    assert len(call("cite", "smith-1961-05-04", "--form", form).out.splitlines()) == 1


def test_all_forms(call, library: Path) -> None:
    ran = call("cite", "smith-1961-05-04", "--form", "all", "--labels")
    labels = [line for line in ran.out.splitlines() if line.startswith("# ")]
    assert labels[:2] == ["# chicago-notes, note", "# chicago-notes, short"]
    assert labels[-1] == "# chicago-notes, bibliography"


def test_missing_parts_are_said_on_standard_error(call, library: Path) -> None:
    ran = call("cite", "smith-1961-05-04")
    assert ran.err.startswith("smith-1961-05-04: a complete citation also needs ")
    assert len(ran.err.splitlines()) == 1
    assert call("cite", "smith-1961-05-04", "--quiet").err == ""


def test_several_keys_and_styles(call, library: Path) -> None:
    keys = ["smith-1961-05-04", "ivanov-1950-03-02"]
    ran = call("cite", *keys, "-s", "chicago", "-s", "mla", "-q")
    lines = ran.out.splitlines()
    assert len(lines) == 8
    assert [line[:5] for line in lines[:4]] == ["Ann S", "Ivan ", "Ivano", "Smith"]


def test_locators_and_clusters(call, library: Path) -> None:
    ran = call("cite", "ivanov-1950-03-02, p. 3", "--form", "note", "-q")
    assert "p. 3" in ran.out or ", 3" in ran.out
    cluster = "[see @ivanov-1950-03-02, fol. 12v; @smith-1961-05-04]"
    ran = call("cite", cluster, "--form", "note", "-q")
    assert ran.code == 0
    assert ran.out.startswith("see Ivan")
    assert "12v; Ann Smith" in ran.out


@pytest.mark.parametrize(
    ("target", "quoted"), [("plain", "“On Peace & War"), ("html", "“On Peace &#38; War"),
                           ("latex", "On Peace \\& War"), ("markdown", "On Peace & War")]
)  # fmt: skip
def test_output_formats(call, library: Path, target: str, quoted: str) -> None:
    ran = call("cite", "smith-1961-05-04", "--to", target, "--form", "note", "-q")
    assert quoted in ran.out


def test_bibtex_and_biblatex(call, library: Path) -> None:
    for style in ["bibtex", "biblatex"]:
        ran = call("cite", "ivanov-1950-03-02", "--style", style, "-q")
        assert ran.code == 0
        assert ran.out.startswith("@")
        assert "{ivanov-1950-03-02," in ran.out


def test_json(call, library: Path) -> None:
    ran = call("cite", "smith-1961-05-04", "--json", "-q")
    found = json.loads(ran.out)
    assert [each["form"] for each in found["citations"]] == ["note", "bibliography"]
    assert found["citations"][0]["keys"] == ["smith-1961-05-04"]
    assert found["missing"]["smith-1961-05-04"]


def test_output_file(call, library: Path) -> None:
    ran = call("cite", "smith-1961-05-04", "-o", "out.txt", "-q")
    assert ran.out == ""
    assert len((library / "out.txt").read_text("utf-8").splitlines()) == 2


def test_locale(call, library: Path) -> None:
    german = call("cite", "smith-1961-05-04", "--locale", "de-DE", "--form", "note", "-q").out
    assert "Mai" in german
    assert "„On Peace & War" in german


def test_settings_and_their_overriding(call, library: Path) -> None:
    (library / "archcite.toml").write_text('style = "mla"\nto = "html"\n')
    assert call("cite", "smith-1961-05-04", "-q").out.startswith("(Smith)")
    assert "&#38;" in call("cite", "smith-1961-05-04", "-q").out
    ran = call("cite", "smith-1961-05-04", "-q", "-s", "chicago", "--to", "plain")
    assert "&#38;" not in ran.out


def test_records_are_read_again_when_they_change(call, library: Path) -> None:
    path = library / "records" / "smith-1961-05-04.toml"
    assert "Peace" in call("cite", "smith-1961-05-04", "-q").out
    path.write_text(path.read_text().replace("Peace", "Bread"))
    assert "Bread" in call("cite", "smith-1961-05-04", "-q").out


def test_only_the_cited_file_is_opened(call, library: Path, monkeypatch) -> None:
    import builtins

    (library / "records" / "broken.toml").write_text("not TOML")
    opened: list[str] = []
    original = open

    def watched(path, *args, **kwargs):
        opened.append(str(path))
        return original(path, *args, **kwargs)

    monkeypatch.setattr(builtins, "open", watched)
    assert call("cite", "smith-1961-05-04").code == 0
    assert {Path(path).name for path in opened if "/records/" in path} == {"smith-1961-05-04.toml"}


def test_input_file_without_a_library(call, items: Path) -> None:
    ran = call("cite", "--input", items)
    assert ran.code == 0
    assert [line.split(",")[0] for line in ran.out.splitlines()] == [
        "Eve Young", "Abe Adams", "Adams", "Young",
    ]  # fmt: skip
    ran = call("cite", "a", "--input", items, "--form", "note")
    assert ran.out.startswith("Abe Adams, ")


def test_standard_input(call, nowhere: Path) -> None:
    ran = call("bib", "--input", "-", stdin=json.dumps(ITEMS).encode())
    assert [line.split(",")[0] for line in ran.out.splitlines()] == ["Adams", "Young"]


def test_unknown_key_of_an_input_file(call, items: Path) -> None:
    ran = call("cite", "c", "--input", items)
    assert ran.code == 3
    assert "no item in it has the key 'c'" in ran.err


def test_faulty_items_do_not_hide_the_others(call, nowhere: Path) -> None:
    mixed = [*ITEMS, {"type": "book"}]
    ran = call("bib", "--input", "-", stdin=json.dumps(mixed).encode())
    assert len(ran.out.splitlines()) == 2
    assert ran.code == 1
    assert "standard input" in ran.err


def test_bib_of_the_whole_library(call, library: Path) -> None:
    ran = call("bib")
    assert ran.code == 0
    assert [line.split(",")[0] for line in ran.out.splitlines()] == ["Ivanov", "Smith"]
    assert ran.err == ""


def test_bib_leaves_out_and_tells_faulty_records(call, library: Path) -> None:
    (library / "records" / "bad.toml").write_text("schema = 1\n")
    ran = call("bib")
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 2
    assert "records/bad.toml" in ran.err


@pytest.mark.parametrize("name", citing.FORMATS)
def test_every_format(call, library: Path, name: str) -> None:
    assert "1961" in call("cite", "smith-1961-05-04", "--to", name, "-q").out
    assert "1961" in call("bib", "--to", name, "-q").out


def test_every_format_is_in_the_help() -> None:
    option = next(param for param in load("bib").params if "--to" in param.opts)
    for text in (option.help, SETTINGS["to"].sentence):
        names = text.split(":")[-1].split(";")[0].strip(" .").replace(" or ", ", ")
        assert names.split(", ") == [*citing.FORMATS]


def test_the_layout_of_a_bibliography_is_the_styles() -> None:
    def layout(**said: str) -> BibliographyLayout:
        options = {key.replace("_", "-"): value for key, value in said.items()}
        compiled = SimpleNamespace(facts=SimpleNamespace(bibliography=options))
        return citing.layout_of(cast(LoadedStyle, SimpleNamespace(compiled=compiled)))

    assert layout() == BibliographyLayout(entry_spacing=1)
    assert layout(hanging_indent="true", line_spacing="2", entry_spacing="0") == (
        BibliographyLayout(hanging_indent=True, line_spacing=2)
    )
    assert layout(second_field_align="margin", line_spacing="1e9;").line_spacing == 1


def test_bib_formats(call, library: Path) -> None:
    assert call("bib", "--to", "html").out.startswith('<div class="csl-bib-body"')
    assert call("bib", "--style", "bibtex").out.count("@") == 2
    rows = json.loads(call("bib", "--json", "smith-1961-05-04", "-q").out)
    assert [row["key"] for row in rows] == ["smith-1961-05-04"]
