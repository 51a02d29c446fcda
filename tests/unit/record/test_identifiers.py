"""The checks of single strings: what passes, and that every refusal names the mend."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.record.fields import TYPES, fields
from archcite.record.identifiers import CHECKS, RIGHTS_CODES
from strategies import CHECKED

GOOD = {
    "text": ["x", " x ", "two\nlines\tand a tab", "right \u202e to left", "\ufeffx"],
    "slug": ["a", "0a", "brezhnev-1966-05-27", "a.b_c-d", "a" * 200],
    "edtf": ["1966-05-27", "196X~", "../1966"],
    "day": ["2024-02-29", "0001-01-01"],
    "language": ["en", "rus", "ru-Latn-alalc97", "zh-Hant-TW"],
    "url": ["https://example.org/a?b#c", "http://example.org", "https://пример.рф/ж"],
    "email": ["name@example.org", "a.b+c@d.example.org"],
    "sha256": ["0123456789abcdef" * 4],
    "doi": ["10.1000/182", "10.1002/abc.1(2)3/x", "10.1234.56/x"],
    "orcid": ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"],
    "isni": ["0000000121904234", "000000021694233X"],
    "viaf": ["100219162", "12"],
    "wikidata": ["Q42"],
    "lccn": ["n79021164", "no2004081234", "2004081234"],
    "ror": ["024mw5h28", "03vek6s52", "013meh722"],
    "crossref-funder": ["10.13039/100000001"],
    "rights-uri": [f"http://rightsstatements.org/vocab/{code}/1.0/" for code in RIGHTS_CODES],
    "license": [
        "CC-BY-4.0",
        "CC-BY-NC-SA-2.5",
        "CC0-1.0",
        "MIT",
        "ODbL-1.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "http://creativecommons.org/licenses/by-nc-sa/3.0/us/",
        "https://creativecommons.org/publicdomain/mark/1.0/",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ],
    "field-path": ["source", "source.archive", "people.author", "document.event.date"],
}

# check -> bad value -> what the sentence must say
BAD = {
    "text": {"": "blank", " \n\u00a0": "blank", "a\rb": "U+000D", "\x1b[31m": "U+001B"}
    | {"a\x7f": "U+007F", "\ud800": "U+D800", "a\x85b": "U+0085"},
    "slug": {"": "a-z", "A": "a-z", "a b": "a-z", "-a": "begin", "../a": "begin", "ä": "a-z"}
    | {"a/b": "a-z", "a" * 201: "200"},
    "edtf": {"May 1966": "EDTF", "1966-02-30": "calendar", "9" * 100: "as-given"},
    "day": {"2024-02-30": "calendar", "2024-5-27": "write", "27 May 2024": "write", "": "write"},
    "language": {"en_US": "write en-US", "English": "BCP 47", "": "BCP 47", "x-y": "BCP 47"},
    "url": {"www.example.org": "write https://www.example.org", "ftp://x.org": "https://"}
    | {"https://a b": "spaces", "https://": "https://", "javascript:x": "https://"},
    "email": {"mailto:a@b.org": "write a@b.org", "a@b": "name@", "a b@c.org": "name@"}
    | {"@b.org": "name@", "a@@b.org": "name@", "a@.org": "name@"},
    "sha256": {"x" * 64: "64", "0" * 63: "64", "A" * 64: "64"},
    "doi": {
        "https://doi.org/10.1000/182": "write 10.1000/182",
        "doi:10.1000/182": "write 10.1000/182",
        "10.1/x": "write it as",
        "10.1000/a b": "write it as",
        "11.1000/x": "write it as",
    },
    "orcid": {
        "0000-0002-1825-0098": "would be 7",
        "https://orcid.org/0000-0002-1825-0097": "write 0000-0002-1825-0097",
        "0000000218250097": "write 0000-0002-1825-0097",
        "0000-0002-1825-009x": "fifteen digits",
    },
    "isni": {
        "0000000121904235": "would be 4",
        "0000 0001 2190 4234": "write 0000000121904234",
        "https://isni.org/isni/0000000121904234": "write 0000000121904234",
    },
    "viaf": {"https://viaf.org/viaf/100219162/": "write 100219162", "0": "as", "1" * 23: "as"},
    "wikidata": {"q42": "write Q42", "https://www.wikidata.org/wiki/Q42": "write Q42", "Q0": "as"},
    "lccn": {"n 79021164": "write n79021164", "nope": "write it as"},
    "ror": {
        "https://ror.org/013meh722": "write 013meh722",
        "013meh723": "would be 22",
        "013MEH722": "write 013meh722",
        "113meh722": "write it as",
        "01ilou722": "write it as",
    },
    "crossref-funder": {"100000001": "write 10.13039/100000001", "10.1000/182": "as"},
    "rights-uri": {
        "https://rightsstatements.org/vocab/InC/1.0/": "write http://rightsstatements.org/vocab",
        "http://rightsstatements.org/vocab/InC/1.0": "write http://rightsstatements.org/vocab/InC",
        "http://rightsstatements.org/vocab/InC/2.0/": "write http://rightsstatements.org/vocab/InC",
        "http://rightsstatements.org/page/CNE/1.0/?language=en": "vocab/CNE/1.0/",
        "NKC": "vocab/NKC/1.0/",
        "http://rightsstatements.org/vocab/inc/1.0/": "one of InC",
    },
    "license": {
        "CC BY 4.0": "write CC-BY-4.0",
        "cc0-1.0": "write CC0-1.0",
        "CC-BY": "for example CC-BY-4.0",
        "https://creativecommons.org/licenses/by/": "with its version",
        "https://creativecommons.org/licenses/by/9.9/": "with its version",
        "https://example.org/licence": "rights.url",
        "public domain": "SPDX",
    },
    "field-path": {"body": "path of a field", "people.boss": "path of a field", "": "path"},
}


def test_every_check_of_the_model_is_there_and_tested() -> None:
    used = {field.shape.check for field in fields()} - {""}
    assert used == set(CHECKS) == set(GOOD) == set(BAD) == set(CHECKED) == set(TYPES)


@pytest.mark.parametrize(("check", "text"), [(c, t) for c, texts in GOOD.items() for t in texts])
def test_good(check: str, text: str) -> None:
    assert CHECKS[check](text) == ""


@pytest.mark.parametrize(
    ("check", "text", "mend"), [(c, t, m) for c, bad in BAD.items() for t, m in bad.items()]
)
def test_bad(check: str, text: str, mend: str) -> None:
    sentence = CHECKS[check](text)
    assert mend in sentence
    assert sentence.isprintable()


@pytest.mark.parametrize("check", ["orcid", "isni", "ror"])
@given(st.data())
def test_one_wrong_digit_is_always_found(check: str, data: st.DataObject) -> None:
    text = data.draw(CHECKED[check])
    places = [at for at, letter in enumerate(text) if letter in "0123456789" and at]
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from("0123456789").filter(lambda other: other != text[at]))
    assert CHECKS[check](text) == ""
    assert CHECKS[check](text[:at] + digit + text[at + 1 :]) != ""


@given(st.sampled_from(sorted(CHECKS)), st.text(max_size=40) | st.text("0123456789X-/:. aQ"))
def test_anything_gets_an_answer_in_one_line(check: str, text: str) -> None:
    assert CHECKS[check](text) == "" or CHECKS[check](text).isprintable()


@pytest.mark.parametrize("check", sorted(CHECKS))
@pytest.mark.parametrize("piece", ["doi.org/", "doi:", "/", "https://", "10.13039/", "-"])
def test_long_nonsense_is_answered_at_once(check: str, piece: str) -> None:
    assert CHECKS[check](piece * 5000) or check in ("text", "doi")
