"""The record: what one archival document is, where it lies, who may use it and who paid.

Frozen structs without behaviour. A field that is missing here was not stated; `_src` says how a
value is known, `record.lost_fields` what the source named but the extraction lost.
Field sentences (Meta.description) are the manual and the JSON Schema.
"""

# No `from __future__ import annotations` here: evaluating postponed annotations made the first
# conversion of a record take 15 ms instead of 1.5 ms.

from typing import Annotated, Literal

from msgspec import Meta

from archcite.record import vocab
from archcite.record.about import Mention, Place, PlaceIds, Subject
from archcite.record.keeping import (
    Administration,
    Attachment,
    Change,
    Correction,
    Foreign,
    Ignored,
    Remark,
)
from archcite.record.rights import Credit, Funder, FunderIds, Rights
from archcite.record.values import (
    Day,
    Doi,
    Edtf,
    Isni,
    Language,
    Lccn,
    Orcid,
    Ror,
    Slug,
    Table,
    Text,
    Url,
    Viaf,
    Wikidata,
)

SCHEMA = "archcite/1"


class OriginalTitle(Table, frozen=True):
    """The title in the language of the original."""

    text: Annotated[Text, Meta(description="As it stands on the document, in its own script.")]
    language: Annotated[
        Language | None, Meta(description="BCP 47 tag of the text, with its script where needed.")
    ] = None
    transliteration: Annotated[
        Text | None, Meta(description="The same in Latin letters, as the source gives it.")
    ] = None
    translation: Annotated[
        Text | None, Meta(description="The same in the reader's language, if it is not the title.")
    ] = None


class Event(Table, frozen=True):
    """The meeting, plenum or conference at which the document was spoken or adopted."""

    name: Annotated[Text | None, Meta(description="What it is called in a citation.")] = None
    as_given: Annotated[Text | None, Meta(description="What the source calls it.")] = None
    session: Annotated[
        Text | None, Meta(description="Which sitting or part (morning, third day).")
    ] = None
    place: Annotated[Text | None, Meta(description="Where it was held.")] = None
    date: Annotated[Edtf | None, Meta(description="When it was held, EDTF level 1.")] = None


class TextQuality(Table, frozen=True):
    """How far the text that was read can be trusted."""

    ocr: Annotated[
        bool | None, Meta(description="Whether the text comes from character recognition.")
    ] = None
    issues: Annotated[tuple[Text, ...], Meta(description="What was noticed, a phrase each.")] = ()


class Document(Table, frozen=True):
    """The document itself, whatever copy of it was read."""

    id: Annotated[Slug, Meta(description="The citation key, equal to the file's name.")]
    kind: Annotated[vocab.Kind, Meta(description="What the document is.")]
    title: Annotated[Text | None, Meta(description="The title, without quotation marks.")] = None
    title_kind: Annotated[
        vocab.TitleKind | None, Meta(description="Where the title comes from.")
    ] = None
    title_language: Annotated[
        Language | None,
        Meta(description="BCP 47 tag of the title, if it is in another language than the text."),
    ] = None
    short_title: Annotated[Text | None, Meta(description="The title for repeated notes.")] = None
    abbreviation: Annotated[
        Text | None,
        Meta(description="What repeated notes call it instead of author and title (FRUS)."),
    ] = None
    original_title: Annotated[
        OriginalTitle | None, Meta(description="The title in the original language.")
    ] = None
    heading: Annotated[
        Text | None, Meta(description="A heading or rubric that stands over the text.")
    ] = None
    genre: Annotated[
        Text | None,
        Meta(description="The word for its kind that a citation prints (ciphered telegram)."),
    ] = None
    medium: Annotated[
        Text | None, Meta(description="Typescript, manuscript, microfilm, 78 rpm disc.")
    ] = None
    date: Annotated[
        Edtf | None, Meta(description="When it was written or spoken, EDTF level 1.")
    ] = None
    date_as_given: Annotated[Text | None, Meta(description="The date as the source writes it.")] = (
        None
    )
    date_inferred: Annotated[
        bool,
        Meta(description="Whether the date was supplied by a cataloguer; printed in brackets."),
    ] = False
    date_old_style: Annotated[
        Edtf | None,
        Meta(description="The same day in the Julian calendar, where the document has it."),
    ] = None
    extract: Annotated[
        vocab.Extract | None, Meta(description="How much of the document there is.")
    ] = None
    language: Annotated[
        Language | None, Meta(description="BCP 47 tag of the text that was read.")
    ] = None
    original_language: Annotated[
        Language | None, Meta(description="BCP 47 tag of the language it was written in.")
    ] = None
    classification: Annotated[
        Text | None, Meta(description="Secret, Top Secret, for internal use.")
    ] = None
    number: Annotated[Text | None, Meta(description="The document's own number (No. 709).")] = None
    summary: Annotated[Text | None, Meta(description="What it is about.")] = None
    extent: Annotated[Text | None, Meta(description="How long it is (3 leaves).")] = None
    event: Annotated[Event | None, Meta(description="The meeting it belongs to.")] = None
    text_quality: Annotated[
        TextQuality | None, Meta(description="How far the text can be trusted.")
    ] = None


class AgentIds(Table, frozen=True):
    """Identifiers of a person or body."""

    orcid: Annotated[Orcid | None, Meta(description="ORCID; for living contributors only.")] = None
    isni: Annotated[Isni | None, Meta(description="ISNI, sixteen characters without spaces.")] = (
        None
    )
    viaf: Annotated[Viaf | None, Meta(description="VIAF number.")] = None
    wikidata: Annotated[Wikidata | None, Meta(description="Wikidata item (Q…).")] = None
    lcnaf: Annotated[
        Lccn | None, Meta(description="Library of Congress name authority number.")
    ] = None


class Agent(Table, frozen=True):
    """A person or body, in one role. `as_given` is enough; the parts make it sort and shorten."""

    role: Annotated[vocab.Role, Meta(description="What they did for the document.")]
    as_given: Annotated[
        Text, Meta(description="The name as the source writes it, in running order.")
    ]
    family: Annotated[
        Text | None, Meta(description="Family name, with any particle that sorts.")
    ] = None
    given: Annotated[Text | None, Meta(description="Given names and patronymic.")] = None
    particle: Annotated[
        Text | None, Meta(description="A particle that does not sort (van, de).")
    ] = None
    suffix: Annotated[Text | None, Meta(description="Jr., III.")] = None
    short: Annotated[
        Text | None, Meta(description="The name in repeated notes, if not the family name (SED).")
    ] = None
    kind: Annotated[vocab.AgentKind, Meta(description="Person or body.")] = vocab.AgentKind.PERSON
    order: Annotated[vocab.NameOrder, Meta(description="Whether the family name comes first.")] = (
        vocab.NameOrder.GIVEN_FIRST
    )
    certainty: Annotated[vocab.Certainty, Meta(description="How sure the attribution is.")] = (
        vocab.Certainty.CERTAIN
    )
    affiliation: Annotated[Text | None, Meta(description="Office or post at the time.")] = None
    authority_form: Annotated[
        Text | None, Meta(description="The heading in an authority file (Kim, Il-sŏng, 1912-1994).")
    ] = None
    scheme: Annotated[
        Text | None, Meta(description="The transliteration system of the name (ALA-LC, BGN/PCGN).")
    ] = None
    original: Annotated[Text | None, Meta(description="The name in its own script.")] = None
    ids: Annotated[AgentIds | None, Meta(description="Identifiers.")] = None


class RepositoryIds(Table, frozen=True):
    """Identifiers of an archive."""

    isil: Annotated[Text | None, Meta(description="ISIL.")] = None
    ror: Annotated[Ror | None, Meta(description="ROR, nine characters.")] = None
    isni: Annotated[Isni | None, Meta(description="ISNI.")] = None
    wikidata: Annotated[Wikidata | None, Meta(description="Wikidata item.")] = None


class Repository(Table, frozen=True):
    """The archive, library or museum that holds the document."""

    name: Annotated[Text | None, Meta(description="Its name as a citation prints it.")] = None
    acronym: Annotated[Text | None, Meta(description="RGANI, TNA, NARA.")] = None
    department: Annotated[Text | None, Meta(description="The division or library within it.")] = (
        None
    )
    place: Annotated[Text | None, Meta(description="The town.")] = None
    country: Annotated[Text | None, Meta(description="ISO 3166-1 code of two letters.")] = None
    ids: Annotated[RepositoryIds | None, Meta(description="Identifiers.")] = None


class Level(Table, frozen=True):
    """One step of the shelfmark. Values are strings: leading zeros and letters count."""

    kind: Annotated[vocab.LevelKind, Meta(description="Which step.")]
    value: Annotated[Text, Meta(description="Its number or name; a range with a hyphen (67-70).")]
    label: Annotated[
        Text | None, Meta(description="The word that the source uses for it, if not the usual one.")
    ] = None


class Publication(Table, frozen=True):
    """A printed edition from which the document is cited."""

    as_given: Annotated[Text | None, Meta(description="The reference as the source writes it.")] = (
        None
    )
    authors: Annotated[tuple[Text, ...], Meta(description="Authors, in running order.")] = ()
    editors: Annotated[tuple[Text, ...], Meta(description="Editors, in running order.")] = ()
    translators: Annotated[
        tuple[Text, ...], Meta(description="Translators, in running order.")
    ] = ()
    title: Annotated[Text | None, Meta(description="Title of the book, volume or journal.")] = None
    series: Annotated[
        Text | None,
        Meta(
            description="Title of the series (Foreign Relations of the United States, 1969–1976)."
        ),
    ] = None
    volume: Annotated[Text | None, Meta(description="Volume and part, as printed.")] = None
    place: Annotated[Text | None, Meta(description="Place of publication.")] = None
    publisher: Annotated[Text | None, Meta(description="Publisher.")] = None
    date: Annotated[Edtf | None, Meta(description="Year of publication, EDTF.")] = None
    document_number: Annotated[Text | None, Meta(description="The document's number in it.")] = None
    pages: Annotated[Text | None, Meta(description="Pages in it.")] = None
    url: Annotated[Url | None, Meta(description="Where it can be read.")] = None


class Variable(Table, frozen=True):
    """A CSL variable for which a record has no field of its own."""

    name: Annotated[Text, Meta(description="The variable's name in CSL 1.0.2.")]
    value: Annotated[Text, Meta(description="Its value; of a date, EDTF.")]


class Published(Table, frozen=True):
    """What a published work says of itself beside title, people and date: container and imprint."""

    type: Annotated[
        vocab.WorkType | None, Meta(description="What it is, where the kind does not say that.")
    ] = None
    container: Annotated[
        Text | None, Meta(description="The journal, book or website in which it stands.")
    ] = None
    container_short: Annotated[
        Text | None, Meta(description="The container's abbreviated title.")
    ] = None
    series: Annotated[Text | None, Meta(description="The series.")] = None
    series_number: Annotated[Text | None, Meta(description="Its number in the series.")] = None
    volume: Annotated[Text | None, Meta(description="The volume.")] = None
    volumes: Annotated[Text | None, Meta(description="How many volumes there are.")] = None
    issue: Annotated[Text | None, Meta(description="The issue of the periodical.")] = None
    pages: Annotated[Text | None, Meta(description="The pages on which it stands.")] = None
    edition: Annotated[Text | None, Meta(description="The edition (2, revised).")] = None
    version: Annotated[Text | None, Meta(description="The version of software or data.")] = None
    chapter: Annotated[Text | None, Meta(description="The number of the chapter.")] = None
    section: Annotated[Text | None, Meta(description="The section of the newspaper or law.")] = None
    status: Annotated[Text | None, Meta(description="Forthcoming, in press, recorded.")] = None
    publisher: Annotated[Text | None, Meta(description="The publisher, university or studio.")] = (
        None
    )
    place: Annotated[Text | None, Meta(description="Where it was published.")] = None
    original_date: Annotated[
        Edtf | None, Meta(description="When it was first published, EDTF.")
    ] = None
    original_publisher: Annotated[Text | None, Meta(description="Who published it first.")] = None
    original_place: Annotated[Text | None, Meta(description="Where it was first published.")] = None
    reviewed_title: Annotated[Text | None, Meta(description="The work that is reviewed.")] = None
    call_number: Annotated[Text | None, Meta(description="The library's call number.")] = None
    isbn: Annotated[Text | None, Meta(description="ISBN, or several with blanks.")] = None
    issn: Annotated[Text | None, Meta(description="ISSN, or several with blanks.")] = None
    pmid: Annotated[Text | None, Meta(description="PubMed's number.")] = None
    pmcid: Annotated[Text | None, Meta(description="PubMed Central's number.")] = None
    other: Annotated[
        tuple[Variable, ...], Meta(description="CSL variables that have no field here.")
    ] = ()


class Holding(Table, frozen=True):
    """Where an original or a copy lies."""

    archive: Annotated[Repository | None, Meta(description="Who holds it.")] = None
    collection: Annotated[Text | None, Meta(description="Name of the fonds or collection.")] = None
    levels: Annotated[
        tuple[Level, ...], Meta(description="The shelfmark from large to small.")
    ] = ()
    ref_as_given: Annotated[
        Text | None, Meta(description="The whole source line as the source writes it.")
    ] = None
    published_in: Annotated[
        Publication | None, Meta(description="The printed edition it was taken from.")
    ] = None
    copies: Annotated[
        tuple["Holding", ...], Meta(description="Other holdings of the same document.")
    ] = ()


class Carrier(Table, frozen=True):
    """Where the document can be read on line."""

    name: Annotated[Text | None, Meta(description="The digital archive or catalogue.")] = None
    program: Annotated[
        Text | None, Meta(description="The programme or institution that runs it.")
    ] = None
    collection: Annotated[Text | None, Meta(description="The digital collection within it.")] = None
    record_id: Annotated[Text | None, Meta(description="Its number there.")] = None
    url: Annotated[Url | None, Meta(description="Its stable address.")] = None
    archived_url: Annotated[
        Url | None, Meta(description="A copy of the page in a web archive.")
    ] = None
    doi: Annotated[Doi | None, Meta(description="DOI, without the resolver's address.")] = None
    accessed: Annotated[Day | None, Meta(description="The day it was last read.")] = None
    uploaded: Annotated[Day | None, Meta(description="The day it was put on line.")] = None


class Record(Table, frozen=True):
    """One archival document: the unit of the library."""

    schema: Annotated[Literal["archcite/1"], Meta(description="Version of this schema.")]
    document: Annotated[Document, Meta(description="The document itself.")]
    people: Annotated[
        tuple[Agent, ...], Meta(description="People and bodies, each in a role.")
    ] = ()
    published: Annotated[
        Published | None, Meta(description="Container and imprint of a published work.")
    ] = None
    source: Annotated[Holding | None, Meta(description="Where it lies.")] = None
    digital: Annotated[Carrier | None, Meta(description="Where it can be read on line.")] = None
    credits: Annotated[
        tuple[Credit, ...], Meta(description="Who obtained, translated or gave it.")
    ] = ()
    rights: Annotated[Rights | None, Meta(description="What may be done with it.")] = None
    funders: Annotated[tuple[Funder, ...], Meta(description="Who paid for the edition.")] = ()
    places: Annotated[tuple[Place, ...], Meta(description="Places.")] = ()
    subjects: Annotated[tuple[Subject, ...], Meta(description="Subject headings.")] = ()
    mentions: Annotated[tuple[Mention, ...], Meta(description="Who and what is named in it.")] = ()
    remarks: Annotated[tuple[Remark, ...], Meta(description="Notes of the record's keeper.")] = ()
    attachments: Annotated[tuple[Attachment, ...], Meta(description="Scans and files.")] = ()
    record: Annotated[Administration | None, Meta(description="The record's own provenance.")] = (
        None
    )


__all__ = [
    "SCHEMA",
    "Administration",
    "Agent",
    "AgentIds",
    "Attachment",
    "Carrier",
    "Change",
    "Correction",
    "Credit",
    "Document",
    "Event",
    "Foreign",
    "Funder",
    "FunderIds",
    "Holding",
    "Ignored",
    "Level",
    "Mention",
    "OriginalTitle",
    "Place",
    "PlaceIds",
    "Publication",
    "Published",
    "Record",
    "Remark",
    "Repository",
    "RepositoryIds",
    "Rights",
    "Subject",
    "Table",
    "TextQuality",
    "Variable",
]
