"""Which view of records a style asks for."""

from __future__ import annotations

from archcite.cite.prints import prints
from archcite.crosswalk.csl_view import View
from archcite.csl.compile import CompiledStyle
from archcite.csl.variants import VIEW
from archcite.record.shelfwords import Form


def view_of(
    style: CompiledStyle,
    *,
    carrier: str = "both",
    shelfmark: Form = "usual",
    labels: str = "reader",
) -> View:
    """How that style, in its locale, looks at records: the archival view if it asks for that, or
    else the plain one, fitted to what the style prints.

    carrier, shelfmark, labels: words of the tables in crosswalk.csl_view.
    """
    facts = style.facts
    archival = facts.options.get(VIEW) == "archival"
    printed = () if archival else prints(style)
    return View(archival, str(facts.lang), carrier, shelfmark, labels, printed)
