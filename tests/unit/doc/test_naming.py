"""The line by which a document of LaTeX or Typst names the file that it cites from."""

from __future__ import annotations

import pytest

from archcite.doc import naming


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('#bibliography("x.bib")', '#bibliography("n.yml")'),
        ('#bibliography("x.bib", title: [A, "b"])', '#bibliography("n.yml", title: [A, "b"])'),
        ('#bibliography( ("a,.yml", "b") , full: true)', '#bibliography( "n.yml" , full: true)'),
        ('#bibliography(title: "style: x", f("r"))', '#bibliography(title: "style: x", "n.yml")'),
        ("#bibliography(title: none)", '#bibliography("n.yml", title: none)'),
        ("#bibliography()", '#bibliography("n.yml")'),
        ('#show: f.with(b: bibliography("x"))\n', '#show: f.with(b: bibliography("n.yml"))\n'),
        ('// #bibliography("x")\n', '// #bibliography("x")\n\n#bibliography("n.yml")\n'),
        ("#set bibliography(title: none)\nA", "#set bibliography(title: none)\nA\n\n"
         '#bibliography("n.yml")\n'),
    ],
)  # fmt: skip
def test_typst_names_the_file(before: str, after: str) -> None:
    assert naming.named_in_typst(before, "n.yml") == after
    assert naming.named_in_typst(after, "n.yml") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('#bibliography("x")', '#bibliography("x", style: "s.csl")'),
        ('#bibliography("x", style: "apa", title: none)',
         '#bibliography("x", style: "s.csl", title: none)'),
        ('#bibliography("x",style : "apa" ,)', '#bibliography("x",style : "s.csl" ,)'),
        ("#bibliography()", '#bibliography("x", style: "s.csl")'),
        ("", '\n#bibliography("x", style: "s.csl")\n'),
    ],
)  # fmt: skip
def test_typst_names_the_style(before: str, after: str) -> None:
    assert naming.named_in_typst(before, "x", "s.csl") == after
    assert naming.named_in_typst(after, "x", "s.csl") == after


def test_paths_are_quoted() -> None:
    assert naming.named_in_typst("", 'a"\\b') == '\n#bibliography("a\\"\\\\b")\n'


LOADED = "\\usepackage[style=verbose]{biblatex}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{LOADED}\\addbibresource{{x.bib}}\n", f"{LOADED}\\addbibresource{{d/n.bib}}\n"),
        (f"{LOADED}\\addbibresource[a=b]{{x.bib}}\n\\addbibresource{{y.bib}}z",
         f"{LOADED}\\addbibresource[a=b]{{d/n.bib}}\nz"),
        (f"{LOADED}\\begin{{document}}",
         f"{LOADED}\\addbibresource{{d/n.bib}}\n\\begin{{document}}"),
        ("\\bibliographystyle{alpha}\n\\bibliography{x,y}",
         "\\bibliographystyle{alpha}\n\\bibliography{d/n}"),
        ("a\n\\end{document}",
         "a\n\\bibliographystyle{plain}\n\\bibliography{d/n}\n\\end{document}"),
        ("\\usepackage{natbib}\n% \\bibliography{x}\n",
         "\\usepackage{natbib}\n% \\bibliography{x}\n"
         "\\bibliographystyle{plainnat}\n\\bibliography{d/n}\n"),
    ],
)  # fmt: skip
def test_latex_names_the_file(before: str, after: str) -> None:
    assert naming.named_in_latex(before, "d/n.bib") == after
    assert naming.named_in_latex(after, "d/n.bib") == after


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("\\cite{a}", "bibtex"),
        (LOADED, "biblatex"),
        ("\\usepackage[notes]{biblatex-chicago}", "biblatex-chicago"),
        ("\\usepackage[backend=biber,style=historian]{biblatex}", "biblatex-historian"),
        ("\\usepackage[style=mla-new]{biblatex}", "biblatex-mla"),
        ("\\usepackage[citestyle=x,bibstyle=fiwi]{biblatex}", "biblatex-fiwi"),
        ("% \\usepackage[style=fiwi]{biblatex}", "bibtex"),
    ],
)
def test_latex_gets_the_entries_of_its_package_and_style(text: str, target: str) -> None:
    assert naming.latex(text).formats == {".bib": target}
