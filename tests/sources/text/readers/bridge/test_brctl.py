"""Bridges, ports and MACs, from `brctl show` and `brctl showmacs`."""

from tests.sources.text.readers.reading import begins, read
from topograph.facts import FdbEntry
from topograph.sources.text.told import ToldFdbEntry, ToldLink

HEAD = "bridge name\tbridge id\t\tSTP enabled\tinterfaces"
MACS = "port no\tmac addr\t\tis local?\tageing timer"


def bridge(name: str, bridge_id: str, priority: int, stp_state: int) -> ToldLink:
    members = {"id": bridge_id, "priority": priority, "stp_state": stp_state}
    return ToldLink(name, fields={"kind": "bridge", "bridge": members}, covers=frozenset({"kind"}))


def port(name: str, master: str) -> ToldLink:
    fields = {"port_kind": "bridge"}
    return ToldLink(name, fields=fields, named={"master": master}, covers=frozenset({"master"}))


def test_further_ports_stand_below_their_bridge() -> None:
    text = (
        f"{HEAD}\nbr0\t\t8000.00005e005301\tno\t\tveth1\n\t\t\t\t\t\t\tveth2\n"
        "br1\t\t1000.00005e005302\tyes\t\t\n"
    )
    told = read("brctl show", text, "brctl show")
    assert told.links == [
        bridge("br0", "8000.00005e005301", 32768, 0),
        port("veth1", "br0"),
        port("veth2", "br0"),
        bridge("br1", "1000.00005e005302", 4096, 1),
    ]
    assert told.complete == set()


def test_a_port_without_a_bridge_is_not_understood() -> None:
    assert [line.number for line in read("brctl show", f"{HEAD}\n\t\tveth1").unknown] == [2]


def test_an_id_that_is_none_is_not_understood() -> None:
    told = read("brctl show", f"{HEAD}\nbr0\t\t8000.0000\tno\t\tveth1")
    assert ([line.number for line in told.unknown], told.links) == ([2], [])


def test_a_mac_tells_the_number_of_its_port_and_the_command_its_bridge() -> None:
    text = f"{MACS}\n  1\t00:00:5e:00:53:01\tyes\t\t   0.00\n  2\t00:00:5e:00:53:02\tno\t\t  17.42"
    local = FdbEntry(link=0, mac="00:00:5e:00:53:01", is_local=True, age=0.0, state="permanent")
    learned = FdbEntry(link=0, mac="00:00:5e:00:53:02", age=17.42)
    assert read("brctl showmacs", text, "brctl showmacs br0").fdb == [
        ToldFdbEntry(local, master="br0", port_number=1),
        ToldFdbEntry(learned, master="br0", port_number=2),
    ]


def test_without_the_command_nobody_knows_the_bridge() -> None:
    text = f"{MACS}\n  1\t00:00:5e:00:53:01\tno\t\t   0.00"
    assert [one.master for one in read("brctl showmacs", text).fdb] == [""]


def test_a_row_of_another_shape_is_not_understood() -> None:
    rows = [f"{'9' * 5000} 00:00:5e:00:53:01 no 0.0", "1 00:00:5e:00:53:01 no old", "1 x no 0.0"]
    told = read("brctl showmacs", "\n".join(rows))
    assert ([line.number for line in told.unknown], told.fdb) == ([1, 2, 3], [])


def test_a_bridge_that_is_none_is_the_refusal() -> None:
    assert (
        read("brctl show", "bridge eth9 does not exist!").refusal == "bridge eth9 does not exist!"
    )


def test_the_heads_begin_outputs() -> None:
    assert begins(HEAD) == ["brctl show"]
    assert begins(MACS) == ["brctl showmacs"]
    assert begins(HEAD.expandtabs()) == ["brctl show"]


def test_where_blanks_were_lost_a_port_is_known_by_its_number() -> None:
    text = (
        "bridge name bridge id STP enabled interfaces\nbr0 8000.00005e005301 no veth1\n"
        "veth2\nvirbr0-nic\ndone\n"
    )
    told = read("brctl show", text, "brctl show")
    assert told.links == [
        bridge("br0", "8000.00005e005301", 32768, 0),
        *(port(name, "br0") for name in ("veth1", "veth2", "virbr0-nic")),
    ]
    assert [line.text for line in told.unknown] == ["done"]
