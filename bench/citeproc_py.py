"""citeproc-py as one process: the notes, if there are any, and the bibliography.

    python bench/citeproc_py.py ITEMS_JSON CITATIONS_JSON STYLE_FILE > document.html

The style is not checked against its schema first, which is the quickest that citeproc-py can do.
What it fails on (an interval of dates, for one) is left out; whoever counts will see that.
"""

from __future__ import annotations

import json
import sys
import warnings
from contextlib import suppress
from pathlib import Path

warnings.simplefilter("ignore")

from citeproc import (  # noqa: E402
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
    formatter,
)
from citeproc.source.json import CiteProcJSON  # noqa: E402


def main(items_path: str, citations_path: str, style_path: str) -> None:
    items = json.loads(Path(items_path).read_text(encoding="utf-8"))
    cited = json.loads(Path(citations_path).read_text(encoding="utf-8"))
    style = CitationStylesStyle(style_path, validate=False)
    document = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
    citations = [
        Citation(
            [CitationItem(key, locator=Locator("page", page)) if page else CitationItem(key)
             for key, page in cites]
        )
        for cites in cited or [[(item["id"], "")] for item in items]
    ]  # fmt: skip
    for citation in citations:
        document.register(citation)
    document.sort()
    if cited:
        for citation in citations:
            with suppress(Exception):
                sys.stdout.write(f"<p>{document.cite(citation, lambda item: None)}</p>\n")
    for item in document.items:
        with suppress(Exception):
            (entry,) = style.render_bibliography([item])
            sys.stdout.write(f'<div class="csl-entry">{entry}</div>\n')


if __name__ == "__main__":
    main(*sys.argv[1:])
