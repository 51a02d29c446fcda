"""archcite schema."""

from __future__ import annotations

from archcite.app.cli import _print

EXAMPLES = ("archcite schema > record.schema.json",)


def run() -> None:
    """Print the JSON Schema of a record, for editors that complete and check TOML."""
    from archcite.record.schema import schema_text

    _print.raw(schema_text())
