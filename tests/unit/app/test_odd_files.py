"""What stands where a file should: folders, pipes, devices, itself; full disks; who is watching."""

from __future__ import annotations

import errno
import json
import os
import re
import resource
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from archcite.write import WRITERS

RIS = b"TY  - BOOK\nID  - Smith2020\nTI  - Lamps\nAU  - Roe, Ada\nER  - \n"


@pytest.fixture
def source(nowhere: Path) -> Path:
    path = nowhere / "a.ris"
    path.write_bytes(RIS)
    return path


def test_what_is_no_file_in_a_folder_is_left_out(call, source: Path) -> None:
    folder = source.parent / "folder"
    folder.mkdir()
    os.mkfifo(folder / "pipe")
    (folder / "a.ris").write_bytes(RIS)
    ran = call("convert", folder, "-", "--to", "bibtex", "-q")
    assert ran.code == 0
    assert ran.out.count("@") == 1


def test_a_pipe_is_read_to_its_end(call, source: Path) -> None:
    pipe = source.parent / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(RIS,))
    writer.start()
    ran = call("convert", pipe, "-", "--to", "bibtex", "-q")
    writer.join()
    assert "@book{Smith2020" in ran.out


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom", "/dev/null", "folder"])
@pytest.mark.parametrize("command", ["convert", "import", "cite"])
def test_what_is_no_file(call, library: Path, device: str, command: str, snapshot) -> None:
    (library / "folder").mkdir()
    if device != "folder" and not os.path.exists(device):
        pytest.skip(f"no {device} here")
    arguments = {"convert": [device, "x.bib"], "import": [device], "cite": ["--input", device]}
    before = snapshot(library)
    ran = call(command, *arguments[command])
    assert ran.code == 4
    assert device in ran.err
    assert snapshot(library) == before


def test_a_file_that_vanishes_while_it_is_read(call, library: Path, snapshot, monkeypatch) -> None:
    from archcite.app import reading

    class Vanished:
        def read(self, most: int) -> bytes:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        def close(self) -> None:
            pass

    before = snapshot(library)
    monkeypatch.setattr(reading, "opened", lambda named: Vanished())
    for arguments in (["import", "a.ris"], ["convert", "a.ris", "x.bib"]):
        ran = call(*arguments)
        assert ran.code == 4
        assert "a.ris: error: cannot read: " in ran.err
    assert snapshot(library) == before


@pytest.mark.parametrize("link", ["itself", "hard", "soft"])
def test_output_is_input(call, source: Path, link: str) -> None:
    output = source if link == "itself" else source.parent / "b.ris"
    if link != "itself":
        (output.hardlink_to if link == "hard" else output.symlink_to)(source)
    ran = call("convert", source, output)
    assert ran.code == 5
    assert source.read_bytes() == RIS
    assert call("convert", source, output, "--force").code == 0
    again = output.read_bytes()
    assert b"TI  - Lamps" in again
    assert source.read_bytes() == (RIS if link == "hard" else again)


def test_a_full_disk_leaves_the_old_file(call, source: Path) -> None:
    """A limit of the system's own on the size of files stands for the disk."""
    output = source.parent / "out.bib"
    output.write_text("old")
    source.write_bytes(RIS * 2000)
    child = os.fork()
    if not child:
        from archcite.app.cli import run

        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 2)
        os._exit(run(["convert", str(source), str(output), "--force", "-q"]))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 5
    assert output.read_text() == "old"
    assert sorted(path.name for path in source.parent.iterdir()) == ["a.ris", "out.bib"]


def test_keys_that_differ_in_case_alone(call, library: Path) -> None:
    two = RIS + RIS.replace(b"Smith2020", b"smith2020").replace(b"Lamps", b"Harbours")
    (library.parent / "a.ris").write_bytes(two)
    assert call("import", library.parent / "a.ris", "-q").code == 0
    names = {path.stem for path in (library / "records").iterdir()} - {
        "ivanov-1950-03-02", "smith-1961-05-04"
    }  # fmt: skip
    assert names == {"smith2020", "smith2020-b"}
    out = call("export", *sorted(names), "--to", "bibtex", "-q").out
    keys = re.findall(r"^@\w+\{(.*),$", out, re.MULTILINE)
    assert len({key.lower() for key in keys}) == 2


@pytest.mark.parametrize(("name", "words"), [("x.xml", "mods"), ("x.odd", "bibtex")])
def test_a_name_that_says_too_little(call, source: Path, name: str, words: str) -> None:
    ran = call("convert", source, name)
    assert ran.code == 2
    assert words in ran.err
    assert "--to takes one of" in ran.err
    assert "--for" in ran.err


@pytest.mark.parametrize("to", WRITERS)
def test_strict_and_report_of_every_format(call, library: Path, to: str) -> None:
    report = library / "report.json"
    ran = call("export", "--to", to, "--report", report, "-o", "out")
    assert ran.code == 0
    told = json.loads(report.read_text())
    assert told["target"] == to
    assert told["records"] == 2
    assert told["fields"]["document.title"]
    for fates in told["fields"].values():
        assert set(fates) <= {"carried", "moved", "kept", "dropped"}
    lost = {path for path, fates in told["fields"].items() if {"kept", "dropped"} & fates.keys()}
    facts = {path for path in lost if not path.startswith("record.") and "_src" not in path}
    (library / "out").unlink()
    ran = call("export", "--to", to, "--strict", "-o", "out")
    assert ran.code == (1 if facts else 0), facts
    assert (library / "out").exists() == (not facts)
    assert call("convert", "records", "out", "--to", to, "--strict", "--force").code == ran.code
    assert (library / "out").exists() == (not facts)


def test_an_item_of_a_file_in_another_format(call, nowhere: Path) -> None:
    item = {"id": "Roe2020", "type": "book", "title": "Lamps", "publisher": "Lamp Press"}
    Path("a.json").write_text(json.dumps([item]))
    ran = call("cite", "--input", "a.json", "Roe2020", "--style", "bibtex")
    assert ran.code == 0
    assert ran.out.startswith("@book{Roe2020,\n")
    assert "{Lamp Press}" in ran.out


@pytest.mark.parametrize("command", ["convert", "import"])
@pytest.mark.parametrize("terminal", [True, False])
def test_progress_is_for_terminals(library: Path, command: str, terminal: bool) -> None:
    """Work of some length shows how far it is, and nothing of that on a pipe."""
    source = library.parent / "a.ris"
    source.write_bytes(b"".join(RIS.replace(b"2020", b"%d" % at) for at in range(400)))
    arguments = [str(source)] if command == "import" else [str(source), "out.bib"]
    call = [sys.executable, "-m", "archcite", command, *arguments]
    environment = {**os.environ, "TERM": "xterm"}
    if not terminal:
        ended = subprocess.run(call, capture_output=True, env=environment, check=True)
        shown = ended.stdout + ended.stderr
        assert b"\x1b" not in shown
        assert b"\r" not in shown
        assert b"%" not in shown
        return
    import pty

    mine, theirs = pty.openpty()
    begun = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=theirs, env=environment)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(mine, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(mine)
    assert begun.wait() == 0
    assert (b"converting" if command == "convert" else b"reading") in shown
    last = shown.rstrip().split(b"\n")[-1]
    assert b"converting" not in last
