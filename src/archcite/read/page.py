"""A saved web page taken apart: its tags, links, embedded data and tree, parsed once and bounded.

Says what stands on the page, not what it means (read.page_metadata and the readers of single sites
do). No network, no scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from archcite.crosswalk.page_said import content_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST = 20_000  # tags of one sort that are looked at
_LONGEST = 4 * 2**20  # characters of one value
_UNSEEN = frozenset(("script", "style", "template", "noscript"))
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub"
    " sup time tt u var wbr".split()
)
_COMMENT = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$")
# XHTML says its language with a prefix, which this parser keeps in the name.
_MARKS = ("scheme", "lang", "xml:lang")
_LANGUAGES = ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang")


class Link(NamedTuple):
    """A <link> or <a> with a relation: rel in lower case, "" for what it does not say."""

    rel: str
    href: str
    type: str = ""
    title: str = ""


class Page(NamedTuple):
    """What stands on a page, in its order; "" and () for what does not.

    metas: (name in lower case, content) of <meta> with name, property or itemprop in the head or
    anywhere, line breaks in a content kept; of a name that stands twice, both. marks: the scheme or
    the language of each of them. coins: the title of each Z3988 span, unescaped
    once. json_ld: each script's value. unapi: the ids. title: <title>. canonical: the address that
    the page gives itself. language: of <html>. tree: for whoever reads the page's own structure.
    """

    metas: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    links: tuple[Link, ...]
    coins: tuple[str, ...]
    json_ld: tuple[Any, ...]
    unapi: tuple[str, ...]
    title: str
    canonical: str
    language: str
    tree: HtmlElement

    def all(self, *names: str) -> list[str]:
        """The contents of every meta tag of these names, each on one line, in the page's order."""
        wanted = frozenset(name.lower() for name in names)
        return [" ".join(content.split()) for name, content in self.metas if name in wanted]

    def first(self, *names: str) -> str:
        """The first content by the order of the names; "" for none."""
        for name in names:
            if found := self.all(name):
                return found[0]
        return ""


def read_page(text: str) -> Page | None:
    """The page that a text of HTML is; None where it cannot be parsed at all."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, recover=True, remove_pis=True
    )
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    links = tuple(_links(tree))
    tags = list(_metas(tree))
    metas = tuple((name, content) for name, content, _ in tags)
    return Page(
        metas=metas,
        marks=tuple(mark for _, _, mark in tags),
        links=links,
        coins=tuple(_coins(tree)),
        json_ld=tuple(_json_ld(tree)),
        unapi=tuple(_titled(tree, "abbr", "unapi-id")),
        title=line(next(tree.iter("title"), None)),
        canonical=_canonical(links, metas),
        language=next((tree.get(name, "") for name in _LANGUAGES if tree.get(name)), "").strip(),
        tree=tree,
    )


def line(element: HtmlElement | None) -> str:
    """All text that a reader of the page sees in an element, on one line; "" for none."""
    if element is None:
        return ""
    from lxml.etree import iterwalk

    # An explicit walk: a hostile page may nest deeper than Python recurses.
    parts: list[str] = []
    hidden = None

    for event, each in iterwalk(element, events=("start", "end", "comment")):
        if event == "comment":
            if hidden is None:
                parts.append(each.tail or "")
        elif event == "start":
            if hidden is None and each.tag in _UNSEEN:
                hidden = each
            elif hidden is None:
                parts += [_gap(each), each.text or ""]
        else:
            if hidden is each:
                hidden = None
            if hidden is None and each is not element:
                parts += [_gap(each), each.tail or ""]
    return " ".join("".join(parts).split())


def _gap(element: HtmlElement) -> str:
    """What parts a block, a cell or a line break from what stands beside it."""
    return "" if element.tag in _INLINE else " "


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str, str]]:
    for number, element in enumerate(tree.iter("meta")):
        if number >= _MOST:
            return
        content = element.get("content") or ""
        content = content_of(content) if len(content) <= _LONGEST else ""
        mark = next((found for name in _MARKS if (found := element.get(name))), "").strip()
        if content:
            # A tag may have a name and a property that say the same twice, or two things.
            names = (element.get("name"), element.get("property"), element.get("itemprop"))
            told = " ".join(name for name in names if name).lower().split()
            for name in dict.fromkeys(told):
                yield name, content, mark


def _links(tree: HtmlElement) -> Iterator[Link]:
    for number, element in enumerate(tree.iter("link", "a")):
        if number >= _MOST:
            return
        href = (element.get("href") or "").strip()
        for rel in (element.get("rel") or "").lower().split():
            if href:
                yield Link(rel, href, _value(element.get("type")), _value(element.get("title")))


def _coins(tree: HtmlElement) -> Iterator[str]:
    yield from dict.fromkeys(_titled(tree, "span", "Z3988"))


def _titled(tree: HtmlElement, tag: str, name: str) -> Iterator[str]:
    """The title of every element of that class."""
    count = 0
    for element in tree.iter(tag):
        if name in (element.get("class") or "").split() and element.get("title"):
            count += 1
            if count > _MOST:
                return
            if len(element.get("title", "")) <= _LONGEST:
                yield element.get("title", "").strip()


def _json_ld(tree: HtmlElement) -> Iterator[Any]:
    """Each block that is JSON; what is broken or too long is passed over."""
    count = 0
    for element in tree.iter("script"):
        if (element.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        text = element.text or ""
        count += 1
        if count > 200 or len(text) > _LONGEST:
            continue
        for _ in range(2):
            text = _COMMENT.sub("", text)
        try:
            yield msgspec.json.decode(text.strip())
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            continue


def _canonical(links: tuple[Link, ...], metas: tuple[tuple[str, str], ...]) -> str:
    told = [link.href for link in links if link.rel == "canonical"]
    told += [content for name, content in metas if name == "og:url"]
    return next((each for each in told if re.match(r"https?://[^\s/]", each)), "")


def _value(text: str | None) -> str:
    return " ".join((text or "").split()) if len(text or "") <= _LONGEST else ""
