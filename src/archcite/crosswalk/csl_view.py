"""How a record is looked at by a style: which view, in which language, which of its copies.

The plain view is for any CSL style and for other programs. The archival view is for styles that ask
for it; docs/explanation/styles.md says what its variables hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from archcite.record.shelfwords import Form

CARRIERS = {
    "both": "The original and where it can be read; the default.",
    "original": "Only where the original lies.",
    "copy": "Only what was read: the digital edition, another copy, or the printed edition.",
}
SHELFMARKS = {
    "usual": "As readers of the language expect it; the default.",
    "long": "With whole words: fond 558, opis 11.",
    "short": "With abbreviated words: f. 558, op. 11.",
    "slashed": "Without words where the tradition allows it: 558/11/97.",
    "as-given": "As the source writes it.",
}
LABELS = {
    "reader": "Words of the shelfmark in the language of the citation; the default.",
    "document": "Words of the shelfmark in the language of the document.",
}


class View(NamedTuple):
    """One way to look at records.

    language: BCP 47, of every word that the view adds. carrier, shelfmark, labels: words of the
    tables above. prints: what the style prints of which type (cite.prints), to which the plain view
    is fitted; () fits it to nothing, as for other programs.
    """

    archival: bool = False
    language: str = "en"
    carrier: str = "both"
    shelfmark: Form = "usual"
    labels: str = "reader"
    prints: tuple[str, ...] = ()


PLAIN = View()


def printed(item: Mapping[str, Any], view: View, *words: str) -> bool:
    """Whether the style prints all of that for an item of its type."""
    return all(f"{item['type']}:{word}" in view.prints for word in words)
