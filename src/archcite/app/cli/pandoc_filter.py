"""archcite pandoc-filter: citations of a document that pandoc converts."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from archcite.app.cli import _print
from archcite.app.reading import read_bytes

EXAMPLES = (
    "pandoc thesis.md --filter archcite-filter -o thesis.docx",
    "pandoc thesis.md -t json | archcite pandoc-filter | pandoc -f json -o x.pdf",
)


def run(
    target: Annotated[
        str, typer.Argument(metavar="[FORMAT]", help="What pandoc writes; pandoc says it.")
    ] = "",
) -> None:
    """Set the citations of a document tree that pandoc hands over on standard input.

    The document's metadata says what to do: archcite-library, archcite-style (or csl),
    archcite-options, lang, nocite, reference-section-title, suppress-bibliography, link-citations;
    bibliography names files to cite from.
    """
    from archcite.app.filtering import filtered

    text, problems = filtered(read_bytes("-"))
    _print.problems(problems)
    with _print.data_stream() as stream:
        stream.write(text)


def main() -> None:
    """The program archcite-filter, which pandoc calls with the name of its output's format."""
    from archcite.app.cli import run as run_command

    sys.exit(run_command(["pandoc-filter", *sys.argv[1:2]]))
