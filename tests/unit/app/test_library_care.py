"""add, tag, attach, stats and doctor, as a writer calls them."""

from __future__ import annotations

import gzip
import json
import os
import stat
from pathlib import Path

import pytest

from archcite.app.adding import template
from archcite.record.key import patterned
from archcite.record.toml import from_plain, read
from archcite.record.vocab import Kind

ROE, DOE = "smith-1961-05-04", "ivanov-1950-03-02"


def load(library: Path, key: str):
    return read((library / "records" / f"{key}.toml").read_text(), f"{key}.toml")


def test_add_takes_what_is_typed_apart(call, library: Path) -> None:
    ran = call(
        "add", "--kind", "letter", "--title", "On rice", "--date", "March 2, 1951",
        "--person", "author=Ann Lee", "--person", "recipient=Ministry of Trade",
        "--source", "RGANI, f. 5, op. 49, d. 14, l. 3", "--url", "https://example.org/1",
    )  # fmt: skip
    assert ran.out == "records/lee-1951-03-02.toml added\n"
    record = load(library, "lee-1951-03-02")
    assert record.document.date == "1951-03-02"
    assert record.document.date_as_given == "March 2, 1951"
    assert [(str(each.role), each.family, str(each.kind)) for each in record.people] == [
        ("author", "Lee", "person"), ("recipient", None, "body"),
    ]  # fmt: skip
    assert record.source.archive.acronym == "RGANI"
    assert [each.value for each in record.source.levels] == ["5", "49", "14", "3"]
    again = ("add", "--kind", "letter", "--title", "T", "--date", "1951-03-02")
    ran = call(*again, "--person", "author=Ann Lee")
    assert ran.out == "records/lee-1951-03-02-b.toml added\n"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "nobody is there to be asked"),
        (("--kind", "lettre"), 2, "did you mean letter"),
        (("--kind", "letter", "--person", "Ann Lee"), 2, "ROLE=NAME"),
        (("--kind", "letter", "--person", "writer=Ann"), 2, "no role 'writer'"),
        (("--kind", "letter"), 2, "nobody is there to be asked"),
        (("--kind", "letter", "--title", " ", "--date", "1961"), 2, "nobody is there"),
        (("--template", "letter", "--dry-run"), 2, "leave out one"),
        (("--title", "T", "--key", ROE), 2, "a record of that key"),
        (("--title", "T", "--key", "No"), 2, "not a citation key"),
        (("--title", "T", "--language", "xx-"), 1, "error: document.language: 'xx-' is not"),
    ],
)
def test_add_refuses(call, library: Path, arguments, code: int, words: str) -> None:
    before = sorted(library.rglob("*.toml"))
    ran = call("add", *arguments)
    assert ran.code == code
    assert words in ran.err
    assert sorted(library.rglob("*.toml")) == before


def editing(folder: Path, script: str) -> str:
    program = folder / "editor"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


def test_a_template_that_is_filled_in(call, library: Path, tmp_path: Path, monkeypatch) -> None:
    told = {"title": "On tea", "date": "1952", "family": "Kim", "as_given": "Kim"}
    script = "; ".join(f's/^{name} = ""/{name} = "{text}"/' for name, text in told.items())
    monkeypatch.setenv("EDITOR", editing(tmp_path, f"sed -i '{script}' \"$1\""))
    monkeypatch.delenv("VISUAL", raising=False)
    ran = call("add", "--template", "telegram")
    assert ran.out == "records/kim-1952.toml added\n"
    record = load(library, "kim-1952")
    assert str(record.document.kind) == "telegram"
    assert record.source is None


def test_a_template_that_cannot_be_saved_is_kept(
    call, library: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("EDITOR", editing(tmp_path, 'sed -i \'s/^date = ""/date = "May"/\' "$1"'))
    monkeypatch.delenv("VISUAL", raising=False)
    ran = call("add", "--template", "letter")
    assert ran.code == 1
    kept = Path(ran.err.rsplit("your text is in ", 1)[1].strip())
    assert 'date = "May"' in kept.read_text()
    assert len(list((library / "records").glob("*.toml"))) == 2


@pytest.mark.parametrize("kind", list(map(str, Kind)))
def test_every_template_is_toml_with_nothing_made_up(kind: str) -> None:
    from archcite.app.adding import filled_in

    plain = filled_in(template(kind, "item", "x.json"))
    assert plain == {
        "schema": "archcite/1",
        "document": {"id": "item", "kind": kind, "title_kind": "devised"},
    }


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("", "smith-1961-05-04"),
        ("{author}-{year}-{title}", "smith-1961-peace-war-talks"),
        ("{archive}_{kind}", "rgani-letter"),
        ("{year}{author}", "1961smith"),
        ("{collection}", "smith-1961-05-04"),
    ],
)
def test_keys_by_a_pattern(pattern: str, key: str) -> None:
    record = from_plain(
        {
            "schema": "archcite/1",
            "document": {"id": "x", "kind": "letter", "title": "Peace & War Talks",
                         "date": "1961-05-04"},
            "people": [{"role": "author", "as_given": "Ann Šmith", "family": "Šmith"}],
            "source": {"archive": {"acronym": "RGANI"}},
        }
    )  # fmt: skip
    assert patterned(record, pattern) == key


def test_the_pattern_of_the_settings(call, library: Path) -> None:
    (library / "archcite.toml").write_text('key = "{year}-{title}"\n')
    ran = call("add", "--kind", "letter", "--title", "On rice", "--date", "1951")
    assert ran.out == "records/1951-rice.toml added\n"
    (library / "archcite.toml").write_text('key = "{nothing}"\n')
    ran = call("list")
    assert ran.code == 1
    assert "makes no keys" in ran.err


def test_tags(call, library: Path) -> None:
    assert call("tag", ROE, DOE, "-a", "draft", "-a", " chapter  3 ").code == 0
    assert [each.term for each in load(library, ROE).subjects] == ["draft", "chapter 3"]
    assert call("list", "tag:draft", "--keys").out == f"{DOE}\n{ROE}\n"
    assert call("tag", ROE, "-a", "draft").err == "nothing was changed\n"
    assert call("tag", "tag:draft", "-r", "draft").code == 0
    assert call("tag").out == "chapter 3\t2\n"
    assert json.loads(call("tag", ROE, "--json").out) == {"chapter 3": 1}
    text = (library / "records" / f"{DOE}.toml").read_text()
    assert "# kept by hand" in text
    for _ in range(2):
        call("undo")
    assert load(library, ROE).subjects == ()


def test_headings_of_a_scheme_are_no_tags(call, library: Path) -> None:
    path = library / "records" / f"{ROE}.toml"
    path.write_text(path.read_text() + '[[subjects]]\nterm = "War"\nscheme = "LCSH"\n')
    call("tag", ROE, "-r", "War")
    assert [each.term for each in load(library, ROE).subjects] == ["War"]


def test_attach(call, library: Path, tmp_path: Path) -> None:
    scan = tmp_path / "Scan 1.PDF"
    scan.write_bytes(b"%PDF-1.7 scan")
    assert call("attach", ROE, str(scan)).code == 0
    (kept,) = load(library, ROE).attachments
    assert (library / kept.path).read_bytes() == scan.read_bytes()
    assert (kept.title, kept.media_type) == ("Scan 1.PDF", "application/pdf")
    assert "attached already" in call("attach", ROE, str(scan)).err
    assert call("attach", DOE, str(scan), "--title", "The letter").code == 0
    assert len([path for path in (library / "files").rglob("*") if path.is_file()]) == 1
    (row,) = json.loads(call("attach", DOE, "--json").out)
    assert (row["title"], row["there"]) == ("The letter", True)
    for key in (ROE, DOE):
        assert call("attach", key, "--remove", "1").code == 0
    assert call("attach", ROE, "--open", "1").code == 2
    # Whoever undoes that wants the file back; another one belongs to nobody.
    assert call("doctor").code == 0
    stray = library / "files" / "ab" / "0123.pdf"
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("stray")
    faulty = library / "records" / "faulty.toml"
    faulty.write_text("what it has attached is not known")
    assert "to no record" not in call("doctor", "--mend", "--yes").out
    assert stray.exists()
    faulty.unlink()
    ran = call("doctor")
    assert ran.code == 1
    assert "1 file belongs to no record" in ran.out
    assert call("doctor", "--mend", "--yes").code == 0
    assert not stray.exists()
    assert [path for path in (library / "files").rglob("*") if path.is_file()]


def test_a_path_of_a_record_is_never_opened_elsewhere(call, library: Path) -> None:
    path = library / "records" / f"{ROE}.toml"
    path.write_text(path.read_text() + '[[attachments]]\npath = "../../etc/passwd"\n')
    assert call("attach", ROE, "--open", "1").code == 4
    assert json.loads(call("attach", ROE, "--json").out)[0]["there"] is False


def test_attach_what_cannot_be_read(call, library: Path, tmp_path: Path) -> None:
    assert call("attach", ROE, str(tmp_path / "none.pdf")).code == 4
    assert call("attach", ROE, str(tmp_path)).code == 4


def test_stats(call, library: Path) -> None:
    found = json.loads(call("stats", "--json").out)
    assert found["records"] == 2
    assert found["kinds"] == {"letter": 1, "speech": 1}
    assert found["decades"] == {"1950": 1, "1960": 1}
    assert found["having"]["title"] == 2
    assert "2 records" in call("stats").out


@pytest.mark.parametrize(
    "closed", ["", "records", ".archcite", ".archcite/history", f"records/{ROE}.toml"]
)
def test_doctor_tells_what_cannot_be_written(
    call, library: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    call("tag", ROE, "--add", "peace")
    assert "ok  writing: records can be changed" in call("doctor").out
    real = os.access
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode: (
            not (mode & os.W_OK and Path(path) == library / closed) and real(path, mode)
        ),
    )
    ran = call("doctor")
    assert ran.code == 1
    assert f"!!  writing: cannot be written: {closed or '.'} (mend" in ran.out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_doctor_tells_of_a_read_only_folder(call, library: Path) -> None:
    (library / "records").chmod(0o555)
    ran = call("doctor")
    (library / "records").chmod(0o755)
    assert (ran.code, "!!  writing: cannot be written: records" in ran.out) == (1, True)


def test_doctor_finds_what_is_wrong(call, library: Path) -> None:
    assert call("doctor").code == 0
    records = library / "records"
    (records / "bad.toml").write_text("x")
    (records / "Not A Key.toml").write_text("")
    (records / ".smith.toml.999999999.tmp").write_text("half")
    ran = call("doctor")
    assert ran.code == 1
    for words in ("1 faulty: bad", "no records: Not A Key.toml", ".smith.toml.999999999.tmp"):
        assert words in ran.out
    assert call("doctor", "--mend", "--yes").code == 1
    assert not (records / ".smith.toml.999999999.tmp").exists()
    told = json.loads(call("doctor", "--json").out)
    assert {each["what"] for each in told if not each["sound"]} == {"records", "names"}


def test_doctor_and_a_damaged_history(call, library: Path) -> None:
    call("tag", ROE, "-a", "x")
    (entry,) = (library / ".archcite" / "history").glob("*.gz")
    # The head can be read, and the list of files behind it cannot.
    head, files = gzip.decompress(entry.read_bytes()).splitlines()
    entry.write_bytes(gzip.compress(head + b"\n" + files[:-5]))
    ran = call("doctor")
    assert ran.code == 1
    assert "cannot be undone any more: 1" in ran.out


def test_a_link_to_nothing_hides_no_other_record(call, library: Path) -> None:
    (library / "records" / "gone.toml").symlink_to(library / "nowhere.toml")
    ran = call("bib", "-q")
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 2
    assert "records/gone.toml: error: cannot read: it is a link to a file that is not" in ran.err


def test_a_file_that_is_not_there_cannot_be_attached(call, library: Path) -> None:
    ran = call("attach", ROE, "nowhere.pdf")
    assert ran.code == 4
    assert "nowhere.pdf: error: cannot read: there is no such file" in ran.err


def test_add_says_which_date_it_does_not_understand(call, library: Path) -> None:
    ran = call("add", "--title", "On rice", "--date", "shortly after", "--key", "rice")
    assert ran.code == 0
    assert "'shortly after' is not understood" in ran.err
    assert load(library, "rice").document.date_as_given == "shortly after"
    assert call("add", "--title", "On tea", "--date", "May 1961").err == ""


def test_add_can_show_the_record_first(call, library: Path, snapshot) -> None:
    before = snapshot(library)
    ran = call("add", "--title", "On rice", "--key", "rice", "--dry-run")
    assert snapshot(library) == before
    assert read(ran.out, "rice.toml").document.title == "On rice"


def test_a_template_that_is_no_toml_ends_as_any_unreadable_input(
    call, library: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("EDITOR", editing(tmp_path, 'echo "x = [" >> "$1"'))
    monkeypatch.delenv("VISUAL", raising=False)
    assert call("add", "--template", "letter").code == 4


def test_a_tag_cannot_be_put_on_and_taken_off(call, library: Path) -> None:
    ran = call("tag", ROE, "--add", "x", "--remove", "x")
    assert ran.code == 2
    assert "put on and taken off (leave out one)" in ran.err
