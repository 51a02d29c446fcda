"""What is to be cited: from the library or from one file, and from further files beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archcite.app import items
from archcite.app.config import Config, cache_folder
from archcite.app.reading import called
from archcite.app.searching import keys_of
from archcite.errors import Problem, ProblemsFound


def gathered(
    config: Config, keys: Iterable[str], input_file: str | None, added: Sequence[str] = ()
) -> items.Found:
    """The things of those keys, or all there are where keys is empty; faulty records are told.

    keys: queries of the library too, each for what it finds.

    input_file: cited from instead of the library. added: files that are cited from as well.
    Raises NoSuchRecord for a key that nothing has, ProblemsFound for one that two places have.
    """
    wanted = list(dict.fromkeys(keys))
    if input_file is None:
        wanted = keys_of(config, wanted)
    files = {named: items.from_file(named) for named in dict.fromkeys(added)}
    places: dict[str, list[str]] = {}
    for named, found in files.items():
        for key in found.citable:
            places.setdefault(key, []).append(called(named))
    here = [key for key in wanted if key not in places]
    aliases = {
        name: key for found in files.values() for name, key in found.aliases.items()
        if name in here
    }  # fmt: skip
    if input_file is None:
        library = config.library()
        aliases = items.aliases(library, here) | aliases
    else:
        base = items.from_file(input_file)
        aliases = {name: key for name, key in base.aliases.items() if name in here} | aliases
    wanted = list(dict.fromkeys(aliases.get(key, key) for key in wanted))
    here = [key for key in wanted if key not in places]
    if input_file is None:
        items.check_keys(library, here)
        taken = {key: library.where(key) for key in places if key in library}
    else:
        taken = {key: called(input_file) for key in places if key in base.citable}
    _check_apart(places, taken, wanted)
    if wanted and not here:
        chosen = items.Found({})
    elif input_file is None:
        chosen = items.from_library(library, here or library.keys(), cache_folder())
    else:
        chosen = items.chosen(base, here, input_file)
    together = dict(chosen.citable)
    for found in files.values():
        together.update(found.citable)
    problems = [*chosen.problems, *(each for found in files.values() for each in found.problems)]
    if wanted:
        together = {key: together[key] for key in wanted if key in together}
    return items.Found(together, problems, aliases)


def _check_apart(
    places: dict[str, list[str]], taken: dict[str, str], wanted: Sequence[str]
) -> None:
    """ProblemsFound for each key that two places have, if it is asked for."""
    problems: list[Problem] = []
    for key in [key for key in wanted if key in places] or ([] if wanted else places):
        both = [*([taken[key]] if key in taken else []), *places[key]]
        if len(both) > 1:
            message = f"the key {key[:80]!r} is in {' and in '.join(both)}"
            problems.append(Problem("key-twice", "", message, "give one of them another key"))
    items.collected(ProblemsFound, problems)
