"""RIS files in the manner of each program; broken ones; and what no program can be blamed for.

A file of tests/cases/ris and its records stand side by side; --update writes the records anew.
"""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archcite.errors import CODES, Problem
from archcite.read import sniff
from archcite.read.ris import is_ris, read_ris, read_ris_stream
from archcite.record.faults import find_faults
from archcite.record.model import Record
from archcite.record.toml import write
from archcite.write.ris import write_ris

CASES = Path(__file__).parents[2] / "cases" / "ris"
WILSON = Path(__file__).parents[2] / "cases" / "wilson"
FILES = sorted(CASES.glob("*.ris"))


def shown(found: list[Record | Problem]) -> str:
    """Records as TOML and Problems as sentences, in their order."""
    return "\n".join(
        f"# {each}\n" if isinstance(each, Problem) else f"# ----\n{write(each, '')}"
        for each in found
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_records_of_a_file(file: Path, update: bool) -> None:
    text = shown(read_ris(file.read_bytes(), file.name))
    golden = file.with_suffix(".toml")
    if update:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
    assert sniff(file.read_bytes(), "download") == "ris"
    with file.open("rb") as stream:
        assert shown(list(read_ris_stream(stream, file.name))) == text


def test_a_library_with_a_reference_of_the_wilson_center_is_read_whole() -> None:
    page = (WILSON / "memo.ris").read_bytes()
    other = b"\nTY  - BOOK\nTI  - A book of another library\nPB  - Sea Press\nER  - \n"
    assert sniff(page + other, "download") == "ris"
    titles = [
        each.document.title for each in read_ris(page + other, "x") if isinstance(each, Record)
    ]
    assert len(titles) == 2


def test_our_own_file_about_the_wilson_center_is_no_page_of_it() -> None:
    record = next(each for each in read_ris((WILSON / "memo.ris").read_bytes(), "x")
                  if isinstance(each, Record))  # fmt: skip
    text = write_ris([record]).text
    assert sniff(text.encode(), "download") == "ris"


def test_the_wilson_center_keeps_its_own_reader() -> None:
    for file in WILSON.glob("*.ris"):
        assert sniff(file.read_bytes(), "download") == "wilson"


def one(text: str, name: str = "a.ris") -> Record:
    """The one record of a reference, with its end where the text has none."""
    ended = text if "ER  -" in text else f"{text}ER  - \n"
    (record,) = read_ris(ended.encode(), name)
    assert isinstance(record, Record)
    return record


@pytest.mark.parametrize(
    ("lines", "date", "wording"),
    [
        ("DA  - 1966/05/27/", "1966-05-27", None),
        ("DA  - 1966/05//", "1966-05", None),
        ("PY  - 1966///", "1966", None),
        ("PY  - 1966\nDA  - 27 May", "1966-05-27", None),
        ("PY  - 1966\nDA  - May 27", "1966-05-27", None),
        ("PY  - 1966\nDA  - 5/27", "1966-05-27", None),
        ("Y1  - 1966-05-27T10:00:00Z", "1966-05-27", None),
        ("PY  - 1966///Winter", "1966-24", None),
        ("PY  - 1966///circa", "1966~", None),
        ("PY  - ca. 1966", "1966~", None),
        ("PY  - [1966?]", "1966?", None),
        ("PY  - 1966-1968", "1966/1968", None),
        ("DA  - 27.5.1966", "1966-05-27", None),
        ("DA  - 19660527", "1966-05-27", None),
        ("PY  - 1966 Jun-Aug", "1966-06/1966-08", None),
        ("DA  - 1966/05/27/\nM2  - issued: 1966-05-27~", "1966-05-27~", None),
        ("DA  - 1967/05/27/\nM2  - issued: 1966-05-27~", "1967-05-27", None),
        ("M2  - issued: 196X", "196X", None),
        ("PY  - n.d.", None, "n.d."),
        ("DA  - 3/4/66", None, "3/4/66"),
        ("DA  - 1966/02/31", "1966-02", None),
    ],
)
def test_dates(lines: str, date: str | None, wording: str | None) -> None:
    document = one(f"TY  - MANSCPT\nTI  - x\n{lines}\nER  - \n").document
    assert (document.date, document.date_as_given) == (date, wording)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Roe, Ada", ("Ada Roe", "Roe", "Ada", None, None, "person")),
        ("King, Martin Luther, Jr.", ("Martin Luther King, Jr.", "King", "Martin Luther", None,
                                      "Jr.", "person")),
        ("King, III, Martin", ("Martin King III", "King", "Martin", None, "III", "person")),
        ("van den Berg, Jan", ("Jan van den Berg", "Berg", "Jan", "van den", None, "person")),
        ("Guild of Lamps", ("Guild of Lamps", None, None, None, None, "body")),
        ("NATO", ("NATO", None, None, None, None, "body")),
        ("Greenpeace,", ("Greenpeace", None, None, None, None, "body")),
        ("Plato", ("Plato", "Plato", None, None, None, "person")),
        ("Roe,Ada", ("Ada Roe", "Roe", "Ada", None, None, "person")),
    ],
)  # fmt: skip
def test_names(name: str, expected: tuple[str | None, ...]) -> None:
    (agent,) = one(f"TY  - BOOK\nAU  - {name}\n").people
    parts = (agent.as_given, agent.family, agent.given, agent.particle, agent.suffix)
    assert (*parts, str(agent.kind)) == expected


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("TY  - JOUR", True),
        ("\ufeffTY  - JOUR", True),
        ("Provider: x\n\nTY  - JOUR", True),
        ("ty - jour", True),
        ("1. TY  - JOUR", True),
        ("PMID- 1\nTY  -", False),
        ("A letter\nTY: no", False),
        ('{"TY": 1}', False),
    ],
)
def test_what_is_taken_for_ris(text: str, known: bool) -> None:
    assert is_ris(text) is known


def test_entries_are_told_apart_without_their_ends() -> None:
    found = read_ris(
        b"TY  - BOOK\nTI  - a\nTY  - BOOK\nTI  - b\n\n\nER  - \nTY  - BOOK\nTI  - c", "x"
    )
    assert [each.document.title for each in found if isinstance(each, Record)] == ["a", "b", "c"]


def test_a_broken_entry_hides_no_other() -> None:
    found = read_ris(b"TI  - lost\nER  - \nTY  - BOOK\nER  - \nTY  - BOOK\nTI  - b\nER  -", "x.ris")
    problems = [each for each in found if isinstance(each, Problem)]
    assert [each.where for each in problems] == ["x.ris:1", "x.ris:3"]
    assert all(each.code in CODES for each in problems)
    assert len(found) == 3


def test_a_language_is_known_by_its_name() -> None:
    assert one("TY  - BOOK\nLA  - Russian\n").document.language == "ru"
    record = one("TY  - BOOK\nTI  - a\nLA  - Martian dialect\n").record
    assert record is not None
    assert [(each.name, each.value) for each in record.foreign] == [("LA", "Martian dialect")]


ODD = st.lists(
    st.sampled_from(
        """TY  - JOUR|ty - book|ER  - |TY  - |AU  - ,,,|AU  - |DA  - 9999/99/99/x|SP  - -|EP  - 3|
        T2  - a|JO  - b|A2  - c|DB  - d|AN  - f. 5, op. 1|M2  - type: nonsense|M2  - issued: |
        M2  - :|M2  - archcite: archcite1.eNo|M2  - kind: telegram|M2  - title-kind: x|SN  - 1|
        UR  - a b|DO  - x|LA  - --|KW  - ;;|ID  - /../|TA  -  and |wrapped|
        N1  - archcite: |\x0c|\x85|é\u2028|
        M2  - author-role: a: b|M2  - division: x|DB  - x|Y2  - soon|XX  - y""".split("|")
    )
    | st.text(max_size=20),
    max_size=14,
)


@settings(max_examples=200, deadline=None)
@given(ODD, st.sampled_from(["utf-8", "utf-16", "cp1251", "utf-8-sig"]), st.sampled_from("\n \r"))
def test_nothing_makes_it_raise(lines: list[str], charset: str, end: str) -> None:
    data = end.join(lines).encode(charset, "replace")
    for found in (read_ris(data, "x"), list(read_ris_stream(BytesIO(data), "x"))):
        for each in found:
            assert isinstance(each, Problem) or not find_faults(msgspec.to_builtins(each))


@pytest.mark.parametrize(
    "data",
    [
        b"TY  - JOUR\nTI  - " + b"x" * 3_000_000,
        b"TY  - JOUR\n" + b"x" * 3_000_000,
        b"TY  - JOUR\nAU  - " + b"a, " * 300_000,
        b"TY  - JOUR\nKW  - " + b"; " * 300_000,
        b"TY  - MANSCPT\nAN  - " + b"f. 5, " * 100_000,
        b"TY  - MANSCPT\nDB  - " + b"a (b" * 100_000,
        b"TY  - JOUR\n" + b"\n  more" * 100_000,
        b"TY  - JOUR\nTI  - a" + b"\n  more" * 30_000,
        b"TY  - JOUR\nER  - \n" * 30_000,
        b"TY  - JOUR\nM2  - archcite: archcite1." + b"A" * 1_000_000,
        b"TY  - JOUR\nUR  - " + b"http://a " * 100_000,
    ],
    ids=range(11),
)
def test_hostile_input_is_soon_done_with(data: bytes) -> None:
    start = time.process_time()
    found = read_ris(data, "x")
    assert time.process_time() - start < 4
    assert found


def test_a_file_that_is_cut_is_told_and_what_is_there_is_read() -> None:
    whole = "TY  - BOOK\nTI  - Snow\nER  - \n\nTY  - BOOK\nTI  - Ice\n"
    first, problem, second = read_ris(whole.encode(), "a.ris")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == ("file-cut", "a.ris:5")
    assert [each.document.title for each in (first, second)] == ["Snow", "Ice"]
    assert not [
        each for each in read_ris(f"{whole}ER  -".encode(), "a") if isinstance(each, Problem)
    ]
