"""The one entrance for YAML from outside: scalars as text, bounded, faults with their line.

YAML would make False of the title "no", ten of "012" and a day of 1966-05-27; here a reader gets
the letters and knows by the field what they are. Tags make nothing; an empty value is "".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archcite.errors import Problem
from archcite.read.json_text import Place

_DEEPEST = 100  # values within one another
_SHARED = 200_000  # values that aliases may repeat in one file
_LONGEST = 128 * 2**20  # characters of a file
_DEEP = "The YAML is nested too deeply to be read."
_NOTHING = ("", "~", "null")


def yaml_entries(
    text: str, name: str, *lists: str, keyed: bool = False, line: int = 1, rest: bool = False
) -> Iterator[tuple[Place, Any] | Problem]:
    """Each entry of a text: a list's members, those of a list that a mapping holds, or the mapping.

    name: the file's, for Problems. lists: keys of the outermost mapping whose lists hold entries.
    keyed: the outermost mapping holds the entries; each is (key, value). line: that of the text's
    beginning in its file. rest: give the outermost mapping, too, after the lists that it holds.
    A value is a dict, a list or a str. What stood before a break has been given.
    """
    import yaml

    if len(text) > _LONGEST:
        yield Problem("too-large", name, "The file is too large for YAML.", "divide it")
        return
    try:
        yield from _Entries(text, name, lists, keyed, line - 1, rest).all()
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        where = f"{name}:{mark.line + line}" if mark else name
        told = " ".join(str(fault.problem or fault.context).split())
        deep = "maximum nesting" in told  # the parser's own bound, where it looks far ahead
        told = _DEEP if deep else f"This is not valid YAML: {told}."
        yield Problem("yaml-invalid", where, told)
    except yaml.reader.ReaderError as fault:
        before = text.count("\n", 0, fault.position) if isinstance(fault.position, int) else 0
        told = "This is not valid YAML: a character is not allowed."
        yield Problem("yaml-invalid", f"{name}:{before + line}", told)
    except _Refused as fault:
        yield Problem("yaml-invalid", f"{name}:{fault.line}", str(fault))


class _Refused(Exception):
    """What is well-formed but not read. line: where it stands."""

    def __init__(self, told: str, line: int) -> None:
        super().__init__(told)
        self.line = line


class _Open:
    """A list or mapping that is not closed yet."""

    __slots__ = ("anchor", "key", "line", "made", "size")

    def __init__(self, made: Any, anchor: str | None, size: int, line: int) -> None:
        self.made, self.anchor, self.size, self.line = made, anchor, size, line
        self.key: str | None = None

    def add(self, value: Any, line: int) -> str:
        """Take a member in; the key where it has been there before."""
        if isinstance(self.made, list):
            self.made.append(value)
            return ""
        if self.key is None:
            if not isinstance(value, str):
                raise _Refused("A key of a mapping must be a text.", line)
            self.key = value
            return ""
        key, self.key = self.key, None
        if key in self.made:
            return key
        self.made[key] = value
        return ""


class _Stream:
    """A text as the parser takes it piece by piece: a whole text it would hold twice."""

    def __init__(self, text: str) -> None:
        self._text, self._place = text, 0

    def read(self, size: int = -1) -> str:
        """The next characters, "" at the end."""
        start = self._place
        self._place = len(self._text) if size < 0 else start + size
        return self._text[start : self._place]


class _Entries:
    """One text on its way into entries."""

    def __init__(
        self,
        text: str,
        name: str,
        lists: tuple[str, ...],
        keyed: bool,
        before: int,
        rest: bool,
    ) -> None:
        import yaml

        self.name, self.lists, self.keyed, self.before = name, lists, keyed, before
        self.rest = rest
        loader: Any = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
        self.events: Iterator[Any] = iter(yaml.parse(_Stream(text), Loader=loader))
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.size = self.shared = 0
        self.doubled: list[Problem] = []

    def all(self) -> Iterator[tuple[Place, Any] | Problem]:
        import yaml

        for event in self.events:
            line = self.line(event)
            if isinstance(event, yaml.SequenceStartEvent):
                yield from self.members("$")
            elif isinstance(event, yaml.MappingStartEvent):
                yield from self.mapping(line)
            elif isinstance(event, yaml.NodeEvent):
                value = self.value(event)
                if value != "":
                    yield Place(self.name, line, "$"), value

    def line(self, event: Any) -> int:
        return int(event.start_mark.line) + 1 + self.before

    def members(self, path: str) -> Iterator[tuple[Place, Any] | Problem]:
        """The members of a list whose beginning has been read."""
        import yaml

        number = 0
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            where = Place(self.name, self.line(event), f"{path}[{number}]")
            value = self.value(event)
            yield from self.told()
            yield where, value
            number += 1

    def mapping(self, line: int) -> Iterator[tuple[Place, Any] | Problem]:
        """What the outermost mapping holds, whose beginning has been read."""
        import yaml

        whole = _Open({}, None, 0, line)
        found = False
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            at = self.line(event)
            key = self.value(event)
            if not isinstance(key, str):
                raise _Refused("A key of a mapping must be a text.", at)
            event = next(self.events)
            if key in self.lists and isinstance(event, yaml.SequenceStartEvent):
                found = True
                yield from self.members(f"$.{key}")
                continue
            value = self.value(event)
            yield from self.told()
            if self.keyed:
                yield Place(self.name, at, f"$.{key}"), (key, value)
            else:
                whole.key = key
                self.double(whole.add(value, at), at)
                yield from self.told()
        if self.rest or not (found or self.keyed):
            yield Place(self.name, line, "$"), whole.made

    def told(self) -> Iterator[Problem]:
        yield from self.doubled
        self.doubled.clear()

    def double(self, key: str, line: int) -> None:
        if key:
            told = f"The field {key[:60]!r} stands here a second time; the first one counts."
            where = f"{self.name}:{line}"
            self.doubled.append(Problem("import-loss", where, told, fields=(key[:60],)))

    def value(self, event: Any) -> Any:
        """The value that begins with an event; the events after it are the next value's."""
        import yaml

        within: list[_Open] = []
        while True:
            line = self.line(event)
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                if len(within) >= _DEEPEST:
                    raise _Refused(_DEEP, line)
                made: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
                within.append(_Open(made, event.anchor, self.size, line))
                event = next(self.events)
                continue
            found = self.closed(event, within, line)
            if not within:
                return found
            self.double(within[-1].add(found, line), line)
            event = next(self.events)

    def closed(self, event: Any, within: list[_Open], line: int) -> Any:
        """What ends with an event: a text, an alias, or the innermost list or mapping."""
        import yaml

        self.size += 1
        if isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0] and not event.tag
            found: Any = "" if plain and event.value in _NOTHING else event.value
            if event.anchor:
                self.anchors[event.anchor] = (found, 1)
        elif isinstance(event, yaml.AliasEvent):
            called = event.anchor or ""
            if called not in self.anchors:
                raise _Refused(f"Nothing before this is called {called[:40]!r}.", line)
            found, size = self.anchors[called]
            self.size += size
            self.shared += size
            if self.shared > _SHARED:
                raise _Refused("Aliases repeat too much of this file.", line)
        else:
            ended = within.pop()
            found = ended.made
            if isinstance(found, dict) and "<<" in found:
                found = _merged(found)
            if ended.anchor:
                self.anchors[ended.anchor] = (found, self.size - ended.size)
        return found


def _merged(found: dict[str, Any]) -> dict[str, Any]:
    """A mapping with what its merge key takes in; its own values count first."""
    others = found["<<"]
    others = others if isinstance(others, list) else [others]
    if not all(isinstance(each, dict) for each in others):
        return found
    made = {key: value for key, value in found.items() if key != "<<"}
    for each in others:
        made = {**each, **made}
    return made


def listed(value: Any) -> list[Any]:
    """A list as it is, nothing as none, anything else as the one member."""
    if isinstance(value, list):
        return value
    return [] if value in ("", None) else [value]
