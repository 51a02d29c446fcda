"""Rules about numbers that have a form: ISBN, ISSN, PubMed, ISIL, country codes, DOI addresses.

ORCID, ISNI, VIAF, ROR, LCCN, Wikidata and DOI fields are checked when a record is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archcite.errors import Severity
from archcite.record.identifiers import check_doi
from archcite.record.rules.rule import Changes, Finding, Seen, rule

_GROUPS = re.compile(r"[^\s,;]+")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


@rule(
    "isbn-invalid",
    Severity.ERROR,
    "An ISBN has the wrong length or a wrong check digit.",
    why="The last digit is reckoned from the others, so that a typing error shows. A wrong ISBN "
    "leads to another book or to none. Words and dashes around a right one can be mended.",
    bad="""
    [published]
    isbn = "978-0-306-40615-8"
    """,
    good="""
    [published]
    isbn = "978-0-306-40615-7"
    """,
    mechanical=True,
)
def isbn_invalid(seen: Seen) -> Iterator[Finding]:
    work = seen.record.published
    if not work or not work.isbn:
        return
    tidy = _tidy(work.isbn, "isbn")
    for number in _GROUPS.findall(tidy):
        said = check_isbn(number)
        if said:
            part = number if number in work.isbn else ""
            yield Finding("published.isbn", f"{number} {said}", "look it up again", part)
            return
    yield from _untidy("published.isbn", work.isbn, tidy)


@rule(
    "isbn-differ",
    Severity.ERROR,
    "The two forms of an ISBN, of ten and of thirteen digits, belong to two books.",
    why="ISBN-13 is ISBN-10 with 978 before it and another check digit. If the nine digits between "
    "differ, one number is another book's.",
    bad="""
    [published]
    isbn = "0-306-40615-2 978-0-14-044913-6"
    """,
    good="""
    [published]
    isbn = "0-306-40615-2 978-0-306-40615-7"
    """,
    mechanical=True,
)
def isbn_differ(seen: Seen) -> Iterator[Finding]:
    work = seen.record.published
    if not work or not work.isbn:
        return
    found = [each.replace("-", "") for each in _GROUPS.findall(_tidy(work.isbn, "isbn"))]
    found = [each for each in found if not check_isbn(each)]
    if sorted(map(len, found)) == [10, 13]:
        ten, thirteen = sorted(found, key=len)
        if thirteen.startswith("978") and thirteen[3:12] != ten[:9]:
            yield Finding(
                "published.isbn",
                f"{ten} and {thirteen} are two books",
                "look at the back of the title page",
            )


@rule(
    "issn-invalid",
    Severity.ERROR,
    "An ISSN has the wrong form or a wrong check digit.",
    why="Eight characters, four and four with a hyphen; the last one is reckoned from the others.",
    bad="""
    [published]
    issn = "0378-5956"
    """,
    good="""
    [published]
    issn = "0378-5955"
    """,
    mechanical=True,
    mends=True,
)
def issn_invalid(seen: Seen) -> Iterator[Finding]:
    work = seen.record.published
    if not work or not work.issn:
        return
    tidy = _tidy(work.issn, "issn")
    tidy = re.sub(r"(?<![\w-])(\d{4})(\d{3}[\dX])(?![\w-])", r"\1-\2", tidy)
    for number in _GROUPS.findall(tidy):
        said = check_issn(number)
        if said:
            part = number if number in work.issn else ""
            yield Finding("published.issn", f"{number} {said}", "look it up again", part)
            return
    yield from _untidy("published.issn", work.issn, tidy)


def _tidy(text: str, word: str) -> str:
    """The numbers of a field with plain hyphens and capitals, without words between them."""
    plain = text.translate(_HYPHENS)
    plain = re.sub(rf"\(?\b{word}(?:-1[03])?\b\)?:?", " ", plain, flags=re.IGNORECASE)
    plain = re.sub(r"\((?:print|online|e|p|pbk|hbk|paperback|hardback|electronic)\.?\)", " ", plain,
                   flags=re.IGNORECASE)  # fmt: skip
    return " ".join(_GROUPS.findall(plain.replace("x", "X")))


def _untidy(path: str, text: str, tidy: str) -> Iterator[Finding]:
    if tidy != text and tidy:
        yield Finding(
            path,
            "there is more in the field than numbers with plain hyphens and blanks between them",
            f"write {tidy}",
            fix=((path, tidy),),
        )


def check_isbn(text: str) -> str:
    """An ISBN of ten or thirteen digits, with or without hyphens; "" if it is good."""
    bare = text.replace("-", "")
    if len(bare) == 10 and bare[:9].isdecimal() and (bare[9].isdecimal() or bare[9] == "X"):
        total = sum(int(digit) * (10 - at) for at, digit in enumerate(bare[:9]))
        right = "0123456789X"[-total % 11]
        return "" if bare[9] == right else f"has a typing error: its check digit would be {right}"
    if len(bare) == 13 and bare.isdecimal() and bare.startswith(("978", "979")):
        total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(bare[:12]))
        right = str(-total % 10)
        return "" if bare[12] == right else f"has a typing error: its check digit would be {right}"
    return "is no ISBN: it has ten digits, or thirteen that begin with 978 or 979"


def check_issn(text: str) -> str:
    """An ISSN with its hyphen; "" if it is good."""
    bare = text.replace("-", "")
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", text):
        return "is no ISSN: it has four digits, a hyphen, and four digits or three and X"
    total = sum(int(digit) * (8 - at) for at, digit in enumerate(bare[:7]))
    right = "0123456789X"[-total % 11]
    return "" if bare[7] == right else f"has a typing error: its check digit would be {right}"


@rule(
    "pubmed-invalid",
    Severity.ERROR,
    "A number of PubMed or PubMed Central has not the form of one.",
    why="A PMID is digits alone; a PMCID is PMC and digits.",
    bad="""
    [published]
    pmid = "PMC1234567"
    """,
    good="""
    [published]
    pmcid = "PMC1234567"
    """,
    mechanical=True,
    mends=True,
)
def pubmed_invalid(seen: Seen) -> Iterator[Finding]:
    work = seen.record.published
    if work is None:
        return
    for field, value, form, prefix in (
        ("pmid", work.pmid, r"[1-9][0-9]{0,8}", ""),
        ("pmcid", work.pmcid, r"PMC[0-9]{1,9}", "PMC"),
    ):
        if value and not re.fullmatch(form, value):
            bare = re.sub(r"(?i)^\s*(?:pmid|pmcid)?:?\s*", "", value).strip()
            right = bare if re.fullmatch(form, bare) else f"{prefix}{bare}"
            fix: Changes = ((f"published.{field}", right),) if re.fullmatch(form, right) else ()
            yield Finding(
                f"published.{field}",
                f"{value!r} is no {field.upper()}",
                f"write {right}" if fix else f"it is written as {prefix}1234567",
                fix=fix,
            )


@rule(
    "isil-invalid",
    Severity.ERROR,
    "An ISIL has not the form of one.",
    why="An International Standard Identifier for Libraries is a country or prefix of up to four "
    "letters, a hyphen and up to eleven letters, digits, colons, hyphens or slashes (ISO 15511).",
    bad="""
    [source.archive]
    name = "Bundesarchiv"
    ids = { isil = "DE 1958" }
    """,
    good="""
    [source.archive]
    name = "Bundesarchiv"
    ids = { isil = "DE-1958" }
    """,
    mechanical=True,
)
def isil_invalid(seen: Seen) -> Iterator[Finding]:
    for path, holding, _ in seen.holdings:
        ids = holding.archive.ids if holding.archive else None
        if ids and ids.isil and not re.fullmatch(_ISIL, ids.isil):
            yield Finding(
                f"{path}.archive.ids.isil",
                f"{ids.isil!r} is no ISIL",
                "it is written as DE-1958 or GB-UkLoNAT",
            )


_ISIL = r"[A-Za-z]{1,4}-[A-Za-z0-9:/-]{1,11}"


@rule(
    "country-invalid",
    Severity.ERROR,
    "An archive's country is no code of two capital letters.",
    why="`country` holds the code of ISO 3166-1 (RU, GB, US), which every program understands; "
    "names of countries are written in every language.",
    bad="""
    [source.archive]
    acronym = "RGANI"
    country = "Russia"
    """,
    good="""
    [source.archive]
    acronym = "RGANI"
    country = "RU"
    """,
    mechanical=True,
    mends=True,
)
def country_invalid(seen: Seen) -> Iterator[Finding]:
    for path, holding, _ in seen.holdings:
        country = holding.archive.country if holding.archive else None
        if country and not re.fullmatch(r"[A-Z]{2}", country):
            field = f"{path}.archive.country"
            short = country.strip().upper()
            fix: Changes = ((field, short),) if re.fullmatch(r"[A-Z]{2}", short) else ()
            yield Finding(
                field, f"{country!r} is no code of ISO 3166-1", "write two capitals: RU, GB, US",
                fix=fix,
            )  # fmt: skip


@rule(
    "place-id-invalid",
    Severity.ERROR,
    "A GeoNames or TGN number is not a number.",
    why="Both gazetteers count their places in digits. Addresses and names do not belong here.",
    bad="""
    [[places]]
    name = "Moscow"
    ids = { geonames = "https://www.geonames.org/524901" }
    """,
    good="""
    [[places]]
    name = "Moscow"
    ids = { geonames = "524901" }
    """,
    mechanical=True,
    mends=True,
)
def place_id_invalid(seen: Seen) -> Iterator[Finding]:
    for index, place in enumerate(seen.record.places):
        for kind in ("geonames", "tgn") if place.ids else ():
            number = getattr(place.ids, kind)
            if number and not (number.isascii() and number.isdigit()):
                field = f"places[{index}].ids.{kind}"
                found = re.search(r"(?:geonames\.org|/tgn)/(\d+)", number)
                yield Finding(
                    field,
                    f"{number!r} is no {kind} number",
                    f"write {found[1]}" if found else "write its digits alone",
                    fix=((field, found[1]),) if found else (),
                )


_DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\S+)", re.IGNORECASE)


@rule(
    "doi-in-url",
    Severity.INFO,
    "The address is that of a DOI, and the DOI's own field is empty.",
    why="Styles print a DOI before any other address, and duplicates are found by it.",
    bad="""
    [digital]
    url = "https://doi.org/10.1000/182"
    """,
    good="""
    [digital]
    url = "https://doi.org/10.1000/182"
    doi = "10.1000/182"
    """,
    mends=True,
)
def doi_in_url(seen: Seen) -> Iterator[Finding]:
    doi = _doi_of_address(seen)
    digital = seen.record.digital
    if doi and digital and not digital.doi:
        yield Finding(
            "digital.url",
            "the address is that of a DOI",
            f"write doi = {doi!r} too",
            doi,
            (("digital.doi", doi),),
        )


@rule(
    "doi-differ",
    Severity.ERROR,
    "The address leads to another DOI than the one that the record has.",
    why="One of the two is another work's.",
    bad="""
    [digital]
    url = "https://doi.org/10.1000/182"
    doi = "10.1000/183"
    """,
    good="""
    [digital]
    url = "https://doi.org/10.1000/182"
    doi = "10.1000/182"
    """,
    mechanical=True,
)
def doi_differ(seen: Seen) -> Iterator[Finding]:
    doi = _doi_of_address(seen)
    digital = seen.record.digital
    if doi and digital and digital.doi and digital.doi.casefold() != doi.casefold():
        yield Finding(
            "digital.doi",
            f"the address is that of {doi}, the DOI is {digital.doi}",
            "look both up",
        )


def _doi_of_address(seen: Seen) -> str:
    url = seen.record.digital.url if seen.record.digital else None
    found = _DOI_ADDRESS.fullmatch(url or "")
    doi = found[1] if found else ""
    return doi if doi and "%" not in doi and not check_doi(doi) else ""


RULES = (
    isbn_invalid,
    isbn_differ,
    issn_invalid,
    pubmed_invalid,
    isil_invalid,
    country_invalid,
    place_id_invalid,
    doi_in_url,
    doi_differ,
)
