"""Bad input: one clear sentence, the right exit code, and every file as it was."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

FILES: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \n\n\t\n",
    "binary": bytes(range(256)) * 8,
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "nameless-page": b"<!DOCTYPE html><html><title> </title><p>Buy now!</html>",
    "prose": b"Some words of no particular shape.\nAnd some more.\n",
    "not-utf-8": b"Author(s):\nM\xfcller\n",
    "no-json": b'[{"id": "a",]',
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("command", ["import", "cite"])
def test_bad_file(
    call, library: Path, snapshot: Callable[..., object], name: str, command: str
) -> None:
    path = library / f"{name}.txt"
    path.write_bytes(FILES[name])
    before = snapshot(library)
    ran = call(command, *(["--input"] if command == "cite" else []), path)
    assert ran.code == 4
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert f"{name}.txt" in ran.err
    assert re.search(r"\[[a-z0-9-]+\]$", ran.err.strip())
    assert snapshot(library) == before


def test_too_large_file(call, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import archcite.read

    monkeypatch.setattr(archcite.read, "MAX_BYTES", 2**20)
    path = library / "huge.txt"
    path.write_bytes(b"x" * (2**20 + 1))
    ran = call("import", path)
    assert ran.code == 4
    assert "is larger than 1 MB" in ran.err


def test_hundred_megabytes_are_not_read(call, library: Path) -> None:
    path = library / "huge.txt"
    with open(path, "wb") as stream:
        stream.truncate(100 * 2**20)
    ran = call("import", path)
    assert ran.code == 4
    assert "is no text: byte 1 is zero" in ran.err


@pytest.mark.parametrize("named", ["none.txt", "records/none.txt"])
def test_file_that_cannot_be_opened(call, library: Path, named: str) -> None:
    ran = call("import", named)
    assert ran.code == 4
    assert f"{named}: error: cannot read" in ran.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(call, library: Path) -> None:
    path = library / "page.txt"
    path.write_text("Author(s):")
    path.chmod(0)
    ran = call("import", path)
    assert ran.code == 4
    assert "permission is denied" in ran.err


def test_full_disk(call, library: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    ran = call("cite", "smith-1961-05-04", "-q", "-o", "/dev/full")
    assert ran.code == 5
    assert "no space is left on the disk" in ran.err


def test_read_only_library(call, library: Path, monkeypatch, snapshot) -> None:
    import errno

    def refuse(*_: object, **__: object) -> int:
        raise OSError(errno.EROFS, "")

    before = snapshot(library)
    monkeypatch.setattr(os, "open", refuse)
    ran = call("edit", "smith-1961-05-04", "--set", "document.number=1")
    monkeypatch.undo()
    assert ran.code == 5
    assert "the file system is read-only; nothing was changed" in ran.err
    assert snapshot(library) == before


def test_unknown_keys_are_all_told(call, library: Path) -> None:
    ran = call("cite", "smth-1961-05-04", "ivanov", "../../etc/passwd", "smith-1961-05-04")
    assert ran.out == ""
    assert "did you mean smith-1961-05-04?" in ran.err
    assert ran.code in (2, 3)
    ran = call("cite", "smth-1961-05-04", "ivanov")
    assert ran.code == 3
    assert len(ran.err.splitlines()) == 2


@pytest.mark.parametrize("command", ["show", "check", "export", "edit", "bib"])
def test_unknown_key(call, library: Path, command: str) -> None:
    more = ["--set", "document.number=1"] if command == "edit" else []
    ran = call(command, "smith-1961-05-05", *more)
    assert ran.code == 3
    assert "did you mean smith-1961-05-04?" in ran.err


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("chicgo", "did you mean"),
        ("none.csl", "cannot be read"),
        ("records/x.csl", "cannot be read"),
    ],
)
def test_unknown_style(call, library: Path, style: str, said: str) -> None:
    ran = call("cite", "smith-1961-05-04", "--style", style)
    assert ran.code == 6
    assert said in ran.err


@pytest.mark.parametrize("text", [b"", b"<a/>", b"\x00\xff", b"<?xml version='1.0'?><style"])
def test_bad_style_file(call, library: Path, text: bytes) -> None:
    (library / "bad.csl").write_bytes(text)
    ran = call("cite", "smith-1961-05-04", "--style", "bad.csl")
    assert ran.code == 6
    assert len(ran.err.splitlines()) == 1
    assert "bad" in ran.err


def test_unknown_locale(call, library: Path) -> None:
    ran = call("cite", "smith-1961-05-04", "--locale", "xx")
    assert ran.code == 0
    assert "May 4, 1961" in ran.out
    assert "[locale-fallback]" in ran.err


def test_locale_of_a_language_without_its_country(call, library: Path) -> None:
    ran = call("cite", "smith-1961-05-04", "--locale", "de")
    assert "4. Mai 1961" in ran.out
    assert "[locale-fallback]" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["cite"], "no citation key was given"),
        (["cite", "smith-1961-05-04", "--to", "papyrus"], "known are plain"),
        (["cite", "smith-1961-05-04", "--form", "poem"], "known are note"),
        (["cite", "[@smith-1961-05-04"], "bracket"),
        (["cite", "--bogus"], "No such option"),
        (["ctie"], "Did you mean cite"),
        (["cite", "--style"], "requires an argument"),
    ],
)
def test_usage(call, library: Path, arguments: list[str], said: str) -> None:
    ran = call(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""


def test_no_library(call, nowhere: Path) -> None:
    ran = call("cite", "a")
    assert ran.code == 2
    assert "archcite init" in ran.err


def test_all_ten_faults_of_a_record(call, library: Path) -> None:
    (library / "records" / "ten.toml").write_text(
        """\
schema = "archcite/2"
colour = "red"

[document]
id = "ten"
kind = "sonnet"
title = " "
date = "1961-02-30"
language = "klingon!"
date_inferred = "yes"

[[people]]
role = "author"
family = "Nameless"

[rights]
uri = "https://rightsstatements.org/vocab/InC/1.0/"
contact = "nobody"

[[funders]]
name = "Fund"
ids = { ror = "000000000" }
"""
    )
    ran = call("cite", "ten")
    assert ran.code == 1
    assert ran.out == ""
    lines = [int(re.match(r"records/ten\.toml:(\d+): error:", line)[1])  # type: ignore[index]
             for line in ran.err.splitlines()]  # fmt: skip
    assert lines == sorted(lines)
    assert set(lines) >= {1, 2, 6, 7, 8, 9, 10, 17, 18, 22}
    assert len(lines) == 11
    checked = call("check", "ten", "--no-gaps", "--format", "concise")
    told = re.sub(r"(?m)^(records/ten\.toml:\d+):\d+:", r"\1:", checked.out)
    assert sorted(told.splitlines()) == sorted(ran.err.splitlines())


HOSTILE = [
    "<script>alert(1)</script>",
    "\\input{/etc/passwd}",
    "{ unbalanced",
    "} unbalanced",
    "\x1b[31mred\x07",
    "left\u202eright",
    "isolate\u2066d",
    "100% & #1 $x_y^z~",
    '"; DROP TABLE records; --',
    "](http://example.org) *bold* `code`",
    "line\nbreak\ttab",
    "@misc{x, title={y}}",
]


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize(
    "target", ["plain", "markdown", "html", "latex", "bibtex", "biblatex", "csl-json", "terminal"]
)
def test_hostile_title(call, library: Path, title: str, target: str) -> None:
    items = library / "items.json"
    import json

    items.write_text(json.dumps([{"id": "x", "type": "book", "title": title}]))
    path = library / "records" / "smith-1961-05-04.toml"
    escaped = json.dumps(title)
    path.write_text(path.read_text().replace('"On Peace & War"', escaped))
    if target in ("bibtex", "biblatex", "csl-json"):
        ran = call("export", "smith-1961-05-04", "--to", target, "-q")
    elif target == "terminal":
        ran = call("cite", "--input", items, "--to", "terminal")
    else:
        ran = call("cite", "smith-1961-05-04", "--to", target, "-q")
        if ran.code == 1:  # the record itself was refused, in one line
            assert "control character" in ran.err
        ran = call("cite", "--input", items, "--to", target, "-q")
    harmless(target, ran.out, ran.err)


def harmless(target: str, out: str, err: str) -> None:
    """What must hold of any output, whatever the data said."""
    for text in (out, err):
        allowed = "\n\x1b" if target == "terminal" else "\n"
        controls = {c for c in text if (ord(c) < 32 or 0x7F <= ord(c) < 0xA0) and c not in allowed}
        assert not controls
    if target != "csl-json":
        assert not set("\u202e\u2066") & set(out)
    assert "\x07" not in out
    assert "\x1b[31m" not in out
    if target == "html":
        assert "<script" not in out
    if target in ("latex", "bibtex", "biblatex"):
        assert "\\input" not in out
        bare = re.sub(r"\\[{}]", "", out)
        assert bare.count("{") == bare.count("}")
    if target in ("bibtex", "biblatex"):
        assert len(re.findall(r"^@", out, re.MULTILINE)) <= 1
    if target == "markdown":
        assert "](http" not in out.replace("\\]", "")


def test_messages_cannot_disturb_a_terminal(call, library: Path) -> None:
    ran = call("cite", "\x1b[31mkey\u202e")
    assert ran.code in (2, 3)
    assert "\x1b" not in ran.err
    assert "\u202e" not in ran.err


def test_unexpected_fault_is_one_sentence(call, library: Path, monkeypatch) -> None:
    from archcite.library.files import Library

    def break_down(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(Library, "text", break_down)
    ran = call("show", "smith-1961-05-04")
    assert ran.code == 70
    assert "please report this" in ran.err
    assert "Traceback" not in ran.err
    monkeypatch.setenv("ARCHCITE_DEBUG", "1")
    assert "Traceback" in call("show", "smith-1961-05-04").err


def test_interrupt(call, library: Path, monkeypatch) -> None:
    from archcite.library.files import Library

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Library, "text", interrupt)
    assert call("show", "smith-1961-05-04").code == 130


def test_a_library_is_started_whole_or_not_at_all(call, tmp_path: Path, monkeypatch) -> None:
    from archcite.app.cli import init
    from archcite.errors import CannotWrite, Problem

    write = init.write_file

    def fail_at_the_schema(path: Path, *args: object, **options: bool) -> object:
        if path.suffix == ".json":
            raise CannotWrite(Problem("cannot-write", str(path), "no space is left on the disk"))
        return write(path, *args, **options)

    monkeypatch.setattr(init, "write_file", fail_at_the_schema)
    ran = call("init", tmp_path / "new")
    assert ran.code == 5
    assert [path for path in (tmp_path / "new").rglob("*") if path.is_file()] == []


def test_a_locale_never_becomes_a_path(call, library: Path, tmp_path: Path) -> None:
    ran = call("cite", "smith-1961-05-04", "--locale", f"en-/../../../../../..{tmp_path}/OUT")
    assert ran.code == 6
    assert "no language tag" in ran.err
    assert not (tmp_path / "OUT").exists()


def test_an_unreadable_neighbour_stops_no_import(call, library: Path) -> None:
    (library / "records" / "a-folder.toml").mkdir()
    page = Path(__file__).parents[2] / "cases" / "wilson"
    source = next(path for path in sorted(page.iterdir()) if path.suffix == ".txt")
    ran = call("import", source)
    assert ran.code == 0, ran.err


@pytest.mark.parametrize("editor", ['"', "no-such-editor-at-all"])
def test_an_editor_that_cannot_run(call, library: Path, monkeypatch, editor: str) -> None:
    monkeypatch.setenv("VISUAL", editor)
    ran = call("edit", "smith-1961-05-04")
    assert ran.code == 2
    assert "cannot be run" in ran.err


def test_what_an_editor_saved_is_never_lost(
    call, library: Path, tmp_path: Path, monkeypatch
) -> None:
    program = tmp_path / "editor"
    program.write_text("#!/bin/sh\nprintf '\\377' > \"$1\"\n")
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(program))
    ran = call("edit", "smith-1961-05-04")
    assert ran.code == 4
    kept = ran.err.split(":")[0]
    assert Path(kept).read_bytes() == b"\xff"


def test_settings_that_are_nested_too_deeply(call, library: Path) -> None:
    (library / "archcite.toml").write_text("a = " + "[" * 5000)
    ran = call("list")
    assert ran.code == 1
    assert "[bad-config]" in ran.err


def test_a_long_path_of_a_field(call, library: Path) -> None:
    ran = call("edit", "smith-1961-05-04", "--set", f"document{'.a' * 3000}=x")
    assert ran.code == 1
    assert "[field-unknown]" in ran.err
