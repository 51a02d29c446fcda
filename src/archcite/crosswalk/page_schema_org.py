"""Which of a page's schema.org nodes is about what the page is about, and what it means."""

from __future__ import annotations

from archcite.crosswalk.page_said import Said
from archcite.crosswalk.table import Plain


def node_of(said: Said) -> Plain:
    """The meaning of the node; {} where no node, or none that can be told, is there."""
    return {}
