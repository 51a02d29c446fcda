"""Everything that one benchmark reads, written into a folder: items, citations, in every form.

    python bench/documents.py FOLDER KIND SIZE STYLE_FILE

KIND is bibliography, notes, authors or works. This is a program of its own because the measuring
process has to stay small: a child's peak memory counts what it was forked from.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

from hayagriva import entries
from items import GIVEN, Item, items

# One citation: the ids of its cites, each with a page or "".
Citations = list[list[tuple[str, str]]]
SENTENCE = "The council had spoken of it before"


def notes(count: int) -> tuple[list[Item], Citations]:
    """count notes that cite a third as many items: new ones, the last one again, old ones."""
    row = items(max(1, count // 3))
    ids = [str(item["id"]) for item in row]
    chance = random.Random(count)
    citations: Citations = []
    for note in range(count):
        newest = min(note // 3, len(ids) - 1)
        if note % 3 == 0:
            chosen = [ids[newest]]
        elif note % 3 == 1 and chance.randrange(2):
            chosen = [citations[-1][0][0]]
        else:
            count_here = chance.choice((1, 1, 1, 2, 3))
            chosen = list(dict.fromkeys(ids[chance.randrange(newest + 1)]
                                        for _ in range(count_here)))  # fmt: skip
        citations.append(
            [(key, str(chance.randrange(1, 400)) if chance.randrange(3) else "") for key in chosen]
        )
    return row, citations


def authors(count: int) -> tuple[list[Item], Citations]:
    """A book each by count people of one family name, in few years."""
    row = [
        {
            "id": f"item-{number}",
            "type": "book",
            "title": f"Harbours of the north {number}",
            "author": [{
                "family": "Sokolov",
                "given": f"{GIVEN[number % len(GIVEN)]} {GIVEN[number // len(GIVEN) % len(GIVEN)]}",
            }],
            "issued": {"date-parts": [[1960 + number % 7]]},
            "publisher": "Northern Press",
        }
        for number in range(count)
    ]  # fmt: skip
    return row, [[(str(item["id"]), "")] for item in row]


def works(count: int) -> tuple[list[Item], Citations]:
    """count books by one person in one year."""
    row = [
        {
            "id": f"item-{number}",
            "type": "book",
            "title": f"Harbours of the north {number}",
            "author": [{"family": "Sokolov", "given": "Viktor"}],
            "issued": {"date-parts": [[1966]]},
            "publisher": "Northern Press",
        }
        for number in range(count)
    ]
    return row, [[(str(item["id"]), "")] for item in row]


def bibliography(count: int) -> tuple[list[Item], Citations]:
    """count items, none cited."""
    return items(count), []


KINDS = {"bibliography": bibliography, "notes": notes, "authors": authors, "works": works}


def markdown(citations: Citations) -> str:
    """The document as pandoc reads it; without citations, one that lists everything."""
    if not citations:
        return "---\nnocite: '@*'\n---\n"
    lines = []
    for citation in citations:
        cites = "; ".join(f"@{key}, p. {page}" if page else f"@{key}" for key, page in citation)
        lines.append(f"{SENTENCE} [{cites}].\n")
    return "\n".join(lines)


def typst(citations: Citations) -> str:
    """The document as Typst reads it; without citations, one that lists everything."""
    lines = []
    for citation in citations:
        cites = " ".join(
            f"#cite(<{key}>, supplement: [{page}])" if page else f"#cite(<{key}>)"
            for key, page in citation
        )
        lines.append(f"{SENTENCE} {cites}.\n")
    full = "false" if citations else "true"
    lines.append(f'#bibliography("items.yaml", style: "style.csl", full: {full})\n')
    return "\n".join(lines)


def citeproc_js(citations: Citations) -> list[dict[str, Any]]:
    """The citations as citeproc-js takes them."""
    return [
        {
            "citationID": f"c{note}",
            "citationItems": [
                {"id": key, "locator": page, "label": "page"} if page else {"id": key}
                for key, page in citation
            ],
            "properties": {"noteIndex": note},
        }
        for note, citation in enumerate(citations, 1)
    ]


def write(folder: Path, kind: str, size: int, style: Path, locales: Path) -> None:
    """All the files of one document in one style."""
    row, citations = KINDS[kind](size)
    xml = style.read_text(encoding="utf-8")
    request = {"style": xml, "lang": "", "locales": str(locales), "items": row,
               "citations": citeproc_js(citations), "bibliography": True}  # fmt: skip
    files = {
        "items.json": json.dumps(row, ensure_ascii=False),
        "citations.json": json.dumps(citations),
        "items.yaml": json.dumps(entries(row), ensure_ascii=False),
        "document.md": markdown(citations),
        "document.typ": typst(citations),
        "request.json": json.dumps(request, ensure_ascii=False),
        "style.csl": xml,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    from citeproc import __file__ as package

    write(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]),
          Path(package).parent / "data" / "locales")  # fmt: skip
