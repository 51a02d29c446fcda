"""The CSL suite, where it lies beside the project: what passed must pass, and is recorded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
RUNNER = ROOT.parent / "shared" / "tools" / "csl_suite.py"
PASSING = ROOT / "tests" / "csl_passing.txt"


def listed() -> set[str]:
    lines = PASSING.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


@pytest.mark.skipif(not RUNNER.is_file(), reason="the CSL suite is not beside the project")
def test_passing_cases_are_those_on_the_list(tmp_path: Path, update: bool) -> None:
    report = tmp_path / "report.json"
    engine = [sys.executable, str(ROOT / "tests" / "csl_engine.py")]
    command = [sys.executable, str(RUNNER), "--quiet", "--json", str(report), "--", *engine]
    subprocess.run(command, check=False, capture_output=True, timeout=300)
    outcomes = json.loads(report.read_text(encoding="utf-8"))["fixtures"]
    passing = {name for name, outcome in outcomes.items() if outcome["status"] == "pass"}
    if update:
        head = PASSING.read_text(encoding="utf-8").splitlines()[0]
        PASSING.write_text("\n".join([head, *sorted(passing)]) + "\n", encoding="utf-8")
        return
    assert sorted(listed() - passing) == [], "passed before and fails now"
    assert sorted(passing - listed()) == [], "passes now: record it with --update"
