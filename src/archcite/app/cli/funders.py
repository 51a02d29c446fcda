"""archcite funders: whom to thank."""

from __future__ import annotations

from archcite.app import crediting
from archcite.app.cli import _reports
from archcite.app.cli._options import (
    FromDocuments,
    Json,
    KeysOrQuery,
    LibraryFolder,
    OutputFile,
    ReportFormat,
)
from archcite.app.config import read_config

EXAMPLES = (
    "archcite funders",
    "archcite funders --from thesis.md --to markdown",
    "archcite funders --json",
)


def run(
    keys: KeysOrQuery = None,
    documents: FromDocuments = None,
    to: ReportFormat = "",
    output: OutputFile = None,
    json: Json = False,
    library: LibraryFolder = None,
) -> None:
    """Tell who paid for the editions of some records, or all: thanks, identifiers, grants.

    A funder's own sentence is given word for word. --json is the list as DataCite wants it.
    """
    config = read_config(library)
    records = _reports.records(config, keys, documents)
    if json:
        _reports.deliver_json(crediting.funders_data(records), output)
    else:
        _reports.deliver(crediting.funders_report(records), to, output)
