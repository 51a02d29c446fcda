"""A saved Wilson Center Digital Archive page in HTML -> its parts.

By the site's class names first; where they are missing, by the labels in the page's visible text.
No network, no scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree, html

from archcite.read.visible import lines_of
from archcite.read.wilson_page import (
    FUNDING,
    STRONG_LABELS,
    WEAK_LABELS,
    Page,
    is_page,
    label_key,
    read_text,
)

_SITE = re.compile(r"https?://digitalarchive\.wilsoncenter\.org/(?:document|node)/[\w-]+/?$")
_SITE_NAME = re.compile(
    r"\b((?:Wilson Center|History and Public Policy Program) Digital Archive)\b"
)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_PILL_LABELS = frozenset({*STRONG_LABELS.values(), "archive", "language", "donors"})


def read_html(text: str) -> Page | None:
    """The parts of the page; None if it is not one of this site."""
    root = _parse(text)
    if root is None:
        return None
    lines = lines_of(root)
    plain = read_text("\n".join(lines)) if is_page(lines) else None
    title = _one(root, "h1", "title")
    labels = _labels(root)
    if not title or len(labels) < 2:
        return _with_address(plain, root) if plain else None
    funding = _one(root, "", "donated")
    body = _paragraphs(_find(root, "tab-pane", "active"))
    if not body:
        body = _paragraphs(_find(root, "tab-pane")) or list(plain.body if plain else ())
    summary = " ".join(_paragraphs(_find(root, "text-block")))
    page = Page(
        date=_one(root, "", "date"),
        title=title,
        funding=(funding,) if FUNDING.match(funding) else (),
        body=tuple(body),
        summary=summary,
        labels=labels,
    )
    return _with_address(page, root)


def visible_lines(text: str) -> list[str]:
    """The lines of text that a reader of the page sees; none if it is not HTML."""
    root = _parse(text)
    return [] if root is None else lines_of(root)


def _parse(text: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return root


def _with_address(page: Page, root: html.HtmlElement) -> Page:
    """The page with its own address and the site's name, as the head of the page gives them."""
    addresses = [
        *root.xpath("//link[@rel='canonical']/@href"),
        *root.xpath("//meta[@property='og:url']/@content"),
        *(
            match[1]
            for c in root.xpath("//comment()")
            if (match := _SAVED_FROM.search(c.text or ""))
        ),
    ]
    url = next((str(address) for address in addresses if _SITE.match(address)), "")
    names = [
        *root.xpath("//meta[@property='og:site_name']/@content"),
        *(title.text or "" for title in root.iter("title")),
    ]
    sites = [str(match[1]) for match in map(_SITE_NAME.search, names) if match]
    return page._replace(url=url or page.url, site_name=sites[0] if sites else page.site_name)


def _find(root: html.HtmlElement, *classes: str, tag: str = "*") -> html.HtmlElement | None:
    for element in root.iter() if tag == "*" else root.iter(tag):
        if isinstance(element.tag, str) and set(classes) <= set(_classes(element)):
            return element
    return None


def _classes(element: html.HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def _one(root: html.HtmlElement, tag: str, name: str) -> str:
    found = _find(root, name, tag=tag or "*")
    return "" if found is None else " ".join(lines_of(found))


def _paragraphs(element: html.HtmlElement | None) -> list[str]:
    return [] if element is None else lines_of(element)


def _labels(root: html.HtmlElement) -> dict[str, tuple[str, ...]]:
    """The values under every label of the page; () where the label has none."""
    found: dict[str, tuple[str, ...]] = {}
    for element in root.iter():
        if not isinstance(element.tag, str) or not set(_classes(element)) & {"title", "sub-title"}:
            continue
        key = label_key(" ".join(lines_of(element)))
        if not key or key == "information" or found.get(key):
            continue
        found[key] = _values(element, key)
    return found


def _values(label: html.HtmlElement, key: str) -> tuple[str, ...]:
    """The values that follow a label: beside it, or else in the block that holds it alone."""
    beside = label.getnext()
    while beside is not None and not isinstance(beside.tag, str):
        beside = beside.getnext()
    if beside is None or label_key(" ".join(lines_of(beside))):
        return ()
    pills = tuple(_pills(beside))
    if pills:
        return pills
    lines = lines_of(beside)
    if key in WEAK_LABELS.values() and key not in _PILL_LABELS:
        if key == "rights":
            return ("\n\n".join(lines),) if lines else ()
        return (" ".join(lines),) if lines else ()
    return tuple(lines)


def _pills(element: html.HtmlElement) -> Iterable[str]:
    for pill in element.iter():
        classes = _classes(pill) if isinstance(pill.tag, str) else []
        if any(one == "pill" or one.startswith("pill-") for one in classes):
            named = _find(pill, "name")
            text = " ".join(lines_of(pill if named is None else named))
            if text and not any(
                "pill" in _classes(inner)
                for inner in pill.iterdescendants()
                if isinstance(inner.tag, str)
            ):
                yield text
