"""The engines that are compared, each a function from style and document to what it printed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any, NamedTuple

from peers.corpus import PAGES, Document, Style

HERE = Path(__file__).parent
DRIVER = HERE / "citeproc_js.js"
MODULES = Path(sys.prefix) / "peers" / "node_modules"


class Printed(NamedTuple):
    """HTML of the entries by id, in order, and of the citations."""

    entries: dict[str, str]
    citations: list[str]


# -- archcite


def ours(style: Style, document: Document) -> Printed:
    """This program, by its public names; its links are taken off, as the others set none."""
    from archcite import Citation, Cite, JsonItem, Locator, compile_style, process
    from archcite.inline import Span, walk
    from archcite.library.styles import locale_file
    from archcite.render import html
    from archcite.render.finish import Typography, finish

    compiled = compile_style(style.xml.encode(), style.name, style.lang, locale_file)
    typography = Typography(*compiled.facts.quotes)

    def printed(nodes: list[Any]) -> str:
        for node in walk(nodes):
            if isinstance(node, Span):
                node.link = ""
        return tidy(html.render(finish(nodes, typography)))

    pages = Locator("page", PAGES)
    citations = [
        Citation(
            tuple(Cite(key, pages if index == cluster.paged else None)
                  for index, key in enumerate(cluster.ids)),
            note, f"c{note}",
        )
        for note, cluster in enumerate(document.clusters, 1)
    ]  # fmt: skip
    result = process(compiled, [JsonItem(item) for item in document.items], citations)
    return Printed(
        {entry.id: printed(entry.nodes) for entry in result.bibliography},
        [printed(nodes) for nodes in result.citations],
    )


# -- citeproc-js


def pinned() -> str:
    """The version of citeproc-js that package.json asks for."""
    wanted: str = json.loads((HERE / "package.json").read_text())["dependencies"]["citeproc"]
    return wanted


@cache
def missing() -> str:
    """Why citeproc-js cannot run here; "" if it can."""
    node = shutil.which("node")
    if node is None:
        return "node, which runs citeproc-js, is not installed"
    script = "process.stdout.write(require('citeproc/package.json').version)"
    told = subprocess.run(
        [node, "-e", script], capture_output=True, text=True, env=node_environment(), check=False
    )
    if told.returncode:
        return "npm's citeproc is not installed: run make peers (needs npm)"
    if told.stdout != pinned():
        return f"citeproc {told.stdout} is installed, {pinned()} is wanted: run make peers"
    return ""


def node_environment() -> dict[str, str]:
    """Where node finds citeproc: what make peers installed, then what NODE_PATH says."""
    places = [str(MODULES), os.environ.get("NODE_PATH", "")]
    return {**os.environ, "NODE_PATH": os.pathsep.join(filter(None, places))}


def js_citations(document: Document) -> list[dict[str, Any]]:
    """The document's citations as citeproc-js takes them."""
    return [
        {
            "citationID": f"c{note}",
            "citationItems": [
                {"id": key, "locator": PAGES, "label": "page"}
                if index == cluster.paged
                else {"id": key}
                for index, key in enumerate(cluster.ids)
            ],
            "properties": {"noteIndex": note},
        }
        for note, cluster in enumerate(document.clusters, 1)
    ]


def citeproc_js(style: Style, document: Document) -> Printed:
    """The reference engine."""
    import citeproc

    request = json.dumps({
        "style": style.xml, "lang": style.lang, "items": document.items, "bibliography": True,
        "citations": js_citations(document),
        "locales": str(Path(citeproc.__file__).parent / "data" / "locales"),
    })  # fmt: skip
    answer = json.loads(_kept("citeproc-js", request, _ask_node))
    return Printed(
        {key: tidy(text) for key, text in answer["entries"]}, list(map(tidy, answer["citations"]))
    )


def _ask_node(request: str) -> str:
    done = subprocess.run(
        ["node", "--stack-size=4000", str(DRIVER)], input=request, capture_output=True,
        text=True, encoding="utf-8", env=node_environment(), check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"citeproc-js: {done.stderr[-2000:]}")
    return done.stdout


# -- pandoc


def pandoc(style: Style, document: Document) -> Printed:
    """pandoc, by its document tree instead of its HTML: no wrapping, no markup of its own.

    Emphasis becomes <i>, small capitals, raised and lowered text what citeproc-js has for them, a
    quotation gets the typographic marks, and links, spans and the parts of an entry are taken off.
    To be compared with `all_bare` of the other side.
    """
    lines = []
    for cluster in document.clusters:
        cites = [
            f"@{{{key}}}, p. {PAGES}" if index == cluster.paged else f"@{{{key}}}"
            for index, key in enumerate(cluster.ids)
        ]
        lines.append(f"[{'; '.join(cites)}]\n")
    lines.append("::: {#refs}\n:::\n")
    request = json.dumps({
        "style": style.xml, "lang": style.lang, "items": document.items,
        "text": "---\nnocite: '@*'\n---\n\n" + "\n".join(lines),
    })  # fmt: skip
    blocks = json.loads(_kept("pandoc", request, _ask_pandoc))["blocks"]
    entries: dict[str, str] = {}
    citations: list[str] = []
    for block in blocks:
        if block["t"] == "Div":
            for entry in block["c"][1]:
                if text := marked(entry["c"][1]):
                    entries[entry["c"][0][0].removeprefix("ref-")] = text
        else:
            citations.append(marked(block["c"]))
    return Printed(entries, citations)


def _ask_pandoc(request: str) -> str:
    import pypandoc

    asked = json.loads(request)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "style.csl").write_text(asked["style"], "utf-8")
        (place / "items.json").write_text(json.dumps(asked["items"]), "utf-8")
        language = ["--metadata", f"lang={asked['lang']}"] if asked["lang"] else []
        command = [pypandoc.get_pandoc_path(), "--from", "markdown", "--to", "json", "--citeproc",
                   "--csl", "style.csl", "--bibliography", "items.json", *language]  # fmt: skip
        done = subprocess.run(
            command, input=asked["text"], cwd=place, capture_output=True, text=True,
            encoding="utf-8", check=True,
        )  # fmt: skip
    return done.stdout


_MARKS = {
    "Emph": ("<i>", "</i>"),
    "Strong": ("<b>", "</b>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "SmallCaps": ('<span style="font-variant:small-caps;">', "</span>"),
    "Underline": ('<span style="text-decoration:underline;">', "</span>"),
}
_UPRIGHT = ('<span style="font-style:normal;">', "</span>")


def marked(node: Any, italic: bool = False) -> str:
    """Part of pandoc's tree as HTML; emphasis within emphasis is upright, as its writers set it."""
    if isinstance(node, list):
        return "".join(marked(each, italic) for each in node)
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        return escape(content, quote=False)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Quoted":
        left, right = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
        return f"{left}{marked(content[1], italic)}{right}"
    if kind in ("Span", "Link", "Cite", "Div"):
        return marked(content[1], italic)
    if kind in ("Note", "Para", "Plain"):
        return marked(content, italic)
    opening, closing = _MARKS[kind]
    if kind == "Emph":
        italic = not italic
        opening, closing = (opening, closing) if italic else _UPRIGHT
    return f"{opening}{marked(content, italic)}{closing}"


# -- what is the same


def tidy(text: str) -> str:
    """HTML without the frame of an entry and with its line breaks and indents made one space."""
    text = re.sub(r"[ \t\n]+", " ", text).strip()
    framed = re.fullmatch(r'<div class="csl-entry">(.*)</div>', text)
    return framed[1].strip() if framed else text


def bare(text: str) -> str:
    """HTML without boxes and links, with all spaces alike: all that pandoc is compared in."""
    text = re.sub(r"</?(?:div|a)\b[^>]*>", " ", text)
    text = re.sub(r"\s+", " ", unescape(text))
    return text.strip()


def all_bare(printed: Printed) -> Printed:
    """Everything as pandoc is compared."""
    entries = {key: bare(text) for key, text in printed.entries.items()}
    return Printed(entries, [bare(text) for text in printed.citations])


def _kept(engine: str, request: str, ask: Any) -> str:
    """What the engine answered to that request, kept in a temporary folder of the user's own."""
    owner = os.getuid() if hasattr(os, "getuid") else "user"
    folder = Path(tempfile.gettempdir()) / f"archcite-peers-{owner}"
    folder.mkdir(mode=0o700, exist_ok=True)
    made_by = pinned() + DRIVER.read_text(encoding="utf-8") if engine == "citeproc-js" else ""
    mark = hashlib.sha256(f"{engine}\n{made_by}\n{request}".encode()).hexdigest()[:32]
    path = folder / f"{engine}-{mark}.json"
    if path.is_file():
        return path.read_text(encoding="utf-8")
    answer: str = ask(request)
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_text(answer, encoding="utf-8")
    unfinished.replace(path)
    return answer
