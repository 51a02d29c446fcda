"""A document's notes and bibliography through archcite's library interface, as one process.

python bench/notes.py ITEMS_JSON CITATIONS_JSON STYLE > document.html
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

from archcite import Citation, Cite, JsonItem, Locator, compile_style, process
from archcite.library.styles import find_style, locale_file, parent_style
from archcite.render import html
from archcite.render.finish import Typography, finish


def main(items_path: str, citations_path: str, name: str) -> None:
    gc.disable()  # as the program does: nothing that is built here is garbage
    found = find_style(name)
    style = compile_style(found.data, found.name, "", locale_file, parent_style)
    items = [JsonItem(item) for item in json.loads(Path(items_path).read_text(encoding="utf-8"))]
    citations = [
        Citation(
            tuple(Cite(key, Locator("page", page) if page else None) for key, page in cites), note
        )
        for note, cites in enumerate(
            json.loads(Path(citations_path).read_text(encoding="utf-8")), 1
        )
    ]
    result = process(style, items, citations)
    typography = Typography(*style.facts.quotes)
    for nodes in result.citations:
        sys.stdout.write(f"<p>{html.render(finish(nodes, typography))}</p>\n")
    entries = [finish(entry.nodes, typography) for entry in result.bibliography]
    sys.stdout.write(html.bibliography(entries) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
