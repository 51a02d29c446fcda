"""One process measured: seconds, peak memory, and whether it was stopped at the limit."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import NamedTuple

# What getrusage counts memory in: kilobytes, on macOS bytes.
UNIT = 1 if sys.platform == "darwin" else 1024


class Run(NamedTuple):
    """One run: seconds on the clock and of processors; fault is why it does not count, or ""."""

    seconds: float
    cpu: float
    megabytes: float
    fault: str = ""


def run(
    command: list[str], folder: Path, environment: dict[str, str], stdin: str, limit: float
) -> Run:
    """Run the command in the folder with its output in the file `output`."""
    streams = {"stdin": folder / stdin if stdin else Path(os.devnull)}
    expired: list[bool] = []
    with (
        open(streams["stdin"], "rb") as source,
        open(folder / "output", "wb") as target,
        open(folder / "errors", "wb") as errors,
    ):
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=source, stdout=target, stderr=errors,
            start_new_session=True,
        )  # fmt: skip

        def stop() -> None:
            expired.append(True)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

        timer = Timer(limit, stop)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime
    megabytes = usage.ru_maxrss * UNIT / 1e6
    if expired:
        return Run(seconds, cpu, megabytes, f"over {limit:.0f} s, stopped")
    if process.returncode:
        said = (folder / "errors").read_text("utf-8", "replace").strip().splitlines()
        return Run(seconds, cpu, megabytes, f"failed: {said[-1] if said else process.returncode}")
    return Run(seconds, cpu, megabytes)


def count(folder: Path, marks: str) -> int:
    """How often the output has those marks."""
    return (folder / "output").read_bytes().count(marks.encode())
