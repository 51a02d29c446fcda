"""Changing one field of a hand-edited record: everything else stays, byte for byte."""

import pytest

from archcite.errors import ArchciteError, ProblemsFound
from archcite.record import toml

TEXT = """\
# My record. Keep out.
#:schema x

schema   =  "archcite/1"   # odd spacing
[ document ]
  id = "a"   # indented
  kind='letter'  # single quotes

title = \"\"\"
Two \\
  lines\"\"\" # after the text
\tlanguage = "en"
event.name = "Plenum" # dotted
event.date = "1966"
_src = {title="inferred",  language = "inferred"} # marks

# the author
[[people]]
role = "author"
as_given = "A"
# more to come

[[people]]
as_given = "B"
role = "recipient"

[people.ids]
viaf = "100219162"

[source]
archive = { name = "RGANI" }
levels = [
    # the fond
    { kind = "fond", value = "5" }, # five
    { kind = "opis", value = "49" } # no comma
]

[rights] # rights
holder = ["one", "two", "three"]
# ask first

# the end"""

# what is changed -> path, value, what stood there, what stands there now
CHANGES = {
    "a value": ("document.title", "T", '"""\nTwo \\\n  lines"""', '"T"'),
    "one in single quotes": ("document.kind", "note", "'letter'", '"note"'),
    "a new field, in the order of the model": (
        "document.short_title",
        "S",
        " # after the text\n",
        ' # after the text\nshort_title = "S"\n',
    ),
    "a dotted one": ("document.event.name", "Congress", '"Plenum"', '"Congress"'),
    "a new one beside dotted ones": (
        "document.event.place",
        "Moscow",
        'event.date = "1966"\n',
        'event.date = "1966"\nevent.place = "Moscow"\n',
    ),
    "one taken out": ("document.event.date", None, 'event.date = "1966"\n', ""),
    "one with its mark taken out": (
        "document.language",
        None,
        '\tlanguage = "en"\n',
        "",
    ),
    "a mark": ("document._src.title", "supplied", 'title="inferred"', 'title="supplied"'),
    "a new mark": (
        "document._src.kind",
        "inferred",
        'language = "inferred"}',
        'language = "inferred", kind = "inferred"}',
    ),
    "the first of several people": ("people[0].as_given", "C", '"A"', '"C"'),
    "a new field of one person": (
        "people[0].family",
        "F",
        'as_given = "A"\n',
        'as_given = "A"\nfamily = "F"\n',
    ),
    "a field out of the usual order": (
        "people[1].family",
        "F",
        'role = "recipient"\n',
        'role = "recipient"\nfamily = "F"\n',
    ),
    "a new table of one person": (
        "people[0].ids.wikidata",
        "Q42",
        "# more to come\n",
        '# more to come\n\n[people.ids]\nwikidata = "Q42"\n',
    ),
    "a person taken out": (
        "people[1]",
        None,
        '[[people]]\nas_given = "B"\nrole = "recipient"\n\n[people.ids]\nviaf = "100219162"\n\n',
        "",
    ),
    "a table taken out": ("people[1].ids", None, '[people.ids]\nviaf = "100219162"\n\n', ""),
    "in an inline table": ("source.archive.name", "RGASPI", '"RGANI"', '"RGASPI"'),
    "new in an inline table": (
        "source.archive.place",
        "Moscow",
        'name = "RGANI" }',
        'name = "RGANI", place = "Moscow" }',
    ),
    "new below an inline table": (
        "source.archive.ids.wikidata",
        "Q42",
        'name = "RGANI" }',
        'name = "RGANI", ids = { wikidata = "Q42" } }',
    ),
    "the last of an inline table": (
        "source.archive.name",
        None,
        '{ name = "RGANI" }',
        "{}",
    ),
    "in a list of inline tables": ("source.levels[1].value", "7", '"49"', '"7"'),
    "an element with lines of its own": (
        "source.levels[0]",
        None,
        '    { kind = "fond", value = "5" }, # five\n',
        "",
    ),
    "the last element, without a comma": (
        "source.levels[1]",
        None,
        '    { kind = "opis", value = "49" } # no comma\n',
        "",
    ),
    "the first element on a line": ("rights.holder[0]", None, '"one", ', ""),
    "the last element on a line": ("rights.holder[2]", None, ', "three"', ""),
    "a whole list": ("rights.holder", ["x"], '["one", "two", "three"]', '["x"]'),
    "a new field of the last table": (
        "rights.contact",
        "a@example.org",
        '"three"]\n',
        '"three"]\ncontact = "a@example.org"\n',
    ),
    "a new table between others": (
        "digital.url",
        "https://example.org/",
        "no comma\n]\n",
        'no comma\n]\n\n[digital]\nurl = "https://example.org/"\n',
    ),
    "a new table at the end": (
        "record.imported",
        "2024-05-27",
        "# ask first\n",
        '# ask first\n\n[record]\nimported = "2024-05-27"\n',
    ),
    "text with line breaks": (
        "document.title",
        'A "b"\nC',
        '"""\nTwo \\\n  lines"""',
        '"""\nA \\"b\\"\nC"""',
    ),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("windows", [False, True], ids=["unix", "windows"])
def test_only_that_place_changes(name: str, windows: bool) -> None:
    path, value, before, after = CHANGES[name]
    text = TEXT
    assert text.count(before) == 1, "the test must be clear about the place"
    expected = text.replace(before, after)
    if path == "document.language":
        expected = expected.replace(',  language = "inferred"', "")
    if windows:
        text, expected = text.replace("\n", "\r\n"), expected.replace("\n", "\r\n")
    assert toml.change(text, path, value) == expected


def test_what_is_set_to_what_it_was_leaves_the_text_alone() -> None:
    assert toml.change(TEXT, "people[1].as_given", "B") == TEXT
    assert toml.change(TEXT, "document.number", None) == TEXT


MINIMAL = 'schema = "archcite/1"\n[document]\nid = "a"\nkind = "note"'


def test_a_file_without_a_last_line_break() -> None:
    assert toml.change(MINIMAL, "document.title", "T") == MINIMAL + '\ntitle = "T"'
    assert toml.change(MINIMAL, "rights.contact", "a@example.org") == (
        MINIMAL + '\n\n[rights]\ncontact = "a@example.org"'
    )


def test_an_empty_mark_goes_when_a_value_comes() -> None:
    text = MINIMAL + '\n_src = { date = "empty" } # undated\n'
    assert toml.change(text, "document.date", "1966") == MINIMAL + '\ndate = "1966"\n'


def test_tables_and_lists_as_values() -> None:
    text = toml.change(
        MINIMAL,
        "source.levels",
        [{"kind": "fond", "value": "5"}, {"kind": "opis", "value": "4\n9"}],
    )
    assert text.endswith(
        '[source]\nlevels = [{ kind = "fond", value = "5" }, { kind = "opis", value = "4\\n9" }]'
    )
    text = toml.change(text, "document.original_title", {"text": "Т", "language": "ru"})
    assert 'kind = "note"\noriginal_title = { text = "Т", language = "ru" }\n' in text


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("document.titel", "x", "field-unknown"),
        ("people[7].family", "x", "field-unknown"),
        ("people[0", "x", "field-unknown"),
        ("document..title", "x", "field-unknown"),
        ("", "x", "field-unknown"),
        ("document.title.x", "x", "field-unknown"),
        ("document.id", None, "field-missing"),
        ("document.id", "A b", "key-invalid"),
        ("document.date", "May 1966", "date-invalid"),
        ("people[0].role", "boss", "word-unknown"),
        ("rights.holder", "me", "type-wrong"),
        ("document.title", " ", "text-invalid"),
        ("schema", "x", "schema-unknown"),
    ],
)
def test_a_bad_change_is_refused(path: str, value: object, code: str) -> None:
    with pytest.raises(ProblemsFound) as caught:
        toml.change(TEXT, path, value)
    assert code in [problem.code for problem in caught.value.problems]


def test_a_broken_file_is_not_changed() -> None:
    with pytest.raises(ArchciteError, match=r"a\.toml:5"):
        toml.change(MINIMAL + "\ntitle = x", "document.number", "5", "a.toml")


LOST = """\
schema = "archcite/1"

[document]
id = "a"
kind = "letter"

[record]
lost_fields = ["source.archive", "places"]
"""


def test_changes_are_judged_together() -> None:
    changes = [("source.archive.name", "RGANI"), ("record.lost_fields", ["places"])]
    changed = toml.read(toml.change_all(LOST, changes), "")
    assert changed.source is not None
    assert changed.source.archive is not None
    assert changed.source.archive.name == "RGANI"
    with pytest.raises(ProblemsFound, match="lost"):
        toml.change_all(LOST, changes[:1])
