"""The registry of catalogues: how each is recognised, and the module that says what its facts mean.

To add one: write <name>.py here with read_page, read_json or both, and a row in CATALOGUES.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from archcite.read.decode import is_html

SAVED_FROM = re.compile(r"saved from url=\(\d{1,9}\)(\S{1,2000})")
_OWN_ADDRESS = re.compile(r"canonical|og:url|^https?:", re.IGNORECASE)
_TAG = re.compile(r"<(?:link|meta|base)\b[^>]{1,2000}>", re.IGNORECASE)
_HEAD = 400_000  # characters in which the marks of a catalogue are looked for


class Catalogue(NamedTuple):
    """One catalogue, or one program that many archives run.

    title: for people. pages: the address of a record's page, as far as it is stable; "" where the
    program runs on any site. signs: patterns that are all on its pages, for those that give no
    address of their own. keys: members that its JSON has, all of them. embeds: whether its pages'
    embedded metadata are of the record; many sites embed in every page the same ones, of the site.
    """

    title: str
    module: str
    pages: str = ""
    signs: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    embeds: bool = False


CATALOGUES: Mapping[str, Catalogue] = {
    "frus": Catalogue(
        "Foreign Relations of the United States",
        "archcite.read.catalogues.frus",
        r"https?://history\.state\.gov/historicaldocuments/frus[\w-]+/[a-z]+\d+\w*",
        (r"<title>[^<]{0,60}Foreign Relations of[^<]{0,400}Office of the Historian",),
    ),
    "tna": Catalogue(
        "The National Archives (UK), Discovery",
        "archcite.read.catalogues.tna",
        r"https?://(?:discovery\.nationalarchives\.gov\.uk/details/r|www\.nationalarchives\.gov\.uk/catalogue/id)/[\w-]+",
        (r"Catalogue description", r"<title>[^<]{0,400}\| The National Archives\s*</title>"),
        ("citableReference", "catalogueLevel"),
    ),
    "nara": Catalogue(
        "U.S. National Archives Catalog",
        "archcite.read.catalogues.nara",
        r"https?://catalog\.archives\.gov/id/\d+",
        (r"catalog\.archives\.gov|National Archives Catalog", r"National Archives Identifier"),
        ("naId", "levelOfDescription"),
    ),
    "cia": Catalogue(
        "CIA FOIA Electronic Reading Room",
        "archcite.read.catalogues.cia",
        r"https?://(?:www\.)?(?:foia\.)?cia\.gov/(?:(?:library/)?readingroom/)?(?:document|node|print)/[\w-]+",
        (r"Document Number \(FOIA\) ?/ ?ESDN \(CREST\)",),
    ),
    "loc": Catalogue(
        "Library of Congress",
        "archcite.read.catalogues.loc",
        r"https?://(?:www\.)?loc\.gov/(?:item|resource)/[\w.-]+/?",
        (),
        ("item", "resources", "contributor_names"),
        embeds=True,
    ),
    "dpla": Catalogue(
        "Digital Public Library of America",
        "archcite.read.catalogues.dpla",
        r"https?://dp\.la/item/[0-9a-f]+",
        (),
        ("sourceResource", "dataProvider"),
        embeds=True,
    ),
    "europeana": Catalogue(
        "Europeana",
        "archcite.read.catalogues.europeana",
        r"https?://(?:www\.)?europeana\.eu/(?:[a-z]{2}/)?item/\w+/[\w.-]+",
        (),
        ("proxies", "edmDataProvider"),
        embeds=True,
    ),
    "internet-archive": Catalogue(
        "Internet Archive",
        "archcite.read.catalogues.internet_archive",
        r"https?://(?:www\.)?archive\.org/details/[\w.-]+",
        (),
        ("metadata", "identifier", "mediatype"),
        embeds=True,
    ),
    "archivesspace": Catalogue(
        "ArchivesSpace",
        "archcite.read.catalogues.archivesspace",
        "",
        (r"record-type-badge", r"ArchivesSpace|archivesspace|holdingArchive"),
    ),
    "atom": Catalogue(
        "AtoM (Access to Memory)",
        "archcite.read.catalogues.atom",
        "",
        (r"id=[\"'](?:identityArea|titleAndStatementOfResponsibilityArea)[\"']",),
    ),
}


def is_catalogue(text: str) -> bool:
    """Whether a text is a page or JSON of one of the catalogues."""
    return bool(name_of(text))


def name_of(text: str) -> str:
    """The catalogue that a text is a page or JSON of; "" for none."""
    head = text[:_HEAD]
    if is_html(text):
        return _of_signs(head)
    if head.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return ""
    for name, row in CATALOGUES.items():
        if row.keys and all(f'"{key}"' in head for key in row.keys):
            return name
    return ""


def _of_signs(head: str) -> str:
    """By the address that the page gives itself, else by what only its pages have."""
    saved = SAVED_FROM.search(head)
    given = [saved[1]] if saved else []
    given += [tag for tag in _TAG.findall(head) if "://" in tag]
    for name, row in CATALOGUES.items():
        if row.pages and any(re.search(row.pages, each) for each in given):
            return name
    elsewhere = any(_OWN_ADDRESS.search(each) for each in given)
    for name, row in CATALOGUES.items():
        if row.pages and elsewhere:
            continue  # a page of another site that speaks of this one
        if row.signs and all(re.search(sign, head) for sign in row.signs):
            return name
    return ""
