"""The package of a Word or LibreOffice document: a zip file of parts, read with care.

What is not changed is copied as it lies in the file: the same compressed bytes, order and times.
Nothing is unpacked to a disk, and nothing in it is run.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath

from archcite.errors import Problem, UnreadableInput

MAX_PART = 256 * 2**20  # bytes of one part, unpacked
MAX_WHOLE = 4 * 2**30 - 1  # bytes of all parts, unpacked
_MAX_RATIO = 250  # of a part of more than _SMALL bytes; XML of one repeated table comes to 100
_SMALL = 16 * 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_UNKNOWN = 0xFFFFFFFF  # the value stands elsewhere, in the form for very large files
_STREAMED = 0x8  # flag: sizes stand behind the data
_LOCKED = 0x1  # flag: encrypted
_WHEN = (0, 33)  # the first moment of 1980, for parts that are made here


class Package:
    """The parts of a document by name. UnreadableInput for what is none, or is not to be trusted.

    data: the whole file. name: what messages call it.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        if data.startswith(_OLE):
            raise self._ole()
        try:
            with zipfile.ZipFile(BytesIO(data)) as opened:
                self._members = opened.infolist()
                self._comment = opened.comment
                self._directory = opened.start_dir
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as fault:
            raise self._damaged("it is no zip file, or its end is missing") from fault
        self._check()
        self._by_name = {each.filename: each for each in self._members}

    def names(self) -> list[str]:
        """The names of all parts, in their order."""
        return [each.filename for each in self._members]

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def read(self, name: str) -> bytes:
        """The bytes of a part; UnreadableInput where it is missing, broken or far too large."""
        member = self._by_name.get(name)
        if member is None:
            raise self._damaged(f"its part {name} is missing")
        if member.file_size > MAX_PART:
            raise self._unsafe(f"its part {name} is larger than {MAX_PART // 2**20} MB")
        start = self._body(member)
        packed = self._data[start : start + member.compress_size]
        if member.compress_type == zipfile.ZIP_STORED:
            found = packed
        elif member.compress_type == zipfile.ZIP_DEFLATED:
            try:
                found = zlib.decompressobj(-15).decompress(packed, member.file_size + 1)
            except zlib.error as fault:
                raise self._damaged(f"its part {name} cannot be unpacked") from fault
        else:
            raise self._damaged(f"its part {name} is packed in an unknown way")
        if len(found) != member.file_size or zlib.crc32(found) != member.CRC:
            raise self._damaged(f"its part {name} is not what the package says it is")
        return found

    def written(self, changed: Mapping[str, bytes]) -> bytes:
        """The package with other bytes for those parts; a new one comes last."""
        changed = {
            name: new
            for name, new in changed.items()
            if name not in self._by_name or self.read(name) != new
        }
        if not changed:
            return self._data
        out = bytearray()
        offsets: dict[str, int] = {}
        patched: dict[str, tuple[int, int, int]] = {}
        ordered = sorted(self._members, key=lambda each: each.header_offset)
        ends = [each.header_offset for each in ordered[1:]] + [self._directory]
        for member, end in zip(ordered, ends, strict=True):
            offsets[member.filename] = len(out)
            if member.filename not in changed:
                out += self._data[member.header_offset : end]
                continue
            new = changed[member.filename]
            body = _packed(new, member.compress_type)
            patched[member.filename] = zlib.crc32(new), len(body), len(new)
            out += self._local(member, *patched[member.filename]) + body
        made = {name: new for name, new in changed.items() if name not in self._by_name}
        tail = self._central(offsets, patched)
        for name, new in made.items():
            body = _packed(new, zipfile.ZIP_DEFLATED)
            sizes = zlib.crc32(new), len(body), len(new)
            tail += _entry(name, sizes, len(out))
            out += _head(name, sizes) + body
        count = len(self._members) + len(made)
        end_record = _END.pack(
            b"PK\5\6", 0, 0, count, count, len(tail), len(out), len(self._comment)
        )
        return bytes(out + tail + end_record + self._comment)

    def _body(self, member: zipfile.ZipInfo) -> int:
        """Where the packed bytes of a member begin."""
        head = self._data[member.header_offset : member.header_offset + _LOCAL.size]
        if len(head) < _LOCAL.size or not head.startswith(b"PK\3\4"):
            raise self._damaged("one of its parts is not where it should be")
        *_, name, extra = _LOCAL.unpack(head)
        return int(member.header_offset + _LOCAL.size + name + extra)

    def _local(self, member: zipfile.ZipInfo, crc: int, packed: int, size: int) -> bytes:
        """The head of a changed part: its name, time and way of packing as they were."""
        at = member.header_offset
        mark, needed, flags, method, time, day, *_, name, extra = _LOCAL.unpack(
            self._data[at : at + _LOCAL.size]
        )
        at += _LOCAL.size
        called = self._data[at : at + name]
        more = _without_sizes(self._data[at + name : at + name + extra])
        flags &= ~_STREAMED
        head = (mark, needed, flags, method, time, day, crc, packed, size, name, len(more))
        return _LOCAL.pack(*head) + called + more

    def _central(
        self, offsets: Mapping[str, int], patched: Mapping[str, tuple[int, int, int]]
    ) -> bytearray:
        """The directory, with the places and sizes as they are now."""
        out = bytearray()
        at = self._directory
        for member in self._members:
            fields = list(_CENTRAL.unpack(self._data[at : at + _CENTRAL.size]))
            name, extra, comment = fields[10:13]
            at += _CENTRAL.size
            called = self._data[at : at + name]
            more = self._data[at + name : at + name + extra]
            said = self._data[at + name + extra : at + name + extra + comment]
            at += name + extra + comment
            fields[16] = offsets[member.filename]
            if member.filename in patched:
                fields[3] &= ~_STREAMED
                fields[7:10] = patched[member.filename]
                more = _without_sizes(more)
                fields[11] = len(more)
            out += _CENTRAL.pack(*fields) + called + more + said
        return out

    def _check(self) -> None:
        """UnreadableInput for a package that is locked, overlaps, leads outside or is a bomb."""
        seen: set[str] = set()
        whole = 0
        for member in self._members:
            name = member.filename
            if member.flag_bits & _LOCKED:
                raise self._password()
            if name in seen:
                raise self._unsafe(f"it has two parts of the name {name[:60]}")
            seen.add(name)
            if not _is_inside(member.orig_filename):
                raise self._unsafe(f"a part of it leads out of the document: {name[:60]!r}")
            whole += member.file_size
            if member.file_size > max(_SMALL, _MAX_RATIO * member.compress_size):
                raise self._unsafe(f"its part {name[:60]} unpacks to far more than it is")
        if whole > MAX_WHOLE:
            raise self._unsafe("it unpacks to more than 4 GB")
        self._check_places()

    def _check_places(self) -> None:
        """Every part begins behind the one before it, and the directory is a plain one."""
        ordered = sorted(self._members, key=lambda each: each.header_offset)
        before = 0
        for member in ordered:
            if member.header_offset < before:
                raise self._unsafe("its parts lie over one another")
            before = self._body(member) + member.compress_size
        if before > self._directory or (ordered and ordered[0].header_offset):
            raise self._damaged("its parts are not where it says they are")
        at = self._directory
        for member in self._members:
            fields = self._data[at : at + _CENTRAL.size]
            if len(fields) < _CENTRAL.size or not fields.startswith(b"PK\1\2"):
                raise self._damaged("its directory is broken")
            unpacked = _CENTRAL.unpack(fields)
            if _UNKNOWN in unpacked[16:] or unpacked[16] != member.header_offset:
                raise self._damaged("its directory is not that of a document")
            at += _CENTRAL.size + sum(unpacked[10:13])

    def _ole(self) -> UnreadableInput:
        if "EncryptedPackage".encode("utf-16-le") in self._data:
            return self._password()
        return UnreadableInput(
            Problem("document-damaged", self._name,
                    "this is a document of an old Word, or no document",
                    "save it as .docx in Word or LibreOffice")
        )  # fmt: skip

    def _password(self) -> UnreadableInput:
        return locked(self._name)

    def _damaged(self, why: str) -> UnreadableInput:
        return damaged(self._name, why)

    def _unsafe(self, why: str) -> UnreadableInput:
        return unsafe(self._name, why)


def damaged(name: str, why: str) -> UnreadableInput:
    """The error for a document that cannot be read."""
    message = f"the document is damaged: {why}; nothing was changed"
    hint = "let Word or LibreOffice repair it, and save it anew"
    return UnreadableInput(Problem("document-damaged", name, message, hint))


def of_another_kind(name: str, kind: str, suffix: str) -> UnreadableInput:
    """The error for a document whose name says another kind than it is."""
    message = f"this is a document of {kind}, whatever its name; nothing was changed"
    return UnreadableInput(
        Problem("document-damaged", name, message, f"--from {suffix} reads it as one")
    )


def locked(name: str) -> UnreadableInput:
    """The error for a document with a password."""
    message = "the document is protected with a password; nothing was changed"
    return UnreadableInput(
        Problem("document-locked", name, message, "save a copy without the password")
    )


def unsafe(name: str, why: str) -> UnreadableInput:
    """The error for a document that no word processor writes like that."""
    message = f"the document is not to be trusted: {why}; nothing was changed"
    return UnreadableInput(Problem("document-unsafe", name, message))


def _is_inside(name: str) -> bool:
    """Whether a part's name stays within the document."""
    path = PurePosixPath(name)
    odd = "\\" in name or "\0" in name or ":" in name.partition("/")[0]
    return not odd and not path.is_absolute() and ".." not in path.parts


def _packed(data: bytes, method: int) -> bytes:
    if method == zipfile.ZIP_STORED:
        return data
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _without_sizes(extra: bytes) -> bytes:
    """Extra fields without the one for very large sizes (its id is 1)."""
    out = b""
    while len(extra) >= 4:
        id_, length = struct.unpack("<2H", extra[:4])
        if id_ != 1:
            out += extra[: 4 + length]
        extra = extra[4 + length :]
    return out


def _head(name: str, sizes: tuple[int, int, int]) -> bytes:
    called = name.encode()
    fields = (b"PK\3\4", 20, 0, zipfile.ZIP_DEFLATED, *_WHEN, *sizes, len(called), 0)
    return _LOCAL.pack(*fields) + called


def _entry(name: str, sizes: tuple[int, int, int], at: int) -> bytes:
    called = name.encode()
    fields = (b"PK\1\2", 20, 20, 0, zipfile.ZIP_DEFLATED, *_WHEN, *sizes, len(called))
    return _CENTRAL.pack(*fields, 0, 0, 0, 0, 0, at) + called
