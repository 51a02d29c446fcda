"""The one entrance for XML: what is refused, what is mended, and what is kept of a broken file."""

from __future__ import annotations

import random
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from archcite.crosswalk.tree import line, local
from archcite.errors import CODES, Problem
from archcite.read import READERS, load_reader
from archcite.read.xml import MAX_DEPTH, entries, root_of, tree
from archcite.record.model import Record

CASES = Path(__file__).parents[2] / "cases"
BOMB = """<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<a><e>&d;</e></a>"""
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><e>&x;</e></a>'
FORMATS = [name for name in READERS if name in ("mods", "ead", "dublin-core", "zotero-rdf",
                                                "datacite", "marcxml")]  # fmt: skip


def texts(data: bytes) -> list[str]:
    return [line(each) for each in entries(data, "a.xml", "e") if not isinstance(each, Problem)]


@pytest.mark.parametrize("text", [BOMB, OUTSIDE])
def test_entities_are_not_read(text: str) -> None:
    found = list(entries(text.encode(), "a.xml", "e"))
    assert [each.code for each in found if isinstance(each, Problem)] == ["xml-invalid"]
    assert "root:" not in str(found)
    assert isinstance(tree(text.encode(), "a.xml"), Problem)


def test_a_document_type_alone_does_no_harm() -> None:
    text = '<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">\n<a><e>b&eacute;</e></a>'
    assert texts(text.encode()) == ["bé"]
    hidden = BOMB.replace("&d;", "x").encode("utf-16")
    assert texts(hidden) == ["x"]


@pytest.mark.parametrize(
    "data",
    [
        "<a><e>Käse</e></a>".encode(),
        "\ufeff<a><e>Käse</e></a>".encode(),
        "<a><e>Käse</e></a>".encode("cp1252"),
        "<a><e>Käse</e></a>".encode("utf-16"),
        "<a><e>Käse</e></a>".encode("utf-16-le"),
        '<?xml version="1.0" encoding="UTF-16"?><a><e>Käse</e></a>'.encode("utf-16-be"),
        '<?xml version="1.0" encoding="iso-8859-1"?><a><e>Käse</e></a>'.encode("latin-1"),
        b'<?xml version="1.0" encoding="x-mac-roman"?><a><e>K&#228;se</e></a>',
        b'<?xml version="1.0" encoding="utf-7"?><a><e>K&auml;se</e></a>',
        b"<a><e>K\x00\x0b&#xE4;se\x01</e></a>",
    ],
)
def test_charsets(data: bytes) -> None:
    assert texts(data) == ["Käse"]


def test_what_stands_before_a_fault_is_read() -> None:
    found = list(entries(b"<a>\n<e>1</e>\n<e>2</e>\n<e>3", "a.xml", "e"))
    assert [local(each) for each in found if not isinstance(each, Problem)] == ["e", "e"]
    last = found[-1]
    assert isinstance(last, Problem)
    assert last.where.startswith("a.xml:4")
    assert last.code in CODES


def test_bounds() -> None:
    deep = b"<a>" + b"<e>" * (MAX_DEPTH + 1) + b"</e>" * (MAX_DEPTH + 1) + b"</a>"
    for found in (list(entries(deep, "a", "e"))[-1], tree(deep, "a")):
        assert isinstance(found, Problem)
        assert "in a row" in found.message
    endless = b"<!DOCTYPE a [" + b"<!-- x -->" * 20_000
    assert isinstance(tree(endless, "a"), Problem)
    long = b"<a><e>" + b"x" * (11 * 2**20) + b"</e></a>"
    assert isinstance(list(entries(long, "a", "e"))[-1], Problem)
    for empty in (b"", b" \n", b"\xef\xbb\xbf"):
        assert [each.code for each in entries(empty, "a", "e") if isinstance(each, Problem)] == [
            "empty-file"
        ]


def test_entries_are_forgotten() -> None:
    data = b"<a>" + b"<r><h/><e>x</e></r>" * 20_000 + b"</a>"
    largest = 0
    for each in entries(data, "a", "e"):
        assert not isinstance(each, Problem)
        root = each.getroottree().getroot()
        largest = max(largest, len(root))
    assert largest < 4000  # libxml2 reads some way ahead


def test_the_root_of_a_text() -> None:
    text = '<?xml version="1.0"?><!-- x --><!DOCTYPE a [<!ENTITY b "c">]>\n<m:a xmlns:m="urn:x">'
    assert root_of(text) == ("a", "urn:x")
    assert root_of("nothing") == ("", "")
    for hostile in ("<", " ", "<!-- -->", "<!--", "<? ?>", "<!DOCTYPE a>", "<!DOCTYPE a[]"):
        assert root_of(hostile * 50_000 + "x") == ("", "")


@pytest.mark.parametrize("name", FORMATS)
def test_no_file_is_too_strange(name: str) -> None:
    """Bytes of a good file taken out, doubled and changed: no exception comes out."""
    chance = random.Random(1)
    read = load_reader(name)
    files = [path.read_bytes() for path in (CASES / name).glob("*") if path.suffix != ".txt"]
    for _ in range(60):
        data = bytearray(chance.choice(files))
        for _ in range(chance.randrange(1, 4)):
            at, size = chance.randrange(len(data)), chance.randrange(1, 60)
            piece = bytes(data[at : at + size])
            match chance.randrange(4):
                case 0:
                    del data[at : at + size]
                case 1:
                    data[at:at] = piece * 3
                case 2:
                    data[at : at + size] = bytes(chance.randrange(256) for _ in piece)
                case _:
                    other = chance.randrange(len(data))
                    data[other:other] = piece
        for found in read(bytes(data), "a.xml"):
            assert isinstance(found, Record | Problem)
            assert str(found)


WORDS = ["", "x", "10.1000/1", "http://x", "1966~", "9999", "(:unav)", "/", "a, b", "2020/1990",
         "archcite: archcite1.abc", "archcite1.e30", "kind: nope", "2020-13-45", "é" * 50, "0",
         "letter", "film", "#item_12", "||", "rights-contact: x", "license: GPL"]  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_no_tree_is_too_strange(name: str) -> None:
    """Elements taken out, doubled, renamed, and with other words: no exception comes out."""
    chance = random.Random(2)
    read = load_reader(name)
    files = [path.read_bytes() for path in (CASES / name).glob("*") if path.suffix != ".txt"]
    roots = [tree(data, "a.xml") for data in files]
    for _ in range(80):
        root = deepcopy(chance.choice(roots))
        assert not isinstance(root, Problem)
        elements = list(root.iter())
        for _ in range(chance.randrange(1, 6)):
            one, other = chance.choice(elements), chance.choice(elements)
            match chance.randrange(5):
                case 0:
                    one.text = chance.choice(WORDS)
                case 1 if one.getparent() is not None:
                    one.getparent().remove(one)  # type: ignore[union-attr]
                case 2 if len(one.attrib):
                    one.set(chance.choice(list(one.attrib)), chance.choice(WORDS))
                case 3 if len(other) < 20:
                    one.append(deepcopy(other))
                case _:
                    one.tag = other.tag
        for found in read(etree.tostring(root), "a.xml"):
            assert isinstance(found, Record | Problem)
            assert str(found)


OWN = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "/etc/passwd">]>\n'


@pytest.mark.parametrize("used", [b"&b;", b"&amp;", b"&eacute;", b"x"])
def test_entities_of_the_file_itself_are_told_where_they_are_used(used: bytes) -> None:
    data = OWN + b"<mods xmlns='http://www.loc.gov/mods/v3'>\n<title>" + used + b"</title></mods>"
    for found in (list(entries(data, "a.xml", "mods"))[-1], tree(data, "a.xml")):
        if used == b"&b;":
            assert isinstance(found, Problem)
            assert found.where == "a.xml:3"
            assert "an entity of its own (&b;), which is not read" in found.message
        else:
            assert not isinstance(found, Problem)


def test_only_what_was_read_is_said_to_be_read() -> None:
    one = b"<r><mods><title>a</title></mods>"
    assert list(entries(one + b"<mods", "a", "mods"))[-1].hint == "what stands before it was read"
    assert list(entries(b"<r><mods", "a", "mods"))[-1].hint == ""
    broken = tree(one, "a")
    assert isinstance(broken, Problem)
    assert broken.hint == ""
