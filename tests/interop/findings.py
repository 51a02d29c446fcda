"""The SARIF of archcite check against the official schema of SARIF 2.1.0.

Run with pytest tests/interop/findings.py -m slow. The schema is that of the npm package
@microsoft/jest-sarif; skipped where that or jsonschema is missing: make interop installs both.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from archcite.record.check import rules
from interop.programs import NODE, ROOT
from rule_examples import whole

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not here")

PACKAGE = NODE / "node_modules" / "@microsoft" / "jest-sarif" / "lib" / "schemas"
SCHEMAS = sorted(PACKAGE.glob("sarif-2.1.0*.json"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SCHEMAS, reason="the schema of SARIF is not here: make interop"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample records, the bad example of every rule, ignored and not, and broken files."""
    folder = tmp_path_factory.mktemp("findings")
    (folder / "archcite.toml").write_text("")
    records = folder / "records"
    shutil.copytree(ROOT / "records", records)
    for rule in rules().values():
        for at, text in enumerate(rule.bad):
            key = f"{rule.code}-{at}"
            (records / f"{key}.toml").write_text(
                whole(text).replace('id = "example"', f'id = "{key}"'), "utf-8"
            )
            ignored = f'\n[[record.ignored]]\nrule = "{rule.code}"\nreason = "So “it” is: 𝕏."\n'
            (records / f"{key}-ignored.toml").write_text(
                whole(text).replace('id = "example"', f'id = "{key}-ignored"') + ignored, "utf-8"
            )
    (records / "torn.toml").write_text('[document]\nid = "torn', "utf-8")
    (records / "day.toml").write_text(
        'schema = "archcite/1"\n[document]\nid = "day"\nkind = "letter"\ntitle = "𝕏 金"\n'
        'date = 1966-05-27\nlanguage = "e n"\n',
        "utf-8",
    )
    (records / "with blank #1.toml").write_text("", "utf-8")
    return folder


def log_of(library: Path, *more: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "archcite", "check", "--format", "sarif", "-q", *more],
        cwd=library, capture_output=True, check=False, timeout=300,
        env={**os.environ, "HOME": str(library), "XDG_CACHE_HOME": str(library / "cache")},
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr.decode()
    return json.loads(done.stdout)


def test_every_finding_is_valid_sarif(library: Path) -> None:
    schema = json.loads(SCHEMAS[-1].read_text("utf-8"))
    log = log_of(library)
    faults = jsonschema.Draft4Validator(schema).iter_errors(log)
    assert [f"{each.json_path}: {each.message[:200]}" for each in faults] == []
    results = log["runs"][0]["results"]
    single = {code for code, rule in rules().items() if rule.find}
    assert {each["ruleId"] for each in results} >= single
    assert any(each["suppressions"] for each in results)
    assert any("fixes" in each for each in results)


def test_nothing_found_is_a_valid_log_too(library: Path) -> None:
    schema = json.loads(SCHEMAS[-1].read_text("utf-8"))
    log = log_of(library, "brezhnev-1966-05-27", "--select", "isbn")
    jsonschema.Draft4Validator(schema).validate(log)
    assert log["runs"][0]["results"] == []
