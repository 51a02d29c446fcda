"""Tables of a record: places, subject headings, and whom or what the document names."""

# No `from __future__ import annotations` here: see record.model.

from typing import Annotated

from msgspec import Meta

from archcite.record import vocab
from archcite.record.values import Table, Text, Url, Wikidata


class PlaceIds(Table, frozen=True):
    """Identifiers of a place."""

    geonames: Annotated[Text | None, Meta(description="GeoNames number.")] = None
    tgn: Annotated[Text | None, Meta(description="Getty TGN number.")] = None
    wikidata: Annotated[Wikidata | None, Meta(description="Wikidata item.")] = None


class Place(Table, frozen=True):
    """A place that matters to the document."""

    name: Annotated[Text, Meta(description="Its name.")]
    role: Annotated[vocab.PlaceRole, Meta(description="What it is to the document.")] = (
        vocab.PlaceRole.SUBJECT
    )
    ids: Annotated[PlaceIds | None, Meta(description="Identifiers.")] = None


class Subject(Table, frozen=True):
    """A subject heading."""

    term: Annotated[Text, Meta(description="The heading.")]
    scheme: Annotated[Text | None, Meta(description="Whose heading (LCSH).")] = None
    uri: Annotated[Url | None, Meta(description="Its address.")] = None


class Mention(Table, frozen=True):
    """Somebody or something named in the text."""

    name: Annotated[Text, Meta(description="The name, in one spelling.")]
    kind: Annotated[vocab.MentionKind, Meta(description="What it is.")] = vocab.MentionKind.PERSON
    as_given: Annotated[
        tuple[Text, ...], Meta(description="The spellings in the source, scanning errors included.")
    ] = ()
