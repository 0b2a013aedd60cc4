"""Measures the diff of two snapshots of a large host: one container in a hundred changed."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from tests.bench.measure import Series
from tests.hosts import many
from topograph import snapshot
from topograph.facts import Container, Host, Netns

__all__ = ["GOALS", "per_container", "ways_to_compare", "write_pair"]

GOALS: Final = """\
goals: of 10,000 containers told within 2.0 s and 400 MiB, and within 4 times the time that
       Python's json takes to read both files
"""

YARDSTICK: Final = "python json.loads of both files"
_READ: Final = "import json, sys; [json.loads(open(file, 'rb').read()) for file in sys.argv[1:]]"
_BOOT: Final = "00000000-0000-4000-8000-000000000001"
_EACH: Final = 100
"""One of so many containers changes."""
_HOW: Final = ("image", "recreated", "mtu", "removed")


def write_pair(containers: int, folder: Path) -> list[str]:
    """Write a host and the same a little later; return both files."""
    facts = many(containers, 10)
    [before] = facts.hosts
    before = replace(before, boot_id=_BOOT)
    files = []
    for name, host in (("before", before), ("after", _later(before))):
        file = folder / f"{name}-{containers}.json"
        snapshot.write(replace(facts, hosts=[host]), str(file))
        files.append(str(file))
    return files


def ways_to_compare(topograph: Sequence[str], pair: Sequence[str]) -> dict[str, list[str]]:
    """Return commands that compare two files, and those to compare with."""
    # A difference is status 1, which is no failure here.
    diff = [*topograph, "diff", *pair]
    return {
        "topograph diff": ["sh", "-c", '"$@"; test $? = 1', "sh", *diff],
        YARDSTICK: [sys.executable, "-c", _READ, *pair],
        "python -c pass": [sys.executable, "-c", "pass"],
    }


def per_container(series: Mapping[int, Series]) -> str:
    """Return a line about how the time grows from the smallest host to the largest."""
    few, many_ = min(series), max(series)
    times = series[few].median, series[many_].median
    growth = times[1] / times[0]
    return (
        f"from {few:,} to {many_:,} containers {growth:.1f} times the time;"
        f" {(times[1] - times[0]) / (many_ - few) * 1e6:.0f} us for each one more\n"
    )


def _later(host: Host) -> Host:
    """Return a host on which every container is older, and one in a hundred another."""
    changed = {n: _HOW[n // _EACH % len(_HOW)] for n in range(0, len(host.containers), _EACH)}
    by_inode = {
        container.netns: changed[n] for n, container in enumerate(host.containers) if n in changed
    }
    gone = {
        link.veth.peer_ifindex
        for netns in host.namespaces
        for link in netns.links
        if by_inode.get(netns.inode) == "removed" and link.veth
    }
    containers = [_older(c, changed.get(n, "")) for n, c in enumerate(host.containers)]
    return replace(
        host,
        containers=[c for n, c in enumerate(containers) if changed.get(n) != "removed"],
        namespaces=[
            _changed(netns, by_inode.get(netns.inode, ""), gone)
            for netns in host.namespaces
            if by_inode.get(netns.inode) != "removed"
        ],
    )


def _older(container: Container, how: str) -> Container:
    if how == "image":
        container = replace(container, image="shop/web:2.5")
    elif how == "recreated":
        container = replace(container, id=f"f{container.id[1:]}")
    return replace(container, status="Up 5 days")


def _changed(netns: Netns, how: str, gone: set[int]) -> Netns:
    if netns.root:
        return replace(netns, links=[link for link in netns.links if link.ifindex not in gone])
    if how == "mtu":
        links = [replace(x, mtu=1400) if x.ifname == "eth0" else x for x in netns.links]
        return replace(netns, links=links)
    return netns
