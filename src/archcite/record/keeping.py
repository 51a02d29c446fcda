"""Tables of a record: what its keeper adds, and how the record came about."""

# No `from __future__ import annotations` here: see record.model.

from typing import Annotated

from msgspec import Meta

from archcite.record import vocab
from archcite.record.values import Day, Edtf, FieldPath, Language, License, Sha256, Table, Text, Url


class Remark(Table, frozen=True):
    """A note of whoever keeps the record."""

    text: Annotated[Text, Meta(description="The note, in Markdown or HTML as it came.")]
    title: Annotated[Text | None, Meta(description="Its heading.")] = None


class Attachment(Table, frozen=True):
    """A file that belongs to the document: a scan, a PDF."""

    path: Annotated[Text | None, Meta(description="Where it lies, as it was given.")] = None
    url: Annotated[Url | None, Meta(description="Where it can be fetched.")] = None
    title: Annotated[Text | None, Meta(description="What it is called.")] = None
    media_type: Annotated[Text | None, Meta(description="application/pdf, image/jpeg.")] = None


class Foreign(Table, frozen=True):
    """A field of another program that has no place here, kept as it was."""

    format: Annotated[Text, Meta(description="The format it came from (ris, biblatex).")]
    name: Annotated[Text, Meta(description="The field's name there.")]
    value: Annotated[Text, Meta(description="Its value.")]


class Correction(Table, frozen=True):
    """A reading of the source that looks wrong. Nothing is corrected in silence."""

    field: Annotated[Text, Meta(description="Where it stands: a field's path, or body.")]
    found: Annotated[Text, Meta(description="What stands there.")]
    proposed: Annotated[Text, Meta(description="What it should be.")]
    count: Annotated[int, Meta(ge=1, description="How often.")] = 1
    status: Annotated[vocab.CorrectionStatus, Meta(description="What became of it.")] = (
        vocab.CorrectionStatus.PROPOSED
    )


class Change(Table, frozen=True):
    """One entry of the record's history."""

    when: Annotated[Edtf, Meta(description="The day, or day and time.")]
    what: Annotated[Text, Meta(description="What was changed.")]
    who: Annotated[Text | None, Meta(description="Who changed it.")] = None


class Ignored(Table, frozen=True):
    """A rule of `archcite check` that does not hold for this record."""

    rule: Annotated[
        Text,
        Meta(description="Its code (date-title-differ), or the first words of several (date)."),
    ]
    reason: Annotated[Text, Meta(description="Why it does not hold here.")]


class Administration(Table, frozen=True):
    """The record's own provenance."""

    source_file: Annotated[Text | None, Meta(description="Name of the file it was read from.")] = (
        None
    )
    sha256: Annotated[Sha256 | None, Meta(description="Hash of that file.")] = None
    imported: Annotated[Day | None, Meta(description="The day it was imported.")] = None
    importer: Annotated[Text | None, Meta(description="The reader that made it.")] = None
    language: Annotated[Language | None, Meta(description="Language of the description.")] = None
    license: Annotated[License | None, Meta(description="Licence of this record itself.")] = None
    lost_fields: Annotated[
        tuple[FieldPath, ...],
        Meta(
            description="Fields that the source has but whose values were lost in the extraction."
        ),
    ] = ()
    corrections: Annotated[tuple[Correction, ...], Meta(description="Proposed corrections.")] = ()
    history: Annotated[tuple[Change, ...], Meta(description="What was changed, oldest first.")] = ()
    known_as: Annotated[
        tuple[Text, ...], Meta(description="Citation keys that other programs have for it.")
    ] = ()
    foreign: Annotated[
        tuple[Foreign, ...], Meta(description="Fields of other programs, kept as they were.")
    ] = ()
    ignored: Annotated[
        tuple[Ignored, ...], Meta(description="Rules of check that do not hold here, with reasons.")
    ] = ()
    imported_as: Annotated[
        Text | None,
        Meta(
            description="Hashes of the fields as they were imported: by them the next import tells "
            "what has been changed here."
        ),
    ] = None
