"""An XML tree as the text of a file: declared, indented, in UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def text_of(root: Element) -> str:
    """The whole file. Text is never indented, only elements that hold elements alone."""
    from lxml import etree

    etree.indent(root, space="  ")
    body = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
