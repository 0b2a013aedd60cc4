"""Links and addresses, from `ifconfig` in three styles."""

import pytest

from tests.sources.text.readers.reading import begins, read
from topograph.facts import Address
from topograph.sources.text.told import Told, ToldLink

OLD = """
eth0      Link encap:Ethernet  HWaddr 00:00:5E:00:53:01  
          inet addr:192.0.2.10  Bcast:192.0.2.255  Mask:255.255.255.0
          inet6 addr: 2001:db8::10/64 Scope:Global
          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1
          RX packets:1 errors:0 dropped:0 overruns:0 frame:0
          TX packets:1 errors:0 dropped:0 overruns:0 carrier:0
          collisions:0 txqueuelen:1000 
          RX bytes:90 (90.0 B)  TX bytes:90 (90.0 B)
"""
NEW = """
eth0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500
        inet 192.0.2.10  netmask 255.255.255.0  broadcast 192.0.2.255
        inet6 2001:db8::10  prefixlen 64  scopeid 0x0<global>
        ether 00:00:5e:00:53:01  txqueuelen 1000  (Ethernet)
        RX packets 1  bytes 90 (90.0 B)
        RX errors 0  dropped 0  overruns 0  frame 0
        TX packets 1  bytes 90 (90.0 B)
        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0
"""


def one(text: str) -> ToldLink:
    told = read("ifconfig", text)
    assert told.unknown == []
    [link] = told.links
    return link


def addresses(*lines: str) -> list[Address]:
    found: list[Address] = one("\n".join((NEW.split("\n")[1], *lines))).fields["addresses"]
    return found


@pytest.mark.parametrize("text", [OLD, NEW])
def test_a_link_tells_the_same_in_each_style(text: str) -> None:
    assert one(text) == ToldLink(
        "eth0",
        fields={
            "addresses": [
                Address(family=4, address="192.0.2.10/24", broadcast="192.0.2.255", label="eth0"),
                Address(family=6, address="2001:db8::10/64"),
            ],
            "carrier": True,
            "flags": ["BROADCAST", "MULTICAST", "UP"],
            "is_up": True,
            "link_type": "ether",
            "mac": "00:00:5e:00:53:01",
            "mtu": 1500,
        },
        covers=frozenset({"addresses", "mac"}),
    )


def test_a_label_adds_its_address_to_the_link_before_those_of_ipv6() -> None:
    label = NEW.replace("eth0:", "eth0:1:").replace("192.0.2.10 ", "192.0.2.11 ")
    link = one(NEW + "\n".join(label.split("\n")[:3]))
    assert [(a.address, a.label) for a in link.fields["addresses"]] == [
        ("192.0.2.10/24", "eth0"),
        ("192.0.2.11/24", "eth0:1"),
        ("2001:db8::10/64", None),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "        inet 192.0.2.1  netmask 255.255.255.252  destination 192.0.2.2",
        "          inet addr:192.0.2.1  P-t-P:192.0.2.2  Mask:255.255.255.252",
    ],
)
def test_the_prefix_length_belongs_to_the_far_end(line: str) -> None:
    expected = Address(family=4, address="192.0.2.1/32", peer="192.0.2.2/30", label="eth0")
    assert addresses(line) == [expected]


def test_a_far_end_that_is_the_near_one_is_none() -> None:
    line = "        inet 192.0.2.1  netmask 255.255.255.0  destination 192.0.2.1"
    assert addresses(line) == [Address(family=4, address="192.0.2.1/24", label="eth0")]


def test_a_broadcast_of_zeros_is_none() -> None:
    line = "        inet 192.0.2.1  netmask 255.255.255.0  broadcast 0.0.0.0"
    assert addresses(line) == [Address(family=4, address="192.0.2.1/24", label="eth0")]


@pytest.mark.parametrize(
    ("line", "scope"),
    [
        ("inet6 fe80::1  prefixlen 64  scopeid 0x20<link>", "link"),
        ("inet6 ::1  prefixlen 128  scopeid 0x10<host>", "host"),
        ("inet6 fec0::1  prefixlen 64  scopeid 0x40<site>", "site"),
        ("inet6 ::192.0.2.1  prefixlen 96  scopeid 0x80<compat,global>", "global"),
        ("inet6 addr: fe80::1/64 Scope:Link", "link"),
        ("inet6 addr: ::1/128 Scope:Host", "host"),
        ("inet6 addr: fec0::1/64 Scope:Site", "site"),
        ("inet6 addr: ::192.0.2.1/96 Scope:Compat", "global"),
        ("inet 127.0.0.1  netmask 255.0.0.0", "host"),
        ("inet 169.254.0.1  netmask 255.255.0.0", "global"),
    ],
)
def test_each_scope_has_the_word_of_ip(line: str, scope: str) -> None:
    assert [address.scope for address in addresses(f"        {line}")] == [scope]


def test_up_without_running_has_no_carrier_in_the_flags() -> None:
    fields = one("a: flags=4099<UP,BROADCAST,MULTICAST>  mtu 1500").fields
    assert fields["flags"] == ["NO-CARRIER", "BROADCAST", "MULTICAST", "UP"]
    assert "carrier" not in fields


def test_a_link_without_flags_is_down() -> None:
    for text in (
        "a: flags=0<>  mtu 7",
        "a Link encap:IPIP Tunnel  HWaddr\n  [NO FLAGS]  MTU:7  Metric:1",
    ):
        fields = one(text).fields
        assert (fields["flags"], fields["is_up"], fields["mtu"]) == ([], False, 7)


def test_where_the_line_with_the_flags_is_cut_out_nothing_is_told_of_them() -> None:
    fields = one("eth0      Link encap:Ethernet  HWaddr 00:00:5E:00:53:01").fields
    assert not {"flags", "is_up", "mtu", "carrier"} & fields.keys()


def test_bytes_that_are_no_mac_are_none() -> None:
    link = one("tun0 Link encap:UNSPEC  HWaddr CB-00-71-00-00-00-00-00-00-00-00-00-00-00-00-00")
    assert "mac" not in link.fields
    assert "link_type" not in link.fields
    assert "mac" not in link.covers


def test_a_name_of_any_letters_is_kept_whole() -> None:
    assert one("br+lan@x: flags=0<>  mtu 1500").ifname == "br+lan@x"
    assert one("日本: flags=0<>  mtu 1500").ifname == "日本"


@pytest.mark.parametrize(
    "line",
    [
        "        inet 999.0.2.1  netmask 255.255.255.0",
        "        inet 192.0.2.1  netmask 255.0.255.0",
        "        inet 192.0.2.1  netmask 255.255.255.0  broadcast 300.0.0.1",
        "        inet6 1::2::3  prefixlen 64  scopeid 0x0<global>",
        "        inet6 2001:db8::1  prefixlen 129  scopeid 0x0<global>",
        "        inet6 2001:db8::1  prefixlen 64  scopeid 0x0<odd>",
        "        media: autoselect",
        "eth1: link is up",
    ],
)
def test_a_line_of_no_known_form_is_not_understood(line: str) -> None:
    told = read("ifconfig", f"{NEW.split(chr(10))[1]}\n{line}", "ifconfig -a")
    assert [one.number for one in told.unknown] == [2]
    assert (told.links[0].fields["addresses"], told.complete) == ([], set())


def test_what_stands_before_the_first_link_is_not_understood() -> None:
    told = read("ifconfig", "        inet 192.0.2.1  netmask 255.255.255.0")
    assert ([line.number for line in told.unknown], told.links) == ([1], [])


def test_only_all_links_are_complete() -> None:
    assert read("ifconfig", NEW, "ifconfig -a").complete == {"links"}
    assert read("ifconfig", NEW, "ifconfig").complete == set()
    assert read("ifconfig", NEW, "ifconfig -a eth0").complete == set()


def test_the_first_line_of_a_link_begins_an_output() -> None:
    assert begins(OLD.split("\n")[1]) == begins(NEW.split("\n")[1]) == ["ifconfig"]
    assert "ifconfig" not in begins("2: eth0: <BROADCAST,UP> mtu 1500 qdisc noop state DOWN")


def test_a_link_of_which_nothing_else_is_understood_is_there() -> None:
    link = one("eth0  Link encap:1  ")
    assert (link.ifname, link.fields) == ("eth0", {"addresses": []})


MACOS = """en0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
\tether 00:00:5e:00:53:01
\tinet 192.0.2.23 netmask 0xffffff00 broadcast 192.0.2.255
lo0: flags=8049<UP,LOOPBACK,RUNNING,MULTICAST> mtu 16384
\tinet 127.0.0.1 netmask 0xff000000"""
EATEN = """eth0: flags=4163  mtu 1500
        inet 192.0.2.7  netmask 255.255.255.0  broadcast 192.0.2.255
        inet6 2001:db8::7  prefixlen 64  scopeid 0x0
        inet6 fe80::7  prefixlen 64  scopeid 0x20"""


def test_another_system_has_an_ifconfig_of_its_own() -> None:
    told = read("ifconfig", MACOS, "ifconfig")
    assert told == Told(refusal="that is ifconfig of BSD, macOS or Solaris, which is not read")
    assert [begins(line) for line in MACOS.split("\n")[::3]] == [["ifconfig"], ["ifconfig"]]


def test_what_linux_says_behind_it_is_read() -> None:
    told = read("ifconfig", f"{MACOS}\n{EATEN}", "ifconfig")
    assert [link.ifname for link in told.links] == ["eth0"]


def test_where_a_page_took_the_flags_for_a_tag_their_number_tells_them() -> None:
    [link] = read("ifconfig", EATEN, "ifconfig").links
    assert link.fields["flags"] == ["BROADCAST", "MULTICAST", "UP"]
    assert link.fields["is_up"]
    assert link.fields["carrier"]
    assert [(one.address, one.scope) for one in link.fields["addresses"]] == [
        ("192.0.2.7/24", "global"),
        ("2001:db8::7/64", "global"),
        ("fe80::7/64", "link"),
    ]


def test_a_number_may_say_that_there_are_no_flags() -> None:
    [link] = read("ifconfig", "eth0: flags=0  mtu 1500", "ifconfig").links
    assert (link.fields["flags"], link.fields["is_up"]) == ([], False)


def test_lines_that_lost_their_blanks_are_read() -> None:
    text = """eth0 Link encap:Ethernet HWaddr 00:00:5e:00:53:01
inet addr:192.0.2.7 Bcast:192.0.2.255 Mask:255.255.255.0
inet6 addr: fe80::7/64 Scope:Link
UP BROADCAST RUNNING MULTICAST MTU:1500 Metric:1
RX packets:17 errors:0 dropped:0 overruns:0 frame:0"""
    told = read("ifconfig", text, "ifconfig")
    [link] = told.links
    assert (told.unknown, link.fields["mtu"], link.fields["is_up"]) == ([], 1500, True)
    assert [one.address for one in link.fields["addresses"]] == ["192.0.2.7/24", "fe80::7/64"]


@pytest.mark.parametrize("mac", ["00:00:5E:XX:XX:XX", "xx:xx:xx:xx:xx:xx", "**:**:**:**:**:**"])
def test_what_somebody_hid_is_not_told(mac: str) -> None:
    head = f"eth0      Link encap:Ethernet  HWaddr {mac}"
    told = read(
        "ifconfig", f"{head}\n          inet addr:192.0.2.x  Mask:255.255.255.0", "ifconfig"
    )
    assert [line.number for line in told.unknown] == [2]
    [link] = told.links
    assert link.covers.isdisjoint({"mac", "addresses"})
    assert "mac" not in link.fields


def test_what_is_below_a_head_that_is_none_is_not_of_the_link_above() -> None:
    text = """eth0      Link encap:Ethernet  HWaddr 00:00:5E:00:53:01
eth1      Link encap:Ethernet  HWaddr (hidden)
          inet addr:192.0.2.7  Bcast:192.0.2.255  Mask:255.255.255.0"""
    told = read("ifconfig", text, "ifconfig")
    assert [(link.ifname, link.fields["addresses"]) for link in told.links] == [("eth0", [])]
    assert [line.number for line in told.unknown] == [2, 3]


GERMAN = """eth0      Link encap:Ethernet  Hardware Adresse 00:00:5e:00:53:01
          inet Adresse:192.0.2.10  Bcast:192.0.2.255  Maske:255.255.255.0
          inet6-Adresse: fe80::1/64 Gültigkeitsbereich:Verbindung
          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metrik:1
          Kollisionen:0 Sendewarteschlangenlänge:1000"""
FRENCH = """eth0      Link encap:Ethernet  HWaddr 00:00:5e:00:53:01
          inet adr:192.0.2.10  Bcast:192.0.2.255  Masque:255.255.255.0
          adr inet6: fe80::1/64 Scope:Lien
          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1
          Packets reçus:1 erreurs:0 :0 overruns:0 frame:0"""
SPANISH = """eth0      Enlace encap:Ethernet  direcciónHW 00:00:5e:00:53:01
          Direc. inet:192.0.2.10  Difus.:192.0.2.255  Másc:255.255.255.0
          Dirección inet6: fe80::1/64 Alcance:Enlace
          ACTIVO DIFUSIÓN FUNCIONANDO MULTICAST  MTU:1500  Métrica:1
          Paquetes RX:1 errores:0 perdidos:0 overruns:0 frame:0"""


@pytest.mark.parametrize("text", [GERMAN, FRENCH, SPANISH])
def test_other_languages_say_the_same(text: str) -> None:
    link = one(text)
    english = one(
        """eth0      Link encap:Ethernet  HWaddr 00:00:5e:00:53:01
          inet addr:192.0.2.10  Bcast:192.0.2.255  Mask:255.255.255.0
          inet6 addr: fe80::1/64 Scope:Link
          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1"""
    )
    assert link == english
    assert begins(text.split("\n", maxsplit=1)[0]) == ["ifconfig"]
