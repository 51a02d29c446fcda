"""The thesis in Word and LibreOffice: headings, footnotes, a table with its caption."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

import office_files as files
from thesis.text import Chapter, Cited, Footnote, Table, Work

_HEADINGS = (
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>'
)


def cited(found: Cited) -> str:
    """A citation as it is typed in Word and LibreOffice."""
    return f"[{'; '.join(map(_typed, found.works))}]"


def _typed(work: Work) -> str:
    before = f"{work.before} " if work.before else ""
    return f"{before}@{work.key}" + (f", {work.page}" if work.page else "")


def _inside(note: Footnote) -> str:
    return "".join(part if isinstance(part, str) else cited(part) for part in note.parts)


def docx(thesis: Sequence[Chapter]) -> bytes:
    """In Word."""
    notes: dict[int, str] = {}
    body: list[str] = []
    for chapter in thesis:
        body.append(_styled("Heading1", chapter.title))
        for paragraph in chapter.paragraphs:
            runs: list[str] = []
            for part in paragraph:
                if isinstance(part, Footnote):
                    number = len(notes) + 1
                    notes[number] = escape(f" {_inside(part)}")
                    runs.append(files.note_mark(number))
                else:
                    text = part if isinstance(part, str) else f" {cited(part)}"
                    runs.append(files.r(escape(text)))
            body.append(files.p(*runs))
        for table in chapter.tables:
            body += [
                _styled("Caption", f"{table.caption} {cited(table.cited)}"),
                _word_table(table),
            ]
    body += [_styled("Heading1", "Sources"), files.p("{bibliography}")]
    return files.docx(*body, notes={"footnote": notes}, styles=_HEADINGS)


def _styled(style: str, text: str) -> str:
    props = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f"<w:p>{props}{files.r(escape(text))}</w:p>"


def _word_table(table: Table) -> str:
    cell = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{}</w:tc>'
    rows = "".join(
        f"<w:tr>{cell.format(files.p(row.year))}"
        f"{cell.format(files.p(escape(f'{row.what} {cited(row.cited)}')))}</w:tr>"
        for row in table.rows
    )
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>'
        f'<w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>{rows}</w:tbl>'
    )


def odt(thesis: Sequence[Chapter]) -> bytes:
    """In LibreOffice."""
    body: list[str] = []
    count = 0
    for chapter in thesis:
        body.append(_heading(chapter.title))
        for paragraph in chapter.paragraphs:
            text = ""
            for part in paragraph:
                if isinstance(part, Footnote):
                    count += 1
                    text += _note(count, _inside(part))
                else:
                    text += escape(part if isinstance(part, str) else f" {cited(part)}")
            body.append(f"<text:p>{text}</text:p>")
        for table in chapter.tables:
            body += [f"<text:p>{escape(f'{table.caption} {cited(table.cited)}')}</text:p>"]
            body.append(_open_table(table))
    return files.odt(*body, _heading("Sources"), "<text:p>{bibliography}</text:p>")


def _heading(text: str) -> str:
    return f'<text:h text:outline-level="1">{escape(text)}</text:h>'


def _note(number: int, text: str) -> str:
    return (
        f'<text:note text:id="ftn{number}" text:note-class="footnote"><text:note-citation>{number}'
        f"</text:note-citation><text:note-body><text:p>{escape(text)}</text:p></text:note-body>"
        "</text:note>"
    )


def _open_table(table: Table) -> str:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{cell.format(row.year)}"
        f"{cell.format(escape(f'{row.what} {cited(row.cited)}'))}</table:table-row>"
        for row in table.rows
    )
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    return f'<table:table table:name="Ships">{columns}{rows}</table:table>'
