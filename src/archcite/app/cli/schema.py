"""archcite schema."""

from __future__ import annotations

from archcite.app.cli import _print

EXAMPLES = ("archcite schema > record.schema.json",)


def run() -> None:
    """Print the JSON Schema of a record, for editors that complete and check TOML."""
    _print.raw(schema_text())


def schema_text() -> str:
    """The schema as the file that archcite init writes."""
    import json

    from archcite.record.schema import json_schema

    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"
