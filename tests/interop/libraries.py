"""What a Python library makes of a file, in a process of its own: libraries.py LIBRARY IN OUT."""

from __future__ import annotations

import sys
from pathlib import Path


def rispy(text: str) -> str:
    import rispy

    return rispy.dumps(rispy.loads(text))


def pybtex(text: str) -> str:
    from pybtex.database import parse_string

    return parse_string(text, "bibtex").to_string("bibtex")


def bibtexparser(text: str) -> str:
    import bibtexparser

    return bibtexparser.write_string(bibtexparser.parse_string(text))


def decoded(text: str) -> str:
    """With LaTeX decoded and names split on reading, and both undone on writing."""
    import bibtexparser
    from bibtexparser import middlewares

    library = bibtexparser.parse_string(
        text,
        append_middleware=[
            middlewares.LatexDecodingMiddleware(),
            middlewares.SeparateCoAuthors(),
            middlewares.SplitNameParts(),
        ],
    )
    return bibtexparser.write_string(
        library,
        prepend_middleware=[
            middlewares.MergeNameParts(),
            middlewares.MergeCoAuthors(),
            middlewares.LatexEncodingMiddleware(),
        ],
    )


LIBRARIES = {
    "rispy": rispy,
    "pybtex": pybtex,
    "bibtexparser": bibtexparser,
    "bibtexparser-decoded": decoded,
}

if __name__ == "__main__":
    made = LIBRARIES[sys.argv[1]](Path(sys.argv[2]).read_text("utf-8"))
    Path(sys.argv[3]).write_text(made, "utf-8")
