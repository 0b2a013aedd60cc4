from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topograph.sources.live.decode_addresses import SCOPES
from topograph.sources.live.decode_links import FLAG_NAMES, LINK_TYPES
from topograph.sources.live.decode_routes import PROTOCOLS
from topograph.sources.text.readers.ip import links as ip_links
from topograph.sources.text.readers.ip.words import (
    family_of,
    family_of_prefix,
    flag,
    number,
    prefix,
    protocol,
    scope,
    table,
    tos,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *((7, 7), ("7", 7), ("0x1f", 31), ("-1", -1), (True, None), ("", None), ("7x", None)),
        *(("9" * 5000, None), ("٣", None), (7.0, None), (None, None), ("0x", None), (" 7", None)),
    ],
)
def test_numbers(value: Any, expected: int | None) -> None:
    assert number(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *(("on", True), ("off", False), (1, True), ("0", False), (True, True), (False, False)),
        *((None, True), ("x", None), ([], None)),
    ],
)
def test_switches(value: Any, expected: bool | None) -> None:
    assert flag(value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *(("192.0.2.1", 4), ("0.0.0.0", 4), ("255.255.255.255", 4), ("::", 6), ("2001:DB8::1", 6)),
        *(("::ffff:192.0.2.1", 6), ("192.0.2.256", None), ("192.0.2", None), ("192.0.2.1.", None)),
        *(("192.0.02.1", None), ("192.0.2.1\n", None), ("fe80::1%eth0", None), (":::", None)),
        *(("00:00:5e:00:53:01", None), ("", None), (7, None), ("1:" * 5000, None)),
    ],
)
def test_addresses(value: Any, expected: int | None) -> None:
    assert family_of(value) == expected


@given(
    st.lists(st.sampled_from(["", "0", "db8", "12345", "g", "::", "192.0.2.1"]), max_size=10).map(
        ":".join
    )
    | st.ip_addresses().map(str)
    | st.text(":.%0f", max_size=45)
)
def test_addresses_are_those_of_the_standard_library(text: str) -> None:
    try:
        expected = ip_address(text).version if "%" not in text else None
    except ValueError:
        expected = None
    assert family_of(text) == expected


def test_prefixes() -> None:
    assert prefix("192.0.2.1") == "192.0.2.1/32"
    assert prefix("2001:db8::/64") == "2001:db8::/64"
    nothing: list[Any] = ["all", "0/8", None, 7, "192.0.2.0/33"]
    assert [prefix(one) for one in nothing] == [None] * 5
    assert [family_of_prefix(one) for one in ("::/128", "::/129", "::/-1")] == [6, None, None]


def test_tables_have_numbers() -> None:
    assert [table(one) for one in ("main", "local", "default", "7", 7)] == [254, 255, 253, 7, 7]
    nothing: list[Any] = ["vpn", "-1", "4294967296", [], None]
    assert [table(one) for one in nothing] == [None] * 5


def test_names_are_those_of_the_live_source() -> None:
    assert {protocol(str(n)) for n in PROTOCOLS} == set(PROTOCOLS.values())
    assert [protocol(word) for word in ("bgp", "99", "openr", "x", 7)] == [
        *("bgp", "99", "99", "x", None),
    ]
    assert {scope(str(n)) for n in SCOPES} == set(SCOPES.values())
    assert [scope(word) for word in ("link", "7", "")] == ["link", "7", None]
    known = {str(n): name for n, name in LINK_TYPES.items() if name != "irda"}
    assert known == ip_links._LINK_TYPES
    assert [(bit, name) for name, bit in ip_links._FLAGS.items()] == list(FLAG_NAMES)


def test_types_of_service_have_names() -> None:
    assert [tos(one) for one in ("0x08", "8", "CS6", "AF41", "EF", "x")] == [
        *(8, 8, 0xC0, 0x88, 0xB8, None),
    ]
