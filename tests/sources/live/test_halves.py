"""A large host, read by two processes."""

import os
from collections.abc import Sequence

import pytest

from tests.sources.live import wire
from tests.sources.live.kernel_readings import OWN, KernelHost, Namespace, Process, refusal
from topograph.facts import Netns
from topograph.sources.live.halves import (
    LARGE,
    OtherHalf,
    is_large,
    read_both_halves,
    start_other_half,
)
from topograph.sources.live.namespace_reader import NamespaceReader
from topograph.sources.live.namespaces import Search, find_namespaces
from topograph.sources.live.readings import NetnsReadings

INODES = range(4026532250, 4026532260)


def host() -> KernelHost:
    pairs = list(enumerate(INODES, start=10))
    root = Namespace.of(
        *(wire.veth(n, f"veth{n}", 2, nsid=n) for n, _ in pairs),
        nsids={inode: n for n, inode in pairs},
    )
    ends = {
        inode: Namespace.of(wire.veth(2, "eth0", n, nsid=0), nsids={OWN: 0}) for n, inode in pairs
    }
    return KernelHost(
        processes={1: Process(), **{n: Process(inode) for n, inode in pairs}},
        namespaces={OWN: root, **ends},
        closed={INODES[0]: refusal(1), INODES[-1]: refusal(1)},
    )


def read(
    readings: KernelHost, other: OtherHalf | None, search: Search
) -> tuple[list[Netns], Sequence[str]]:
    reader = NamespaceReader(readings, search.own, search.namespaces)
    namespaces = reader.number(read_both_halves(reader, search, other))
    return namespaces, [gap.subject for gap in reader.gaps]


def test_two_processes_find_what_one_finds() -> None:
    readings = host()
    search = find_namespaces(readings)
    alone = read(readings, None, search)
    other = start_other_half(readings, search)
    assert other is not None
    assert 1 < len(other.found) < len(search.namespaces)
    assert read(readings, other, search) == alone
    assert alone[1] == [f"netns:{INODES[0]}", f"netns:{INODES[-1]}"]


def test_what_the_other_process_fails_to_read_is_read_here() -> None:
    here = os.getpid()

    class Failing(KernelHost):
        def enter(self, path: str, inode: int) -> NetnsReadings:
            if os.getpid() != here:
                raise ZeroDivisionError
            return super().enter(path, inode)

    made = host()
    readings = Failing(processes=made.processes, namespaces=made.namespaces, closed=made.closed)
    search = find_namespaces(readings)
    assert read(readings, start_other_half(readings, search), search) == read(made, None, search)


@pytest.mark.parametrize(("docker", "large"), [(LARGE - 1, True), (LARGE - 2, False)])
def test_named_namespaces_tell_whether_a_host_is_large(
    docker: int, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A browser of other tests may have threads here, and where there are some nobody forks.
    monkeypatch.setattr("threading.active_count", lambda: 1)
    names = {"/run/netns": ["blue"], "/run/docker/netns": list(map(str, range(docker)))}
    readings = KernelHost(folders=names)
    assert not is_large(readings)
    readings.may_be_copied = True
    assert is_large(readings) is large
    assert not is_large(KernelHost())
