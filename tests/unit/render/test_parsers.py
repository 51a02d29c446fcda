"""What the programs that read a format make of our output: the letters, and no more.

Those that the development environment does not have are asked where they are installed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archcite import inline
from archcite.inline import Inline, map_text
from archcite.render import html, latex, markdown, ooxml, plain, rst, rtf, typst
from archcite.render import json as json_format
from archcite.render.layout import Block, Heading, Term
from archcite.render.looks import clean
from hostile import ASIDE, CASES, ENTRIES, HANGING, HEADED, NUMBERED
from trees import NODES

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = list(CASES)


def cases_for(package: str) -> list[Any]:
    """The names of the cases, or one test to skip where the package is not installed."""
    if find_spec(package):
        return list(NAMES)
    return [pytest.param("", marks=pytest.mark.skip(reason=f"{package} is not installed"))]


def letters(text: str) -> str:
    """The text with any blanks between words as one space."""
    return " ".join(text.split())


def expected(nodes: list[Inline]) -> str:
    return letters(plain.render(nodes))


@pytest.mark.parametrize("name", NAMES)
def test_html_is_xml(name: str) -> None:
    tree = etree.fromstring(f"<div>{html.render(CASES[name])}</div>")
    assert letters("".join(tree.itertext())).replace(" ", "") == (
        expected(CASES[name]).replace(" ", "")
    )
    assert {each.tag for each in tree.iter()} <= {"div", "a", "span", "i", "em", "b", "sup", "sub"}
    assert all(each.get("href", "https:").startswith("https:") for each in tree.iter())


def document(inside: str) -> Any:
    return etree.fromstring(f'<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>')


def shown(tree: Any) -> str:
    signs = {f"{{{W}}}tab": " ", f"{{{W}}}br": " "}
    texts = (f"{{{W}}}t", *signs)
    return "".join(signs.get(each.tag, each.text or "") for each in tree.iter(*texts))


@pytest.mark.parametrize("name", NAMES)
def test_ooxml_is_xml(name: str) -> None:
    tree = document(f"<w:p>{ooxml.render(CASES[name])}</w:p>")
    assert letters(shown(tree)) == expected(CASES[name])
    paragraph = tree[0][0]
    assert {etree.QName(each).localname for each in paragraph} <= {"r"}
    fields = [each.text for each in tree.iter(f"{{{W}}}instrText")]
    assert all(re.fullmatch(r'HYPERLINK "https:[^"\\]+"', field) for field in fields)
    for text in tree.iter(f"{{{W}}}t"):
        assert text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_ooxml_bibliography() -> None:
    for entries, layout in ((ENTRIES, HANGING), (NUMBERED, ASIDE)):
        paragraphs = document(ooxml.bibliography(entries, layout))[0]
        assert [letters(shown(each)) for each in paragraphs] == [expected(e) for e in entries]
        assert all(each[0].tag == f"{{{W}}}pPr" for each in paragraphs)


def told(found: list[Block]) -> list[str]:
    """What stands in each heading, entry and line of a list of terms."""
    parts = []
    for each in found:
        if isinstance(each, Heading):
            parts.append(expected(each.nodes))
        elif isinstance(each, Term):
            parts.append(letters(f"{plain.render(each.name)} {plain.render(each.meaning)}"))
        else:
            parts.append(expected(each))
    return parts


def test_headings_and_terms_in_html() -> None:
    tree = etree.fromstring(f"<div>{html.bibliography(HEADED, HANGING)}</div>")
    shown = [
        letters("".join(each.itertext()))
        for each in tree.iter("h2", "h3", "dt", "dd", "div")
        if each.tag != "div" or each.get("class") == "csl-entry"
    ]
    assert "".join(shown).replace(" ", "") == "".join(told(HEADED)).replace(" ", "")
    levels = [each.level for each in HEADED if isinstance(each, Heading)]
    assert [int(each.tag[1]) - 1 for each in tree.iter("h2", "h3")] == levels


def test_headings_and_terms_in_ooxml() -> None:
    paragraphs = document(ooxml.bibliography(HEADED, HANGING))[0]
    assert [letters(shown(each)) for each in paragraphs] == told(HEADED)
    styles = [each.get(f"{{{W}}}val") for each in paragraphs.iter(f"{{{W}}}pStyle")]
    assert [style for style in styles if style != "Bibliography"] == [
        f"Heading{each.level + 1}" for each in HEADED if isinstance(each, Heading)
    ]


def test_headings_and_terms_in_json() -> None:
    whole = json.loads(json_format.bibliography(HEADED, HANGING))
    shown = [
        letters(strings(each) if isinstance(each, list) else strings(each["children"]) + " "
                + strings(each.get("meaning", [])))
        for each in whole["entries"]
    ]  # fmt: skip
    assert shown == told(HEADED)
    assert [each["level"] for each in whole["entries"] if isinstance(each, dict) and "level" in each
            ] == [each.level for each in HEADED if isinstance(each, Heading)]  # fmt: skip


def test_headings_and_terms_in_rtf() -> None:
    text = rtf.bibliography(HEADED, HANGING)
    assert text.isascii()
    bare = re.sub(r"\\[\\{}]", "", text)
    assert bare.count("{") == bare.count("}")
    lines = text.split("\n")[1:-1]
    assert len(lines) == len(HEADED)
    assert [letters(rtf_text(line)) for line in lines] == told(HEADED)


@pytest.mark.skipif(not find_spec("docutils"), reason="docutils is not installed")
def test_headings_and_terms_in_rst() -> None:
    core = pytest.importorskip("docutils.core")
    settings = {"report_level": 1, "halt_level": 2, "doctitle_xform": False}
    for level, first in ((1, "One"), (2, "Two")):
        one = rst.bibliography([Heading([first], level), ["Entry"]])
        tree = core.publish_doctree(one, settings_overrides=settings)
        assert [node.astext() for node in tree.findall() if node.tagname == "title"] == [first]
    tree = core.publish_doctree(rst.bibliography(HEADED), settings_overrides=settings)
    titles = [letters(node.astext()) for node in tree.findall() if node.tagname == "title"]
    assert titles == [expected(each.nodes) for each in HEADED if isinstance(each, Heading)]
    items = [
        tuple(letters(part.astext()) for part in node.children)
        for node in tree.findall()
        if node.tagname == "definition_list_item"
    ]
    assert items == [
        (expected(each.name), expected(each.meaning)) for each in HEADED if isinstance(each, Term)
    ]


def test_headings_and_terms_in_typst(tmp_path: Path) -> None:
    program = pytest.importorskip("typst", reason="typst is not installed")
    source = tmp_path / "a.typ"
    source.write_text(f"{typst.bibliography(HEADED, HANGING)}\n#metadata(1)<x>", encoding="utf-8")
    assert program.compile(str(source))[:5] == b"%PDF-"
    found = json.loads(program.query(str(source), "heading"))
    assert [each["level"] - 1 for each in found] == [
        each.level for each in HEADED if isinstance(each, Heading)
    ]


def test_a_bibliography_of_nothing_but_a_heading() -> None:
    assert markdown.bibliography([Heading(["A"])]) == "## A"
    assert latex.bibliography([Heading(["A"], 2)]).split("\n")[2] == "\\subsubsection*{A}"
    assert plain.bibliography([]) == ""


def strings(tree: Any) -> str:
    if isinstance(tree, str):
        return tree
    return "".join(strings(each) for each in (tree if isinstance(tree, list) else tree["children"]))


@pytest.mark.parametrize("name", NAMES)
def test_json(name: str) -> None:
    tree = json.loads(json_format.render(CASES[name]))
    assert letters(strings(tree)).replace(" ", "") == expected(CASES[name]).replace(" ", "")
    assert "javascript" not in json.dumps(tree)


def test_json_bibliography() -> None:
    whole = json.loads(json_format.bibliography(ENTRIES, HANGING))
    assert whole["layout"]["line_spacing"] == 2
    assert [letters(strings(each)) for each in whole["entries"]] == [expected(e) for e in ENTRIES]
    assert json.loads(json_format.bibliography([])) == {
        "layout": whole["layout"]
        | {"hanging_indent": False, "line_spacing": 1, "entry_spacing": 0},
        "entries": [],
    }


_RTF = re.compile(
    r"\\u(-?\d+) \?|\\(line|tab|par)(?![a-z])\s?|\\(~)|\\([\\{}])|(\{\\\*\\fldinst\{[^{}]*\}\})"
    r"|\\[a-z]+-?\d*\s?|[{}]|\n"
)


def rtf_text(text: str) -> str:
    """A reader of the little RTF that we write."""

    def read(found: re.Match[str]) -> str:
        unit, blank, space, sign, _ = found.groups()
        if unit:
            return chr(int(unit) % 0x10000)
        return " " if blank or space else sign or ""

    units = _RTF.sub(read, text)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


@pytest.mark.parametrize("name", NAMES)
def test_rtf(name: str) -> None:
    text = rtf.render(CASES[name])
    assert text.isascii()
    bare = re.sub(r"\\[\\{}]", "", text)
    assert bare.count("{") == bare.count("}")
    assert letters(rtf_text(text)) == expected(CASES[name])


@pytest.mark.parametrize("name", cases_for("striprtf"))
def test_rtf_for_another_reader(name: str) -> None:
    reader = pytest.importorskip("striprtf.striprtf", reason="striprtf is not installed")
    text = reader.rtf_to_text(rtf.bibliography([CASES[name]]))
    text = text.encode("utf-16", "surrogatepass").decode("utf-16")
    assert letters(re.sub(r'\("https:[^"]*"\)', "", text)) == expected(CASES[name])


@pytest.mark.parametrize("name", cases_for("docutils"))
def test_rst(name: str) -> None:
    core = pytest.importorskip("docutils.core", reason="docutils is not installed")
    for source in (rst.render(CASES[name]), rst.bibliography([CASES[name]])):
        tree = core.publish_doctree(source, settings_overrides={"report_level": 1, "halt_level": 1})
        assert letters(tree.astext()) == expected(CASES[name])
        kinds = {node.tagname for node in tree.findall() if node.tagname != "#text"}
        assert kinds <= {
            "document", "container", "paragraph", "emphasis", "strong", "superscript", "subscript",
            "reference", "line_block", "line",
        }  # fmt: skip
        for node in tree.findall():
            if node.tagname == "reference":
                assert node["refuri"].startswith("https://")


_FLAT = """
#let flat(it) = {
  if type(it) == str { it }
  else if it.has("children") { it.children.map(flat).join("") }
  else if it.has("body") { flat(it.body) }
  else if it.has("text") { flat(it.text) }
  else if it.has("child") { flat(it.child) }
  else if it.func() == smartquote { "SMART" }
  else { " " }
}
"""


@pytest.mark.parametrize("name", cases_for("typst"))
def test_typst(name: str, tmp_path: Path) -> None:
    program = pytest.importorskip("typst", reason="typst is not installed")
    source = tmp_path / "a.typ"
    text = f"{_FLAT}#metadata(flat[\n{typst.render(CASES[name])}\n])<x>"
    source.write_text(text, encoding="utf-8")
    found = json.loads(program.query(str(source), "<x>", field="value", one=True))
    assert letters(found or "") == expected(CASES[name])


def test_typst_documents(tmp_path: Path) -> None:
    program = pytest.importorskip("typst", reason="typst is not installed")
    source = tmp_path / "a.typ"
    parts = [
        *map(typst.render, CASES.values()),
        typst.bibliography(ENTRIES, HANGING),
        typst.bibliography(NUMBERED, ASIDE),
        typst.bibliography(list(CASES.values())),
    ]
    source.write_text("\n\n".join(parts), encoding="utf-8")
    assert program.compile(str(source))[:5] == b"%PDF-"


@given(NODES)
def test_no_tree_breaks_out(nodes: list[Inline]) -> None:
    tree = document(f"<w:p>{ooxml.render(nodes)}</w:p>")
    assert letters(shown(tree)).replace(" ", "") == expected(nodes).replace(" ", "")
    assert strings(json.loads(json_format.render(nodes))).split() == (
        clean(inline.plain(nodes)).split()
    )
    bare = rtf_text(rtf.render(nodes))
    assert letters(bare).replace(" ", "") == expected(nodes).replace(" ", "")


@given(st.text(alphabet="ab1 .:_*`|\\-+<>@#'\"()[]", max_size=12))
def test_no_text_is_rst_markup(text: str) -> None:
    core = pytest.importorskip("docutils.core", reason="docutils is not installed")
    tree = core.publish_doctree(rst.render([text]), settings_overrides={"halt_level": 1})
    assert letters(tree.astext()) == expected([text])
    assert {node.tagname for node in tree.findall()} <= {"document", "paragraph", "#text"}


def mapped(block: Block, change: Callable[[str], str]) -> Block:
    if isinstance(block, Heading):
        return block._replace(nodes=map_text(block.nodes, change))
    if isinstance(block, Term):
        return Term(map_text(block.name, change), map_text(block.meaning, change))
    return map_text(block, change)


@pytest.mark.slow
def test_latex_compiles(tmp_path: Path) -> None:
    if shutil.which("pdflatex") is None:
        pytest.skip("pdflatex is not installed")

    def set_up(text: str) -> str:  # what T1 fonts have
        return re.sub("[^\x00-\u017f\u2013-\u201d]", "", text)

    cases = [map_text(nodes, set_up) for nodes in CASES.values()]
    parts = [
        *(f"Before. {latex.render(nodes)}" for nodes in cases),
        *(f"\\footnote{{{latex.render(nodes)}}}" for nodes in cases),
        latex.bibliography(ENTRIES, HANGING),
        latex.bibliography(NUMBERED, ASIDE),
        latex.bibliography(NUMBERED, ASIDE._replace(second_field_align="margin")),
        latex.bibliography(cases),
        latex.bibliography([mapped(each, set_up) for each in HEADED], HANGING),
    ]
    source = "\n\n".join(
        [r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{hyperref}\begin{document}",
         *parts, r"\end{document}"]
    )  # fmt: skip
    (tmp_path / "a.tex").write_text(source, encoding="utf-8")
    command = [
        "pdflatex",
        "-interaction=nonstopmode",
        "-halt-on-error",
        "-no-shell-escape",
        "a.tex",
    ]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stdout.decode(errors="replace")[-2000:]


def spelled(tree: Any) -> str:
    """The letters of a pandoc tree; code, mathematics and raw text have none."""
    if isinstance(tree, list):
        return "".join(map(spelled, tree))
    if not isinstance(tree, dict):
        return ""
    if tree["t"] in ("Str", "Space", "SoftBreak", "LineBreak"):
        return str(tree.get("c", " "))
    return spelled(tree.get("c"))


@pytest.mark.slow
@pytest.mark.parametrize("form", ["markdown", "typst"])
@pytest.mark.parametrize("name", cases_for("pypandoc"))
def test_pandoc_reads_the_same_letters(form: str, name: str) -> None:
    program = pytest.importorskip("pypandoc", reason="pypandoc is not installed")
    text = {"markdown": markdown, "typst": typst}[form].render(CASES[name])
    tree = json.loads(program.convert_text(text, "json", format=form))
    assert letters(spelled(tree["blocks"])) == expected(CASES[name])


@pytest.mark.slow
def test_pandoc_reads_headings_and_terms() -> None:
    program = pytest.importorskip("pypandoc", reason="pypandoc is not installed")
    tree = json.loads(
        program.convert_text(markdown.bibliography(HEADED), "json", format="markdown")
    )
    found = [each["c"] for each in tree["blocks"] if each["t"] == "Header"]
    assert [(each[0] - 1, letters(spelled(each[2]))) for each in found] == [
        (each.level, expected(each.nodes)) for each in HEADED if isinstance(each, Heading)
    ]
    (defined,) = [each["c"] for each in tree["blocks"] if each["t"] == "DefinitionList"]
    assert [(letters(spelled(name)), letters(spelled(meaning))) for name, meaning in defined] == [
        (expected(each.name), expected(each.meaning)) for each in HEADED if isinstance(each, Term)
    ]
