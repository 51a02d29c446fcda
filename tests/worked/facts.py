"""The facts of one example, and which of them were used: none is dropped in silence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

S = TypeVar("S", bound=msgspec.Struct)


class Facts:
    """Facts by name. What is empty (null, "", [], false) is known but says nothing."""

    def __init__(self, source: Mapping[str, Any]) -> None:
        self._source = {name: value for name, value in source.items() if value not in _EMPTY}
        self._used = {name for name, value in source.items() if value in _EMPTY}
        self.remarks: list[str] = []

    def __contains__(self, name: str) -> bool:
        return name in self._source

    def value(self, name: str) -> Any:
        """The fact as it stands in the file; None where there is none."""
        self._used.add(name)
        return self._source.get(name)

    def text(self, *names: str) -> str | None:
        """The first of the facts that is there, as a text."""
        for name in names:
            if name not in self._source:
                continue
            value = self.value(name)
            if isinstance(value, str | int | float) and not isinstance(value, bool):
                return str(value)
            self.remark(f"{name} is no text")
        return None

    def listed(self, *names: str) -> list[Any]:
        """All values of the facts, whether each is one value or a list."""
        found: list[Any] = []
        for name in names:
            if name in self._source:
                value = self.value(name)
                found += value if isinstance(value, list) else [value]
        return found

    def use(self, *names: str) -> None:
        """These say nothing more than others do."""
        self._used.update(names)

    def remark(self, text: str) -> None:
        self.remarks.append(text)

    def left(self) -> list[str]:
        """The names of the facts that nobody has asked for."""
        return sorted(self._source.keys() - self._used)

    def all(self) -> Mapping[str, Any]:
        return self._source

    def make(self, struct: type[S], /, **fields: Any) -> S:
        """A struct of that kind; a field that it does not have is told, not lost in silence."""
        known = set(struct.__struct_fields__)
        for name in fields.keys() - known:
            if fields[name]:
                self.remark(f"a record has no {struct.__name__.lower()}.{name}")
        return struct(**{name: value for name, value in fields.items() if name in known})


_EMPTY: tuple[Any, ...] = (None, "", [], {}, False)
