"""Rules about web addresses: whether strangers can open them, and whether they will last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archcite.errors import Severity
from archcite.record.rules.rule import Finding, Seen, rule

_PRIVATE = re.compile(
    r"(?:^|\.)(?:localhost|[\w-]+\.local|staging|stage|dev|test|preview|beta|sandbox)(?:\.|:|$)"
    r"|^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)"
    r"|ezproxy|(?:^|[.-])(?:lib|web)?proxy[\d-]*\.|\.idm\.oclc\.org$"
    r"|(?:dvincitest|drivingcreative)\."
)
_SESSION = re.compile(r"[;?&](?:jsessionid|phpsessid|sessionid|sid)=[\w.!-]+", re.IGNORECASE)
_TRACKING = re.compile(
    r"(?<=[?&])(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|_hs\w+)=[^&#]*&?"
)


@rule(
    "url-not-public",
    Severity.WARNING,
    "An address leads to a staging copy, a library's proxy, or a session of one's own.",
    why="Readers get a log-in page or nothing. Programs that save a page write down the address in "
    "the browser, not the one to cite.",
    bad="""
    [digital]
    url = "https://www-jstor-org.ezproxy.example.edu/stable/12345"
    """,
    good="""
    [digital]
    url = "https://www.jstor.org/stable/12345"
    """,
)
def url_not_public(seen: Seen) -> Iterator[Finding]:
    for path, url in _addresses(seen):
        host = url.partition("://")[2].partition("/")[0].lower()
        private = _PRIVATE.search(host)
        session = _SESSION.search(url)
        if private or session:
            what = "leads to a copy that is not for the public" if private else "holds a session"
            part = session[0] if session and not private else host
            yield Finding(path, f"the address {what}", "look for the page's stable address", part)


@rule(
    "url-tracking",
    Severity.INFO,
    "An address carries what a newsletter or a social network added to count its readers.",
    why="The page is the same without it, and a citation is no place for it.",
    bad="""
    [digital]
    url = "https://www.example.org/a?id=3&utm_source=newsletter"
    """,
    good="""
    [digital]
    url = "https://www.example.org/a?id=3"
    """,
    mends=True,
)
def url_tracking(seen: Seen) -> Iterator[Finding]:
    for path, url in _addresses(seen):
        bare = _TRACKING.sub("", url)
        if bare != url:
            before, mark, fragment = bare.partition("#")
            bare = before.rstrip("?&") + mark + fragment
            found = _TRACKING.search(url)
            yield Finding(
                path,
                "the address carries a tracking mark",
                f"write {bare}",
                found[0].rstrip("&") if found else "",
                ((path, bare),),
            )


_COPY = re.compile(r"https?://web\.archive\.org/web/\d{4,14}[a-z_]*/(https?://\S+)")


@rule(
    "url-of-copy",
    Severity.INFO,
    "The stable address is that of a copy in a web archive.",
    why="`url` is the page's own address, `archived_url` its copy; a style chooses which to print.",
    bad="""
    [digital]
    url = "https://web.archive.org/web/20200101000000/https://www.example.org/a"
    """,
    good="""
    [digital]
    url = "https://www.example.org/a"
    archived_url = "https://web.archive.org/web/20200101000000/https://www.example.org/a"
    """,
    mends=True,
)
def url_of_copy(seen: Seen) -> Iterator[Finding]:
    digital = seen.record.digital
    if digital is None or not digital.url:
        return
    found = _COPY.fullmatch(digital.url)
    if found:
        yield Finding(
            "digital.url",
            "the address is that of a copy in a web archive",
            f"write url = {found[1]!r} and keep the copy as archived_url",
            fix=(("digital.url", found[1]), ("digital.archived_url", digital.url))
            if not digital.archived_url
            else (),
        )


# Digital archives that were found gone, so that their addresses lead nowhere without a copy.
_GONE = frozenset(("digitalarchive.wilsoncenter.org", "www.wilsoncenterdigitalarchive.org"))


@rule(
    "archived-url-missing",
    Severity.INFO,
    "The address is of a site that is gone or going, and no archived copy is given.",
    why="The Wilson Center's digital archive was reported gone in 2026. A citation that others can "
    "follow needs the address of a copy in a web archive.",
    bad="""
    [digital]
    url = "https://digitalarchive.wilsoncenter.org/document/134230"
    """,
    good="""
    [digital]
    url = "https://digitalarchive.wilsoncenter.org/document/134230"
    archived_url = "https://web.archive.org/web/2020/https://digitalarchive.wilsoncenter.org/document/134230"
    """,
)
def archived_url_missing(seen: Seen) -> Iterator[Finding]:
    digital = seen.record.digital
    if digital is None or not digital.url or digital.archived_url:
        return
    host = digital.url.partition("://")[2].partition("/")[0].lower()
    if host in _GONE:
        yield Finding(
            "digital.url",
            f"{host} is gone, and no archived copy is given",
            "add digital.archived_url",
            host,
        )


@rule(
    "url-number-differ",
    Severity.WARNING,
    "The address and the record number name two documents, or the address is an internal one.",
    why="On sites that address documents by their record number, another number in the address is "
    "another document; a node number is the content system's own and changes when the site moves.",
    bad="""
    [digital]
    record_id = "134230"
    url = "https://digitalarchive.wilsoncenter.org/document/134231"
    archived_url = "https://web.archive.org/web/2020/https://digitalarchive.wilsoncenter.org/document/134231"
    """,
    good="""
    [digital]
    record_id = "134230"
    url = "https://digitalarchive.wilsoncenter.org/document/134230"
    archived_url = "https://web.archive.org/web/2020/https://digitalarchive.wilsoncenter.org/document/134230"
    """,
)
def url_number_differ(seen: Seen) -> Iterator[Finding]:
    digital = seen.record.digital
    if digital is None or not digital.url or not digital.record_id:
        return
    found = re.search(r"/(document|record|item|node)/(\d+)/?$", digital.url)
    if found and digital.record_id.isdigit() and found[2] != digital.record_id:
        yield Finding(
            "digital.url",
            f"the address ends in {found[1]} {found[2]}, but the record number is "
            f"{digital.record_id}",
            "look up the page's stable address",
            found[0],
        )


@rule(
    "accessed-alone",
    Severity.INFO,
    "A day of access is given without an address.",
    why="Nothing says what was read on that day.",
    bad="""
    [digital]
    name = "CREST"
    accessed = "2020-05-01"
    """,
    good="""
    [digital]
    name = "CREST"
    accessed = "2020-05-01"
    url = "https://www.example.org/a"
    """,
)
def accessed_alone(seen: Seen) -> Iterator[Finding]:
    digital = seen.record.digital
    if digital and digital.accessed and not (digital.url or digital.doi or digital.archived_url):
        yield Finding(
            "digital.accessed",
            "there is a day of access, but no address that was read",
            "add digital.url",
        )


def _addresses(seen: Seen) -> Iterator[tuple[str, str]]:
    record = seen.record
    if record.digital and record.digital.url:
        yield "digital.url", record.digital.url
    if record.source and record.source.published_in and record.source.published_in.url:
        yield "source.published_in.url", record.source.published_in.url
    if record.rights and record.rights.url:
        yield "rights.url", record.rights.url


RULES = (
    url_not_public,
    url_tracking,
    url_of_copy,
    archived_url_missing,
    url_number_differ,
    accessed_alone,
)
