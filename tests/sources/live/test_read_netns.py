"""One namespace: which questions are asked of it, and what becomes of refusals."""

import errno
import struct
from typing import Any

import pytest

from tests.sources.live import wire
from tests.sources.live.kernel_readings import OWN, KernelHost, Namespace, refusal
from tests.sources.live.wire import attribute, integer, ip, mac
from topograph.facts import Gap, Netns, Processes, VlanRange
from topograph.sources.live.namespaces import FoundNetns
from topograph.sources.live.read_netns import read_netns

INODE = 4026532250
BRIDGE = attribute(18, attribute(1, b"bridge"))
VXLAN = attribute(18, attribute(1, b"vxlan"))
LINKS, ADDRESSES, ROUTES, NEIGHBOURS, RULES, NETCONF = 18, 22, 26, 30, 34, 82
AF_BRIDGE = 7


def read(
    answers: Any = None, *links: bytes, is_root: bool = False, **more: Any
) -> tuple[Netns, list[Gap], KernelHost]:
    dump = [wire.datagram(*links), wire.done()]
    namespace = Namespace({(LINKS, 0): dump, **(answers or {})}, **more)
    host = KernelHost(namespaces={INODE: namespace})
    netns, gaps = read_netns(host.enter("/x", INODE), FoundNetns(INODE), is_root)
    return netns, gaps, host


def only_gap(gaps: list[Gap]) -> Gap:
    [gap] = gaps
    assert (gap.source, gap.subject) == ("rtnetlink", f"netns:{INODE}")
    return gap


def test_everything_of_a_namespace_comes_together() -> None:
    netns, gaps, _ = read(
        {
            (ADDRESSES, 0): [wire.address(2, 24, ip(1, "192.0.2.1")), wire.done()],
            (ROUTES, 0): [wire.route(integer(4, 2)), wire.done()],
            (RULES, 0): [wire.rule(), wire.done()],
            (NEIGHBOURS, 0): [wire.neighbour(2, ip(1, "192.0.2.9")), wire.done()],
            (NETCONF, 2): [wire.netconf(2, integer(2, 1))],
            (NETCONF, 10): [wire.netconf(10, integer(2, 0))],
        },
        wire.link(2, "eth0"),
    )
    assert gaps == []
    [link] = netns.links
    assert [address.address for address in link.addresses] == ["192.0.2.1/24"]
    assert [route.dst for route in netns.routes] == ["default"]
    assert len(netns.rules) == 1
    # The same answer to the question for proxies.
    assert [neighbour.dst for neighbour in netns.neighbours] == ["192.0.2.9"] * 2
    assert netns.sysctls == {"ipv4.ip_forward": 1, "ipv6.conf.all.forwarding": 0}
    assert netns.fdb == []


def test_what_led_to_a_namespace_is_kept_in_order() -> None:
    found = FoundNetns(
        INODE,
        names=["b", "a"],
        held_by=["/z", "/y"],
        processes=Processes(count=1, pid=7, comm="sh"),
    )
    netns, _ = read_netns(KernelHost().enter("/x", INODE), found, False)
    assert (netns.inode, netns.root) == (INODE, False)
    assert (netns.names, netns.held_by) == (["a", "b"], ["/y", "/z"])
    assert netns.processes == found.processes


def test_a_namespace_with_nothing_in_it_is_no_gap() -> None:
    netns, gaps, host = read()
    assert (netns, gaps) == (Netns(inode=INODE), [])
    assert (INODE, NEIGHBOURS) in host.asked


FDB = {
    (NEIGHBOURS, AF_BRIDGE): [
        wire.forwarding(2, mac(2, "00:00:5e:00:53:01")),
        wire.done(),
    ]
}


@pytest.mark.parametrize(
    ("links", "is_root", "is_read"),
    [
        ([wire.link(2, "eth0")], False, False),
        ([wire.link(2, "eth0")], True, True),
        ([wire.link(2, "br0", BRIDGE)], False, True),
        ([wire.link(2, "vx0", VXLAN)], False, True),
    ],
)
def test_forwarding_is_read_where_it_can_say_something(
    links: list[bytes], is_root: bool, is_read: bool
) -> None:
    netns, _, _ = read(FDB, *links, is_root=is_root)
    assert len(netns.fdb) == is_read
    assert netns.root is is_root


def vlans(ifindex: int, vid: int) -> bytes:
    header = struct.pack("=BxHiII", AF_BRIDGE, 1, ifindex, 0, 0)
    return wire.message(16, header + attribute(26, attribute(2, struct.pack("=HH", 0, vid))))


def test_a_bridge_is_asked_for_vlans_and_firewall_settings() -> None:
    netns, gaps, _ = read(
        {(LINKS, AF_BRIDGE): [vlans(3, 10), wire.done()]},
        wire.link(2, "br0", BRIDGE),
        wire.link(3, "eth0"),
        sysctls={"bridge/bridge-nf-call-iptables": b"1\n"},
    )
    assert gaps == []
    assert [link.vlans for link in netns.links] == [[], [VlanRange(vid=10)]]
    assert netns.sysctls == {"bridge.bridge-nf-call-iptables": 1}


def test_without_a_bridge_nobody_asks_for_vlans() -> None:
    _, _, host = read(None, wire.link(2, "eth0"))
    assert host.asked.count((INODE, LINKS)) == 1


@pytest.mark.parametrize(
    ("setting", "reason"),
    [(refusal(errno.EACCES), "Permission denied"), (b"", "invalid literal"), (b"x\n", "invalid")],
)
def test_a_setting_that_cannot_be_read_is_a_gap(setting: Any, reason: str) -> None:
    netns, gaps, _ = read(
        None, wire.link(2, "br0", BRIDGE), sysctls={"bridge/bridge-nf-call-iptables": setting}
    )
    gap = only_gap(gaps)
    assert gap.what.startswith("net.bridge.bridge-nf-call-iptables could not be read: ")
    assert reason in gap.what
    assert netns.sysctls == {}


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ((LINKS, 0), "links"),
        ((ADDRESSES, 0), "addresses"),
        ((ROUTES, 0), "routes"),
        ((RULES, 0), "rules"),
        ((NETCONF, 2), "IPv4 settings"),
        ((NETCONF, 10), "IPv6 settings"),
    ],
)
def test_what_the_kernel_refuses_is_a_gap_and_not_an_empty_list(
    question: tuple[int, int], what: str
) -> None:
    netns, gaps, _ = read({question: refusal(errno.ENOBUFS)})
    assert only_gap(gaps).what == f"{what} could not be read: No buffer space available"
    assert netns == Netns(inode=INODE)


def test_what_is_refused_leaves_the_rest() -> None:
    netns, gaps, _ = read({(ROUTES, 0): refusal(errno.EIO)}, wire.link(2, "br0", BRIDGE))
    assert len(netns.links) == 1
    assert only_gap(gaps).what.startswith("routes ")


def test_neighbours_and_proxies_are_asked_for_one_by_one() -> None:
    _, gaps, host = read({(NEIGHBOURS, 0): refusal(errno.EIO)})
    assert [gap.what.split(" ")[0] for gap in gaps] == ["neighbours", "proxies"]
    assert host.asked.count((INODE, NEIGHBOURS)) == 2


def test_what_kept_changing_is_a_gap_that_another_try_may_fill() -> None:
    netns, gaps, _ = read({(LINKS, 0): InterruptedError("it kept changing while it was read")})
    gap = only_gap(gaps)
    assert gap.what == "links are missing: it kept changing while it was read"
    assert gap.hint == "collect again"
    assert netns.links == []


@pytest.mark.parametrize(
    "question", [(LINKS, 0), (ADDRESSES, 0), (ROUTES, 0), (RULES, 0), (NETCONF, 2)]
)
def test_an_answer_that_makes_no_sense_is_a_gap(question: tuple[int, int]) -> None:
    kind = {LINKS: 16, ADDRESSES: 20, ROUTES: 24, RULES: 32, NETCONF: 80}[question[0]]
    netns, gaps, _ = read({question: [wire.message(kind, b"\2")]})
    assert "cut short" in only_gap(gaps).what
    assert netns.links == []


def test_a_refusal_is_told_in_words_alone() -> None:
    error = PermissionError(errno.EACCES, "Permission denied", "/proc/sys/net/x")
    _, gaps, _ = read({(RULES, 0): error})
    assert only_gap(gaps).what == "rules could not be read: Permission denied"


def test_own_is_not_the_root_by_itself() -> None:
    netns, _ = read_netns(KernelHost().enter("/x", OWN), FoundNetns(OWN), False)
    assert netns.root is False
