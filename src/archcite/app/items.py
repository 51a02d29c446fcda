"""What can be cited, by key: records of the library, or the items of a file.

A record's CSL view is kept in the cache beside the fingerprint of the record's file, so that citing
it again neither parses TOML nor checks a schema; one changed byte makes it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from archcite.app import cache
from archcite.cite.item import JsonItem, RecordItem
from archcite.crosswalk.csl_view import View
from archcite.errors import ArchciteError, NoSuchRecord, Problem, ProblemsFound, UnreadableInput
from archcite.library.files import Library

if TYPE_CHECKING:
    from archcite.record.gap import Gap
    from archcite.record.model import Record


Question = tuple[object, ...]
Work = Callable[["Record"], list[str]]


def _nothing(question: Question, work: Work) -> list[str]:
    return []


def _no_record() -> None:
    """What is not a record has none."""


class Citable(NamedTuple):
    """One thing to cite: its key, what a style sees of it, what its record lacks.

    answer: what a piece of work says of the record; the question stands for the work, so that an
    answer need not be worked out twice. record: gives the record that it is, or None for an item
    of a file. entry: gives the record that other formats are to be written from, made of an item.
    """

    key: str
    seen: Callable[[View], JsonItem]
    gaps: Sequence[Gap] = ()
    answer: Callable[[Question, Work], list[str]] = _nothing
    record: Callable[[], Record | None] = _no_record
    entry: Callable[[], Record | None] = _no_record


class Found(NamedTuple):
    """Things to cite by key, and the faults of those that cannot be.

    aliases: keys of other programs that were asked for, each with the key that the thing has here.
    """

    citable: dict[str, Citable]
    problems: Sequence[Problem] = ()
    aliases: Mapping[str, str] = MappingProxyType({})


def from_library(library: Library, keys: Iterable[str], cache_folder: Path | None) -> Found:
    """The records of those keys; a fault in one does not hide the others."""
    citable: dict[str, Citable] = {}
    problems: list[Problem] = []
    for key in dict.fromkeys(keys):
        try:
            citable[key] = _citable(library, key, cache_folder)
        except (ProblemsFound, UnreadableInput) as error:
            problems.extend(error.problems)
    return Found(citable, problems)


def aliases(library: Library, keys: Iterable[str]) -> dict[str, str]:
    """The keys that no record has but that another program has for one, with the record's key.

    ProblemsFound where two records are known by the same one.
    """
    unknown = [key for key in dict.fromkeys(keys) if key not in library]
    known: dict[str, list[str]] = {}
    if unknown:
        from archcite.app.searching import index_for

        with index_for(library) as index:
            known = index.known_as(unknown)
    collected(
        ProblemsFound,
        [
            Problem("key-twice", "", f"{' and '.join(found)} are both known as {name[:80]!r}",
                    "name the one that you mean")
            for name, found in known.items() if len(found) > 1
        ],
    )  # fmt: skip
    return {name: found[0] for name, found in known.items() if found}


def resolved(library: Library, keys: Iterable[str]) -> list[str]:
    """The keys of the records that are named, here or by another program; NoSuchRecord for none."""
    named = list(keys)
    known = aliases(library, named)
    found = list(dict.fromkeys(known.get(key, key) for key in named))
    check_keys(library, found)
    return found


def real_key(library: Library, key: str) -> str:
    """The key of the record that has this key, here or in another program; itself for none."""
    return aliases(library, [key]).get(key, key)


def check_keys(library: Library, keys: Iterable[str]) -> None:
    """Raise NoSuchRecord that names all the keys that no record has."""
    problems: list[Problem] = []
    for key in dict.fromkeys(keys):
        try:
            if not library.path(key).is_file():
                raise library.missing(key)
        except NoSuchRecord as error:
            problems.extend(error.problems)
    if problems:
        raise NoSuchRecord(*problems)


def from_file(named: str) -> Found:
    """The items or records of a file; UnreadableInput where there is none to cite."""
    from archcite.app import reading

    data = reading.read_bytes(named)
    if reading.is_csl_json(data, named):
        found = _sorted_out(reading.read_items(data, named))
    else:
        found = _sorted_out(
            each if isinstance(each, Problem) else view(each)
            for each in reading.read_records(data, named)
        )
    if found.citable:
        return found
    where = reading.called(named)
    nothing = Problem("nothing-found", where, "there is nothing in it that can be cited")
    if any(problem.code == "page-unknown" for problem in found.problems):
        raise UnreadableInput(
            Problem("format-unknown", where, "this is neither CSL-JSON nor a page of an archive",
                    "let your reference manager export CSL-JSON")
        )  # fmt: skip
    raise UnreadableInput(*(found.problems or [nothing]))


def chosen(found: Found, keys: Iterable[str], named: str) -> Found:
    """Those things of a file that are asked for, or all where keys is empty."""
    from archcite.app.reading import called

    wanted = list(dict.fromkeys(keys)) or list(found.citable)
    collected(
        NoSuchRecord,
        [
            Problem("key-unknown", called(named), f"no item in it has the key {key[:80]!r}")
            for key in wanted
            if key not in found.citable
        ],
    )
    return Found({key: found.citable[key] for key in wanted}, found.problems)


def _sorted_out(found: Iterable[dict[str, Any] | Citable | Problem]) -> Found:
    citable: dict[str, Citable] = {}
    problems: list[Problem] = []
    for each in found:
        if isinstance(each, Problem):
            problems.append(each)
        else:
            one = each if isinstance(each, Citable) else _plain(each)
            citable[one.key] = one
    return Found(citable, problems, _known_as(citable))


def _known_as(citable: Mapping[str, Citable]) -> dict[str, str]:
    """The keys of other programs that name one record of a file alone."""
    names: dict[str, list[str]] = {}
    for key, each in citable.items():
        record = each.record()
        for name in record.record.known_as if record and record.record else ():
            if name not in citable:
                names.setdefault(name, []).append(key)
    return {name: keys[0] for name, keys in names.items() if len(keys) == 1}


def view(record: Record) -> Citable:
    """A record as styles see it."""
    from archcite.record.gaps import gaps

    return Citable(
        record.document.id,
        partial(RecordItem, record),
        gaps(record),
        lambda question, work: work(record),
        lambda: record,
        lambda: record,
    )


def _plain(source: dict[str, Any]) -> Citable:
    """An item of a file, which looks the same to every style."""
    item = JsonItem(source)
    return Citable(item.id, lambda _: item, entry=partial(_as_record, source))


def _as_record(source: dict[str, Any]) -> Record:
    """What an item says, as a record; ProblemsFound where it makes none."""
    from archcite.read.csl_records import as_records
    from archcite.record.model import Record

    found = as_records(source, "")
    records = [each for each in found if isinstance(each, Record)]
    collected(
        ProblemsFound, [] if records else [each for each in found if isinstance(each, Problem)]
    )
    return records[0]


def _simple(value: Any) -> Any:
    """The same value out of the plain types that can be kept."""
    if isinstance(value, dict):
        return {str(key): _simple(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_simple(each) for each in value]
    return str(value) if isinstance(value, str) else value


def kept_view(
    library: Library, key: str, text: str, cache_folder: Path | None, load: Callable[[], Record]
) -> Citable:
    """A record with that text as styles see it. load: reads it, where nothing is kept of it."""
    return _citable(library, key, cache_folder, text.encode("utf-8"), load)


def _citable(
    library: Library,
    key: str,
    cache_folder: Path | None,
    data: bytes | None = None,
    load: Callable[[], Record] | None = None,
) -> Citable:
    mark = cache.fingerprint(library.read(key) if data is None else data)
    kept_at = None
    if cache_folder is not None:
        place = cache.fingerprint(str(library.root.absolute()).encode()).hex()
        kept_at = cache_folder / "items" / place / key
    match kept_at and cache.fetch(kept_at):
        case (known, [*told], bytes() as packed, dict() as views, dict() as answers) if (
            known == mark
        ):
            kept = _Kept(library, key, kept_at, (mark, told, packed), views, answers)
        case _:
            from msgspec.msgpack import encode

            record = load() if load else library.load(key)
            told = [tuple(_simple(each) for each in gap) for gap in _gaps(record)]
            kept = _Kept(library, key, kept_at, (mark, told, encode(record)), {}, {}, record)
    return Citable(key, kept.seen, kept.gaps(), kept.answer, kept.record, kept.record)


def _gaps(record: Record) -> list[Gap]:
    from archcite.record.gaps import gaps

    return gaps(record)


_ANSWERS = 40  # so many are kept of one record


class _Kept:
    """A record of the library: its views and the answers about it are made once, and kept."""

    def __init__(
        self,
        library: Library,
        key: str,
        kept_at: Path | None,
        known: tuple[bytes, list[Any], bytes],
        views: dict[tuple[Any, ...], dict[str, Any]],
        answers: dict[Question, list[str]],
        record: Record | None = None,
    ) -> None:
        self._library, self._key, self._kept_at = library, key, kept_at
        self._known, self._views, self._answers, self._record = known, views, answers, record

    def seen(self, view: View) -> JsonItem:
        wanted = tuple(view)
        if wanted not in self._views:
            from archcite.crosswalk.csl import to_item

            self._views[wanted] = _simple(to_item(self.record(), view))
            self._keep()
        return JsonItem(self._views[wanted])

    def gaps(self) -> Sequence[Gap]:
        told = self._known[1]
        if not told:
            return ()
        from archcite.record.gap import Gap

        return [Gap(*each) for each in told]

    def answer(self, question: Question, work: Work) -> list[str]:
        if question not in self._answers:
            if len(self._answers) >= _ANSWERS:  # styles that change leave old ones behind
                self._answers.clear()
            self._answers[question] = work(self.record())
            self._keep()
        return self._answers[question]

    def record(self) -> Record:
        """The record itself; what was kept of it is checked no second time."""
        if self._record is None:
            import msgspec

            from archcite.record.model import Record

            try:
                self._record = msgspec.msgpack.decode(self._known[-1], type=Record)
            except msgspec.MsgspecError:
                self._record = self._library.load(self._key)
        return self._record

    def _keep(self) -> None:
        if self._kept_at is not None:
            cache.keep(self._kept_at, (*self._known, self._views, self._answers))


def collected(error: type[ArchciteError], problems: Sequence[Problem]) -> None:
    """Raise the error if there are problems."""
    if problems:
        raise error(*problems)
