"""Typst read as far as citations need it: markup, code and mathematics told apart.

One pass over the text, whatever is unclosed in it. Places are offsets into the text; what hides
(comments, raw text, strings, addresses, mathematics) is blanked, so that every place stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from archcite.doc.latex_commands import blanked


class Reference(NamedTuple):
    """@key in markup; end: behind the key."""

    start: int
    end: int
    key: str


class Label(NamedTuple):
    """<name>, or label("name"). code: it is a value, which may name what is cited."""

    start: int
    end: int
    name: str
    code: bool


class Call(NamedTuple):
    """A function's name with its arguments or content. hashed: # stands before it.

    start: of the name, or of its #. place: of the first bracket. set_: it is a rule or a definition
    (#set text(..), #let f(..)), no call.
    """

    start: int
    place: int
    name: str
    hashed: bool
    set_: bool


class Taken(NamedTuple):
    """A file that is taken in: all of it by include, its definitions by import."""

    start: int
    path: str
    imported: bool


class Reading(NamedTuple):
    """What a text has; all in its order.

    text: as it was. plain: the same with blanks for what hides. closes: bracket -> behind the one
    that closes it.
    unclosed: where something begins that never ends, and what it is; None for nothing.
    """

    text: str
    plain: str
    references: Sequence[Reference]
    labels: Sequence[Label]
    calls: Sequence[Call]
    taken: Sequence[Taken]
    closes: Mapping[int, int]
    unclosed: tuple[int, str] | None


_SIGN = r"[\w:.\-\u0300-\u036f]"
_HIDING = r"(?P<line>//[^\n]*)|(?P<block>/\*)|(?P<raw>`+)"
_MARKUP = re.compile(
    rf"(?P<address>https?://)|{_HIDING}|(?P<escape>\\(?:u\{{[^}}\n]*\}}|.)?)|(?P<math>\$)"
    rf"|@(?P<key>{_SIGN}+)|<(?P<label>{_SIGN}+)>|(?P<hash>#)|(?P<open>\[)|(?P<close>\])",
    re.DOTALL,
)
_CODE = re.compile(
    rf'{_HIDING}|(?P<string>")|(?P<math>\$)|<(?P<label>{_SIGN}+)>'
    r"|(?P<name>[^\W\d][\w-]*)|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<end>[\n;])"
)
_MATH = re.compile(rf'{_HIDING}|(?P<escape>\\.)|(?P<string>")|(?P<math>\$)|(?P<hash>#)', re.DOTALL)
_COMMENT = re.compile(r"/\*|\*/")
_HOST = re.compile(r"(?:[^\W_][\w-]*\.)+[^\W\d_]{2,}")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_NAME = re.compile(r"[^\W\d][\w-]*")
_FIELD = re.compile(r"\.[^\W\d][\w-]*")
_ADDRESS = re.compile(r"[\w!#$%&*+,\-./:;=?@~']+|[()\[\]]")
_PATH = re.compile(r'\s*"([^"\n]+)"')
_BLANK = re.compile(r"[ \t]*")
# What runs to the end of its line, and what has a block after its condition.
_STATEMENTS = frozenset(("let", "set", "show", "import", "include", "return"))
_CONTROLS = frozenset(("if", "for", "while"))
_RULE = re.compile(r"(?:^|[^\w-])(?:set|let|show)[ \t]+$")
# Behind these a bracket is a value of a condition, not the block.
_NO_BLOCK = re.compile(r"(?:[=<>+\-*/(,]|[^\w-](?:in|and|or|not))$")
_ELSE = re.compile(r"[ \t]*else(?![\w-])")


class _Frame(NamedTuple):
    """What is open. pattern: of what may come in it. closing: the sign that ends it, or "".

    kind: "statement", "control", "math", "text" for a bracket, or "". chained: what # began.
    """

    pattern: re.Pattern[str]
    closing: str
    start: int
    kind: str = ""
    chained: bool = False


def read(text: str) -> Reading:
    """The whole text, in time that grows with its length alone."""
    return _Reader(text).reading()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.frames = [_Frame(_MARKUP, "", 0)]
        self.hidden: list[tuple[int, int]] = []
        self.references: list[Reference] = []
        self.labels: list[Label] = []
        self.calls: list[Call] = []
        self.taken: list[Taken] = []
        self.closes: dict[int, int] = {}
        self.unclosed: tuple[int, str] | None = None

    def reading(self) -> Reading:
        while self.unclosed is None:
            frame = self.frames[-1]
            found = frame.pattern.search(self.text, self.at)
            if frame.kind == "math":
                self._hide(self.at, found.start() if found else len(self.text))
            if found is None:
                break
            self.at = found.end()
            getattr(self, f"_{found.lastgroup}")(found, frame)
        opened = next((each for each in self.frames if each.kind == "math"), None)
        if self.unclosed is None and opened:
            self.unclosed = (opened.start, "$")
        return Reading(
            self.text,
            blanked(self.text, self.hidden),
            self.references,
            sorted(self.labels),
            self.calls,
            self.taken,
            self.closes,
            self.unclosed,
        )

    def _hide(self, start: int, end: int) -> None:
        if end > start:
            self.hidden.append((start, end))

    # What hides.

    def _line(self, found: re.Match[str], _: _Frame) -> None:
        self._hide(*found.span())

    def _block(self, found: re.Match[str], _: _Frame) -> None:
        """A comment, which may have others in it; unclosed, it runs to the end, as in Typst."""
        depth = 1
        while depth:
            sign = _COMMENT.search(self.text, self.at)
            depth = 0 if sign is None else depth + (1 if sign[0] == "/*" else -1)
            self.at = sign.end() if sign else len(self.text)
        self._hide(found.start(), self.at)

    def _raw(self, found: re.Match[str], _: _Frame) -> None:
        ticks = found["raw"]
        if len(ticks) == 2:
            return
        end = self.text.find(ticks, self.at)
        if end < 0:
            self.unclosed = (found.start(), ticks[:3])
            return
        self.at = end + len(ticks)
        self._hide(found.start(), self.at)

    def _string(self, found: re.Match[str], _: _Frame) -> None:
        self._skip(found.start())

    def _skip(self, place: int) -> None:
        """Pass over the string that begins at the place."""
        whole = _STRING.match(self.text, place)
        if whole is None:
            self.unclosed = (place, '"')
            return
        self.at = whole.end()
        self._hide(*whole.span())

    def _escape(self, found: re.Match[str], _: _Frame) -> None:
        self._hide(*found.span())

    def _address(self, found: re.Match[str], _: _Frame) -> None:
        """An address; brackets belong to it as far as they are in balance."""
        open_: list[str] = []
        while part := _ADDRESS.match(self.text, self.at):
            sign = part[0]
            if sign in "([":
                open_.append(")" if sign == "(" else "]")
            elif sign in ")]" and (not open_ or open_.pop() != sign):
                break
            self.at = part.end()
        self._hide(found.start(), self.at)

    # What is read.

    def _key(self, found: re.Match[str], _: _Frame) -> None:
        key = found["key"].rstrip(".:")
        self.at = found.start() + 1 + len(key)
        if _HOST.fullmatch(key) and self.text[found.start() - 1 : found.start()].isalnum():
            return  # of an e-mail address
        if key:
            self.references.append(Reference(found.start(), self.at, key))

    def _label(self, found: re.Match[str], frame: _Frame) -> None:
        code = frame.pattern is _CODE
        self.labels.append(Label(*found.span(), found["label"], code))

    def _math(self, found: re.Match[str], frame: _Frame) -> None:
        if frame.kind == "math":
            self._pop()
        else:
            self.frames.append(_Frame(_MATH, "$", found.start(), "math"))
        self._hide(*found.span())

    def _open(self, found: re.Match[str], frame: _Frame) -> None:
        self._push(found.start(), text=frame.pattern is _MARKUP)

    def _push(self, place: int, *, text: bool = False, chained: bool = False) -> None:
        sign = self.text[place]
        kind = ""
        if sign == "[":
            kind = "text" if text else ""
            if self.frames[-1].kind == "control" and _is_block(self.text, place):
                kind = "block"
            made = _Frame(_MARKUP, "]", place, kind, chained)
        else:
            if sign == "{" and self.frames[-1].kind == "control":
                kind = "block"
            made = _Frame(_CODE, ")" if sign == "(" else "}", place, kind, chained)
        self.frames.append(made)
        self.at = place + 1

    def _close(self, found: re.Match[str], _: _Frame) -> None:
        """A closing bracket ends what it closes, and statements within."""
        sign = found["close"]
        while self.frames[-1].kind in ("statement", "control"):
            self._pop()
        if self.frames[-1].closing != sign:
            return  # Typst refuses it
        closed = self._pop()
        self.closes[closed.start] = self.at
        if closed.kind == "block":
            goes_on = _ELSE.match(self.text, self.at)
            if goes_on:
                self.at = goes_on.end()
            else:
                self._pop()  # the control
        elif closed.chained:
            self._chain(self.at)

    def _end(self, found: re.Match[str], frame: _Frame) -> None:
        if frame.kind in ("statement", "control"):
            self._pop()

    def _pop(self) -> _Frame:
        return self.frames.pop()

    def _hash(self, found: re.Match[str], _: _Frame) -> None:
        """An expression of code within markup or mathematics."""
        place = self.at
        name = _NAME.match(self.text, place)
        while name and name[0] == "context":
            blank = _BLANK.match(self.text, name.end())
            place = blank.end() if blank else name.end()
            name = _NAME.match(self.text, place)
        if name is None:
            if self.text[place : place + 1] in ("(", "[", "{"):
                self._push(place, chained=True)
            elif self.text.startswith('"', place):
                self._skip(place)
            return
        self.at = name.end()
        if name[0] in _STATEMENTS:
            self.frames.append(_Frame(_CODE, "", found.start(), "statement"))
            self._file(name)
        elif name[0] in _CONTROLS:
            self.frames.append(_Frame(_CODE, "", found.start(), "control"))
        else:
            self._called(name, found.start())
            self._chain(name.end())

    def _chain(self, place: int) -> None:
        """Go on with an expression: fields, arguments, content."""
        while field := _FIELD.match(self.text, place):
            place = field.end()
        self.at = place
        if self.text[place : place + 1] in ("(", "["):
            self._push(place, chained=True)

    def _name(self, found: re.Match[str], frame: _Frame) -> None:
        self._file(found)
        if not self.text.startswith(".", found.start() - 1) or not found.start():
            self._called(found, -1)

    def _called(self, name: re.Match[str], hash_: int) -> None:
        place = name.end()
        if self.text[place : place + 1] not in ("(", "["):
            return
        start = hash_ if hash_ >= 0 else name.start()
        before = self.text[max(0, name.start() - 12) : name.start()]
        set_ = bool(_RULE.search(before)) and hash_ < 0
        self.calls.append(Call(start, place, name[0], hash_ >= 0, set_))
        if name[0] == "label" and (said := _STRING.match(self.text, place + 1)):
            told = re.sub(r"\\(.)", r"\1", said[1])
            self.labels.append(Label(name.start(), said.end() + 1, told, True))

    def _file(self, name: re.Match[str]) -> None:
        if name[0] in ("include", "import") and (said := _PATH.match(self.text, name.end())):
            self.taken.append(Taken(name.start(), said[1], name[0] == "import"))


def _is_block(text: str, place: int) -> bool:
    """Whether a bracket behind a condition begins its block, and is no content of a call."""
    before = text[max(0, place - 40) : place]
    bare = before.rstrip(" \t")
    return bare != before and not _NO_BLOCK.search(bare)
