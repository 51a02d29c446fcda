"""Settings: archcite.toml and the environment, read once and handed down as a frozen Config.

The only module that looks at environment variables; options of the command line override it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from archcite.errors import Problem, ProblemsFound, UsageFault
from archcite.library.atomic import reason
from archcite.library.files import MARK, Library, find_library, shown

if TYPE_CHECKING:
    from archcite.cite.arrange import Section

DEFAULT_STYLE = "chicago"
VARIABLES = {
    "ARCHCITE_LIBRARY": "The library to use instead of the one found from the working folder.",
    "ARCHCITE_DEBUG": "If set, an unexpected fault shows its traceback.",
    "SOURCE_DATE_EPOCH": "What counts as now, in seconds since 1970, for repeatable imports.",
    "VISUAL": "The editor that archcite edit opens; before EDITOR.",
    "EDITOR": "The editor that archcite edit opens.",
    "NO_COLOR": "If set, no italics or colours on a terminal.",
    "XDG_CACHE_HOME": "Where compiled styles are kept, on Linux.",
}


class Setting(NamedTuple):
    """One key of archcite.toml: what it means, and an example of its value as TOML."""

    sentence: str
    example: str
    many: bool = False
    flag: bool = False


SETTINGS: dict[str, Setting] = {
    "style": Setting(
        "The citation style, or a list of them, for cite and bib.", '"chicago"', many=True
    ),
    "locale": Setting("The language that styles print their words in.", '"en-US"'),
    "to": Setting(
        "The output format of citations: plain, markdown, html, latex, typst, rtf, rst, ooxml or "
        "json.",
        '"plain"',
    ),
    "options": Setting(
        "Options of the style, NAME or NAME=VALUE: a text, or a list of texts.",
        '["ibid", "urls=off"]',
        many=True,
    ),
    "carrier": Setting(
        "Which of a document's places to cite: both, original or copy.", '"original"'
    ),
    "key": Setting(
        "How citation keys of new records are made: text with {author}, {date}, {year}, {title}, "
        "{kind}, {archive}, {collection}.",
        '"{author}-{date}"',
    ),
    "commit": Setting(
        "Whether each change is committed to the git repository of the library.", "true", flag=True
    ),
}

SECTIONS = "sections"  # tables, which app.sections reads
CHECK = "check"  # a table
CHECK_SETTINGS: dict[str, Setting] = {
    "select": Setting(
        "The rules that `archcite check` runs: codes, or the first words of several.",
        '["date", "name"]',
        many=True,
    ),
    "ignore": Setting(
        "Rules that it does not run, whatever is selected.",
        '["rights-uri-missing"]',
        many=True,
    ),
}


class Config(NamedTuple):
    """What holds for one run. root is None where there is no library; "" stands for not set."""

    root: Path | None = None
    styles: tuple[str, ...] = (DEFAULT_STYLE,)
    locale: str = ""
    to: str = ""
    options: tuple[str, ...] = ()
    carrier: str = ""
    sections: tuple[Section, ...] = ()
    commit: bool = False
    key: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def library(self) -> Library:
        """The library, or UsageFault where there is none.

        A change that a dead process has left half done is completed or taken back first, and told.
        """
        if self.root is None:
            raise UsageFault(
                Problem(
                    "no-library",
                    "",
                    f"there is no library here: no {MARK} in this folder or above it",
                    "archcite init starts one; --library or ARCHCITE_LIBRARY names another",
                )
            )
        library = Library(self.root)
        if not completing() and (told := library.recovered()):
            from archcite.app.cli import _print

            _print.problems([told])
        return library


def read_config(library: str | None = None) -> Config:
    """The settings for this run; library: the folder given on the command line, or None."""
    named = library or os.environ.get("ARCHCITE_LIBRARY", "")
    if named:
        root = Path(named).expanduser()
        if not (root / MARK).is_file():
            raise UsageFault(
                Problem("no-library", str(root), f"there is no {MARK} in this folder",
                        f"archcite init {root} starts a library there")
            )  # fmt: skip
        return from_text(root, _text(root / MARK))
    found = find_library(_here())
    return Config() if found is None else from_text(found, _text(found / MARK))


def from_text(root: Path, text: str) -> Config:
    """The settings that the text of an archcite.toml makes; ProblemsFound with all faults."""
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        return Config(root)
    where = shown(root / MARK)
    values = _parsed(text, where)
    described = values.pop(SECTIONS, None)
    checks = values.pop(CHECK, {})
    problems = [
        fault for key, value in values.items() if (fault := _fault(key, value, text, where))
    ]
    sections: list[Section] = []
    if described is not None:
        from archcite.app.sections import read_sections

        sections, faults = read_sections(described, text, where)
        problems += faults
    chosen, faults = _check_settings(checks, text, where)
    problems += faults
    if problems:
        raise ProblemsFound(*problems)
    return Config(
        root,
        _texts(values.get("style", DEFAULT_STYLE)),
        str(values.get("locale", "")),
        str(values.get("to", "")),
        _texts(values.get("options", [])),
        str(values.get("carrier", "")),
        tuple(sections),
        commit=values.get("commit") is True,
        key=str(values.get("key", "")),
        **chosen,
    )


def _check_settings(
    table: object, text: str, where: str
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """What the table [check] says, and its faults; that the rules exist is asked where they run."""
    if not isinstance(table, dict):
        place = f"{where}:{_line(CHECK, text)}"
        return {}, [Problem("bad-config", place, f"{CHECK} must be a table", f"write [{CHECK}]")]
    faults = [
        fault
        for key, value in table.items()
        if (fault := _fault(key, value, text, where, CHECK_SETTINGS))
    ]
    return {} if faults else {key: _texts(value) for key, value in table.items()}, faults


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _parsed(text: str, where: str) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        message, _, place = str(fault).rpartition(" (at ")
        line = "".join(char for char in place.split(",")[0] if char.isdigit())
        raise ProblemsFound(
            Problem("bad-config", f"{where}:{line}" if line else where,
                    f"not valid TOML: {message or fault}")
        ) from fault  # fmt: skip
    except (ValueError, RecursionError) as fault:
        raise ProblemsFound(
            Problem("bad-config", where, "the file is nested too deeply, or a number is too long")
        ) from fault


def _fault(
    key: str, value: object, text: str, where: str, known: Mapping[str, Setting] = SETTINGS
) -> Problem | None:
    """What is wrong with one setting, with its line. known: the settings that there are."""
    place = f"{where}:{_line(key, text)}"
    setting = known.get(key)
    if setting is None:
        return Problem(
            "bad-config",
            place,
            f"unknown setting {key!r}",
            f"known are {', '.join([*known, *((SECTIONS, CHECK) if known is SETTINGS else ())])}",
        )
    if setting.flag:
        if isinstance(value, bool):
            return None
        return Problem("bad-config", place, f"{key} must be true or false", "such as commit = true")
    texts = value if setting.many and isinstance(value, list) and value else [value]
    if all(isinstance(each, str) and each.strip() for each in texts):
        return _bad_pattern(str(value), place) if key == "key" else None
    wanted = "a text or a list of texts" if setting.many else "a text"
    return Problem("bad-config", place, f"{key} must be {wanted}", f"such as {setting.example}")


def _bad_pattern(pattern: str, place: str) -> Problem | None:
    """What is wrong with a pattern of keys."""
    from string import Formatter

    from archcite.record.key import PARTS

    try:
        parts = [each for _, each, form, how in Formatter().parse(pattern) if each is not None]
        plain = all(not (form or how) for _, _, form, how in Formatter().parse(pattern))
    except ValueError:
        parts, plain = [], False
    if plain and parts and set(parts) <= set(PARTS):
        return None
    listed = ", ".join(f"{{{each}}}" for each in PARTS)
    return Problem(
        "bad-config", place, f"{pattern[:60]!r} makes no keys", f"it is made of {listed}"
    )


def _line(key: str, text: str) -> int:
    """The line on which a top-level key or table stands; 1 where it is written in a rarer way."""
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip().lstrip("[").lstrip("\"' ")
        if bare.startswith(key) and bare[len(key) :].lstrip("\"' ")[:1] in ("=", "]", "."):
            return number
    return 1


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as fault:
        raise ProblemsFound(
            Problem("not-utf-8", shown(path), "the file is not valid UTF-8", "save it as UTF-8")
        ) from fault
    except OSError as fault:
        raise UsageFault(
            Problem("unreadable", shown(path), f"cannot read: {reason(fault)}")
        ) from fault


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError as fault:
        raise UsageFault(
            Problem("no-library", "", "the working folder does not exist any more")
        ) from fault


def cache_folder() -> Path | None:
    """Where this user's programs keep what can be made again; None where nothing says so."""
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        named = os.environ.get("LOCALAPPDATA", "")
        return Path(named) / "archcite" / "cache" if named else None
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "archcite"
    named = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(named) if named.startswith("/") else home / ".cache") / "archcite"


def today() -> str:
    """The day as an ISO date; SOURCE_DATE_EPOCH sets it for a repeatable run."""
    import time

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    usable = epoch.isascii() and epoch.isdigit() and len(epoch) <= 11
    moment = time.gmtime(int(epoch)) if usable else time.localtime()
    return time.strftime("%Y-%m-%d", moment)


def editor() -> str:
    """The user's editor, or ""."""
    return os.environ.get("VISUAL", "") or os.environ.get("EDITOR", "")


def completing() -> bool:
    """Whether a shell asks for completions instead of running the command."""
    return "_ARCHCITE_COMPLETE" in os.environ


def debugging() -> bool:
    """Whether an unexpected fault should show its traceback."""
    return bool(os.environ.get("ARCHCITE_DEBUG"))


def plain_terminal() -> bool:
    """Whether the terminal should get letters alone (NO_COLOR, TERM=dumb)."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
