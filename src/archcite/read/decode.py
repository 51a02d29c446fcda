"""Bytes of a file -> text that a record may hold, or one Problem that says what is wrong and where.

Takes UTF-8 with or without a byte order mark, UTF-16 with one, and the charset that HTML declares.
Opens no files.
"""

from __future__ import annotations

import codecs
import re

from archcite.errors import Problem

MAX_BYTES = 20 * 2**20  # of a page
LARGEST = 512 * 2**20  # of a file of many entries that is read as a whole
HEAD = 4 * 2**20  # from so much of a larger file its format is known

_MAGIC = (
    (b"%PDF", "a PDF file; save the page as text or HTML"),
    (b"PK\x03\x04", "a ZIP archive or an office document; save the page as text or HTML"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# Control characters that no record may have, line feed and tab aside.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFEFF])
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029\x0b\x0c]")


def too_large(name: str, most: int) -> Problem:
    """The problem of a file that has more than so many bytes."""
    size = f"The file is larger than {most // 2**20} MB"
    if most > MAX_BYTES:
        return Problem("too-large", name, f"{size}.", "divide it")
    return Problem("too-large", name, f"{size}; no archive page is.", "save the one page alone")


def check_bytes(data: bytes, name: str, most: int = LARGEST) -> Problem | None:
    """What makes the bytes no text at all: too many, none, or a binary file."""
    if len(data) > most:
        return too_large(name, most)
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        return Problem("empty-file", name, "The file is empty.", "save the page again")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return Problem("binary-file", name, f"The file is no text but {what}.")
    if b"\0" in data and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        place = data.index(b"\0")
        message = f"The file is no text: byte {place + 1} is zero."
        return Problem("binary-file", name, message, "save the page as text or HTML")
    return None


def head(data: bytes) -> bytes:
    """The beginning of a large file, cut where no letter is cut."""
    if len(data) <= HEAD:
        return data
    cut = data[:HEAD]
    if cut.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        high = cut[-1] if cut.startswith(codecs.BOM_UTF16_LE) else cut[-2]
        return cut[:-2] if 0xD8 <= high <= 0xDB else cut
    line = cut.rfind(b"\n")
    if line > 0:
        return cut[:line]
    while cut[-1] & 0xC0 == 0x80 and len(cut) > HEAD - 4:
        cut = cut[:-1]
    return cut[:-1]


def decode(data: bytes, name: str, most: int = LARGEST) -> str | Problem:
    """The text with line feeds alone as line ends and without control characters."""
    problem = check_bytes(data, name, most)
    if problem:
        return problem
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        charset = "utf-16"
    else:
        charset = "utf-8"
        declared = _CHARSET.search(data[:4096])
        if declared and not data.startswith(codecs.BOM_UTF8):
            charset = _known(declared[1].decode("ascii"))
    try:
        text = data.decode(charset)
    except UnicodeDecodeError as error:
        return _broken(data, name, error)
    return _LINE_ENDS.sub("\n", text).translate(_CONTROLS)


def is_html(text: str) -> bool:
    """Whether a text begins as an HTML document."""
    return bool(_HTML.match(text[:8192]))


def _known(charset: str) -> str:
    """The declared charset, if Python knows it; latin-1 means 1252, as in browsers."""
    try:
        info = codecs.lookup(charset)
    except LookupError:
        return "utf-8"
    if not info._is_text_encoding or info.name == "utf-7":
        return "utf-8"
    return "cp1252" if info.name == "iso8859-1" else info.name


def _broken(data: bytes, name: str, error: UnicodeDecodeError) -> Problem:
    before = data[: error.start]
    line = before.count(b"\n") + 1
    start = before.rfind(b"\n") + 1
    column = len(before[start:].decode(error.encoding, "replace")) + 1
    shown = f"0x{data[error.start]:02X}" if error.start < len(data) else "the last one"
    message = f"Byte {shown} at line {line}, column {column} is not valid {error.encoding.upper()}."
    return Problem("not-utf-8", f"{name}:{line}", message, "save the file as UTF-8")
