"""Tables of a record: who gave the document, what may be done with it, and who paid."""

# No `from __future__ import annotations` here: see record.model.

from typing import Annotated

from msgspec import Meta, field

from archcite.record import vocab
from archcite.record.values import (
    CrossrefFunder,
    Email,
    Isni,
    License,
    RightsUri,
    Ror,
    Table,
    Text,
    Url,
    Wikidata,
)


class Credit(Table, frozen=True):
    """One credit of the digital edition: who obtained, translated or gave the document."""

    verb: Annotated[vocab.Verb, Meta(description="What was done.")]
    by: Annotated[tuple[Text, ...], Meta(description="Who did it, names in running order.")]
    purpose: Annotated[Text | None, Meta(description="For whom (CWIHP, NKIDP).")] = field(
        default=None, name="for"
    )


class Rights(Table, frozen=True):
    """What may be done with the document, and whom to ask."""

    statement: Annotated[Text | None, Meta(description="The rights statement, word for word.")] = (
        None
    )
    uri: Annotated[RightsUri | None, Meta(description="The rightsstatements.org address.")] = None
    license: Annotated[
        License | None, Meta(description="SPDX identifier or Creative Commons address.")
    ] = None
    covers: Annotated[
        tuple[vocab.Covers, ...], Meta(description="What the statement speaks of.")
    ] = ()
    holder: Annotated[tuple[Text, ...], Meta(description="Who holds the rights.")] = ()
    contact: Annotated[Email | None, Meta(description="Whom to ask.")] = None
    holder_contacted: Annotated[
        bool | None, Meta(description="Whether the holder was asked for permission.")
    ] = None
    access: Annotated[vocab.Access | None, Meta(description="Whether it can be read.")] = None
    url: Annotated[Url | None, Meta(description="Where the statement stands.")] = None


class FunderIds(Table, frozen=True):
    """Identifiers of a funder."""

    ror: Annotated[Ror | None, Meta(description="ROR, nine characters.")] = None
    crossref: Annotated[
        CrossrefFunder | None, Meta(description="Crossref Funder ID (10.13039/…).")
    ] = None
    isni: Annotated[Isni | None, Meta(description="ISNI.")] = None
    wikidata: Annotated[Wikidata | None, Meta(description="Wikidata item.")] = None


class Funder(Table, frozen=True):
    """Who paid for the digital edition or the translation (not for the document)."""

    name: Annotated[Text, Meta(description="Name of the funder.")]
    award: Annotated[Text | None, Meta(description="Number of the grant.")] = None
    statement: Annotated[Text | None, Meta(description="The credit sentence, word for word.")] = (
        None
    )
    ids: Annotated[FunderIds | None, Meta(description="Identifiers.")] = None
