"""LaTeX text as letters: accents, commands, braces, dashes and quotation marks decoded.

Linear in the length of the text and without recursion, whatever the text is. Knows no records and
no fields; what a brace means in a title or a name is said by the caller's choice of function.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from archcite.text.latex_symbols import (
    ACCENTS,
    LOOKS,
    QUOTES,
    SECOND_COUNTS,
    SILENT,
    SWITCHES,
    SYMBOLS,
)

_TOKEN = re.compile(
    r"\\([A-Za-z]+)\*?[ \t\n]*|\\(.|\n|$)|(---?|``|''|!`|\?`|,,)|([{}$~^_])", re.DOTALL
)
_SPECIAL = re.compile(r"[\\{}$~]|--|``|''|[!?]`|,,")
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "!`": "¡", "?`": "¿", ",,": "„"}
_DOTLESS = {"ı": "i", "ȷ": "j"}
_SMALL_WORD = re.compile(r"(?:^|\s)[^\W\d_]*", re.UNICODE)
_TAGS = {"sc": ('<span style="font-variant:small-caps;">', "</span>")}
# What stands for braces that are letters, where braces hold words together: no text has these.
LITERAL = {"{": "\x01", "}": "\x02"}
_LETTERED = {1: "{", 2: "}"}
_DEEPEST = 200  # groups in groups; what lies deeper is text without meaning
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")

_Action = Callable[[str], str]


def text(value: str, *, ligatures: bool = True) -> str:
    """The words of a value, without any markup. ligatures: whether "--" is a dash."""
    if not _SPECIAL.search(value):
        return _single(value)
    return _single(_Reading(value, ligatures=ligatures).words())


def titled(value: str) -> str:
    """The words of a title with the markup of CSL-JSON (<i>, <sup>, nocase) for that of LaTeX.

    Braces are taken off. Words in them are marked nocase where a style that capitalises titles
    would change them: a title wholly in braces, as some programs write every title, is not.
    """
    if not _SPECIAL.search(value):
        return _single(value)
    return _single(_Reading(value, markup=True).words())


def braced(value: str) -> str:
    """The words of a value in which the braces that hold words together have stayed.

    Braces that are letters of the text are the signs of LITERAL, which unbraced brings back.
    """
    if not _SPECIAL.search(value):
        return _single(value)
    return _single(_Reading(value, braces=True).words())


def unbraced(words: str) -> str:
    """The words of `braced` without the braces that hold them together."""
    return words.replace("{", "").replace("}", "").translate(_LETTERED)


def _single(value: str) -> str:
    if "\n" in value or "  " in value or "\t" in value or value[:1] == " " or value[-1:] == " ":
        return _BLANKS.sub(" ", value).strip(" ")
    return value


class _Frame:
    """An open group: what was read before it, and what becomes of its text."""

    __slots__ = ("action", "before", "kind", "switch")

    def __init__(self, before: list[str], action: _Action | None, kind: str) -> None:
        self.before = before
        self.action = action
        self.kind = kind  # "argument", "special" ({\...), or "group"
        self.switch = ""


class _Reading:
    """One value on its way into plain text."""

    def __init__(
        self, value: str, *, markup: bool = False, braces: bool = False, ligatures: bool = True
    ) -> None:
        self.value = value
        self.markup = markup
        self.braces = braces
        self.ligatures = ligatures
        self.out: list[str] = []
        self.frames: list[_Frame] = []
        self.pending: list[_Action] = []  # what waits for an argument, the innermost last
        self.math = False
        self.outer_switch = ""

    def words(self) -> str:
        at = 0
        value = self.value
        for found in _TOKEN.finditer(value):
            if found.start() > at:
                self._plain(value[at : found.start()])
            at = found.end()
            word, sign, ligature, mark = found.groups()
            if word is not None:
                self._command(word, value[at : at + 1])
            elif sign is not None:
                self._sign(sign)
            elif ligature is not None:
                self._put(_LIGATURES[ligature] if self.ligatures else ligature)
            else:
                self._mark(mark, found)
        if at < len(value):
            self._plain(value[at:])
        while self.frames:
            self._close()
        self._give_up()
        whole = "".join(self.out)
        return self._looked(whole, self.outer_switch)

    # -- pieces

    def _plain(self, piece: str) -> None:
        if self.pending:
            bare = piece.lstrip()
            if not bare:
                return
            self._argument(bare[0])
            piece = bare[1:]
        if piece:
            self.out.append(piece)

    def _put(self, piece: str) -> None:
        if self.pending:
            self._argument(piece)
        elif piece:
            self.out.append(piece)

    def _argument(self, piece: str) -> None:
        """One letter as the argument of all that wait for one, the innermost first."""
        while self.pending:
            piece = self.pending.pop()(piece)
        self.out.append(piece)

    def _give_up(self) -> None:
        if self.pending:
            self._argument("")

    def _sign(self, sign: str) -> None:
        if sign in ACCENTS:
            self.pending.append(_accent(ACCENTS[sign]))
        else:
            self._put(self._letter(SYMBOLS.get(sign, sign)))

    def _command(self, word: str, following: str) -> None:
        group = following == "{"
        if word in ACCENTS and (len(word) == 1 or self.math or word.startswith("text")):
            self.pending.append(_accent(ACCENTS[word]))
        elif group and word in LOOKS:
            look = LOOKS[word]
            self.pending.append(lambda inner: self._looked(inner, look))
        elif group and word in QUOTES:
            first, last = QUOTES[word]
            self.pending.append(lambda inner: f"{first}{inner}{last}")
        elif group and word in SILENT:
            self.pending.append(_nothing)
        elif group and word in ("url", "nolinkurl", "path"):
            self.pending.append(lambda inner: inner.replace("\u00a0", "~"))
        elif group and word in SECOND_COUNTS:
            self.pending += [_same, _nothing]
        elif word in SWITCHES:
            self._switch(SWITCHES[word])
        elif word in SYMBOLS:
            self._put(self._letter(SYMBOLS[word]))
        elif group:
            self.pending.append(_same)
        else:
            self._put(f"\\{word}" if following in ("", "\\") else f"\\{word} ")

    def _letter(self, sign: str) -> str:
        return LITERAL.get(sign, sign) if self.braces else sign

    def _switch(self, look: str) -> None:
        if not look:
            return
        if self.frames:
            self.frames[-1].switch = look
        else:
            self.outer_switch = self.outer_switch or (look if not self.out else "")

    def _mark(self, mark: str, found: re.Match[str]) -> None:
        if mark == "{":
            self._open(found.end())
        elif mark == "}":
            self._close()
        elif mark == "$":
            self.math = not self.math
        elif mark == "~":
            self._put("\u00a0")
        elif self.math:
            look = "sup" if mark == "^" else "sub"
            self.pending.append(lambda inner: self._looked(inner, look))
        else:
            self._put(mark)

    # -- groups

    def _open(self, after: int) -> None:
        if len(self.frames) >= _DEEPEST:
            return
        action = self.pending.pop() if self.pending else None
        special = self.value[after : after + 1] == "\\"
        kind = "argument" if action else "special" if special else "group"
        frame = _Frame(self.out, action, kind)
        # Accents that wait for more than this group wait inside the frame: "\'\i" has no group.
        self.frames.append(frame)
        self.out = []

    def _close(self) -> None:
        self._give_up()
        if not self.frames:
            return
        frame = self.frames.pop()
        inner = self._looked("".join(self.out), frame.switch)
        self.out = frame.before
        if frame.action:
            made = frame.action(inner)
            if made or frame.action is not _nothing:
                self._put(made)
        elif self.math or frame.kind == "special":
            self._put(self._kept(inner) if self.braces and frame.kind == "special" else inner)
        elif self.braces:
            self._put(f"{{{inner}}}" if inner else "")
        elif self.markup:
            self._put(self._protected(inner))
        else:
            self._put(inner)

    def _kept(self, inner: str) -> str:
        """A group of one accented letter or sign needs no braces; one of several words does."""
        return f"{{{inner}}}" if " " in inner else inner

    def _protected(self, inner: str) -> str:
        """The text of a group, marked where capitals would change it."""
        if self.frames or not _has_small_word(inner):
            return inner
        before = self.out[-1][-1:] if self.out else ""
        if before.isalnum() or (not self.out and len(inner) >= len(self.value) - 4):
            return inner
        return f'<span class="nocase">{inner}</span>'

    def _looked(self, inner: str, look: str) -> str:
        if not look or not self.markup or not inner:
            return inner
        opening, closing = _TAGS.get(look, (f"<{look}>", f"</{look}>"))
        return f"{opening}{inner}{closing}"


def _has_small_word(inner: str) -> bool:
    return any(word[0].islower() and not any(map(str.isupper, word)) for word in inner.split())


def _same(inner: str) -> str:
    return inner


def _nothing(_: str) -> str:
    return ""


def _accent(sign: str) -> _Action:
    def on(letter: str) -> str:
        first = letter[:1]
        first = _DOTLESS.get(first, first)
        # A group holds its letter in braces of its own where braces stay.
        return unicodedata.normalize("NFC", f"{first}{sign}") + letter[1:] if first else sign

    return on
