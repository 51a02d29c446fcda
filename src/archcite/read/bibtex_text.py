"""The text of a .bib file, whatever encoding it is in and whatever size an import may have."""

from __future__ import annotations

import codecs
import re

from archcite.errors import Problem

MAX_BYTES = 200 * 1024 * 1024
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029\x0b\x0c]")
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFEFF])
# JabRef: "% Encoding: Cp1252"; BibDesk: "%% Saved with string encoding Unicode (UTF-8)".
_DECLARED = re.compile(
    rb"(?:%[ \t]*encoding:[ \t]*|saved with string encoding[ \t]+|coding[:=][ \t]*)([^\r\n]{1,60})",
    re.IGNORECASE,
)
_NAMES = {
    "unicode (utf-8)": "utf-8", "western (iso latin 1)": "latin-1", "ascii": "utf-8",
    "western (mac os roman)": "mac-roman", "macroman": "mac-roman", "iso8859_1": "latin-1",
    "western (windows latin 1)": "cp1252", "ansi": "cp1252",
}  # fmt: skip


def decoded(data: bytes, name: str) -> str | Problem:
    """The text with line feeds alone as line ends and without control characters."""
    if len(data) > MAX_BYTES:
        message = f"The file is larger than {MAX_BYTES // 1024 // 1024} MB."
        return Problem("too-large", name, message, "import it in parts")
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return Problem("empty-file", name, "The file is empty.")
    text = _text(data)
    if not text.isascii() or not text.isprintable():
        text = _LINE_ENDS.sub("\n", text) if _LINE_ENDS.search(text) else text
        text = text.translate(_CONTROLS) if _has_controls(text) else text
    return text


_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")


def _has_controls(text: str) -> bool:
    return bool(_CONTROL.search(text))


def _text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if data.startswith(codecs.BOM_UTF8):
        return data[3:].decode("utf-8", "replace")
    head = data[:200]
    if len(head) > 3 and head[1::2].count(0) > len(head) // 3:
        return data.decode("utf-16-le", "replace")
    if len(head) > 3 and head[::2].count(0) > len(head) // 3:
        return data.decode("utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for charset in (_declared(data), "cp1252"):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    if not found:
        return "cp1252"
    named = found[1].decode("ascii", "ignore").strip().rstrip("-* ").lower()
    named = _NAMES.get(named, named)
    try:
        info = codecs.lookup(named)
    except LookupError:
        return "cp1252"
    if not info._is_text_encoding or info.name in ("utf-7", "utf-8"):
        return "cp1252"
    return "cp1252" if info.name == "iso8859-1" else info.name
