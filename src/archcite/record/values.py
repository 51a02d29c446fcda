"""The kinds of text that a record's fields hold, each with its check, and what every table has."""

from typing import Annotated

from msgspec import Meta, Struct, field

from archcite.record import vocab


def _checked(check: str, pattern: str = "") -> Meta:
    """Metadata of a string that record.toml passes to the check of that name."""
    return Meta(extra={"check": check}, extra_json_schema={"pattern": pattern} if pattern else None)


Text = Annotated[str, _checked("text", r"\S")]
Slug = Annotated[str, _checked("slug", r"^[a-z0-9][a-z0-9._-]*$")]
Edtf = Annotated[str, _checked("edtf")]
Day = Annotated[str, _checked("day", r"^\d{4}-\d{2}-\d{2}$")]
Language = Annotated[str, _checked("language", r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
Url = Annotated[str, _checked("url", r"^https?://")]
Email = Annotated[str, _checked("email", r"^[^@\s]+@[^@\s]+$")]
Sha256 = Annotated[str, _checked("sha256", r"^[0-9a-f]{64}$")]
Doi = Annotated[str, _checked("doi", r"^10\.\d{4,9}(\.\d+)*/\S+$")]
Orcid = Annotated[str, _checked("orcid", r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")]
Isni = Annotated[str, _checked("isni", r"^\d{15}[\dX]$")]
Viaf = Annotated[str, _checked("viaf", r"^[1-9]\d{1,21}$")]
Wikidata = Annotated[str, _checked("wikidata", r"^Q[1-9]\d*$")]
Lccn = Annotated[str, _checked("lccn", r"^[a-z]{0,3}\d{8,10}$")]
Ror = Annotated[str, _checked("ror", r"^0[a-hj-km-np-tv-z0-9]{6}\d{2}$")]
CrossrefFunder = Annotated[str, _checked("crossref-funder", r"^10\.13039/\d+$")]
RightsUri = Annotated[str, _checked("rights-uri", r"^http://rightsstatements\.org/vocab/")]
License = Annotated[str, _checked("license")]
FieldPath = Annotated[str, _checked("field-path")]


class Table(
    Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    gc=False,
):
    """What every table of a record may carry beside its own fields."""

    src: Annotated[
        vocab.State | dict[str, vocab.State],
        Meta(description="How the values are known: a word for the table, or one for each field."),
    ] = field(default_factory=dict, name="_src")
    notes: Annotated[
        str | dict[str, str],
        Meta(description="A remark on the table, or one for each field."),
    ] = field(default_factory=dict, name="_note")
