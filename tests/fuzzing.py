"""Files that are not as they should be: samples damaged at random, and what somebody might plant.

Also what must hold of whatever is read from them, and a watch over what reading does meanwhile.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from tempfile import gettempdir
from typing import Any

import msgspec

from archcite.app.cli._print import worded
from archcite.errors import CODES, Problem
from archcite.library.files import is_key
from archcite.record import toml
from archcite.record.faults import find_faults
from archcite.record.model import Record

SIGNS = b"{}[]()<>\"'\\,;:&#%$@=/-~|\n\r\t \x00"
CHARSETS = ("utf-16", "utf-16-le", "utf-16-be", "latin-1", "mac-roman", "cp1251", "utf-8-sig",
            "utf-32", "shift-jis")  # fmt: skip
PATHS = ["../../x", "/etc/passwd", "C:\\Windows\\x", "con", "NUL", "aux.txt", "a\x00b", "..",
         ".", "a/../../b", "~/x", "$HOME", "x" * 5000, "ключ", "a\nb", "\u202ex",
         "-rf", "%2e%2e%2f"]  # fmt: skip

WORDS = ["9999-99-99", "1e999", "-1", "null", "{}", "[]", "&x;", "\\input{x}", "archcite1.eJw",
         "<b>", "http://[::1", "10.1000/", "\U0001d518" * 100]  # fmt: skip


def damaged(data: bytes, dice: random.Random) -> bytes:
    """A file with one to four faults."""
    for _ in range(dice.randrange(1, 5)):
        data = dice.choice(_DAMAGES)(data, dice)
    return data


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _beheaded(data: bytes, dice: random.Random) -> bytes:
    return data[dice.randrange(min(len(data), 200) + 1) :]


def _flipped(data: bytes, dice: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(dice.randrange(1, 30) if made else 0):
        made[dice.randrange(len(made))] ^= 1 << dice.randrange(8)
    return bytes(made)


def _piece(data: bytes, dice: random.Random) -> slice:
    at = dice.randrange(len(data) + 1)
    return slice(at, at + dice.randrange(1, 200))


def _left_out(data: bytes, dice: random.Random) -> bytes:
    piece = _piece(data, dice)
    return data[: piece.start] + data[piece.stop :]


def _doubled(data: bytes, dice: random.Random) -> bytes:
    piece = _piece(data, dice)
    return data[: piece.stop] + data[piece] * dice.choice((1, 3, 50)) + data[piece.stop :]


def _moved(data: bytes, dice: random.Random) -> bytes:
    piece, at = _piece(data, dice), dice.randrange(len(data) + 1)
    return data[:at] + data[piece] + data[at:]


def _signs(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + bytes([dice.choice(SIGNS)]) * dice.choice((1, 2, 3, 1000)) + data[at:]


def _unbalanced(data: bytes, dice: random.Random) -> bytes:
    sign = bytes([dice.choice(b"{}[]()<>\"'")])
    places = [at for at, byte in enumerate(data[:20_000]) if byte == sign[0]]
    if not places:
        return data
    at = dice.choice(places)
    return data[:at] + data[at + 1 :]


def _in_another_charset(data: bytes, dice: random.Random) -> bytes:
    charset = dice.choice(CHARSETS)
    made = data.decode("utf-8", "replace").encode(charset, "replace")
    if dice.random() < 0.3 and made.startswith(b"<?xml"):
        return made.replace(b"UTF-8", charset.encode(), 1).replace(b"utf-8", charset.encode(), 1)
    return made


def _other_lines(data: bytes, dice: random.Random) -> bytes:
    end = dice.choice((b"\r", b"\r\n", b"\n\n", b"\x0b", b"\xe2\x80\xa8", b""))
    return data.replace(b"\n", end)


def _marked(data: bytes, dice: random.Random) -> bytes:
    return dice.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf" * 2)) + data


def _words_changed(data: bytes, dice: random.Random) -> bytes:
    """A value replaced by one that means something elsewhere."""
    words = data.split(b" ")
    strange = dice.choice([*PATHS, *WORDS])
    words[dice.randrange(len(words))] = strange.encode("utf-8")
    return b" ".join(words)


_DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _beheaded, _flipped, _left_out, _doubled, _moved, _signs, _unbalanced,
    _in_another_charset, _other_lines, _marked, _words_changed,
)  # fmt: skip


def planted(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What somebody might make of a sample on purpose, each with a word that names it."""
    yield "nothing", b""
    yield "blanks", b" \n" * 1000
    yield "zeros", bytes(10_000)
    yield "random bytes", random.Random(1).randbytes(20_000)
    yield "a zero behind each byte", b"".join(bytes([byte, 0]) for byte in data[:20_000])
    for charset in CHARSETS:
        yield charset, data.decode("utf-8", "replace").encode(charset, "replace")
    yield "CR alone", data.replace(b"\r\n", b"\n").replace(b"\n", b"\r")
    yield "twice", data + data
    yield "deep braces", data + b"{" * 100_000
    yield "deep brackets", b"[" * 100_000
    yield "deep objects", b'{"a":' * 100_000
    yield "deep elements", b"<a>" * 100_000
    yield "a deep list of items", b'[{"id":' + b"[" * 100_000 + b"]" * 100_000 + b"}]"
    yield "a bomb", BOMB + data.partition(b"?>")[2]
    yield "an entity from outside", OUTSIDE + data.partition(b"?>")[2]
    yield "a document type without end", b"<!DOCTYPE a [" + data
    yield "a large number", b'[{"id": 1' + b"0" * 10_000 + b', "volume": 1e99999}]'


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 20) for at in range(12)
) + b"]>"  # fmt: skip
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;'
    b'<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>'
)


def sound(found: Iterable[Any]) -> int:
    """Check that these are records that can be kept, and problems that can be told; how many."""
    count = 0
    for each in found:
        count += 1
        assert isinstance(each, Record | Problem), type(each)
        if isinstance(each, Problem):
            assert each.code in CODES
            assert each.message.strip()
            assert each.where.startswith("x.file"), each
            assert "\n" not in each.where
            assert len(worded(each)) < 4000
            assert "\n" not in worded(each)
        else:
            assert is_key(each.document.id), each.document.id
            assert not find_faults(msgspec.to_builtins(each))
            assert toml.read(toml.write(each, ""), "x") == each
    return count


class _Watch:
    """What the process did that reading must not do, while it was watched."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []
        sys.addaudithook(self.heard)  # which nobody can take away again

    def heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on or "__pycache__" in str(arguments):  # Python keeps what it has compiled
            return
        if event == "open":
            path, mode, flags = arguments
            writes = any(sign in (mode or "") for sign in "wax+") or (flags or 0) & 0b11
            # A temporary file without a name is opened by its folder, and gone with the process.
            if writes and str(path) != gettempdir():
                self.seen.append(f"{event} {path}")
        elif event.startswith(_FORBIDDEN):
            self.seen.append(f"{event} {arguments}")


_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.remove", "os.mkdir",
              "os.rename", "os.rmdir", "os.link", "os.symlink", "shutil.", "urllib.")  # fmt: skip
_watch: _Watch | None = None


@contextmanager
def harmless() -> Iterator[None]:
    """Nothing inside may write a file, reach into the network or start a program."""
    global _watch
    _watch = _watch or _Watch()
    _watch.seen, _watch.on = [], True
    try:
        yield
    finally:
        _watch.on = False
    assert not _watch.seen, _watch.seen


def repeated_keys(reader: str, count: int) -> bytes | None:
    """A file of many entries of one key, where we can write the format; else None."""
    text = _ENTRIES.get(reader)
    return text(count).encode() if text else None


_ENTRIES: dict[str, Callable[[int], str]] = {
    "bibtex": lambda count: "@misc{same, title = {A}}\n" * count,
    "ris": lambda count: "TY  - BOOK\nID  - same\nTI  - A\nER  - \n" * count,
    "csl-json": lambda count: json.dumps([{"id": "same", "type": "book", "title": "A"}] * count),
    "endnote-xml": lambda count: "<xml><records>" + (
        "<record><rec-number>1</rec-number><ref-type>6</ref-type><titles><title>A</title></titles>"
        "</record>") * count + "</records></xml>",
    "nbib": lambda count: "PMID- 1\nTI  - A\n\n" * count,
    "mods": lambda count: '<modsCollection xmlns="http://www.loc.gov/mods/v3">' + (
        '<mods ID="same"><titleInfo><title>A</title></titleInfo></mods>') * count
        + "</modsCollection>",
}  # fmt: skip
