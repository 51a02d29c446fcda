"""archcite rights: permissions and credits, for a publisher."""

from __future__ import annotations

from archcite.app import crediting
from archcite.app.cli import _reports
from archcite.app.cli._options import (
    FromDocuments,
    Json,
    KeysOrQuery,
    LibraryFolder,
    OneStyle,
    OutputFile,
    ReportFormat,
)
from archcite.app.config import read_config

EXAMPLES = (
    "archcite rights",
    "archcite rights --from thesis.tex --to html -o permissions.html",
    "archcite rights archive:rgani --to csv -o permissions.csv",
)


def run(
    keys: KeysOrQuery = None,
    documents: FromDocuments = None,
    style: OneStyle = None,
    to: ReportFormat = "",
    output: OutputFile = None,
    json: Json = False,
    library: LibraryFolder = None,
) -> None:
    """Tell for some records, or all, what a publisher asks: rights, permission, credit, contact.

    Permission goes by the rights statement's address, the licence and the access that a record
    states; free words are handed on as they are. What is missing stands at the end.
    """
    config = read_config(library)
    records = _reports.records(config, keys, documents)
    credits = _reports.entries(config, records, [style] if style else None)
    if json:
        _reports.deliver_json(crediting.rights_data(records, credits), output)
    else:
        _reports.deliver(crediting.rights_report(records, credits), to, output)
