"""What exchange.py runs, each in a process of its own: PROGRAM SOURCE TARGET."""

from __future__ import annotations

import sys
from pathlib import Path


def archcite(source: Path, target: Path) -> None:
    """The records of one file as the other."""
    from archcite.read import load_reader
    from archcite.record.model import Record

    reader = load_reader({".bib": "bibtex", ".json": "csl-json"}[source.suffix])
    records = [each for each in reader(source.read_bytes(), source.name)
               if isinstance(each, Record)]  # fmt: skip
    if target.suffix == ".json":
        from archcite.write.csl_json import write_csl_json as write
    else:
        from archcite.write.bibtex import write_biblatex as write
    target.write_text(write(records).text, "utf-8")


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


PROGRAMS = {"archcite": archcite, "bibtexparser": bibtexparser, "bibtexparser-decoded": decoded}

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
