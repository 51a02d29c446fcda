"""The findings of check as a log of SARIF 2.1.0 (OASIS), for code scanners and editors.

With the explanation of each rule, the edit that mends a finding, and what records ignore as
suppressed, with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from archcite.app import explaining, fixing
from archcite.app.checking import Findings, Told
from archcite.errors import CODES, Severity
from archcite.record.check import rules

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(found: Findings) -> str:
    """One run."""
    from archcite import __version__

    codes = sorted({each.code for each in found.told})
    driver = {"name": "archcite", "version": __version__, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code), found.texts) for each in found.told],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(code: str) -> dict[str, Any]:
    rule = rules().get(code)
    severity, summary = (rule.severity, rule.summary) if rule else CODES[code]
    explained = (explaining.page(rule) if rule else explaining.explained(code)).rstrip()
    return {
        "id": code,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": rule.why if rule else summary},
        "help": {"text": explained, "markdown": explained},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }


def _result(each: Told, rule: int, texts: Mapping[str, str]) -> dict[str, Any]:
    file = {"uri": _uri(each.file)}
    result: dict[str, Any] = {
        "ruleId": each.code,
        "ruleIndex": rule,
        "level": _LEVELS[each.severity],
        "message": {"text": each.message + (f" ({each.hint})" if each.hint else "")},
        "locations": [{"physicalLocation": {"artifactLocation": file, **_region(each)}}],
    }
    edit = fixing.edit(each, texts[each.file]) if each.file in texts else None
    if edit:
        result["fixes"] = [
            {
                "description": {"text": each.hint or each.message},
                "artifactChanges": [{"artifactLocation": file, "replacements": [_edit(edit)]}],
            }
        ]
    # SARIF 3.27.23: once some result has suppressions, all must have them.
    ignored = each.ignored is not None
    result["suppressions"] = (
        [{"kind": "inSource", "status": "accepted", "justification": each.ignored}]
        if ignored
        else []
    )
    return result


def _region(each: Told) -> dict[str, Any]:
    if not each.place.line:
        return {}
    region = {"startLine": each.place.line}
    if each.place.column:
        region |= {"startColumn": each.place.column, "endColumn": each.place.end}
    return {"region": region}


def _edit(edit: fixing.Edit) -> dict[str, Any]:
    region = {
        "startLine": edit.line,
        "startColumn": edit.column,
        "endLine": edit.end_line,
        "endColumn": edit.end_column,
    }
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _uri(file: str) -> str:
    """A relative name as it is, a whole path as a file's address."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
