"""The real programs that our files are sent through: what each needs, its version, its paths.

A path is a format that archcite writes, the commands, and a format that archcite reads. Whatever is
not installed is named, with what would install it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path as File
from typing import NamedTuple

HERE = File(__file__).parent
ROOT = HERE.parents[1]
NODE = ROOT / ".venv" / "interop"
SECONDS = 120  # the longest that one command may take
_MB = 2**20


class Path(NamedTuple):
    """One way through a program.

    source: the name of our writer; target: that of our reader. steps: commands; {in} is the file
    before, {out} the file after; what does not name {out} writes to standard output.
    """

    source: str
    target: str
    steps: tuple[tuple[str, ...], ...]
    label: str = ""

    @property
    def name(self) -> str:
        return f"{self.source} to {self.label or self.target}"


class Program(NamedTuple):
    """lacking: what is not there, a sentence with the mend, or "". version: asked only if not."""

    title: str
    lacking: Callable[[], str]
    version: Callable[[], str]
    paths: tuple[Path, ...]


class Fault(Exception):
    """A program that ended with an error, or said nothing in time."""


def through(path: Path, data: bytes, folder: File) -> bytes:
    """What the program makes of the file. Raises Fault."""
    now = folder / f"in{SUFFIXES[path.source]}"
    now.write_bytes(data)
    for at, step in enumerate(path.steps, 1):
        last = at == len(path.steps)
        then = folder / f"step{at}{SUFFIXES[path.target] if last else '.xml'}"
        command = [word.replace("{in}", str(now)).replace("{out}", str(then)) for word in step]
        done = run(command, folder)
        if not any("{out}" in word for word in step):
            then.write_bytes(done.stdout)
        if done.returncode or not then.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise Fault(f"{step[0]} ended with {done.returncode}: {' / '.join(said[-2:])[:300]}")
        now = then
    return now.read_bytes()


def run(command: list[str], folder: File) -> subprocess.CompletedProcess[bytes]:
    """A command in a folder, without the settings of whoever runs this. Raises Fault."""
    surroundings = {
        **os.environ,
        "HOME": str(folder),  # no settings of whoever runs this
        "NODE_PATH": str(NODE / "node_modules"),
        "PYTHONWARNINGS": "ignore",
        "max_print_line": "1000",  # TeX breaks its messages otherwise
    }
    try:
        return subprocess.run(
            command, cwd=folder, env=surroundings, capture_output=True,
            timeout=SECONDS, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Fault(f"{command[0]} said nothing for {SECONDS} seconds") from None


SUFFIXES = {
    "bibtex": ".bib",
    "biblatex": ".bib",
    "ris": ".ris",
    "ris-jabref": ".ris",
    "csl-json": ".json",
    "csl-json-pandoc": ".json",
    "endnote-xml": ".xml",
    "mods": ".xml",
}


def _commands(package: str, *names: str) -> Callable[[], str]:
    def lacking() -> str:
        absent = [name for name in names if not shutil.which(name)]
        return (
            f"{', '.join(absent)} not found; on Debian: apt-get install {package}" if absent else ""
        )

    return lacking


def _module(name: str) -> Callable[[], str]:
    def lacking() -> str:
        try:
            version(name)
        except PackageNotFoundError:
            return f"{name} is not installed in .venv; make interop does it"
        return ""

    return lacking


def _node(package: str) -> Callable[[], str]:
    def lacking() -> str:
        if not shutil.which("node"):
            return "node not found; on Debian: apt-get install nodejs npm"
        if not (NODE / "node_modules" / package).is_dir():
            return f"{package} is not in .venv/interop; make interop installs it if there is npm"
        return ""

    return lacking


def _said(*command: str) -> Callable[[], str]:
    """The first number with a dot that a command says of itself."""

    def asked() -> str:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        found = re.search(rb"\d+(\.\d+)+", done.stdout + done.stderr)
        return found.group().decode() if found else "of unknown version"

    return asked


def _node_version(package: str) -> Callable[[], str]:
    def asked() -> str:
        import json

        data = (NODE / "node_modules" / package / "package.json").read_text("utf-8")
        return str(json.loads(data)["version"])

    return asked


def _bundled_pandoc() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def _paths(
    sources: dict[str, str], targets: dict[str, str], step: Callable[[str, str], tuple[str, ...]]
) -> tuple[Path, ...]:
    """Every source to every target. The values are the program's own names of the formats."""
    return tuple(
        Path(ours, back, (step(theirs, wanted),))
        for ours, theirs in sources.items()
        for back, wanted in targets.items()
    )


def _pandoc(command: str, sources: dict[str, str]) -> tuple[Path, ...]:
    targets = {"bibtex": "bibtex", "biblatex": "biblatex", "csl-json": "csljson"}
    return _paths(
        sources,
        targets,
        lambda this, that: (command, "-s", "-f", this, "-t", that, "{in}", "-o", "{out}"),
    )


_OLD_PANDOC = {
    "bibtex": "bibtex",
    "biblatex": "biblatex",
    "csl-json": "csljson",
    "csl-json-pandoc": "csljson",
}


def _new_pandoc() -> tuple[Path, ...]:
    command = "pandoc" if _module("pypandoc-binary")() else _bundled_pandoc()
    return _pandoc(command, {**_OLD_PANDOC, "ris": "ris", "endnote-xml": "endnotexml"})


def _bibutils() -> Iterator[Path]:
    readers = {"bibtex": "bib2xml", "biblatex": "biblatex2xml", "ris": "ris2xml",
               "endnote-xml": "endx2xml", "mods": ""}  # fmt: skip
    writers = {"bibtex": "xml2bib", "ris": "xml2ris", "mods": ""}
    for ours, read in readers.items():
        for back, write in writers.items():
            steps = [(command, "{in}") for command in (read, write) if command]
            if steps:
                yield Path(ours, back, tuple(steps))


def _citation_js() -> tuple[Path, ...]:
    formats = {"bibtex": "bibtex", "biblatex": "biblatex", "ris": "ris", "csl-json": "data"}
    script = str(HERE / "citation.js")
    return _paths(
        dict(zip(formats, formats, strict=True)),
        formats,
        lambda this, that: ("node", script, this, that, "{in}", "{out}"),
    )


def _jabref() -> Iterator[Path]:
    for ours, read in {
        "bibtex": "bibtex",
        "biblatex": "bibtex",
        "ris-jabref": "ris",
        "mods": "mods",
    }.items():
        for back, write in {"bibtex": "", "ris": ",ris", "mods": ",mods"}.items():
            yield Path(
                ours, back, (("jabref", "-n", "-i", f"{{in}},{read}", "-o", f"{{out}}{write}"),)
            )


def _library(name: str, *formats: str, labels: tuple[str, ...] = ("",)) -> tuple[Path, ...]:
    script = str(HERE / "libraries.py")
    return tuple(
        Path(each, each, ((sys.executable, script, f"{name}{label}", "{in}", "{out}"),),
             f"{each}, {label.strip('-')}" if label else "")
        for each in formats
        for label in labels
    )  # fmt: skip


def _biber() -> tuple[Path, ...]:
    return tuple(
        Path(each, each, (("biber", "--tool", "--quiet", "--output-file", "{out}", "{in}"),))
        for each in ("biblatex", "bibtex")
    )


def _better_bibtex() -> tuple[Path, ...]:
    script = str(HERE / "better_bibtex.mjs")
    return tuple(
        Path(each, each, (("node", script, "{in}", "{out}"),)) for each in ("bibtex", "biblatex")
    )


PROGRAMS: dict[str, Program] = {
    "pandoc": Program(
        "pandoc",
        _module("pypandoc-binary"),
        lambda: _said(_bundled_pandoc(), "--version")(),
        _new_pandoc(),
    ),
    "pandoc-debian": Program(
        "pandoc of Debian 12",
        _commands("pandoc", "pandoc"),
        _said("pandoc", "--version"),
        _pandoc("pandoc", _OLD_PANDOC),
    ),
    "bibutils": Program(
        "bibutils",
        _commands("bibutils", "bib2xml", "biblatex2xml", "ris2xml", "endx2xml", "xml2bib"),
        _said("bib2xml", "-v"),
        tuple(_bibutils()),
    ),
    "biber": Program("biber --tool", _commands("biber", "biber"), _said("biber", "-v"), _biber()),
    "jabref": Program(
        "JabRef",
        _commands("jabref default-jre-headless", "jabref", "java"),
        _said("dpkg-query", "-W", "-f", "${Version}", "jabref"),
        tuple(_jabref()),
    ),
    "citation-js": Program(
        "citation-js",
        _node("@citation-js/core"),
        _node_version("@citation-js/core"),
        _citation_js(),
    ),
    "better-bibtex": Program(
        "Better BibTeX's parser",
        _node("@retorquere/bibtex-parser"),
        _node_version("@retorquere/bibtex-parser"),
        _better_bibtex(),
    ),
    "rispy": Program(
        "rispy", _module("rispy"), lambda: version("rispy"), _library("rispy", "ris", "ris-jabref")
    ),
    "pybtex": Program(
        "pybtex", _module("pybtex"), lambda: version("pybtex"),
        _library("pybtex", "bibtex", "biblatex"),
    ),
    "bibtexparser": Program(
        "bibtexparser", _module("bibtexparser"), lambda: version("bibtexparser"),
        _library("bibtexparser", "bibtex", "biblatex", labels=("", "-decoded")),
    ),
}  # fmt: skip
