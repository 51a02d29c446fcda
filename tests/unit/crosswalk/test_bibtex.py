"""The record as BibTeX and BibLaTeX: which field carries what, and what is confessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from archcite.crosswalk import latex
from archcite.crosswalk.bibtex import ORDER, Entry, to_biblatex, to_bibtex
from archcite.crosswalk.bibtex_back import from_entry
from archcite.crosswalk.table import leaves
from archcite.record.model import (
    Agent,
    Carrier,
    Credit,
    Document,
    Event,
    Funder,
    Holding,
    Level,
    Place,
    Publication,
    Record,
    Repository,
    Rights,
    Subject,
)
from archcite.record.toml import from_plain
from archcite.record.vocab import (
    AgentKind,
    Certainty,
    Extract,
    Kind,
    LevelKind,
    NameOrder,
    PlaceRole,
    Role,
    State,
    TitleKind,
    Verb,
)
from strategies import records

BOTH = pytest.mark.parametrize("convert", [to_bibtex, to_biblatex], ids=["bibtex", "biblatex"])


def record(
    kind: Kind = Kind.LETTER, *, document: dict[str, Any] | None = None, **rest: Any
) -> Record:
    return Record(
        schema="archcite/1", document=Document(id="a", kind=kind, **(document or {})), **rest
    )


def fields(entry: tuple[Entry, list[str]]) -> dict[str, str]:
    return dict(entry[0].fields)


def author(as_given: str, **rest: Any) -> Agent:
    return Agent(role=Role.AUTHOR, as_given=as_given, **rest)


RUSSIAN = Holding(
    archive=Repository(acronym="RGANI", place="Moscow"),
    levels=(
        Level(kind=LevelKind.FOND, value="5"),
        Level(kind=LevelKind.OPIS, value="49"),
        Level(kind=LevelKind.DELO, value="131"),
        Level(kind=LevelKind.LEAF, value="193-194"),
    ),
)
AMERICAN = Holding(
    archive=Repository(name="A University", department="A Library", place="New Haven"),
    collection="A Family Papers",
    levels=(
        Level(kind=LevelKind.BOX, value="12"),
        Level(kind=LevelKind.FOLDER, value="3"),
    ),
)


@pytest.mark.parametrize(
    ("date", "year", "month", "day"),
    [
        ("1966-05-27", "1966", "may", "27"),
        ("1966-05", "1966", "may", None),
        ("1966", "1966", None, None),
        ("1966~", "ca. 1966", None, None),
        ("1966-12-28?", "1966?", "dec", "28"),
        ("1966%", "ca. 1966?", None, None),
        ("196X", "1960s", None, None),
        ("1966-21", "1966", None, None),
        ("1955/1957", "1955–1957", None, None),
        ("1400~/1410~", "ca. 1400–1410", None, None),
        ("1966-05-27/1966-05-29", "1966", "may", "27–29"),
        ("1966-05-27/1966-06-03", "1966", None, None),
        ("1966-05/..", "1966–", None, None),
        ("../1966", "–1966", None, None),
        ("-0043", "44 BC", None, None),
    ],
)
def test_a_date_is_kept_whole_and_in_pieces(
    date: str, year: str, month: str | None, day: str | None
) -> None:
    one = record(document={"date": date})
    entry = fields(to_bibtex(one))
    assert (entry["year"], entry.get("month"), entry.get("day")) == (year, month, day)
    assert entry["date"] == date
    assert fields(to_biblatex(one))["date"] == date
    assert "year" not in fields(to_biblatex(one))


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1966-05-27", "27 May 1966"),
        ("1966-05-27~", "ca. 27 May 1966"),
        ("1966-22", "summer 1966"),
        ("1966-05-27/1966-06-03", "27 May 1966–3 June 1966"),
    ],
)
def test_a_bibtex_note_prints_the_date_that_year_and_month_do_not(date: str, words: str) -> None:
    assert fields(to_bibtex(record(document={"date": date})))["note"] == f"Date: {words}"


def test_an_inferred_date_stands_in_brackets() -> None:
    one = record(document={"date": "1966", "date_inferred": True})
    assert fields(to_bibtex(one))["year"] == "[1966]"
    assert fields(to_biblatex(one))["note"] == "Date inferred"
    assert "document.date_inferred" not in [*to_bibtex(one)[1], *to_biblatex(one)[1]]


def test_undated_is_said_and_an_unknown_date_is_not() -> None:
    undated = record(document={"src": {"date": State.EMPTY}})
    assert fields(to_bibtex(undated))["year"] == "n.d."
    assert "year" not in fields(to_bibtex(record()))


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (author("Leonid Brezhnev", family="Brezhnev", given="Leonid"), "Brezhnev, Leonid"),
        (author("Jan van Dam", family="Dam", given="Jan", particle="van"), "van Dam, Jan"),
        (author("A van Dam", family="van Dam", given="A"), "{van Dam}, A"),
        (author("A B, Jr.", family="B", given="A", suffix="Jr."), "B, Jr., A"),
        (author("Kim Il Sung", family="Kim", given="Il Sung", order=NameOrder.FAMILY_FIRST),
         "{Kim Il Sung}"),
        (author("Ministry of Defence and War", kind=AgentKind.BODY),
         "{Ministry of Defence and War}"),
        (author("George Creel"), "George Creel"),
        (author("Simon de Montfort"), "Simon de Montfort"),
        (author("The office of works"), "{The office of works}"),
        (author("Tom and Jerry"), "{Tom and Jerry}"),
        (author("One, Two"), "{One, Two}"),
        (author("Stalin", family="Stalin"), "Stalin"),
        (author("50% & Co", family="50% & Co"), r"50\% \& Co"),
    ],
)  # fmt: skip
@BOTH
def test_names(convert: Any, agent: Agent, name: str) -> None:
    assert fields(convert(record(people=(agent,))))["author"] == name


@BOTH
def test_what_a_name_cannot_say_is_confessed(convert: Any) -> None:
    kim = author("Kim Il Sung", family="Kim", given="Il Sung", order=NameOrder.FAMILY_FIRST)
    comrade = author("Comrade Stalin", family="Stalin", given="Joseph", affiliation="Premier")
    dropped = convert(record(people=(kim, comrade)))[1]
    assert {f"people.author.{part}" for part in ("family", "given", "order")} <= set(dropped)
    assert {"people.author.as_given", "people.author.affiliation"} <= set(dropped)


@BOTH
def test_credits_fill_the_names_that_the_people_lack(convert: Any) -> None:
    one = record(
        people=(Agent(role=Role.TRANSLATOR, as_given="A Bee", family="Bee", given="A"),),
        credits=(Credit(verb=Verb.TRANSLATED, by=("A Bee", "C Dee"), purpose="A Project"),),
    )
    assert fields(convert(one))["translator"] == "Bee, A and C Dee"


def test_the_provenance_sentence_is_printed() -> None:
    one = record(
        credits=(
            Credit(verb=Verb.OBTAINED, by=("A Bee",), purpose="A Project"),
            Credit(verb=Verb.TRANSLATED, by=("C Dee",)),
        )
    )
    assert fields(to_bibtex(one))["note"] == "Obtained for A Project by A Bee; translated by C Dee"
    # biblatex prints the translator of a misc entry from its own field ...
    assert fields(to_biblatex(one))["addendum"] == "Obtained for A Project by A Bee"
    # ... and not that of an unpublished one.
    held = msgspec.structs.replace(
        one, document=Document(id="a", kind=Kind.SPEECH, event=Event(name="A Plenum"))
    )
    assert fields(to_biblatex(held))["addendum"].endswith("translated by C Dee")


@pytest.mark.parametrize(
    ("document", "title"),
    [
        ({"title": "Talks about Trade"}, "Talks about {Trade}"),
        ({}, "Ann {Bee} to {Cy} {Dee}"),
        ({"title": "Letter", "title_kind": TitleKind.GENERIC}, "Ann {Bee} to {Cy} {Dee}"),
        ({"title": "Memorandum", "title_kind": TitleKind.GENERIC},
         "Ann {Bee} to {Cy} {Dee}, memorandum"),
        ({"title": "letter to Dee", "title_kind": TitleKind.GENERIC}, "Letter to {Dee}"),
    ],
)  # fmt: skip
@BOTH
def test_what_was_sent_is_titled_by_sender_and_recipient(
    convert: Any, document: dict[str, Any], title: str
) -> None:
    people = (author("Ann Bee"), Agent(role=Role.RECIPIENT, as_given="Cy Dee", family="Dee"))
    assert fields(convert(record(document=document, people=people)))["title"] == title


@BOTH
def test_without_any_title_the_kind_stands_for_it(convert: Any) -> None:
    assert fields(convert(record(Kind.CONVERSATION_RECORD)))["title"] == "Conversation record"


@BOTH
@pytest.mark.parametrize("kind", list(Kind))
def test_the_kind_is_carried(convert: Any, kind: Kind) -> None:
    assert fields(convert(record(kind)))["entrysubtype"] == kind.value


@pytest.mark.parametrize(
    ("source", "line", "number"),
    [
        (RUSSIAN, "RGANI, Moscow, fond 5, opis 49, delo 131, listy 193–194",
         "fond 5, opis 49, delo 131, listy 193–194"),
        (AMERICAN, "folder 3, box 12, A Family Papers, A Library, A University, New Haven",
         "box 12, folder 3"),
        (Holding(ref_as_given="A box in an attic. Obtained by A Bee."), "A box in an attic", None),
        (Holding(published_in=Publication(title="A Book", date="1977"), ref_as_given="x"),
         "A Book (1977)", None),
    ],
)  # fmt: skip
@BOTH
def test_where_it_lies_stands_in_howpublished(
    convert: Any, source: Holding, line: str, number: str | None
) -> None:
    entry = fields(convert(record(source=source, digital=Carrier(name="A Site"))))
    assert entry["howpublished"] == f"{line}; A Site"
    assert entry.get("number") == number


def test_a_printed_edition_beside_a_holding_is_noted() -> None:
    source = msgspec.structs.replace(RUSSIAN, published_in=Publication(as_given="A Book, 12."))
    for convert in (to_bibtex, to_biblatex):
        entry, dropped = convert(record(source=source))
        assert "Printed in: A Book, 12." in dict(entry.fields)["note"]
        assert "source.published_in.as_given" not in dropped


def test_a_speech_at_a_meeting_keeps_the_meeting() -> None:
    one = record(
        Kind.SPEECH,
        document={
            "title": "Words",
            "event": Event(name="A Plenum", session="morning", place="Moscow", date="1966-05-27"),
        },
    )
    entry = to_biblatex(one)
    assert entry[0].type == "unpublished"
    assert {name: fields(entry)[name] for name in ("eventtitle", "eventtitleaddon", "venue")} == {
        "eventtitle": "A {Plenum}",
        "eventtitleaddon": "morning",
        "venue": "Moscow",
    }
    assert fields(entry)["eventdate"] == "1966-05-27"
    assert to_bibtex(one)[0].type == "misc"
    assert fields(to_bibtex(one))["note"] == "A Plenum, morning, Moscow"


@BOTH
def test_rights_and_funder_are_carried(convert: Any) -> None:
    entry, dropped = convert(
        record(
            rights=Rights(
                statement="Ask first.",
                uri="http://rightsstatements.org/vocab/InC/1.0/",
                contact="a@b.org",
            ),
            funders=(
                Funder(name="A & B Foundation", award="12_3"),
                Funder(name="C Trust", statement="With thanks to the C Trust."),
            ),
        )
    )
    values = dict(entry.fields)
    assert values["copyright"] == (
        "Ask first. http://rightsstatements.org/vocab/InC/1.0/. Contact: a@b.org"
    )
    assert values["funder"] == r"{A \& B Foundation} and {C Trust}"
    where = "note" if "note" in values else "addendum"
    assert values[where] == (r"Funded by A \& B Foundation (12\_3). With thanks to the C Trust.")
    assert not [path for path in dropped if path.startswith(("rights", "funders"))]


def test_rights_survive_biber() -> None:
    entry = fields(to_biblatex(record(rights=Rights(statement="Ask first."))))
    assert entry["usera"] == "Ask first."


def test_languages() -> None:
    one = record(document={"language": "en-GB", "original_language": "zh-Hans"})
    latex_entry, entry = fields(to_biblatex(one)), fields(to_bibtex(one))
    assert (latex_entry["language"], latex_entry["origlanguage"]) == ("british", "chinese")
    assert (entry["language"], entry["origlanguage"]) == ("en-GB", "zh-Hans")
    assert entry["langid"] == latex_entry["langid"] == "british"
    assert "langid" not in fields(to_biblatex(record(document={"language": "tlh"})))


@BOTH
def test_addresses_are_raw_but_safe(convert: Any) -> None:
    entry = fields(
        convert(
            record(
                digital=Carrier(
                    url="https://x.org/a b?q=50%25&r=_#{ж}", record_id="RDP{1}", name="CREST"
                )
            )
        )
    )
    assert entry["url"] == "https://x.org/a%20b?q=50%25&r=_#%7B%D0%B6%7D"
    assert entry["eprint"] == "RDP%7B1%7D"


def test_doubtful_authors_are_noted() -> None:
    one = record(people=(author("Ann Bee", certainty=Certainty.PROBABLE),))
    assert fields(to_bibtex(one))["note"] == "Attribution: Ann Bee (probable)"


def test_fields_stand_in_the_order_of_the_table() -> None:
    for convert in (to_bibtex, to_biblatex):
        names = [name for name, _ in convert(full(Kind.SPEECH))[0].fields]
        known = [name for name in names if name in ORDER]
        assert known == sorted(known, key=ORDER.index)
        assert names[: len(known)] == known
        assert len(set(names)) == len(names)


# --- Nothing is lost in silence ------------------------------------------------------------------


def full(kind: Kind) -> Record:
    """A record in which every field has a value, each text a word of its own."""
    words = (f"w{number}w" for number in range(100_000))
    plain = _filled(Record, words, 0)
    document = msgspec.structs.replace(
        plain.document, kind=kind, title_kind=TitleKind.FORMAL, extract=Extract.EXCERPT,
        language="en", original_language="ru", date="1966-05-27", date_inferred=True,
        date_old_style="1966-05-14",
    )  # fmt: skip
    people = tuple(
        msgspec.structs.replace(agent, certainty=Certainty.UNCERTAIN) for agent in plain.people
    )
    return msgspec.structs.replace(plain, document=document, people=people)


def _filled(struct: Any, words: Iterator[str], depth: int) -> Any:
    hints = get_type_hints(struct)
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(struct):
        if field.name in ("src", "notes"):
            continue
        values[field.name] = _value(hints[field.name], field.name, words, depth)
    return struct(**values)


def _value(hint: Any, name: str, words: Iterator[str], depth: int) -> Any:
    told = msgspec.inspect.type_info(hint)
    kinds = told.types if isinstance(told, msgspec.inspect.UnionType) else (told,)
    one = kinds[0]
    if isinstance(one, msgspec.inspect.StructType):
        return _filled(one.cls, words, depth)
    if isinstance(one, msgspec.inspect.VarTupleType):
        item = one.item_type
        if not isinstance(item, msgspec.inspect.StructType):
            return (next(words),)
        if item.cls is Holding and depth:
            return ()
        spread = {Agent: ("role", Role), Credit: ("verb", Verb), Place: ("role", PlaceRole)}
        if item.cls not in spread:
            return (_filled(item.cls, words, depth + 1),)
        key, choices = spread[item.cls]
        return tuple(
            msgspec.structs.replace(_filled(item.cls, words, depth + 1), **{key: choice})
            for choice in choices
        )
    if isinstance(one, msgspec.inspect.EnumType):
        return next(iter(one.cls))
    if isinstance(one, msgspec.inspect.LiteralType):
        return one.values[0]
    if isinstance(one, (msgspec.inspect.BoolType, msgspec.inspect.IntType)):
        return True if isinstance(one, msgspec.inspect.BoolType) else 7
    return "1966-05-27" if name in ("date", "accessed", "original_date") else next(words)


def _texts(table: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a record by the path that leaves gives it."""
    for field in msgspec.structs.fields(type(table)):
        value, path = getattr(table, field.name), f"{prefix}{field.encode_name}"
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, msgspec.Struct):
                word = getattr(one, "role", None) or getattr(one, "verb", None)
                yield from _texts(one, f"{path}.{word}." if word else f"{path}.")
            elif isinstance(one, str) and not isinstance(one, Enum):
                yield path, one


# One kind for each role that can stand as author, and one that says nothing.
KINDS = (Kind.LETTER, Kind.SPEECH, Kind.INTERVIEW, Kind.PHOTOGRAPH, Kind.MAP, Kind.FILE, Kind.OTHER)


@BOTH
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what", ["all", "no holding", "no event", "whole names", "own line"])
def test_every_text_is_in_the_entry_or_confessed(convert: Any, kind: Kind, what: str) -> None:
    one = full(kind)
    if what == "no holding":
        source = one.source
        one = msgspec.structs.replace(one, source=Holding(published_in=source.published_in))
    if what == "no event":
        document = msgspec.structs.replace(one.document, event=None)
        one = msgspec.structs.replace(one, document=document)
    if what == "whole names":
        kim = {"order": NameOrder.FAMILY_FIRST}
        people = tuple(msgspec.structs.replace(agent, **kim) for agent in one.people)
        one = msgspec.structs.replace(one, people=people)
    if what == "own line":
        one = msgspec.structs.replace(
            one, source=Holding(ref_as_given="In an attic. Obtained by X")
        )
    entry, dropped = convert(one)
    said = latex.unescape(" ".join([entry.key, *(value for _, value in entry.fields)]))
    in_other_words = {
        "schema", "document.language", "document.original_language", "document.date_old_style",
        "published.other.name", "record.foreign.name", "record.foreign.format",
    }  # fmt: skip
    lost = [
        path
        for path, text in _texts(one)
        if text not in said and path not in dropped and path not in in_other_words
    ]
    assert lost == []
    assert set(dropped) <= set(leaves(one))


# --- The way back --------------------------------------------------------------------------------


@BOTH
def test_the_facts_that_have_a_field_come_back(convert: Any) -> None:
    one = Record(
        schema="archcite/1",
        document=Document(
            id="bee-1966-05-27",
            kind=Kind.SPEECH,
            title="100% {of} Words & Deeds",
            short_title="Words",
            genre="toast",
            date="1966-05-27",
            language="en",
            original_language="ru",
            summary="What was said -- and what was not.",
            extent="3 leaves",
        ),
        people=(
            Agent(role=Role.SPEAKER, as_given="Ann van Bee", family="Bee", given="Ann",
                  particle="van"),
            Agent(role=Role.SPEAKER, as_given="Cy Dee", family="Dee", given="Cy"),
            Agent(role=Role.SPEAKER, as_given="Plato"),
            Agent(role=Role.TRANSLATOR, as_given="Eve Eff", family="Eff", given="Eve"),
        ),
        source=Holding(collection="A Family Papers"),
        digital=Carrier(url="https://x.org/?a=1&b=2", accessed="2020-01-02", doi="10.1000/182"),
        rights=Rights(statement="Ask first."),
        funders=(Funder(name="A Trust"), Funder(name="B and Sons")),
        places=(Place(name="Moscow", role=PlaceRole.WRITTEN_AT),),
        subjects=(Subject(term="Words, spoken"), Subject(term="China--Trade")),
    )  # fmt: skip
    plain, _ = from_entry(convert(one)[0])
    assert from_plain(plain) == one


# --- Whatever a record holds ---------------------------------------------------------------------


def balanced(value: str) -> bool:
    depth = 0
    for sign in value:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


# Fields that biblatex and the importers read letter by letter.
RAW = ("url", "doi", "eprint", "date", "origdate", "eventdate", "urldate", "file")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(records())
def test_no_record_breaks_an_entry(one: Record) -> None:
    for convert in (to_bibtex, to_biblatex):
        entry, dropped = convert(one)
        assert entry.key == one.document.id
        for name, value in entry.fields:
            assert balanced(value), (name, value)
            assert value == value.strip()
            assert "\n" not in value
            if name not in RAW:
                bare = re.sub(r"\\[%&#$_]|\\text[a-z]+\{\}", "", value)
                assert not set(bare) & set("\\%&#$_^<>|"), (name, value)
        assert set(dropped) <= set(leaves(one))
