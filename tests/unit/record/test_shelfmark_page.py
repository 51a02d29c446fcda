"""The tables of docs/explanation/shelfmarks.md say exactly what the program prints and reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from archcite.record.model import Holding, Level, Repository
from archcite.record.shelfmark import parse_source
from archcite.record.shelfwords import LANGUAGES
from archcite.record.tradition import TRADITIONS, Form, print_levels, tradition_of
from archcite.record.vocab import LevelKind

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "shelfmarks.md"
FORMS = get_args(Form)
_LEVEL = re.compile(r"([a-z-]+)(?: \(([^)]+)\))? (.+)")


def holding(levels: str, archive: str = "") -> Holding:
    """From the words of the page: fond 558; box (legajo) 3."""
    found = [_LEVEL.fullmatch(each) for each in levels.split("; ")]
    assert all(found), levels
    return Holding(
        archive=Repository(name=archive) if archive else None,
        levels=tuple(
            Level(kind=LevelKind(each[1]), label=each[2], value=each[3]) for each in found if each
        ),
    )


def table(first: str) -> list[dict[str, str]]:
    """The rows of the table whose first column has that heading."""
    head: list[str] = []
    rows: list[dict[str, str]] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip(" ") for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            head = []
        elif not head:
            head = cells
        elif head[0] == first and not set(line) <= set("|- "):
            rows.append(dict(zip(head, cells, strict=True)))
    return rows


BY_TRADITION = table("tradition")
HOLDINGS = {row["tradition"]: holding(row["levels"], row["archive"]) for row in BY_TRADITION}


@pytest.mark.parametrize("row", BY_TRADITION, ids=lambda row: row["tradition"])
def test_each_tradition(row: dict[str, str]) -> None:
    source = HOLDINGS[row["tradition"]]
    for form in FORMS:
        if form in row:
            assert print_levels(source, form=form) == row[form]
    assert print_levels(source, order="small-first") == row["small first"]


def test_every_tradition_has_a_row() -> None:
    assert {tradition_of(source) for source in HOLDINGS.values()} == {
        row.name for row in TRADITIONS
    }


@pytest.mark.parametrize(
    "row", table("language"), ids=lambda row: f"{row['language']}, {row['form']}"
)
def test_each_language(row: dict[str, str]) -> None:
    tag = row.pop("language").rpartition("(")[2].rstrip(")")
    form = row.pop("form")
    assert form in FORMS
    for name, expected in row.items():
        assert print_levels(HOLDINGS[name], form=form, language=tag) == expected


def test_every_language_with_words_has_a_row() -> None:
    tags = {row["language"].rpartition("(")[2].rstrip(")") for row in table("language")}
    own = {
        tag for tag, language in LANGUAGES.items() if language.words is not LANGUAGES["en"].words
    }
    assert tags >= {*own - {"zh-hant"}, "en", "zh-TW"}


@pytest.mark.parametrize("row", table("values"), ids=lambda row: row["values"])
def test_one_and_many(row: dict[str, str]) -> None:
    level = row.pop("values")
    in_file = level.split()[0] in ("leaf", "delo")
    source = holding(f"fond 1; opis 1; {level}" if in_file else level)
    for tag, expected in row.items():
        printed = print_levels(source, form="long", language=tag)
        separator = "，" if tag == "zh" else ", "
        assert printed.split(separator, 2 if in_file else 0)[-1] == expected


@pytest.mark.parametrize("row", table("label"), ids=lambda row: row["label"])
def test_words_of_the_source(row: dict[str, str]) -> None:
    source = holding(row.pop("label"))
    for heading, expected in row.items():
        form, _, tag = heading.partition(", ")
        assert form in FORMS
        assert print_levels(source, form=form, language=tag) == expected


@pytest.mark.parametrize("row", table("line"), ids=lambda row: row["line"])
def test_what_sources_write(row: dict[str, str]) -> None:
    found = parse_source(row["line"]).holding
    assert found is not None
    assert [(level.kind, level.label, level.value) for level in found.levels] == [
        (level.kind, level.label, level.value) for level in holding(row["levels"]).levels
    ]
    assert print_levels(found, form="as-given", language="ru") == row["line"]
    assert print_levels(found) == row["usual"]
    assert print_levels(found, language="ru") == row["usual, ru"]


def plain(source: Holding | None) -> list[tuple[str, str]]:
    """Kinds and values, with hyphens and Latin letters, by kind: a year may stand elsewhere."""
    assert source is not None
    marks = str.maketrans("–зв", "-zv")
    return sorted((str(level.kind), level.value.translate(marks)) for level in source.levels)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("row", BY_TRADITION, ids=lambda row: row["tradition"])
def test_what_is_printed_is_read_back(row: dict[str, str], language: str) -> None:
    source = HOLDINGS[row["tradition"]]
    for form in FORMS:
        shelfmark = print_levels(source, form=form, language=language)
        parse = parse_source(", ".join(filter(None, (row["archive"], shelfmark))))
        assert (plain(parse.holding), parse.leftover) == (plain(source), "")
        assert parse.holding is not None
        assert tradition_of(parse.holding) == tradition_of(source)
