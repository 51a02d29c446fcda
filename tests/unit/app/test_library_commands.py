"""archcite init, show, list, check, edit, export, style, schema."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest

from archcite.app.cli import _print, style
from archcite.text.width import width


def test_init_makes_a_working_library(call, nowhere: Path) -> None:
    ran = call("init", "mine")
    assert ran.code == 0
    assert "made mine/archcite.toml" in ran.out
    assert call("check", "--library", "mine").code == 0
    assert call("cite", "example", "--library", "mine", "-q").code == 0
    schema = json.loads((nowhere / "mine" / "schema" / "record.schema.json").read_text())
    assert schema["$schema"].startswith("https://json-schema.org/")


def test_init_changes_nothing_that_is_there(call, library: Path, snapshot) -> None:
    before = snapshot(library)
    assert call("init").code == 0
    after = snapshot(library)
    assert {name: after[name] for name in before} == before
    assert "records/example.toml" not in after
    again = call("init")
    assert "nothing was changed" in again.out
    assert snapshot(library) == after


def test_show(call, library: Path) -> None:
    text = (library / "records" / "ivanov-1950-03-02.toml").read_text()
    assert call("show", "ivanov-1950-03-02").out == text
    found = json.loads(call("show", "ivanov-1950-03-02", "--json").out)
    assert found["people"][0]["family"] == "Ivanov"


def test_list(call, library: Path) -> None:
    ran = call("list")
    assert ran.out.splitlines() == [
        "ivanov-1950-03-02\t1950-03-02\tletter\tLetter from Ivanov to Petrov",
        "smith-1961-05-04\t1961-05-04\tspeech\tOn Peace & War",
    ]
    assert len(call("list", "PETROV", "state archive").out.splitlines()) == 1
    assert call("list", "petrov", "smith").out == ""
    assert [row["kind"] for row in json.loads(call("list", "--json").out)] == ["letter", "speech"]


def test_list_tells_faulty_records(call, library: Path) -> None:
    (library / "records" / "bad.toml").write_text("x")
    ran = call("list")
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 2
    assert "records/bad.toml:1: error:" in ran.err


def test_check(call, library: Path) -> None:
    ran = call("check")
    assert ran.code == 0
    assert "2 records checked, 0 errors" in ran.err
    assert "records/smith-1961-05-04.toml: info: " in ran.out
    assert call("check", "--no-gaps").out == ""


def test_check_shows_all_faults_of_all_files(call, library: Path) -> None:
    records = library / "records"
    text = (records / "smith-1961-05-04.toml").read_text()
    (records / "bad.toml").write_text(text.replace("1961-05-04", "1961-13-04"))
    (records / "worse.toml").write_text("[document]\nid = 'worse'\n")
    ran = call("check", "--no-gaps", "--format", "concise")
    assert ran.code == 1
    files = {line.split(":")[0] for line in ran.out.splitlines()}
    assert files == {"records/bad.toml", "records/worse.toml"}
    found = json.loads(call("check", "--json", "--no-gaps", "-q").out)
    assert {"code", "severity", "where", "message", "hint"} <= set(found[0])
    assert call("check", "smith-1961-05-04").code == 0


def test_edit_sets_fields_and_keeps_the_rest(call, library: Path) -> None:
    path = library / "records" / "ivanov-1950-03-02.toml"
    before = path.read_text().splitlines()
    ran = call("edit", "ivanov-1950-03-02", "--set", "document.short_title=To Petrov",
               "--set", "source.archive.place=Kiev")  # fmt: skip
    assert ran.code == 0
    assert ran.out == "records/ivanov-1950-03-02.toml changed\n"
    after = path.read_text().splitlines()
    added = [line for line in after if line not in before]
    assert sorted(added) == ['place = "Kiev"', 'short_title = "To Petrov"']
    assert len(after) == len(before) + 1
    call("edit", "ivanov-1950-03-02", "--unset", "document.short_title")
    assert "short_title" not in path.read_text()


@pytest.mark.parametrize(
    ("assignment", "line"),
    [("document.date_inferred=true", "date_inferred = true"),
     ("document.number=12", 'number = "12"')],
)  # fmt: skip
def test_edit_knows_types(call, library: Path, assignment: str, line: str) -> None:
    assert call("edit", "ivanov-1950-03-02", "--set", assignment).code == 0
    assert line in (library / "records" / "ivanov-1950-03-02.toml").read_text()


@pytest.mark.parametrize(
    ("assignment", "code"),
    [("document.date=yesterday", 1), ("document.colour=red", 1), ("document.title", 2),
     ("document.id=other", 1), ("document.kind=sonnet", 1), ("people[9].family=X", 1)],
)  # fmt: skip
def test_edit_refuses_faults(call, library: Path, assignment: str, code: int, snapshot) -> None:
    before = snapshot(library)
    ran = call("edit", "ivanov-1950-03-02", "--set", assignment)
    assert ran.code == code
    assert ran.err
    assert snapshot(library) == before


def editor(library: Path, change: str) -> str:
    """A program that applies a change to the file that it is called with."""
    script = library / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_text('utf-8')\n"
        f"path.write_text({change}, 'utf-8')\n"
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return f"{sys.executable} {script}"


def test_edit_in_an_editor(call, library: Path, monkeypatch) -> None:
    monkeypatch.setenv("EDITOR", editor(library, "text.replace('Moscow', 'Kiev')"))
    assert call("edit", "ivanov-1950-03-02").out.endswith("changed\n")
    assert "Kiev" in (library / "records" / "ivanov-1950-03-02.toml").read_text()
    assert "nothing was changed" in call("edit", "ivanov-1950-03-02").out


def test_faulty_text_from_an_editor_is_kept(call, library: Path, monkeypatch) -> None:
    monkeypatch.setenv("EDITOR", editor(library, "text.replace('1950-03-02\"', 'soon\"')"))
    path = library / "records" / "ivanov-1950-03-02.toml"
    before = path.read_text()
    ran = call("edit", "ivanov-1950-03-02")
    assert ran.code == 1
    assert path.read_text() == before
    kept = Path(next(line for line in ran.err.splitlines() if "your text" in line).split()[-1])
    assert "soon" in kept.read_text()


def test_edit_notices_another_program(call, library: Path, monkeypatch) -> None:
    path = library / "records" / "ivanov-1950-03-02.toml"
    change = f"(pathlib.Path({str(path)!r}).write_text('x'), text + '# more')[1]"
    monkeypatch.setenv("EDITOR", editor(library, change))
    ran = call("edit", "ivanov-1950-03-02")
    assert ran.code == 5
    assert "changed by another program" in ran.err
    assert path.read_text() == "x"


def test_edit_without_an_editor(call, library: Path, monkeypatch) -> None:
    assert "no editor is set" in call("edit", "smith-1961-05-04").err
    monkeypatch.setenv("EDITOR", "no-such-program-anywhere")
    ran = call("edit", "smith-1961-05-04")
    assert ran.code == 2
    assert "cannot be run" in ran.err


@pytest.mark.parametrize("target", ["bibtex", "biblatex", "csl-json"])
def test_export(call, library: Path, target: str) -> None:
    ran = call("export", "--to", target)
    assert ran.code == 0
    assert "ivanov-1950-03-02" in ran.out
    assert "smith-1961-05-04" in ran.out
    call("export", "--to", target, "-o", "out.txt", "-q")
    assert (library / "out.txt").read_text("utf-8") == ran.out


def test_export_tells_what_is_lost(call, library: Path) -> None:
    path = library / "records" / "smith-1961-05-04.toml"
    path.write_text(path.read_text() + '\n[[mentions]]\nname = "Kim Il Sung"\n')
    ran = call("export", "smith-1961-05-04", "--to", "bibtex")
    assert ran.code == 0
    assert "smith-1961-05-04: warning: bibtex cannot hold" in ran.err
    assert "mentions" in ran.err
    strict = call("export", "smith-1961-05-04", "--to", "bibtex", "--strict", "-o", "out.bib")
    assert strict.code == 1
    assert strict.out == ""
    assert not (library / "out.bib").exists()


def test_unknown_export_format(call, library: Path) -> None:
    ran = call("export", "--to", "papyrus")
    assert ran.code == 2
    assert "known are" in ran.err


def test_style_list(call, nowhere: Path) -> None:
    names = [line.split("\t")[0] for line in call("style", "list").out.splitlines()]
    assert names == ["chicago-author-date", "chicago-notes", "mla", "bibtex", "biblatex"]
    assert "also: chicago" in call("style", "list").out


def test_style_show(call, nowhere: Path) -> None:
    found = json.loads(call("style", "show", "chicago", "--json").out)
    assert found["name"] == "chicago-notes"
    assert found["cites"] == "in notes"
    assert "title:" in call("style", "show", "mla").out


def test_style_check(call, nowhere: Path, root: Path) -> None:
    assert call("style", "check", "mla").code == 0
    bad = nowhere / "bad.csl"
    text = (root / "styles" / "mla.csl").read_text("utf-8")
    bad.write_text(text.replace('variable="title"', 'variabel="title"', 1), "utf-8")
    ran = call("style", "check", bad)
    assert ran.code == 6
    line = next(n for n, each in enumerate(bad.read_text().splitlines(), 1) if "variabel" in each)
    assert f"bad.csl:{line}: error:" in ran.out


def test_style_code_is_python(call, nowhere: Path) -> None:
    code = call("style", "code", "chicago").out
    compile(code, "style", "exec")
    assert "def " in code


def test_schema(call, nowhere: Path, root: Path) -> None:
    assert json.loads(call("schema").out)["title"]
    checked_in = root / "schema" / "record.schema.json"
    assert call("schema").out == checked_in.read_text("utf-8")


def test_edit_can_show_the_change_first(call, library: Path, snapshot) -> None:
    before = snapshot(library)
    key = "smith-1961-05-04"
    ran = call("edit", key, "--set", "document.title=On Peace", "--dry-run")
    assert '+title = "On Peace"' in ran.out
    assert call("edit", key, "--dry-run").code == 2
    assert snapshot(library) == before


def test_a_field_that_no_record_has_cannot_be_unset(call, library: Path) -> None:
    ran = call("edit", "smith-1961-05-04", "--unset", "document.titel")
    assert ran.code == 2
    assert "did you mean document.title?" in ran.err
    ran = call("edit", "smith-1961-05-04", "--unset", "rights", "--unset", "document.number")
    assert "nothing was changed" in ran.out


def test_styles_fit_the_terminal(monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(_print, "to_terminal", lambda: True)
    names = ("mla", "a-style-with-a-name-that-nobody-can-remember")
    rows = [{"name": each, "title": "金" * 40, "also": "", "kind": "note", "parent": ""}
            for each in names]  # fmt: skip
    lines = list(style._table(rows))
    assert max(map(width, lines)) <= 60
    assert names[1] in lines
