"""BibTeX and BibLaTeX files of many programs as records.

A file of tests/cases/bibtex and what is read from it stand side by side; --update writes it anew.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archcite.errors import Problem
from archcite.read import load_reader, sniff
from archcite.record import toml
from archcite.record.model import Record
from archcite.record.vocab import Kind

CASES = Path(__file__).parents[3] / "tests" / "cases" / "bibtex"
FILES = sorted(CASES.glob("*.bib"))
read_bibtex = load_reader("bibtex")


def read(text: str) -> list[Record | Problem]:
    return read_bibtex(text.encode(), "a.bib")


def one(text: str) -> Record:
    """The only record of a text in which nothing is wrong."""
    (found,) = read(text)
    assert isinstance(found, Record), found
    return found


def field(name: str, value: str, type_: str = "article") -> Record:
    return one(f"@{type_}{{a, {name} = {{{value}}}}}")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_all_that_a_file_says(file: Path, update: bool) -> None:
    found = read_bibtex(file.read_bytes(), file.name)
    shown = [f"# {each}\n" if isinstance(each, Problem) else toml.write(each, "") for each in found]
    written = "\n# ----\n\n".join(shown)
    golden = file.with_suffix(".txt")
    if update:
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_is_known_by_its_content(file: Path) -> None:
    assert sniff(file.read_bytes(), "unnamed") == "bibtex"


@pytest.mark.parametrize(
    "text",
    [
        "mail me at ada@example.org {today}",
        '[{"id": "a@b{c"}]',
        "<p>\n@media print { p { margin: 0 } }",
        "TY  - JOUR\nTI  - @x{\n",
    ],
)
def test_other_files_are_not_taken_for_bibtex(text: str) -> None:
    assert sniff(text.encode(), "a") != "bibtex"


@pytest.mark.parametrize(
    ("data", "title"),
    [
        ("@book{a, title={Übung}}".encode("utf-8-sig"), "Übung"),
        ("@book{a, title={Übung}}".encode("utf-16"), "Übung"),
        ("@book{a, title={Übung}}".encode("utf-16-le"), "Übung"),
        ("@book{a, title={Übung}}".encode("latin-1"), "Übung"),
        ("% Encoding: Cp1251\n@book{a, title={Опись}}".encode("cp1251"), "Опись"),
        (
            "%% Saved with string encoding Western (Mac OS Roman)\n@book{a, title={Übung}}".encode(
                "mac-roman"
            ),
            "Übung",
        ),
        (b"@book{a,\r\ttitle\r=\r{One\r\rTwo}\r}\r", "One Two"),
        (b"@book{a, title={NUL\0 inside}}", "NUL inside"),
    ],
)
def test_encodings_declared_and_not(data: bytes, title: str) -> None:
    (found,) = read_bibtex(data, "a.bib")
    assert isinstance(found, Record)
    assert found.document.title == title


def test_a_broken_entry_is_told_with_its_line_and_the_others_are_read() -> None:
    found = read_bibtex((CASES / "broken.bib").read_bytes(), "broken.bib")
    titles = [each.document.title for each in found if isinstance(each, Record)]
    assert titles == ["Fine", "Fine too", "Fine again"]
    broken = [each for each in found if isinstance(each, Problem) and each.code == "entry-broken"]
    assert [each.where for each in broken] == ["broken.bib:6", "broken.bib:16", "broken.bib:22"]


def test_a_key_that_is_none_of_ours_is_kept() -> None:
    for key, made in (("Roe:1999a", "roe-1999a"), ("Мир", "mir"), ("roe1999", "roe1999")):
        record = one(f"@book{{{key}, title={{x}}}}")
        assert record.document.id == made
        known = record.record.known_as if record.record else ()
        assert known == ((key,) if key != made else ())


def test_a_field_that_nobody_knows_is_kept_as_it_was() -> None:
    record = field("x-mood", r"{\"u}bel \& {so}")
    assert record.record is not None
    (kept,) = record.record.foreign
    assert (kept.format, kept.name, kept.value) == ("biblatex", "x-mood", r"{\"u}bel \& {so}")


@pytest.mark.parametrize(
    ("type_", "kind", "type_told"),
    [
        ("article", "published", "article-journal"),
        ("mvbook", "published", "book"),
        ("phdthesis", "published", "thesis"),
        ("suppcollection", "published", "chapter"),
        ("inreference", "published", "entry-encyclopedia"),
        ("online", "published", "webpage"),
        ("www", "published", "webpage"),
        ("movie", "published", "motion_picture"),
        ("jurisdiction", "published", "legal_case"),
        ("software", "published", "software"),
        ("letter", "letter", None),
        ("unpublished", "other", "manuscript"),
        ("misc", "other", None),
        ("strange", "other", None),
    ],
)
def test_entry_types(type_: str, kind: str, type_told: str | None) -> None:
    record = one(f"@{type_}{{a, author = {{Roe, Ada}}, title = {{x}}}}")
    assert record.document.kind == kind
    assert (record.published.type if record.published else None) == type_told


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("1966~", "1966~"),
        ("1966-05?", "1966-05?"),
        ("1966-05-27%", "1966-05-27%"),
        ("1955/1957", "1955/1957"),
        ("../1966", "../1966"),
        ("1966/", "1966/"),
        ("196X", "196X"),
        ("1966-21", "1966-21"),
        ("-0043", "-0043"),
        ("1966-5-7", "1966-05-07"),
        ("1966-05-00", "1966-05"),
    ],
)
def test_dates_of_biblatex(value: str, date: str) -> None:
    assert field("date", value).document.date == date


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 1966, month = may, day = 27", "1966-05-27"),
        ('year = 1966, month = "27~" # may', "1966-05-27"),
        ('year = 1966, month = may # "~27"', "1966-05-27"),
        ("year = 1966, month = 5", "1966-05"),
        ("year = {ca. 1966}", "1966~"),
        ("year = {1966?}, month = dec", "1966-12?"),
        ("year = {[1966]}", "1966"),
        ("year = {1960s}", "196X"),
        ("year = {1955--57}", "1955/1957"),
        ("year = {44 BC}", "-0043"),
        ("year = 1966, month = {May/June}", "1966-05/1966-06"),
    ],
)
def test_dates_of_bibtex(fields: str, date: str) -> None:
    assert one(f"@book{{a, {fields}}}").document.date == date


def test_what_is_no_date_is_kept_as_it_was_given() -> None:
    assert one("@book{a, year = {in press}}").document.date_as_given == "in press"
    undated = one("@book{a, year = {n.d.}}").document
    assert (undated.date, undated.src) == (None, {"date": "empty"})


@pytest.mark.parametrize(
    ("names", "parts"),
    [
        ("Ludwig van Beethoven", [("Ludwig", "van", "Beethoven", None)]),
        ("von Berg, Jr, Ada", [("Ada", "von", "Berg", "Jr")]),
        ("d'Alembert, Jean", [("Jean", "d'", "Alembert", None)]),
        (r"{\'E}variste Galois", [("Évariste", None, "Galois", None)]),
        ("given={Ada B.}, family=Roe, suffix=III", [("Ada B.", None, "Roe", "III")]),
        ("Roe, Ada and Bee,~Cy", [("Ada", None, "Roe", None), ("Cy", None, "Bee", None)]),
        ("{Marks and Spencer}", [(None, None, None, None)]),
    ],
)
def test_names(names: str, parts: list[tuple[str | None, ...]]) -> None:
    people = field("author", names).people
    assert [(each.given, each.particle, each.family, each.suffix) for each in people] == parts


def test_a_body_is_no_person_and_others_are_no_family() -> None:
    people = field("author", "{Marks and Spencer} and Roe, Ada and others").people
    assert [(each.as_given, str(each.kind)) for each in people] == [
        ("Marks and Spencer", "body"),
        ("Ada Roe", "person"),
        ("others", "body"),
    ]


def test_roles_are_not_mixed() -> None:
    record = one(
        "@movie{a, author={A, A}, translator={B, B}, editor={C, C}, editortype={director}, "
        "editora={D, D}, editoratype={compiler}, bookauthor={E, E}, foreword={F, F}}"
    )
    assert [(str(each.role), each.family) for each in record.people] == [
        ("author", "A"), ("director", "C"), ("compiler", "D"), ("translator", "B"),
        ("container-author", "E"),
    ]  # fmt: skip
    assert record.record is not None
    assert [each.name for each in record.record.foreign] == ["foreword"]


def test_a_long_file_is_the_same_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    from archcite.read import bibtex

    def told(found: Iterable[Record | Problem]) -> list[object]:
        return [each[:2] if isinstance(each, Problem) else each for each in found]

    for file in FILES:
        whole = told(read_bibtex(file.read_bytes(), "a"))
        monkeypatch.setattr(bibtex, "_SPLIT", 40)
        assert told(read_bibtex(file.read_bytes(), "a")) == whole
        monkeypatch.undo()
        with file.open("rb") as opened:
            assert told(bibtex.read_bibtex_stream(opened, "a")) == whole


def test_strings_that_double_each_other_end() -> None:
    text = "@string{a0 = {0123456789}}\n"
    text += "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 60))
    start = time.process_time()
    found = read(f"{text}@book{{a, title = a59}}")
    assert time.process_time() - start < 5
    assert isinstance(found[-1], Record)


def test_entries_that_refer_in_a_circle_end() -> None:
    found = read("@book{a, crossref={b}, xdata={b}}\n@book{b, crossref={a}, title={x}}")
    assert [each.document.title for each in found if isinstance(each, Record)] == ["x", "x"]


# What breaks readers, repeated: nothing of it may take more than linear time.
HOSTILE = ["{", "}", '"', "@book{a,", "@a{", "\\", "\\'", "{\\'", "$", "#", "a # ", " and ", ",",
           "=", "@string{a={", "@comment{", "\n@", "~", "{a}", "@book(a,"]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_files_are_read_in_linear_time(piece: str) -> None:
    count = 40_000 // len(piece)
    start = time.process_time()
    for text in (
        f"@book{{a, title = {{{piece * count}}}, author = {{{piece * count}}}, year = 1}}",
        piece * count,
        f"@book{{a, title = {piece * count}",
    ):
        for each in read(text):
            assert isinstance(each, (Record, Problem))
    assert time.process_time() - start < 20


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*HOSTILE, "title", "author", "date", "1966", "year", "\n", " ", "x", "}}", "},\n",
             "@article{k, ", " = {", "\\emph{", "\\url{", "и", "\u202e", "archcite", "file", ":",
             ";", "crossref", "k"]
        ),
        max_size=60,
    )
)  # fmt: skip
def test_nothing_makes_the_reader_fail(pieces: list[str]) -> None:
    for each in read("".join(pieces)):
        assert isinstance(each, (Record, Problem))


def test_archival_documents_of_other_styles_lie_where_they_say() -> None:
    for name in ("chicago", "historian", "fiwi", "papis"):
        (record,) = read_bibtex((CASES / f"{name}.bib").read_bytes(), name)
        assert isinstance(record, Record)
        assert record.document.kind is not Kind.PUBLISHED
        assert record.source is not None
        assert record.source.archive is not None
        assert record.source.levels
