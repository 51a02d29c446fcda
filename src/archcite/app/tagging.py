"""Tags of records: the subjects that belong to no scheme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from archcite.app.changing import Planned, list_changed
from archcite.errors import ArchciteError, Problem, UsageFault
from archcite.library.files import Library
from archcite.library.together import Change
from archcite.text.numbers import counted


def counts(library: Library, keys: Iterable[str]) -> dict[str, int]:
    """Each subject of some records with the number of these, the most frequent first."""
    found: Counter[str] = Counter()
    for key in keys:
        try:
            found.update({each.term for each in library.load(key).subjects})
        except ArchciteError:
            continue  # archcite check tells what is wrong with it
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0].casefold())))


def tagged(
    library: Library, keys: Sequence[str], add: Sequence[str], remove: Sequence[str]
) -> Planned:
    """Put tags on records and take others off; a record that has them so already is left alone."""
    from msgspec import to_builtins

    if not keys:
        raise UsageFault(Problem("nothing-named", "", "no record is named", "name keys or a query"))
    add, remove = _terms(add), _terms(remove)
    changes: list[Change] = []
    for key in keys:
        subjects = library.load(key).subjects
        kept = [each for each in subjects if each.scheme or each.term not in remove]
        new = [{"term": term} for term in add if term not in {each.term for each in kept}]
        if not new and len(kept) == len(subjects):
            continue
        listed = [*to_builtins(kept), *new]
        changes.append(list_changed(library, key, "subjects", listed))
    signs = [*(f"+{each}" for each in add), *(f"-{each}" for each in remove)]
    which = keys[0] if len(keys) == 1 else counted(len(changes), "record")
    return Planned("tag", f"tag {which}: {', '.join(signs)}", tuple(changes))


def _terms(given: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(term for each in given if (term := " ".join(each.split()))))
