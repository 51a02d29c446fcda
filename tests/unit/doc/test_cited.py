"""The keys that documents of each kind cite."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.doc.cited import cited, included

MARKDOWN = """\
---
title: A thesis
---
See [see @roe-1966, pp. 3-5; -@doe_1967] and @smith:2020 [p. 3].
Write to ada@example.org or see https://example.org/@nobody and <https://x.org/@none>.
`@code` and

```python
@decorated
```

A note[^1] with [@{odd key}, fol. 2] and [@{odd/key}].

[^1]: In a note: [-@roe-1966].
<!-- @hidden -->
MyST: {cite:p}`lee-1950,kim-1951`.
"""
LATEX = r"""
\documentclass{book}
% \cite{commented}
Text\footcite[see][3]{roe-1966} and \textcites[1]{doe-1967}[2]{smith,jones}.
\verb|\cite{verbatim}| 50\% \autocite*{lee-1950}
\begin{verbatim}
\cite{listing}
\end{verbatim}
\nocite{*}
\input{chapters/one} \include{two}
"""


def keys(text: str, suffix: str) -> list[str]:
    return [each.key for each in cited(text, suffix)]


def test_markdown() -> None:
    assert keys(MARKDOWN, ".md") == [
        "roe-1966", "doe_1967", "smith:2020", "odd key", "odd/key", "roe-1966", "lee-1950",
        "kim-1951",
    ]  # fmt: skip
    assert cited(MARKDOWN, ".qmd")[0].line == 4
    assert cited(MARKDOWN, ".md")[5].line == 14


def test_latex() -> None:
    assert keys(LATEX, ".tex") == ["roe-1966", "doe-1967", "smith", "jones", "lee-1950"]
    assert cited(LATEX, ".tex")[0].line == 4
    assert included(LATEX, ".tex") == ["chapters/one", "two"]
    assert included(LATEX, ".md") == []


@pytest.mark.parametrize(
    ("suffix", "text", "found"),
    [
        (".aux", "\\citation{roe,doe}\n\\abx@aux@cite{0}{lee}\n\\citation{*}",
         ["roe", "doe", "lee"]),
        (".bcf", '<bcf:citekey order="1">a&amp;b</bcf:citekey>', ["a&b"]),
        (".typ", 'As @roe-1966. says #cite(<doe>, form: "prose") `@no` // @no\nx@y.org',
         ["roe-1966", "doe"]),
        (".org", "[cite/t:see @roe p. 3;@doe]\n#+begin_src\n[cite:@no]\n#+end_src\n",
         ["roe", "doe"]),
    ],
)  # fmt: skip
def test_other_kinds(suffix: str, text: str, found: list[str]) -> None:
    assert keys(text, suffix) == found


@given(
    st.text(alphabet="@{}[]\\cite`~<>-a1 \n%", max_size=200),
    st.sampled_from([".md", ".tex", ".typ", ".org", ".aux", ".bcf"]),
)
def test_no_text_breaks_it(text: str, suffix: str) -> None:
    lines = text.count("\n") + 1
    assert all(each.key and 1 <= each.line <= lines for each in cited(text, suffix))
