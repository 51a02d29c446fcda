"""How a record is looked at by a style: which view, in which language, which of its copies.

The plain view is for any CSL style and for other programs. The archival view is for styles that ask
for it; docs/explanation/styles.md says what its variables hold.
"""

from __future__ import annotations

from typing import NamedTuple

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
    tables above.
    """

    archival: bool = False
    language: str = "en"
    carrier: str = "both"
    shelfmark: Form = "usual"
    labels: str = "reader"


PLAIN = View()
