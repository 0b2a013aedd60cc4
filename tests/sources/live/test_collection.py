"""A whole host through the collector."""

import errno
import gc

import pytest

from tests.sources.live import wire
from tests.sources.live.kernel_readings import OWN, KernelHost, Namespace, Process, refusal
from topograph.facts import Gap, Netns, Snapshot
from topograph.sources.live.collection import collect_from

A, B, C = 4026532250, 4026532326, 4026532400


def namespaces(snapshot: Snapshot) -> list[Netns]:
    [host] = snapshot.hosts
    return host.namespaces


def two_joined_to_the_root() -> KernelHost:
    """Two containers, each joined to the host by a veth pair, and to each other by one."""
    return KernelHost(
        processes={1: Process(), 2: Process(A), 3: Process(B)},
        files={"/proc/sys/kernel/hostname": b"web1\n"},
        namespaces={
            OWN: Namespace.of(
                wire.veth(4, "veth1", 2, nsid=0),
                wire.veth(5, "veth2", 2, nsid=1),
                nsids={A: 0, B: 1},
            ),
            A: Namespace.of(
                wire.veth(2, "eth0", 4, nsid=0),
                wire.veth(9, "side", 9, nsid=3),
                nsids={OWN: 0, B: 3},
            ),
            B: Namespace.of(
                wire.veth(2, "eth0", 5, nsid=0),
                wire.veth(9, "side", None, nsid=7),
                nsids={OWN: 0, A: 7},
            ),
        },
    )


def test_a_snapshot_says_when_and_by_what_it_was_made() -> None:
    snapshot = collect_from(two_joined_to_the_root())
    assert snapshot.captured_at == "2026-11-24T09:30:00Z"
    assert snapshot.tool.startswith("topograph ")
    assert [host.hostname for host in snapshot.hosts] == ["web1"]
    assert snapshot.gaps == []


def test_namespaces_are_numbered_as_far_as_their_links_need_it() -> None:
    host = two_joined_to_the_root()
    root, first, second = namespaces(collect_from(host))
    assert root.root is True
    assert root.nsids == {0: A, 1: B}
    assert first.nsids == {0: OWN, 3: B}
    assert second.nsids == {0: OWN, 7: A}
    assert host.open == 0


def test_the_questions_for_numbers_do_not_grow_with_the_square() -> None:
    def numbered(count: int) -> int:
        inodes = [A + n for n in range(count)]
        pairs = list(enumerate(inodes, start=10))
        root = Namespace.of(
            *(wire.veth(n, f"veth{n}", 2, nsid=n) for n, _ in pairs),
            nsids={inode: n for n, inode in pairs},
        )
        ends = {
            inode: Namespace.of(wire.veth(2, "eth0", n, 0), nsids={OWN: 0}) for n, inode in pairs
        }
        host = KernelHost(
            processes={1: Process(), **{n: Process(inode) for n, inode in pairs}},
            namespaces={OWN: root, **ends},
        )
        found = namespaces(collect_from(host))
        assert all(netns.nsids for netns in found)
        return len(host.numbered)

    assert numbered(10) == 20
    assert numbered(40) == 80


def test_a_namespace_without_links_to_others_is_asked_for_no_number() -> None:
    host = KernelHost(processes={1: Process(), 2: Process(A)})
    collect_from(host)
    assert host.numbered == []


def test_only_questions_are_sent_that_change_nothing() -> None:
    host = two_joined_to_the_root()
    collect_from(host)
    # RTM_GETLINK, GETADDR, GETROUTE, GETNEIGH, GETRULE, GETNETCONF: every fourth from 18.
    assert {kind for _, kind in host.asked} == {18, 22, 26, 30, 34, 82}
    assert all(kind % 4 == 2 for _, kind in host.asked)


def test_a_dump_that_failed_is_a_gap_and_not_an_empty_namespace() -> None:
    host = two_joined_to_the_root()
    host.namespaces = {**host.namespaces, A: Namespace({(18, 0): refusal(errno.ENOBUFS)})}
    snapshot = collect_from(host)
    assert namespaces(snapshot)[1].links == []
    [gap] = snapshot.gaps
    assert gap == Gap(
        source="rtnetlink",
        subject=f"netns:{A}",
        what="links could not be read: No buffer space available",
        host="web1",
    )


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        (FileNotFoundError(errno.ENOENT, "it has gone"), ""),
        (PermissionError(errno.EPERM, "Operation not permitted"), "run as root"),
    ],
)
def test_a_namespace_that_cannot_be_entered_is_kept_with_a_gap(error: OSError, hint: str) -> None:
    host = two_joined_to_the_root()
    host.closed = {A: error}
    snapshot = collect_from(host)
    unread = namespaces(snapshot)[1]
    assert (unread.inode, unread.links, unread.root) == (A, [], False)
    assert unread.processes is not None
    [gap] = snapshot.gaps
    assert gap.what == f"the namespace could not be entered: {error.strerror}"
    assert (gap.subject, gap.hint, gap.host) == (f"netns:{A}", hint, "web1")
    assert host.open == 0


def test_a_namespace_that_vanishes_before_it_is_numbered_keeps_what_was_read() -> None:
    class Vanishing(KernelHost):
        def enter(self, path: str, inode: int):  # type: ignore[no-untyped-def]
            if inode == A and path in self.entered:
                raise FileNotFoundError(errno.ENOENT, "it has gone")
            return super().enter(path, inode)

    made = two_joined_to_the_root()
    host = Vanishing(processes=made.processes, namespaces=made.namespaces)
    root, first, second = namespaces(collect_from(host))
    assert len(first.links) == 2
    assert first.nsids == {0: OWN}
    assert second.nsids == {0: OWN, 7: A}
    assert root.nsids == {0: A, 1: B}


@pytest.mark.parametrize("refused", [refusal(errno.EPERM), ValueError("cut short")])
def test_a_number_that_is_refused_is_left_out(refused: Exception) -> None:
    host = two_joined_to_the_root()
    links = Namespace.of(wire.veth(2, "eth0", 4, nsid=0), nsids={OWN: refused})
    host.namespaces = {**host.namespaces, A: links}
    root, first, _ = namespaces(collect_from(host))
    assert first.nsids == {}
    assert root.nsids == {0: A, 1: B}


def test_without_the_root_the_others_are_read_all_the_same() -> None:
    host = two_joined_to_the_root()
    host.closed = {OWN: refusal(errno.EPERM)}
    snapshot = collect_from(host)
    root, first, second = namespaces(snapshot)
    assert (root.root, root.links, root.nsids) == (True, [], {})
    assert first.nsids == {0: OWN, 3: B}
    assert second.nsids == {0: OWN, 7: A}
    assert [gap.subject for gap in snapshot.gaps] == [f"netns:{OWN}"]
    assert host.open == 0


def test_a_user_without_privilege_sees_the_own_namespace_and_gaps() -> None:
    denied = refusal(errno.EACCES)
    hidden = Process(denied, denied, mounts=denied, files=denied)
    made = two_joined_to_the_root()
    host = KernelHost(
        user=1000,
        processes={1: hidden, 2: hidden, 7: Process()},
        folders={"/run/netns": ["blue"], "/run/docker/netns": denied},
        named={"/run/netns/blue": A},
        namespaces=made.namespaces,
        closed={A: refusal(errno.EPERM)},
    )
    snapshot = collect_from(host)
    root, blue = namespaces(snapshot)
    assert [link.ifname for link in root.links] == ["veth1", "veth2"]
    assert (blue.names, blue.links) == (["blue"], [])
    assert [gap.hint for gap in snapshot.gaps] == [
        "run as root to see them all",
        "run as root to see them all",
        "run as root",
    ]
    assert {gap.host for gap in snapshot.gaps} == {"localhost"}


def test_a_namespace_that_only_a_file_holds_is_entered_through_that_process() -> None:
    host = KernelHost(
        processes={1: Process(), 9: Process(files=[("12", C)])},
        namespaces={C: Namespace.of(wire.link(2, "eth0"))},
    )
    _, found = namespaces(collect_from(host))
    assert found.held_by == ["/proc/9/fd/12"]
    assert [link.ifname for link in found.links] == ["eth0"]
    assert host.entered == ["/proc/self/ns/net", "/proc/9/fd/12"]


def test_the_root_alone_is_asked_for_drivers() -> None:
    host = KernelHost(
        processes={1: Process(), 2: Process(A)},
        links={"/sys/class/net/eth0/device/driver": "../virtio_net"},
        namespaces={
            OWN: Namespace.of(wire.link(2, "eth0")),
            A: Namespace.of(wire.link(2, "eth0")),
        },
    )
    root, other = namespaces(collect_from(host))
    assert (root.links[0].driver, other.links[0].driver) == ("virtio_net", None)


@pytest.mark.parametrize("was_collecting", [True, False])
def test_the_garbage_collector_is_left_as_it_was(was_collecting: bool) -> None:
    (gc.enable if was_collecting else gc.disable)()
    try:
        collect_from(KernelHost())
        assert gc.isenabled() is was_collecting
    finally:
        gc.enable()
