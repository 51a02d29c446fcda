"""The sample typeset for real: our .bib files through LaTeX with biber or bibtex, read off the PDF.

A sheet is a style. What must hold: no error, no warning that we could avoid, and the printed
reference of each record has its archive, its shelfmark, its translator and its date.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path as File
from typing import Any, NamedTuple, cast

from archcite.record.model import Record
from archcite.write import WRITERS, Written
from interop.measure import sample
from interop.programs import Fault, run

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
LATIN = re.compile(r"[^\u0000-\u024f\u2010-\u203a]")


class Sheet(NamedTuple):
    """writer: of the .bib file. files: what must be installed. whole: not only Latin letters."""

    name: str
    engine: str
    writer: str
    preamble: str
    files: tuple[str, ...]
    whole: bool = False
    bibtex: bool = False


class Proof(NamedTuple):
    """What came of a sheet. missing: "key: what is not printed"; warnings: without their places."""

    printed: int
    errors: tuple[str, ...]
    warnings: Mapping[str, int]
    missing: tuple[str, ...]


_FONTS = r"""\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
"""
_ALL_FONTS = r"""\usepackage{fontspec}
\setmainfont{Noto Serif CJK SC}
"""
_ENGLISH = r"""\usepackage[ngerman,english]{babel}
\usepackage{csquotes}
"""
_REFS = "\\addbibresource{refs.bib}\n"
_CHICAGO = f"{_ENGLISH}\\usepackage[notes,backend=biber]{{biblatex-chicago}}\n{_REFS}"


def _biblatex(style: str, writer: str = "biblatex", *, whole: bool = False) -> Sheet:
    return Sheet(
        f"{style}, {'XeLaTeX' if whole else 'pdfLaTeX'}",
        "xelatex" if whole else "pdflatex",
        writer,
        (_ALL_FONTS if whole else _FONTS)
        + f"{_ENGLISH}\\usepackage[backend=biber,style={style}]{{biblatex}}\n{_REFS}",
        ("biblatex.sty", "csquotes.sty", f"{style}.bbx", *(("fontspec.sty",) if whole else ())),
        whole,
    )


def _chicago(*, whole: bool) -> Sheet:
    return _biblatex("chicago-notes", "biblatex-chicago", whole=whole)._replace(
        preamble=(_ALL_FONTS if whole else _FONTS) + _CHICAGO,
        files=("biblatex-chicago.sty", "csquotes.sty"),
    )


SHEETS = (
    _biblatex("verbose"),
    _biblatex("authoryear"),
    _biblatex("verbose", whole=True),
    _chicago(whole=False),
    _chicago(whole=True),
    _biblatex("historian", "biblatex-historian"),
    _biblatex("fiwi", "biblatex-fiwi"),
    _biblatex("mla", "biblatex-mla"),
    Sheet("plain.bst, pdfLaTeX", "pdflatex", "bibtex", _FONTS, ("plain.bst",), bibtex=True),
    Sheet("plain.bst, XeLaTeX", "xelatex", "bibtex", _ALL_FONTS, ("plain.bst", "fontspec.sty"),
          whole=True, bibtex=True),
)  # fmt: skip

PACKAGES = (
    "texlive-latex-recommended texlive-latex-extra texlive-bibtex-extra texlive-xetex"
    " texlive-lang-german biber fonts-noto-cjk poppler-utils"
)


def lacking(sheet: Sheet) -> str:
    """What the sheet needs and is not installed, a sentence with the mend; "" if nothing."""
    commands = (sheet.engine, "bibtex" if sheet.bibtex else "biber", "pdftotext", "kpsewhich")
    absent = [name for name in commands if not shutil.which(name)]
    if not absent:
        absent = [
            name for name in sheet.files
            if not subprocess.run(["kpsewhich", name], capture_output=True, check=False).stdout
        ]  # fmt: skip
    mend = f"on Debian: apt-get install {PACKAGES}"
    return f"{', '.join(absent)} not found; {mend}" if absent else ""


def version() -> str:
    """What pdfTeX and biber say of themselves."""
    found = []
    for command in ("pdftex", "biber"):
        said = subprocess.run([command, "--version"], capture_output=True, check=False).stdout
        found.append(said.decode("utf-8", "replace").splitlines()[0].strip())
    return "; ".join(found)


def unusable(sheet: Sheet) -> str:
    """Why the installed style can typeset nothing, not even one plain book; "" if it can."""
    book = "@book{a, author={A, B}, title={C}, date={1999}, year={1999}, publisher={D}}\n"
    errors = _printed(sheet, book, ["a"]).errors
    return f"the style fails on any entry, even a plain book: {errors[0]}" if errors else ""


def typeset(sheet: Sheet) -> Proof:
    """Run LaTeX over the sample."""
    records = [each for each in sample() if sheet.whole or not _is_beyond_latin(each)]
    keys = [record.document.id for record in records]
    printed = _printed(sheet, _written(sheet.writer, records), keys)
    missing = tuple(
        f"{record.document.id}: {what}"
        for record in records
        for what in _missing(record, printed.entries.get(record.document.id, ""))
    )
    return Proof(len(printed.entries), printed.errors, printed.warnings, missing)


class Printed(NamedTuple):
    """What LaTeX made of some entries: their references by key."""

    entries: Mapping[str, str]
    errors: tuple[str, ...]
    warnings: Mapping[str, int]


def _printed(sheet: Sheet, bib: str, keys: list[str]) -> Printed:
    latex = [sheet.engine, "-interaction=nonstopmode", "-file-line-error", "sheet"]
    second = ["bibtex", "sheet"] if sheet.bibtex else ["biber", "--nolog", "sheet"]
    with tempfile.TemporaryDirectory() as name:
        folder = File(name)
        (folder / "refs.bib").write_text(bib, "utf-8")
        (folder / "sheet.tex").write_text(_document(sheet, keys), "utf-8")
        try:
            run(latex, folder)
            said = _said(second, folder)
            for _ in range(2):
                run(latex, folder)
            text = _said(["pdftotext", "-enc", "UTF-8", "sheet.pdf", "-"], folder)
        except Fault as fault:
            return Printed({}, (str(fault),), {})
        log = (folder / "sheet.log").read_text("utf-8", "replace")
    errors = [*_LATEX_ERROR.findall(log), *_BIB_ERROR.findall(said)]
    found = Counter(_warnings(f"{said}\n{log}"))
    return Printed(_entries(text, keys), tuple(sorted(set(map(_bare, errors)))), found)


_LATEX_ERROR = re.compile(r"^(?:! .*|[^ \n]*\.\w{3}:\d+: .*)", re.MULTILINE)
_BIB_ERROR = re.compile(r"^(?:ERROR.*|I couldn't.*|Sorry.*|I was expecting.*)", re.MULTILINE)


def _said(command: list[str], folder: File) -> str:
    found = run(command, folder)
    return found.stdout.decode("utf-8", "replace") + found.stderr.decode("utf-8", "replace")


def _written(writer: str, records: list[Record]) -> str:
    module, _, function = WRITERS[writer].function.partition(":")
    write = cast("Callable[..., Written]", getattr(import_module(module), function))
    return write(records).text


def _is_beyond_latin(record: Record) -> bool:
    """Whether the entry has letters for which pdfLaTeX has no font without more being said."""
    return bool(LATIN.search(_written("biblatex", [record])))


def _mark(number: int) -> str:
    return f"QXQ{number}QXQ"


# The first citation, and the entry in a bibliography: styles print documents in one or the other.
_FULL = (
    r"\fullcite{%s}\begin{refsection}\nocite{%s}\printbibliography[heading=none]\end{refsection}"
)


def _document(sheet: Sheet, keys: list[str]) -> str:
    """Each record's full reference between two marks, and the bibliography of all."""
    cites = []
    for number, key in enumerate(keys):
        full = "" if sheet.bibtex else _FULL % (key, key)
        cites.append(f"\\par {_mark(number)} {full}")
    body = "\\nocite{*}" if sheet.bibtex else "\n".join([*cites, f"\\par {_mark(len(keys))}"])
    end = "\\bibliographystyle{plain}\\bibliography{refs}" if sheet.bibtex else ""
    return (
        f"\\documentclass{{article}}\n{sheet.preamble}\\sloppy\n\\begin{{document}}\n{body}\n"
        f"{end}\n\\end{{document}}\n"
    )


def _entries(text: str, keys: list[str]) -> dict[str, str]:
    """The printed reference of each record, by key; where there are no marks, the whole text."""
    flat = " ".join(text.split())
    found = {}
    for number, key in enumerate(keys):
        parts = re.split(f"{_mark(number)}|{_mark(number + 1)}", flat)
        if len(parts) >= 3:
            found[key] = parts[1]
        elif flat:
            found[key] = flat
    return found


def _missing(record: Record, printed: str) -> Iterator[str]:
    """What of a record its printed reference lacks."""
    there = _letters(printed)
    for what, forms in wanted(record):
        if not any(_letters(form) in there for form in forms):
            yield what


def wanted(record: Record) -> Iterator[tuple[str, list[str]]]:
    """What must be printed, each in the forms that do."""
    source = record.source
    if source and source.archive:
        archive = source.archive
        yield "archive", [name for name in (archive.name, archive.acronym) if name]
    for level in source.levels if source else ():
        yield "shelfmark", [level.value, level.value.replace("об.", "ob.")]
    names = [
        agent.family or agent.as_given for agent in record.people if agent.role == "translator"
    ]
    names += [
        name.split()[-1] for each in record.credits if each.verb == "translated" for name in each.by
    ]
    for name in names:
        yield "translator", [name]
    date = record.document.date or ""
    if full := re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?[~?%]?", date):
        year, month, day = full.groups()
        word, number = MONTHS[int(month) - 1], str(int(day)) if day else ""
        yield "date", [year]
        yield "month", [word, f"{month}/{year}", f"{number}.{month}.", date[:7]]
        if day:
            yield "day", [number]
    elif year := re.match(r"\d{4}", date):
        yield "date", [year.group()]


def _letters(text: str) -> str:
    """Letters and figures alone: line breaks, hyphens and small capitals do not count."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


_WARNED = re.compile(r"^(?:(?:LaTeX|Package|Class).*Warning: |WARN - |Warning--).*", re.MULTILINE)
# Not of the references: how the page is set.
_BESIDE = re.compile(r"Font|hyphenation patterns|hyperref|[Rr]erun|Label\(s\)|\(re\)run|fontspec")


def _warnings(said: str) -> Iterator[str]:
    for line in dict.fromkeys(_WARNED.findall(said)):
        if not _BESIDE.search(line):
            yield _bare(line)


def _bare(line: str) -> str:
    """A warning without entry, file and line, so that the same one of many entries is one."""
    line = re.sub(r"Entry '[^']*' \([^)]*\): ", "", line)
    line = re.sub(r"(?<!\S)\S*/(?=[\w.-]+:\d+: )", "", line)
    line = re.sub(r"^\S*?(?=\b(?:refs|sheet)\.\w+:\d+: )", "", line)
    line = re.sub(r"\b(?:refs|sheet)\.(?:tex|bbl|bib):\d+: ", "", line)
    line = re.sub(r" in [a-z0-9.-]+$", "", line)
    return re.sub(r" on (?:page \d+ on )?input line \d+\.?", "", line).strip()


def as_data(proof: Proof) -> dict[str, Any]:
    return {
        "printed": proof.printed,
        "errors": list(proof.errors),
        "warnings": dict(sorted(proof.warnings.items())),
        "missing": list(proof.missing),
    }


def summary(proof: Proof) -> str:
    return (
        f"{proof.printed} references; {len(proof.errors)} errors, {sum(proof.warnings.values())}"
        f" warnings; {len(proof.missing)} facts not printed"
    )


def worse(floor: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """What is worse than it was, a sentence each."""
    if not floor:
        yield "was never measured; run it with --update"
        return
    if now["printed"] < floor["printed"]:
        yield f"{now['printed']} references printed; it was {floor['printed']}"
    for each in now["errors"]:
        if each not in floor["errors"]:
            yield f"error: {each}"
    for each in now["warnings"]:
        if each not in floor["warnings"]:
            yield f"warning: {each}"
    for each in now["missing"]:
        if each not in floor["missing"]:
            yield f"not printed: {each}"
