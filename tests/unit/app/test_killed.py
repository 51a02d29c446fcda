"""An import that is killed leaves the library wholly as it was, or wholly as it should be."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archcite.app.cli import run
from archcite.record.model import Record
from archcite.record.toml import read

COUNT = 150
TOLD = ("[change-finished]", "[change-undone]")


def export(path: Path, word: str) -> None:
    """A file of many letters."""
    items = [
        {
            "id": f"letter-{number}", "type": "personal_communication",
            "title": f"Letter {number} {word}", "DOI": f"10.1000/letter.{number}",
        }
        for number in range(COUNT)
    ]  # fmt: skip
    path.write_text(json.dumps(items))


def titles(root: Path) -> set[str]:
    """Which words the titles end with; there are all the letters, or none."""
    records = [load_record(path) for path in (root / "records").glob("letter-*.toml")]
    assert len(records) in (0, COUNT)
    return {(record.document.title or "").split()[-1] for record in records}


def load_record(path: Path) -> Record:
    return read(path.read_text("utf-8"), path.name)


def forked(file: Path) -> int:
    """An import in a process of its own; its number."""
    child = os.fork()
    if not child:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        try:
            run(["import", str(file)])
        finally:
            os._exit(0)
    return child


def started(file: Path) -> int:
    """The same as somebody calls it."""
    command = [sys.executable, "-m", "archcite", "import", str(file)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).pid


def killed_imports(call, root: Path, rounds: int, begin: Callable[[Path], int]) -> set[str]:
    """Kill imports that change all the records; what the next commands told."""
    dice, file, seen = random.Random(rounds), root.parent / "letters.json", set()
    export(file, "0")
    start = time.monotonic()
    os.waitpid(begin(file), 0)
    needed = time.monotonic() - start
    assert titles(root) == {"0"}
    number, now = 1, "0"
    for _ in range(rounds):
        export(file, str(number))
        child = begin(file)
        time.sleep(dice.uniform(0.2, 1.2) * needed)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        ran = call("list")
        assert ran.code == 0
        assert len(ran.err.splitlines()) <= 1
        assert not ran.err or ran.err.strip().endswith(TOLD), ran.err
        found = titles(root)
        assert found in ({now}, {str(number)}), (found, now, number)
        seen.add(ran.err.strip().rpartition(" ")[2])
        now, number = found.pop(), number + 1
        assert not [path.name for path in (root / "records").iterdir() if path.suffix != ".toml"]
    assert call("import", file).code == 0  # nothing stands in its way
    return seen


def test_some_imports(call, library: Path) -> None:
    killed_imports(call, library, 6, forked)


@pytest.mark.slow
def test_many_imports(call, library: Path) -> None:
    assert killed_imports(call, library, 150, forked) > {""}
    killed_imports(call, library, 40, started)


def test_the_next_command_says_what_happened(call, library: Path) -> None:
    file = library.parent / "letters.json"
    export(file, "0")
    child = os.fork()
    if not child:
        replace, puts = os.replace, 0

        def dying(source: object, target: object) -> None:
            nonlocal puts
            puts += "records" in str(target)
            if puts > 9:
                os.kill(os.getpid(), signal.SIGKILL)
            replace(source, target)  # type: ignore[arg-type]

        os.replace = dying  # type: ignore[assignment]
        run(["import", str(file)])
        os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    ran = call("cite", "letter-1", "-q")
    assert ran.code == 0
    said = f"the last import, of {COUNT} files, had been broken off; it was completed"
    assert said in ran.err
    assert call("cite", "letter-1", "-q").err == ""
    assert titles(library) == {"0"}


def test_everything_is_on_the_disk_before_a_record_is_touched(
    call, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a power cut may lose is not yet needed: the order of the calls is what saves it."""
    file = library.parent / "letters.json"
    export(file, "0")
    calls: list[str] = []
    real = {name: getattr(os, name) for name in ("replace", "fsync", "sync")}

    def replace(source: object, target: object) -> None:
        calls.append("record" if "records" in str(target) else os.path.basename(str(target)))
        real["replace"](source, target)

    def forced(name: str) -> Callable[..., None]:
        return lambda *args: (calls.append(name), real[name](*args))[1]

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(os, "fsync", forced("fsync"))
    monkeypatch.setattr(os, "sync", forced("sync"))
    assert call("import", file).code == 0
    first = calls.index("record")
    last = len(calls) - calls[::-1].index("record")
    plan, done = calls.index("plan"), calls.index("done")
    assert calls.index("sync") < plan < first < last < done
    assert "fsync" in calls[:plan]  # the plan's text
    assert "fsync" in calls[plan:first]  # its name
    assert "fsync" in calls[last:done]  # the records' names
