"""Runs commands in turn (A B A B ...) and reports their times and their memory.

A machine's speed drifts, so only a ratio of two commands that ran one after the
other is solid; a time alone is not. As a program it reads commands and rounds as
JSON and prints the series, so that it can run in a box: entering that takes longer
than some of the commands do.

Memory is never below that of this process, about 13 MiB: the kernel counts what
a child had before it called exec.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Series", "measure", "ratio"]


@dataclass(frozen=True)
class Series:
    """The runs of one command, in their order."""

    seconds: list[float]
    memory_kib: int
    """Peak resident memory of the largest run."""
    problem: str = ""
    """Why there is no time: the last line that the command wrote before it failed."""

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def measure(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Series]:
    """Run each command `rounds` times in turn, after one run to warm up.

    A command that fails in its first run is left out from then on.
    """
    problems = {name: run(command)[2] for name, command in commands.items()}
    times: dict[str, list[float]] = {name: [] for name in commands}
    memory = dict.fromkeys(commands, 0)
    for _ in range(rounds):
        for name, command in commands.items():
            if not problems[name]:
                seconds, kib, _ = run(command)
                times[name].append(seconds)
                memory[name] = max(memory[name], kib)
    return {name: Series(times[name], memory[name], problems[name]) for name in commands}


def run(command: Sequence[str]) -> tuple[float, int, str]:
    """Run once; return wall seconds, peak memory in KiB and the problem, if any."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr
    with process.stderr as errors:
        lines = errors.read().decode(errors="replace").split("\n")
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    last = next((line for line in reversed(lines) if line), f"status {process.returncode}")
    return seconds, usage.ru_maxrss, last if process.returncode else ""


def ratio(first: Series, second: Series) -> str:
    """Return the median and the range of first/second, pair by pair."""
    pairs = [a / b for a, b in zip(first.seconds, second.seconds, strict=False)]
    if not pairs:
        return "-"
    return f"{statistics.median(pairs):.2f} ({min(pairs):.2f}-{max(pairs):.2f})"


if __name__ == "__main__":
    job = json.load(sys.stdin)
    series = measure(job["commands"], job["rounds"])
    json.dump(
        {name: [s.seconds, s.memory_kib, s.problem] for name, s in series.items()}, sys.stdout
    )
