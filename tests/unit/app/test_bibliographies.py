"""Several bibliographies in one document: what each prints, where citations lead, what is told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from archcite.doc.docx import Docx
from archcite.doc.odt import Odt
from office_files import docx, note_mark, odt, p, part

SMITH, IVANOV = "smith-1961-05-04", "ivanov-1950-03-02"
WORKS = [
    {"id": "roe", "type": "book", "title": "On Trains", "keyword": "rails, Far East",
     "author": [{"family": "Roe", "given": "Ada"}], "issued": {"date-parts": [[1999]]}},
    {"id": "roe-b", "type": "book", "title": "On Boats", "keyword": "boats",
     "author": [{"family": "Roe", "given": "Ada"}], "issued": {"date-parts": [[2001]]}},
    {"id": "poe", "type": "article-journal", "title": "Of Ships", "keyword": "boats",
     "author": [{"family": "Poe", "given": "Bo"}], "issued": {"date-parts": [[2002]]}},
]  # fmt: skip
CITED = f"A [@{IVANOV}; @roe; @roe-b; @poe; @{SMITH}].\n"
TITLES = {"Trains": "t", "Boats": "b", "Ships": "s", "Peace": "p", "Petrov": "i"}


@pytest.fixture
def place(library: Path) -> Path:
    (library / "works.json").write_text(json.dumps(WORKS))
    return library


def listed(text: str) -> list[str]:
    """The works in each division of a woven document, one letter for each."""
    inside = re.findall(r"^(?:::: |<div )(?:[^\n]*)\n(.*?)^(?::::|</div>)$", text, re.M | re.S)
    return [letters(each) for each in inside]


def letters(text: str) -> str:
    found = re.findall("|".join(TITLES), text)
    return "".join(TITLES[each] for each in found)


def woven(call, place: Path, text: str, *args: str, suffix: str = ".md") -> tuple[str, str]:
    (place / f"t{suffix}").write_text(text)
    ran = call("weave", f"t{suffix}", "--add", "works.json", *args)
    assert ran.code == 0, ran.err
    return ran.out, ran.err


@pytest.mark.parametrize(
    ("mark", "works"),
    [
        ("{#refs}", "ispbt"),
        ("{#refs-archives}", "ip"),
        ("{#refs-literature}", "sbt"),
        ("{#refs-boats}", "sb"),
        ("{#refs-article-journal}", "s"),
        ("{#refs-x type=book}", "bt"),
        ("{#refs-x type=article}", "s"),
        ("{#refs-x not-type=book,letter}", "sp"),
        ("{#refs-x keyword='far east'}", "t"),
        ("{#refs-x keyword=boats type=book}", "b"),
        ("{#refs-x query='kind:letter'}", "i"),
        ("{#refs-kind:letter}", "i"),
        ("{#refs-x file=works.json}", "sbt"),
        ("{#refs-x section=literature not-keyword=rails}", "sb"),
    ],
)
def test_what_a_bibliography_holds(call, place: Path, mark: str, works: str) -> None:
    text, err = woven(call, place, f"{CITED}\n::: {mark}\n:::\n", "--style", "mla")
    assert sorted(letters(text.split(":::", 1)[1])) == sorted(works)
    assert ("no-section" in err) == (len(works) < 5)


def test_each_stands_in_its_place_and_the_rest_takes_the_rest(call, place: Path) -> None:
    text = f"{CITED}\n::: {{#refs-archives}}\n:::\n\nB\n\n<div id='refs-boats'></div>\n\nC\n\n"
    made, err = woven(call, place, f"{text}::: {{#refs-rest}}\n:::\n\nEnd [@roe].\n")
    first, second, third = listed(made)
    assert (first, sorted(second), third) == ("ip", ["b", "s"], "t")
    assert "## State Archive, Moscow" in made
    assert made.index("\nB\n") < made.index("\nC\n") < made.index("End")
    assert err == ""


def test_a_name_that_is_none_is_told_with_its_line(call, place: Path) -> None:
    for mark, said in (("{#refs-odd}", "no bibliography is called 'odd'"),
                       ("{#refs-x section=odd}", "there is no section 'odd'")):  # fmt: skip
        (place / "t.md").write_text(f"{CITED}\n\n::: {mark}\n:::\n")
        ran = call("weave", "t.md", "--add", "works.json", "-o", "done.md")
        assert ran.code == 2
        assert "t.md:4: error" in ran.err
        assert said in ran.err
        assert "archives" in ran.err
        assert not (place / "done.md").exists()
    (place / "t.md").write_text(f"{CITED}\n::: {{#refs-x file=none.bib}}\n:::\n")
    ran = call("weave", "t.md", "--add", "works.json")
    assert ran.code == 4
    assert "none.bib" in ran.err


def test_check_tells_of_the_bibliographies_too(call, place: Path) -> None:
    def checked(mark: str) -> tuple[int, str]:
        (place / "t.md").write_text(f"{CITED}\n::: {{{mark}}}\n:::\n")
        ran = call("weave", "t.md", "--add", "works.json", "--check")
        return ran.code, ran.out + ran.err

    assert checked("#refs")[0] == 0
    code, said = checked("#refs-x keyword=none")
    assert code == 1
    assert "t.md:3: warning: nothing that is cited belongs here" in said
    assert "roe-b: warning: no bibliography of the document lists this" in said
    assert checked("#refs-odd")[0] == 2


def test_sections_of_the_library_by_their_titles(call, place: Path) -> None:
    (place / "archcite.toml").write_text(
        '[[sections]]\ntitle = "Old Letters"\nkinds = "letter"\n\n'
        '[[sections]]\ntitle = "Others"\ntakes = ["archive", "literature"]\n'
    )
    text = f"{CITED}\n::: {{#refs-old-letters}}\n:::\n\n::: {{#refs-others}}\n:::\n"
    made, _ = woven(call, place, text)
    assert [sorted(each) for each in listed(made)] == [["i"], ["b", "p", "s", "t"]]


def test_files_of_the_metadata(call, place: Path, nowhere: Path) -> None:
    (nowhere / "boats.json").write_text(json.dumps(WORKS[1:]))
    (nowhere / "trains.json").write_text(json.dumps(WORKS[:1]))
    (nowhere / "t.md").write_text(
        "---\nbibliography:\n  boats: boats.json\n  trains: [trains.json]\n---\n"
        "A [@roe; @roe-b; @poe].\n\n::: {#refs-trains}\n:::\n\n::: {#refs-boats}\n:::\n"
    )
    ran = call("weave", "t.md")
    assert [sorted(each) for each in listed(ran.out)] == [["t"], ["b", "s"]]
    assert call("weave", "t.md", "--check").code == 0


def test_names_are_replaced_by_a_dash_in_each_list_by_itself(call, place: Path) -> None:
    text = "A [@roe; @roe-b].\n\n::: {#refs}\n:::\n\n::: {#refs-rails}\n:::\n"
    made, _ = woven(call, place, text, "--style", "mla")
    whole, rails = re.findall(r"^::: .*?\n(.*?)^:::$", made, re.M | re.S)
    assert whole.count("Roe, Ada") == 1
    assert rails.count("Roe, Ada") == 1


def test_chapters_in_files_have_one_each(call, place: Path) -> None:
    for name, key in (("one", "roe"), ("two", "poe")):
        (place / f"{name}.md").write_text(f"A [@{key}; @roe-b].\n\n::: {{#refs}}\n:::\n")
    ran = call("weave", "one.md", "two.md", "-o", "done", "--add", "works.json",
               "--restart", "chapter")  # fmt: skip
    assert ran.code == 0
    texts = [(place / "done" / f"{name}.md").read_text() for name in ("one", "two")]
    assert [sorted(listed(each)[0]) for each in texts] == [["b", "t"], ["b", "s"]]
    ran = call("bib", "--from", "one.md", "--from", "two.md", "--add", "works.json")
    assert sorted(letters(ran.out)) == ["b", "s", "t"]


def test_chapters_of_one_document_cite_anew_what_they_cite_first(call, place: Path) -> None:
    text = "# One\n\nA [@roe]. B [@roe, 3].\n\n# Two\n\nC [@roe]. D [@roe, 4].\n"
    made, _ = woven(call, place, text, "--restart", "chapter")
    notes = re.findall(r"\^\[(.*?)\]", made)
    assert ["Ada" in each for each in notes] == [True, False, True, False]
    made, _ = woven(call, place, text)
    assert made.count("Ada Roe") == 1


def test_latex(call, place: Path) -> None:
    text = (
        "\\documentclass{article}\n\\usepackage{biblatex}\n\\addtocategory{sea}{poe,roe-b}\n"
        "\\defbibfilter{old}{type=book and not keyword=boats or type=letter}\n\\begin{document}\n"
        "\\newrefsection A \\cite{roe,roe-b,poe}\n\\printbibliography[category=sea,title={X, Y}]\n"
        "\\printbibliography[filter=old,heading=subbibintoc]\n"
        "\\newrefsection B \\cite{roe}; \\cite[3]{roe} \\fullcite{roe-b}\n"
        "\\printbibliography[type=book,notkeyword=boats,prenote=p,heading=none]\n"
        "\\printbibheading[title=All]\\printshorthands\n\\end{document}\n"
    )
    made, err = woven(call, place, text, suffix=".tex")
    assert "refsection" not in made
    assert not re.search(r"^[^%]*(?:printbib|addtocategory|defbibfilter)", made, re.M)
    assert re.findall(r"\\((?:sub)?section\*\{[^}]*\})", made) == [
        "section*{X, Y}", "subsection*{\\refname}", "section*{All}",
    ]  # fmt: skip
    assert "\\addcontentsline{toc}{subsection}" in made
    lists = re.findall(r"\\begingroup(.*?)\\endgroup", made, re.S)
    assert [sorted(letters(each)) for each in lists] == [["b", "s"], ["t"], ["t"]]
    assert made.count("Ada Roe, \\textit{On Trains}") == 2  # in full once in each section
    assert "} Roe, Ada. \\textit{On Boats}. 2001." in made  # \fullcite, with the name
    assert "t.tex:10: warning: prenote=p of the bibliography is not done here" in err
    assert "\\printshorthands of the bibliography is not done here" in err


def test_what_latex_cannot_have_is_told(call, place: Path) -> None:
    text = (
        "\\begin{document}\\cite{roe}\n\\printbibliography[section=4]\n"
        "\\printbibliography[filter=none]\n\\bibbysection[heading=own]\\end{document}"
    )
    made, err = woven(call, place, text, suffix=".tex")
    for said in ("t.tex:2: warning: nothing that is cited belongs here",
                 "t.tex:3: warning: filter=none", "t.tex:4: warning: \\bibbysection",
                 "heading=own"):  # fmt: skip
        assert said in err
    assert "bibby" not in made


def test_org(call, place: Path) -> None:
    text = (
        f"* One\nA [cite:@roe;@poe;@{IVANOV}]\n#+print_bibliography: :type book :keyword rails\n"
        '#+print_bibliography: :nottype book,letter\n#+print_bibliography: :keyword "far east"\n'
        "* Two\nB [cite:@roe-b]\n#+PRINT_BIBLIOGRAPHY: :within chapter :filter odd\n"
        "#+print_bibliography: :section archives\n#+print_bibliography:\n"
    )
    made, err = woven(call, place, text, suffix=".org")
    parts = made.split("* Two")
    assert letters(parts[0].split("]", 1)[1]) == "tst"
    assert letters(parts[1].split("\n", 2)[2])[:2] == "bi"
    assert "t.org:8: warning: filter of the bibliography is not done here" in err


def test_myst(call, place: Path) -> None:
    text = (
        "{cite:p}`a-roe` and {cite:p}`poe` and {cite:p}`roe-b`\n\n"
        '```{bibliography}\n:filter: type == "book" and not "rails" in keywords\n:style: x\n```\n\n'
        ":::{bibliography} works.bib\n:filter: docname in docnames\n:::\n\n"
        '~~~{bibliography}\n:keyprefix: a-\n~~~\n\n```{bibliography}\n:filter: key % "^po"\n```\n\n'
        "```python\n{bibliography}\n```\n"
    )
    made, err = woven(call, place, text)
    assert [sorted(each) for each in listed(made)] == [["b"], ["b", "s", "t"], ["t"], ["s"]]
    assert made.endswith("```python\n{bibliography}\n```\n")
    assert "t.md:3: warning: style of the bibliography" in err
    (place / "t.md").write_text("[@roe]\n\n```{bibliography}\n:filter: year > 3\n```\n")
    ran = call("weave", "t.md", "--add", "works.json")
    assert ran.code == 2
    assert "t.md:3: error: the filter cannot be read from 'year > 3' on" in ran.err


HEADING = '<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
STYLE = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
MARKS = ["{bibliography: chapter}", "{bibliography: archives}", "{Bibliography: keyword=boats}"]


def word(*marks: str) -> bytes:
    return docx(
        HEADING.format("One"), p("A [@roe]."), p(marks[0]), HEADING.format("Two"),
        p(f"B [@poe; @{IVANOV}]."), p(marks[0]), *(p(each) for each in marks[1:]), styles=STYLE,
    )  # fmt: skip


def office(*marks: str) -> bytes:
    def head(text: str) -> str:
        return f'<text:h text:outline-level="1">{text}</text:h>'

    return odt(
        head("One"), "<text:p>A [@roe].</text:p>", f"<text:p>{marks[0]}</text:p>", head("Two"),
        f"<text:p>B [@poe; @{IVANOV}].</text:p>", f"<text:p>{marks[0]}</text:p>",
        *(f"<text:p>{each}</text:p>" for each in marks[1:]),
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_word_and_libreoffice_out_back_and_again(call, place: Path, kind: str) -> None:
    (place / f"a.{kind}").write_bytes((word if kind == "docx" else office)(*MARKS))
    command = ["--add", "works.json", "--style", "mla", "-o"]
    assert call("weave", f"a.{kind}", *command, f"b.{kind}").code == 0
    assert texts(place / f"b.{kind}") == ["t", "is", "i", "s"]
    assert call("weave", f"b.{kind}", *command, f"c.{kind}").code == 0
    assert texts(place / f"c.{kind}") == texts(place / f"b.{kind}")
    assert call("weave", f"c.{kind}", "--unweave", "-o", f"d.{kind}").code == 0
    back = (Docx if kind == "docx" else Odt)((place / f"d.{kind}").read_bytes(), "d")
    there = (Docx if kind == "docx" else Odt)((place / f"a.{kind}").read_bytes(), "a")
    assert back.bibliographies == there.bibliographies
    assert back.events == there.events
    if kind == "odt":
        names = re.findall(r'text:section text:name="([^"]*)"', content(place / "c.odt"))
        assert len(names) == len(set(names)) == 4


def content(path: Path) -> str:
    name = "content.xml" if path.suffix == ".odt" else "word/document.xml"
    return part(path.read_bytes(), name)


def texts(path: Path) -> list[str]:
    """The works in each bibliography of an office document."""
    text = content(path)
    if path.suffix == ".odt":
        found = re.findall(r"<text:section .*?</text:section>", text, re.S)
    else:
        found = re.findall(r"ADDIN ARCHCITE_BIBLIOGRAPHY.*?fldCharType=\"end\"", text, re.S)
    return ["".join(sorted(letters(re.sub(r"<[^>]*>", "", each)))) for each in found]


def test_an_unknown_mark_of_word_is_told(call, place: Path) -> None:
    (place / "a.docx").write_bytes(docx(p("A [@roe]."), p("{bibliography: odd}")))
    ran = call("weave", "a.docx", "--add", "works.json", "-o", "b.docx")
    assert ran.code == 2
    assert "a.docx:2: error: no bibliography is called 'odd'" in ran.err
    assert not (place / "b.docx").exists()


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_endnotes_beside_footnotes_count_by_themselves(call, place: Path, kind: str) -> None:
    notes = {"endnote": {1: "[@roe, 3]", 2: "[@roe, 4]"}}
    if kind == "docx":
        data = docx(
            p("A [@roe]."), p("B", note_mark(1, "endnote"), "."), p("C [@roe]."),
            p("D", note_mark(2, "endnote"), "."), p("E", note_mark(1)),
            notes={**notes, "footnote": {1: "Own."}},
        )  # fmt: skip
    else:

        def note(name: str, text: str) -> str:
            return (
                f'<text:note text:note-class="{name}"><text:note-citation>1</text:note-citation>'
                f"<text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
            )

        data = odt(
            "<text:p>A [@roe].</text:p>", f"<text:p>B{note('endnote', '[@roe, 3]')}.</text:p>",
            "<text:p>C [@roe].</text:p>", f"<text:p>D{note('endnote', '[@roe, 4]')}.</text:p>",
            f"<text:p>E{note('footnote', 'Own.')}</text:p>",
        )  # fmt: skip
    (place / f"a.{kind}").write_bytes(data)
    ran = call("weave", f"a.{kind}", "--add", "works.json", "-o", f"b.{kind}",
               "--style", "chicago-notes", "--option", "ibid")  # fmt: skip
    assert ran.code == 0, ran.err
    both = said_notes(place / f"b.{kind}")
    assert ["Ada" in each for each in both["endnote"]] == [True, False]
    assert both["endnote"][1].startswith("Ibid., 4")
    assert ["Ada" in each for each in both["footnote"]][:2] == [True, False]
    assert both["footnote"][1].startswith("Ibid.")


def said_notes(path: Path) -> dict[str, list[str]]:
    """The texts of the footnotes and of the endnotes."""
    found: dict[str, list[str]] = {}
    for kind in ("footnote", "endnote"):
        if path.suffix == ".docx":
            text = part(path.read_bytes(), f"word/{kind}s.xml")
            each = re.findall(rf'<w:{kind} w:id="[1-9]\d*">(.*?)</w:{kind}>', text, re.S)
            each = [re.sub(r"<w:instrText.*?</w:instrText>", "", one) for one in each]
        else:
            text = part(path.read_bytes(), "content.xml")
            each = re.findall(
                rf'note-class="{kind}".*?<text:note-body>(.*?)</text:note-body>', text
            )
        found[kind] = [re.sub(r"<[^>]*>", "", one).strip() for one in each]
    return found


@pytest.mark.parametrize(
    ("over", "args", "levels"),
    [
        ("# Sources", (), [2]),
        ("### Sources", (), [4]),
        ("### Sources\n\nOf those archives:", (), [4]),
        ("####### Sources", (), [2]),  # no heading
        ("# Sources\n\nSee @roe.", (), [2]),
        ("### Sources\n\nSee @roe.", (), [2]),  # a heading over more than the list
        ("## Sources", ("--sections",), [3, 4, 3]),
        ("Text.", ("--sections",), [2, 3, 2]),
        ("###### Sources", ("--sections",), [6, 6, 6]),
    ],
)
def test_headings_of_a_list_stand_below_the_one_over_it(
    call, place: Path, over: str, args: tuple[str, ...], levels: list[int]
) -> None:
    mark = "{#refs}" if args else "{#refs-archives}"
    text = (
        f"# One\n\nA [@{IVANOV}; @roe].\n\n{over}\n\n::: {mark}\n:::\n\n::: {{#refs-rest}}\n:::\n"
    )
    made, _ = woven(call, place, text, *args)
    inside = made.partition(f"::: {mark}")[2].partition("\n:::\n")[0]
    assert [len(each) for each in re.findall(r"^#+(?= )", inside, re.M)] == levels
