"""From one format into another without a library: records stream from reader to writer.

What is wrong, and what became of every field, comes out as values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from msgspec import structs

from archcite.app import exporting, reading
from archcite.app.balance import Balance, Intake
from archcite.crosswalk.table import leaves
from archcite.errors import Problem, Severity
from archcite.record.key import Keys

if TYPE_CHECKING:
    from archcite.record.model import Record


class Conversion:
    """One run: from some files into one format. carrier: whether whole records travel along."""

    def __init__(self, files: Sequence[str], reader: str, target: str, *, carrier: bool) -> None:
        self.files, self.reader, self.target, self.carrier = files, reader, target, carrier
        self.intake = Intake()
        kept = carrier and exporting.has_carrier(target)
        self.balance = Balance(target, carrier=kept)
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []

    def write(self, stream: BinaryIO, passed: reading.Passed) -> None:
        """Convert everything into the stream. passed: told of the bytes that were read."""
        records = self._records(passed)
        for piece in exporting.writing(self.target, records, carrier=self.carrier):
            stream.write(piece.text.encode("utf-8", "replace"))
            self.balance.add(piece)

    @property
    def lossy(self) -> bool:
        """Whether an entry or a field of one is missing from the output."""
        return bool(self.errors or self.intake.dropped) or self.balance.lossy

    def data(self) -> dict[str, Any]:
        """What became of everything, for programs."""
        return {"read": self.intake.data(), "written": self.balance.data()}

    def _records(self, passed: reading.Passed) -> Iterator[Record]:
        keys = Keys()
        for named in self.files:
            for each in reading.each_record(named, self.reader, passed):
                if isinstance(each, Problem):
                    self._note(each)
                    continue
                paths = leaves(each)
                self.intake.add(each, paths)
                self.balance.count(paths)
                key = keys.take(each.document.id)
                if key != each.document.id:
                    self.balance.renamed.append(key)
                    each = structs.replace(each, document=structs.replace(each.document, id=key))
                yield each

    def _note(self, problem: Problem) -> None:
        if problem.code == "import-loss":
            self.intake.lose(problem)
        if problem.severity is Severity.ERROR:
            self.intake.faulty += 1
            self.errors.append(problem)
        else:
            self.warnings.append(problem)
