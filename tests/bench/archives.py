"""Measures the reading of a sosreport that is nearly all logs, which nobody wants."""

import gzip
import io
import lzma
import random
import tarfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.sources.sos.report import ROOT, report

__all__ = ["GOALS", "ways_to_read", "write_archive"]

GOALS: Final = """\
goals: 200 MiB with 2 MiB of network within 10 s, or within 1.5 times the time of xz or gzip where
       these alone take longer; 300 MiB of memory
"""

_LINKS: Final = 6000
_PIECE: Final = 16 << 20
_PACKERS: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "xz": lambda data: lzma.compress(data, preset=3),
    "gz": lambda data: gzip.compress(data, 6),
}
_UNPACKERS: Final = {"xz": "xz", "gz": "gzip"}


def write_archive(kind: str, size: int, folder: Path) -> Path:
    """Write a sosreport.

    Args:
        kind: xz or gz.
        size: of the compressed archive, in MiB.
        folder: where to.
    """
    file = folder / f"report.tar.{kind}"
    pack = _PACKERS[kind]
    piece = _log(_PIECE)
    packed = pack(piece)
    count = -(-(size << 20) // len(packed))
    log = tarfile.TarInfo(f"{ROOT}/sos_commands/logs/journalctl_--no-pager")
    log.size = count * len(piece)
    with file.open("wb") as archive:
        # What is compressed piece by piece can be put together without doing it again.
        archive.write(pack(log.tobuf()))
        for _ in range(count):
            archive.write(packed)
        archive.write(pack(_network()))
    return file


def ways_to_read(topograph: Sequence[str], kind: str, file: Path) -> dict[str, list[str]]:
    """Return a command that reads an archive, and one to compare with."""
    return {
        "topograph collect": [*topograph, "collect", str(file), "-o", "/dev/null", "-q"],
        f"{_UNPACKERS[kind]} -dc": [_UNPACKERS[kind], "-dc", str(file)],
    }


def _network() -> bytes:
    """Return the rest of the archive, with some 2 MiB of links."""
    files = report({"sos_commands/networking/ip_-d_address": "".join(_links())})
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(f"{ROOT}/{name}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def _links() -> Iterator[str]:
    for n in range(1, _LINKS):
        mac = f"02:00:00:00:{n >> 8:02x}:{n & 255:02x}"
        yield (
            f"{n}: veth{n:x}@if{n}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue"
            " state UP mode DEFAULT group default qlen 1000\n"
            f"    link/ether {mac} brd ff:ff:ff:ff:ff:ff link-netnsid {n} promiscuity 0\n"
            "    veth numtxqueues 2 numrxqueues 2 gso_max_size 65536 gso_max_segs 65535\n"
            f"    inet 10.{n >> 8}.{n & 255}.1/24 scope global veth{n:x}\n"
            "       valid_lft forever preferred_lft forever\n"
        )


def _log(size: int) -> bytes:
    """Return lines of a log, of which no two are alike."""
    some = random.Random(1)
    words = ["kubelet", "containerd", "sshd", "session", "opened", "failed", "veth", "request"]
    lines: list[str] = []
    length = 0
    while length < size:
        said = " ".join(some.choices(words, k=6))
        line = f"Nov 26 {some.randrange(86400):05} web1 {said} id={some.getrandbits(128):032x}\n"
        lines.append(line)
        length += len(line)
    return "".join(lines).encode()[:size]
