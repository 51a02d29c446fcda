"""archcite weave on Markdown, as a writer calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archcite.app.proofing import outside
from archcite.cite.request import Locator
from archcite.record.toml import from_plain

ROE, DOE = "smith-1961-05-04", "ivanov-1950-03-02"


def document(library: Path, text: str, name: str = "thesis.md") -> Path:
    path = library.parent / name
    path.write_text(text, "utf-8")
    return path


def test_notes_follow_the_order_of_the_document(call, library: Path) -> None:
    path = document(
        library,
        f"One [@{ROE}]. Two [@{DOE}, l. 2]; three [@{ROE}, 4].[^n]\n\n[^n]: Own, [@{DOE}].\n",
    )
    text = call("weave", str(path)).out
    first, second, third = (part.split("]")[0] for part in text.split("^[")[1:4])
    assert first.startswith("Ann Smith, “On Peace & War")
    assert "Ivan Ivanov to Pyotr Petrov" in second
    assert third.startswith("Smith, “On Peace & War")
    assert "[^n]: Own, Ivanov to Petrov" in text
    assert text.rstrip().endswith(":::")
    assert text.index("One.^[") < text.index("Two;^[")


def test_in_text_styles_and_a_marked_place(call, library: Path) -> None:
    path = document(library, f"As @{ROE} [4] says.\n\n::: {{#refs}}\n:::\n\nEnd.\n")
    text = call("weave", str(path), "--style", "mla").out
    assert text.startswith("As Smith (4) says.\n\n::: {#refs}\n\nSmith, Ann.")
    assert text.endswith(":::\n\nEnd.\n")


def test_chapters_are_one_document_whose_notes_may_begin_again(call, library: Path) -> None:
    one = document(library, f"A [@{ROE}].\n", "one.md")
    two = document(library, f"B [@{ROE}].\n", "two.md")
    out = library.parent / "done"
    assert call("weave", str(one), str(two), "-o", str(out)).code == 0
    assert "Ann Smith" not in (out / "two.md").read_text()
    assert "#refs" not in (out / "one.md").read_text()
    ran = call("weave", str(one), str(two), "-o", str(out), "--restart", "chapter", "--force")
    assert ran.code == 0
    assert "Ann Smith" in (out / "two.md").read_text()


def test_keys_that_no_record_has_are_told_with_their_lines(call, library: Path) -> None:
    path = document(library, f"\n\nA [@{ROE}; @smith-1961-05-05].\n")
    ran = call("weave", str(path))
    assert ran.code == 3
    assert "thesis.md:3: error" in ran.err
    assert f"did you mean {ROE}" in ran.err
    assert ran.out == ""


def test_a_citation_that_cannot_be_read(call, library: Path) -> None:
    path = document(library, f"Good [@{ROE}].\n\nBad [@{ROE} @{DOE}].\n")
    ran = call("weave", str(path))
    assert ran.code in (1, 2)
    assert "thesis.md:3" in ran.err


def test_what_only_looks_like_a_citation_is_left_alone(call, library: Path) -> None:
    text = f"A [@{ROE}]. ada@example.org <https://x.org/@none> `@code`\n\n```\n[@{DOE}]\n```\n"
    out = call("weave", str(document(library, text)), "--style", "mla").out
    for same in ("ada@example.org <https://x.org/@none> `@code`", f"```\n[@{DOE}]\n```"):
        assert same in out


def test_nothing_is_lost(call, library: Path) -> None:
    path = document(library, f"A [@{ROE}].\n")
    before = path.read_bytes()
    other = document(library, "kept", "other.md")
    ran = call("weave", str(path), "-o", str(other))
    assert (ran.code, other.read_text()) == (2, "kept")
    assert "--force" in ran.err
    assert call("weave", str(path), "-o", str(path)).code == 2
    assert path.read_bytes() == before
    assert call("weave", str(path), "--in-place").code == 0
    assert (library.parent / "thesis.md.bak").read_bytes() == before
    assert path.read_bytes() != before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("x.xyz",), "cannot be woven"),
        (("thesis.md", "--restart", "part"), "takes chapter"),
        (("thesis.md", "other.md"), "need a folder"),
        (("thesis.md", "--in-place", "-o", "x.md"), "both say where"),
        (("thesis.md", "--style", "bibtex"), "no citation style"),
    ],
)
def test_faults_of_the_command_line(call, library: Path, arguments, words: str) -> None:
    document(library, f"[@{ROE}]")
    document(library, "x", "x.xyz")
    document(library, "x", "other.md")
    named = [str(library.parent / each) if "." in each else each for each in arguments]
    ran = call("weave", *named)
    assert ran.code == 2
    assert words in ran.err


def test_check_tells_what_is_odd(call, library: Path) -> None:
    record = library / "records" / f"{DOE}.toml"
    record.write_text(record.read_text().replace('language = "en"', 'extent = "3 leaves"'))
    path = document(library, f"A [@{DOE}, l. 2].\n\nB [@{DOE}, fol. 9].\n")
    ran = call("weave", str(path), "--check")
    assert ran.code == 1
    assert "thesis.md:3: warning: ivanov-1950-03-02: folio 9 lies outside of its extent" in ran.out
    assert "2 citations of 1 work; 1 record is never cited: smith-1961-05-04" in ran.err
    assert call("weave", str(document(library, f"[@{DOE}, 2]")), "--check").code == 0


@pytest.mark.parametrize(
    ("table", "locator", "is_outside"),
    [
        ({"published": {"pages": "385-87"}}, ("page", "386"), False),
        ({"published": {"pages": "385-87"}}, ("", "384-86"), True),
        ({"published": {"pages": "385-87"}}, ("leaf", "2"), False),
        ({"source": {"levels": [{"kind": "leaf", "value": "67-70"}]}}, ("leaf", "71"), True),
        ({"source": {"levels": [{"kind": "leaf", "value": "67-70"}]}}, ("leaf", "68"), False),
        ({}, ("page", "9000"), False),
        ({"published": {"pages": "iv"}}, ("page", "9"), False),
    ],
)
def test_places_that_a_work_does_not_have(table, locator, is_outside: bool) -> None:
    kind = "published" if "published" in table else "letter"
    plain = {"schema": "archcite/1", "document": {"id": "x", "kind": kind, "title": "T"}}
    if "published" in table:
        table = {"published": {"type": "chapter", **table["published"]}}
    assert bool(outside(from_plain({**plain, **table}), Locator(*locator))) is is_outside


def test_a_citation_that_is_never_closed_is_told_by_all_that_read_it(call, library: Path) -> None:
    path = document(library, f"One [@{ROE}].\n\nTwo [@{DOE}, l. 2\n")
    said = "thesis.md:3: warning: the [ of this citation is never closed"
    for args in (("weave",), ("bib", "--from")):
        ran = call(*args, str(path))
        assert ran.code == 0
        assert said in ran.err
    checked = call("weave", "--check", str(path))
    assert (checked.code, said in checked.out) == (1, True)


def test_a_note_begins_with_a_capital_where_its_author_or_its_markup_does_not(
    call, library: Path
) -> None:
    path = document(library, f"One [@{DOE}]. Two -@{DOE}. Three [*see* @{DOE}].\n")
    text = call("weave", str(path)).out
    assert "Two.^[To Petrov" in text
    assert "Three.^[*See* Ivanov" in text


def test_weaving_in_place_again_keeps_the_document_with_its_keys(call, library: Path) -> None:
    path = document(library, f"One [@{ROE}].\n")
    assert call("weave", str(path), "--in-place").code == 0
    first = path.read_bytes()
    assert call("weave", str(path), "--in-place").code == 0  # nothing is left to be set
    assert (path.read_bytes(), [each.name for each in path.parent.glob("*.bak*")]) == (
        first, ["thesis.md.bak"]
    )  # fmt: skip
    path.write_text(f"{first.decode()}\nMore [@{DOE}].\n", "utf-8")
    assert call("weave", str(path), "--in-place").code == 0
    assert path.with_name("thesis.md.bak").read_text() == f"One [@{ROE}].\n"
    assert f"[@{DOE}]" in path.with_name("thesis.md.bak2").read_text()
