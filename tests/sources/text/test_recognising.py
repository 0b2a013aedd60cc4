import json
from time import perf_counter

from topograph.sources.text.cleaning import lines_of
from topograph.sources.text.recognising import pieces

ADDR = """1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default
    link/ether 00:00:5e:00:53:01 brd ff:ff:ff:ff:ff:ff
"""
ROUTE = """default via 192.0.2.1 dev eth0
192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.7
"""
BRCTL = """bridge name\tbridge id\t\tSTP enabled\tinterfaces
docker0\t\t8000.00005e005301\tno\t\tveth1
"""
LINK = {"ifindex": 1, "ifname": "lo", "flags": ["LOOPBACK"], "mtu": 65536, "operstate": "UP"}
JSON = json.dumps([LINK], indent=1)


def found(text: str) -> list[tuple[str, int, int]]:
    """The readers, each with its first and last line."""
    return [
        (name, lines[0].number, lines[-1].number)
        for name, lines in pieces(lines_of(text.encode()))
    ]


def test_each_output_is_known_by_its_content() -> None:
    assert found(ADDR + ROUTE + BRCTL) == [
        ("ip address", 1, 4),
        ("ip route", 5, 6),
        ("brctl show", 7, 8),
    ]


def test_what_stands_before_the_first_output_is_nobodys() -> None:
    assert found("From: somebody\n\n" + ADDR) == [("", 1, 2), ("ip address", 3, 6)]


def test_json_is_read_to_its_end() -> None:
    end = len(JSON.splitlines())
    assert found(f"{JSON}\n{ROUTE}") == [
        ("ip json links", 1, end),
        ("ip route", end + 1, end + 2),
    ]


def test_several_json_texts_may_follow_each_other() -> None:
    end = len(JSON.splitlines())
    names = [name for name, _, _ in found(f"{JSON}\n{JSON}\n")]
    assert names == ["ip json links"] * 2
    assert found(f"{JSON}\n{JSON}\n")[1][1] == end + 1


def test_json_of_something_else_is_nobodys() -> None:
    assert found('{"a": 1}\n' + ROUTE) == [("", 1, 1), ("ip route", 2, 3)]


def test_what_only_begins_like_json_is_text() -> None:
    assert found("[{\n" + ROUTE) == [("", 1, 1), ("ip route", 2, 3)]
    assert found("[root@web1 ~]\n" + ROUTE)[1][0] == "ip route"


def test_a_text_full_of_broken_json_takes_no_longer_than_a_long_one() -> None:
    start = perf_counter()
    assert {name for name, _, _ in found('[{"a":\n' * 20_000)} == {""}
    # Quadratic would be minutes.
    assert perf_counter() - start < 20


def test_json_may_stand_in_one_line() -> None:
    assert found(json.dumps([LINK]) + "\n" + ROUTE) == [
        ("ip json links", 1, 1),
        ("ip route", 2, 3),
    ]


def test_what_is_indented_begins_no_output() -> None:
    assert found(f"{ADDR}    default via 192.0.2.1 dev eth0\n") == [("ip address", 1, 5)]
