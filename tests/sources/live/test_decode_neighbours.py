"""RTM_NEWNEIGH into neighbours and entries of a forwarding database."""

import struct

import pytest

from tests.sources.live import wire
from tests.sources.live.wire import attribute, integer, ip, mac
from topograph.facts import FdbEntry, Neighbour
from topograph.sources.live.decode_neighbours import decode_fdb, decode_neighbours

MAC = mac(2, "00:00:5e:00:53:01")


def only(*attributes: bytes, **more: int) -> Neighbour:
    [found] = decode_neighbours([wire.neighbour(2, *attributes, **more), wire.done()])
    return found


def only_entry(*attributes: bytes, **more: int) -> FdbEntry:
    [found] = decode_fdb([wire.forwarding(2, *attributes, **more), wire.done()])
    return found


def short(kind: int, value: int) -> bytes:
    return attribute(kind, struct.pack("=H", value))


def test_a_neighbour_has_an_address_on_both_layers() -> None:
    assert only(ip(1, "192.0.2.1"), MAC) == Neighbour(
        family=4, dst="192.0.2.1", link=2, mac="00:00:5e:00:53:01", state=["REACHABLE"]
    )


def test_a_neighbour_that_does_not_answer_has_no_mac() -> None:
    found = only(ip(1, "2001:db8::1"), attribute(2, b""), family=10, state=0x20)
    assert found == Neighbour(family=6, dst="2001:db8::1", link=2, state=["FAILED"])


def test_routers_and_proxies_are_told_apart() -> None:
    assert only(ip(1, "2001:db8::1"), family=10, flags=0x80).is_router
    found = only(ip(1, "192.0.2.7"), state=0, flags=0x08)
    assert (found.is_proxy, found.is_router, found.state) == (True, False, [])


def test_several_states_are_all_named() -> None:
    assert only(ip(1, "192.0.2.1"), state=0xC0).state == ["NOARP", "PERMANENT"]


def test_forwarding_entries_and_other_messages_are_no_neighbours() -> None:
    told = wire.datagram(wire.forwarding(2, MAC), wire.link(2, "eth0"))
    assert decode_neighbours([told, wire.done()]) == []


def test_neighbours_are_no_forwarding_entries() -> None:
    told = wire.datagram(wire.neighbour(2, ip(1, "192.0.2.1")), wire.link(2, "eth0"))
    assert decode_fdb([told, wire.done()]) == []


def test_an_entry_that_a_bridge_learned() -> None:
    age = attribute(3, struct.pack("=IIII", 0, 0, 1250, 0))
    assert only_entry(MAC, integer(9, 4), short(5, 10), age, flags=0x04) == FdbEntry(
        link=2, mac="00:00:5e:00:53:01", vlan=10, master=4, age=12.5, flags=["master"]
    )


@pytest.mark.parametrize(
    ("state", "word", "is_local", "is_static"),
    [
        (0x80, "permanent", True, False),
        (0x40, "static", False, True),
        (0xC0, "permanent", True, False),
        (0x04, "stale", False, False),
        (0x02, None, False, False),
    ],
)
def test_the_state_of_an_entry_is_told_as_bridge_prints_it(
    state: int, word: str | None, is_local: bool, is_static: bool
) -> None:
    found = only_entry(MAC, state=state)
    assert (found.state, found.is_local, found.is_static) == (word, is_local, is_static)


@pytest.mark.parametrize("address", ["192.0.2.9", "2001:db8::9"])
def test_an_entry_of_a_tunnel_names_the_far_end(address: str) -> None:
    found = only_entry(MAC, ip(1, address), integer(7, 42), state=0x80, flags=0x12)
    assert (found.dst, found.vni, found.flags) == (address, 42, ["self", "extern_learn"])


def test_an_entry_may_say_hardly_anything() -> None:
    assert only_entry(attribute(1, b"")) == FdbEntry(link=2, mac="")


@pytest.mark.parametrize("attributes", [b"", attribute(1, b"abc"), b"\x03\0\1\0"])
def test_a_neighbour_that_is_cut_short_is_refused(attributes: bytes) -> None:
    with pytest.raises(ValueError, match=r"cut short|length"):
        only(attributes)


@pytest.mark.parametrize("attributes", [attribute(3, bytes(8)), attribute(1, b"abc")])
def test_an_entry_that_is_cut_short_is_refused(attributes: bytes) -> None:
    with pytest.raises(ValueError, match=r"cut short|length"):
        only_entry(attributes)


@pytest.mark.parametrize("body", [b"", b"\x07", b"\x02\0\0"])
def test_a_header_that_is_cut_short_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="cut short"):
        [*decode_neighbours([wire.message(28, body)]), *decode_fdb([wire.message(28, body)])]
