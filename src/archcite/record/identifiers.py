"""The checks of single strings: identifiers with their check digits, addresses, dates, licences.

Each takes the string and gives "" if it is good, else one sentence that says how to mend it. Only
syntax and arithmetic: nothing is looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from archcite.record.fields import is_path
from archcite.text.edtf import days_in_month, parse
from archcite.text.tags import is_tag

LONGEST_SLUG = 200
_LONGEST_DATE = 80
_LONGEST_IDENTIFIER = 200
# Lone surrogates too: they cannot be written as UTF-8.
_CONTROL = frozenset(
    map(chr, (*range(9), *range(11, 32), *range(127, 160), *range(0xD800, 0xE000)))
)
_SLUG = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._-")
_BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"

RIGHTS_CODES = (
    "InC InC-OW-EU InC-EDU InC-NC InC-RUU NoC-CR NoC-NC NoC-OKLR NoC-US CNE UND NKC".split()
)

_CC_KINDS = ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")
_CC_VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")
# https://spdx.org/licenses: those that archives, editions and catalogues use.
SPDX = frozenset(
    {f"CC-{kind.upper()}-{version}" for kind in _CC_KINDS for version in _CC_VERSIONS}
    | set(
        """CC0-1.0 CC-PDDC ODbL-1.0 ODC-By-1.0 PDDL-1.0 OGL-UK-1.0 OGL-UK-2.0 OGL-UK-3.0
        OGL-Canada-2.0 etalab-2.0 DL-DE-BY-2.0 DL-DE-ZERO-2.0 CDLA-Permissive-2.0 CDLA-Sharing-1.0
        GFDL-1.1-or-later GFDL-1.2-or-later GFDL-1.3-or-later GFDL-1.3-only MIT MIT-0 Apache-2.0
        BSD-2-Clause BSD-3-Clause ISC 0BSD Unlicense MPL-2.0 GPL-2.0-only GPL-2.0-or-later
        GPL-3.0-only GPL-3.0-or-later LGPL-2.1-or-later LGPL-3.0-or-later AGPL-3.0-only
        AGPL-3.0-or-later EUPL-1.2 Artistic-2.0 FAL-1.3 CECILL-2.1""".split()
    )
)


def is_text(text: str) -> bool:
    """Whether check_text certainly has nothing to say: what is printable and not blank."""
    return text.isprintable() and bool(text) and not text.isspace()


def check_text(text: str) -> str:
    """Not blank, and no control characters but newline and tab."""
    if is_text(text):
        return ""
    if not text.strip():
        return "is blank; leave the field out"
    found = next((letter for letter in text if letter in _CONTROL), "")
    return f"has a control character (U+{ord(found):04X}); take it out" if found else ""


def check_slug(text: str) -> str:
    """A citation key, which is a file name too."""
    if len(text) > LONGEST_SLUG:
        return f"is too long for a key; it may have {LONGEST_SLUG} characters"
    if text and text[0] in "._-":
        return f"{_shown(text)} is not a key: it must begin with a letter a-z or a digit"
    if not text or not set(text) <= _SLUG:
        return f"{_shown(text)} is not a key: it may only have a-z, 0-9, hyphen, dot, underscore"
    return ""


def check_edtf(text: str) -> str:
    """An EDTF date of level 0 or 1."""
    if len(text) > _LONGEST_DATE:
        return "is too long for an EDTF date; the source's words go into the as-given field"
    try:
        parse(text)
    except ValueError as fault:
        return str(fault)
    return ""


def check_day(text: str) -> str:
    """One day of the calendar, YYYY-MM-DD."""
    year, month, day = text[:4], text[5:7], text[8:]
    if len(text) == 10 and text[4] == text[7] == "-" and _digits(year + month + day, 8):
        if 1 <= int(month) <= 12 and 1 <= int(day) <= days_in_month(int(year), int(month)):
            return ""
        return f"{_shown(text)} is not a day of the calendar"
    return f"{_shown(text)} is not a day; write it as 2024-05-27"


def check_language(text: str) -> str:
    """A BCP 47 tag that begins with an ISO 639 code of two or three letters."""
    if is_tag(text) and 2 <= len(text.partition("-")[0]) <= 3:
        return ""
    mended = text.strip().replace("_", "-")
    if mended != text and not check_language(mended):
        return f"{_shown(text)} is not a language tag; write {mended}"
    return f"{_shown(text)} is not a language tag; write a BCP 47 tag such as en, ru or zh-Hant"


def check_url(text: str) -> str:
    """A web address."""
    host = text.partition("://")[2].partition("/")[0]
    named = host and not host.endswith(":")
    if text.startswith(("https://", "http://")) and named and not _has_space_or_control(text):
        return ""
    if text.startswith("www.") and not check_url(f"https://{text}"):
        return f"{_shown(text)} is not a web address; write https://{_cut(text)}"
    return f"{_shown(text)} is not a web address; it begins with https:// and has no spaces"


def check_email(text: str) -> str:
    """One e-mail address."""
    name, _, host = text.partition("@")
    if (
        name
        and ":" not in name
        and "." in host
        and host.strip(".") == host
        and "@" not in host
        and not _has_space_or_control(text)
    ):
        return ""
    if text.startswith("mailto:") and not check_email(text[7:]):
        return f"{_shown(text)} is not an e-mail address; write {_cut(text[7:])}"
    return f"{_shown(text)} is not an e-mail address; write one such as name@example.org"


def check_sha256(text: str) -> str:
    """The hexadecimal hash, lower case."""
    if len(text) == 64 and set(text) <= set("0123456789abcdef"):
        return ""
    return f"{_shown(text)} is not a SHA-256 hash: it has 64 characters 0-9 and a-f"


def check_doi(text: str) -> str:
    """A DOI without the resolver's address."""
    prefix, slash, suffix = text.partition("/")
    registrant = prefix.removeprefix("10.")
    if (
        slash
        and registrant != prefix
        and all(_digits(part) for part in registrant.split("."))
        and 4 <= len(registrant.partition(".")[0]) <= 9
        and suffix
        and not _has_space_or_control(text)
    ):
        return ""
    bare = _after(text, "doi.org/") or text.removeprefix("doi:").strip()
    return _unlike(text, "DOI", "10.1000/182", check_doi, bare)


def check_orcid(text: str) -> str:
    """An ORCID with its hyphens; ISO 7064 MOD 11-2."""
    bare = text.replace("-", "")
    if len(text) == 19 and text[4] == text[9] == text[14] == "-" and len(bare) == 16:
        return _check_mod_11_2(text, bare, "ORCID")
    grouped = "-".join(bare[at : at + 4] for at in range(0, len(bare), 4))
    return _unlike(
        text, "ORCID", "0000-0002-1825-0097", check_orcid, _after(text, "orcid.org/"), grouped
    )


def check_isni(text: str) -> str:
    """An ISNI, sixteen characters; ISO 7064 MOD 11-2."""
    if len(text) == 16:
        return _check_mod_11_2(text, text, "ISNI")
    bare = _tail(text).replace(" ", "").replace("-", "")
    return _unlike(text, "ISNI", "0000000121904234", check_isni, bare)


def check_viaf(text: str) -> str:
    """A VIAF number."""
    if _digits(text) and 2 <= len(text) <= 22 and text[0] != "0":
        return ""
    return _unlike(text, "VIAF number", "100219162", check_viaf, _tail(text))


def check_wikidata(text: str) -> str:
    """A Wikidata item."""
    if text[:1] == "Q" and _digits(text[1:]) and text[1] != "0":
        return ""
    return _unlike(text, "Wikidata item", "Q42", check_wikidata, _tail(text), text.upper())


def check_lccn(text: str) -> str:
    """A Library of Congress control number, as its permalinks write it."""
    digits = text.lstrip("abcdefghijklmnopqrstuvwxyz")
    if len(text) - len(digits) <= 3 and 8 <= len(digits) <= 10 and _digits(digits):
        return ""
    bare = _tail(text).replace(" ", "").lower()
    return _unlike(text, "LCCN", "n79021164", check_lccn, bare)


def check_ror(text: str) -> str:
    """A ROR: 0, six characters of Crockford's base 32, two check digits (ISO 7064 MOD 97-10)."""
    body, check = text[1:7], text[7:]
    if not (len(text) == 9 and text[0] == "0" and set(body) <= set(_BASE32) and _digits(check)):
        return _unlike(text, "ROR", "03vek6s52", check_ror, _tail(text), text.lower())
    number = 0
    for letter in body:
        number = number * 32 + _BASE32.index(letter)
    expected = 98 - number * 100 % 97
    if int(check) != expected:
        return _wrong_check(text, "ROR", f"digits would be {expected:02d}")
    return ""


def check_crossref_funder(text: str) -> str:
    """A Crossref Funder ID."""
    if text.startswith("10.13039/") and _digits(text[9:]):
        return ""
    return _unlike(
        text,
        "Crossref Funder ID",
        "10.13039/100000001",
        check_crossref_funder,
        _after(text, "doi.org/"),
        f"10.13039/{text}" if _digits(text) else "",
    )


def check_rights_uri(text: str) -> str:
    """One of the twelve addresses of rightsstatements.org; http, not https, is the identifier."""
    code = _after(text, "/vocab/") or _after(text, "/page/") or text
    code = code.partition("/")[0]
    right = f"http://rightsstatements.org/vocab/{code}/1.0/"
    if code in RIGHTS_CODES:
        return "" if text == right else f"{_shown(text)} is not the identifier; write {right}"
    known = ", ".join(RIGHTS_CODES)
    return (
        f"{_shown(text)} is not a rightsstatements.org address; write"
        f" http://rightsstatements.org/vocab/CODE/1.0/ with one of {known}"
    )


def check_license(text: str) -> str:
    """An SPDX identifier of a common licence, or a Creative Commons address with its version."""
    if text in SPDX or _is_cc_address(text):
        return ""
    if text.startswith(("http://", "https://")):
        if "creativecommons.org/" not in text:
            return (
                f"{_shown(text)} is not a Creative Commons address; use an SPDX identifier,"
                " or put the address into rights.url"
            )
        return (
            f"{_shown(text)} is not a licence's address; write one with its version, such as"
            " https://creativecommons.org/licenses/by/4.0/"
        )
    folded = "-".join(text.split()).casefold()
    same = next((name for name in sorted(SPDX) if name.casefold() == folded), "")
    if same:
        return f"{_shown(text)} is not an SPDX identifier; write {same}"
    versions = [name for name in sorted(SPDX) if name.rpartition("-")[0].casefold() == folded]
    if versions:
        return f"{_shown(text)} does not say which version; write for example {versions[-1]}"
    return (
        f"{_shown(text)} is not a licence that is known here; write its SPDX identifier,"
        " such as CC-BY-4.0, or its Creative Commons address"
    )


def check_field_path(text: str) -> str:
    """The dotted path of a field that a record can have."""
    if is_path(text):
        return ""
    return f"{_shown(text)} is not the path of a field, such as source.archive or people.author"


CHECKS: Mapping[str, Callable[[str], str]] = {
    "text": check_text,
    "slug": check_slug,
    "edtf": check_edtf,
    "day": check_day,
    "language": check_language,
    "url": check_url,
    "email": check_email,
    "sha256": check_sha256,
    "doi": check_doi,
    "orcid": check_orcid,
    "isni": check_isni,
    "viaf": check_viaf,
    "wikidata": check_wikidata,
    "lccn": check_lccn,
    "ror": check_ror,
    "crossref-funder": check_crossref_funder,
    "rights-uri": check_rights_uri,
    "license": check_license,
    "field-path": check_field_path,
}


def _check_mod_11_2(text: str, bare: str, name: str) -> str:
    if not _digits(bare[:15]) or bare[15] not in "0123456789X":
        return f"{_shown(text)} is not an {name}: it has fifteen digits and a check digit or X"
    total = 0
    for digit in bare[:15]:
        total = (total + int(digit)) * 2
    expected = "0123456789X"[(12 - total % 11) % 11]
    return "" if bare[15] == expected else _wrong_check(text, name, f"digit would be {expected}")


def _wrong_check(text: str, name: str, what: str) -> str:
    return f"{_shown(text)} has a typing error: the check {what} in this {name}; look it up again"


def _unlike(text: str, name: str, example: str, check: Callable[[str], str], *mended: str) -> str:
    """The sentence for a malformed identifier, with the mended one where it can be found."""
    right = next((form for form in mended if form and form != text and _passes(form, check)), "")
    article = "an" if name[0] in "IOL" else "a"
    told = f"write {right}" if right else f"write it as {example}"
    return f"{_shown(text)} is not {article} {name}; {told}"


def _passes(text: str, check: Callable[[str], str]) -> bool:
    # Ends, since every mending shortens the text or is already in its canonical form.
    return len(text) <= _LONGEST_IDENTIFIER and not check(text)


def _is_cc_address(text: str) -> bool:
    for scheme in ("https://creativecommons.org/", "http://creativecommons.org/"):
        rest = text.removeprefix(scheme)
        if rest == text or not rest.endswith("/"):
            continue
        if rest in ("publicdomain/zero/1.0/", "publicdomain/mark/1.0/"):
            return True
        parts = rest.split("/")
        if (
            4 <= len(parts) <= 5
            and parts[0] == "licenses"
            and parts[1] in _CC_KINDS
            and parts[2] in _CC_VERSIONS
            and (len(parts) == 4 or (parts[3].isalpha() and parts[3].islower()))
        ):
            return True
    return False


def _digits(text: str, length: int = 0) -> bool:
    return text.isascii() and text.isdigit() and (not length or len(text) == length)


def _has_space_or_control(text: str) -> bool:
    if text.isprintable():
        return " " in text  # of the blanks it knows this one alone
    return any(letter.isspace() or letter in _CONTROL for letter in text)


def _after(text: str, mark: str) -> str:
    return text.partition(mark)[2]


def _tail(text: str) -> str:
    return text.rstrip("/").rpartition("/")[2]


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _shown(text: str) -> str:
    return repr(_cut(text))
