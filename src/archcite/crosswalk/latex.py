"""Text for the values of a BibTeX file: escaped for LaTeX, balanced, harmless whatever it was.

Owns escaping and its reverse, case protection, names, addresses, keys, babel's language names.
Letters of every script stay as they are (UTF-8). Knows no records and no fields.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from archcite.text import latex_reading
from archcite.text.latex import SIGNS

# BibTeX counts braces without looking at backslashes, so \{ would unbalance a value.
_ESCAPES = {**SIGNS, "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
SIGN_TABLE = str.maketrans(_ESCAPES)
# Two signs that LaTeX's fonts draw as one: "--" would come out as a dash.
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)|(?<=,)(?=,)")
# What may need escaping or cleaning; most values have none of it.
_UNSAFE = re.compile(r"[^\w .;:()/]|_|  |^ | $|\x85")
SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
# Invisible signs that turn the direction of what follows, or hide in a text: marks, embeddings and
# isolates (UAX 9), the byte order mark, annotation anchors, tag characters.
_HIDDEN = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CORE = re.compile(r"\w(?:.*\w)?")
_NOT_EDTF = re.compile(r"[^0-9TXYZ%+./:?~-]")
_KEY_REFUSED = re.compile(r"[^A-Za-z0-9._:/+-]+")
_URL_REFUSED = re.compile(r"[^!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]")

# Particles that BibTeX may find in a name by their small letter (Tame the BeaST, 3.2).
_PARTICLES = frozenset(
    """af al av d' da dal dalla de degli dei del della den der des di do dos du e el ibn la las le
    los ten ter van vom von y zu zum zur""".split()
)

# BCP 47 tag -> the name that babel knows it by; what pandoc and biblatex read in `langid`.
_BABEL = {
    "af": "afrikaans", "ar": "arabic", "be": "belarusian", "bg": "bulgarian", "ca": "catalan",
    "cs": "czech", "cy": "welsh", "da": "danish", "de": "german", "de-at": "naustrian",
    "de-ch": "nswissgerman", "de-de": "ngerman", "el": "greek", "en": "english",
    "en-au": "australian", "en-ca": "canadian", "en-gb": "british", "en-us": "american",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "he": "hebrew", "hr": "croatian", "hu": "magyar",
    "id": "indonesian", "is": "icelandic", "it": "italian", "ja": "japanese", "ko": "korean",
    "la": "latin", "lt": "lithuanian", "lv": "latvian", "mk": "macedonian", "mn": "mongolian",
    "nb": "norsk", "nl": "dutch", "nn": "nynorsk", "no": "norsk", "pl": "polish",
    "pt": "portuguese", "pt-br": "brazilian", "ro": "romanian", "ru": "russian", "sk": "slovak",
    "sl": "slovene", "sq": "albanian", "sr": "serbian", "sv": "swedish", "tr": "turkish",
    "uk": "ukrainian", "vi": "vietnamese", "zh": "chinese",
}  # fmt: skip

# Other names that babel and its users have for languages.
_TAGS = {name: tag for tag, name in reversed(_BABEL.items())} | {
    "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "australian": "en-AU", "canadian": "en-CA", "germanb": "de", "ngerman": "de-DE",
    "austrian": "de-AT", "naustrian": "de-AT", "swissgerman": "de-CH", "nswissgerman": "de-CH",
    "francais": "fr", "frenchb": "fr", "acadian": "fr-CA", "canadien": "fr-CA",
    "brazil": "pt-BR", "brazilian": "pt-BR", "portuges": "pt", "hungarian": "hu", "norsk": "nb",
    "norwegian": "no", "bokmal": "nb", "farsi": "fa", "persian": "fa", "slovenian": "sl",
    "serbianc": "sr-Cyrl", "polutonikogreek": "grc", "ancientgreek": "grc", "flemish": "nl-BE",
    "mandarin": "zh", "castilian": "es", "ukraineb": "uk", "latvian": "lv", "kurmanji": "kmr",
}  # fmt: skip
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def clean(text: str) -> str:
    """One line of visible text: white space single, control and direction signs gone."""
    if text.isprintable():  # no white space but blanks
        return (SPACES.sub(" ", text) if "  " in text else text).strip(" ")
    # Cc: controls; Cs: half a character, which UTF-8 cannot hold.
    text = "".join(
        char
        for char in _HIDDEN.sub("", text)
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cs")
    )
    return SPACES.sub(" ", text).strip(" ")


def escape(text: str) -> str:
    """The text as LaTeX prints it unchanged: its braces balance, and no sign of it is a command."""
    if not _UNSAFE.search(text):
        return text
    return _LIGATURE.sub("{}", clean(text).translate(SIGN_TABLE))


def unescape(value: str) -> str:
    """The text of a value that escape or protect wrote, and of any other LaTeX."""
    return latex_reading.text(value)


def untitled(value: str) -> str:
    """The text of a title that protect wrote, and of any other, with the markup of CSL-JSON."""
    return latex_reading.titled(value)


def protect(text: str) -> str:
    """Escaped, with braces round each word that has a capital, so that no style lowers it.

    Markup of CSL-JSON becomes that of LaTeX (<i> \\emph, nocase braces) where it is balanced.
    """
    # Round single words: braces round the whole title did not survive everywhere (the Zotero,
    # pandoc and citation-js importers). The first word keeps its capital in any case.
    text = clean(text)
    if "<" in text and (marked := _marked(text)):
        return marked
    return _protected_words(text, first=True)


def _protected_words(text: str, *, first: bool) -> str:
    words = text.split(" ")
    plain = not _UNSAFE.search(text)
    return " ".join(
        word if plain and word == word.lower() else _protected(word, first=first and at == 0)
        for at, word in enumerate(words)
    )


_MARKUP = re.compile(
    r"<(/)?(i|b|sup|sub|sc|span)"
    r"(?: (?:class=\"(nocase)\"|style=\"font-variant: ?(small-caps);?\"))?>"
)
_COMMANDS = {"i": r"\emph", "b": r"\textbf", "sup": r"\textsuperscript",
             "sub": r"\textsubscript", "sc": r"\textsc", "small-caps": r"\textsc", "nocase": "",
             "span": ""}  # fmt: skip


def _marked(text: str) -> str:
    """Text with markup; "" where there is none or where it is not balanced."""
    made: list[str] = []
    open_: list[str] = []
    at = 0
    for found in _MARKUP.finditer(text):
        closing, tag, nocase, small = found.groups()
        if closing and (not open_ or open_.pop() != tag):
            return ""
        if found.start() > at:
            piece = text[at : found.start()]
            made.append(escape_inside(piece) if open_ or closing else _pieces(piece, at))
        if not closing:
            open_.append(tag)
            made.append(f"{_COMMANDS[nocase or small or tag]}{{")
        else:
            made.append("}")
        at = found.end()
    if open_ or not at:
        return ""
    return "".join(made) + _pieces(text[at:], at)


def _pieces(piece: str, at: int) -> str:
    return _protected_words(piece, first=at == 0) if piece else ""


def escape_inside(text: str) -> str:
    """Escaped, with the blanks at both ends kept: a piece of a longer text."""
    return (
        text[: len(text) - len(text.lstrip(" "))]
        + escape(text)
        + (text[len(text.rstrip(" ")) :] if text.strip(" ") else "")
    )


def _protected(word: str, *, first: bool) -> str:
    # A word's braces begin at its first letter: before a backslash they would open what BibTeX
    # calls a special character, which is lowered after all.
    match = _CORE.search(word)
    if match is None:
        return escape(word)
    core = match.group()
    rest = core[1:] if first else core
    if rest == rest.lower():
        return escape(word)
    return f"{escape(word[: match.start()])}{{{escape(core)}}}{escape(word[match.end() :])}"


def parted_name(family: str, given: str = "", particle: str = "", suffix: str = "") -> str:
    """A name in its parts: "von Last, Jr, First"."""
    first = f"{_particle(particle)} {_part(family)}" if particle else _part(family)
    return ", ".join(part for part in (first, _part(suffix), _part(given)) if part)


def running_name(text: str) -> str:
    """A name of which only the running form is known: whole, if taking it apart would damage it."""
    words = clean(text).split(" ")
    small = [word for word in words if word[:1].islower() and word not in _PARTICLES]
    # biber reads "family=..." as a name in its parts.
    if small or "," in text or "=" in text or any(word[:1].isdigit() for word in words):
        return whole_name(text)
    return escape(text)


def whole_name(text: str) -> str:
    """A name that nothing takes apart or turns round: a body, or a family name that comes first."""
    return f"{{{escape(text)}}}" if clean(text) else ""


def names(listed: Iterable[str]) -> str:
    """A BibTeX name list."""
    return " and ".join(name for name in listed if name)


def split_names(value: str) -> list[str]:
    """The names of a list, split at each " and " outside braces."""
    found, depth, start = [], 0, 0
    for match in re.finditer(r"[{}]|\s+and\s+", value):
        sign = match.group()
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and sign not in "{}":
            found.append(value[start : match.start()])
            start = match.end()
    return [name.strip() for name in (*found, value[start:]) if name.strip()]


def split_commas(value: str) -> list[str]:
    """The parts of a keyword list or of a name, split at each comma outside braces."""
    found, depth, start = [], 0, 0
    for at, sign in enumerate(value):
        depth += (sign == "{") - (sign == "}")
        if sign == "," and depth == 0:
            found.append(value[start:at])
            start = at + 1
    return [*found, value[start:]]


def _part(text: str) -> str:
    """A part of a name, in braces where its own words would be read as name syntax."""
    escaped = escape(text)
    words = escaped.split(" ")
    if "," in escaped or "=" in escaped or any(word[:1].islower() for word in words):
        return f"{{{escaped}}}"
    return escaped


def _particle(text: str) -> str:
    """A particle: BibTeX takes it for one only if it is written small."""
    escaped = escape(text)
    return escaped if all(word[:1].islower() for word in escaped.split(" ")) else f"{{{escaped}}}"


def keywords(terms: Iterable[str]) -> str:
    """A keyword list; a term with a comma goes in braces, which biber keeps together."""
    # The dashes of a heading (China--Foreign relations) are never typeset: they stay.
    escaped = (clean(term).translate(SIGN_TABLE) for term in terms)
    return ", ".join(f"{{{term}}}" if "," in term else term for term in escaped if term)


def date(edtf: str) -> str:
    """An EDTF date, as it stands."""
    return _NOT_EDTF.sub("", edtf)


def address(text: str) -> str:
    """A URL as it stands, but for what would break the file: that is percent-encoded."""
    # A raw URL served more programs than an escaped one; \url and biber take % & _ # as they are.
    return _URL_REFUSED.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "ignore")),
        clean(text),
    )


def key(text: str) -> str:
    """A citation key that BibTeX, biber and \\cite take."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _KEY_REFUSED.sub("-", plain) or "record"


def tag(name: str) -> str:
    """The BCP 47 tag of a language by babel's name for it, or of what is a tag; "" for neither."""
    known = _TAGS.get(name.lower())
    if known:
        return known
    return name if _TAG.fullmatch(name) else ""


def babel(tag: str) -> str:
    """Babel's name for the language of a BCP 47 tag; "" if it has none."""
    parts = tag.lower().split("-")
    while parts:
        if found := _BABEL.get("-".join(parts)):
            return found
        parts.pop()
    return ""
