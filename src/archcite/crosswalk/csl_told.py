"""What a CSL item says of a record in a variable that is not the fact's own, such as a description.

The crosswalk knows what a style prints; what comes back of it as it was, only reading it back tells.
"""

from __future__ import annotations

from typing import Any

from archcite.crosswalk.csl_back import from_csl
from archcite.crosswalk.returning import losses
from archcite.record.model import Record
from archcite.record.vocab import Kind


def moved(record: Record, item: dict[str, Any], dropped: list[str]) -> list[str]:
    """The field paths that are printed, but do not come back as the fields that they were.

    item: as csl.to_csl makes it. dropped: what it does not print. CSL is made for publications:
    their facts have variables of their own, and are not read back to find that out.
    """
    if record.document.kind is Kind.PUBLISHED:
        return []
    visible = {name: value for name, value in item.items() if name != "custom"}
    gone = set(dropped)
    return [path for path in losses(record, from_csl(visible)[0]) if path not in gone]
