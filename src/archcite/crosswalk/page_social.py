"""The tags that pages have for everybody: Open Graph, article:…, Twitter's, and bare names.

The least specific of a page's sources; <title> and the canonical address are all that is below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from archcite.crosswalk.page_said import Said, Tags
from archcite.crosswalk.table import Plain
from archcite.crosswalk.told_works import named, work_of
from archcite.crosswalk.tree import append

_TYPES: Mapping[str, str] = {
    "book": "book",
    "books.book": "book",
    "music.song": "song",
    "music.album": "song",
    "video.movie": "motion_picture",
    "video.episode": "broadcast",
    "video.tv_show": "broadcast",
    "video.other": "motion_picture",
}
_AROUND = r"\s*(?:[|·•»«:—–‹›]|::|\s-\s|\s--\s)\s*"
_NO_NAME = re.compile(r"(?:https?:|www\.|@|[\w.-]+\.(?:com|org|net|gov|edu)$)", re.IGNORECASE)


def social_type(tags: Tags) -> str:
    """The CSL type that og:type tells, "" where it is only a page's."""
    return _TYPES.get(tags.line("og.type").casefold(), "")


def social(said: Said, tags: Tags, type_: str) -> Plain:
    """What these tags mean. type_: the CSL type that the document has."""
    site = site_name(said, tags)
    title = tags.line("og.title", "twitter.title") or said.title
    item = {
        "type": type_,
        "title": without_site(title, site),
        "abstract": tags.line("og.description", "description", "twitter.description"),
        "URL": said.address if re.match(r"https?://", said.address) else "",
        "issued": tags.line("article.published_time", "book.release_date", "date", "pubdate"),
        "ISBN": tags.line("book.isbn"),
    }
    if type_ in ("webpage", "post", "post-weblog", "article-newspaper", "article-magazine"):
        item["container-title"] = site if site != item["title"] else ""
        item["section"] = tags.line("article.section") if type_.startswith("article") else ""
    plain = work_of(item, [named(text) for text in _authors(tags)])
    for text in tags.lines("article.tag") or tags.line("keywords").split(","):
        append(plain, "subjects", {"term": text.strip()} if text.strip() else "")
    return plain


def _authors(tags: Tags) -> list[str]:
    """The names of the first tag that has names: many have addresses of profiles."""
    for name in ("article.author", "book.author", "author"):
        if told := [text for text in tags.lines(name) if not _NO_NAME.match(text)]:
            return told
    return []


def site_name(said: Said, tags: Tags) -> str:
    """What the page calls its site; "" where it does not."""
    return tags.line("og.site_name", "application-name", "twitter.app.name.iphone") or said.site


def without_site(title: str, site: str) -> str:
    """The title without the name of the site before or behind it."""
    if not site:
        return title
    name = re.escape(" ".join(site.split()))
    bare = re.sub(rf"{_AROUND}{name}\s*$", "", title, flags=re.IGNORECASE)
    bare = re.sub(rf"^\s*{name}{_AROUND}", "", bare, flags=re.IGNORECASE) if bare == title else bare
    return bare.strip() or title
