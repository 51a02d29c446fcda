"""Reports as text, Markdown, HTML and CSV: headed blocks of labelled lines, or rows of a table.

Everything is escaped for its output; a cell of CSV never begins as a formula of a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import NamedTuple

_WIDTH = 98
# What spreadsheets take for the beginning of a formula.
_FORMULA = re.compile(r"^[\s]*[=+\-@\t\r]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#])")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


class Block(NamedTuple):
    """One thing of a report: its heading, and labelled texts; an empty text is left out."""

    heading: str
    lines: Mapping[str, str]


class Report(NamedTuple):
    """A report. columns: the labels that every row of a table has. sums: what stands at the end."""

    title: str
    columns: Sequence[str]
    blocks: Sequence[Block]
    sums: Sequence[str] = ()


def as_text(report: Report) -> str:
    """Headed blocks, wrapped for a page."""
    parts = [f"{report.title}\n{'=' * len(report.title)}"]
    for block in report.blocks:
        lines = [block.heading]
        for label, text in block.lines.items():
            if text:
                lines += textwrap.wrap(
                    f"{label}: {' '.join(text.split())}",
                    _WIDTH,
                    initial_indent="  ",
                    subsequent_indent="      ",
                    break_long_words=False,
                    break_on_hyphens=False,
                )
        parts.append("\n".join(lines))
    if report.sums:
        parts.append("\n".join(report.sums))
    return "\n\n".join(parts) + "\n"


def as_markdown(report: Report) -> str:
    """Headings and lists as pandoc reads them."""
    parts = [f"# {_plain(report.title)}"]
    for block in report.blocks:
        lines = [
            f"- **{_plain(label)}:** {_plain(' '.join(text.split()))}"
            for label, text in block.lines.items()
            if text
        ]
        parts += [f"## {_plain(block.heading)}", "\n".join(lines)]
    parts += ["\n".join(f"- {_plain(each)}" for each in report.sums)] if report.sums else []
    return "\n\n".join(part for part in parts if part) + "\n"


def as_html(report: Report) -> str:
    """A whole page with a table."""
    head = "".join(f"<th>{escape(label)}</th>" for label in ("", *report.columns))
    rows = "\n".join(
        f'<tr><th scope="row">{escape(block.heading)}</th>'
        + "".join(f"<td>{_linked(block.lines.get(label, ''))}</td>" for label in report.columns)
        + "</tr>"
        for block in report.blocks
    )
    sums = "".join(f"<li>{escape(each)}</li>\n" for each in report.sums)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(report.title)}</title>\n</head>\n<body>\n<h1>{escape(report.title)}</h1>\n"
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n"
        f"{f'<ul>{chr(10)}{sums}</ul>{chr(10)}' if sums else ''}</body>\n</html>\n"
    )


def as_csv(report: Report) -> str:
    """A table with a heading line; the sums are left to the spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["key", *report.columns])
    for block in report.blocks:
        cells = [block.heading, *(block.lines.get(label, "") for label in report.columns)]
        writer.writerow([safe_cell(cell) for cell in cells])
    return stream.getvalue()


def safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    plain = " ".join(text.split())
    return f"'{plain}" if _FORMULA.match(plain) else plain


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "html": as_html,
    "csv": as_csv,
}


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _linked(text: str) -> str:
    """A text for HTML, with links where it has addresses."""
    made: list[str] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(".,;)")
        made.append(escape(text[end : found.start()]))
        made.append(f'<a href="{escape(address)}">{escape(address)}</a>')
        end = found.start() + len(address)
    return "".join([*made, escape(text[end:])])
