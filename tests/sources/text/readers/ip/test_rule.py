from typing import Any

import pytest

from tests.sources.text.readers.ip.ip_reading import begun_by, read, read_json
from topograph.facts import Rule
from topograph.sources.text.readers import JSON_READERS
from topograph.sources.text.told import Line


def rule(line: str, command: str = "ip rule") -> Rule:
    found = read("ip rule", line, command)
    assert found.unknown == []
    [only] = found.rules
    return only


def test_a_rule_as_the_kernel_tells_it() -> None:
    line = (
        "130:\tnot from 192.0.2.0/24 to 198.51.100.7 tos 0x08 fwmark 0x1/0xff iif lo oif eth0"
        " uidrange 5-9 ipproto tcp sport 80 dport 1-2 lookup 100 suppress_prefixlength 0 proto 4"
    )
    assert rule(line) == Rule(
        family=4,
        priority=130,
        table=100,
        src="192.0.2.0/24",
        dst="198.51.100.7/32",
        iif="lo",
        oif="eth0",
        fwmark=1,
        fwmask=255,
        tos=8,
        invert=True,
        suppress_prefixlen=0,
        uid_range=(5, 9),
        ip_protocol=6,
        sport=(80, 80),
        dport=(1, 2),
        protocol="static",
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("lookup local", {"action": "to_tbl", "table": 255}),
        ("lookup [l3mdev-table]", {"l3mdev": True, "table": None}),
        ("goto 200", {"action": "goto", "goto": 200}),
        ("goto none [unresolved]", {"action": "goto", "goto": None}),
        ("nop", {"action": "nop", "table": None}),
        ("blackhole", {"action": "blackhole"}),
        ("iif gone [detached] prohibit", {"action": "prohibit", "iif": "gone"}),
        ("fwmark 0x2 lookup main", {"fwmark": 2, "fwmask": 0xFFFFFFFF}),
        ("fwmark 0/0xff lookup main", {"fwmark": None, "fwmask": None}),
        # Busybox prints the number of an action as that of a type of route.
        ("lookup unspec broadcast", {"action": "nop", "table": None}),
    ],
)
def test_what_a_rule_does(words: str, expected: dict[str, Any]) -> None:
    found = rule(f"7: from all {words}")
    assert {name: getattr(found, name) for name in expected} == expected
    assert (found.src, found.dst) == (None, None)


@pytest.mark.parametrize(
    ("command", "text", "family"),
    [
        ("ip -6 rule", "0: from all lookup local", 6),
        ("ip rule", "0: from all lookup local", 4),
        ("", "9: from all to 2001:db8::/32 lookup 9", 6),
        ("", "9: from 192.0.2.1 lookup 9", 4),
        ("", "0: from all lookup local\n9: from all lookup main\n10: from all lookup default", 4),
        ("", "0: from all lookup local\n9: from all lookup main", 6),
        ("", "0: from all lookup local", 4),
    ],
)
def test_the_rules_of_one_family_are_shown(command: str, text: str, family: int) -> None:
    found = read("ip rule", text, command)
    assert {one.family for one in found.rules} == {family}


def test_whole_answers_are_complete() -> None:
    line = "0: from all lookup local"
    assert read("ip rule", line, "ip rule list").complete == {"rules/4"}
    assert read("ip rule", line, "ip -6 ru").complete == {"rules/6"}
    for command in ("ip rule show table 7", "busybox ip rule", ""):
        assert read("ip rule", line, command).complete == set()
    for more in ("...", "garbage", "Dump terminated"):
        assert read("ip rule", f"{line}\n{more}", "ip rule").complete == set()


@pytest.mark.parametrize(
    "line",
    [
        "0: from all lookup vpn",
        "0: from all ipproto nonsense lookup main",
        "0: from all colour red",
        "garbage",
        "9" * 5000 + ": from all lookup main",
        "7: from all lookup " + "9" * 5000,
    ],
    ids=range(6),
)
def test_what_cannot_be_told_is_unknown(line: str) -> None:
    found = read("ip rule", f"0: from all lookup local\n{line}", "ip rule")
    assert (len(found.rules), found.unknown) == (1, [Line(2, line)])


def test_rules_begin_with_their_priority() -> None:
    assert begun_by("0:\tfrom all lookup local ") == ["ip rule"]
    assert begun_by("9:\tnot from 192.0.2.1 oif far lookup main") == ["ip rule"]
    assert begun_by("9: fromage") == []


@pytest.mark.parametrize("wrong", [None, True, -1.5, "x", [], [7, None], {}, "9" * 5000])
def test_members_of_a_wrong_type_do_no_harm(wrong: Any) -> None:
    reader = next(one for one in JSON_READERS if one.name == "ip json rules")
    whole = {"priority": 7, "src": "all", "table": "main"}
    names = (
        *("src", "srclen", "dst", "dstlen", "iif", "oif", "fwmark", "fwmask", "tos", "goto"),
        *("suppress_prefixlen", "uid_start", "sport", "dport_end", "protocol", "action", "not"),
    )
    for name in names:
        assert len(reader.read([{**whole, name: wrong}], ()).rules) == 1
    for name in ("priority", "table", "ipproto"):
        assert len(reader.read([{**whole, name: wrong}], ()).rules) <= 1


def test_a_table_without_a_number_completes_nothing() -> None:
    rules = [{"priority": 7, "src": "192.0.2.0", "srclen": 24, "table": "vpn"}]
    assert read_json("ip json rules", rules, "ip -j rule").complete == set()
    rules[0]["table"] = "7"
    told = read_json("ip json rules", rules, "ip -j rule")
    assert told.complete == {"rules/4"}
    assert told.rules == [Rule(family=4, priority=7, table=7, src="192.0.2.0/24")]


def test_a_remark_behind_a_rule_is_no_part_of_it() -> None:
    assert rule("20:\tfrom all to 192.0.2.7 lookup main   # from outside").priority == 20
