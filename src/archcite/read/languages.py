"""Names and codes of languages on archive pages -> BCP 47; the language of a text by its words."""

from __future__ import annotations

import re

# BCP 47 tag: English name(s), ISO 639-2/B and /T codes.
_LANGUAGES: dict[str, str] = {
    "ar": "arabic ara",
    "be": "belarusian bel",
    "bg": "bulgarian bul",
    "bs": "bosnian bos",
    "ca": "catalan cat",
    "cs": "czech cze ces",
    "da": "danish dan",
    "de": "german ger deu",
    "el": "greek gre ell",
    "en": "english eng",
    "es": "spanish spa",
    "et": "estonian est",
    "fa": "persian farsi per fas",
    "fi": "finnish fin",
    "fr": "french fre fra",
    "he": "hebrew heb",
    "hi": "hindi hin",
    "hr": "croatian hrv",
    "hu": "hungarian hun",
    "hy": "armenian arm hye",
    "id": "indonesian ind",
    "it": "italian ita",
    "ja": "japanese jpn",
    "ka": "georgian geo kat",
    "km": "khmer khm",
    "ko": "korean kor",
    "lo": "lao",
    "lt": "lithuanian lit",
    "lv": "latvian lav",
    "mk": "macedonian mac mkd",
    "mn": "mongolian mon",
    "ms": "malay may msa",
    "nb": "norwegian nor nob",
    "nl": "dutch dut nld",
    "pl": "polish pol",
    "pt": "portuguese por",
    "ro": "romanian rum ron",
    "ru": "russian rus",
    "sh": "serbo-croatian",
    "sk": "slovak slo slk",
    "sl": "slovenian slovene slv",
    "sq": "albanian alb sqi",
    "sr": "serbian srp",
    "sv": "swedish swe",
    "th": "thai tha",
    "tr": "turkish tur",
    "uk": "ukrainian ukr",
    "ur": "urdu urd",
    "uz": "uzbek uzb",
    "vi": "vietnamese vie",
    "zh": "chinese chi zho",
}
_TAGS = {word: tag for tag, words in _LANGUAGES.items() for word in words.split()}

_COMMON_WORDS = {
    "de": frozenset("der die das und ist nicht mit von den dem ein eine sich auf für im".split()),
    "en": frozenset("the of and to in that is was it for with as be this he by are not".split()),
    "es": frozenset("el la los las de que en un una por con para no del se su al".split()),
    "fr": frozenset("le la les des et est une dans que qui pour par sur au pas du ce".split()),
    "hu": frozenset("a az és hogy nem egy is meg volt azt ezt csak már van amely".split()),
    "it": frozenset("il la che di un una per con non del della sono nel dei gli si".split()),
    "pl": frozenset("i w na z nie się do że jest to przez od jak po dla oraz".split()),
    "ro": frozenset("și în de la cu că nu pe din un o care este pentru mai".split()),
}
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 20


def language_tag(text: str) -> str | None:
    """The BCP 47 tag of an English language name, an ISO 639-2 code or a tag of two letters."""
    word = text.strip().casefold()
    if word in _LANGUAGES:
        return word
    return _TAGS.get(word) or _TAGS.get(word.split(",")[0].split("(")[0].strip())


def text_language(text: str) -> str | None:
    """The language of a text by its script and its commonest words; None if they do not decide."""
    words = _WORD.findall(text[:20_000].casefold())
    if len(words) < _ENOUGH_WORDS:
        return None
    letters = "".join(words)
    cyrillic = sum("Ѐ" <= char <= "ӿ" for char in letters)
    if cyrillic * 2 > len(letters):
        if sum(char in "іїєґ" for char in letters) * 100 > len(letters):
            return "uk"
        return "ru" if any(char in "ыэ" for char in letters) else None
    if sum("가" <= char <= "힣" for char in letters) * 2 > len(letters):
        return "ko"
    shares = sorted(
        (sum(word in common for word in words) / len(words), tag)
        for tag, common in _COMMON_WORDS.items()
    )
    best, second = shares[-1], shares[-2]
    return best[1] if best[0] > 0.12 and best[0] > 1.5 * second[0] else None
