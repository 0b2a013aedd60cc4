from pathlib import Path

import pytest

from tests.sources.text.readers.ip.ip_reading import begun_by, read
from topograph.facts import Address
from topograph.sources.text.readers.ip.links import DETAILS
from topograph.sources.text.told import Line, Told, ToldLink

OUTPUTS = Path(__file__).parents[2] / "outputs"
ETH0 = "2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP group default qlen 9"
MAC = "    link/ether 00:00:5e:00:53:01 brd ff:ff:ff:ff:ff:ff"
FULL = {"flags", "is_up", "mtu", "qdisc", "operstate", "group", "master", "txqlen"}
LAYER = {"link_type", "mac", "broadcast"}


def told(text: str, command: str = "ip addr") -> Told:
    return read("ip address", text, command)


def link(text: str, command: str = "ip addr") -> ToldLink:
    [found] = told(text, command).links
    return found


def address(line: str, head: str = ETH0) -> Address:
    [found] = link(f"{head}\n{MAC}\n{line}").fields["addresses"]
    assert isinstance(found, Address)
    return found


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("UP,LOWER_UP", {"flags": ["UP", "LOWER_UP"], "is_up": True, "carrier": True}),
        ("NO-CARRIER,UP", {"flags": ["NO-CARRIER", "UP"], "is_up": True, "carrier": False}),
        ("BROADCAST,M-DOWN", {"flags": ["BROADCAST"], "is_up": False}),
        ("NOARP,UP,LOWER_UP,40000", {"flags": ["NOARP", "UP", "LOWER_UP", "ECHO"]}),
        ("UP,80040000", {"flags": ["UP", "ECHO", "0x80000000"]}),
        # Busybox leaves the comma out, and has no name for 0x100.
        ("BROADCAST,UP,LOWER_UP100", {"flags": ["BROADCAST", "PROMISC", "UP", "LOWER_UP"]}),
        ("", {"flags": [], "is_up": False}),
    ],
)
def test_flags_are_told_as_the_kernel_means_them(flags: str, expected: dict[str, object]) -> None:
    fields = link(f"1: a: <{flags}> mtu 5").fields
    assert {**fields, **expected} == fields
    assert ("carrier" in fields) == fields["is_up"]


@pytest.mark.parametrize(
    ("name", "ifname", "fields", "named"),
    [
        ("veth1@if7", "veth1", {"iflink": 7}, {}),
        ("eth0.7@eth0", "eth0.7", {}, {"iflink": "eth0"}),
        ("gre0@NONE", "gre0", {}, {}),
    ],
)
def test_what_stands_behind_the_at_is_the_link_below(
    name: str, ifname: str, fields: dict[str, int], named: dict[str, str]
) -> None:
    found = link(f"5: {name}: <UP> mtu 1500")
    assert (found.ifname, found.ifindex, found.named) == (ifname, 5, named)
    assert {k: v for k, v in found.fields.items() if k == "iflink"} == fields
    assert "iflink" in found.covers


def test_without_an_at_nothing_is_said_of_a_link_below() -> None:
    assert "iflink" not in link(ETH0).covers


def test_a_master_is_told_by_name_or_by_number() -> None:
    assert link("5: a: <> mtu 1 master br0").named == {"master": "br0"}
    assert link("5: a: <> mtu 1 master if12").fields["master"] == 12
    # A bridge may have the name of any word.
    found = link("5: a: <> mtu 1 qdisc mq master group state UP group 7")
    assert (found.named, found.fields["group"]) == ({"master": "group"}, "7")


def test_what_a_plain_answer_covers() -> None:
    assert link(f"{ETH0}\n{MAC}").covers == FULL | LAYER | {"addresses"}
    assert link(f"{ETH0}\n{MAC}", "ip link").covers == FULL | LAYER


def test_details_cover_more_and_say_so_by_themselves() -> None:
    text = f"{ETH0}\n{MAC} promiscuity 3 minmtu 68 maxmtu 9000"
    assert link(text, "ip link").covers == FULL | LAYER | DETAILS
    assert link(text).fields["promiscuity"] == 3


def test_an_answer_for_ipv6_says_nothing_of_a_master() -> None:
    found = link(
        "2: eth0: <UP> mtu 1500 state UP qlen 1000\n    inet6 ::1/128 scope host", "ip -6 a"
    )
    assert found.covers == {"flags", "is_up", "mtu", "operstate"}


def test_a_queue_of_length_0_is_not_printed() -> None:
    assert link(ETH0.removesuffix(" qlen 9")).fields["txqlen"] == 0
    assert "txqlen" not in link("2: eth0: <UP> mtu 1500 state UP").fields


@pytest.mark.parametrize(
    ("command", "complete", "covers_addresses"),
    [
        ("ip addr", {"links", "addresses"}, True),
        ("ip a show", {"links", "addresses"}, True),
        ("ip -d -s a", {"links", "addresses"}, True),
        ("ip link", {"links"}, False),
        ("ip addr show novf", {"links", "addresses"}, True),
        ("ip l show dev eth0", set(), False),
        ("ip addr show eth0", set(), True),
        ("ip addr show dev eth0", set(), True),
        ("ip addr show master br0", set(), True),
        ("ip addr show up", set(), True),
        ("ip -4 addr", set(), False),
        ("ip -f inet6 addr", set(), False),
        ("ip addr show to 192.0.2.0/24", set(), False),
        ("ip addr show -deprecated", set(), False),
        ("ip addr show scope link", set(), False),
        ("", set(), False),
    ],
)
def test_a_command_may_ask_for_a_part(
    command: str, complete: set[str], covers_addresses: bool
) -> None:
    found = told(f"{ETH0}\n{MAC}", command)
    assert found.complete == complete
    assert ("addresses" in found.links[0].covers) == covers_addresses


def test_without_a_command_an_address_shows_that_addresses_were_asked_for() -> None:
    lo = "1: lo: <UP> mtu 9 qdisc x\n    link/loopback\n    inet 127.0.0.1/8 scope host lo"
    with_address = told(f"{lo}\n{ETH0}\n{MAC}", "")
    assert ["addresses" in one.covers for one in with_address.links] == [True, True]
    assert with_address.complete == set()
    # Only ip link prints a mode.
    mode = ETH0.replace("group", "mode DEFAULT group")
    both = told(f"{lo}\n{mode}\n{MAC}", "")
    assert ["addresses" in one.covers for one in both.links] == [True, False]
    # ip -4 addr leaves the line with link/ out.
    ipv4 = told(f"{ETH0}\n    inet 192.0.2.1/24 scope global eth0", "")
    assert "addresses" not in ipv4.links[0].covers


def test_an_address_as_the_kernel_tells_it() -> None:
    assert address(
        "    inet 192.0.2.7/26 metric 5 brd 192.0.2.63 any 192.0.2.8 scope link secondary dynamic"
        " noprefixroute proto 0x12 eth0:1\n       valid_lft 7sec preferred_lft forever"
    ) == Address(
        family=4,
        address="192.0.2.7/26",
        broadcast="192.0.2.63",
        scope="link",
        label="eth0:1",
        flags=["secondary", "noprefixroute"],
        valid_lft=7,
        protocol=18,
    )


@pytest.mark.parametrize(
    ("words", "flags"),
    [
        ("tentative", ["tentative", "permanent"]),
        ("dynamic temporary", ["secondary"]),
        ("home mngtmpaddr nodad", ["nodad", "homeaddress", "permanent", "managetempaddr"]),
        ("optimistic autojoin stable-privacy", None),
        ("flags 102", ["nodad", "permanent", "managetempaddr"]),
        ("deprecated dadfailed", ["dadfailed", "deprecated", "permanent"]),
    ],
)
def test_flags_of_an_address(words: str, flags: list[str] | None) -> None:
    expected = flags or ["optimistic", "permanent", "mcautojoin", "stable_privacy"]
    assert address(f"    inet6 2001:db8::1/64 scope global {words} ").flags == expected


def test_a_label_may_look_like_a_flag() -> None:
    head = ETH0.replace("eth0", "dynamic")
    found = address("    inet 192.0.2.7/26 scope global dynamic", head)
    assert (found.label, found.flags) == ("dynamic", ["permanent"])
    found = address("    inet 192.0.2.7/26 scope global dynamic")
    assert (found.label, found.flags) == (None, [])


def test_a_lifetime_without_an_address_belongs_to_none() -> None:
    one = f"{ETH0}\n    inet 192.0.2.7/26 scope global eth0"
    found = told(f"{one}\n7: a: <UP> mtu 9\n       valid_lft 7sec preferred_lft 7sec")
    assert found.links[0].fields["addresses"][0].valid_lft is None


def test_the_length_belongs_to_the_far_end() -> None:
    found = address("    inet 192.0.2.7 peer 192.0.2.8/31 scope global eth0")
    assert (found.address, found.peer) == ("192.0.2.7/32", "192.0.2.8/31")
    assert address("    inet6 2001:db8::7 scope global").address == "2001:db8::7/128"


@pytest.mark.parametrize("cut", ["...", "…", "[...]", "<snip>"])
def test_lines_that_are_left_out_complete_nothing(cut: str) -> None:
    found = told(f"1: lo: <UP> mtu 9 qdisc q\n    link/loopback\n{ETH0}\n{MAC}\n    {cut}\n")
    assert (found.is_elided, found.complete, found.unknown) == (True, set(), [])
    assert [one.covers >= {"addresses"} for one in found.links] == [True, False]
    assert found.links[1].covers == FULL | LAYER


def test_a_line_that_is_cut_covers_nothing() -> None:
    found = told("2: eth0: <UP> mtu 1500 qdisc mq ...\n" + MAC)
    assert (found.is_elided, found.links[0].covers) == (True, frozenset())
    assert "txqlen" not in found.links[0].fields


def test_line_ends_of_windows_and_tabs_do_not_matter() -> None:
    text = (OUTPUTS / "ip-address/iproute2-6.1-details.txt").read_text().partition("\n")[2]
    plain = told(text)
    assert told(text.replace("\n", "\r\n")) == plain
    assert told(text.replace("    ", "\t")).links == plain.links


def test_two_answers_behind_each_other_are_both_read() -> None:
    found = told(f"{ETH0}\n{MAC}\n{ETH0}\n{MAC}\n    inet 192.0.2.1/24 scope global eth0\n", "")
    assert [one.ifname for one in found.links] == ["eth0", "eth0"]
    assert [len(one.fields.get("addresses", [])) for one in found.links] == [0, 1]


def test_the_namespace_of_a_peer_is_a_number_or_a_name() -> None:
    details = f"7: a@if3: <UP> mtu 9 qdisc q\n{MAC} %s promiscuity 0"
    numbered = told(details % "link-netnsid 4")
    assert (numbered.links[0].fields["link_nsid"], numbered.link_netns) == (4, {})
    named = told(details % "link-netns blue")
    assert named.link_netns == {"a": "name:blue"}
    assert "link_nsid" not in named.links[0].covers | named.links[0].fields.keys()
    lost = told(details % "link-netnsid unknown")
    assert "link_nsid" not in lost.links[0].fields
    assert "link_nsid" in lost.links[0].covers


def test_a_line_of_garbage_is_unknown_wherever_it_stands() -> None:
    text = (OUTPUTS / "ip-address/iproute2-6.1-details.txt").read_text().partition("\n")[2]
    lines = text.splitlines()
    plain = told(text)
    for at in range(len(lines) + 1):
        found = told("\n".join([*lines[:at], "some garbage", *lines[at:]]))
        assert found.unknown == [Line(at + 1, "some garbage")]
        assert found.links == plain.links
        assert found.complete == set()


def test_a_further_line_about_a_link_leaves_the_list_complete() -> None:
    found = told(f"{ETH0}\n{MAC}\n    colour red")
    assert found.unknown == [Line(3, "    colour red")]
    assert found.complete == {"links", "addresses"}


def test_what_is_refused_is_no_answer() -> None:
    found = told('Device "docker0" does not exist.\n')
    assert (found.refusal, found.unknown) == ('Device "docker0" does not exist.', [])
    assert found.complete == set()


def test_the_first_refusal_is_kept() -> None:
    found = told("Error: no answer.\nDump terminated")
    assert found == Told(refusal="Error: no answer.")


def test_a_port_of_a_bridge_is_not_one_of_these_links() -> None:
    line = "8: a@b: <BROADCAST,UP> mtu 1500 master br0 state forwarding priority 32 cost 2 "
    assert begun_by(line) == []
    assert told(line).unknown == [Line(1, line)]


@pytest.mark.parametrize(
    "line",
    [
        "2: eth0@if7: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN qlen 1000",
        "2: eth0    inet 192.0.2.1/24 scope global eth0",
        "8: a@b: <UP> mtu 9 master br0 state UP\\    veth \\    bridge_slave state forwarding ",
        "eth0@if7         UP             00:00:5e:00:53:01 <BROADCAST,MULTICAST> ",
        "eth0             UP             192.0.2.1/24 ",
        "eth0             DOWN           ",
        "a-name-of-more-than-16 UNKNOWN        ",
    ],
)
def test_a_link_begins_here(line: str) -> None:
    assert begun_by(line) == ["ip address"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "    inet 192.0.2.1/24 scope global eth0",
        "Everything UP",
        "eth0 UP",
        "eth0             UP             and running",
        "1: a thing",
        "0:\tfrom all lookup local ",
        " 2: eth0: <UP> mtu 1500",
    ],
)
def test_no_link_begins_here(line: str) -> None:
    assert "ip address" not in begun_by(line)


@pytest.mark.parametrize(
    "line",
    [
        "2: eth0: <UP> mtu " + "9" * 5000,
        "9" * 5000 + ": eth0: <UP> mtu 1",
        "2: " + "a" * 1_000_000 + ": <UP>",
        "2: eth0: <" + "UP," * 300_000,
        "    link/ether " + "ab:" * 300_000,
        "    inet 1.2.3.4/" + "9" * 5000,
        "2: eth0: <UP> mtu 5\0\ud800 qdisc \ud800",
        "2: eth0: <UP> \\" + " \\" * 100_000,
    ],
    ids=range(8),
)
def test_hostile_lines_do_no_harm(line: str) -> None:
    found = told(f"{ETH0}\n{MAC}\n{line}")
    assert found.links[0].fields["mtu"] == 1500
    begun_by(line)


def test_a_link_without_its_number_is_one() -> None:
    found = link(f"{ETH0[3:]}\n{MAC}\n    inet 192.0.2.7/24 scope global eth0")
    assert (found.ifname, found.ifindex, found.fields["mtu"]) == ("eth0", None, 1500)
    assert found.fields["flags"] == ["BROADCAST", "MULTICAST", "UP", "LOWER_UP"]


def test_a_page_that_takes_flags_for_a_tag_leaves_them_untold() -> None:
    found = link(f"2: eth0:  mtu 1500 qdisc mq state UP qlen 9\n{MAC}", "")
    assert (found.ifindex, found.fields["operstate"]) == (2, "UP")
    assert found.fields.keys().isdisjoint({"flags", "is_up", "carrier"})
    assert found.covers.isdisjoint({"flags", "is_up"})


@pytest.mark.parametrize(
    "text",
    [ETH0[3:], "2: eth0:  mtu 1500 qdisc mq state UP"],
)
def test_such_links_are_known_by_their_content(text: str) -> None:
    assert begun_by(text) == ["ip address"]


@pytest.mark.parametrize("text", ["2: eth0: mtu", "note: <b> mtu 5", "eth0: mtu 1500 qdisc mq"])
def test_what_is_only_like_a_link_is_none(text: str) -> None:
    assert begun_by(text) == []


def test_a_line_that_was_broken_goes_on_below() -> None:
    head, tail = ETH0.split(" state ")
    found = link(f"{head}\nstate {tail}\n{MAC}\nlink-netnsid 3\n    inet 192.0.2.7/24 scope link")
    assert (found.fields["operstate"], found.fields["group"]) == ("UP", "default")
    assert found.fields["link_nsid"] == 3
    assert [one.address for one in found.fields["addresses"]] == ["192.0.2.7/24"]


def test_remarks_behind_a_line_are_no_part_of_it() -> None:
    text = f"{ETH0}  <-- state DOWN before\n{MAC} # brd x\n    alias a # b"
    assert link(text).fields["operstate"] == "UP"
    assert link(text).fields["alias"] == "a # b"
    assert address("    inet 192.0.2.7/24 scope global eth0   # was eth1").label == "eth0"


def test_the_address_of_a_link_whose_first_line_grep_left_out_is_its_own() -> None:
    found = told(
        f"""{ETH0}
    inet 192.0.2.7/24 scope global eth0
    inet6 2001:db8::7/64 scope global
    inet 198.51.100.1/16 brd 198.51.255.255 scope global br0:1
    inet6 fe80::1/64 scope link""",
        "ip a",
    )
    each = [(one.ifname, [at.address for at in one.fields["addresses"]]) for one in found.links]
    assert each == [
        ("eth0", ["192.0.2.7/24", "2001:db8::7/64"]),
        ("br0", ["198.51.100.1/16"]),
    ]
    # Whose it is, nothing tells.
    assert [line.text.strip() for line in found.unknown] == ["inet6 fe80::1/64 scope link"]


def test_addresses_alone_name_their_links_where_they_have_a_label() -> None:
    found = told("    inet 127.0.0.1/8 scope host lo\n    inet6 ::1/128 scope host", "ip a")
    assert [(one.ifname, one.ifindex) for one in found.links] == [("lo", None)]
    assert len(found.unknown) == 1


def test_a_label_may_be_any_word() -> None:
    assert address("    inet 192.0.2.7/24 scope global office").label == "office"
    found = told(f"{ETH0}\n    inet 192.0.2.7/24 scope global office", "ip -4 a")
    assert [one.ifname for one in found.links] == ["eth0"]
    assert [line.number for line in found.unknown] == [2]


def test_what_somebody_hid_is_not_told() -> None:
    mac = "    link/ether 00:00:5e:xx:xx:xx brd ff:ff:ff:ff:ff:ff"
    found = told(f"{ETH0}\n{mac}\n    inet x.x.x.x/24 scope global eth0")
    assert [line.number for line in found.unknown] == [3]
    [only] = found.links
    assert only.covers.isdisjoint({"mac", "addresses"})
    assert (only.fields.get("mac"), only.fields.get("addresses")) == (None, None)


@pytest.mark.parametrize("head", [": lo: <LOOPBACK,UP> mtu 65536 qdisc noqueue", ""])
def test_what_is_below_a_line_that_is_missing_is_not_of_the_link_above(head: str) -> None:
    text = f"{ETH0}\n{MAC}\n{head}\n    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n"
    found = told(f"{text}    inet6 ::1/128 scope host")
    [only] = found.links
    assert (only.fields["link_type"], only.fields.get("addresses", [])) == ("ether", [])
    assert [line.number for line in found.unknown] == ([3, 4, 5] if head else [4, 5])
