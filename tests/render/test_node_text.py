from tests.render.mixed_host import mixed
from topograph.graph import build_graph
from topograph.render.node_text import is_plain_loopback, kind_text, node_lines

NODES = build_graph(mixed()).nodes


def test_each_node_begins_with_its_name_and_has_no_empty_line() -> None:
    for node, attributes in NODES(data=True):
        lines = node_lines(attributes)
        assert all(lines)
        if not attributes.get("root"):
            assert attributes.get("name", attributes.get("address", "?")) in lines[0], node


def test_a_link_has_its_kind_addresses_and_mac() -> None:
    assert node_lines(NODES["link/web1/br-ffffffffffff"]) == [
        "br-ffffffffffff",
        "bridge",
        "198.51.100.1/24",
        "00:00:5e:00:53:02",
    ]
    assert node_lines(NODES["link/web1/eth0"])[1] == "hardware"
    assert node_lines(NODES["link/web1/@1-0123456789/vxlan0"])[1] == "vxlan 4097, no carrier"


def test_a_loose_end_tells_why_in_lines_that_can_be_read() -> None:
    lines = node_lines(NODES["link/web1/veth15"])
    assert lines[3].startswith("not seen: the other end is ifindex 14")
    assert max(map(len, lines)) <= 48


def test_what_tells_links_of_a_kind_apart_is_with_the_kind() -> None:
    assert kind_text(NODES["link/web1/@web/eth1"]) == "macvlan bridge"
    assert kind_text(NODES["link/web1/@1-0123456789/vxlan0"]) == "vxlan 4097"
    assert kind_text(NODES["link/web1/eth0"]) == ""


def test_only_a_loopback_with_its_own_addresses_is_plain() -> None:
    assert is_plain_loopback(NODES["link/web1/lo"])
    assert not is_plain_loopback(NODES["link/web1/eth0"])
    assert not is_plain_loopback({**NODES["link/web1/lo"], "addresses": ["192.0.2.1/32"]})
    assert not is_plain_loopback(NODES["host/web1"])
