"""The spanning tree, from `brctl showstp`."""

from tests.sources.text.readers.reading import begins, read

ROOT = """br0
 bridge id\t\t8000.00005e005301
 designated root\t8000.00005e005301
 root port\t\t   0\t\t\tpath cost\t\t   0
 max age\t\t  20.00\t\t\tbridge max age\t\t  50.00
 forward delay\t\t  37.50\t\t\tbridge forward delay\t  15.00
 flags\t\t\t
"""
PORT = """
veth1 (1)
 port id\t\t8001\t\t\tstate\t\t     forwarding
 designated port\t8001\t\t\tforward delay timer\t   0.00
 flags\t\t\t
"""


def test_a_root_has_its_own_delay_where_the_kernel_gives_the_other_in_another_unit() -> None:
    [link] = read("brctl showstp", ROOT).links
    assert (link.ifname, link.fields) == (
        "br0",
        {
            "kind": "bridge",
            "bridge": {
                "id": "8000.00005e005301",
                "priority": 32768,
                "root_id": "8000.00005e005301",
                "root_port": 0,
                "root_path_cost": 0,
                "max_age": 20.0,
                "forward_delay": 15.0,
            },
        },
    )


def test_another_bridge_has_the_delay_of_its_root() -> None:
    text = ROOT.replace("root port\t\t   0", "root port\t\t   2").replace("37.50", " 4.00")
    assert read("brctl showstp", text).links[0].fields["bridge"]["forward_delay"] == 4.0


def test_a_port_tells_its_number_priority_and_bridge() -> None:
    _, port = read("brctl showstp", ROOT + PORT).links
    assert (port.ifname, port.named) == ("veth1", {"master": "br0"})
    assert port.fields == {
        "port_kind": "bridge",
        "port": {
            "number": 1,
            "id": "0x8001",
            "priority": 32,
            "state": "forwarding",
            "designated_port": 0x8001,
        },
    }


def test_the_command_names_the_bridge_where_its_line_is_lost() -> None:
    headless = ROOT.partition("\n")[2]
    assert [
        link.ifname for link in read("brctl showstp", headless, "brctl showstp br7").links
    ] == ["br7"]
    assert [line.number for line in read("brctl showstp", headless).unknown] == [1, 2, 3, 4, 5]


def test_a_second_bridge_without_its_line_takes_nothing_from_the_port_before_it() -> None:
    told = read("brctl showstp", ROOT + PORT + ROOT.partition("\n")[2])
    assert [link.ifname for link in told.links] == ["br0", "veth1", "br0"]
    assert told.links[1].fields["port"]["state"] == "forwarding"
    assert "state" not in told.links[2].fields["bridge"]


def test_a_line_with_a_word_too_many_is_not_understood() -> None:
    told = read("brctl showstp", ROOT.replace("   0\t\t\tpath", "   0 odd\t\t\tpath"))
    assert [line.number for line in told.unknown] == [4]


def test_a_bridge_begins_with_its_id_since_its_name_may_be_any_word() -> None:
    assert begins(ROOT.split("\n")[1]) == ["brctl showstp"]
    assert begins("br0") == []


def test_a_word_that_has_no_id_below_it_is_no_bridge() -> None:
    told = read("brctl showstp", f"{ROOT}what\n{PORT}")
    assert [line.text for line in told.unknown] == ["what"]
    assert told.links[1].named == {"master": "br0"}
