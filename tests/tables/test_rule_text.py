import pytest

from topograph.facts import Rule
from topograph.tables.rule_text import action_text, selector_text


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "from all"),
        ({"src": "192.0.2.0/24"}, "from 192.0.2.0/24"),
        ({"src": "192.0.2.5/32", "dst": "192.0.2.9/32"}, "from 192.0.2.5 to 192.0.2.9"),
        ({"invert": True, "fwmark": 0xCA6C}, "not from all fwmark 0xca6c"),
        ({"fwmark": 1, "fwmask": 0xFF}, "from all fwmark 0x1/0xff"),
        ({"fwmark": 1, "fwmask": 0xFFFFFFFF}, "from all fwmark 0x1"),
        ({"fwmask": 0xFF}, "from all fwmark 0x0/0xff"),
        ({"fwmark": 0}, "from all fwmark 0x0"),
        ({"iif": "eth0", "oif": "eth1"}, "from all iif eth0 oif eth1"),
        ({"tos": 0x10}, "from all tos 0x10"),
        ({"uid_range": (0, 1000)}, "from all uidrange 0-1000"),
        ({"ip_protocol": 6, "dport": (443, 443)}, "from all ipproto tcp dport 443"),
        (
            {"ip_protocol": 253, "sport": (80, 90), "dport": (1, 2)},
            "from all ipproto ipproto-253 sport 80-90 dport 1-2",
        ),
    ],
)
def test_a_selector_reads_as_ip_rule_prints_it(fields: dict[str, object], text: str) -> None:
    assert selector_text(Rule(family=4, **fields)) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"table": 254}, "lookup main"),
        ({"table": 51820}, "lookup 51820"),
        ({"table": 254, "suppress_prefixlen": 0}, "lookup main suppress_prefixlength 0"),
        ({"l3mdev": True}, "lookup [l3mdev-table]"),
        ({"action": "goto", "goto": 32766}, "goto 32766"),
        ({"action": "goto"}, "goto none"),
        ({"action": "nop"}, "nop"),
        ({"action": "blackhole"}, "blackhole"),
        ({"action": "unreachable", "protocol": "static"}, "unreachable proto static"),
        ({"table": 254, "protocol": "kernel"}, "lookup main"),
        ({"table": 254, "protocol": "unspec"}, "lookup main"),
        ({}, ""),
    ],
)
def test_an_action_reads_as_ip_rule_prints_it(fields: dict[str, object], text: str) -> None:
    assert action_text(Rule(family=4, **fields)) == text  # type: ignore[arg-type]


def test_ipv6_has_prefixes_of_its_own() -> None:
    rule = Rule(family=6, src="2001:db8::1/128", dst="2001:db8::/32")
    assert selector_text(rule) == "from 2001:db8::1 to 2001:db8::/32"
