"""What exchange.py runs, each in a process of its own: PROGRAM SOURCE TARGET."""

from __future__ import annotations

import sys
from pathlib import Path


def bibtexparser(source: Path, target: Path) -> None:
    """The file parsed, nothing more."""
    import bibtexparser

    bibtexparser.parse_string(source.read_text("utf-8"))


def decoded(source: Path, target: Path) -> None:
    """The file parsed, its LaTeX decoded and its names split."""
    import bibtexparser
    from bibtexparser import middlewares

    bibtexparser.parse_string(
        source.read_text("utf-8"),
        append_middleware=[
            middlewares.LatexDecodingMiddleware(),
            middlewares.SeparateCoAuthors(),
            middlewares.SplitNameParts(),
        ],
    )


def rispy(source: Path, target: Path) -> None:
    """The RIS file parsed, nothing more."""
    import rispy

    with source.open(encoding="utf-8") as file:
        rispy.load(file)


PROGRAMS = {"bibtexparser": bibtexparser, "bibtexparser-decoded": decoded, "rispy": rispy}

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
