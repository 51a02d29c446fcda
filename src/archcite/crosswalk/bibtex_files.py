"""The field `file` of JabRef, Zotero, Better BibTeX and Mendeley, and attachments.

title:path:type, several with semicolons between, colons in a part escaped with a backslash; or one
bare path, or several.
"""

from __future__ import annotations

import re

from archcite.crosswalk import latex
from archcite.crosswalk.table import Plain
from archcite.record.model import Record

_MEDIA_TYPES = {
    "pdf": "application/pdf", "djvu": "image/vnd.djvu", "ps": "application/postscript",
    "postscript": "application/postscript", "html": "text/html", "htm": "text/html",
    "url": "text/html", "txt": "text/plain", "text": "text/plain", "markdown": "text/markdown",
    "md": "text/markdown", "epub": "application/epub+zip", "jpg": "image/jpeg",
    "jpeg": "image/jpeg", "jpeg image": "image/jpeg", "png": "image/png",
    "png image": "image/png", "tif": "image/tiff", "tiff": "image/tiff",
    "tiff image": "image/tiff", "gif": "image/gif", "word": "application/msword",
    "doc": "application/msword", "djv": "image/vnd.djvu",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "word 2007+": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "snapshot": "text/html",
}  # fmt: skip
_DRIVE = re.compile(r"[A-Za-z]$")
_MENDELEY = re.compile(r"\$\\backslash\$|\\textbackslash(?:\{\})?")


def files(record: Record) -> str:
    """The paths of the attachments, each with title and type."""
    written = (
        ":".join(map(_escaped, (each.title or "", each.path, each.media_type or "")))
        for each in record.attachments
        if each.path
    )
    return ";".join(written)


def files_back(value: str) -> list[Plain]:
    """The attachments of a field, whoever wrote it."""
    # Mendeley writes a backslash of a path as mathematics.
    value = " ".join(_MENDELEY.sub(r"\\", value).split()).replace(r"\_", "_").replace(r"\&", "&")
    found = []
    for entry in _split(value, ";"):
        parts = _split(entry, ":")
        if plain := _attachment(parts, entry):
            found.append(plain)
    return found


def _attachment(parts: list[str], entry: str) -> Plain:
    bare = [_bare(part) for part in parts]
    # A drive letter or an address has a colon that older programs do not escape.
    if len(bare) == 4 and (_DRIVE.match(bare[1].strip()) or bare[1].strip() in ("http", "https")):
        bare = [bare[0], f"{bare[1].strip()}:{bare[2]}", bare[3]]
    if len(bare) == 3:
        title, path, kind = (part.strip() for part in bare)
    elif len(bare) == 2 and bare[0].strip() == "":
        title, path, kind = "", bare[1].strip(), ""
    else:
        title, path, kind = "", _bare(entry).strip(), ""
    if not path:
        return {}
    media = _MEDIA_TYPES.get(kind.lower()) or (kind if "/" in kind else "")
    if not media and not kind:
        media = _MEDIA_TYPES.get(path.rpartition(".")[2].lower(), "")
    where = "url" if re.match(r"https?://", path) else "path"
    found = {where: path, "title": title, "media_type": media}
    return {name: text for name, text in found.items() if text}


def _split(text: str, sign: str) -> list[str]:
    """The parts at each sign that no backslash stands before."""
    if sign not in text:
        return [text]
    parts, start, at = [], 0, 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        if text[at] == sign:
            parts.append(text[start:at])
            start = at + 1
        at += 1
    return [*parts, text[start:]]


def _bare(text: str) -> str:
    return re.sub(r"\\([\\:;])", r"\1", text)


def _escaped(text: str) -> str:
    """A part of an entry: one line without braces, and without blanks at its ends."""
    bare = re.sub(r"[{}]", "", latex.clean(text)).strip()
    return re.sub(r"([\\:;])", r"\\\1", bare)
