"""Keys that are references to figures, tables and sections of the document itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What Quarto reserves ("fig-"), and what pandoc-crossref does ("fig:").
_RESERVED = re.compile(
    r"(?i:fig|tbl|sec|eq|lst)[-:]|(?i:thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau)-"
)


def is_crossref(keys: Iterable[str]) -> bool:
    """Whether all of the keys of a citation are of the document's own parts."""
    return all(_RESERVED.match(key) for key in keys)
