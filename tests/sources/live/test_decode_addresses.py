"""RTM_NEWADDR into addresses."""

import struct

import pytest

from tests.sources.live import wire
from tests.sources.live.wire import attribute, integer, ip
from topograph.facts import Address
from topograph.sources.live.decode_addresses import decode_addresses

FOREVER = 0xFFFFFFFF


def only(length: int, *attributes: bytes, **more: int) -> Address:
    [(ifindex, [address])] = decode_addresses(
        [wire.address(2, length, *attributes, **more), wire.done()]
    ).items()
    assert ifindex == 2
    return address


def lifetimes(preferred: int, valid: int) -> bytes:
    return attribute(6, struct.pack("=IIII", preferred, valid, 0, 0))


def test_an_ipv4_address_is_told_as_ip_prints_it() -> None:
    assert only(
        24,
        ip(1, "192.0.2.1"),
        ip(2, "192.0.2.1"),
        ip(4, "192.0.2.255"),
        attribute(3, b"eth0:1\0"),
        integer(8, 0x80),
        lifetimes(FOREVER, FOREVER),
    ) == Address(
        family=4,
        address="192.0.2.1/24",
        broadcast="192.0.2.255",
        label="eth0:1",
        flags=["permanent"],
    )


def test_an_ipv6_address_has_no_local_one() -> None:
    assert only(
        64,
        ip(1, "2001:db8::1"),
        lifetimes(1800, 86400),
        attribute(11, b"\x02"),
        family=10,
        flags=0x40,
        scope=253,
    ) == Address(
        family=6,
        address="2001:db8::1/64",
        scope="link",
        flags=["tentative"],
        preferred_lft=1800,
        valid_lft=86400,
        protocol=2,
    )


@pytest.mark.parametrize(
    ("family", "near", "far", "length"),
    [(2, "192.0.2.1", "198.51.100.1", 32), (10, "2001:db8::1", "2001:db8::2", 128)],
)
def test_the_prefix_belongs_to_the_far_end_where_there_is_one(
    family: int, near: str, far: str, length: int
) -> None:
    found = only(30, ip(1, far), ip(2, near), family=family)
    assert found.address == f"{near}/{length}"
    assert found.peer == f"{far}/30"


@pytest.mark.parametrize(
    ("scope", "name"),
    [(0, "global"), (200, "site"), (253, "link"), (254, "host"), (255, "nowhere"), (7, "7")],
)
def test_scopes_are_named(scope: int, name: str) -> None:
    assert only(24, ip(1, "192.0.2.1"), scope=scope).scope == name


def test_the_long_flags_come_before_the_short_ones() -> None:
    found = only(24, ip(1, "192.0.2.1"), integer(8, 0x201), flags=0x80)
    assert found.flags == ["secondary", "noprefixroute"]


def test_an_address_that_ends_now_does_not_last_forever() -> None:
    found = only(24, ip(1, "192.0.2.1"), lifetimes(0, 5))
    assert (found.preferred_lft, found.valid_lft) == (0, 5)


def test_addresses_keep_the_kernels_order_by_link() -> None:
    found = decode_addresses(
        [
            wire.address(3, 24, ip(1, "192.0.2.9")),
            wire.datagram(
                wire.address(2, 24, ip(1, "192.0.2.7")), wire.address(3, 24, ip(1, "192.0.2.1"))
            ),
            wire.done(),
        ]
    )
    assert {
        ifindex: [one.address for one in addresses] for ifindex, addresses in found.items()
    } == {
        3: ["192.0.2.9/24", "192.0.2.1/24"],
        2: ["192.0.2.7/24"],
    }


def test_other_families_and_other_messages_are_left_out() -> None:
    other = wire.address(2, 8, attribute(1, b"\x01"), family=29)
    assert decode_addresses([wire.datagram(other, wire.link(2, "eth0")), wire.done()]) == {}


@pytest.mark.parametrize(
    "attributes",
    [b"", attribute(1, b"abc"), ip(1, "192.0.2.1") + attribute(6, bytes(4)), b"\xff\xff\1\0"],
)
def test_an_address_that_is_cut_short_is_refused(attributes: bytes) -> None:
    with pytest.raises(ValueError, match=r"cut short|length"):
        decode_addresses([wire.address(2, 24, attributes)])


def test_a_header_that_is_cut_short_is_refused() -> None:
    with pytest.raises(ValueError, match="cut short"):
        decode_addresses([wire.message(20, b"\x02\x18")])
