"""Open files give what whole ones give, and written pieces make the whole; memory stays bounded."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from archcite.app import exporting
from archcite.app.exporting import writing
from archcite.crosswalk.tree import line
from archcite.errors import Problem
from archcite.read import READERS, load_reader, load_stream, xml_text
from archcite.read.xml import entries
from archcite.record.model import Record
from archcite.record.toml import from_plain
from archcite.write import WRITERS
from archcite.write.frame import whole

STREAMED = [name for name, reader in READERS.items() if reader.stream]
# Which reader takes what a writer writes; what is for people alone, none takes.
READER_OF = {
    name: max((each for each in READERS if name.startswith(each)), key=len, default="")
    for name in WRITERS
    if exporting.has_carrier(name)
}
READER_OF |= {"oai-dc": "dublin-core"}
READER_OF |= {name: "bibtex" for name in READER_OF if name.startswith("biblatex")}
BACK = [name for name, reader in READER_OF.items() if reader in STREAMED]
_MANY = 520  # records: more than any writer puts into one piece


def record(number: int) -> Record:
    return from_plain(
        {
            "schema": "archcite/1",
            "document": {"id": f"letter-{number}", "kind": "letter", "date": "1914-05-27",
                         "title": f"Lamps & <harbours> no. {number}"},
            "people": [{"role": "author", "as_given": "Ada Roe", "given": "Ada", "family": "Roe"}],
            "source": {
                "archive": {"name": f"Harbour Archive {number % 3}", "place": "Elsewhere"},
                "levels": [{"kind": "box", "value": str(number)}],
            },
            "record": {"foreign": [{"format": "zotero", "name": "collection",
                                    "value": f"Papers / Part {number % 4}"}]},
        }
    )  # fmt: skip


class Trickle(BytesIO):
    """A file of which a read gives few bytes at a time, as a pipe does."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(997, size) if size and size > 0 else 997)

    def read1(self, size: int | None = -1, /) -> bytes:
        return self.read(size)


@pytest.mark.parametrize("name", WRITERS)
def test_pieces_make_the_whole(name: str) -> None:
    records = [record(number) for number in range(_MANY)]
    pieces = list(writing(name, iter(records)))
    assert len(pieces) > 1
    together = whole(iter(pieces))
    if name not in READER_OF:
        told = dict.fromkeys(re.findall(r"no\. (\d+)\b", together.text))
        assert [int(each) for each in told] == [*range(_MANY)]
        return
    at_once = [each for each in load_reader(READER_OF[name])(together.text.encode(), "a")
               if isinstance(each, Record)]  # fmt: skip
    assert [each.document.id for each in at_once] == [each.document.id for each in records]
    if together.text.startswith("<?xml"):
        etree.fromstring(together.text.encode())


def test_a_reader_is_known_for_each_writer_whose_records_come_back() -> None:
    assert set(READER_OF.values()) <= set(READERS)


def test_archives_stand_behind_all_entries() -> None:
    text = whole(writing("biblatex-historian", map(record, range(_MANY)))).text
    assert text.count("@customa{") == 3
    assert text.rindex("@customd{") < text.index("@customa{")


def test_collections_stand_behind_all_items() -> None:
    text = whole(writing("zotero-rdf", map(record, range(_MANY)))).text
    assert text.count("<z:Collection ") == 5
    assert text.rindex("</bib:Letter>") < text.index("<z:Collection ")


@pytest.mark.parametrize("name", BACK)
def test_an_open_file_gives_what_a_whole_one_gives(name: str) -> None:
    reader = READER_OF[name]
    data = whole(writing(name, map(record, range(40)))).text.encode()
    stream = load_stream(reader)
    assert stream is not None
    found = list(stream(Trickle(data), "a"))
    assert found == list(load_reader(reader)(data, "a"))
    assert sum(isinstance(each, Record) for each in found) == 40


_PARTS = st.lists(
    st.sampled_from(
        ["&eacute;", "<![CDATA[&eacute;]]>", "é", "\x01", "&amp;", "]]&gt;", "x",
         "<b>c</b>", "ж", "y", " "]
    ),
    max_size=30,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(_PARTS, st.integers(1, 40))
def test_no_cut_between_pieces_changes_a_text(parts: list[str], size: int) -> None:
    data = f"<a><e>{''.join(parts)}</e></a>".encode()

    def texts() -> list[str]:
        found = entries(BytesIO(data), "a.xml", "e")
        return ["\n".join(map(str, each.itertext())) for each in found
                if not isinstance(each, Problem)]  # fmt: skip

    at_once = texts()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(xml_text, "_HEAD", 8)
        patched.setattr(xml_text, "_PIECE", size)
        assert texts() == at_once
    assert len(at_once) == 1
    assert at_once[0].count("é") >= parts.count("&eacute;") + parts.count("é")


@pytest.mark.parametrize("charset", ["utf-16", "iso-8859-1", "cp1252"])
def test_other_charsets_come_piece_by_piece(charset: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_text, "_PIECE", 3)
    monkeypatch.setattr(xml_text, "_HEAD", 80)
    declared = f'<?xml version="1.0" encoding="{charset}"?>' if charset != "cp1252" else ""
    data = f"{declared}<a>{'<e>blé à Süd</e>' * 9}</a>".encode(charset)
    found = [line(each) for each in entries(Trickle(data), "a.xml", "e")
             if not isinstance(each, Problem)]  # fmt: skip
    assert found == ["blé à Süd"] * 9


# ru_maxrss would count what the process held that started this one; VmHWM is its own, in kB.
_MEASURED = """
import re
from archcite.__main__ import main
try:
    main()
finally:
    print(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])
"""


def peak(folder: Path, source: Path, target: str, to: str) -> float:
    """The most memory, in MB, that a conversion holds: a whole process."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, "convert", str(source), target, "--to", to, "--quiet",
         "--force"],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(done.stdout.split()[-1]) / 1024


_MORE = 40  # MB: what 9,000 more entries of 1 kB may cost (their keys, and the losses of each)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells it")
@pytest.mark.parametrize("name", [each for each in BACK if READER_OF[each] != "bibtex"])
def test_memory_does_not_grow_with_the_file(name: str, tmp_path: Path) -> None:
    used: list[tuple[float, float]] = []
    for size in (1_000, 10_000):
        source = tmp_path / f"items-{size}.json"
        items = [
            {"id": f"item-{at}", "type": "book", "title": f"Lamps {at}", "abstract": "x " * 500}
            for at in range(size)
        ]
        source.write_text(json.dumps(items), "utf-8")
        made = tmp_path / f"made-{size}"
        out = peak(tmp_path, source, str(made), name)
        used.append((out, peak(tmp_path, made, str(tmp_path / "back.json"), "csl-json")))
    (out_few, back_few), (out_many, back_many) = used
    assert out_many - out_few < _MORE, used
    assert back_many - back_few < _MORE, used
