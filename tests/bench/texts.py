"""Measures the reading of pasted text: a transcript of one long `ip addr`."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

__all__ = ["GOALS", "ways_to_read_text", "write_transcript"]

GOALS: Final = """\
goals: 100,000 lines within 3 s; of twice as many, twice the time
"""

YARDSTICK: Final = "python: split each line at its spaces"
_SPLIT: Final = "import sys; [line.split() for line in open(sys.argv[1])]"


def write_transcript(lines: int, folder: Path) -> Path:
    """Write a transcript with so many lines of output."""
    file = folder / f"addr-{lines}.txt"
    file.write_text("root@web1:~# ip addr\n" + "".join(_links(lines // 4)))
    return file


def ways_to_read_text(topograph: Sequence[str], file: Path) -> dict[str, list[str]]:
    """Return a command that reads a transcript, and one to compare with."""
    return {
        "topograph collect": [*topograph, "collect", str(file), "-o", "/dev/null", "-q"],
        YARDSTICK: [sys.executable, "-c", _SPLIT, str(file)],
    }


def _links(count: int) -> Iterator[str]:
    for n in range(1, count + 1):
        mac = f"02:00:00:{n >> 16:02x}:{n >> 8 & 255:02x}:{n & 255:02x}"
        yield (
            f"{n}: veth{n:x}@if{n + count}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500"
            " qdisc noqueue master docker0 state UP group default\n"
            f"    link/ether {mac} brd ff:ff:ff:ff:ff:ff link-netnsid {n}\n"
            f"    inet 10.{n >> 16}.{n >> 8 & 255}.{n & 255}/8 scope global veth{n:x}\n"
            "       valid_lft forever preferred_lft forever\n"
        )
