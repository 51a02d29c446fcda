"""Reading a record: every fault of a file is told, with its line, in the order of the lines."""

from pathlib import Path
from typing import Any

import pytest

from archcite.errors import ArchciteError, ProblemsFound, UnreadableInput
from archcite.record import toml
from archcite.record.faults import find_faults
from archcite.record.vocab import Kind, State

HEAD = 'schema = "archcite/1"\n[document]\nid = "a"\nkind = "letter"\n'


def told(text: str, where: str = "a.toml") -> list[tuple[int, str]]:
    """Line and code of every problem."""
    with pytest.raises(ArchciteError) as caught:
        toml.read(text, where)
    return [
        (int(problem.where.rpartition(":")[2]), problem.code) for problem in caught.value.problems
    ]


def sentence(text: str, where: str = "a.toml") -> str:
    """All problems as people see them."""
    with pytest.raises(ArchciteError) as caught:
        toml.read(text, where)
    return str(caught.value)


def test_a_good_record() -> None:
    record = toml.read(HEAD + 'title = "T"\n_src = { title = "inferred" }\n', "dir/a.toml")
    assert record.document.kind is Kind.LETTER
    assert record.document.src == {"title": State.INFERRED}


def test_line_breaks_and_byte_order_mark_of_windows() -> None:
    record = toml.read("\ufeff" + HEAD.replace("\n", "\r\n"), "a.toml")
    assert record.document.id == "a"


MANY = '''\
schema = "archcite/1"
titel = "x"

[document]  # the document
id = "b"
kind = "leter"
title = ""
summary = """
several
lines"""
date = 1966-05-27
date_inferred = "true"
language = "English"
extent = 3
kinds = "x"
event.dat = "1966"
event.date = "27.05.1966"
original_title = { text = "x", language = "en_US", script = "Cyrl" }

[[people]]
role = "author"
as_given = "A"

[[people]]
role = "autor"
family = "X"
_src = { given = "inferred", famly = "inferred", family = "empty", role = "lost" }

[people.ids]
orcid = "0000-0002-1825-0098"

[rights]
holder = "me"
uri = "https://rightsstatements.org/vocab/InC/1.0/"
covers = [
    "document",  # fine
    "paper",
]
_note = ""

[source]
levels = [
    { kind = "fond", value = 5 },
    { kind = "fonds", value = "5" },
]

[record]
lost_fields = ["rights.holder", "foo.bar"]
"quoted key" = 1
'''


def test_every_fault_is_told_with_its_line() -> None:
    assert told(MANY) == [
        (2, "field-unknown"),
        (5, "key-differs"),
        (6, "word-unknown"),
        (7, "text-invalid"),
        (11, "type-wrong"),
        (12, "type-wrong"),
        (13, "language-invalid"),
        (14, "type-wrong"),
        (15, "field-unknown"),
        (16, "field-unknown"),
        (17, "date-invalid"),
        (18, "language-invalid"),
        (18, "field-unknown"),
        (24, "field-missing"),
        (25, "word-unknown"),
        (27, "state-contradicts"),
        (27, "field-unknown"),
        (27, "state-contradicts"),
        (27, "word-unknown"),
        (30, "identifier-invalid"),
        (33, "type-wrong"),
        (34, "rights-uri-invalid"),
        (37, "word-unknown"),
        (39, "text-invalid"),
        (43, "type-wrong"),
        (44, "word-unknown"),
        (48, "field-path-invalid"),
        (48, "lost-has-value"),
        (49, "field-unknown"),
    ]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("date = 1966-05-27", 'write it in quotation marks: "1966-05-27"'),
        ("date = 1966", "write it in quotation marks"),
        ("date = ['1966']", "without square brackets"),
        ("date_inferred = 'true'", "without quotation marks"),
        ("kindd = 'x'", "did you mean kind?"),
        ("Short-Title = 'x'", "did you mean short_title?"),
        ("contact = 'a@b.org'", "there is rights.contact"),
        ("title_kind = 'own'", "one of formal, devised, work, generic"),
        ("extract = 'exerpt'", "did you mean excerpt?"),
        ("event = 'Plenum'", "document.event must be a table"),
        ("_src = { title = 'lost' }", 'record.lost_fields = ["document.title"]'),
        ("_src = 'guessed'", "one of stated, inferred, supplied, empty"),
        ("_src = 3", "must be a word or a table"),
        ("_note = { titel = 'x' }", "did you mean title?"),
        ("_note = 3", "must be text"),
        ("[people]\nrole = 'author'", "write [[people]], not [people]"),
        ("[[rights]]", "there is only one: write [rights]"),
        (
            "[record]\ncorrections = [{ field = 'x', found = 'y', proposed = 'z', count = 0 }]",
            "1 or",
        ),
        ("[record]\nlost_fields = 'x'", "square brackets"),
    ],
)
def test_hints(line: str, hint: str) -> None:
    assert hint in sentence(HEAD + line + "\n")


def test_what_every_record_needs() -> None:
    assert told("x = 1\n") == [(1, "field-unknown"), (1, "field-missing"), (1, "field-missing")]
    assert told('schema = "archcite/2"\n[document]\n') == [
        (1, "schema-unknown"),
        (2, "field-missing"),
        (2, "field-missing"),
    ]


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff"])
def test_an_empty_file(text: str) -> None:
    with pytest.raises(UnreadableInput, match="the file is empty"):
        toml.read(text, "a.toml")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("title = Free text\n", [5]),
        ("title = 'x' y\ndate = 1966-13-45\n", [5, 6]),
        ('title = "x\ndate = "May"\n', [5, 6]),
        ('title = """x\nDear = Sir\ny\ndate = "May"\n', [5, 8]),
        ('kind = "note"\ndate = "May"\n', [5, 6]),
        ("[document]\ntitle = 'x'\n", [5]),
        ("[rights\ncontact = 'x'\n", [5, 6]),
        ("[[people]\nrole = 'x'\nas_given = 'x'\n", [5, 6]),
        ("[source]\nlevels = [\n  { kind = 'fond' value = '5' },\n]\ndate = 'x'\n", [7, 9]),
        ("[source]\nlevels = [\n  'fond',\n[rights]\ncontact = 'x'\n", [6, 9]),
        ("title 'x'\n", [5]),
        ("= 'x'\n", [5]),
        ("title = 'x\x00y'\n", [5]),
        ("number = " + "9" * 5000 + "\n", [5]),
        ('"ti\\qtle" = "x"\n', [5]),
    ],
)
def test_reading_goes_on_behind_a_syntax_error(text: str, lines: list[int]) -> None:
    with pytest.raises(UnreadableInput):
        toml.read(HEAD + text, "a.toml")
    found = told(HEAD + text)
    assert [line for line, _ in found] == lines
    assert found[0][1] == "toml-invalid"


def test_a_broken_statement_is_not_told_again_as_missing() -> None:
    text = HEAD.replace('id = "a"', "id = a")
    assert told(text) == [(3, "toml-invalid")]
    text = HEAD + "title = x\n_src = { title = 'inferred' }\n"
    assert told(text) == [(5, "toml-invalid")]


@pytest.mark.parametrize("text", ["Dear Sir,\nhow are you?\n" * 30, "\x00\x01\ufffd\n\x02" * 50])
def test_what_is_no_record_gets_one_sentence(text: str) -> None:
    assert told(text) == [(1, "toml-invalid")]


@pytest.mark.parametrize(
    "text",
    [
        f"x = {'[' * 5000}",
        f"x = {'{a=' * 5000}",
        "".join(f"[[source.{'.'.join(['copies'] * n)}]]\n" for n in range(1, 600)),
    ],
)
def test_deep_nesting_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(UnreadableInput):
        toml.read(HEAD.replace("[document]", f"[document]\n{text}", 0) + text, "a.toml")


def test_the_file_is_named_after_the_record() -> None:
    assert told(HEAD, "records/b.toml") == [(3, "key-differs")]
    assert toml.read(HEAD, "records\\a.toml").document.id == "a"
    assert toml.read(HEAD, "standard input").document.id == "a"


def test_lost_means_that_no_value_is_there() -> None:
    people = "[[people]]\nrole = 'speaker'\nas_given = 'A'\n"
    lost = "[record]\nlost_fields = ['people.author', 'source.archive', 'rights', 'credits']\n"
    assert toml.read(HEAD + people + "[source]\nref_as_given = 'x'\n[rights]\n" + lost, "a.toml")
    assert told(HEAD + people.replace("speaker", "author") + lost) == [(9, "lost-has-value")]
    assert told(HEAD + "[source.archive]\nname = 'x'\n" + lost) == [(8, "lost-has-value")]
    assert told(HEAD + "[rights]\nholder = ['x']\n" + lost) == [(8, "lost-has-value")]


def test_empty_on_purpose() -> None:
    assert toml.read(HEAD + "_src = { title = 'empty', date = 'empty' }\n", "a.toml")
    assert toml.read(HEAD + "[source]\n_src = 'empty'\n", "a.toml")
    assert told(HEAD + "[source]\ncollection = 'x'\n_src = 'empty'\n") == [(7, "state-contradicts")]
    assert told(HEAD + "[source]\n_src = 'inferred'\n") == [(6, "state-contradicts")]


EMPTY = [{}, {"authors": []}, {"_note": "looked for"}, {"_src": {"title": "empty"}}]


@pytest.mark.parametrize("table", EMPTY, ids=str)
def test_a_table_without_any_value_is_no_value(table: dict[str, Any]) -> None:
    def codes(**more: Any) -> set[str]:
        head = {"schema": "archcite/1", "document": {"id": "a", "kind": "letter"}}
        return {fault.code for fault in find_faults(head | more)}

    inner, outer = {"published_in": table}, {"source": {"published_in": table}}
    for state, told in (("stated", {"state-contradicts"}), ("empty", set[str]())):
        assert codes(source={**inner, "_src": {"published_in": state}}) == told
        assert codes(source={"_src": {"published_in": state}}) == told
        assert codes(source={"copies": [inner], "_src": {"copies": state}}) == told
        assert codes(source={**inner, "_src": state}) == told
        assert codes(**outer, _src={"source": state}) == told
    filled = {"published_in": {**table, "volume": "2"}, "_src": {"published_in": "stated"}}
    assert not codes(source=filled)
    assert not codes(**outer, record={"lost_fields": ["source.published_in", "source"]})


def test_a_default_is_no_value_of_its_table() -> None:
    lost = {"lost_fields": ["document.date_inferred"]}
    for inferred, told in (({}, 0), ({"date_inferred": False}, 0), ({"date_inferred": True}, 1)):
        document = {"id": "a", "kind": "letter", **inferred}
        data = {"schema": "archcite/1", "document": document, "record": lost}
        assert len(find_faults(data)) == told


def test_plain_data_is_checked_too() -> None:
    data = {"schema": "archcite/1", "document": {"id": "a", "kind": "letter"}}
    assert toml.from_plain(data).document.id == "a"
    bad = {**data, "people": [{"role": "author", "as_given": "x", "family": 3}], "credits": None}
    with pytest.raises(ProblemsFound) as caught:
        toml.from_plain(bad, "x.json")
    assert [problem.where for problem in caught.value.problems] == [
        "x.json: $.people[0].family",
        "x.json: $.credits",
    ]


def test_a_record_is_read_without_the_libraries_that_write() -> None:
    source = Path(toml.__file__).read_text(encoding="utf-8")
    top = [line for line in source.splitlines() if line.startswith(("import", "from"))]
    assert not [line for line in top if "tomli_w" in line or "tomlkit" in line]
