"""Records as .bib files: what bibtexparser and a real biber read in them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import bibtexparser
import msgspec
import pytest

from archcite.record import toml
from archcite.record.model import (
    Agent,
    Carrier,
    Document,
    Event,
    Funder,
    Holding,
    Level,
    Place,
    Record,
    Repository,
    Rights,
    Subject,
)
from archcite.record.vocab import AgentKind, Kind, LevelKind, NameOrder, PlaceRole, Role
from archcite.write import WRITERS
from archcite.write.bibtex import write_biblatex, write_bibtex

LIBRARY = Path(__file__).parents[3] / "records"
BOTH = pytest.mark.parametrize("write", [write_bibtex, write_biblatex], ids=["bibtex", "biblatex"])

HOSTILE = [
    "<script>alert(1)</script>",
    r"\input{/etc/passwd}",
    "{",
    "}",
    "bell \x07 and \x1b[31m",
    "\u202eturned\u202c",
    "100 % sure",
    "@misc{key, title = {x}}",
    "a line\n@string{a = {b}}\nbreak",
    'quote " and = and ,',
    "\\",
]


def built(kind: Kind, *, number: int = 0, **document: Any) -> Record:
    """A record of this kind with a day, an archive, a shelfmark, rights and a funder."""
    role = {Kind.SPEECH: Role.SPEAKER, Kind.INTERVIEW: Role.INTERVIEWEE}.get(kind, Role.AUTHOR)
    described = {"title": f"Paper no. {number} & Others", "date": "1966-05-27", **document}
    return Record(
        schema="archcite/1",
        document=Document(id=f"{kind}-{number}", kind=kind, language="ru", **described),
        people=(
            Agent(role=role, as_given="Ann van Bee", family="Bee", given="Ann", particle="van"),
            Agent(role=Role.RECIPIENT, as_given="Kim Il Sung", order=NameOrder.FAMILY_FIRST),
            Agent(role=Role.TRANSLATOR, as_given="Office of Works", kind=AgentKind.BODY),
        ),
        source=Holding(
            archive=Repository(name="State Archive", place="Moscow"),
            levels=(
                Level(kind=LevelKind.FOND, value="059a"),
                Level(kind=LevelKind.OPIS, value="5"),
                Level(kind=LevelKind.DELO, value="11"),
            ),
        ),
        digital=Carrier(name="A Site", url="https://x.org/a?b=50%25&c=_#d"),
        rights=Rights(statement="Ask the archive first."),
        funders=(Funder(name="Leon & Sons Foundation"),),
        places=(Place(name="Kyiv", role=PlaceRole.WRITTEN_AT),),
    )


def hostile(text: str, number: int) -> Record:
    """A record that says this everywhere."""
    one = built(Kind.NOTE, number=number, title=text, summary=text, heading=text, genre=text)
    people = (
        Agent(role=Role.AUTHOR, as_given=text),
        Agent(role=Role.EDITOR, as_given=text, family=text, given=text, suffix=text),
        Agent(role=Role.TRANSLATOR, as_given=text, kind=AgentKind.BODY),
    )
    return msgspec.structs.replace(
        one,
        people=people,
        source=Holding(archive=Repository(name=text), collection=text),
        rights=Rights(statement=text),
        subjects=(Subject(term=text),),
    )


def read(text: str) -> dict[str, dict[str, str]]:
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    assert library.comments == []
    return {
        entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries
    }


@BOTH
@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_parses_back_with_what_must_survive(write: Any, kind: Kind) -> None:
    (entry,) = read(write([built(kind)]).text).values()
    assert entry["date"] == "1966-05-27"
    if write is write_bibtex:
        assert (entry["year"], entry["month"], entry["day"]) == ("1966", "may", "27")
    assert "State Archive" in entry["howpublished"]
    assert "fond 059a, opis 5, delo 11" in entry["howpublished"]
    number = "call-number" if kind is Kind.PUBLISHED else "number"
    assert entry[number] == "fond 059a, opis 5, delo 11"
    assert entry["copyright"] == "Ask the archive first."
    assert r"Funded by Leon \& Sons Foundation" in entry.get("note", "") + entry.get("addendum", "")
    assert entry["entrysubtype"] == kind.value
    assert entry["url"] == "https://x.org/a?b=50%25&c=_#d"


@BOTH
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_stay_inside_their_field(write: Any, text: str) -> None:
    written = write([hostile(text, 1), built(Kind.REPORT)]).text
    assert list(read(written)) == ["note-1", "report-0"]
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", written)
    assert r"\input" not in written
    assert "<script" not in written


@BOTH
def test_an_entry_is_easy_to_read(write: Any) -> None:
    text = write([built(Kind.SPEECH, event=Event(name="A Plenum")), built(Kind.LETTER)]).text
    first, second = text.split("\n\n")
    columns = {line.index("=") for line in first.splitlines() if line.startswith("  ")}
    assert len(columns) == 1
    assert second.endswith(",\n}\n")
    assert write([]).text == ""


def test_a_month_is_a_macro() -> None:
    assert re.search(r"^  month +=  ?may,$", write_bibtex([built(Kind.LETTER)]).text, re.M)


def test_what_was_dropped_is_told_by_key() -> None:
    one, two = built(Kind.LETTER, classification="Secret"), built(Kind.LETTER, number=1)
    written = write_bibtex([one, two])
    assert "document.classification" not in written.dropped["letter-0"]
    assert "people.recipient.order" in written.dropped["letter-0"]
    assert set(written.dropped) == {"letter-0", "letter-1"}


@BOTH
def test_two_records_of_one_key_get_two_keys(write: Any) -> None:
    written = write([built(Kind.LETTER), built(Kind.LETTER)])
    assert len(read(written.text)) == 2
    assert "document.id" in written.dropped["letter-0"]


def test_the_registry_names_functions_that_exist() -> None:
    from importlib import import_module

    assert list(WRITERS) == sorted(WRITERS)
    for name, writer in WRITERS.items():
        module, _, function = writer.function.partition(":")
        text, dropped, _ = getattr(import_module(module), function)([built(Kind.LETTER)])
        assert text.endswith("\n")
        assert ("letter-0" in dropped) is (name != "text")  # which leaves out nothing


def library() -> list[Record]:
    return [
        toml.read(path.read_text("utf-8"), str(path)) for path in sorted(LIBRARY.glob("*.toml"))
    ]


@BOTH
def test_biber_reads_every_entry_and_keeps_what_must_survive(write: Any, tmp_path: Path) -> None:
    biber = shutil.which("biber")
    if biber is None:
        pytest.skip("biber is not installed")
    dates = [
        "1966~", "1966-05%", "196X", "1966-XX-XX", "1966-21", "1955/1957", "1966/..", "-0043",
        "Y12345", "1400~/1410?",
    ]  # fmt: skip
    ours = [
        *(built(kind, event=Event(name="A Plenum") if number % 2 else None)
          for number, kind in enumerate(Kind)),
        *(hostile(text, number)
          for number, text in enumerate(HOSTILE, 1)),
        *(built(Kind.DIARY, number=number, date=date) for number, date in enumerate(dates, 1)),
    ]  # fmt: skip
    records = [*library(), *ours]
    (tmp_path / "in.bib").write_text(write(records).text, "utf-8")
    ran = subprocess.run(
        [biber, "--tool", "--output-file=out.bib", "in.bib"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout
    assert not re.search(r"^(ERROR|WARN)(?!.*(Overwriting|legacy year))", ran.stdout, re.M), (
        ran.stdout
    )
    entries = read((tmp_path / "out.bib").read_text("utf-8"))
    assert set(entries) == {record.document.id for record in records}
    for record in ours[: len(Kind)]:
        kept = {name.lower(): value for name, value in entries[record.document.id].items()}
        assert kept["date"] == "1966-05-27"
        assert "State Archive" in kept["howpublished"]
        assert "opis 5" in kept["howpublished"]
        assert kept["library"] == "State Archive, Moscow"
        assert kept["entrysubtype"] == record.document.kind.value
        printed = kept.get("note", "") + kept.get("addendum", "")
        assert r"Leon \& Sons Foundation" in printed.replace("Leon & ", r"Leon \& ")
        if write is write_biblatex:
            assert kept["usera"] == "Ask the archive first."
